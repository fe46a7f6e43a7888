// Rows whose figures fit their columns only when exchanged: the print does not keep the order of its cells.
// Must not know how rows were found, beyond that their order alone tells whose their figures are.
import type { ReportCell } from "../model/report.ts";
import { withSign } from "../model/signs.ts";
import { fits } from "../text/decimals.ts";
import type { FoundPrint, FoundRow } from "./found.ts";
import { EXCHANGED_ROWS } from "./weights/tables.ts";

/** The cells of a print, in doubt where its figures stand in another order than its cells. */
export function withUnsureOrder(cells: readonly ReportCell[], { rows }: FoundPrint): ReportCell[] {
  const ordered = rows.filter(({ ways }) => ways.kind === "open" && ways.assigned === null);
  const exchanged = ordered.filter((row) => isExchanged(row, cellsIn(row, cells)));
  if (exchanged.length < EXCHANGED_ROWS) return [...cells];
  const unsure = new Set(
    ordered
      .map((row) => cellsIn(row, cells))
      .filter((own) => new Set(own.map(({ value }) => value)).size > 1)
      .flat(),
  );
  return cells.map((cell) => (unsure.has(cell) ? withSign(cell, "fits-exchanged") : cell));
}

const cellsIn = ({ key }: FoundRow, cells: readonly ReportCell[]) => cells.filter(({ row }) => row === key);

/** Whether a figure that its column cannot have fits another column of the row, and the figure there its own. */
function isExchanged({ key, block }: FoundRow, cells: readonly ReportCell[]): boolean {
  const ofRow = block.rows.find((row) => row.key === key)?.type;
  const fitsAt = ({ value }: ReportCell, { column: place }: ReportCell) => {
    const type = ofRow ?? block.columns.find((column) => column.key === place)?.type;
    return value !== null && type !== undefined && fits(value, type);
  };
  return cells.some(
    (cell) =>
      cell.value !== null &&
      !fitsAt(cell, cell) &&
      cells.some((other) => fitsAt(cell, other) && fitsAt(other, cell)),
  );
}
