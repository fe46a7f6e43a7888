// The recipes of the samples: which form, which figures, which container, and what is irregular about it.
// Bodies and places are made up; titles, labels and forms are the official ones.

import type { Sheet } from "../../src/dev/made/print-form.ts";
import type { DocxWays } from "../../src/dev/made/write-docx.ts";
import { htmlPage, htmlTable } from "../../src/dev/made/write-html.ts";

export interface Recipe {
  readonly name: string;
  /** What is irregular about it, in one line. */
  readonly about: string;
  readonly edition: "2021" | "2019" | "2014" | "local";
  /** File type, then charset, program or way of flattening. */
  readonly as: string;
  readonly seed: number;
  readonly title: string;
  readonly prose: readonly string[];
  /** Tables of the form that the report prints; all when left out. */
  readonly tables?: readonly string[];
  readonly zeros?: number;
  readonly docx?: DocxWays;
  /** Breaks figures on purpose, as publishers do. Keys as in `figureKey`. */
  spoil?(figures: Map<string, string>): void;
  /** How a figure is printed. */
  print?(value: string, key: string): string;
  /** The number that a printed text means. */
  meant?(text: string): string;
  bend?(sheet: Sheet, table: string): Sheet;
  table?(sheet: Sheet): string;
  page?(body: string, title: string): string;
  readonly extraTruth?: readonly string[];
}

const base = (issuer: string, year: number, order = 0) => ({
  title: [
    `${issuer}${year}年政府信息公开工作年度报告`,
    `${issuer}${year}年度政府信息公开工作年度报告`,
    `${year}年${issuer}政府信息公开工作年度报告`,
  ][order] as string,
  prose: [
    `本报告由${issuer}编制，所列数据的统计期限自${year}年1月1日起至${year}年12月31日止。`,
    "全年共召开政务公开工作例会四次，门户网站栏目检查十二次。",
  ],
});

const zeroAs = (text: string) => (value: string) => (value === "0" ? text : value);
const blankIf = (pattern: RegExp) => (text: string) => (pattern.test(text) ? "" : text);
const wide = (value: string) =>
  value.replace(/[\d.]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));
const narrow = (text: string) =>
  text.replace(/[\uff0e\uff10-\uff19]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0));
const thousands = (value: string) =>
  value.replace(/^(-?\d+)/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ","));

/** The table cut in two after a row, the head printed again. */
function cutWithHead(sheet: Sheet, headRows: number, after: number): string {
  const head = sheet.slice(0, headRows);
  return `${htmlTable(sheet.slice(0, after))}\n<p>— 3 —</p>\n${htmlTable([...structuredClone(head), ...sheet.slice(after)])}`;
}

export const RECIPES: readonly Recipe[] = [
  {
    name: "2021-html-plain",
    about: "the form as it is",
    edition: "2021",
    as: "html",
    seed: 1,
    ...base("青石县教育局", 2023),
  },
  {
    name: "2021-html-gb18030",
    about: "GBK bytes, declared as gb2312 in the mark-up",
    edition: "2021",
    as: "html gb18030",
    seed: 2,
    ...base("柳湾区民政局", 2022, 1),
    page: (body, title) =>
      htmlPage(title, body, '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'),
  },
  {
    name: "2021-html-word-export",
    about: "exported by a word processor: paragraphs, spans and no-break spaces in every cell",
    edition: "2021",
    as: "html",
    seed: 3,
    ...base("云岭镇人民政府", 2024),
    table: (sheet) =>
      htmlTable(
        sheet,
        'class="MsoNormalTable" border="1"',
        (text) =>
          `<p class="MsoNormal"><span lang="EN-US" style="font-size:10.5pt">&nbsp;${text.replaceAll("\n", "<br>")}</span><o:p></o:p></p>`,
      ),
  },
  {
    name: "2021-html-layout-tables",
    about: "the page laid out with tables, a hidden copy of the tables, menus around",
    edition: "2021",
    as: "html",
    seed: 4,
    ...base("青石县水利局", 2021),
    page: (body, title) =>
      htmlPage(
        title,
        `<nav><ul><li>首页</li><li>数据</li></ul></nav><table width="980"><tr><td colspan="2">位置：首页 &gt; 年报</td></tr><tr><td width="200"><table><tr><td>栏目</td></tr><tr><td>链接</td></tr></table></td><td><div id="zoom">${body}</div></td></tr></table><div style="display:none"><table><tr><td>本年新收政府信息公开申请数量</td><td>9</td></tr></table></div><footer><table><tr><td>主办</td><td>备案 3300</td></tr></table></footer>`,
      ),
  },
  {
    name: "2021-html-split-table",
    about: "the table of requests cut by a page, its head printed again",
    edition: "2021",
    as: "html",
    seed: 5,
    ...base("南浦市人民政府", 2023),
    table: (sheet) => (sheet.length > 20 ? cutWithHead(sheet, 3, 14) : htmlTable(sheet)),
  },
  {
    name: "2021-html-no-spans-rows",
    about: "row spans lost: continued groups leave empty cells",
    edition: "2021",
    as: "html",
    seed: 6,
    ...base("柳湾区财政局", 2023),
    table: (sheet) => htmlTable(flatten(sheet)),
  },
  {
    name: "2021-html-index-row",
    about: "an index row under the heads, and a phantom empty column at the end",
    edition: "2021",
    as: "html",
    seed: 7,
    ...base("云岭县公安局", 2022),
    bend: (sheet, table) =>
      table === "requests"
        ? [
            ...sheet.slice(0, 3),
            [
              { text: "甲", rowSpan: 1, colSpan: 3 },
              ...[1, 2, 3, 4, 5, 6, 7].map((n) => ({ text: String(n), rowSpan: 1, colSpan: 1 })),
            ],
            ...sheet.slice(3),
          ].map((row) => [...row, { text: "", rowSpan: 1, colSpan: 1 }])
        : sheet,
  },
  {
    name: "2021-html-extra-row",
    about: "a row that the form lacks among the refusals",
    edition: "2021",
    as: "html",
    seed: 8,
    ...base("青石县交通运输局", 2022),
    bend: (sheet, table) =>
      table === "requests" ? insertRow(sheet, "危及「三安全一稳定」", "其他不适宜公开", "3") : sheet,
    extraTruth: COLUMNS().map((column) => `requests,label:其他不适宜公开,${column},3`),
  },
  {
    name: "2021-html-broken-sum",
    about: "the publisher's own sum is wrong: a finding, not a reading error",
    edition: "2021",
    as: "html",
    seed: 9,
    ...base("南浦市卫生健康委员会", 2023),
    spoil: (figures) => {
      const key = "requests/outcome.total/natural_person";
      figures.set(key, String(Number(figures.get(key)) + 5));
    },
  },
  {
    name: "2021-html-only-totals",
    about: "only the totals are filled in, all else is blank",
    edition: "2021",
    as: "html",
    seed: 10,
    ...base("云岭镇人民政府", 2022),
    print: (value, key) => (key.startsWith("requests/") && !key.endsWith("/total") ? "" : value),
  },
  {
    name: "2021-html-struck-zeros",
    about: "a stroke for every zero",
    edition: "2021",
    as: "html",
    seed: 11,
    ...base("柳湾区司法局", 2021),
    print: zeroAs("—"),
    meant: blankIf(/^—$/),
  },
  {
    name: "2021-html-wide-digits",
    about: "full-width digits",
    edition: "2021",
    as: "html",
    seed: 12,
    ...base("青石县林业局", 2024),
    print: wide,
    meant: narrow,
  },
  {
    name: "2021-html-thousands-units",
    about: "thousands separators, and a unit in some cells",
    edition: "2021",
    as: "html",
    seed: 13,
    zeros: 0.1,
    ...base("南浦市公安局", 2022),
    print: (value, key) =>
      key.includes("fees/")
        ? `${value}万元`
        : key.includes("licensing/")
          ? `${thousands(value)}件`
          : thousands(value),
    meant: (text) => text.replace(/,|万元|件/g, ""),
  },
  {
    name: "2021-html-broken-labels",
    about: "labels broken over lines and spaced out",
    edition: "2021",
    as: "html",
    seed: 14,
    ...base("云岭县审计局", 2023),
    table: (sheet) =>
      htmlTable(sheet, 'border="1"', (text) =>
        /^[\d.-]*$/.test(text)
          ? ` ${text} `
          : text.replace(/(\p{L}{2})(?=\p{L})/gu, "$1 ").replace(/ (\S+)$/u, "<br>$1"),
      ),
  },
  {
    name: "2021-html-traditional",
    about: "converted to traditional characters by a mirror",
    edition: "2021",
    as: "html",
    seed: 15,
    ...base("青石縣教育局", 2023),
    title: "青石縣教育局2023年政府信息公開工作年度報告",
    bend: (sheet) => sheet.map((row) => row.map((cell) => ({ ...cell, text: traditional(cell.text) }))),
  },
  {
    name: "2019-html-plain",
    about: "the form of 2019",
    edition: "2019",
    as: "html",
    seed: 16,
    ...base("南浦市人民政府", 2020),
  },
  {
    name: "2019-html-later-year",
    about: "the form of 2019 in a report for 2022: the labels decide",
    edition: "2019",
    as: "html",
    seed: 17,
    ...base("柳湾区统计局", 2022, 1),
  },
  {
    name: "2019-html-signed-changes",
    about: "signs and help text: +19, 减2, a year in the head",
    edition: "2019",
    as: "html",
    seed: 18,
    ...base("云岭县城市管理局", 2019),
    print: (value, key) =>
      !key.includes("items_change") || value === "0"
        ? value
        : value.startsWith("-")
          ? `减${value.slice(1)}`
          : `+${value}`,
    meant: (text) => text.replace(/^减/, "-").replace(/^\+/, ""),
  },
  {
    name: "2014-html-plain",
    about: "the table of nine parts",
    edition: "2014",
    as: "html",
    seed: 19,
    ...base("南浦市教育局", 2016),
  },
  {
    name: "2014-html-unit-in-cell",
    about: "units printed again behind the figures",
    edition: "2014",
    as: "html",
    seed: 20,
    ...base("青石县环境保护局", 2017),
    print: (value) => (value.includes(".") ? `${value}万元` : value === "0" ? "0" : `${value}条`),
    meant: (text) => text.replace(/万元|条/g, ""),
  },
  {
    name: "local-html-annex",
    about: "a local indicator table of 2012",
    edition: "local",
    as: "html",
    seed: 21,
    tables: ["indicators.fujian_annex"],
    ...base("霞浦湾县人民政府", 2012),
  },
  {
    name: "2021-docx-plain",
    about: "grid spans and vertical merges",
    edition: "2021",
    as: "docx",
    seed: 22,
    ...base("青石县发展和改革局", 2023),
  },
  {
    name: "2021-docx-grid-before",
    about: "continued rows begin with gridBefore",
    edition: "2021",
    as: "docx",
    seed: 23,
    docx: { gridBefore: true },
    ...base("柳湾区文化和旅游局", 2022),
  },
  {
    name: "2021-docx-old-merges",
    about: "cells merged by hMerge",
    edition: "2021",
    as: "docx",
    seed: 24,
    docx: { oldMerges: true },
    ...base("云岭镇人民政府", 2021),
  },
  {
    name: "2021-docx-fields",
    about: "figures stand in simple fields",
    edition: "2021",
    as: "docx",
    seed: 25,
    docx: { fields: true },
    ...base("南浦市审计局", 2024),
  },
  {
    name: "2021-docx-auto-numbers",
    about: "list numbers of rows are automatic",
    edition: "2021",
    as: "docx",
    seed: 26,
    docx: { autoNumbers: true },
    ...base("青石县应急管理局", 2023),
  },
  {
    name: "2019-docx-orphan-merge",
    about: "a merge whose first cell is missing",
    edition: "2019",
    as: "docx",
    seed: 27,
    docx: { orphanMerge: true },
    ...base("柳湾区住房和城乡建设局", 2020),
  },
  {
    name: "2019-docx-tracked",
    about: "figures changed with tracking on",
    edition: "2019",
    as: "docx",
    seed: 28,
    docx: { tracked: true },
    ...base("云岭县水务局", 2019),
  },
  {
    name: "2014-docx-plain",
    about: "the table of nine parts as a word file",
    edition: "2014",
    as: "docx",
    seed: 29,
    ...base("南浦市规划局", 2015),
  },
  {
    name: "2021-xlsx",
    about: "a spreadsheet with merged cells",
    edition: "2021",
    as: "xlsx",
    seed: 61,
    ...base("青石县商务局", 2023),
  },
  {
    name: "2019-xls",
    about: "an old spreadsheet",
    edition: "2019",
    as: "xls",
    seed: 62,
    ...base("柳湾区商务局", 2020),
  },
  {
    name: "2014-ods",
    about: "an open spreadsheet of the table of nine parts",
    edition: "2014",
    as: "ods",
    seed: 63,
    ...base("云岭县商务局", 2016),
  },
  {
    name: "2021-mhtml",
    about: "a page that a browser saved as one file",
    edition: "2021",
    as: "mhtml",
    seed: 64,
    ...base("南浦市商务局", 2022),
  },
  {
    name: "2021-ofd",
    about: "the national e-document format",
    edition: "2021",
    as: "ofd",
    seed: 65,
    ...base("青石县科学技术局", 2024),
  },
  {
    name: "2021-md",
    about: "Markdown with tables as HTML",
    edition: "2021",
    as: "md",
    seed: 66,
    ...base("柳湾区科学技术局", 2023),
  },
  {
    name: "2019-wps",
    about: "a word file under the name of another office program",
    edition: "2019",
    as: "wps",
    seed: 67,
    ...base("云岭县科学技术局", 2019),
  },
  {
    name: "2021-pdf-ghostscript",
    about: "a PDF written anew by Ghostscript",
    edition: "2021",
    as: "pdf ghostscript",
    seed: 68,
    ...base("南浦市科学技术局", 2023),
  },
  {
    name: "2019-pdf-qpdf",
    about: "a PDF re-saved with object streams, linearized",
    edition: "2019",
    as: "pdf qpdf",
    seed: 69,
    ...base("青石县林业局", 2020),
  },
  {
    name: "2021-pdf-protected",
    about: "an encrypted PDF that opens without a password",
    edition: "2021",
    as: "pdf protected",
    seed: 73,
    tables: ["proactive_disclosure", "review_litigation"],
    ...base("柳湾区审计局", 2024),
  },
  {
    name: "2021-pdf-named-font",
    about: "a PDF whose Chinese font is named and not embedded",
    edition: "2021",
    as: "pdf reportlab",
    seed: 70,
    ...base("柳湾区林业局", 2022),
  },
  {
    name: "2021-pdf-scan",
    about: "a PDF of pictures: printed, scanned askew, no text in the file",
    edition: "2021",
    as: "pdf scan",
    seed: 71,
    ...base("柳湾区档案局", 2023),
  },
  {
    name: "2019-pdf-scan-turned",
    about: "a scan whose pages lie upside down",
    edition: "2019",
    as: "pdf scan 180",
    seed: 72,
    tables: ["review_litigation"],
    ...base("青石县统计局", 2020),
  },
  {
    name: "2021-txt-tabs",
    about: "a tab before each cell, a lone tab for a merge",
    edition: "2021",
    as: "txt tabs",
    seed: 30,
    ...base("青石县统计局", 2023),
  },
  {
    name: "2019-txt-pipes",
    about: "cells behind bars, spans not expanded",
    edition: "2019",
    as: "txt pipes",
    seed: 31,
    ...base("柳湾区人民政府", 2020),
  },
  {
    name: "2021-txt-boxes",
    about: "a drawn table",
    edition: "2021",
    as: "txt boxes",
    seed: 32,
    ...base("云岭县档案局", 2022),
  },
  {
    name: "2021-txt-lines",
    about: "one cell a line",
    edition: "2021",
    as: "txt lines",
    seed: 33,
    ...base("南浦市财政局", 2022),
  },
  {
    name: "2019-txt-lines-blank",
    about: "one cell a line, blanks as empty lines",
    edition: "2019",
    as: "txt lines",
    seed: 34,
    ...base("青石县信访局", 2020),
    print: zeroAs(""),
    zeros: 0.3,
  },
  {
    name: "2021-txt-layout",
    about:
      "a printed page's text laid out by poppler: figures between the lines of their labels, columns shifting",
    edition: "2021",
    as: "txt layout",
    seed: 71,
    ...base("柳湾区民政局", 2024),
  },
  {
    name: "2019-txt-layout-blank",
    about: "the same with every zero left empty",
    edition: "2019",
    as: "txt layout",
    seed: 72,
    ...base("石桥镇", 2020),
    print: zeroAs(""),
    zeros: 0.5,
  },
  {
    name: "2021-txt-glued",
    about: "all cells run together",
    edition: "2021",
    as: "txt glued",
    seed: 35,
    ...base("柳湾区信访局", 2023),
    zeros: 0.6,
  },
  {
    name: "2014-txt-lines",
    about: "the table of nine parts, one cell a line",
    edition: "2014",
    as: "txt lines",
    seed: 36,
    ...base("云岭县商务局", 2014),
  },
  {
    name: "2021-txt-lines-removed",
    about: "a crawl removed repeated lines: labels survive, positions are gone",
    edition: "2021",
    as: "txt unique",
    seed: 37,

    ...base("南浦市体育局", 2022),
  },
  {
    name: "2021-pdf-libreoffice",
    about: "printed by LibreOffice",
    edition: "2021",
    as: "pdf libreoffice",
    seed: 38,
    ...base("青石县司法局", 2023),
  },
  {
    name: "2019-pdf-chromium",
    about: "printed by a browser",
    edition: "2019",
    as: "pdf chromium",
    seed: 39,
    ...base("柳湾区气象局", 2020),
  },
  {
    name: "2021-doc-word97",
    about: "binary Word, saved by LibreOffice",
    edition: "2021",
    as: "doc libreoffice",
    seed: 40,
    ...base("云岭县文化馆", 2022),
    print: zeroAs(""),
  },
  {
    name: "2019-rtf",
    about: "RTF, saved by LibreOffice",
    edition: "2019",
    as: "rtf libreoffice",
    seed: 41,
    ...base("青石县地震局", 2019),
  },
  {
    name: "2014-odt",
    about: "OpenDocument text",
    edition: "2014",
    as: "odt libreoffice",
    seed: 42,
    ...base("南浦市粮食局", 2018),
  },
  {
    name: "2021-html-named-doc",
    about: "a web page that is served as .doc",
    edition: "2021",
    as: "doc html",
    seed: 43,
    ...base("柳湾区农业农村局", 2024),
  },
];

function COLUMNS(): string[] {
  return [
    "natural_person",
    "commercial_enterprise",
    "research_institution",
    "public_welfare_organization",
    "legal_service_institution",
    "other_organization",
    "total",
  ];
}

/** Spans downwards written out as one cell and empty cells below it. */
function flatten(sheet: Sheet): Sheet {
  const rows: Sheet = sheet.map(() => []);
  const covered: boolean[][] = sheet.map(() => []);
  sheet.forEach((cells, r) => {
    let c = 0;
    const put = () => {
      while (covered[r]?.[c]) {
        rows[r]?.push({ text: "", rowSpan: 1, colSpan: 1 });
        c += 1;
      }
    };
    for (const cell of cells) {
      put();
      rows[r]?.push({ ...cell, rowSpan: 1 });
      for (let down = 1; down < cell.rowSpan; down += 1)
        for (let right = 0; right < cell.colSpan; right += 1)
          (covered[r + down] as boolean[])[c + right] = true;
      c += cell.colSpan;
    }
    put();
  });
  return rows;
}

/** A row put in before the one whose label begins so, inside the same groups. */
function insertRow(sheet: Sheet, before: string, label: string, figure: string): Sheet {
  const at = sheet.findIndex((row) => row.some((cell) => cell.text.includes(before.slice(0, 2))));
  const extra = [label, ...COLUMNS().map(() => figure)].map((text) => ({ text, rowSpan: 1, colSpan: 1 }));
  // The groups around the place grow by the row.
  for (let above = at - 1, seen = 0; above >= 0 && seen < 2; above -= 1) {
    for (const cell of sheet[above] ?? []) {
      if (cell.rowSpan > at - above) {
        cell.rowSpan += 1;
        seen += 1;
      }
    }
  }
  return [...sheet.slice(0, at), extra, ...sheet.slice(at)];
}

const PAIRS =
  "年年开開规規执執许許处處罚罰强強制制费費业業数數总總计計结結转轉续續办辦维維纠糾审審诉訴讼訟复復议議组組织織关關机機构構产產团團体體务務员員会會书書单單决決定定与與为為无無报報类類题題范範围圍测測证證";

function traditional(text: string): string {
  return [...text]
    .map((char) => {
      const at = PAIRS.indexOf(char);
      return at >= 0 && at % 2 === 0 ? (PAIRS[at + 1] ?? char) : char;
    })
    .join("");
}
