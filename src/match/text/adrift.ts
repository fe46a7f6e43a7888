// Figures that a text prints by themselves and that are no row's: they may be those of any row that prints none.
// Must not know labels, columns' heads or relations.
import { isLetter } from "../../text/letters.ts";
import { countsRow } from "../layout/numbers.ts";
import { charsOf, furniture, hasLetters, wordsOn } from "../layout/page.ts";
import type { BoundRow } from "../print/row.ts";
import { isGap, type Stream } from "../print/stream.ts";
import { figuresIn, type Lexicon } from "../print/tokens.ts";

/**
 * Whether figures fill lines of a text that are no row's. What counts columns is nobody's figure, and what is counted as a row that has
 * lost its label is that row's.
 * @param rows of all tables read from the text
 */
export function hasFiguresAdrift(stream: Stream, rows: readonly BoundRow[], lexicon: Lexicon): boolean {
  const owned = new Set(
    rows.flatMap(({ zone, passed = [] }) =>
      [...passed, ...zone.tokens.flatMap(({ from, to }) => [from, to - 1])].map((at) => lineAt(stream, at)),
    ),
  );
  const blocks = [...new Set(rows.map(({ block }) => block))].map((block) =>
    rows.filter((row) => row.block === block),
  );
  const isCounted = (line: number) =>
    blocks.some((inside) => countsRow(stream, firstOn(stream, line), inside));
  const isOwned = (line: number) => owned.has(line) || isCounted(line);
  return runsOf(stream, lexicon, isOwned).some((run) => !countsColumns(run));
}

const lineAt = ({ lineOf }: Stream, at: number) => lineOf[at] ?? 0;

/** Figures of lines in turn that print nothing else, but for blank lines between. */
function runsOf(stream: Stream, lexicon: Lexicon, isOwned: (line: number) => boolean): string[][] {
  const runs: string[][] = [];
  let run: string[] = [];
  stream.lines.forEach(({ text }, line) => {
    if (text.trim() === "") return;
    if (isOwned(line) || !isBare(stream, line, lexicon)) {
      run = [];
      return;
    }
    const { from, to } = charsOf(stream, line);
    const figures = figuresIn(stream, from, to, lexicon);
    if (run.length === 0 && figures.length > 0) runs.push(run);
    run.push(...figures);
  });
  return runs;
}

/** Whether a line prints no letters but units, and does not belong to its page. */
export function isBare(stream: Stream, line: number, { units }: Lexicon): boolean {
  if (furniture(stream).has(line)) return false;
  return (
    !hasLetters(stream, line) || wordsOn(stream, [line], 1).every(({ letters }) => units.includes(letters))
  );
}

/** What a line prints first that has no letters. */
function firstOn(stream: Stream, line: number): { from: number; to: number } | undefined {
  const { from, to } = charsOf(stream, line);
  for (let at = from; at < to; ) {
    let end = at;
    while (end < to && !isGap(stream.syms[end])) end += 1;
    if (end > at && !stream.syms.slice(at, end).some((sym) => isLetter(sym))) return { from: at, to: end };
    at = end + 1;
  }
  return undefined;
}

const countsColumns = (figures: readonly string[]) =>
  figures.length > 2 && figures.every((text, index) => text === String(index + 1));
