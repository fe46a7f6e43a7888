// A text as one run of comparable characters, each with the line and offset it stands at.
// Must not know forms, labels or figures.
import type { Place } from "../../model/place.ts";
import { foldChar } from "../../text/fold.ts";
import { isLetter } from "../../text/letters.ts";
import { LONGEST_REMARK } from "../weights/print.ts";

/** A line (or paragraph, or cell) of text with its place; `text` keeps its white space. */
export interface TextLine {
  readonly text: string;
  readonly at: Place;
}

/**
 * Every printed character as it compares. White space is one of " ", "\t", "\n"; characters without width are gone.
 * Letters (of any script, figures excluded) stand once more in `letters`, where labels are looked for.
 */
export interface Stream {
  readonly lines: readonly TextLine[];
  readonly syms: readonly string[];
  /** Line number (an index into `lines`) and UTF-16 offset of each character. */
  readonly lineOf: readonly number[];
  readonly offsetOf: readonly number[];
  readonly letters: string;
  /** Index into `syms` of each letter. */
  readonly letterAt: readonly number[];
  /** For each letter, whether it stands in a remark in brackets. */
  readonly bracketed: readonly boolean[];
}

export function streamOf(lines: readonly TextLine[]): Stream {
  const syms: string[] = [];
  const lineOf: number[] = [];
  const offsetOf: number[] = [];
  const letterAt: number[] = [];
  let letters = "";
  lines.forEach((line, index) => {
    let offset = 0;
    for (const char of `${line.text}\n`) {
      const sym = symOf(char);
      if (sym !== "") {
        if (isLetter(sym)) {
          letters += sym;
          letterAt.push(syms.length);
        }
        syms.push(sym);
        lineOf.push(index);
        offsetOf.push(offset);
      }
      offset += char.length;
    }
  });
  return { lines, syms, lineOf, offsetOf, letters, letterAt, bracketed: lettersInBrackets(syms) };
}

function lettersInBrackets(syms: readonly string[]): boolean[] {
  const bracketed: boolean[] = [];
  let close = -1;
  syms.forEach((sym, index) => {
    if (sym === "(" && index > close) {
      const end = syms.indexOf(")", index);
      close = end >= 0 && end - index <= LONGEST_REMARK ? end : -1;
    }
    if (isLetter(sym)) bracketed.push(index < close);
  });
  return bracketed;
}

function symOf(char: string): string {
  if (char === "\n" || char === "\t") return char;
  const folded = foldChar(char);
  // White space folds to nothing, as what has no width does.
  if (folded === "") return /\s/u.test(char) ? " " : "";
  return folded.length === 1 ? folded : "〓";
}

export function isDigit(sym: string | undefined): boolean {
  return sym !== undefined && sym >= "0" && sym <= "9" && sym.length === 1;
}

/** How many letters stand before a character. */
export function lettersBefore({ letterAt }: Stream, end: number): number {
  const behind = letterAt.findIndex((at) => at >= end);
  return behind < 0 ? letterAt.length : behind;
}

/** White space, or the marks that draw borders between cells. */
export function isGap(sym: string | undefined): boolean {
  return sym === " " || sym === "\t" || sym === "\n" || isBorder(sym);
}

export function isBorder(sym: string | undefined): boolean {
  return sym === "|" || (sym !== undefined && sym >= "\u2500" && sym <= "\u257f");
}

/** Whether the letter at an index of `letters` is the last of what its cell or line prints before a gap. */
export function endsCell({ syms, letterAt }: Stream, letter: number): boolean {
  return isGap(syms[(letterAt[letter] ?? 0) + 1] ?? "\n");
}

/** Whether so many letters from an index of `letters` on stand between gaps. */
export function fillsCell(stream: Stream, letter: number, length: number): boolean {
  const before = stream.syms[(stream.letterAt[letter] ?? 0) - 1] ?? "\n";
  return isGap(before) && endsCell(stream, letter + length - 1);
}

/** The text from one character to before another, as printed; behind the last one nothing is. */
export function printed(stream: Stream, from: number, to: number): string {
  const stop = Math.min(to, stream.lineOf.length);
  let text = "";
  for (let index = from; index < stop; ) {
    const line = stream.lineOf[index] ?? 0;
    let end = index;
    while (end < stop && stream.lineOf[end] === line) end += 1;
    const start = stream.offsetOf[index] ?? 0;
    const last = stream.offsetOf[end - 1] ?? start;
    text += `${stream.lines[line]?.text ?? ""}\n`.slice(start, last + 1);
    index = end;
  }
  return text;
}

/** Where a stretch of characters stands: the place of its first line, with the characters in it. */
export function placeOf(stream: Stream, from: number, to: number): Place {
  const line = stream.lineOf[from] ?? 0;
  let end = from;
  while (end + 1 < to && stream.lineOf[end + 1] === line) end += 1;
  const at = stream.lines[line]?.at ?? {};
  const base = at.chars?.[0] ?? 1;
  return { ...at, chars: [base + (stream.offsetOf[from] ?? 0), base + (stream.offsetOf[end] ?? 0)] };
}

/** True when the word stands there, sign by sign. */
export function startsWith(stream: Stream, at: number, word: string): boolean {
  for (let i = 0; i < word.length; i += 1) if (stream.syms[at + i] !== word[i]) return false;
  return true;
}
