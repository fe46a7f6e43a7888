// Whether words over a table, a column or beside a row speak of the document's own figures, or of another year's, another
// organ's, or nobody's. Must not know tables.
import type { Sign } from "../../model/signs.ts";
import type { Subject, SubjectWords } from "../../model/subject.ts";
import { fold } from "../../text/fold.ts";
import { literally } from "../../text/literal.ts";
import { COUNT, OTHER_ORGAN, OWN, PERIOD, SAMPLE, SHARE, SUMMARY, SUPERSEDED } from "../weights/standing.ts";
import { derived } from "./wording.ts";

/** Whose report it is, and the words that tell. */
export interface Perspective {
  readonly subject: Subject;
  readonly words: SubjectWords;
  /** What the names of organs end in. */
  readonly organEndings: readonly string[];
  /** Of which year and organ a line speaks that is the title of a report; null for any other line. */
  readonly titleOf: (line: string) => Subject | null;
}

/** How much words speak for a table's, column's or row's being the report's: above 0 for it, below 0 against it. */
export function standingOf(text: string, perspective: Perspective): number {
  const { subject, words } = perspective;
  const said = fold(text);
  return periodOf(said, subject, words) + ownershipOf(said, perspective);
}

/** What words say of whose figures they are, whatever their period. */
function ownershipOf(said: string, perspective: Perspective): number {
  const { words } = perspective;
  const says = (list: readonly string[]) => saysOne(said, list);
  let standing = 0;
  if (says(words.sample)) standing += SAMPLE;
  if (says(words.superseded)) standing += SUPERSEDED;
  if (says(words.summary)) standing += SUMMARY;
  else if (says(words.own) || namesIssuer(said, perspective)) standing += OWN;
  else if (namesOther(said, perspective)) standing += OTHER_ORGAN;
  return standing;
}

/**
 * Whether words are the report's rather than others because of whose figures they say these are, or of which period, and not because
 * they count another thing: last year's items, this year's change of them.
 */
export function isToldBySubject(text: string, others: readonly string[], perspective: Perspective): boolean {
  if (isQualifier(text, perspective)) return true;
  const ownership = (one: string) => ownershipOf(fold(one), perspective);
  if (others.every((other) => ownership(other) < ownership(text))) return true;
  const rest = withoutPeriod(text, perspective.words);
  return others.some((other) => withoutPeriod(other, perspective.words) === rest);
}

function withoutPeriod(text: string, { ownPeriod, otherPeriod }: SubjectWords): string {
  const periods = [ownPeriod, otherPeriod].flatMap(foldedWords).map(literally);
  return fold(text).replace(new RegExp(`(?:19|20)\\d{2}(?:年度?)?|${periods.join("|")}`, "gu"), "");
}

function periodOf(said: string, { year }: Subject, words: SubjectWords): number {
  if (saysOne(said, words.partPeriod) || namesMonths(said)) return -PERIOD;
  const years = yearsIn(said);
  if (years.length > 0 && year !== null && years.includes(year)) return PERIOD;
  if (years.length > 0 && year !== null) return DATED.test(said) ? 0 : -PERIOD;
  if (saysOne(said, words.otherPeriod)) return -PERIOD;
  return saysOne(said, words.ownPeriod) ? PERIOD : 0;
}

/** A day or a month: when something was published, and not of which year it speaks. */
const DATED = /(?:19|20)\d{2}[年./-]\d{1,2}/u;

/**
 * What a line over a table says against the report's own figures standing below: that they are a sample's, another year's or
 * another organ's. Prose and dates say nothing of a table.
 */
export function foreignIn(text: string, perspective: Perspective): Foreign | null {
  const said = fold(text);
  const { subject, words } = perspective;
  const says = (list: readonly string[]) => saysOne(said, list);
  if (says(words.sample) || says(words.superseded)) return "under-sample";
  if (says(words.partPeriod) || namesMonths(said)) return "under-other-year";
  // What a note says of figures in brackets, it says of no others.
  if (DATED.test(said) || /[,;。]/u.test(said) || says(words.bracketed)) return null;
  if (isOfOtherYear(said, subject, words)) return "under-other-year";
  const isOfAll = says(words.summary) || says(words.own);
  if (says(words.otherOrgan) && !isOfAll) return "under-other-organ";
  return subject.issuer !== null && !isOfAll && namesOther(said, perspective) ? "under-other-organ" : null;
}

/** From one month to another, and not all of a year's. */
function namesMonths(said: string): boolean {
  const [, from, to] = /(?<!\d)(\d{1,2})月?[-~—至到](\d{1,2})月(?!\d)/u.exec(said) ?? [];
  return from !== undefined && !(from === "1" && to === "12");
}

export type Foreign = Extract<Sign, "under-sample" | "under-other-year" | "under-other-organ">;

function isOfOtherYear(said: string, { year }: Subject, words: SubjectWords): boolean {
  const years = [...said.matchAll(NAMED_YEAR)].map(([, before, behind]) => before ?? behind ?? "");
  if (years.length > 0) return year !== null && !years.includes(year);
  const says = (list: readonly string[]) => saysOne(said, list);
  return says(words.otherPeriod) && !says(words.ownPeriod);
}

/** A year with the word for it behind, or before as the head of a column has it. */
const NAMED_YEAR = /(?<!\d)((?:19|20)\d{2})年|年[度份]?:?((?:19|20)\d{2})(?!\d)/gu;

function yearsIn(said: string): string[] {
  return [...said.matchAll(/(?<!\d)((?:19|20)\d{2})(?!\d)/gu)].map((match) => match[1] ?? "");
}

/** Words that are the issuer's name, with a year or without, or say so before what a table is about. */
function namesIssuer(said: string, { subject: { issuer }, words }: Perspective): boolean {
  if (issuer === null) return false;
  const name = organBefore(said, words);
  return (
    said.replace(/(?:19|20)\d{2}(?:年度?)?/gu, "") === fold(issuer) ||
    (name !== null && isSameOrgan(name, fold(issuer)))
  );
}

/** A heading that is an organ's name and not the issuer's, or has one before what a table is about. */
function namesOther(said: string, { subject: { issuer }, organEndings, words }: Perspective): boolean {
  const before = organBefore(said, words);
  if (before !== null) return issuer !== null && !isSameOrgan(before, fold(issuer));
  const name = said.replace(NUMBERED, "").replace(/[:：]$/u, "");
  if (!foldedWords(organEndings).some((ending) => name.endsWith(ending) && name.length > ending.length + 1))
    return false;
  if (foldedWords(words.noOrgan).some((word) => name.endsWith(word))) return false;
  return issuer === null || !isSameOrgan(name, fold(issuer));
}

const NUMBERED = /^[(\d一二三四五六七八九十]{1,4}[.、)]+/u;

/** Whether a line says that what stands below it is attached. */
export function attaches(text: string, { words }: Perspective): boolean {
  const heading = fold(text).replace(NUMBERED, "");
  return foldedWords(words.attached).some((word) => heading.startsWith(word));
}

/** A heading without what says that the table below it is attached, and counts it. */
export function withoutAttachment(text: string, { words }: Perspective): string {
  const heading = fold(text).replace(NUMBERED, "");
  const sign = foldedWords(words.attached).find((word) => heading.startsWith(word));
  return sign === undefined ? text : heading.slice(sign.length).replace(ATTACHED_NUMBER, "");
}

/**
 * The organ that a heading names before the title of a table, or behind the words by which a table is attached. What the
 * name ends in says nothing: organs may be called anything.
 * @param said folded
 */
function organBefore(said: string, { attached, titles, subjects }: SubjectWords): string | null {
  const heading = said.replace(NUMBERED, "");
  const sign = foldedWords(attached).find((word) => heading.startsWith(word));
  const rest = heading
    .slice(sign?.length ?? 0)
    .replace(sign === undefined ? /^/u : ATTACHED_NUMBER, "")
    .replace(/(?:19|20)\d{2}(?:年度?)?|\([^()]*\)|[:：]$/gu, "");
  const isTitle = saysOne(rest, titles);
  if (sign === undefined && !isTitle) return null;
  const ends = [titles, subjects].flatMap((list) =>
    foldedWords(list).flatMap((word) => {
      const at = rest.indexOf(word);
      return at < 0 ? [] : [at];
    }),
  );
  const name = rest.slice(0, Math.min(rest.length, ...ends)).replace(/的$/u, "");
  return /^\p{Script=Han}{2,}$/u.test(name) ? name : null;
}

/** What counts attached tables, and parts it from their names. */
const ATTACHED_NUMBER = /^[(\d一二三四五六七八九十]*[):：.、]*/u;

/** Whether one name is the other, or leaves letters of it out. */
export function isSameOrgan(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  let found = 0;
  for (const letter of long) if (letter === short[found]) found += 1;
  return found === short.length;
}

/** Whether words over a column say nothing but a period or whose figures these are. */
export function isQualifier(text: string, { words }: Perspective): boolean {
  const said = fold(text).replace(/[()]/gu, "").replace(LEAD, "");
  return /^(?:19|20)\d{2}(?:年|年度)?$/u.test(said) || qualifiers(words).test(said);
}

/** Whether words below a column's head say nothing but whose figures stand under them, of when, or whether these count or compare. */
export function dividesHead(text: string, perspective: Perspective): boolean {
  return isQualifier(text, perspective) || measureOf(text, perspective.words) !== 0;
}

/** Above 0 for words by themselves that say that a column's figures are counts, below 0 that they compare counts, 0 for others. */
export function measureOf(text: string, { counts, shares }: SubjectWords): number {
  const said = fold(text);
  const bare = said.replace(/[()%‰:]/gu, "");
  if (/^[(%‰)]+$/u.test(said) || foldedWords(shares).includes(bare)) return SHARE;
  return said === bare && foldedWords(counts).includes(bare) ? COUNT : 0;
}

/** Whether a head says that the figures under it are none of the report's, or that they compare counts: all, and not those in brackets. */
export function speaksOfOther(head: string, perspective: Perspective): boolean {
  if (saysOne(fold(head), perspective.words.bracketed)) return false;
  return standingOf(head, perspective) < 0 || measureOf(head, perspective.words) < 0;
}

/** What leads to a part of a whole. */
const LEAD = /^\p{L}{1,2}:/u;

/** Words that by themselves, one after another, of a level of government or as those of a count, say nothing but that. */
const qualifiers = derived((words: SubjectWords): RegExp => {
  const { summary, own, otherOrgan, ownPeriod, otherPeriod, partPeriod } = words;
  const one = (list: readonly string[]) => (list.length > 0 ? list.map(literally).join("|") : "(?!)");
  const all = one([summary, own, otherOrgan, ownPeriod, otherPeriod].flatMap(foldedWords));
  const parts = one(foldedWords(partPeriod));
  // Parts of a year may be counted: the second quarter, the 2nd one.
  return new RegExp(`^(?:\\p{L}?(?:${all})+|\\p{L}?[\\p{L}\\d]?(?:${parts}))数?$`, "u");
});

/** A list of words as they compare: one list serves all documents. */
const foldedWords = derived((words: readonly string[]): readonly string[] => words.map((word) => fold(word)));

const saysOne = (said: string, words: readonly string[]) =>
  foldedWords(words).some((word) => said.includes(word));
