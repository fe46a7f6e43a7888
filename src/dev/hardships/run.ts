// Runs in this process over a few documents, for what is done to their state.
import { cpSync, mkdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { type BatchOutcome, runBatch } from "../../run/batch.ts";
import { OWN_PIPELINE } from "../../run/own-pipeline.ts";
import { loadPipeline } from "../../run/pipeline.ts";
import { listSamples } from "../sample-files.ts";

const FILES = ["cells.csv", "reports.csv", "checks.csv", "other_tables.csv", "prose.csv", "reports.jsonl"];

export const pipeline = loadPipeline(OWN_PIPELINE);

/** Samples that are read quickly, one broken one among them. @returns the folder that they stand in */
export function fewDocuments(work: string, count: number): string {
  const inputs = join(work, "inputs");
  mkdirSync(inputs);
  const quick = listSamples("documents").filter(({ source }) => /\.(?:html|txt|md|docx)$/.test(source));
  const samples = [...quick.slice(0, count - 1), ...listSamples("broken").slice(0, 1)];
  for (const { folder, source, name } of samples)
    cpSync(join(folder, source), join(inputs, `${name}${extname(source)}`));
  return inputs;
}

export function run(inputs: string, out: string): Promise<BatchOutcome> {
  return runBatch(pipeline, [{ path: inputs }], out, () => undefined, { workers: 0 });
}

/** All that a dataset says, in one text. */
export function saidBy(out: string): string {
  return FILES.map((file) => readFileSync(join(out, file), "utf8")).join("\0");
}
