// Who issued the document, about which year, when: every source that says so is asked, and disagreement is told.
// Must not know tables or containers; the words come as rules.

import type { MetaFact, Paragraph } from "../model/document.ts";
import type { Flow } from "../model/grid.ts";
import type { IdentityRules } from "../model/identity.ts";
import type { Place } from "../model/place.ts";
import type { Fact, Identity } from "../model/report.ts";
import { editDistance } from "../text/distance.ts";
import { collapse } from "../text/fold.ts";
import { LONGEST, parseTight, parseTitle, type Tight, type TitleParts, tighten, yearOf } from "./title.ts";

interface Line {
  readonly text: string;
  readonly at: Place;
  readonly heading: boolean;
}

export interface IdentityReading {
  readonly identity: Identity;
  /** The title is that of a report. */
  readonly titled: boolean;
  /** The title says that the page is about a report, and is none. */
  readonly lookAlike: boolean;
}

/** Lines of a document's head that may carry its title. */
const HEAD_LINES = 60;

export function readIdentity(flow: Flow, meta: readonly MetaFact[], rules: IdentityRules): IdentityReading {
  const lines = proseLines(flow);
  const head = lines.slice(0, HEAD_LINES);
  const named = metaTitles(meta, rules);
  const titles = [...titleLines(head, rules, named), ...named];
  const report = titles.find((title) => !title.parts.lookAlike) ?? null;
  const lookAlike = titles.find((title) => title.parts.lookAlike) ?? null;
  const leading = report ?? lookAlike;
  const doubts: string[] = [];
  // Lines about a report, as a covering letter has them, say whose it is only where it has no title of its own.
  const own = report ? titles.filter(({ parts }) => !parts.lookAlike) : titles;
  const year = readYear(own, lines, rules, doubts);
  const signature = readSignature(lines, rules);
  const issuer = readIssuer(
    { titles: own, lines, meta, signature: signature?.issuer ?? null },
    rules,
    doubts,
  );
  return {
    identity: {
      title: leading ? { value: leading.parts.title, from: leading.from, at: leading.at } : null,
      issuer,
      year,
      edition: null,
      publishedOn: readDate(head, meta, rules) ?? signedAfter(year, signature),
      doubts,
    },
    titled: report !== null,
    lookAlike: report === null && lookAlike !== null,
  };
}

function proseLines(flow: Flow): Line[] {
  const lines: Line[] = [];
  for (const block of flow) {
    if (block.kind === "grid") {
      // A title row inside a table, or a whole page laid out as one cell.
      for (const row of block.rows.slice(0, 2)) {
        const cells = row.filter((slot) => slot.kind === "cell" && slot.text.trim() !== "");
        const only = cells.length === 1 ? cells[0] : undefined;
        if (only?.kind === "cell") lines.push({ text: only.text, at: only.at, heading: false });
      }
      continue;
    }
    pushLines(block, lines);
  }
  return lines;
}

function pushLines(block: Paragraph, lines: Line[]): void {
  const heading = block.role !== undefined;
  if (heading || !block.text.includes("\n")) {
    if (block.text.trim() !== "") lines.push({ text: block.text, at: block.at, heading });
    return;
  }
  for (const text of block.text.split("\n"))
    if (text.trim() !== "") lines.push({ text, at: block.at, heading });
}

interface FoundTitle {
  readonly parts: TitleParts;
  readonly from: string;
  readonly at: Place;
}

/** Browsers print the time in front of a page's title. */
const PRINTED_AT =
  /^\s*\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},?\s*(?:[上下]午)?\s*\d{1,2}:\d{2}(?::\d{2})?\s*(?:[AP]M)?\s*/u;

/** A tab or several blanks, the last of a line, with what stands before and behind. */
const GAP = /^(.*\S)(?:[^\S\n]*\t|\s{2,})\s*(\S.*)$/u;

/**
 * A title behind a gap, as a page's columns leave it on one line: what stands before is of another column, unless it may be an
 * organ's name or holds a year.
 */
function behindGap(text: string, rules: IdentityRules): string {
  const [, front = "", rest = ""] = GAP.exec(text) ?? [];
  const before = tighten(front, LONGEST).folded;
  if (before === "" || /\d/u.test(before) || rules.organEndings.some((ending) => before.endsWith(ending)))
    return text;
  return parseTitle(rest, rules) === null ? text : rest;
}

/** How many lines a title may be broken over. */
const TITLE_LINES = 3;
/** Longer lines are prose, never a piece of a broken title. */
const PIECE_LENGTH = 40;

/**
 * Titles on one line or broken over a few, with or without a label in front.
 * @param named what the document is called: of several reports in it, it is that one
 */
function titleLines(
  lines: readonly Line[],
  rules: IdentityRules,
  named: readonly FoundTitle[],
): FoundTitle[] {
  const found: FoundTitle[] = [];
  const tight = lines.map(({ text }) => tighten(text, LONGEST));
  for (let end = 0; end < lines.length; end += 1) {
    const line = lines[end] as Line;
    if (isAboutPage(line.text, rules)) continue;
    const labelled = labelledValue(line.text, rules.titleLabels);
    const own = labelled ?? behindGap(line.text.replace(PRINTED_AT, ""), rules);
    const alone = parseTight(own === line.text ? (tight[end] as Tight) : tighten(own, LONGEST), rules);
    const parts = isFull(alone) ? alone : (brokenTitle(lines, tight, end, rules) ?? alone);
    if (parts) found.push({ parts, from: line.heading ? "heading" : "text", at: line.at });
  }
  // Among equals the fuller title leads: printed twice, it is often cut once.
  const isNamed = ({ parts }: FoundTitle) => named.some((one) => isSameTitle(one.parts, parts));
  const rank = (title: FoundTitle) =>
    (title.parts.issuer ? 4 : 0) + (title.parts.year ? 2 : 0) + (isNamed(title) ? 1 : 0);
  return found.sort((a, b) => rank(b) - rank(a));
}

/** A line that a crawler or a site's template begins with the name of another fact than the title. */
function isAboutPage(text: string, { pageLabels, sourceLabels, dateLabels }: IdentityRules): boolean {
  // Most lines have no colon, and the pattern tries all that they begin with.
  if (!/[:：]/.test(text)) return false;
  const label = /^[\s【[]*([\p{L}\s]{2,12}?)[】\]]?\s*[:：]/u.exec(text)?.[1]?.replace(/\s/gu, "");
  return (
    label !== undefined && [pageLabels, sourceLabels, dateLabels].some((labels) => labels.includes(label))
  );
}

function isSameTitle(one: TitleParts, other: TitleParts): boolean {
  return one.lookAlike === other.lookAlike && one.issuer === other.issuer && one.year === other.year;
}

function isFull(parts: TitleParts | null): boolean {
  return parts?.issuer != null && parts.year !== null;
}

/** The shortest run of lines up to `end` that makes a full title; what stands further above is something else. */
function brokenTitle(
  lines: readonly Line[],
  tight: readonly Tight[],
  end: number,
  rules: IdentityRules,
): TitleParts | null {
  let joined = tight[end] as Tight;
  if (joined.folded.length > PIECE_LENGTH) return null;
  for (let start = end - 1; start > end - TITLE_LINES && start >= 0; start -= 1) {
    const { printed, folded } = tight[start] as Tight;
    const apart = lines[start]?.heading !== lines[end]?.heading;
    if (apart || folded.length > PIECE_LENGTH || /[。;；:：]/.test(folded)) return null;
    joined = { printed: printed + joined.printed, folded: folded + joined.folded };
    const parts = parseTight(joined, rules);
    const named = parts?.issuer ? tighten(parts.issuer).folded : "";
    if (isFull(parts) && rules.organEndings.some((ending) => named.endsWith(ending))) return parts;
  }
  return null;
}

function metaTitles(meta: readonly MetaFact[], rules: IdentityRules): FoundTitle[] {
  return meta
    .filter((fact) => isNamed(fact, [...rules.titleMeta, ...rules.titleLabels]))
    .flatMap((fact) =>
      fact.text.split(/[|_–—-]|\s-\s|>>|>/u).flatMap((piece) => {
        const parts = parseTitle(piece, rules);
        return parts ? [{ parts, from: `meta ${fact.name}`, at: fact.at }] : [];
      }),
    );
}

function isNamed(fact: MetaFact, names: readonly string[]): boolean {
  return names.some((name) => name.toLowerCase() === fact.name.toLowerCase());
}

/** The value behind `label：` at the start of a text or after white space; null when no label stands there. */
function labelledValue(text: string, labels: readonly string[]): string | null {
  if (!/[:：]/.test(text)) return null;
  for (const label of labels) {
    if (!text.includes(label)) continue;
    const match = labelPattern(label).exec(text);
    if (match?.[1]) return match[1];
  }
  return null;
}

const labelPatterns = new Map<string, RegExp>();

function labelPattern(label: string): RegExp {
  let pattern = labelPatterns.get(label);
  if (!pattern) {
    const source = `(?:^|[\\s\\p{P}\\p{Z}])[【\\[]?${label}[】\\]]?\\s*[:：]\\s*([^\\s\\p{Z}].*)$`;
    pattern = new RegExp(source, "u");
    labelPatterns.set(label, pattern);
  }
  return pattern;
}

function readYear(
  titles: readonly FoundTitle[],
  lines: readonly Line[],
  rules: IdentityRules,
  doubts: string[],
): Fact | null {
  const title = titles.find((one) => one.parts.year !== null);
  const period = periodYear(lines, rules);
  if (title) {
    const value = String(title.parts.year);
    const others = new Set(titles.flatMap((one) => (one.parts.year ? [String(one.parts.year)] : [])));
    if (period) others.add(period.value);
    others.delete(value);
    if (others.size > 0) doubts.push("year-disagrees");
    return { value, from: "title", at: title.at };
  }
  if (period) return period;
  const prose = proseYear(lines, rules);
  if (prose) doubts.push("year-from-prose");
  return prose;
}

function periodYear(lines: readonly Line[], rules: IdentityRules): Fact | null {
  for (const line of lines) {
    const { folded } = tighten(line.text);
    for (const pattern of rules.period) {
      const year = pattern.exec(folded)?.groups?.["year"];
      if (year) return { value: String(yearOf(year)), from: "period", at: line.at };
    }
  }
  return null;
}

/** The year that running prose names most often, the earliest line among equals. */
function proseYear(lines: readonly Line[], rules: IdentityRules): Fact | null {
  const counts = new Map<string, { count: number; at: Place }>();
  for (const line of lines) {
    const { folded } = tighten(line.text);
    for (const match of folded.matchAll(new RegExp(rules.proseYear, "gu"))) {
      const year = match.groups?.["year"] ?? "";
      const known = counts.get(year) ?? { count: 0, at: line.at };
      counts.set(year, { ...known, count: known.count + 1 });
    }
  }
  const [best] = [...counts].sort((a, b) => b[1].count - a[1].count);
  return best ? { value: best[0], from: "prose", at: best[1].at } : null;
}

/** What a document says of its issuer. */
interface IssuerSources {
  readonly titles: readonly FoundTitle[];
  readonly lines: readonly Line[];
  readonly meta: readonly MetaFact[];
  readonly signature: Fact | null;
}

function readIssuer(
  { titles, lines, meta, signature }: IssuerSources,
  rules: IdentityRules,
  doubts: string[],
): Fact | null {
  const titled = titles.find((one) => one.parts.issuer !== null);
  const source = readSource(lines, meta, rules);
  if (titled) {
    const names = new Set(
      titles.flatMap((one) => (one.parts.issuer ? [tighten(one.parts.issuer).folded] : [])),
    );
    const misprint = misprinted(tighten(titled.parts.issuer ?? "").folded, signature, source);
    if (names.size > 1 || misprint.disagrees) doubts.push("issuer-disagrees");
    return misprint.instead ?? { value: titled.parts.issuer ?? "", from: "title", at: titled.at };
  }
  if (signature && source && tighten(signature.value).folded !== tighten(source.value).folded) {
    doubts.push("issuer-disagrees");
  }
  const found = signature ?? source;
  if (found) {
    if (!(signature && source)) doubts.push(`issuer-from-${found.from}`);
    return found;
  }
  const quoted = quotedIssuer(lines.slice(0, HEAD_LINES), rules);
  if (quoted) {
    doubts.push("issuer-from-prose");
    return quoted;
  }
  for (const line of lines) {
    const { printed, folded } = tighten(line.text);
    const issuer = rules.proseIssuer.exec(folded)?.groups?.["issuer"];
    if (issuer) {
      doubts.push("issuer-from-prose");
      const at = folded.indexOf(issuer);
      return { value: printed.slice(at, at + issuer.length), from: "prose", at: line.at };
    }
  }
  return null;
}

/** The organ in the first full title that prose quotes: what stands before the organ's name within the quotation is none of it. */
function quotedIssuer(lines: readonly Line[], rules: IdentityRules): Fact | null {
  for (const { text, at } of lines) {
    for (const [, title = ""] of text.matchAll(/《([^《》]{6,120})》/gu)) {
      const parts = parseTitle(title, rules);
      const name = /[\p{L}()（）]+$/u.exec(parts?.issuer ?? "")?.[0] ?? "";
      const isOrgan = rules.organEndings.some(
        (ending) => name.endsWith(ending) && name.length > ending.length,
      );
      if (parts?.year && isOrgan) return { value: name, from: "prose", at };
    }
  }
  return null;
}

/** Of so many characters one may be misprinted, or misread off a picture, without the name being another organ's. */
const MISPRINT_IN = 6;

/**
 * Whether the name in the title is all but the one that signs or is named as the source; such names differ by a misprint.
 * `instead`: the name that both of the others print.
 */
function misprinted(
  titled: string,
  signature: Fact | null,
  source: Fact | null,
): { disagrees: boolean; instead: Fact | null } {
  const isNear = (fact: Fact | null): boolean => {
    if (!fact) return false;
    const distance = editDistance(titled, tighten(fact.value).folded);
    return distance > 0 && distance * MISPRINT_IN <= titled.length;
  };
  const disagrees = isNear(signature) || isNear(source);
  const agreed = signature && source && tighten(signature.value).folded === tighten(source.value).folded;
  return { disagrees, instead: disagrees && agreed ? signature : null };
}

/** The name that closes a document, and the date below it. */
interface Signature {
  readonly issuer: Fact;
  readonly date: Fact;
}

function readSignature(lines: readonly Line[], rules: IdentityRules): Signature | null {
  for (let i = lines.length - 1; i > Math.max(0, lines.length - 40); i -= 1) {
    const line = lines[i] as Line;
    const date = parseDate(tighten(line.text).folded, true);
    if (!date) continue;
    const above = lines[i - 1] as Line;
    const { printed, folded } = tighten(above.text);
    if (folded.length > 40 || !rules.organEndings.some((ending) => folded.endsWith(ending))) continue;
    if (!/^[\p{L}\p{N}()（）]+$/u.test(printed)) continue;
    return {
      issuer: { value: printed, from: "signature", at: above.at },
      date: { value: date, from: "signature", at: line.at },
    };
  }
  return null;
}

/** The day of the signature, if the year that the report is about was over: an earlier one is another year's, left in a copy. */
function signedAfter(year: Fact | null, signature: Signature | null): Fact | null {
  const signed = Number(signature?.date.value.slice(0, 4));
  return signature && year && signed > Number(year.value) ? signature.date : null;
}

function readSource(lines: readonly Line[], meta: readonly MetaFact[], rules: IdentityRules): Fact | null {
  const isOrgan = (name: string) =>
    rules.organEndings.some((ending) => name.endsWith(ending)) &&
    !rules.siteEndings.some((ending) => name.endsWith(ending));
  for (const line of lines.slice(0, HEAD_LINES)) {
    const value = labelledValue(line.text, rules.sourceLabels);
    const name = value ? firstName(value, rules) : null;
    if (name && isOrgan(name)) return { value: name, from: "source", at: line.at };
  }
  for (const fact of meta) {
    if (!isNamed(fact, [...rules.sourceMeta, ...rules.sourceLabels])) continue;
    const name = tighten(fact.text).printed;
    if (isOrgan(name)) return { value: name, from: "source", at: fact.at };
  }
  return null;
}

/** The name at the start of a labelled value: up to white space, punctuation, or the next label run on to it. */
function firstName(value: string, rules: IdentityRules): string | null {
  const name = /^[\p{L}\p{N}（）()]+/u.exec(value)?.[0] ?? "";
  // Text from screens may glue the next label to the name; a name ends where an organ's name can end.
  if (
    value
      .slice(name.length)
      .trimStart()
      .match(/^[:：]/)
  ) {
    const ends = rules.organEndings.flatMap((ending) => {
      const at = name.indexOf(ending);
      return at > 0 ? [at + ending.length] : [];
    });
    return ends.length > 0 ? name.slice(0, Math.max(...ends)) : null;
  }
  return name === "" ? null : name;
}

function readDate(lines: readonly Line[], meta: readonly MetaFact[], rules: IdentityRules): Fact | null {
  for (const line of lines) {
    const value = labelledValue(line.text, rules.dateLabels);
    const date = value ? parseDate(collapse(value), false) : null;
    if (date) return { value: date, from: "text", at: line.at };
  }
  for (const fact of meta) {
    const date = isNamed(fact, [...rules.dateMeta, ...rules.dateLabels]) ? parseDate(fact.text, false) : null;
    if (date) return { value: date, from: `meta ${fact.name}`, at: fact.at };
  }
  return null;
}

/** A date as `2024-01-31`; `whole` asks that the text is nothing but the date. */
function parseDate(text: string, whole: boolean): string | null {
  const pattern =
    /((?:19|20)\d{2}|[一二][〇零一二三四五六七八九]{3})\s?[-年/.]\s?(\d{1,2}|[一二三四五六七八九十]{1,2})\s?[-月/.]\s?(\d{1,2}|[一二三四五六七八九十]{1,3})日?/u;
  const match = pattern.exec(text);
  if (!match || match.index > 3 || (whole && match[0].length < text.length)) return null;
  const year = yearOf(match[1] ?? "");
  const month = smallNumber(match[2] ?? "");
  const day = smallNumber(match[3] ?? "");
  if (!year || !month || !day || month > 12 || day > 31) return null;
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

function smallNumber(text: string): number | null {
  if (/^\d+$/.test(text)) return Number(text);
  const match = /^([二三])?(十)?([一二三四五六七八九])?$/u.exec(text);
  if (!match) return "一二三四五六七八九".indexOf(text) + 1 || null;
  const digit = (char: string | undefined) => (char ? "一二三四五六七八九".indexOf(char) + 1 : 0);
  return (match[2] ? (digit(match[1]) || 1) * 10 : digit(match[1])) + digit(match[3]) || null;
}
