// What a dataset tells of an archive's pages: those in which no report was found, which are asked for again.
// Must not know how documents are read.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import type { Entry } from "./entry.ts";

type Row = Readonly<Record<string, string>>;

/** Kinds of links that promised a report, or a file of one. */
const PROMISES: ReadonlySet<string> = new Set(["report", "file"]);
const POOR: ReadonlySet<string> = new Set(["not_a_report", "failed"]);
/** Pages about reports are what they say they are. */
const TRUE_TO_ITSELF = "about-a-report";

/**
 * Addresses of an archive that promised a report, and whose documents in a dataset are none, nor is one in an attachment.
 * @param dataset folder with a `reports.csv`
 * @throws Error naming the file that cannot be used
 */
export function addressesWithoutReport(dataset: string, entries: Iterable<Entry>): Set<string> {
  const file = join(dataset, "reports.csv");
  const rows = parse(readFileSync(file), { columns: true, bom: true }) as Row[];
  if (rows[0] && !("source" in rows[0] && "status" in rows[0]))
    throw new Error(`${file}: has no columns «source» and «status»`);
  const carriers = new Set(rows.filter((row) => !isPoor(row)).map((row) => row["attachment_of"] ?? ""));
  const poor = rows.filter((row) => isPoor(row) && !carriers.has(row["report_id"] ?? ""));
  // What came first and what a browser drew of it, or an older capture: one report is enough.
  const good = new Set(rows.filter((row) => !isPoor(row)).map(({ source }) => source));
  const sources = new Set(poor.map(({ source }) => source).filter((source) => !good.has(source)));
  const again = new Set<string>();
  for (const { url, finalUrl = url, kind = "" } of entries)
    if (PROMISES.has(kind) && sources.has(finalUrl)) again.add(url);
  return again;
}

function isPoor({ status = "", doubt = "" }: Row): boolean {
  return POOR.has(status) && !doubt.split(";").includes(TRUE_TO_ITSELF);
}
