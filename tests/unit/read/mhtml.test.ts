import iconv from "iconv-lite";
import { expect, test } from "vitest";
import { readDocument } from "../../../src/read/read.ts";

const page = (encoding: string, body: string, charset = "utf-8") =>
  `From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html"; boundary="----B"\r\n\r\n------B\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n------B\r\nContent-Type: text/html; charset="${charset}"\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n${body}\r\n------B--\r\n`;
const HTML = "<table><tr><td>年度</td><td>12</td></tr></table>";

test.each([
  [
    "quoted-printable",
    page(
      "quoted-printable",
      [...Buffer.from(HTML)]
        .map((byte) =>
          byte > 127 || byte === 61 ? `=${byte.toString(16).toUpperCase()}` : String.fromCharCode(byte),
        )
        .join(""),
    ),
  ],
  [
    "base64",
    page(
      "base64",
      Buffer.from(HTML)
        .toString("base64")
        .replace(/(.{20})/g, "$1\r\n"),
    ),
  ],
  ["base64 in GBK", page("base64", iconv.encode(HTML, "gbk").toString("base64"), "gb2312")],
])("%s", async (_, message) => {
  const { container, content } = await readDocument(new TextEncoder().encode(message));
  expect(container).toBe("mhtml");
  expect(content).toMatchObject([{ kind: "table", rows: [[{ text: "年度" }, { text: "12" }]] }]);
});

test("a message without a page is refused", async () => {
  const message =
    "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=B\r\n\r\n--B\r\nContent-Type: image/png\r\n\r\nx\r\n--B--\r\n";
  await expect(readDocument(new TextEncoder().encode(message))).rejects.toThrow(/no page/);
});
