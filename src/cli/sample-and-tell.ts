// Takes samples in, and shows them for review.
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import { loadPipeline, type Pipeline } from "../run/pipeline.ts";
import { compare, emptyTally, type Tally } from "../truth/compare.ts";
import { readFor } from "../truth/measure.ts";
import {
  type Expected,
  type ExpectedRecord,
  expectedOf,
  expectedRecord,
  type Sample,
  samplesBelow,
} from "../truth/samples.ts";
import { readCsv, trueCell } from "../truth/truth-files.ts";
import { UsageError } from "./errors.ts";
import { msg } from "./messages.ts";
import { fail, head, print, result, say, warn } from "./voice.ts";

/** Nobody has reviewed it yet: review says so until it is accepted. */
export async function addSample(file: string, name: string, root: string, pipeline: string): Promise<void> {
  if (!/^[\w-]+$/.test(name))
    throw new UsageError(msg`${name}: a sample's name has letters, digits, _ and -`);
  const record = expectedRecord(await readFor(file, loadPipeline(pipeline)));
  const folder = join(root, name);
  if (existsSync(folder)) throw new UsageError(msg`${folder}: there is a sample of this name`);
  mkdirSync(folder, { recursive: true });
  copyFileSync(file, join(folder, `source${extname(file)}`));
  writeExpected(folder, { review: "proposed", record });
  // A document without tables has no figures to type.
  if (Object.keys(record.tables).length > 0)
    writeFileSync(join(folder, "truth.csv"), "table,row,column,value\n");
  say(
    msg`${folder}: type truth.csv from the document, not from the proposal; then gongkai sample review ${name}`,
  );
  result({ folder });
}

interface Review {
  readonly in: string;
  readonly accept?: boolean;
  readonly pipeline: string;
}

/** Sets `process.exitCode` to 0 or 1. */
export async function reviewSamples(names: readonly string[], flags: Review): Promise<void> {
  const samples = samplesBelow(flags.in).filter(({ name }) => names.length === 0 || names.includes(name));
  if (samples.length === 0)
    throw new UsageError(msg`${flags.in}: holds no sample ${names.join(", ")}`.trimEnd());
  const pipeline = loadPipeline(flags.pipeline);
  process.exitCode = 0;
  for (const sample of samples) {
    const good = await reviewSample(sample, pipeline, flags.accept === true);
    if (!good) process.exitCode = 1;
  }
}

async function reviewSample(sample: Sample, pipeline: Pipeline, accept: boolean): Promise<boolean> {
  const report = await readFor(join(sample.folder, sample.source), pipeline);
  // As it is read back: what is left out in JSON is left out here.
  const record = JSON.parse(JSON.stringify(expectedRecord(report))) as ExpectedRecord;
  const file = join(sample.folder, "truth.csv");
  const tally = emptyTally();
  const misses = existsSync(file) ? compare(readCsv(file).map(trueCell), report, tally) : [];
  const before = expectedOf(sample);
  const same = JSON.stringify(before?.record) === JSON.stringify(record);
  const reviewed = same && before?.review === "reviewed";
  tell(sample, tally, `${before?.review ?? "new"}, ${same ? "as expected" : "CHANGED"}`);
  for (const { key, printed, read, doubts } of misses)
    warn(msg`  ${key}: printed ${String(printed)}, read ${String(read)} ${doubts}`);
  if (!reviewed) print(JSON.stringify(record, null, 1));
  if (tally.silent > 0) {
    if (accept) fail(msg`not accepted: it is silently wrong by the typed truth`);
    return false;
  }
  if (accept) writeExpected(sample.folder, { review: "reviewed", record });
  return reviewed || accept;
}

function tell({ name }: Sample, { cells, right, doubted, silent }: Tally, state: string): void {
  head(`# ${name}: ${state}`);
  say(msg`${cells} cells typed, ${right} right, ${doubted} in doubt, ${silent} silently wrong`);
  result({ name, state, cells, right, doubted, silent });
}

function writeExpected(folder: string, expected: Expected): void {
  writeFileSync(join(folder, "expected.json"), `${JSON.stringify(expected, null, 1)}\n`);
}
