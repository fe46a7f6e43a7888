// Makes the files that no report can be read from, and pages that are about reports and are none:
// `npx tsx samples/recipe/make-broken.ts`. qpdf locks the PDF; everything else is written here.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import CFB from "cfb";
import { strToU8, zipSync } from "fflate";
import { htmlPage } from "../../src/dev/made/write-html.ts";

const SAMPLES = fileURLToPath(new URL("../", import.meta.url));
const documents = (name: string) => join(SAMPLES, "documents", name);

function put(name: string, file: string, bytes: Uint8Array | string): void {
  const folder = join(SAMPLES, "broken", name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, file), bytes);
}

const docx = readFileSync(join(documents("2021-docx-plain"), "source.docx"));
const pdf = readFileSync(join(documents("2021-pdf-libreoffice"), "source.pdf"));
put("empty", "source.docx", new Uint8Array(0));
put("zero-bytes", "source.txt", new Uint8Array(2048));
put("blank-text", "source.txt", " \r\n\t\r\n\u3000\r\n");
put("truncated-docx", "source.docx", docx.subarray(0, Math.floor(docx.length / 2)));
put("truncated-pdf", "source.pdf", pdf.subarray(0, Math.floor(pdf.length / 3)));
put(
  "picture-named-pdf",
  "source.pdf",
  Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==",
    "base64",
  ),
);
put(
  "zip-without-document",
  "source.docx",
  zipSync({ "notes.bin": strToU8("nothing") }, { mtime: new Date("2024-01-01T00:00:00Z") }),
);
put(
  "docx-without-text",
  "source.docx",
  zipSync(
    {
      "word/document.xml": strToU8(
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p/></w:body></w:document>',
      ),
      "_rels/.rels": strToU8(
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
      ),
      "[Content_Types].xml": strToU8(
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
      ),
    },
    { mtime: new Date("2024-01-01T00:00:00Z") },
  ),
);

const locked = CFB.utils.cfb_new();
CFB.utils.cfb_add(locked, "/EncryptionInfo", Buffer.from([4, 0, 4, 0]));
CFB.utils.cfb_add(locked, "/EncryptedPackage", Buffer.alloc(4096, 7));
put("locked-docx", "source.docx", CFB.write(locked, { type: "buffer" }) as Uint8Array);

const lockedPdf = join(SAMPLES, "broken", "locked-pdf");
mkdirSync(lockedPdf, { recursive: true });
const { status, stderr } = spawnSync("qpdf", [
  "--static-id",
  "--static-aes-iv",
  "--encrypt",
  "user",
  "owner",
  "256",
  "--",
  join(documents("2021-pdf-libreoffice"), "source.pdf"),
  join(lockedPdf, "source.pdf"),
]);
if (status !== 0) throw new Error(`qpdf: ${stderr}`);

put(
  "news-page",
  "source.html",
  htmlPage(
    "青石县开展植树活动",
    "<h1>青石县开展植树活动</h1><p>3月12日，县林业局组织干部职工120人植树600株。</p><table><tr><td>地点</td><td>株数</td></tr><tr><td>东坡</td><td>400</td></tr><tr><td>西坡</td><td>200</td></tr></table>",
  ),
);
put(
  "explanation-page",
  "source.html",
  htmlPage(
    "【解读】青石县2023年政府信息公开工作年度报告",
    "<h1>【解读】青石县2023年政府信息公开工作年度报告</h1><p>全年新收申请12件，办结11件。</p>",
  ),
);
put(
  "cover-letter",
  "source.html",
  htmlPage(
    "青石县2023年政府信息公开工作年度报告",
    '<h1>青石县2023年政府信息公开工作年度报告</h1><p>现将报告予以公布，全文见附件。</p><p>附件：<a href="./P020240131.docx">青石县2023年政府信息公开工作年度报告.docx</a></p>',
  ),
);
put(
  "prose-only",
  "source.txt",
  "云岭镇2022年政府信息公开工作年度报告\n\n一、总体情况\n全年发布信息320条。\n二、存在的主要问题及改进情况\n更新不够及时。\n",
);
