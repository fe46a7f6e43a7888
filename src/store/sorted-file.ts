// A file of lines in the order of their bytes, each once, into which more are put: what is there is read along once, and of
// what is new so many lines are in memory at a time. Must not know what the lines are.
import { rmSync } from "node:fs";
import { crc32 } from "node:zlib";
import { replaceByPieces, writeByPieces } from "./checked-file.ts";
import { fileLines } from "./file-lines.ts";

const MOST_LINES = 1 << 16;
/** Lines are compared as texts of a character a byte, which have the order of their bytes. */
const BYTES = "latin1";

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
    const before = isKept ? linesOf(path) : [];
    let now = 0;
    const counted = function* (): Generator<Buffer> {
      for (const line of withEnds(merged([before, last, ...runs.map(linesOf)]))) {
        now = crc32(line, now);
        yield line;
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

function* withEnds(lines: Iterable<string>): Generator<Buffer> {
  for (const line of lines) yield Buffer.from(`${line}\n`, BYTES);
}

function* linesOf(path: string): Generator<string> {
  for (const { bytes } of fileLines(path)) yield bytes.toString(BYTES);
}
