// Writes the files of a dataset. All of them appear under their names, or none; same reports, same bytes.
// Must not filter, and must not change a value.
import { closeSync, createReadStream, openSync, readSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Collection } from "../model/collection.ts";
import type { Report } from "../model/report.ts";
import { CheckedFile, writeWhole } from "../store/checked-file.ts";
import { makeRecordIndex } from "../store/record-index.ts";
import { isOfTheSystem, WriteError } from "../store/write-error.ts";
import { csvText } from "../text/csv.ts";
import { CODEBOOK_HEADER, codebookLines } from "./codebook.ts";
import { SHEETS } from "./columns.ts";
import { abandon, commit, finishCommit, nextFolder, refuse } from "./dataset-files.ts";
import { addToRecords, addToSheet, type KinInOrder } from "./kin.ts";
import { publishedSchema } from "./report-shape.ts";
import { type DatasetSummary, startTally } from "./tally.ts";

/** Every file of a dataset. */
export const DATASET_FILES: readonly string[] = [
  ...SHEETS.map(({ file }) => file),
  "reports.jsonl",
  "codebook.csv",
  "report.schema.json",
  "run.json",
];

export interface Dataset {
  readonly collection: Collection;
  /** What run.json says of the program and its forms: nothing that differs between machines. */
  readonly madeBy: object;
  /** Checked where they were made. */
  readonly reports: AsyncIterable<Report>;
  /** Asked when all reports are in: what documents are to one another, and how many have kin. */
  readonly kinOf: () => Promise<{ readonly size: number; readonly inOrder: () => KinInOrder }>;
  /** Asked before anything is replaced: one sentence for each bound that is broken. */
  readonly verdictOn: (summary: DatasetSummary) => readonly string[];
}

/** What became of a dataset: `written`, `refused` for what its verdict says, or not written since it is `empty`. */
export interface Outcome {
  readonly summary: DatasetSummary;
  readonly outcome: "written" | "refused" | "empty";
  readonly broken: readonly string[];
  /** The folder that it is in; where the last good one is, when this one is empty. */
  readonly folder: string;
}

/**
 * Writes a dataset beside the one in `folder`, and puts it in its place once it is whole and its verdict is good.
 * The caller holds the lock of the folder.
 * @throws WriteError when the folder cannot be written: the dataset that is there stays.
 */
export async function writeDataset(folder: string, dataset: Dataset): Promise<Outcome> {
  finishCommit(folder);
  const next = nextFolder(folder);
  try {
    const summary = await writeFiles(next, dataset);
    if (summary.documents === 0) {
      abandon(folder);
      return { summary, outcome: "empty", broken: [], folder };
    }
    const broken = dataset.verdictOn(summary);
    if (broken.length > 0) return { summary, outcome: "refused", broken, folder: refuse(folder) };
    commit(folder);
    await indexed(folder);
    return { summary, outcome: "written", broken, folder };
  } catch (error) {
    abandon(folder);
    throw error;
  }
}

/** The dataset is whole without its index, which is made again where it is asked for. */
async function indexed(folder: string): Promise<void> {
  try {
    await makeRecordIndex(folder);
  } catch (error) {
    if (!isOfTheSystem(error) && !(error instanceof WriteError)) throw error;
  }
}

/** Behind the counts of a run stands the list of its documents, which may be very long. */
const SOURCES = '\n "sources": [';

/** The counts of a run, without its list. @throws Error when the folder holds none */
export function readSummary(folder: string): DatasetSummary {
  const path = join(folder, "run.json");
  const pieces: Buffer[] = [];
  const file = openSync(path, "r");
  try {
    for (;;) {
      const piece = Buffer.alloc(1 << 16);
      const size = readSync(file, piece, 0, piece.length, null);
      pieces.push(piece.subarray(0, size));
      const end = Buffer.concat(pieces).indexOf(`,${SOURCES}`);
      if (end >= 0) return JSON.parse(`${Buffer.concat(pieces).toString("utf8", 0, end)}}`) as DatasetSummary;
      if (size === 0) throw new Error(`${path}: is not what a run writes`);
    }
  } finally {
    closeSync(file);
  }
}

async function writeFiles(folder: string, dataset: Dataset): Promise<DatasetSummary> {
  const { collection, madeBy, reports, kinOf } = dataset;
  const at = (name: string) => join(folder, name);
  const sheets = SHEETS.map((sheet) => ({ sheet, file: new CheckedFile(at(sheet.file)) }));
  for (const { sheet, file } of sheets) file.write(csvText([sheet.header]));
  const records = new CheckedFile(at("reports.jsonl"));
  const listed = new CheckedFile(at("sources.part"));
  const files = [records, listed, ...sheets.map((one) => one.file)];
  const tally = startTally();
  try {
    for await (const report of reports) {
      for (const { sheet, file } of sheets) file.write(csvText(sheet.lines(report)));
      records.write(`${JSON.stringify(report)}\n`);
      listed.write(`${tally.documents() === 0 ? "" : ","}\n  ${JSON.stringify(listingOf(report))}`);
      tally.add(report);
    }
    for (const file of files) file.finish();
  } finally {
    for (const file of files) file.drop();
  }
  const kin = await kinOf();
  if (kin.size > 0) await addToSheet(at("reports.csv"), kin.inOrder());
  if (kin.size > 0) await addToRecords(at("reports.jsonl"), kin.inOrder());
  const summary = tally.summary();
  writeWhole(
    at("codebook.csv"),
    csvText([CODEBOOK_HEADER, ...codebookLines(collection.forms, collection.prose)]),
  );
  writeWhole(at("report.schema.json"), publishedSchema());
  const head = JSON.stringify({ collection: collection.name, madeBy, ...summary }, null, 1).slice(0, -2);
  await writeRun(at("run.json"), `${head},${SOURCES}`, at("sources.part"));
  rmSync(at("sources.part"));
  return summary;
}

/** The list may be longer than any text that is held in memory. */
async function writeRun(path: string, head: string, listed: string): Promise<void> {
  const file = new CheckedFile(path);
  try {
    file.write(head);
    for await (const piece of createReadStream(listed, { encoding: "utf8" })) file.write(piece as string);
    file.write("\n ]\n}\n");
    file.finish();
  } finally {
    file.drop();
  }
}

function listingOf({ source, sha256, status, identity, reasons }: Report): object {
  return { source, sha256, status, edition: identity.edition, reasons };
}
