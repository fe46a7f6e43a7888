// What a cell on a page shows beside its letters: marks of its words, ink in it, lines drawn in its midst.
// Must not know what words mean, nor where ink comes from.
import type { Mark, Ruling, Word } from "../model/document.ts";
import type { Edges, SheetCell } from "./page-sheet.ts";

/** Ink that reaches beyond its cell by less, in points, is still all in it. */
const BEYOND = 3;
/** Share of a cell, or of the ink, that the two have in common. */
const MUCH = 0.3;

export interface Ink {
  readonly words: readonly Word[];
  /** Lines that bound nothing: a dash, a digit drawn by hand. */
  readonly strokes: readonly Ruling[];
}

/** The marks of a cell, each once. Ink over several cells and text that is gone count only where no text stands. */
export function cellMarks(words: readonly Word[], box: Edges, { words: inks, strokes }: Ink): Mark[] {
  const marks = words.flatMap((word) => word.marks ?? []);
  const empty = words.length === 0;
  for (const ink of inks) {
    if (!isWithin(ink, box) && !(empty && isOver(ink, box))) continue;
    if (empty || (ink.marks?.includes("drawn") && isInside(ink, box))) marks.push(...(ink.marks ?? []));
  }
  if (empty && strokes.some((stroke) => isInside(stroke, box, -INSIDE))) marks.push("drawn");
  return [...new Set(marks)];
}

/** So far inside of its borders, in points, a stroke is no piece of them. */
const INSIDE = 2;

function isInside(one: Edges, box: Edges, beyond = BEYOND): boolean {
  return (
    one.left >= box.left - beyond &&
    one.right <= box.right + beyond &&
    one.top >= box.top - beyond &&
    one.bottom <= box.bottom + beyond
  );
}

function isWithin(one: Edges, box: Edges): boolean {
  const x = (one.left + one.right) / 2;
  const y = (one.top + one.bottom) / 2;
  return box.left <= x && x < box.right && box.top <= y && y < box.bottom;
}

function isOver(ink: Edges, box: Edges): boolean {
  const wide = Math.min(ink.right, box.right) - Math.max(ink.left, box.left);
  const high = Math.min(ink.bottom, box.bottom) - Math.max(ink.top, box.top);
  if (wide <= 0 || high <= 0) return false;
  const area = (one: Edges) => (one.right - one.left) * (one.bottom - one.top);
  return wide * high >= Math.min(area(ink), area(box)) * MUCH;
}

/** Cells of a sheet with what else they show. */
export function withInk(cells: readonly SheetCell[], ink: Ink): SheetCell[] {
  return cells.map((cell) => {
    const marks = cellMarks(cell.words, cell.box, ink);
    return marks.length === 0 ? cell : { ...cell, marks };
  });
}

/** So far, in points, a word reaches over a border that stands in the cell beyond: boxes of letters are a little higher than these. */
const OVER = 1;

/** Cells of a sheet, those without words marked into which figures reach that stand in none: a page's edge, or a line, cuts them. */
export function withReaching(cells: readonly SheetCell[], outside: readonly Word[]): SheetCell[] {
  const figures = outside.filter(({ text }) => /\d/u.test(text));
  return cells.map((cell) => {
    if (cell.words.length > 0 || !figures.some((word) => reachesInto(word, cell.box))) return cell;
    return asDrawn(cell);
  });
}

/**
 * Cells of a sheet, those without words marked that end at a side which is not drawn and which other words of the table reach over: an
 * edge of the page cuts the table off there, and what the cells hold may stand beyond it.
 */
export function withCut(cells: readonly SheetCell[], sides: readonly number[]): SheetCell[] {
  const reached = sides.filter((side) =>
    cells.some(({ words }) => words.some(({ left, right }) => left < side - OVER && right > side + OVER)),
  );
  const isAt = ({ box }: SheetCell) =>
    reached.some((side) => Math.min(Math.abs(box.left - side), Math.abs(box.right - side)) <= OVER);
  return cells.map((cell) => (cell.words.length === 0 && isAt(cell) ? asDrawn(cell) : cell));
}

const asDrawn = (cell: SheetCell): SheetCell => ({
  ...cell,
  marks: [...new Set<Mark>([...(cell.marks ?? []), "drawn"])],
});

function reachesInto(word: Edges, box: Edges): boolean {
  const high = Math.min(word.bottom, box.bottom) - Math.max(word.top, box.top);
  return word.left >= box.left && word.right <= box.right && high > OVER;
}
