// Runs a pipeline, shows its progress and its summary on stderr, and sets the exit code.
import pc from "picocolors";
import { runBatch } from "../run/batch.ts";
import { loadPipeline } from "../run/pipeline.ts";
import type { InputSpec } from "../store/sources.ts";
import { countsLine, showProgress } from "./progress-bar.ts";

/** Inputs and output default to the pipeline's own. Sets `process.exitCode` to 0 or 1; broken runs throw. */
export async function runAndTell(
  pipelineFile: string,
  inputs?: readonly InputSpec[],
  out?: string,
): Promise<void> {
  const pipeline = loadPipeline(pipelineFile);
  const target = out ?? pipeline.output;
  const from = inputs ?? pipeline.inputs;
  if (target === null) throw new Error(`${pipelineFile}: names no output`);
  if (from.length === 0) throw new Error(`${pipelineFile}: names no inputs`);
  const view = showProgress();
  const started = Date.now();
  try {
    const summary = await runBatch(pipeline.collection, from, target, view.update);
    view.stop();
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    const tell = (line: string) => process.stderr.write(`${line}\n`);
    tell(`${pc.bold(`${summary.documents} documents`)} in ${seconds} s: ${countsLine(summary)}`);
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
    process.exitCode = summary.byStatus.failed > 0 ? 1 : 0;
  } finally {
    view.stop();
  }
}
