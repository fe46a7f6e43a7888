// A process that reads one shard for a worker, and what becomes of it. Must not know the queue.
import { type ChildProcess, fork } from "node:child_process";
import type { FromShard, ShardProgress, ToShard } from "./task.ts";

/** `gone`: it ended without a word, as when it was killed. */
export type ShardEnd = Exclude<FromShard, { kind: "progress" }> | { readonly kind: "gone" };

/** Built with the package, also when this runs from source. */
const PROGRAM = new URL("../../dist/bundle/shard-process.js", import.meta.url);

export class ShardChild {
  readonly end: Promise<ShardEnd>;
  private readonly child: ChildProcess;

  constructor(asked: ToShard, onProgress: (progress: Omit<ShardProgress, "worker">) => void) {
    // A group of its own: Ctrl-C on the worker's terminal must not end single readers and leave records that say so.
    this.child = fork(PROGRAM, { detached: true, stdio: ["ignore", "ignore", "inherit", "ipc"] });
    this.end = new Promise((resolve) => {
      let told: ShardEnd = { kind: "gone" };
      this.child.on("message", (message: FromShard) => {
        if (message.kind === "progress") onProgress(message.progress);
        else told = message;
      });
      this.child.once("error", () => resolve(told));
      // Only when it has ended is its folder free.
      this.child.once("close", () => resolve(told));
    });
    this.child.send(asked, () => undefined);
  }

  kill(): void {
    this.child.kill("SIGKILL");
  }
}
