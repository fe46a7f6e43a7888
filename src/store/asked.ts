// What the last run over an output folder was asked to read, so that the documents of its dataset can be found again.
// No part of the dataset: it names places of this machine. Must not know documents.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { writeWhole } from "./checked-file.ts";
import type { InputSpec } from "./inputs.ts";
import type { ArchiveLimits } from "./limits.ts";

export interface Asked {
  /** Absolute path, as those of the inputs. */
  readonly pipeline: string;
  readonly inputs: readonly InputSpec[];
  readonly options: { readonly followLinks?: boolean; readonly archives?: ArchiveLimits };
}

const pathIn = (folder: string) => join(folder, ".gongkai", "asked.json");

/** The caller holds the lock of the folder. @throws WriteError */
export function keepAsked(folder: string, { pipeline, inputs, options }: Asked): void {
  const { followLinks, archives } = options;
  const kept = { ...(followLinks ? { followLinks } : {}), ...(archives ? { archives } : {}) };
  writeWhole(pathIn(folder), `${JSON.stringify({ pipeline, inputs, options: kept }, null, 1)}\n`);
}

/** Null where no run has written any, or what it wrote is damaged. */
export function readAsked(folder: string): Asked | null {
  const path = pathIn(folder);
  if (!existsSync(path)) return null;
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Asked;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
