// Stretches of a sentence around a token: its clause, what stands behind the figure before.
// Must not know statements or any wording.
import { hasClass, type Match } from "./pattern.ts";
import type { Sentence } from "./sentence.ts";
import type { Token } from "./tokens.ts";

export function anyOf(
  tokens: readonly Token[],
  [from, to]: readonly [number, number],
  classes: ReadonlySet<string>,
) {
  for (let i = from; i <= to; i += 1) if (hasClass(tokens[i], classes)) return true;
  return false;
}

/** The ranks of the clause around a figure, as far as its match reaches. */
export function clause({ tokens, text }: Sentence, token: number, match: Match): readonly [number, number] {
  let to = token;
  for (
    let next = tokens[to + 1];
    next && next.kind !== "break" && next.kind !== "figure";
    next = tokens[to + 1]
  ) {
    // What a colon opens is told of its own, and so is the next item of an enumeration.
    const between = text.slice(tokens[to]?.to, next.from);
    if (between.includes(":") || text.charAt(next.from) === ":" || (to === token && between.startsWith("、")))
      break;
    to += 1;
  }
  return [Math.min(clauseStart(tokens, token), match.first), to];
}

/** «推送12期60条»: rank of the first of the figures that stand side by side up to the one at the rank. */
export function firstFigure(tokens: readonly Token[], token: number): number {
  let first = token;
  while (tokens[first]?.kind === "figure" && tokens[first - 1]?.kind === "figure") {
    if (tokens[first - 1]?.to !== tokens[first]?.from) break;
    first -= 1;
  }
  return first;
}

/** Rank of the first token of the figure's clause. */
export function clauseStart(tokens: readonly Token[], token: number): number {
  let from = firstFigure(tokens, token);
  while (from > 0 && tokens[from - 1]?.kind !== "break" && tokens[from - 1]?.kind !== "figure") from -= 1;
  return from;
}

/** Rank of the first token of the enumeration that the figure's clause goes on with: «收到投诉6件、来信2件». */
export function enumerationStart({ tokens, text }: Pick<Sentence, "tokens" | "text">, token: number): number {
  let from = clauseStart(tokens, token);
  for (let before = tokens[from - 1]; before?.kind === "figure"; before = tokens[from - 1]) {
    if (!text.slice(before.to, tokens[token]?.from).includes("、")) break;
    from = clauseStart(tokens, from - 1);
  }
  return from;
}

/** Rank of the first token behind the figure before, the semicolon or the heading. */
export function stretchStart(tokens: readonly Token[], token: number): number {
  let from = firstFigure(tokens, token);
  for (; from > 0; from -= 1) {
    const before = tokens[from - 1];
    if (before?.kind === "figure" || (before?.kind === "break" && before.strength > 1)) break;
  }
  return from;
}

/** Rank of the break behind the heading. */
export function textStart({ tokens }: Sentence): number {
  return tokens.findLastIndex((one) => one.kind === "break" && one.strength === 3);
}
