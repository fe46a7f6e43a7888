// What a title says: a report, something about one, a list of reports; and of which year it is.
// Must not know any wording, pages or addresses.
import { fold } from "../text/fold.ts";
import type { LinkRules, Years } from "./rules.ts";

export type TitleKind = "report" | "section" | "look-alike" | "cut";

export interface Title {
  readonly kind: TitleKind;
  /** Null where none is named, or more than one. */
  readonly year: number | null;
}

const HAN_DIGITS = "〇一二三四五六七八九";
/** Between the name of a page and that of its site; between numbers they are part of the name. */
const SEPARATORS = /(?<!\d)\s*[-_|—–>»]+\s*|\s*[-_|—–>»]+\s*(?!\d)/u;
const HAN_YEAR = /[一二][〇零一二三四五六七八九]{3}(?=年)/gu;

/** Where a text stands: in a page that is about reports perhaps, in a list that says that it is one of reports, or anywhere. */
export type TitleContext = "list" | boolean;

/** Null where the text is no title of interest. */
export function readTitle(text: string, rules: LinkRules, context: TitleContext): Title | null {
  const { titles } = rules;
  const whole = fold(text).replaceAll(HAN_YEAR, arabic);
  const bare = whole.replaceAll(new RegExp(rules.years.dates, "giu"), "");
  const year = yearOf(bare, rules);
  const begin = titles.cut.exec(bare)?.groups?.["begin"];
  const named = titles.report.test(bare);
  if (!named && begin !== undefined) {
    if (titles.about.test(begin) || titles.other.test(begin)) return null;
    if (context === "list") return { kind: "cut", year };
    return titles.begins.test(begin) && (year !== null || context) ? { kind: "cut", year } : null;
  }
  if (!named && context === "list" && titles.cutShort.test(bare) && !titles.about.test(bare))
    return { kind: "cut", year };
  const dated = titles.inContext.test(bare) && (year !== null || titles.section.test(bare));
  if (!named && !dated) return null;
  const isAbout = titles.about.test(bare) && !titles.published.test(bare);
  if (isAbout || (!named && titles.other.test(bare))) return { kind: "look-alike", year };
  if (titles.section.test(bare) && (named || context))
    return { kind: year === null ? "section" : "report", year };
  return named || context ? { kind: "report", year } : null;
}

/** The year that a text names, dates left aside; null where it names none, or more than one. */
export function yearIn(text: string, rules: LinkRules): number | null {
  const whole = fold(text).replaceAll(HAN_YEAR, arabic);
  return yearOf(whole.replaceAll(new RegExp(rules.years.dates, "giu"), ""), rules);
}

/** What a page's titles say: those of a report with a year first, then those of a list, whatever site's name stands beside them. */
export function readPageTitle(
  titles: readonly string[],
  rules: LinkRules,
  context: TitleContext,
): Title | null {
  const read = (text: string) => readTitle(text, rules, context);
  const pieces = titles.flatMap((one) => one.split(SEPARATORS));
  const found = pieces.map(read).filter((title) => title !== null);
  const dated = found.find(({ kind, year }) => kind === "report" && year !== null);
  return dated ?? found.find(({ kind }) => kind === "section") ?? read(titles.join(" ")) ?? found[0] ?? null;
}

/** The year of a text that names one and nothing else. */
export function yearOnly(text: string, rules: LinkRules): number | null {
  const year = rules.years.only.exec(fold(text).replaceAll(HAN_YEAR, arabic))?.[1];
  return year === undefined ? null : Number(year);
}

/** The year of a text that names a month of it and nothing else. */
export function yearOfMonth(text: string, rules: LinkRules): number | null {
  const year = rules.years.month.exec(fold(text))?.[1];
  return year === undefined ? null : Number(year);
}

export function isWanted(year: number | null, years: Years | null): boolean {
  return year === null || years === null || (year >= years.from && year <= years.to);
}

/** Pages of a year may go by the year of the reports or by that of their publication, one later. */
export function isYearPageWanted(year: number, years: Years | null): boolean {
  return isWanted(year, years) || isWanted(year - 1, years);
}

function yearOf(text: string, { years }: LinkRules): number | null {
  if (years.range.test(text)) return null;
  for (const pattern of [years.year, years.digits]) {
    const found = new Set([...text.matchAll(new RegExp(pattern, "giu"))].map(([, year]) => Number(year)));
    if (found.size > 0) return found.size === 1 ? ([...found][0] ?? null) : null;
  }
  return null;
}

function arabic(year: string): string {
  return [...year].map((char) => (char === "零" ? "0" : String(HAN_DIGITS.indexOf(char)))).join("");
}
