// The binary Word format up to text with properties: the information block, the piece table, property runs.
// Must not know tables or what the properties are used for. Offsets as in [MS-DOC].
import CFB from "cfb";
import { UnreadableError } from "../model/document.ts";
import { proveChains } from "./compound-chains.ts";

/** A property change: its code and its operand. */
export interface Sprm {
  readonly code: number;
  readonly operand: Uint8Array;
}

export interface DocCharacter {
  readonly char: string;
  /** Offset in the main stream: where the character's properties are looked up. */
  readonly offset: number;
}

export interface DocFile {
  /** The main text, character by character. */
  characters(): Generator<DocCharacter>;
  paragraphAt(offset: number): readonly Sprm[];
  /** Index of the paragraph's style; 1 to 9 are the headings. */
  styleAt(offset: number): number;
  charactersAt(offset: number): readonly Sprm[];
}

const ENCRYPTED = 0x0100;
const SECOND_TABLE = 0x0200;
const OLDEST = 0x00c1;

/** @throws UnreadableError when the file is locked, older than Word 97, cut off or damaged. */
export function openDoc(bytes: Uint8Array): DocFile {
  const container = openContainer(bytes);
  const main = stream(container, "WordDocument");
  const view = viewOf(main);
  if (main.length < 0x200) throw new UnreadableError("truncated", "The DOC is cut off in its first block.");
  const flags = view.getUint16(0x0a, true);
  if (flags & ENCRYPTED) throw new UnreadableError("encrypted", "The DOC is locked with a password.");
  if (view.getUint16(2, true) < OLDEST) {
    throw new UnreadableError("unsupported", "The DOC was written by a Word older than Word 97.");
  }
  const table = stream(container, flags & SECOND_TABLE ? "1Table" : "0Table");
  const part = (at: number) => {
    const from = view.getUint32(at, true);
    return table.subarray(from, from + view.getUint32(at + 4, true));
  };
  const pieces = readPieces(part(0x1a2), view.getUint32(0x4c, true));
  const data = CFB.find(container, "Data")?.content;
  const paragraphs = new Runs(
    part(0x102),
    main,
    "paragraph",
    data ? Uint8Array.from(data as number[]) : null,
  );
  const characters = new Runs(part(0xfa), main, "character", null);
  return {
    characters: () => readCharacters(pieces, main),
    paragraphAt: (offset) => paragraphs.at(offset).sprms,
    styleAt: (offset) => paragraphs.at(offset).style,
    charactersAt: (offset) => characters.at(offset).sprms,
  };
}

function openContainer(bytes: Uint8Array): CFB.CFB$Container {
  proveChains(bytes, "DOC");
  try {
    return CFB.read(bytes, { type: "buffer" });
  } catch {
    throw new UnreadableError("damaged", "The DOC is damaged and cannot be read.");
  }
}

function stream(container: CFB.CFB$Container, name: string): Uint8Array {
  const entry = CFB.find(container, name);
  if (!entry) throw new UnreadableError("damaged", `The DOC has no part ${name}.`);
  return Uint8Array.from(entry.content as number[]);
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

interface Piece {
  readonly length: number;
  readonly offset: number;
  readonly compressed: boolean;
}

/** The pieces of the main text, in order. */
function readPieces(clx: Uint8Array, length: number): Piece[] {
  const view = viewOf(clx);
  let at = 0;
  while (at < clx.length && clx[at] === 1) at += 3 + view.getUint16(at + 1, true);
  if (clx[at] !== 2) throw new UnreadableError("damaged", "The DOC's table of text pieces is missing.");
  const size = view.getUint32(at + 1, true);
  const start = at + 5;
  const count = Math.floor((size - 4) / 12);
  const pieces: Piece[] = [];
  for (let index = 0; index < count; index += 1) {
    const from = view.getUint32(start + index * 4, true);
    const to = Math.min(length, view.getUint32(start + index * 4 + 4, true));
    if (to <= from) continue;
    const fc = view.getUint32(start + (count + 1) * 4 + index * 8 + 2, true);
    const compressed = (fc & 0x40000000) !== 0;
    const plain = fc & 0x3fffffff;
    pieces.push({ length: to - from, offset: compressed ? plain >>> 1 : plain, compressed });
  }
  return pieces;
}

function* readCharacters(pieces: readonly Piece[], main: Uint8Array): Generator<DocCharacter> {
  const decoder = new TextDecoder("windows-1252");
  const view = viewOf(main);
  for (const { length, offset, compressed } of pieces) {
    const end = offset + length * (compressed ? 1 : 2);
    if (end > main.length) throw new UnreadableError("truncated", "The DOC is cut off within its text.");
    for (let at = offset; at < end; at += compressed ? 1 : 2) {
      const char = compressed
        ? decoder.decode(main.subarray(at, at + 1))
        : String.fromCharCode(view.getUint16(at, true));
      yield { char, offset: at };
    }
  }
}

interface Run {
  readonly from: number;
  readonly to: number;
  readonly style: number;
  readonly sprms: readonly Sprm[];
}

const NO_RUN: Run = { from: 0, to: 0, style: 0, sprms: [] };
const PAGE = 512;
/** Properties too long for their page stand in the data stream. */
const HUGE = 0x6646;
const OLD_HUGE = 0x6645;

/** Property runs, by offsets in the main stream. */
class Runs {
  private readonly runs: Run[] = [];
  private last = NO_RUN;

  constructor(plc: Uint8Array, main: Uint8Array, kind: "paragraph" | "character", data: Uint8Array | null) {
    const view = viewOf(plc);
    const count = Math.max(0, Math.floor((plc.length - 4) / 8));
    for (let index = 0; index < count; index += 1) {
      const number = view.getUint32((count + 1) * 4 + index * 4, true) & 0x3fffff;
      const page = main.subarray(number * PAGE, number * PAGE + PAGE);
      if (page.length === PAGE) this.addPage(page, kind, data);
    }
    this.runs.sort((a, b) => a.from - b.from);
  }

  at(offset: number): Run {
    if (offset >= this.last.from && offset < this.last.to) return this.last;
    let low = 0;
    let high = this.runs.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const run = this.runs[middle] as Run;
      if (offset < run.from) high = middle - 1;
      else if (offset >= run.to) low = middle + 1;
      else {
        this.last = run;
        return run;
      }
    }
    return NO_RUN;
  }

  private addPage(page: Uint8Array, kind: "paragraph" | "character", data: Uint8Array | null): void {
    const view = viewOf(page);
    const count = page[PAGE - 1] ?? 0;
    const entry = kind === "paragraph" ? 13 : 1;
    if ((count + 1) * 4 + count * entry > PAGE - 1) return;
    for (let index = 0; index < count; index += 1) {
      const from = view.getUint32(index * 4, true);
      const to = view.getUint32(index * 4 + 4, true);
      const at = (page[(count + 1) * 4 + index * entry] ?? 0) * 2;
      const properties = at === 0 ? new Uint8Array(0) : propertiesAt(page, at, kind);
      const style =
        kind === "paragraph" && properties.length >= 2 ? viewOf(properties).getUint16(0, true) : 0;
      const sprms = readSprms(kind === "paragraph" ? properties.subarray(2) : properties);
      this.runs.push({ from, to, style, sprms: sprms.flatMap((sprm) => unfold(sprm, data)) });
    }
  }
}

function propertiesAt(page: Uint8Array, at: number, kind: "paragraph" | "character"): Uint8Array {
  const size = page[at] ?? 0;
  if (kind === "character") return page.subarray(at + 1, at + 1 + size);
  if (size !== 0) return page.subarray(at + 1, at + size * 2);
  const long = page[at + 1] ?? 0;
  return page.subarray(at + 2, at + 2 + long * 2);
}

function unfold(sprm: Sprm, data: Uint8Array | null): readonly Sprm[] {
  if ((sprm.code !== HUGE && sprm.code !== OLD_HUGE) || data === null || sprm.operand.length < 4)
    return [sprm];
  const at = viewOf(sprm.operand).getUint32(0, true);
  if (at + 2 > data.length) return [];
  const size = viewOf(data).getUint16(at, true);
  return readSprms(data.subarray(at + 2, at + 2 + size));
}

const OPERAND_SIZES = [1, 1, 2, 4, 2, 2, 0, 3] as const;
/** Definitions of rows are longer than a byte can tell. */
export const TABLE_DEFINITION = 0xd608;
const OLD_TABLE_DEFINITION = 0xd606;
const TABS = 0xc615;

function readSprms(bytes: Uint8Array): Sprm[] {
  const view = viewOf(bytes);
  const sprms: Sprm[] = [];
  let at = 0;
  while (at + 2 <= bytes.length) {
    const code = view.getUint16(at, true);
    at += 2;
    let size: number = OPERAND_SIZES[code >> 13] ?? 1;
    if (code === TABLE_DEFINITION || code === OLD_TABLE_DEFINITION) {
      if (at + 2 > bytes.length) break;
      size = view.getUint16(at, true) - 1;
      at += 2;
    } else if (code >> 13 === 6) {
      size = bytes[at] ?? 0;
      at += 1;
      if (code === TABS && size === 255) size = 0;
    }
    if (size < 0) break;
    sprms.push({ code, operand: bytes.subarray(at, at + size) });
    at += size;
  }
  return sprms;
}
