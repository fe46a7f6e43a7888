// Rows of a layout that lines and columns did not put in their place, and that do not stand where the placed ones do.
// Must not know values or relations.
import type { BoundRow } from "../print/row.ts";
import type { Stream } from "../print/stream.ts";
import { bandedRows } from "./bands.ts";
import { rowsOffColumn } from "./off-column.ts";
import { headsOn, type PlacedRow } from "./place.ts";

/** Of the rows that print a figure a column and were not placed, those with a figure that stands off its column. */
export function rowsAstray(
  stream: Stream,
  rows: readonly BoundRow[],
  placed: readonly PlacedRow[],
): ReadonlySet<BoundRow> {
  const astray = new Set<BoundRow>();
  for (const block of new Set(placed.map(({ row }) => row.block))) {
    const beside = placed.filter(({ row }) => row.block === block);
    const rest = rows.filter(
      (row) =>
        row.block === block &&
        row.zone.tokens.length === block.columns.length &&
        !beside.some((one) => one.row.row === row.row),
    );
    if (rest.length === 0) continue;
    const inside = bandedRows(stream, rows, block);
    const inOrder = rest.map((row) => ({ row, cells: row.zone.tokens.map((_, index) => index) }));
    const all: { row: BoundRow; cells: readonly number[] }[] = [...beside, ...inOrder];
    const off = rowsOffColumn(stream, all, (page, metric) => headsOn(stream, page, inside, block, metric));
    for (const one of inOrder) if (off.has(one)) astray.add(one.row);
  }
  return astray;
}
