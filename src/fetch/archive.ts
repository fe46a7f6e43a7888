// The archive of a crawl: one WARC file of gzipped records, a manifest of every address, and an index. Written so that a
// kill at any moment loses at most the responses in flight and leaves a file that any WARC tool reads.
// Must not know the network.
import { createHash } from "node:crypto";
import {
  closeSync,
  createReadStream,
  existsSync,
  fdatasync as fdatasyncThen,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { stringify } from "csv-stringify/sync";
import { WARCParser, WARCRecord, WARCSerializer } from "warcio";
import { sniff } from "../read/sniff.ts";
import { header, type Response, unpackedBody } from "./response.ts";

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
/** Lines between two times that the disk is made to hold them: a power cut loses no more, a kill loses none. */
const LINES_IN_MEMORY = 64;

export class Archive {
  readonly entries = new Map<string, Entry>();
  private readonly kept = new Map<string, Kept>();
  private readonly warc: number;
  private readonly warcPath: string;
  private readonly manifest: number;
  private readonly folder: string;
  private readonly records: Kept[] = [];
  private end = 0;
  private unsynced = 0;
  private syncing: Promise<unknown> | null = null;

  /** Opens an archive, or begins one. What one of its two files lacks, the other one does not count. */
  constructor(folder: string) {
    const own = join(folder, ".gongkai");
    mkdirSync(own, { recursive: true });
    this.folder = folder;
    this.warcPath = join(folder, "crawl.warc.gz");
    const manifest = join(own, "manifest.jsonl");
    const size = statSync(this.warcPath, { throwIfNoEntry: false })?.size ?? 0;
    const text = existsSync(manifest) ? readFileSync(manifest) : Buffer.alloc(0);
    let good = 0;
    for (let at = 0; ; ) {
      const stop = text.indexOf(0x0a, at);
      if (stop < 0) break;
      const entry = JSON.parse(text.toString("utf8", at, stop)) as Entry;
      if (entry.end > size) break;
      this.remember(entry);
      this.end = Math.max(this.end, entry.end);
      at = stop + 1;
      good = at;
    }
    if (good < text.length) truncateSync(manifest, good);
    if (size > this.end) truncateSync(this.warcPath, this.end);
    this.warc = openSync(this.warcPath, "a");
    this.manifest = openSync(manifest, "a");
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
    for (const piece of pieces) {
      writeSync(this.warc, piece);
      this.end += piece.length;
    }
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
    writeSync(this.manifest, `${JSON.stringify(line)}\n`);
    this.unsynced += 1;
    if (this.unsynced >= LINES_IN_MEMORY) this.syncSoon();
    this.remember(line);
    return line;
  }

  /** The response kept of an address; null when there is none. */
  async read(url: string): Promise<Response | null> {
    const entry = this.entries.get(url);
    if (entry?.offset === undefined || entry.length === undefined) return null;
    const range = { start: entry.offset, end: entry.offset + entry.length - 1 };
    const stream = createReadStream(this.warcPath, range) as AsyncIterable<Uint8Array>;
    for await (const record of WARCParser.iterRecords(stream)) {
      const body = await record.readFully(false);
      const headers = [...(record.httpHeaders?.headers.entries() ?? [])];
      return {
        url: entry.finalUrl ?? url,
        status: 200,
        headers,
        body: body ?? new Uint8Array(),
        requestHeaders: {},
      };
    }
    return null;
  }

  /** Writes the manifest as CSV and the index, whole, beside the WARC. */
  async close(): Promise<void> {
    await this.syncing;
    fsyncSync(this.warc);
    fsyncSync(this.manifest);
    closeSync(this.warc);
    closeSync(this.manifest);
    const lines = [...this.entries.values()].map((entry) => COLUMNS.map((column) => entry[column] ?? ""));
    this.write("manifest.csv", stringify([COLUMNS, ...lines]));
    const index = this.records.map(
      ({ url, date, offset, length }) =>
        `${sortKey(url)} ${date.replace(/\D/g, "")} ${JSON.stringify({ url, offset, length, filename: "crawl.warc.gz" })}\n`,
    );
    this.write("index.cdxj", index.sort().join(""));
  }

  private syncSoon(): void {
    this.unsynced = 0;
    // Lines that the disk holds before their records do are not counted when the archive is opened again.
    this.syncing ??= Promise.all([fdatasync(this.warc), fdatasync(this.manifest)]).finally(() => {
      this.syncing = null;
    });
  }

  private write(name: string, text: string): void {
    const path = join(this.folder, name);
    writeFileSync(`${path}.part`, text);
    renameSync(`${path}.part`, path);
  }

  private remember(entry: Entry): void {
    this.entries.set(entry.url, entry);
    const { sha256, record } = entry;
    if (record) this.records.push(record);
    if (record && sha256 !== undefined && !this.kept.has(sha256)) this.kept.set(sha256, record);
  }
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
