// Figures, placeholders and units as they are printed in running text.
// Must not know labels, rows or which cells the figures belong to.
import type { Conventions } from "../../model/form.ts";
import { readFigure, unsettles } from "../../text/figure.ts";
import { fold } from "../../text/fold.ts";
import { isLetter } from "../../text/letters.ts";
import { derived } from "../labels/wording.ts";
import {
  FIGURE_REMARK,
  LEAST_REMARK,
  LONGEST_STRUCK,
  LONGEST_WORD,
  MOST_SPOILING,
} from "../weights/print.ts";
import { listNumberFollows, STOPS } from "./list-numbers.ts";
import { placeholderAt } from "./placeholders.ts";
import { isDigit, isGap, type Stream, startsWith } from "./stream.ts";

/** Something printed in a cell's place. Positions are indexes into the stream's characters, the end excluded. */
export interface Token {
  readonly kind: "figure" | "struck" | "odd";
  readonly from: number;
  readonly to: number;
  /** Folded characters of the figure or placeholder, a minus word turned into "-". */
  readonly text: string;
  readonly unit: string | null;
  /** Legible, but not printed as one number is. */
  readonly odd?: true;
  /** Where the rest stands of a figure that was broken over lines; `text` is the whole. */
  readonly more?: readonly { readonly from: number; readonly to: number }[];
}

export interface Lexicon {
  readonly conventions: Conventions;
  readonly placeholders: readonly string[];
  readonly units: readonly string[];
  readonly minusWords: readonly string[];
  readonly plusWords: readonly string[];
  readonly equalsWords: readonly string[];
}

export const lexiconOf = derived((conventions: Conventions): Lexicon => {
  const longest = (words: readonly string[]): string[] =>
    [...new Set(words.map((word) => fold(word)))]
      .filter((word) => word !== "")
      .sort((a, b) => b.length - a.length);
  return {
    conventions,
    placeholders: longest(conventions.placeholders),
    units: longest(conventions.units),
    minusWords: longest(conventions.minusWords),
    plusWords: longest(conventions.plusWords),
    equalsWords: longest(conventions.equalsWords),
  };
});

/** Where figures are looked for. */
export interface Run {
  readonly from: number;
  readonly stop: number;
  /** The list number that follows if one does, where the row's own says which. */
  readonly next: string | null;
}

/** Reads figures until something stands there that is none; adds them to `tokens`. */
export function scan(
  stream: Stream,
  { from, stop, next }: Run,
  lexicon: Lexicon,
  tokens: Token[],
): { to: number; ends: readonly number[] } {
  let at = from;
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
    const token = tokenAt(stream, at, lexicon, stop);
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
      const before = next === null ? null : beforeNumber(token, next);
      if (before !== null) {
        tokens.push(before);
        return { to: before.to, ends: [] };
      }
      if (token.to - token.from <= 2) return { to: at, ends: [] };
      tokens.push(token);
      return { to: token.to, ends: [token.to, token.to - 1, token.to - 2] };
    }
    tokens.push(token);
    at = token.to;
  }
  return { to: at, ends: [] };
}

/** The figure that a known list number is glued to. */
function beforeNumber(token: Token, number: string): Token | null {
  if (!/^\d+$/u.test(token.text) || !token.text.endsWith(number) || token.text === number) return null;
  return clipped(token, token.to - number.length);
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

/** A unit printed before its figure, in a column of its own or glued between label and figure. */
function unitBefore(stream: Stream, at: number, lexicon: Lexicon): number {
  for (const unit of lexicon.units) {
    if (!startsWith(stream, at, unit)) continue;
    let next = at + unit.length;
    while (isGap(stream.syms[next])) next += 1;
    const sym = stream.syms[next] ?? "\n";
    if (isDigit(sym) || placeholderAt(stream, next, lexicon.placeholders) !== null) return at + unit.length;
    if (next > at + unit.length) return at + unit.length;
  }
  return at;
}

/**
 * The figure or placeholder that begins at a character, if one does. What stands between two gaps is read as a cell is;
 * where more is glued to it, the figure ends where its digits do.
 * @param stop where something else is known to begin
 */
export function tokenAt(stream: Stream, at: number, lexicon: Lexicon, stop: number): Token | null {
  return (
    wordAt(stream, at, lexicon, stop) ?? figureAt(stream, at, lexicon, stop) ?? struckAt(stream, at, lexicon)
  );
}

/** Print between gaps that says one number in another way than by digits alone. */
function wordAt(stream: Stream, at: number, lexicon: Lexicon, stop: number): Token | null {
  const before = stream.syms[at - 1];
  if (before !== undefined && !isGap(before)) return null;
  const to = wordEnd(stream, at, stop);
  if (to - at > LONGEST_WORD || !isGap(stream.syms[to] ?? "\n")) return null;
  const text = stream.syms.slice(at, to).join("");
  if (PLAIN.test(text)) return null;
  const { state, value, unit = null, odd } = readFigure(text, lexicon.conventions);
  if (state !== "reported" || value === null) return null;
  return { kind: "figure", from: at, to, text: value, unit, ...(odd ? { odd: true as const } : {}) };
}

/** Digits with nothing around them, which may go on behind a blank or in the line below. */
const PLAIN = /^[-+]?\d[\d.,]*$/;

function wordEnd(stream: Stream, at: number, stop: number): number {
  let to = at;
  while (to < stop && !isGap(stream.syms[to])) to += 1;
  return to;
}

export function figureAt(stream: Stream, at: number, lexicon: Lexicon, stop: number): Token | null {
  let from = at;
  let sign = "";
  const leads = (words: readonly string[]) =>
    words.find((word) => startsWith(stream, at, word) && isDigit(stream.syms[at + word.length]));
  const [less, more] = [leads(lexicon.minusWords), leads(lexicon.plusWords)];
  const word = less ?? more;
  if (word !== undefined) {
    sign = word === less ? "-" : "+";
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
  const fraction = fractionApart(stream, to, text);
  if (fraction !== null)
    return { kind: "figure", from: at, to: fraction.to, text: text + fraction.text, unit: null, odd: true };
  const unit = unitAfter(stream, to, lexicon);
  const end = afterRemark(stream, unit === null ? to : unit.to, lexicon);
  const spoilt = unit === null ? spoiltEnd(stream, end, stop) : end;
  const remark = stream.syms.slice(unit === null ? to : unit.to, end).join("");
  const odd = unsettles(remark, lexicon.conventions);
  if (spoilt > end)
    return { kind: "odd", from: at, to: spoilt, text: stream.syms.slice(at, spoilt).join(""), unit: null };
  const figure = { kind: "figure" as const, from: at, to: end, text, unit: unit?.unit ?? null };
  return odd ? { ...figure, odd } : figure;
}

/** A fraction set apart from its whole part by a blank or in the line below. */
function fractionApart(stream: Stream, from: number, text: string): { text: string; to: number } | null {
  if (text.includes(".")) return null;
  let at = from;
  while (at < from + 2 && (stream.syms[at] === " " || stream.syms[at] === "\n")) at += 1;
  if (at === from || stream.syms[at] !== "." || !isDigit(stream.syms[at + 1])) return null;
  let to = at + 1;
  while (isDigit(stream.syms[to])) to += 1;
  return { text: stream.syms.slice(at, to).join(""), to };
}

/** Where print ends that is glued to a figure, is none of its units or marks, and is too short for words of the form. */
function spoiltEnd(stream: Stream, from: number, stop: number): number {
  const first = stream.syms[from] ?? "\n";
  if (from >= stop || isGap(first) || STOPS.has(first) || isDigit(first)) return from;
  const to = wordEnd(stream, from, stop);
  const rest = stream.syms.slice(from, to);
  if (rest.includes(LOST) || /^["']\d/.test(rest.join(""))) return to;
  return isGap(stream.syms[to] ?? "\n") &&
    rest.filter(isLetter).length <= MOST_SPOILING &&
    !CLOSING.has(first)
    ? to
    : from;
}

/** A byte or letter that was lost. */
const LOST = "\ufffd";
/** What may close a label's remark that a figure stands in. */
const CLOSING = new Set([")", "。", ";", "/", "-", "+"]);

/** A footnote mark or a remark in brackets that is glued to a figure belongs to its cell and is not read. */
function afterRemark(stream: Stream, from: number, lexicon: Lexicon): number {
  let at = from;
  const word = lexicon.conventions.noteWords.find((one) => startsWith(stream, at, one));
  if (word !== undefined) at += word.length;
  while (at < from + 2 && MARKS.test(stream.syms[at] ?? "")) at += 1;
  if (at > from) return isGap(stream.syms[at]) ? at : from;
  if (stream.syms[from] !== "(") return from;
  const close = stream.syms.indexOf(")", from);
  if (close < 0 || close > from + FIGURE_REMARK) return from;
  const inside = stream.syms.slice(from + 1, close);
  return inside.filter((sym) => isLetter(sym)).length >= LEAST_REMARK && isGap(stream.syms[close + 1])
    ? close + 1
    : from;
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
  const word = placeholderAt(stream, at, lexicon.placeholders);
  if (word === null) return null;
  let to = at + word.length;
  while (stream.syms[to] === word[0] && !isLetter(word[0] ?? "")) to += 1;
  if (to - at > LONGEST_STRUCK) return null;
  return { kind: "struck", from: at, to, text: stream.syms.slice(at, to).join(""), unit: null };
}

/** Figures that stand by themselves in a stretch of text. */
export function countFigures(stream: Stream, from: number, stop: number, lexicon: Lexicon): number {
  return figuresIn(stream, from, stop, lexicon).length;
}

/** The same, as printed. */
export function figuresIn(stream: Stream, from: number, stop: number, lexicon: Lexicon): string[] {
  const figures: string[] = [];
  for (let at = from; at < stop; ) {
    if (!isDigit(stream.syms[at])) {
      at += 1;
      continue;
    }
    const token = figureAt(stream, at, lexicon, stop);
    const alone = !isLetter(stream.syms[at - 1] ?? "");
    const to = token?.to ?? at + 1;
    if (token !== null && alone && !listNumberFollows(stream, to, stop) && to <= stop)
      figures.push(token.text);
    at = to;
  }
  return figures;
}
