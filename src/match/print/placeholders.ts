// Where something is printed for nothing in running text, and not as a part of a word or a number.
// Must not know figures, labels or rows.

import { isLetter } from "../../text/letters.ts";
import { isDigit, type Stream, startsWith } from "./stream.ts";

/** @param words what is printed for nothing, the longest first */
export function placeholderAt(stream: Stream, at: number, words: readonly string[]): string | null {
  for (const word of words) {
    if (!startsWith(stream, at, word)) continue;
    const next = stream.syms[at + word.length];
    const letter = isLetter(word[0] ?? "");
    if (letter && (isLetter(next ?? "") || isLetter(stream.syms[at - 1] ?? ""))) continue;
    if (word === "-" && isDigit(next)) continue;
    if (!letter && joinsWords(stream, at, word.length)) continue;
    return word;
  }
  return null;
}

/** A stroke between letters of one drawn cell is a part of its words. */
function joinsWords({ syms, lineOf, lines }: Stream, at: number, length: number): boolean {
  const line = lineOf[at] ?? 0;
  return (
    lines[line]?.at.cell !== undefined &&
    isLetter(syms[at - 1] ?? "") &&
    isLetter(syms[at + length] ?? "") &&
    lineOf[at - 1] === line &&
    lineOf[at + length] === line
  );
}
