// The archive of a crawl: one WARC file of gzipped records, and a manifest of every address. Written so that a kill loses
// at most the response in flight and leaves a file that any WARC tool reads.
// Must not know the network.
import { createHash } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  statSync,
  truncateSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { WARCRecord, WARCSerializer } from "warcio";
import type { Response } from "./client.ts";

/** One line of the manifest: the last line of an address says how things stand. */
export interface Entry {
  readonly url: string;
  readonly outcome: "fetched" | "unchanged" | "duplicate" | "gone" | "failed" | "skipped";
  /** From a closed list: why it is failed or skipped. */
  readonly reason?: string;
  readonly status?: number;
  readonly at: string;
  readonly sha256?: string;
  readonly type?: string;
  readonly etag?: string;
  readonly lastModified?: string;
  /** The page that linked here. */
  readonly from?: string;
  /** Where the WARC ends with this entry's records. */
  readonly end: number;
}

export class Archive {
  readonly entries = new Map<string, Entry>();
  private readonly hashes = new Map<string, string>();
  private readonly warc: number;
  private readonly manifest: number;
  private end: number;

  /** Opens an archive, or begins one. Bytes that no line of the manifest vouches for are cut off. */
  constructor(folder: string) {
    const own = join(folder, ".gongkai");
    mkdirSync(own, { recursive: true });
    const [warc, manifest] = [join(folder, "crawl.warc.gz"), join(own, "manifest.jsonl")];
    const text = existsSync(manifest) ? readFileSync(manifest, "utf8") : "";
    const whole = text.slice(0, text.lastIndexOf("\n") + 1);
    if (whole.length < text.length) truncateSync(manifest, Buffer.byteLength(whole));
    this.end = 0;
    for (const line of whole.split("\n")) {
      if (line === "") continue;
      const entry = JSON.parse(line) as Entry;
      this.remember(entry);
      this.end = Math.max(this.end, entry.end);
    }
    if (existsSync(warc) && statSync(warc).size > this.end) truncateSync(warc, this.end);
    this.warc = openSync(warc, "a");
    this.manifest = openSync(manifest, "a");
  }

  /** The address under which these bytes were kept before; undefined for new ones. */
  keptAs(sha256: string): string | undefined {
    return this.hashes.get(sha256);
  }

  /** Keeps a response with its request. Bytes that are known already are kept as a revisit. */
  async keep(asked: string, response: Response, from: string | undefined, at: Date): Promise<Entry> {
    const sha256 = createHash("sha256").update(response.body).digest("hex");
    const known = this.hashes.get(sha256);
    const date = `${at.toISOString().slice(0, 19)}Z`;
    const header = (name: string) => response.headers.find(([one]) => one.toLowerCase() === name)?.[1];
    const { pathname, search } = new URL(response.url);
    const records = [
      await WARCRecord.create(
        {
          url: response.url,
          date,
          type: known === undefined ? "response" : "revisit",
          httpHeaders: response.headers.map(([name, value]) => [name, value] as [string, string]),
          statusline: `HTTP/1.1 ${response.status} OK`,
          ...(known === undefined ? {} : { refersToUrl: known, refersToDate: date }),
        },
        known === undefined ? [response.body] : [],
      ),
      await WARCRecord.create({
        url: response.url,
        date,
        type: "request",
        httpHeaders: { ...response.requestHeaders },
        statusline: `GET ${pathname}${search} HTTP/1.1`,
      }),
    ];
    for (const record of records) {
      const chunks: Uint8Array[] = [];
      for await (const chunk of new WARCSerializer(record, { gzip: true })) chunks.push(chunk);
      const bytes = Buffer.concat(chunks);
      writeSync(this.warc, bytes);
      this.end += bytes.length;
    }
    fsyncSync(this.warc);
    const [etag, lastModified, type] = [header("etag"), header("last-modified"), header("content-type")];
    return this.note({
      url: asked,
      outcome: known === undefined ? "fetched" : "duplicate",
      status: response.status,
      at: at.toISOString(),
      sha256,
      ...(type === undefined ? {} : { type }),
      ...(etag === undefined ? {} : { etag }),
      ...(lastModified === undefined ? {} : { lastModified }),
      ...(from === undefined ? {} : { from }),
    });
  }

  /** Writes how an address ended. */
  note(entry: Omit<Entry, "end">): Entry {
    const line = { ...entry, end: this.end };
    writeSync(this.manifest, `${JSON.stringify(line)}\n`);
    fsyncSync(this.manifest);
    this.remember(line);
    return line;
  }

  close(): void {
    closeSync(this.warc);
    closeSync(this.manifest);
  }

  private remember(entry: Entry): void {
    this.entries.set(entry.url, entry);
    if (entry.outcome === "fetched" && entry.sha256 !== undefined) this.hashes.set(entry.sha256, entry.url);
  }
}
