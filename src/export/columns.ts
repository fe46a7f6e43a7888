// The lines of the dataset's CSV files, made from reports. Names and their order are a published contract.
// Must not drop or filter anything.
import { locator } from "../model/place.ts";
import type { Kin, Report } from "../model/report.ts";
import type { Line } from "../text/csv.ts";
import { documentKey, occurrenceOf } from "./document-key.ts";

/** A CSV file of the dataset: its header, and its lines for one report. */
export interface Sheet {
  readonly file: string;
  readonly header: readonly string[];
  readonly lines: (report: Report) => Line[];
}

const who = (report: Report) => [
  report.reportId,
  report.source,
  report.identity.issuer?.value ?? "",
  report.identity.year?.value ?? "",
  report.identity.edition ?? "",
];

const CELLS: Sheet = {
  file: "cells.csv",
  header: [
    "report_id",
    "source",
    "issuer",
    "year",
    "edition",
    "table",
    "row",
    "column",
    "value",
    "raw",
    "state",
    "doubt",
    "locator",
    "unit",
    "alternatives",
    "settled_by",
    "read_value",
    "read_state",
    "read_doubt",
    "document_key",
    "occurrence",
    "label_printed",
    "alternative_set",
  ],
  lines: (report) => {
    const [identity, key] = [who(report), documentKey(report)];
    return report.tables.flatMap(({ cells }) =>
      cells.map((cell) => [
        ...identity,
        cell.table,
        cell.row,
        cell.column,
        cell.value ?? "",
        cell.raw,
        cell.state,
        cell.doubts.join(";"),
        locator(cell.at),
        cell.unit ?? "",
        (cell.alternatives ?? []).join("|"),
        cell.settledBy,
        cell.reading?.value ?? "",
        cell.reading?.state ?? "",
        cell.reading?.doubts.join(";") ?? "",
        key,
        occurrenceOf(cell.row, cell.column),
        cell.label ?? "",
        cell.alternativeSet ?? "",
      ]),
    );
  },
};

/** Known when all documents are in, and written then. */
export const KIN_COLUMNS: readonly { readonly name: string; readonly field: keyof Kin }[] = [
  { name: "duplicate_of", field: "duplicateOf" },
  { name: "attachment_of", field: "attachmentOf" },
  { name: "differs_from", field: "differsFrom" },
];

const REPORTS: Sheet = {
  file: "reports.csv",
  header: [
    "report_id",
    "source",
    "container",
    "title",
    "issuer",
    "year",
    "edition",
    "published_on",
    "status",
    "doubt",
    "sha256",
    "bytes",
    "tables",
    "cells",
    "reported",
    "doubted",
    "relations_hold",
    "relations_fail",
    "prose_lines",
    "prose_differs",
    ...KIN_COLUMNS.map(({ name }) => name),
    "captured_at",
    "document_key",
    "archive",
    "record",
    "offset",
    "input",
    "published_from",
  ],
  lines: (report) => {
    const cells = report.tables.flatMap((table) => table.cells);
    const { identity } = report;
    return [
      [
        report.reportId,
        report.source,
        report.container,
        identity.title?.value ?? "",
        identity.issuer?.value ?? "",
        identity.year?.value ?? "",
        identity.edition ?? "",
        identity.publishedOn?.value ?? "",
        report.status,
        report.reasons.join(";"),
        report.sha256,
        report.bytes,
        report.tables.map((table) => table.table).join(";"),
        cells.length,
        cells.filter((cell) => cell.state === "reported").length,
        cells.filter((cell) => cell.doubts.length > 0).length,
        report.checks.filter((check) => check.status === "holds").length,
        report.checks.filter((check) => check.status === "fails").length,
        report.prose.length,
        report.prose.filter((one) => one.agreesWithTable === "differs").length,
        ...KIN_COLUMNS.map(() => ""),
        report.capturedAt ?? "",
        documentKey(report),
        report.held?.archive ?? "",
        report.held?.record ?? "",
        report.held?.offset ?? "",
        report.input ?? "",
        identity.publishedOn?.from ?? "",
      ],
    ];
  },
};

const CHECKS: Sheet = {
  file: "checks.csv",
  header: [
    ...["report_id", "source", "table", "relation", "at", "lhs", "rhs", "status", "chose_reading"],
    "document_key",
  ],
  lines: (report) => {
    const key = documentKey(report);
    return report.checks.map((check) => [
      report.reportId,
      report.source,
      check.table,
      check.relation,
      check.at,
      check.lhs ?? "",
      check.rhs ?? "",
      check.status,
      check.choseReading ? "yes" : "",
      key,
    ]);
  },
};

const OTHER_TABLES: Sheet = {
  file: "other_tables.csv",
  header: ["source", "table", "row", "column", "raw", "locator", "report_id", "document_key"],
  lines: (report) => {
    const key = documentKey(report);
    return report.otherTables.flatMap(({ index, cells }) =>
      cells.map((cell) => [
        report.source,
        index,
        cell.row,
        cell.column,
        cell.raw,
        locator(cell.at),
        report.reportId,
        key,
      ]),
    );
  },
};

const PROSE: Sheet = {
  file: "prose.csv",
  header: [
    "report_id",
    "source",
    "issuer",
    "year",
    "edition",
    "statement",
    "label",
    "value",
    "raw",
    "unit",
    "approximate",
    "period",
    "negated",
    "sentence",
    "locator",
    "doubt",
    "agrees_with_table",
    "table_value",
    "table_cell",
    "document_key",
  ],
  lines: (report) => {
    const [identity, key] = [who(report), documentKey(report)];
    return report.prose.map((one) => [
      ...identity,
      one.statement,
      one.label,
      one.value,
      one.raw,
      one.unit,
      String(one.approximate),
      one.period,
      String(one.negated),
      one.sentence,
      locator(one.at),
      one.doubts.join(";"),
      one.agreesWithTable ?? "",
      one.tableValue ?? "",
      one.tableCell ?? "",
      key,
    ]);
  },
};

export const SHEETS: readonly Sheet[] = [CELLS, REPORTS, CHECKS, OTHER_TABLES, PROSE];
