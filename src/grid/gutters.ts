// Tables that stand beside one another in one grid: cut apart at the empty columns between them.
// Must not know labels, forms or containers.
import type { Grid, Slot } from "../model/grid.ts";

type Row = readonly Slot[];
type Span = readonly [from: number, to: number];

/** Columns that are empty in some rows, with something on either side of them. */
interface Gutter {
  readonly rows: Span;
  readonly columns: Span;
}

/** The tables of a grid: those above what is cut, those beside one another from left to right, those below; the same grid where it is one table. */
export function cutAtGutters(grid: Grid): Grid[] {
  if (grid.edges === "order" || grid.lines !== undefined) return [grid];
  const gutter = longestGutter(grid);
  if (!gutter) return [grid];
  const { rows, columns } = gutter;
  const whole: Span = [0, grid.width];
  const parts = [
    cutOut(grid, [0, rows[0]], whole),
    cutOut(grid, rows, [0, columns[0]]),
    cutOut(grid, rows, [columns[1], grid.width]),
    cutOut(grid, [rows[1], grid.rows.length], whole),
  ];
  return parts.filter((part) => part.rows.some((row) => row.some(isFilled))).flatMap(cutAtGutters);
}

/** Rows and columns of a grid as a grid of their own; of an empty cell that reaches out of them, what is in them. */
function cutOut(grid: Grid, [top, bottom]: Span, [left, right]: Span): Grid {
  const rows = grid.rows.slice(top, bottom).map((row) =>
    row.slice(left, right).map((slot): Slot => {
      if (slot.kind !== "covered") return slot;
      const [r, c] = slot.by;
      return r < top || c < left ? { kind: "hole" } : { kind: "covered", by: [r - top, c - left] };
    }),
  );
  const clipped = rows.map((row, r) =>
    row.map((slot, c): Slot => {
      if (slot.kind !== "cell") return slot;
      const rowSpan = Math.min(slot.rowSpan, bottom - top - r);
      return { ...slot, rowSpan, colSpan: Math.min(slot.colSpan, right - left - c) };
    }),
  );
  return { ...grid, width: right - left, rows: clipped };
}

const isFilled = (slot: Slot | undefined) =>
  slot?.kind === "cell" && (slot.text.trim() !== "" || (slot.marks?.length ?? 0) > 0);

/** The gutter along most rows between two tables, the leftmost of these; null where what stands beside one another is one table. */
function longestGutter({ rows, width }: Grid): Gutter | null {
  const filled = rows.map((row) =>
    row.map((slot) => isFilled(slot.kind === "covered" ? rows[slot.by[0]]?.[slot.by[1]] : slot)),
  );
  let longest: Gutter | null = null;
  for (let column = 1; column < width - 1; column += 1) {
    for (const stretch of emptyStretches(filled, column)) {
      const gutter = fitted(stretch, column, filled);
      if (!gutter || (longest && lengthOf(gutter.rows) <= lengthOf(longest.rows))) continue;
      if (!cutsCells(gutter, rows, filled) && areTwo(gutter, rows)) longest = gutter;
    }
  }
  return longest;
}

const lengthOf = ([from, to]: Span) => to - from;

/** Rows after one another in which a column is empty. */
function emptyStretches(filled: readonly (readonly boolean[])[], column: number): Span[] {
  const stretches: Span[] = [];
  let from = 0;
  for (let row = 0; row <= filled.length; row += 1) {
    if (filled[row]?.[column] === false) continue;
    if (row > from) stretches.push([from, row]);
    from = row + 1;
  }
  return stretches;
}

/** As wide as it is empty, without the titles over and under what stands beside it; null where nothing does. */
function fitted([from, to]: Span, column: number, filled: readonly (readonly boolean[])[]): Gutter | null {
  const filledIn = (row: number) => filled[row]?.filter((is) => is).length ?? 0;
  let [top, bottom] = [from, to];
  while (top < bottom && filledIn(top) <= 1) top += 1;
  while (top < bottom && filledIn(bottom - 1) === 0) bottom -= 1;
  // A line right above a wider table is its title; a label may stand alone in the last row of a narrow one.
  if (filledIn(bottom) > 1 && filledIn(bottom - 1) === 1) bottom -= 1;
  const inside = filled.slice(top, bottom);
  const isEmpty = (one: number) => inside.every((row) => row[one] === false);
  let [left, right] = [column, column + 1];
  while (left > 0 && isEmpty(left - 1)) left -= 1;
  while (right < (filled[0]?.length ?? 0) && isEmpty(right)) right += 1;
  const isBetween = left > 0 && right < (filled[0]?.length ?? 0);
  return isBetween && inside.length > 1 ? { rows: [top, bottom], columns: [left, right] } : null;
}

/** Whether a cell with something in it reaches over the rows' ends. */
function cutsCells(
  { rows: ends }: Gutter,
  rows: readonly Row[],
  filled: readonly (readonly boolean[])[],
): boolean {
  return ends.some((end) =>
    rows[end]?.some((slot, column) => slot.kind === "covered" && slot.by[0] < end && filled[end]?.[column]),
  );
}

/** What a row has on one side of a gutter. */
interface Side {
  readonly figures: number;
  /** Cells of words in columns that have figures elsewhere, in a row without figures. */
  readonly heads: number;
  /** The words that a figure stands behind. */
  readonly label: string | null;
  readonly isBlank: boolean;
}

const YEAR = /^(?:19|20)\d{2}\p{L}{0,2}$/u;
const FIGURE = /^[-+−]?\p{Nd}[\p{Nd},.，．]*\p{L}{0,2}$/u;
/** Letters enough to be no sign for nothing, nor a unit. */
const WORDS = /\p{L}.*\p{L}/u;

function sidesOf(rows: readonly Row[]): Side[] {
  const texts = rows.map((row) =>
    row.map((slot) => (slot.kind === "cell" ? slot.text.replace(/\s/g, "") : "")),
  );
  const isFigure = (text: string) => FIGURE.test(text) && !YEAR.test(text);
  const counted = new Set(texts.flatMap((row) => row.flatMap((text, c) => (isFigure(text) ? [c] : []))));
  return texts.map((row): Side => {
    const figures = row.filter(isFigure).length;
    const first = row.find((text) => text !== "") ?? "";
    const heads = row.filter((text, column) => counted.has(column) && WORDS.test(text)).length;
    return {
      figures,
      heads: figures === 0 ? heads : 0,
      label: figures > 0 && WORDS.test(first) && !isFigure(first) ? first : null,
      isBlank: first === "",
    };
  });
}

/**
 * Whether two tables stand beside a gutter: both begin without figures, and heads of one stand beside figures of the
 * other, both label their rows, or one ends where the other goes on. In one table, heads stand beside heads, rows have
 * one label, and a column may be empty below its head. No row may be parted from its label.
 */
function areTwo({ rows: [top, bottom], columns: [left, right] }: Gutter, rows: readonly Row[]): boolean {
  const band = rows.slice(top, bottom);
  const sides = [
    sidesOf(band.map((row) => row.slice(0, left))),
    sidesOf(band.map((row) => row.slice(right))),
  ] as const;
  if (!sides.every(beginsWithHeads) || partsLabel(...sides) || partsLabel(sides[1], sides[0])) return false;
  return (
    areOutOfStep(...sides) ||
    sides.every(labelsItsRows) ||
    endsBefore(...sides) ||
    endsBefore(sides[1], sides[0])
  );
}

function beginsWithHeads(side: readonly Side[]): boolean {
  const first = side.find(({ isBlank }) => !isBlank);
  return first?.figures === 0 && side.some(({ figures }) => figures > 0);
}

/** Heads in a row are at least two; a single word beside a label may say that there is no figure. */
const FEWEST_HEADS = 2;

const isHead = (side: Side | undefined) => (side?.heads ?? 0) >= FEWEST_HEADS;

function areOutOfStep(one: readonly Side[], other: readonly Side[]): boolean {
  return one.some((side, row) => {
    const beside = other[row];
    return (side.figures > 0 && isHead(beside)) || (isHead(side) && (beside?.figures ?? 0) > 0);
  });
}

/** Rows that must have labels, no two alike, for units or remarks to be none. */
const FEWEST_LABELS = 2;

function labelsItsRows(side: readonly Side[]): boolean {
  const rows = side.filter(({ figures }) => figures > 0);
  const labels = new Set(rows.flatMap(({ label }) => label ?? []));
  return labels.size >= FEWEST_LABELS && labels.size > rows.length / 2;
}

/** Whether words without figures stand beside figures without a label, where figures on that side have one. */
function partsLabel(one: readonly Side[], other: readonly Side[]): boolean {
  return labelsItsRows(other) && one.some((side, row) => isWords(side) && isUnlabelled(other[row]));
}

const isWords = (side: Side) => side.figures === 0 && !side.isBlank && !isHead(side);
const isUnlabelled = (side: Side | undefined) => (side?.figures ?? 0) > 0 && side?.label === null;

/** Rows of figures with which a table goes on beside nothing; fewer may be cells left blank. */
const FEWEST_ROWS_ON = 3;

function endsBefore(one: readonly Side[], other: readonly Side[]): boolean {
  const end = one.findLastIndex(({ isBlank }) => !isBlank) + 1;
  const goesOn = other.slice(end).filter(({ label }) => label !== null);
  return goesOn.length >= FEWEST_ROWS_ON && one.some(isHead);
}
