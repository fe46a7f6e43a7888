// Holds an archive's WARC files, manifest and index against one another.
// Must not change anything.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Lock, lockFolder } from "../store/lock.ts";
import { Known } from "./known.ts";
import { manifestLines, manifestOf } from "./manifest.ts";
import { recordsIn } from "./warc-file.ts";
import { WARC_NAME, warcNames } from "./warc-files.ts";

export interface Verification {
  /** Records that are whole and are what their digests say. */
  readonly records: number;
  readonly addresses: number;
  /** One sentence for each thing that is wrong. */
  readonly faults: readonly string[];
}

/** @throws LockedError while a fetch is at work in it, Error when there is no archive */
export async function verifyArchive(folder: string): Promise<Verification> {
  if (!existsSync(manifestOf(folder)) && !existsSync(join(folder, WARC_NAME)))
    throw new Error(`${folder}: holds no ${WARC_NAME}`);
  const lock: Lock = await lockFolder(folder);
  try {
    return verify(folder);
  } finally {
    await lock.release();
  }
}

function verify(folder: string): Verification {
  const faults: string[] = [];
  const tell = (fault: string) => faults.push(fault);
  const { known, told, named, damaged } = readLines(folder);
  if (damaged > 0) tell(`${damaged} lines of the manifest are damaged`);
  const whole = new Map([...named].flatMap((warc) => [...wholeRecords(folder, warc, tell)]));
  for (const { url, warc = WARC_NAME, offset, sha256 } of known.values()) {
    if (offset !== undefined && whole.get(`${warc} ${offset}`) !== sha256)
      tell(`${url}: its record at byte ${offset} of ${warc} is not there, or not the one that was kept`);
  }
  const untold = [...whole.keys()].filter((place) => !told.has(place)).length;
  if (untold > 0) tell(`${untold} responses are in the WARC that the manifest does not know`);
  const index = indexed(join(folder, "index.cdxj"));
  if (index.damaged > 0) tell(`${index.damaged} lines of the index are damaged`);
  for (const place of index.places)
    if (!whole.has(place)) tell(`the index points to ${place}, where no whole record is`);
  return { records: whole.size, addresses: known.size, faults };
}

/** What the manifest tells: how addresses stand, places of records, names of WARC files. */
function readLines(folder: string) {
  const path = manifestOf(folder);
  const [known, told, named] = [new Known(path), new Set<string>(), new Set(warcNames(folder))];
  let damaged = 0;
  for (const { at, line } of manifestLines(path)) {
    if (line === null) {
      damaged += 1;
      continue;
    }
    const record = "aside" in line ? line.aside : line.record;
    if (record) {
      told.add(`${record.warc ?? WARC_NAME} ${record.offset}`);
      // A worker may have had nothing but a robots.txt.
      named.add(record.warc ?? WARC_NAME);
    }
    if ("url" in line) named.add(line.warc ?? WARC_NAME);
    known.remember(line, at);
  }
  return { known, told, named, damaged };
}

/** Digest of the body by the place of each response that is whole. */
function wholeRecords(folder: string, warc: string, tell: (fault: string) => void): Map<string, string> {
  const whole = new Map<string, string>();
  const path = join(folder, warc);
  if (!existsSync(path)) return whole;
  for (const one of recordsIn(path, 0)) {
    if (one.kind === "lost") tell(`bytes ${one.from} to ${one.to} of ${warc} cannot be read`);
    else if (!one.isTrue) tell(`the record at byte ${one.offset} of ${warc} is not what its digest says`);
    else if (one.response) whole.set(`${warc} ${one.offset}`, one.sha256);
  }
  return whole;
}

/** Where an index says that records stand, and how many of its lines say nothing. */
function indexed(path: string): { readonly places: string[]; readonly damaged: number } {
  const lines = existsSync(path) ? readFileSync(path, "utf8").split("\n") : [];
  const told = lines.filter((line) => line !== "" && !line.startsWith("!"));
  const places = told.flatMap((line) => {
    const capture = captureIn(line);
    return capture?.filename === undefined ? [] : [`${capture.filename} ${capture.offset}`];
  });
  return { places, damaged: told.length - places.length };
}

function captureIn(line: string): { readonly filename?: string; readonly offset?: string } | null {
  try {
    return JSON.parse(line.slice(line.indexOf("{"))) as { filename?: string; offset?: string };
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
