// What others know who work on the same archive: the lines of their manifests, read on from where they were read last.
// Must not know claims, nor what is done with what they know.
import { existsSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import type { Aside, Entry, RecordLine } from "../entry.ts";
import { manifestOf, readManifest } from "../manifest.ts";
import { WARC_NAME } from "../warc-files.ts";

/** Where the workers of an archive keep what is theirs. */
export function workersOf(folder: string): string {
  return join(folder, "workers");
}

/** Names of the workers that an archive has or had. */
export function workerNames(folder: string): string[] {
  const place = workersOf(folder);
  // What begins with a dot is no worker's.
  return existsSync(place)
    ? readdirSync(place)
        .filter((name) => /^[^.]/.test(name))
        .sort()
    : [];
}

export class Others {
  private readonly entries = new Map<string, Entry>();
  private readonly read = new Map<string, number>();

  /** @param own the folder of the archive that all others are others to */
  constructor(
    private readonly folder: string,
    private readonly own: string,
  ) {}

  get(url: string): Entry | undefined {
    return this.entries.get(url);
  }

  /** Learns what others have written since. */
  refresh(): void {
    const all = [this.folder, ...workerNames(this.folder).map((name) => join(workersOf(this.folder), name))];
    for (const one of all) if (one !== this.own) this.learn(one);
  }

  private learn(archive: string): void {
    const { entries, end } = readManifest<Entry | Aside>(manifestOf(archive), this.read.get(archive) ?? 0);
    this.read.set(archive, end);
    for (const line of entries) {
      if (!("url" in line)) continue;
      const before = this.entries.get(line.url);
      if (!before || before.at <= line.at) this.entries.set(line.url, seenFrom(this.own, archive, line));
    }
  }
}

/** A line of another archive, with its WARC as it is found from this one. */
export function seenFrom(own: string, archive: string, line: Entry): Entry {
  const place = (warc: string | undefined) =>
    relative(own, join(archive, warc ?? WARC_NAME)).replaceAll("\\", "/");
  const { record } = line;
  return {
    ...line,
    ...(line.offset === undefined ? {} : { warc: place(line.warc) }),
    ...(record === undefined ? {} : { record: { ...record, warc: place(record.warc) } }),
  };
}

export function recordSeenFrom(own: string, archive: string, record: RecordLine): RecordLine {
  return { ...record, warc: relative(own, join(archive, record.warc ?? WARC_NAME)).replaceAll("\\", "/") };
}
