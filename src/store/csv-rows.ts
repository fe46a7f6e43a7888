// Rows of a CSV file as `text/csv.ts` writes it, copied along many at a time without those that are not wanted any more.
// Must not know what the columns mean.
import { fileBlocks } from "./file-lines.ts";

const LINE_FEED = 0x0a;
const COMMA = 0x2c;
const QUOTE = 0x22;
/** What a cell begins with that was defused, also where it is quoted. */
const DEFUSED = ["'", `"'`];

/** False where a row's first cell was defused, or looks as if it had been: then it does not say what was written. */
export function firstCellsTell(path: string): boolean {
  for (const { bytes } of fileBlocks(path)) {
    const begin = bytes.toString("latin1", 0, 2);
    if (DEFUSED.some((sign) => begin.startsWith(sign) || bytes.includes(`\n${sign}`))) return false;
  }
  return true;
}

/**
 * The bytes of all rows behind the head whose first cells are kept.
 * @throws the system's error
 */
export function* rowsWhere(path: string, isKept: (firstCell: string) => boolean): Generator<Buffer> {
  let isHead = true;
  let rest: Buffer = Buffer.alloc(0);
  for (const block of fileBlocks(path)) {
    const bytes = rest.length === 0 ? block.bytes : Buffer.concat([rest, block.bytes]);
    let [kept, at] = [0, 0];
    for (let end = rowEnd(bytes, 0); end !== null; end = rowEnd(bytes, at)) {
      if (isHead || !isKept(firstCell(bytes, at))) {
        yield bytes.subarray(kept, at);
        kept = end;
      }
      isHead = false;
      at = end;
    }
    yield bytes.subarray(kept, at);
    rest = bytes.subarray(at);
  }
}

/** Null where it is further on: a line feed between quotes ends no row. */
function rowEnd(bytes: Buffer, from: number): number | null {
  let isQuoted = false;
  for (let at = from; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === QUOTE) isQuoted = !isQuoted;
    else if (byte === LINE_FEED && !isQuoted) return at + 1;
  }
  return null;
}

function firstCell(bytes: Buffer, from: number): string {
  if (bytes[from] !== QUOTE) return bytes.toString("utf8", from, bytes.indexOf(COMMA, from));
  let end = from + 1;
  while (bytes[end] !== QUOTE || bytes[end + 1] === QUOTE) end += bytes[end] === QUOTE ? 2 : 1;
  return bytes.toString("utf8", from + 1, end).replaceAll('""', '"');
}
