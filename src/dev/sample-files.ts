// Where the samples lie and what stands in a sample's folder.
// Must not judge anything.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Report } from "../model/report.ts";

export const SAMPLES = fileURLToPath(new URL("../../samples/", import.meta.url));

/** `documents` have typed truth; `broken` are files that no report can be read from. */
/** `scans` are documents apart: a scanned page takes seconds. */
export type SampleSet = "documents" | "scans" | "broken";

export interface Sample {
  readonly set: SampleSet;
  readonly name: string;
  readonly folder: string;
  /** The document's file name: `source.` and whatever ending it came with. */
  readonly source: string;
}

export function listSamples(set: SampleSet): Sample[] {
  const root = join(SAMPLES, set);
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const folder = join(root, name);
      const source = readdirSync(folder).find((file) => file.startsWith("source."));
      if (source === undefined) throw new Error(`${folder}: no file source.*`);
      return { set, name, folder, source };
    });
}

/** What `expected.json` holds: the record as it was reviewed, and whether anyone did. */
export interface Expected {
  /** `proposed` until a person has looked at every table; a proposal fails the tests. */
  readonly review: "proposed" | "reviewed";
  readonly record: ExpectedRecord;
}

/** The parts of a record that a reader of the document can check against it. */
export type ExpectedRecord = ReturnType<typeof expectedRecord>;

export function expectedRecord(report: Report) {
  const { identity } = report;
  return {
    container: report.container,
    status: report.status,
    reasons: report.reasons,
    title: identity.title?.value ?? null,
    issuer: identity.issuer?.value ?? null,
    year: identity.year?.value ?? null,
    edition: identity.edition,
    published_on: identity.publishedOn?.value ?? null,
    tables: Object.fromEntries(report.tables.map(({ table, cells }) => [table, rowsOf(cells)])),
    failing: report.checks
      .filter((check) => check.status === "fails")
      .map((check) => `${check.relation} at ${check.at}: ${check.lhs} / ${check.rhs}`),
    other_tables: report.otherTables.length,
    sections: report.sections.map((section) => section.heading),
  };
}

/** One line a row: `column=value`, `·` blank, `-` struck, `×` absent, `?` unreadable, doubts in braces. */
function rowsOf(cells: Report["tables"][number]["cells"]): Record<string, string> {
  const rows: Record<string, string> = {};
  for (const cell of cells) {
    const marks = {
      reported: cell.value ?? "",
      blank: "·",
      struck: "-",
      absent: "×",
      unreadable: `?${cell.raw}`,
    };
    const doubts = cell.doubts.length > 0 ? `{${cell.doubts.join(",")}}` : "";
    const settled = cell.settledBy === "arithmetic" ? "≈" : "";
    const text = `${cell.column}=${marks[cell.state]}${settled}${doubts}`;
    rows[cell.row] = rows[cell.row] === undefined ? text : `${rows[cell.row]} ${text}`;
  }
  return rows;
}

export function readExpected(sample: Sample): Expected {
  return JSON.parse(readFileSync(join(sample.folder, "expected.json"), "utf8")) as Expected;
}
