// Lines of a sorted file, found by their beginnings with few reads of a range each.
// Must not know what lines tell.
import type { Asker } from "./asker.ts";
import { IndexError } from "./capture.ts";

/** Read at once while searching, and while going on from there. */
const WINDOW = 1 << 14;
const STRETCH = 1 << 18;

/**
 * Lines from the last one before `first` on, for as long as they are asked for.
 * @throws IndexError
 */
export async function* linesFrom(asker: Asker, address: string, first: string): AsyncGenerator<string> {
  const size = await asker.size(address);
  let at = await startOf(asker, address, first, size);
  let rest = Buffer.alloc(0);
  while (at < size) {
    const block = await bytesAt(asker, address, at, STRETCH);
    if (block.length === 0) throw new IndexError(`${address}: ends before its size`);
    at += block.length;
    const bytes = Buffer.concat([rest, block]);
    const end = bytes.lastIndexOf("\n");
    yield* bytes
      .toString("utf8", 0, Math.max(0, end))
      .split("\n")
      .filter((line) => line !== "");
    rest = bytes.subarray(end + 1);
  }
  if (rest.length > 0) yield rest.toString("utf8");
}

/** Where the last line begins that is before `first`; 0 where none is. */
async function startOf(asker: Asker, address: string, first: string, size: number): Promise<number> {
  // Lines that begin before `low` are before it, those from `high` on are not.
  let [low, high] = [0, size];
  while (high - low > WINDOW) {
    const middle = Math.floor((low + high) / 2);
    const line = await lineFrom(asker, address, middle);
    if (line === null || line.at >= high) {
      high = middle;
      continue;
    }
    if (line.text < first) low = line.at;
    else high = middle;
  }
  return low;
}

/** The first line that begins behind a place; null where none does. */
async function lineFrom(asker: Asker, address: string, place: number) {
  let bytes = Buffer.alloc(0);
  for (;;) {
    const more = await bytesAt(asker, address, place + bytes.length, WINDOW);
    bytes = Buffer.concat([bytes, more]);
    const start = bytes.indexOf("\n") + 1;
    const end = start === 0 ? -1 : bytes.indexOf("\n", start);
    if (end >= 0) return { at: place + start, text: bytes.toString("utf8", start, end) };
    if (more.length < WINDOW)
      return start === 0 || start === bytes.length
        ? null
        : { at: place + start, text: bytes.toString("utf8", start) };
  }
}

async function bytesAt(asker: Asker, address: string, at: number, length: number): Promise<Buffer> {
  const answer = await asker.range(address, at, length);
  if (typeof answer === "string") throw new IndexError(`${address}: ${answer}`);
  return answer;
}
