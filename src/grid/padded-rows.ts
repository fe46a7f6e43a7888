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

/** Figures with which a row must end, and rows that must do so at the grid's end, and further left, for it to be no chance. */
const FEWEST_FIGURES = 3;
const FEWEST_ROWS = 2;
/** Words of a row without figures whose last ends the grid: heads. */
const FEWEST_HEADS = 2;

/**
 * The grid with holes for cells that were added behind rows of figures, and with blank cells before figures as parts of the
 * labels that they stand behind; the same grid where no rows were filled up.
 */
export function withoutPadding(grid: Grid): Grid {
  if (grid.edges !== "stated") return grid;
  const { width } = grid;
  const printed = grid.rows.map(printedIn);
  const labelled = printed.filter(({ label, figures, end }) => label >= 0 && end - figures >= FEWEST_FIGURES);
  const [count, ...others] = new Set(labelled.map(({ figures, end }) => end - figures));
  // Rows of fewer figures leave cells empty: the one behind a label may be one of them, and none of the label's.
  if (count === undefined || others.length > 0) return grid;
  const full = labelled.filter(({ end }) => end === width).length;
  // A row that alone goes further may have a cell too many, unless the heads go as far.
  const isFull = full >= FEWEST_ROWS || (full > 0 && grid.rows.some(endsInHeads));
  if (!isFull || labelled.length - full < FEWEST_ROWS) return grid;
  const isLike = (one: Printed) => labelled.includes(one);
  return { ...grid, rows: printed.map((one, r) => (isLike(one) ? withLongLabel(one, r) : one.row)) };
}

function endsInHeads(row: Row): boolean {
  return hasLetters(row.at(-1)) && !row.some(isFigure) && row.filter(hasLetters).length >= FEWEST_HEADS;
}

/** A row, and the columns where its label stands, its figures begin and what it prints ends. */
interface Printed {
  readonly row: Row;
  /** With nothing but blank cells between it and the figures; -1 where no label stands there. */
  readonly label: number;
  readonly figures: number;
  readonly end: number;
}

function printedIn(row: Row): Printed {
  const end = row.findLastIndex((slot) => !isBlank(slot)) + 1;
  let figures = end;
  while (isFigure(row[figures - 1])) figures -= 1;
  const before = row.slice(0, figures).findLastIndex((slot) => !isBlank(slot));
  return { row, label: hasLetters(row[before]) ? before : -1, figures, end };
}

/** Blank cells between a label and its figures are what the label was merged with; those behind the figures were never printed. */
function withLongLabel({ row, label, figures, end }: Printed, r: number): Slot[] {
  return row.map((slot, c): Slot => {
    if (c >= end) return { kind: "hole" };
    if (c === label && slot.kind === "cell") return { ...slot, colSpan: figures - label };
    return label < c && c < figures ? { kind: "covered", by: [r, label] } : slot;
  });
}
