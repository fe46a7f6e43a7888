// What submitters, workers and the processes that read tell each other about a shard. Must not know the queue.
import type { BatchOptions, ShardOutcome } from "../run/batch.ts";
import type { Progress } from "../run/progress.ts";
import type { Shard } from "../run/shard.ts";
import type { InputSpec } from "../store/sources.ts";

/** A job: all of its paths are absolute, and the same on all machines. */
export interface ShardTask {
  readonly inputs: readonly InputSpec[];
  /** The shard's own folder. */
  readonly out: string;
  readonly shard: Shard;
  readonly options: BatchOptions;
}

/** How far a shard is, while it is read. */
export interface ShardProgress extends Pick<Progress, "done" | "through" | "bytes" | "byStatus"> {
  /** Who reads it: machine and process. */
  readonly worker: string;
}

/** What a reading process is started with. */
export interface ToShard {
  readonly pipelineFile: string;
  readonly task: ShardTask;
}

export type FromShard =
  | { readonly kind: "progress"; readonly progress: Omit<ShardProgress, "worker"> }
  | { readonly kind: "done"; readonly outcome: ShardOutcome }
  /** Another process is at work in the shard's folder: one whose worker was lost, and which ends by itself. */
  | { readonly kind: "locked" }
  | { readonly kind: "broken"; readonly message: string };
