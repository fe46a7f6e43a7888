// Takes back what converters do to merged cells when their format knows none: the text repeated in every cell of the merge.
// Must not know labels or containers.
import type { RawCell } from "../model/document.ts";

type Row = readonly RawCell[];

/** A wording shorter than this repeats by chance: units, and words that head several columns. */
const SHORTEST = 3;
/** Rows in which a wording stands twice side by side, before repeating is taken for the way of the whole table. */
const FEWEST_ROWS = 2;

/** The rows with repeated wordings as merged cells; null where the table has merges of its own or repeats nothing. */
export function mergeRepeated(rows: readonly Row[]): readonly Row[] | null {
  const width = rows[0]?.length ?? 0;
  const even = rows.every(
    (row) => row.length === width && row.every((cell) => cell.rowSpan === 1 && cell.colSpan === 1),
  );
  if (!even || width < 3 || rows.filter(repeatsWording).length < FEWEST_ROWS) return null;
  const ranges: Range[][] = [];
  for (const [r, row] of rows.entries()) {
    const isColumn = (from: number, to: number) => repeatsBelow(rows.slice(r + 1), from, to);
    ranges.push(rangesOf(row, ranges.at(-1) ?? [], isColumn));
  }
  return mergeDown(rows, ranges);
}

interface Range {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

function repeatsWording(row: Row): boolean {
  return row.some((cell, c) => isWording(cell.text) && row[c + 1]?.text === cell.text);
}

function isWording(text: string): boolean {
  return (text.match(/\p{L}/gu)?.length ?? 0) >= SHORTEST;
}

/**
 * Cells of a row that were one: the same wording side by side, or below a merged head the same figure in all of its cells,
 * or words of which each stands in several, or a word over cells that have one figure in each row below.
 */
function rangesOf(
  row: Row,
  above: readonly Range[],
  isColumn: (from: number, to: number) => boolean,
): Range[] {
  const ranges: Range[] = [];
  for (let from = 0; from < row.length; ) {
    const text = row[from]?.text ?? "";
    const head = above.find((range) => range.from <= from && from < range.to);
    const limit = isWording(text) ? row.length : text === "" || !head ? from + 1 : head.to;
    const to = runEnd(row, from, limit);
    const fills = head?.from === from && to === limit;
    const isHead = to > from + 1 && /\p{L}/u.test(text) && isColumn(from, to);
    const whole = isWording(text) || fills || isHead || (head && isOfParts(row, head)) ? to : from + 1;
    ranges.push({ from, to: whole, text });
    from = whole;
  }
  return ranges;
}

/** Rows in which the same cells have one figure each, for a short word over them to be one head and not one for each. */
const FEWEST_FIGURES = 5;

function repeatsBelow(rows: readonly Row[], from: number, to: number): boolean {
  const isSame = (row: Row) => runEnd(row, from, to) === to;
  const end = rows.findIndex((row) => !isSame(row));
  const below = rows.slice(0, end < 0 ? rows.length : end);
  const figures = below.map((row) => row[from]?.text ?? "").filter((text) => /^\s*\d/.test(text));
  return figures.length >= FEWEST_FIGURES && new Set(figures).size > 1;
}

function runEnd(row: Row, from: number, limit: number): number {
  let to = from + 1;
  while (to < limit && row[to]?.text === row[from]?.text) to += 1;
  return to;
}

/** Whether words fill the cells below a merged head, and each stands in several: heads of its parts, merged like it. */
function isOfParts(row: Row, { from, to }: Range): boolean {
  for (let at = from; at < to; ) {
    const end = runEnd(row, at, to);
    if (end === at + 1 || !/\p{L}/u.test(row[at]?.text ?? "")) return false;
    at = end;
  }
  return true;
}

/** A wording that stands in the same columns of the row below was one cell with it. */
function mergeDown(rows: readonly Row[], ranges: readonly (readonly Range[])[]): Row[] {
  const isSame = (a: Range, b: Range) =>
    a.from === b.from && a.to === b.to && a.text === b.text && isWording(a.text);
  return rows.map((row, r) =>
    (ranges[r] ?? []).flatMap((range): RawCell[] => {
      const cell = row[range.from];
      if (!cell || ranges[r - 1]?.some((above) => isSame(above, range))) return [];
      let rowSpan = 1;
      while (ranges[r + rowSpan]?.some((below) => isSame(range, below))) rowSpan += 1;
      return [{ ...cell, rowSpan, colSpan: range.to - range.from }];
    }),
  );
}
