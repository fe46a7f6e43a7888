// Writes the files of a dataset. Each appears whole under its name or not at all; same reports, same bytes.
// Must not filter, and must not change a value.
import { once } from "node:events";
import { createWriteStream, mkdirSync, renameSync, rmSync, type WriteStream, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Collection } from "../model/collection.ts";
import type { Kin, Report, Status } from "../model/report.ts";
import { CODEBOOK_HEADER, codebookLines } from "./codebook.ts";
import { csvText, SHEETS } from "./columns.ts";
import { addToRecords, addToSheet } from "./kin.ts";
import { reportJsonSchema, reportSchema } from "./schema.ts";

export interface DatasetSummary {
  readonly documents: number;
  readonly byStatus: Readonly<Record<Status, number>>;
  readonly cells: number;
  readonly reported: number;
  readonly blank: number;
  readonly struck: number;
  readonly doubted: number;
  readonly checks: { readonly holds: number; readonly fails: number; readonly not_evaluable: number };
  /** The documents that most need a look, at most five. */
  readonly worst: readonly {
    readonly source: string;
    readonly status: Status;
    readonly reasons: readonly string[];
  }[];
}

const SEVERITY: Readonly<Record<Status, number>> = {
  failed: 4,
  partial: 3,
  flagged: 2,
  not_a_report: 1,
  clean: 0,
};

/**
 * @param kinOf asked when all reports are in: what documents are to one another, by their number
 * @throws when the folder cannot be written; files of an earlier run stay until the new ones are whole.
 */
export async function writeDataset(
  folder: string,
  collection: Collection,
  reports: AsyncIterable<Report>,
  kinOf: () => ReadonlyMap<number, Kin>,
): Promise<DatasetSummary> {
  mkdirSync(folder, { recursive: true });
  const sheets = SHEETS.map((sheet) => ({
    sheet,
    file: openFile(folder, sheet.file, csvText([sheet.header])),
  }));
  const records = openFile(folder, "reports.jsonl", "");
  const listed: object[] = [];
  const tally = startTally();
  try {
    for await (const report of reports) {
      for (const { sheet, file } of sheets) await file.write(csvText(sheet.lines(report)));
      await records.write(`${JSON.stringify(reportSchema.parse(report))}\n`);
      tally.add(report);
      listed.push({
        source: report.source,
        status: report.status,
        edition: report.identity.edition,
        reasons: report.reasons,
      });
    }
  } catch (error) {
    for (const file of [records, ...sheets.map((one) => one.file)]) file.drop();
    throw error;
  }
  const kin = kinOf();
  for (const { sheet, file } of sheets) {
    await file.finish(kin.size > 0 && sheet.file === "reports.csv" ? (path) => addToSheet(path, kin) : null);
  }
  await records.finish(kin.size > 0 ? (path) => addToRecords(path, kin) : null);
  const summary = tally.summary();
  writeWhole(
    folder,
    "codebook.csv",
    csvText([CODEBOOK_HEADER, ...codebookLines(collection.forms, collection.prose)]),
  );
  writeWhole(folder, "report.schema.json", `${JSON.stringify(reportJsonSchema(), null, 2)}\n`);
  writeWhole(
    folder,
    "run.json",
    `${JSON.stringify({ collection: collection.name, ...summary, sources: listed }, null, 1)}\n`,
  );
  return summary;
}

interface OpenFile {
  readonly write: (text: string) => Promise<void>;
  /** Gives the file its name, after a last change where there is one. */
  readonly finish: (change: ((path: string) => Promise<void>) | null) => Promise<void>;
  readonly drop: () => void;
}

function openFile(folder: string, name: string, head: string): OpenFile {
  const path = join(folder, name);
  const partial = `${path}.partial`;
  const stream: WriteStream = createWriteStream(partial);
  stream.write(head);
  return {
    write: async (text) => {
      if (text !== "" && !stream.write(text)) await once(stream, "drain");
    },
    finish: async (change) => {
      stream.end();
      await once(stream, "finish");
      await change?.(partial);
      renameSync(partial, path);
    },
    drop: () => {
      stream.destroy();
      rmSync(partial, { force: true });
    },
  };
}

function writeWhole(folder: string, name: string, text: string): void {
  const path = join(folder, name);
  writeFileSync(`${path}.partial`, text);
  renameSync(`${path}.partial`, path);
}

function startTally() {
  const byStatus: Record<Status, number> = { clean: 0, flagged: 0, partial: 0, not_a_report: 0, failed: 0 };
  const counts = { documents: 0, cells: 0, reported: 0, blank: 0, struck: 0, doubted: 0 };
  const checks = { holds: 0, fails: 0, not_evaluable: 0 };
  const worst: { source: string; status: Status; reasons: readonly string[]; weight: number }[] = [];
  return {
    add: (report: Report) => {
      counts.documents += 1;
      byStatus[report.status] += 1;
      for (const check of report.checks) checks[check.status] += 1;
      let doubted = 0;
      for (const { cells } of report.tables) {
        for (const cell of cells) {
          counts.cells += 1;
          if (cell.state === "reported" || cell.state === "blank" || cell.state === "struck")
            counts[cell.state] += 1;
          if (cell.doubts.length > 0) doubted += 1;
        }
      }
      counts.doubted += doubted;
      const weight = SEVERITY[report.status] * 100_000 + doubted;
      if (weight >= 2 * 100_000) {
        worst.push({ source: report.source, status: report.status, reasons: report.reasons, weight });
        worst.sort((a, b) => b.weight - a.weight);
        worst.length = Math.min(worst.length, 5);
      }
    },
    summary: (): DatasetSummary => ({
      ...counts,
      byStatus,
      checks,
      worst: worst.map(({ source, status, reasons }) => ({ source, status, reasons })),
    }),
  };
}
