// Cells of forms that print the unit where a figure is to be written: where none is, the unit stands alone, and the cell is
// empty. Must not know which words are units.
import type { Grid, Slot } from "../model/grid.ts";

/** Figures that must have units behind them, for these to be no words of their own. */
const FEWEST = 3;
const WITH_UNIT = /^[-+−]?\d+(?:[.,]\d+)*\s*(\p{L}{1,3})$/u;

type CellSlot = Extract<Slot, { kind: "cell" }>;

/** The grid with nothing in cells that hold the unit alone which figures have behind them, in columns where none is without. */
export function withoutLoneUnits(grid: Grid): Grid {
  const columns = Array.from({ length: grid.width }, (_, column) => unitsIn(grid, column));
  const found = columns.flatMap((units) => units ?? []);
  if (found.length < FEWEST) return grid;
  const units = new Set(found);
  const rows = grid.rows.map((row) =>
    row.map((slot, column) =>
      isPrinted(slot) && columns[column] && units.has(slot.text.trim()) ? { ...slot, text: "" } : slot,
    ),
  );
  return { ...grid, rows };
}

/** What stands behind the figures of a column; null where a figure below the first of them is without. */
function unitsIn(grid: Grid, column: number): readonly string[] | null {
  const texts = grid.rows.flatMap((row) => {
    const slot = row[column];
    return isPrinted(slot) && /\d/u.test(slot.text) ? [slot.text.trim()] : [];
  });
  const first = texts.findIndex((text) => WITH_UNIT.test(text));
  const figures = first < 0 ? texts.filter((text) => !/\p{L}/u.test(text)) : texts.slice(first);
  const units = figures.flatMap((text) => WITH_UNIT.exec(text)?.[1] ?? []);
  return units.length < figures.length ? null : units;
}

const isPrinted = (slot: Slot | undefined): slot is CellSlot => slot?.kind === "cell" && !slot.marks;
