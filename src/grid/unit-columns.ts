// Columns that hold nothing but the unit of the figures beside them, under the head of these: both are one column.
// Must not know which words are units.
import type { Grid, Slot } from "../model/grid.ts";

type CellSlot = Extract<Slot, { kind: "cell" }>;
type Row = readonly Slot[];

/** Rows that must say the same word, for it to be said of all. */
const FEWEST = 4;
const UNIT = /^\p{L}{1,3}$/u;

/** The grid with each unit behind its figure; the same grid where no column says one. */
export function withUnitsInCells(grid: Grid): Grid {
  if (grid.edges === "order") return grid;
  const columns = Array.from({ length: grid.width }, (_, column) => column).filter((column) =>
    saysUnit(grid.rows, column),
  );
  let rows = grid.rows;
  for (const column of columns) rows = rows.map((row, r) => merged(row, r, column));
  return { ...grid, rows };
}

function saysUnit(rows: readonly Row[], column: number): boolean {
  const said = rows.flatMap((row) =>
    isSingle(row[column]) && UNIT.test(textOf(row[column])) ? [textOf(row[column])] : [],
  );
  const beside = rows.filter((row) => UNIT.test(textOf(row[column])));
  if (said.length < FEWEST || new Set(said).size > 1 || beside.length !== said.length) return false;
  const figures = beside.map((row) => row[column - 1]);
  return (
    figures.every((slot) => isSingle(slot) && !/\p{L}/u.test(textOf(slot))) &&
    figures.some((slot) => /\d/.test(textOf(slot))) &&
    rows.every((row) => beside.includes(row) || isUnderHead(row, column))
  );
}

const textOf = (slot: Slot | undefined) => (slot?.kind === "cell" ? slot.text.trim() : "");
const isSingle = (slot: Slot | undefined): slot is CellSlot =>
  slot?.kind === "cell" && slot.rowSpan === 1 && slot.colSpan === 1;

/** Whether the cell over figures and units is one. */
function isUnderHead(row: Row, column: number): boolean {
  const [left, own] = [row[column - 1], row[column]];
  if (own?.kind !== "covered") return false;
  return left?.kind === "covered" ? left.by.join() === own.by.join() : own.by[1] === column - 1;
}

function merged(row: Row, r: number, column: number): Row {
  const [figure, unit] = [row[column - 1], row[column]];
  if (!isSingle(figure) || !isSingle(unit)) return row;
  const text = figure.text.trim() === "" ? figure.text : `${figure.text}${unit.text.trim()}`;
  return row.map((slot, at): Slot => {
    if (at === column - 1) return { ...figure, text, colSpan: 2 };
    return at === column ? { kind: "covered", by: [r, column - 1] } : slot;
  });
}
