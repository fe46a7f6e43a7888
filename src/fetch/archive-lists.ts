// The lists beside the WARC files of an archive: its manifest for people, and its index for programs. They are written anew
// only where they are not what they were, or there is more to tell.
// Must not know how either is kept while a crawl goes on.
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { replaceByPieces } from "../store/checked-file.ts";
import { checksum } from "../store/checksum.ts";
import { putLines } from "../store/sorted-file.ts";
import { csvText } from "../text/csv.ts";
import { cdxjLine } from "./cdxj.ts";
import type { ListsWritten } from "./checkpoint.ts";
import type { Entry, RecordLine } from "./entry.ts";
import type { KnownEntries } from "./known.ts";
import { manifestLines, manifestOf } from "./manifest.ts";
import { WARC_NAME } from "./warc-files.ts";

const COLUMNS = [
  "url",
  "outcome",
  "reason",
  "status",
  "at",
  "type",
  "mediaType",
  "sha256",
  "finalUrl",
  "from",
  "kind",
  "depth",
  "offset",
  "length",
  "year",
  "title",
  "warc",
  "captured",
  "lax",
] as const;

/**
 * Writes `manifest.csv` and `index.cdxj`, whole.
 * @param before as they were written last
 * @param end of the manifest
 * @param isThere whether a record is
 * @returns `before` where nothing was to be written. @throws WriteError
 */
export function writeLists(
  folder: string,
  entries: KnownEntries,
  before: ListsWritten | null,
  end: number,
  isThere: (record: RecordLine) => boolean,
): ListsWritten {
  const [csv, index] = [join(folder, "manifest.csv"), join(folder, "index.cdxj")];
  const [manifest, records] = [csv, index].map(sumOf);
  if (before?.end === end && before.manifest === manifest && before.index === records) return before;
  const known = before !== null && before.index === records ? before : null;
  const lines = recordLines(folder, known?.end ?? 0, isThere);
  return { end, ...writeManifest(csv, entries), index: putLines(index, known !== null, lines) };
}

function sumOf(path: string): number | null {
  return existsSync(path) ? checksum(path, 0, statSync(path).size) : null;
}

function* recordLines(
  folder: string,
  from: number,
  isThere: (record: RecordLine) => boolean,
): Generator<string> {
  for (const { line } of manifestLines(manifestOf(folder), from)) {
    const record = line && ("aside" in line ? line.aside : line.record);
    if (record && !record.isDrawn && isThere(record)) yield cdxjLine(record, WARC_NAME);
  }
}

function writeManifest(path: string, entries: KnownEntries): { manifest: number; kept: number } {
  let [manifest, kept] = [0, 0];
  const lines = function* (): Generator<Buffer> {
    yield Buffer.from(csvText([COLUMNS]));
    for (const entry of entries.values()) {
      if (entry.offset !== undefined) kept += 1;
      yield Buffer.from(csvText([valuesOf(entry)]));
    }
  };
  const counted = function* (): Generator<Buffer> {
    for (const line of lines()) {
      manifest = crc32(line, manifest);
      yield line;
    }
  };
  replaceByPieces(path, counted());
  return { manifest, kept };
}

function valuesOf(entry: Entry): (string | number)[] {
  return COLUMNS.map((column) => entry[column] ?? "");
}
