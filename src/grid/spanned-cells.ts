// Cells written one behind another, of which only the width of the table says where a row ends.
// Must not know labels or numbers, or in what mark-up they stand.
import type { RawCell } from "../model/document.ts";

export interface SpannedCell {
  readonly text: string;
  readonly rowSpan: number;
  readonly colSpan: number;
  readonly line: number;
}

/** A report's table is no wider. */
const WIDEST = 100;

/** The cells in rows of `width` columns, those from above included; null where the last row is not full. */
export function inRows(cells: readonly SpannedCell[], width: number, table: number): RawCell[][] | null {
  if (width < 2 || width > WIDEST || cells.length === 0) return null;
  const rows: RawCell[][] = [];
  /** Rows that a cell from above still takes in each column. */
  let taken: number[] = Array(width).fill(0);
  let column = width;
  const pass = () => {
    while (column < width && (taken[column] ?? 0) > 0) column += 1;
  };
  const open = () => {
    taken = taken.map((rest) => Math.max(0, rest - 1));
    rows.push([]);
    column = 0;
    pass();
  };
  for (const { text, rowSpan, colSpan, line } of cells) {
    for (let tries = 0; column >= width; tries += 1) {
      if (tries > cells.length) return null;
      open();
    }
    if (column + colSpan > width || taken.slice(column, column + colSpan).some((rest) => rest > 0))
      return null;
    const row = rows.at(-1) as RawCell[];
    row.push({ text, rowSpan, colSpan, at: { table, row: rows.length, cell: row.length + 1, line } });
    taken.fill(rowSpan, column, column + colSpan);
    column += colSpan;
    pass();
  }
  return column >= width ? rows : null;
}
