// Damaged or hostile documents that libraries would follow in circles, or to any number that they tell: each is refused in
// one sentence before a library has it.
import { utils, type WorkSheet, write } from "@e965/xlsx";
import CFB from "cfb";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { expect, test } from "vitest";
import { proveChains } from "../../../src/read/compound-chains.ts";
import { readDocument } from "../../../src/read/read.ts";

/** A compound file of 512-byte sectors with a stream of ten sectors in a folder. */
function compound(): Buffer {
  const file = CFB.utils.cfb_new();
  CFB.utils.cfb_add(file, "/WordDocument", Buffer.alloc(5120, 1));
  CFB.utils.cfb_add(file, "/folder/small", Buffer.alloc(100, 2));
  CFB.utils.cfb_add(file, "/folder/other", Buffer.alloc(6000, 3));
  return Buffer.from(CFB.write(file, { type: "buffer" }) as Buffer);
}
const sector = (number: number) => (number + 1) * 512;
/** Where the chain of a sector goes on. */
const nextOf = (file: Buffer, number: number) => sector(file.readInt32LE(76)) + 4 * number;
const entry = (file: Buffer, name: string) => {
  const at = file.indexOf(Buffer.from(name, "utf16le"));
  expect(at % 128).toBe(0);
  return at;
};
const numberOf = (file: Buffer, name: string) => (entry(file, name) - entry(file, "Root Entry")) / 128;

test("a compound file whose chains end is handed on", () => {
  expect(() => proveChains(compound(), "DOC")).not.toThrow();
  expect(() => proveChains(compound().subarray(0, 2000), "DOC")).not.toThrow();
});

test.each<readonly [string, (file: Buffer) => void]>([
  [
    "a stream that begins again at its third sector",
    (file) => {
      const start = file.readInt32LE(entry(file, "WordDocument") + 116);
      file.writeInt32LE(start + 2, nextOf(file, start + 5));
    },
  ],
  [
    "a directory that goes on with itself",
    (file) => file.writeInt32LE(file.readInt32LE(48), nextOf(file, file.readInt32LE(48))),
  ],
  ["a folder in itself", (file) => file.writeInt32LE(numberOf(file, "folder"), entry(file, "folder") + 76)],
  [
    "an entry in two places",
    (file) => file.writeInt32LE(numberOf(file, "small"), entry(file, "WordDocument") + 76),
  ],
])("%s is told and not followed", (_, change) => {
  const file = compound();
  change(file);
  expect(() => proveChains(file, "XLS")).toThrow("The XLS is damaged: its parts are chained in a circle.");
});

function workbook(bookType: "xlsx" | "ods", part: string, change: (xml: string) => string): Uint8Array {
  const sheet: WorkSheet = utils.aoa_to_sheet([["a", 1]]);
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, "表");
  const parts = unzipSync(new Uint8Array(write(book, { type: "array", bookType }) as ArrayBuffer));
  const xml = change(strFromU8(parts[part] as Uint8Array));
  return zipSync({ ...parts, [part]: strToU8(xml) });
}
const SHEET = "xl/worksheets/sheet1.xml";

test.each<readonly [string, "xlsx" | "ods", string, string, string]>([
  [
    "columns",
    "xlsx",
    SHEET,
    "<sheetData",
    '<cols><col max="1000000000" min="1" width="9"/></cols><sheetData',
  ],
  [
    "cells of one link",
    "xlsx",
    SHEET,
    "</worksheet>",
    '<hyperlinks><hyperlink ref="A1:XFD90000"/></hyperlinks></worksheet>',
  ],
  [
    "columns",
    "ods",
    "content.xml",
    "<table:table-cell ",
    '<table:table-cell table:number-columns-repeated="99999" ',
  ],
  [
    "rows",
    "ods",
    "content.xml",
    "<table:table-row",
    '<table:table-row table:number-rows-repeated="99999999"',
  ],
])("more %s than there are in an %s", async (_, type, part, from, to) => {
  const asked = workbook(type, part, (xml) => xml.replace(from, to));
  expect(strFromU8(unzipSync(asked)[part] as Uint8Array)).toContain(to);
  await expect(readDocument(asked)).rejects.toMatchObject({ reason: "too-large" });
});

test("a part that cannot be unpacked is no library's to try", async () => {
  const bytes = Buffer.from(workbook("xlsx", SHEET, (xml) => xml + " ".repeat(20_000)));
  const at = bytes.indexOf(SHEET) + SHEET.length;
  bytes.fill(0xff, at + 10, at + 40);
  await expect(readDocument(bytes)).rejects.toThrow(`Its part ${SHEET} is not what was packed`);
});

test("a number of levels that was damaged opens no tables", async () => {
  const rtf = "{\\rtf1\\ansi\\trowd\\cellx1000\\pard\\intbl\\itap1000000000 a\\nestcell b\\cell\\row}";
  await expect(readDocument(Buffer.from(rtf))).rejects.toMatchObject({ reason: "too-deep" });
});
