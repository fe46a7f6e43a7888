// Reads a list step by step: labels letter by letter, figures behind them. A list that leaves a step out is none.
// Must not know how steps are made, or what a document is.
import type { Label } from "../../model/form.ts";
import { isLetter } from "../../text/letters.ts";
import { enumeratorLength, wordingsOf } from "../labels/anchors.ts";
import { isDigit, isGap, type Stream, startsWith } from "../print/stream.ts";
import { type Lexicon, type Token, tokenAt } from "../print/tokens.ts";
import { ENUMERATOR_REACH, LISTED_REMARK } from "../weights/print.ts";
import type { Step } from "./steps.ts";

/** A cell found: where its row's or column's label stands, and its figure. */
export interface Named {
  readonly step: Step;
  /** The label of the step: [from, to). */
  readonly from: number;
  readonly to: number;
  readonly token: Token;
}

/** A list read from end to end. */
export interface Walked {
  readonly named: readonly Named[];
  /** Each figure stands right behind its own label, and not behind those of several. */
  readonly each: boolean;
  readonly from: number;
  readonly to: number;
}

/** Between a label and its figure. */
const BETWEEN = /^[\s:,、=。;*"·|)]$/u;

/** What ends a line or a sentence. */
const ENDS = /^[\n。;]$/u;

/** @returns the list that begins at a character; null where it is not all of it. */
export function walk(stream: Stream, from: number, steps: readonly Step[], lexicon: Lexicon): Walked | null {
  const named: Named[] = [];
  let each = true;
  let waiting: Omit<Named, "token">[] = [];
  let at = from;
  for (const [rank, step] of steps.entries()) {
    const label = labelsOf(stream, at, step);
    if (label === null) return null;
    waiting.push({ step, ...label });
    at = pastColumn(stream, label.to, step);
    const next = steps[rank + 1];
    const isNext = (place: number) => next !== undefined && labelsOf(stream, place, next) !== null;
    const tokens = figuresAt(stream, at, lexicon, { most: waiting.length + 1, isNext });
    if (tokens.length === 0) continue;
    // As many figures as heads, and not one more.
    if (tokens.length !== waiting.length) return null;
    if (tokens.length > 1) each = false;
    named.push(...waiting.map((one, rank): Named => ({ ...one, token: tokens[rank] as Token })));
    waiting = [];
    at = tokens.at(-1)?.to ?? at;
  }
  return waiting.length === 0 ? { named, each, from, to: at } : null;
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
    const label = step.must.length === 0 ? null : labelsOf(stream, at, { ...step, leaf: null });
    if (label === null && step.must.length > 0) return null;
    const own = { most: 2, isNext: (place: number) => isLetter(stream.syms[place] ?? "") };
    const [token, ...others] = figuresAt(stream, label?.to ?? at, lexicon, own);
    if (token === undefined || others.length > 0) return null;
    const leaf = past(stream, token.to, step.leaf ?? step.column.label, []);
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

/** The labels of a step, with those around them that say nothing of it; null where another word stands there. */
function labelsOf(
  stream: Stream,
  start: number,
  { must, leaf, may }: Step,
): { from: number; to: number } | null {
  const wanted = leaf === null ? must : [...must, leaf];
  let at = start;
  let from = start;
  for (const [rank, label] of wanted.entries()) {
    const next = wanted[rank + 1];
    const found = past(stream, at, label, may, next !== undefined && sharesWord(label, next));
    if (found === null) return null;
    if (rank === 0) from = found.from;
    at = found.to;
  }
  return { from, to: at };
}

/** Where a column that need not be named is, the end of its name. */
function pastColumn(stream: Stream, at: number, { leaf, column }: Step): number {
  return leaf === null ? (past(stream, at, column.label, [])?.to ?? at) : at;
}

/** Whether two labels may be printed alike. */
function sharesWord(one: Label, other: Label): boolean {
  const words = new Set(wordingsOf(one).map(({ letters }) => letters));
  return wordingsOf(other).some(({ letters }) => words.has(letters));
}

/**
 * The label from a character on, and what may stand before it: the same words too, of a row that is named like a column.
 * @param once the same words behind it are another label's
 */
function past(
  stream: Stream,
  start: number,
  label: Label,
  may: readonly Label[],
  once = false,
): { from: number; to: number } | null {
  for (let at = start; ; ) {
    const from = nextPrint(stream, at);
    const to = labelEnd(stream, from, label);
    if (to !== null && !isLetter(stream.syms[to] ?? "")) {
      const end = remarkEnd(stream, to);
      return (once ? null : past(stream, end, label, may)) ?? { from, to: end };
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

/** How many figures are looked for, and where something else begins behind as many as are wanted. */
interface Wanted {
  readonly most: number;
  readonly isNext: (place: number) => boolean;
}

function figuresAt(stream: Stream, start: number, lexicon: Lexicon, { most, isNext }: Wanted): Token[] {
  const tokens: Token[] = [];
  for (let at = start; tokens.length < most; ) {
    while (at < stream.syms.length && (isGap(stream.syms[at]) || BETWEEN.test(stream.syms[at] ?? "")))
      at += 1;
    // What a list number begins is the next label; among figures it may be one of them.
    const apart = ENDS.test(printBefore(stream, at));
    if (
      tokens.length > 0 &&
      apart &&
      enumeratorLength(stream.syms.slice(at, at + ENUMERATOR_REACH).join("")) > 0
    )
      break;
    if (tokens.length === most - 1 && !isDigit(stream.syms[at]) && isNext(at)) break;
    const token = tokenAt(stream, at, lexicon, stream.syms.length);
    // Digits that are no figure of a cell may be one too many.
    if (token?.kind === "odd" || (token === null && isDigit(stream.syms[at]))) return [];
    if (token === null) break;
    // Where each head has its figure, a stroke that begins a line is a mark before the next head.
    if (tokens.length === most - 1 && token.kind === "struck" && beginsLine(stream, at)) break;
    const own = withUnit(stream, token, lexicon);
    tokens.push(own);
    at = own.to;
  }
  return tokens;
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

const beginsLine = (stream: Stream, at: number) => printBefore(stream, at) === "\n";

/** What stands before a character, blanks and a quotation mark aside, and the colon of a name that is left out. */
function printBefore({ syms }: Stream, at: number): string {
  const skipped = (before: number): number =>
    syms[before] === " " || syms[before] === '"' ? skipped(before - 1) : before;
  const before = skipped(at - 1);
  const first = syms[before] === ":" ? syms[skipped(before - 1)] : undefined;
  return first === "\n" ? first : (syms[before] ?? "");
}
