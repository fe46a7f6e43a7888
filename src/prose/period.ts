// Which stretch of time a figure is about, from the dates and words of time in front of it.
// Must not know what is counted.
import type { Period, StatementDoubt } from "../model/prose.ts";
import { hasClass } from "./pattern.ts";
import type { Token } from "./tokens.ts";

export interface FoundPeriod {
  readonly period: Period;
  readonly doubts: readonly StatementDoubt[];
  /** False when nothing in the sentence names a time. */
  readonly said: boolean;
}

const YEAR: FoundPeriod = { period: "year", doubts: [], said: false };

/** @param year of the report; null when unknown */
export function periodOf(tokens: readonly Token[], figure: number, year: number | null): FoundPeriod {
  let open = false;
  for (const clause of clausesBefore(tokens, figure)) {
    const found = readClause(clause, year);
    if (found === "open") open = true;
    else if (found) return settle(found, open);
  }
  return open ? { period: "year", doubts: ["period-open"], said: true } : YEAR;
}

/** A figure's own clause first, then those in front of it. */
function* clausesBefore(tokens: readonly Token[], figure: number): Generator<readonly Token[]> {
  let end = figure;
  for (let i = figure - 1; i >= -1; i -= 1) {
    const token = tokens[i];
    if (token && token.kind !== "break" && token.kind !== "figure") continue;
    if (end - i > 1) yield tokens.slice(i + 1, end);
    end = i;
    if (token?.kind === "break" && token.strength === 3) return;
  }
}

type Signs = { readonly [name: string]: boolean };

function readClause(clause: readonly Token[], year: number | null): FoundPeriod | "open" | null {
  const has = (name: string) => clause.some((token) => hasClass(token, [name]));
  const years = clause.flatMap((token) => (token.kind === "date" && token.year !== null ? [token.year] : []));
  const signs: Signs = {
    own: has("this_year") || (years.length > 0 && years.every((one) => year === null || one === year)),
    past: has("other_time") || years.some((one) => year !== null && one !== year),
    // From an earlier year up to the report's.
    since: has("since") || (years.some((one) => one === year) && years.some((one) => one < (year ?? 0))),
    ever: has("ever"),
    sum: has("cumulative"),
    until: has("until"),
    already: has("already"),
  };
  return judge(signs);
}

function judge(signs: Signs): FoundPeriod | "open" | null {
  const said = (period: Period, ...doubts: StatementDoubt[]): FoundPeriod => ({ period, doubts, said: true });
  if (signs["ever"] || (signs["since"] && (signs["past"] || !signs["own"]))) return said("cumulative");
  if (signs["until"])
    return signs["sum"] || signs["already"] ? said("cumulative") : said("cumulative", "period-open");
  if (signs["past"]) return said("other");
  if (signs["own"]) return said("year");
  return signs["sum"] ? "open" : null;
}

/** «累计» is settled by what the clauses in front of it say. */
function settle(found: FoundPeriod, open: boolean): FoundPeriod {
  if (open && found.period === "cumulative") return { ...found, doubts: [] };
  return found;
}
