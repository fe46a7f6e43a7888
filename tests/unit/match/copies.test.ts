// Several prints of one table in a document: which is the report's, what puts it in doubt, and whose a heading says that it is.
import { describe, expect, test } from "vitest";
import { collection, extractBytes } from "../../../src/dev/extract-file.ts";
import { makeFigures } from "../../../src/dev/made/figures.ts";
import { printTable, type Sheet } from "../../../src/dev/made/print-form.ts";
import { escapeHtml, htmlPage, htmlTable } from "../../../src/dev/made/write-html.ts";
import { cellLines, pipes, tabCells } from "../../../src/dev/made/write-text.ts";
import type { Report } from "../../../src/model/report.ts";

type Block = string | Sheet;

const WRITERS = { tabs: tabCells, lines: cellLines, pipes } as const;
const WAYS = ["html", "tabs", "lines", "pipes"] as const;
type Way = (typeof WAYS)[number];

/** The report of one organ, with the table of a form and whatever stands before and behind it. */
async function read(way: Way, edition: string, blocks: readonly Block[]): Promise<Report> {
  const [year] = formOf(edition).years;
  const [ending] = collection.identity.reportTitles;
  const title = `青石县水务局${year}年${ending}`;
  const prose = `所列数据的期限自${year}年1月1日起至${year}年12月31日止。`;
  const all = [prose, ...blocks, "五、存在的主要问题及改进情况", "目录更新偶有滞后，下一年将按月核对。"];
  if (way === "html") {
    const body = all.map((one) => (typeof one === "string" ? `<p>${escapeHtml(one)}</p>` : htmlTable(one)));
    return bytes("a.html", htmlPage(title, `<h1>${title}</h1>\n${body.join("\n")}`));
  }
  const lines = all.map((one) => (typeof one === "string" ? one : WRITERS[way](one)));
  return bytes("a.txt", `${[title, ...lines].join("\n\n")}\n`);
}

const bytes = (name: string, text: string) => extractBytes(name, new TextEncoder().encode(text));

function formOf(edition: string) {
  const form = collection.forms.find((one) => one.edition === edition);
  if (!form) throw new Error(`there is no form of ${edition}`);
  return form;
}

function sheetOf(edition: string, key: string, seed: number): Sheet {
  const form = formOf(edition);
  const table = form.tables.find((one) => one.key === key);
  if (!table) throw new Error(`the form of ${edition} has no table ${key}`);
  return printTable(table, makeFigures(form, seed, 0.2));
}

/** Figures by row and column, as they are printed. */
function figuresOf(sheet: Sheet): Map<string, string> {
  const cells = sheet
    .flat()
    .flatMap(({ of, text }) => (of?.column ? [[`${of.row}/${of.column}`, text] as const] : []));
  return new Map(cells);
}

/** What is stated of a table without a doubt: how many cells, and how many of them the print does not say. */
function stated(report: Report, key: string, sheet: Sheet): { certain: number; wrong: number } {
  const printed = figuresOf(sheet);
  const cells = report.tables.filter(({ table }) => table === key).flatMap(({ cells }) => cells);
  const certain = cells.filter(({ doubts }) => doubts.length === 0);
  const wrong = certain.filter(
    ({ row, column, value }) => Number(value) !== Number(printed.get(`${row}/${column}`)),
  );
  return { certain: certain.length, wrong: wrong.length };
}

const TABLES = [
  ["2021", "requests"],
  ["2021", "review_litigation"],
  ["2019", "proactive_disclosure"],
  ["2014", "statistics"],
] as const;

describe.each(TABLES)("%s %s", (edition, key) => {
  const own = sheetOf(edition, key, 5);
  const other = sheetOf(edition, key, 77);
  const zeros = own.map((row) => row.map((cell) => (cell.of?.column ? { ...cell, text: "0" } : cell)));
  const cells = figuresOf(own).size;

  test.each(WAYS)(
    "%s: a second print below the first, of which nothing is said, leaves only what both say",
    async (way) => {
      for (const blocks of [
        [own, other],
        [other, own],
        [zeros, own],
        [own, zeros],
      ]) {
        expect((await stated(await read(way, edition, blocks), key, own)).wrong).toBe(0);
      }
    },
  );

  test.each(WAYS)("%s: what a table was before it was put right is none of the report's", async (way) => {
    for (const blocks of [
      ["更正前：", other, "更正后：", own],
      ["修改后", own, "修改前", other],
      [own, "附：订正前的数据", other],
    ])
      expect(stated(await read(way, edition, blocks), key, own)).toEqual({ certain: cells, wrong: 0 });
    expect(stated(await read(way, edition, ["更正前：", other]), key, own).certain).toBe(0);
  });

  test.each(WAYS)(
    "%s: an attached table of another organ, whatever its name ends in, is none of the report's",
    async (way) => {
      for (const heading of [
        "附件：白马林场政府信息公开工作情况统计表",
        "附件2 河道管理处信息公开统计表",
        "城区供水公社政府信息公开情况统计表",
        "附：白马滩",
      ]) {
        const behind = stated(await read(way, edition, [own, heading, other]), key, own);
        expect(behind).toEqual({ certain: cells, wrong: 0 });
        const alone = stated(await read(way, edition, [heading, other]), key, own);
        expect(alone.certain).toBe(0);
      }
    },
  );

  test.each(WAYS)(
    "%s: the report's own name, or none, over its table says nothing against it",
    async (way) => {
      for (const heading of [
        "附件：青石县水务局政府信息公开工作情况统计表",
        "附：水务局统计表",
        "附件1 统计表",
        "我局政府信息公开情况统计表",
        "各类申请办理情况",
      ]) {
        const found = stated(await read(way, edition, [heading, own]), key, own);
        expect(found).toEqual({ certain: cells, wrong: 0 });
      }
    },
  );

  test.each(WAYS)(
    "%s: a heading between the table's title and its first row is read: it is of another year",
    async (way) => {
      const [year = 0] = formOf(edition).years;
      const report = await read(way, edition, ["二、情况统计表", `（${year - 1}年度）`, own]);
      expect(stated(report, key, own).certain).toBe(0);
    },
  );
});

describe("a table in parts", () => {
  test.each(WAYS)("%s: a row's own label over its part names no organ", async (way) => {
    const own = sheetOf("2021", "requests", 5);
    const isHead = (row: Sheet[number]) => row.every(({ of }) => of?.column === undefined);
    const heads = own.filter(isHead);
    const [first = [], ...rest] = own.filter((row) => !isHead(row));
    const [label] = first;
    const blocks = [label?.text ?? "", [...heads, first], [...heads, ...rest]];
    const report = await read(way, "2021", blocks);
    const { certain, wrong } = stated(report, "requests", own);
    expect(wrong).toBe(0);
    expect(certain).toBeGreaterThan(0.9 * figuresOf(own).size);
  });
});

describe("tables attached under one heading", () => {
  const KEYS = ["proactive_disclosure", "requests", "review_litigation"];
  const TITLES = [
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
  ];
  const own = KEYS.map((key) => sheetOf("2021", key, 5));
  const other = KEYS.map((key) => sheetOf("2021", key, 77));
  const body = own.flatMap((sheet, rank) => [TITLES[rank] ?? "", sheet]);
  const certainly = (report: Report) => KEYS.map((key, rank) => stated(report, key, own[rank] ?? []));
  const ALL = own.map((sheet) => ({ certain: figuresOf(sheet).size, wrong: 0 }));

  test.each([
    ["another year's, one below the other", ["附件：2020年度数据（供比对）", ...other]],
    [
      "another year's, each under its title",
      ["附表：2020年度情况", ...other.flatMap((sheet, rank) => [TITLES[rank] ?? "", sheet])],
    ],
    ["another organ's", ["附件2：白马林场政府信息公开情况统计表", ...other]],
  ])("%s are all that heading's", async (_, annex: readonly Block[]) => {
    expect(certainly(await read("html", "2021", [...body, ...annex]))).toEqual(ALL);
    expect(certainly(await read("html", "2021", [...annex, "五、本年度情况", ...body]))).toEqual(ALL);
  });

  test.each([
    ["（一）县本级", "（二）全县汇总"],
    ["2020年度", "本年度"],
    ["表1 上年数据", "表2 本年数据"],
  ])("lines that divide the same tables, «%s» and «%s», speak of all below them", async (foreign, line) => {
    const annex = other.flatMap((sheet, rank) => [TITLES[rank] ?? "", sheet]);
    expect(certainly(await read("html", "2021", [foreign, ...annex, line, ...body]))).toEqual(ALL);
    expect(certainly(await read("html", "2021", [line, ...body, foreign, ...annex]))).toEqual(ALL);
  });

  test("a line over some of the tables that another line stands over speaks of the first alone", async () => {
    const found = certainly(
      await read("html", "2021", ["2020年度", ...other.slice(0, 2), "本年度", ...body]),
    );
    expect(found.map(({ wrong }) => wrong)).toEqual([0, 0, 0]);
    expect(found[1]?.certain).toBeLessThan(ALL[1]?.certain ?? 0);
  });

  test.each([
    ["a heading that attaches nothing", ["2020年度数据", ...other]],
    ["something else between", ["附件：2020年度数据", ...other.flatMap((sheet) => [sheet, "补充情况如下"])]],
    ["another order than the form's", ["附件：2020年度数据", ...other.toReversed()]],
  ])("%s says nothing of the tables further below", async (_, annex: readonly Block[]) => {
    const found = certainly(await read("html", "2021", [...body, ...annex]));
    expect(found.map(({ wrong }) => wrong)).toEqual([0, 0, 0]);
    expect(found[1]?.certain).toBeLessThan(ALL[1]?.certain ?? 0);
  });
});

test("where a cell of the heads goes on down into the row, what is printed in it besides is in doubt and not left out", async () => {
  const sheet = sheetOf("2021", "review_litigation", 5);
  const html = htmlTable(sheet);
  const rows = html.split(/(?=<tr>)/u);
  const figures = [...(rows.at(-1) ?? "").matchAll(/<td>(.*?)<\/td>/gu)].map(([cell]) => cell);
  const [fifth = ""] = figures.slice(4, 5);
  const figure = /<td>(.*?)<\/td>/u.exec(fifth)?.[1] ?? "";
  const joined = rows.map((row, rank) =>
    rank === rows.length - 1
      ? row.replace(figures.join(""), figures.toSpliced(4, 1).join(""))
      : row.replace(/<td rowspan="2">总计<\/td>/u, `<td rowspan="3">总计<br>${figure}</td>`),
  );
  expect(joined.join("")).not.toBe(html);
  const title = `青石县水务局2021年${collection.identity.reportTitles[0]}`;
  const report = await bytes("a.html", htmlPage(title, `<h1>${title}</h1>${joined.join("")}`));
  const cells = report.tables.flatMap((one) => one.cells);
  expect(cells.filter(({ doubts }) => doubts.length > 0).map(({ column }) => column)).toEqual([
    "review.total",
  ]);
});

describe("above the title of the table stands whose it is, or of which year", () => {
  const [edition, key] = ["2014", "statistics"] as const;
  const own = sheetOf(edition, key, 5);
  const other = sheetOf(edition, key, 77);
  const title = formOf(edition).tables[0]?.title.text ?? "";
  const [year] = formOf(edition).years;
  test.each([
    ["other years above", [`${year - 2}年度`, `附件：${title}`, other, `${year}年度`, `附件：${title}`, own]],
    [
      "other years below",
      [`${year}年度`, `附件1：${title}`, own, `${year - 1}年度`, `附件2：${title}`, other],
    ],
    ["a sample", ["填表示例（仅供参考）", title, other, "以下为填报数据", `附表：${title}`, own]],
    ["a quarter", [`${year}年第一季度`, title, other, `${year}年度`, title, own]],
  ])("%s", async (_, blocks) => {
    const { certain, wrong } = stated(await read("html", edition, blocks as Block[]), key, own);
    expect([certain > 50, wrong]).toEqual([true, 0]);
  });

  test("a date above the title says nothing", async () => {
    const dated = [`${year + 1}年1月20日`, `附件：${title}`, own, `附件：${title}`, other];
    const { certain, wrong } = stated(await read("html", edition, dated), key, own);
    expect([certain > 50, wrong]).toEqual([false, 0]);
  });
});
