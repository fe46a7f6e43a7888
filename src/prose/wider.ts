// Whether more is counted than the words that name a quantity say, which only what stands behind the figure tells.
// Must not know which patterns matched; the words are data.

import { anyOf, clauseStart, stretchStart, textStart } from "./clauses.ts";
import type { Candidate, FigurePlace, Topic } from "./finding.ts";
import { hasClass } from "./pattern.ts";
import type { Sentence } from "./sentence.ts";
import type { Token } from "./tokens.ts";

/** «案件12件，其中信息类3件», «咨询90次，但关于信息的6次», «案件12件，无涉及信息的»: only a part of them is about it, or none. */
export function isWider({ tokens }: Sentence, token: number, about: ReadonlySet<string>): boolean {
  const part = partBehind(tokens, token) ?? concernedBehind(tokens, token);
  return part !== null && anyOf(tokens, part, about);
}

/** The ranks of the next clause where it counts, or denies, what is concerned with something; null where it does not. */
function concernedBehind(tokens: Sentence["tokens"], token: number): readonly [number, number] | null {
  const from = tokens.findIndex((one, i) => i > token && one.kind === "break") + 1;
  const end = tokens.findIndex((one, i) => i >= from && (one.kind === "break" || one.kind === "figure"));
  const last = end < 0 ? tokens.length : end;
  if (from === 0 || nextFigure(tokens.slice(0, from), token) >= 0 || !anyOf(tokens, [from, last], CONCERNS))
    return null;
  return tokens[end]?.kind === "figure" || anyOf(tokens, [from, last], DENIES) ? [from, last] : null;
}

const CONCERNS: ReadonlySet<string> = new Set(["concern"]);
const DENIES: ReadonlySet<string> = new Set(["deny", "deny_verb"]);

/** «官司5起，均为处罚案件；涉及信息的官司没有»: the matter is named again behind it, and only there with what it is about. */
export function isSetApart({ tokens }: Sentence, token: number, { rule, match }: Candidate): boolean {
  const { about, denied } = rule;
  const end = Math.max(token, match.last);
  if (denied === null || anyOf(tokens, [clauseStart(tokens, token), end], about)) return false;
  const heads = new Set([denied.heads]);
  const again = tokens.findIndex((one, i) => i > end && hasClass(one, heads));
  return again >= 0 && anyOf(tokens, [clauseStart(tokens, again), again - 1], about);
}

/** «信息类案件1件。全镇官司12件»: of all that the organ or its area has, where beside it one of them is said to be about it, and this is not. */
export function isOfWholeBody(place: FigurePlace, { rule: { about }, match }: Candidate): boolean {
  const { sentence, token, topic, denied } = place;
  const { tokens } = sentence;
  const own = [stretchStart(tokens, token), Math.max(token, match.last)] as const;
  if (!anyOf(tokens, own, WHOLE_BODY) || anyOf(tokens, own, about)) return false;
  const next = tokens.findIndex((one, i) => i > own[1] && hasClass(one, MATTER));
  if (next >= 0 && anyOf(tokens, [clauseStart(tokens, next), next], about)) return true;
  return [topic, denied].some((one) => one !== null && isSaidOf(one, sentence, own[0], about));
}

/** The quantity, or one before it in its sentence, stands in the passage, and is one that has to be said to be about it, and is. */
function isSaidOf(
  last: Topic,
  { passage, tokens }: Sentence,
  from: number,
  about: ReadonlySet<string>,
): boolean {
  const { sentence } = last;
  if (sentence.passage !== passage) return false;
  const end = sentence.tokens === tokens ? from - 1 : sentence.tokens.length;
  for (let one: Topic | null = last; one; one = one.before)
    if (one.rule.about.size > 0 && [...one.rule.about].every((name) => about.has(name)))
      return anyOf(sentence.tokens, [textStart(sentence) + 1, end], about);
  return false;
}

const MATTER: ReadonlySet<string> = new Set(["review", "lawsuit", "complaint"]);
const WHOLE_BODY: ReadonlySet<string> = new Set(["whole_body"]);

/** The ranks from «其中» behind a figure to the next figure; null where no part is named. */
function partBehind(tokens: Sentence["tokens"], token: number): readonly [number, number] | null {
  const next = nextFigure(tokens, token);
  const which = tokens.findIndex((one, i) => i > token && i < next && hasClass(one, PARTS));
  return which < 0 ? null : [which, next];
}

const PARTS: ReadonlySet<string> = new Set(["of_which", "yet"]);

/** «受理请求12件，其中信息请求3件», «受理请求12件，其中信息类3件»: the noun alone is of any matter, and only a part is of this one. */
export function isOfAny({ sentence: { tokens }, token }: FigurePlace, { match }: Candidate): boolean {
  const noun = tokens.slice(match.first, match.last + 1).find((one) => hasClass(one, REQUEST));
  if (!hasClass(noun, BARE)) return false;
  const part = partBehind(tokens, token);
  const words = part === null ? [] : tokens.slice(part[0] + 1, part[1]);
  const isNamed = (one: (typeof tokens)[number]) => hasClass(one, REQUEST) && !hasClass(one, BARE);
  const isIt = words.some((one) => hasClass(one, IT)) && words.every((one) => hasClass(one, SAYS_IT));
  return isIt || words.some(isNamed);
}

/** What the collection is about, and what may stand beside it where it says so. */
const IT: ReadonlySet<string> = new Set(["publication", "information"]);
const SAYS_IT: ReadonlySet<string> = new Set([...IT, "sort", "filler", "concern"]);

const REQUEST: ReadonlySet<string> = new Set(["request"]);
const BARE: ReadonlySet<string> = new Set(["bare"]);

/** «受理15件（含去年2件）», «发布15件，其中部分发布2件»: more is counted than the quantity. */
export function isWidened({ sentence, token }: FigurePlace, { rule }: Candidate): boolean {
  const { tokens, text } = sentence;
  if (rule.widened.size > 0 && isAllOf(sentence, token, rule.widened)) return true;
  if (rule.widened.size === 0 || !/[(,]/.test(text.charAt(tokens[token]?.to ?? -1))) return false;
  const next = nextFigure(tokens, token);
  return next >= 0 && hasClass(tokens[token + 2], INCLUDES) && anyOf(tokens, [token + 2, next], rule.widened);
}

const INCLUDES: ReadonlySet<string> = new Set(["includes", "of_which"]);

/** «受理8件，均为去年转来», «受理8件，为2011年转来»: all of them are what it should not include. */
function isAllOf({ tokens, text, year }: Sentence, token: number, widened: ReadonlySet<string>): boolean {
  if (text.charAt(tokens[token]?.to ?? -1) !== "," || !hasClass(tokens[token + 2], ALIKE)) return false;
  const end = tokens.findIndex((one, i) => i > token + 1 && (one.kind === "break" || one.kind === "figure"));
  const to = end < 0 ? tokens.length : end;
  if (anyOf(tokens, [token + 2, to], widened)) return true;
  const isEarlier = (one: Token) =>
    one.kind === "date" && one.year !== null && year !== null && one.year < year;
  return tokens.some(
    (one, i) => i > token + 2 && i < to && isEarlier(one) && hasClass(tokens[i + 1], CARRIED),
  );
}

const ALIKE: ReadonlySet<string> = new Set(["is_of", "distributes"]);
const CARRIED: ReadonlySet<string> = new Set(["carried"]);

export function nextFigure(tokens: Sentence["tokens"], token: number): number {
  return tokens.findIndex((one, i) => i > token && one.kind === "figure");
}

/** «收到97件，受理请求95件»: of what was counted already so many went on. */
export function isTakenOn({ sentence, topic }: FigurePlace, { rule, match }: Candidate): boolean {
  if (rule.labelled !== null || !anyOf(sentence.tokens, [match.first, match.last], TAKEN_ON)) return false;
  if (topic?.sentence.passage !== sentence.passage) return false;
  for (let one: Topic | null = topic; one; one = one.before) if (one.rule === rule) return true;
  return false;
}

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

/** «发布政务信息90条，党务信息120条，共210条»: the sum stands behind, and this is what it adds up. */
export function isAddedUp({ sentence: { tokens }, token }: FigurePlace, { rule }: Candidate): boolean {
  if (rule.nowhere.size === 0) return false;
  const end = tokens.findIndex((one, i) => i > token && one.kind === "break" && one.strength > 1);
  const behind = tokens.slice(token + 1, end < 0 ? tokens.length : end);
  const sum = behind.findIndex(
    (one, i) => isSum(one) && behind[i - 1]?.kind === "break" && behind[i + 1]?.kind === "figure",
  );
  return sum >= 0 && !behind.slice(0, sum).some((one) => hasClass(one, INCLUDES));
}

function isSum(token: Sentence["tokens"][number]): boolean {
  return hasClass(token, SUM);
}

const SUM: ReadonlySet<string> = new Set(["sum"]);

/** «按期答复90件，延期答复5件»: the rest of it is told beside it. */
export function isDivided({ sentence, token }: FigurePlace, { rule }: Candidate): boolean {
  if (rule.divided.size === 0) return false;
  const next = nextFigure(sentence.tokens, token);
  return next >= 0 && anyOf(sentence.tokens, [token + 1, next], rule.divided);
}

const TAKEN_ON: ReadonlySet<string> = new Set(["taken_on"]);
const WAY: ReadonlySet<string> = new Set(["way"]);
const LEADS_IN: ReadonlySet<string> = new Set(["filler", "channel_of"]);
