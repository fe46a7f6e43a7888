// Reads what a denial denies: its scope, the heads in it, and where it takes its meaning from when it names nothing.
// Must not know the table, periods or places; the words are data.
import type { Denied as DenialRule, StatementDoubt, StatementRule } from "../model/prose.ts";
import { clauseStart, textStart } from "./clauses.ts";
import type { Finding, Topic } from "./finding.ts";
import { type Head, hasAny, headsIn } from "./heads.ts";
import { leaningDoubts } from "./leaning.ts";
import { hasClass } from "./pattern.ts";
import type { Sentence } from "./sentence.ts";
import type { Token } from "./tokens.ts";

/** Farthest that a verb may stand behind its «未». */
const VERB_REACH = 16;

/**
 * @param token rank of the word that denies
 * @param topic what was spoken of last
 */
export function readDenial(
  sentence: Sentence,
  token: number,
  topic: Topic | null,
  rules: readonly StatementRule[],
): Finding[] {
  const { tokens } = sentence;
  const own = deniable(tokens, token, rules);
  if (isHypothetical(tokens, token) || !denies(tokens, token)) return [];
  const to = scopeEnd(sentence, token, own);
  const within = headsIn(sentence, token + 1, to, own);
  if (within.length > 0) {
    if (isSaidOf(sentence, within, to)) return [];
    const meant = within.filter((one) => !leans(one, sentence) || toldBefore(one.rule, sentence, topic));
    if (meant.length === 0) return [];
    return found(sentence, token, reinterpreted(sentence, meant, token, to, own)).map((one) =>
      one.rule.labelled === null ? one : leaning(one, toldBefore(one.rule, sentence, topic)),
    );
  }
  if (!isEmptyScope(sentence, token, to)) return [];
  return fromTopic(sentence, token, topic) ?? fromBefore(sentence, token, to, own);
}

/** «官司12件，无败诉», «来信7件，无剩余»: what the word is of only something that was counted before says. */
function leans({ rule, rank }: Head, { tokens }: Sentence): boolean {
  return (
    rule.labelled !== null || (rule.denied?.leaning ? hasClass(tokens[rank], [rule.denied.leaning]) : false)
  );
}

/** What was counted before in the same passage, and the rule comes after. */
function toldBefore(rule: StatementRule, { passage }: Sentence, topic: Topic | null): Topic | null {
  for (let one = topic?.sentence.passage === passage ? topic : null; one; one = one.before)
    if (rule.after?.has(one.rule.key)) return one;
  return null;
}

function leaning(found: Finding, topic: Topic | null): Finding {
  return { ...found, doubts: [...found.doubts, ...leaningDoubts(topic, found.rule)] };
}

/** «去年收到信件2件，今年没有收到»: nothing but a time in front of it, so that it denies what was counted before. */
function fromTopic(sentence: Sentence, token: number, topic: Topic | null): Finding[] | null {
  const { tokens } = sentence;
  const start = clauseStart(tokens, token);
  const own = tokens.slice(start, token);
  const isTimed = own.some((one) => one.kind === "date" || hasClass(one, TIMES));
  if (topic?.sentence !== sentence || !topic.rule.denied || !isTimed) return null;
  if (!isMadeOf(sentence, start, token, EMPTY)) return null;
  const words = [own[0]?.from ?? 0, tokens[token]?.to ?? 0] as const;
  return [{ rule: topic.rule, token, label: null, last: token, words, doubts: topic.doubts }];
}

const TIMES: ReadonlySet<string> = new Set(["this_year", "other_time"]);
const EMPTY: ReadonlySet<string> = new Set(["filler", "such", "own_body", ...TIMES]);

/** Nothing but dates and words of the classes stands in front of the token. */
function isMadeOf(
  { tokens, text }: Sentence,
  start: number,
  token: number,
  classes: ReadonlySet<string>,
): boolean {
  let from = tokens[start - 1]?.to ?? 0;
  for (let i = start; i <= token; i += 1) {
    const one = tokens[i] as Token;
    if (text.slice(from, one.from).replace(/\P{L}/gu, "") !== "") return false;
    if (i < token && one.kind === "word" && !hasClass(one, classes)) return false;
    from = one.to;
  }
  return true;
}

/** «未收到信件的部门有4个»: what is denied only says which others are counted. */
function isSaidOf({ tokens, text }: Sentence, heads: readonly Head[], to: number): boolean {
  if (tokens[to]?.kind !== "figure") return false;
  const last = tokens[Math.max(...heads.map(({ rank }) => rank))] as Token;
  return /^的\p{L}/u.test(text.slice(last.to));
}

/** What the word may deny: some words deny one thing only, and some things are denied by any word with a verb of theirs. */
function deniable(
  tokens: readonly Token[],
  token: number,
  rules: readonly StatementRule[],
): readonly StatementRule[] {
  const word = tokens[token];
  const only = rules.filter(({ denied }) => denied?.own && hasClass(word, [denied.own]));
  if (only.length > 0) return only;
  const end = tokens.findIndex((one, i) => i > token && (one.kind === "break" || one.kind === "figure"));
  const clause = tokens.slice(token + 1, end < 0 ? tokens.length : end);
  const any = hasClass(word, DENIES);
  return rules.filter(({ denied }) => {
    if (!denied) return false;
    const { by, verb } = denied;
    if (by === null ? any : hasClass(word, [by])) return true;
    return verb !== null && clause.some((one) => hasClass(one, [verb]));
  });
}

const DENIES: ReadonlySet<string> = new Set(["deny", "deny_verb"]);

/** A bare «未» denies only with a verb of happening behind it. */
function denies(tokens: readonly Token[], token: number): boolean {
  const own = tokens[token];
  if (!own || !hasClass(own, ["deny_verb"])) return true;
  for (let i = token + 1; i < tokens.length; i += 1) {
    const next = tokens[i] as Token;
    if (next.kind === "break" || next.from - own.to > VERB_REACH) return false;
    if (hasClass(next, ["happen"])) return true;
  }
  return false;
}

function isHypothetical(tokens: readonly Token[], token: number): boolean {
  for (let i = clauseStart(tokens, token); i < token; i += 1)
    if (hasClass(tokens[i], ["hypothetical"])) return true;
  return false;
}

/** Rank behind the last token of the scope: up to a break that no further head follows. */
function scopeEnd({ tokens, text }: Sentence, token: number, rules: readonly StatementRule[]): number {
  let i = token + 1;
  for (; i < tokens.length; i += 1) {
    const one = tokens[i] as Token;
    // «未发生一起…»: one is none.
    if (one.kind === "figure" && i === token + 1 && one.numeral.value === "1") continue;
    if (one.kind === "figure" || hasClass(one, ["deny", "deny_verb"])) return startOfClause(tokens, i, token);
    if (one.kind !== "break") continue;
    if (one.strength > 1 || text.charAt(one.from) !== ",") return i;
    if (!goesOn(tokens, text, i, rules)) return i;
  }
  return i;
}

/** A scope that a comma let go on ends at that comma when the next clause says something of its own. */
function startOfClause(tokens: readonly Token[], end: number, token: number): number {
  for (let i = end - 1; i > token; i -= 1) if (tokens[i]?.kind === "break") return i;
  return end;
}

/** Behind the comma a further head follows at once. */
function goesOn(
  tokens: readonly Token[],
  text: string,
  comma: number,
  rules: readonly StatementRule[],
): boolean {
  let from = tokens[comma]?.to ?? 0;
  for (let i = comma + 1; i < tokens.length; i += 1) {
    const one = tokens[i] as Token;
    if (one.kind !== "word" || text.slice(from, one.from).replace(/["'、]/g, "") !== "") return false;
    if (rules.some((rule) => rule.denied && !rule.denied.weak && hasClass(one, [rule.denied.heads])))
      return true;
    if (!hasClass(one, ["filler", "raise", "because", "linking"])) return false;
    from = one.to;
  }
  return false;
}

/** A bare word under the heading of another matter is about that matter. */
function reinterpreted(
  sentence: Sentence,
  heads: readonly Head[],
  token: number,
  to: number,
  rules: readonly StatementRule[],
): Denied {
  const bare = heads.every(({ rank }) => hasClass(sentence.tokens[rank], ["bare"]));
  if (!bare) return { heads, doubts: [], from: token, to };
  const above = headsIn(sentence, 0, headingEnd(sentence, token), rules).filter(
    ({ rule }) => !rule.denied?.weak,
  );
  return above.length > 0
    ? { heads: above, doubts: ["scope-open"], from: token, to }
    : { heads, doubts: [], from: token, to };
}

interface Denied {
  readonly heads: readonly Head[];
  readonly doubts: readonly StatementDoubt[];
  readonly from: number;
  readonly to: number;
}

/** Rank of the break behind the heading that the denial stands under. */
function headingEnd({ tokens }: Sentence, token: number): number {
  for (let i = token; i >= 0; i -= 1) {
    const one = tokens[i];
    if (one?.kind === "break" && one.strength === 3) return i;
  }
  return 0;
}

/** Nothing is named behind the denial, or only «情况», «此类». */
function isEmptyScope({ tokens, text }: Sentence, token: number, to: number): boolean {
  if (tokens[to] && tokens[to]?.kind !== "break") return false;
  let from = tokens[token]?.to ?? 0;
  for (let i = token + 1; i < to; i += 1) {
    const one = tokens[i] as Token;
    if (text.slice(from, one.from).replace(/\P{L}/gu, "") !== "") return false;
    if (!hasClass(one, ["filler", "happen", "such", "case"])) return false;
    from = one.to;
  }
  const end = tokens[to]?.from ?? text.length;
  return text.slice(from, end).replace(/\P{L}/gu, "") === "";
}

/** «…情况均无»: what stands in front of it in the clause; «无» alone: the heading. */
function fromBefore(
  sentence: Sentence,
  token: number,
  to: number,
  rules: readonly StatementRule[],
): Finding[] {
  const { tokens } = sentence;
  const start = clauseStart(tokens, token);
  const lead = headsIn(sentence, start, token, rules);
  if (lead.length > 0)
    return found(sentence, token, { heads: lead, doubts: [], from: lead[0]?.rank ?? start, to });
  const heading = headingEnd(sentence, token);
  if (!isMadeOf(sentence, start, token, LEADS_IN)) return [];
  // The clauses in between are about something of their own.
  if (start !== heading + 1) return [];
  const heads = headsIn(sentence, headingStart(sentence, heading), heading, rules);
  // What the heading says is a part of the words that led to it.
  return found(sentence, token, { heads, doubts: [], from: heads[0]?.rank ?? token, to });
}

const LEADS_IN: ReadonlySet<string> = new Set(["filler", "such", "this_year", "own_body", "ever", "joins"]);

/** A heading that runs into the sentence says what is denied, and no longer the one above it, unless it names nothing. */
function headingStart({ tokens, text }: Sentence, heading: number): number {
  const above = tokens.findLastIndex((one, i) => i < heading && one.kind === "break" && one.strength === 3);
  if (above < 0) return 0;
  const own = text.slice(tokens[above]?.to, tokens[heading]?.from).replace(/\P{L}/gu, "");
  const filler = tokens
    .slice(above + 1, heading)
    .reduce((sum, one) => sum + (isEmpty(one) ? one.to - one.from : 0), 0);
  return own.length > filler ? above + 1 : 0;
}

function isEmpty(token: Token): boolean {
  return hasClass(token, ["filler", "such", "case", "this_year", "own_body"]);
}

const ANY: ReadonlySet<string> = new Set(["any"]);

/** «未收到网上来信»: one kind is denied, and others may be; but not with «任何», «等» beside it. */
function isNarrowed(tokens: readonly Token[], from: number, to: number, { narrowed }: DenialRule): boolean {
  return hasAny(tokens, from, to, narrowed) && !hasAny(tokens, from, to, ANY);
}

/** «没有保密的信息，没有待查的信息»: none is classed so, or none was asked for; «未收到» says which. */
function isClass(sentence: Sentence, from: number, to: number, { classed }: DenialRule): boolean {
  const { tokens } = sentence;
  if (classed === null || hasAny(tokens, from, to, RECEIPT)) return false;
  return hasAny(tokens, textStart(sentence), tokens.length, new Set([classed]));
}

/** «没有除某某外的来信»: not all are denied. */
const EXCEPT: ReadonlySet<string> = new Set(["except"]);

const RECEIPT: ReadonlySet<string> = new Set(["receipt_denied", "happen"]);

function found(sentence: Sentence, token: number, { heads, doubts, from, to }: Denied): Finding[] {
  const { tokens } = sentence;
  const words = [tokens[from]?.from ?? 0, tokens[to - 1]?.to ?? 0] as const;
  const seen = new Set<string>();
  return heads.flatMap(({ rule, rank }): Finding[] => {
    if (seen.has(rule.key)) return [];
    seen.add(rule.key);
    const isOpen = (denied: DenialRule) =>
      isNarrowed(tokens, from, to, denied) ||
      isClass(sentence, from, to, denied) ||
      hasAny(tokens, from, to, EXCEPT);
    const own = rule.denied?.doubt ?? (rule.denied && isOpen(rule.denied) ? "key-open" : null);
    const named = rule.labelled === null ? null : tokens[rank];
    const label = named ? ([named.from, named.to] as const) : null;
    return [{ rule, token, label, last: token, words, doubts: own ? [...doubts, own] : doubts }];
  });
}
