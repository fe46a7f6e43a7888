// Which documents of a run are whose, where the run is parted among machines: by a hash of the source, so that a document
// stays where it is when others come or go.
// Must not know documents or files.
import { createHash } from "node:crypto";

/** Part `number` of `of`, counted from 1. */
export interface Shard {
  readonly number: number;
  readonly of: number;
}

/** Shards that are none, or do not make up one run: the message says what is wrong, and names the folder. */
export class ShardError extends Error {
  override readonly name = "ShardError";
}

/** More parts than machines have processors together. */
const MOST = 100_000;

/** @param text as it is given: `3/40` @throws ShardError */
export function shardFrom(text: string): Shard {
  const [, number, of] = /^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? [];
  const shard = { number: Number(number), of: Number(of) };
  if (!(shard.number >= 1 && shard.number <= shard.of && shard.of <= MOST))
    throw new ShardError(`--shard ${text}: a part and their number are wanted, from 1/1 to ${MOST}/${MOST}`);
  return shard;
}

export function isOf(source: string, { number, of }: Shard): boolean {
  const hash = createHash("sha256").update(source).digest();
  return hash.readUIntBE(0, 6) % of === number - 1;
}

/** Follows all documents of a run past one shard: their order is what shards are put together by. */
export class Passing {
  documents = 0;
  private readonly hash = createHash("sha256");

  /** @returns the document's place in the whole run, from 0 */
  pass(source: string): number {
    this.hash.update(`${source}\n`);
    this.documents += 1;
    return this.documents - 1;
  }

  /** The same for runs over the same documents in the same order. Asked once, at the end. */
  order(): string {
    return this.hash.digest("hex");
  }
}
