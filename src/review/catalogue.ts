// The documents of a dataset in the order in which they need a person, found again by their place in its files.
// What is held is one line a document: records stay on the disk. Must not know records or decisions.
import { closeSync, openSync, readSync } from "node:fs";
import { join } from "node:path";
import { datasetStamp, type Entry, recordIndex } from "../store/record-index.ts";

/** Documents that can be settled before a screen come first. */
const NEED: Readonly<Record<string, number>> = { partial: 3, flagged: 2, failed: 1 };

export class Catalogue {
  private constructor(
    private readonly folder: string,
    private readonly bytes: Buffer,
    /** Of the line of each document, and where the last one ends. */
    private readonly starts: Float64Array,
    /** Documents, those that need a person most first. */
    private readonly order: Uint32Array,
    /** Of the files that it was made from. */
    private readonly stamp: string,
  ) {}

  /**
   * @param onProgress told of documents while a dataset is seen for the first time
   * @throws Error when the folder holds no dataset
   */
  static async open(folder: string, onProgress: (documents: number) => void): Promise<Catalogue> {
    const { bytes, stamp } = await recordIndex(folder, onProgress);
    const starts = lineStarts(bytes);
    const order = new Uint32Array(starts.length - 1);
    const catalogue = new Catalogue(folder, bytes, starts, order, stamp);
    const needs = Float64Array.from(order, (_, n) => needOf(catalogue.entry(n)));
    order.set(order.map((_, n) => n).sort((a, b) => (needs[b] ?? 0) - (needs[a] ?? 0) || a - b));
    return catalogue;
  }

  get size(): number {
    return this.order.length;
  }

  /** Whether the dataset is still the one that it was made from. */
  get current(): boolean {
    return datasetStamp(this.folder) === this.stamp;
  }

  *entries(): Generator<Entry> {
    for (const n of this.order) yield this.entry(n);
  }

  /** @param n number of the document in the dataset; null when there is none */
  find(n: number): Entry | null {
    return Number.isInteger(n) && n >= 0 && n < this.size ? this.entry(n) : null;
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

  private entry(n: number): Entry {
    return JSON.parse(this.bytes.toString("utf8", this.starts[n], this.starts[n + 1])) as Entry;
  }
}

/** Where lines begin, those after the first, and where the last one ends. */
function lineStarts(bytes: Buffer): Float64Array {
  const starts: number[] = [];
  for (let end = bytes.indexOf(0x0a); end >= 0; end = bytes.indexOf(0x0a, end + 1)) starts.push(end + 1);
  return Float64Array.from(starts);
}

function needOf(entry: Entry): number {
  const [status, doubted, fails] = [entry[9], entry[12], entry[13]];
  return (NEED[status] ?? 0) * 1e6 + doubted * 10 + fails;
}
