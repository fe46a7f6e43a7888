// Rows from which a cell was left out, so that figures stand a column early: their last figure is the total, or their line ends early.
// Must not know labels of rows or how rows were found.
import type { Relation } from "../../model/form.ts";
import type { Slot } from "../../model/grid.ts";
import {
  endsInTotal,
  isSumTold,
  lacksTotal,
  type RowRule,
  rowRules,
  slotsOf,
  totalOf,
  type ValueAt,
} from "../../solve/instances.ts";
import { FEWEST_EARLY } from "../weights/grid-columns.ts";
import { FULL_TEXT_ROWS, MOST_ODD } from "../weights/text-columns.ts";
import { assignedCells } from "./assigned.ts";
import type { BoundRow } from "./bound.ts";
import { leafKey } from "./heads.ts";
import { endsEarly, isPrinted, scaledValue } from "./printed.ts";
import { endsBefore } from "./row-ends.ts";

/** A row's figures beside its sums. */
interface Summed {
  readonly row: BoundRow;
  /** The total is empty, and the last figure before it is the sum of the others, or of them and the one in the column before. */
  readonly early: boolean;
  /** A sum holds, or each column has a figure, or none: nothing was left out that moves a figure. */
  readonly told: boolean;
  /** Parts are printed and their total is not. */
  readonly untotalled: boolean;
  /** Parts are printed and their total. */
  readonly totalled: boolean;
  /** One of its cells was taken for an empty one: the line ends before it. */
  readonly supplied: boolean;
}

/** Rows that may have lost a cell. */
export interface ShortRows {
  /**
   * Those whose total stands a cell early, and beside several of these all that do not show by a sum or by their number of figures
   * that they have all of their cells: what wrote the table leaves out some of those that are empty.
   */
  readonly early: ReadonlySet<BoundRow>;
  /**
   * Those whose line ends before their last cells, or whose cells end before those of nearly all rows around, of which no sum tells that
   * empty ones at the end are all that they lack: with one lost among the figures a line ends a cell earlier still, and looks the same.
   */
  readonly ends: ReadonlySet<BoundRow>;
}

export function shortRows(bound: readonly BoundRow[], relations: readonly Relation[]): ShortRows {
  const summed = bound.flatMap((row) => summedRow(row, bound, relations) ?? []);
  const early = summed.filter((one) => one.early);
  const doubted = early.length >= FEWEST_EARLY ? summed.filter(({ told }) => !told) : early;
  const ends = summed.filter(
    ({ row, told, supplied }) => !told && (supplied ? endsEarly(row.printed) : endsBefore(row, bound)),
  );
  const rowsOf = (some: readonly Summed[]) => new Set(some.map(({ row }) => row));
  return { early: rowsOf([...doubted, ...untotalledLines(summed)]), ends: rowsOf(ends) };
}

/** Rows of a text without their total where nearly all others have theirs: what says where its cells stand is lost with a figure. */
function untotalledLines(summed: readonly Summed[]): readonly Summed[] {
  const without = summed.filter(({ untotalled, row }) => untotalled && row.printed.grid.lines !== undefined);
  const totals = summed.filter(({ totalled }) => totalled).length;
  return totals >= FULL_TEXT_ROWS && without.length <= MOST_ODD * totals ? without : [];
}

function summedRow(row: BoundRow, bound: readonly BoundRow[], relations: readonly Relation[]): Summed | null {
  const assigned = assignedCells(row, bound, relations);
  if (assigned.kind === "unclear") return null;
  const { cells } = assigned;
  const columns = row.layout.leaves.map((leaf) => leafKey(leaf) ?? "");
  const rules = rowRules(relations, columns).filter(({ only }) => only?.includes(row.key) ?? true);
  const valueAt = (slot: number) => scaledValue(cells[slot]);
  // A total that is printed and cannot be read is no empty one.
  const hasEmptyTotal = (rule: RowRule) => lacksTotal(rule, valueAt) && !isPrinted(cells[totalOf(rule) ?? 0]);
  const beforeOf = (rule: RowRule) => valueAt(Math.min(...slotsOf(rule)) - 1);
  const early = rules.some(
    (rule) =>
      hasEmptyTotal(rule) && (endsInTotal(rule, valueAt) || endsInTotal(rule, valueAt, beforeOf(rule))),
  );
  const printed = cells.filter(isPrinted).length;
  const isOfForm = (_: unknown, slot: number) => row.layout.leaves[slot]?.kind === "column";
  const whole = !cells.filter(isOfForm).some(isPrinted) || printed === cells.length;
  const told = !early && (whole || areTold(rules, valueAt));
  const untotalled = rules.some(hasEmptyTotal);
  const totalled = rules.some((rule) => {
    const total = totalOf(rule);
    const isPart = (at: number) => at !== total && isPrinted(cells[at]);
    return total !== null && isPrinted(cells[total]) && slotsOf(rule).some(isPart);
  });
  return { row, early, told, untotalled, totalled, supplied: rules.length > 0 && isFilledUp(row) };
}

/** Whether a row's sums hold, all of those whose figures are not noughts: behind a lost figure one may fail and those before it hold. */
function areTold(rules: readonly RowRule[], valueAt: ValueAt): boolean {
  const figures = (rule: RowRule) => slotsOf(rule).some((slot) => valueAt(slot));
  const sums = rules.filter((rule) => totalOf(rule) !== null && figures(rule));
  return sums.length > 0 && sums.every((rule) => isSumTold(rule, valueAt));
}

/** Whether cells of a row were taken for empty ones since its line ends before them. */
function isFilledUp({ figures, printed: { grid, rank } }: BoundRow): boolean {
  const slots: readonly Slot[] = grid.rows[rank] ?? [];
  return figures.some(({ own, from }) => {
    const slot = slots[from];
    return own && slot?.kind === "cell" && slot.supplied === true;
  });
}
