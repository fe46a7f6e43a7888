// The stretch of text that belongs to one row: its label, and the figures printed around or behind it.
// Must not know columns, relations or which cells the figures belong to.
import type { Conventions } from "../model/form.ts";
import { fold } from "../text/fold.ts";
import type { Found } from "./stream-anchors.ts";
import type { Anchor } from "./stream-labels.ts";
import { isBorder, isDigit, isGap, isLetter, type Stream } from "./stream-text.ts";

/** Something printed in a cell's place. Positions are indexes into the stream's characters, the end excluded. */
export interface Token {
  readonly kind: "figure" | "struck" | "odd";
  readonly from: number;
  readonly to: number;
  /** Folded characters of the figure or placeholder, a minus word turned into "-". */
  readonly text: string;
  readonly unit: string | null;
}

/** A row's stretch: [from, to) holds label and figures; `stop` is where the next row's stretch begins. */
export interface Zone {
  readonly from: number;
  /** First character behind the label. */
  readonly label: number;
  readonly to: number;
  readonly stop: number;
  readonly tokens: readonly Token[];
  /** Ends of the last token's figures that are possible when a list number of unknown length is glued to it. */
  readonly ends: readonly number[];
  /** True when text that is no figure and no label stands between the row's figures and the next row. */
  readonly foreign: boolean;
  /** Figures behind that foreign text, or inside remarks that belong to the label. */
  readonly strays: number;
}

export interface Lexicon {
  readonly placeholders: readonly string[];
  readonly units: readonly string[];
  readonly minusWords: readonly string[];
}

export function lexiconOf(conventions: Conventions): Lexicon {
  const longest = (words: readonly string[]): string[] =>
    [...new Set(words.map((word) => fold(word)))]
      .filter((word) => word !== "")
      .sort((a, b) => b.length - a.length);
  return {
    placeholders: longest(conventions.placeholders),
    units: longest(conventions.units),
    minusWords: longest(conventions.minusWords),
  };
}

/** Where each row begins: at its list number, even when figures stand between that and the rest of the label. */
export function startsOf(stream: Stream, anchors: readonly Anchor[], chain: readonly Found[]): number[] {
  let floor = 0;
  return chain.map((found, index) => {
    const first = stream.letterAt[found.first] ?? 0;
    const previous = chain[index - 1];
    if (previous !== undefined) floor = (stream.letterAt[previous.last] ?? 0) + 1;
    return listStart(stream, anchors[found.anchor]?.listed ?? null, first, floor);
  });
}

const STOPS = new Set([".", "、", "．", ",", ")", ":"]);

function listStart(stream: Stream, listed: string | null, first: number, floor: number): number {
  let at = first;
  while (at > floor && isGap(stream.syms[at - 1])) at -= 1;
  const adjacent = numberBefore(stream, at, floor, listed);
  if (adjacent !== null) return adjacent;
  if (listed === null || !isDigit(listed[0])) return first;
  return detached(stream, first, floor, listed) ?? first;
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
    const alone = from === floor || isGap(stream.syms[from - 1]) || open || !isDigit(stream.syms[from - 1]);
    return run.length <= 2 && alone ? (open ? from - 1 : from) : null;
  }
  if (listed === null) return null;
  const numeral = stream.syms.slice(Math.max(floor, at - listed.length), at).join("");
  if (numeral !== listed) return null;
  const begin = at - listed.length;
  return stream.syms[begin - 1] === "(" ? begin - 1 : begin;
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
  const { to, ends } = scan(stream, heads, stop, lexicon, tokens);
  return { from: heads, label: heads, to, stop, tokens, ends, foreign: to < stop, strays: 0 };
}

/**
 * Reads what stands in a row's stretch. `stop` is where the next row begins; `followed` says that this is a row of
 * the same block, so that figures left over before it are somebody's.
 */
export function zoneOf(
  stream: Stream,
  found: Found,
  from: number,
  stop: number,
  followed: boolean,
  lexicon: Lexicon,
): Zone {
  const own = new Set(found.letters.map((letter) => stream.letterAt[letter] ?? -1));
  const first = stream.letterAt[found.first] ?? from;
  const last = stream.letterAt[found.last] ?? from;
  const tokens: Token[] = [];
  const detachedEnd = afterNumber(stream, from, first);
  if (detachedEnd < first) scan(stream, detachedEnd, first, lexicon, tokens);
  scanInside(stream, found, own, first, last, lexicon, tokens);
  const { label, strays } = afterLabel(stream, last + 1, stop, found.tail);
  const reading = scan(stream, label, stop, lexicon, tokens);
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
function scanInside(
  stream: Stream,
  found: Found,
  own: ReadonlySet<number>,
  first: number,
  last: number,
  lexicon: Lexicon,
  tokens: Token[],
): void {
  let matched = 0;
  for (let at = first; at <= last; ) {
    if (own.has(at)) {
      matched += 1;
      at += 1;
      const figure = found.wording.figures.get(matched);
      if (figure !== undefined) at = skipFigure(stream, at, figure);
    } else if (isLetter(stream.syms[at] ?? "")) at += 1;
    else if (isDigit(stream.syms[at]) || stream.syms[at] === "-") {
      const token = figureAt(stream, at, lexicon);
      if (token === null) at += 1;
      else {
        tokens.push(token);
        at = token.to;
      }
    } else at += 1;
  }
}

function skipFigure(stream: Stream, at: number, figure: string): number {
  let from = at;
  while (!isDigit(stream.syms[from]) && !isLetter(stream.syms[from] ?? "x") && from < at + 4) from += 1;
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
    if (close < 0 || close >= stop || close - next > 400) break;
    const inside = stream.syms.slice(next + 1, close);
    if (inside.filter((sym) => isLetter(sym)).length < 3) break;
    strays += inside.join("").match(/(?<=^|[\s|])\d+(?=[\s|]|$)/gu)?.length ?? 0;
    at = close + 1;
  }
  return { label: at, strays };
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

/** Reads figures until something stands there that is none. */
function scan(
  stream: Stream,
  from: number,
  stop: number,
  lexicon: Lexicon,
  tokens: Token[],
): { to: number; ends: readonly number[] } {
  let at = from;
  let ends: readonly number[] = [];
  while (at < stop) {
    if (isGap(stream.syms[at])) {
      at += 1;
      continue;
    }
    const unit = unitBefore(stream, at, lexicon);
    if (unit > at) {
      at = unit;
      continue;
    }
    const token = tokenAt(stream, at, lexicon);
    if (token === null && tokens.length > 0 && loneLetter(stream, at)) {
      at += 1;
      continue;
    }
    if (token === null || token.to > stop) {
      const cut = token === null ? null : clipped(token, stop);
      if (cut !== null) tokens.push(cut);
      break;
    }
    if (listNumberFollows(stream, token.to, stop)) {
      const glued = token.to - token.from > 2;
      if (glued) {
        tokens.push(token);
        ends = [token.to, token.to - 1, token.to - 2];
      }
      return { to: glued ? token.to : at, ends };
    }
    tokens.push(token);
    at = token.to;
  }
  return { to: at, ends };
}

/** One letter by itself between two figures of a line: a footnote mark set apart. */
function loneLetter(stream: Stream, at: number): boolean {
  if (!isLetter(stream.syms[at] ?? "") || stream.syms[at - 1] !== " ") return false;
  let next = at + 1;
  while (stream.syms[next] === " ") next += 1;
  return next > at + 1 && isDigit(stream.syms[next]);
}

function clipped(token: Token, stop: number): Token | null {
  if (token.kind !== "figure" || stop <= token.from) return null;
  return { ...token, to: stop, text: token.text.slice(0, stop - token.from), unit: null };
}

/** `2.` or `2、` before letters is a list number, not a figure. */
function listNumberFollows(stream: Stream, at: number, stop: number): boolean {
  if (at >= stop || !STOPS.has(stream.syms[at] ?? "")) return false;
  let next = at + 1;
  while (next < stop && (stream.syms[next] === " " || stream.syms[next] === "\n")) next += 1;
  return isLetter(stream.syms[next] ?? "");
}

/** A unit printed before its figure, in a column of its own or glued between label and figure. */
function unitBefore(stream: Stream, at: number, lexicon: Lexicon): number {
  for (const unit of lexicon.units) {
    if (!startsWith(stream, at, unit)) continue;
    let next = at + unit.length;
    while (isGap(stream.syms[next])) next += 1;
    const sym = stream.syms[next] ?? "\n";
    if (isDigit(sym) || placeholderAt(stream, next, lexicon) !== null) return at + unit.length;
    if (next > at + unit.length) return at + unit.length;
  }
  return at;
}

function startsWith(stream: Stream, at: number, word: string): boolean {
  for (let i = 0; i < word.length; i += 1) if (stream.syms[at + i] !== word[i]) return false;
  return true;
}

function tokenAt(stream: Stream, at: number, lexicon: Lexicon): Token | null {
  return figureAt(stream, at, lexicon) ?? struckAt(stream, at, lexicon);
}

function figureAt(stream: Stream, at: number, lexicon: Lexicon): Token | null {
  let from = at;
  let sign = "";
  const word = lexicon.minusWords.find((candidate) => startsWith(stream, at, candidate));
  if (word !== undefined && isDigit(stream.syms[at + word.length])) {
    sign = "-";
    from = at + word.length;
  } else if ((stream.syms[at] === "-" || stream.syms[at] === "+") && isDigit(stream.syms[at + 1])) {
    sign = stream.syms[at] === "-" ? "-" : "+";
    from = at + 1;
  }
  if (!isDigit(stream.syms[from])) return null;
  let to = from;
  let text = sign;
  for (;;) {
    const sym = stream.syms[to];
    const inner = (sym === "." || sym === ",") && isDigit(stream.syms[to + 1]);
    if (!isDigit(sym) && !inner) break;
    text += sym;
    to += 1;
  }
  const unit = unitAfter(stream, to, lexicon);
  const end = afterRemark(stream, unit === null ? to : unit.to);
  return { kind: "figure", from: at, to: end, text, unit: unit?.unit ?? null };
}

/** A footnote mark or a remark in brackets that is glued to a figure belongs to its cell and is not read. */
function afterRemark(stream: Stream, from: number): number {
  let at = from;
  while (at < from + 2 && isLetter(stream.syms[at] ?? "")) at += 1;
  while (at < from + 2 && MARKS.test(stream.syms[at] ?? "")) at += 1;
  if (at > from) return isGap(stream.syms[at]) ? at : from;
  if (stream.syms[from] !== "(") return from;
  const close = stream.syms.indexOf(")", from);
  if (close < 0 || close > from + 60) return from;
  const inside = stream.syms.slice(from + 1, close);
  return inside.filter((sym) => isLetter(sym)).length > 2 && isGap(stream.syms[close + 1]) ? close + 1 : from;
}

/** Signs that point to a footnote: stars, circled numbers, superscripts. */
const MARKS = /[*※#†‡\u00b9\u00b2\u00b3\u2460-\u2473]/u;

function unitAfter(stream: Stream, at: number, lexicon: Lexicon): { unit: string; to: number } | null {
  let next = at;
  while (stream.syms[next] === " ") next += 1;
  for (const unit of lexicon.units) {
    if (!startsWith(stream, next, unit)) continue;
    const to = next + unit.length;
    if (!isLetter(stream.syms[to] ?? "")) return { unit, to };
  }
  return null;
}

function struckAt(stream: Stream, at: number, lexicon: Lexicon): Token | null {
  const word = placeholderAt(stream, at, lexicon);
  if (word === null) return null;
  let to = at + word.length;
  while (stream.syms[to] === word[0] && !isLetter(word[0] ?? "")) to += 1;
  return { kind: "struck", from: at, to, text: stream.syms.slice(at, to).join(""), unit: null };
}

function placeholderAt(stream: Stream, at: number, lexicon: Lexicon): string | null {
  for (const word of lexicon.placeholders) {
    if (!startsWith(stream, at, word)) continue;
    const next = stream.syms[at + word.length];
    const letter = isLetter(word[0] ?? "");
    if (letter && (isLetter(next ?? "") || isLetter(stream.syms[at - 1] ?? ""))) continue;
    if (word === "-" && isDigit(next)) continue;
    return word;
  }
  return null;
}

/** Figures that stand by themselves in a stretch of text. */
export function countFigures(stream: Stream, from: number, stop: number, lexicon: Lexicon): number {
  let count = 0;
  for (let at = from; at < stop; ) {
    const token =
      isDigit(stream.syms[at]) && !isLetter(stream.syms[at - 1] ?? "") ? figureAt(stream, at, lexicon) : null;
    if (token === null) at += 1;
    else {
      if (!listNumberFollows(stream, token.to, stop) && token.to <= stop) count += 1;
      at = token.to;
    }
  }
  return count;
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

/** The figures from one character on, up to what is no figure. */
export function readTokens(
  stream: Stream,
  from: number,
  stop: number,
  lexicon: Lexicon,
): { tokens: readonly Token[]; to: number } {
  const tokens: Token[] = [];
  const { to } = scan(stream, from, stop, lexicon, tokens);
  return { tokens, to };
}
