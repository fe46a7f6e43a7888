// Whether letters that are no known word stand in front of a word, and so may say what it is of.
// Must not know which patterns matched, or any wording.
import type { Sentence } from "./sentence.ts";
import type { Token } from "./tokens.ts";

/** Two letters at least of no known word touch the word at the rank, or the words that are passed over in front of it. */
export function isBehindUnknown(
  { tokens, text }: Pick<Sentence, "tokens" | "text">,
  rank: number,
  isPassed: (word: Token) => boolean = () => false,
): boolean {
  const before = wordBefore(tokens, rank, isPassed);
  return /\p{L}{2}$/u.test(text.slice(tokens[before]?.to ?? 0, tokens[before + 1]?.from));
}

/** Rank of the token in front of the word and of those passed over that touch it; -1 where none is. */
export function wordBefore(
  tokens: readonly Token[],
  rank: number,
  isPassed: (word: Token) => boolean,
): number {
  let from = rank;
  for (let before = tokens[from - 1]; before?.to === tokens[from]?.from; before = tokens[from - 1]) {
    if (!before || !isPassed(before)) break;
    from -= 1;
  }
  return from - 1;
}
