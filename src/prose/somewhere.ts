// Whether what was made known may have been so in another place than the words around a figure name.
// Must not know which patterns matched; the words are data.

import { anyOf, clauseStart, stretchStart } from "./clauses.ts";
import type { Candidate, FigurePlace } from "./finding.ts";
import { hasClass } from "./pattern.ts";
import type { Sentence } from "./sentence.ts";
import type { Token } from "./tokens.ts";

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

/** «在某某网发布内部消息220条»: of a channel that is not known, or a part of all. */
export function isPartSomewhere({ sentence, token }: FigurePlace, { rule, match }: Candidate): boolean {
  if (rule.labelled !== "free") return false;
  const { tokens } = sentence;
  const verb = tokens.findIndex((one, i) => i >= match.first && i < token && hasClass(one, PUBLISH));
  return verb >= 0 && isSomewhere(sentence, clauseStart(tokens, token), verb);
}

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

/** «网站20条，微博30条，共50条»: the same may have been published by several channels. */
export function isSumOfWays({ topic }: FigurePlace, { rule, leans }: Candidate): boolean {
  return (
    leans && rule.labelled === null && rule.nowhere.size > 0 && topic !== null && topic.rule.several !== null
  );
}

const CHANNEL: ReadonlySet<string> = new Set(["channel_any", "catalogue"]);
const PUBLISH: ReadonlySet<string> = new Set(["publish"]);
const ASPECT: ReadonlySet<string> = new Set(["aspect"]);
const OF_ITS_OWN: ReadonlySet<string> = new Set(["whole", "own_body"]);
