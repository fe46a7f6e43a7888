// Runs a pipeline, shows its progress and its summary, and sets the exit code.
import { type BatchOptions, type BatchOutcome, runBatch } from "../run/batch.ts";
import { loadPipeline } from "../run/pipeline.ts";
import { ARCHIVE_LIMITS } from "../store/limits.ts";
import type { InputSpec } from "../store/sources.ts";
import { UsageError } from "./errors.ts";
import { endingWith } from "./interrupt.ts";
import { countsLine, showProgress } from "./progress-bar.ts";
import type { RunFlags } from "./run-flags.ts";
import { fail, head, result, say, warn } from "./voice.ts";

const MEGABYTE = 1024 * 1024;

function optionsOf(flags: RunFlags): BatchOptions {
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
  if (text === undefined) return undefined;
  const value = Number(text);
  if (Number.isInteger(value) && value >= least) return value;
  throw new UsageError(`--${name} ${text}: a whole number from ${least} on is wanted`);
}

/** Inputs and output default to the pipeline's own. Sets `process.exitCode` to 0, 1 or 3; broken runs throw. */
export async function runAndTell(
  pipelineFile: string,
  flags: RunFlags,
  inputs?: readonly InputSpec[],
  out?: string,
): Promise<void> {
  const options = optionsOf(flags);
  const pipeline = loadPipeline(pipelineFile);
  const target = out ?? pipeline.output;
  const from = inputs ?? pipeline.inputs;
  if (target === null) throw new UsageError(`${pipelineFile}: names no output`);
  if (from.length === 0) throw new UsageError(`${pipelineFile}: names no inputs`);
  const view = showProgress();
  // Nothing but the system can end a command that reads documents itself.
  const leave =
    options.workers === 0
      ? () => undefined
      : endingWith(`stopped; the same command goes on where it was, in ${target}`);
  const started = Date.now();
  let run: BatchOutcome;
  try {
    run = await runBatch(pipeline, from, target, view.update, options);
  } finally {
    view.stop();
    leave();
  }
  const seconds = (Date.now() - started) / 1000;
  tellSummary(run, seconds);
  tellOutcome(run, pipelineFile);
  process.exitCode = run.outcome === "refused" ? 3 : run.summary.byStatus.failed > 0 ? 1 : 0;
  result(factsOf(run, seconds));
}

/** Names as in run.json. */
function factsOf(run: BatchOutcome, seconds: number): Record<string, unknown> {
  const { summary, outcome, broken, folder, reused, peak } = run;
  return { outcome, folder, ...summary, broken, reused, seconds, peak_bytes: peak };
}

function tellSummary({ summary, reused, mended, peak }: BatchOutcome, seconds: number): void {
  const memory = `${Math.ceil(peak / MEGABYTE)} MB of memory at most`;
  head(`${summary.documents} documents in ${seconds.toFixed(1)} s: ${countsLine(summary)} · ${memory}`);
  if (reused > 0) say(`${reused} of them were read by an earlier run and are unchanged`);
  if (mended) warn("what the earlier run left was damaged in part: that was read again");
  say(
    `${summary.cells} cells: ${summary.reported} figures, ${summary.blank} blank, ${summary.struck} struck, ` +
      `${summary.doubted} in doubt · ${summary.checks.holds} relations hold, ${summary.checks.fails} fail`,
  );
  for (const { status, source, reasons } of summary.worst)
    warn(`  ${status}  ${source}  ${reasons.join("; ")}`);
}

/** @throws Error when there was nothing to read */
function tellOutcome({ outcome, broken, folder }: BatchOutcome, pipelineFile: string): void {
  if (outcome === "empty") {
    throw new Error(`no document was found in the inputs; what was in ${folder} before is untouched`);
  }
  for (const sentence of broken) fail(`the run breaks a bound of ${pipelineFile}: ${sentence}`);
  if (outcome === "refused") {
    fail(`Its dataset is put aside in ${folder}; the last good one is untouched.`);
    return;
  }
  say(`The dataset is in ${folder}: open reports.csv first, then cells.csv; codebook.csv explains the keys.`);
}
