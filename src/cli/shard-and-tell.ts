// Runs one shard of a run, and puts shards together; shows progress and summary, and sets the exit code.
import { runShard } from "../run/batch.ts";
import { mergeShards } from "../run/merge.ts";
import { loadPipeline } from "../run/pipeline.ts";
import { shardFrom } from "../run/shard.ts";
import type { InputSpec } from "../store/sources.ts";
import { msg } from "./messages.ts";
import { showProgress } from "./progress-bar.ts";
import { conclude, factsOf, optionsOf, tellRun } from "./run-and-tell.ts";
import type { RunFlags } from "./run-flags.ts";
import { head, result, say } from "./voice.ts";

/** A shard that is written is a success, whatever its documents are: launchers start anew what ends otherwise. */
export async function shardAndTell(
  pipelineFile: string,
  flags: RunFlags & { readonly shard: string },
  inputs: readonly InputSpec[],
  out: string,
): Promise<void> {
  const shard = shardFrom(flags.shard);
  const options = { ...optionsOf(flags), shard };
  const pipeline = loadPipeline(pipelineFile);
  const started = Date.now();
  const run = await shown((update) => runShard(pipeline, inputs, out, update, options));
  const what = msg`shard ${shard.number} of ${shard.of}: ${run.documents} documents`;
  const seconds = (Date.now() - started) / 1000;
  tellRun(what, msg`${run.failed} could not be read`, run, seconds);
  say(msg`The shard is in ${out}: gongkai merge puts it together with the others.`);
  const { documents, failed, reused } = run;
  result({ shard: shard.number, of: shard.of, folder: out, documents, failed, reused, seconds });
}

/** Sets `process.exitCode` as a run over all documents would. */
export async function mergeAndTell(
  pipelineFile: string,
  shards: readonly string[],
  out: string,
): Promise<void> {
  const pipeline = loadPipeline(pipelineFile);
  const outcome = await shown((update) => mergeShards(pipeline, shards, out, update));
  head(msg`${outcome.summary.documents} documents of ${shards.length} shards`);
  conclude(outcome, pipelineFile);
  result(factsOf(outcome));
}

type Update = ReturnType<typeof showProgress>["update"];

async function shown<T>(work: (update: Update) => Promise<T>): Promise<T> {
  const view = showProgress();
  try {
    return await work(view.update);
  } finally {
    view.stop();
  }
}
