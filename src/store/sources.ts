// Goes through the documents below the inputs of a run, in one fixed order, archives opened on the way.
// Must not know what is in the documents.
import { createHash } from "node:crypto";
import { documentsIn } from "./archives.ts";
import { filesBelow, type InputSpec } from "./inputs.ts";
import { ARCHIVE_LIMITS, type ArchiveLimits } from "./limits.ts";
import type { SourceItem } from "./source-item.ts";

export type { InputSpec } from "./inputs.ts";

/**
 * Every document below the inputs, one at a time.
 * @throws InputError when an input does not exist. What cannot be read is an item with a refusal.
 */
export async function* documentsBelow(
  inputs: readonly InputSpec[],
  limits: ArchiveLimits = ARCHIVE_LIMITS,
  followLinks = false,
): AsyncGenerator<SourceItem> {
  for (const { source, path, name, size, refusal } of filesBelow(inputs, followLinks)) {
    if (refusal === undefined) yield* documentsIn({ path, size }, source, { name }, limits);
    else yield { source, bytes: null, hints: {}, refusal };
  }
}

/** How many files there are below the inputs; an archive counts as one. */
export function countFiles(inputs: readonly InputSpec[], followLinks = false): number {
  let count = 0;
  for (const _ of filesBelow(inputs, followLinks)) count += 1;
  return count;
}

export function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
