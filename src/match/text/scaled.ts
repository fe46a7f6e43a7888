// Rows of a text whose counts stand in thousands or ten thousands, as their labels, heads or lines over the table say.
// Must not know columns or figures.
import type { Conventions } from "../../model/form.ts";
import { namesPower } from "../labels/scaled.ts";
import type { BoundRow } from "../print/row.ts";
import { printed, type Stream } from "../print/stream.ts";
import type { Region } from "./locate.ts";

/**
 * @param region where the table stands
 * @param rows in the text's order
 */
export function scaledRows(
  stream: Stream,
  { from, headings }: Region,
  rows: readonly BoundRow[],
  conventions: Conventions,
): ReadonlySet<BoundRow> {
  const says = (text: string) => text.split("\n").some((line) => namesPower(line, conventions));
  const over = headings.some(says);
  const scaled = new Set<BoundRow>();
  let heads = over;
  rows.forEach((row, index) => {
    const above = rows[index - 1];
    const begins = above?.block !== row.block;
    if (begins) heads = over || says(printed(stream, above?.zone.to ?? from, row.zone.from));
    if (heads || says(labelOf(stream, row))) scaled.add(row);
  });
  return scaled;
}

/** All that stands before the row's first figure. */
const labelOf = (stream: Stream, { zone }: BoundRow) =>
  printed(stream, zone.from, zone.tokens[0]?.from ?? zone.label);
