// The documents of a dataset in the order in which they need a person, found again by their place in its files.
// What is held is one line a document: records stay on the disk. Must not know records or decisions.
import {
  closeSync,
  createReadStream,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  statSync,
} from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse";
import { CheckedFile } from "../store/checked-file.ts";

/** A document as `reports.csv` tells it, and where its record begins and ends. */
export type Entry = readonly [
  n: number,
  from: number,
  to: number,
  source: string,
  container: string,
  title: string,
  issuer: string,
  year: string,
  edition: string,
  status: string,
  reasons: string,
  sha256: string,
  doubted: number,
  fails: number,
];

/** Documents that can be settled before a screen come first. */
const NEED: Readonly<Record<string, number>> = { partial: 3, flagged: 2, failed: 1 };

export class Catalogue {
  private constructor(
    private readonly folder: string,
    private readonly bytes: Buffer,
    private readonly starts: Float64Array,
    private readonly lineOf: Int32Array,
    /** Of the files that it was made from. */
    readonly stamp: string,
  ) {}

  /**
   * @param onProgress told of documents while a dataset is seen for the first time
   * @throws Error when the folder holds no dataset
   */
  static async open(folder: string, onProgress: (documents: number) => void): Promise<Catalogue> {
    const stamp = stampOf(folder);
    if (stamp === null) throw new Error(`${folder}: holds no dataset (no reports.csv and reports.jsonl)`);
    const path = join(folder, ".gongkai", "review.index");
    if (!existsSync(path) || !isOf(path, stamp)) await build(folder, path, stamp, onProgress);
    const bytes = readFileSync(path);
    const starts = lineStarts(bytes);
    const lineOf = new Int32Array(starts.length - 1);
    const catalogue = new Catalogue(folder, bytes, starts, lineOf, stamp);
    for (let line = 0; line < lineOf.length; line += 1) lineOf[catalogue.entry(line)[0]] = line;
    return catalogue;
  }

  get size(): number {
    return this.lineOf.length;
  }

  /** Whether the dataset is still the one that it was made from. */
  get current(): boolean {
    return stampOf(this.folder) === this.stamp;
  }

  *entries(): Generator<Entry> {
    for (let line = 0; line < this.size; line += 1) yield this.entry(line);
  }

  /** @param n number of the document in the dataset; null when there is none */
  find(n: number): Entry | null {
    const line = this.lineOf[n];
    return line === undefined ? null : this.entry(line);
  }

  /** The line of `reports.jsonl` of an entry. */
  record([, from, to]: Entry): string {
    const file = openSync(join(this.folder, "reports.jsonl"), "r");
    try {
      const bytes = Buffer.alloc(to - from);
      readSync(file, bytes, 0, bytes.length, from);
      return bytes.toString("utf8");
    } finally {
      closeSync(file);
    }
  }

  private entry(line: number): Entry {
    // The first line is the stamp.
    const [from, to] = [this.starts[line] ?? 0, this.starts[line + 1] ?? 0];
    return JSON.parse(this.bytes.toString("utf8", from, to)) as Entry;
  }
}

function stampOf(folder: string): string | null {
  const parts = ["reports.csv", "reports.jsonl"].map((name) => join(folder, name));
  if (!parts.every((path) => existsSync(path))) return null;
  return parts
    .map((path) => statSync(path))
    .map(({ size, mtimeMs, ino }) => `${ino} ${size} ${mtimeMs}`)
    .join(" ");
}

function isOf(path: string, stamp: string): boolean {
  const wanted = Buffer.from(`${stamp}\n`);
  const head = Buffer.alloc(wanted.length);
  const file = openSync(path, "r");
  try {
    readSync(file, head, 0, head.length, 0);
  } finally {
    closeSync(file);
  }
  return head.equals(wanted);
}

/** Where lines begin, those after the first, and where the last one ends. */
function lineStarts(bytes: Buffer): Float64Array {
  const starts: number[] = [];
  for (let end = bytes.indexOf(0x0a); end >= 0; end = bytes.indexOf(0x0a, end + 1)) starts.push(end + 1);
  return Float64Array.from(starts);
}

async function build(
  folder: string,
  path: string,
  stamp: string,
  onProgress: (documents: number) => void,
): Promise<void> {
  const entries: Entry[] = [];
  const rows = createReadStream(join(folder, "reports.csv")).pipe(parse({ columns: true, bom: true }));
  const ends = recordEnds(join(folder, "reports.jsonl"));
  let from = 0;
  for await (const row of rows as AsyncIterable<Record<string, string>>) {
    const { value: to } = await ends.next();
    if (to === undefined) throw new Error(`${folder}: reports.jsonl has fewer lines than reports.csv`);
    entries.push(entryOf(row, entries.length, from, to - 1));
    from = to;
    if (entries.length % 1000 === 0) onProgress(entries.length);
  }
  entries.sort((a, b) => needOf(b) - needOf(a) || a[0] - b[0]);
  mkdirSync(join(folder, ".gongkai"), { recursive: true });
  const file = new CheckedFile(path);
  file.write(`${stamp}\n`);
  for (const entry of entries) file.write(`${JSON.stringify(entry)}\n`);
  file.finish();
}

function entryOf(row: Record<string, string>, n: number, from: number, to: number): Entry {
  const text = (name: string) => (row[name] ?? "").replace(/^'(?=[=+@\t\r-])/, "");
  return [
    n,
    from,
    to,
    text("source"),
    text("container"),
    text("title"),
    text("issuer"),
    text("year"),
    text("edition"),
    text("status"),
    text("doubt"),
    text("sha256"),
    Number(row["doubted"]),
    Number(row["relations_fail"]),
  ];
}

function needOf(entry: Entry): number {
  const [status, doubted, fails] = [entry[9], entry[12], entry[13]];
  return (NEED[status] ?? 0) * 1e6 + doubted * 10 + fails;
}

/** Where each line of a file ends, behind its line feed. */
async function* recordEnds(path: string): AsyncGenerator<number> {
  let before = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    const bytes = chunk as Buffer;
    for (let end = bytes.indexOf(0x0a); end >= 0; end = bytes.indexOf(0x0a, end + 1)) yield before + end + 1;
    before += bytes.length;
  }
}
