// Whether figures of a layout stand where their columns do: a cell too many, or one too few, moves all behind it.
// Must not know labels, values or relations.
import type { Stream } from "../print/stream.ts";
import type { Token } from "../print/tokens.ts";
import {
  COLUMN_REACH,
  EXACT_ROWS,
  LEAST_ALIKE_COLUMNS,
  LEAST_OTHERS,
  OFF_COLUMN,
  SET_OFF,
} from "../weights/places.ts";
import { headsAt, isAlike } from "./columns.ts";
import { type Extent, extentOf, type Metric, metricOf, middleOf, pagesOf } from "./page.ts";
import {
  type Around,
  type Columns,
  columnsOf,
  EDGES,
  mean,
  othersOf,
  roomsOf,
  type Standing,
} from "./standing.ts";
import { isOffHeads, shareHead, standsClear, standUnderNext } from "./under-heads.ts";

/** A row's figures and the column of each. */
interface InColumns {
  readonly row: { readonly zone: { readonly tokens: readonly Token[] } };
  readonly cells: readonly number[];
}

/** Where the heads of a page stand, left to right; null where that is not known. */
export type HeadsOn = (page: number, metric: Metric) => readonly Extent[] | null;

/** The rows of a block with a figure that stands off its column, in whichever metric the text may be laid out. */
export function rowsOffColumn<Row extends InColumns>(
  stream: Stream,
  rows: readonly Row[],
  headsOn: HeadsOn,
): ReadonlySet<Row> {
  return inEachMetric(stream, rows, (standing, metric) => {
    const off = offIn(standing, (page) => headsOn(page, metric));
    return (row) => off.has(row);
  });
}

/** The rows of which something is so in whichever metric the text may be laid out. */
function inEachMetric<Row extends InColumns>(
  stream: Stream,
  rows: readonly Row[],
  viewOf: (standing: readonly Standing<Row>[], metric: Metric) => (row: Row) => boolean,
): ReadonlySet<Row> {
  const metric = metricOf(stream);
  const metrics = metric === null ? ([1, 2] as const) : [metric];
  const views = metrics.map((one) => viewOf(standingOf(stream, rows, one), one));
  return new Set(rows.filter((row) => views.every((isSo) => isSo(row))));
}

/**
 * The rows of which several figures stand where those of other columns do, and not where their own column's do, or of which the
 * last stands behind all columns while the others stand in theirs.
 */
export function rowsInOtherColumns<Row extends InColumns>(
  stream: Stream,
  rows: readonly Row[],
): ReadonlySet<Row> {
  return inEachMetric(stream, rows, (standing) => {
    const columns = columnsOf(standing);
    const rooms = roomsOf(columns);
    const strays = standing.filter((figure) => standsInOther(figure, columns));
    return (row) => {
      const own = strays.filter((figure) => figure.row === row);
      return (
        own.length >= LEAST_OTHERS ||
        own.some((figure) => isFar(figure, columns, rooms)) ||
        endsBehind(
          standing.filter((figure) => figure.row === row),
          columns,
        )
      );
    };
  });
}

/**
 * The rows that leave cells empty and have a figure above or below those that other rows print in another column: where these are full
 * their order tells what they are, and of one that is not only its place does.
 */
export function rowsInTwoColumns<Row extends InColumns>(
  stream: Stream,
  rows: readonly Row[],
): ReadonlySet<Row> {
  return inEachMetric(stream, rows, (standing) => {
    const width = columnsOf(standing).size;
    return (row) =>
      row.cells.length < width &&
      standing.some((figure) => figure.row === row && isBelowOther(figure, standing));
  });
}

function isBelowOther<Row>(
  { row, column, page, extent }: Standing<Row>,
  all: readonly Standing<Row>[],
): boolean {
  const others = all.filter((one) => one.page === page && one.row !== row && one.column !== column);
  const here = others.filter((one) => one.extent.left < extent.right && extent.left < one.extent.right);
  return here.some((one) => here.filter((other) => other.column === one.column).length >= LEAST_OTHERS);
}

const offOwn = <Row>(figure: Standing<Row>, columns: Columns<Row>) =>
  offOthers(figure, { columns, heads: null, alike: false });

/** Whether a figure stands nearer to the next column than to the others of its own: no line drifts so far. */
const isFar = <Row>(figure: Standing<Row>, columns: Columns<Row>, rooms: ReadonlyMap<number, number>) =>
  Math.abs(offOwn(figure, columns)) > COLUMN_REACH * roomIn(rooms, figure);

/**
 * Whether the last figure of a full row stands behind all of its column, and the one before it where its own column's do: what drifts
 * moves on from one figure to the next, and a cell too many before an empty one moves the last figure alone.
 */
function endsBehind<Row>(own: readonly Standing<Row>[], columns: Columns<Row>): boolean {
  const [before, last] = own.slice(-2);
  if (before === undefined || last === undefined) return false;
  if (own.length !== columns.size || own.length < LEAST_ALIKE_COLUMNS) return false;
  const others = othersOf(last, columns);
  const isBehind = others.every(({ right }) => last.extent.left >= right);
  return others.length >= EXACT_ROWS && isBehind && Math.abs(offOwn(before, columns)) <= 1;
}

const roomIn = <Row>(rooms: ReadonlyMap<number, number>, { column }: Standing<Row>) =>
  rooms.get(column) ?? Number.POSITIVE_INFINITY;

function standsInOther<Row>(figure: Standing<Row>, columns: Columns<Row>): boolean {
  const standsIn = (column: number) => offOwn({ ...figure, column }, columns);
  // Nearly all figures stand in their own.
  if (Math.abs(standsIn(figure.column)) <= 1) return false;
  return [...columns.keys()].some(
    (column) =>
      column !== figure.column &&
      othersOf({ ...figure, column }, columns).length >= LEAST_OTHERS &&
      Math.abs(standsIn(column)) <= 1,
  );
}

function standingOf<Row extends InColumns>(
  stream: Stream,
  rows: readonly Row[],
  metric: Metric,
): Standing<Row>[] {
  const pages = pagesOf(stream);
  return rows.flatMap((row) =>
    row.row.zone.tokens.map(
      (token, index): Standing<Row> => ({
        row,
        column: row.cells[index] ?? 0,
        page: pages[stream.lineOf[token.from] ?? 0] ?? 0,
        extent: extentOf(stream, token.from, token.to, metric),
        gap: gapBefore(stream, token.from),
      }),
    ),
  );
}

function offIn<Row>(
  standing: readonly Standing<Row>[],
  headsOn: (page: number) => readonly Extent[] | null,
): ReadonlySet<Row> {
  const off = new Set<Row>();
  for (const page of new Set(standing.map((figure) => figure.page))) {
    const here = standing.filter((figure) => figure.page === page);
    if (areEven(here)) continue;
    const rows = new Set(here.map(({ row }) => row));
    const columns = columnsOf(here);
    const heads = headsOn(page);
    const alike = heads !== null && lieAlike(columns, heads);
    const around = { columns, rooms: roomsOf(columns), heads, rows: rows.size, alike };
    const elsewhere = !alike && heads !== null && standUnderNext(columns, heads);
    for (const row of rows) {
      const own = here.filter((figure) => figure.row === row);
      const isOff = isOffOthers(own, around) || isOffHeads(own, around) || standsClear(own, here, heads);
      const isHole = elsewhere && own.length < columns.size;
      if (isOff || isHole || shareHead(own, around)) off.add(row);
    }
  }
  return off;
}

function gapBefore({ syms }: Stream, from: number): number | null {
  let at = from - 1;
  while (syms[at] === " ") at -= 1;
  return at < 0 || syms[at] === "\n" ? null : from - 1 - at;
}

/**
 * Whether all rows print as many figures, each as far behind the one before, and begin below one another or as far behind
 * their labels: they are not set in columns, and what is longer pushes on what stands behind it.
 */
function areEven<Row>(standing: readonly Standing<Row>[]): boolean {
  const rows = [...new Set(standing.map(({ row }) => row))].map((row) =>
    standing.filter((figure) => figure.row === row),
  );
  const gaps = new Set(rows.flatMap((row) => row.slice(1).map(({ gap }) => gap)));
  const starts = rows.map(([first]) => first?.extent.left ?? 0);
  const begin = Math.max(...starts) - Math.min(...starts) <= 1;
  return (
    rows.length > 1 &&
    new Set(rows.map(({ length }) => length)).size === 1 &&
    gaps.size === 1 &&
    !gaps.has(null) &&
    (begin || rows.every(([first]) => first !== undefined && gaps.has(first.gap)))
  );
}

/** Whether a row with a figure in each column does, or the columns' middles do. */
function lieAlike<Row>(columns: Columns<Row>, heads: readonly Extent[]): boolean {
  const order = [...columns].sort(([a], [b]) => a - b);
  if (order.length < LEAST_ALIKE_COLUMNS) return false;
  const over = order.flatMap(([column]) => heads[column] ?? []);
  const middles = order.map(([, figures]) => mean(figures.map(({ extent }) => middleOf(extent))));
  const rows = [...new Set(order.flatMap(([, figures]) => figures.map(({ row }) => row)))].map((row) =>
    order.flatMap(([, figures]) => figures.find((figure) => figure.row === row)?.extent ?? []),
  );
  return [middles.map((at) => ({ left: at, right: at })), ...rows].some((places) => isAlike(places, over));
}

/** Whether a figure of a row stands off the others of its column, and the row is not as a whole set off from the others. */
function isOffOthers<Row>(own: readonly Standing<Row>[], around: Around<Row>): boolean {
  const found = own.map((figure) => {
    const room = roomIn(around.rooms, figure);
    const reach =
      Number.isFinite(room) && areExact(othersOf(figure, around.columns))
        ? 1
        : Math.max(1, OFF_COLUMN * room);
    return { off: offOthers(figure, around), room, reach };
  });
  const isOff = (shift: number) => found.some(({ off, reach }) => Math.abs(off - shift) > reach);
  const shift = found[0]?.off ?? 0;
  const mayShift =
    own.length > 2 &&
    own.length === around.columns.size &&
    found.every(({ off, room }) => Math.abs(off) <= SET_OFF * room);
  return isOff(0) && !(mayShift && !isOff(shift));
}

/** Whether many figures of a column end, begin or have their middles below one another: then all of them do. */
const areExact = (others: readonly Extent[]) =>
  others.length >= EXACT_ROWS && EDGES.some((edge) => spreadOf(others.map(edge)) <= 1);

const spreadOf = (places: readonly number[]) => Math.max(...places) - Math.min(...places);

/** How far a figure stands off the others of its column at the edge, or the middle, at which these stand best. */
function offOthers<Row>(
  figure: Standing<Row>,
  { columns, heads, alike }: Pick<Around<Row>, "columns" | "heads" | "alike">,
): number {
  const others = othersOf(figure, columns);
  const headed = alike || (heads !== null && headsAt(figure.extent, heads).includes(figure.column));
  if (others.length === 0) return 0;
  if (others.length < LEAST_OTHERS && headed) return offHeads(figure, columns, heads);
  const edges = EDGES.map((edge) => {
    const at = others.map(edge);
    return { own: edge(figure.extent), low: Math.min(...at), high: Math.max(...at) };
  });
  const least = Math.min(...edges.map(({ low, high }) => high - low));
  const off = edges
    .filter(({ low, high }) => high - low === least)
    .map(({ own, low, high }) => (own < low ? own - low : Math.max(0, own - high)));
  return off.reduce((nearest, one) => (Math.abs(one) < Math.abs(nearest) ? one : nearest));
}

/** How far a figure stands off its head, where all of the other rows' stand at one edge of theirs, or in their middle. */
function offHeads<Row>(
  { row, column, extent }: Standing<Row>,
  columns: Columns<Row>,
  heads: readonly Extent[] | null,
): number {
  const others = [...columns].flatMap(([other, figures]) =>
    figures.filter((figure) => figure.row !== row).map((figure) => ({ figure, head: heads?.[other] })),
  );
  const own = heads?.[column];
  if (own === undefined || others.length < LEAST_OTHERS) return 0;
  const kept = EDGES.filter((edge) =>
    others.every(({ figure, head }) => head !== undefined && Math.abs(edge(figure.extent) - edge(head)) <= 1),
  );
  const off = kept.map((edge) => edge(extent) - edge(own));
  return off.length === 0
    ? 0
    : off.reduce((nearest, one) => (Math.abs(one) < Math.abs(nearest) ? one : nearest));
}
