// Figures that a text prints by themselves and that are no row's: they may be those of any row that prints none.
// Must not know labels, columns' heads or relations.
import { charsOf, furniture, hasLetters, wordsOn } from "../layout/page.ts";
import type { BoundRow } from "../print/row.ts";
import type { Stream } from "../print/stream.ts";
import { figuresIn, type Lexicon } from "../print/tokens.ts";

/**
 * Whether figures fill lines of a text that are no row's. What counts columns is nobody's figure.
 * @param rows of all tables read from the text
 */
export function hasFiguresAdrift(stream: Stream, rows: readonly BoundRow[], lexicon: Lexicon): boolean {
  const owned = new Set(
    rows.flatMap(({ zone, passed = [] }) =>
      [...passed, ...zone.tokens.flatMap(({ from, to }) => [from, to - 1])].map((at) => lineAt(stream, at)),
    ),
  );
  return runsOf(stream, lexicon, owned).some((run) => !countsColumns(run));
}

const lineAt = ({ lineOf }: Stream, at: number) => lineOf[at] ?? 0;

/** Figures of lines in turn that print nothing else, but for blank lines between. */
function runsOf(stream: Stream, lexicon: Lexicon, owned: ReadonlySet<number>): string[][] {
  const runs: string[][] = [];
  let run: string[] = [];
  stream.lines.forEach(({ text }, line) => {
    if (text.trim() === "") return;
    if (owned.has(line) || !isBare(stream, line, lexicon)) {
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

const countsColumns = (figures: readonly string[]) =>
  figures.length > 2 && figures.every((text, index) => text === String(index + 1));
