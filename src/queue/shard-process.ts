// What runs in a worker's child: one shard, told by message. The worker itself stays free to tell the queue that it lives.
// Must not know the queue.
import { runShard } from "../run/batch.ts";
import { loadPipeline } from "../run/pipeline.ts";
import type { Progress } from "../run/progress.ts";
import { LockedError } from "../store/state.ts";
import type { FromShard, ToShard } from "./task.ts";

/** Milliseconds between two reports of progress. */
const EVERY = 500;

// Whoever asked is gone: the shard is another worker's by now.
process.on("disconnect", () => process.exit());
process.once("message", (message: ToShard) => void read(message));

async function read({ pipelineFile, task }: ToShard): Promise<void> {
  let last = 0;
  const onProgress = ({ done, through, bytes, byStatus }: Progress) => {
    if (Date.now() - last < EVERY) return;
    last = Date.now();
    tell({ kind: "progress", progress: { done, through, bytes, byStatus } });
  };
  const { inputs, out, shard, options } = task;
  try {
    const outcome = await runShard(loadPipeline(pipelineFile), inputs, out, onProgress, {
      ...options,
      shard,
    });
    tell({ kind: "done", outcome });
  } catch (error) {
    const { message } = error as Error;
    tell(error instanceof LockedError ? { kind: "locked" } : { kind: "broken", message });
  }
  process.disconnect();
}

function tell(message: FromShard): void {
  process.send?.(message);
}
