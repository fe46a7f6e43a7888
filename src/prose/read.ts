// Reads the statements of a report's prose: the only place of this folder that knows the order of the steps.
// Must not know containers or any wording.

import type { Chapter, Passage, ProseRules, Statement, StatementDoubt } from "../model/prose.ts";
import type { ReportCell } from "../model/report.ts";
import { collapse } from "../text/fold.ts";
import { type Body, bodyOf, ownFieldsOf } from "./body.ts";
import { clauseStart, textStart } from "./clauses.ts";
import { compared } from "./compared.ts";
import { contradicted, type Draft, sharedOut } from "./contradicted.ts";
import { readDenial } from "./denied.ts";
import type { Finding, Told, Topic } from "./finding.ts";
import { originalSpan } from "./folded.ts";
import { type Language, languageOf } from "./language.ts";
import { withoutPages } from "./pages.ts";
import { hasClass } from "./pattern.ts";
import { type FoundPeriod, periodOf } from "./period.ts";
import { dealtOut } from "./respectively.ts";
import { bodyStart, foldedSentences, type Sentence, takeApart } from "./sentence.ts";
import { statementOf } from "./statement.ts";
import { isAddendOf, type Whole } from "./summed.ts";
import { readFigure } from "./told.ts";

/** What is known of the report that the prose belongs to. */
export interface ReportFacts {
  readonly year: number | null;
  readonly issuer: string | null;
  readonly cells: readonly ReportCell[];
}

export function readProse(chapters: readonly Chapter[], rules: ProseRules, facts: ReportFacts): Statement[] {
  const language = languageOf(rules);
  const reader: Reader = {
    rules,
    language,
    year: facts.year,
    body: bodyOf(facts.issuer, rules),
    ownFields: ownFieldsOf(facts.issuer, rules),
  };
  const drafts = chapters.flatMap((chapter) => readChapter(chapter, reader));
  const settled = contradicted(sharedOut(drafts)).map(({ statement }) => statement);
  return compared(settled, rules.statements, facts.cells);
}

interface Reader {
  readonly rules: ProseRules;
  readonly language: Language;
  readonly year: number | null;
  readonly body: Body;
  readonly ownFields: ReadonlySet<string>;
}

/** What was read of a chapter so far. */
interface Course {
  readonly drafts: Draft[];
  heading: string;
  spoken: Spoken | null;
  denied: Topic | null;
  /** The passage before broke off in the middle of a sentence. */
  unfinished: boolean;
}

/** What was spoken of last, the time that it and the parts of it were of, and the rank of its draft. */
interface Spoken {
  readonly topic: Topic;
  readonly period: FoundPeriod;
  /** The time of the part that was told last. */
  readonly partPeriod: FoundPeriod | null;
  /** Where the same was told for another time as well, that figure: the parts may be of either. */
  readonly shared: TimedWhole | null;
  readonly draft: number;
}

interface TimedWhole extends Whole {
  readonly period: FoundPeriod;
}

function readChapter({ heading, passages }: Chapter, reader: Reader): Draft[] {
  const course: Course = { drafts: [], heading, spoken: null, denied: null, unfinished: false };
  for (const passage of passages) readPassage(passage, course, reader);
  return course.drafts;
}

function readPassage(passage: Passage, course: Course, reader: Reader): void {
  const sentences = foldedSentences(passage);
  let ends = true;
  for (const [index, printed] of sentences.entries()) {
    const folded = withoutPages(printed, course.heading, reader.language.pageNumbers);
    if (folded.text === "") continue;
    if (isHeading(folded.text, sentences.length, index, reader.language)) {
      const [first, last] = originalSpan(folded, 0, folded.text.length);
      course.heading = collapse(passage.text.slice(first, last));
      ends = true;
      continue;
    }
    ends = !BREAKS_OFF.test(folded.text);
    if (reader.language.mayState(folded.text)) {
      const dealt = dealtOut(folded, reader.language);
      const above = { heading: course.heading, year: reader.year, ownFields: reader.ownFields };
      readSentence(takeApart(passage, dealt, above, reader.language), course, reader);
    }
    course.unfinished = false;
  }
  course.unfinished = !ends;
}

/** Letters behind no figure, and no mark behind them. */
const BREAKS_OFF = /\p{L}{3}$|[^\p{L}\p{N}]\p{L}{1,2}$/u;

function readSentence(sentence: Sentence, course: Course, reader: Reader): void {
  const said: Finding[] = [];
  for (const token of sentence.tokens.keys()) {
    const told = { topic: course.spoken?.topic ?? null, denied: course.denied };
    for (const found of findingsAt(sentence, token, told, said, reader)) {
      said.push(found);
      if (reader.body.isOther(sentence, token)) continue;
      take(course.unfinished ? ofCutName(found, sentence) : found, sentence, course, reader);
    }
  }
}

/** @param said what the sentence was found to say so far */
function findingsAt(
  sentence: Sentence,
  token: number,
  told: Told,
  said: readonly Finding[],
  { rules: { statements }, language }: Reader,
): readonly Finding[] {
  const one = sentence.tokens[token];
  if (one?.kind === "figure") return readFigure(sentence, token, told, said, statements);
  const denies = one && one.from >= bodyStart(sentence) && hasClass(one, language.denials);
  return denies ? readDenial(sentence, token, told.topic, statements) : [];
}

/** «党建⏎动态类12条»: a name that its line begins with may have begun on the one before, which broke off. */
function ofCutName(found: Finding, sentence: Sentence): Finding {
  if (found.rule.labelled !== "free" || found.label?.[0] !== bodyStart(sentence)) return found;
  return { ...found, doubts: [...found.doubts, "key-open"] };
}

function take(found: Finding, sentence: Sentence, course: Course, { year, body }: Reader): void {
  const { drafts, spoken } = course;
  const period = timeOf(found, sentence, spoken, year);
  const total = spoken && drafts[spoken.draft];
  const ofThose = found.ofThose || isNew(found, sentence, spoken);
  if (ofThose && period.period === "year" && total && isTimeless(spoken.period))
    drafts[spoken.draft] = ofLongerTime(total);
  const statement = statementOf(sentence, found, period, body);
  const whole = isWhole(sentence, found.token);
  const isOwn = whole && !ofThose && isOfYear(period) && !sentence.classes.has("amended");
  drafts.push({
    statement: isOwn ? { ...statement, own: true } : statement,
    rule: found.rule,
    whole,
    enumerated: isEnumerated(sentence, found.token),
  });
  const beside = besideYears(found, sentence, period, spoken);
  // «全年收到3件，去年收到1件。其中…»: what goes on is the year's.
  if (beside === "other") return;
  if (statement.negated) course.denied = deniedBy(found, sentence, statement.doubts, course.denied);
  if (!isSpokenOf(found, sentence, spoken)) {
    if (spoken && found.rule.labelled === "free") course.spoken = { ...spoken, partPeriod: period };
    if (spoken && ofThose && period.period !== spoken.period.period)
      course.spoken = { ...spoken, shared: { sentence, token: found.token, period } };
    return;
  }
  const { rule, token } = found;
  // What its own words leave open says nothing of what stands beside it.
  const doubts = found.inherited ?? statement.doubts;
  const topic = { rule, sentence, token, doubts, before: beforeIn(sentence, spoken) };
  // «2011年新增119条，历年累计471条», «…119条。历年累计471条。»: of which of the two the parts behind are is open.
  const isShared = beside === "cumulative" || isBehindYears(found, period, spoken);
  const shared = isShared && spoken ? { ...wholeOf(spoken.topic), period: spoken.period } : null;
  course.spoken = { topic, period, partPeriod: null, shared, draft: drafts.length - 1 };
}

/** «没有甲和乙，往年合起来1件»: where one word denies several, of which another time is told is open. */
function deniedBy(
  { rule, token }: Finding,
  sentence: Sentence,
  doubts: readonly StatementDoubt[],
  last: Topic | null,
): Topic {
  const isOneOf = last?.sentence === sentence && last.token === token;
  return { rule, sentence, token, doubts: isOneOf ? [...doubts, "key-open"] : doubts, before: null };
}

/** The period of a figure that stands in its sentence beside the year's own of the same statement; null where it stands beside none. */
function besideYears(
  { rule }: Finding,
  sentence: Sentence,
  { period }: FoundPeriod,
  spoken: Spoken | null,
): FoundPeriod["period"] | null {
  const isBeside = spoken?.topic.sentence === sentence && spoken.topic.rule === rule;
  return isBeside && spoken.period.period === "year" ? period : null;
}

/** A sum of more than the year, of what a sentence before told for the year. */
function isBehindYears({ rule }: Finding, { period }: FoundPeriod, spoken: Spoken | null): boolean {
  return period === "cumulative" && spoken?.topic.rule === rule && spoken.period.period === "year";
}

/** «平台发布3642条，本年度新增212条»: the first is of more than the year. */
function isNew({ rule, token }: Finding, { tokens }: Sentence, spoken: Spoken | null): boolean {
  if (rule.labelled !== null || spoken?.topic.sentence.tokens !== tokens) return false;
  const own = tokens.slice(clauseStart(tokens, token), token);
  return own.some((one) => hasClass(one, ["newly"])) && own.some((one) => hasClass(one, ["this_year"]));
}

function isOfYear({ said, period }: FoundPeriod): boolean {
  return said && period === "year";
}

/** Nothing names its time, or only a sum that does not say since when. */
function isTimeless({ said, doubts }: FoundPeriod): boolean {
  return !said || doubts.includes("period-open");
}

const STANDING: FoundPeriod = { period: "year", doubts: [], said: true };

/** A part that names no time is of its total's time, a stock of the report's year. */
function timeOf(found: Finding, sentence: Sentence, spoken: Spoken | null, year: number | null): FoundPeriod {
  const own = periodOf(sentence, found.token, year);
  const isPart = found.partOf || found.rule.labelled === "free" || isOfWhich(sentence, found.token);
  // «2012年发布90条，其中业务类累计30条»: a sum within a list is of the list's time.
  const isOpen = found.partOf && own.doubts.includes("period-open");
  const inherits = (!own.said || isOpen) && isPart;
  const read = inherits && spoken ? partsTime(spoken, sentence, found.token) : own;
  return found.rule.standing && (read.period !== "other" || read.within) ? STANDING : read;
}

/** «累计1264条，其中2012年203条。机构类8条»: of the sum, or of the year's share of it. */
function partsTime(
  { topic, partPeriod, period, shared }: Spoken,
  sentence: Sentence,
  token: number,
): FoundPeriod {
  if (!shared) return partPeriod ?? period;
  // «累计471条，其中今年119条。机构类80条，业务类39条»: what they add up to is what they are parts of.
  const [ofFirst, ofOther] = [topic, shared].map((whole) => isAddendOf(whole, sentence, token));
  if (ofFirst !== ofOther) return ofOther ? shared.period : period;
  return partPeriod ?? { ...period, doubts: [...period.doubts, "period-open"] };
}

/** A figure that is no part of another is what the following ones may be parts of. */
function isSpokenOf(found: Finding, { tokens }: Sentence, spoken: Spoken | null): boolean {
  if (tokens[found.token]?.kind !== "figure") return false;
  if (found.partOf || found.inList || found.ofThose) return false;
  // A part goes on with the list of what was spoken of; where that has no such parts, a list begins with it.
  return found.rule.labelled !== "free" || !spoken || !found.rule.after?.has(spoken.topic.rule.key);
}

function wholeOf({ sentence, token }: Topic): Whole {
  return { sentence, token };
}

/** No further back than the sentence: what a sentence says is all that its lists are about. */
function beforeIn(sentence: Sentence, spoken: Spoken | null): Topic | null {
  return spoken?.topic.sentence === sentence ? spoken.topic : null;
}

/** «信息总数300条，其中今年新增40条»: the first is of a time that nothing names. */
function ofLongerTime(draft: Draft): Draft {
  const doubts: StatementDoubt[] = [
    ...new Set<StatementDoubt>([...draft.statement.doubts, "period-open"]),
  ].sort();
  return { ...draft, statement: { ...draft.statement, period: "cumulative", doubts } };
}

/** A line without a full stop that is no longer is a heading of its own. */
const LONGEST_HEADING = 40;

function isHeading(text: string, sentences: number, index: number, { mayDeny }: Language): boolean {
  const ends = /[。:;!?,]$/.test(text);
  if (sentences === 1 && !ends)
    return text.length <= LONGEST_HEADING && !/\d/.test(text.replace(/^\W*\d+\W/, "")) && !mayDeny(text);
  return (
    index === 0 &&
    /^(?:\(?[\d一二三四五六七八九十]{1,3}[、.)])/.test(text) &&
    text.length <= LONGEST_HEADING &&
    !/[,;\d]/.test(text.slice(3)) &&
    !mayDeny(text)
  );
}

/** «其中…» in front of the figure: it is of the time of what it is a part of. What a heading says opens no list. */
function isOfWhich(sentence: Sentence, token: number): boolean {
  return sentence.tokens.slice(textStart(sentence), token).some((one) => hasClass(one, ["of_which"]));
}

function isEnumerated({ tokens, text }: Sentence, token: number): boolean {
  return text.charAt(tokens[token]?.to ?? -1) === "、";
}

function isWhole({ tokens }: Sentence, token: number): boolean {
  return tokens.slice(clauseStart(tokens, token), token).some((one) => hasClass(one, ["called_whole"]));
}
