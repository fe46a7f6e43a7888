// Writes a Stata file (.dta 118), row by row: numbers as doubles whose extended missings tell why no value is given.
// Must not know what is published.
import { closeSync, openSync, writeSync } from "node:fs";

export interface DtaColumn {
  readonly name: string;
  readonly label: string;
  /** Bytes of the longest text; null for a number. */
  readonly width: number | null;
  /** Whether its missings carry the value label. */
  readonly labelled: boolean;
}

/** A number, a text, or the letter of an extended missing (`.` for none). */
export type DtaValue = number | string | { readonly missing: string };

export interface DtaTable {
  readonly title: string;
  readonly columns: readonly DtaColumn[];
  readonly rows: number;
  /** Letter of a missing → what it means. */
  readonly missings: ReadonlyMap<string, string>;
}

const [DOUBLE, LONGEST] = [65526, 2045];
const LABEL_SET = "why";
const MISSING_DOUBLE = 0x7fe0_0000_0000_0000n;
const MISSING_LONG = 2_147_483_621;

/**
 * @throws when a name is longer than 32 characters, or rows are more or fewer than told
 */
export async function writeDta(
  path: string,
  table: DtaTable,
  rows: AsyncIterable<readonly (readonly DtaValue[])[]>,
): Promise<void> {
  const wide = table.columns.find(({ name }) => name.length > 32);
  if (wide) throw new Error(`${path}: ${wide.name}: a name in Stata has 32 characters at most`);
  const file = new Output(path);
  try {
    const offsets = writeHead(file, table);
    file.text("<data>");
    let count = 0;
    const width = table.columns.reduce(
      (sum, column) => sum + (column.width === null ? 8 : textWidth(column)),
      0,
    );
    for await (const chunk of rows) {
      const bytes = Buffer.alloc(width * chunk.length);
      chunk.forEach((row, at) => {
        writeRow(bytes, at * width, table.columns, row);
      });
      file.bytes(bytes);
      count += chunk.length;
    }
    if (count !== table.rows) throw new Error(`${path}: ${count} rows, ${table.rows} told`);
    file.text("</data>");
    writeTail(file, table, offsets);
  } finally {
    file.close();
  }
}

class Output {
  readonly #descriptor: number;
  position = 0;

  constructor(path: string) {
    this.#descriptor = openSync(path, "w");
  }

  text(text: string): void {
    this.bytes(Buffer.from(text, "utf8"));
  }

  bytes(bytes: Buffer): void {
    for (let from = 0; from < bytes.length; ) from += writeSync(this.#descriptor, bytes, from);
    this.position += bytes.length;
  }

  /** Fills in what was left open at a place written before. */
  patch(bytes: Buffer, at: number): void {
    writeSync(this.#descriptor, bytes, 0, bytes.length, at);
  }

  close(): void {
    closeSync(this.#descriptor);
  }
}

/** @returns where the map begins, and the offsets known so far: fourteen, in the order of the format */
function writeHead(file: Output, { title, columns, rows }: DtaTable): { map: number; offsets: number[] } {
  file.text("<stata_dta><header><release>118</release><byteorder>LSF</byteorder><K>");
  file.bytes(unsigned16(columns.length));
  file.text("</K><N>");
  file.bytes(unsigned64(rows));
  file.text("</N><label>");
  const label = Buffer.from(cut(title, 80 * 4), "utf8");
  file.bytes(unsigned16(label.length));
  file.bytes(label);
  file.text("</label><timestamp>");
  file.bytes(Buffer.from([0]));
  file.text("</timestamp></header>");
  const map = file.position;
  const offsets = [0, map];
  file.text("<map>");
  file.bytes(Buffer.alloc(14 * 8));
  file.text("</map>");
  const part = (name: string, each: (column: DtaColumn) => Buffer) => {
    offsets.push(file.position);
    file.text(`<${name}>`);
    file.bytes(Buffer.concat(columns.map(each)));
    if (name === "sortlist") file.bytes(Buffer.alloc(2));
    file.text(`</${name}>`);
  };
  part("variable_types", (column) => unsigned16(column.width === null ? DOUBLE : textWidth(column)));
  part("varnames", ({ name }) => fixed(name, 129));
  part("sortlist", () => Buffer.alloc(2));
  part("formats", (column) => fixed(column.width === null ? "%12.0g" : `%-${textWidth(column)}s`, 57));
  part("value_label_names", ({ labelled }) => fixed(labelled ? LABEL_SET : "", 129));
  part("variable_labels", ({ label }) => fixed(label, 321));
  offsets.push(file.position);
  file.text("<characteristics></characteristics>");
  offsets.push(file.position);
  return { map, offsets };
}

function writeTail(
  file: Output,
  { missings }: DtaTable,
  { map, offsets }: { map: number; offsets: number[] },
): void {
  offsets.push(file.position);
  file.text("<strls></strls>");
  offsets.push(file.position);
  file.text("<value_labels><lbl>");
  const labels = valueLabels(missings);
  file.bytes(signed32(labels.length));
  file.bytes(fixed(LABEL_SET, 129));
  file.bytes(Buffer.alloc(3));
  file.bytes(labels);
  file.text("</lbl></value_labels>");
  offsets.push(file.position);
  file.text("</stata_dta>");
  offsets.push(file.position);
  file.patch(Buffer.concat(offsets.map(unsigned64)), map + "<map>".length);
}

function valueLabels(missings: ReadonlyMap<string, string>): Buffer {
  const texts = [...missings.values()].map((text) => Buffer.from(`${text}\0`, "utf8"));
  const starts = texts.map((_, at) => texts.slice(0, at).reduce((sum, text) => sum + text.length, 0));
  return Buffer.concat([
    signed32(texts.length),
    signed32(texts.reduce((sum, text) => sum + text.length, 0)),
    ...starts.map(signed32),
    ...[...missings.keys()].map((letter) => signed32(MISSING_LONG + rank(letter))),
    ...texts,
  ]);
}

function writeRow(
  bytes: Buffer,
  start: number,
  columns: readonly DtaColumn[],
  row: readonly DtaValue[],
): void {
  let at = start;
  columns.forEach((column, place) => {
    const value = row[place] ?? { missing: "." };
    if (column.width !== null) {
      const text = typeof value === "object" ? "" : String(value);
      bytes.write(cut(text, textWidth(column)), at, "utf8");
      at += textWidth(column);
      return;
    }
    if (typeof value === "number") bytes.writeDoubleLE(value, at);
    else
      bytes.writeBigUInt64LE(
        MISSING_DOUBLE + (BigInt(rank(typeof value === "object" ? value.missing : ".")) << 40n),
        at,
      );
    at += 8;
  });
}

/** 0 for `.`, 1 for `.a` … */
function rank(letter: string): number {
  return letter === "." ? 0 : letter.charCodeAt(0) - 96;
}

function textWidth({ width }: DtaColumn): number {
  return Math.min(Math.max(width ?? 1, 1), LONGEST);
}

/** The text in at most so many bytes, no character cut in two. */
function cut(text: string, bytes: number): string {
  let result = text;
  while (Buffer.byteLength(result, "utf8") > bytes)
    result = [...result]
      .slice(0, -Math.max(1, Math.ceil((Buffer.byteLength(result, "utf8") - bytes) / 4)))
      .join("");
  return result;
}

function fixed(text: string, bytes: number): Buffer {
  const field = Buffer.alloc(bytes);
  field.write(cut(text, bytes - 1), "utf8");
  return field;
}

function unsigned16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function signed32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return bytes;
}

function unsigned64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}
