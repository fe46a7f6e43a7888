// Writes a report as WordprocessingML, with the constructs that programs use for the same look.
import { strToU8, zipSync } from "fflate";
import type { Sheet, SheetCell } from "./print-form.ts";
import { slots } from "./write-text.ts";

export interface DocxWays {
  /** Cells merged sideways by w:hMerge instead of w:gridSpan. */
  readonly oldMerges?: boolean;
  /** Rows that continue a merge begin with w:gridBefore instead of a cell. */
  readonly gridBefore?: boolean;
  /** Figures stand in w:fldSimple. */
  readonly fields?: boolean;
  /** List numbers of row labels are automatic. */
  readonly autoNumbers?: boolean;
  /** The first merged group lost the cell that begins it. */
  readonly orphanMerge?: boolean;
  /** Every figure was changed with tracking on: the old one stands deleted beside it. */
  readonly tracked?: boolean;
}

const NS =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';

const escapeXml = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

function run(text: string, properties = ""): string {
  const pieces = text.split("\n").map((line) => `<w:t xml:space="preserve">${escapeXml(line)}</w:t>`);
  return `<w:r>${properties}${pieces.join("<w:br/>")}</w:r>`;
}

export function docxParagraph(text: string, style?: string): string {
  return `<w:p>${style ? `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>` : ""}${run(text)}</w:p>`;
}

const NUMBER = /^[(（]?[一二三四五六七八九十\d]{1,2}[)）、.．]/u;

function cellContent(text: string, ways: DocxWays): string {
  const isFigure = /^-?[\d.,]+$/.test(text);
  if (text === "") return "<w:p/>";
  if (ways.fields && isFigure)
    return `<w:p><w:fldSimple w:instr=" =SUM(LEFT) ">${run(text)}</w:fldSimple></w:p>`;
  if (ways.tracked && isFigure) {
    return `<w:p><w:del w:id="1" w:author="a"><w:r><w:delText>7${text}</w:delText></w:r></w:del><w:ins w:id="2" w:author="a">${run(text)}</w:ins></w:p>`;
  }
  if (ways.autoNumbers && NUMBER.test(text)) {
    const level = /^[一二三四五六七八九十]/u.test(text) ? 1 : /^[(（]/.test(text) ? 2 : 3;
    return `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="${level}"/></w:numPr></w:pPr>${run(text.replace(NUMBER, ""))}</w:p>`;
  }
  return text
    .split("\n")
    .map((line) => docxParagraph(line))
    .join("");
}

export function docxTable(sheet: Sheet, ways: DocxWays = {}): string {
  const covered = slots(sheet);
  const width = Math.max(...covered.map((row) => row.length));
  let orphaned = false;
  const rows = covered.map((row, r) => {
    const cells: string[] = [];
    let before = 0;
    for (let c = 0; c < row.length; ) {
      const cell = row[c];
      if (cell) {
        let merge = cell.rowSpan > 1 ? '<w:vMerge w:val="restart"/>' : "";
        if (ways.orphanMerge && !orphaned && cell.rowSpan > 1 && r > 2) {
          merge = "<w:vMerge/>";
          orphaned = true;
        }
        cells.push(...spanned(cell, merge, ways));
        c += cell.colSpan;
        continue;
      }
      const owner = ownerOf(covered, sheet, r, c);
      const span = owner?.colSpan ?? 1;
      if (ways.gridBefore && cells.length === 0) before += span;
      else cells.push(...spanned({ text: "", rowSpan: 1, colSpan: span }, "<w:vMerge/>", ways));
      c += span;
    }
    const properties = before > 0 ? `<w:trPr><w:gridBefore w:val="${before}"/></w:trPr>` : "";
    return `<w:tr>${properties}${cells.join("")}</w:tr>`;
  });
  const grid = Array.from({ length: width }, () => '<w:gridCol w:w="900"/>').join("");
  return `<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>${grid}</w:tblGrid>${rows.join("")}</w:tbl><w:p/>`;
}

function spanned(cell: SheetCell, merge: string, ways: DocxWays): string[] {
  const content = cellContent(cell.text, ways);
  if (cell.colSpan === 1) return [`<w:tc><w:tcPr>${merge}</w:tcPr>${content}</w:tc>`];
  if (!ways.oldMerges)
    return [`<w:tc><w:tcPr><w:gridSpan w:val="${cell.colSpan}"/>${merge}</w:tcPr>${content}</w:tc>`];
  return Array.from({ length: cell.colSpan }, (_, index) =>
    index === 0
      ? `<w:tc><w:tcPr><w:hMerge w:val="restart"/>${merge}</w:tcPr>${content}</w:tc>`
      : `<w:tc><w:tcPr><w:hMerge/>${merge}</w:tcPr><w:p/></w:tc>`,
  );
}

/** The cell that spans down into a covered slot. */
function ownerOf(covered: (SheetCell | null)[][], sheet: Sheet, r: number, c: number): SheetCell | null {
  for (let above = r - 1; above >= 0; above -= 1) {
    for (const cell of sheet[above] ?? []) {
      const at = covered[above]?.indexOf(cell) ?? -1;
      if (at <= c && at + cell.colSpan > c && above + cell.rowSpan > r) return cell;
    }
  }
  return null;
}

const NUMBERING = `<?xml version="1.0" encoding="UTF-8"?><w:numbering ${NS}>${[
  ["chineseCountingThousand", "%1、"],
  ["chineseCountingThousand", "（%1）"],
  ["decimal", "%1."],
]
  .map(
    ([format, text], index) =>
      `<w:abstractNum w:abstractNumId="${index}"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl></w:abstractNum>`,
  )
  .join("")}${[1, 2, 3]
  .map((num) => `<w:num w:numId="${num}"><w:abstractNumId w:val="${num - 1}"/></w:num>`)
  .join("")}</w:numbering>`;

const STYLES = `<?xml version="1.0" encoding="UTF-8"?><w:styles ${NS}><w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style></w:styles>`;

/** The whole package; dates are fixed, so that the same report gives the same bytes. */
export function docxPackage(body: string): Uint8Array {
  const type = "application/vnd.openxmlformats-officedocument.wordprocessingml";
  const parts: Record<string, string> = {
    "[Content_Types].xml": `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${type}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${type}.styles+xml"/><Override PartName="/word/numbering.xml" ContentType="${type}.numbering+xml"/></Types>`,
    "_rels/.rels": `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    "word/_rels/document.xml.rels": `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/></Relationships>`,
    "word/document.xml": `<?xml version="1.0" encoding="UTF-8"?><w:document ${NS}><w:body>${body}</w:body></w:document>`,
    "word/styles.xml": STYLES,
    "word/numbering.xml": NUMBERING,
  };
  const files = Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)]));
  return zipSync(files, { mtime: new Date("2024-01-01T00:00:00Z"), level: 6 });
}
