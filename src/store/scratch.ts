// A table on disk for as long as one run takes: what grows with the number of documents stands here and not in memory.
// Must not know what is in it.
import { rmSync } from "node:fs";
import { type Change, State } from "./state.ts";
import { WriteError, writeError } from "./write-error.ts";

/** Changes that wait in memory until they are written together. */
const HELD = 4_000;

/** What Windows says of a file that is open somewhere, and of its folder. */
const HELD_OPEN = new Set(["EBUSY", "EPERM", "ENOTEMPTY"]);

export class Scratch {
  private waiting = new Map<string, string>();

  private constructor(
    private readonly state: State,
    private readonly folder: string,
    private readonly whose: string,
  ) {}

  /**
   * Begins an empty table, whatever a run that was killed left there. Its place must be locked.
   * @param whose named in errors: the folder that people know
   * @throws WriteError
   */
  static async open(folder: string, whose: string): Promise<Scratch> {
    try {
      rmSync(folder, { recursive: true, force: true });
    } catch (error) {
      throw writeError(whose, error);
    }
    return new Scratch(await State.open(folder, whose), folder, whose);
  }

  /** @throws WriteError when what was written cannot be read back */
  get(key: string): string | undefined {
    const waiting = this.waiting.get(key);
    if (waiting !== undefined) return waiting;
    const kept = this.state.get(key);
    this.proveWhole();
    return kept === null ? undefined : textOf(kept);
  }

  /** @throws WriteError */
  async set(key: string, value: string): Promise<void> {
    this.waiting.set(key, value);
    if (this.waiting.size >= HELD) await this.flush();
  }

  /** Those whose keys begin with `prefix`, in the order of their keys, as they stand when this is called. @throws WriteError */
  async *entries(prefix: string): AsyncGenerator<readonly [key: string, value: string]> {
    await this.flush();
    for await (const [key, value] of this.state.entries(prefix)) yield [key, textOf(value)];
    this.proveWhole();
  }

  /** The table is gone with this; where the system keeps what another process still holds, with the next run. */
  async close(): Promise<void> {
    await this.state.close();
    try {
      rmSync(this.folder, { recursive: true, force: true });
    } catch (error) {
      // Windows has processes that were started in the meantime hold the files of this one.
      if (!HELD_OPEN.has((error as NodeJS.ErrnoException).code ?? "unknown")) throw error;
    }
  }

  private async flush(): Promise<void> {
    const changes = [...this.waiting].map(([key, value]): Change => ({ key, value: Buffer.from(value) }));
    if (changes.length === 0) return;
    await this.state.put(changes);
    this.waiting = new Map();
    this.proveWhole();
  }

  /** What the run wrote itself a moment ago is not to be done without: unlike records, it cannot be read again. */
  private proveWhole(): void {
    if (this.state.damaged > 0 || this.state.mended)
      throw new WriteError(`${this.whose}: the disk does not give back what was written`);
  }
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("utf8");
}
