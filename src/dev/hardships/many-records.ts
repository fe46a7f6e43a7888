// The state of a run over very many documents: its records are kept, and the run goes on with them and ends, within the
// memory that a machine has.
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Report, ReportCell } from "../../model/report.ts";
import { writeDecided } from "../../run/decided.ts";
import { extractDocument } from "../../run/extract.ts";
import { Journal } from "../../run/journal.ts";
import type { Done } from "../../run/progress.ts";
import { Versions } from "../../run/version.ts";
import { pipeline } from "./run.ts";

const VERSION = "simulated";
const MOST_BYTES = 1 << 30;
/** One in so many documents is a report with figures; the others are pages that are none. */
const REPORT_IN = 10;
const FIGURES = 25;
const AT_ONCE = 500;

/** Only keeps them, for `manyRecords` to go on with in another process. */
export async function keepRecords(work: string, count: number): Promise<string> {
  const started = Date.now();
  const journal = await Journal.open(join(work, "out"));
  for (let from = 0; from < count; from += AT_ONCE) await Promise.all(some(from, count).map(keepIn(journal)));
  await journal.close();
  return `${count} records kept in ${since(started)}`;
}

/** Goes on with what was kept. @throws Error when the process held more than a gigabyte, or a record was lost */
export async function manyRecords(work: string, count: number): Promise<string> {
  const out = join(work, "out");
  const kept = existsSync(out) ? "records kept before" : await keepRecords(work, count);
  const started = Date.now();
  const journal = await Journal.open(out);
  const opened = `opened in ${since(started)} with ${megabytes(process.memoryUsage.rss())}`;
  const made = { pipeline, versions: new Versions(pipeline.files) };
  const { summary } = await writeDecided(made, out, recordsOf(journal, count), count, () => undefined);
  await journal.close();
  const peak = process.resourceUsage().maxRSS * 1024;
  const sentence =
    `${kept}, ${opened}, found again and written as a dataset of ${summary.documents} documents ` +
    `by ${since(started)}; ${megabytes(peak)} at most`;
  if (peak > MOST_BYTES || summary.documents !== count) throw new Error(sentence);
  return sentence;
}

function since(started: number): string {
  return `${((Date.now() - started) / 1000).toFixed(1)} s`;
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1024 / 1024)} MB`;
}

function some(from: number, count: number): number[] {
  return Array.from({ length: Math.min(AT_ONCE, count - from) }, (_, index) => from + index);
}

const text = { source: "a.txt", bytes: Buffer.from("text"), sha256: "", hints: {} };
/** A document that is none. */
const noReport = await extractDocument(text, pipeline.collection);

const sourceOf = (index: number) => `www.a${index % 3000}.gov.cn/${String(index).padStart(8, "0")}.html`;
const identityOf = (index: number) => ({ source: sourceOf(index), sha256: sha(index), hints: {} });

function sha(index: number): string {
  return index.toString(16).padStart(64, "0");
}

const keepIn = (journal: Journal) => (index: number) =>
  journal.keep(identityOf(index), VERSION, recordOf(index));

async function* recordsOf(journal: Journal, count: number): AsyncGenerator<Done> {
  for (let index = 0; index < count; index += 1) {
    const report = journal.find(identityOf(index), VERSION);
    if (!report) throw new Error(`the record of document ${index} is lost`);
    yield { report, through: index + 1, reused: true };
  }
}

function recordOf(index: number): Report {
  const none = { ...noReport, source: sourceOf(index), sha256: sha(index) };
  if (index % REPORT_IN !== 0) return none;
  const cells = Array.from(
    { length: FIGURES },
    (_, row): ReportCell => ({
      table: "t",
      row: `r${row}`,
      column: "c",
      value: String(index + row),
      raw: String(index + row),
      state: "reported",
      doubts: [],
      settledBy: "structure",
      at: { line: row },
    }),
  );
  const fact = (value: string) => ({ value, from: "title" as const, at: {} });
  const identity = { ...none.identity, issuer: fact(`${index % 50_000}`), year: fact("2023") };
  return {
    ...none,
    status: "clean",
    reasons: [],
    identity,
    tables: [{ table: "t", cells }],
  } as unknown as Report;
}
