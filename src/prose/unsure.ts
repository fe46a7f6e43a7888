// Whether the words around a figure leave open what it counts: another channel, another matter, a place not known.
// Must not know which patterns matched; the words are data.
import type { StatementRule } from "../model/prose.ts";
import { anyOf, clauseStart, stretchStart, textStart } from "./clauses.ts";
import type { Candidate, Figure, FigurePlace, Topic } from "./finding.ts";
import { labelOf } from "./label.ts";
import { goesOn, isInList } from "./listed.ts";
import { matterNamed } from "./matter.ts";
import { hasClass, isBare, type Match } from "./pattern.ts";
import type { Sentence } from "./sentence.ts";
import type { Token } from "./tokens.ts";
import { isOfAny, isWider, nextFigure } from "./wider.ts";

export function isNought({ tokens }: Sentence, token: number): boolean {
  return Number((tokens[token] as Figure).numeral.value) === 0;
}

/** «受理案件30件» is of any matter unless the sentence, its heading or what was told before says of which. */
export function isAbout(place: FigurePlace, one: Candidate): boolean {
  const { sentence, token, topic } = place;
  const { rule, match } = one;
  if (isNought(sentence, token)) return true;
  if (isOfAny(place, one)) return false;
  if (rule.about.size === 0) return true;
  const { tokens } = sentence;
  if (isWider(sentence, token, rule.about)) return false;
  if (topic !== null && !topic.doubts.includes("scope-open") && isKin(sentence, topic, rule)) return true;
  const line = tokens.findIndex((one) => one.kind === "break" && one.strength === 3);
  // Every word of a report of this kind stands below its title.
  const from = hasClass(tokens[line - 1], TITLE_END) ? line : 0;
  if (anyOf(tokens, [Math.max(from, line), Math.max(token, match.last)], rule.about)) return true;
  const isHeaded = anyOf(tokens, [from, line], rule.about) || anyOf(tokens, [0, line], rule.headed);
  return isHeaded && !isOfOwnMatter(place, one);
}

/** «房屋案件12件»: the heading says what it is about, but for letters in front of the noun that are not known. */
function isOfOwnMatter({ sentence: { tokens, text }, token }: FigurePlace, { match }: Candidate): boolean {
  const noun = tokens.findLastIndex((one, i) => i <= match.last && i >= match.first && one.kind === "word");
  let from = noun;
  while (hasClass(tokens[from - 1], OTHER_MATTER) && !hasClass(tokens[from - 1], HAPPENS)) from -= 1;
  const lead = text.slice(tokens[from - 1]?.to, tokens[from]?.from);
  return noun >= clauseStart(tokens, token) && /\p{L}{2}$/u.test(lead);
}

const OTHER_MATTER: ReadonlySet<string> = new Set(["deed", "neutral", "matter"]);
const HAPPENS: ReadonlySet<string> = new Set(["happen", "receive", "deal", "held", "attend"]);

const TITLE_END: ReadonlySet<string> = new Set(["title_end"]);

/** What the sentence itself spoke of, or another quantity that has to say the same of what it is about, and did. */
function isKin(sentence: Sentence, topic: Topic, { about }: StatementRule): boolean {
  const says = (one: StatementRule) => one.about.size > 0 && [...one.about].every((name) => about.has(name));
  for (let one: Topic | null = topic; one; one = one.before) if (says(one.rule)) return true;
  return goesOn(sentence, topic);
}

const OF_WHICH: ReadonlySet<string> = new Set(["of_which"]);

const CHANNEL: ReadonlySet<string> = new Set(["channel_any", "catalogue"]);

/** «在网站开设专栏6个，发布信息230条»: the channel named before may still be meant. */
export function isGoverned({ sentence, token, topic }: FigurePlace, { rule }: Candidate): boolean {
  const { tokens } = sentence;
  const start = clauseStart(tokens, token);
  if (rule.nowhere.size === 0) return false;
  if (isSomewhere(sentence, start, token)) return true;
  if (anyOf(tokens, [start, token], OF_ITS_OWN)) return false;
  if (anyOf(tokens, [stretchStart(tokens, token), start], ASPECT)) return true;
  // «公众号发布102条，转发205条»: by the same channel, or by all.
  if (topic?.sentence === sentence) return topic.rule.several !== null && goesOnAlike(tokens, start, token);
  return anyOf(tokens, [0, start - 1], CHANNEL);
}

/** A clause behind a comma that opens no list and names no time of its own. */
function goesOnAlike(tokens: readonly Token[], start: number, token: number): boolean {
  const own = tokens.slice(start, token);
  const isOwn = (one: Token) =>
    one.kind === "date" || hasClass(one, ["of_which", "this_year", "cumulative", "ever"]);
  return tokens[start - 1]?.kind === "break" && !own.some(isOwn);
}

/** «制发公文40件，发布30件»: a verb alone may be of what another figure counted, which is not known. */
export function isOfUnknown({ sentence, token, topic }: FigurePlace, { rule, match }: Candidate): boolean {
  const { tokens } = sentence;
  if (isNought(sentence, token)) return false;
  if (!rule.bareAfter || topic?.sentence === sentence || !isBare(sentence, token, match)) return false;
  if (anyOf(tokens, [clauseStart(tokens, token), token], OWN_BODY)) return false;
  const before = tokens.slice(0, token).findLast((one) => one.kind === "figure" || isStop(one));
  return before?.kind === "figure";
}

/** «文件发布12件，任免发布10件»: in a list, what stands in front of the verb in words that are not known may be a kind. */
export function isOfUnknownKind({ sentence, token }: FigurePlace, { rule, match }: Candidate): boolean {
  const { tokens, text } = sentence;
  if (rule.nowhere.size === 0 || !isBare(sentence, token, match)) return false;
  const lead = text.slice(tokens[match.first - 1]?.to ?? 0, tokens[match.first]?.from);
  const before = tokens.slice(textStart(sentence), token);
  return (
    /\p{L}{2}$/u.test(lead) &&
    before.some(({ kind }) => kind === "figure") &&
    !before.some((one) => hasClass(one, OF_WHICH))
  );
}

const OWN_BODY: ReadonlySet<string> = new Set(["own_body"]);

function isStop(token: Token): boolean {
  return token.kind === "break" && token.strength > 1;
}

/** «在某某网发布内部消息220条»: of a channel that is not known, or a part of all. */
export function isPartSomewhere({ sentence, token }: FigurePlace, { rule, match }: Candidate): boolean {
  if (rule.labelled !== "free") return false;
  const { tokens } = sentence;
  const verb = tokens.findIndex((one, i) => i >= match.first && i < token && hasClass(one, PUBLISH));
  return verb >= 0 && isSomewhere(sentence, clauseStart(tokens, token), verb);
}

const PUBLISH: ReadonlySet<string> = new Set(["publish"]);

/** «在本镇某某平台发布500条»: a channel is named in words that are not known. */
function isSomewhere({ tokens, text }: Sentence, from: number, to: number): boolean {
  let within = false;
  for (let i = from; i < to; i += 1) {
    const [one, next] = [tokens[i], tokens[i + 1]] as const;
    within = hasClass(one, ["channel_of"]) || (within && !hasClass(one, ["publish"]));
    if (within && one?.kind === "title") return true;
    if (within && text.slice(one?.to, next?.from).replace(/\P{L}/gu, "").length > 1) return true;
  }
  return false;
}

/** «受理救助请求40件»: a word that may be of any matter, with letters in front of it that are not known. */
export function isOfAnother({ sentence }: FigurePlace, { match }: Candidate): boolean {
  const { tokens, text } = sentence;
  const at = tokens.findIndex((one, i) => i >= match.first && i <= match.last && hasClass(one, ["bare"]));
  if (at < 0) return false;
  const before = tokens[at - 1];
  const between = text.slice(before?.to ?? 0, tokens[at]?.from);
  return between === "" ? hasClass(before, ["matter"]) : /\p{L}{2}$/u.test(between);
}

/** «部分同意、不存在共3件»: two of a kind are named for one figure. */
export function isJoined({ sentence }: FigurePlace, { rule, match }: Candidate): boolean {
  const { tokens, text } = sentence;
  if (rule.joined === null) return false;
  const first = tokens.findIndex((one, i) => i >= match.first && hasClass(one, [rule.joined ?? ""]));
  let at = first - 1;
  while (hasClass(tokens[at], ["joins"])) at -= 1;
  const [before, own] = [tokens[at], tokens[first]];
  if (!own) return false;
  // «全部或部分发布»: the other is of no class.
  if (at < first - 1 && before?.kind === "word" && !hasClass(before, [rule.joined])) return true;
  if (!hasClass(before, [rule.joined]) || !JOIN.test(text.slice(before?.to, own.from))) return false;
  return rule.labelled !== null || !isAlike(before, own, rule.joined);
}

/** «不存在或不掌握»: both are of the one quantity. */
function isAlike(one: Token | undefined, other: Token, joined: string): boolean {
  if (one?.kind !== "word" || other.kind !== "word") return false;
  return [...one.classes].some((name) => name !== joined && other.classes.has(name));
}

const JOIN = /^(?:[、和及与或]|以及|或者)+$/;

/** «收到97件，受理请求95件»: of what was counted already so many went on. */
export function isTakenOn({ sentence, topic }: FigurePlace, { rule, match }: Candidate): boolean {
  if (rule.labelled !== null || !anyOf(sentence.tokens, [match.first, match.last], TAKEN_ON)) return false;
  if (topic?.sentence.passage !== sentence.passage) return false;
  for (let one: Topic | null = topic; one; one = one.before) if (one.rule === rule) return true;
  return false;
}

const TAKEN_ON: ReadonlySet<string> = new Set(["taken_on"]);

/** «收到请求5件。处理信箱信件36件»: what a word of many matters counts is none of another sentence's, unless that goes on. */
export function isElsewhere(place: FigurePlace, { rule, leans }: Candidate): boolean {
  const { sentence, token, topic } = place;
  if (!leans || topic === null || rule.labelled === null || rule.labelled === "free") return false;
  if (goesOn(sentence, topic) || matterNamed(place)) return false;
  const { tokens } = sentence;
  if (anyOf(tokens, [textStart(sentence), token], OF_REQUESTS)) return false;
  return !anyOf(tokens, [clauseStart(tokens, token), token], REQUEST);
}

const OF_REQUESTS: ReadonlySet<string> = new Set(["of_requests"]);

const REQUEST: ReadonlySet<string> = new Set(["request"]);

/** «动态、政策解读等信息5条», «5次培训和会议»: what the noun names is counted together with other things. */
export function isInCompany({ sentence, token }: FigurePlace, { rule, match }: Candidate): boolean {
  const { tokens, text } = sentence;
  const kind = rule.alone;
  if (kind === null) return false;
  const isNoun = (one: Token | undefined) => hasClass(one, [kind]);
  const before = tokens.slice(match.first, token).findLastIndex(isNoun);
  const at = before >= 0 ? match.first + before : tokens.findIndex((one, i) => i > token && isNoun(one));
  const [last, own, next] = [tokens[at - 1], tokens[at], tokens[at + 1]];
  if (!own || at > Math.max(token, match.last)) return false;
  const lead = text.slice(last?.to ?? 0, own.from);
  const opens = last?.kind === "figure" || last?.kind === "break";
  if (!opens && !isNoun(last) && (JOINED_TO.test(lead) || (lead === "" && hasClass(last, ["joins"]))))
    return true;
  return before < 0 && !isNoun(next) && JOINS_NEXT.test(text.slice(own.to));
}

const JOINED_TO = /[、和及与或]$/;
const JOINS_NEXT = /^[、和及与或]/;

/** «网上收到5件»: what came in another way may be told elsewhere, or not at all. */
export function isNarrowed({ sentence, token }: FigurePlace, { rule, match }: Candidate): boolean {
  if (rule.narrowed.size === 0) return false;
  const { tokens } = sentence;
  if (isNarrowedInNoun({ sentence, token }, { rule, match })) return true;
  const own = tokens.slice(clauseStart(tokens, token), token);
  const subject = own.find((one) => one.kind === "word" && !hasClass(one, LEADS_IN));
  // «通过邮寄、网络提交的共9件»: several ways are named, and so all there were.
  return hasClass(subject, rule.narrowed) && own.filter((one) => hasClass(one, rule.narrowed)).length === 1;
}

/** «收到信件3件，电话5件»: the noun itself says in which way, and another way is told beside it. */
function isNarrowedInNoun(
  { sentence: { tokens }, token }: Pick<FigurePlace, "sentence" | "token">,
  { rule, match }: Pick<Candidate, "rule" | "match">,
): boolean {
  const next = nextFigure(tokens, token);
  if (next < 0 || !anyOf(tokens, [match.first, match.last], WAY)) return false;
  return anyOf(tokens, [token + 1, next], new Set([...rule.narrowed, ...WAY]));
}

const WAY: ReadonlySet<string> = new Set(["way"]);

/** «窗口受理120件»: handed in where one applies for anything, with no word of which. */
export function isAtCounter({ sentence, token }: FigurePlace, { match }: Candidate): boolean {
  const { tokens } = sentence;
  if (!anyOf(tokens, [match.first, match.last], BARE)) return false;
  return anyOf(tokens, [clauseStart(tokens, token), token], COUNTER);
}

const BARE: ReadonlySet<string> = new Set(["bare"]);
const COUNTER: ReadonlySet<string> = new Set(["service_place"]);

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

function anyWord(tokens: readonly Token[], from: number, to: number): boolean {
  return tokens.slice(from, to).some((one) => one.kind === "word" && !hasClass(one, FILLER));
}

const FILLER: ReadonlySet<string> = new Set(["filler"]);
const LEADS_IN: ReadonlySet<string> = new Set(["filler", "channel_of"]);

/** «按期答复90件，延期答复5件»: the rest of it is told beside it. */
export function isDivided({ sentence, token }: FigurePlace, { rule }: Candidate): boolean {
  if (rule.divided.size === 0) return false;
  const next = nextFigure(sentence.tokens, token);
  return next >= 0 && anyOf(sentence.tokens, [token + 1, next], rule.divided);
}

/** «群众来信、咨询9次»: the word that names the part is listed beside what else it would be a part of. */
export function isListedBeside({ sentence, token }: FigurePlace, { rule, match }: Candidate): boolean {
  if (rule.labelled === null || rule.labelled === "free") return false;
  const label = labelOf(rule, sentence, token, match);
  const next = sentence.tokens.find((one) => label && one.from >= label[1]);
  if (!label || !next || next.from >= (sentence.tokens[token]?.from ?? 0)) return false;
  return JOIN.test(sentence.text.slice(label[1], next.from)) || hasClass(next, ["joins"]);
}

/** «网站20条，微博30条，共50条»: the same may have been published by several channels. */
export function isSumOfWays({ topic }: FigurePlace, { rule, leans }: Candidate): boolean {
  return (
    leans && rule.labelled === null && rule.nowhere.size > 0 && topic !== null && topic.rule.several !== null
  );
}

/** «资金管理信息发布8条», «其中政务发布6条»: what the noun stands for is named in front of it, or it stands among kinds, and may be one. */
export function isOfKind(place: FigurePlace, { rule, match }: Candidate): boolean {
  const { tokens, text } = place.sentence;
  const [before, first] = [tokens[match.first - 1], tokens[match.first]];
  if (rule.nowhere.size === 0 || !first) return false;
  // «…8条、管理发布信息4条»: what stands in an enumeration names a kind, and no deed.
  if (isEnumerated(place.sentence, match)) return true;
  if (!hasClass(first, ["publication"])) return false;
  if (isInList(place)) return true;
  if (before?.to === first.from) return hasClass(before, ["kind", "sort"]);
  return /\p{L}{2}$/u.test(text.slice(before?.to ?? 0, first.from));
}

/** Behind a figure and «、», with letters of its own in front of it. */
function isEnumerated({ tokens, text }: Sentence, { first }: Match): boolean {
  let last = first - 1;
  while (tokens[last]?.kind === "word" && !hasClass(tokens[last], OWN_BODY)) last -= 1;
  const lead = tokens[last]?.kind === "figure" ? text.slice(tokens[last]?.to, tokens[first]?.from) : "";
  return /^、\p{Script=Han}{2,}$/u.test(lead);
}

const ASPECT: ReadonlySet<string> = new Set(["aspect"]);

const OF_ITS_OWN: ReadonlySet<string> = new Set(["whole", "own_body"]);

/** «撤回已发布的12条»: what was made known is what another deed is done to. */
export function isDoneTo({ sentence: { tokens }, token }: FigurePlace, { rule, match }: Candidate): boolean {
  if (rule.nowhere.size === 0 && rule.several === null && rule.labelled !== "free") return false;
  const verb = tokens.findIndex((one, i) => i >= match.first && i < token && hasClass(one, PUBLISH));
  if (verb < 0) return false;
  const own = tokens.slice(clauseStart(tokens, token), verb);
  return own.some((one) => hasClass(one, UNDONE));
}

const UNDONE: ReadonlySet<string> = new Set(["undone"]);
