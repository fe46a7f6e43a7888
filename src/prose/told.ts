// Reads what the figures of a sentence state: which quantity, which part of it.
// Must not know the table, periods or places; the words are data.
import type { Pattern, StatementDoubt, StatementRule } from "../model/prose.ts";
import { isAbout, isNought, isOfHeading } from "./about.ts";
import { besideParts } from "./beside.ts";
import { anyOf, clause, clauseStart, firstFigure, stretchStart } from "./clauses.ts";
import { isInCompany } from "./counted.ts";
import type { Candidate, Figure, FigurePlace, Finding, Told } from "./finding.ts";
import { labelOf, quotedBefore } from "./label.ts";
import { leaningDoubts } from "./leaning.ts";
import {
  amongBefore,
  continued,
  goesOn,
  isByChannel,
  isDeed,
  isInList,
  isItem,
  listed,
  ofThose,
  partRule,
  restOf,
} from "./listed.ts";
import { matterNamed } from "./matter.ts";
import { statesNothing } from "./nothing.ts";
import {
  farthest,
  hasClass,
  isBare,
  type Match,
  matchAround,
  mayMatch,
  type Reach,
  type View,
} from "./pattern.ts";
import type { Sentence } from "./sentence.ts";
import { isShare } from "./share.ts";
import { sumWith } from "./summed.ts";
import type { Token } from "./tokens.ts";
import { isPartOfUnknown } from "./understood.ts";
import { isUnsure } from "./unsure.ts";
import { differ, mainKinds, meansMore, waysNamed } from "./ways.ts";

/** @param said what the sentence was found to say in front of the figure */
export function readFigure(
  sentence: Sentence,
  token: number,
  { topic, denied }: Told,
  said: readonly Finding[],
  rules: readonly StatementRule[],
): Finding[] {
  const figure = sentence.tokens[token] as Figure;
  if (statesNothing(sentence, token)) return [];
  const fitting = rules.filter((rule) => mayCount(rule, sentence, token));
  const before = said.at(-1) ?? null;
  const floor = said.reduce((last, one) => Math.max(last, one.last), -1);
  const place: FigurePlace = {
    sentence,
    token,
    topic,
    denied,
    before,
    lead: Math.max(firstFigure(sentence.tokens, token), Math.min(floor + 1, token)),
    floor: topic ? Math.max(floor, amongBefore(sentence, token)) : floor,
    named: isNamedBehind(sentence, figure),
    rules: fitting,
    all: rules,
  };
  if (isOfEach(place)) return [];
  const item = listed(place);
  const asked = askedOf(place);
  const named = explicit(place, asked, 0)?.map((one) => besideParts(one, place)) ?? null;
  if (named && item) {
    // «公告3条、解读5条», together the whole: a part, and what the noun names as well.
    if (item[0]?.summed && named.every(({ rule }) => rule.alone !== null)) return item.map(ofUnknown);
    return isItem(named, place) || isShorter(named, item) ? item : named;
  }
  const found =
    ofThose(place) ?? named ?? restOf(place) ?? item ?? continued(place) ?? fromFarther(place, asked) ?? [];
  return found.map((one) => (isPartOfUnknown(sentence, one, said) ? ofUnknown(one) : one));
}

/** A part is open where nobody knows what it is a part of. */
function ofUnknown(found: Finding): Finding {
  return { ...found, doubts: [...found.doubts, "key-open"] };
}

/** «基层业务领域信息24条»: of a part that both name, the list has the whole name. */
function isShorter(named: readonly Finding[], item: readonly Finding[]): boolean {
  const [one, other] = [named[0], item[0]];
  if (!one?.label || !other?.label || one.rule !== other.rule || one.doubts.length > 0) return false;
  return other.label[0] < one.label[0] && other.label[1] === one.label[1];
}

/** A rule and those of its patterns that may match around the figure. */
interface Asked {
  readonly rule: StatementRule;
  readonly patterns: readonly Pattern[];
}

function askedOf({ rules, sentence, token, floor }: FigurePlace): Asked[] {
  return rules.flatMap((rule) => {
    const patterns = mayMatch(rule.told, sentence.classes, token, floor);
    return patterns.length === 0 ? [] : [{ rule, patterns }];
  });
}

/** What stands in front of the clause, where a pattern may reach it. */
function fromFarther(place: FigurePlace, asked: readonly Asked[]): Finding[] | null {
  let near = farthest(viewOf(place, 0));
  for (const reach of [1, 2] as const) {
    const far = farthest(viewOf(place, reach));
    const found = far < near ? explicit(place, asked, reach) : null;
    if (found) return found;
    near = far;
  }
  return null;
}

/** «各科室1名»: so many in each, unless what they published is told of a total. */
function isOfEach(place: FigurePlace): boolean {
  const [before, own] = [place.sentence.tokens[place.token - 1], place.sentence.tokens[place.token]];
  if (!hasClass(before, PUBLISHER) || before?.to !== own?.from) return false;
  return !(partRule(place) && isInList(place));
}

const PUBLISHER: ReadonlySet<string> = new Set(["publisher"]);

/** A nought needs no unit, nor does what a clause ends with, unless it may be a year. */
function mayCount(rule: StatementRule, { tokens, text }: Sentence, token: number): boolean {
  const { numeral, to } = tokens[token] as Figure;
  if (rule.units.has(numeral.unit)) return true;
  if (numeral.unit !== "") return false;
  const ends = /[,;。]/.test(text.charAt(to)) || to === text.length;
  return numeral.value === "0" || (rule.unitless && ends && !/^(?:19|20)\d\d$/.test(numeral.value));
}

/** «14个大类»: the unit counts anything, and a word behind it says what. */
function isNamedBehind({ text, bareUnits }: Sentence, { to, numeral }: Figure): boolean {
  return bareUnits.has(numeral.unit) && /\p{L}/u.test(text.charAt(to));
}

/** «12个村发布…», «5个方面的信息»: another thing than what stands further on. */
function countsWhatFollows({ sentence, token }: FigurePlace): boolean {
  const [figure, next] = [sentence.tokens[token], sentence.tokens[token + 1]];
  return figure?.to === next?.from && !hasClass(next, ["aspect", "filler"]);
}

/** The topic, of the same chapter, is one that the rule comes after, and no other matter is named behind it. */
function follows(rule: StatementRule, place: FigurePlace): boolean {
  const named = rule.labelled === null || place.topic === null ? null : matterNamed(place);
  if (isSumOfElsewhere(rule, place)) return false;
  const key = named?.key ?? place.topic?.rule.key;
  return key !== undefined && (rule.after?.has(key) ?? false);
}

/** «机构类6条，业务类4条，共10条»: a whole comes after its parts where they are told. */
function isSumOfElsewhere(rule: StatementRule, { topic, sentence }: FigurePlace): boolean {
  if (rule.labelled !== null || topic === null || topic.sentence.passage === sentence.passage) return false;
  return topic.rule.labelled === "free" || topic.rule.several !== null;
}

function explicit(place: FigurePlace, asked: readonly Asked[], reach: Reach): Finding[] | null {
  const view = viewOf(place, reach);
  const found = asked.flatMap((one) => candidate(one, place, view) ?? []);
  return found.length === 0 ? null : settle(place, found);
}

function viewOf({ sentence: { tokens, text, year }, floor, lead }: FigurePlace, reach: Reach): View {
  return { tokens, text, reach, floor, lead, year };
}

/** The rule's best match around the figure, unless words there speak against it. */
function candidate({ rule, patterns }: Asked, place: FigurePlace, view: View): Candidate | null {
  const { sentence, token } = place;
  const around = (pattern: Pattern) => matchAround(pattern, view, token);
  let best: Candidate | null = null;
  for (const pattern of patterns) {
    if (pattern.follows && !follows(rule, place)) continue;
    if (pattern.summed && !sumWith(place, (_, rank) => isOutcome(sentence, rank))) continue;
    if (pattern.nought && !isNought(sentence, token)) continue;
    if (place.named && (pattern.after.length === 0 || !(pattern.open || countsWhatFollows(place)))) continue;
    const match = around(pattern);
    if (match && match.weight > (best?.match.weight ?? -1))
      best = { rule, match, open: pattern.open, leans: pattern.follows };
  }
  if (!best || !allowed(rule, sentence, token, best.match) || rule.not.some(around)) return null;
  if (isExcepted(sentence, token, best.match)) return null;
  if (isNegated(sentence, best.match) || isOnlyConcerned(place, best)) return null;
  if (isOfList(place, best) || isOfBefore(place, best) || isShare(place, best) || isInCompany(place, best))
    return null;
  if (rule.labelled !== "free") return isName(place, best.match) ? null : best;
  if (isByChannel(place)) return null;
  const label = labelOf(rule, sentence, token, best.match);
  return label === null || isDeed(sentence, label) ? null : best;
}

/** What became of so many, or of the rest. */
function isOutcome({ tokens }: Sentence, rank: number): boolean {
  return anyOf(tokens, [clauseStart(tokens, rank), rank], OUTCOMES);
}

const OUTCOMES: ReadonlySet<string> = new Set(["fate", "bare_grant", "rest"]);

/** «发现未更新的3条»: a word that leads to the key is denied. */
function isNegated({ tokens }: Sentence, { first, last }: Match): boolean {
  const denies = (one: Token | undefined) => hasClass(one, DENIES) && !hasClass(one, NAMES_NONE);
  for (let i = first; i <= last; i += 1)
    if (tokens[i]?.kind === "word" && tokens[i - 1]?.to === tokens[i]?.from && denies(tokens[i - 1]))
      return true;
  return false;
}

/** «除在网站发布外，在某报刊登54条»: words of a clause in front, of what the figure is not of. */
function isExcepted({ tokens }: Sentence, token: number, { first }: Match): boolean {
  const [from, own] = [clauseStart(tokens, first), clauseStart(tokens, token)];
  return from < own && anyOf(tokens, [from, own - 1], EXCEPT);
}

const EXCEPT: ReadonlySet<string> = new Set(["except"]);
const DENIES: ReadonlySet<string> = new Set(["deny", "deny_verb"]);
const NAMES_NONE: ReadonlySet<string> = new Set(["names_none"]);

/** «信件30件，其中关于发布0件»: the noun that is a verb as well says what they were about. */
function isOnlyConcerned({ sentence: { tokens }, token }: FigurePlace, { rule, match }: Candidate): boolean {
  const [before, own] = [tokens[match.first - 1], tokens[match.first]];
  if (!isBare({ tokens }, token, match)) return false;
  // «因信息官司11件»: its own noun as well.
  if (rule.denied && hasClass(own, [rule.denied.heads])) return false;
  return hasClass(own, PUBLICATION) && before?.to === own?.from && hasClass(before, CONCERN);
}

const PUBLICATION: ReadonlySet<string> = new Set(["publication", "disclosure"]);
const CONCERN: ReadonlySet<string> = new Set(["concern", "because"]);

/** «全部在网站发布，其中公告28条»: a part, and not all that the clause before says. */
function isOfList({ sentence: { tokens }, token }: FigurePlace, { rule, match }: Candidate): boolean {
  const start = clauseStart(tokens, token);
  return rule.labelled === null && match.first < start && anyOf(tokens, [start, token], OF_WHICH);
}

const OF_WHICH: ReadonlySet<string> = new Set(["of_which"]);

/** «办理提案35件，发布35件»: a verb alone counts what was counted before. */
function isOfBefore(place: FigurePlace, { rule, match }: Candidate): boolean {
  const { sentence, token, topic } = place;
  if (!rule.bareAfter || !topic || rule.bareAfter.has(topic.rule.key)) return false;
  return goesOn(sentence, topic) && isBare(sentence, token, match);
}

/** «其中“政策解读”5条»: among the parts of what was published, words in quotes are what a part is called. */
function isName(place: FigurePlace, { first, last }: Match): boolean {
  const { sentence, token } = place;
  const name = quotedBefore(sentence, token);
  if (!name || last > token || !partRule(place)) return false;
  return (sentence.tokens[first]?.from ?? 0) >= name[0];
}

/** Several quantities named for one figure: all of them where it is 0, none where it is their sum; else the best fit. */
function settle(place: FigurePlace, found: readonly Candidate[]): Finding[] {
  const { sentence, token, all: rules } = place;
  const named = found.filter(({ rule }) => rule.denied !== null && !rule.denied.weak);
  if (named.length > 1 && named.length === found.length) {
    const start = Math.min(...named.map(({ match }) => match.first));
    if (!isNought(sentence, token) && !anyOf(sentence.tokens, [start, token], EACH)) return [];
    return named.map((one) => finding(place, one, []));
  }
  const kin = found.find(({ rule }) => rule.several !== null);
  const ways = kin ? waysNamed(sentence, token) : [];
  if (kin && ways.length > 0 && differ(ways, sentence)) {
    const named = (key: string | null) => rules.find((rule) => rule.key === key);
    const main = mainKinds(rules, sentence);
    const all = ways.some((way) => hasClass(way, main)) && meansMore(sentence.tokens, ways.at(-1));
    const whole = all ? named(kin.rule.many) : undefined;
    if (whole && !isShare(place, { ...kin, rule: whole }))
      return [finding(place, { ...kin, rule: whole }, [])];
    const rule = named(kin.rule.several);
    if (rule) return [finding(place, { ...kin, rule }, ["key-open"])];
  }
  if (isEach(place, found.length)) return [];
  const most = Math.max(...found.map(({ match }) => match.weight));
  const best = found.filter(({ match }) => match.weight === most);
  const unsure = best.length > 1 || best.some((one) => isUnsure(place, one));
  const doubts: StatementDoubt[] = unsure ? ["key-open"] : [];
  return best.slice(0, 1).map((one) => {
    const about = isAbout(place, one) && !isOfHeading(place, one);
    return finding(place, one, about ? doubts : [...doubts, "scope-open"]);
  });
}

/** «参训人员各40人», «甲、乙二人的来信各3件»: so many of each of several things, and nobody knows how many, unless several quantities are named. */
function isEach({ sentence, token }: FigurePlace, named: number): boolean {
  const { tokens, text } = sentence;
  const [before, own] = [tokens[token - 1], tokens[token]];
  if (!hasClass(before, EACH) || before?.to !== own?.from) return false;
  return named < 2 || !/[、和及与]/.test(text.slice(tokens[clauseStart(tokens, token)]?.from, before?.from));
}

const EACH: ReadonlySet<string> = new Set(["each"]);

function finding(
  { sentence, token, topic }: FigurePlace,
  { rule, match, leans }: Candidate,
  doubts: readonly StatementDoubt[],
): Finding {
  const { tokens } = sentence;
  const from = tokens[match.first]?.from ?? 0;
  const to = tokens[match.last]?.to ?? 0;
  const inherited = leans ? leaningDoubts(topic, rule) : [];
  return {
    rule,
    token,
    label: labelOf(rule, sentence, token, match),
    last: match.last,
    words: [from, to],
    doubts: [...doubts, ...inherited],
    ...(leans ? { inherited } : {}),
  };
}

function allowed(rule: StatementRule, sentence: Sentence, token: number, match: Match): boolean {
  const { tokens } = sentence;
  if (rule.never.size > 0 && anyOf(tokens, clause(sentence, token, match), rule.never)) return false;
  return rule.nowhere.size === 0 || !anyOf(tokens, [stretchStart(tokens, token), token], rule.nowhere);
}
