// What is known of addresses and bodies: where in a manifest the lines stand that tell it, and not the lines, which are read
// when they are asked for. Must not know the WARC, nor how the places are kept.
import { LineReader } from "../store/file-lines.ts";
import { PlaceTable } from "../store/place-table.ts";
import { ArchiveError } from "./archive-error.ts";
import type { Aside, Entry, RecordLine } from "./entry.ts";
import { type Facts, factsOf, isKept } from "./facts.ts";
import { manifestLines, unproved } from "./manifest.ts";

/** How addresses stand: by the last line of each. */
export interface KnownEntries {
  /** How many there are. */
  readonly size: number;
  get(url: string): Entry | undefined;
  /** What is to be known of one without a look at its line. */
  factsOf(url: string): Facts | undefined;
  /** How many of them there are bytes of. */
  readonly kept: number;
  /** In the order in which they ended last. @param from only those that ended behind a place in the manifest */
  values(from?: number): Iterable<Entry>;
  /** True where an address ended last before a place in the manifest. */
  endedBefore(url: string, place: number): boolean;
}

/** Kinds of what is looked up. */
const [ADDRESS, BODY, CAPTURE] = [1, 2, 3] as const;
const captureKey = (captured: string, url: string) => `${captured} ${url}`;

/** A table, how many addresses it has, and of how many of them there are bytes. */
export interface Saved {
  readonly table: PlaceTable;
  readonly size: number;
  readonly kept: number;
}

export class Known implements KnownEntries {
  /** Where this run began, and where the lines before it stand of addresses that ended anew since. */
  private run = 0;
  private readonly earlier = new PlaceTable();
  private readonly lines: LineReader;

  readonly table: PlaceTable;
  size: number;
  kept: number;

  /** @param path of the manifest. @param saved what was known before */
  constructor(
    private readonly path: string,
    { table, size, kept }: Saved = { table: new PlaceTable(), size: 0, kept: 0 },
  ) {
    this.lines = new LineReader(path);
    this.table = table;
    this.size = size;
    this.kept = kept;
  }

  get(url: string): Entry | undefined {
    return this.entryAt(this.table.get(ADDRESS, url), url);
  }

  factsOf(url: string): Facts | undefined {
    return this.table.markOf(ADDRESS, url);
  }

  endedBefore(url: string, place: number): boolean {
    const at = this.table.get(ADDRESS, url);
    return at !== undefined && at < place;
  }

  *values(from = 0): Generator<Entry> {
    for (const { at, line } of manifestLines(this.path, from))
      if (line && "url" in line && this.table.get(ADDRESS, line.url) === at) yield line;
  }

  /** The record that holds a body. */
  recordOf(sha256: string): RecordLine | undefined {
    const at = this.table.get(BODY, sha256);
    const line = at === undefined ? undefined : this.lineAt(at);
    return line && "url" in line && line.sha256 === sha256 ? line.record : undefined;
  }

  /** True for a capture of another archive that is kept, however its address stands now. */
  hasCapture(captured: string, url: string): boolean {
    const line = this.entryAt(this.table.get(CAPTURE, captureKey(captured, url)), url);
    return line !== undefined && line.captured === captured && line.outcome !== "failed";
  }

  /** Takes a line that stands in the manifest, behind all that were taken before. */
  remember(line: Entry | Aside, at: number): void {
    if ("aside" in line) return;
    const { url, sha256, record, captured } = line;
    const before = this.table.get(ADDRESS, url);
    if (before === undefined) this.size += 1;
    else if (before < this.run) this.earlier.set(ADDRESS, url, before);
    const facts = factsOf(line);
    this.kept += (isKept(facts) ? 1 : 0) - this.keptOf(url);
    this.table.set(ADDRESS, url, at, facts);
    if (captured !== undefined) this.table.set(CAPTURE, captureKey(captured, url), at);
    if (record && sha256 !== undefined && !record.isRevisit) this.table.set(BODY, sha256, at);
  }

  /** An address is as if it had never been met. */
  forget(url: string): void {
    if (this.table.get(ADDRESS, url) === undefined) return;
    this.kept -= this.keptOf(url);
    this.table.forget(ADDRESS, url);
    this.size -= 1;
  }

  private keptOf(url: string): 0 | 1 {
    return isKept(this.factsOf(url) ?? 0) ? 1 : 0;
  }

  /** What ends from now on is of a new run. @param at where the manifest ends */
  beginRun(at: number): void {
    this.run = at;
  }

  /** How an address stood before this run. */
  before(url: string): Entry | undefined {
    const now = this.table.get(ADDRESS, url);
    return this.entryAt(now !== undefined && now < this.run ? now : this.earlier.get(ADDRESS, url), url);
  }

  /** How addresses and captures ended in this run, each once. */
  *ended(): Generator<Entry> {
    for (const { at, line } of manifestLines(this.path, this.run)) {
      if (!line || !("url" in line)) continue;
      const { captured, url } = line;
      const last =
        captured === undefined
          ? this.table.get(ADDRESS, url)
          : this.table.get(CAPTURE, captureKey(captured, url));
      if (last === at) yield line;
    }
  }

  /** Lets go of the file that lines are read from. */
  letGo(): void {
    this.lines.letGo();
  }

  /** A line that was proved before. @throws ArchiveError when it is none any more */
  private lineAt(at: number): Entry | Aside {
    const line = unproved<Entry | Aside>(this.lines.lineAt(at).toString("utf8"));
    if (line) return line;
    throw new ArchiveError(
      `${this.path}: what stood at byte ${at} is damaged; gongkai fetch --repair makes it anew`,
    );
  }

  private entryAt(at: number | undefined, url: string): Entry | undefined {
    const line = at === undefined ? undefined : this.lineAt(at);
    return line && "url" in line && line.url === url ? line : undefined;
  }
}
