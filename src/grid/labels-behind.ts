// Tables that print each row's label behind its figures, as some sites set theirs: with the labels first they are any other.
// Must not know which words are labels or units.
import type { Grid, Slot } from "../model/grid.ts";

type CellSlot = Extract<Slot, { kind: "cell" }>;
type Row = readonly Slot[];

/** Rows with figures that must have their words behind these, for it to be a habit. */
const FEWEST = 4;
const FIGURE = /^[-+−]?\d[\d.,]*$/u;
const UNIT = /^\p{L}{1,3}$/u;
/** Of the labels of a table some may say the same: others, total. */
const DISTINCT = 0.7;

/** The grid with its labels, and behind them its units, before the figures; the same grid where labels stand there, or in several columns. */
export function withLabelsFirst(grid: Grid): Grid {
  const rows = grid.rows.filter((row) => row.some(isFigure));
  const label = labelColumn(rows);
  if (label === null) return grid;
  const others = Array.from({ length: grid.width }, (_, column) => column).filter((one) => one !== label);
  const worded = others.filter((column) => rows.some((row) => /\p{L}/u.test(wordsAt(row, column))));
  if (!worded.every((column) => rows.every((row) => UNIT.test(wordsAt(row, column))))) return grid;
  return inOrder(grid, [label, ...worded, ...others.filter((column) => !worded.includes(column))]);
}

/** The column whose words stand behind all figures of every row; null where there is none, or its words are as those of units. */
function labelColumn(rows: readonly Row[]): number | null {
  const last = Math.max(...rows.map((row) => row.findLastIndex(isFigure)));
  const columns = (rows[0] ?? []).flatMap((_, column) => (column > last ? [column] : []));
  const texts = (column: number) => rows.map((row) => wordsAt(row, column));
  const labels = columns.filter((column) => {
    const said = texts(column);
    return said.every((text) => /\p{L}/u.test(text)) && new Set(said).size >= DISTINCT * rows.length;
  });
  const [label, ...more] = labels;
  return rows.length < FEWEST || label === undefined || more.length > 0 ? null : label;
}

const isSingle = (slot: Slot | undefined): slot is CellSlot =>
  slot?.kind === "cell" && slot.rowSpan === 1 && slot.colSpan === 1;
const isFigure = (slot: Slot) => slot.kind === "cell" && FIGURE.test(slot.text.trim());

/** What a cell says by itself that is no figure. */
function wordsAt(row: Row, column: number): string {
  const slot = row[column];
  return isSingle(slot) && !isFigure(slot) ? slot.text.trim() : "";
}

/** The grid with its columns in another order; the same grid where a cell would be torn apart. */
function inOrder(grid: Grid, order: readonly number[]): Grid {
  const rows: Slot[][] = [];
  for (const [r, row] of grid.rows.entries()) {
    const moved: Slot[] = [];
    for (const [column, from] of order.entries()) {
      const slot = row[from] ?? HOLE;
      const [begins, left] = slot.kind === "covered" ? slot.by : [r, from];
      const cell = grid.rows[begins]?.[left];
      if (cell?.kind !== "cell") {
        moved.push(HOLE);
        continue;
      }
      const places = Array.from({ length: cell.colSpan }, (_, step) => order.indexOf(left + step));
      const first = Math.min(...places);
      if (Math.max(...places) - first >= cell.colSpan) return grid;
      moved.push(begins === r && first === column ? cell : { kind: "covered", by: [begins, first] });
    }
    rows.push(moved);
  }
  return { ...grid, rows };
}

const HOLE: Slot = { kind: "hole" };
