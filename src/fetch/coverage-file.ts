// The account of a crawl as a file, and the file of what someone expects.
// Must not know how either is made.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { replaceByPieces } from "../store/checked-file.ts";
import { csvText } from "../text/csv.ts";
import { COVERAGE_COLUMNS, type CoverageRow, type Expected } from "./coverage.ts";

/** Writes `coverage.csv` whole; what nothing tells is empty. */
export function writeCoverage(folder: string, rows: Iterable<CoverageRow>): void {
  replaceByPieces(join(folder, "coverage.csv"), linesOf(rows));
}

function* linesOf(rows: Iterable<CoverageRow>): Generator<string> {
  yield csvText([COVERAGE_COLUMNS]);
  for (const row of rows) yield csvText([COVERAGE_COLUMNS.map((column) => row[column] ?? "")]);
}

/**
 * A CSV file with the columns `year` and `site` or `issuer` or both, and `reports`, which is 1 when left out.
 * @throws Error naming the file and the line that cannot be used
 */
export function readExpected(file: string): Expected[] {
  const rows = parse(readFileSync(file), {
    columns: true,
    bom: true,
    skip_empty_lines: true,
    trim: true,
  }) as Record<string, string>[];
  return rows.map((row, at) => {
    const [year, reports] = [Number(row["year"]), Number(row["reports"] || "1")];
    const site = row["site"] || null;
    const issuer = row["issuer"] || null;
    if (
      !/^\d{4}$/.test(row["year"] ?? "") ||
      !Number.isInteger(reports) ||
      (site === null && issuer === null)
    )
      throw new Error(`${file}:${at + 2}: wanted are a year, and a site or an issuer`);
    return { site: hostOf(site), issuer, year, reports };
  });
}

function hostOf(site: string | null): string | null {
  return site !== null && URL.canParse(site) && /^https?:/.test(site) ? new URL(site).host : site;
}
