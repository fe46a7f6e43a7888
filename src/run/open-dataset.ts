// What a run left in its output folder, for programs. Must not change anything there.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { readSummary } from "../export/dataset.ts";
import type { DatasetSummary } from "../export/tally.ts";
import type { Kin, Report, ReportCell } from "../model/report.ts";
import { linesOf } from "../store/lines.ts";

/** A record as it stands in a dataset: of a report, with what its document is to others of the run. */
export type DatasetReport = Report & Kin;

/** A cell with the report that it is of. */
export interface DatasetCell extends ReportCell {
  readonly report: DatasetReport;
}

/** The output folder of a run. Records are read one at a time: a dataset may be larger than memory. */
export interface OpenDataset {
  readonly folder: string;
  /** Counts of the run, as in run.json. */
  readonly summary: DatasetSummary & { readonly collection: string };
  /** Every document of the run, in its order. @throws Error naming file and line when a record is damaged */
  reports(): AsyncGenerator<DatasetReport>;
  /** Every cell of every form table of every report, in their order. */
  cells(): AsyncGenerator<DatasetCell>;
}

/**
 * Opens what `gongkai extract` or `gongkai run` wrote.
 *
 * @example
 * ```ts
 * for await (const report of openDataset("dataset").reports())
 *   console.log(report.source, report.status, report.identity.year?.value);
 * ```
 * @throws Error when the folder holds no run
 */
export function openDataset(folder: string): OpenDataset {
  const file = join(folder, "reports.jsonl");
  if (!existsSync(file)) throw new Error(`${folder}: holds no run (no reports.jsonl)`);
  const reports = () => recordsIn(file);
  return {
    folder,
    get summary() {
      return readSummary(folder) as OpenDataset["summary"];
    },
    reports,
    async *cells() {
      for await (const report of reports())
        for (const { cells } of report.tables) for (const cell of cells) yield { ...cell, report };
    },
  };
}

async function* recordsIn(file: string): AsyncGenerator<DatasetReport> {
  let number = 0;
  for await (const line of linesOf(file)) {
    number += 1;
    if (line !== "") yield recordOf(line, `${file}:${number}`);
  }
}

function recordOf(line: string, place: string): DatasetReport {
  try {
    return JSON.parse(line) as DatasetReport;
  } catch {
    throw new Error(`${place}: is no record (not JSON)`);
  }
}
