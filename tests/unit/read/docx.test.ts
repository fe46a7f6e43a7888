import { strToU8, unzipSync, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import type { RawTable } from "../../../src/model/document.ts";
import { docxReader } from "../../../src/read/docx.ts";
import { SIGNS } from "../../../src/read/marks.ts";

const NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
const pack = (body: string, parts: Record<string, string> = {}) =>
  zipSync({
    "[Content_Types].xml": strToU8(
      `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="${TYPE}"/></Types>`,
    ),
    "_rels/.rels": strToU8(
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    ),
    "word/document.xml": strToU8(`<w:document ${NS}><w:body>${body}</w:body></w:document>`),
    ...Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])),
  });
const p = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;
const cell = (content: string, properties = "") => `<w:tc><w:tcPr>${properties}</w:tcPr>${content}</w:tc>`;
const row = (...cells: string[]) => `<w:tr>${cells.join("")}</w:tr>`;
const table = (...rows: string[]) => `<w:tbl>${rows.join("")}</w:tbl><w:p/>`;
const read = (body: string, parts?: Record<string, string>) => docxReader.read(pack(body, parts), {});
const firstTable = async (body: string, parts?: Record<string, string>) => {
  const found = (await read(body, parts)).content.find((block) => block.kind === "table");
  return (found as RawTable).rows.map((cells) =>
    cells.map(
      ({ text, rowSpan, colSpan }) =>
        `${text}${rowSpan > 1 ? `v${rowSpan}` : ""}${colSpan > 1 ? `h${colSpan}` : ""}`,
    ),
  );
};

describe("what the converter would lose", () => {
  test("a row that begins further right keeps its columns", async () => {
    const body = table(
      row(cell(p("a")), cell(p("b")), cell(p("c"))),
      `<w:tr><w:trPr><w:gridBefore w:val="2"/></w:trPr>${cell(p("1"))}</w:tr>`,
    );
    expect(await firstTable(body)).toEqual([
      ["a", "b", "c"],
      ["h2", "1"],
    ]);
  });

  test("cells merged the old way are one cell", async () => {
    const body = table(
      row(cell(p("a"), '<w:hMerge w:val="restart"/>'), cell("<w:p/>", "<w:hMerge/>"), cell(p("b"))),
      row(cell(p("1")), cell(p("2")), cell(p("3"))),
    );
    expect(await firstTable(body)).toEqual([
      ["ah2", "b"],
      ["1", "2", "3"],
    ]);
  });

  test("the text of simple fields stays", async () => {
    const body = table(
      row(
        cell(p("sum")),
        cell('<w:p><w:fldSimple w:instr="=SUM(LEFT)"><w:r><w:t>42</w:t></w:r></w:fldSimple></w:p>'),
      ),
    );
    expect(await firstTable(body)).toEqual([["sum", "42"]]);
  });

  test("a field within the code of another does not show; a code that never ends hides nothing behind it", async () => {
    const mark = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
    const code = (text: string) => `<w:r><w:instrText>${text}</w:instrText></w:r>`;
    const shows = (text: string) => `<w:r><w:t>${text}</w:t></w:r>`;
    const field = (inside: string, result: string) =>
      mark("begin") + inside + mark("separate") + shows(result) + mark("end");
    const sum = field(code("=SUM(LEFT)"), "99");
    const cells = [
      field(code("IF ") + sum + code(' > 0 "1" "0"'), "3"),
      field(code("QUOTE ") + sum, "4"),
      field(code("=5"), "5") + sum,
      mark("begin") + code("IF ") + mark("begin") + code("=1"),
    ].map((inside) => cell(`<w:p>${inside}</w:p>`));
    expect(
      await firstTable(table(row(...cells), row(...["a", "b", "c", "6"].map((one) => cell(p(one)))))),
    ).toEqual([
      ["3", "4", "599", ""],
      ["a", "b", "c", "6"],
    ]);
  });

  test("neighbouring paragraphs with one number of tabs are rows of cells", async () => {
    const tab = "<w:r><w:tab/></w:r>";
    const line = (...texts: string[]) => {
      const [first = "", ...others] = texts;
      const shown = (text: string) => (text === "" ? "" : `<w:r><w:t>${text}</w:t></w:r>`);
      return `<w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="9"/></w:tabs></w:pPr>${shown(first)}${others.map((one) => tab + shown(one)).join("")}</w:p>`;
    };
    const rows = [
      ["项目", "甲", "乙", "丙"],
      ["一", "1", "", "3"],
      ["二", "", "", ""],
      ["三", "", "5", ""],
    ];
    const body = rows.map((row) => line(...row)).join("");
    expect(await firstTable(p("前") + body + p("后"))).toEqual(rows);
    const joined = `<w:p><w:r><w:t>四</w:t><w:tab/><w:t>7</w:t><w:tab/><w:tab/><w:t>9</w:t></w:r></w:p>`;
    expect((await firstTable(body + joined)).at(-1)).toEqual(["四", "7", "", "9"]);
    const rowOf = (text: string) =>
      `<w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="9"/></w:tabs></w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`;
    expect(await firstTable(body + rowOf("组") + joined)).toEqual([...rows, ["组"], ["四", "7", "", "9"]]);
    expect(await firstTable(`${body + rowOf("以上合计。") + joined}`)).toEqual(rows);
    const kept = [
      body.slice(0, body.lastIndexOf("<w:p>")),
      body.replace(/(.*)<w:tab\/>/, "$1"),
      body.replaceAll("三", ""),
    ];
    for (const one of kept) expect((await read(one)).content.every(({ kind }) => kind === "text")).toBe(true);
  });

  test("a workbook shown in the text is read in its place, if it has one sheet; what else its paragraph says stays", async () => {
    const { utils, write } = await import("@e965/xlsx");
    const book = (sheets: number) => {
      const made = utils.book_new();
      for (let at = 0; at < sheets; at += 1)
        utils.book_append_sheet(
          made,
          utils.aoa_to_sheet([
            ["项目", "甲"],
            ["一", at + 7],
          ]),
          `S${at}`,
        );
      return new Uint8Array(write(made, { type: "buffer", bookType: "xlsx" }));
    };
    const object = `<w:object><v:shape style="width:9pt"/><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" Type="Embed" r:id="x"/></w:object>`;
    const relations =
      '<Relationships><Relationship Id="x" Type="package" Target="embeddings/a.xlsx"/></Relationships>';
    const body = `${p("前")}<w:p><w:r><w:t>表</w:t></w:r><w:r>${object}</w:r></w:p>${p("后")}`;
    const readWith = async (sheets: number) => {
      const parts = unzipSync(pack(body, { "word/_rels/document.xml.rels": relations }));
      return docxReader.read(zipSync({ ...parts, "word/embeddings/a.xlsx": book(sheets) }), {});
    };
    const { content } = await readWith(1);
    expect(
      content.map((one) =>
        one.kind === "table"
          ? one.rows.map((cells) => cells.map(({ text }) => text))
          : one.kind === "text" && one.text,
      ),
    ).toEqual([
      "前",
      "表",
      [
        ["项目", "甲"],
        ["一", "7"],
      ],
      "后",
    ]);
    const several = await readWith(2);
    expect(several.content.some(({ kind }) => kind === "table")).toBe(false);
    expect(several.diagnostics.map(({ code }) => code)).toEqual(["read/part-unreadable"]);
  });

  test("letters along a path in the line are letters", async () => {
    const shape = (style: string) =>
      `<w:p><w:r><w:pict><v:shape style="${style}"><v:textpath on="t" string="42"/></v:shape></w:pict></w:r></w:p>`;
    const body = table(
      row(cell(p("a")), cell(shape("width:9pt")), cell(shape("position:absolute;width:9pt"))),
    );
    const [[, inLine, floating] = []] = await firstTable(body);
    expect(inLine).toBe("42");
    expect(floating).not.toMatch(/^$|42/);
  });

  test("automatic numbers are printed", async () => {
    const numbering = `<w:numbering ${NS}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="2"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%1）"/></w:lvl></w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num></w:numbering>`;
    const numbered = (text: string) =>
      `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="5"/></w:numPr></w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`;
    const found = await read(numbered("x") + numbered("y"), { "word/numbering.xml": numbering });
    expect(found.content.map((block) => (block.kind === "text" ? block.text : ""))).toEqual([
      "（二）x",
      "（三）y",
    ]);
  });

  test("a merge without its first cell is told, and shifts nothing", async () => {
    const body = table(row(cell(p("a")), cell(p("b"))), row(cell("<w:p/>", "<w:vMerge/>"), cell(p("1"))));
    const found = await read(body);
    expect(found.diagnostics).toContainEqual({
      code: "read/merge-without-start",
      at: { table: 1, row: 2, cell: 1 },
    });
    expect(await firstTable(body)).toEqual([
      ["a", "b"],
      ["", "1"],
    ]);
  });

  test("deleted, hidden and struck text is no text; inserted text is", async () => {
    const run = (text: string, properties: string) =>
      `<w:r><w:rPr>${properties}</w:rPr><w:t>${text}</w:t></w:r>`;
    const body = table(
      row(
        cell(p("x")),
        cell(
          `<w:p><w:del><w:r><w:delText>7</w:delText></w:r></w:del><w:ins>${run("1", "")}</w:ins>${run("8", "<w:vanish/>")}${run("9", "<w:strike/>")}${run("2", "<w:b/>")}</w:p>`,
        ),
      ),
    );
    expect(await firstTable(body)).toEqual([["x", "12"]]);
  });

  test("content controls give what was filled in, and nothing for their prompts", async () => {
    const control = (text: string, prompt: boolean) =>
      `<w:sdt><w:sdtPr>${prompt ? "<w:showingPlcHdr/>" : ""}</w:sdtPr><w:sdtContent><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:sdtContent></w:sdt>`;
    const body = table(row(cell(p("x")), cell(control("5", false)), cell(control("click here 0", true))));
    expect(await firstTable(body)).toEqual([["x", "5", ""]]);
  });

  test("a merge over rows that repeat as heads goes on below them", async () => {
    const head = `<w:tr><w:trPr><w:tblHeader/></w:trPr>${cell(p("a"), '<w:vMerge w:val="restart"/>')}${cell(p("b"))}</w:tr>`;
    expect(await firstTable(table(head, row(cell("<w:p/>", "<w:vMerge/>"), cell(p("c")))))).toEqual([
      ["av2", "b"],
      ["c"],
    ]);
  });

  test("a producer may call the namespaces as it likes", async () => {
    const body = table(row(cell(p("a"), '<w:gridSpan w:val="2"/>'), cell(p("7"))));
    const renamed = `<ns0:document xmlns:ns0="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><ns0:body>${body.replaceAll("w:", "ns0:")}</ns0:body></ns0:document>`;
    expect(await firstTable("", { "word/document.xml": renamed })).toEqual([["ah2", "7"]]);
  });

  test("text kept literally in the XML is text", async () => {
    const body = table(row(cell(p("<![CDATA[1 < 2 & 3]]>")), cell(p("4"))));
    expect(await firstTable(body)).toEqual([["1 < 2 & 3", "4"]]);
  });

  test("letters set from right to left show other than they say; one letter cannot", async () => {
    const turned = (text: string) => `<w:p><w:bdo w:val="rtl"><w:r><w:t>${text}</w:t></w:r></w:bdo></w:p>`;
    const straight = '<w:p><w:bdo w:val="ltr"><w:r><w:t>35</w:t></w:r></w:bdo></w:p>';
    const body = table(row(cell(turned("21")), cell(turned("7")), cell(straight)));
    expect(await firstTable(body)).toEqual([[`21${SIGNS.lost}`, "7", "35"]]);
  });

  test("figures cut into runs by editing are one figure", async () => {
    const run = (text: string, properties = "") =>
      `<w:r w:rsidR="00A1">${properties}<w:t xml:space="preserve">${text}</w:t></w:r>`;
    const bold = "<w:rPr><w:b/></w:rPr>";
    const body = table(row(cell(`<w:p>${run("1", bold)}${run("2")}${run(" 3", bold)}</w:p>`), cell(p("4"))));
    expect(await firstTable(body)).toEqual([["12 3", "4"]]);
  });

  test("footnote marks do not join figures", async () => {
    const body = table(
      row(cell(p("x")), cell('<w:p><w:r><w:t>3</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r></w:p>')),
    );
    expect(await firstTable(body)).toEqual([["x", "3"]]);
  });
});

describe("files that cannot be read", () => {
  test.each([
    ["cut off", pack(p("x")).subarray(0, 300), /cut off/],
    ["without a document", zipSync({ "word/other.xml": strToU8("<a/>") }), /no document part/],
    ["without text", pack("<w:p/>"), /no text/],
    // In words of ours, whatever a library says of it.
    ["with what was never declared", pack(p("&never;")), /^The DOCX is damaged and cannot be read\.$/],
  ])("%s", async (_, bytes, reason) => {
    await expect(docxReader.read(bytes, {})).rejects.toThrow(reason);
  });
});
