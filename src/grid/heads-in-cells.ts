// Tables for narrow screens, of which each cell says its column's head again before its value: the head is taken off, so that
// the value is all the cell says. Must not know labels or containers.
import type { Grid, Slot } from "../model/grid.ts";
import { VALUE_SOURCE } from "../text/value.ts";

/** So many cells do not begin like their heads by chance. */
const FEWEST = 4;
const BEHIND_HEAD = new RegExp(`^\\s*[:：]\\s*((?:${VALUE_SOURCE})?)\\s*$`, "u");

type CellSlot = Extract<Slot, { kind: "cell" }>;

/** The grid with what cells say of their column taken off them; the same grid where not all figures of a row say it. */
export function withoutHeadsInCells(grid: Grid): Grid {
  const own = new Map<CellSlot, string>();
  for (const [row, slots] of grid.rows.entries()) {
    const cells = slots.flatMap((slot, column) => (slot.kind === "cell" ? [{ slot, column }] : []));
    const said = cells.flatMap(({ slot, column }) => {
      const value = valueBehind(headsOver(grid, row, column, own), slot.text);
      return value === null ? [] : [{ slot, value }];
    });
    const [first] = said;
    if (first === undefined) continue;
    const values = cells.slice(cells.findIndex(({ slot }) => slot === first.slot));
    if (values.length > said.length) return grid;
    for (const { slot, value } of said) own.set(slot, value);
  }
  if (own.size < FEWEST) return grid;
  const bare = (slot: Slot): Slot =>
    slot.kind === "cell" && own.has(slot) ? { ...slot, text: own.get(slot) ?? "" } : slot;
  return { ...grid, rows: grid.rows.map((row) => row.map(bare)) };
}

/** What stands behind a head that a cell begins with. */
function valueBehind(heads: readonly string[], text: string): string | null {
  for (const head of heads) {
    const [, value] = (text.startsWith(head) ? BEHIND_HEAD.exec(text.slice(head.length)) : null) ?? [];
    if (value !== undefined) return value;
  }
  return null;
}

/** What is printed over a cell in its column and says no value of its own. */
function headsOver(grid: Grid, row: number, column: number, own: ReadonlyMap<CellSlot, string>): string[] {
  return grid.rows.slice(0, row).flatMap((slots) => {
    const slot = slots[column];
    const cell = slot?.kind === "covered" ? grid.rows[slot.by[0]]?.[slot.by[1]] : slot;
    return cell?.kind === "cell" && !own.has(cell) && /\p{L}/u.test(cell.text) ? [cell.text.trim()] : [];
  });
}
