// Columns of a layout: where figures stand on the screen, and the columns of the table that they may stand in.
// Must not know labels of rows, values or relations.

import type { Stream } from "../print/stream.ts";
import type { Token } from "../print/tokens.ts";
import { MOST_CHOICES, MOST_OPTIONS, MOST_WAYS } from "../weights/limits.ts";
import { ALIKE_REACH, COLUMN_REACH, LEAST_LIKE_HEADS } from "../weights/places.ts";
import { type Extent, extentOf, type Metric, metricOf, middleOf, stacksOf, wordsOn } from "./page.ts";
import { EDGES } from "./standing.ts";

/** Ways for the lines of a page to stand under columns: for each line every choice of one column a figure, ascending. */
export type LineOptions = readonly (readonly (readonly number[])[])[];

/**
 * The ways in which the lines of figures of one page may stand under `width` columns. Several where strips of figures
 * may be one column or another; none where nothing tells.
 * @param heads where each column's head stands in either metric; null where that is not known
 * @param full whether there are as many figures as the table has cells
 */
export function columnWays(
  stream: Stream,
  lines: readonly (readonly Token[])[],
  width: number,
  heads: (metric: Metric) => readonly Extent[] | null,
  full: boolean,
): LineOptions[] {
  if (width === 1) return lines.every((line) => line.length === 1) ? [lines.map(() => [[0]])] : [];
  const metric = metricOf(stream);
  const ways = (metric === null ? ([1, 2] as const) : [metric]).flatMap((one) => {
    const extents = lines.map((line) => line.map((token) => extentOf(stream, token.from, token.to, one)));
    const view = { extents, strips: stripsOf(extents.flat()) };
    const complete = lines.some((line) => line.length === width) || (full && isEven(view, width));
    if (!complete) return byStrips(view, width, heads(one));
    const found = byGaps(view, width) ?? byCompleteLines(view, width);
    return found === null ? [] : [found];
  });
  const seen = new Set<string>();
  return ways.filter((way) => {
    const key = JSON.stringify(way);
    return !seen.has(key) && seen.add(key);
  });
}

/** The figures of a page in one metric, and the strips of the screen that they cover. */
interface View {
  readonly extents: readonly (readonly Extent[])[];
  readonly strips: readonly Extent[];
}

/** Stretches covered by figures, merged where they overlap or touch. */
function stripsOf(extents: readonly Extent[]): Extent[] {
  const strips: { left: number; right: number }[] = [];
  for (const { left, right } of [...extents].sort((a, b) => a.left - b.left)) {
    const last = strips.at(-1);
    if (last && left <= last.right) last.right = Math.max(last.right, right);
    else strips.push({ left, right });
  }
  return strips;
}

/** The strips of each line's figures. */
function stripsIn({ extents, strips }: View): number[][] {
  return extents.map((line) =>
    line.map((extent) => strips.findIndex(({ left, right }) => extent.left >= left && extent.right <= right)),
  );
}

/** As many strips as columns, with equally many figures in each. */
function isEven(view: View, width: number): boolean {
  if (view.strips.length !== width) return false;
  const found = stripsIn(view).flat();
  return view.strips.every(
    (_, index) => found.filter((strip) => strip === index).length * width === found.length,
  );
}

/** The figures of all lines fall apart into as many strips as there are columns, with blank between them. */
function byGaps(view: View, width: number): LineOptions | null {
  if (view.strips.length !== width) return null;
  const columns = stripsIn(view);
  return columns.every(isAscending) ? columns.map((line) => [line]) : null;
}

/** Lines with a figure in each column tell where the columns' middles are. */
function byCompleteLines({ extents }: View, width: number): LineOptions | null {
  const complete = extents.filter((line) => line.length === width);
  if (complete.length === 0) return null;
  const middles = Array.from(
    { length: width },
    (_, column) =>
      complete.reduce((sum, line) => sum + middleOf(line[column] ?? { left: 0, right: 0 }), 0) /
      complete.length,
  );
  const options = extents.map((line) =>
    line.length === width
      ? [middles.map((_, column) => column)]
      : ascending(line.map((extent) => columnsNear(middleOf(extent), middles))),
  );
  return options.every((one) => one.length > 0 && one.length <= MOST_OPTIONS) ? options : null;
}

/**
 * Without a line that fills all columns: each strip is one column, strips of one line are different ones, and their
 * order is the columns'. Heads of the page narrow down which.
 */
function byStrips(view: View, width: number, heads: readonly Extent[] | null): LineOptions[] {
  const { strips } = view;
  const lines = stripsIn(view);
  const room = roomOf(lines, strips.length, width);
  const even = heads !== null && areAsFarApart(strips, heads);
  const alike =
    heads !== null &&
    isAlike(strips, heads) &&
    strips.every((strip, index) => {
      const over = headsAt(strip, heads);
      if (over.length > 0) return over.includes(index);
      return even || areApart(lines, headsOver(strip, heads), index);
    });
  const allowed = strips.map((strip, index) => {
    if (alike) return [index];
    const inRoom = room[index] ?? [];
    return heads === null ? inRoom : headsOver(strip, heads).filter((column) => inRoom.includes(column));
  });
  let maps: number[][] = [[]];
  for (const [strip, choices] of allowed.entries()) {
    const apart = lines.flatMap((line) => (line.includes(strip) ? line : []));
    maps = maps.flatMap((before) =>
      choices
        .filter(
          (column) => column >= (before.at(-1) ?? 0) && !apart.some((other) => before[other] === column),
        )
        .map((column) => [...before, column]),
    );
    if (maps.length > MOST_WAYS) return [];
  }
  return maps.map((map) => lines.map((line) => [line.map((strip) => map[strip] ?? 0)]));
}

/** Whether strips begin, end or have their middles just as far from one another as their heads do. */
function areAsFarApart(strips: readonly Extent[], heads: readonly Extent[]): boolean {
  const offsOf = (extents: readonly Extent[]) =>
    EDGES.map((edge) => extents.map((extent) => edge(extent) - edge(extents[0] ?? extent)));
  return offsOf(strips).some((own) =>
    offsOf(heads).some((theirs) => own.every((off, index) => Math.abs(off - (theirs[index] ?? 0)) <= 1)),
  );
}

/** Whether a strip under no head is none of the columns beside its own: it is far from their heads, or one line has figures in both. */
function areApart(lines: readonly (readonly number[])[], near: readonly number[], strip: number): boolean {
  return near.every(
    (other) => other === strip || lines.some((line) => line.includes(strip) && line.includes(other)),
  );
}

/** The columns that leave room for the strips before and behind on the lines that a strip is on. */
function roomOf(lines: readonly (readonly number[])[], strips: number, width: number): number[][] {
  const low: number[] = [];
  const high: number[] = [];
  const reach = (strip: number, step: 1 | -1, bounds: number[], start: number): number => {
    const apart = lines.flatMap((line) => {
      const at = line.indexOf(strip);
      const beside = at < 0 ? undefined : line[at - step];
      return beside === undefined ? [] : [(bounds[beside] ?? start) + step];
    });
    const all = [start, bounds[strip - step] ?? start, ...apart];
    return step === 1 ? Math.max(...all) : Math.min(...all);
  };
  for (let strip = 0; strip < strips; strip += 1) low[strip] = reach(strip, 1, low, 0);
  for (let strip = strips - 1; strip >= 0; strip -= 1) high[strip] = reach(strip, -1, high, width - 1);
  return low.map((from, strip) => {
    const to = high[strip] ?? from;
    return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
  });
}

/** The heads that a strip stands under; else those that it is near to. */
export function headsOver(strip: Extent, heads: readonly Extent[]): number[] {
  const over = headsAt(strip, heads);
  return over.length > 0 ? over : columnsNear(middleOf(strip), heads.map(middleOf));
}

/** The heads that a stretch stands under. */
export function headsAt(strip: Extent, heads: readonly Extent[]): number[] {
  return heads.flatMap((head, index) =>
    strip.left < head.right + 1 && strip.right > head.left - 1 ? [index] : [],
  );
}

/** As many strips as heads, lying alike save for one scale and one shift: a layout may set heads closer than figures. */
export function isAlike(strips: readonly Extent[], heads: readonly Extent[]): boolean {
  const places = strips.map(middleOf);
  const wanted = heads.map(middleOf);
  const [first, last] = [places[0] ?? 0, places.at(-1) ?? 0];
  const [from, to] = [wanted[0] ?? 0, wanted.at(-1) ?? 0];
  if (places.length !== wanted.length || places.length < LEAST_LIKE_HEADS || last <= first || to <= from)
    return false;
  const scale = (last - first) / (to - from);
  const least = Math.min(...wanted.slice(1).map((at, index) => (at - (wanted[index] ?? 0)) * scale));
  return wanted.every(
    (at, index) => Math.abs(first + (at - from) * scale - (places[index] ?? 0)) <= ALIKE_REACH * least,
  );
}

/** Every choice of one column a figure that ascends. */
function ascending(allowed: readonly (readonly number[])[]): number[][] {
  let partial: number[][] = [[]];
  for (const columns of allowed) {
    partial = partial.flatMap((before) =>
      columns.filter((column) => column > (before.at(-1) ?? -1)).map((column) => [...before, column]),
    );
    if (partial.length > MOST_OPTIONS) return partial;
  }
  return partial;
}

/** Columns whose middle is near; before the first and behind the last there is no other. */
function columnsNear(middle: number, middles: readonly number[]): number[] {
  return middles.flatMap((at, column) => {
    const neighbour = middle < at ? middles[column - 1] : middles[column + 1];
    const near = neighbour === undefined || Math.abs(middle - at) <= COLUMN_REACH * Math.abs(neighbour - at);
    return near ? [column] : [];
  });
}

function isAscending(columns: readonly number[]): boolean {
  return columns.every((column, index) => column >= 0 && column > (columns[index - 1] ?? -1));
}

/**
 * Where the heads of columns stand among some lines, left to right; null unless exactly one choice of prints ascends.
 * @param heads the wordings of each head, letters only
 */
export function headExtents(
  stream: Stream,
  lines: readonly number[],
  heads: readonly (readonly string[])[],
  metric: Metric,
): readonly Extent[] | null {
  const words = wordsOn(stream, lines, metric);
  if (words.length > MOST_CHOICES) return null;
  let chosen: Extent[][] = [[]];
  for (const wordings of heads) {
    const prints = widest(
      wordings.flatMap((wording) => stacksOf(wording, words)).map(({ extent }) => extent),
    );
    chosen = chosen.flatMap((before) =>
      prints
        .filter(({ left }) => left >= (before.at(-1)?.right ?? 0) - 1)
        .map((extent) => [...before, extent]),
    );
    if (chosen.length > MOST_CHOICES) return null;
  }
  return chosen.length === 1 ? (chosen[0] ?? null) : null;
}

/** One print may be found by several wordings: the widest counts. */
function widest(extents: readonly Extent[]): Extent[] {
  const kept: Extent[] = [];
  for (const extent of [...extents].sort((a, b) => a.left - b.left || b.right - a.right))
    if (!kept.some(({ left, right }) => left <= extent.left && right >= extent.right)) kept.push(extent);
  return kept;
}
