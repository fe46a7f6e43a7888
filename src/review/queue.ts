// A page of the queue: which documents fit what is asked for, and how far the work on them is.
// Must not know files.
import type { Decision } from "../decisions/decision.ts";
import { standingOf } from "../decisions/standing.ts";
import type { Entry } from "../store/record-index.ts";
import type { Catalogue } from "./catalogue.ts";
import type { QueueAnswer, QueueRow } from "./wire.ts";

export interface Asked {
  readonly status: string;
  /** The beginning of one of its reasons: a doubt, `relations-fail` … */
  readonly doubt: string;
  readonly year: string;
  /** Part of the issuer, title, source or digest. */
  readonly text: string;
  /** Only documents with more in doubt than has been decided; one decision settles a document that is flagged for a sum alone. */
  readonly open: boolean;
  readonly offset: number;
  readonly limit: number;
}

export function queuePage(
  catalogue: Catalogue,
  ledger: ReadonlyMap<string, readonly Decision[]>,
  asked: Asked,
): QueueAnswer {
  const rows: QueueRow[] = [];
  const years = new Set<string>();
  const doubts = new Set<string>();
  const counts = { total: 0, doubted: 0, decided: 0 };
  for (const entry of catalogue.entries()) {
    years.add(entry[7]);
    for (const reason of entry[10].split(";")) doubts.add(reason.replace(/:.*$/s, ""));
    const decided = decidedIn(ledger.get(entry[11]));
    if (!fits(entry, decided, asked)) continue;
    if (counts.total >= asked.offset && rows.length < asked.limit) rows.push(rowOf(entry, decided));
    counts.total += 1;
    counts.doubted += entry[12];
    counts.decided += decided;
  }
  const named = (set: Set<string>) => [...set].filter((one) => one !== "").sort();
  return { ...counts, documents: catalogue.size, rows, years: named(years), doubts: named(doubts) };
}

const decidedIn = (decisions: readonly Decision[] | undefined) =>
  decisions ? [...standingOf(decisions).values()].filter(({ conflict }) => !conflict).length : 0;

function fits(entry: Entry, decided: number, { status, doubt, year, text, open }: Asked): boolean {
  const [, , , source, , title, issuer, ofYear, , ofStatus, reasons, sha256, doubted] = entry;
  if (status !== "" && ofStatus !== status) return false;
  if (year !== "" && ofYear !== year) return false;
  if (doubt !== "" && !reasons.split(";").some((one) => one === doubt || one.startsWith(`${doubt}:`)))
    return false;
  if (open && (ofStatus === "clean" || ofStatus === "not_a_report" || decided >= Math.max(1, doubted)))
    return false;
  return text === "" || `${source}\n${title}\n${issuer}\n${sha256}`.includes(text);
}

function rowOf(entry: Entry, decided: number): QueueRow {
  const [n, , , source, container, title, issuer, year, edition, status, reasons, sha256, doubted, fails] =
    entry;
  return {
    n,
    source,
    container,
    title,
    issuer,
    year,
    edition,
    status,
    reasons,
    sha256,
    doubted,
    fails,
    decided,
  };
}
