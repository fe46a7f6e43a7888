// Up to where the manifest of an archive was read, and what was known by then, so that opening an archive costs no look at
// every line. The manifest and the WARC files are the truth: what they do not bear out is as if it were not there.
// Must not know what lines say.
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { replaceByPieces } from "../store/checked-file.ts";
import { checksum } from "../store/checksum.ts";
import { PlaceTable } from "../store/place-table.ts";
import type { Saved } from "./known.ts";
import { manifestOf, proved, unproved } from "./manifest.ts";

/** To be changed with what is kept: older ones are then made anew. */
const VERSION = 2;
const LINE_FEED = 0x0a;

/** The lists for people and programs, as they were written last. */
export interface ListsWritten {
  /** Up to where in the manifest. */
  readonly end: number;
  /** Sums of the files. */
  readonly manifest: number;
  readonly index: number;
}

export interface Checkpoint {
  /** Where the manifest ended, and the sum of it up to there. */
  readonly end: number;
  readonly sum: number;
  /** Places up to which there has to be something in each WARC file, also of workers. */
  readonly ends: Readonly<Record<string, number>>;
  readonly lists: ListsWritten | null;
}

interface Head extends Checkpoint {
  readonly version: number;
  readonly size: number;
  readonly kept: number;
  readonly table: number;
}

const fileOf = (folder: string) => join(folder, ".gongkai", "known");

/** @throws WriteError */
export function writeCheckpoint(folder: string, checkpoint: Checkpoint, { table, size, kept }: Saved): void {
  const { bytes } = table;
  const head: Head = { version: VERSION, ...checkpoint, size, kept, table: crc32(bytes) };
  replaceByPieces(fileOf(folder), [`${proved(head)}\n`, bytes]);
}

/** @returns null where there is none, or none that the manifest and the WARC files bear out */
export function readCheckpoint(folder: string): (Checkpoint & { readonly known: Saved }) | null {
  const path = fileOf(folder);
  if (!existsSync(path)) return null;
  const bytes = readFileSync(path);
  const start = bytes.indexOf(LINE_FEED) + 1;
  const head = start === 0 ? null : unproved<Head>(bytes.toString("utf8", 0, start - 1));
  if (head?.version !== VERSION || crc32(bytes.subarray(start)) !== head.table) return null;
  if (!isBorneOut(folder, head)) return null;
  const { buffer, byteOffset, byteLength } = bytes;
  const table = new PlaceTable(buffer.slice(byteOffset + start, byteOffset + byteLength) as ArrayBuffer);
  return { ...head, known: { ...head, table } };
}

function isBorneOut(folder: string, { end, sum, ends }: Checkpoint): boolean {
  for (const [warc, least] of Object.entries(ends)) if (sizeOf(join(folder, warc)) < least) return false;
  const path = manifestOf(folder);
  return sizeOf(path) >= end && (end === 0 || checksum(path, 0, end) === sum);
}

/** Of a file that is not there: none. */
function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
