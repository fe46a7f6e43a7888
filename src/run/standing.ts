// Whether the dataset in a folder is the one that a run would write again. What it was made from and its own files are told
// by digests, so that nothing stands that was changed, by whomever.
// Must not know how records or files are made.
import { createHash } from "node:crypto";
import { createReadStream, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ledgerPath } from "../decisions/ledger.ts";
import { isSwitching } from "../export/dataset-files.ts";
import type { DatasetSummary } from "../export/tally.ts";
import { sniff } from "../read/sniff.ts";
import { sha256 } from "../store/digest.ts";
import type { FoundItem } from "../store/sources.ts";
import type { Pipeline } from "./pipeline.ts";
import type { Versions } from "./version.ts";

/** What a run that was written leaves about itself. */
export interface Sealed {
  /** Everything that a dataset depends on besides its documents. */
  readonly version: string;
  /** Bytes of all inputs: where they differ, the documents need not be gone through. */
  readonly bytes: number;
  /** Digest of all documents in their order. */
  readonly documents: string;
  /** Digests of the dataset's files by their names. */
  readonly files: Readonly<Record<string, string>>;
  readonly summary: DatasetSummary;
  readonly undecided: readonly string[];
}

/** A document with what tells it from others; `identity` is null where there are no bytes. */
export interface Identified {
  readonly item: FoundItem;
  readonly identity: { readonly sha256: string /** Of what reads it. */; readonly version: string } | null;
}

/** Follows the documents of a run: the same digest for the same documents in the same order. */
export class DocumentsSeen {
  /** Of them, those that could be had. */
  readable = 0;
  private readonly hash = createHash("sha256");

  pass({ item, identity }: Identified): void {
    const { input, source, hints, refusal, capturedAt } = item;
    const { name, mediaType, charset } = hints;
    const { sha256, version } = identity ?? {};
    const told = [input, source, sha256, version, name, mediaType, charset, refusal, capturedAt];
    this.hash.update(`${JSON.stringify(told)}\n`);
    if (identity) this.readable += 1;
  }

  /** Asked once, at the end. */
  digest(): string {
    return this.hash.digest("hex");
  }
}

/** @param seen follows them */
export async function* identified(
  items: AsyncIterable<FoundItem>,
  versions: Versions,
  seen?: DocumentsSeen,
): AsyncGenerator<Identified> {
  for await (const item of items) {
    const { bytes, hints } = item;
    const identity = bytes && { sha256: sha256(bytes), version: versions.of(sniff(bytes, hints)) };
    seen?.pass({ item, identity });
    yield { item, identity };
  }
}

/** @param code of all that takes part in a run, with its libraries and forms */
export function sealVersion({ collection, bounds }: Pipeline, out: string, code: string): string {
  const ledger = ledgerPath(out);
  const decisions = existsSync(ledger) ? readFileSync(ledger) : "none";
  const hash = createHash("sha256").update(JSON.stringify([code, collection.name, bounds]));
  return hash.update(decisions).digest("hex");
}

/** Whether the files of a dataset are what they were when it was sealed, and none is on its way. */
export async function filesStand(out: string, { files }: Sealed): Promise<boolean> {
  if (isSwitching(out)) return false;
  for (const [name, digest] of Object.entries(files)) {
    const path = join(out, name);
    if (!existsSync(path) || (await digestOf(path)) !== digest) return false;
  }
  return true;
}

export async function digestsOf(out: string, names: readonly string[]): Promise<Record<string, string>> {
  const digests: Record<string, string> = {};
  for (const name of names) digests[name] = await digestOf(join(out, name));
  return digests;
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(piece as Buffer);
  return hash.digest("hex");
}
