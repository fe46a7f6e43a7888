// The archive of a crawl: WARC files of gzipped records, a manifest of every address, and an index. Written so that a
// kill at any moment loses at most the responses in flight and leaves files that any WARC tool reads.
// Must not know the network.
import { existsSync, fdatasync as fdatasyncThen } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { sha256 as digestOf } from "../store/digest.ts";
import { type Lock, lockFolder } from "../store/lock.ts";
import { ArchiveError } from "./archive-error.ts";
import { writeLists } from "./archive-lists.ts";
import { type ArchiveState, readState } from "./archive-state.ts";
import { type ListsWritten, writeCheckpoint } from "./checkpoint.ts";
import { type Aside, type Entry, type Origin, type RecordLine, standing } from "./entry.ts";
import type { Known, KnownEntries } from "./known.ts";
import { Manifest, manifestOf } from "./manifest.ts";
import type { Response } from "./response.ts";
import { type Finder, placeOf, recordLine, takeUp, toldBy } from "./taken-up.ts";
import { recordsIn } from "./warc-file.ts";
import { FULL, WARC_NAME, WarcFiles, type WarcOptions, warcNames } from "./warc-files.ts";
import { packedResponse, warcDate } from "./warc-record.ts";

const fdatasync = promisify(fdatasyncThen);

export interface ArchiveOptions extends WarcOptions {
  /** Takes up whatever WARC is there, also one that nothing is known of. */
  readonly repair: boolean;
}

export const ARCHIVE_OPTIONS: ArchiveOptions = { repair: false, full: FULL, facts: [] };
/** Lines between two times that the disk is made to hold them: a power cut loses no more, a kill loses none. */
const LINES_IN_MEMORY = 64;
/** Lines after which there is a new checkpoint: so many at least, and so great a part of what is known. */
const CHECKPOINT_LINES = 20_000;
const CHECKPOINT_SHARE = 0.25;

export class Archive {
  /** What was wrong with the archive when it was opened, a sentence each. */
  readonly notes: string[] = [];
  private readonly state: ArchiveState;
  private readonly known: Known;
  private readonly files: WarcFiles;
  private readonly manifest: Manifest;
  private lists: ListsWritten | null;
  private unsynced = 0;
  private unsaved = 0;
  private syncing: Promise<unknown> | null = null;
  private failure: Error | null = null;

  /**
   * Opens an archive, or begins one; it is this process's until it is closed.
   * @throws ArchiveError, LockedError, WriteError
   */
  static async open(folder: string, options: Partial<ArchiveOptions> = {}): Promise<Archive> {
    const lock = await lockFolder(folder);
    try {
      return new Archive(folder, lock, { ...ARCHIVE_OPTIONS, ...options });
    } catch (error) {
      await lock.release();
      throw error;
    }
  }

  private constructor(
    readonly folder: string,
    private readonly lock: Lock,
    options: ArchiveOptions,
  ) {
    const path = manifestOf(folder);
    const warcs = warcNames(folder);
    const holds = warcs.some((name) => existsSync(join(folder, name)));
    if (holds && !existsSync(path) && !options.repair) {
      throw new ArchiveError(
        `${folder}: holds a ${WARC_NAME} of which nothing is known here; gongkai fetch --repair ${folder} finds out what is in it`,
      );
    }
    this.files = new WarcFiles(folder, options);
    this.state = readState(folder, options.repair);
    const { known, sum, missing, ends, isDoubted, isBehind, notes } = this.state;
    this.notes.push(...notes);
    this.known = known;
    this.lists = this.state.lists;
    this.manifest = new Manifest(path, sum);
    for (const warc of warcs) this.takeUp(warc, isDoubted ? 0 : (ends.get(warc) ?? 0));
    for (const url of missing)
      if (!known.get(url))
        this.note({ url, outcome: "failed", reason: "lost", at: new Date().toISOString() });
    if (isBehind) this.save();
  }

  /** How every address stands. */
  get entries(): KnownEntries {
    return this.known;
  }

  /** What ends from now on is of a run, of which `before` and `ended` tell. */
  beginRun(): Pick<Known, "before" | "ended"> {
    this.known.beginRun(this.manifest.end);
    return this.known;
  }

  /** Learns what stands in a WARC from a place on. */
  private takeUp(warc: string, from: number): void {
    const size = this.files.sizeOf(warc);
    if (from >= size) return;
    const add = (line: Entry | Aside) => this.remember(line, this.manifest.add(line));
    const finder: Finder = {
      held: (sha256) => this.known.recordOf(sha256),
      isKnown: this.state.isKnown,
      entry: (entry, end) => add({ ...entry, end, tail: warc }),
      aside: (aside, end) => add({ aside, end, tail: warc }),
      lost: (at, to, isEnd) => {
        if (isEnd && warc === this.files.name) {
          this.files.putAside(at, to);
          this.notes.push(
            `the last ${to - at} bytes of ${warc} are no whole record: they stand in ${warc}.rest`,
          );
        } else this.notes.push(`bytes ${at} to ${to} of ${warc} cannot be read`);
      },
    };
    const found = takeUp(join(this.folder, warc), warc, from, size, finder);
    if (found > 0)
      this.notes.push(`${found} records of the WARC that the manifest did not know were taken up`);
  }

  /** Keeps a response with its request, if it has one, as captured at a time; one is kept after the other. Bytes that are known already are kept as a revisit, or not at all. */
  keep(origin: Origin, response: Response, at: Date, more: Partial<Entry> = {}): Entry {
    const sha256 = digestOf(response.body);
    const known = this.known.recordOf(sha256);
    const before = this.entries.get(origin.url);
    const told = {
      ...origin,
      status: response.status,
      at: (origin.captured === undefined ? at : new Date()).toISOString(),
      sha256,
      ...toldBy(response, origin.url),
      ...more,
    };
    if (known && before?.sha256 === sha256)
      return this.note({ ...told, outcome: "unchanged", ...placeOf(known) });
    // A file of records can be read by itself: it repeats none of another one.
    const isHere = this.checked(() => this.files.current()) === (known?.warc ?? WARC_NAME);
    const here = isHere && !response.drawn ? known : undefined;
    const record = this.append(response, warcDate(at), here, sha256);
    const changed = before?.sha256 !== undefined && before.sha256 !== sha256;
    return this.note({
      outcome: changed ? "changed" : known ? "duplicate" : "fetched",
      ...told,
      ...placeOf(here ?? record),
      record,
    });
  }

  /** Keeps what stands beside the addresses: a redirect, a refusal, a robots.txt. */
  keepAside(response: Response, at: Date): void {
    const sha256 = digestOf(response.body);
    this.checked(() => this.files.current());
    const aside = this.append(response, warcDate(at), undefined, sha256);
    this.add({ aside, end: this.files.end, tail: this.files.name });
  }

  /** Takes up a record that stands in another one's WARC. */
  joinAside(aside: RecordLine): void {
    this.add({ aside, end: this.files.end, tail: this.files.name });
  }

  /** Writes how an address ended, with what was known of it before. */
  note(entry: Omit<Entry, "end" | "tail">): Entry {
    const before = this.entries.get(entry.url);
    const end = { end: this.files.end, tail: this.files.name };
    const line: Entry = { ...(entry.sha256 === undefined ? standing(before) : {}), ...entry, ...end };
    this.add(line);
    return line;
  }

  private add(line: Entry | Aside): void {
    this.remember(
      line,
      this.checked(() => this.manifest.add(line)),
    );
    this.unsynced += 1;
    if (this.unsynced >= LINES_IN_MEMORY) this.syncSoon();
    this.unsaved += 1;
    if (this.unsaved >= Math.max(CHECKPOINT_LINES, CHECKPOINT_SHARE * this.known.size))
      this.checked(() => this.save());
  }

  private append(
    response: Response,
    date: string,
    known: RecordLine | undefined,
    sha256: string,
  ): RecordLine {
    const records = packedResponse(response, date, known, sha256);
    const offset = this.checked(() => this.files.append(records));
    const { url } = response;
    const place = { url, date, warc: this.files.name, offset, length: records[0].length };
    return recordLine(place, response, sha256, known !== undefined);
  }

  /** Nothing is kept after the first write that failed. */
  private checked<T>(write: () => T): T {
    if (this.failure) throw this.failure;
    try {
      return write();
    } catch (error) {
      this.failure = error as Error;
      throw error;
    }
  }

  /** True for a capture of another archive that is kept, however its address stands now. */
  hasCapture(captured: string, url: string): boolean {
    return this.known.hasCapture(captured, url);
  }

  /** The response kept of an address; null when there is none, or not the one that was kept. */
  read(url: string, entry = this.entries.get(url)): Response | null {
    return entry ? responseOf(this.folder, entry) : null;
  }

  /** Writes the manifest as CSV and the index, whole, beside the WARC. @returns how many addresses there are bytes of */
  async close(): Promise<number> {
    try {
      await this.syncing;
      if (this.failure) throw this.failure;
      const { folder, known, manifest, lists, state } = this;
      this.lists = writeLists(folder, known, lists, manifest.end, state.isThere);
      if (this.lists !== lists) this.save();
      return known.kept;
    } finally {
      this.files.close();
      this.manifest.close();
      this.known.letGo();
      await this.lock.release();
    }
  }

  private syncSoon(): void {
    this.unsynced = 0;
    // Lines that the disk holds before their records do are not counted when the archive is opened again.
    this.syncing ??= Promise.all([this.files.sync(), fdatasync(this.manifest.descriptor)]).finally(() => {
      this.syncing = null;
    });
  }

  private remember(line: Entry | Aside, at: number): void {
    const { ends } = this.state;
    const { end, tail = WARC_NAME } = line;
    const record = "aside" in line ? line.aside : line.record;
    if (end > (ends.get(tail) ?? 0)) ends.set(tail, end);
    // What other archives' files hold, those of workers, has to stay there as well.
    const last = record ? record.offset + record.length : 0;
    if (record?.warc !== undefined && last > (ends.get(record.warc) ?? 0)) ends.set(record.warc, last);
    this.known.remember(line, at);
  }

  private save(): void {
    const { manifest, known, lists, state } = this;
    const { end, sum } = manifest;
    const ends = Object.fromEntries(state.ends);
    writeCheckpoint(this.folder, { end, sum, ends, lists }, known);
    this.unsaved = 0;
  }
}

/** What a line of a manifest tells of, from the WARC; null when it is not there, or not what was kept. */
export function responseOf(folder: string, entry: Entry): Response | null {
  const { url, warc = WARC_NAME, offset, length, sha256, finalUrl } = entry;
  const path = join(folder, warc);
  if (offset === undefined || length === undefined || !existsSync(path)) return null;
  for (const one of recordsIn(path, offset)) {
    if (one.kind === "lost" || one.offset !== offset || one.sha256 !== sha256) return null;
    return one.response && { ...one.response, url: finalUrl ?? url };
  }
  return null;
}
