// Whether figures stand before the labels that they belong to. Must not know columns or relations.
import { isLetter } from "../../text/letters.ts";
import { charsOf } from "../layout/page.ts";
import type { BoundRow } from "../print/row.ts";
import { isDigit, type Stream } from "../print/stream.ts";
import { figuresIn, type Lexicon } from "../print/tokens.ts";

/** True when figures stand before the label in its own line: each line's figures are its own label's, and not the next one's. */
export function standsBehindFigures(stream: Stream, { zone, letters }: BoundRow): boolean {
  if (letters.length === 0) return false;
  const { from } = charsOf(stream, stream.lineOf[zone.from] ?? 0);
  const before = stream.syms.slice(from, zone.from);
  return before.some((sym) => isDigit(sym)) && !before.some((sym) => isLetter(sym) || sym === "(");
}

/**
 * True when each line that has a label and figures has these before it, a unit among them or not: what was read behind a label are
 * the next one's. Numbers of rows stand before labels as well, and then figures behind them.
 */
export function standAllBehindFigures(stream: Stream, rows: readonly BoundRow[], lexicon: Lexicon): boolean {
  let before = 0;
  // Figures that stand by themselves, a line a cell, are before no label.
  if (rows.slice(0, -1).some((row) => standsAlone(stream, row))) return false;
  for (const { zone, letters } of rows) {
    const last = letters.at(-1);
    if (last === undefined) continue;
    const { from, to } = printedRow(stream, stream.lineOf[zone.from] ?? 0);
    if (last < to && figuresIn(stream, last + 1, to, lexicon).length > 0) return false;
    const words = stream.syms.slice(from, zone.from).filter(isLetter).join("");
    const isBare = words === "" || lexicon.units.includes(words);
    if (isBare && figuresIn(stream, from, zone.from, lexicon).length > 0) before += 1;
  }
  return before > 0;
}

/** Whether a row has figures in a line, or a grid's row, where nothing else is printed. */
function standsAlone(stream: Stream, { zone }: BoundRow): boolean {
  return zone.tokens.some((token) => {
    const { from, to } = printedRow(stream, stream.lineOf[token.from] ?? 0);
    return !stream.syms.slice(from, to).some((sym) => isLetter(sym));
  });
}

/** A line, or all cells of a grid's row, of which each is one. */
function printedRow(stream: Stream, line: number): { readonly from: number; readonly to: number } {
  const at = stream.lines[line]?.at;
  const isSame = (other: number) => {
    const place = stream.lines[other]?.at;
    return at?.row !== undefined && place?.row === at.row && place.table === at.table;
  };
  let [first, last] = [line, line];
  while (isSame(first - 1)) first -= 1;
  while (isSame(last + 1)) last += 1;
  return { from: charsOf(stream, first).from, to: charsOf(stream, last).to };
}
