// A lock on a folder that ends with the process that has it, however it ends.
// Must not know what the folder is for.
import { join } from "node:path";
import { State } from "./state.ts";

export interface Lock {
  release(): Promise<void>;
}

/** @throws LockedError when another process has it, WriteError */
export async function lockFolder(folder: string): Promise<Lock> {
  const state = await State.open(join(folder, ".gongkai", "lock"), folder);
  return { release: () => state.close() };
}
