// Asks an index for captures: a server, a sorted file, a packed file, or a file of blocks with an index of its own.
// Must not know what is done with captures.
import { gunzipSync } from "node:zlib";
import type { Asker } from "./asker.ts";
import { CaptureReader, capturesOfRows, IndexError, type IndexedCapture } from "./capture.ts";
import { firstKey, isInTime, isWithin, type Query } from "./query.ts";
import { linesFrom } from "./sorted-lines.ts";

/** Parts of one answer that are asked for at most. */
const MOST_PARTS = 10_000;

/**
 * Captures that an index has of what is wanted.
 * @param index the address of a CDX server, or of a file: `cluster.idx` (ZipNum), `….gz`, `….cdxj`, `….cdx`
 * @throws IndexError
 */
export async function lookUp(asker: Asker, index: string, query: Query): Promise<IndexedCapture[]> {
  const path = /^https?:/i.test(index) ? new URL(index).pathname : index;
  const captures = readerFor(path)(asker, index, query);
  const found: IndexedCapture[] = [];
  for await (const one of captures) if (isInTime(one, query)) found.push(one);
  return found;
}

type IndexReader = (asker: Asker, index: string, query: Query) => AsyncIterable<IndexedCapture>;

function readerFor(path: string): IndexReader {
  if (path.endsWith(".idx")) return inBlocks;
  if (path.endsWith(".gz")) return inPacked;
  return /\.cdxj?$/.test(path) ? inSorted : ofServer;
}

function inSorted(asker: Asker, index: string, query: Query): AsyncIterable<IndexedCapture> {
  return withinOf(linesFrom(asker, index, firstKey(query)), query);
}

async function* withinOf(lines: AsyncIterable<string>, query: Query): AsyncGenerator<IndexedCapture> {
  const reader = new CaptureReader();
  const first = firstKey(query);
  let isIndex = false;
  for await (const line of lines) {
    // What is no index at all says so in any of its lines.
    if (!isIndex) reader.read(line);
    isIndex = true;
    const key = keyOf(line);
    if (key > first && !key.startsWith(first)) return;
    if (!isWithin(key, query)) continue;
    const capture = reader.read(line);
    if (capture) yield capture;
  }
}

function keyOf(line: string): string {
  const end = line.indexOf(" ");
  return end < 0 ? line : line.slice(0, end);
}

/** Blocks of lines, packed each by itself: `key time⇥file⇥offset⇥length…` tells with which line each begins. */
async function* inBlocks(asker: Asker, index: string, query: Query): AsyncGenerator<IndexedCapture> {
  const first = firstKey(query);
  let before: string | null = null;
  for await (const line of linesFrom(asker, index, first)) {
    const key = keyOf(line);
    // The block before the first one that is wanted may end with some.
    if (key >= first && before !== null) {
      yield* inBlock(asker, index, before, query);
      before = null;
    }
    if (key > first && !key.startsWith(first)) return;
    if (key >= first) yield* inBlock(asker, index, line, query);
    else before = line;
  }
  if (before !== null) yield* inBlock(asker, index, before, query);
}

async function* inBlock(
  asker: Asker,
  index: string,
  line: string,
  query: Query,
): AsyncGenerator<IndexedCapture> {
  const [, file, offset, length] = line.split("\t");
  if (file === undefined || !/^\d+$/.test(offset ?? "") || !/^\d+$/.test(length ?? ""))
    throw new IndexError(`${index}: «${line.slice(0, 80)}» names no block`);
  const address = beside(index, file);
  yield* withinOf(linesOf(await unpackedRange(asker, address, Number(offset), Number(length))), query);
}

async function* inPacked(asker: Asker, index: string, query: Query): AsyncGenerator<IndexedCapture> {
  const size = await asker.size(index);
  yield* withinOf(linesOf(await unpackedRange(asker, index, 0, size)), query);
}

/** @throws IndexError */
async function unpackedRange(asker: Asker, address: string, at: number, length: number): Promise<string> {
  const bytes = await asker.range(address, at, length);
  if (typeof bytes === "string") throw new IndexError(`${address}: ${bytes}`);
  try {
    return gunzipSync(bytes).toString("utf8");
  } catch {
    throw new IndexError(`${address}: cannot be unpacked`);
  }
}

/** What servers of web archives answer: lines of JSON, one array of rows, or lines of text. */
async function* ofServer(asker: Asker, server: string, query: Query): AsyncGenerator<IndexedCapture> {
  let resumeKey: string | null = null;
  for (let part = 0; part < MOST_PARTS; part += 1) {
    const text = await asker.text(askOf(server, query, resumeKey));
    const rows = text.trimStart().startsWith("[") ? rowsOf(text, server) : null;
    yield* rows ? capturesOfRows(rows) : capturesOfLines(text);
    const [last, before] = rows ? [rows.at(-1), rows.at(-2)] : [];
    const next: string | null = before?.length === 0 && last?.length === 1 ? (last[0] ?? null) : null;
    if (next === null || next === resumeKey) return;
    resumeKey = next;
  }
  throw new IndexError(`${server}: the answer has no end`);
}

/** As pywb and the Wayback Machine both understand it. */
function askOf(server: string, { url, match, captured }: Query, resumeKey: string | null): string {
  const address = new URL(server);
  const wanted = {
    url: match === "domain" ? new URL(url).host : url,
    matchType: match,
    output: "json",
    ...(captured ?? {}),
    showResumeKey: "true",
    ...(resumeKey === null ? {} : { resumeKey }),
  };
  for (const [name, value] of Object.entries(wanted)) address.searchParams.set(name, value);
  return address.href;
}

function rowsOf(text: string, server: string): string[][] {
  try {
    return JSON.parse(text) as string[][];
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new IndexError(`${server}: the answer is not whole`);
  }
}

function capturesOfLines(text: string): IndexedCapture[] {
  const reader = new CaptureReader();
  return text.split("\n").flatMap((line) => reader.read(line) ?? []);
}

async function* linesOf(text: string): AsyncGenerator<string> {
  yield* text.split("\n").filter((line) => line !== "");
}

function beside(index: string, file: string): string {
  return /^https?:/i.test(index) ? new URL(file, index).href : index.replace(/[^/\\]*$/, file);
}
