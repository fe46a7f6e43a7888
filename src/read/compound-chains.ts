// Whether the chains of a compound file (DOC, XLS) come to an end: the libraries that read one follow a chain of sectors or
// of directory entries in a circle until memory is gone. Must not know what the streams hold. Offsets as in [MS-CFB].
import { UnreadableError } from "../model/document.ts";

const MAGIC = 0xe011cfd0;
const HEAD = 512;
const HEAD_FAT_SECTORS = 109;
const ENTRY = 128;
/** Streams that are smaller stand in the small sectors, of which no more are followed than their size asks for. */
const LEAST_CHAINED = 4096;

/** @param kind what to call the document in errors. @throws UnreadableError when one of its chains is a circle */
export function proveChains(bytes: Uint8Array, kind: string): void {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.length < HEAD || file.readUInt32LE(0) !== MAGIC) return;
  const size = 1 << file.readUInt16LE(30);
  // Any other size is refused by the libraries.
  if (size !== 512 && size !== 4096) return;
  const sectors = new Sectors(file, size);
  const directory = sectors.chain(file.readInt32LE(48));
  const entries = directory && entriesOf(directory);
  if (!entries || !isForest(entries)) throw circle(kind);
  for (const { start, length } of entries)
    if (length >= LEAST_CHAINED && !sectors.chain(start)) throw circle(kind);
}

function circle(kind: string): UnreadableError {
  return new UnreadableError("damaged", `The ${kind} is damaged: its parts are chained in a circle.`);
}

class Sectors {
  /** Numbers of the sectors that hold the table of chains. */
  private readonly table: readonly number[];

  constructor(
    private readonly file: Buffer,
    private readonly size: number,
  ) {
    const table: number[] = [];
    for (let index = 0; index < HEAD_FAT_SECTORS; index += 1) table.push(file.readInt32LE(76 + 4 * index));
    const seen = new Set<number>();
    for (let at = file.readInt32LE(68); !seen.has(at); ) {
      const sector = this.sector(at);
      if (!sector || sector.length < size) break;
      seen.add(at);
      for (let offset = 0; offset < size - 4; offset += 4) table.push(sector.readInt32LE(offset));
      at = sector.readInt32LE(size - 4);
    }
    this.table = table;
  }

  /** The sectors from one on, as far as they are there; null when they are a circle. */
  chain(start: number): Buffer[] | null {
    const found: Buffer[] = [];
    const seen = new Set<number>();
    for (let at = start; at >= 0; at = this.next(at)) {
      if (seen.has(at)) return null;
      seen.add(at);
      const sector = this.sector(at);
      if (sector) found.push(sector);
    }
    return found;
  }

  private next(at: number): number {
    const sector = this.sector(this.table[Math.floor((at * 4) / this.size)] ?? -1);
    const offset = (at * 4) % this.size;
    return sector && offset + 4 <= sector.length ? sector.readInt32LE(offset) : -1;
  }

  private sector(number: number): Buffer | null {
    const from = (number + 1) * this.size;
    return number >= 0 && from < this.file.length ? this.file.subarray(from, from + this.size) : null;
  }
}

interface Entry {
  /** Numbers of the entries before, behind and below. */
  readonly leads: readonly number[];
  readonly start: number;
  readonly length: number;
}

function entriesOf(directory: readonly Buffer[]): Entry[] {
  const bytes = Buffer.concat(directory);
  const entries: Entry[] = [];
  for (let at = 0; at + ENTRY <= bytes.length; at += ENTRY) {
    // What stands in an entry that is not used says nothing.
    const used = bytes[at + 66] !== 0;
    const leads = used ? [68, 72, 76].map((offset) => bytes.readInt32LE(at + offset)) : [];
    entries.push({ leads, start: bytes.readInt32LE(at + 116), length: bytes.readInt32LE(at + 120) });
  }
  return entries;
}

/** Every entry is led to by one other at most, and by none that it leads to itself. */
function isForest(entries: readonly Entry[]): boolean {
  const above = new Map<number, number>();
  for (const [index, { leads }] of entries.entries()) {
    for (const lead of leads) {
      if (lead < 0 || lead >= entries.length) continue;
      if (above.has(lead)) return false;
      above.set(lead, index);
    }
  }
  const free = new Set<number>();
  for (const index of above.keys()) {
    const path = new Set<number>();
    for (let at: number | undefined = index; at !== undefined && !free.has(at); at = above.get(at)) {
      if (path.has(at)) return false;
      path.add(at);
    }
    for (const at of path) free.add(at);
  }
  return true;
}
