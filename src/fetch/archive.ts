// The archive of a crawl: one WARC file of gzipped records, a manifest of every address, and an index. Written so that a
// kill at any moment loses at most the responses in flight and leaves a file that any WARC tool reads.
// Must not know the network.
import { createHash } from "node:crypto";
import {
  closeSync,
  existsSync,
  fdatasync as fdatasyncThen,
  fsyncSync,
  ftruncateSync,
  openSync,
  readSync,
  renameSync,
  statSync,
} from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { WARCRecord, WARCSerializer } from "warcio";
import { sniff } from "../read/sniff.ts";
import { writeAll, writeWhole } from "../store/checked-file.ts";
import { type Lock, lockFolder } from "../store/lock.ts";
import { csvText } from "../text/csv.ts";
import { Manifest, readManifest } from "./manifest.ts";
import { header, type Response, unpackedBody } from "./response.ts";
import { type FoundRecord, recordsIn } from "./warc-file.ts";

const fdatasync = promisify(fdatasyncThen);

export type Outcome = "fetched" | "changed" | "unchanged" | "duplicate" | "gone" | "failed" | "skipped";

/** One line of the manifest: the last line of an address says how things stand. */
export interface Entry {
  readonly url: string;
  readonly outcome: Outcome;
  /** From a closed list: why it is failed or skipped. */
  readonly reason?: string;
  readonly status?: number;
  readonly at: string;
  /** Of the body as it was sent. */
  readonly sha256?: string;
  /** The container by content, and the type that the server told. */
  readonly type?: string;
  readonly mediaType?: string;
  readonly etag?: string;
  readonly lastModified?: string;
  /** Where the address led to, when that is another one. */
  readonly finalUrl?: string;
  /** The page that linked here, what the link promised, and how many links it is away from what was given. */
  readonly from?: string;
  readonly kind?: string;
  readonly depth?: number;
  /** What the page calls itself, or its link does, and the year that it names. */
  readonly title?: string;
  readonly year?: number;
  /** How many links it led to: where there are none, nothing is to be looked for again. */
  readonly leads?: number;
  /** Digest of what is to be read on the page, without what changes with every visit. */
  readonly content?: string;
  /** Where in the WARC the bytes stand: of these, or of the same ones kept before. */
  readonly offset?: number;
  readonly length?: number;
  /** The record itself, when this line wrote one. */
  readonly record?: {
    readonly url: string;
    readonly date: string;
    readonly offset: number;
    readonly length: number;
  };
  /** Where the WARC ends after this line. */
  readonly end: number;
}

/** What is known of an address before it is asked for. */
export type Origin = Pick<Entry, "url" | "from" | "kind" | "depth" | "title" | "year" | "leads" | "content">;

interface Kept {
  readonly url: string;
  readonly date: string;
  readonly offset: number;
  readonly length: number;
}

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
] as const;
export const WARC_NAME = "crawl.warc.gz";
/** Lines between two times that the disk is made to hold them: a power cut loses no more, a kill loses none. */
const LINES_IN_MEMORY = 64;

/** An archive that cannot be gone on with: the message says what to do. */
export class ArchiveError extends Error {
  override readonly name = "ArchiveError";
}

export class Archive {
  readonly entries = new Map<string, Entry>();
  /** What was wrong with the archive when it was opened, a sentence each. */
  readonly notes: string[] = [];
  private readonly kept = new Map<string, Kept>();
  private readonly warc: number;
  private readonly warcPath: string;
  private readonly manifest: Manifest;
  private readonly records: Kept[] = [];
  private end = 0;
  private unsynced = 0;
  private syncing: Promise<unknown> | null = null;
  private failure: Error | null = null;

  /**
   * Opens an archive, or begins one; it is this process's until it is closed.
   * @param repair takes up whatever WARC is there, also one that nothing is known of
   * @throws ArchiveError, LockedError, WriteError
   */
  static async open(folder: string, repair = false): Promise<Archive> {
    const lock = await lockFolder(folder);
    try {
      return new Archive(folder, lock, repair);
    } catch (error) {
      await lock.release();
      throw error;
    }
  }

  private constructor(
    private readonly folder: string,
    private readonly lock: Lock,
    repair: boolean,
  ) {
    this.warcPath = join(folder, WARC_NAME);
    const manifest = join(folder, ".gongkai", "manifest.jsonl");
    const size = statSync(this.warcPath, { throwIfNoEntry: false })?.size ?? 0;
    const { entries, damaged } = readManifest<Entry>(manifest);
    if (size > 0 && !existsSync(manifest) && !repair) {
      throw new ArchiveError(
        `${folder}: holds a ${WARC_NAME} of which nothing is known here; gongkai fetch --repair ${folder} finds out what is in it`,
      );
    }
    if (damaged > 0) this.notes.push(`${damaged} lines of the manifest were damaged and are left out`);
    const whole = repair && size > 0 ? bodiesIn(this.warcPath) : null;
    let lost = 0;
    for (const entry of entries) {
      if (isWithin(entry, size) && isKept(entry, whole)) this.remember(entry);
      else {
        lost += 1;
        this.entries.delete(entry.url);
      }
      if (entry.end <= size) this.end = Math.max(this.end, entry.end);
    }
    if (lost > 0)
      this.notes.push(`${lost} lines of the manifest tell of records that are not there: they are left out`);
    this.manifest = new Manifest(manifest);
    this.warc = openSync(this.warcPath, existsSync(this.warcPath) ? "r+" : "w+");
    // Where lines are missing, any record may be one that they told of.
    if (size > 0) this.takeUp(repair || damaged > 0 || lost > 0 ? 0 : this.end, size);
    const gone = new Set(entries.map(({ url }) => url).filter((url) => !this.entries.has(url)));
    for (const url of gone)
      this.note({ url, outcome: "failed", reason: "lost", at: new Date().toISOString() });
  }

  /** Learns what stands in the WARC from a place on; a rest that is no record is put aside, never thrown away. */
  private takeUp(from: number, size: number): void {
    let found = 0;
    const have = new Set(this.records.map(({ offset }) => offset));
    for (const one of recordsIn(this.warcPath, from)) {
      if (one.kind === "lost") {
        if (one.to === size && one.because === "cut") this.putAside(one.from, size);
        else {
          this.notes.push(`bytes ${one.from} to ${one.to} of the WARC cannot be read`);
          this.end = Math.max(this.end, one.to);
        }
        continue;
      }
      this.end = Math.max(this.end, one.end);
      const entry = have.has(one.offset) ? null : this.entryOf(one);
      if (!entry) continue;
      found += 1;
      this.manifest.add(entry);
      this.remember(entry);
    }
    if (found > 0)
      this.notes.push(`${found} records of the WARC that the manifest did not know were taken up`);
  }

  private entryOf({ response, sha256, date, offset, end, isRevisit }: FoundRecord): Entry | null {
    if (response === null || response.status !== 200) return null;
    const length = end - offset;
    const held = isRevisit ? this.kept.get(sha256) : { offset, length };
    // What repeats a record that is lost holds nothing.
    if (!held) return null;
    return {
      url: response.url,
      outcome: isRevisit ? "duplicate" : "fetched",
      status: response.status,
      at: date,
      sha256,
      ...(isRevisit ? {} : toldBy(response, response.url)),
      offset: held.offset,
      length: held.length,
      record: { url: response.url, date, offset, length },
      end,
    };
  }

  private putAside(from: number, size: number): void {
    const rest = openSync(`${this.warcPath}.rest`, "a");
    const bytes = Buffer.alloc(size - from);
    readSync(this.warc, bytes, 0, bytes.length, from);
    writeAll(`${this.warcPath}.rest`, rest, bytes, null);
    fsyncSync(rest);
    closeSync(rest);
    ftruncateSync(this.warc, from);
    this.notes.push(
      `the last ${size - from} bytes of the WARC are no whole record: they stand in ${WARC_NAME}.rest`,
    );
  }

  /** Keeps a response with its request; one is kept after the other. Bytes that are known already are kept as a revisit, or not at all. */
  async keep(origin: Origin, response: Response, at: Date): Promise<Entry> {
    const sha256 = createHash("sha256").update(response.body).digest("hex");
    const known = this.kept.get(sha256);
    const before = this.entries.get(origin.url);
    const told = {
      ...origin,
      status: response.status,
      at: at.toISOString(),
      sha256,
      ...toldBy(response, origin.url),
    };
    if (known && before?.sha256 === sha256) {
      return this.note({ ...told, outcome: "unchanged", offset: known.offset, length: known.length });
    }
    const date = `${at.toISOString().slice(0, 19)}Z`;
    const pieces = await packed(response, date, known, sha256);
    const offset = this.end;
    this.append(Buffer.concat(pieces));
    const length = pieces[0]?.length ?? 0;
    const changed = before?.sha256 !== undefined && before.sha256 !== sha256;
    return this.note({
      ...told,
      outcome: changed ? "changed" : known ? "duplicate" : "fetched",
      offset: known?.offset ?? offset,
      length: known?.length ?? length,
      record: { url: response.url, date, offset, length },
    });
  }

  /** Writes how an address ended, with what was known of it before. */
  note(entry: Omit<Entry, "end">): Entry {
    const before = this.entries.get(entry.url);
    const line: Entry = { ...(entry.sha256 === undefined ? standing(before) : {}), ...entry, end: this.end };
    this.checked(() => this.manifest.add(line));
    this.unsynced += 1;
    if (this.unsynced >= LINES_IN_MEMORY) this.syncSoon();
    this.remember(line);
    return line;
  }

  private append(bytes: Uint8Array): void {
    this.checked(() => writeAll(this.warcPath, this.warc, bytes, this.end));
    this.end += bytes.length;
  }

  /** Nothing is kept after the first write that failed. */
  private checked(write: () => void): void {
    if (this.failure) throw this.failure;
    try {
      write();
    } catch (error) {
      this.failure = error as Error;
      throw error;
    }
  }

  /** The response kept of an address; null when there is none, or not the one that was kept. */
  async read(url: string): Promise<Response | null> {
    const entry = this.entries.get(url);
    if (entry?.offset === undefined || entry.length === undefined) return null;
    for (const one of recordsIn(this.warcPath, entry.offset)) {
      if (one.kind === "lost" || one.offset !== entry.offset || one.sha256 !== entry.sha256) return null;
      return one.response && { ...one.response, url: entry.finalUrl ?? url };
    }
    return null;
  }

  /** Writes the manifest as CSV and the index, whole, beside the WARC. */
  async close(): Promise<void> {
    try {
      await this.syncing;
      if (this.failure) throw this.failure;
      fsyncSync(this.warc);
      this.writeLists();
    } finally {
      closeSync(this.warc);
      this.manifest.close();
      await this.lock.release();
    }
  }

  private writeLists(): void {
    const lines = [...this.entries.values()].map((entry) => COLUMNS.map((column) => entry[column] ?? ""));
    this.write("manifest.csv", csvText([COLUMNS, ...lines]));
    const index = this.records.map(
      ({ url, date, offset, length }) =>
        `${sortKey(url)} ${date.replace(/\D/g, "")} ${JSON.stringify({ url, offset, length, filename: WARC_NAME })}\n`,
    );
    this.write("index.cdxj", index.sort().join(""));
  }

  private syncSoon(): void {
    this.unsynced = 0;
    // Lines that the disk holds before their records do are not counted when the archive is opened again.
    this.syncing ??= Promise.all([fdatasync(this.warc), fdatasync(this.manifest.descriptor)]).finally(() => {
      this.syncing = null;
    });
  }

  private write(name: string, text: string): void {
    const path = join(this.folder, name);
    writeWhole(`${path}.part`, text);
    renameSync(`${path}.part`, path);
  }

  private remember(entry: Entry): void {
    this.entries.set(entry.url, entry);
    const { sha256, record } = entry;
    if (record) this.records.push(record);
    if (record && sha256 !== undefined && !this.kept.has(sha256)) this.kept.set(sha256, record);
  }
}

/** What a line tells of is there to be read. */
function isWithin({ end, offset = 0, length = 0 }: Entry, size: number): boolean {
  return end <= size && offset + length <= size;
}

/** Digests of the bodies in a WARC by the offsets of their records. */
function bodiesIn(warc: string): Map<number, string> {
  const whole = new Map<number, string>();
  for (const one of recordsIn(warc, 0))
    if (one.kind === "record" && one.isTrue) whole.set(one.offset, one.sha256);
  return whole;
}

function isKept({ offset, sha256 }: Entry, whole: ReadonlyMap<number, string> | null): boolean {
  return whole === null || offset === undefined || whole.get(offset) === sha256;
}

/** What stays true of an address when it could not be had again. */
function standing(before: Entry | undefined): Partial<Entry> {
  if (!before) return {};
  const { record: _, reason: __, ...rest } = before;
  return rest;
}

function toldBy(response: Response, asked: string): Partial<Entry> {
  const text = (name: string) => (header(response, name) === "" ? undefined : header(response, name));
  const [etag, lastModified, mediaType] = [text("etag"), text("last-modified"), text("content-type")];
  return {
    type: sniff(unpackedBody(response) ?? new Uint8Array()),
    ...(mediaType === undefined ? {} : { mediaType }),
    ...(etag === undefined ? {} : { etag }),
    ...(lastModified === undefined ? {} : { lastModified }),
    ...(response.url === asked ? {} : { finalUrl: response.url }),
  };
}

const NO_BYTES = `sha256:${createHash("sha256").digest("hex")}`;

/** The records of a response and of its request, each packed by itself as WARC readers want it. */
async function packed(
  response: Response,
  date: string,
  known: Kept | undefined,
  payload: string,
): Promise<Uint8Array[]> {
  const { pathname, search, host } = new URL(response.url);
  const records = [
    await WARCRecord.create(
      {
        url: response.url,
        date,
        type: known ? "revisit" : "response",
        // The body stands as it was after chunks were joined.
        httpHeaders: response.headers.map(([name, value]): [string, string] => [
          name.toLowerCase() === "transfer-encoding" ? "x-archive-orig-transfer-encoding" : name,
          value,
        ]),
        statusline: `HTTP/1.1 ${response.status} OK`,
        warcHeaders: { "WARC-Payload-Digest": `sha256:${payload}` },
        ...(known ? { refersToUrl: known.url, refersToDate: known.date } : {}),
      },
      known ? [] : [response.body],
    ),
    await WARCRecord.create({
      url: response.url,
      date,
      type: "request",
      httpHeaders: { host, ...response.requestHeaders },
      statusline: `GET ${pathname}${search} HTTP/1.1`,
    }),
  ];
  return Promise.all(
    records.map(async (record) => {
      // Digests that are told are not computed by the library, which takes longer over them than over all the rest.
      const head = `${record.httpHeaders?.toString() ?? ""}\r\n`;
      const body = record.warcType === "response" ? response.body : "";
      const block = createHash("sha256").update(head).update(body).digest("hex");
      record.warcHeaders.headers.set("WARC-Block-Digest", `sha256:${block}`);
      if (record.warcType === "request") record.warcHeaders.headers.set("WARC-Payload-Digest", NO_BYTES);
      const chunks: Uint8Array[] = [];
      for await (const chunk of new WARCSerializer(record, { gzip: false })) chunks.push(chunk);
      return gzipSync(Buffer.concat(chunks));
    }),
  );
}

/** Addresses as indexes sort them: the host from its end on, then the path. */
function sortKey(url: string): string {
  const { hostname, port, pathname, search } = new URL(url);
  const host = /^[\d.]+$|:/.test(hostname) ? hostname : hostname.split(".").reverse().join(",");
  return `${host}${port === "" ? "" : `:${port}`})${pathname}${search}`.toLowerCase();
}
