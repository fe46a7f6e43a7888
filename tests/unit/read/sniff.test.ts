import { strToU8, zipSync } from "fflate";
import { expect, test } from "vitest";
import { readDocument } from "../../../src/read/read.ts";
import { sniff } from "../../../src/read/sniff.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

test.each([
  ["a page named .doc", bytes("<html><body><p>x</p></body></html>"), "a.doc", "html"],
  ["a page without a head", bytes("<table><tr><td>1</td></tr></table>"), "a", "html"],
  ["text named .html", bytes("年度报告\n一、总体情况\n"), "a.html", "txt"],
  ["RTF named .doc", bytes("{\\rtf1\\ansi x}"), "a.doc", "rtf"],
  ["PDF behind some bytes", bytes("junk\n%PDF-1.4\n"), "a.pdf", "pdf"],
  ["DOCX named .zip", zipSync({ "word/document.xml": strToU8("<x/>") }), "a.zip", "docx"],
  ["OFD", zipSync({ "OFD.xml": strToU8("<x/>") }), "a.ofd", "ofd"],
  [
    "a picture",
    Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0, 0, 0, 1, 2, 3, 0, 0, 0]),
    "a.pdf",
    "unknown",
  ],
])("%s", (_, content, name, container) => {
  expect(sniff(content, { name })).toBe(container);
});

test("a compound file is told by its streams wherever in memory it begins", () => {
  const file = new Uint8Array(4096);
  file.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  file.set(Buffer.from("WordDocument", "utf16le"), 1024);
  for (const start of [0, 1]) {
    const memory = new Uint8Array(file.length + start);
    memory.set(file, start);
    expect(sniff(memory.subarray(start), { name: "a.doc" }), `begins at ${start}`).toBe("doc");
  }
});

test("what cannot be read is refused in one sentence", async () => {
  await expect(readDocument(new Uint8Array(0))).rejects.toThrow("The file is empty.");
  await expect(readDocument(new Uint8Array(100))).rejects.toThrow(/zero bytes/);
  await expect(readDocument(Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"))).rejects.toThrow(
    /PNG picture/,
  );
});
