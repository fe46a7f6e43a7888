// The CRC-32 of a file, which can be gone on with where it ended: what is appended costs no second look at the rest.
// Must not know what is in the file.
import { closeSync, openSync, readSync } from "node:fs";
import { crc32 } from "node:zlib";

const BLOCK = 1 << 20;

/**
 * @param from of which on
 * @param to up to which
 * @param before the sum of what stands before
 * @returns null where the file ends earlier
 * @throws the system's error
 */
export function checksum(path: string, from: number, to: number, before = 0): number | null {
  const file = openSync(path, "r");
  try {
    const block = Buffer.allocUnsafe(BLOCK);
    let sum = before;
    for (let at = from; at < to; ) {
      const had = readSync(file, block, 0, Math.min(BLOCK, to - at), at);
      if (had === 0) return null;
      sum = crc32(block.subarray(0, had), sum);
      at += had;
    }
    return sum;
  } finally {
    closeSync(file);
  }
}
