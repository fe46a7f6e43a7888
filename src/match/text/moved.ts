// Labels and figures that were printed beside each other and stand in a text in another order: where one label took more lines
// than its figures, or figures more than their label, what follows has moved. Must not know relations or values.
import type { BoundRow } from "../print/row.ts";

/**
 * The rows whose figures may be those of a row above or below: where one row has the figures of two, others lack some. From the
 * first to the last of either, nobody knows whose a line of figures is.
 * @param rows of a table, in their printed order
 */
export function rowsMoved(rows: readonly BoundRow[]): ReadonlySet<BoundRow> {
  const moved = new Set<BoundRow>();
  for (const block of new Set(rows.map((row) => row.block))) {
    const own = rows.filter((row) => row.block === block);
    const width = block.columns.length;
    const double = own.map(({ zone }) => zone.tokens.length >= 2 * width);
    const lacking = own.map(({ zone }) => zone.tokens.length < width);
    if (!double.includes(true) || !lacking.includes(true)) continue;
    const odd = own.flatMap((_, rank) => (double[rank] || lacking[rank] ? [rank] : []));
    for (const row of own.slice(odd[0], (odd.at(-1) ?? 0) + 1)) moved.add(row);
  }
  return moved;
}
