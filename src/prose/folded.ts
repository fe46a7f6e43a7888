// A text folded for comparison that remembers where each character came from.
// Must not know sentences or figures.
import { foldChar } from "../text/fold.ts";

export interface Folded {
  readonly text: string;
  /** For each character of `text` its index in the original. */
  readonly origin: readonly number[];
}

/** Folding makes brackets of them; in a sentence they hold a name together. */
const TITLE_MARKS: Readonly<Record<string, string>> = { "《": "《", "》": "》", "〈": "〈", "〉": "〉" };

export function foldWithOrigin(original: string): Folded {
  let text = "";
  const origin: number[] = [];
  let at = 0;
  for (const char of original) {
    const one = TITLE_MARKS[char] ?? foldChar(char);
    text += one;
    for (let i = 0; i < one.length; i += 1) origin.push(at);
    at += char.length;
  }
  return { text, origin };
}

/** The stretch of the original that a stretch of the folded text came from, as [from, to). */
export function originalSpan({ origin }: Folded, from: number, to: number): readonly [number, number] {
  const first = origin[from] ?? 0;
  const last = origin[to - 1] ?? first;
  return [first, last + 1];
}
