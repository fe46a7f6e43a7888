// What stands in a sample's folder: the document, its typed truth, and the record that was reviewed.
// Must not judge anything.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Report } from "../model/report.ts";

export interface Sample {
  readonly name: string;
  readonly folder: string;
  /** The document's file name: `source.` and whatever ending it came with. */
  readonly source: string;
}

/** Every folder below `root` that holds a file `source.*`, in the order of their names. @throws the system's error */
export function samplesBelow(root: string): Sample[] {
  const entries = readdirSync(root, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  const source = entries.find((entry) => entry.isFile() && entry.name.startsWith("source."));
  if (source) return [{ name: basename(root), folder: root, source: source.name }];
  return entries
    .filter((entry) => entry.isDirectory())
    .flatMap((entry) => samplesBelow(join(root, entry.name)));
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

/** null when nothing was proposed yet. */
export function expectedOf({ folder }: Pick<Sample, "folder">): Expected | null {
  const file = join(folder, "expected.json");
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Expected) : null;
}
