import { utils, type WorkSheet, write } from "@e965/xlsx";
import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import type { Content } from "../../../src/model/document.ts";
import { readDocument } from "../../../src/read/read.ts";

const shown = (content: readonly Content[]) =>
  content.flatMap((block) =>
    block.kind === "table"
      ? block.rows.map((row) => row.map(({ text, marks = [] }) => [text, ...marks]))
      : [],
  );

const SPACES =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"';

function docx(body: string, styles = "", more: Record<string, string> = {}): Uint8Array {
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/>`;
  const relations = (inner: string) =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inner}</Relationships>`;
  const files: Record<string, string> = {
    "[Content_Types].xml":
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
    "_rels/.rels": relations(relation("r1", "officeDocument", "word/document.xml")),
    "word/_rels/document.xml.rels": relations(
      relation("c1", "aFChunk", "/word/chunk.html") +
        relation("h1", "header", "header1.xml") +
        relation("f1", "footnotes", "footnotes.xml"),
    ),
    "word/document.xml": `<w:document ${SPACES}><w:body>${body}</w:body></w:document>`,
    "word/styles.xml": `<w:styles ${SPACES}>${styles}</w:styles>`,
    ...more,
  };
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
}

const run = (text: string, properties = "") => `<w:r><w:rPr>${properties}</w:rPr><w:t>${text}</w:t></w:r>`;
const row = (...cells: string[]) =>
  `<w:tr>${cells.map((inner) => `<w:tc>${inner.startsWith("<w:p>") ? inner : `<w:p>${inner}</w:p>`}</w:tc>`).join("")}</w:tr>`;
const cell = async (inner: string, styles = "", around = "") =>
  shown(
    (await readDocument(docx(`<w:tbl>${around}${row(run("label"), inner)}</w:tbl>`, styles))).content,
  )[0]?.[1];

describe("DOCX", () => {
  test.each([
    ["symbol of a text font", '<w:r><w:sym w:font="宋体" w:char="0033"/></w:r>', ["3"]],
    ["symbol in private letters", '<w:r><w:sym w:font="Symbol" w:char="F035"/></w:r>', ["5"]],
    ["symbol of pictures", '<w:r><w:sym w:font="Webdings" w:char="F035"/></w:r>', ["", "drawn"]],
    ["number in a circle", '<w:r><w:sym w:font="Wingdings" w:char="F08D"/></w:r>', ["❷"]],
    ["letters of a font of pictures", run("5", '<w:rFonts w:ascii="Wingdings"/>'), ["", "drawn"]],
    ["formula in a line", "<m:oMath><m:r><m:t>12</m:t></m:r></m:oMath>", ["12"]],
    ["fraction", "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num></m:f></m:oMath>", ["", "drawn"]],
    ["picture", "<w:r><w:drawing><wp:inline/></w:drawing></w:r>", ["", "drawn"]],
    [
      "described picture",
      '<w:r><w:drawing><wp:inline><wp:docPr descr="12"/></wp:inline></w:drawing></w:r>',
      ["12", "stand-in"],
    ],
    [
      "old picture",
      '<w:r><w:pict><v:shape><v:imagedata r:id="none"/></v:shape></w:pict></w:r>',
      ["", "drawn"],
    ],
    ["rule", '<w:r><w:pict><v:rect o:hr="t"/></w:pict></w:r>', [""]],
    ["object", "<w:r><w:object><o:OLEObject/></w:object></w:r>", ["", "drawn"]],
    [
      "box",
      `<w:r><w:pict><v:shape><v:textbox><w:txbxContent><w:p>${run("12")}</w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>`,
      ["12"],
    ],
    ["field without result", '<w:fldSimple w:instr=" =SUM(LEFT) "/>', ["", "drawn"]],
    [
      "field in parts without result",
      '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> EQ \\o(1,2) </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
      ["", "drawn"],
    ],
    [
      "choice of a list",
      '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="3"/><w:listEntry w:val="12"/></w:ddList></w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMDROPDOWN </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
      ["12"],
    ],
    ["line break of another kind", "<w:r><w:t>5</w:t><w:cr/><w:t>3</w:t></w:r>", ["5\n3"]],
    ["link to nowhere", `<w:hyperlink r:id="none">${run("12")}</w:hyperlink>`, ["12"]],
  ] as const)("%s", async (_, inner, expected) => {
    expect(await cell(inner)).toEqual(expected);
  });

  const STYLES = `<w:style w:type="character" w:styleId="gone"><w:rPr><w:vanish/></w:rPr></w:style>
    <w:style w:type="character" w:styleId="heir"><w:basedOn w:val="gone"/></w:style>
    <w:style w:type="paragraph" w:styleId="old"><w:rPr><w:strike/></w:rPr></w:style>
    <w:style w:type="character" w:styleId="up"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>
    <w:style w:type="table" w:styleId="dark"><w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:fill="000080"/></w:tcPr></w:tblStylePr></w:style>`;
  test.each([
    ["style", run("8", '<w:rStyle w:val="gone"/>'), ["7"]],
    ["style based on it", run("8", '<w:rStyle w:val="heir"/>'), ["7"]],
    ["style undone", run("8", '<w:rStyle w:val="gone"/><w:vanish w:val="0"/>'), ["78"]],
    ["raised by style", run("8", '<w:rStyle w:val="up"/>'), ["7⁸"]],
    ["raised by position", run("8", '<w:position w:val="8"/>'), ["7⁸"]],
    ["white", run("8", '<w:color w:val="FFFFFF"/>'), ["7"]],
    ["white on dark", run("8", '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="000080"/>'), ["78"]],
    ["speck", run("8", '<w:sz w:val="2"/>'), ["7"]],
    ["struck twice", run("8", "<w:dstrike/>"), ["7"]],
  ] as const)("%s", async (_, inner, expected) => {
    expect(await cell(run("7") + inner, STYLES)).toEqual(expected);
  });

  test("a struck paragraph, and white letters in a table whose style lays grounds", async () => {
    const paragraph = `<w:p><w:pPr><w:pStyle w:val="old"/></w:pPr>${run("8")}</w:p>`;
    expect(await cell(`<w:p>${run("7")}</w:p>${paragraph}`, STYLES)).toEqual(["7"]);
    const table = '<w:tblPr><w:tblStyle w:val="dark"/></w:tblPr>';
    expect(await cell(run("8", '<w:color w:val="FFFFFF"/>'), STYLES, table)).toEqual(["8", "overlapping"]);
  });

  test("a page taken in, in its own charset", async () => {
    const gbk = docx('<w:p/><w:altChunk r:id="c1"/>', "", {
      "word/chunk.html": "<html><body><table><tr><td>a</td><td>1</td></tr></table></body></html>",
    });
    const { content } = await readDocument(gbk);
    expect(shown(content)).toEqual([[["a"], ["1"]]]);
    expect(content.find((block) => block.kind === "table")).toMatchObject({
      at: { part: "word/chunk.html", table: 1 },
    });
  });

  test("a part that is not there is told", async () => {
    const { diagnostics } = await readDocument(docx(`<w:p>${run("text")}</w:p><w:altChunk r:id="c1"/>`));
    expect(diagnostics).toContainEqual(
      expect.objectContaining({ code: "read/part-unreadable", found: "word/chunk.html" }),
    );
  });

  test("a table in a page's head is read once, before the body", async () => {
    const head = `<w:hdr ${SPACES}><w:tbl>${[1, 2, 3].map((n) => row(run("head"), run(String(n)))).join("")}</w:tbl></w:hdr>`;
    const reference =
      '<w:sectPr><w:headerReference w:type="default" r:id="h1"/><w:headerReference w:type="first" r:id="h1"/></w:sectPr>';
    const { content } = await readDocument(
      docx(`<w:tbl>${row(run("a"), run("9"))}</w:tbl>${reference}`, "", { "word/header1.xml": head }),
    );
    expect(shown(content).map((cells) => cells[1]?.[0])).toEqual(["1", "2", "3", "9"]);
  });

  test("a table in a note is read behind the body, if the body points to the note", async () => {
    const tables = [2, 5].map(
      (id) =>
        `<w:footnote w:id="${id}"><w:tbl>${[1, 2, 3].map((n) => row(run("note"), run(`${id}${n}`))).join("")}</w:tbl></w:footnote>`,
    );
    const { content } = await readDocument(
      docx(
        `<w:tbl>${row(run("a"), run("9"))}</w:tbl><w:p><w:r><w:footnoteReference w:id="2"/></w:r></w:p>`,
        "",
        {
          "word/footnotes.xml": `<w:footnotes ${SPACES}>${tables.join("")}</w:footnotes>`,
        },
      ),
    );
    expect(shown(content).map((cells) => cells[1]?.[0])).toEqual(["9", "21", "22", "23"]);
  });
});

describe("spreadsheets", () => {
  const book = (change: (sheet: WorkSheet) => void): Uint8Array => {
    const sheet = utils.aoa_to_sheet([
      ["a", 1, 2, null],
      ["b", 3, 4, null],
    ]);
    sheet["!ref"] = "A1:D2";
    change(sheet);
    const made = utils.book_new();
    utils.book_append_sheet(made, sheet, "表");
    return new Uint8Array(write(made, { type: "array", bookType: "xlsx" }) as ArrayBuffer);
  };
  const formula = async (f: string, v?: number) => {
    const bytes = book((sheet) => {
      sheet["D1"] = v === undefined ? { t: "z", f } : { t: "n", f, v };
    });
    return shown((await readDocument(bytes)).content)[0]?.[3];
  };
  test.each([
    ["SUM(B1:C1)", ["3", "computed"]],
    ["B1+C1", ["3", "computed"]],
    ["C1-B1+10", ["11", "computed"]],
    ["SUM(B1:B2,C2)", ["8", "computed"]],
    ["SUM(A1:C1)", ["", "drawn"]],
    ["B1*C1", ["", "drawn"]],
    ["IF(B1>0,1,2)", ["", "drawn"]],
    ["SUM(其他!B1:C1)", ["", "drawn"]],
    ["D1+1", ["", "drawn"]],
  ] as const)("%s without its result", async (f, expected) => {
    expect(await formula(f)).toEqual(expected);
  });

  test("a result that is kept is the one shown; one that its terms belie is in doubt", async () => {
    expect(await formula("SUM(B1:C1)", 3)).toEqual(["3"]);
    expect(await formula("B1*C1", 2)).toEqual(["2"]);
    expect(await formula("SUM(B1:C1)", 0)).toEqual(["0", "computed"]);
  });
});
