// Rows with more cells than their heads have columns: whether anything but the cells' own places says which are too many.
// Must not know labels of rows or how rows were found.
import { isSumTold, type RowRule, verdict } from "../../solve/instances.ts";
import { ALIKE_ROWS } from "../weights/grid-columns.ts";
import type { BoundRow } from "./bound.ts";
import type { Assignment } from "./columns.ts";
import { isPrinted, type PrintedCell, scaledValue } from "./printed.ts";

type Cells = readonly (PrintedCell | null)[];

/** The rows of a block with as many cells too many, and each as it is read by itself. */
interface Peers {
  readonly peers: readonly BoundRow[];
  readonly read: (row: BoundRow) => Assignment;
}

/**
 * Whether the cells of a row with too many are the only ones that can be its own. A column that all such rows leave empty may be
 * the one too many as well as an empty cell at the end, and a row that moved on by a cell beside others that did is not known
 * by its own end: then only sums tell.
 * @param cells the row's, as it is read by itself; it is among its peers
 */
export function isForced(
  cells: Cells,
  { figures }: BoundRow,
  { peers, read }: Peers,
  rules: readonly RowRule[],
): boolean {
  const first = figures.findIndex(isPrinted);
  if (first < 0) return true;
  const last = figures.findLastIndex(isPrinted);
  const dropped = leadOf(figures, cells);
  const told = peers.filter((row) => row.figures.some(isPrinted));
  const same = told.flatMap((row): Cells[] => {
    const own = read(row);
    return own.kind === "bound" && leadOf(row.figures, own.cells) === dropped ? [own.cells] : [];
  });
  const alike = same.length >= ALIKE_ROWS * told.length;
  if (dropped === null || !alike) return sumsTell([cells], rules);
  if (sumsTell([cells, ...same], rules)) return true;
  const end = dropped + cells.length;
  return !figures.some((_, index) => {
    if (index < dropped || index >= end || peers.some((row) => isPrinted(row.figures[index]))) return false;
    return (index < last && end < figures.length) || (index > first && dropped > 0);
  });
}

/** Cells before the first that was read: the same for all figures of the row, else null. */
function leadOf(figures: readonly PrintedCell[], cells: Cells): number | null {
  const leads = new Set(
    cells.flatMap((cell, column) => (cell && isPrinted(cell) ? [figures.indexOf(cell) - column] : [])),
  );
  const [lead] = leads;
  return lead !== undefined && leads.size === 1 ? lead : null;
}

/** Whether sums hold of more than zeros, in more of the rows than they fail in. */
function sumsTell(rows: readonly Cells[], rules: readonly RowRule[]): boolean {
  let told = 0;
  for (const cells of rows) {
    const valueAt = (slot: number) => scaledValue(cells[slot]);
    if (rules.some((rule) => verdict(rule, valueAt) === "fails")) told -= 1;
    else if (rules.some((rule) => isSumTold(rule, valueAt))) told += 1;
  }
  return told > 0;
}
