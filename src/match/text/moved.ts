// Labels and figures that were printed beside each other and stand in a text in another order: where one label took more lines
// than its figures, or figures more than their label, what follows has moved. Must not know relations or values.
import type { BoundRow } from "../print/row.ts";
import type { Stream } from "../print/stream.ts";
import { WIDE_TABLE } from "../weights/text-columns.ts";
import { newlinesIn } from "./uneven.ts";

/**
 * The rows whose figures may be those of a row above or below: where one row has the figures of two, others lack some. From the
 * first to the last of either, nobody knows whose a line of figures is.
 * @param rows of a table, in their printed order
 */
export function rowsMoved(stream: Stream, rows: readonly BoundRow[]): ReadonlySet<BoundRow> {
  const { lineOf } = stream;
  const moved = new Set<BoundRow>(labelsTogether(stream, rows));
  for (const block of new Set(rows.map((row) => row.block))) {
    const own = rows.filter((row) => row.block === block);
    const width = block.columns.length;
    // In narrow tables figures of two rows say little: each must stand on a line of the label's own, and a row have none.
    const isWide = width >= WIDE_TABLE;
    const double = own.map((row) =>
      isWide ? row.zone.tokens.length >= 2 * width : ownLines(lineOf, row) > 1,
    );
    const lacking = own.map(({ zone }) => zone.tokens.length < (isWide ? width : 1));
    if (!double.includes(true) || !lacking.includes(true)) continue;
    const odd = own.flatMap((_, rank) => (double[rank] || lacking[rank] ? [rank] : []));
    for (const row of own.slice(odd[0], (odd.at(-1) ?? 0) + 1)) moved.add(row);
  }
  return moved;
}

/**
 * Rows of a text of a line a cell whose labels stand one right below the other, where some other row leaves lines for its empty
 * cells: of the lines that follow, nobody knows which are the one's.
 */
function labelsTogether(stream: Stream, rows: readonly BoundRow[]): readonly BoundRow[] {
  const isEmpty = ({ zone }: BoundRow) => zone.tokens.length === 0;
  const leavesLines = (row: BoundRow) => {
    const newlines = newlinesIn(stream, row) ?? [];
    return isEmpty(row)
      ? (newlines[0] ?? 0) > row.block.columns.length
      : newlines.slice(0, -1).some((count) => count > 1) && newlines.includes(1);
  };
  const inLines = rows.every((row) => isEmpty(row) || newlinesIn(stream, row) !== null);
  if (!inLines || !rows.some(leavesLines)) return [];
  return rows.flatMap((row, rank) => {
    const next = rows[rank + 1];
    const together =
      isEmpty(row) &&
      next?.block === row.block &&
      newlinesIn(stream, row)?.[0] === 1 &&
      stream.lineOf[next.zone.from] === (stream.lineOf[row.zone.label - 1] ?? 0) + 1;
    return together ? [row, next] : [];
  });
}

/** How many lines of a row's label have a figure for each of its columns. */
function ownLines(lineOf: Stream["lineOf"], { zone, letters, block }: BoundRow): number {
  const lines = zone.tokens.map(({ from }) => lineOf[from]);
  const label = [...new Set(letters.map((at) => lineOf[at]))];
  return label.filter((line) => lines.filter((one) => one === line).length === block.columns.length).length;
}
