// Rows of a layout that lines and columns did not put in their place, and that do not stand where the placed ones do.
// Must not know values or relations.
import { type BoundRow, isFull } from "../print/row.ts";
import type { Stream } from "../print/stream.ts";
import { LEAST_LIKE_HEADS } from "../weights/places.ts";
import { bandedRows } from "./bands.ts";
import { rowsOffColumn } from "./off-column.ts";
import { headsOn, type PlacedRow } from "./place.ts";

/**
 * Of the rows that print a figure a column and were not placed, those with a figure that stands off its column: off where the
 * rows of its block have theirs that were placed, or, where none was and wide gaps set them apart, off where its head is.
 */
export function rowsAstray(
  stream: Stream,
  rows: readonly BoundRow[],
  placed: readonly PlacedRow[],
): ReadonlySet<BoundRow> {
  const astray = new Set<BoundRow>();
  for (const block of new Set(rows.map((row) => row.block))) {
    const beside = placed.filter(({ row }) => row.block === block);
    const rest = rows.filter(
      (row) => row.block === block && isFull(row) && !beside.some((one) => one.row.row === row.row),
    );
    const bare = beside.length === 0;
    if (rest.length === 0 || (bare && block.columns.length < LEAST_LIKE_HEADS)) continue;
    const inside = bandedRows(stream, rows, block);
    const inOrder = rest.map((row) => ({ row, cells: row.zone.tokens.map((_, index) => index) }));
    const all: { row: BoundRow; cells: readonly number[] }[] = [...beside, ...inOrder];
    const off = rowsOffColumn(stream, all, (page, metric) => headsOn(stream, page, inside, block, metric));
    for (const one of inOrder)
      if (off.has(one) && (!bare || isSetApart(stream, one.row))) astray.add(one.row);
  }
  return astray;
}

/** Whether more than one blank stands between two of a row's figures. */
function isSetApart({ syms }: Stream, { zone: { tokens } }: BoundRow): boolean {
  return tokens.some(({ from }, index) => {
    const before = tokens[index - 1];
    return before !== undefined && syms.slice(before.to, from).join("").startsWith("  ");
  });
}
