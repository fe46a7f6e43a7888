// Rows with more cells than their heads have columns: whether anything but the cells' own places says which are too many.
// Must not know labels of rows or how rows were found.
import { lacksTotal, partsTold, type RowRule, verdict } from "../../solve/instances.ts";
import { ALIKE_ROWS, LEAST_PARTS, MOST_LEFT_OUT, ROWS_WITH_TOTALS } from "../weights/grid-columns.ts";
import type { BoundRow } from "./bound.ts";
import type { Assignment } from "./columns.ts";
import { isPrinted, type PrintedCell, scaledValue } from "./printed.ts";

type Cells = readonly (PrintedCell | null)[];

/** The rows of a block, and each with cells too many as it is read by itself. */
interface Around {
  readonly block: readonly BoundRow[];
  readonly read: (row: BoundRow) => Assignment;
}

/**
 * Whether the cells of a row with too many are the only ones that can be its own. What is too many in nearly all rows of a block are
 * columns, and such in which none of them prints anything, labels too: where more are empty, sums of all rows tell which are the
 * table's. A row among others that fit or moved on differently has cells too many of its own, and they may stand anywhere in it.
 * @param cells the row's, as it is read by itself; it is in its block
 */
export function isForced(
  cells: Cells,
  row: BoundRow,
  { block, read }: Around,
  rules: readonly RowRule[],
): boolean {
  if (!row.figures.some(isPrinted)) return true;
  const dropped = leadOf(row.figures, cells);
  const told = block.filter(({ figures }) => figures.some(isPrinted));
  const place = placeOf(row, cells);
  const same = told.filter((other) => {
    const own = read(other);
    return own.kind === "bound" && placeOf(other, own.cells) === place;
  });
  if (dropped === null || same.length < ALIKE_ROWS * told.length) {
    // Where nearly no row leaves a cell empty, a figure for each column is the row.
    const full = told.filter((other) => figuresFor(other) !== null);
    const isFull = figuresFor(row) !== null && full.length >= ALIKE_ROWS * told.length;
    return isFull || isSame(bySums(row, block, rules), cells);
  }
  const empty = row.figures.filter(({ from }) => !same.some((other) => isTaken(other, from)));
  return isOnlyChoice(row, empty, dropped) || isSame(byColumns(row, same, empty, rules), cells);
}

/** Where a row's own cells begin in its grid, and where the row ends; null where they do not follow one another. */
function placeOf({ figures }: BoundRow, cells: Cells): string | null {
  const dropped = leadOf(figures, cells);
  return dropped === null ? null : `${figures[dropped]?.from} ${figures.at(-1)?.to}`;
}

/** Whether a row prints a figure in a slot, or has its label there. */
function isTaken({ figures, label }: BoundRow, slot: number): boolean {
  return slot < (label?.to ?? 0) || figures.some((cell) => cell.from === slot && isPrinted(cell));
}

/** Cells before the first that was read: the same for all figures of the row, else null. */
function leadOf(figures: readonly PrintedCell[], cells: Cells): number | null {
  const leads = new Set(
    cells.flatMap((cell, column) => (cell && isPrinted(cell) ? [figures.indexOf(cell) - column] : [])),
  );
  const [lead] = leads;
  return lead !== undefined && leads.size === 1 ? lead : null;
}

const isSame = (proven: Cells | null, cells: Cells) => proven !== null && saysOf(proven) === saysOf(cells);

const saysOf = (cells: Cells) => JSON.stringify(cells.map((cell) => cell?.figure.value ?? null));

/**
 * Whether every choice among the columns that all rows leave empty says the same of this one.
 * @param empty the row's cells in them
 * @param dropped how many of the row's cells stand before those that were read
 */
function isOnlyChoice(
  { figures, layout }: BoundRow,
  empty: readonly PrintedCell[],
  dropped: number,
): boolean {
  const first = figures.findIndex(isPrinted);
  const last = figures.findLastIndex(isPrinted);
  const end = dropped + layout.leaves.length;
  const ranks = empty.map((cell) => figures.indexOf(cell));
  const before = ranks.some((at) => at < dropped);
  const behind = ranks.some((at) => at >= end);
  return !ranks.some((at) => at >= dropped && at < end && ((at < last && behind) || (at > first && before)));
}

/** A way to read a row. */
interface Reading {
  readonly cells: readonly PrintedCell[];
  /** Parts, and not noughts, of the sums that hold. */
  readonly parts: number;
}

/**
 * The row's cells without the columns that the sums of all rows prove to be too many; null where they prove none. With the last part
 * in place of the total a sum holds in a row by chance: the rows must have their totals, more of them than lack or break them.
 * @param empty the row's cells in columns that all leave empty
 */
function byColumns(
  row: BoundRow,
  rows: readonly BoundRow[],
  empty: readonly PrintedCell[],
  rules: readonly RowRule[],
): Cells | null {
  const start = Math.max(...rows.map(({ label }) => label?.to ?? 0));
  const inside = ({ figures }: BoundRow) => figures.filter(({ from }) => from >= start);
  const surplus = inside(row).length - row.layout.leaves.length;
  if (surplus < 0 || surplus > Math.min(MOST_LEFT_OUT, empty.length)) return null;
  const possible = withoutSome(empty, empty.length - surplus).flatMap((left): Reading[] => {
    const slots = new Set(left.map(({ from }) => from));
    const kept = (one: BoundRow) => inside(one).filter(({ from }) => !slots.has(from));
    const sums = rows.map((one) => sumsOf(kept(one), rules));
    const count = (says: Sums["says"]) => sums.filter((one) => one.says === says).length;
    if (count("fails") > count("holds")) return [];
    const isHabit = count("holds") > count("fails") + count("lacks total");
    return [{ cells: kept(row), parts: isHabit ? sums.reduce((sum, { parts }) => sum + parts, 0) : 0 }];
  });
  const { best, most } = likeliest(possible);
  const isProof = isOneReading(possible) || (most >= LEAST_PARTS && isOneReading(best));
  return isProof ? (best[0]?.cells ?? null) : null;
}

interface Sums {
  readonly says: "fails" | "holds" | "lacks total" | "nothing";
  readonly parts: number;
}

function sumsOf(cells: Cells, rules: readonly RowRule[]): Sums {
  const valueAt = (slot: number) => scaledValue(cells[slot]);
  if (rules.some((rule) => verdict(rule, valueAt) === "fails")) return { says: "fails", parts: 0 };
  const parts = partsTold(rules, valueAt);
  if (parts > 0) return { says: "holds", parts };
  return { says: rules.some((rule) => lacksTotal(rule, valueAt)) ? "lacks total" : "nothing", parts };
}

/**
 * Of the row without as many of its cells as it has too many, the one reading that its sums prove; null where they prove none, or
 * there are too many. Noughts say the same wherever they stand, but not whether an empty cell is the table's. Sums prove a reading
 * when every other one breaks some: «8 8» may be a part and its total, and a column further on the total of blanks and the next
 * part. Sums of several parts also tell that hold in one reading more than in any other, unless the row as it is drawn breaks none.
 * @param block the rows of its block: where these have their totals, a reading without one breaks its sum
 */
export function bySums(
  row: BoundRow,
  block: readonly BoundRow[],
  rules: readonly RowRule[],
): readonly PrintedCell[] | null {
  const { figures, layout } = row;
  const surplus = figures.length - layout.leaves.length;
  if (surplus > MOST_LEFT_OUT) return null;
  const hasTotals = printsTotals(block, rules);
  const possible = withoutSome(figures, surplus).flatMap((cells): Reading[] => {
    const { says, parts } = sumsOf(cells, rules);
    return says === "fails" || (says === "lacks total" && hasTotals) ? [] : [{ cells, parts }];
  });
  const { best, most } = likeliest(possible);
  const asDrawn = possible.filter(({ cells }) => cells.every((cell, at) => cell === figures[at]));
  const isProof = isOneReading(possible) || (most >= LEAST_PARTS && isOneReading([...asDrawn, ...best]));
  if (most <= 0 || !isProof) return null;
  // A figure too many is somebody's: sums that hold without it do not say whose.
  const printed = figures.filter(isPrinted).length;
  const proven = best.find(({ cells }) => cells.filter(isPrinted).length === printed)?.cells ?? null;
  return proven && standsUnderLabels(row, block, proven) ? null : proven;
}

/**
 * Whether a reading counts an empty cell as a figure's that stands where other rows have their labels and none a figure, though there
 * are cells enough behind it: the sum that moves the figures may hold by chance, as may the lack of a total.
 */
function standsUnderLabels({ printed, figures, layout }: BoundRow, block: readonly BoundRow[], cells: Cells) {
  const rows = block.filter((other) => other.printed.grid === printed.grid);
  const start = Math.max(...rows.map(({ label }) => label?.to ?? 0));
  const isBefore = ({ from }: PrintedCell) => from < start;
  return (
    cells.some((cell) => cell !== null && isBefore(cell)) &&
    figures.filter((cell) => !isBefore(cell)).length >= layout.leaves.length &&
    !rows.some((other) => other.figures.some((cell) => isBefore(cell) && isPrinted(cell)))
  );
}

/** Whether the rows with just their own cells have totals that hold, and none of them lacks its own. */
function printsTotals(block: readonly BoundRow[], rules: readonly RowRule[]): boolean {
  const sums = block
    .filter(({ figures, layout }) => figures.length === layout.leaves.length)
    .map(({ figures }) => sumsOf(figures, rules).says);
  const holding = sums.filter((says) => says === "holds").length;
  return holding >= ROWS_WITH_TOTALS && !sums.includes("lacks total");
}

/** As many figures as columns, one beside another: most likely those of the row, whatever empty cells stand around. */
export function figuresFor({ figures, layout }: BoundRow): readonly PrintedCell[] | null {
  const together = togetherIn(figures);
  return together?.length === layout.leaves.length ? together : null;
}

/** The cells that print something, where none that is empty stands between them. */
export function togetherIn(figures: readonly PrintedCell[]): readonly PrintedCell[] | null {
  const printed = figures.filter(isPrinted);
  return figures[figures.findIndex(isPrinted) + printed.length - 1] === printed.at(-1) ? printed : null;
}

function likeliest(possible: readonly Reading[]) {
  const most = Math.max(...possible.map(({ parts }) => parts));
  return { most, best: possible.filter(({ parts }) => parts === most) };
}

const isOneReading = (readings: readonly Reading[]) =>
  new Set(readings.map(({ cells }) => saysOf(cells))).size === 1;

/** All ways to leave out some of these. */
function withoutSome<T>(all: readonly T[], count: number): readonly (readonly T[])[] {
  if (count === 0) return [all];
  return all.flatMap((_, at) =>
    withoutSome(all.slice(at + 1), count - 1).map((rest) => [...all.slice(0, at), ...rest]),
  );
}
