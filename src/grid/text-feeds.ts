// Form feeds: where a text's next page begins, a line begins as it is printed, though the file's line goes on.
// Must not know tables or how they are drawn.
import type { Paragraph } from "../model/document.ts";
import type { Grid, Slot } from "../model/grid.ts";
import type { Place } from "../model/place.ts";

/** From a place among the printed lines to the one in the file. */
export type ToFile = (at: Place) => Place;

/** Where a printed line begins in the file. */
interface Start {
  readonly line: number;
  /** Characters of the file's line before it, and its own. */
  readonly before: number;
  readonly length: number;
}

/**
 * The lines of a text as they are printed, a form feed at the start of the one that begins a page.
 * @returns `placed` for places among them, in which lines are counted from 1: the file's own line, and the characters in it
 */
export function printedLines(text: string): { readonly texts: readonly string[]; readonly placed: ToFile } {
  const texts: string[] = [];
  const starts: Start[] = [];
  text.split("\n").forEach((whole, index) => {
    let before = 0;
    for (const piece of whole.split(INNER_FEED)) {
      texts.push(piece);
      starts.push({ line: index + 1, before, length: piece.length });
      before += piece.length;
    }
  });
  return { texts, placed: (at) => inFile(at, starts[(at.line ?? 0) - 1]) };
}

/** Before a form feed that stands within a line. */
const INNER_FEED = /(?!^)(?=\f)/u;

/** Where a line goes on behind a form feed, a place in it names its characters: they are counted from the line's first. */
function inFile(at: Place, start: Start | undefined): Place {
  if (start === undefined) return at;
  const { line, before, length } = start;
  if (before === 0) return { ...at, line };
  const [first, last] = at.chars ?? [1, length];
  return { ...at, line, chars: [before + first, before + last] };
}

export function placedBlock(block: Paragraph | Grid, placed: ToFile): Paragraph | Grid {
  if (block.kind !== "grid") return { ...block, at: placed(block.at) };
  const slot = (one: Slot): Slot => (one.kind === "cell" ? { ...one, at: placed(one.at) } : one);
  return {
    ...block,
    at: placed(block.at),
    rows: block.rows.map((row) => row.map(slot)),
    ...(block.lines ? { lines: block.lines.map((line) => ({ ...line, at: placed(line.at) })) } : {}),
  };
}
