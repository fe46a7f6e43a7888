// A file of lines in the order of their bytes, each once, into which more are put: what is there is copied along, many lines at
// a time, and of what is new so many lines are in memory at a time. Must not know what the lines are.
import { rmSync } from "node:fs";
import { crc32 } from "node:zlib";
import { replaceByPieces, writeByPieces } from "./checked-file.ts";
import { fileBlocks, fileLines } from "./file-lines.ts";

const MOST_LINES = 1 << 16;
/** Lines are compared as texts of a character a byte, which have the order of their bytes. */
const BYTES = "latin1";
const LINE_FEED = 0x0a;

/**
 * Replaces the file by one that has more lines.
 * @param isKept what is there stays; else the file is begun anew
 * @param lines without their ends
 * @returns the checksum of what is there now
 * @throws WriteError
 */
export function putLines(path: string, isKept: boolean, lines: Iterable<string>): number {
  const runs: string[] = [];
  try {
    const last = sortedRuns(lines, (run) => {
      const name = `${path}.${runs.length}.part`;
      runs.push(name);
      writeByPieces(name, withEnds(run));
    });
    const fresh = withEnds(merged([last, ...runs.map(linesOf)]));
    let now = 0;
    const counted = function* (): Generator<Buffer> {
      for (const piece of isKept ? putInto(path, fresh) : fresh) {
        now = crc32(piece, now);
        yield piece;
      }
    };
    replaceByPieces(path, counted());
    return now;
  } finally {
    for (const run of runs) rmSync(run, { force: true });
  }
}

/** Gives away all sorted runs of lines but the last one, which it returns. */
function sortedRuns(lines: Iterable<string>, take: (run: readonly string[]) => void): string[] {
  let run: string[] = [];
  for (const line of lines) {
    if (run.length >= MOST_LINES) {
      take(run.sort());
      run = [];
    }
    run.push(Buffer.from(line).toString(BYTES));
  }
  return run.sort();
}

function* merged(sources: readonly Iterable<string>[]): Generator<string> {
  const heads = sources
    .map((source) => source[Symbol.iterator]())
    .map((rest) => ({ rest, next: rest.next() }));
  let open = heads.filter(({ next }) => !next.done);
  try {
    for (let before: string | null = null; open.length > 0; ) {
      const least = open.reduce((one, other) => (other.next.value < one.next.value ? other : one));
      const line: string = least.next.value;
      if (line !== before) yield line;
      before = line;
      least.next = least.rest.next();
      if (least.next.done) open = open.filter((head) => head !== least);
    }
  } finally {
    for (const { rest } of open) rest.return?.();
  }
}

/** What stands in a sorted file with lines of the same order between: only where these belong is anything looked at. */
function* putInto(path: string, fresh: Generator<Buffer>): Generator<Buffer> {
  let next = fresh.next();
  try {
    for (const { bytes } of fileBlocks(path)) {
      let start = 0;
      for (; !next.done; next = fresh.next()) {
        const line: Buffer = next.value;
        const place = placeIn(bytes, start, line);
        if (place === bytes.length) break;
        yield bytes.subarray(start, place);
        if (!bytes.subarray(place, place + line.length).equals(line)) yield line;
        start = place;
      }
      yield bytes.subarray(start);
    }
    for (; !next.done; next = fresh.next()) yield next.value;
  } finally {
    fresh.return(undefined);
  }
}

/** Where the first line begins that is not before a line, of those that begin at a place or behind it; lines have their ends. */
function placeIn(lines: Buffer, from: number, line: Buffer): number {
  let [least, most] = [from, lines.length];
  while (least < most) {
    const middle = (least + most) >> 1;
    const begin = middle === 0 ? 0 : Math.max(least, lines.lastIndexOf(LINE_FEED, middle - 1) + 1);
    const end = lines.indexOf(LINE_FEED, middle);
    if (lines.compare(line, 0, line.length - 1, begin, end) < 0) least = end + 1;
    else most = begin;
  }
  return least;
}

function* withEnds(lines: Iterable<string>): Generator<Buffer> {
  for (const line of lines) yield Buffer.from(`${line}\n`, BYTES);
}

function* linesOf(path: string): Generator<string> {
  for (const { bytes } of fileLines(path)) yield bytes.toString(BYTES);
}
