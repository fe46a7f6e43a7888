// A run on a file system that is too small for it, which then grows: the end is an undisturbed run's bytes.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { fewDocuments, run, saidBy } from "./run.ts";
import { onSmallDisk, type Resize } from "./small-disk.ts";

const DOCUMENTS = 40;
const LEAST_KB = 64;
const GROWTH = 1.25;

/** @returns also when no file system can be mounted here, saying so */
export function fullDisk(work: string, count: number): Promise<string> {
  return onSmallDisk(work, (mount, resize) => filled(work, mount, resize, count));
}

async function filled(work: string, mount: string, resize: Resize, count: number): Promise<string> {
  const inputs = fewDocuments(work, DOCUMENTS);
  await run(inputs, join(work, "whole"));
  const good = saidBy(join(work, "whole"));
  const out = join(mount, "out");
  let stopped = 0;
  for (let number = 0; number < count; number += 1) {
    const size = `${Math.round(LEAST_KB * GROWTH ** number)}k`;
    resize(size);
    const told = await run(inputs, out).catch((error: Error) => error);
    if (told instanceof Error) {
      stopped += 1;
      if (
        told.name !== "WriteError" ||
        !/: cannot be written: no space is left on the disk$/.test(told.message)
      )
        throw new Error(`${size}: ${told.stack}`);
    }
    resize("256m");
    const again = await run(inputs, out);
    if (again.outcome !== "written" || saidBy(out) !== good)
      throw new Error(`${size}: other bytes than the undisturbed run once there was room`);
    rmSync(out, { recursive: true });
  }
  return `${count} sizes, ${stopped} of them too small: one sentence each, and the same bytes once there was room`;
}
