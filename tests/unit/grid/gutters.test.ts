// Tables that stand beside one another in one grid, and tables with empty columns of their own.
import { expect, test } from "vitest";
import { cutAtGutters } from "../../../src/grid/gutters.ts";
import { toGrid } from "../../../src/grid/rectangle.ts";
import { HEADS, PRINTED, pageOf, ROWS, readOf, readPage, tableOf, td } from "../../builders/requests-page.ts";

type Cell = string | readonly [text: string, rowSpan: number, colSpan: number];

/** The texts of each grid that a grid of these rows is cut into, row by row, `<` where a cell reaches. */
function cut(rows: readonly (readonly Cell[])[]): string[][][] {
  const cells = rows.map((row) =>
    row.map((cell) => {
      const [text, rowSpan, colSpan] = typeof cell === "string" ? ([cell, 1, 1] as const) : cell;
      return { text, rowSpan, colSpan, at: {} };
    }),
  );
  const grid = toGrid({ kind: "table", rows: cells, at: {} }, () => undefined);
  return cutAtGutters(grid).map(({ rows: parts }) =>
    parts.map((row) =>
      row.map((slot) => (slot.kind === "cell" ? slot.text : slot.kind === "covered" ? "<" : "?")),
    ),
  );
}

const LEFT = [
  ["甲表", "", ""],
  ["事项", "件数", "次数"],
  ["许可", "3", "0"],
  ["处罚", "1", "7"],
];
const RIGHT = [["乙表", ""], [["情况", 2, 1] as Cell, "合计"], ["人数"], ["收到", "5"], ["结转", "0"]];

test("two tables beside one another are two, under a title of both and above a third", () => {
  const title: Cell[] = [["某局年度报告", 1, 6]];
  const third: Cell[][] = [
    ["丙表"],
    [
      ["项目", 1, 3],
      ["数量", 1, 3],
    ],
    [
      ["信函", 1, 3],
      ["4", 1, 3],
    ],
  ];
  const rows = RIGHT.map((right, r) => [...(LEFT[r] ?? ["", "", ""]), "", ...right]);
  const [top, left, right, ...below] = cut([title, ...rows, ...third]);
  expect(top).toEqual([["某局年度报告", "<", "<", "<", "<", "<"]]);
  expect(left?.slice(0, 4)).toEqual(LEFT);
  expect(right).toEqual([
    ["乙表", ""],
    ["情况", "合计"],
    ["<", "人数"],
    ["收到", "5"],
    ["结转", "0"],
  ]);
  expect(below.flat().map(([first]) => first)).toEqual(["丙表", "项目", "信函"]);
});

test.each([1, 2, 3])("a gutter that parts a row %d from its label is none", (parted) => {
  const LABELS = ["许可", "处罚", "强制", "收费", "采购"];
  const rows: Cell[][] = LABELS.map((label, rank) =>
    rank < parted ? [label, String(rank), "1", "", "", "", ""] : ["", "", "", "", label, String(rank), "1"],
  );
  rows.splice(parted + 1, 0, ["合同", "", "", "", "", "7", "9"]);
  const grid = [
    ["事项", "件数", "次数", "", "事项", "件数", "次数"],
    ["", "甲", "乙", "", "", "甲", "乙"],
    ...rows,
  ];
  expect(cut(grid)).toHaveLength(1);
});

test("three tables, two of them with gutters of an own width, one cell tall", () => {
  const rows = LEFT.map((left, r): Cell[] => [
    ...left,
    ...(r === 0 ? [["", LEFT.length, 2] as Cell] : []),
    ...["丑表", "名称", "申诉", "举报"].slice(r, r + 1),
    ...["", "数", "2", "6"].slice(r, r + 1),
    "",
    ...["寅表", "类别", "信函", "网络"].slice(r, r + 1),
    ...["", "数", "8", "9"].slice(r, r + 1),
  ]);
  expect(cut(rows).map((part) => part[0]?.[0])).toEqual(["甲表", "丑表", "寅表"]);
});

test("a table without labels beside the rows of another, which goes on below its end", () => {
  const rows = [
    ["项目", "件数", "人数", "", "维持", "纠正"],
    ["受理", "3", "4", "", "1", "2"],
    ["办结", "3", "4", "", "", ""],
    ["同意", "2", "2", "", "", ""],
    ["拒绝", "1", "2", "", "", ""],
  ];
  expect(cut(rows).map((part) => part[0])).toEqual([
    ["项目", "件数", "人数"],
    ["维持", "纠正"],
  ]);
});

test.each([
  ["between a table's labels and its figures", ["项目", "", "件数", "人数"], ["受理", "", "3", "4"]],
  ["between columns of figures", ["项目", "件数", "", "人数"], ["受理", "3", "", "4"]],
  ["before remarks", ["项目", "件数", "", "说明", "备注"], ["受理", "3", "", "来自信函", "已经办结"]],
  ["between years", ["项目", "2021年", "", "单位", "2022年"], ["受理", "3", "", "件次", "4"]],
])("an empty column %s cuts no table", (_, heads, row) => {
  const rows = [heads, row, ["办结", ...row.slice(1)], ["同意", ...row.slice(1)]];
  expect(cut(rows)).toEqual([rows]);
});

test("figures left blank below a head behind an empty column cut no table", () => {
  const rows = [
    ["项目", "件数", "", "合计"],
    ["受理", "3", "", "3"],
    ...["办结", "同意", "拒绝"].map((label) => [label, "1", "", ""]),
  ];
  expect(cut(rows)).toEqual([rows]);
});

test("a column without a figure, under heads that reach over others, cuts no table of rows with labels in two steps", () => {
  const rows: Cell[][] = [
    [
      ["事项", 2, 2],
      ["申请人", 1, 4],
      ["合计", 2, 1],
    ],
    ["个人", ["机构", 1, 2], "团体"],
    [["办结", 5, 1], "同意", "3", "", "", "1", "4"],
    ["拒绝", "", "", "", "", "9"],
    ["补正", "", "", "", "2", "2"],
    ["转送", "", "", "", "", "1"],
    ["其他", "", "", "", "", "7"],
  ];
  expect(cut(rows)).toHaveLength(1);
});

test("the form's table is read beside another organ's list, on either side of it", async () => {
  const lists = [
    ["单位", "件数"],
    ["城建股", "4"],
    ["林政股", "7"],
    ["办公室", "12"],
  ];
  const own = [["项目", ...HEADS], ...ROWS.map(({ label }, rank) => [label.text, ...(PRINTED[rank] ?? [])])];
  for (const isFirst of [true, false]) {
    const lines = own.map((cells, r) => {
      const list = lists[r] ?? ["", ""];
      return (isFirst ? [...list, "", ...cells] : [...cells, "", ...list]).map((text) => td(text)).join("");
    });
    expect(readOf(await readPage("a.html", pageOf(tableOf(lines))))).toEqual(PRINTED);
  }
});
