// The files of a dataset as they are being written, in a folder of their own, and the change that makes them the dataset.
// Must not know what is in them.
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
} from "node:fs";
import { join } from "node:path";
import { writeError } from "../store/write-error.ts";

/** Told last: where it stands, all others are of the same run. */
const LAST = "run.json";

const own = (folder: string, name: string) => join(folder, ".gongkai", name);

/** An empty folder for the files of the next dataset, beside the ones that are there. Its output must be locked. */
export function nextFolder(folder: string): string {
  const next = own(folder, "next");
  try {
    rmSync(next, { recursive: true, force: true });
    mkdirSync(next, { recursive: true });
  } catch (error) {
    throw writeError(folder, error);
  }
  return next;
}

/** From here on the next dataset is the one, also when the machine stops before every file has its name. */
export function commit(folder: string): void {
  try {
    syncFolder(own(folder, "next"));
    renameSync(own(folder, "next"), own(folder, "ready"));
    finishCommit(folder);
  } catch (error) {
    throw writeError(folder, error);
  }
}

/** Whether a dataset is on its way into the folder, or was put aside there. */
export function isSwitching(folder: string): boolean {
  return existsSync(own(folder, "ready")) || existsSync(join(folder, "refused"));
}

/** Ends a change that was begun; does nothing when there is none. */
export function finishCommit(folder: string): void {
  const ready = own(folder, "ready");
  if (!existsSync(ready)) return;
  const names = readdirSync(ready).sort((a, b) => Number(a === LAST) - Number(b === LAST));
  for (const name of names) renameSync(join(ready, name), join(folder, name));
  rmSync(ready, { recursive: true });
  rmSync(join(folder, "refused"), { recursive: true, force: true });
}

/** Puts the next dataset aside, where it can be looked at; the one that is there stays. @returns where it is */
export function refuse(folder: string): string {
  const refused = join(folder, "refused");
  try {
    rmSync(refused, { recursive: true, force: true });
    renameSync(own(folder, "next"), refused);
  } catch (error) {
    throw writeError(folder, error);
  }
  return refused;
}

/** Leaves the next dataset away. */
export function abandon(folder: string): void {
  rmSync(own(folder, "next"), { recursive: true, force: true });
}

/** Not every system lets a folder be opened; where it does, names are safe on the disk before they are told. */
function syncFolder(folder: string): void {
  try {
    const handle = openSync(folder, "r");
    fsyncSync(handle);
    closeSync(handle);
  } catch (error) {
    if (
      (error as NodeJS.ErrnoException).code !== "EISDIR" &&
      (error as NodeJS.ErrnoException).code !== "EPERM"
    )
      throw error;
  }
}
