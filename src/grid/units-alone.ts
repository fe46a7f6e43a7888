// Cells of forms that print the unit where a figure is to be written: where none is, the unit stands alone, and the cell is
// empty. Must not know which words are units.
import type { Grid, Slot } from "../model/grid.ts";

/** Figures of a column that must have units behind them, for these to be no words of their own. */
const FEWEST = 3;
const WITH_UNIT = /^[-+−]?\d+(?:[.,]\d+)*\s*(\p{L}{1,3})$/u;

type CellSlot = Extract<Slot, { kind: "cell" }>;

/** The grid with nothing in cells that hold the unit alone which the figures of their column have behind them. */
export function withoutLoneUnits(grid: Grid): Grid {
  const units = Array.from({ length: grid.width }, (_, column) => unitsIn(grid, column));
  if (units.every(({ size }) => size === 0)) return grid;
  const rows = grid.rows.map((row) =>
    row.map((slot, column) =>
      isPrinted(slot) && units[column]?.has(slot.text.trim()) ? { ...slot, text: "" } : slot,
    ),
  );
  return { ...grid, rows };
}

/** What stands behind the figures of a column, where enough of them have it and none below the first is without. */
function unitsIn(grid: Grid, column: number): ReadonlySet<string> {
  const texts = grid.rows.flatMap((row) => {
    const slot = row[column];
    return isPrinted(slot) && /\d/u.test(slot.text) ? [slot.text.trim()] : [];
  });
  const figures = texts.slice(texts.findIndex((text) => WITH_UNIT.test(text)));
  const units = figures.flatMap((text) => WITH_UNIT.exec(text)?.[1] ?? []);
  return new Set(units.length < FEWEST || units.length < figures.length ? [] : units);
}

const isPrinted = (slot: Slot | undefined): slot is CellSlot => slot?.kind === "cell" && !slot.marks;
