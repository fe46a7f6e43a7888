// Reads what the figures of a sentence state: which quantity, which part of it.
// Must not know the table, periods or places; the words are data.
import type { Pattern, StatementDoubt, StatementRule } from "../model/prose.ts";
import { hasClass, type Match, matchAround, type Reach } from "./pattern.ts";
import type { Sentence } from "./sentence.ts";
import type { Token } from "./tokens.ts";

/** A statement found: places are indexes into the sentence's text. */
export interface Finding {
  readonly rule: StatementRule;
  /** Rank of the token that is the figure or the denial. */
  readonly token: number;
  readonly label: readonly [from: number, to: number] | null;
  /** Rank of the last token that led to the key. */
  readonly last: number;
  /** From the first to the last word that led to the key. */
  readonly words: readonly [from: number, to: number];
  readonly doubts: readonly StatementDoubt[];
  /** True when the figure has no time of its own and takes that of the total it is a part of. */
  readonly partOf?: boolean;
}

/** The quantity that was spoken of last. */
export interface Topic {
  readonly rule: StatementRule;
  /** The sentence it stands in, and the rank of its figure there. */
  readonly sentence: Sentence;
  readonly token: number;
}

type Figure = Extract<Token, { kind: "figure" }>;

/** @param floor rank of the last token that belongs to the figure before */
export function readFigure(
  sentence: Sentence,
  token: number,
  topic: Topic | null,
  floor: number,
  rules: readonly StatementRule[],
): Finding[] {
  const figure = sentence.tokens[token] as Figure;
  if (
    hasClass(sentence.tokens[token - 1], ["deny"]) ||
    isCompared(sentence.tokens, token) ||
    isRule(sentence.tokens, token)
  )
    return [];
  const fitting = rules.filter((rule) => mayCount(rule, figure));
  const place: FigurePlace = {
    sentence,
    token,
    topic,
    floor,
    named: isNamedBehind(sentence, figure),
    rules: fitting,
    all: rules,
  };
  return (
    explicit(place, 0) ??
    listed(place) ??
    continued(sentence, token, topic) ??
    explicit(place, 1) ??
    explicit(place, 2) ??
    []
  );
}

/** A nought needs no unit. */
function mayCount(rule: StatementRule, { numeral }: Figure): boolean {
  return rule.units.has(numeral.unit) || (numeral.unit === "" && numeral.value === "0");
}

/** A figure, what was said before it, and the rules whose units it has. */
interface FigurePlace {
  readonly sentence: Sentence;
  readonly token: number;
  readonly topic: Topic | null;
  readonly floor: number;
  /** What is counted stands directly behind the figure. */
  readonly named: boolean;
  readonly rules: readonly StatementRule[];
  readonly all: readonly StatementRule[];
}

/** «14个大类»: the unit counts anything, and a word behind it says what. */
function isNamedBehind({ text, bareUnits }: Sentence, { to, numeral }: Figure): boolean {
  return bareUnits.has(numeral.unit) && /\p{L}/u.test(text.charAt(to));
}

/** The topic is one that the rule comes after, and of the same paragraph. */
function follows(rule: StatementRule, { topic, sentence }: FigurePlace): boolean {
  return (
    topic !== null &&
    (rule.after?.has(topic.rule.key) ?? false) &&
    topic.sentence.passage === sentence.passage
  );
}

interface Candidate {
  readonly rule: StatementRule;
  readonly match: Match;
  readonly open: boolean;
}

function explicit(place: FigurePlace, reach: Reach): Finding[] | null {
  const found = place.rules.flatMap((rule) => candidate(rule, place, reach) ?? []);
  return found.length === 0 ? null : settle(place, found);
}

/** The rule's best match around the figure, unless words there speak against it. */
function candidate(rule: StatementRule, place: FigurePlace, reach: Reach): Candidate | null {
  const { sentence, token } = place;
  const view = { tokens: sentence.tokens, text: sentence.text, reach, floor: place.floor };
  const around = (pattern: Pattern) => matchAround(pattern, view, token);
  let best: Candidate | null = null;
  for (const pattern of rule.told) {
    if (pattern.follows && !follows(rule, place)) continue;
    if (place.named && pattern.after.length === 0) continue;
    const match = around(pattern);
    if (match && match.weight > (best?.match.weight ?? -1)) best = { rule, match, open: pattern.open };
  }
  if (!best || !allowed(rule, sentence, token, best.match) || rule.not.some(around)) return null;
  return rule.labelled === "free" && labelOf(rule, sentence, token, best.match) === null ? null : best;
}

/** Several quantities named for one figure: all of them where it is 0, none where it is their sum; else the best fit. */
function settle(place: FigurePlace, found: readonly Candidate[]): Finding[] {
  const { sentence, token, all } = place;
  const figure = sentence.tokens[token] as Figure;
  const named = found.filter(({ rule }) => rule.denied !== null && !rule.denied.weak);
  if (named.length > 1 && named.length === found.length) {
    const start = Math.min(...named.map(({ match }) => match.first));
    if (Number(figure.numeral.value) !== 0 && !anyOf(sentence.tokens, [start, token], EACH)) return [];
    return named.map((one) => finding(sentence, token, one, []));
  }
  const kin = found.find(({ rule }) => rule.several !== null);
  if (kin && differ(waysNamed(sentence, token))) {
    const start = stretchStart(sentence.tokens, token);
    const more = anyOf(sentence.tokens, [start, token], AND_SO_ON);
    const rule = all.find(({ key }) => key === (more ? kin.rule.many : kin.rule.several));
    if (rule) return [finding(sentence, token, { ...kin, rule }, more ? [] : ["key-open"])];
  }
  const most = Math.max(...found.map(({ match }) => match.weight));
  const best = found.filter(({ match }) => match.weight === most);
  const unsure = best.length > 1 || best.some((one) => one.open || isLoosePart(place, one));
  const doubts: StatementDoubt[] = unsure ? ["key-open"] : [];
  return best.slice(0, 1).map((one) => finding(sentence, token, one, doubts));
}

const EACH: ReadonlySet<string> = new Set(["each"]);
const AND_SO_ON: ReadonlySet<string> = new Set(["and_so_on"]);

/** Kinds of information with no total before them may be a part, or all there is. */
function isLoosePart({ sentence, token, topic }: FigurePlace, { rule, match }: Candidate): boolean {
  if (rule.labelled !== "free" || topic !== null) return false;
  const label = labelOf(rule, sentence, token, match);
  return sentence.tokens.some(
    (one) => label !== null && one.from >= label[0] && one.to <= label[1] && hasClass(one, ["information"]),
  );
}

/** The words of a match up to the first comma, where the part is named before it. */
function firstClause(
  { tokens, text }: Sentence,
  token: number,
  match: Match,
): readonly [number, number] | null {
  const start = tokens[match.first];
  const end = tokens.slice(match.first, token).find(({ kind }) => kind === "break") ?? tokens[token];
  if (!start || !end || hasClass(start, ["label_lead"])) return null;
  return text.slice(start.from, end.from) === "" ? null : [start.from, end.from];
}

/** Farthest that two channels may stand apart that are named together. */
const APART = 10;

/** The channels named together for the figure, the nearest first. */
function waysNamed({ tokens, text }: Sentence, token: number): Token[] {
  const ways: Token[] = [];
  const start = stretchStart(tokens, token);
  for (let i = token - 1; i >= start; i -= 1) {
    const one = tokens[i] as Token;
    const next = ways[0];
    const between = next ? text.slice(one.to, next.from) : "";
    if (between.length > APART || (next && hasClass(one, ["publish"]) && !hasClass(one, ["channel_any"])))
      break;
    if (!hasClass(one, ["channel_any"])) continue;
    if (next && !/[、,和及与]/.test(between)) ways.shift();
    ways.unshift(one);
  }
  return ways;
}

/** True when no class of channel is common to all. */
function differ(ways: readonly Token[]): boolean {
  const [first, ...others] = ways.map((way) => (way.kind === "word" ? way.classes : new Set<string>()));
  const shared = [...(first ?? [])].filter((name) => name !== "channel_any" && name !== "label_lead");
  return !shared.some((name) => others.every((classes) => classes.has(name)));
}

function finding(
  sentence: Sentence,
  token: number,
  { rule, match }: Candidate,
  doubts: readonly StatementDoubt[],
): Finding {
  const { tokens } = sentence;
  const from = tokens[match.first]?.from ?? 0;
  const to = tokens[match.last]?.to ?? 0;
  return {
    rule,
    token,
    label: labelOf(rule, sentence, token, match),
    last: match.last,
    words: [from, to],
    doubts,
  };
}

function labelOf(rule: StatementRule, sentence: Sentence, token: number, match: Match) {
  if (rule.labelled === null) return null;
  if (rule.labelled === "free")
    return freeLabel(sentence, token, match.first) ?? firstClause(sentence, token, match);
  for (let i = token - 1; i >= match.first; i -= 1) {
    const word = sentence.tokens[i];
    if (word && hasClass(word, [rule.labelled])) return [word.from, word.to] as const;
  }
  for (let i = token + 1; i <= match.last; i += 1) {
    const word = sentence.tokens[i];
    if (word && hasClass(word, [rule.labelled])) return [word.from, word.to] as const;
  }
  return null;
}

function allowed(rule: StatementRule, sentence: Sentence, token: number, match: Match): boolean {
  const { tokens } = sentence;
  if (rule.never.size > 0 && anyOf(tokens, clause(sentence, token, match), rule.never)) return false;
  return rule.nowhere.size === 0 || !anyOf(tokens, [stretchStart(tokens, token), token], rule.nowhere);
}

function anyOf(
  tokens: readonly Token[],
  [from, to]: readonly [number, number],
  classes: ReadonlySet<string>,
) {
  for (let i = from; i <= to; i += 1) if (hasClass(tokens[i], classes)) return true;
  return false;
}

/** The ranks of the clause around a figure, as far as its match reaches. */
function clause({ tokens, text }: Sentence, token: number, match: Match): readonly [number, number] {
  let to = token;
  for (
    let next = tokens[to + 1];
    next && next.kind !== "break" && next.kind !== "figure";
    next = tokens[to + 1]
  ) {
    // What a colon opens is told of its own.
    if (text.slice(tokens[to]?.to, next.from).includes(":")) break;
    to += 1;
  }
  return [Math.min(clauseStart(tokens, token), match.first), to];
}

/** Rank of the first token of the figure's clause. */
export function clauseStart(tokens: readonly Token[], token: number): number {
  let from = token;
  while (from > 0 && tokens[from - 1]?.kind !== "break" && tokens[from - 1]?.kind !== "figure") from -= 1;
  return from;
}

/** Rank of the first token behind the figure before, the semicolon or the heading. */
function stretchStart(tokens: readonly Token[], token: number): number {
  let from = token;
  for (; from > 0; from -= 1) {
    const before = tokens[from - 1];
    if (before?.kind === "figure" || (before?.kind === "break" && before.strength > 1)) break;
  }
  return from;
}

/** «比上年增加12条»: a figure of a comparison states nothing by itself. */
function isCompared(tokens: readonly Token[], token: number): boolean {
  const start = clauseStart(tokens, token);
  for (let i = start; i < token; i += 1) if (hasClass(tokens[i], ["compared"])) return true;
  return hasClass(tokens[token - 1], ["change"]);
}

/** «每次不少于2条»: a rule, and no fact. */
function isRule(tokens: readonly Token[], token: number): boolean {
  return anyOf(tokens, [clauseStart(tokens, token), token], RULE);
}

const RULE: ReadonlySet<string> = new Set(["rule"]);

/** An item of a list that a total opened: the words in front of the figure name the part. */
function listed({ sentence, token, topic, named, rules }: FigurePlace): Finding[] | null {
  if (!topic || named) return null;
  const rule = rules.find((one) => one.labelled === "free" && one.after?.has(topic.rule.key));
  if (!rule) return null;
  const { tokens } = sentence;
  const label = freeLabel(sentence, token);
  if (!label || anyOf(tokens, [clauseStart(tokens, token), token], rule.never)) return null;
  if (!isOpened(sentence, token, topic, label)) return null;
  return [
    { rule, token, label, last: token, words: [label[0], tokens[token]?.to ?? 0], doubts: [], partOf: true },
  ];
}

/** Opened by «其中» between total and part, by a colon behind the total, or by a word that names kinds of things. */
function isOpened(
  sentence: Sentence,
  token: number,
  topic: Topic,
  label: readonly [number, number],
): boolean {
  const { tokens, text } = sentence;
  const same = topic.sentence === sentence;
  const from = same ? topic.token + 1 : 0;
  if (anyOf(tokens, [from, token], OF_WHICH)) return true;
  if (same && text.charAt(tokens[topic.token]?.to ?? 0) === ":") return true;
  const within = (name: string) =>
    tokens.some((one) => one.from >= label[0] && one.to <= label[1] && hasClass(one, [name]));
  return within("sort") || (within("kind") && topic.sentence.passage === sentence.passage);
}

const OF_WHICH: ReadonlySet<string> = new Set(["of_which"]);

const EDGE = /^[:"'、《》·\-—_*和及]+|[:"'、·\-—_*]+$/gu;

/** The words of the figure's clause in front of it, without what opens a list and what only counts. */
function freeLabel(sentence: Sentence, token: number, first = 0): readonly [number, number] | null {
  const { tokens, text } = sentence;
  const named = hasClass(tokens[first], ["label_lead"]) ? first + 1 : first;
  const start = Math.max(clauseStart(tokens, token), named);
  let from = tokens[start - 1]?.to ?? 0;
  let to = tokens[token]?.from ?? 0;
  for (let i = start; i < token; i += 1) {
    const one = tokens[i] as Token;
    const gap = text.slice(from, one.from).replace(EDGE, "");
    const opens = one.kind === "date" || hasClass(one, ["filler", "label_lead"]);
    if (gap !== "" || !opens) break;
    from = one.to;
  }
  for (let i = token - 1; i >= start; i -= 1) {
    const one = tokens[i] as Token;
    if (one.from < from || text.slice(one.to, to).replace(EDGE, "") !== "" || !hasClass(one, ["filler"]))
      break;
    to = one.from;
  }
  const printed = text.slice(from, to);
  const lead = printed.length - printed.replace(/^[:"'、·\-—_*和及]+/u, "").length;
  const tail = printed.length - printed.replace(/[:、·\-—_*]+$/u, "").length;
  return from + lead < to - tail && namesPart(sentence, from + lead, to - tail)
    ? [from + lead, to - tail]
    : null;
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

/** «…86条，历年累计170条»: nothing but a time in front of the figure, so that it counts what was counted before. */
function continued(sentence: Sentence, token: number, topic: Topic | null): Finding[] | null {
  if (topic?.sentence !== sentence) return null;
  const { tokens } = sentence;
  const figure = tokens[token] as Figure;
  const start = clauseStart(tokens, token);
  const own = tokens.slice(start, token);
  const timed = own.some(
    (one) => one.kind === "date" || hasClass(one, ["ever", "cumulative", "this_year", "since", "other_time"]),
  );
  if (!timed || freeLabel(sentence, token) !== null || !topic.rule.units.has(figure.numeral.unit))
    return null;
  if (topic.rule.labelled !== null) return null;
  const from = own[0]?.from ?? figure.from;
  return [{ rule: topic.rule, token, label: null, last: token, words: [from, figure.to], doubts: [] }];
}
