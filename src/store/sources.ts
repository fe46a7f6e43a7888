// Goes through the documents below the inputs of a run, in one fixed order, archives opened on the way.
// Must not know what is in the documents.
import { documentsIn } from "./archives.ts";
import { filesBelow, type InputSpec } from "./inputs.ts";
import { ARCHIVE_LIMITS, type ArchiveLimits } from "./limits.ts";
import { Meter } from "./origin.ts";
import type { SourceItem } from "./source-item.ts";

export type { InputSpec } from "./inputs.ts";

export interface FoundItem extends SourceItem {
  /** What the input that it was found below is called among those of the run. */
  readonly input: string;
  /** Bytes of all files below the inputs that had been gone through when it was found. */
  readonly through: number;
}

/**
 * Every document below the inputs, one at a time.
 * @throws InputError when an input does not exist. What cannot be read is an item with a refusal.
 */
export async function* documentsBelow(
  inputs: readonly InputSpec[],
  limits: ArchiveLimits = ARCHIVE_LIMITS,
  followLinks = false,
): AsyncGenerator<FoundItem> {
  let before = 0;
  for (const { input, source, path, name, size, refusal } of filesBelow(inputs, followLinks)) {
    const meter = new Meter();
    const items =
      refusal === undefined
        ? documentsIn({ path, size, meter }, source, { name }, limits)
        : [{ source, bytes: null, hints: {}, refusal }];
    for await (const item of items) yield { ...item, input, through: before + Math.min(size, meter.reached) };
    before += size;
  }
}

/** Bytes of all files below the inputs, as they lie there. @throws InputError when an input does not exist */
export function bytesBelow(inputs: readonly InputSpec[], followLinks = false): number {
  let bytes = 0;
  for (const { size } of filesBelow(inputs, followLinks)) bytes += size;
  return bytes;
}
