// What stands in the WARC files of an archive and its manifest does not know, after a kill or where the manifest was lost: it is
// taken up. A rest that is no record is put aside, never thrown away.
// Must not know how the archive goes on.
import { sniff } from "../read/sniff.ts";
import type { Entry, RecordLine } from "./entry.ts";
import { header, type Response, unpackedBody } from "./response.ts";
import { type FoundRecord, recordsIn } from "./warc-file.ts";

export interface Finder {
  /** Bodies known by their digests. */
  held(sha256: string): RecordLine | undefined;
  /** True for places whose records are known. */
  isKnown(warc: string, offset: number): boolean;
  entry(entry: Omit<Entry, "end" | "tail">, end: number): void;
  aside(record: RecordLine, end: number): void;
  lost(from: number, to: number, isEnd: boolean): void;
}

/** @returns how many records were not known */
export function takeUp(path: string, warc: string, from: number, size: number, finder: Finder): number {
  let found = 0;
  for (const one of recordsIn(path, from)) {
    if (one.kind === "lost") {
      finder.lost(one.from, one.to, one.to === size && one.because === "cut");
      continue;
    }
    if (one.response === null || finder.isKnown(warc, one.offset)) continue;
    found += 1;
    const record = lineOf(one, one.response, warc);
    const entry = entryOf(record, one.response, finder);
    if (entry) finder.entry(entry, one.end);
    else finder.aside(record, one.end);
  }
  return found;
}

function lineOf(
  { sha256, date, offset, end, isRevisit }: FoundRecord,
  response: Response,
  warc: string,
): RecordLine {
  const place = { url: response.url, date, warc, offset, length: end - offset };
  return recordLine(place, response, sha256, isRevisit);
}

/** What an index tells of a record. */
export function recordLine(
  place: Pick<RecordLine, "url" | "date" | "warc" | "offset" | "length">,
  response: Response,
  digest: string,
  isRevisit: boolean,
): RecordLine {
  const mime = header(response, "content-type")
    .replace(/[;\s].*$/s, "")
    .toLowerCase();
  return {
    ...place,
    ...(response.requestMethod === undefined ? {} : { post: response.requestBody ?? "" }),
    status: response.status,
    ...(mime === "" ? {} : { mime }),
    digest,
    ...(isRevisit ? { isRevisit } : {}),
    ...(response.drawn ? { isDrawn: true } : {}),
  };
}

/** Null for what stands beside the addresses, and for what repeats a record that is lost. */
function entryOf(record: RecordLine, response: Response, finder: Finder): Omit<Entry, "end" | "tail"> | null {
  const { url, date, digest = "", isRevisit = false } = record;
  const held = isRevisit ? finder.held(digest) : record;
  if (response.status !== 200 || isRobots(url) || !held) return null;
  return {
    url,
    outcome: isRevisit ? "duplicate" : "fetched",
    status: response.status,
    at: date,
    sha256: digest,
    ...(isRevisit ? {} : toldBy(response, url)),
    ...placeOf(held),
    record,
  };
}

export function placeOf({ warc, offset, length }: RecordLine): Pick<Entry, "warc" | "offset" | "length"> {
  return { ...(warc === undefined ? {} : { warc }), offset, length };
}

export function isRobots(url: string): boolean {
  return URL.canParse(url) && new URL(url).pathname === "/robots.txt";
}

/** What a response tells of itself. */
export function toldBy(response: Response, asked: string): Partial<Entry> {
  const text = (name: string) => (header(response, name) === "" ? undefined : header(response, name));
  const [etag, lastModified, mediaType] = [text("etag"), text("last-modified"), text("content-type")];
  return {
    type: sniff(unpackedBody(response) ?? new Uint8Array()),
    ...(mediaType === undefined ? {} : { mediaType }),
    ...(etag === undefined ? {} : { etag }),
    ...(lastModified === undefined ? {} : { lastModified }),
    ...(response.url === asked ? {} : { finalUrl: response.url }),
    ...(response.lax === undefined ? {} : { lax: response.lax }),
  };
}
