// Cells of sheets that are struck out, white on white or hidden show nothing, whatever the file is written in.
import CFB from "cfb";
import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import type { RawTable } from "../../../src/model/document.ts";
import { readDocument } from "../../../src/read/read.ts";
import { biffLooks } from "../../../src/read/sheet-biff.ts";

async function tables(bytes: Uint8Array, name: string): Promise<string[][][]> {
  const { content } = await readDocument(bytes, { name });
  return content
    .filter((one): one is RawTable => one.kind === "table")
    .map(({ rows }) => rows.map((cells) => cells.map(({ text }) => text)));
}

const SHOWN = [
  [
    ["a", "1", "", ""],
    ["b", "4", "", "6"],
    ["c", "", "", "9"],
  ],
];

describe("OpenDocument", () => {
  const style = (name: string, properties: string) =>
    `<style:style style:name="${name}" style:family="${name.startsWith("t") ? "table" : name.startsWith("p") ? "text" : "table-cell"}">${properties}</style:style>`;
  const text = (properties: string) => `<style:text-properties ${properties}/>`;
  const cell = (value: string, more = "") =>
    `<table:table-cell office:value-type="${/^\d+$/.test(value) ? `float" office:value="${value}` : "string"}" ${more}><text:p>${value}</text:p></table:table-cell>`;
  const named = (name: string) => `table:style-name="${name}"`;
  const content = `<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"><office:automatic-styles>${style("struck", text('style:text-line-through-style="solid"'))}${style("white", text('fo:color="#ffffff"'))}${style("ground", `<style:table-cell-properties fo:background-color="#0000ff"/>${text('fo:color="#ffffff"')}`)}${style("tHidden", '<style:table-properties table:display="false"/>')}</office:automatic-styles><office:body><office:spreadsheet>
<table:table table:name="x"><table:table-column table:number-columns-repeated="2"/><table:table-column table:default-cell-style-name="struck"/><table:table-column/><table:table-column table:visibility="collapse"/>
<table:table-row>${cell("a")}${cell("1")}${cell("2")}${cell("3", named("white"))}${cell("55")}</table:table-row>
<table:table-row table:visibility="collapse" table:number-rows-repeated="2">${cell("z")}${cell("88")}</table:table-row>
<table:table-row>${cell("b")}${cell("4")}${cell("5", named("struck"))}${cell("6", named("ground"))}${cell("55")}</table:table-row>
<table:table-row>${cell("c")}${cell("7", `${named("struck")} table:number-columns-repeated="2"`)}${cell("9")}${cell("55")}</table:table-row></table:table>
<table:table table:name="y" ${named("tHidden")}><table:table-row>${cell("q")}${cell("77")}</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>`;
  const mimetype = strToU8("application/vnd.oasis.opendocument.spreadsheet");

  test("a package", async () => {
    const bytes = zipSync({
      mimetype: [mimetype, { level: 0 }],
      "content.xml": strToU8(content),
      "styles.xml": strToU8("<office:document-styles/>"),
      "META-INF/manifest.xml": strToU8("<manifest:manifest/>"),
    });
    expect(await tables(bytes, "a.ods")).toEqual(SHOWN);
  });
});

test("SpreadsheetML of 2003", async () => {
  const cell = (value: string, more = "") =>
    `<Cell ${more}><Data ss:Type="${/^\d+$/.test(value) ? "Number" : "String"}">${value}</Data></Cell>`;
  const styled = (id: string) => `ss:StyleID="${id}"`;
  const xml = `<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Styles><Style ss:ID="Default"/><Style ss:ID="struck"><Font ss:StrikeThrough="1"/></Style><Style ss:ID="child" ss:Parent="struck"><Font ss:Color="#000000"/></Style><Style ss:ID="white"><Font ss:Color="#FFFFFF"/></Style><Style ss:ID="ground"><Font ss:Color="#FFFFFF"/><Interior ss:Color="#0000FF" ss:Pattern="Solid"/></Style></Styles>
<Worksheet ss:Name="x"><Table><Column ss:Span="1"/><Column ss:StyleID="struck"/><Column/><Column ss:Hidden="1"/>
<Row>${cell("a")}${cell("1")}${cell("2")}${cell("3", styled("white"))}${cell("55")}</Row>
<Row ss:Hidden="1" ss:Span="1">${cell("z")}${cell("88")}</Row>
<Row ss:Index="4">${cell("b")}${cell("4")}${cell("5", styled("child"))}${cell("6", styled("ground"))}${cell("55")}</Row>
<Row>${cell("c")}${cell("7", styled("struck"))}${cell("8", styled("struck"))}${cell("9")}${cell("55")}</Row></Table></Worksheet>
<Worksheet ss:Name="y"><Table><Row>${cell("q")}${cell("77")}</Row></Table><WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet></Workbook>`;
  expect(await tables(strToU8(xml), "a.xls")).toEqual(SHOWN);
});

test("records of an XLS: fonts that strike out, and white without a ground", () => {
  const record = (kind: number, ...words: number[]) => {
    const bytes = Buffer.alloc(4 + words.length * 2);
    for (const [at, word] of [kind, words.length * 2, ...words].entries()) bytes.writeUInt16LE(word, at * 2);
    return bytes;
  };
  const font = (flags: number, colour: number) => record(0x31, 200, flags, colour, 400);
  // Number of the font, then what is not asked for, the pattern in the upper six bits, and the colours of the ground.
  const format = (number: number, pattern = 0, ground = 64) =>
    record(0xe0, number, 0, 0, 0, 0, 0, 0, 0, pattern << 10, ground);
  const sheet = Buffer.concat([
    record(0x0809, 0x0600, 0x0010),
    record(0x0203, 0, 1, 0, 0, 0, 0, 0),
    record(0x0203, 1, 1, 1, 0, 0, 0, 0),
    record(0x00bd, 2, 0, 1, 0, 0, 2, 0, 0, 3, 0, 0, 2),
    record(0x0203, 3, 0, 4, 0, 0, 0, 0),
    // A chart within the sheet has an end of its own.
    record(0x0809, 0x0600, 0x0020),
    record(0x000a),
    record(0x023e, 0x06a6, 0),
    record(0x000a),
  ]);
  const fonts = [font(0, 8), font(8, 8), font(0, 9), font(0, 8), font(8, 8)];
  // The fifth font goes by the number 5: there is none of number 4.
  const formats = [format(0), format(1), format(2), format(2, 1, 12), format(5)];
  const name = Buffer.from("x", "latin1");
  const bound = (at: number) => {
    const data = Buffer.from([0, 0, 0, 0, 0, 0, name.length, 0, ...name]);
    data.writeUInt32LE(at, 0);
    return Buffer.concat([Buffer.from([0x85, 0, data.length, 0]), data]);
  };
  const globals = (at: number) =>
    Buffer.concat([record(0x0809, 0x0600, 5), ...fonts, ...formats, bound(at), record(0x000a)]);
  const container = CFB.utils.cfb_new();
  CFB.utils.cfb_add(container, "/Workbook", Buffer.concat([globals(globals(0).length), sheet]));
  const bytes = new Uint8Array(CFB.write(container, { type: "buffer" }) as Buffer);
  expect([...(biffLooks(bytes).get("x")?.unseen ?? [])]).toEqual(["B2", "A3", "B3", "A4"]);
  expect(biffLooks(bytes).get("x")?.hidesZeros).toBe(true);
});

describe("a nought that is not shown is nothing", () => {
  const setting = (value: string) =>
    `<config:config-item config:name="ShowZeroValues" config:type="boolean">${value}</config:config-item>`;
  const table = (name: string) =>
    `<table:table table:name="${name}"><table:table-row><table:table-cell office:value-type="string"><text:p>a</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="0"><text:p>0</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="5"><text:p>5</text:p></table:table-cell></table:table-row></table:table>`;
  const spaces = ["office", "table", "text", "config"]
    .map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
    .join(" ");
  const named = (name: string, value: string) =>
    `<config:config-item-map-named config:name="Tables"><config:config-item-map-entry config:name="${name}">${setting(value)}</config:config-item-map-entry></config:config-item-map-named>`;
  const settings = (all: string, own: string) =>
    `<office:settings><config:config-item-set config:name="ooo:view-settings"><config:config-item-map-indexed config:name="Views"><config:config-item-map-entry>${own}${all}</config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set></office:settings>`;
  test.each([
    ["of all sheets", setting("false"), "", ["", ""]],
    ["of one sheet", setting("true"), named("y", "false"), ["0", ""]],
    ["of the other", setting("false"), named("y", "true"), ["", "0"]],
    ["shown", setting("true"), "", ["0", "0"]],
  ])("OpenDocument: %s", async (_, all, own, noughts) => {
    const body = `<office:body><office:spreadsheet>${table("x")}${table("y")}</office:spreadsheet></office:body>`;
    const flat = `<?xml version="1.0"?><office:document ${spaces} office:mimetype="application/vnd.oasis.opendocument.spreadsheet">${settings(all, own)}${body}</office:document>`;
    const expected = noughts.map((nought) => [["a", nought, "5"]]);
    expect(await tables(strToU8(flat), "a.fods")).toEqual(expected);
    const bytes = zipSync({
      mimetype: [strToU8("application/vnd.oasis.opendocument.spreadsheet"), { level: 0 }],
      "content.xml": strToU8(`<office:document-content ${spaces}>${body}</office:document-content>`),
      "styles.xml": strToU8("<office:document-styles/>"),
      "settings.xml": strToU8(
        `<office:document-settings ${spaces}>${settings(all, own)}</office:document-settings>`,
      ),
      "META-INF/manifest.xml": strToU8("<manifest:manifest/>"),
    });
    expect(await tables(bytes, "a.ods")).toEqual(expected);
  });

  test("SpreadsheetML of 2003", async () => {
    const row =
      '<Row><Cell><Data ss:Type="String">a</Data></Cell><Cell><Data ss:Type="Number">0</Data></Cell><Cell><Data ss:Type="Number">5</Data></Cell></Row>';
    const book = (options: string) =>
      `<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="x"><Table>${row}</Table><WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel">${options}</WorksheetOptions></Worksheet></Workbook>`;
    expect(await tables(strToU8(book("<DoNotDisplayZeros/>")), "a.xls")).toEqual([[["a", "", "5"]]]);
    expect(await tables(strToU8(book("<Selected/>")), "a.xls")).toEqual([[["a", "0", "5"]]]);
  });
});
