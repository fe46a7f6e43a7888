// Forms of one column, beside which those who fill them in put others: what compares it, its parts, who told, a column of groups.
import { expect, test } from "vitest";
import { collection, extractBytes } from "../../../src/dev/extract-file.ts";
import type { FormBlock } from "../../../src/model/form.ts";
import { cellsOf, tableOf, td } from "../../builders/requests-page.ts";

const TITLE = "青石县林业局2016年政府信息公开工作年度报告";
const block = collection.forms
  .find(({ edition }) => edition === "2014")
  ?.tables.find(({ key }) => key === "statistics")?.blocks[0] as FormBlock;
const KEYED = block.rows.filter(({ key }) => key !== null);
const figureOf = (rank: number) => String((rank * 7) % 23);
const PRINTED = KEYED.map((_, rank) => figureOf(rank));

async function read(lines: readonly string[]): Promise<string[]> {
  const page = `<h1>${TITLE}</h1><p>政府信息公开情况统计表</p>${tableOf(lines)}`;
  const report = await extractBytes("a.html", new TextEncoder().encode(page));
  const found = report.tables.flatMap((table) => table.cells);
  return KEYED.map(({ key }) => {
    const [cell, ...others] = found.filter(({ row, column }) => row === key && column === "value");
    if (!cell || others.length > 0) return "none";
    return cell.doubts.some((doubt) => doubt !== "relations-broken") ? "?" : (cell.value ?? "");
  });
}

/** The table under heads of which `own` says where the form's figures are; under the others stand figures and words. */
function under(heads: readonly string[], own: string, others: (rank: number) => string): string[] {
  let keyed = -1;
  const rows = block.rows.map(({ key, label, unit }) => {
    if (key === null) return td(label.text, `colspan="${heads.length + 2}"`);
    keyed += 1;
    const rank = keyed;
    const values = heads.map((head) => (head === own ? figureOf(rank) : others(rank)));
    return cellsOf([label.text, unit ?? "", ...values]);
  });
  return [cellsOf(["指标", "计量单位", ...heads]), ...rows];
}

const figures = (rank: number) => String(100 + rank);

test.each([
  ["本年数", ["比上年增减", "本年数"]],
  ["本年", ["本年", "同比增长"]],
  ["全年", ["一季度", "二季度", "三季度", "四季度", "全年"]],
  ["合计", ["上半年", "下半年", "合计"]],
  ["全年", ["第1季度", "全年"]],
  ["数值", ["数值", "填报科室", "联系电话"]],
  ["统计数", ["编号", "统计数", "数据来源"]],
  ["数量", ["上年数量", "数量", "备注"]],
  ["件数", ["件数", "增减情况"]],
])("the figures under %s are the form's, of %j", async (own, heads) => {
  expect(await read(under(heads, own, figures))).toEqual(PRINTED);
  expect(await read(under(heads, own, () => "办公室"))).toEqual(PRINTED);
});

test.each(["上年数", "2015年", "上半年", "历年累计", "比上年增减", "同比增长"])(
  "figures under %s alone are in doubt: they are another year's, or the head is",
  async (head) => {
    expect(new Set(await read(under([head], head, figures)))).toEqual(new Set(["?"]));
  },
);

test.each(["2016年", "本年数", "统计数"])("figures under %s alone are the report's", async (head) => {
  expect(await read(under([head], head, figures))).toEqual(PRINTED);
});

test("a figure may be like another year", async () => {
  const [heads, ...rows] = under(["数值"], "数值", figures);
  const years = rows.map((row) => row.replace(/<td[^>]*>\d+<\/td>$/u, td("2013")));
  expect(await read([heads ?? "", ...years])).toEqual(PRINTED.map(() => "2013"));
});

test("parts of a year under a head of theirs", async () => {
  const [, ...rows] = under(["上半年", "下半年", "全年"], "全年", figures);
  const spans = 'rowspan="2"';
  const over = td("指标", spans) + td("单位", spans) + td("其中", 'colspan="2"') + td("全年", spans);
  expect(await read([over, cellsOf(["上半年", "下半年"]), ...rows])).toEqual(PRINTED);
});

test.each([
  [["上年", "同比增长"], "同比增长"],
  [["上半年", "下半年"], "下半年"],
  [["科室", "电话"], "电话"],
  [["数量", "件数"], "件数"],
  [["数量", "本年数量"], "数量"],
])("none is the form's of %j", async (heads, own) => {
  expect(new Set(await read(under(heads, own, figures)))).toEqual(new Set(["?"]));
});

/** The table with the headings of its chapters in a column of their own, which spans their rows. */
function grouped(ofChapter: (heading: string, label: string) => string): string[] {
  const lines: string[] = [];
  const chapters = block.rows.flatMap((row, at) =>
    /^[一二三四五六七八九]、/u.test(row.label.text) ? [at] : [],
  );
  let rank = 0;
  chapters.forEach((from, index) => {
    const rows = block.rows.slice(from, chapters[index + 1]);
    const heading = rows[0]?.label.text ?? "";
    const keyed = rows.filter(({ key }) => key !== null);
    keyed.forEach(({ label, unit }, at) => {
      const before = at === 0 ? td(heading, `rowspan="${keyed.length}"`) : "";
      const own = label.text === heading ? ofChapter(heading, label.text) : label.text;
      lines.push(before + cellsOf([own, unit ?? "", figureOf(rank)]));
      rank += 1;
    });
  });
  return [cellsOf(["类别", "统计指标", "单位", "统计数"]), ...lines];
}

test("headings of chapters that span their rows are not the labels of the first", async () => {
  expect(await read(grouped((heading) => heading.replace(/^.、/u, "")))).toEqual(PRINTED);
  expect(await read(grouped((heading) => heading))).toEqual(PRINTED);
});

test("a label beside that of the row above it, whose cells are gone, leaves that one in doubt", async () => {
  const lines = grouped((heading) => heading);
  const at = lines.findIndex((line) => line.includes("收到申请数"));
  const torn = lines[at]?.match(/^(.*?收到申请数.*?<\/td>)/u)?.[1] ?? "";
  const joined = [...lines.slice(0, at), torn + lines[at + 1], ...lines.slice(at + 2)];
  const rank = KEYED.findIndex(({ label }) => label.text.includes("收到申请数"));
  const [own, next] = (await read(joined)).slice(rank, rank + 2);
  expect(["?", "none"]).toContain(own);
  expect(["?", "none", figureOf(rank + 1)]).toContain(next);
});
