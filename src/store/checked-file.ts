// A file that is written from its start to its end, every byte of which is known to have been taken.
// Must not know what is written.
import { closeSync, fsyncSync, openSync, renameSync, writeSync } from "node:fs";
import { writeError } from "./write-error.ts";

/** Bytes that wait for the next write of a file. */
const BLOCK = 1 << 20;

export class CheckedFile {
  private readonly file: number;
  /** One for all that is written: of many small pieces, or empty ones, nothing is kept but their bytes. */
  private block: Buffer | null = null;
  private held = 0;
  private open = true;

  /** @throws WriteError, as all of this */
  constructor(readonly path: string) {
    this.file = attempt(path, () => openSync(path, "w"));
  }

  /** A text is written as UTF-8. */
  write(piece: string | Uint8Array): void {
    const size = typeof piece === "string" ? Buffer.byteLength(piece) : piece.length;
    if (size === 0) return;
    if (this.held + size > BLOCK) this.flush();
    if (size > BLOCK) {
      writeAll(this.path, this.file, typeof piece === "string" ? Buffer.from(piece) : piece, null);
      return;
    }
    this.block ??= Buffer.allocUnsafeSlow(BLOCK);
    if (typeof piece === "string") this.block.write(piece, this.held);
    else this.block.set(piece, this.held);
    this.held += size;
  }

  /** Ends the file and waits until the disk has it. */
  finish(): void {
    this.flush();
    attempt(this.path, () => fsyncSync(this.file));
    this.drop();
  }

  /** Lets go of a file that is not to be finished; does nothing to one that is. */
  drop(): void {
    if (this.open) closeSync(this.file);
    this.open = false;
    this.block = null;
  }

  private flush(): void {
    const { block, held } = this;
    this.held = 0;
    if (block && held > 0) writeAll(this.path, this.file, block.subarray(0, held), null);
  }
}

/** Writes a whole file, and waits until the disk has it. @throws WriteError */
export function writeWhole(path: string, ...texts: readonly string[]): void {
  writeByPieces(path, texts);
}

/** Writes a whole file in the place of the one that is there, which stays until the new one is on the disk. @throws WriteError */
export function replaceWhole(path: string, ...texts: readonly string[]): void {
  replaceByPieces(path, texts);
}

/** `replaceWhole` of what is made piece by piece, and need not be in memory at once. @throws WriteError */
export function replaceByPieces(path: string, pieces: Iterable<string | Uint8Array>): void {
  const part = `${path}.part`;
  writeByPieces(part, pieces);
  attempt(path, () => renameSync(part, path));
}

/** `writeWhole` of what is made piece by piece. @throws WriteError */
export function writeByPieces(path: string, pieces: Iterable<string | Uint8Array>): void {
  const file = new CheckedFile(path);
  try {
    for (const piece of pieces) file.write(piece);
    file.finish();
  } finally {
    file.drop();
  }
}

/**
 * Writes all bytes, however many times the system must be asked.
 * @param at offset in the file; null for its end
 * @throws WriteError naming `path`
 */
export function writeAll(path: string, file: number, bytes: Uint8Array, at: number | null): void {
  attempt(path, () => {
    for (let done = 0; done < bytes.length; ) {
      const place = at === null ? null : at + done;
      done += writeSync(file, bytes, done, bytes.length - done, place);
    }
  });
}

function attempt<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw writeError(path, error);
  }
}
