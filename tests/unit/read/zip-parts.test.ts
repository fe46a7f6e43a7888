// The parts of a zipped document, in whatever charset their XML is written.
import { zipSync } from "fflate";
import iconv from "iconv-lite";
import { expect, test } from "vitest";
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
