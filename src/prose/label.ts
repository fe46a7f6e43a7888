// The words that name a part, as printed, without what opens a list and what only counts.
// Must not know periods or places; the words are data.
import type { StatementRule } from "../model/prose.ts";
import { clauseStart } from "./clauses.ts";
import { hasClass, type Match } from "./pattern.ts";
import type { Sentence } from "./sentence.ts";
import type { Token } from "./tokens.ts";

/** From the first to behind the last character, in the sentence's text. */
export type Span = readonly [from: number, to: number];

export function labelOf(rule: StatementRule, sentence: Sentence, token: number, match: Match): Span | null {
  if (rule.labelled === null) return null;
  if (rule.labelled === "free")
    return freeLabel(sentence, token, match.first) ?? firstClause(sentence, token, match);
  for (let i = token - 1; i >= match.first; i -= 1) {
    const word = sentence.tokens[i];
    if (word && hasClass(word, [rule.labelled]))
      return [sentence.tokens[firstJoined(rule.labelled, sentence, i)]?.from ?? word.from, word.to];
  }
  for (let i = token + 1; i <= match.last; i += 1) {
    const word = sentence.tokens[i];
    if (word && hasClass(word, [rule.labelled])) return [word.from, word.to] as const;
  }
  return null;
}

/** «代表建议和委员提案8件»: rank of the first of those that are joined to the one at the rank. */
function firstJoined(kind: string, { tokens, text }: Sentence, rank: number): number {
  let first = rank;
  for (let i = rank - 1; i >= 0; i -= 1) {
    const between = text.slice(tokens[i]?.to, tokens[first]?.from);
    if (hasClass(tokens[i], ["joins"]) && between === "" && hasClass(tokens[i - 1], [kind])) continue;
    const isBeside = between === "、" || (between.length <= 1 && hasClass(tokens[i + 1], ["joins"]));
    if (!hasClass(tokens[i], [kind]) || !isBeside) break;
    first = i;
  }
  return first;
}

/** The words of a match up to the first comma, where the part is named before it. */
function firstClause({ tokens, text }: Sentence, token: number, match: Match): Span | null {
  const start = tokens[match.first];
  const end = tokens.slice(match.first, token).find(({ kind }) => kind === "break") ?? tokens[token];
  if (!start || !end || hasClass(start, ["label_lead"])) return null;
  return text.slice(start.from, end.from) === "" ? null : [start.from, end.from];
}

/** «2008年以来累计»: times, and what leads up to a name, are none of it. */
const OPENS = ["filler", "label_lead", "other_time", "from_on", "up_to", "until", "since"];

const EDGE = /^[:"'、《》·\-—_*和及]+|[:"'、·\-—_*]+$/gu;

/** The words of the figure's clause in front of it, without what opens a list and what only counts. */
export function freeLabel(sentence: Sentence, token: number, first = 0): Span | null {
  const { tokens, text } = sentence;
  const named = hasClass(tokens[first], ["label_lead"]) && !isNamed(tokens, first) ? first + 1 : first;
  const start = Math.max(clauseStart(tokens, token), named);
  let to = tokens[token]?.from ?? 0;
  const opened = tokens.slice(start, token).findLast((one) => hasClass(one, ["of_which"]));
  let from = listStart(text, opened?.to ?? tokens[start - 1]?.to ?? 0, to);
  for (let i = start; i < token; i += 1) {
    const one = tokens[i] as Token;
    if (one.from < from) continue;
    const gap = text.slice(from, one.from).replace(EDGE, "");
    const opens = one.kind === "date" || hasClass(one, OPENS);
    if (gap !== "" || !opens || isNamed(tokens, i)) break;
    from = one.to;
  }
  for (let i = token - 1; i >= start; i -= 1) {
    const one = tokens[i] as Token;
    const says = text.slice(one.to, to).replace(EDGE, "") !== "" || !hasClass(one, ["filler"]);
    // «镇本级20条»: whose it is names the part.
    if (one.from < from || says || hasClass(one, ["own_body"])) break;
    to = one.from;
  }
  const printed = text.slice(from, to);
  const lead = printed.length - printed.replace(/^[:"'、·.\-—_*和及]+/u, "").length;
  const tail = printed.length - printed.replace(/[:、·\-—_*]+$/u, "").length;
  const label = evenQuotes(text, [from + lead, to - tail]);
  return label[0] < label[1] && namesPart(sentence, ...label) ? label : null;
}

/** A quote that its other half is cut off from goes with it, or comes back with it where it stands inside. */
function evenQuotes(text: string, [from, to]: Span): Span {
  const printed = text.slice(from, to);
  if (printed.split(QUOTE).length % 2 === 1) return [from, to];
  return printed.endsWith(QUOTE) ? [from, to - 1] : [text.charAt(from - 1) === QUOTE ? from - 1 : from, to];
}

/** Behind a colon, unless nothing stands there: «发布的信息：概况信息6条». */
function listStart(text: string, from: number, to: number): number {
  const colon = text.slice(from, to).lastIndexOf(":") + 1;
  return /\p{L}/u.test(text.slice(from + colon, to)) ? from + colon : from;
}

/** The name in quotes directly in front of the figure, without them; null where none stands there. */
export function quotedBefore({ tokens, text }: Sentence, token: number): Span | null {
  const end = (tokens[token]?.from ?? 0) - 1;
  const start = text.lastIndexOf(QUOTE, end - 1);
  const within = text.slice(start + 1, end);
  return text.charAt(end) === QUOTE && start >= 0 && !/[,;。\n]/.test(within) ? [start + 1, end] : null;
}

const QUOTE = '"';

/** «通知类信息»: the word belongs to what names its kind directly behind it. */
function isNamed(tokens: readonly Token[], index: number): boolean {
  const [one, next] = [tokens[index], tokens[index + 1]];
  return one?.to === next?.from && hasClass(next, ["sort"]);
}

/** «政府信息» alone names no part. */
function namesPart({ tokens, text }: Sentence, from: number, to: number): boolean {
  let at = from;
  for (const one of tokens) {
    if (one.from < from || one.to > to) continue;
    if (text.slice(at, one.from).replace(/\P{L}/gu, "") !== "" || !hasClass(one, ["information", "filler"]))
      return true;
    at = one.to;
  }
  return text.slice(at, to).replace(/\P{L}/gu, "") !== "";
}
