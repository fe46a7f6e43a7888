// Queues a run's shards, shows all workers' progress, puts the shards together and sets the exit code.
import { type ShardState, Submission } from "../queue/submission.ts";
import { loadPipeline } from "../run/pipeline.ts";
import { Versions } from "../run/version.ts";
import type { InputSpec } from "../store/sources.ts";
import { endingWith } from "./interrupt.ts";
import { msg } from "./messages.ts";
import { showQueue } from "./queue-view.ts";
import { optionsOf } from "./run-and-tell.ts";
import type { RunFlags } from "./run-flags.ts";
import { mergeAndTell } from "./shard-and-tell.ts";
import { fail, head, result, say } from "./voice.ts";
import { wholeNumber } from "./whole-number.ts";

interface SubmitFlags extends RunFlags {
  readonly pipeline: string;
  readonly redis: string;
  readonly shards: string;
  readonly detach?: boolean;
}

const LOOK = 500;

export async function submitAndTell(
  flags: SubmitFlags,
  inputs: readonly InputSpec[],
  out: string,
): Promise<void> {
  const shards = wholeNumber("shards", flags.shards, 1);
  const version = new Versions(loadPipeline(flags.pipeline).files).whole();
  const asked = {
    inputs: inputs.map((input) => ({ ...input, except: out })),
    out,
    shards,
    options: optionsOf(flags),
  };
  const submission = await Submission.open({ redis: flags.redis, version }, asked);
  try {
    const queued = await submission.put();
    head(
      queued < shards
        ? msg`${queued} of ${shards} shards queued, the others were there already`
        : msg`${queued} shards queued`,
    );
    if (flags.detach) return result({ shards, queued });
    if (hasFailed(await followed(submission))) return;
    try {
      await mergeAndTell(flags.pipeline, submission.folders(), out);
    } finally {
      // Also when they do not make up one run: the same command then reads anew what is not as it was.
      await submission.clear();
    }
  } finally {
    await submission.close();
  }
}

/** @returns how all shards ended */
async function followed(submission: Submission): Promise<ShardState[]> {
  const view = showQueue();
  const leave = endingWith(
    msg`stopped; shards stay queued and workers go on: the same command goes on as well`,
  );
  try {
    for (;;) {
      const states = await submission.look();
      view.update(states, await submission.workers());
      if (states.every(({ done, failed }) => done || failed !== null)) return states;
      await new Promise((resolve) => setTimeout(resolve, LOOK));
    }
  } finally {
    leave();
    view.stop();
  }
}

/** Sets the exit code when a shard could not be read. */
function hasFailed(states: readonly ShardState[]): boolean {
  const failed = states.filter(({ failed }) => failed !== null);
  for (const { number, failed: reason } of failed)
    fail(msg`shard ${number} of ${states.length}: ${String(reason)}`);
  if (failed.length === 0) return false;
  say(msg`The same command tries these shards again; the others are kept.`);
  process.exitCode = 2;
  return true;
}
