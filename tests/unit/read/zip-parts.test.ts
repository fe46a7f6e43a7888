// The parts of a zipped document, in whatever charset their XML is written.
import { zipSync } from "fflate";
import iconv from "iconv-lite";
import { expect, test } from "vitest";
import { provenPart, wrongPart } from "../../../src/read/zip-checksums.ts";
import { unpackParts } from "../../../src/read/zip-parts.ts";

test.each([
  ["UTF-8", "utf-8", false],
  ["UTF-8", "utf-8", true],
  ["UTF-16", "utf-16le", true],
  ["UTF-16", "utf-16be", true],
  ["UTF-16", "utf-16le", false],
  ["GBK", "gbk", false],
  ["GB2312", "gb18030", false],
])("a part says that it is in %s, and is in %s (mark: %s)", (label, charset, addBOM) => {
  const xml = `<?xml version="1.0" encoding="${label}"?><a>规范性文件 12</a>`;
  const bytes = zipSync({ "a.xml": new Uint8Array(iconv.encode(xml, charset, { addBOM })) });
  const part = unpackParts(bytes, "OFD", () => true).get("a.xml");
  expect(part?.replace(/^\ufeff/, "")).toBe(xml);
});

/** A package with a part that is packed, one that is not, one with an odd name, and a picture. */
function somePackage(): Uint8Array {
  const text = (words: string) => Buffer.from(words);
  return zipSync({
    "b.xml": text("<b>规范性文件</b>".repeat(40)),
    "a.xml": [text("<a>12</a>"), { level: 0 }],
    "c.xml": text("<c/>"),
    "名.xml": text("<d/>"),
    "e.png": text("no picture"),
  });
}

test("proven parts are what they are without the proof, and in their order", () => {
  const [bytes, unproven] = [somePackage(), somePackage()];
  expect(wrongPart(bytes)).toBeNull();
  expect([...unpackParts(bytes, "DOCX", () => true)]).toEqual([...unpackParts(unproven, "DOCX", () => true)]);
  expect(provenPart(bytes, "a.xml", 9)).toEqual(Uint8Array.from(Buffer.from("<a>12</a>")));
  expect(provenPart(unproven, "a.xml", 9)).toBeUndefined();
  // A reader that is told another size is to see for itself.
  expect(provenPart(bytes, "a.xml", 10)).toBeUndefined();
  expect(provenPart(bytes, "e.png", 10)).toBeUndefined();
});

test("of two parts of one name neither is kept", () => {
  const bytes = new Uint8Array(
    Buffer.from(somePackage())
      .toString("latin1")
      .replaceAll("c.xml", "a.xml")
      .split("")
      .map((char) => char.charCodeAt(0)),
  );
  expect(wrongPart(bytes)).toBeNull();
  expect(provenPart(bytes, "a.xml", 9)).toBeUndefined();
  expect(unpackParts(bytes, "DOCX", () => true).get("a.xml")).toBe("<c/>");
});
