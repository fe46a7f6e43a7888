// Figures behind the labels of a list. Must not know which labels those are.
import { isLetter } from "../../text/letters.ts";
import { enumeratorLength } from "../labels/anchors.ts";
import { isDigit, isGap, type Stream, startsWith } from "../print/stream.ts";
import { type Lexicon, type Token, tokenAt } from "../print/tokens.ts";
import { ENUMERATOR_REACH } from "../weights/print.ts";

/** Between a label and its figure. */
const BETWEEN = /^[\s:,、=。;*"·|)]$/u;

/** What ends a line or a sentence. */
const ENDS = /^[\n。;]$/u;

/** How many figures are looked for, and where something else begins behind as many as are wanted. */
interface Wanted {
  readonly most: number;
  readonly isNext: (place: number) => boolean;
}

export function figuresAt(
  stream: Stream,
  start: number,
  lexicon: Lexicon,
  { most, isNext }: Wanted,
): Token[] {
  const tokens: Token[] = [];
  for (let at = start; tokens.length < most; ) {
    while (at < stream.syms.length && (isGap(stream.syms[at]) || BETWEEN.test(stream.syms[at] ?? "")))
      at += 1;
    // What a list number begins is the next label; among figures it may be one of them.
    const apart = ENDS.test(printBefore(stream, at));
    if (apart && enumeratorLength(stream.syms.slice(at, at + ENUMERATOR_REACH).join("")) > 0) break;
    if (tokens.length === most - 1 && !isDigit(stream.syms[at]) && isNext(at)) break;
    const token = tokenAt(stream, at, lexicon, stopBehind(stream, at, isNext));
    // Digits that are no figure of a cell may be one too many.
    if (token?.kind === "odd" || (token === null && isDigit(stream.syms[at]))) return [];
    if (token === null) break;
    // Where each head has its figure, a stroke that begins a line is a mark before the next head; so is one before words.
    const isMark = tokens.length === most - 1 || isBeforeWords(stream, token.to);
    if (isMark && token.kind === "struck" && beginsLine(stream, at)) break;
    const own = withUnit(stream, token, lexicon);
    tokens.push(own);
    at = own.to;
  }
  return tokens;
}

/** Where digits end, if the next head is glued to them; the end of the text otherwise. */
function stopBehind({ syms }: Stream, start: number, isNext: (place: number) => boolean): number {
  let at = start;
  while (isDigit(syms[at]) || (syms[at] === "." && isDigit(syms[at + 1]))) at += 1;
  return at > start && isLetter(syms[at] ?? "") && isNext(at) ? at : syms.length;
}

function isBeforeWords({ syms }: Stream, start: number): boolean {
  let at = start;
  while (syms[at] === " ") at += 1;
  const isListed = enumeratorLength(syms.slice(at, at + ENUMERATOR_REACH).join("")) > 0;
  return at > start && (isListed || isLetter(syms[at] ?? ""));
}

/** The figure with the unit that stands in a cell or a line of its own behind it. */
function withUnit(stream: Stream, token: Token, { units }: Lexicon): Token {
  if (token.kind !== "figure" || token.unit !== null) return token;
  let at = token.to;
  while (isGap(stream.syms[at])) at += 1;
  const unit = units.find(
    (one) => startsWith(stream, at, one) && isGap(stream.syms[at + one.length] ?? "\n"),
  );
  return unit === undefined || at === token.to ? token : { ...token, to: at + unit.length, unit };
}

/** Whether what ends at a character may be the list number of the next row, or have run into it. */
export const mayNumberNext = ({ syms }: Stream, end: number) =>
  /^[.、]\p{L}$/u.test(syms.slice(end, end + 2).join(""));

export const beginsLine = (stream: Stream, at: number) => printBefore(stream, at) === "\n";

/** What stands before a character, blanks and a quotation mark aside, and the colon of a name that is left out. */
function printBefore({ syms }: Stream, at: number): string {
  const skipped = (before: number): number =>
    /^[ \t"]$/u.test(syms[before] ?? "") ? skipped(before - 1) : before;
  const before = skipped(at - 1);
  const first = syms[before] === ":" ? syms[skipped(before - 1)] : undefined;
  return first === "\n" ? first : (syms[before] ?? "");
}
