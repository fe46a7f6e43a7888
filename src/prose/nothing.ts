// Whether a figure states nothing: it is denied, compared with, a rule's or a plan's, or counts things of another kind.
// Must not know which patterns matched; the words are data.
import { anyOf, clauseStart } from "./clauses.ts";
import type { Figure } from "./finding.ts";
import { hasClass } from "./pattern.ts";
import type { Sentence } from "./sentence.ts";
import type { Token } from "./tokens.ts";

/** A denied figure, the figure of a comparison or of a rule, the number of channels or of leaflets. */
export function statesNothing(sentence: Sentence, token: number): boolean {
  const { tokens, bareUnits } = sentence;
  const before = tokens[token - 1];
  if (hasClass(before, ["deny"]) && !hasClass(before, ["names_none"])) return true;
  if (isCompared(tokens, token) || isRule(tokens, token) || isPlanned(sentence, token)) return true;
  if (hasClass(before, CARRIER) || isRate(sentence, token)) return true;
  return hasClass(before, THING) && bareUnits.has((tokens[token] as Figure).numeral.unit);
}

/** «0.5元/页»: the price of one. */
function isRate({ tokens, text }: Sentence, token: number): boolean {
  return text.charAt(tokens[token]?.to ?? -1) === "/";
}

const CARRIER: ReadonlySet<string> = new Set(["carrier"]);
/** «栏目14个»: counted themselves where the unit counts anything. */
const THING: ReadonlySet<string> = new Set(["channel_any", "thing"]);

/** «比上年增加12条»: a figure of a comparison states nothing by itself. */
function isCompared(tokens: readonly Token[], token: number): boolean {
  const start = clauseStart(tokens, token);
  if (anyOf(tokens, [start, token], COMPARED)) return true;
  return hasClass(tokens[token - 1], ["change"]);
}

/** Compared with, or what something else is a share of: «占总数120件的80%». */
const COMPARED: ReadonlySet<string> = new Set(["compared", "share"]);

/** «每次不少于2条», «200条以上的目标»: a rule, and no fact. */
function isRule(tokens: readonly Token[], token: number): boolean {
  const behind = hasClass(tokens[token + 1], OR_MORE) ? token + 2 : token + 1;
  const next = hasClass(tokens[behind], FILLER) ? tokens[behind + 1] : tokens[behind];
  if (hasClass(next, GOAL) && tokens[behind]?.from === tokens[behind - 1]?.to) return true;
  return anyOf(tokens, [clauseStart(tokens, token), token], RULE);
}

const RULE: ReadonlySet<string> = new Set(["rule"]);
const OR_MORE: ReadonlySet<string> = new Set(["or_more"]);
const FILLER: ReadonlySet<string> = new Set(["filler"]);
const GOAL: ReadonlySet<string> = new Set(["goal"]);

/** «明年将发布300条，办班4次»: what goes on with a plan is planned, until a clause says what was done. */
function isPlanned({ tokens, year }: Sentence, token: number): boolean {
  const from = tokens.findLastIndex((one, i) => i < token && one.kind === "break" && one.strength > 1);
  const plan = tokens.findLastIndex((one, i) => i > from && i < token && hasClass(one, PLAN));
  if (plan < 0) return false;
  const isLater = (one: Token) => one.kind === "date" && year !== null && (one.year ?? year) > year;
  const start = clauseStart(tokens, plan);
  const isNext = hasClass(tokens[plan], PLAN_NEXT) || tokens.slice(start, plan).some(isLater);
  return !anyOf(tokens, [plan + 1, token], isNext ? FACT : FACT_OF_YEAR);
}

const PLAN: ReadonlySet<string> = new Set(["plan"]);
const PLAN_NEXT: ReadonlySet<string> = new Set(["plan_next"]);
const FACT: ReadonlySet<string> = new Set(["fact"]);
const FACT_OF_YEAR: ReadonlySet<string> = new Set(["fact", "this_year"]);
