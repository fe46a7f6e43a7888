// A thread inside a reading process that ends the process when it holds too much memory or has lost its parent. Readers
// block their own thread for as long as they like, and most of what libraries take is outside of the heap that limits bind.
// Must not know documents.
import { workerData } from "node:worker_threads";

export interface WatchdogData {
  /** The process that started this one. */
  readonly parent: number;
  /** Resident bytes at which the process is ended. */
  readonly most: number;
}

const EVERY_MS = 25;

const { parent, most } = workerData as WatchdogData;
setInterval(() => {
  if (process.ppid !== parent || process.memoryUsage.rss() > most) process.kill(process.pid, "SIGKILL");
}, EVERY_MS);
