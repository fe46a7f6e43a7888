// Puts the shards of a run together: the dataset that one machine would have written, byte for byte.
// Must not know documents: it sees records, and asks for nothing that they were read from.
import { type DecidedOutcome, writeDecided } from "./decided.ts";
import { Journal } from "./journal.ts";
import type { Pipeline } from "./pipeline.ts";
import type { Done, OnProgress } from "./progress.ts";
import { ShardError } from "./shard.ts";
import { type Placed, readFacts, recordsIn, type ShardFacts } from "./shard-files.ts";
import { Versions } from "./version.ts";

interface Part {
  readonly folder: string;
  readonly facts: ShardFacts;
}

/**
 * @param folders one for each shard of the run, in any order
 * @throws ShardError when they are not all the shards of one run by this version, LockedError, WriteError
 */
export async function mergeShards(
  pipeline: Pipeline,
  folders: readonly string[],
  out: string,
  onProgress: OnProgress,
): Promise<DecidedOutcome> {
  const parts = folders.map((folder) => ({ folder, facts: readFacts(folder) }));
  const versions = new Versions(pipeline.files);
  const documents = proveWhole(parts, versions.whole());
  const lock = await Journal.open(out);
  try {
    return await writeDecided({ pipeline, versions }, out, inOrder(parts, documents), documents, onProgress);
  } finally {
    await lock.close();
  }
}

/** @returns the number of documents of the whole run */
function proveWhole(parts: readonly Part[], version: string): number {
  const [first] = parts;
  if (!first) throw new ShardError("no shard was given");
  const { of, order, documents } = first.facts;
  const numbers = new Map<number, string>();
  for (const { folder, facts } of parts) {
    if (facts.version !== version)
      throw new ShardError(`${folder}: was read by another version of the program or its forms`);
    if (facts.of !== of) throw new ShardError(`${folder}: is one of ${facts.of} shards, not of ${of}`);
    if (facts.order !== order)
      throw new ShardError(`${folder}: was read from other documents than ${first.folder}`);
    const twin = numbers.get(facts.number);
    if (twin !== undefined)
      throw new ShardError(`${folder}: is shard ${facts.number} of ${of}, as ${twin} is`);
    numbers.set(facts.number, folder);
  }
  const missing = Array.from({ length: of }, (_, index) => index + 1).filter((one) => !numbers.has(one));
  if (missing.length > 0)
    throw new ShardError(
      `${missing.length} of ${of} shards are missing: ${missing.slice(0, 20).join(", ")}${missing.length > 20 ? " …" : ""}`,
    );
  return documents;
}

/** The records of all shards by their places; no place is left out or taken twice. */
async function* inOrder(parts: readonly Part[], documents: number): AsyncGenerator<Done> {
  const heads = new Map<number, { readonly placed: Placed; readonly rest: AsyncGenerator<Placed> }>();
  const advance = async (rest: AsyncGenerator<Placed>) => {
    const { done, value } = await rest.next();
    if (!done) heads.set(value.place, { placed: value, rest });
  };
  for (const { folder, facts } of parts) await advance(recordsIn(folder, facts));
  for (let place = 0; place < documents; place += 1) {
    const head = heads.get(place);
    if (!head) throw new ShardError(`document ${place + 1} of ${documents} is in no shard`);
    heads.delete(place);
    // Of shards only the documents are counted.
    yield { report: head.placed.report, through: place + 1, reused: false };
    await advance(head.rest);
  }
}
