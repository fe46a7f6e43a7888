// Whether words over a table, a column or beside a row speak of the document's own figures, or of another year's, another
// organ's, or nobody's. Must not know tables.
import type { Subject, SubjectWords } from "../../model/subject.ts";
import { fold } from "../../text/fold.ts";
import { OTHER_ORGAN, OWN, PERIOD, SAMPLE, SUMMARY } from "../weights/standing.ts";

/** Whose report it is, and the words that tell. */
export interface Perspective {
  readonly subject: Subject;
  readonly words: SubjectWords;
  /** What the names of organs end in. */
  readonly organEndings: readonly string[];
}

/** How much words speak for a table's, column's or row's being the report's: above 0 for it, below 0 against it. */
export function standingOf(text: string, perspective: Perspective): number {
  const { subject, words } = perspective;
  const said = fold(text);
  const says = (list: readonly string[]) => list.some((word) => said.includes(fold(word)));
  let standing = periodOf(said, subject, words);
  if (says(words.sample)) standing += SAMPLE;
  if (says(words.summary)) standing += SUMMARY;
  else if (says(words.own) || namesIssuer(said, perspective)) standing += OWN;
  else if (namesOther(said, perspective)) standing += OTHER_ORGAN;
  return standing;
}

function periodOf(said: string, { year }: Subject, words: SubjectWords): number {
  const years = yearsIn(said);
  if (years.length > 0 && year !== null) return years.includes(year) ? PERIOD : -PERIOD;
  if (words.otherPeriod.some((word) => said.includes(fold(word)))) return -PERIOD;
  return words.ownPeriod.some((word) => said.includes(fold(word))) ? PERIOD : 0;
}

/** A day or a month: when something was published, and not of which year it speaks. */
const DATED = /(?:19|20)\d{2}[年./-]\d{1,2}/u;

/** Whether a line over a table names a year, and not the report's. Prose and dates name none. */
export function namesOtherYear(text: string, { subject: { year } }: Perspective): boolean {
  const said = fold(text);
  const years = [...said.matchAll(/(?<!\d)((?:19|20)\d{2})年/gu)].map((match) => match[1] ?? "");
  if (year === null || years.length === 0 || DATED.test(said) || /[,;。]/u.test(said)) return false;
  return !years.includes(year);
}

function yearsIn(said: string): string[] {
  return [...said.matchAll(/(?<!\d)((?:19|20)\d{2})(?!\d)/gu)].map((match) => match[1] ?? "");
}

/** Words that are the issuer's name, with a year or without. */
function namesIssuer(said: string, { subject: { issuer } }: Perspective): boolean {
  return issuer !== null && said.replace(/(?:19|20)\d{2}(?:年度?)?/gu, "") === fold(issuer);
}

/** A heading that is an organ's name and not the issuer's. */
function namesOther(said: string, { subject: { issuer }, organEndings }: Perspective): boolean {
  const name = said.replace(/^[(\d一二三四五六七八九十]{1,4}[.、)]+/u, "").replace(/[:：]$/u, "");
  if (!organEndings.some((ending) => name.endsWith(fold(ending)) && name.length > ending.length + 1))
    return false;
  return issuer === null || !(fold(issuer).includes(name) || name.includes(fold(issuer)));
}

/** Whether words over a column say nothing but a period or whose figures these are. */
export function isQualifier(text: string, { words }: Perspective): boolean {
  const said = fold(text).replace(/[()]/gu, "");
  if (/^(?:19|20)\d{2}(?:年|年度)?$/u.test(said)) return true;
  return [words.summary, words.own, words.ownPeriod, words.otherPeriod].some((list) =>
    list.some((word) => fold(word) === said || `${fold(word)}数` === said),
  );
}
