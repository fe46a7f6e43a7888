// Labels that stand behind the figures of their rows.
import { expect, test } from "vitest";
import { printedRows } from "../../builders/laid-out.ts";

const ROWS = [
  ["2014年度", "历年累计", "指标名称", "单位"],
  ["39", "251", "公开信息数", "条"],
  ["0", "", "网站公开数", "条"],
  ["105", "274", "申请总数", "件"],
  ["64", "87", "当面申请数", "件"],
  ["", "", "传真申请数", "件"],
];
const page = (rows: readonly (readonly string[])[], over = "") =>
  `<table>${over}${rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join("")}</tr>`).join("")}</table>`;
const inOrder = (order: readonly number[]) => ROWS.map((row) => order.map((column) => row[column] ?? ""));
const FIRST = inOrder([2, 3, 0, 1]);

test.each([
  ["behind the labels", [0, 1, 2, 3]],
  ["before the labels", [0, 1, 3, 2]],
  ["before the figures", [3, 0, 1, 2]],
])("labels are first, units %s second", async (_, order) => {
  expect(await printedRows(page(inOrder(order)), "a.html")).toEqual(FIRST);
});

test("a title over all columns stays", async () => {
  const [title, ...rows] = await printedRows(page(ROWS, '<tr><td colspan="4">统计表</td></tr>'), "a.html");
  expect(title).toEqual(["统计表[1x4]"]);
  expect(rows).toEqual(FIRST);
});

test.each([
  ["labels before figures, units behind them", inOrder([2, 0, 1, 3])],
  [
    "remarks behind the figures",
    ROWS.map(([a = "", b = "", label = "", unit = ""]) => [label, a, b, `${label}的${unit}`]),
  ],
  ["few rows", ROWS.slice(0, 4)],
  ["a figure behind a label", ROWS.map((row, rank) => [...row, rank === 3 ? "7" : ""])],
  ["a cell over a label and a figure", ROWS.map((row) => row.slice(0, 3))],
])("%s stay", async (name, rows) => {
  const over = name.startsWith("a cell over") ? '<tr><td>甲</td><td colspan="2">乙</td></tr>' : "";
  const printed = await printedRows(page(rows, over), "a.html");
  expect(printed.slice(over === "" ? 0 : 1)).toEqual(rows);
});
