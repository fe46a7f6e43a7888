// Adds lines to the end of a file that is never rewritten; they are on the disk when this returns.
// Must not know what the lines are.
import { closeSync, fstatSync, fsyncSync, openSync, readSync } from "node:fs";
import { writeAll } from "./checked-file.ts";
import { writeError } from "./write-error.ts";

/** @param lines with their ends. @throws WriteError */
export function appendLines(path: string, lines: string): void {
  try {
    const file = openSync(path, "a+");
    try {
      // A line that a crash cut off must not swallow the next one.
      writeAll(path, file, Buffer.from(endsWhole(file) ? lines : `\n${lines}`), null);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw writeError(path, error);
  }
}

function endsWhole(file: number): boolean {
  const { size } = fstatSync(file);
  if (size === 0) return true;
  const last = Buffer.alloc(1);
  readSync(file, last, 0, 1, size - 1);
  return last[0] === 0x0a;
}
