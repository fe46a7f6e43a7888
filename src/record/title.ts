// Takes a title apart: the issuer, the year, and whether it is the title of a report at all.
// Must not know where the text stood; the words come as rules.
import type { IdentityRules } from "../model/identity.ts";
import type { Subject } from "../model/subject.ts";
import { foldChar } from "../text/fold.ts";

export interface TitleParts {
  /** The title as printed, without white space. */
  readonly title: string;
  /** As printed; null when the title names nobody. */
  readonly issuer: string | null;
  readonly year: number | null;
  /** A page about a report: an explanation, a picture version, a guide. */
  readonly lookAlike: boolean;
}

/** No title is longer, in characters without white space. */
export const LONGEST = 90;
const HAN_DIGITS = "〇一二三四五六七八九";
const YEAR = /((?:19|20)\d{2}|[一二][〇零一二三四五六七八九]{3})(?=年)/u;

/** @returns the parts when the text ends as the title of a report does, else null. */
export function parseTitle(text: string, rules: IdentityRules): TitleParts | null {
  return parseTight(tighten(text, LONGEST), rules);
}

/** The same for a text that is tightened already, at least as far as a title may go. */
export function parseTight(tight: Tight, rules: IdentityRules): TitleParts | null {
  const { printed, folded } = withoutField(tight);
  if (folded.length > LONGEST) return null;
  let ending = "";
  for (const one of rules.reportTitles) if (one.length > ending.length && folded.includes(one)) ending = one;
  if (ending === "") return null;
  const at = folded.lastIndexOf(ending);
  const after = folded.slice(at + ending.length);
  const lookAlike = rules.lookAlikes.some((word) => folded.replace(ending, "").includes(word));
  if (after !== "" && !lookAlike && !/^[(（].*[)）]$/.test(after)) return null;
  const begin = startOf(folded, ending, at);
  const colon = folded.lastIndexOf(":", at) + 1;
  const behind = colon > begin ? namedFrom({ printed, folded }, colon, at, rules) : null;
  const start = behind?.issuer ? colon : begin;
  const { issuer, year } = behind?.issuer ? behind : namedFrom({ printed, folded }, begin, at, rules);
  return { title: printed.slice(start), issuer, year, lookAlike };
}

/** Who and which year stand between two places; a field's name or a mail's «forwarded» before a colon is neither. */
function namedFrom(
  { printed, folded }: Tight,
  start: number,
  at: number,
  rules: IdentityRules,
): Pick<TitleParts, "issuer" | "year"> {
  const found = YEAR.exec(folded.slice(start, at));
  const year = found ? yearOf(found[1] ?? "") : null;
  const index = start + (found?.index ?? 0);
  const before = [start, index];
  const between = found ? [index + (found[1]?.length ?? 0) + 1, at] : [start, at];
  const names = [before, between].map(([from = 0, to = 0]) => trimName(printed.slice(from, to), rules));
  const issuer = names.filter((name) => name !== "").join("");
  return { issuer: isName(issuer) ? issuer : null, year };
}

/** Where the title begins: behind the same title that stands in front of it, as an anchor's name or printed twice. */
function startOf(folded: string, ending: string, at: number): number {
  const earlier = folded.lastIndexOf(ending, at - 1);
  if (earlier < 0) return 0;
  const behind = earlier + ending.length;
  const marks = /^[^\p{L}\p{N}《]+/u.exec(folded.slice(behind, at))?.[0].length ?? 0;
  return behind + marks < at ? behind + marks : 0;
}

/** Whether it is more than a letter that is left of something else, and holds no sign of mark-up or of a sentence: no organ has one. */
const isName = (text: string) => text.length > 1 && !/[{}[\]#|<>=\\,，。;；!！?？]/u.test(text);

/** The name in Latin letters by which mark-up or data calls a title, or a list number, with its sign. */
const FIELD = /^(?:[^\p{L}\p{N}]*(?:[a-z][a-z_]{0,15}|\d{1,3}(?!\d))[^\p{L}\p{N}]*[:=、{]|h[1-6]\.)/iu;
/** What closes a title that mark-up or data quotes. */
const CLOSED = /["'}]+$/;

function withoutField({ printed, folded }: Tight): Tight {
  const from = FIELD.exec(folded)?.[0].length ?? 0;
  const to = from === 0 ? folded.length : folded.length - (CLOSED.exec(folded)?.[0].length ?? 0);
  return withoutMarks({ printed: printed.slice(from, to), folded: folded.slice(from, to) });
}

/** By these light mark-up tells a heading or what is bold: Markdown, Org and wikis put them before a line or around it. */
const MARKS = /^(?:#{1,6}|[*=_!]{1,6})(?=[\p{L}\p{N}《])|(?<=[\p{L}\p{N}》)）])[#*=_]{1,6}$/gu;

function withoutMarks({ printed, folded }: Tight): Tight {
  const plain = folded.replace(MARKS, "");
  if (plain.length === folded.length) return { printed, folded };
  const from = folded.indexOf(plain);
  return { printed: printed.slice(from, from + plain.length), folded: plain };
}

/** A text without white space, character for character. */
export interface Tight {
  readonly printed: string;
  readonly folded: string;
}

/**
 * The text without white space, once as printed and once folded, character for character.
 * @param most beyond so many characters the rest is left unread
 */
export function tighten(text: string, most = Number.POSITIVE_INFINITY): Tight {
  let printed = "";
  let folded = "";
  for (const char of text) {
    const one = foldChar(char);
    if (one === "") continue;
    printed += one.length === char.length ? char : one;
    folded += one;
    if (folded.length > most) break;
  }
  return { printed, folded };
}

/** A year in Arabic or Chinese digits (二〇二二, 二零二二). */
export function yearOf(text: string): number | null {
  const digits = [...text.replace(/[零○]/gu, "〇")].map((char) => {
    const han = HAN_DIGITS.indexOf(char);
    return han >= 0 ? String(han) : char;
  });
  const year = Number(digits.join(""));
  return Number.isInteger(year) && year >= 1990 && year <= 2100 ? year : null;
}

/** Takes fillers and punctuation off both ends: what is left is a name, or nothing. */
function trimName(text: string, rules: IdentityRules): string {
  let name = text.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N})）]+$/gu, "");
  let changed = true;
  while (changed) {
    changed = false;
    for (const filler of rules.titleFillers) {
      if (filler !== "的" && name.startsWith(filler)) {
        name = name.slice(filler.length);
        changed = true;
      }
      if (name.endsWith(filler)) {
        name = name.slice(0, -filler.length);
        changed = true;
      }
    }
    // Left of "年度" when the year itself was cut off before it.
    if (/^度(?=.{2})/u.test(name)) {
      name = name.slice(1);
      changed = true;
    }
  }
  return name === "度" ? "" : name;
}

/** Reads lines as titles of reports, each once. @returns year and issuer, and null for what is no title */
export function titleReader(rules: IdentityRules): (line: string) => Subject | null {
  const known = new Map<string, Subject | null>();
  return (line) => {
    let subject = known.get(line);
    if (subject === undefined) {
      const parts = parseTitle(line, rules);
      const isTitle = parts !== null && !parts.lookAlike;
      subject = isTitle
        ? { year: parts.year === null ? null : String(parts.year), issuer: parts.issuer }
        : null;
      known.set(line, subject);
    }
    return subject;
  };
}
