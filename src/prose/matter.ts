// The matter that a clause names before its figures, where several matters have outcomes of their own.
// Must not know which patterns matched; the words are data.
import type { StatementRule } from "../model/prose.ts";
import { clauseStart, textStart } from "./clauses.ts";
import type { FigurePlace } from "./finding.ts";
import { hasClass } from "./pattern.ts";
import type { Sentence } from "./sentence.ts";

/** «…；官司中，打赢8件»: the quantity whose matter a clause begins with, behind what was spoken of last; null where none does. */
export function matterNamed({ sentence, token, topic, all }: FigurePlace): StatementRule | null {
  const from = topic?.sentence === sentence ? topic.token + 1 : textStart(sentence) + 1;
  const matters = mattersOf(all);
  for (let i = token - 1; i >= from; i -= 1) {
    const named = matters.filter(({ denied }) => denied && hasClass(sentence.tokens[i], [denied.heads]));
    if (named.length === 1 && named[0] && opensClause(sentence, i)) return named[0];
  }
  return null;
}

const known = new WeakMap<readonly StatementRule[], readonly StatementRule[]>();

/** Quantities with a name of their own whose outcomes are counted as well. */
function mattersOf(rules: readonly StatementRule[]): readonly StatementRule[] {
  const matters =
    known.get(rules) ??
    rules.filter(
      ({ key, denied }) =>
        denied !== null && !denied.weak && rules.some((one) => one.labelled && one.after?.has(key)),
    );
  known.set(rules, matters);
  return matters;
}

/** Nothing but times and filler stands in front of it in its clause. */
function opensClause({ tokens, text }: Sentence, rank: number): boolean {
  for (let i = clauseStart(tokens, rank); i < rank; i += 1) {
    const [one, next] = [tokens[i], tokens[i + 1]];
    if (one?.kind !== "date" && !hasClass(one, ["filler", "this_year", "because"])) return false;
    if (/\p{L}/u.test(text.slice(one?.to, next?.from))) return false;
  }
  const before = tokens[clauseStart(tokens, rank) - 1];
  return !/\p{L}/u.test(text.slice(before?.to, tokens[clauseStart(tokens, rank)]?.from));
}
