// What the manifest of an archive says, as far as its WARC files bear it out.
// Must not change anything.
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Aside, Entry } from "./entry.ts";
import { manifestOf, readManifest } from "./manifest.ts";
import { recordsIn } from "./warc-file.ts";
import { WARC_NAME, warcNames } from "./warc-files.ts";

export interface ArchiveState {
  /** Lines whose records are there, in the order in which they were written. */
  readonly lines: readonly (Entry | Aside)[];
  /** Addresses whose last lines are not among them. */
  readonly missing: ReadonlySet<string>;
  /** Where each WARC ends as far as the manifest knows; null where any record may be one that it lacks. */
  readonly ends: ReadonlyMap<string, number> | null;
  /** What is wrong, a sentence each. */
  readonly notes: readonly string[];
}

/** @param repair reads every record, and believes no line whose record is another one */
export function readState(folder: string, repair: boolean): ArchiveState {
  const { entries, damaged } = readManifest<Entry | Aside>(manifestOf(folder));
  const whole = repair ? bodiesOf(folder) : null;
  const sizes = new Sizes(folder);
  const [lines, missing, ends] = [[] as (Entry | Aside)[], new Set<string>(), new Map<string, number>()];
  let lost = 0;
  for (const line of entries) {
    const { end, tail = WARC_NAME } = line;
    const isKnown = sizes.reach(tail, end);
    if (isKnown) ends.set(tail, Math.max(ends.get(tail) ?? 0, end));
    if (isKnown && isKept(line, sizes, whole)) {
      lines.push(line);
      if ("url" in line) missing.delete(line.url);
    } else if ("url" in line) {
      lost += 1;
      missing.add(line.url);
    }
  }
  const notes = [
    ...(damaged > 0 ? [`${damaged} lines of the manifest were damaged and are left out`] : []),
    ...(lost > 0
      ? [`${lost} lines of the manifest tell of records that are not there: they are left out`]
      : []),
  ];
  return { lines, missing, ends: repair || damaged > 0 || lost > 0 ? null : ends, notes };
}

class Sizes {
  private readonly sizes = new Map<string, number>();

  constructor(private readonly folder: string) {}

  reach(warc: string, end: number): boolean {
    let size = this.sizes.get(warc);
    if (size === undefined) {
      size = statSync(join(this.folder, warc), { throwIfNoEntry: false })?.size ?? 0;
      this.sizes.set(warc, size);
    }
    return end <= size;
  }
}

/** Digests of the bodies in the WARC files by the places of their records. */
function bodiesOf(folder: string): Map<string, string> {
  const whole = new Map<string, string>();
  for (const warc of warcNames(folder)) {
    if (!existsSync(join(folder, warc))) continue;
    for (const one of recordsIn(join(folder, warc), 0))
      if (one.kind === "record" && one.isTrue) whole.set(`${warc} ${one.offset}`, one.sha256);
  }
  return whole;
}

/** What a line tells of is there to be read. Files of workers are theirs to prove. */
function isKept(line: Entry | Aside, sizes: Sizes, whole: ReadonlyMap<string, string> | null): boolean {
  const { warc = WARC_NAME, offset, length = 0 } = "aside" in line ? line.aside : line;
  if (offset === undefined) return true;
  if (!sizes.reach(warc, offset + length)) return false;
  const digest = "aside" in line ? line.aside.digest : line.sha256;
  return whole === null || warc.includes("/") || whole.get(`${warc} ${offset}`) === digest;
}
