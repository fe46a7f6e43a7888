// What is still in memory once everything that nobody holds is gone.
import { setImmediate } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

/** Bytes of the heap that something holds. Weak references hold what they lead to until a job after the one that asked ends. */
export async function heldBytes(): Promise<number> {
  for (let pass = 0; pass < 3; pass += 1) {
    await setImmediate();
    collect();
  }
  return process.memoryUsage().heapUsed;
}
