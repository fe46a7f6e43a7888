// A run on a file system that is too small for it, which then grows: the end is an undisturbed run's bytes.
import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fewDocuments, run, saidBy } from "./run.ts";

const DOCUMENTS = 40;
const LEAST_KB = 64;
const GROWTH = 1.25;

/** @returns also when no file system can be mounted here, saying so */
export async function fullDisk(work: string, count: number): Promise<string> {
  const mount = join(work, "small");
  mkdirSync(mount);
  if (spawnSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", mount]).status !== 0)
    return "no small file system can be mounted here";
  try {
    return await filled(work, mount, count);
  } finally {
    spawnSync("umount", ["-l", mount]);
  }
}

async function filled(work: string, mount: string, count: number): Promise<string> {
  const inputs = fewDocuments(work, DOCUMENTS);
  await run(inputs, join(work, "whole"));
  const good = saidBy(join(work, "whole"));
  const resize = (size: string) => spawnSync("mount", ["-o", `remount,size=${size}`, mount]);
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
