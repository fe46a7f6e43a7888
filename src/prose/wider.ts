// Whether more is counted than the words that name a quantity say, which only what stands behind the figure tells.
// Must not know which patterns matched; the words are data.
import { anyOf } from "./clauses.ts";
import type { Candidate, FigurePlace } from "./finding.ts";
import { hasClass } from "./pattern.ts";
import type { Sentence } from "./sentence.ts";

/** «案件12件，其中信息类3件», «咨询90次，但关于信息的6次»: only a part of them is about it. */
export function isWider({ tokens }: Sentence, token: number, about: ReadonlySet<string>): boolean {
  const next = nextFigure(tokens, token);
  const which = tokens.findIndex((one, i) => i > token && i < next && hasClass(one, PARTS));
  return which >= 0 && anyOf(tokens, [which, next], about);
}

const PARTS: ReadonlySet<string> = new Set(["of_which", "yet"]);

/** «受理请求12件，其中信息请求3件»: the noun alone is of any matter, and only a part is of this one. */
export function isOfAny({ sentence: { tokens }, token }: FigurePlace, { match }: Candidate): boolean {
  const noun = tokens.slice(match.first, match.last + 1).find((one) => hasClass(one, REQUEST));
  if (!hasClass(noun, BARE)) return false;
  const next = nextFigure(tokens, token);
  const which = tokens.findIndex((one, i) => i > token && i < next && hasClass(one, PARTS));
  const isNamed = (one: (typeof tokens)[number]) => hasClass(one, REQUEST) && !hasClass(one, BARE);
  return which >= 0 && tokens.slice(which, next).some(isNamed);
}

const REQUEST: ReadonlySet<string> = new Set(["request"]);
const BARE: ReadonlySet<string> = new Set(["bare"]);

/** «受理15件（含去年2件）», «发布15件，其中部分发布2件»: more is counted than the quantity. */
export function isWidened({ sentence, token }: FigurePlace, { rule }: Candidate): boolean {
  const { tokens, text } = sentence;
  if (isAllOf(sentence, token, rule.widened)) return true;
  if (rule.widened.size === 0 || !/[(,]/.test(text.charAt(tokens[token]?.to ?? -1))) return false;
  const next = nextFigure(tokens, token);
  return next >= 0 && hasClass(tokens[token + 2], INCLUDES) && anyOf(tokens, [token + 2, next], rule.widened);
}

const INCLUDES: ReadonlySet<string> = new Set(["includes", "of_which"]);

/** «受理8件，均为去年转来»: all of them are what it should not include. */
function isAllOf({ tokens, text }: Sentence, token: number, widened: ReadonlySet<string>): boolean {
  if (text.charAt(tokens[token]?.to ?? -1) !== "," || !hasClass(tokens[token + 2], ALIKE)) return false;
  const end = tokens.findIndex((one, i) => i > token + 1 && (one.kind === "break" || one.kind === "figure"));
  return anyOf(tokens, [token + 2, end < 0 ? tokens.length : end], widened);
}

const ALIKE: ReadonlySet<string> = new Set(["alike", "distributes"]);

export function nextFigure(tokens: Sentence["tokens"], token: number): number {
  return tokens.findIndex((one, i) => i > token && one.kind === "figure");
}
