// Rows with more cells than their heads have columns: whether anything but the cells' own places says which are too many.
// Must not know labels of rows or how rows were found.
import type { RowRule } from "../../solve/instances.ts";
import { verdict } from "../../solve/instances.ts";
import { ALIKE_ROWS, SCALE } from "../weights/grid-columns.ts";
import type { BoundRow } from "./bound.ts";
import type { Assignment } from "./columns.ts";
import type { PrintedCell } from "./printed.ts";

type Cells = readonly (PrintedCell | null)[];

const isPrinted = (cell: PrintedCell | null) => cell !== null && cell.figure.state !== "blank";

/**
 * Whether the cells of a row with too many are the only ones that can be its own. A column that all such rows leave empty may be
 * the one too many as well as an empty cell at the end, and a row that moved on by a cell beside others that did is not known
 * by its own end: then only sums tell.
 * @param peers the rows with as many cells too many, this one among them, each as it was read by itself
 */
export function isForced(
  { figures }: BoundRow,
  cells: Cells,
  peers: readonly { readonly row: BoundRow; readonly read: Assignment }[],
  rules: readonly RowRule[],
): boolean {
  const first = figures.findIndex(isPrinted);
  if (first < 0) return true;
  const last = figures.findLastIndex(isPrinted);
  const dropped = leadOf(figures, cells);
  const told = peers.filter(({ row }) => row.figures.some(isPrinted));
  const same = told.filter(
    ({ row, read }) => read.kind === "bound" && leadOf(row.figures, read.cells) === dropped,
  );
  const alike = same.length >= ALIKE_ROWS * told.length;
  if (dropped === null || !alike) return sumsTell([cells], rules);
  if (sumsTell([cells, ...same.map(({ read }) => read.cells)], rules)) return true;
  const end = dropped + cells.length;
  return !figures.some((_, index) => {
    if (index < dropped || index >= end || !isEmptyIn(peers, index)) return false;
    return (index < last && end < figures.length) || (index > first && dropped > 0);
  });
}

/** Cells before the first that was read: the same for all figures of the row, else null. */
function leadOf(figures: readonly PrintedCell[], cells: Cells): number | null {
  const leads = new Set(
    cells.flatMap((cell, column) =>
      cell !== null && isPrinted(cell) ? [figures.indexOf(cell) - column] : [],
    ),
  );
  const [lead] = leads;
  return lead !== undefined && leads.size === 1 ? lead : null;
}

function isEmptyIn(peers: readonly { readonly row: BoundRow }[], index: number): boolean {
  return peers.every(({ row }) => !isPrinted(row.figures[index] ?? null));
}

/** Whether sums hold of more than zeros, in more of the rows than they fail in. */
function sumsTell(rows: readonly Cells[], rules: readonly RowRule[]): boolean {
  let told = 0;
  for (const cells of rows) {
    const valueAt = (slot: number): number | null => {
      const value = cells[slot]?.figure.value ?? null;
      return value === null ? null : Math.round(Number(value) * SCALE);
    };
    const verdicts = rules.map((rule) => verdict(rule, valueAt));
    const holds = rules.some(
      ({ operator, left }, index) =>
        operator === "=" && verdicts[index] === "holds" && left.some(({ slot }) => valueAt(slot)),
    );
    if (verdicts.includes("fails")) told -= 1;
    else if (holds) told += 1;
  }
  return told > 0;
}
