// Which stretch of time a figure is about, from the dates and words of time in front of it.
// Must not know what is counted.
import type { Period, StatementDoubt } from "../model/prose.ts";
import { clauseStart } from "./clauses.ts";
import { type Share, shareOfYear } from "./months.ts";
import { hasClass } from "./pattern.ts";
import type { Sentence } from "./sentence.ts";
import type { Token } from "./tokens.ts";

export interface FoundPeriod {
  readonly period: Period;
  readonly doubts: readonly StatementDoubt[];
  /** False when nothing in the sentence names a time. */
  readonly said: boolean;
  /** It is a part of the report's year. */
  readonly within?: true;
}

/** @param year of the report; null when unknown */
export function periodOf({ tokens, text }: Sentence, figure: number, year: number | null): FoundPeriod {
  let [sum, until, already] = [false, false, false];
  let [sumOfAnother, grown, dated] = [false, false, false];
  for (const { clause, crossed } of clausesBefore(tokens, text, figure)) {
    // «比2011年下降3%，答复22件»: the year is that of what is compared with.
    if (clause.some((token) => hasClass(token, ["compared"]))) continue;
    // «根据2008年施行的条例，…»: the year is the rule's.
    if (hasClass(clause[0], ["according"]) && !clause.includes(tokens[figure - 1] as Token)) continue;
    // «由2011年的30条增加到2012年的40条，…»: both years are of what has grown.
    const ofGrowth = grown || (crossed && isGrowth(clause));
    grown = !grown && ofGrowth;
    if (ofGrowth) continue;
    const signs = readClause(clause, year);
    if (crossed && (signs.ever || signs.sum || signs.until)) {
      // The sum of a figure before: an earlier clause may say what the rest is about.
      sumOfAnother ||= signs.ever;
      continue;
    }
    sum ||= signs.sum;
    already ||= signs.already;
    if (signs.ever) return signs.both ? said("year", "period-open") : said("cumulative");
    if (signs.until) {
      // The date belongs to «截至»: it says nothing of when the count began.
      until = true;
      dated ||= signs.dated;
    } else if (signs.since || signs.past || signs.own) {
      if (signs.since) return said("cumulative", ...(signs.shortly ? PERIOD_OPEN : []));
      if (signs.past) return said("other");
      // «2012年新增40条，累计400条»: the sum is of more than the year that another figure has.
      if (crossed && sum) return said("cumulative", "period-open");
      if (signs.share === "some" && isItsTime(clause, figure, { tokens, text }))
        return { ...said("other"), within: true };
      if (signs.share === "some" || signs.share === "most") return said("year", "period-open");
      return until && (sum || already) ? said("cumulative", "period-open") : said("year");
    }
  }
  if (sumOfAnother) return said("cumulative", "period-open");
  // None up to then is none in the year.
  if (until && tokens[figure]?.kind !== "figure") return said("year");
  if (until) return (sum || already) && dated ? said("cumulative") : said("cumulative", "period-open");
  return sum ? said("year", "period-open") : { period: "year", doubts: [], said: false };
}

const PERIOD_OPEN: readonly StatementDoubt[] = ["period-open"];

function said(period: Period, ...doubts: StatementDoubt[]): FoundPeriod {
  return { period, doubts, said: true };
}

interface Clause {
  readonly clause: readonly Token[];
  /** Another figure stands between it and the figure. */
  readonly crossed: boolean;
}

/** A figure's own clause first, then those in front of it. */
function* clausesBefore(tokens: readonly Token[], text: string, figure: number): Generator<Clause> {
  let end = figure;
  let crossed = false;
  for (let i = figure - 1; i >= -1; i -= 1) {
    const token = tokens[i];
    if (token && token.kind !== "break" && token.kind !== "figure") continue;
    const clause = tokens.slice(i + 1, end);
    // «2012年没有收到，累计收到5件»: what is denied in between was told of a time of its own.
    if (end < figure && clause.some((one) => hasClass(one, DENIES))) crossed = true;
    if (end - i > 1) yield { clause, crossed };
    // «100条(2012年新增15条)，…»: what brackets closed is told within them.
    end = token && text.charAt(token.from) === ")" ? openedAt(tokens, text, i) : i;
    if (end < i) crossed = true;
    i = end;
    // «历年累计12件、8件»: what an enumeration goes on with is of the time that its first item names.
    if (token?.kind === "figure" && text.charAt(token.to) !== "、") crossed = true;
    if (token?.kind === "break" && token.strength === 3) return;
  }
}

const DENIES: ReadonlySet<string> = new Set(["deny"]);

/** Rank of the bracket that the one at the rank closes; its own where none does. */
function openedAt(tokens: readonly Token[], text: string, rank: number): number {
  for (let i = rank - 1; i >= 0; i -= 1) if (text.charAt(tokens[i]?.from ?? -1) === "(") return i;
  return rank;
}

function isMonths(before: Token, token: Token | undefined): boolean {
  return token?.kind === "date" && token.months !== null && token.from === before.to;
}

function isDateBeside(token: Token, other: Token | undefined): boolean {
  return other?.kind === "date" && (other.to === token.from || other.from === token.to);
}

/** «1月1日起至12月31日»: a date stands on both sides. */
function isRange(clause: readonly Token[]): boolean {
  return clause.some((token, i) => {
    if (!hasClass(token, ["up_to"]) || clause[i + 1]?.kind !== "date") return false;
    const before = clause[i - 1];
    return (hasClass(before, ["from_on"]) ? clause[i - 2] : before)?.kind === "date";
  });
}

function isOfYear(token: Token | undefined): boolean {
  return token?.kind === "date" || hasClass(token, ["this_year"]);
}

/** «增加到2012年的»: between the two figures of a growth. */
function isGrowth(clause: readonly Token[]): boolean {
  return clause.some((token, i) => hasClass(token, ["change"]) && hasClass(clause[i + 1], ["up_to"]));
}

/** «5月，发布信息20条», and not «5月，网站改版，发布信息20条»: the months stand in the figure's clause, or alone in the one before. */
function isItsTime(clause: readonly Token[], figure: number, { tokens, text }: Said): boolean {
  const start = clauseStart(tokens, figure);
  const [first, comma] = [clause[0], tokens[start - 1]];
  if (!first || !comma || first.from >= comma.to) return true;
  const said = text.slice(first.from, comma.from).replace(/\P{L}/gu, "");
  const dates = clause.map((one) => (one.kind === "date" ? text.slice(one.from, one.to) : "")).join("");
  return said === dates.replace(/\P{L}/gu, "");
}

type Said = Pick<Sentence, "tokens" | "text">;

/** «2011年度转来2件», «4件转至2013年办理»: the year says where it was carried from or to. */
function isWhereCarried(clause: readonly Token[], rank: number): boolean {
  if (clause[rank]?.kind !== "date") return false;
  return hasClass(clause[rank + 1], CARRIED) || hasClass(clause[rank - 1], CARRIED);
}

const CARRIED: ReadonlySet<string> = new Set(["carried"]);

interface Signs {
  readonly own: boolean;
  /** How much of the year its months are. */
  readonly share: Share | null;
  readonly past: boolean;
  readonly since: boolean;
  /** Since no earlier than the year before, which may be twelve months as well. */
  readonly shortly: boolean;
  readonly ever: boolean;
  /** «2012年及历年»: it is said of the year and of all. */
  readonly both: boolean;
  readonly sum: boolean;
  readonly until: boolean;
  /** A year is named. */
  readonly dated: boolean;
  readonly already: boolean;
}

function readClause(all: readonly Token[], year: number | null): Signs {
  const clause = all.filter((_, rank) => !isWhereCarried(all, rank));
  const has = (name: string) => clause.some((token) => hasClass(token, [name]));
  const beside = (name: string, way: 1 | -1) =>
    clause.some(
      (token, i) =>
        hasClass(token, [name]) && isDateBeside(token, clause[i + way]) && clause[i - way]?.kind !== "date",
    );
  const years = clause.flatMap((token) => (token.kind === "date" && token.year !== null ? [token.year] : []));
  const since =
    has("since") ||
    (years.some((one) => one !== year) && beside("from_on", -1)) ||
    (years.some((one) => one === year) && years.some((one) => one < (year ?? 0)));
  // «今年1至6月» is a part of it.
  const isAllOfIt = (one: Token, i: number) => hasClass(one, ["this_year"]) && !isMonths(one, clause[i + 1]);
  const share = clause.some(isAllOfIt) ? null : shareOfYear(clause, year);
  return {
    // Months that no year is named of are of the report's.
    own:
      has("this_year") ||
      (years.length > 0 ? years.every((one) => year === null || one === year) : share !== null),
    share,
    past: has("other_time") || years.some((one) => year !== null && one !== year),
    // From an earlier year up to the report's.
    since,
    shortly: since && years.length === 2 && year !== null && years.every((one) => one >= year - 1),
    // With a date before it, it is since then.
    ever: has("ever") || clause.some((one, i) => hasClass(one, ["onward"]) && clause[i - 1]?.kind !== "date"),
    both: clause.some(
      (one, i) => hasClass(one, ["ever"]) && hasClass(clause[i - 1], ["joins"]) && isOfYear(clause[i - 2]),
    ),
    sum: has("cumulative"),
    until: has("until") || (beside("up_to", 1) && !isRange(clause)),
    dated: years.length > 0,
    already: has("already"),
  };
}
