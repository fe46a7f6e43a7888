// Whether the words around a figure leave open what is counted: another deed, a kind of thing, several things at once.
// Must not know which patterns matched; the words are data.

import { isNought } from "./about.ts";
import { anyOf, clauseStart, stretchStart, textStart } from "./clauses.ts";
import type { Candidate, FigurePlace } from "./finding.ts";
import { labelOf } from "./label.ts";
import { isInList } from "./listed.ts";
import type { Match } from "./pattern.ts";
import { hasClass, isBare } from "./pattern.ts";
import type { Sentence } from "./sentence.ts";
import type { Token } from "./tokens.ts";
import { isBehindUnknown } from "./unknown.ts";

/** «制发公文40件，发布30件»: a verb alone may be of what another figure counted, which is not known. */
export function isOfUnknown({ sentence, token, topic }: FigurePlace, { rule, match }: Candidate): boolean {
  const { tokens } = sentence;
  if (isNought(sentence, token)) return false;
  if (!rule.bareAfter || topic?.sentence === sentence || !isBare(sentence, token, match)) return false;
  if (anyOf(tokens, [clauseStart(tokens, token), token], OWN_BODY)) return false;
  const before = tokens.slice(0, token).findLast((one) => one.kind === "figure" || isStop(one));
  return before?.kind === "figure";
}

/** «文件发布12件，任免发布10件», «许可发布10件»: in a list, what stands in front of the verb in words that are not known, or that name another matter, may be a kind. */
export function isOfUnknownKind({ sentence, token }: FigurePlace, { rule, match }: Candidate): boolean {
  if (rule.nowhere.size === 0 || !isBare(sentence, token, match)) return false;
  const { tokens } = sentence;
  if (!tokens.slice(textStart(sentence), token).some(({ kind }) => kind === "figure")) return false;
  const [before, verb] = [tokens[match.first - 1], tokens[match.first]];
  if (before?.to === verb?.from && hasClass(before, OTHER_MATTERS)) return true;
  return isBehindUnknown(sentence, match.first);
}

/** «解说不多，全年仅发布3条»: a verb alone may count what a clause before names, which is a quantity of its own. */
export function isOfNounBefore({ sentence, token, all }: FigurePlace, { rule, match }: Candidate): boolean {
  if (rule.nowhere.size === 0 || !isBare(sentence, token, match)) return false;
  const { tokens } = sentence;
  const [from, start] = [stretchStart(tokens, token), clauseStart(tokens, token)];
  if (anyOf(tokens, [start, token], OF_ITS_OWN)) return false;
  return from < start && anyOf(tokens, [from, start - 1], new Set(all.flatMap(({ alone }) => alone ?? [])));
}

const OF_ITS_OWN: ReadonlySet<string> = new Set(["whole", "own_body"]);
const OTHER_MATTERS: ReadonlySet<string> = new Set([
  "matter",
  "proposal",
  "training",
  "complaint",
  "neutral",
]);

function isStop(token: Token): boolean {
  return token.kind === "break" && token.strength > 1;
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

/** «群众来信、咨询9次»: the word that names the part is listed beside what else it would be a part of. */
export function isListedBeside({ sentence, token }: FigurePlace, { rule, match }: Candidate): boolean {
  if (rule.labelled === null || rule.labelled === "free") return false;
  const label = labelOf(rule, sentence, token, match);
  const next = sentence.tokens.find((one) => label && one.from >= label[1]);
  if (!label || !next || next.from >= (sentence.tokens[token]?.from ?? 0)) return false;
  return JOIN.test(sentence.text.slice(label[1], next.from)) || hasClass(next, ["joins"]);
}

/** «资金管理信息发布8条», «其中政务发布6条»: what the noun stands for is named in front of it, or it stands among kinds, and may be one. */
export function isOfKind(place: FigurePlace, { rule, match }: Candidate): boolean {
  const { tokens } = place.sentence;
  const [before, first] = [tokens[match.first - 1], tokens[match.first]];
  if (rule.nowhere.size === 0 || !first) return false;
  // «…8条、管理发布信息4条»: what stands in an enumeration names a kind, and no deed.
  if (isEnumerated(place.sentence, match)) return true;
  if (!hasClass(first, ["publication"])) return false;
  if (isInList(place)) return true;
  if (before?.to === first.from) return hasClass(before, ["kind", "sort"]);
  return isBehindUnknown(place.sentence, match.first);
}

/** Behind a figure and «、», with letters of its own in front of it. */
function isEnumerated({ tokens, text }: Sentence, { first }: Match): boolean {
  let last = first - 1;
  while (tokens[last]?.kind === "word" && !hasClass(tokens[last], OWN_BODY)) last -= 1;
  const lead = tokens[last]?.kind === "figure" ? text.slice(tokens[last]?.to, tokens[first]?.from) : "";
  return /^、\p{Script=Han}{2,}$/u.test(lead);
}

/** «撤回已发布的12条»: what was made known is what another deed is done to. */
export function isDoneTo({ sentence: { tokens }, token }: FigurePlace, { rule, match }: Candidate): boolean {
  if (rule.nowhere.size === 0 && rule.several === null && rule.labelled !== "free") return false;
  const verb = tokens.findIndex((one, i) => i >= match.first && i < token && hasClass(one, PUBLISH));
  if (verb < 0) return false;
  const own = tokens.slice(clauseStart(tokens, token), verb);
  return own.some((one) => hasClass(one, UNDONE));
}

const OWN_BODY: ReadonlySet<string> = new Set(["own_body"]);
const PUBLISH: ReadonlySet<string> = new Set(["publish"]);
const JOIN = /^(?:[、和及与或]|以及|或者)+$/;
const JOINED_TO = /[、和及与或]$/;
const JOINS_NEXT = /^[、和及与或]/;
const UNDONE: ReadonlySet<string> = new Set(["undone"]);

/** «另有各村张贴1300份», «另外，某某发布200条»: beside what was counted, so that it is no part of that, nor the whole. */
export function isApart({ sentence: { tokens }, token, topic }: FigurePlace, { rule }: Candidate): boolean {
  if (rule.labelled !== "free" && (rule.nowhere.size === 0 || topic === null)) return false;
  return anyOf(tokens, [stretchStart(tokens, token), token], APART);
}

/** «专职民警412名»: another noun stands between the word for staff and their number. */
export function isOfOthers({ sentence, token }: FigurePlace, { rule, match }: Candidate): boolean {
  const { tokens, text } = sentence;
  if (!rule.standing || match.last > token) return false;
  // «人员都是兼职，一人多岗»: in another clause, and what is counted stands behind the figure, in words that are not known.
  const behind = tokens[token]?.to ?? 0;
  if (
    match.first < clauseStart(tokens, token) &&
    /^\p{L}/u.test(text.slice(behind)) &&
    tokens[token + 1]?.from !== behind
  )
    return true;
  const from = Math.max(match.first, clauseStart(tokens, token));
  return tokens
    .slice(from, token)
    .some((one, i) => /\p{L}{2}/u.test(text.slice(one.to, tokens[from + i + 1]?.from)));
}

const APART: ReadonlySet<string> = new Set(["apart"]);
