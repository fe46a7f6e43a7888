// Works on queued shards and says what becomes of each.
import { ShardWorker, type WorkEvent } from "../queue/worker.ts";
import { loadPipeline } from "../run/pipeline.ts";
import { Versions } from "../run/version.ts";
import { msg } from "./messages.ts";
import { head, result, say, warn } from "./voice.ts";
import { wholeNumber } from "./whole-number.ts";

interface WorkFlags {
  readonly pipeline: string;
  readonly redis: string;
  readonly workers?: string;
  readonly silence: string;
  readonly untilEmpty?: boolean;
}

const LINES: Readonly<Record<WorkEvent["kind"], (what: string) => string>> = {
  began: (what) => msg`begun: ${what}`,
  done: (what) => msg`done: ${what}`,
  back: (what) => msg`given back: ${what}`,
  broken: (what) => msg`could not be read: ${what}`,
  lost: (what) => msg`left for later: ${what}`,
  trouble: (what) => msg`trouble with the queue: ${what}`,
};

export async function workAndTell(flags: WorkFlags): Promise<void> {
  const { redis, pipeline: pipelineFile } = flags;
  const seconds = wholeNumber("silence", flags.silence, 1);
  // Documents in the process that runs a shard could not be interrupted.
  const workers = flags.workers === undefined ? {} : { workers: wholeNumber("workers", flags.workers, 1) };
  const version = new Versions(loadPipeline(pipelineFile).files).whole();
  const untilEmpty = flags.untilEmpty === true;
  const worker = await ShardWorker.start(
    { redis, version, pipelineFile, seconds, untilEmpty, ...workers },
    tell,
  );
  head(msg`waiting for shards; Ctrl-C gives back what is being read`);
  let stopped: NodeJS.Signals | null = null;
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => {
      stopped = signal;
      void worker.stop();
    });
  await worker.ended;
  // Whoever called the command sees that it was the signal that ended it.
  if (stopped !== null) process.kill(process.pid, stopped);
}

function tell(event: WorkEvent): void {
  const line = LINES[event.kind](event.what);
  if (event.kind === "broken" || event.kind === "trouble") warn(line, event);
  else say(line, event);
  result(event);
}
