// Packs some of the samples as archives hold them, and makes archives that ask too much of whoever opens them:
// `npx tsx samples/recipe/make-archives.ts`. What each must give stands in `tests/archives.test.ts`.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { strToU8, type Zippable, zipSync } from "fflate";
import iconv from "iconv-lite";
import { pack } from "tar-stream";
import { WARCRecord, WARCSerializer } from "warcio";

const SAMPLES = fileURLToPath(new URL("../", import.meta.url));
const FOLDER = join(SAMPLES, "archives");
const TIME = new Date("2024-01-01T00:00:00Z");
const document = (path: string) => new Uint8Array(readFileSync(join(SAMPLES, "documents", path)));
const REPORTS: Readonly<Record<string, Uint8Array>> = {
  "2023/青石县教育局.html": document("2021-html-plain/source.html"),
  "2023/青石县发展和改革局.docx": document("2021-docx-plain/source.docx"),
  "2020/柳湾区人民政府.txt": document("2019-txt-pipes/source.txt"),
};

const put = (name: string, bytes: Uint8Array) => writeFileSync(join(FOLDER, name), bytes);
const zip = (files: Zippable, level: 0 | 9 = 9) => zipSync(files, { mtime: TIME, level });

/** A zip whose names are in GBK and say nothing of it, as old programs wrote them. */
function gbkZip(): Uint8Array {
  const names = Object.keys(REPORTS);
  const stand = (index: number) =>
    `${"N".repeat(iconv.encode(names[index] as string, "gbk").length - 1)}${index}`;
  const packed = Buffer.from(
    zip(Object.fromEntries(Object.values(REPORTS).map((bytes, index) => [stand(index), bytes]))),
  );
  for (const [index, name] of names.entries()) {
    const from = Buffer.from(stand(index));
    for (let at = packed.indexOf(from); at >= 0; at = packed.indexOf(from))
      iconv.encode(name, "gbk").copy(packed, at);
  }
  return packed;
}

async function tar(
  entries: readonly { name: string; bytes?: Uint8Array; linkname?: string }[],
): Promise<Buffer> {
  const packing = pack();
  for (const { name, bytes, linkname } of entries) {
    if (linkname === undefined) packing.entry({ name, mtime: TIME }, Buffer.from(bytes ?? []));
    else packing.entry({ name, type: "symlink", linkname, mtime: TIME });
  }
  packing.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of packing) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

async function warc(): Promise<Uint8Array> {
  const types = ["text/html; charset=utf-8", "application/octet-stream", "text/plain"];
  const chunks: Uint8Array[] = [];
  for (const [index, [name, bytes]] of Object.entries(REPORTS).entries()) {
    const record = await WARCRecord.create(
      {
        url: `http://www.example.gov.cn/${encodeURI(name)}`,
        date: "2024-01-31T00:00:00Z",
        type: "response",
        httpHeaders: { "Content-Type": types[index] as string },
        statusline: "HTTP/1.1 200 OK",
        warcHeaders: { "WARC-Record-ID": `<urn:uuid:00000000-0000-4000-8000-00000000000${index}>` },
      },
      [bytes],
    );
    for await (const chunk of new WARCSerializer(record, { gzip: true })) chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** A spreadsheet that says it has ten million cells and is a few kilobytes large. */
function hugeSheet(): Uint8Array {
  const row = (index: number) =>
    `<row r="${index}">${"ABCDEFGHIJ".replace(/./g, (column) => `<c r="${column}${index}"><v>1</v></c>`)}</row>`;
  const rows = Array.from({ length: 30_000 }, (_, index) => row(index + 1)).join("");
  return zip({
    "[Content_Types].xml": strToU8(
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
    ),
    "_rels/.rels": strToU8(
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    ),
    "xl/workbook.xml": strToU8(
      '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="1" sheetId="1" r:id="r1"/></sheets></workbook>',
    ),
    "xl/_rels/workbook.xml.rels": strToU8(
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    ),
    "xl/worksheets/sheet1.xml": strToU8(
      `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:J1000000"/><sheetData>${rows}</sheetData></worksheet>`,
    ),
  });
}

mkdirSync(FOLDER, { recursive: true });
put("reports.zip", zip(REPORTS));
put("reports-gbk.zip", gbkZip());
put("reports.tar.gz", gzipSync(await tar(Object.entries(REPORTS).map(([name, bytes]) => ({ name, bytes })))));
put("reports-in-zip.zip", zip({ "inner/reports.zip": zip(REPORTS) }, 0));
put("reports.warc.gz", await warc());

put("hostile-bomb.zip", zip({ "bomb.txt": new Uint8Array(24_000_000), "fine.txt": strToU8("x") }));
put("hostile-bomb.gz", gzipSync(new Uint8Array(24_000_000)));
let deep = zip({ "x.txt": strToU8("x") });
for (let level = 0; level < 8; level += 1) deep = zip({ "n.zip": deep });
put("hostile-deep.zip", deep);
put(
  "hostile-many.zip",
  zip(Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`${index}.txt`, strToU8("x")]))),
);
put(
  "hostile-names.tar",
  await tar([
    { name: "../../etc/x", bytes: strToU8("x") },
    { name: "/absolute", bytes: strToU8("x") },
    { name: "link.txt", linkname: "/etc/passwd" },
    { name: "fine.txt", bytes: strToU8("x") },
  ]),
);
put("hostile-sheet.xlsx", hugeSheet());
