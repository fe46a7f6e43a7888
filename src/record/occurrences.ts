// Rows of one printed name in one table are told apart by a number behind their key, so that no two cells share a key.
// Must not change what a cell says.
import type { ReportCell } from "../model/report.ts";

const PRINTED = /^label:/;

/** The second row of a name is `label:…#2`, by the order in which they stand; keys of the form stay as they are. */
export function numbered(cells: readonly ReportCell[]): readonly ReportCell[] {
  const seen = new Map<string, number>();
  return cells.map((cell) => {
    const key = `${cell.row}\n${cell.column}`;
    const occurrence = (seen.get(key) ?? 0) + 1;
    seen.set(key, occurrence);
    if (occurrence === 1) return cell;
    if (PRINTED.test(cell.row)) return { ...cell, row: `${cell.row}#${occurrence}` };
    return PRINTED.test(cell.column) ? { ...cell, column: `${cell.column}#${occurrence}` } : cell;
  });
}
