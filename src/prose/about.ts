// Whether words prove that what is counted is of the matter that the collection is about, and of no other.
// Must not know which patterns matched; the words are data.
import type { StatementRule } from "../model/prose.ts";
import { anyOf, clauseStart, textStart } from "./clauses.ts";
import type { Candidate, Figure, FigurePlace, Topic } from "./finding.ts";
import { goesOn } from "./listed.ts";
import { matterNamed } from "./matter.ts";
import { hasClass } from "./pattern.ts";
import type { Sentence } from "./sentence.ts";
import type { Token } from "./tokens.ts";
import { isBehindUnknown, wordBefore } from "./unknown.ts";
import { isOfAny, isOfWholeBody, isSetApart, isWider } from "./wider.ts";

export function isNought({ tokens }: Sentence, token: number): boolean {
  return Number((tokens[token] as Figure).numeral.value) === 0;
}

/** «受理案件30件» is of any matter unless the sentence, its heading or what was told before says of which. */
export function isAbout(place: FigurePlace, one: Candidate): boolean {
  const { sentence, token, topic } = place;
  const { rule, match } = one;
  if (rule.about.size > 0 && isOfOpen(place, rule)) return false;
  if (isNought(sentence, token)) return true;
  if (isOfAny(place, one) || isBesideIt(sentence, token)) return false;
  if (rule.about.size === 0) return true;
  if (isSaidBehind(sentence, token, rule.about)) return false;
  const { tokens } = sentence;
  if (isWider(sentence, token, rule.about) || isSetApart(sentence, token, one)) return false;
  if (isOfWholeBody(place, one)) return false;
  if (topic !== null && !topic.doubts.includes("scope-open") && isKin(sentence, topic, rule))
    return topic.sentence === sentence || !isOfOwnMatter(place, one);
  const line = tokens.findIndex((one) => one.kind === "break" && one.strength === 3);
  const start = clauseStart(tokens, token);
  // Every word of a report of this kind stands below its title.
  const from = hasClass(tokens[line - 1], TITLE_END) ? line : 0;
  const last = Math.max(token, match.last);
  // What was made known in another clause is something else.
  const isSaid = (own: Token, i: number) =>
    hasClass(own, rule.about) &&
    !isOfOther(sentence, i) &&
    (i >= start || !hasClass(own, PUBLISH) || hasClass(own, INFORMATION));
  if (tokens.some((own, i) => i > line && i <= last && isSaid(own, i))) return true;
  const isHeaded = anyOf(tokens, [from, line], rule.about) || anyOf(tokens, [0, line], rule.headed);
  return isHeaded && !isOfOwnMatter(place, one);
}

/** «病历复印请求120份»: a word of any matter, behind letters that are not known, is of another one. */
function isOfOther(sentence: Sentence, rank: number): boolean {
  return hasClass(sentence.tokens[rank], BARE) && isBehindUnknown(sentence, rank, isNeutral);
}

const NEUTRAL: ReadonlySet<string> = new Set(["neutral"]);

function isNeutral(token: Token): boolean {
  return hasClass(token, NEUTRAL);
}

/** A word that names a matter of its own: it neither leads up to the noun nor is what the collection is about. */
function isOther(token: Token): boolean {
  return (hasClass(token, OF_MATTERS) || hasClass(token, OF_ANY)) && !hasClass(token, LEADS_UP);
}

const OF_MATTERS: ReadonlySet<string> = new Set(["matter", "review", "lawsuit", "complaint"]);
const OF_ANY: ReadonlySet<string> = new Set(["deed", "neutral"]);
const LEADS_UP: ReadonlySet<string> = new Set([
  "happen",
  "receive",
  "deal",
  "held",
  "attend",
  "raise",
  "joins",
]);

/** «案件1件（非信息类）», «与信息无关的案件1件», «案件1件、官司2起，均与信息无关»: its clause, the bracket behind it, or a clause behind it that counts nothing says that it is of another matter. */
function isBesideIt({ tokens, text }: Sentence, token: number): boolean {
  const bracket = text.charAt(tokens[token]?.to ?? -1) === "(";
  const end = bracket ? tokens.findIndex((one, i) => i > token && text.charAt(one.from) === ")") : token;
  if (anyOf(tokens, [clauseStart(tokens, token), Math.max(token, end)], BESIDE_IT)) return true;
  const said = tokens.findIndex((one, i) => i > token && hasClass(one, BESIDE_IT));
  return said >= 0 && tokens[clauseStart(tokens, said) - 1]?.kind === "break" && !countsOn(tokens, said);
}

/** A figure stands behind it in its clause. */
function countsOn(tokens: readonly Token[], rank: number): boolean {
  const end = tokens.findIndex((one, i) => i > rank && (one.kind === "break" || one.kind === "figure"));
  return tokens[end]?.kind === "figure";
}

const BESIDE_IT: ReadonlySet<string> = new Set(["beside_it"]);

/** «官司2件，均为处罚类»: letters that are not known say behind the figure what they are of, where its own clause does not. */
function isSaidBehind({ tokens, text }: Sentence, token: number, about: ReadonlySet<string>): boolean {
  if (anyOf(tokens, [clauseStart(tokens, token), token], about)) return false;
  if (tokens[token + 1]?.kind !== "break" || !hasClass(tokens[token + 2], IS_OF)) return false;
  const end = tokens.findIndex((one, i) => i > token + 2 && (one.kind === "break" || one.kind === "figure"));
  const to = end < 0 ? tokens.length : end;
  if (anyOf(tokens, [token + 2, to - 1], about)) return false;
  const said = tokens.slice(token + 2, to);
  return said.some((one, i) => /\p{L}{2}/u.test(text.slice(one.to, tokens[token + 3 + i]?.from)));
}

const IS_OF: ReadonlySet<string> = new Set(["is_of"]);

/** «房屋案件12件»: the heading says what it is about, but for letters in front of the noun that are not known. */
function isOfOwnMatter({ sentence, token }: FigurePlace, { match }: Candidate): boolean {
  const { tokens } = sentence;
  const noun = tokens.findLastIndex((one, i) => i <= match.last && i >= match.first && one.kind === "word");
  if (noun < clauseStart(tokens, token)) return false;
  const from = wordBefore(tokens, noun, isOther) + 1;
  if (tokens.slice(from, noun).some((one) => hasClass(one, OF_MATTERS))) return true;
  return isBehindUnknown(sentence, noun, isOther);
}

/** What is told of a quantity that is open itself is no surer. */
function isOfOpen({ sentence, topic }: FigurePlace, rule: StatementRule): boolean {
  if (topic?.sentence !== sentence || topic.rule.labelled !== null) return false;
  return topic.doubts.length > 0 && isBehind(rule, topic);
}

function isBehind({ after, bareAfter }: StatementRule, { rule: { key } }: Topic): boolean {
  return (after?.has(key) ?? false) || (bareAfter?.has(key) ?? false);
}

/** What the sentence itself spoke of, or another quantity that has to say the same of what it is about, and did. */
function isKin(sentence: Sentence, topic: Topic, { about }: StatementRule): boolean {
  const says = (one: StatementRule) => one.about.size > 0 && [...one.about].every((name) => about.has(name));
  for (let one: Topic | null = topic; one; one = one.before) if (says(one.rule)) return true;
  return goesOn(sentence, topic);
}

/** «2件转其他部门»: only the heading says what is counted, and the sentence goes on to say something else of it. */
export function isOfHeading({ sentence, token }: FigurePlace, { match }: Candidate): boolean {
  const { tokens, text } = sentence;
  if (match.last > token || anyWord(tokens, textStart(sentence) + 1, token)) return false;
  if (match.first >= textStart(sentence) || !/^\p{L}/u.test(text.slice(tokens[token]?.to))) return false;
  // «12件请求中»: it is named behind the figure again.
  const named = tokens[match.first];
  const end = tokens.findIndex((one, i) => i > token && (one.kind === "break" || one.kind === "figure"));
  const behind = tokens.slice(token + 1, end < 0 ? tokens.length : end);
  return named?.kind !== "word" || !behind.some((one) => hasClass(one, named.classes));
}

/** «窗口受理120件»: handed in where one applies for anything, with no word of which. */
export function isAtCounter({ sentence, token }: FigurePlace, { match }: Candidate): boolean {
  const { tokens } = sentence;
  if (!anyOf(tokens, [match.first, match.last], BARE)) return false;
  return anyOf(tokens, [clauseStart(tokens, token), token], COUNTER);
}

/** «受理救助请求40件»: a word that may be of any matter, with letters in front of it that are not known. */
export function isOfAnother({ sentence }: FigurePlace, { match }: Candidate): boolean {
  const { tokens } = sentence;
  const at = tokens.findIndex((one, i) => i >= match.first && i <= match.last && hasClass(one, BARE));
  if (at < 0) return false;
  const before = tokens[at - 1];
  if (before?.to === tokens[at]?.from && hasClass(before, ["matter"])) return true;
  return isBehindUnknown(sentence, at, isNeutral);
}

/** «收到请求5件。处理信箱信件36件»: what a word of many matters counts is none of another sentence's, unless that goes on. */
export function isElsewhere(place: FigurePlace, { rule, leans }: Candidate): boolean {
  const { sentence, token, topic } = place;
  if (!leans || topic === null || rule.labelled === null || rule.labelled === "free") return false;
  if (goesOn(sentence, topic) || matterNamed(place)) return false;
  const { tokens } = sentence;
  if (anyOf(tokens, [textStart(sentence), token], OF_REQUESTS)) return false;
  return !anyOf(tokens, [clauseStart(tokens, token), token], REQUEST);
}

/** «甲类：0条。乙类：0条»: both are only named, as classes of information may be. */
export function isAmongClasses({ sentence, token, topic }: FigurePlace, { leans }: Candidate): boolean {
  if (!leans || topic === null) return false;
  return isOnlyNamed(topic.sentence, topic.token, CLASS) && isOnlyNamed(sentence, token, WITHHELD);
}

/** Nothing but words of the class, filler aside, stands in front of the figure in its clause. */
function isOnlyNamed({ tokens }: Sentence, token: number, classes: ReadonlySet<string>): boolean {
  const own = tokens.slice(clauseStart(tokens, token), token);
  const words = own.filter((one) => one.kind === "word" && !hasClass(one, FILLER));
  return words.length > 0 && words.every((one) => hasClass(one, classes));
}

const CLASS: ReadonlySet<string> = new Set(["class_or_request"]);
const WITHHELD: ReadonlySet<string> = new Set(["withheld"]);

function anyWord(tokens: readonly Token[], from: number, to: number): boolean {
  return tokens.slice(from, to).some((one) => one.kind === "word" && !hasClass(one, FILLER));
}

const TITLE_END: ReadonlySet<string> = new Set(["title_end"]);
const OF_REQUESTS: ReadonlySet<string> = new Set(["of_requests"]);
const REQUEST: ReadonlySet<string> = new Set(["request"]);
const BARE: ReadonlySet<string> = new Set(["bare"]);
const COUNTER: ReadonlySet<string> = new Set(["service_place"]);
const FILLER: ReadonlySet<string> = new Set(["filler"]);

const PUBLISH: ReadonlySet<string> = new Set(["publish"]);
const INFORMATION: ReadonlySet<string> = new Set(["information", "disclosure"]);
