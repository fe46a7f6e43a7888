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
  // A row that is printed again behind the last one belongs to the table as well.
  const end = Math.max(...rows.map(({ zone }) => zone.to)) + REACH_BEHIND;
  const from = stream.letterAt.indexOf(first);
  const again = (row: BoundRow) => {
    const label = row.letters.map((at) => stream.syms[at]).join("");
    if (label.length < LEAST_LETTERS) return false;
    for (let at = stream.letters.indexOf(label, from); at >= 0; at = stream.letters.indexOf(label, at + 1)) {
      const start = stream.letterAt[at] ?? end;
      if (start >= end) return false;
      const behind = (stream.letterAt[at + label.length - 1] ?? end) + 1;
      if (!taken.has(start) && beginsCell(stream, start) && hasOtherFigures(stream, behind, row, lexicon))
        return true;
    }
    return false;
  };
  return new Set(rows.filter(again));
}

/** Quotes and brackets may stand before a label as list numbers do; a letter or a figure says that it goes on. */
function beginsCell({ syms }: Stream, at: number): boolean {
  const before = syms[at - 1];
  return before === undefined || !(isLetter(before) || isDigit(before));
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
