// Whether the words in front of a figure prove what it counts: none that is unknown, no whole that is, no other deed.
// Must not know which patterns matched; the words are data.
import { isNought } from "./about.ts";
import { anyOf, clauseStart, firstFigure, textStart } from "./clauses.ts";
import type { Candidate, FigurePlace, Finding } from "./finding.ts";
import { hasClass } from "./pattern.ts";
import type { Sentence } from "./sentence.ts";
import type { Token } from "./tokens.ts";
import { isBehindUnknown } from "./unknown.ts";
import { nextFigure } from "./wider.ts";

/** «举办技术讲座14期»: of a noun of any matter, letters in front that are no word of any class may say which. */
export function isUnread({ sentence, token }: FigurePlace, { rule, match }: Candidate): boolean {
  if (rule.about.size === 0 || isNought(sentence, token)) return false;
  const { tokens } = sentence;
  const start = clauseStart(tokens, token);
  if (anyOf(tokens, [start, Math.max(token, match.last)], rule.about)) return false;
  const noun = Math.min(match.last, token - 1);
  return noun >= start && isBehindUnknown(sentence, noun, (one) => hasClass(one, LED_UP));
}

/** «下属9个站在某处张贴210条»: a number of others is the subject. */
export function isOfSeveral({ sentence, token }: FigurePlace, { rule }: Candidate): boolean {
  if (rule.several === null && rule.nowhere.size === 0) return false;
  const { tokens, text, bareUnits } = sentence;
  const start = clauseStart(tokens, token);
  const before = tokens[start - 1];
  if (before?.kind !== "figure" || !bareUnits.has(before.numeral.unit)) return false;
  const mode = tokens.findIndex((one, i) => i >= start && i < token && hasClass(one, CHANNEL_OF));
  return mode >= 0 && /^\p{L}+$/u.test(text.slice(before.to, tokens[mode]?.from));
}

/** «12331来电9件»: a bare number that touches the noun is a name, and what is counted came in under it. */
export function isNumbered({ sentence: { tokens } }: FigurePlace, { match }: Candidate): boolean {
  const [before, first] = [tokens[match.first - 1], tokens[match.first]];
  if (!before || before.to !== first?.from) return false;
  return before.kind === "number" || (before.kind === "figure" && before.numeral.unit === "");
}

/** «发布9件，部分发布3件，不发布6件»: among outcomes the bare verb names one as well. */
export function isAmongOutcomes({ sentence, token }: FigurePlace, { rule, match }: Candidate): boolean {
  const { tokens } = sentence;
  if (rule.nowhere.size === 0 || !anyOf(tokens, [match.first, token], BARE_GRANT)) return false;
  const next = nextFigure(tokens, token);
  return next >= 0 && anyOf(tokens, [token + 1, next], OUTCOMES);
}

/** «网站发布3万条，其中我街道215条»: the organ's own is a part, and so the whole is of more than it. */
export function isMoreThanOwn({ sentence: { tokens }, token }: FigurePlace, { rule }: Candidate): boolean {
  if (rule.several === null) return false;
  const next = nextFigure(tokens, token);
  const which = tokens.findIndex((one, i) => i > token && i < next && hasClass(one, OF_WHICH));
  return (
    which >= 0 &&
    anyOf(tokens, [which, next], OWN_BODY) &&
    !anyOf(tokens, [clauseStart(tokens, token), token], OWN_BODY)
  );
}

/** «图书馆另行发布1180条»: what else others make known, named like channels, with no word of «in» or «by». */
export function isOthersChannel({ sentence: { tokens }, token }: FigurePlace, { rule }: Candidate): boolean {
  if (rule.several === null) return false;
  const own = tokens.slice(clauseStart(tokens, token), token);
  const way = own.findIndex((one) => hasClass(one, CHANNEL));
  return (
    way >= 0 &&
    !own.some((one) => hasClass(one, CHANNEL_OF)) &&
    own.slice(way).some((one) => hasClass(one, APART))
  );
}

/** «引进项目32个，其中亿元以上9个»: the parts are of a whole that was not found to be any quantity, or is one that has no such parts. */
export function isPartOfUnknown(
  sentence: Sentence,
  { token, rule }: Finding,
  said: readonly Finding[],
): boolean {
  const isTotal = rule.nowhere.size > 0;
  if (rule.labelled !== "free" && !isTotal) return false;
  const { tokens } = sentence;
  const from = textStart(sentence) + 1;
  const which = tokens.findLastIndex((one, i) => i >= from && i < token && hasClass(one, OF_WHICH));
  const whole = tokens.findLastIndex(
    (one, i) => i >= from && i < which && one.kind === "figure" && !isComparison(tokens, i),
  );
  // «平台发布486条，其中机关发布171条»: of a channel's, the organ's own is that channel's as well.
  if (isTotal)
    return (
      anyOf(tokens, [which, token], OWN_BODY) &&
      said.some((one) => one.token === whole && one.rule.several !== null)
    );
  const isDone = (one: Token) => hasClass(one, PUBLISH) && !hasClass(one, PUBLICATION);
  if (whole < 0 || tokens.slice(which, token).some(isDone)) return false;
  const first = firstFigure(tokens, whole);
  const isWhole = (one: Finding) => one.rule === rule || (rule.after?.has(one.rule.key) ?? true);
  return !said.some((one) => one.token >= first && one.token <= whole && isWhole(one));
}

/** «…，较去年增加33条»: it says nothing by itself. */
function isComparison(tokens: Sentence["tokens"], token: number): boolean {
  return anyOf(tokens, [clauseStart(tokens, token), token], COMPARES);
}

const COMPARES: ReadonlySet<string> = new Set(["compared", "change", "share"]);
const BARE_GRANT: ReadonlySet<string> = new Set(["bare_grant"]);

const PUBLISH: ReadonlySet<string> = new Set(["publish"]);
const PUBLICATION: ReadonlySet<string> = new Set(["publication"]);
const LED_UP: ReadonlySet<string> = new Set(["kind", "linking"]);
const OUTCOMES: ReadonlySet<string> = new Set(["partly", "refuse", "not_provided"]);
const OF_WHICH: ReadonlySet<string> = new Set(["of_which"]);
const OWN_BODY: ReadonlySet<string> = new Set(["own_body"]);
const CHANNEL: ReadonlySet<string> = new Set(["channel_any", "catalogue"]);
const CHANNEL_OF: ReadonlySet<string> = new Set(["channel_of"]);
const APART: ReadonlySet<string> = new Set(["apart"]);
