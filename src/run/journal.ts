// Keeps finished records of a run on disk, so that a run that was killed goes on where it stopped and a run over the
// same bytes with the same version reads nothing again. Must not know documents.
import { createHash } from "node:crypto";
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readSync,
  statSync,
  truncateSync,
  writeSync,
} from "node:fs";
import { dirname, join } from "node:path";
import type { Report } from "../model/report.ts";

const BLOCK = 1 << 20;
const NEWLINE = 0x0a;

/** One line a record: its key, a tab, the record as JSON. */
export class Journal {
  private readonly file: number;
  private readonly places = new Map<string, readonly [at: number, length: number]>();
  private end = 0;

  constructor(folder: string) {
    const path = join(folder, ".gongkai", "records.jsonl");
    mkdirSync(dirname(path), { recursive: true });
    this.file = openSync(path, existsSync(path) ? "r+" : "w+");
    this.index(path);
  }

  /**
   * The record kept of these bytes under this name; null when there is none, or one of another version.
   * @param version of everything that a record depends on besides its bytes
   */
  find(source: string, sha256: string, version: string): Report | null {
    const place = this.places.get(keyOf(source, sha256, version));
    if (!place) return null;
    const line = Buffer.alloc(place[1]);
    readSync(this.file, line, 0, place[1], place[0]);
    return JSON.parse(line.toString("utf8")) as Report;
  }

  keep(report: Report, version: string): void {
    const key = keyOf(report.source, report.sha256, version);
    const line = Buffer.from(`${key}\t${JSON.stringify(report)}\n`);
    writeSync(this.file, line, 0, line.length, this.end);
    this.places.set(key, [this.end + key.length + 1, line.length - key.length - 2]);
    this.end += line.length;
  }

  close(): void {
    closeSync(this.file);
  }

  /** Finds where the lines are. A last line without its end was being written when the run was killed: it is cut off. */
  private index(path: string): void {
    const block = Buffer.alloc(BLOCK);
    let key = "";
    let start = 0;
    for (let at = 0; ; ) {
      const read = readSync(this.file, block, 0, BLOCK, at);
      if (read === 0) break;
      for (let index = 0; index < read; index += 1) {
        const here = at + index;
        if (key.length < 40) key += String.fromCharCode(block[index] as number);
        if (block[index] !== NEWLINE) continue;
        this.places.set(key, [start + 41, here - start - 41]);
        start = here + 1;
        key = "";
      }
      at += read;
    }
    this.end = start;
    if (statSync(path).size > start) truncateSync(path, start);
  }
}

function keyOf(source: string, sha256: string, version: string): string {
  return createHash("sha256").update(`${version}\n${source}\n${sha256}`).digest("hex").slice(0, 40);
}
