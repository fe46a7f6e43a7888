// Whether a text is a page whose figures or heads are set in columns. Must not know labels' words, values or relations.
import type { BoundRow } from "../print/row.ts";
import type { Stream } from "../print/stream.ts";
import { HEADS_ABOVE, WIDE_GAP, WIDE_ROWS } from "../weights/text-columns.ts";

/**
 * True when figures are set in columns by runs of spaces. Then lines follow the page and not the table's reading
 * order: a figure that slipped to another line may belong to any row near it and to the column it stands under.
 */
export function isLayout(stream: Stream, rows: readonly BoundRow[]): boolean {
  const printed = rows.filter((row) => row.zone.tokens.length > 0);
  const wide = printed.filter(({ zone, letters }) => {
    // A unit between label and figure is set in a column as well.
    const edges = [
      Math.min(zone.label, (letters.at(-1) ?? zone.label) + 1),
      ...zone.tokens.flatMap(({ from, to }) => [from, to]),
    ];
    return edges.some((edge, index) => index % 2 === 0 && isWide(stream, edge, edges[index + 1] ?? edge));
  });
  return (wide.length > 0 && wide.length >= WIDE_ROWS * printed.length) || hasHeadsApart(stream, rows);
}

/** Whether a run of blanks stands before or behind something printed in a stretch: the sum of several says nothing. */
function isWide({ syms }: Stream, from: number, to: number): boolean {
  const gaps = syms.slice(from, to).join("").split(PRINT);
  return gaps.some((gap) => gap.startsWith(WIDE_GAP));
}

const PRINT = /[^\s|\u2500-\u257f]+/u;

/** True when heads above the first row are set in columns: far from the margin, and wide gaps between them. */
function hasHeadsApart(stream: Stream, rows: readonly BoundRow[]): boolean {
  const first = rows[0];
  if (first === undefined) return false;
  const line = stream.lineOf[first.zone.from] ?? 0;
  return stream.lines
    .slice(Math.max(0, line - HEADS_ABOVE), line)
    .some(({ text }) => /^\f? {6,}\p{L}\S*(?: {2,}\p{L}\S*)+\s*$/u.test(text));
}
