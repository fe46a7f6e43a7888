// Whether everything that lists tell of was had: for each list, and for each site and year, what was expected, found and is
// missing, and why. Must not know how lists are followed or where the account is written.
import { fold } from "../text/fold.ts";
import { type Entry, isPoor } from "./entry.ts";
import { isSettled, yearIn } from "./facts.ts";
import type { FollowedList } from "./lists.ts";
import {
  type SettledSite,
  type SingleReports,
  type SinglesTold,
  type Standings,
  siteOf,
} from "./single-reports.ts";

export type CoverageState = "whole" | "gap" | "unknown";

export interface CoverageRow {
  readonly site: string;
  /** Empty where the row is about all lists of a site. */
  readonly list: string;
  readonly family: string;
  readonly year: string;
  /** Where someone expects a report of one. */
  readonly issuer: string;
  readonly unit: "entries" | "parts" | "reports";
  /** Null where nothing tells. */
  readonly expected: number | null;
  readonly found: number;
  readonly missing: number;
  readonly state: CoverageState;
  /** Reasons of what is missing, each with how often. */
  readonly why: string;
}

export const COVERAGE_COLUMNS = [
  "site",
  "list",
  "family",
  "year",
  "issuer",
  "unit",
  "expected",
  "found",
  "missing",
  "state",
  "why",
] as const;

/** Reports that someone expects of a year: of a site, of an issuer, or of both. */
export interface Expected {
  readonly site: string | null;
  readonly issuer: string | null;
  readonly year: number;
  readonly reports: number;
}

/** Rows are made as they are asked for: there may be a million. */
export interface Coverage extends Iterable<CoverageRow> {
  /** How many rows of lists are in each state. */
  readonly lists: Readonly<Record<CoverageState, number>>;
  readonly gaps: readonly CoverageRow[];
}

export function accountOf(rows: readonly CoverageRow[]): Coverage {
  const lists = { whole: 0, gap: 0, unknown: 0 };
  for (const { list, state } of rows) if (list !== "") lists[state] += 1;
  const gaps = rows.filter(({ state }) => state === "gap");
  return { lists, gaps, [Symbol.iterator]: () => rows.values() };
}

/** What was followed: lists, and reports that were given. */
export interface Followed {
  readonly lists: readonly FollowedList[];
  readonly singles: SingleReports;
}

/** First the lists, then the sites by year, each in the order of their names, then what was expected as it was given. */
export function coverageOf(
  followed: Followed,
  standings: Standings,
  expected: readonly Expected[],
): Coverage {
  const { lists, singles } = followed;
  const pieces = piecesOf(lists);
  const told = singles.told(standings);
  const { settled, others } = told;
  const rows = [
    ...lists.filter(isTold).map((list) => listRow(list, pieces, standings)),
    ...[...others].map(([url, entry]) => singleRow(url, whyNot(entry))),
  ].sort(byName);
  const more = [
    ...siteRows(followed, told, rows, standings).sort(byName),
    ...expectedRows(expected, followed, standings),
  ];
  const account = accountOf([...rows, ...more]);
  let whole = account.lists.whole;
  for (const { urls } of settled.values()) whole += urls.length;
  return {
    ...account,
    lists: { ...account.lists, whole },
    *[Symbol.iterator]() {
      yield* inOrder(rows, settled);
      yield* more;
    },
  };
}

/** Rows with those of reports that are there between them. */
function* inOrder(
  rows: readonly CoverageRow[],
  settled: ReadonlyMap<string, SettledSite>,
): Generator<CoverageRow> {
  let at = 0;
  for (const [site, { urls }] of settled) {
    for (const url of urls) {
      for (let row = rows[at]; row && isBefore(row, site, url); row = rows[at]) {
        yield row;
        at += 1;
      }
      yield singleRow(url, null, site);
    }
  }
  yield* rows.slice(at);
}

function isBefore(row: CoverageRow, site: string, list: string): boolean {
  return row.site < site || (row.site === site && row.list < list);
}

function byName(one: CoverageRow, other: CoverageRow): number {
  if (one.site !== other.site) return one.site < other.site ? -1 : 1;
  if (one.list !== other.list) return one.list < other.list ? -1 : 1;
  return one.year < other.year ? -1 : 1;
}

/** @param why it is not there; null where it is */
function singleRow(url: string, why: string | null, site = siteOf(url)): CoverageRow {
  const missing = why === null ? 0 : 1;
  return {
    site,
    list: url,
    family: "",
    year: "",
    issuer: "",
    unit: "reports",
    expected: 1,
    found: 1 - missing,
    missing,
    state: why === null ? "whole" : "gap",
    why: why ?? "",
  };
}

type Pieces = ReadonlyMap<FollowedList, readonly FollowedList[]>;

/** Lists by the one that they are a piece of, or that named them. */
function piecesOf(lists: readonly FollowedList[]): Pieces {
  const pieces = new Map<FollowedList, FollowedList[]>();
  for (const list of lists) {
    if (list.under === null) continue;
    const known = pieces.get(list.under);
    if (known) known.push(list);
    else pieces.set(list.under, [list]);
  }
  return pieces;
}

/** Pieces of pages that lead to nothing and tell nothing are no lists. */
function isTold(list: FollowedList): boolean {
  const says = list.missing() !== null || list.losses.length > 0 || list.unresolved.length > 0;
  return list.kind === "given" || list.kind === "year" || list.reports.size > 0 || says;
}

function listRow(list: FollowedList, pieces: Pieces, { entryOf }: Standings): CoverageRow {
  const size = tellsOfPiece(list, pieces) ? null : list.missing();
  const lost = [...list.reports.keys()].map((url) => whyNot(entryOf(url))).filter((why) => why !== null);
  const short = size === null ? 0 : Math.max(0, size.expected - size.found);
  const empty = list.kind === "year" && !list.isDocument && !leadsOn(list, pieces);
  const reasons = [
    ...list.losses.map(({ why }) => why),
    ...lost,
    ...(short > 0 ? [list.left ?? "fewer-than-told"] : []),
    ...(list.unresolved.length > 0 || isOpen(list, size) ? ["not-understood"] : []),
    ...(list.left === "limit" || (size === null && list.isBrokenOff) ? [list.left as string] : []),
    ...(empty ? ["nothing-found"] : []),
  ];
  const known = size !== null || list.single;
  return {
    site: siteOf(list.url),
    list: list.url,
    family: list.family ?? "",
    year: "",
    issuer: "",
    unit: size?.unit ?? "reports",
    expected: size?.expected ?? (list.single ? list.reports.size : null),
    found: size?.found ?? list.reports.size - lost.length,
    missing: short + list.losses.length + lost.length + list.unresolved.length + (empty ? 1 : 0),
    state: reasons.length > 0 ? "gap" : known ? "whole" : "unknown",
    why: counted(reasons.length > 0 || list.left === null ? reasons : [list.left]),
  };
}

/** Where a list tells no size, what may lead on, or what was not read, is the only sign that there may be more. */
function isOpen({ mute, isCut }: FollowedList, size: ReturnType<FollowedList["missing"]>): boolean {
  return size === null && (mute !== null || isCut);
}

/** True where the page only shows the beginning of data behind it, which tells its size itself. */
function tellsOfPiece(list: FollowedList, pieces: Pieces): boolean {
  const { counted, toldEntries, toldParts } = list;
  if (counted !== null || (toldParts !== null && toldEntries === null)) return false;
  return pieces.get(list)?.some((one) => one.kind === "data" && one.missing() !== null) ?? false;
}

/** True when the list, or any that its page is made of, names a report. */
function leadsOn(list: FollowedList, pieces: Pieces): boolean {
  return list.reports.size > 0 || (pieces.get(list)?.some((one) => leadsOn(one, pieces)) ?? false);
}

/** Reports that are named of one site and year: how many, and why those are missing that are. */
interface Named {
  readonly site: string;
  readonly year: string;
  count: number;
  readonly lost: string[];
}

function siteRows(
  followed: Followed,
  told: SinglesTold,
  rows: readonly CoverageRow[],
  standings: Standings,
): CoverageRow[] {
  const open = new Set(rows.filter(({ state }) => state !== "whole").map(({ site }) => site));
  return [...namedIn(followed, told, standings).values()].map(({ site, year, count, lost }) => {
    const whole = !open.has(site);
    return {
      site,
      list: "",
      family: "",
      year,
      issuer: "",
      unit: "reports",
      expected: whole ? count : null,
      found: count - lost.length,
      missing: lost.length,
      state: lost.length > 0 ? "gap" : whole ? "whole" : "unknown",
      why: counted(lost),
    };
  });
}

function namedIn({ lists, singles }: Followed, told: SinglesTold, standings: Standings): Map<string, Named> {
  const all = new Map<string, Named>();
  const of = (site: string, year: number | null) => {
    const key = `${site} ${year ?? ""}`;
    const named = all.get(key) ?? { site, year: String(year ?? ""), count: 0, lost: [] };
    all.set(key, named);
    return named;
  };
  const take = (named: Named, entry: Entry | undefined) => {
    const why = whyNot(entry);
    named.count += 1;
    if (why !== null) named.lost.push(why);
  };
  for (const [site, { years }] of told.settled)
    for (const [year, count] of years) of(site, year).count += count;
  for (const [url, entry] of told.others) take(of(siteOf(url), entry?.year ?? null), entry);
  const met = new Set<string>();
  for (const list of lists) {
    const site = siteOf(list.url);
    for (const [url, { year }] of list.reports) {
      // Each report once of a site and year, whoever names it.
      const isGiven = singles.has(url) && siteOf(url) === site && yearOf(url, standings) === year;
      const key = `${site} ${year ?? ""} ${url}`;
      if (isGiven || met.has(key)) continue;
      met.add(key);
      take(of(site, year), standings.entryOf(url));
    }
  }
  return all;
}

function yearOf(url: string, { factsOf, entryOf }: Standings): number | null {
  const facts = factsOf(url) ?? 0;
  return isSettled(facts) ? yearIn(facts) : (entryOf(url)?.year ?? null);
}

function expectedRows(wishes: readonly Expected[], followed: Followed, standings: Standings): CoverageRow[] {
  if (wishes.length === 0) return [];
  const reports = reportsOf(followed, standings, new Set(wishes.map(({ year }) => year)));
  return wishes.map((wish) => expectedRow(wish, reports, standings));
}

/** A report as something names it. */
interface Report {
  readonly site: string;
  readonly url: string;
  readonly title: string;
}

/** By their years. */
function reportsOf({ lists, singles }: Followed, standings: Standings, years: ReadonlySet<number>) {
  const reports = new Map<number, Report[]>([...years].map((year) => [year, []]));
  const take = (year: number | null, report: () => Report) => {
    if (year !== null) reports.get(year)?.push(report());
  };
  for (const list of lists)
    for (const [url, { title, year }] of list.reports)
      take(year, () => ({ site: siteOf(list.url), url, title }));
  for (const url of singles)
    take(yearOf(url, standings), () => {
      const title = standings.entryOf(url)?.title ?? "";
      return { site: siteOf(url), url, title };
    });
  return reports;
}

function expectedRow(
  wish: Expected,
  reports: ReadonlyMap<number, readonly Report[]>,
  { entryOf }: Standings,
): CoverageRow {
  const issuer = wish.issuer === null ? "" : fold(wish.issuer);
  const named = (reports.get(wish.year) ?? []).filter(
    ({ site, title }) => (wish.site === null || site === wish.site) && title.includes(issuer),
  );
  const urls = new Set(named.map(({ url }) => url));
  const lost = [...urls].map((url) => whyNot(entryOf(url))).filter((why) => why !== null);
  const found = urls.size - lost.length;
  const missing = Math.max(0, wish.reports - found);
  const unlisted = Array.from({ length: Math.max(0, missing - lost.length) }, () => "not-listed");
  return {
    site: wish.site ?? "",
    list: "",
    family: "",
    year: String(wish.year),
    issuer: wish.issuer ?? "",
    unit: "reports",
    expected: wish.reports,
    found,
    missing,
    state: missing > 0 ? "gap" : "whole",
    why: counted([...lost, ...unlisted].slice(0, missing)),
  };
}

/** Why an address is not there; null when it is. */
function whyNot(entry: Entry | undefined): string | null {
  if (entry === undefined) return "not-asked";
  // What was had before counts as well, when it is not to be had now; what came and is not what was wanted does not.
  if (entry.offset !== undefined && !isPoor(entry)) return null;
  return entry.reason ?? entry.outcome;
}

function counted(reasons: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].map(([reason, count]) => (count > 1 ? `${reason} ×${count}` : reason)).join("; ");
}
