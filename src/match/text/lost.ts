// Texts of which nothing says any more where the figures stood. Must not know labels or relations.
import { collapse } from "../../text/fold.ts";
import type { Ways } from "../found.ts";
import type { BoundRow } from "../print/row.ts";
import { placeOf, printed, type Stream } from "../print/stream.ts";
import type { Token } from "../print/tokens.ts";
import { LONGEST_CELL } from "../weights/print.ts";
import { REPEATED_CELLS, REPEATED_FIGURES } from "../weights/text-columns.ts";

/**
 * Positions are lost when labels stand there without any figure, unless lines that come again were kept and no figure
 * stands by itself elsewhere: then nothing is printed in the cells. They are lost too when figures stand alone on their lines, rows are
 * incomplete, and hardly two such lines of the whole text are equal: then repeated lines were removed, figures with them.
 */
export function isLost(stream: Stream, rows: readonly BoundRow[]): boolean {
  const tokens = rows.flatMap((row) => row.zone.tokens);
  if (tokens.length === 0) return printsFigures(stream) || !keepsRepeats(stream);
  if (rows.every((row) => row.zone.tokens.length >= row.block.columns.length)) return false;
  const alone = tokens.filter((token) => standsAlone(stream, token));
  if (2 * alone.length <= tokens.length) return false;
  const figures = stream.lines.map((line) => line.text).filter((text) => /^\s*[\d.,+-]+\s*$/u.test(text));
  return figures.length - new Set(figures).size <= Math.max(1, REPEATED_FIGURES * figures.length);
}

/** What is left of a row: all that it prints, for each of its cells. */
export function lostWays(stream: Stream, { zone }: BoundRow): Ways {
  const state = zone.tokens.length === 0 ? "blank" : "unreadable";
  const raw = collapse(printed(stream, zone.label, zone.to));
  const at = placeOf(stream, zone.from, zone.to);
  return { kind: "lost", whole: { value: null, raw, state, at, signs: [] }, alternatives: null };
}

/** True when a line prints figures or placeholders and nothing else. */
function printsFigures(stream: Stream): boolean {
  return stream.lines.some(({ text }) => /[\p{N}/\p{Pd}]/u.test(text) && !/[^\s\p{N}.,+/\p{Pd}]/u.test(text));
}

function keepsRepeats(stream: Stream): boolean {
  const seen = new Set<string>();
  const again = new Set<string>();
  for (const { text } of stream.lines) {
    const line = collapse(text);
    if (line.length > LONGEST_CELL || !/\p{L}/u.test(line)) continue;
    if (seen.has(line)) again.add(line);
    seen.add(line);
  }
  return again.size >= REPEATED_CELLS;
}

function standsAlone(stream: Stream, token: Token): boolean {
  const line = stream.lines[stream.lineOf[token.from] ?? 0]?.text ?? "";
  return collapse(line) === collapse(printed(stream, token.from, token.to));
}
