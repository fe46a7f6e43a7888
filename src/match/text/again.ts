// Rows whose label is printed once more in their table, before other figures: which of the two is meant, nothing says.
// Must not know the form, columns or relations.

import { isLetter } from "../../text/letters.ts";
import type { BoundRow } from "../print/row.ts";
import { isDigit, isGap, type Stream } from "../print/stream.ts";
import { type Lexicon, scan, type Token } from "../print/tokens.ts";
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
  // A row that is printed again right before the first one or behind the last belongs to the table as well.
  const from = printedStart(stream, first, REACH_BEHIND);
  const last = Math.max(...rows.map(({ zone }) => zone.to));
  const again = (row: BoundRow) => {
    const own = row.letters[0] ?? first;
    const label = row.letters.map((at) => stream.syms[at]).join("");
    const isShort = label.length < LEAST_LETTERS;
    // Behind the table a few letters are found by chance.
    const end = isShort ? last : last + REACH_BEHIND;
    for (const { start, behind } of placesOf(label, stream, own === first ? from : first, end)) {
      const begins = isShort ? beginsAlike(stream, start, own) : beginsCell(stream, start);
      const touches = start >= first || isRightBefore(stream, behind, own, lexicon);
      if (!taken.has(start) && begins && touches && hasOtherFigures(stream, behind, row, lexicon))
        return true;
    }
    return false;
  };
  return new Set(rows.filter(again));
}

/** Where letters stand one after another from one place to before another: their first, and what follows their last. */
function placesOf(
  letters: string,
  stream: Stream,
  from: number,
  end: number,
): readonly { readonly start: number; readonly behind: number }[] {
  const places: { start: number; behind: number }[] = [];
  const first = stream.letterAt.findIndex((at) => at >= from);
  if (letters === "" || first < 0) return places;
  for (let at = stream.letters.indexOf(letters, first); at >= 0; ) {
    const start = stream.letterAt[at] ?? end;
    if (start >= end) break;
    places.push({ start, behind: (stream.letterAt[at + letters.length - 1] ?? end) + 1 });
    at = stream.letters.indexOf(letters, at + 1);
  }
  return places;
}

/** Whether nothing but figures stands between a label that ends at one place and the row that begins at another. */
function isRightBefore(stream: Stream, behind: number, own: number, lexicon: Lexicon): boolean {
  const between = stream.syms.slice(behindColumnOfUnits(stream, behind, lexicon), own);
  return between.every((sym) => !isLetter(sym));
}

/** Letters that stand in other words by chance are the label where as much stands before them on their line. */
function beginsAlike(stream: Stream, start: number, own: number): boolean {
  return lineBefore(stream, start) === lineBefore(stream, own);
}

/** Quotes and brackets may stand before a label as list numbers do; a letter or a figure says that it goes on. */
function beginsCell({ syms }: Stream, at: number): boolean {
  const before = syms[at - 1];
  return before === undefined || !(isLetter(before) || isDigit(before));
}

/** What stands on the line before a place, without blanks: a list number, or nothing. */
function lineBefore({ syms }: Stream, at: number): string {
  let text = "";
  for (let before = at - 1; before >= 0 && syms[before] !== "\n"; before -= 1)
    if (!isGap(syms[before])) text = `${syms[before]}${text}`;
  return text;
}

/** Where so many printed characters before a place begin. */
function printedStart({ syms }: Stream, from: number, count: number): number {
  let at = from;
  for (let seen = 0; at > 0 && seen < count; at -= 1) if (!isGap(syms[at - 1])) seen += 1;
  return at;
}

/** Whether figures stand right behind a place, and not those of the row. */
function hasOtherFigures(stream: Stream, behind: number, { zone }: BoundRow, lexicon: Lexicon): boolean {
  const at = behindColumnOfUnits(stream, behind, lexicon);
  if (!isDigit(stream.syms[at])) return false;
  const figures: Token[] = [];
  scan(stream, { from: at, stop: stream.syms.length, next: null }, lexicon, figures);
  const texts = (tokens: readonly Token[]) =>
    tokens.flatMap(({ kind, text }) => (kind === "figure" ? [text] : [])).join(" ");
  return texts(figures) !== texts(zone.tokens);
}

/** The next print behind a label: a unit may stand in a column between it and its figures, or a sign for none. */
function behindColumnOfUnits({ syms }: Stream, behind: number, { units, placeholders }: Lexicon): number {
  const next = (from: number) => {
    let at = from;
    while (isGap(syms[at])) at += 1;
    return at;
  };
  const at = next(behind);
  const unit = [...units, ...placeholders].find((one) => syms.slice(at, at + one.length).join("") === one);
  return unit === undefined ? at : next(at + unit.length);
}
