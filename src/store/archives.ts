// Goes through archives entry by entry: zip, tar, gzip and WARC, one in another, each entry once and in its order.
// Must not know documents: what is no archive is handed on as bytes.
import { closeSync, createReadStream, openSync, readSync } from "node:fs";
import { Readable } from "node:stream";
import { brotliDecompressSync, createGunzip } from "node:zlib";
import { extract as extractTar } from "tar-stream";
import { WARCParser, type WARCRecord } from "warcio";
import yauzl from "yauzl";
import type { ReadHints } from "../model/document.ts";
import { type ArchiveLimits, entryName, oddName, RefusedEntry, readWithin } from "./limits.ts";

/** Bytes of one document, or why there are none. */
export interface SourceItem {
  readonly source: string;
  readonly bytes: Uint8Array | null;
  readonly hints: ReadHints;
  readonly refusal?: string;
}

/** Bytes that can be read more than once: a file, or an entry of an archive in memory. */
export type Origin = { readonly path: string; readonly size: number } | { readonly bytes: Uint8Array };

/** How much of the start tells what it is: a tar says so at byte 257. */
const HEAD = 512;

/**
 * The documents in an origin: itself, or what it holds when it is an archive.
 * Everything an archive does wrong is one item with a refusal; nothing is thrown for it.
 */
export async function* documentsIn(
  origin: Origin,
  source: string,
  hints: ReadHints,
  limits: ArchiveLimits,
  depth = 0,
): AsyncGenerator<SourceItem> {
  const kind = kindOf(headOf(origin));
  const isArchive = kind !== null && !(kind === "zip" && (await isZippedDocument(origin)));
  if (!isArchive) {
    yield await wholeDocument(origin, source, hints, limits);
    return;
  }
  if (depth >= limits.depth) {
    yield refused(source, `too-deep: more than ${limits.depth} archives in one another`);
    return;
  }
  const inner: Inner = { source, limits, depth: depth + 1 };
  try {
    if (kind === "zip") yield* zipEntries(origin, inner);
    else if (kind === "tar") yield* tarEntries(streamOf(origin), inner);
    else if (kind === "warc") yield* warcRecords(streamOf(origin), inner);
    else yield* gunzipped(origin, inner, hints);
  } catch (error) {
    const reason = error instanceof RefusedEntry ? error.message : `damaged: ${(error as Error).message}`;
    yield refused(source, reason);
  }
}

interface Inner {
  readonly source: string;
  readonly limits: ArchiveLimits;
  readonly depth: number;
}

function refused(source: string, refusal: string): SourceItem {
  return { source, bytes: null, hints: {}, refusal };
}

type Kind = "zip" | "gzip" | "tar" | "warc";

function kindOf(head: Uint8Array): Kind | null {
  const text = Buffer.from(head).toString("latin1");
  if (/^PK(?:\x03\x04|\x05\x06)/.test(text)) return "zip";
  if (text.startsWith("\x1f\x8b")) return "gzip";
  if (text.startsWith("WARC/1.")) return "warc";
  return text.slice(257, 262) === "ustar" ? "tar" : null;
}

function headOf(origin: Origin): Uint8Array {
  if ("bytes" in origin) return origin.bytes.subarray(0, HEAD);
  const head = new Uint8Array(HEAD);
  const file = openSync(origin.path, "r");
  try {
    return head.subarray(0, readSync(file, head, 0, HEAD, 0));
  } finally {
    closeSync(file);
  }
}

function streamOf(origin: Origin): Readable {
  return "bytes" in origin ? Readable.from([origin.bytes]) : createReadStream(origin.path);
}

async function wholeDocument(
  origin: Origin,
  source: string,
  hints: ReadHints,
  limits: ArchiveLimits,
): Promise<SourceItem> {
  if ("bytes" in origin) return { source, bytes: origin.bytes, hints };
  if (origin.size > limits.documentBytes) return refused(source, `too-large: ${origin.size} bytes`);
  return { source, bytes: await readWithin(streamOf(origin), limits), hints };
}

/** Word processors and spreadsheets zip their documents too: their members say so. */
const MEMBERS =
  /^(?:\[Content_Types\]\.xml|mimetype|OFD\.xml|content\.xml|word\/document\.xml|xl\/workbook\.(?:xml|bin))$/i;
const MOST_MEMBERS_ASKED = 2000;

async function isZippedDocument(origin: Origin): Promise<boolean> {
  let zip: yauzl.ZipFile;
  try {
    zip = await openZip(origin);
  } catch {
    // A damaged zip may be a damaged document: its reader says what is wrong with it.
    return true;
  }
  try {
    let asked = 0;
    for await (const entry of zip.eachEntry()) {
      if (MEMBERS.test(entryName(nameBytes(entry)).replaceAll("\\", "/"))) return true;
      asked += 1;
      if (asked > MOST_MEMBERS_ASKED) break;
    }
    return false;
  } catch {
    return true;
  } finally {
    zip.close();
  }
}

function openZip(origin: Origin): Promise<yauzl.ZipFile> {
  const options = { lazyEntries: true, decodeStrings: false, autoClose: false };
  return "bytes" in origin
    ? yauzl.fromBufferPromise(Buffer.from(origin.bytes), options)
    : yauzl.openPromise(origin.path, options);
}

function nameBytes(entry: yauzl.Entry): Uint8Array {
  return entry.fileName as unknown as Uint8Array;
}

const LINK_MODE = 0o120000;
const TYPE_MASK = 0o170000;

async function* zipEntries(origin: Origin, inner: Inner): AsyncGenerator<SourceItem> {
  const zip = await openZip(origin);
  try {
    let entries = 0;
    for await (const entry of zip.eachEntry()) {
      const name = entryName(nameBytes(entry)).replaceAll("\\", "/");
      if (name.endsWith("/")) continue;
      entries += 1;
      if (entries > inner.limits.entries) throw tooMany(inner.limits);
      const source = `${inner.source}!${name}`;
      const isLink = ((entry.externalFileAttributes >>> 16) & TYPE_MASK) === LINK_MODE;
      const refusal =
        oddName(name) ??
        (isLink ? "refused: a symbolic link" : null) ??
        (entry.isEncrypted() ? "encrypted: it is locked with a password" : null);
      if (refusal !== null) yield refused(source, refusal);
      else
        yield* entryDocuments(
          () => zip.openReadStreamPromise(entry),
          source,
          name,
          inner,
          entry.compressedSize,
        );
    }
  } finally {
    zip.close();
  }
}

function tooMany(limits: ArchiveLimits): RefusedEntry {
  return new RefusedEntry(`too-large: more than ${limits.entries} entries; the rest is left alone`);
}

async function* entryDocuments(
  open: () => Promise<Readable>,
  source: string,
  name: string,
  inner: Inner,
  packed?: number,
): AsyncGenerator<SourceItem> {
  let bytes: Uint8Array;
  try {
    bytes = await readWithin(await open(), inner.limits, packed);
  } catch (error) {
    const reason = error instanceof RefusedEntry ? error.message : `damaged: ${(error as Error).message}`;
    yield refused(source, reason);
    return;
  }
  yield* documentsIn({ bytes }, source, { name: baseName(name) }, inner.limits, inner.depth);
}

function baseName(name: string): string {
  return name.slice(name.lastIndexOf("/") + 1);
}

async function* tarEntries(stream: Readable, inner: Inner): AsyncGenerator<SourceItem> {
  // Names come byte by byte, so that GBK can be told from UTF-8; the library's types do not know the option.
  const options = { filenameEncoding: "latin1" } as Parameters<typeof extractTar>[0];
  const tar = extractTar(options);
  stream.on("error", (error) => tar.destroy(error));
  stream.pipe(tar);
  let entries = 0;
  for await (const entry of tar) {
    const { header } = entry;
    const name = tarName(header.name);
    const source = `${inner.source}!${name}`;
    entries += 1;
    if (entries > inner.limits.entries) throw tooMany(inner.limits);
    const isFile = header.type === "file" || header.type === "contiguous-file";
    const odd = oddName(name);
    if (header.type === "symlink" || header.type === "link") yield refused(source, "refused: a link");
    else if (isFile && odd !== null) yield refused(source, odd);
    else if (isFile) {
      yield* entryDocuments(async () => entry as unknown as Readable, source, name, inner);
      continue;
    }
    entry.resume();
  }
}

/** Newer tars keep names in records of their own, which the library has decoded already. */
function tarName(name: string): string {
  const decoded = [...name].some((char) => char.charCodeAt(0) > 255);
  return (decoded ? name : entryName(Buffer.from(name, "latin1"))).replaceAll("\\", "/");
}

/** A gzip file holds a tar, a WARC, or one document under its name without `.gz`. */
async function* gunzipped(origin: Origin, inner: Inner, hints: ReadHints): AsyncGenerator<SourceItem> {
  const head = await firstBytes(streamOf(origin).pipe(createGunzip()));
  const kind = kindOf(head);
  const stream = () => {
    const packed = streamOf(origin);
    const plain = createGunzip();
    packed.on("error", (error) => plain.destroy(error));
    return packed.pipe(plain);
  };
  if (kind === "tar") yield* tarEntries(stream(), inner);
  else if (kind === "warc") yield* warcRecords(streamOf(origin), inner);
  else {
    const packed = "bytes" in origin ? origin.bytes.length : origin.size;
    const bytes = await readWithin(stream(), inner.limits, packed);
    const name = (hints.name ?? "").replace(/\.gz$/i, "");
    yield* documentsIn({ bytes }, `${inner.source}!${name}`, { name }, inner.limits, inner.depth);
  }
}

async function firstBytes(stream: Readable): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= HEAD) break;
  }
  return Buffer.concat(chunks).subarray(0, HEAD);
}

/** Captured responses that are documents, in the order of capture; `source` is the address. */
async function* warcRecords(stream: Readable, inner: Inner): AsyncGenerator<SourceItem> {
  for await (const record of WARCParser.iterRecords(stream as AsyncIterable<Uint8Array>, {
    keepHeadersCase: false,
  })) {
    const item = await warcDocument(record, inner.limits);
    if (item) yield item;
  }
}

/** Parts of pages that no report comes in. */
const NO_DOCUMENT = /^(?:image|font|audio|video)\/|^text\/css|javascript|^application\/json/i;

/** The one packing of responses that the WARC library leaves to us. */
function unpackedBrotli(bytes: Uint8Array, limits: ArchiveLimits): Uint8Array {
  try {
    return brotliDecompressSync(bytes, { maxOutputLength: limits.documentBytes });
  } catch (error) {
    if ((error as { code?: string }).code === "ERR_BUFFER_TOO_LARGE") {
      throw new RefusedEntry(`too-large: it unpacks to more than ${limits.documentBytes} bytes`);
    }
    throw error;
  }
}

async function warcDocument(record: WARCRecord, limits: ArchiveLimits): Promise<SourceItem | null> {
  const url = record.warcTargetURI;
  if (!url || (record.warcType !== "response" && record.warcType !== "resource")) return null;
  const type = record.httpHeaders?.headers.get("content-type") ?? record.warcContentType ?? "";
  const status = Number(record.httpHeaders?.statusCode ?? 200);
  if (status !== 200 || NO_DOCUMENT.test(type)) return null;
  const charset = /charset="?([\w-]+)/i.exec(type)?.[1];
  const name = baseName(new URL(url).pathname);
  try {
    const sent = await readWithin(record as AsyncIterable<Uint8Array>, limits, record.warcContentLength);
    const encoding = record.httpHeaders?.headers.get("content-encoding") ?? "";
    const bytes = /^\s*br\s*$/i.test(encoding) ? unpackedBrotli(sent, limits) : sent;
    const hints = {
      name,
      mediaType: type.split(";")[0] ?? "",
      ...(charset === undefined ? {} : { charset }),
    };
    return { source: url, bytes, hints };
  } catch (error) {
    return refused(
      url,
      error instanceof RefusedEntry ? error.message : `damaged: ${(error as Error).message}`,
    );
  }
}
