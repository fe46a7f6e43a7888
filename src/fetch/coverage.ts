// Whether everything that lists tell of was had: for each list, and for each site and year, what was expected, found and is
// missing, and why. Must not know how lists are followed or where the account is written.
import { fold } from "../text/fold.ts";
import { type Entry, isPoor } from "./entry.ts";
import type { FollowedList } from "./lists.ts";

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

type Look = (url: string) => Entry | undefined;

/** First the lists, then the sites by year, each in the order of their names, then what was expected as it was given. */
export function coverageOf(
  lists: readonly FollowedList[],
  look: Look,
  expected: readonly Expected[],
): CoverageRow[] {
  const pieces = piecesOf(lists);
  const rows = lists.filter(isTold).map((list) => listRow(list, pieces, look));
  return [
    ...sorted(rows),
    ...sorted(siteRows(lists, rows, look)),
    ...expected.map((wish) => expectedRow(wish, lists, look)),
  ];
}

function sorted(rows: readonly CoverageRow[]): CoverageRow[] {
  const keyed = rows.map((row) => ({ row, key: `${row.site} ${row.list} ${row.year}` }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ row }) => row);
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

function listRow(list: FollowedList, pieces: Pieces, look: Look): CoverageRow {
  const size = tellsOfPiece(list, pieces) ? null : list.missing();
  const lost = [...list.reports.keys()].map((url) => whyNot(look(url))).filter((why) => why !== null);
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

function siteRows(lists: readonly FollowedList[], rows: readonly CoverageRow[], look: Look): CoverageRow[] {
  const named = new Map<string, Set<string>>();
  for (const list of lists) {
    for (const [url, { year }] of list.reports) {
      const key = `${siteOf(list.url)} ${year ?? ""}`;
      const known = named.get(key);
      if (known) known.add(url);
      else named.set(key, new Set([url]));
    }
  }
  const open = new Set(rows.filter(({ state }) => state !== "whole").map(({ site }) => site));
  return [...named].map(([key, reports]) => {
    const [site = "", year = ""] = key.split(" ");
    const lost = [...reports].map((url) => whyNot(look(url))).filter((why) => why !== null);
    const whole = !open.has(site);
    return {
      site,
      list: "",
      family: "",
      year,
      issuer: "",
      unit: "reports",
      expected: whole ? reports.size : null,
      found: reports.size - lost.length,
      missing: lost.length,
      state: lost.length > 0 ? "gap" : whole ? "whole" : "unknown",
      why: counted(lost),
    };
  });
}

function expectedRow(wish: Expected, lists: readonly FollowedList[], look: Look): CoverageRow {
  const issuer = wish.issuer === null ? "" : fold(wish.issuer);
  const reports = new Map(
    lists
      .filter((list) => wish.site === null || siteOf(list.url) === wish.site)
      .flatMap((list) => [...list.reports])
      .filter(([, { title, year }]) => year === wish.year && title.includes(issuer)),
  );
  const lost = [...reports.keys()].map((url) => whyNot(look(url))).filter((why) => why !== null);
  const found = reports.size - lost.length;
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

function siteOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}

function counted(reasons: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].map(([reason, count]) => (count > 1 ? `${reason} ×${count}` : reason)).join("; ");
}
