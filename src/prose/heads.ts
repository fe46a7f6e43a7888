// Finds the words of a stretch that stand for quantities: those that are meant, not those that only say why or of what.
// Must not know what is said of them; the words are data.
import type { Denied, StatementRule } from "../model/prose.ts";
import { hasClass } from "./pattern.ts";
import type { Sentence } from "./sentence.ts";
import type { Token } from "./tokens.ts";

/** A word that stands for a quantity. */
export interface Head {
  readonly rank: number;
  readonly rule: StatementRule;
}

const OF = "的";
const COORDINATOR = /[、,和及与或跟同]|以及|并/;

/** The heads that are denied: the last, and those joined to it; not those that only say why or about what. */
export function headsIn(
  { tokens, text }: Sentence,
  from: number,
  to: number,
  rules: readonly StatementRule[],
): Head[] {
  const heads: Head[] = [];
  for (let rank = from; rank < to; rank += 1) {
    for (const rule of rules) {
      if (!rule.denied || !hasClass(tokens[rank], [rule.denied.heads])) continue;
      if (hasAny(tokens, from, to, rule.denied.never)) continue;
      if (rule.denied.by !== null && !endsOrActs({ tokens, text }, rank, rule.denied)) continue;
      if (!isObject({ tokens, text }, [from, to], rank, rule.denied.yields)) heads.push({ rank, rule });
    }
  }
  const strong = heads.filter(({ rule }) => !rule.denied?.weak);
  return heads.filter((head) => {
    if (!head.rule.denied?.weak) return true;
    // An application for the other is none of its own kind.
    const before = strong.findLast(({ rank }) => rank < head.rank);
    const own = heads.findLast(({ rank }) => rank < head.rank);
    // «未同意的信件», «没有拒绝信件的情况»: not the requests are denied, but what became of them.
    if (own?.rule.after?.has(head.rule.key) && isOf(text, tokens[own.rank], tokens[head.rank])) return false;
    const link = before ? text.slice(tokens[before.rank]?.to ?? 0, tokens[head.rank]?.from ?? 0) : "";
    if (before && !COORDINATOR.test(link)) return false;
    // «没有信件保管柜»: the noun goes on in letters that are not known, and only says which of those.
    if (goesOnUnknown({ tokens, text }, head.rank)) return false;
    // «请求的咨询»: what it says is which of the next.
    const after = heads.find(({ rank }) => rank > head.rank);
    const isWhole = after && head.rule.after?.has(after.rule.key);
    const between = after ? text.slice(tokens[head.rank]?.to, tokens[after.rank]?.from) : "";
    if (after && !isWhole && between === OF) return false;
    // «没有对信件作出退回的决定»: what became of it is denied, and not that there was any.
    if (!isWhole && after?.rule.after?.has(head.rule.key) && !COORDINATOR.test(between)) return false;
    if (isCause(tokens, from, head.rank, to)) return false;
    const next = strong.find(({ rank }) => rank > head.rank);
    if (!next) return true;
    const last = tokens[head.rank] as Token;
    return COORDINATOR.test(text.slice(last.to, Math.min(last.to + 2, tokens[next.rank]?.from ?? 0)));
  });
}

/** Nothing goes on behind the noun, but a verb that it is the object of: «无文件|制发». */
function endsOrActs(
  { tokens, text }: Pick<Sentence, "tokens" | "text">,
  rank: number,
  { verb }: Denied,
): boolean {
  const next = tokens[rank + 1];
  if (!/^\p{L}/u.test(text.slice(tokens[rank]?.to))) return true;
  if (verb === null || next?.from !== tokens[rank]?.to || !hasClass(next, [verb])) return false;
  return !/^\p{L}/u.test(text.slice(next?.to));
}

/** «未减免费用»: what is denied is done to it, and nothing of its own; but «未收取或减免费用» denies both. */
function isObject(
  { tokens, text }: Pick<Sentence, "tokens" | "text">,
  [from, to]: readonly [number, number],
  rank: number,
  verbs: string | null,
): boolean {
  if (verbs === null || hasClass(tokens[rank], [verbs])) return false;
  for (let i = from; i < to; i += 1) {
    if (!hasClass(tokens[i], [verbs])) continue;
    const [first, last] = i < rank ? [i, rank] : [rank, i];
    const isJoined = (a: number, b: number) => COORDINATOR.test(text.slice(tokens[a]?.to, tokens[b]?.from));
    if (isJoined(first, last)) continue;
    if (i > rank || !(hasClass(tokens[i - 1], ["joins"]) || isJoined(i - 1, i))) return true;
  }
  return false;
}

/** Two letters at least of no known word touch the word at the rank. */
function goesOnUnknown({ tokens, text }: Pick<Sentence, "tokens" | "text">, rank: number): boolean {
  return /^\p{L}{2}/u.test(text.slice(tokens[rank]?.to, tokens[rank + 1]?.from));
}

/** «…的…», or the first touches the second: it says which of them. */
function isOf(text: string, first: Token | undefined, second: Token | undefined): boolean {
  const between = text.slice(first?.to, second?.from);
  return between === "" || between === OF;
}

export function hasAny(
  tokens: readonly Token[],
  from: number,
  to: number,
  classes: ReadonlySet<string>,
): boolean {
  for (let i = from; i < to; i += 1) if (hasClass(tokens[i], classes)) return true;
  return false;
}

/** «因…引发的», «向…收取»: a word between the two is not what is denied. */
function isCause(tokens: readonly Token[], from: number, rank: number, to: number): boolean {
  let opened = false;
  for (let i = from; i < rank; i += 1) {
    if (hasClass(tokens[i], ["because"])) opened = true;
    else if (hasClass(tokens[i], ["linking"])) opened = false;
  }
  if (!opened) return false;
  for (let i = rank + 1; i < to; i += 1) if (hasClass(tokens[i], ["linking"])) return true;
  return false;
}
