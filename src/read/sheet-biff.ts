// What an XLS says of how its cells show: letters that are struck out, or white on white, noughts that are left out. Records as
// in [MS-XLS].
// Must not know how cells become a table.
import { utils } from "@e965/xlsx";
import CFB from "cfb";
import { PLAIN_LOOKS, type SheetLooks } from "./sheet-parts.ts";

const RECORD = {
  boundSheet: 0x85,
  font: 0x31,
  format: 0xe0,
  begin: 0x0809,
  end: 0x0a,
  window: 0x023e,
} as const;
/** Of a sheet's window. */
const SHOWS_ZEROS = 0x0010;
/** Records of one cell begin with its row, column and format; those of several with row, column and a format each. */
const CELLS: ReadonlySet<number> = new Set([
  0x0006, 0x0203, 0x0204, 0x0205, 0x027e, 0x00fd, 0x00d6, 0x0406, 0x0206,
]);
const MANY = 0xbd;
const MANY_SIZE = 6;
const STRUCK = 0x0008;
/** White in the old palette. */
const WHITES: ReadonlySet<number> = new Set([1, 9]);
/** There is no font of this number. */
const NO_FONT = 4;

interface BiffRecord {
  readonly kind: number;
  readonly data: Buffer;
}

/** Looks of sheets by their names; none where the file is older than the records that tell. */
export function biffLooks(bytes: Uint8Array): Map<string, SheetLooks> {
  const stream = workbookOf(bytes);
  const looks = new Map<string, SheetLooks>();
  if (stream === null) return looks;
  const globals = [...records(stream, 0)];
  const hides = hidingFormats(globals);
  for (const { data } of globals.filter(({ kind }) => kind === RECORD.boundSheet)) {
    const unseen = new Set<string>();
    let hidesZeros = false;
    for (const record of records(stream, data.readUInt32LE(0))) {
      for (const [address, format] of cellsOf(record)) if (hides[format]) unseen.add(address);
      if (record.kind === RECORD.window && record.data.length >= 2)
        hidesZeros ||= (record.data.readUInt16LE(0) & SHOWS_ZEROS) === 0;
    }
    looks.set(nameOf(data), { ...PLAIN_LOOKS, unseen, hidesZeros });
  }
  return looks;
}

function workbookOf(bytes: Uint8Array): Buffer | null {
  let entry: CFB.CFB$Entry | null;
  try {
    entry = CFB.find(CFB.read(Buffer.from(bytes), { type: "buffer" }), "/Workbook");
  } catch {
    // The reader of the sheet says what is wrong with it.
    return null;
  }
  return entry ? Buffer.from(entry.content as Uint8Array) : null;
}

/** From a place to the end of what begins there; charts within it have ends of their own. */
function* records(stream: Buffer, from: number): Generator<BiffRecord> {
  let depth = 0;
  for (let at = from; at + 4 <= stream.length; ) {
    const kind = stream.readUInt16LE(at);
    const length = stream.readUInt16LE(at + 2);
    yield { kind, data: stream.subarray(at + 4, at + 4 + length) };
    if (kind === RECORD.begin) depth += 1;
    if (kind === RECORD.end) depth -= 1;
    if (kind === RECORD.end && depth <= 0) return;
    at += 4 + length;
  }
}

/** Whether a format of cells hides its letters, by the format's number. */
function hidingFormats(globals: readonly BiffRecord[]): boolean[] {
  const fonts = globals
    .filter(({ kind, data }) => kind === RECORD.font && data.length >= 6)
    .map(({ data }) => ({
      isStruck: (data.readUInt16LE(2) & STRUCK) !== 0,
      isWhite: WHITES.has(data.readUInt16LE(4)),
    }));
  return globals
    .filter(({ kind, data }) => kind === RECORD.format && data.length >= 20)
    .map(({ data }) => {
      const number = data.readUInt16LE(0);
      const font = fonts[number > NO_FONT ? number - 1 : number];
      const pattern = data.readUInt32LE(14) >>> 26;
      const ground = data.readUInt16LE(18) & 0x7f;
      const isOnWhite = pattern === 0 || (pattern === 1 && WHITES.has(ground));
      return font !== undefined && (font.isStruck || (font.isWhite && isOnWhite));
    });
}

function* cellsOf({ kind, data }: BiffRecord): Generator<readonly [address: string, format: number]> {
  const isMany = kind === MANY;
  if ((!isMany && !CELLS.has(kind)) || data.length < 6) return;
  const [r, first] = [data.readUInt16LE(0), data.readUInt16LE(2)];
  const count = isMany ? Math.floor((data.length - 6) / MANY_SIZE) : 1;
  for (let one = 0; one < count; one += 1)
    yield [utils.encode_cell({ r, c: first + one }), data.readUInt16LE(4 + one * MANY_SIZE)];
}

/** A short text: its length, whether its letters take two bytes each, and the letters. */
function nameOf(data: Buffer): string {
  const [length, isWide] = [data[6] ?? 0, ((data[7] ?? 0) & 1) === 1];
  return isWide ? data.toString("utf16le", 8, 8 + length * 2) : data.toString("latin1", 8, 8 + length);
}
