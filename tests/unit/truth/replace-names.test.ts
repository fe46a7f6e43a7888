// Names go out of a document's own bytes, and nothing else in them changes.
import { readFileSync } from "node:fs";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import iconv from "iconv-lite";
import { expect, it } from "vitest";
import { listSamples } from "../../../src/dev/sample-files.ts";
import { readDocument } from "../../../src/read/read.ts";
import { NameStays, replaceNames } from "../../../src/truth/replace-names.ts";

const LI = [{ name: "李四光", by: "某某" }];

it.each(["utf8", "gb18030", "big5", "utf-16le"])("in a text of %s, in its own charset", async (charset) => {
  const text = (name: string) => `政府信息公開\r\n聯繫人：${name}，電話 0591-1\r\n`;
  const bytes = iconv.encode(text("李四光"), charset, { addBOM: charset === "utf-16le" });
  const hints = { name: "a.txt", charset };
  expect(await replaceNames(bytes, hints, LI)).toEqual(
    iconv.encode(text("某某"), charset, { addBOM: charset === "utf-16le" }),
  );
});

it("in every part of a zipped document, the same way each time", async () => {
  const [sample] = listSamples("documents").filter(({ name }) => name === "2021-docx-plain");
  const parts = unzipSync(readFileSync(`${sample?.folder}/${sample?.source}`));
  const path = "word/document.xml";
  const body = strFromU8(parts[path] as Uint8Array);
  const named = body.replace("</w:body>", "<w:p><w:r><w:t>联系人 李四光</w:t></w:r></w:p></w:body>");
  const bytes = zipSync({ ...parts, [path]: strToU8(named) });
  const replaced = await replaceNames(bytes, { name: "a.docx" }, LI);
  expect(await replaceNames(bytes, { name: "a.docx" }, LI)).toEqual(replaced);
  const after = unzipSync(replaced);
  expect(strFromU8(after[path] as Uint8Array)).toBe(named.replace("李四光", "某某"));
  for (const [name, part] of Object.entries(parts)) if (name !== path) expect(after[name]).toEqual(part);
  expect((await readDocument(replaced, { name: "a.docx" })).content.at(-1)).toMatchObject({
    text: "联系人 某某",
  });
});

it("says so when a name is cut into pieces, stands nowhere, or the bytes are no text", async () => {
  const html = (body: string) => Buffer.from(`<html><body><p>${body}</p></body></html>`);
  const hints = { name: "a.html" };
  const cut = html("李四光办公室，联系人<b>李</b>四光");
  await expect(replaceNames(cut, hints, LI)).rejects.toThrow("李四光: still stands in the document");
  await expect(replaceNames(html("王五"), hints, LI)).rejects.toThrow("李四光: stands nowhere");
  const [pdf] = listSamples("documents").filter(({ name }) => name === "2021-pdf-libreoffice");
  const bytes = readFileSync(`${pdf?.folder}/${pdf?.source}`);
  await expect(replaceNames(bytes, { name: "a.pdf" }, LI)).rejects.toThrow(NameStays);
});
