import iconv from "iconv-lite";
import { describe, expect, test } from "vitest";
import { decodeText } from "../../../src/read/charset.ts";

const TEXT = "柳湾区2022年度报告，共计12件";

describe("charsets are judged by the bytes", () => {
  test.each([
    ["utf-8", "utf8", undefined, "utf-8"],
    ["utf-8 that is declared as gb2312", "utf8", "gb2312", "utf-8"],
    ["gbk without a declaration", "gbk", undefined, "gb18030"],
    ["gbk that is declared as utf-8", "gbk", "utf-8", "gb18030"],
    ["big5 that is declared", "big5", "big5", "big5"],
    ["utf-16 without a mark", "utf-16le", undefined, "utf-16le"],
  ])("%s", (_, encoding, declared, charset) => {
    const text =
      encoding === "big5"
        ? "政府資訊公開年度報告"
        : encoding === "utf-16le"
          ? `<p>${TEXT}</p>${" ".repeat(40)}`
          : TEXT;
    const decoded = decodeText(iconv.encode(text, encoding), [declared]);
    expect(decoded).toEqual({ text, charset, replaced: 0 });
  });

  test("a mark at the start decides and is no text", () => {
    expect(decodeText(iconv.encode(TEXT, "utf-16be", { addBOM: true })).text).toBe(TEXT);
  });

  test("damaged UTF-8 stays UTF-8 and says what was lost", () => {
    const bytes = Buffer.concat([Buffer.from(TEXT.repeat(5)), Buffer.from([0xe6, 0x9f])]);
    const decoded = decodeText(bytes);
    expect(decoded.charset).toBe("utf-8");
    expect(decoded.replaced).toBeGreaterThan(0);
  });
});
