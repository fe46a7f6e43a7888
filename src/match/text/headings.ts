// The lines over a table in a text, down to its first row: heads of its columns stand among them. Must not know what they say.
import { fold } from "../../text/fold.ts";
import { type Anchor, surroundingWordings, wordingOf } from "../labels/anchors.ts";
import { linesOver } from "../print/headings.ts";
import type { Stream } from "../print/stream.ts";
import { MOST_HEADINGS } from "../weights/tables.ts";
import type { Stretch } from "./stretch.ts";

/**
 * The lines over the first row of a table that are no wording of the table itself, up to where another table ends.
 * @param regions all stretches that hold a table
 * @returns the nearest first
 */
export function headingsOver(stream: Stream, region: Stretch, regions: readonly Stretch[]): string[] {
  const { lineOf } = stream;
  const top = firstRow(stream, region);
  const above = regions.filter((other) => other !== region && other.to <= top);
  const floor = Math.max(-1, ...above.map(({ to }) => lineOf[to - 1] ?? 0));
  const known = wordingsIn(region);
  // Heads that no row's label follows may begin within a line that has letters of theirs at its end.
  const end = (lineOf[top] ?? 0) + (region.chain.length === 0 ? 1 : 0);
  return linesOver(stream, end, floor)
    .filter((line) => !isOwn(line, known))
    .slice(0, MOST_HEADINGS);
}

/** The first character of a region's first label; of its heads, where rows have none. */
function firstRow(stream: Stream, { chain, from }: Stretch): number {
  const first = chain[0]?.first;
  return first === undefined ? from : (stream.letterAt[first] ?? from);
}

function wordingsIn({ table, anchors }: Stretch): readonly string[] {
  const ofRow = ({ wordings }: Anchor) => wordings.map(({ letters }) => letters);
  return [...surroundingWordings(table), ...anchors.flatMap(ofRow)];
}

const YEAR = /(?:19|20)\d{2}/u;

/** Whether every piece of a line is a wording of the table, part of one, or a figure, and names no year. */
function isOwn(line: string, known: readonly string[]): boolean {
  return line.split(/[\s|│┃]+/u).every((piece) => {
    const { letters } = wordingOf(piece);
    return !YEAR.test(fold(piece)) && (letters === "" || known.some((wording) => wording.includes(letters)));
  });
}
