// Runs a pipeline, shows its progress and its summary, and sets the exit code.
import { type BatchOptions, type BatchOutcome, type RunFacts, runBatch } from "../run/batch.ts";
import { loadPipeline, type OwnRelease } from "../run/pipeline.ts";
import { ARCHIVE_LIMITS } from "../store/limits.ts";
import type { InputSpec } from "../store/sources.ts";
import { UsageError } from "./errors.ts";
import { endingWith } from "./interrupt.ts";
import { msg, translatedError } from "./messages.ts";
import { countsLine, showProgress } from "./progress-bar.ts";
import type { RunFlags } from "./run-flags.ts";
import { fail, head, result, say, warn } from "./voice.ts";
import { wholeNumber } from "./whole-number.ts";

const MEGABYTE = 1024 * 1024;

export function optionsOf(flags: RunFlags): BatchOptions {
  const workers = number("workers", flags.workers, 0);
  const seconds = number("timeout", flags.timeout, 1);
  const megabytes = number("memory", flags.memory, 64);
  const size = number("max-size", flags.maxSize, 1);
  const ratio = number("max-ratio", flags.maxRatio, 1);
  const entries = number("max-entries", flags.maxEntries, 1);
  const depth = number("max-depth", flags.maxDepth, 1);
  const archives = {
    ...ARCHIVE_LIMITS,
    ...(size === undefined ? {} : { documentBytes: size * MEGABYTE }),
    ...(ratio === undefined ? {} : { ratio }),
    ...(entries === undefined ? {} : { entries }),
    ...(depth === undefined ? {} : { depth }),
  };
  return {
    archives,
    ...(workers === undefined ? {} : { workers }),
    ...(seconds === undefined ? {} : { seconds }),
    ...(megabytes === undefined ? {} : { megabytes }),
    ...(flags.retry ? { retry: true } : {}),
    ...(flags.followLinks ? { followLinks: true } : {}),
  };
}

function number(name: string, text: string | undefined, least: number): number | undefined {
  return text === undefined ? undefined : wholeNumber(name, text, least);
}

/** A dataset that was written, and the release that is to be made from it. */
export interface ToPublish {
  readonly dataset: string;
  readonly release: OwnRelease;
}

/**
 * Inputs and output default to the pipeline's own. Sets `process.exitCode` to 0, 1 or 3; broken runs throw.
 * @returns null where the pipeline publishes nothing, or its dataset was refused
 */
export async function runAndTell(
  pipelineFile: string,
  flags: RunFlags,
  inputs?: readonly InputSpec[],
  out?: string,
): Promise<ToPublish | null> {
  const options = optionsOf(flags);
  const pipeline = loadPipeline(pipelineFile);
  const target = out ?? pipeline.output;
  const from = inputs ?? pipeline.inputs;
  if (target === null) throw new UsageError(msg`${pipelineFile}: names no output`);
  if (from.length === 0) throw new UsageError(msg`${pipelineFile}: names no inputs`);
  const view = showProgress();
  // Nothing but the system can end a command that reads documents itself.
  const leave =
    options.workers === 0
      ? () => undefined
      : endingWith(msg`stopped; the same command goes on where it was, in ${target}`);
  const started = Date.now();
  let run: BatchOutcome;
  try {
    run = await runBatch(pipeline, from, target, view.update, options);
  } finally {
    view.stop();
    leave();
  }
  const seconds = (Date.now() - started) / 1000;
  tellRun(msg`${run.summary.documents} documents`, countsLine(run.summary), run, seconds);
  conclude(run, pipelineFile);
  result({ ...factsOf(run), reused: run.reused, seconds, peak_bytes: run.peak });
  const { release } = pipeline;
  return release === null || run.outcome === "refused" ? null : { dataset: target, release };
}

/** What became of a dataset. */
type Told = Omit<BatchOutcome, keyof RunFacts>;

/** Sets `process.exitCode` to 0, 1 or 3. @throws Error when there was nothing to read */
export function conclude(told: Told, pipelineFile: string): void {
  tellSummary(told.summary, told.undecided);
  tellOutcome(told, pipelineFile);
  process.exitCode = told.outcome === "refused" ? 3 : told.summary.byStatus.failed > 0 ? 1 : 0;
}

/** Names as in run.json. */
export function factsOf({ summary, outcome, broken, folder }: Told): Record<string, unknown> {
  return { outcome, folder, ...summary, broken };
}

/** What was done, what it took, and what was there already. */
export function tellRun(
  what: string,
  counts: string,
  { reused, mended, peak }: RunFacts,
  seconds: number,
): void {
  const memory = msg`${Math.ceil(peak / MEGABYTE)} MB of memory at most`;
  head(msg`${what} in ${seconds.toFixed(1)} s: ${counts} · ${memory}`);
  if (reused > 0) say(msg`${reused} of them were read by an earlier run and are unchanged`);
  if (mended) warn(msg`what the earlier run left was damaged in part: that was read again`);
}

/** What the documents of a run are, in numbers. */
function tellSummary(summary: Told["summary"], undecided: readonly string[]): void {
  say(
    msg`${summary.cells} cells: ${summary.reported} figures, ${summary.blank} blank, ${summary.struck} struck, ${summary.doubted} in doubt · ${summary.checks.holds} relations hold, ${summary.checks.fails} fail`,
  );
  const { applied, stale, conflicting } = summary.decisions;
  if (applied + stale + conflicting > 0)
    say(
      msg`${applied} decisions of reviewers applied, ${stale} about another reading and ${conflicting} that differ left out`,
    );
  for (const sentence of undecided) warn(sentence);
  for (const { status, source, reasons } of summary.worst)
    warn(`  ${status}  ${source}  ${reasons.map(translatedError).join("; ")}`);
}

/** @throws Error when there was nothing to read */
function tellOutcome({ outcome, broken, folder }: Told, pipelineFile: string): void {
  if (outcome === "empty") {
    throw new Error(msg`no document was found in the inputs; what was in ${folder} before is untouched`);
  }
  for (const sentence of broken) fail(msg`the run breaks a bound of ${pipelineFile}: ${sentence}`);
  if (outcome === "refused") {
    fail(msg`Its dataset is put aside in ${folder}; the last good one is untouched.`);
    return;
  }
  say(
    msg`The dataset is in ${folder}: open reports.csv first, then cells.csv; codebook.csv explains the keys.`,
  );
}
