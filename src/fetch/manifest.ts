// The manifest of an archive: a line for each time that an address ended, each with a digest of itself. A line that does
// not prove itself is as if it were not there.
// Must not know the WARC.
import { createHash } from "node:crypto";
import { closeSync, fstatSync, fsyncSync, openSync, readSync } from "node:fs";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { writeAll } from "../store/checked-file.ts";
import { fileLines } from "../store/file-lines.ts";
import type { Aside, Entry } from "./entry.ts";

const DIGITS = 16;
const LINE_FEED = 0x0a;
/** What proves a line stands at its end, in the place of the brace that closes it. */
const PROOF = ',"proof":"';
const PROOF_LENGTH = PROOF.length + DIGITS + '"}'.length;

export interface ManifestLine {
  readonly at: number;
  readonly end: number;
  /** Null for one that cannot be trusted. */
  readonly line: Entry | Aside | null;
}

export function manifestOf(folder: string): string {
  return join(folder, ".gongkai", "manifest.jsonl");
}

/**
 * Lines of a file that is not there are none, and neither is one that is not ended: it was being written when the power went,
 * or is being written by another process.
 * @param from where a line begins
 * @param to where one ends, when not all are wanted
 * @throws the system's error
 */
export function* manifestLines(path: string, from = 0, to?: number): Generator<ManifestLine> {
  for (const { at, end, bytes, isWhole } of fileLines(path, from, to)) {
    if (isWhole && bytes.length > 0) yield { at, end, line: unproved(bytes.toString("utf8")) };
  }
}

/** A value as a line that proves itself. */
export function proved(value: object): string {
  const text = JSON.stringify(value);
  return `${text.slice(0, -1)}${PROOF}${proofOf(text)}"}`;
}

/** What a line says that proves itself; null for any other. */
export function unproved<T extends object>(line: string): T | null {
  const text = `${line.slice(0, -PROOF_LENGTH)}}`;
  if (line.slice(-PROOF_LENGTH) !== `${PROOF}${proofOf(text)}"}`) return null;
  return JSON.parse(text) as T;
}

function proofOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, DIGITS);
}

/** Writes lines behind those that are there. */
export class Manifest {
  /** Where it ends. */
  end: number;
  private readonly file: number;

  /** @param sum checksum of what is there, and of all of it from now on. @throws the system's error */
  constructor(
    private readonly path: string,
    public sum: number,
  ) {
    this.file = openSync(path, "a+");
    this.end = fstatSync(this.file).size;
    // What a line that was cut off left is a line of its own.
    const last = Buffer.alloc(1);
    if (this.end > 0 && readSync(this.file, last, 0, 1, this.end - 1) === 1 && last[0] !== LINE_FEED)
      this.write("\n");
  }

  /** @returns where the line begins. @throws WriteError */
  add(line: Entry | Aside): number {
    const at = this.end;
    this.write(`${proved(line)}\n`);
    return at;
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
    this.sum = crc32(bytes, this.sum);
  }
}
