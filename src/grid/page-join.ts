// Puts a table that goes on over a page break together again: columns of its parts brought to one set of edges.
// Must not know labels: whether a head is repeated or a label cut is for those who know the form.
import type { Word } from "../model/document.ts";
import type { Sheet, SheetCell } from "./page-sheet.ts";
import type { TextLine } from "./page-text.ts";

/** Edges of one column on two pages differ by rounding alone, in points. */
const SAME_EDGE = 2.5;

/** Whether `next` has the columns of `sheet`: the outer edges are the same, and the fewer inner ones are among the others. */
export function goesOn(sheet: Sheet, next: Sheet): boolean {
  const [a, b] = [sheet.xs, next.xs];
  if (!isSame(a[0], b[0]) || !isSame(a.at(-1), b.at(-1))) return false;
  const [few, many] = a.length <= b.length ? [a, b] : [b, a];
  const found = few.filter((x) => many.some((other) => isSame(x, other))).length;
  return found >= few.length * 0.8;
}

function isSame(a: number | undefined, b: number | undefined): boolean {
  return a !== undefined && b !== undefined && Math.abs(a - b) <= SAME_EDGE;
}

/** Of its height so much a line may be off the frame that it hangs from: lines of a paragraph stand further off. */
const OFF = 0.5;

/**
 * Whether all words of a line are letters and stand right below cells of the last row: a page ends within cells that rows of the next page
 * share, and what does not fit into its frame runs over it.
 */
export const hangs = (sheet: Sheet, { words }: TextLine): boolean =>
  words.every((word) => !/\d/u.test(word.text) && cellAbove(sheet, word) !== undefined);

function cellAbove({ cells, ys }: Sheet, { left, right, top, bottom }: Word): SheetCell | undefined {
  const isAbove = ({ box }: SheetCell) =>
    box.left <= left && right <= box.right && Math.abs(top - box.bottom) <= OFF * (bottom - top);
  return cells.find((cell) => cell.bottom === ys.length - 1 && cell.words.length > 0 && isAbove(cell));
}

/** The sheet with the words of lines in the cells that they hang from. */
export function withHanging(sheet: Sheet, lines: readonly TextLine[]): Sheet {
  const words = lines.flatMap((line) => line.words);
  const cells = sheet.cells.map((cell) => ({
    ...cell,
    words: [...cell.words, ...words.filter((word) => cellAbove(sheet, word) === cell)],
  }));
  return { ...sheet, cells };
}

/** The sheets as one, rows of the second below the first. `ys` of the second go on counting, and are places no more. */
export function joinSheets(sheet: Sheet, next: Sheet): Sheet {
  const xs = [...sheet.xs];
  for (const x of next.xs) if (!xs.some((other) => isSame(x, other))) xs.push(x);
  xs.sort((a, b) => a - b);
  const rows = sheet.ys.length - 1;
  return {
    page: sheet.page,
    xs,
    ys: [...sheet.ys, ...next.ys.slice(1)],
    cells: [
      ...sheet.cells.map((cell) => moved(cell, sheet.xs, xs, 0)),
      ...next.cells.map((cell) => moved(cell, next.xs, xs, rows)),
    ],
  };
}

function moved(cell: SheetCell, from: readonly number[], to: readonly number[], down: number): SheetCell {
  return {
    ...cell,
    left: columnOf(from[cell.left], to),
    right: columnOf(from[cell.right], to),
    top: cell.top + down,
    bottom: cell.bottom + down,
  };
}

function columnOf(x: number | undefined, xs: readonly number[]): number {
  let nearest = 0;
  xs.forEach((other, index) => {
    if (Math.abs(other - (x ?? 0)) < Math.abs((xs[nearest] ?? 0) - (x ?? 0))) nearest = index;
  });
  return nearest;
}
