// Figures that take what they count from the figure before: items of a list, and a count that goes on.
// Must not know the table or places; the words are data.
import type { StatementDoubt, StatementRule } from "../model/prose.ts";
import { anyOf, clauseStart, textStart } from "./clauses.ts";
import type { Figure, FigurePlace, Finding, Topic } from "./finding.ts";
import { freeLabel, quotedBefore, type Span } from "./label.ts";
import { leaningDoubts } from "./leaning.ts";
import { statesNothing } from "./nothing.ts";
import { hasClass } from "./pattern.ts";
import type { Sentence } from "./sentence.ts";
import { isUsedUp, mayBeChance, sumWith } from "./summed.ts";

const OF_WHICH: ReadonlySet<string> = new Set(["of_which"]);
const CHANNEL: ReadonlySet<string> = new Set(["channel_any"]);

/** An item of a list that a total opened: the words in front of the figure name the part. */
export function listed(place: FigurePlace): Finding[] | null {
  const { sentence, token, topic } = place;
  const rule = place.named ? undefined : partRule(place);
  const label = rule && freeLabel(sentence, token);
  if (!topic || !rule || !label) return null;
  const { tokens } = sentence;
  const opened = isList(sentence, token, topic);
  const named = quotedBefore(sentence, token) !== null || (opened && isInformation(tokens, label));
  const sum = sumWith(place, (one) => one !== null && !isChannel(tokens, one) && !isDeed(sentence, one));
  const summed = sum !== null;
  // What adds up is a part whatever else its words may be, but for words of another matter where nothing opened the list.
  const speaksAgainst = summed ? (opened ? NOTHING : FOREIGN) : rule.never;
  if (!named && anyOf(tokens, [clauseStart(tokens, token), token], speaksAgainst)) return null;
  if (isEnded(sentence, token, topic) || isElsewhere(sentence, token, topic) || isClosed(place)) return null;
  if (isOfAnother(place) || isUsedUp(place) || isBesideOther(place, rule)) return null;
  if (isChannel(tokens, label) || isDeed(sentence, label) || isRest(sentence, label)) return null;
  if (!summed && (!isOpened(place, topic, label) || isRestOfOthers(place, label))) return null;
  const channel = isByChannel(place) && otherChannel(place);
  if (channel)
    return [
      {
        rule: channel,
        token,
        label: null,
        last: token,
        words: [label[0], tokens[token]?.to ?? 0],
        doubts: ["key-open"],
        partOf: true,
      },
    ];
  const leant = leaningDoubts(topic, rule);
  // «网站发布处罚信息618条、许可信息90条»: no total opened the list, so that the channel may be meant.
  const open = !opened && !summed && topic.rule.several !== null && isNextOf(sentence, token, topic);
  const unproven = sum === null ? isInterrupted(place, rule, label) : !opened && mayBeChance(sum, sentence);
  const doubts: readonly StatementDoubt[] = open || unproven ? [...leant, "key-open"] : leant;
  return [
    {
      rule,
      token,
      label,
      last: token,
      words: [label[0], tokens[token]?.to ?? 0],
      doubts,
      partOf: true,
      summed,
    },
  ];
}

const NOTHING: ReadonlySet<string> = new Set();
const FOREIGN: ReadonlySet<string> = new Set(["foreign"]);

const BY_CHANNEL: ReadonlySet<string> = new Set(["by_channel"]);

/** «途径为网站52条，小报6条»: what the figures are shared out by is said to be channels. */
export function isByChannel({ sentence, token }: FigurePlace): boolean {
  const opened = sentence.tokens
    .slice(textStart(sentence) + 1, token)
    .findLast((one) => hasClass(one, OF_WHICH));
  return hasClass(opened, BY_CHANNEL);
}

/** The key of channels that are not known. */
function otherChannel({ all, topic }: FigurePlace): StatementRule | undefined {
  return all.find(({ key, several, after }) => key === several && after?.has(topic?.rule.key ?? ""));
}

/** «会议信息12条»: whatever it is about, information is counted. */
function isInformation(tokens: Sentence["tokens"], [from, to]: Span): boolean {
  const last = tokens.find((one) => one.to === to && one.from > from);
  return hasClass(last, ["information", "field_information"]) && !hasClass(last, PUBLISH);
}

/** Nothing but items of an enumeration stands between the topic's figure and this one. */
function isNextOf({ tokens, text }: Sentence, token: number, topic: Topic): boolean {
  if (topic.sentence.tokens !== tokens) return false;
  const figures = tokens.slice(topic.token, token).filter(({ kind }) => kind === "figure");
  return figures.every(({ to }) => text.charAt(to) === "、");
}

/** «发布50条，撰写说明12篇，其中图解5篇»: of what was counted last, which is no part of what was spoken of. */
function isOfAnother({ sentence: { tokens }, token, topic, before }: FigurePlace): boolean {
  if (before === null || tokens[before.token]?.kind !== "figure") return false;
  if (before.rule === topic?.rule || before.rule.after?.has(topic?.rule.key ?? "")) return false;
  return anyOf(tokens, [before.token + 1, token], OF_WHICH);
}

/** «网站发布42条（其中通知9条），两微发布60条»: a list that a bracket opened ends with it. */
function isClosed({ sentence, token, topic }: FigurePlace): boolean {
  const { tokens, text } = sentence;
  if (topic?.sentence !== sentence || text.charAt(tokens[topic.token]?.to ?? -1) !== "(") return false;
  const end = tokens.findLastIndex((one, i) => i < token && i > topic.token && text.charAt(one.from) === ")");
  return end >= 0 && !anyOf(tokens, [end, token], OF_WHICH);
}

/** «…12条，涉及资金3万元、村庄63个»: enumerated together with what is counted in other units. */
function isBesideOther(place: FigurePlace, rule: StatementRule): boolean {
  const before = otherUnitBefore(place, rule);
  return before !== null && place.sentence.text.charAt(before.to) === "、";
}

/** «其中通知12条，投入3万元，村庄63个»: behind what is counted in other units the list may have ended, unless a word says what this is. */
function isInterrupted(place: FigurePlace, rule: StatementRule, label: Span): boolean {
  if (otherUnitBefore(place, rule) === null) return false;
  return !["sort", "kind", "entry", "information"].some((name) =>
    hasWithin(place.sentence.tokens, label, name),
  );
}

/** The figure in front, within the list, that has a unit and none of the rule's. */
function otherUnitBefore({ sentence, token }: FigurePlace, rule: StatementRule): Figure | null {
  const { tokens } = sentence;
  const last = tokens.findLastIndex((one, i) => i < token && one.kind === "figure");
  const before = tokens[last];
  if (before?.kind !== "figure" || before.numeral.unit === "") return null;
  if (rule.units.has(before.numeral.unit) || anyOf(tokens, [last, token], OF_WHICH)) return null;
  return statesNothing(sentence, last) ? null : before;
}

/** «其中，收到来信6条，热线8条»: of what was dealt with, and no more of what was published. */
function isEnded(sentence: Sentence, token: number, topic: Topic): boolean {
  const { tokens, text } = sentence;
  const from = topic.sentence === sentence ? topic.token + 1 : textStart(sentence);
  return tokens.some((one, i) => i >= from && i < token && hasClass(one, ENDS_LIST) && opensClause(i));

  /** Nothing but times and «其中» stands in front of it in its clause. */
  function opensClause(rank: number): boolean {
    const [before, own] = [tokens[rank - 1], tokens[rank]];
    if (!before || !own || /\p{L}/u.test(text.slice(before.to, own.from))) return false;
    if (before.kind === "break") return text.slice(before.from, own.from).includes('"') === false;
    return (before.kind === "date" || hasClass(before, OPENS)) && opensClause(rank - 1);
  }
}

const OPENS: ReadonlySet<string> = new Set(["of_which", "this_year", "total", "own_body"]);

const ENDS_LIST: ReadonlySet<string> = new Set(["ends_list"]);

/** «…；通过公众号推送4期、稿件16篇»: somewhere else is named behind the list. */
function isElsewhere(sentence: Sentence, token: number, topic: Topic): boolean {
  const { tokens } = sentence;
  const last = tokens.findLastIndex((one, i) => i < token && one.kind === "break" && one.strength > 1);
  const whole = topic.sentence === sentence ? topic.token : -1;
  const opened = tokens.findLastIndex((one, i) => i < token && hasClass(one, OF_WHICH));
  const from = Math.max(last, whole, opened, amongBefore(sentence, token));
  const way = tokens.findIndex((one, i) => i > from && i < token && hasClass(one, CHANNEL_OF));
  return way >= 0 && (anyOf(tokens, [way, token], CHANNEL) || hasClass(tokens[token - 1], PUBLISH));
}

const CHANNEL_OF: ReadonlySet<string> = new Set(["channel_of"]);
const PUBLISH: ReadonlySet<string> = new Set(["publish"]);

/** The rule for parts of what was spoken of last. */
export function partRule({ topic, rules }: FigurePlace): StatementRule | undefined {
  return topic ? rules.find((one) => one.labelled === "free" && one.after?.has(topic.rule.key)) : undefined;
}

/** The words that name the part begin with another deed («发放资料300份»), and name no kind of thing; or they say where something is published. */
export function isDeed({ tokens }: Sentence, [from, to]: Span): boolean {
  const first = tokens.find((one) => one.from === from);
  if (hasClass(first, CHANNEL_OF) && hasWithin(tokens, [from, to], "publish")) return true;
  return hasClass(first, ["deed"]) && !hasWithin(tokens, [from, to], "sort");
}

/** «…等媒体发稿3篇»: what ends a list of others names nothing of its own. */
function isRest({ tokens }: Sentence, [from]: Span): boolean {
  return tokens.some((one) => one.from === from && hasClass(one, ["and_so_on"]));
}

/** What a channel is named for is no part, unless a word says that it is a kind; nor is what stands behind its name. */
function isChannel(tokens: Sentence["tokens"], label: Span): boolean {
  if (hasWithin(tokens, label, "sort")) return false;
  const before = tokens.findLast(({ to }) => to <= label[0]);
  return hasWithin(tokens, label, "channel_any") || hasClass(before, CHANNEL);
}

function hasWithin(tokens: Sentence["tokens"], [from, to]: Span, name: string): boolean {
  return tokens.some((one) => one.from >= from && one.to <= to && hasClass(one, [name]));
}

/** Opened by «其中» between total and part, by what stands behind the total, by quotes, or by a word that names kinds of things. */
function isOpened(place: FigurePlace, topic: Topic, label: Span): boolean {
  const { sentence, token } = place;
  if (isList(sentence, token, topic)) return true;
  if (topic.sentence === sentence && quotedBefore(sentence, token)) return true;
  const within = (name: string) => hasWithin(sentence.tokens, label, name);
  if (within("sort")) return true;
  if (isNextOfParts(place)) return within("kind") || within("entry");
  return within("kind") && topic.sentence.passage === sentence.passage;
}

/** «文件22条，计划2条»: directly behind a part, with nothing but a comma between. */
function isNextOfParts({ sentence: { tokens, text }, token, before }: FigurePlace): boolean {
  if (before?.rule.labelled !== "free") return false;
  const last = tokens.findLastIndex((one, i) => i < token && one.kind === "figure");
  return last === before.token && /^[,、;]/.test(text.slice(tokens[last]?.to));
}

const INCLUDES: ReadonlySet<string> = new Set(["includes"]);

/** «其中», or a bracket or «,含» directly behind the total. */
function isList(sentence: Sentence, token: number, topic: Topic): boolean {
  const { tokens, text } = sentence;
  const same = topic.sentence.tokens === tokens;
  const from = same ? topic.token + 1 : 0;
  if (anyOf(tokens, [from, token], OF_WHICH) || amongBefore(sentence, token) >= from) return true;
  const behind = tokens[topic.token]?.to ?? 0;
  return same && (text.charAt(behind) === "(" || hasClass(tokens[topic.token + 2], INCLUDES));
}

/** «在发布的信息中»: of what was counted; the words up to it are none of the figure's. -1 where nothing says so. */
export function amongBefore({ tokens }: Sentence, token: number): number {
  for (let i = token - 1; i > 0; i -= 1) {
    const [before, one] = [tokens[i - 1], tokens[i]];
    if (hasClass(one, ["among"]) && hasClass(one, ["of_which"])) return i;
    if (before?.to === one?.from && hasClass(one, ["among"]) && hasClass(before, ["information", "publish"]))
      return i;
  }
  return -1;
}

/** «寄出6件，剩余2件»: what remains of the list that the figure before stands in. */
export function restOf(place: FigurePlace): Finding[] | null {
  const { sentence, token, before, all } = place;
  const { tokens, text } = sentence;
  const figure = tokens[token] as Figure;
  const rule = all.find(({ key }) => key === before?.rule.rest);
  if (!rule || !before || !rule.units.has(figure.numeral.unit) || /^\p{L}/u.test(text.slice(figure.to)))
    return null;
  const own = tokens.slice(clauseStart(tokens, token), token).filter((one) => !hasClass(one, FILLER));
  const [word] = own;
  if (own.length !== 1 || !word || !hasClass(word, REST)) return null;
  if (!isBesideLast(place, before.token, word.from) || word.to !== figure.from) return null;
  const label = rule.labelled === null ? null : ([word.from, word.to] as const);
  return [{ rule, token, label, last: token, words: [word.from, figure.to], doubts: before.doubts }];
}

/** Nothing but a mark stands between the figure before and the place, and the share that it is of: «10件，占10%；». */
function isBesideLast({ sentence: { tokens, text } }: FigurePlace, last: number, to: number): boolean {
  let from = tokens[last]?.to ?? 0;
  for (let i = last + 1; from < to; i += 1) {
    const one = tokens[i];
    const end = Math.min(one?.from ?? to, to);
    if (!/^[、,;和及与]*$/u.test(text.slice(from, end))) return false;
    if (end === to || !one) return true;
    if (one.kind === "word" && !hasClass(one, SHARE)) return false;
    from = one.to;
  }
  return true;
}

const SHARE: ReadonlySet<string> = new Set(["share", "joins"]);
const FILLER: ReadonlySet<string> = new Set(["filler"]);
const REST: ReadonlySet<string> = new Set(["rest"]);

/** «日报30篇、其他6篇»: what remains of a list is a part where the item before it was one. */
function isRestOfOthers({ sentence: { tokens }, token, before }: FigurePlace, [from, to]: Span): boolean {
  if (!tokens.some((one) => one.from === from && one.to === to && hasClass(one, REST))) return false;
  const last = tokens.findLastIndex((one, i) => i < token && one.kind === "figure");
  return last >= 0 && (before?.token !== last || before.rule.labelled !== "free");
}

/** A sentence that begins with «其中» is about what the one before it counted. */
export function goesOn(sentence: Sentence, topic: Topic): boolean {
  if (topic.sentence === sentence) return true;
  const first = sentence.tokens[textStart(sentence) + 1];
  return topic.sentence.passage === sentence.passage && hasClass(first, OF_WHICH);
}

/** The figure stands in a list of parts that its sentence opened. */
export function isInList(place: FigurePlace): boolean {
  const { sentence, token, topic } = place;
  if (!topic || !goesOn(sentence, topic) || !isList(sentence, token, topic)) return false;
  return place.all.some((one) => one.labelled === "free" && one.after?.has(topic.rule.key));
}

/** In an open list a bare verb behind a name («其中通知发布5条») belongs to the name of the part. */
export function isItem(named: readonly Finding[], place: FigurePlace): boolean {
  const { sentence, token, topic } = place;
  if (!topic || !isList(sentence, token, topic)) return false;
  // A heading may open a list, and no sentence that tells a total.
  if (topic.sentence !== sentence && !anyOf(sentence.tokens, [textStart(sentence), token], OF_WHICH))
    return false;
  const whole = topic.rule.many ?? topic.rule.key;
  return named.every(({ rule }) => rule.key === whole);
}

/** «其中2012年发布30条»: nothing but a time and a bare verb, so that it is of what was counted before. */
export function ofThose(place: FigurePlace): Finding[] | null {
  const { sentence, token, topic } = place;
  if (topic?.sentence !== sentence || !partRule(place)) return null;
  const { tokens } = sentence;
  if (!anyOf(tokens, [topic.token + 1, token], OF_WHICH)) return null;
  if (anyOf(tokens, [clauseStart(tokens, token), token], CHANNEL)) return null;
  if (!isFirst(sentence, token) && anyOf(tokens, [clauseStart(tokens, token), token], WHOLE)) return null;
  return continued(place)?.map((one) => ({ ...one, ofThose: true })) ?? null;
}

const WHOLE: ReadonlySet<string> = new Set(["whole"]);

/** No other figure stands between «其中» and this one. */
function isFirst({ tokens }: Sentence, token: number): boolean {
  const opened = tokens.findLastIndex((one, i) => i < token && hasClass(one, OF_WHICH));
  return !tokens.slice(opened, token).some(({ kind }) => kind === "figure");
}

/** «累计收到信件9件，其中2012年受理3件», «未收到信件，历年累计收到3件»: the verb is one of those that say it of what was counted before. */
function isSaidAgain({ tokens }: Sentence, { token }: Topic, [from, to]: Span): boolean {
  const verb = tokens.find((one) => one.from === from && one.to === to);
  const own = tokens.slice(clauseStart(tokens, token), token + 1);
  return VERBS.some((classes) => hasClass(verb, classes) && own.some((one) => hasClass(one, classes)));
}

/** Verbs of one meaning, by which more than one of a sentence counts the same. */
const VERBS: readonly (readonly string[])[] = [["receive", "receipt_denied"], ["answer"]];

/** «公众号发布50条；微博停用，当年发布0条»: between a channel's figure and this one another channel is named. */
function namesOtherChannel({ tokens }: Sentence, topic: Topic, token: number): boolean {
  return topic.rule.several !== null && anyOf(tokens, [topic.token + 1, token], CHANNEL);
}

/** What was counted last, or denied behind that in the same sentence: «今年没有，历年累计3件». */
function lastOf({ sentence, topic, denied }: FigurePlace): Topic | null {
  if (denied?.sentence !== sentence) return topic;
  return topic?.sentence === sentence && topic.token > denied.token ? topic : denied;
}

/** «…86条，历年累计170条»: nothing but a time in front of the figure, so that it counts what was counted before. */
export function continued(place: FigurePlace): Finding[] | null {
  const { sentence, token } = place;
  const topic = lastOf(place);
  if (topic?.sentence !== sentence) return null;
  const { tokens } = sentence;
  const figure = tokens[token] as Figure;
  const start = clauseStart(tokens, token);
  const own = tokens.slice(start, token);
  const timed = own.some(
    (one) => one.kind === "date" || hasClass(one, ["ever", "cumulative", "this_year", "since", "other_time"]),
  );
  const label = freeLabel(sentence, token);
  if (!timed || !topic.rule.units.has(figure.numeral.unit)) return null;
  if (label !== null && !isSaidAgain(sentence, topic, label)) return null;
  // «现有20件，今年新增3件»: of what stands at a time there is no other figure for a stretch of it.
  if (topic.rule.standing || topic.rule.labelled !== null || namesOtherChannel(sentence, topic, token))
    return null;
  const from = own[0]?.from ?? figure.from;
  const ofThose = own.some((one) => one.kind === "date" || hasClass(one, ["this_year"]));
  const doubts = leaningDoubts(topic, topic.rule);
  return [{ rule: topic.rule, token, label: null, last: token, words: [from, figure.to], doubts, ofThose }];
}
