// Whether figures of a layout stand where their columns do: a cell too many, or one too few, moves all behind it.
// Must not know labels, values or relations.
import type { Stream } from "../print/stream.ts";
import type { Token } from "../print/tokens.ts";
import {
  COLUMN_ROWS,
  LEAST_ALIKE_COLUMNS,
  LEAST_OTHERS,
  OFF_COLUMN,
  SET_OFF,
  WIDER,
} from "../weights/places.ts";
import { headsAt, headsOver, isAlike } from "./columns.ts";
import { type Extent, extentOf, type Metric, metricOf, middleOf, pagesOf } from "./page.ts";

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
  const metric = metricOf(stream);
  const metrics = metric === null ? ([1, 2] as const) : [metric];
  const views = metrics.map((one) => offIn(standingOf(stream, rows, one), (page) => headsOn(page, one)));
  return new Set(rows.filter((row) => views.every((off) => off.has(row))));
}

/** The rows of which several figures stand where those of other columns do, and not where their own column's do. */
export function rowsInOtherColumns<Row extends InColumns>(
  stream: Stream,
  rows: readonly Row[],
): ReadonlySet<Row> {
  const metric = metricOf(stream);
  const metrics = metric === null ? ([1, 2] as const) : [metric];
  const views = metrics.map((one) => {
    const standing = standingOf(stream, rows, one);
    const columns = columnsOf(standing);
    const strays = standing.filter((figure) => standsInOther(figure, columns)).map(({ row }) => row);
    return (row: Row) => strays.filter((one) => one === row).length >= LEAST_OTHERS;
  });
  return new Set(rows.filter((row) => views.every((isMoved) => isMoved(row))));
}

function standsInOther<Row>(figure: Standing<Row>, columns: Columns<Row>): boolean {
  const standsIn = (column: number) =>
    offOthers({ ...figure, column }, { columns, heads: null, alike: false });
  // Nearly all figures stand in their own.
  if (Math.abs(standsIn(figure.column)) <= 1) return false;
  return [...columns.keys()].some(
    (column) =>
      column !== figure.column &&
      othersOf({ ...figure, column }, columns).length >= LEAST_OTHERS &&
      Math.abs(standsIn(column)) <= 1,
  );
}

interface Standing<Row> {
  readonly row: Row;
  readonly column: number;
  readonly page: number;
  readonly extent: Extent;
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
    const around = { columns, heads, rows: rows.size, alike: heads !== null && lieAlike(columns, heads) };
    for (const row of rows) {
      const own = here.filter((figure) => figure.row === row);
      if (isOffOthers(own, around) || isOffHeads(own, around) || shareHead(own, around)) off.add(row);
    }
  }
  return off;
}

/**
 * Whether all rows begin below one another and print as many figures, each as far behind the one before: they are not set in
 * columns, and what is longer pushes on what stands behind it.
 */
function areEven<Row>(standing: readonly Standing<Row>[]): boolean {
  const rows = [...new Set(standing.map(({ row }) => row))].map((row) =>
    standing.filter((figure) => figure.row === row).map(({ extent }) => extent),
  );
  const gaps = rows.flatMap((row) => row.slice(1).map(({ left }, index) => left - (row[index]?.right ?? 0)));
  const starts = rows.map(([first]) => first?.left ?? 0);
  return (
    rows.length > 1 &&
    new Set(rows.map(({ length }) => length)).size === 1 &&
    new Set(gaps).size === 1 &&
    Math.max(...starts) - Math.min(...starts) <= 1
  );
}

type Columns<Row> = ReadonlyMap<number, readonly Standing<Row>[]>;

/** What stands on a figure's page. */
interface Around<Row> {
  readonly columns: Columns<Row>;
  readonly heads: readonly Extent[] | null;
  /** How many rows have figures. */
  readonly rows: number;
  /** The columns lie as the heads do, save for scale and shift: no figure need stand under its own. */
  readonly alike: boolean;
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

function columnsOf<Row>(standing: readonly Standing<Row>[]): Columns<Row> {
  const columns = new Map<number, Standing<Row>[]>();
  for (const figure of standing) {
    const column = columns.get(figure.column) ?? [];
    columns.set(figure.column, column);
    column.push(figure);
  }
  return columns;
}

const EDGES: readonly ((extent: Extent) => number)[] = [({ left }) => left, ({ right }) => right, middleOf];

/** Whether a figure of a row stands off the others of its column, and the row is not as a whole set off from the others. */
function isOffOthers<Row>(own: readonly Standing<Row>[], around: Around<Row>): boolean {
  const found = own.map((figure) => ({
    off: offOthers(figure, around),
    room: roomOf(figure, around.columns),
  }));
  const isOff = (shift: number) =>
    found.some(({ off, room }) => Math.abs(off - shift) > Math.max(1, OFF_COLUMN * room));
  const shift = found[0]?.off ?? 0;
  const mayShift =
    own.length > 2 &&
    own.length === around.columns.size &&
    found.every(({ off, room }) => Math.abs(off) <= SET_OFF * room);
  return isOff(0) && !(mayShift && !isOff(shift));
}

/** How far a figure stands off the others of its column at the edge, or the middle, at which these stand best. */
function offOthers<Row>(figure: Standing<Row>, { columns, heads, alike }: Omit<Around<Row>, "rows">): number {
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

function othersOf<Row>({ row, column }: Standing<Row>, columns: Columns<Row>): Extent[] {
  return (columns.get(column) ?? []).filter((other) => other.row !== row).map(({ extent }) => extent);
}

/** How far the next column is from a figure's own. */
function roomOf<Row>({ column }: Standing<Row>, columns: Columns<Row>): number {
  const middles = new Map(
    [...columns].map(([key, all]) => [key, mean(all.map(({ extent }) => middleOf(extent)))]),
  );
  const own = middles.get(column) ?? 0;
  const rest = [...middles].filter(([key]) => key !== column);
  return Math.min(...rest.map(([key, at]) => Math.abs(at - own) / Math.abs(key - column)));
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Whether a figure that no other rows' stand below or above is under another head than its column's. */
function isOffHeads<Row>(
  own: readonly Standing<Row>[],
  { columns, heads, rows, alike }: Around<Row>,
): boolean {
  if (alike) return false;
  const others = (figure: Standing<Row>) => othersOf(figure, columns).length;
  // Without heads nothing says that a figure which has its column to itself is not one too many.
  if (heads === null) return rows >= COLUMN_ROWS && own.some((figure) => others(figure) === 0);
  const alone = own.filter((figure) => others(figure) === 0);
  if (own.length > LEAST_ALIKE_COLUMNS && isWider(own, heads)) return false;
  return alone.some(
    ({ column, extent }) => !headsOver(extent, heads).includes(column) || isBeyond(extent, heads),
  );
}

/** Whether two figures of a row stand under one head and no other: one cell holds both, and none says where columns are. */
function shareHead<Row>(own: readonly Standing<Row>[], { heads, alike }: Around<Row>): boolean {
  if (alike || heads === null) return false;
  const over = own.map(({ extent }) => headsAt(extent, heads));
  return over.some((one, index) => one.length === 1 && over[index - 1]?.join() === one.join());
}

function isWider<Row>(own: readonly Standing<Row>[], heads: readonly Extent[]): boolean {
  const [first, last] = [own[0], own.at(-1)];
  const [from, to] = [heads[first?.column ?? 0], heads[last?.column ?? 0]];
  if (!first || !last || !from || !to) return false;
  return middleOf(last.extent) - middleOf(first.extent) > WIDER * (middleOf(to) - middleOf(from));
}

/** Whether a figure stands where one column more would, as far behind the last head as that is behind the one before. */
function isBeyond(figure: Extent, heads: readonly Extent[]): boolean {
  const [before, last] = heads.slice(-2);
  if (before === undefined || last === undefined || figure.left <= last.right) return false;
  const isFar = (at: (extent: Extent) => number) => at(figure) - at(last) >= at(last) - at(before);
  return isFar(({ left }) => left) || isFar(middleOf);
}
