// Runs a pipeline, shows its progress and its summary on stderr, and sets the exit code.
import pc from "picocolors";
import { type BatchOptions, runBatch } from "../run/batch.ts";
import { loadPipeline } from "../run/pipeline.ts";
import { verdictOn } from "../run/verdict.ts";
import { ARCHIVE_LIMITS } from "../store/limits.ts";
import type { InputSpec } from "../store/sources.ts";
import { countsLine, showProgress } from "./progress-bar.ts";
import type { RunFlags } from "./run-flags.ts";

function optionsOf(flags: RunFlags): BatchOptions {
  const number = (name: string, text: string | undefined, least: number) => {
    if (text === undefined) return undefined;
    const value = Number(text);
    if (!Number.isInteger(value) || value < least)
      throw new Error(`--${name} ${text}: a whole number from ${least} on is wanted`);
    return value;
  };
  const workers = number("workers", flags.workers, 0);
  const seconds = number("timeout", flags.timeout, 1);
  const megabytes = number("memory", flags.memory, 64);
  const size = number("max-size", flags.maxSize, 1);
  const ratio = number("max-ratio", flags.maxRatio, 1);
  const entries = number("max-entries", flags.maxEntries, 1);
  const depth = number("max-depth", flags.maxDepth, 1);
  const archives = {
    ...ARCHIVE_LIMITS,
    ...(size === undefined ? {} : { documentBytes: size * 1024 * 1024 }),
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
  };
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
  if (target === null) throw new Error(`${pipelineFile}: names no output`);
  if (from.length === 0) throw new Error(`${pipelineFile}: names no inputs`);
  const view = showProgress();
  const started = Date.now();
  try {
    const summary = await runBatch(pipeline, from, target, view.update, options);
    view.stop();
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    const tell = (line: string) => process.stderr.write(`${line}\n`);
    tell(`${pc.bold(`${summary.documents} documents`)} in ${seconds} s: ${countsLine(summary)}`);
    if (summary.reused > 0) tell(`${summary.reused} of them were read by an earlier run and are unchanged`);
    tell(
      `${summary.cells} cells: ${summary.reported} figures, ${summary.blank} blank, ${summary.struck} struck, ` +
        `${summary.doubted} in doubt · ${summary.checks.holds} relations hold, ${summary.checks.fails} fail`,
    );
    for (const worst of summary.worst)
      tell(pc.yellow(`  ${worst.status}  ${worst.source}  ${worst.reasons.join("; ")}`));
    tell(
      `The dataset is in ${pc.bold(target)}: open reports.csv first, then cells.csv; codebook.csv explains the keys.`,
    );
    if (summary.documents === 0) throw new Error("no document was found in the inputs");
    const broken = verdictOn(summary, pipeline.bounds);
    for (const sentence of broken) tell(pc.red(`the run breaks a bound of ${pipelineFile}: ${sentence}`));
    process.exitCode = broken.length > 0 ? 3 : summary.byStatus.failed > 0 ? 1 : 0;
  } finally {
    view.stop();
  }
}
