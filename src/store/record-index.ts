// Where the record of each document begins and ends in a dataset, and what a list of them shows: what is asked for one
// document costs one document. Made when a dataset is written, and again where it is missing or of other files.
// Must not know what records mean, or in which order they are wanted.
import {
  closeSync,
  createReadStream,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  statSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { parse } from "csv-parse";
import { CheckedFile } from "./checked-file.ts";
import { type FileLine, fileLines } from "./file-lines.ts";

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

const TEXTS = [
  "source",
  "container",
  "title",
  "issuer",
  "year",
  "edition",
  "status",
  "doubt",
  "sha256",
] as const;
const COUNTS = ["doubted", "relations_fail"] as const;
const WANTED: ReadonlySet<string> = new Set([...TEXTS, ...COUNTS]);

type Row = Readonly<Record<(typeof TEXTS)[number] | (typeof COUNTS)[number], string>>;

const indexPath = (folder: string) => join(folder, ".gongkai", "records.index");

/**
 * The entries of a dataset's index, a line of JSON each behind the first, which says which files it is of.
 * @param onProgress told of documents where it has to be made
 * @throws Error when the folder holds no dataset
 */
export async function recordIndex(
  folder: string,
  onProgress: (documents: number) => void = () => {},
): Promise<{ readonly bytes: Buffer; readonly stamp: string }> {
  const stamp = await makeRecordIndex(folder, onProgress);
  return { bytes: readFileSync(indexPath(folder)), stamp };
}

/**
 * Makes the index where it is missing or of other files, and holds no more of it than an entry at a time.
 * @returns what tells the dataset from another that takes its place
 * @throws Error when the folder holds no dataset
 */
export async function makeRecordIndex(
  folder: string,
  onProgress: (documents: number) => void = () => {},
): Promise<string> {
  const stamp = datasetStamp(folder);
  if (stamp === null) throw new Error(`${folder}: holds no dataset (no reports.csv and reports.jsonl)`);
  if (!isOf(indexPath(folder), stamp)) await build(folder, stamp, onProgress);
  return stamp;
}

/** Tells one dataset from another that took its place; null when there is none. */
export function datasetStamp(folder: string): string | null {
  const parts = ["reports.csv", "reports.jsonl"].map((name) => join(folder, name));
  if (!parts.every((path) => existsSync(path))) return null;
  return parts
    .map((path) => statSync(path))
    .map(({ size, mtimeMs, ino }) => `${ino} ${size} ${mtimeMs}`)
    .join(" ");
}

function isOf(path: string, stamp: string): boolean {
  if (!existsSync(path)) return false;
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

async function build(folder: string, stamp: string, onProgress: (documents: number) => void): Promise<void> {
  const rows = createReadStream(join(folder, "reports.csv")).pipe(
    parse({ columns: (names: string[]) => names.map((name) => WANTED.has(name) && name), bom: true }),
  );
  const records = fileLines(join(folder, "reports.jsonl"));
  const path = indexPath(folder);
  mkdirSync(dirname(path), { recursive: true });
  const file = new CheckedFile(`${path}.part`);
  let documents = 0;
  try {
    file.write(`${stamp}\n`);
    for await (const row of rows as AsyncIterable<Row>) {
      const { value: record } = records.next() as IteratorResult<FileLine, undefined>;
      if (!record?.isWhole) throw new Error(`${folder}: reports.jsonl has fewer lines than reports.csv`);
      file.write(`${JSON.stringify(entryOf(row, documents, record.at, record.end - 1))}\n`);
      documents += 1;
      if (documents % 1000 === 0) onProgress(documents);
    }
    file.finish();
    renameSync(file.path, path);
  } finally {
    file.drop();
    // Nobody asks for the end of the file, which would be open for good.
    records.return(undefined);
  }
}

function entryOf(row: Row, n: number, from: number, to: number): Entry {
  const text = (name: (typeof TEXTS)[number]) => row[name].replace(/^'(?=[=+@\t\r-])/, "");
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
    Number(row.doubted),
    Number(row.relations_fail),
  ];
}
