// Lines of a file with their places, a block of it in memory at a time.
// Must not know what the lines are.
import { closeSync, existsSync, openSync, readSync } from "node:fs";

const BLOCK = 1 << 20;
/** Nearly every line of a manifest is shorter. */
const LINE = 1 << 11;
const LINE_FEED = 0x0a;

export interface FileLine {
  readonly at: number;
  /** Behind its line feed. */
  readonly end: number;
  /** Without its line feed. They are to be used before the next line is asked for. */
  readonly bytes: Buffer;
  /** False for what stands behind the last line feed. */
  readonly isWhole: boolean;
}

/**
 * Lines of a file that is not there are none.
 * @param from where a line begins
 * @param to where one ends, when not all are wanted
 * @throws the system's error
 */
export function* fileLines(path: string, from = 0, to = Number.POSITIVE_INFINITY): Generator<FileLine> {
  for (const { at, bytes } of fileBlocks(path, from, to)) {
    let start = 0;
    for (let end = feedIn(bytes, 0); end >= 0; end = feedIn(bytes, start)) {
      yield { at: at + start, end: at + end + 1, bytes: bytes.subarray(start, end), isWhole: true };
      start = end + 1;
    }
    if (start < bytes.length)
      yield { at: at + start, end: at + bytes.length, bytes: bytes.subarray(start), isWhole: false };
  }
}

/**
 * Whole lines of a file, many at a time, as `fileLines` has them one by one; only the last of them may be without its end.
 * @throws the system's error
 */
export function* fileBlocks(
  path: string,
  from = 0,
  to = Number.POSITIVE_INFINITY,
): Generator<{ readonly at: number; readonly bytes: Buffer }> {
  if (!existsSync(path)) return;
  const file = openSync(path, "r");
  try {
    let at = from;
    let rest: Buffer = Buffer.alloc(0);
    while (at + rest.length < to) {
      const bytes = withMore(file, rest, at, Math.min(BLOCK, to - at - rest.length));
      if (bytes.length === rest.length) break;
      const end = bytes.lastIndexOf(LINE_FEED) + 1;
      if (end > 0) yield { at, bytes: bytes.subarray(0, end) };
      at += end;
      rest = bytes.subarray(end);
    }
    if (rest.length > 0) yield { at, bytes: rest };
  } finally {
    closeSync(file);
  }
}

/** Reads lines of a file at their places; the file stays open between two of them, until it is let go of. */
export class LineReader {
  private file: number | null = null;

  constructor(private readonly path: string) {}

  /** The line that begins at a place, without its line feed. @throws the system's error */
  lineAt(at: number): Buffer {
    this.file ??= openSync(this.path, "r");
    let bytes: Buffer = Buffer.alloc(0);
    for (let more = LINE; ; more *= 2) {
      const next = withMore(this.file, bytes, at, more);
      const end = feedIn(next, bytes.length);
      if (end >= 0) return next.subarray(0, end);
      if (next.length === bytes.length) return next;
      bytes = next;
    }
  }

  /** It opens the file anew when it is asked again. */
  letGo(): void {
    if (this.file !== null) closeSync(this.file);
    this.file = null;
  }
}

/** Bytes from a place on with so many more behind them as there are. */
function withMore(file: number, bytes: Buffer, at: number, more: number): Buffer {
  const next = Buffer.allocUnsafe(bytes.length + more);
  bytes.copy(next);
  const had = readSync(file, next, bytes.length, more, at + bytes.length);
  return next.subarray(0, bytes.length + had);
}

function feedIn(bytes: Buffer, from: number): number {
  return bytes.indexOf(LINE_FEED, from);
}
