// The members of a gzip file one by one, each where it stands, so that damage costs one of them and not all behind it.
// Must not know what is in them.
import { constants, crc32, inflateRawSync } from "node:zlib";
import type { Pieces } from "./origin.ts";

export type Member =
  /** `end` is where the next one begins. */
  | { readonly kind: "whole"; readonly at: number; readonly end: number; readonly bytes: Buffer }
  | { readonly kind: "damaged" | "cut" | "too-large"; readonly at: number };

const WINDOW = 1 << 16;
const FIXED_HEAD = 10;
const TRAILER = 8;
const FLAGS = { extra: 4, name: 8, comment: 16, crc: 2 } as const;

/** @param most bytes that a member may unpack to */
export function memberAt(file: Pieces, at: number, most: number): Member {
  const head = file.read(at, WINDOW);
  const start = headLength(head);
  if (start === null) return { kind: at + FIXED_HEAD > file.size ? "cut" : "damaged", at };
  for (let window = WINDOW; ; window *= 4) {
    const packed = file.read(at + start, window);
    const isLast = at + start + packed.length >= file.size;
    const plain = inflated(packed, most);
    if (typeof plain === "string") return { kind: plain, at };
    const ended = plain.used < packed.length;
    if (!ended && !isLast) continue;
    if (!ended) return { kind: "cut", at };
    const end = at + start + plain.used + TRAILER;
    const trailer = file.read(end - TRAILER, TRAILER);
    if (trailer.length < TRAILER) return { kind: "cut", at };
    const isTrue =
      trailer.readUInt32LE(0) === crc32(plain.bytes) &&
      trailer.readUInt32LE(4) === plain.bytes.length % 2 ** 32;
    return isTrue ? { kind: "whole", at, end, bytes: plain.bytes } : { kind: "damaged", at };
  }
}

/** The next place from `from` on where a member begins that holds what `isWanted` likes; the file's end when there is none. */
export function nextMember(file: Pieces, from: number, isWanted: (head: Buffer) => boolean): number {
  for (let at = from; at < file.size; ) {
    const block = file.read(at, WINDOW);
    const found = block.indexOf("\x1f\x8b\x08", 0, "latin1");
    if (found < 0) {
      at += Math.max(1, block.length - 2);
      continue;
    }
    at += found;
    if (isWanted(headOfMember(file, at))) return at;
    at += 1;
  }
  return file.size;
}

/** The first bytes in a member; none when it is not one. */
export function headOfMember(file: Pieces, at: number): Buffer {
  const packed = file.read(at, 2048);
  const start = headLength(packed);
  if (start === null) return Buffer.alloc(0);
  const plain = inflated(packed.subarray(start), WINDOW * 64);
  return typeof plain === "string" ? Buffer.alloc(0) : plain.bytes;
}

/** Bytes before the packed data; null when this is no gzip. */
function headLength(bytes: Buffer): number | null {
  if (bytes.length < FIXED_HEAD || bytes.toString("latin1", 0, 3) !== "\x1f\x8b\x08") return null;
  const flags = bytes[3] as number;
  let at = FIXED_HEAD;
  if (flags & FLAGS.extra) at += 2 + (bytes.length >= at + 2 ? bytes.readUInt16LE(at) : 0);
  for (const flag of [FLAGS.name, FLAGS.comment]) {
    if (!(flags & flag)) continue;
    const end = bytes.indexOf(0, at);
    if (end < 0) return null;
    at = end + 1;
  }
  return at + (flags & FLAGS.crc ? 2 : 0);
}

interface Inflated {
  readonly bytes: Buffer;
  readonly used: number;
}

/** What comes out of the packed bytes that are there, and how many of them belonged to it. */
function inflated(packed: Buffer, most: number): Inflated | "damaged" | "too-large" {
  try {
    const { buffer, engine } = inflateRawSync(packed, {
      finishFlush: constants.Z_SYNC_FLUSH,
      maxOutputLength: most,
      info: true,
    }) as unknown as { buffer: Buffer; engine: { bytesWritten: number } };
    return { bytes: buffer, used: engine.bytesWritten };
  } catch (error) {
    return (error as { code?: string }).code === "ERR_BUFFER_TOO_LARGE" ? "too-large" : "damaged";
  }
}
