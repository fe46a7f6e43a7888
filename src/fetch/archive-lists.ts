// The lists beside the WARC files of an archive: its manifest for people, and its index for programs. They are written anew
// only where they are not what they were, or there is more to tell.
// Must not know how either is kept while a crawl goes on.
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { replaceByPieces } from "../store/checked-file.ts";
import { checksum } from "../store/checksum.ts";
import { firstCellsTell, rowsWhere } from "../store/csv-rows.ts";
import { putLines } from "../store/sorted-file.ts";
import { csvText } from "../text/csv.ts";
import { cdxjLine } from "./cdxj.ts";
import type { ListsWritten } from "./checkpoint.ts";
import type { RecordLine } from "./entry.ts";
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
  const told = before?.manifest === manifest ? before : null;
  const known = before?.index === records ? before : null;
  if (told && told === known && told.end === end) return told;
  const lines = recordLines(folder, known?.end ?? 0, isThere);
  return { end, manifest: writeManifest(csv, entries, told), index: putLines(index, known !== null, lines) };
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

/** @param before what is there, where that may be kept. @returns the sum of what is there now */
function writeManifest(path: string, entries: KnownEntries, before: ListsWritten | null): number {
  const told = before && firstCellsTell(path) ? before.end : null;
  let sum = 0;
  const counted = function* (): Generator<Buffer> {
    for (const piece of rowsOf(path, entries, told)) {
      sum = crc32(piece, sum);
      yield piece;
    }
  };
  replaceByPieces(path, counted());
  return sum;
}

/** @param told up to where in the manifest of the archive the rows that are there tell it; null where they are not to be kept */
function* rowsOf(path: string, entries: KnownEntries, told: number | null): Generator<Buffer> {
  yield Buffer.from(csvText([COLUMNS]));
  if (told !== null) yield* rowsWhere(path, (url) => entries.endedBefore(url, told));
  for (const entry of entries.values(told ?? 0))
    yield Buffer.from(csvText([COLUMNS.map((column) => entry[column] ?? "")]));
}
