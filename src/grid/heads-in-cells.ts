// Tables for narrow screens, of which each cell says its column's head before its value, again or in place of a row of heads: the
// head is taken off, so that the value is all the cell says. Must not know labels or containers.
import { type Grid, type Slot, shifted } from "../model/grid.ts";
import { VALUE_SOURCE } from "../text/value.ts";

/** So many cells do not begin like their heads by chance. */
const FEWEST = 4;
const VALUE = new RegExp(`^(?:${VALUE_SOURCE})?$`, "u");

type CellSlot = Extract<Slot, { kind: "cell" }>;

/** The grid with what cells say of their column taken off them; the same grid where not all figures of a row say it. */
export function withoutHeadsInCells(given: Grid): Grid {
  const grid = withHeadRow(given);
  const own = new Map<CellSlot, string>();
  /** What is printed over each column so far and says no value of its own. */
  const heads = Array.from({ length: grid.width }, () => new Set<string>());
  for (const slots of grid.rows) {
    const cells = slots.flatMap((slot, column) => (slot.kind === "cell" ? [{ slot, column }] : []));
    const said = cells.flatMap(({ slot, column }) => {
      const value = valueBehind(heads[column], slot.text);
      return value === null ? [] : [{ slot, value }];
    });
    const [first] = said;
    if (
      first !== undefined &&
      cells.length - cells.findIndex(({ slot }) => slot === first.slot) > said.length
    )
      return grid;
    for (const { slot, value } of said) own.set(slot, value);
    for (const [column, slot] of slots.entries()) {
      const cell = slot.kind === "covered" ? grid.rows[slot.by[0]]?.[slot.by[1]] : slot;
      if (cell?.kind === "cell" && !own.has(cell) && /\p{L}/u.test(cell.text))
        heads[column]?.add(cell.text.trim());
    }
  }
  if (own.size < FEWEST) return grid;
  const bare = (slot: Slot): Slot => {
    const text = slot.kind === "cell" ? own.get(slot) : undefined;
    return slot.kind === "cell" && text !== undefined ? { ...slot, text } : slot;
  };
  return { ...grid, rows: grid.rows.map((row) => row.map(bare)) };
}

/** The grid below a row of the heads that all cells of their columns say; the same grid where fewer than two columns have one. */
function withHeadRow(grid: Grid): Grid {
  const heads = Array.from({ length: grid.width }, (_, column) => headSaid(grid, column));
  if (heads.filter((head) => head !== null).length < 2) return grid;
  const first = grid.rows[0] ?? [];
  if (!first.every((slot): slot is CellSlot => slot.kind === "cell")) return grid;
  const over = first.map((slot, column): Slot => ({ ...slot, text: heads[column] ?? "", rowSpan: 1 }));
  return { ...grid, rows: [over, ...grid.rows.map((row) => shifted(row, 1, 0))] };
}

/** What stands before a colon and a value, or nothing, in every row of a column; null where rows differ. */
function headSaid({ rows }: Grid, column: number): string | null {
  const heads = new Set(
    rows.map((row) => {
      const slot = row[column];
      const [, head = "", value = ""] =
        slot?.kind === "cell" ? (/^([^:：]*\p{L})\s*[:：]([^:：]*)$/u.exec(slot.text.trim()) ?? []) : [];
      return VALUE.test(value.trim()) ? head : "";
    }),
  );
  const [head] = heads;
  return rows.length >= FEWEST && heads.size === 1 && head ? head : null;
}

/** What stands behind a colon and one of the heads over a cell. */
function valueBehind(heads: ReadonlySet<string> | undefined, text: string): string | null {
  const at = Math.max(text.lastIndexOf(":"), text.lastIndexOf("："));
  if (at < 0 || !heads?.has(text.slice(0, at).trimEnd())) return null;
  const value = text.slice(at + 1).trim();
  return VALUE.test(value) ? value : null;
}
