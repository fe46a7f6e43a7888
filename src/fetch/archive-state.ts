// What the manifest of an archive says, as far as its WARC files bear it out: from the last checkpoint on where that is to be
// trusted, else from its first line.
// Must not change anything.
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { checksum } from "../store/checksum.ts";
import { PlaceTable } from "../store/place-table.ts";
import { type ListsWritten, readCheckpoint } from "./checkpoint.ts";
import type { Aside, Entry, RecordLine } from "./entry.ts";
import { Known } from "./known.ts";
import { manifestLines, manifestOf } from "./manifest.ts";
import { recordsIn } from "./warc-file.ts";
import { WARC_NAME, warcNames } from "./warc-files.ts";

/** The only kind of what is looked up among the places of records. */
const RECORD = 1;

export interface ArchiveState {
  /** What lines say whose records are there. */
  readonly known: Known;
  /** Checksum of the whole manifest. */
  readonly sum: number;
  /** Addresses whose last lines are not among them. */
  readonly missing: ReadonlySet<string>;
  /** Where each WARC ends as far as the manifest knows. */
  readonly ends: Map<string, number>;
  /** True where any record may be one that the manifest lacks. */
  readonly isDoubted: boolean;
  /** True for the place of a record that the manifest knows; where nothing is doubted, none is asked for. */
  readonly isKnown: (warc: string, offset: number) => boolean;
  /** True for a record that is there. */
  readonly isThere: (record: RecordLine) => boolean;
  /** The lists beside the WARC files as they were written last; null when they are to be made anew. */
  readonly lists: ListsWritten | null;
  /** There is something in the manifest that no checkpoint knows. */
  readonly isBehind: boolean;
  /** What is wrong, a sentence each. */
  readonly notes: readonly string[];
}

/** @param repair reads every record, and believes no line whose record is another one */
export function readState(folder: string, repair: boolean): ArchiveState {
  const saved = repair ? null : readCheckpoint(folder);
  const goneOn = saved && new Reading(folder, null, saved);
  // What is wrong may have to do with what was read before.
  if (goneOn && !goneOn.state.isDoubted) return goneOn.state;
  return new Reading(folder, repair ? bodiesOf(folder) : null, null).state;
}

class Reading {
  readonly state: ArchiveState;
  private readonly known: Known;
  private readonly ends: Map<string, number>;
  private readonly missing = new Set<string>();
  private readonly records = new PlaceTable();
  private readonly sizes = new Map<string, number>();
  private damaged = 0;
  private lost = 0;

  constructor(
    private readonly folder: string,
    private readonly whole: ReadonlyMap<string, string> | null,
    saved: ReturnType<typeof readCheckpoint>,
  ) {
    const path = manifestOf(folder);
    this.known = new Known(path, saved?.known);
    this.ends = new Map(Object.entries(saved?.ends ?? {}));
    const from = saved?.end ?? 0;
    for (const { at, line } of manifestLines(path, from)) this.take(line, at);
    for (const url of this.missing) this.known.forget(url);
    const size = existsSync(path) ? statSync(path).size : 0;
    this.state = {
      known: this.known,
      sum: size === from ? (saved?.sum ?? 0) : (checksum(path, from, size, saved?.sum) ?? 0),
      missing: this.missing,
      ends: this.ends,
      isDoubted: whole !== null || this.damaged > 0 || this.lost > 0,
      isKnown: (warc, offset) => this.records.get(RECORD, `${warc} ${offset}`) !== undefined,
      isThere: (record) => this.isThere(record, record.digest),
      lists: saved?.lists ?? null,
      isBehind: size > from,
      notes: this.notes(),
    };
  }

  private take(line: Entry | Aside | null, at: number): void {
    if (line === null) {
      this.damaged += 1;
      return;
    }
    const { end, tail = WARC_NAME } = line;
    const isTold =
      "aside" in line ? this.isThere(line.aside, line.aside.digest) : this.isThere(line, line.sha256);
    if (!this.reach(tail, end) || !isTold) {
      this.lost += 1;
      if ("url" in line) this.missing.add(line.url);
      return;
    }
    const record = "aside" in line ? line.aside : line.record;
    if (record) this.records.set(RECORD, `${record.warc ?? WARC_NAME} ${record.offset}`, at);
    if ("url" in line) this.missing.delete(line.url);
    this.known.remember(line, at);
  }

  /** What a line tells of is there to be read. Files of workers are theirs to prove. */
  private isThere(
    { warc = WARC_NAME, offset, length = 0 }: Pick<Entry, "warc" | "offset" | "length">,
    digest: string | undefined,
  ): boolean {
    if (offset === undefined) return true;
    if (!this.reach(warc, offset + length)) return false;
    return this.whole === null || warc.includes("/") || this.whole.get(`${warc} ${offset}`) === digest;
  }

  /** True where a WARC has bytes up to a place: it has to have them from now on. */
  private reach(warc: string, end: number): boolean {
    let size = this.sizes.get(warc);
    // Files grow.
    if (size === undefined || end > size) {
      size = statSync(join(this.folder, warc), { throwIfNoEntry: false })?.size ?? 0;
      this.sizes.set(warc, size);
    }
    if (end > size) return false;
    if (end > (this.ends.get(warc) ?? 0)) this.ends.set(warc, end);
    return true;
  }

  private notes(): string[] {
    const { damaged, lost } = this;
    return [
      ...(damaged > 0 ? [`${damaged} lines of the manifest were damaged and are left out`] : []),
      ...(lost > 0
        ? [`${lost} lines of the manifest tell of records that are not there: they are left out`]
        : []),
    ];
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
