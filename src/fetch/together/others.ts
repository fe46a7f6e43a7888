// What others know who work on the same archive: the lines of their manifests, read on from where they were read last.
// Must not know claims, nor what is done with what they know.
import { existsSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { readCheckpoint } from "../checkpoint.ts";
import type { Entry, RecordLine } from "../entry.ts";
import { Known } from "../known.ts";
import { manifestLines, manifestOf } from "../manifest.ts";
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

/** Another archive, as far as its manifest was read. */
interface Other {
  readonly archive: string;
  readonly known: Known;
  end: number;
}

export class Others {
  private readonly all = new Map<string, Other>();

  /** @param own the folder of the archive that all others are others to */
  constructor(
    private readonly folder: string,
    private readonly own: string,
  ) {}

  /** What was written last of an address, whoever wrote it. */
  get(url: string): Entry | undefined {
    let last: Entry | undefined;
    for (const { archive, known } of this.all.values()) {
      const entry = known.get(url);
      if (entry && (!last || last.at <= entry.at)) last = seenFrom(this.own, archive, entry);
    }
    return last;
  }

  /** Learns what others have written since. */
  refresh(): void {
    const all = [this.folder, ...workerNames(this.folder).map((name) => join(workersOf(this.folder), name))];
    for (const one of all) if (one !== this.own) this.learn(one);
  }

  private learn(archive: string): void {
    const path = manifestOf(archive);
    const other = this.all.get(archive) ?? firstLook(archive, path);
    this.all.set(archive, other);
    for (const { at, end, line } of manifestLines(path, other.end)) {
      if (line) other.known.remember(line, at);
      other.end = end;
    }
  }
}

/** What is known up to its checkpoint, if it has one. */
function firstLook(archive: string, path: string): Other {
  const saved = readCheckpoint(archive);
  return { archive, known: new Known(path, saved?.known), end: saved?.end ?? 0 };
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
