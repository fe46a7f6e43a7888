// State that proves itself: an embedded store of records, each with a digest of its key and bytes. What was damaged is as
// if it were not there, and is counted. One process at a time has it; the lock ends with the process.
// Must not know what the records mean.
import { createHash } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import { ClassicLevel } from "classic-level";
import { isOfTheSystem, WriteError, writeError } from "./write-error.ts";

const DIGEST = 16;

type Level = ClassicLevel<string, Uint8Array>;

/** Another process is at work in the same place. */
export class LockedError extends Error {
  override readonly name = "LockedError";
}

export type Change = { readonly key: string; readonly value: Uint8Array | null };

export class State {
  /** Records that were there and could not be trusted. */
  damaged = 0;
  private mending: Promise<void> | null = null;

  private constructor(
    private level: Level,
    private readonly folder: string,
    private readonly whose: string,
    /** The store had to be mended or begun anew. */
    public mended: boolean,
  ) {}

  /**
   * @param whose named in errors: the folder that people know
   * @throws LockedError, WriteError
   */
  static async open(folder: string, whose: string): Promise<State> {
    try {
      mkdirSync(folder, { recursive: true });
    } catch (error) {
      throw writeError(whose, error);
    }
    const level = await opened(folder, whose);
    if (level) return new State(level, folder, whose, false);
    return new State(await mended(folder, whose), folder, whose, true);
  }

  /** null when there is no such record, or none that can be trusted. */
  get(key: string): Uint8Array | null {
    let stored: Uint8Array | undefined;
    try {
      stored = this.level.getSync(key);
    } catch {
      // A block of the store is damaged, not only the record.
      this.damaged += 1;
      return null;
    }
    return this.proved(key, stored);
  }

  /** All of them or none. @throws WriteError */
  async put(changes: readonly Change[]): Promise<void> {
    const operations = changes.map(({ key, value }) =>
      value === null
        ? { type: "del" as const, key }
        : { type: "put" as const, key, value: Buffer.concat([digestOf(key, value), value]) },
    );
    try {
      await this.level.batch(operations);
    } catch (error) {
      if (isOfTheSystem(error)) throw writeError(this.whose, error);
      await this.mend(error);
      await this.level.batch(operations).catch((again: Error) => {
        throw writeError(this.whose, again);
      });
    }
  }

  /** Trusted records whose keys begin with `prefix`, in the order of their keys. */
  async *entries(prefix: string): AsyncGenerator<readonly [key: string, value: Uint8Array]> {
    const iterator = this.level.iterator({ gte: prefix, lt: `${prefix}\uffff` });
    try {
      for (;;) {
        const next = await iterator.next();
        if (!next) return;
        const [key, stored] = next;
        const value = this.proved(key, stored);
        if (value) yield [key, value];
      }
    } catch (error) {
      if (!/corrupt/i.test(String((error as Error).message))) throw error;
      this.damaged += 1;
    } finally {
      await iterator.close();
    }
  }

  async close(): Promise<void> {
    await this.level.close();
  }

  private async mend(error: unknown): Promise<void> {
    // One at a time: writers that failed together find the store mended.
    this.mending ??= (async () => {
      await this.level.close();
      this.level = await mended(this.folder, this.whose);
      this.mended = true;
    })().catch(() => {
      throw writeError(this.whose, error);
    });
    await this.mending;
  }

  private proved(key: string, stored: Uint8Array | undefined): Uint8Array | null {
    if (stored === undefined) return null;
    const value = stored.subarray(DIGEST);
    if (digestOf(key, value).equals(stored.subarray(0, DIGEST))) return value;
    this.damaged += 1;
    return null;
  }
}

function digestOf(key: string, value: Uint8Array): Buffer {
  return createHash("sha256").update(`${key}\0`).update(value).digest().subarray(0, DIGEST);
}

/** null when what is there is damaged. */
async function opened(folder: string, whose: string): Promise<Level | null> {
  const level: Level = new ClassicLevel(folder, { valueEncoding: "view" });
  try {
    await level.open();
    return level;
  } catch (error) {
    const cause = (error as Error).cause as (Error & { code?: string }) | undefined;
    if (cause?.code === "LEVEL_LOCKED") throw new LockedError(`${whose}: another run is at work in it`);
    if (isOfTheSystem(error)) throw writeError(whose, error);
    return null;
  }
}

/** What can be saved of a damaged store is saved, as each record still has to prove itself; else it is begun anew. */
async function mended(folder: string, whose: string): Promise<Level> {
  await ClassicLevel.repair(folder).catch(() => undefined);
  const level = await opened(folder, whose);
  if (level) return level;
  rmSync(folder, { recursive: true, force: true });
  const fresh = await opened(folder, whose);
  if (!fresh) throw new WriteError(`${whose}: its state can neither be opened nor begun anew`);
  return fresh;
}
