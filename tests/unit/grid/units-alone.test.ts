// Units that stand where no figure is written.
import { expect, test } from "vitest";
import { printedRows } from "../../builders/laid-out.ts";

const page = (cells: readonly string[]) =>
  `<table>${cells.map((cell, rank) => `<tr><td>第${rank}项</td><td>${cell}</td></tr>`).join("")}</table>`;
const column = async (...cells: string[]) => (await printedRows(page(cells), "a.html")).map((row) => row[1]);

test("a cell is empty that holds only the unit of its column's figures", async () => {
  expect(await column("数量", "12件", "&nbsp;&nbsp;件", "3 条", "<u>　　</u>条", "-4件", "")).toEqual([
    "数量",
    "12件",
    "",
    "3 条",
    "",
    "-4件",
    "",
  ]);
});

test("… also in a column without figures", async () => {
  const rows = await printedRows(
    "<table><tr><td>项</td><td>甲</td><td>乙</td></tr><tr><td>一</td><td>1件</td><td>件</td></tr><tr><td>二</td><td>2件</td><td>件</td></tr><tr><td>三</td><td>3件</td><td></td></tr></table>",
    "a.html",
  );
  expect(rows.map((row) => row[2])).toEqual(["乙", "", "", ""]);
});

test.each([
  ["another word than the figures have", ["12件", "3件", "4件", "无"], "无"],
  ["few figures with a unit", ["12件", "3件", "件", ""], "件"],
  ["figures without units beside those with", ["12件", "3件", "4件", "5", "件"], "件"],
  ["numbers of a list before words", ["1.其他", "2.其他", "3.其他", "其他"], "其他"],
  ["words with figures among the figures", ["12件", "3件", "4件", "2023年度计划", "件"], "件"],
  ["a picture beside the unit", ["12件", "3件", "4件", '<img src="n.png">件'], "件"],
])("it stays as printed with %s", async (_, cells, kept) => {
  expect(await column(...cells)).toContain(kept);
});
