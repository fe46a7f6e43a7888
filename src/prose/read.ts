// Reads the statements of a report's prose: the only place of this folder that knows the order of the steps.
// Must not know containers or any wording.

import type { Place } from "../model/place.ts";
import type { Chapter, Passage, ProseRules, Statement, StatementDoubt } from "../model/prose.ts";
import type { ReportCell } from "../model/report.ts";
import { collapse } from "../text/fold.ts";
import { agreementOf } from "./agree.ts";
import { type Body, bodyOf } from "./body.ts";
import { clauseStart } from "./clauses.ts";
import { readDenial } from "./denied.ts";
import type { Finding, Topic } from "./finding.ts";
import { type Folded, originalSpan } from "./folded.ts";
import { type Language, languageOf } from "./language.ts";
import { hasClass } from "./pattern.ts";
import { type FoundPeriod, periodOf } from "./period.ts";
import { dealtOut } from "./respectively.ts";
import { bodyStart, foldedSentences, type Sentence, takeApart } from "./sentence.ts";
import { readFigure } from "./told.ts";

/** What is known of the report that the prose belongs to. */
export interface ReportFacts {
  readonly year: number | null;
  readonly issuer: string | null;
  readonly cells: readonly ReportCell[];
}

export function readProse(chapters: readonly Chapter[], rules: ProseRules, facts: ReportFacts): Statement[] {
  const language = languageOf(rules);
  const reader: Reader = { rules, language, facts, body: bodyOf(facts.issuer, rules) };
  const drafts = chapters.flatMap((chapter) => readChapter(chapter, reader));
  const settled = contradicted(drafts);
  return settled.map(({ statement, rule }) => {
    const agreement = agreementOf(statement, rule, facts.cells);
    return agreement ? { ...statement, ...agreement } : statement;
  });
}

interface Reader {
  readonly rules: ProseRules;
  readonly language: Language;
  readonly facts: ReportFacts;
  readonly body: Body;
}

interface Draft {
  readonly statement: Statement;
  readonly rule: Finding["rule"];
  /** The figure is called the whole. */
  readonly whole: boolean;
}

const STANDING: FoundPeriod = { period: "year", doubts: [], said: true };

/** A line without a full stop that is no longer is a heading of its own. */
const LONGEST_HEADING = 40;

function readChapter(chapter: Chapter, reader: Reader): Draft[] {
  const drafts: Draft[] = [];
  let heading = chapter.heading;
  let topic: Topic | null = null;
  let topicPeriod: FoundPeriod | null = null;
  let topicDraft = -1;
  for (const passage of chapter.passages) {
    const sentences = foldedSentences(passage);
    for (const [index, folded] of sentences.entries()) {
      if (isHeading(folded.text, sentences.length, index)) {
        heading = collapse(originalText(passage, folded));
        continue;
      }
      if (!reader.language.mayState(folded.text)) continue;
      const sentence = takeApart(passage, dealtOut(folded, reader.language), heading, reader.language);
      let floor = -1;
      for (const [token, one] of sentence.tokens.entries()) {
        const findings: readonly Finding[] =
          one.kind === "figure"
            ? readFigure(sentence, token, topic, floor, reader.rules.statements)
            : hasClass(one, ["deny", "deny_verb"]) && one.from >= bodyStart(sentence)
              ? readDenial(sentence, token, reader.rules.statements)
              : [];
        for (const found of findings) {
          floor = Math.max(floor, found.last);
          if (reader.body.isOther(sentence, token)) continue;
          const own = periodOf(sentence.tokens, token, reader.facts.year);
          const inherits = !own.said && (found.partOf || isOfWhich(sentence, token));
          const read: FoundPeriod = inherits && topicPeriod ? topicPeriod : own;
          const period = found.rule.standing && read.period !== "other" ? STANDING : read;
          const total = drafts[topicDraft];
          if (found.ofThose && period.period === "year" && total && !topicPeriod?.said)
            drafts[topicDraft] = ofLongerTime(total);
          drafts.push({
            statement: toStatement(sentence, found, period, reader),
            rule: found.rule,
            whole: isWhole(sentence, token),
          });
          if (one.kind !== "figure" || found.partOf || found.inList) continue;
          if (found.rule.labelled !== "free" || topic === null) {
            topic = { rule: found.rule, sentence, token };
            topicPeriod = period;
            topicDraft = drafts.length - 1;
          }
        }
      }
    }
  }
  return drafts;
}

/** «信息总数300条，其中今年新增40条»: the first is of a time that nothing names. */
function ofLongerTime(draft: Draft): Draft {
  const doubts: StatementDoubt[] = [
    ...new Set<StatementDoubt>([...draft.statement.doubts, "period-open"]),
  ].sort();
  return { ...draft, statement: { ...draft.statement, period: "cumulative", doubts } };
}

function isHeading(text: string, sentences: number, index: number): boolean {
  const ends = /[。:;!?,]$/.test(text);
  if (sentences === 1 && !ends)
    return text.length <= LONGEST_HEADING && !/\d|[无没未]/.test(text.replace(/^\W*\d+\W/, ""));
  return (
    index === 0 &&
    /^(?:\(?[\d一二三四五六七八九十]{1,3}[、.)])/.test(text) &&
    text.length <= LONGEST_HEADING &&
    !/[,;\d]/.test(text.slice(3)) &&
    !/[无没未]/.test(text)
  );
}

function toStatement(sentence: Sentence, found: Finding, when: FoundPeriod, { body }: Reader): Statement {
  const token = sentence.tokens[found.token];
  if (!token) throw new RangeError(`no token ${found.token}`);
  const shift = bodyStart(sentence);
  const numeral = token.kind === "figure" ? token.numeral : null;
  const printed = numeral
    ? original(sentence, numeral.from, numeral.rawTo)
    : original(sentence, token.from - shift, token.to - shift);
  const doubts = new Set<StatementDoubt>([
    ...found.doubts,
    ...when.doubts,
    ...body.doubts(sentence, found.token),
  ]);
  if (numeral && /\d\s+\d/.test(printed)) doubts.add("figure-broken");
  if (isRecognised(sentence)) doubts.add("recognised");
  return {
    statement: found.rule.key,
    label: found.label ? textOf(sentence, found.label) : "",
    value: numeral?.value ?? "0",
    raw: collapse(printed),
    unit: numeral?.unit ?? "",
    approximate: numeral !== null && (numeral.approximate || isAbout(sentence, found.token)),
    period: when.period,
    negated: numeral === null,
    sentence: sentenceText(sentence, found),
    words: textOf(sentence, found.words),
    at: placeOf(sentence.passage, sentence, token.from - shift, token.to - shift),
    doubts: [...doubts].sort(),
    agreesWithTable: null,
    tableValue: null,
    tableCell: null,
  };
}

/** A part of the sentence was read off a picture: its words as well as its figure may be others. */
function isRecognised({ passage, folded }: Sentence): boolean {
  const [first, last] = originalSpan(folded, 0, folded.text.length);
  return passage.pieces.some(
    ({ from, recognised }, index) =>
      recognised && from < last && (passage.pieces[index + 1]?.from ?? last) > first,
  );
}

/** «其中…» in front of the figure: it is of the time of what it is a part of. */
function isOfWhich({ tokens }: Sentence, token: number): boolean {
  return tokens.slice(0, token).some((one) => hasClass(one, ["of_which"]));
}

function isWhole({ tokens }: Sentence, token: number): boolean {
  return tokens.slice(clauseStart(tokens, token), token).some((one) => hasClass(one, ["whole"]));
}

function isAbout({ tokens }: Sentence, token: number): boolean {
  const [before, own, after] = [tokens[token - 1], tokens[token], tokens[token + 1]];
  const touching = (a: typeof own, b: typeof own) => a !== undefined && b !== undefined && a.to === b.from;
  return (
    (touching(before, own) && hasClass(before, ["about"])) ||
    (touching(own, after) && hasClass(after, ["or_more"]))
  );
}

/** Words of the sentence as printed; where they reach into the heading, with the heading's. */
function textOf(sentence: Sentence, [from, to]: readonly [number, number]): string {
  const shift = bodyStart(sentence);
  if (from >= shift) return collapse(original(sentence, from - shift, to - shift));
  const own = to > shift ? ` ${collapse(original(sentence, 0, to - shift))}` : "";
  return sentence.heading.slice(from) + own;
}

function original({ passage, folded }: Sentence, from: number, to: number): string {
  const [first, last] = originalSpan(folded, from, to);
  return passage.text.slice(first, last);
}

function originalText(passage: Passage, folded: Folded): string {
  const [first, last] = originalSpan(folded, 0, folded.text.length);
  return passage.text.slice(first, last);
}

function sentenceText(sentence: Sentence, found: Finding): string {
  const own = collapse(original(sentence, 0, sentence.folded.text.length));
  const bare = found.words[0] < bodyStart(sentence) || found.words[1] - found.words[0] < 3;
  return bare && sentence.above !== "" ? `${sentence.above} ${own}` : own;
}

function placeOf(passage: Passage, { folded }: Sentence, from: number, to: number): Place {
  const [first, last] = originalSpan(folded, from, to);
  const piece = passage.pieces.findLast((one) => one.from <= first);
  if (!piece) return {};
  if (piece.at.line === undefined) return piece.at;
  const offset = piece.offset - piece.from;
  return { ...piece.at, chars: [first + offset + 1, last + offset] };
}

/** Two figures for one quantity and period: all are kept, none is certain but one that alone is called the whole. */
function contradicted(drafts: readonly Draft[]): Draft[] {
  const figures = new Map<string, { readonly all: Set<string>; readonly whole: Set<string> }>();
  for (const draft of drafts) {
    if (!draft.rule.once || draft.statement.doubts.length > 0) continue;
    const known = figures.get(keyOf(draft)) ?? { all: new Set(), whole: new Set() };
    figures.set(keyOf(draft), known);
    known.all.add(draft.statement.value);
    if (draft.whole) known.whole.add(draft.statement.value);
  }
  return drafts.map((draft) => {
    const { statement } = draft;
    const known = figures.get(keyOf(draft));
    if (statement.doubts.length > 0 || !known || known.all.size < 2) return draft;
    if (known.whole.size === 1 && known.whole.has(statement.value)) return draft;
    return { ...draft, statement: { ...statement, doubts: ["contradicts"] } };
  });
}

function keyOf({ statement }: Draft): string {
  return `${statement.statement}\n${statement.label}\n${statement.period}`;
}
