// Takes samples in, and shows them for review.
import { existsSync, readFileSync } from "node:fs";
import { basename, extname, join } from "node:path";
import { loadPipeline, type Pipeline } from "../run/pipeline.ts";
import { compareTyped, emptyTally, type Tally } from "../truth/compare.ts";
import { makeSample, SAMPLE_NAME, writeExpected } from "../truth/make-sample.ts";
import { readFor } from "../truth/measure.ts";
import { NameStays, type Replacement, replaceNames } from "../truth/replace-names.ts";
import {
  type ExpectedRecord,
  expectedOf,
  expectedRecord,
  type Sample,
  samplesBelow,
} from "../truth/samples.ts";
import { truthIn } from "../truth/truth-files.ts";
import { UsageError } from "./errors.ts";
import { msg } from "./messages.ts";
import { fail, head, print, result, say, warn } from "./voice.ts";

/** Nobody has reviewed it yet: review says so until it is accepted. */
export async function addSample(file: string, name: string, flags: Add): Promise<void> {
  if (!SAMPLE_NAME.test(name))
    throw new UsageError(msg`${name}: a sample's name has letters, digits, _ and -`);
  const folder = join(flags.in, name);
  if (existsSync(folder)) throw new UsageError(msg`${folder}: there is a sample of this name`);
  const replacements = flags.replace.map(replacementOf);
  const bytes = await withoutNames(file, replacements);
  await makeSample({ folder, ending: extname(file), bytes, typed: null }, loadPipeline(flags.pipeline));
  say(
    msg`${folder}: type truth.csv from the document, not from the proposal; then gongkai sample review ${name}`,
  );
  result({ folder });
}

interface Add {
  readonly in: string;
  readonly pipeline: string;
  readonly replace: readonly string[];
}

function replacementOf(text: string): Replacement {
  const [, name, by] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || by === undefined)
    throw new UsageError(msg`--replace ${text}: the name, = and what shall stand for it are wanted`);
  return { name, by };
}

async function withoutNames(file: string, replacements: readonly Replacement[]): Promise<Uint8Array> {
  try {
    return await replaceNames(readFileSync(file), { name: basename(file) }, replacements);
  } catch (error) {
    if (error instanceof NameStays) throw new UsageError(msg`${file}: ${error.message}`);
    throw error;
  }
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
  const truth = truthIn(sample.folder);
  const tally = emptyTally();
  const misses = truth ? compareTyped(truth, report, tally) : [];
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
