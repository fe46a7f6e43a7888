// The manifest of an archive: a line for each time that an address ended, each with a digest of itself. A line that does
// not prove itself is as if it were not there.
// Must not know the WARC.
import { createHash } from "node:crypto";
import { closeSync, existsSync, fstatSync, fsyncSync, openSync, readSync, statSync } from "node:fs";
import { join } from "node:path";
import { writeAll } from "../store/checked-file.ts";

const DIGITS = 16;
const LINE_FEED = 0x0a;

export interface ManifestLines<Entry> {
  readonly entries: readonly Entry[];
  /** Lines that were there and could not be trusted. */
  readonly damaged: number;
  /** Where the last whole line ends. */
  readonly end: number;
}

export function manifestOf(folder: string): string {
  return join(folder, ".gongkai", "manifest.jsonl");
}

/**
 * Lines of a file that is not there are none.
 * @param from where a line begins
 * @throws the system's error
 */
export function readManifest<Entry extends object>(path: string, from = 0): ManifestLines<Entry> {
  const entries: Entry[] = [];
  let damaged = 0;
  const bytes = existsSync(path) ? bytesFrom(path, from) : Buffer.alloc(0);
  for (const line of bytes.toString("utf8").split("\n")) {
    const entry = line === "" ? null : proved<Entry>(line);
    if (entry) entries.push(entry);
    else if (line !== "") damaged += 1;
  }
  return { entries, damaged, end: from + bytes.lastIndexOf(LINE_FEED) + 1 };
}

function bytesFrom(path: string, from: number): Buffer {
  const file = openSync(path, "r");
  try {
    const bytes = Buffer.alloc(Math.max(0, fstatSync(file).size - from));
    return bytes.subarray(0, readSync(file, bytes, 0, bytes.length, from));
  } finally {
    closeSync(file);
  }
}

function proved<Entry extends object>(line: string): Entry | null {
  try {
    const { proof, ...entry } = JSON.parse(line) as Entry & { proof?: string };
    return proof === proofOf(entry) ? (entry as Entry) : null;
  } catch {
    // It was being written when the power went, or the disk lost it.
    return null;
  }
}

function proofOf(entry: object): string {
  return createHash("sha256").update(JSON.stringify(entry)).digest("hex").slice(0, DIGITS);
}

/** Writes lines behind those that are there. */
export class Manifest {
  private readonly file: number;
  private end: number;

  constructor(private readonly path: string) {
    this.file = openSync(path, "a+");
    this.end = statSync(path).size;
    // What a line that was cut off left is a line of its own.
    const last = Buffer.alloc(1);
    if (this.end > 0 && readSync(this.file, last, 0, 1, this.end - 1) === 1 && last[0] !== LINE_FEED)
      this.write("\n");
  }

  /** @throws WriteError */
  add(entry: object): void {
    this.write(`${JSON.stringify({ ...entry, proof: proofOf(entry) })}\n`);
  }

  get descriptor(): number {
    return this.file;
  }

  close(): void {
    fsyncSync(this.file);
    closeSync(this.file);
  }

  private write(text: string): void {
    const bytes = Buffer.from(text);
    writeAll(this.path, this.file, bytes, this.end);
    this.end += bytes.length;
  }
}
