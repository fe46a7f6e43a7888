// A record written as one row under heads that say all of each value, as forms are exported: turned into a list of names and values.
// Must not know labels, numbers or containers.
import type { Grid, Slot } from "../model/grid.ts";

/** Values of a record, for its heads to be more than those of a table with one row. */
const FEWEST = 12;
/** Share of its heads that must lead from whole to part. */
const LED = 0.5;
/** What stands between the steps of a head. */
const STEP = /\p{L}[)）”】]?\s*[-—–_/\\>›»→:：·|.]+\s*[（(“【]?[\p{L}\d]/u;

type CellSlot = Extract<Slot, { kind: "cell" }>;

/** Each head beside its value; the same grid where it is no such record. */
export function turnedRecord(grid: Grid): Grid {
  const [heads = [], values = [], ...others] = grid.rows;
  if (grid.edges === "order" || grid.width < FEWEST || values.length === 0 || others.length > 0) return grid;
  if (![...heads, ...values].every(isSingle)) return grid;
  const names = heads.map((slot) => (slot as CellSlot).text.replace(/\s/g, ""));
  if (new Set(names).size < names.length || !names.every((name) => /\p{L}/u.test(name))) return grid;
  if (names.filter((name) => STEP.test(name)).length < LED * names.length) return grid;
  return { ...grid, width: 2, rows: heads.map((head, column) => [head, values[column] as Slot]) };
}

const isSingle = (slot: Slot) => slot.kind === "cell" && slot.rowSpan === 1 && slot.colSpan === 1;
