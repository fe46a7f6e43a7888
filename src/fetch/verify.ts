// Holds an archive's WARC, manifest and index against one another.
// Must not change anything.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Lock, lockFolder } from "../store/lock.ts";
import { type Entry, WARC_NAME } from "./archive.ts";
import { readManifest } from "./manifest.ts";
import { recordsIn } from "./warc-file.ts";

export interface Verification {
  /** Records that are whole and are what their digests say. */
  readonly records: number;
  readonly addresses: number;
  /** One sentence for each thing that is wrong. */
  readonly faults: readonly string[];
}

/** @throws LockedError while a fetch is at work in it, Error when there is no archive */
export async function verifyArchive(folder: string): Promise<Verification> {
  const warc = join(folder, WARC_NAME);
  if (!existsSync(warc)) throw new Error(`${folder}: holds no ${WARC_NAME}`);
  const lock: Lock = await lockFolder(folder);
  try {
    return verify(folder, warc);
  } finally {
    await lock.release();
  }
}

function verify(folder: string, warc: string): Verification {
  const faults: string[] = [];
  const whole = wholeRecords(warc, (fault) => faults.push(fault));
  const { entries, damaged } = readManifest<Entry>(join(folder, ".gongkai", "manifest.jsonl"));
  if (damaged > 0) faults.push(`${damaged} lines of the manifest are damaged`);
  const last = new Map(entries.map((entry) => [entry.url, entry]));
  for (const { url, offset, sha256 } of last.values()) {
    if (offset !== undefined && whole.get(offset) !== sha256)
      faults.push(`${url}: its record at byte ${offset} is not there, or not the one that was kept`);
  }
  const told = new Set(entries.flatMap(({ record }) => (record ? [record.offset] : [])));
  const untold = [...whole.keys()].filter((offset) => !told.has(offset)).length;
  if (untold > 0) faults.push(`${untold} responses are in the WARC that the manifest does not know`);
  for (const offset of indexed(join(folder, "index.cdxj")))
    if (!whole.has(offset)) faults.push(`the index points to byte ${offset}, where no whole record is`);
  return { records: whole.size, addresses: last.size, faults };
}

/** Digest of the body by the offset of each response that is whole. */
function wholeRecords(warc: string, tell: (fault: string) => void): Map<number, string> {
  const whole = new Map<number, string>();
  for (const one of recordsIn(warc, 0)) {
    if (one.kind === "lost") tell(`bytes ${one.from} to ${one.to} of the WARC cannot be read`);
    else if (!one.isTrue) tell(`the record at byte ${one.offset} of the WARC is not what its digest says`);
    else if (one.response) whole.set(one.offset, one.sha256);
  }
  return whole;
}

function indexed(path: string): number[] {
  if (!existsSync(path)) return [];
  return readFileSync(path, "utf8")
    .split("\n")
    .flatMap((line) => {
      const offset = /"offset":(\d+)/.exec(line)?.[1];
      return offset === undefined ? [] : [Number(offset)];
    });
}
