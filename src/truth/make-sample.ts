// Makes a sample's folder: the document, what people typed of it, and the record as it is read now. Whole, or not there.
// Must not know who typed.
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Pipeline } from "../run/pipeline.ts";
import { csvText } from "../text/csv.ts";
import { compareTyped, emptyTally, type Tally, type TrueCell, type Truth } from "./compare.ts";
import { readFor } from "./measure.ts";
import { type Expected, expectedRecord } from "./samples.ts";
import { PART_OF_TRUTH, TRUTH } from "./truth-files.ts";

export const SAMPLE_NAME = /^[\w-]{1,100}$/;

export interface SampleDraft {
  /** Where it will be; there must be nothing yet. */
  readonly folder: string;
  /** Of the document's name, with its dot. */
  readonly ending: string;
  readonly bytes: Uint8Array;
  /** What people typed of it; null when nobody has yet. */
  readonly typed: Truth | null;
}

export interface MadeSample {
  readonly review: Expected["review"];
  /** What is read of it now beside what was typed. */
  readonly tally: Tally;
}

/**
 * It counts as reviewed when every cell was typed and none is read wrong in silence: what is doubted may stay so.
 * @throws the system's error
 */
export async function makeSample(draft: SampleDraft, pipeline: Pipeline): Promise<MadeSample> {
  const { folder, ending, bytes, typed } = draft;
  const part = `${folder}.part`;
  rmSync(part, { recursive: true, force: true });
  mkdirSync(part, { recursive: true });
  const file = join(part, `source${ending}`);
  writeFileSync(file, bytes);
  const report = await readFor(file, pipeline);
  const tally = emptyTally();
  if (typed) compareTyped(typed, report, tally);
  const review = typed?.whole && tally.silent === 0 ? "reviewed" : "proposed";
  writeExpected(part, { review, record: expectedRecord(report) });
  // A document without tables has no figures to type.
  if (typed || report.tables.length > 0)
    writeFileSync(join(part, typed?.whole === false ? PART_OF_TRUTH : TRUTH), truthText(typed?.cells ?? []));
  renameSync(part, folder);
  return { review, tally };
}

export function writeExpected(folder: string, expected: Expected): void {
  writeFileSync(join(folder, "expected.json"), `${JSON.stringify(expected, null, 1)}\n`);
}

function truthText(cells: readonly TrueCell[]): string {
  const lines = cells.map(({ table, row, column, value }) => [table, row, column, value]);
  return csvText([["table", "row", "column", "value"], ...lines]).replaceAll("\r\n", "\n");
}
