// Whether everything that lists tell of was had: for each list, and for each site and year, what was expected, found and is
// missing, and why. Must not know how lists are followed or where the account is written.
import type { Entry } from "./archive.ts";
import type { FollowedList } from "./lists.ts";

export type CoverageState = "whole" | "gap" | "unknown";

export interface CoverageRow {
  readonly site: string;
  /** Empty where the row is about all lists of a site. */
  readonly list: string;
  readonly family: string;
  readonly year: string;
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
  "unit",
  "expected",
  "found",
  "missing",
  "state",
  "why",
] as const;

/** Reports that someone expects: of a site, of a year. */
export interface Expected {
  readonly site: string;
  readonly year: number;
  readonly reports: number;
}

type Look = (url: string) => Entry | undefined;

/** First the lists, then the sites by year; in order of their names. */
export function coverageOf(
  lists: readonly FollowedList[],
  look: Look,
  expected: readonly Expected[],
): CoverageRow[] {
  const rows = lists.map((list) => listRow(list, look));
  const order = (row: CoverageRow) => `${row.site} ${row.list} ${row.year}`;
  const sort = (some: CoverageRow[]) => some.sort((a, b) => (order(a) < order(b) ? -1 : 1));
  return [...sort(rows), ...sort(siteRows(lists, rows, look, expected))];
}

function listRow(list: FollowedList, look: Look): CoverageRow {
  const size = list.missing();
  const lost = [...list.reports.keys()].map((url) => whyNot(look(url))).filter((why) => why !== null);
  const reasons = [...list.losses.map(({ why }) => why), ...lost];
  const short = size === null ? 0 : Math.max(0, size.expected - size.found);
  if (short > 0) reasons.push(list.left ?? "fewer-than-told");
  if (list.unresolved.length > 0) reasons.push("not-understood");
  if (list.left === "limit") reasons.push("limit");
  const missing = short + list.losses.length + lost.length + list.unresolved.length;
  return {
    site: siteOf(list.url),
    list: list.url,
    family: list.family ?? "",
    year: "",
    unit: size?.unit ?? "reports",
    expected: size?.expected ?? null,
    found: size?.found ?? list.reports.size - lost.length,
    missing,
    state: reasons.length > 0 ? "gap" : size === null ? "unknown" : "whole",
    why: counted(reasons),
  };
}

function siteRows(
  lists: readonly FollowedList[],
  rows: readonly CoverageRow[],
  look: Look,
  expected: readonly Expected[],
): CoverageRow[] {
  const named = new Map<string, Map<string, number | null>>();
  for (const list of lists) {
    for (const [url, year] of list.reports) {
      const key = `${siteOf(list.url)} ${year ?? ""}`;
      const group = named.get(key) ?? new Map<string, number | null>();
      named.set(key, group.set(url, year));
    }
  }
  for (const { site, year } of expected) {
    const key = `${site} ${year}`;
    if (!named.has(key)) named.set(key, new Map());
  }
  return [...named].map(([key, reports]) => {
    const [site = "", year = ""] = key.split(" ");
    const wish = expected.find((one) => one.site === site && String(one.year) === year);
    const lost = [...reports.keys()].map((url) => whyNot(look(url))).filter((why) => why !== null);
    const found = reports.size - lost.length;
    const lacking = Math.max(0, (wish?.reports ?? 0) - reports.size);
    const missing = lost.length + lacking;
    const whole = rows.every((row) => row.site !== site || row.state === "whole");
    const known = wish !== undefined || whole;
    return {
      site,
      list: "",
      family: "",
      year,
      unit: "reports",
      expected: wish ? Math.max(wish.reports, reports.size) : known ? reports.size : null,
      found,
      missing,
      state: missing > 0 ? "gap" : known ? "whole" : "unknown",
      why: counted([...lost, ...Array.from({ length: lacking }, () => "not-listed")]),
    };
  });
}

/** Why an address is not there; null when it is. */
function whyNot(entry: Entry | undefined): string | null {
  if (entry === undefined) return "not-asked";
  if (entry.offset !== undefined) return null;
  return entry.reason ?? entry.outcome;
}

export function siteOf(url: string): string {
  return new URL(url).host;
}

function counted(reasons: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].map(([reason, count]) => (count > 1 ? `${reason} ×${count}` : reason)).join("; ");
}
