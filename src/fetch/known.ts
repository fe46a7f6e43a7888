// What is known of addresses and bodies: where in a manifest the lines stand that tell it, and not the lines, which are read
// when they are asked for. Must not know the WARC, nor how the places are kept.
import { LineReader } from "../store/file-lines.ts";
import { PlaceTable } from "../store/place-table.ts";
import { ArchiveError } from "./archive-error.ts";
import type { Aside, Entry, RecordLine } from "./entry.ts";
import { manifestLines, unproved } from "./manifest.ts";

/** How addresses stand: by the last line of each. */
export interface KnownEntries {
  /** How many there are. */
  readonly size: number;
  get(url: string): Entry | undefined;
  /** In the order in which they ended last. */
  values(): Iterable<Entry>;
}

const ofAddress = (url: string) => `u${url}`;
const ofBody = (sha256: string) => `b${sha256}`;
const ofCapture = (captured: string, url: string) => `c${captured} ${url}`;

export class Known implements KnownEntries {
  /** Where this run began, and where the lines before it stand of addresses that ended anew since. */
  private run = 0;
  private readonly earlier = new PlaceTable();
  private readonly lines: LineReader;

  /** @param path of the manifest. @param size how many addresses the table has */
  constructor(
    private readonly path: string,
    readonly table = new PlaceTable(),
    public size = 0,
  ) {
    this.lines = new LineReader(path);
  }

  get(url: string): Entry | undefined {
    return this.entryAt(this.table.get(ofAddress(url)), url);
  }

  *values(): Generator<Entry> {
    for (const { at, line } of manifestLines(this.path))
      if (line && "url" in line && this.table.get(ofAddress(line.url)) === at) yield line;
  }

  /** The record that holds a body. */
  recordOf(sha256: string): RecordLine | undefined {
    const at = this.table.get(ofBody(sha256));
    const line = at === undefined ? undefined : this.lineAt(at);
    return line && "url" in line && line.sha256 === sha256 ? line.record : undefined;
  }

  /** True for a capture of another archive that is kept, however its address stands now. */
  hasCapture(captured: string, url: string): boolean {
    const line = this.entryAt(this.table.get(ofCapture(captured, url)), url);
    return line !== undefined && line.captured === captured && line.outcome !== "failed";
  }

  /** Takes a line that stands in the manifest, behind all that were taken before. */
  remember(line: Entry | Aside, at: number): void {
    if ("aside" in line) return;
    const { url, sha256, record, captured } = line;
    const key = ofAddress(url);
    const before = this.table.get(key);
    if (before === undefined) this.size += 1;
    else if (before < this.run) this.earlier.set(key, before);
    this.table.set(key, at);
    if (captured !== undefined) this.table.set(ofCapture(captured, url), at);
    if (record && sha256 !== undefined && !record.isRevisit) this.table.set(ofBody(sha256), at);
  }

  /** An address is as if it had never been met. */
  forget(url: string): void {
    if (this.table.get(ofAddress(url)) === undefined) return;
    this.table.forget(ofAddress(url));
    this.size -= 1;
  }

  /** What ends from now on is of a new run. @param at where the manifest ends */
  beginRun(at: number): void {
    this.run = at;
  }

  /** How an address stood before this run. */
  before(url: string): Entry | undefined {
    const key = ofAddress(url);
    const now = this.table.get(key);
    return this.entryAt(now !== undefined && now < this.run ? now : this.earlier.get(key), url);
  }

  /** How addresses and captures ended in this run, each once. */
  *ended(): Generator<Entry> {
    for (const { at, line } of manifestLines(this.path, this.run)) {
      if (!line || !("url" in line)) continue;
      const { captured, url } = line;
      const key = captured === undefined ? ofAddress(url) : ofCapture(captured, url);
      if (this.table.get(key) === at) yield line;
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
