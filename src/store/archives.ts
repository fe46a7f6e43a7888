// Goes through archives entry by entry: zip, tar, gzip, WARC, ARC and lines of JSON, one in another, each entry once and in
// its order. Must not know documents: what is no archive is handed on as bytes.
import { pipeline, type Readable, Transform } from "node:stream";
import { createGunzip } from "node:zlib";
import { extract as extractTar } from "tar-stream";
import type { ReadHints } from "../model/document.ts";
import { failureReason } from "../model/failure.ts";
import { looksLikeCaptures } from "./capture-records.ts";
import { documentsCaptured } from "./captures.ts";
import { headOfMember } from "./gzip-members.ts";
import { causeOf } from "./inputs.ts";
import {
  type ArchiveLimits,
  Budget,
  entryName,
  oddName,
  RefusedEntry,
  readWithin,
  SpentError,
  tooMuch,
} from "./limits.ts";
import { headOf, type Origin, Pieces, sizeOf, streamOf } from "./origin.ts";
import { looksLikePages, pagesIn } from "./page-lines.ts";
import type { SourceItem } from "./source-item.ts";

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
): AsyncGenerator<SourceItem> {
  const outer: Inner = { source, limits, depth: 0, budget: new Budget(sizeOf(origin), limits) };
  try {
    yield* within(origin, source, hints, outer);
  } catch (error) {
    if (error instanceof SpentError) yield refused(source, error.message);
    else if (isOfTheSystem(error)) yield refused(source, failureReason("refused", causeOf(error)));
    else throw error;
  }
}

/** Files may go away, or turn out not to be readable. */
function isOfTheSystem(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).syscall !== undefined;
}

interface Inner {
  readonly source: string;
  readonly limits: ArchiveLimits;
  readonly depth: number;
  /** Shared by all that one file holds. */
  readonly budget: Budget;
}

async function* within(
  origin: Origin,
  source: string,
  hints: ReadHints,
  outer: Inner,
): AsyncGenerator<SourceItem> {
  const { limits, depth, budget } = outer;
  const kind = await kindOf(origin, hints, limits);
  if (kind === null) {
    yield await wholeDocument(origin, source, hints, limits);
    return;
  }
  if (depth >= limits.depth) {
    yield refused(source, failureReason("too-deep", `more than ${limits.depth} archives in one another`));
    return;
  }
  let found = false;
  try {
    for await (const item of entriesOf(kind, origin, hints, { source, limits, depth: depth + 1, budget })) {
      found = true;
      yield item;
    }
  } catch (error) {
    if (error instanceof SpentError || isOfTheSystem(error)) throw error;
    yield refused(source, reasonOf(error));
    return;
  }
  if (!found) yield refused(source, failureReason("empty", "there is no document in the archive"));
}

type Kind = "zip" | "gzip" | "tar" | "captures" | "pages";

function entriesOf(
  kind: Kind,
  origin: Origin,
  hints: ReadHints,
  inner: Inner,
): AsyncIterable<SourceItem> | Iterable<SourceItem> {
  const { source, limits, budget } = inner;
  if (kind === "zip") return zipDocuments(origin, inner, WACZ_NAME.test(hints.name ?? source));
  if (kind === "tar") return tarEntries(streamOf(origin), inner);
  if (kind === "captures") return documentsCaptured(origin, source, limits, budget);
  if (kind === "pages") return pagesIn(origin, source, limits, budget);
  return gunzipped(origin, inner, hints);
}

function refused(source: string, refusal: string): SourceItem {
  return { source, bytes: null, hints: {}, refusal };
}

/** What libraries say of damage is for programmers. */
function reasonOf(error: unknown): string {
  if (error instanceof RefusedEntry) return error.message;
  if (/unsupported compression/i.test((error as Error).message))
    return failureReason("unsupported", "it is packed in a way that cannot be undone here");
  const isCut = /unexpected end|premature close|too few bytes/i.test((error as Error).message);
  return isCut
    ? failureReason("truncated", "the archive is cut off")
    : failureReason("damaged", "it cannot be unpacked");
}

async function kindOf(origin: Origin, hints: ReadHints, limits: ArchiveLimits): Promise<Kind | null> {
  const head = headOf(origin, HEAD);
  const kind = magicOf(head);
  // What unpacks them is loaded when one comes.
  if (kind === "zip") return (await (await import("./zip.ts")).isZippedDocument(origin)) ? null : kind;
  if (kind !== null) return kind;
  return looksLikePages(origin, hints.name ?? "", limits) ? "pages" : null;
}

function magicOf(head: Buffer): Kind | null {
  const text = head.toString("latin1");
  if (/^PK(?:\x03\x04|\x05\x06)/.test(text)) return "zip";
  if (text.startsWith("\x1f\x8b")) return "gzip";
  if (looksLikeCaptures(head)) return "captures";
  return text.slice(257, 262) === "ustar" ? "tar" : null;
}

async function wholeDocument(
  origin: Origin,
  source: string,
  hints: ReadHints,
  limits: ArchiveLimits,
): Promise<SourceItem> {
  if ("bytes" in origin) return { source, bytes: origin.bytes, hints };
  if (origin.size > limits.documentBytes)
    return refused(source, failureReason("too-large", `${origin.size} bytes`));
  return { source, bytes: await readWithin(streamOf(origin), limits), hints };
}

/** A web archive in one file, and what of it tells programs where the captures lie. */
const WACZ_NAME = /\.wacz$/i;
const OF_WACZ = /^(?:(?:indexes|pages|logs)\/|datapackage(?:-digest)?\.json$)/i;

async function* zipDocuments(origin: Origin, inner: Inner, isWacz: boolean): AsyncGenerator<SourceItem> {
  let entries = 0;
  const { zipEntries } = await import("./zip.ts");
  for await (const entry of zipEntries(origin)) {
    entries += 1;
    if (entries > inner.limits.entries) throw tooMany(inner.limits);
    if (isWacz && OF_WACZ.test(entry.name)) continue;
    const source = `${inner.source}!${entry.name}`;
    const open = async () => metered(await entry.open(), inner.budget);
    if (entry.refusal === null) yield* entryDocuments({ ...entry, open }, source, inner);
    else yield refused(source, entry.refusal);
  }
}

function tooMany(limits: ArchiveLimits): RefusedEntry {
  return new RefusedEntry(
    failureReason("too-large", `more than ${limits.entries} entries; the rest is left alone`),
  );
}

interface Entry {
  readonly name: string;
  readonly packed?: number;
  readonly open: () => Promise<Readable>;
  readonly prove?: (bytes: Uint8Array) => void;
}

async function* entryDocuments(entry: Entry, source: string, inner: Inner): AsyncGenerator<SourceItem> {
  let bytes: Uint8Array;
  try {
    bytes = await readWithin(await entry.open(), inner.limits, entry.packed);
    entry.prove?.(bytes);
  } catch (error) {
    if (error instanceof SpentError || isOfTheSystem(error)) throw error;
    yield refused(source, reasonOf(error));
    return;
  }
  yield* within({ bytes }, source, { name: baseName(entry.name) }, inner);
}

/** What comes out of packed bytes, counted as it comes, whether or not it is wanted then. */
function metered(unpacked: Readable, budget: Budget): Readable {
  const meter = new Transform({
    transform(chunk: Buffer, _, done) {
      try {
        budget.spend(chunk.length);
        done(null, chunk);
      } catch (error) {
        done(error as SpentError);
      }
    },
  });
  // An error of either end is thrown to who reads; nothing is left open behind one who stops reading.
  pipeline(unpacked, meter, () => undefined);
  return meter;
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
    // An entry that is begun has to be read to its end, or the next one never comes: its size is asked before.
    const odd = oddName(name) ?? tooMuch(header.size ?? 0, undefined, inner.limits);
    if (header.type === "symlink" || header.type === "link")
      yield refused(source, failureReason("refused", "a link"));
    else if (isFile && odd !== null) yield refused(source, odd);
    else if (isFile) {
      yield* entryDocuments({ name, open: async () => entry as unknown as Readable }, source, inner);
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

/** A gzip file holds a tar, captures, or one document or archive under its name without `.gz`. */
async function* gunzipped(origin: Origin, inner: Inner, hints: ReadHints): AsyncGenerator<SourceItem> {
  const { source, limits, budget } = inner;
  const stream = () => {
    const packed = streamOf(origin);
    const plain = createGunzip();
    packed.on("error", (error) => plain.destroy(error));
    return metered(packed.pipe(plain), budget);
  };
  const kind = magicOf(headWithin(origin));
  if (kind === "tar") yield* tarEntries(stream(), inner);
  else if (kind === "captures") yield* documentsCaptured(origin, source, limits, budget);
  else {
    const bytes = await readWithin(stream(), limits, sizeOf(origin));
    const name = (hints.name ?? "").replace(/\.gz$/i, "");
    yield* within({ bytes }, `${source}!${name}`, { name }, inner);
  }
}

function headWithin(packed: Origin): Buffer {
  const pieces = new Pieces(packed);
  try {
    return headOfMember(pieces, 0);
  } finally {
    pieces.close();
  }
}
