// Cells of many lines, labels in one and figures in the others, of which labels take more lines than figures do: what stands
// side by side does not belong together. Must not know relations or values.
import type { BoundRow } from "../print/row.ts";
import type { Stream } from "../print/stream.ts";

/**
 * The rows whose figures may stand some lines off their labels: where a label of several lines has a row of figures beside more
 * than one of them, others have none. From the first to the last of either, nobody knows whose a line of figures is.
 * @param rows of a table, in their printed order
 */
export function rowsLineByLine(stream: Stream, rows: readonly BoundRow[]): ReadonlySet<BoundRow> {
  const shifted = new Set<BoundRow>();
  for (const block of new Set(rows.map((row) => row.block))) {
    const own = rows.filter((row) => row.block === block);
    const full = own.map((row) => fullLines(stream, row) > 1);
    const empty = own.map(({ zone }) => zone.tokens.length === 0);
    if (!full.includes(true) || !empty.includes(true)) continue;
    const odd = own.flatMap((_, rank) => (full[rank] || empty[rank] ? [rank] : []));
    for (const row of own.slice(odd[0], (odd.at(-1) ?? 0) + 1)) shifted.add(row);
  }
  return shifted;
}

/** How many lines of the row's label hold a figure for each of its columns. */
function fullLines({ lineOf }: Stream, { zone, letters, block }: BoundRow): number {
  const counts = new Map([...new Set(letters.map((at) => lineOf[at]))].map((line) => [line, 0]));
  for (const { from } of zone.tokens) {
    const count = counts.get(lineOf[from]);
    if (count !== undefined) counts.set(lineOf[from], count + 1);
  }
  return [...counts.values()].filter((count) => count === block.columns.length).length;
}
