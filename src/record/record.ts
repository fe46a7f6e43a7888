// Puts the record of one document together: identity, tables, what is left over, and what the whole is worth.
// Must not know containers, and does not judge whether sums hold: checks come in ready.
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Container } from "../model/document.ts";
import type { Form } from "../model/form.ts";
import type { Flow, Grid } from "../model/grid.ts";
import type { Statement } from "../model/prose.ts";
import type {
  CheckResult,
  Identity,
  OtherTable,
  Report,
  ReportCell,
  Section,
  Status,
} from "../model/report.ts";
import { collapse } from "../text/fold.ts";
import { numbered } from "./occurrences.ts";

export interface RecordParts {
  readonly source: string;
  readonly container: Container;
  readonly sha256: string;
  readonly bytes: number;
  readonly identity: Identity;
  readonly titled: boolean;
  readonly lookAlike: boolean;
  /** The edition's form, when any of its tables was found. */
  readonly form: Form | null;
  readonly tables: readonly { readonly table: string; readonly cells: readonly ReportCell[] }[];
  readonly checks: readonly CheckResult[];
  readonly otherTables: readonly OtherTable[];
  readonly sections: readonly Section[];
  readonly prose: readonly Statement[];
  readonly diagnostics: readonly Diagnostic[];
  /** Addresses that the document links to, as written. */
  readonly links: readonly string[];
}

/** Files that a report comes in, by an address's name or by a parameter that names one. */
const FILE = /\.(?:docx?|wps|pdf|xlsx?|et|ofd|rtf|odt|ods|zip)(?:$|[?#&])/i;
const MOST_LINKS = 50;

/** Stable for the same bytes, whatever they are called. */
export function reportId(sha256: string): string {
  return sha256.slice(0, 16);
}

export function buildReport(parts: RecordParts): Report {
  const { status, reasons } = judge(parts);
  const isReport = status !== "not_a_report";
  return {
    reportId: reportId(parts.sha256),
    source: parts.source,
    container: parts.container,
    sha256: parts.sha256,
    bytes: parts.bytes,
    identity: parts.identity,
    status,
    reasons,
    tables: parts.tables.map(({ table, cells }) => ({ table, cells: numbered(cells) })),
    checks: parts.checks,
    otherTables: isReport ? parts.otherTables : [],
    sections: isReport ? parts.sections : [],
    prose: parts.prose,
    diagnostics: parts.diagnostics,
    links:
      parts.tables.length > 0
        ? []
        : [...new Set(parts.links)].filter((link) => FILE.test(link)).slice(0, MOST_LINKS),
  };
}

/** The record of a document that could not be read at all. */
export function failedReport(
  source: string,
  container: Container,
  sha256: string,
  bytes: number,
  reason: string,
): Report {
  const identity: Identity = {
    title: null,
    issuer: null,
    year: null,
    edition: null,
    publishedOn: null,
    doubts: [],
  };
  return {
    reportId: reportId(sha256),
    source,
    container,
    sha256,
    bytes,
    identity,
    status: "failed",
    reasons: [reason],
    tables: [],
    checks: [],
    otherTables: [],
    sections: [],
    prose: [],
    diagnostics: [],
    links: [],
  };
}

/** What the status of a record goes by. */
export type Judged = Pick<RecordParts, "identity" | "titled" | "lookAlike" | "form" | "tables" | "checks">;

export function judge(parts: Judged): { status: Status; reasons: string[] } {
  const reasons: string[] = [];
  if (parts.tables.length === 0) {
    if (parts.lookAlike) return { status: "not_a_report", reasons: ["about-a-report"] };
    if (!parts.titled) return { status: "not_a_report", reasons: ["no-title-and-no-table"] };
    return { status: "partial", reasons: ["no-table", ...parts.identity.doubts] };
  }
  if (parts.lookAlike) reasons.push("title-of-something-else");
  const found = new Set(parts.tables.map(({ table }) => table));
  const missing = (parts.form?.tables ?? []).filter((table) => !found.has(table.key));
  if (!parts.form?.alternatives) for (const table of missing) reasons.push(`table-missing:${table.key}`);
  const doubts = new Set(parts.tables.flatMap(({ cells }) => cells.flatMap((cell) => cell.doubts)));
  if (parts.identity.issuer === null) reasons.push("issuer-unknown");
  if (parts.identity.year === null) reasons.push("year-unknown");
  reasons.push(...parts.identity.doubts, ...[...doubts].sort());
  if (parts.tables.some(({ cells }) => cells.some(({ state }) => state === "unreadable")))
    reasons.push("unreadable-cell");
  const failing = parts.checks.filter((check) => check.status === "fails").length;
  if (failing > 0) reasons.push(`relations-fail:${failing}`);
  if (reasons.some((reason) => reason.startsWith("table-missing"))) return { status: "partial", reasons };
  // What no relation was evaluated for is as sure as its reading, and nothing has confirmed it.
  if (reasons.length === 0 && !parts.checks.some((check) => check.status === "holds"))
    reasons.push("no-relation-evaluated");
  return { status: reasons.length > 0 ? "flagged" : "clean", reasons };
}

/** Every printed cell of those rows of a grid that are in no form table. */
export function otherTable(grid: Grid, index: number, rows: readonly number[]): OtherTable {
  const cells = rows.flatMap((r) =>
    (grid.rows[r] ?? []).flatMap((slot, c) =>
      slot.kind === "cell" ? [{ row: r + 1, column: c + 1, raw: collapse(slot.text), at: slot.at }] : [],
    ),
  );
  return { index, cells };
}

export function gridsOf(flow: Flow): Grid[] {
  return flow.filter((block): block is Grid => block.kind === "grid");
}
