// The stretch of text that belongs to one row: its label, and the figures printed around or behind it.
// Must not know columns, relations or which cells the figures belong to.

import { isLetter } from "../../text/letters.ts";
import type { Anchor } from "../labels/anchors.ts";
import { nextInList, numberAt, STOPS } from "../print/list-numbers.ts";
import type { Zone } from "../print/row.ts";
import { isBorder, isDigit, isGap, type Stream } from "../print/stream.ts";
import { countFigures, figureAt, type Lexicon, scan, type Token } from "../print/tokens.ts";
import { LEAST_REMARK, LONGEST_REMARK, MARKS_BEFORE_FIGURE } from "../weights/print.ts";
import { ROWS_BETWEEN } from "../weights/text-labels.ts";
import type { Found } from "./label.ts";

/** Where each row begins: at its list number, even when figures stand between that and the rest of the label. */
export function startsOf(stream: Stream, anchors: readonly Anchor[], chain: readonly Found[]): number[] {
  let floor = 0;
  let before: number | null = null;
  return chain.map((found, index) => {
    const first = stream.letterAt[found.first] ?? 0;
    const previous = chain[index - 1];
    if (previous !== undefined) floor = (stream.letterAt[previous.last] ?? 0) + 1;
    const listed = anchors[found.anchor]?.listed ?? null;
    const next = before === null ? null : nextInList(stream, before);
    const own = listStart(stream, listed, next, first, floor);
    before = countBefore(stream, own, floor, before) ?? own;
    return before;
  });
}

/** @param next the number that the row above says is this one's */
function listStart(
  stream: Stream,
  listed: string | null,
  next: string | null,
  first: number,
  floor: number,
): number {
  let at = first;
  while (at > floor && isGap(stream.syms[at - 1])) at -= 1;
  const adjacent = gluedNumber(stream, at, floor, next) ?? numberBefore(stream, at, floor, listed);
  if (adjacent !== null) return adjacent;
  if (listed === null || !isDigit(listed[0])) return first;
  return detached(stream, first, floor, listed) ?? first;
}

/**
 * The number that counts the rows, in a cell of its own before a row's label and its list number: it goes on from that of the
 * row above. Without one there it may be what the row above prints.
 * @param above where the row above begins; null for the first one
 */
function countBefore(stream: Stream, end: number, floor: number, above: number | null): number | null {
  const at = countCellBefore(stream, end, floor);
  if (at === null) return null;
  const count = numberAt(stream, at);
  const isNext = above === null ? count === 1 : nextInList(stream, above) === String(count);
  return isNext && (above === null || isCountCell(stream, above)) ? at : null;
}

/** Where a number with a stop begins that fills the cell before a character. */
function countCellBefore({ syms }: Stream, end: number, floor: number): number | null {
  let at = end;
  while (at > floor && isGap(syms[at - 1])) at -= 1;
  const behind = syms.slice(at, end);
  while (at > floor && (STOPS.has(syms[at - 1] ?? "") || isDigit(syms[at - 1]))) at -= 1;
  const isCell = behind.some((sym) => sym !== " ") && isGap(syms[at - 1] ?? "\n");
  return isCell && isDigit(syms[at]) ? at : null;
}

/** Whether the number that begins at a character ends its cell, its stop included. */
function isCountCell({ syms }: Stream, from: number): boolean {
  let at = from;
  while (isDigit(syms[at]) || STOPS.has(syms[at] ?? "")) at += 1;
  while (syms[at] === " ") at += 1;
  return at > from && isGap(syms[at]);
}

/** The list number right before `end`, glued to the figure of the row above: the first of those that come next. */
function gluedNumber({ syms }: Stream, end: number, floor: number, next: string | null): number | null {
  let at = end;
  while (at > floor && (STOPS.has(syms[at - 1] ?? "") || syms[at - 1] === " ")) at -= 1;
  if (next === null || at === end) return null;
  let from = at;
  while (from > floor && isDigit(syms[from - 1])) from -= 1;
  const run = syms.slice(from, at).join("");
  const numbers = Array.from({ length: ROWS_BETWEEN + 1 }, (_, more) => String(Number(next) + more));
  if (numbers.includes(run) || syms[from - 1] === "(") return null;
  const number = numbers.find((one) => run.endsWith(one));
  return number === undefined ? null : at - number.length;
}

/** The list number that ends right before `end`: the expected one, or any short one that stands by itself. */
function numberBefore(stream: Stream, end: number, floor: number, listed: string | null): number | null {
  let at = end;
  while (at > floor && (STOPS.has(stream.syms[at - 1] ?? "") || stream.syms[at - 1] === " ")) at -= 1;
  if (at === end || !stream.syms.slice(at, end).some((sym) => STOPS.has(sym))) return null;
  let from = at;
  while (from > floor && isDigit(stream.syms[from - 1])) from -= 1;
  const run = stream.syms.slice(from, at).join("");
  if (run !== "") {
    const open = stream.syms[from - 1] === "(";
    if (listed !== null && run !== listed && run.endsWith(listed) && !open) return at - listed.length;
    // In a cell of its own, before a row that the form does not number, it may be what the row above prints.
    if (listed === null && endsCellAt(stream, end)) return null;
    const alone = from === floor || isGap(stream.syms[from - 1]) || open || !isDigit(stream.syms[from - 1]);
    return run.length <= 2 && alone ? (open ? from - 1 : from) : null;
  }
  if (listed === null) return null;
  const numeral = stream.syms.slice(Math.max(floor, at - listed.length), at).join("");
  if (numeral !== listed) return null;
  const begin = at - listed.length;
  return stream.syms[begin - 1] === "(" ? begin - 1 : begin;
}

/** Whether a line or cell ends at a character, blanks aside. */
function endsCellAt({ syms }: Stream, end: number): boolean {
  let at = end;
  while (syms[at] === " ") at += 1;
  return isGap(syms[at] ?? "\n");
}

/** `1.` alone at a line's beginning, the row's figures, then the label's letters. */
function detached(stream: Stream, first: number, floor: number, listed: string): number | null {
  for (let at = first - 1; at >= floor; at -= 1) {
    const sym = stream.syms[at] ?? "";
    if (sym !== "\n") continue;
    let from = at + 1;
    while (isGap(stream.syms[from])) from += 1;
    const number = stream.syms.slice(from, from + listed.length).join("");
    const stop = stream.syms[from + listed.length] ?? "";
    if (number === listed && STOPS.has(stop) && !isDigit(stream.syms[from + listed.length + 1])) return from;
  }
  return null;
}

/** The stretch behind heads, for a table whose one row has no label. */
export function zoneBehind(stream: Stream, heads: number, lexicon: Lexicon): Zone {
  const tokens: Token[] = [];
  const stop = stream.syms.length;
  const { to, ends } = scan(stream, { from: heads, stop, next: null }, lexicon, tokens);
  return { from: heads, label: heads, to, stop, tokens, ends, foreign: to < stop, strays: 0 };
}

/** Where a row's stretch lies, and what follows it. */
export interface Stretch {
  readonly from: number;
  /** Where the next row begins. */
  readonly stop: number;
  /** True when that is a row of the same block, so that figures left over before it are somebody's. */
  readonly followed: boolean;
  /** Folded labels of groups that stand beside the row: a page's lines mix their pieces into it. */
  readonly groups: readonly string[];
}

/** Reads what stands in a row's stretch. */
export function zoneOf(
  stream: Stream,
  found: Found,
  { from, stop, followed, groups }: Stretch,
  lexicon: Lexicon,
): Zone {
  const first = stream.letterAt[found.first] ?? from;
  const last = stream.letterAt[found.last] ?? from;
  const tokens: Token[] = [];
  const detachedEnd = afterNumber(stream, from, first);
  if (detachedEnd < first) scan(stream, { from: detachedEnd, stop: first, next: null }, lexicon, tokens);
  tokens.push(...figuresInside(stream, found, lexicon));
  const behindLabel = afterLabel(stream, afterFigure(stream, found, last + 1), stop, found.tail);
  const { strays } = behindLabel;
  const label = passPieces(stream, behindLabel.label, stop, groups);
  const reading = scan(stream, { from: label, stop, next: nextInList(stream, from) }, lexicon, tokens);
  const behind = followed ? countFigures(stream, reading.to, stop, lexicon) : 0;
  const foreign = stream.syms.slice(reading.to, stop).some((sym) => isLetter(sym));
  return { from, label, to: reading.to, stop, tokens, ends: reading.ends, foreign, strays: strays + behind };
}

/** The end of the list number that begins at `from`, when one does. */
function afterNumber(stream: Stream, from: number, first: number): number {
  let at = from;
  while (at < first && !STOPS.has(stream.syms[at] ?? "") && !isGap(stream.syms[at])) at += 1;
  while (at < first && STOPS.has(stream.syms[at] ?? "")) at += 1;
  return at;
}

/** Figures between the label's letters, except those that belong to the label. */
function figuresInside(stream: Stream, found: Found, lexicon: Lexicon): Token[] {
  const own = new Set(found.letters.map((letter) => stream.letterAt[letter]));
  const last = stream.letterAt[found.last] ?? 0;
  const tokens: Token[] = [];
  let matched = 0;
  for (let at = stream.letterAt[found.first] ?? 0; at <= last; ) {
    if (own.has(at)) {
      matched += 1;
      at += 1;
      const figure = found.wording.figures.get(matched);
      if (figure !== undefined) at = skipFigure(stream, at, figure);
    } else if (isDigit(stream.syms[at]) || stream.syms[at] === "-") {
      const token = oddPrintAt(stream, at, own) ?? figureAt(stream, at, lexicon, last + 1);
      if (token !== null) tokens.push(token);
      at = token?.to ?? at + 1;
    } else at += 1;
  }
  return tokens;
}

/** Digits behind a sign that no figure begins with are no figure: what stands there as a whole. */
function oddPrintAt({ syms }: Stream, digit: number, label: ReadonlySet<number | undefined>): Token | null {
  const before = syms[digit - 1] ?? " ";
  if (isGap(before) || isBorder(before) || isDigit(before) || label.has(digit - 1)) return null;
  if (isLetter(before) || STOPS.has(before) || before === "-") return null;
  let from = digit;
  while (from > 0 && !isGap(syms[from - 1]) && !label.has(from - 1)) from -= 1;
  let to = digit;
  while (to < syms.length && !isGap(syms[to]) && !label.has(to)) to += 1;
  return { kind: "odd", from, to, text: syms.slice(from, to).join(""), unit: null };
}

/** Behind the label's own figure where that is glued to the last letter found: the label's end may stand elsewhere. */
function afterFigure({ syms }: Stream, { wording, tail }: Found, from: number): number {
  const figure = wording.figures.get(wording.letters.length - tail);
  const to = from + (figure?.length ?? 0);
  return figure === syms.slice(from, to).join("") && !isDigit(syms[to]) ? to : from;
}

function skipFigure(stream: Stream, at: number, figure: string): number {
  let from = at;
  while (
    !isDigit(stream.syms[from]) &&
    !isLetter(stream.syms[from] ?? "x") &&
    from < at + MARKS_BEFORE_FIGURE
  )
    from += 1;
  return stream.syms.slice(from, from + figure.length).join("") === figure ? from + figure.length : at;
}

const CLOSERS = new Set([")", '"', ":", ";", "。", "*", "]"]);

/** Passes mistyped last letters, closing punctuation, and remarks in brackets within the label's cell. */
function afterLabel(
  stream: Stream,
  from: number,
  stop: number,
  tail: number,
): { label: number; strays: number } {
  let at = from;
  for (let passed = 0; passed < tail && at < stop && isLetter(stream.syms[at] ?? ""); passed += 1) at += 1;
  let strays = 0;
  for (;;) {
    at = passClosers(stream, at, stop);
    let next = at;
    while (next < stop && (stream.syms[next] === " " || stream.syms[next] === "\n")) next += 1;
    if (stream.syms[next] !== "(" || stream.syms.slice(at, next).join("").includes("\n\n")) break;
    const close = stream.syms.indexOf(")", next);
    if (close < 0 || close >= stop || close - next > LONGEST_REMARK) break;
    const inside = stream.syms.slice(next + 1, close);
    if (inside.filter((sym) => isLetter(sym)).length < LEAST_REMARK) break;
    strays += inside.join("").match(/(?<=^|[\s|])\d+(?=[\s|]|$)/gu)?.length ?? 0;
    at = close + 1;
  }
  return { label: at, strays };
}

/** Passes pieces of group labels that a layout put between a row's label and its figures; behind a row without any they are the next one's. */
function passPieces(stream: Stream, from: number, stop: number, groups: readonly string[]): number {
  let end = from;
  for (;;) {
    let at = end;
    while (at < stop && isGap(stream.syms[at])) at += 1;
    if (at >= stop) return from;
    let to = at;
    while (to < stop && !isGap(stream.syms[to]) && !isDigit(stream.syms[to])) to += 1;
    const piece = stream.syms.slice(at, to).join("");
    const isPiece =
      piece !== "" && [...piece].some(isLetter) && groups.some((group) => group.includes(piece));
    if (!isPiece || to >= stop || !isGap(stream.syms[to])) return end;
    end = to;
  }
}

function passClosers(stream: Stream, from: number, stop: number): number {
  let end = from;
  for (let at = from; at < stop; at += 1) {
    const sym = stream.syms[at] ?? "";
    if (CLOSERS.has(sym)) end = at + 1;
    else if (sym !== " ") break;
  }
  return end;
}

/** The printed separators of a stretch: borders and white space, figures and labels left out. */
export function gapsIn(stream: Stream, from: number, to: number): string {
  let gaps = "";
  for (let at = from; at < to; at += 1) {
    const sym = stream.syms[at] ?? "";
    if (isBorder(sym)) gaps += "|";
    else if (isGap(sym)) gaps += sym;
  }
  return gaps;
}
