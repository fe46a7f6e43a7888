// A grid of one row without a label: what is no figure in one of its cells is that cell's, and shifts nothing.
import { expect, test } from "vitest";
import { extractBytes } from "../../../src/dev/extract-file.ts";

const TABLE = "review_litigation";
const ENDS = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"];
const FIGURES = ["12", "3", "7", "9", "31", "0", "8", "40", "7", "55", "0", "1", "9", "5", "15"];

async function read(figures: readonly string[]): Promise<string[]> {
  const row = (cells: readonly string[]) => `<tr>${cells.join("")}</tr>`;
  const heads = (texts: readonly string[], span = "") => texts.map((text) => `<td${span}>${text}</td>`);
  const rows = [
    row(['<td colspan="5">行政复议</td>', '<td colspan="10">行政诉讼</td>']),
    row([
      ...heads(ENDS, ' rowspan="2"'),
      '<td colspan="5">未经复议直接起诉</td>',
      '<td colspan="5">复议后起诉</td>',
    ]),
    row(heads([...ENDS, ...ENDS])),
    row(heads(figures)),
  ];
  const html = `<html><body><h1>青石县林业局2022年政府信息公开工作年度报告</h1>
<p>四、政府信息公开行政复议、行政诉讼情况</p><table>${rows.join("")}</table><p>五、存在的主要问题</p></body></html>`;
  const report = await extractBytes("a.html", new TextEncoder().encode(html));
  const cells = report.tables.flatMap(({ cells }) => cells).filter(({ table }) => table === TABLE);
  return cells.map(({ value, state, doubts }) => `${value ?? state}${doubts.length > 0 ? "?" : ""}`);
}

test.each([
  ["in brackets, in the last cell", 14, "(15)"],
  ["a word in the last cell", 14, "详见附件"],
  ["a word in the middle", 6, "详见附件"],
])("what is no number: %s", async (_, at, text) => {
  const found = await read(FIGURES.with(at, text));
  expect(found[at]).toBe("unreadable?");
  expect(found.toSpliced(at, 1)).toEqual(FIGURES.toSpliced(at, 1));
});

test("two words are two cells", async () => {
  const found = await read(FIGURES.with(6, "详见附件").with(14, "详见附件"));
  expect(found.toSpliced(14, 1).toSpliced(6, 1)).toEqual(FIGURES.toSpliced(14, 1).toSpliced(6, 1));
});

test("a word in the first cell may be a label: nothing is certain", async () => {
  for (const cell of await read(FIGURES.with(0, "详见附件"))) expect(cell).toMatch(/\?$/);
});

test.each([0, 2, 4, 7])(
  "a cell left out before the last group moves a figure of it into the one before: %i",
  async (at) => {
    const figures = FIGURES.with(10, "4").with(14, "19");
    expect(await read(figures)).toEqual(figures);
    for (const cell of await read([...figures.toSpliced(at, 1), ""])) expect(cell).toMatch(/\?$/);
  },
);
