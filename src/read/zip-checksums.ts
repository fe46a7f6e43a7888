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

/** Name of the first part of text that is not what was packed; null when all are, or the bytes are no whole zip. */
export function wrongPart(bytes: Uint8Array): string | null {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return null;
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOfDirectory(bytes);
  if (end === null) return null;
  let at = file.readUInt32LE(end + 16);
  while (at + 46 <= file.length && file.readUInt32LE(at) === CENTRAL) {
    const length = file.readUInt16LE(at + 28);
    const name = file.toString("utf8", at + 46, at + 46 + length);
    if (TEXT.test(name) && isWrong(file, at)) return name;
    at += 46 + length + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  return null;
}

/** @param at of the part's entry in the directory */
function isWrong(file: Buffer, at: number): boolean {
  const [flags, method] = [file.readUInt16LE(at + 8), file.readUInt16LE(at + 10)];
  const [sum, packed, size] = [
    file.readUInt32LE(at + 16),
    file.readUInt32LE(at + 20),
    file.readUInt32LE(at + 24),
  ];
  const local = file.readUInt32LE(at + 42);
  if (flags & ENCRYPTED || size > MOST_BYTES || local + LOCAL_HEAD > file.length) return false;
  const start = local + LOCAL_HEAD + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
  const data = file.subarray(start, start + packed);
  if (method === STORED) return crc32(data) !== sum;
  if (method !== DEFLATED) return false;
  try {
    return crc32(inflateRawSync(data, { maxOutputLength: MOST_BYTES })) !== sum;
  } catch {
    // It cannot be unpacked at all. Some libraries unpack it nevertheless, for as long as there is memory.
    return true;
  }
}
