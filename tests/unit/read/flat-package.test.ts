import { expect, test } from "vitest";
import type { RawTable } from "../../../src/model/document.ts";
import { readDocument } from "../../../src/read/read.ts";

const read = (text: string, name: string) => readDocument(new TextEncoder().encode(text), { name });
async function rowsOf(text: string, name: string) {
  const { container, content } = await read(text, name);
  const { rows } = content.find(({ kind }) => kind === "table") as RawTable;
  const shown = rows.map((cells) =>
    cells.map(({ text, rowSpan, colSpan }) => [text, rowSpan, colSpan].join(" ")),
  );
  return { container, shown };
}

const p = (inside: string) => `<w:p>${inside}</w:p>`;
const r = (text: string) => `<w:r><w:t>${text}</w:t></w:r>`;
const tc = (inside: string, properties = "") => `<w:tc><w:tcPr>${properties}</w:tcPr>${inside}</w:tc>`;
const change = (type: string, inside: string) =>
  `<aml:annotation aml:id="1" w:type="Word.${type}"><aml:content>${inside}</aml:content></aml:annotation>`;

test("Word 2003: merges, marked words, list numbers and tracked changes are what a reader sees", async () => {
  const number =
    '<w:pPr><w:listPr><w:ilvl w:val="0"/><w:ilfo w:val="1"/><wx:t wx:val="1."/></w:listPr></w:pPr>';
  const deleted = '<w:trPr><aml:annotation aml:id="3" w:type="Word.Deletion"/></w:trPr>';
  const note = "<w:r><w:footnote><w:p><w:r><w:t>9</w:t></w:r></w:p></w:footnote></w:r>";
  const { container, shown } = await rowsOf(
    `<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint" xmlns:aml="http://schemas.microsoft.com/aml/2001/core" xmlns:st1="urn:schemas-microsoft-com:office:smarttags"><w:body><wx:sect><w:tbl>` +
      `<w:tr>${tc(p(r("组")), '<w:vmerge w:val="restart"/>')}${tc(p(number + r("项目")))}${tc(p(`<st1:chmetcnv>${r("1")}</st1:chmetcnv>${r("2")}${note}`))}</w:tr>` +
      `<w:tr>${tc(p(""), "<w:vmerge/>")}${tc(p(r("乙")))}${tc(p(change("Deletion", "<w:r><w:delText>5</w:delText></w:r>") + change("Insertion", r("7"))))}</w:tr>` +
      `<w:tr>${deleted}${tc(p(r("丙")))}${tc(p(""))}${tc(p(r("8")))}</w:tr></w:tbl></wx:sect></w:body></w:wordDocument>`,
    "a.doc",
  );
  expect(container).toBe("docx");
  expect(shown).toEqual([
    ["组 2 1", "1.项目 1 1", "12 1 1"],
    ["乙 1 1", "7 1 1"],
  ]);
});

test("Flat OPC is the package that it stands for, as far as it goes", async () => {
  const ns = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
  const part = (name: string, xml: string) =>
    `<pkg:part pkg:name="${name}" pkg:contentType="x"><pkg:xmlData>${xml}</pkg:xmlData></pkg:part>`;
  const body = `<w:document ${ns}><w:body><w:tbl><w:tr>${tc(p(r("甲")))}${tc(p(`<w:r><w:rPr><w:rStyle w:val="x"/></w:rPr><w:t>4</w:t></w:r>${r("3")}`))}</w:tr></w:tbl></w:body></w:document>`;
  const hidden = `<w:styles ${ns}><w:style w:type="character" w:styleId="x"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>`;
  const whole = `<?mso-application progid="Word.Document"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">${part("/word/document.xml", body)}${part("/word/styles.xml", hidden)}<pkg:part pkg:name="/word/media/a.emf"><pkg:binaryData>AAAA`;
  expect((await rowsOf(whole, "a.xml")).shown).toEqual([["甲 1 1", "3 1 1"]]);
});

const SHEETS =
  '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel">';
const data = (value: string) =>
  `<Cell><Data ss:Type="${/^\d+$/.test(value) ? "Number" : "String"}">${value}</Data></Cell>`;

test("Excel 2003: merges and places as stated; what is hidden is not shown", async () => {
  const { container, shown } = await rowsOf(
    `${SHEETS}<Worksheet ss:Name="旧"><Table><Row>${data("9")}${data("9")}</Row></Table><x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions></Worksheet>` +
      `<Worksheet ss:Name="表"><Table><Column ss:Index="2" ss:Hidden="1"/><Row>${data("项目")}${data("藏")}<Cell ss:MergeAcross="1"><Data ss:Type="String">数</Data></Cell></Row>` +
      `<Row ss:Hidden="1">${data("甲")}${data("1")}${data("2")}${data("3")}</Row><Row>${data("乙")}<Cell ss:Index="4"><Data ss:Type="Number">6</Data></Cell></Row></Table></Worksheet></Workbook>`,
    "a.xls",
  );
  expect(container).toBe("xls");
  expect(shown).toEqual([
    ["项目 1 1", "数 1 2"],
    ["乙 1 1", " 1 1", "6 1 1"],
  ]);
});

test("Excel 2003: a sheet that asks for more than a program has is refused", async () => {
  const wide = `${SHEETS}<Worksheet ss:Name="表"><Table><Column ss:Span="900000000"/><Row>${data("1")}</Row></Table></Worksheet></Workbook>`;
  await expect(read(wide, "a.xls")).rejects.toThrow(/more cells than any report/);
});

test("flat OpenDocument: styles that stand in the text itself count", async () => {
  const cell = (inside: string) => `<table:table-cell><text:p>${inside}</text:p></table:table-cell>`;
  const { container, shown } = await rowsOf(
    `<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:mimetype="application/vnd.oasis.opendocument.text"><office:automatic-styles><style:style style:name="T1" style:family="text"><style:text-properties text:display="none"/></style:style></office:automatic-styles><office:body><office:text><table:table><table:table-row>${cell("甲")}${cell('<text:span text:style-name="T1">5</text:span>6')}</table:table-row></table:table></office:text></office:body></office:document>`,
    "a.fodt",
  );
  expect(container).toBe("odt");
  expect(shown).toEqual([["甲 1 1", "6 1 1"]]);
});
