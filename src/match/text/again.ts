// Rows whose label is printed once more in their table, before other figures: which of the two is meant, nothing says.
// Must not know the form, columns or relations.

import { isLetter } from "../../text/letters.ts";
import { readNumeral } from "../../text/numeral.ts";
import { wordingOf } from "../labels/anchors.ts";
import type { BoundRow } from "../print/row.ts";
import { isDigit, isGap, type Stream } from "../print/stream.ts";
import { figuresIn, type Lexicon, scan, type Token } from "../print/tokens.ts";
import { LEAST_LETTERS } from "../weights/likeness.ts";
import { REACH_BEHIND } from "../weights/stretches.ts";

/** @param rows the table's, in the text's order */
export function rowsPrintedAgain(
  stream: Stream,
  rows: readonly BoundRow[],
  lexicon: Lexicon,
): ReadonlySet<BoundRow> {
  const taken = new Set(rows.flatMap(({ letters }) => letters));
  const first = Math.min(...taken);
  // A row that is printed again behind the last one belongs to the table as well.
  const last = Math.max(...rows.map(({ zone }) => zone.to));
  const end = last + REACH_BEHIND;
  // Behind words, and not a list number alone, it is another table's.
  const isBehindWords = (at: number) => {
    const words = stream.syms.slice(last, at).filter(isLetter).join("");
    return words !== "" && readNumeral(words) === null;
  };
  const start = stream.letterAt.indexOf(first);
  const again = (row: BoundRow) => {
    const own = row.letters.map((at) => stream.syms[at]).join("");
    // The first row found may be the second of two.
    const from = row.letters.includes(first) ? Math.max(0, start - REACH_BEHIND) : start;
    const fills = own.length < LEAST_LETTERS;
    const said = figuresAt(stream, printOf(row), lexicon);
    const isWhole = said.endsWith(textsOf(row.zone.tokens));
    // A page sets a unit and figures beside the lines of a label: between its letters, as the text goes.
    return [...new Set([own, lettersOf(stream, printOf(row))])].some((label) => {
      for (
        let at = stream.letters.indexOf(label, from);
        at >= 0;
        at = stream.letters.indexOf(label, at + 1)
      ) {
        const begin = stream.letterAt[at] ?? end;
        if (begin >= end || isBehindWords(begin)) return false;
        const print = { from: begin, to: (stream.letterAt[at + label.length - 1] ?? end) + 1 };
        if (taken.has(begin) || !beginsCell(stream, begin) || (fills && !endsCell(stream, print.to)))
          continue;
        const figures = figuresAt(stream, print, lexicon);
        // Figures that were joined from both prints are neither's.
        if (figures !== "" && (figures !== said || !isWhole)) return true;
      }
      return false;
    });
  };
  return new Set(rows.filter((row) => row.letters.length > 0 && !isHead(row) && again(row)));
}

/** Whether a short label is a head of its block as well: below heads, numbers of columns stand. */
function isHead({ row, block }: BoundRow): boolean {
  const own = wordingOf(row.label.text).letters;
  return (
    own.length < LEAST_LETTERS && block.columns.some(({ label }) => wordingOf(label.text).letters === own)
  );
}

/** A label's characters in the stream, with what stands between its letters. */
interface LabelPrint {
  readonly from: number;
  readonly to: number;
}

function printOf({ letters }: BoundRow): LabelPrint {
  return { from: Math.min(...letters), to: Math.max(...letters) + 1 };
}

function lettersOf({ syms }: Stream, { from, to }: LabelPrint): string {
  return syms.slice(from, to).filter(isLetter).join("");
}

/** Quotes and brackets may stand before a label as list numbers do; a letter or a figure says that it goes on. */
function beginsCell({ syms }: Stream, at: number): boolean {
  const before = syms[at - 1];
  return before === undefined || !(isLetter(before) || isDigit(before));
}

/** Whether a short label is all that its cell says: longer words begin as it does. */
function endsCell({ syms }: Stream, at: number): boolean {
  return isGap(syms[at] ?? "\n");
}

/** The figures between a label's letters and right behind it, numbers of rows among them; empty where none stands there. */
function figuresAt(stream: Stream, { from, to }: LabelPrint, lexicon: Lexicon): string {
  const behind: Token[] = [];
  const start = behindColumnOfUnits(stream, to, lexicon);
  scan(stream, { from: start, stop: stream.syms.length, next: null }, lexicon, behind);
  return [...figuresIn(stream, from, to, lexicon), textsOf(behind)].filter((text) => text !== "").join(" ");
}

function textsOf(tokens: readonly Token[]): string {
  return tokens.flatMap(({ kind, text }) => (kind === "figure" ? [text] : [])).join(" ");
}

/** The next print behind a label and its bracket: a unit may stand in a column before its figures, or a sign for none. */
function behindColumnOfUnits({ syms }: Stream, behind: number, { units, placeholders }: Lexicon): number {
  const next = (from: number) => {
    let at = from;
    while (isGap(syms[at])) at += 1;
    return at;
  };
  let closed = behind;
  while (CLOSING.has(syms[closed] ?? "")) closed += 1;
  const at = next(closed);
  const unit = [...units, ...placeholders].find((one) => syms.slice(at, at + one.length).join("") === one);
  return unit === undefined ? at : next(at + unit.length);
}

/** What may stand behind a label's last letter and belongs to it. */
const CLOSING = new Set([")", '"']);
