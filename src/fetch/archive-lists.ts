// The lists beside the WARC files of an archive: its manifest for people, and its index for programs.
// Must not know how either is kept while a crawl goes on.
import { join } from "node:path";
import { replaceWhole } from "../store/checked-file.ts";
import { csvText } from "../text/csv.ts";
import { cdxjLines } from "./cdxj.ts";
import type { Entry, RecordLine } from "./entry.ts";
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

/** Writes `manifest.csv` and `index.cdxj`, whole. @throws WriteError */
export function writeLists(folder: string, entries: Iterable<Entry>, records: Iterable<RecordLine>): void {
  const lines = [...entries].map((entry) => COLUMNS.map((column) => entry[column] ?? ""));
  replaceWhole(join(folder, "manifest.csv"), csvText([COLUMNS, ...lines]));
  replaceWhole(join(folder, "index.cdxj"), cdxjLines(records, WARC_NAME).join(""));
}
