// Quantities of their own that are named beside parts of what was published, where the noun may name a part as well.
// Must not know which patterns matched; the words are data.
import type { StatementDoubt } from "../model/prose.ts";
import { anyOf, clauseStart } from "./clauses.ts";
import type { Figure, FigurePlace, Finding } from "./finding.ts";
import { isInList } from "./listed.ts";
import type { Sentence } from "./sentence.ts";
import type { Token } from "./tokens.ts";
import { nextFigure } from "./wider.ts";

/** A quantity that nothing follows from does not end the list of parts that it stands in; what is named there may be a part. */
export function besideParts(named: Finding, place: FigurePlace): Finding {
  const opens = place.all.some(({ after }) => after?.has(named.rule.key));
  const isBareNoun = named.rule.alone !== null && !hasVerb(place.sentence, place.token);
  const isOfKinds = isBareNoun && isBesideKind(place);
  if (opens || !(isInList(place) || isAmongParts(place) || isOfKinds)) return named;
  // «其中动态5条、解读18条»: the noun, with no verb of its own, may name a part as well.
  const isOpen = isOfKinds || (isBareNoun && hasUnitOfWhole(place));
  const doubts: readonly StatementDoubt[] = named.rule.labelled === null && !isOpen ? [] : ["key-open"];
  return { ...named, inList: true, doubts: [...named.doubts, ...doubts] };
}

function hasVerb({ tokens }: Sentence, token: number): boolean {
  return anyOf(tokens, [clauseStart(tokens, token), token], VERBS);
}

/** «解读18条，指南8条», «领域信息236条，解读18条»: in the same unit, a kind of information is counted directly beside it, and no verb says what was done. */
function isBesideKind({ sentence, token }: FigurePlace): boolean {
  const { tokens } = sentence;
  const last = tokens.findLastIndex((one, i) => i < token && one.kind === "figure");
  const next = nextFigure(tokens, token);
  const isKind = (rank: number) => isOfKind(sentence, rank) && unitAt(tokens, rank) === unitAt(tokens, token);
  if (last >= 0 && isNextTo(sentence, last, token) && isKind(last)) return true;
  // «解读12篇，其中图解5篇»: a part of it.
  const isPart = next >= 0 && anyOf(tokens, [token, next], OF_WHICH);
  return next >= 0 && !isPart && isNextTo(sentence, token, next) && isKind(next);
}

function isOfKind(sentence: Sentence, rank: number): boolean {
  const { tokens } = sentence;
  return !hasVerb(sentence, rank) && anyOf(tokens, [clauseStart(tokens, rank), rank], KINDS);
}

function unitAt(tokens: readonly Token[], rank: number): string {
  return (tokens[rank] as Figure).numeral.unit;
}

/** Nothing but a mark, and no bracket, stands between the figure and the clause of the other. */
function isNextTo({ tokens, text }: Sentence, one: number, other: number): boolean {
  const marks = tokens[one + 1]?.kind === "break" ? 2 : 1;
  return /[、,;]/.test(text.charAt(tokens[one]?.to ?? -1)) && clauseStart(tokens, other) - one <= marks;
}

function hasUnitOfWhole({ sentence, token, topic }: FigurePlace): boolean {
  const [own, whole] = [sentence.tokens[token], topic?.sentence.tokens[topic.token]];
  if (topic?.rule.labelled === "free" || own?.kind !== "figure" || whole?.kind !== "figure") return false;
  return own.numeral.unit === whole.numeral.unit;
}

const VERBS: ReadonlySet<string> = new Set(["publish", "made", "issue", "held", "receive"]);
const KINDS: ReadonlySet<string> = new Set(["sort", "kind", "entry", "field"]);

/** «机构信息1条、政策解读3条、计划4条»: a list of parts that no total opened. */
function isAmongParts({ sentence, topic }: FigurePlace): boolean {
  return topic?.sentence === sentence && topic.rule.labelled === "free";
}

const OF_WHICH: ReadonlySet<string> = new Set(["of_which"]);
