// The WARC files that an archive writes: one after the other, a new one where the last is full.
// Must not know what is in their records, nor the manifest.
import {
  closeSync,
  existsSync,
  fdatasync as fdatasyncThen,
  fsyncSync,
  ftruncateSync,
  openSync,
  readdirSync,
  readSync,
  rmSync,
  statSync,
} from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { writeAll } from "../store/checked-file.ts";
import { packedInfo, warcDate } from "./warc-record.ts";

const fdatasync = promisify(fdatasyncThen);

export const WARC_NAME = "crawl.warc.gz";
const LATER = /^crawl-(\d{5})\.warc\.gz$/;
/** What archivists take for the size of a WARC file. */
export const FULL = 1_000_000_000;

export interface WarcOptions {
  /** Bytes after which a new file is begun. */
  readonly full: number;
  /** Who writes, as the files' first records tell it. */
  readonly facts: readonly (readonly [name: string, value: string])[];
}

/** Names of the files of an archive in the order in which they were written; the first one also where there is none. */
export function warcNames(folder: string): string[] {
  const later = existsSync(folder) ? readdirSync(folder).filter((name) => LATER.test(name)) : [];
  return [WARC_NAME, ...later.sort()];
}

export class WarcFiles {
  /** The one that is written to, and where it ends. */
  name: string;
  end: number;
  private file: number;

  /** @throws the system's error */
  constructor(
    private readonly folder: string,
    private readonly options: WarcOptions,
  ) {
    this.name = warcNames(folder).at(-1) as string;
    this.file = openSync(this.path, existsSync(this.path) ? "r+" : "w+");
    this.end = this.sizeOf(this.name);
  }

  get path(): string {
    return join(this.folder, this.name);
  }

  /** Bytes of a file of the archive, of its own ones and of its workers'; none of one that is not there. */
  sizeOf(name: string): number {
    return statSync(join(this.folder, name), { throwIfNoEntry: false })?.size ?? 0;
  }

  /** The file that the next records are written into: a new one where the last is full. */
  current(): string {
    if (this.end >= this.options.full) this.next();
    return this.name;
  }

  /** Writes records that belong together into the current file. @returns where the first one stands @throws WriteError */
  append(records: readonly Uint8Array[]): number {
    if (this.end === 0) this.write([packedInfo(this.name, warcDate(new Date()), this.options.facts)]);
    const offset = this.end;
    this.write(records);
    return offset;
  }

  /** Cuts off what stands behind a place, after it was copied into another file. */
  putAside(from: number, to: number): void {
    const path = `${this.path}.rest`;
    const rest = openSync(path, "a");
    const bytes = Buffer.alloc(to - from);
    readSync(this.file, bytes, 0, bytes.length, from);
    writeAll(path, rest, bytes, null);
    fsyncSync(rest);
    closeSync(rest);
    ftruncateSync(this.file, from);
    this.end = from;
  }

  async sync(): Promise<void> {
    await fdatasync(this.file);
  }

  close(): void {
    try {
      fsyncSync(this.file);
    } finally {
      closeSync(this.file);
    }
    // A file that holds nothing is none.
    if (this.end === 0) rmSync(this.path);
  }

  private write(records: readonly Uint8Array[]): void {
    const bytes = Buffer.concat(records);
    writeAll(this.path, this.file, bytes, this.end);
    this.end += bytes.length;
  }

  private next(): void {
    const number = Number(LATER.exec(this.name)?.[1] ?? "1") + 1;
    this.close();
    this.name = `crawl-${String(number).padStart(5, "0")}.warc.gz`;
    this.file = openSync(this.path, "wx+");
    this.end = 0;
  }
}
