// Proves the parts of a zipped document by the checksums in its directory, which the libraries that read them ignore: a
// figure with one bit flipped is a figure.
// Must not know what the parts mean.
import { crc32, inflateRawSync } from "node:zlib";
import { endOfDirectory } from "./zip-names.ts";

const CENTRAL = 0x02014b50;
const LOCAL_HEAD = 30;
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED = 1;
/** Parts that hold text. A picture that is damaged costs no figure. */
const TEXT = /\.(?:xml|rels|bin)$/i;
/** Larger ones are refused by their readers. */
const MOST_BYTES = 64 * 1024 * 1024;

/** The unpacked parts of each package that was proven, for its reader: to unpack is half of what the proof costs. */
const proven = new WeakMap<Uint8Array, ReadonlyMap<string, Uint8Array>>();

/**
 * What a part of proven bytes unpacks to; undefined where it was not kept.
 * @param name as the package writes it, in ASCII
 * @param size in bytes, as the directory tells it
 */
export function provenPart(bytes: Uint8Array, name: string, size: number): Uint8Array | undefined {
  const part = proven.get(bytes)?.get(name);
  return part?.length === size ? part : undefined;
}

/** Name of the first part of text that is not what was packed; null when all are, or the bytes are no whole zip. */
export function wrongPart(bytes: Uint8Array): string | null {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return null;
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOfDirectory(bytes);
  if (end === null) return null;
  const parts = new Proven();
  let at = file.readUInt32LE(end + 16);
  while (at + 46 <= file.length && file.readUInt32LE(at) === CENTRAL) {
    const length = file.readUInt16LE(at + 28);
    const name = file.toString("utf8", at + 46, at + 46 + length);
    if (TEXT.test(name)) {
      const part = unpacked(file, at);
      if (part === "wrong") return name;
      parts.keep(name, part);
    }
    at += 46 + length + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  proven.set(bytes, parts.byName);
  return null;
}

/** Parts of a package by their names, those that no other part shares, until they are more than a document may hold. */
class Proven {
  readonly byName = new Map<string, Uint8Array>();
  private readonly seen = new Set<string>();
  private total = 0;

  keep(name: string, part: Uint8Array | "unknown"): void {
    this.total += part === "unknown" ? 0 : part.length;
    if (this.total > MOST_BYTES) this.byName.clear();
    else if (this.seen.has(name)) this.byName.delete(name);
    else if (part !== "unknown" && ASCII.test(name))
      this.byName.set(name, new Uint8Array(part.buffer, part.byteOffset, part.length));
    this.seen.add(name);
  }
}

/** Readers take other names for other charsets. */
const ASCII = /^[\x20-\x7e]+$/;

/**
 * What a part is when it is unpacked and is what its checksum tells; unknown where that cannot be told here.
 * @param at of the part's entry in the directory
 */
function unpacked(file: Buffer, at: number): Uint8Array | "wrong" | "unknown" {
  const [flags, method] = [file.readUInt16LE(at + 8), file.readUInt16LE(at + 10)];
  const [sum, packed, size] = [
    file.readUInt32LE(at + 16),
    file.readUInt32LE(at + 20),
    file.readUInt32LE(at + 24),
  ];
  const local = file.readUInt32LE(at + 42);
  if (flags & ENCRYPTED || size > MOST_BYTES || local + LOCAL_HEAD > file.length) return "unknown";
  const start = local + LOCAL_HEAD + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
  const data = file.subarray(start, start + packed);
  if (method !== STORED && method !== DEFLATED) return "unknown";
  try {
    const part = method === STORED ? data : inflateRawSync(data, { maxOutputLength: MOST_BYTES });
    return crc32(part) === sum ? part : "wrong";
  } catch {
    // It cannot be unpacked at all. Some libraries unpack it nevertheless, for as long as there is memory.
    return "wrong";
  }
}
