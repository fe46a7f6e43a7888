// Reads a list step by step: labels letter by letter, figures behind them. A list that leaves a step out is none.
// Must not know how steps are made, or what a document is.
import type { Label } from "../../model/form.ts";
import { isLetter } from "../../text/letters.ts";
import { enumeratorLength, wordingsOf } from "../labels/anchors.ts";
import { placeholderAt } from "../print/placeholders.ts";
import { isDigit, type Stream, startsWith } from "../print/stream.ts";
import type { Lexicon, Token } from "../print/tokens.ts";
import { ENUMERATOR_REACH, LISTED_REMARK } from "../weights/print.ts";
import { beginsLine, figuresAt, mayNumberNext } from "./figures.ts";
import type { Step } from "./steps.ts";

/** A cell found: where its row's or column's label stands, and its figure. */
export interface Named {
  readonly step: Step;
  /** The label of the step: [from, to). */
  readonly from: number;
  readonly to: number;
  /** Null where its place was left empty. */
  readonly token: Token | null;
}

/** A list read from end to end. */
export interface Walked {
  readonly named: readonly Named[];
  /** Each figure stands right behind its own label, and not behind those of several. */
  readonly each: boolean;
  readonly from: number;
  readonly to: number;
}

/** @returns the list that begins at a character; null where it is not all of it. */
export function walk(stream: Stream, from: number, steps: readonly Step[], lexicon: Lexicon): Walked | null {
  const named: Named[] = [];
  let each = true;
  let waiting: Omit<Named, "token">[] = [];
  let at = from;
  for (const [rank, step] of steps.entries()) {
    const [next, after] = [steps[rank + 1], steps[rank + 2]];
    const label = labelsOf(stream, at, step, lexicon, next);
    if (label === null) return null;
    waiting.push({ step, ...label });
    at = pastColumn(stream, label.to, step, lexicon);
    at = behindEquals(stream, at, lexicon);
    const isNext = (place: number) =>
      next !== undefined && labelsOf(stream, place, next, lexicon, after) !== null;
    const tokens = figuresAt(stream, at, lexicon, { most: waiting.length + 1, isNext });
    if (tokens.length === 0) continue;
    // As many figures as heads, and not one more.
    if (tokens.length !== waiting.length) return null;
    if (tokens.length > 1) each = false;
    named.push(...waiting.map((one, rank): Named => ({ ...one, token: tokens[rank] as Token })));
    waiting = [];
    at = tokens.at(-1)?.to ?? at;
    if (next && next.row !== step.row && mayNumberNext(stream, at)) return null;
  }
  return waiting.length === 0 ? { named, each, from, to: at } : null;
}

/**
 * Where a figure begins behind a word that leads to it from its label, as a sign of equality does, or its empty place; `at` where
 * none stands there.
 */
export function behindEquals(stream: Stream, at: number, { equalsWords, placeholders }: Lexicon): number {
  const from = stream.syms[at] === ")" ? at + 1 : at;
  const ends = equalsWords.flatMap((one) => (startsWith(stream, from, one) ? [from + one.length] : []));
  const isPlace = (end: number) =>
    placeholderAt(stream, end, placeholders) !== null ||
    /^(?:[-+]?\d|[,;。\n])/u.test(stream.syms.slice(end, end + 2).join(""));
  return ends.find(isPlace) ?? at;
}

/** The list that begins at a character and prints each figure before the head that names it; null where it is none. */
export function walkAhead(
  stream: Stream,
  from: number,
  steps: readonly Step[],
  lexicon: Lexicon,
): Walked | null {
  const named: Named[] = [];
  let at = from;
  for (const step of steps) {
    const label =
      step.must.length === 0 ? null : labelsOf(stream, at, { ...step, leaf: null }, lexicon, step);
    if (label === null && step.must.length > 0) return null;
    const own = { most: 2, isNext: (place: number) => isLetter(stream.syms[place] ?? "") };
    const [token, ...others] = figuresAt(stream, label?.to ?? at, lexicon, own);
    if (token === undefined || others.length > 0) return null;
    const leaf = past(stream, token.to, {
      label: step.leaf ?? step.column.label,
      may: [],
      isEnd: () => false,
    });
    // A single column need not be named.
    if (leaf === null && step.leaf !== null) return null;
    named.push({
      step,
      from: label?.from ?? leaf?.from ?? token.from,
      to: label?.to ?? leaf?.to ?? token.to,
      token,
    });
    at = leaf?.to ?? token.to;
  }
  // A figure behind the last head says that heads stand before their figures.
  const more = figuresAt(stream, at, lexicon, { most: 1, isNext: (place) => beginsLine(stream, place) });
  return more.length > 0 ? null : { named, each: true, from, to: at };
}

/**
 * The labels of a step, with those around them that say nothing of it; null where another word stands there.
 * @param following the next step: behind a name without a figure its label may be the same word
 */
export function labelsOf(
  stream: Stream,
  start: number,
  { must, leaf, may }: Step,
  lexicon: Lexicon,
  following: Step | undefined,
): { from: number; to: number } | null {
  const wanted = leaf === null ? must : [...must, leaf];
  let at = start;
  let from = start;
  for (const [rank, label] of wanted.entries()) {
    const next = wanted[rank + 1];
    const behind = next ?? following?.must[0] ?? following?.leaf ?? null;
    // Letters behind a label are its own, unless the next one's begin there, or a word that leads to its figure.
    const isEnd = (end: number) =>
      (behind !== null && labelEnd(stream, end, behind) !== null) ||
      (next === undefined && behindEquals(stream, end, lexicon) > end);
    const once = behind !== null && sharesWord(label, behind);
    const found = past(stream, at, { label, may, isEnd, once });
    if (found === null) return null;
    if (rank === 0) from = found.from;
    at = found.to;
  }
  return { from, to: at };
}

/** Where a column that need not be named is, the end of its name. */
export function pastColumn(stream: Stream, at: number, { leaf, column }: Step, lexicon: Lexicon): number {
  if (leaf !== null) return at;
  const isEnd = (end: number) => behindEquals(stream, end, lexicon) > end;
  return past(stream, at, { label: column.label, may: [], isEnd })?.to ?? at;
}

/** Whether two labels may be printed alike. */
function sharesWord(one: Label, other: Label): boolean {
  const words = new Set(wordingsOf(one).map(({ letters }) => letters));
  return wordingsOf(other).some(({ letters }) => words.has(letters));
}

/** A label that is looked for. */
interface Sought {
  readonly label: Label;
  /** What may stand before it. */
  readonly may: readonly Label[];
  /** Whether it may end at a letter. */
  readonly isEnd: (end: number) => boolean;
  /** The same words behind it are another label's. */
  readonly once?: boolean;
}

/** The label from a character on, and what may stand before it: the same words too, of a row that is named like a column. */
function past(stream: Stream, start: number, sought: Sought): { from: number; to: number } | null {
  const { label, may, isEnd, once = false } = sought;
  for (let at = start; ; ) {
    const from = nextPrint(stream, at);
    const to = labelEnd(stream, from, label);
    if (to !== null && (!isLetter(stream.syms[to] ?? "") || isEnd(to))) {
      const end = remarkEnd(stream, to);
      return (once ? null : past(stream, end, sought)) ?? { from, to: end };
    }
    const other = may.map((one) => labelEnd(stream, from, one)).find((end) => end !== null);
    // A remark behind what says nothing says nothing as well.
    at = other === undefined ? remarkEnd(stream, from) : particleEnd(stream, other);
    if (at === from) return null;
  }
}

/** A single letter between a heading and a comma leads on to what stands under it, and names nothing. */
function particleEnd({ syms }: Stream, end: number): number {
  const isParticle = isLetter(syms[end] ?? "") && /^[,:]$/u.test(syms[end + 1] ?? "");
  return isParticle ? end + 1 : end;
}

function nextPrint({ syms }: Stream, start: number): number {
  let at = start;
  while (at < syms.length && !isLetter(syms[at] ?? "") && !isDigit(syms[at]) && syms[at] !== "(") at += 1;
  return at;
}

/** Where a label that begins at a character ends, its list number included; null where none does. */
function labelEnd(stream: Stream, from: number, label: Label): number | null {
  const listed = enumeratorLength(stream.syms.slice(from, from + ENUMERATOR_REACH).join(""));
  for (const start of listed > 0 ? [from, from + listed] : [from]) {
    for (const { letters } of wordingsOf(label)) {
      const end = lettersEnd(stream, start, letters);
      if (end !== null) return end;
    }
  }
  return null;
}

function lettersEnd({ syms }: Stream, start: number, letters: string): number | null {
  let found = 0;
  for (let at = start; at < syms.length; at += 1) {
    const sym = syms[at] ?? "";
    if (isDigit(sym)) return null;
    if (!isLetter(sym)) continue;
    if (sym !== letters[found]) return null;
    found += 1;
    if (found === letters.length) return at + 1;
  }
  return null;
}

/** Remarks in brackets without figures belong to their label. */
function remarkEnd(stream: Stream, end: number): number {
  const { syms } = stream;
  if (syms[end] !== "(") return end;
  const close = syms.indexOf(")", end);
  if (close < 0 || close - end > LISTED_REMARK || syms.slice(end, close).some(isDigit)) return end;
  return remarkEnd(stream, close + 1);
}
