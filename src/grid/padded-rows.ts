// Rows that lost cells at their beginning, and that a converter without merged cells filled up at their end: what it added was
// never printed. Must not know labels, or what figures count.
import type { Grid, Slot } from "../model/grid.ts";
import { VALUE_SOURCE } from "../text/value.ts";

type Row = readonly Slot[];

const FIGURE = new RegExp(`^(?:${VALUE_SOURCE})$`, "u");
const isFigure = (slot: Slot | undefined) =>
  slot?.kind === "cell" && FIGURE.test(slot.text.replace(/\s/gu, ""));
const isBlank = (slot: Slot) => slot.kind === "cell" && slot.text.trim() === "" && !slot.marks;
const hasLetters = (slot: Slot | undefined) => slot?.kind === "cell" && /\p{L}/u.test(slot.text);

/** Figures with which a row must end, and rows that must do so further left than the others, for it to be no chance. */
const FEWEST_FIGURES = 3;
const FEWEST_ROWS = 2;

/**
 * The grid with holes for cells that were added behind rows of figures, and with blank cells before figures as parts of the
 * labels that they stand behind; the same grid where no rows were filled up.
 */
export function withoutPadding(grid: Grid): Grid {
  if (grid.edges !== "stated") return grid;
  const { width } = grid;
  const ends = grid.rows.map(endOf);
  const counts = grid.rows.map((row, r) => figuresBefore(row, ends[r] ?? 0));
  const [count, ...others] = counts.filter((own, r) => ends[r] === width && own >= FEWEST_FIGURES);
  if (count === undefined || others.some((other) => other !== count)) return grid;
  const isLike = (row: Row, r: number) =>
    counts[r] === count && labelBefore(row, (ends[r] ?? 0) - count) >= 0;
  if (grid.rows.filter((row, r) => isLike(row, r) && (ends[r] ?? 0) < width).length < FEWEST_ROWS)
    return grid;
  const rows = grid.rows.map((row, r) =>
    isLike(row, r) ? withLongLabel(cut(row, ends[r] ?? 0), r, (ends[r] ?? 0) - count) : row,
  );
  return { ...grid, rows };
}

/** The column of the label that stands before figures, with nothing but blank cells between; -1 where none does. */
function labelBefore(row: Row, figures: number): number {
  const at = row.slice(0, figures).findLastIndex((slot) => !isBlank(slot));
  return hasLetters(row[at]) ? at : -1;
}

/** Blank cells between a label and its figures are what the label was merged with. */
function withLongLabel(row: Row, r: number, figures: number): Slot[] {
  const at = labelBefore(row, figures);
  return row.map((slot, c) => {
    if (c === at && slot.kind === "cell") return { ...slot, colSpan: figures - at };
    return at < c && c < figures ? { kind: "covered", by: [r, at] } : slot;
  });
}

/** Where the blank cells begin that end a row. */
const endOf = (row: Row) => row.findLastIndex((slot) => !isBlank(slot)) + 1;

/** How many figures stand in a row before some cell, one behind another. */
function figuresBefore(row: Row, end: number): number {
  let from = end;
  while (isFigure(row[from - 1])) from -= 1;
  return end - from;
}

const cut = (row: Row, end: number): Slot[] => row.map((slot, c) => (c < end ? slot : { kind: "hole" }));
