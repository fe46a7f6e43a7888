// What a server sent, as crawlers keep it: status line, headers and body, its codings undone in any spelling and order.
// Must not know where it was kept.
import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from "node:zlib";
import { failureReason } from "../model/failure.ts";
import { RefusedEntry } from "./limits.ts";

export interface HttpMessage {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  /** As it was sent. */
  readonly body: Buffer;
}

/** @returns null when the bytes do not begin as an answer does */
export function parseHttp(block: Buffer): HttpMessage | null {
  const status = /^HTTP\/\d(?:\.\d)?\s+(\d{3})/.exec(block.toString("latin1", 0, 64))?.[1];
  if (status === undefined) return null;
  const { headers, end } = parseHeaders(block, block.indexOf("\n") + 1);
  return { status: Number(status), headers, body: block.subarray(end) };
}

/** Header lines from `start` on to the empty line; names in small letters, values of one name joined. */
export function parseHeaders(bytes: Buffer, start: number): { headers: Map<string, string>; end: number } {
  const headers = new Map<string, string>();
  let last = "";
  let at = start;
  while (at < bytes.length) {
    const stop = bytes.indexOf(0x0a, at);
    const end = stop < 0 ? bytes.length : stop;
    const line = bytes.toString("utf8", at, end).replace(/\r$/, "");
    at = end + 1;
    if (line === "") break;
    const [, name, value = ""] = /^([^:\s]+)\s*:\s*(.*?)\s*$/.exec(line) ?? [];
    if (name !== undefined) {
      last = name.toLowerCase();
      headers.set(last, headers.has(last) ? `${headers.get(last)}, ${value}` : value);
    } else if (/^\s/.test(line)) headers.set(last, `${headers.get(last) ?? ""} ${line.trim()}`);
  }
  return { headers, end: Math.min(at, bytes.length) };
}

/**
 * The body without its codings.
 * @param most bytes that it may unpack to
 * @param spent told how many bytes were unpacked, also of what is refused then
 * @throws RefusedEntry when it is cut off, damaged, too large or packed in a way that cannot be undone
 */
export function bodyOf({ headers, body }: HttpMessage, most: number, spent: (bytes: number) => void): Buffer {
  const codings = ["content-encoding", "transfer-encoding"].flatMap((name) => codingsOf(headers.get(name)));
  if (codings.length === 0) return wholeBody(headers, body);
  return codings.reduceRight((bytes, coding) => undone(coding, bytes, { most, spent }), body);
}

function codingsOf(text: string | undefined): string[] {
  return (text ?? "")
    .split(",")
    .map((one) => one.trim().toLowerCase().replace(/;.*$/, "").replace(/^x-/, "").replaceAll('"', ""))
    .filter((one) => one !== "" && one !== "identity" && one !== "none");
}

function wholeBody(headers: ReadonlyMap<string, string>, body: Buffer): Buffer {
  const told = Number(headers.get("content-length"));
  if (told > body.length) throw refusal("truncated", `only ${body.length} of ${told} bytes were kept`);
  return body;
}

type Undo = (bytes: Buffer, options: { maxOutputLength: number }) => Buffer;

const UNDO: Readonly<Record<string, { readonly undo: Undo; readonly begins: RegExp | null }>> = {
  gzip: { undo: gunzipSync, begins: /^\x1f\x8b/ },
  deflate: { undo: inflateEither, begins: null },
  br: { undo: brotliDecompressSync, begins: null },
};

/** Servers send either form under one name. */
function inflateEither(bytes: Buffer, options: { maxOutputLength: number }): Buffer {
  const isZlib = ((bytes[0] ?? 0) & 0x0f) === 8 && bytes.length > 1 && bytes.readUInt16BE(0) % 31 === 0;
  return isZlib ? inflateSync(bytes, options) : inflateRawSync(bytes, options);
}

/** Pages and files whose coding the crawler has undone already, and left in the header. */
const UNDONE_BEFORE = /^(?:\s*<|%PDF|PK\x03\x04|\xd0\xcf\x11\xe0|\{\\rtf|\xef\xbb\xbf)/;

interface Room {
  readonly most: number;
  readonly spent: (bytes: number) => void;
}

function undone(coding: string, bytes: Buffer, { most, spent }: Room): Buffer {
  const lead = bytes.toString("latin1", 0, 16);
  if (coding === "chunked") return dechunked(bytes);
  const known = UNDO[coding];
  if (!known) {
    if (UNDONE_BEFORE.test(lead)) return bytes;
    throw refusal("unsupported", "it is packed in a way that cannot be undone here");
  }
  if (UNDONE_BEFORE.test(lead) || (known.begins && !known.begins.test(lead))) return bytes;
  const plain = unpacked(known.undo, bytes, most);
  spent(plain === "too-large" ? most : plain.length);
  if (plain === "too-large") throw refusal(plain, `it unpacks to more than ${most} bytes`);
  return plain;
}

function unpacked(undo: Undo, bytes: Buffer, most: number): Buffer | "too-large" {
  try {
    return undo(bytes, { maxOutputLength: most });
  } catch (error) {
    if ((error as { code?: string }).code === "ERR_BUFFER_TOO_LARGE") return "too-large";
    throw refusal("damaged", "it cannot be unpacked");
  }
}

const CHUNK_HEAD = /^\s*([0-9a-f]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n/i;

/** Crawlers that join chunks leave the header as well: what does not begin with a chunk is whole. */
function dechunked(bytes: Buffer): Buffer {
  const chunks: Buffer[] = [];
  for (let at = 0; ; ) {
    const [head, digits] = CHUNK_HEAD.exec(bytes.toString("latin1", at, at + 1024)) ?? [];
    if (head === undefined || digits === undefined) {
      if (at === 0) return bytes;
      throw refusal("truncated", "its last chunks are missing");
    }
    const length = Number.parseInt(digits, 16);
    if (length === 0) return Buffer.concat(chunks);
    const start = at + head.length;
    if (start + length > bytes.length) throw refusal("truncated", "its last chunks are missing");
    chunks.push(bytes.subarray(start, start + length));
    at = start + length;
  }
}

function refusal(
  code: "truncated" | "damaged" | "too-large" | "unsupported",
  sentence: string,
): RefusedEntry {
  return new RefusedEntry(failureReason(code, sentence));
}
