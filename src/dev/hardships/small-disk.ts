// A file system of a size that can be changed while something is written to it. Must not know what is.
import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";

/** @param size as `mount` has it: `64k`, `256m` */
export type Resize = (size: string) => void;

/** @returns what `use` does, or that no file system can be mounted here */
export async function onSmallDisk(
  work: string,
  use: (mount: string, resize: Resize) => Promise<string>,
): Promise<string> {
  const mount = join(work, "small");
  mkdirSync(mount);
  if (spawnSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", mount]).status !== 0)
    return "no small file system can be mounted here";
  try {
    return await use(mount, (size) => spawnSync("mount", ["-o", `remount,size=${size}`, mount]));
  } finally {
    spawnSync("umount", ["-l", mount]);
  }
}
