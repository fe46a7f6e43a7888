import { expect, test } from "vitest";
import { sheetsIn } from "../../builders/laid-out.ts";

const table = [
  ["项目", "甲", "乙"],
  ["", "子", "丑"],
  ["一", "1", ""],
  ["二", "", "3"],
];
const other = [
  ["项目", "丙"],
  ["三", ""],
];
const joined = (bar: string) => [table, other].map((rows) => rows.map((row) => row.join(bar)).join("\n"));

test.each(["|", " | "])("where rows as long have no «%s» at an end, bars at ends part cells too", (bar) => {
  expect(sheetsIn(joined(bar).join("\n\n"))).toEqual([table, other]);
});

test("a row that is longer then shows that bars at ends close a frame", () => {
  const [lines = ""] = joined("|");
  expect(sheetsIn(`${lines}\n|三|4|5|`)).not.toContainEqual([...table, ["", "三", "4", "5", ""]]);
  expect(sheetsIn("甲 | 1 |\n乙 | |\n| 丙 | 3 |")).toEqual([
    [
      ["甲", "1"],
      ["乙", ""],
      ["丙", "3"],
    ],
  ]);
});

test("lines between bars that stand elsewhere tell nothing of a table's", () => {
  const text = "首页 | 政务 | 年报\n办事 | 互动 | 数据\n\n甲 | 1 |\n乙 | 2 |";
  expect(sheetsIn(text).at(-1)).toEqual([
    ["甲", "1"],
    ["乙", "2"],
  ]);
});

test.each(["|", " | "])(
  "where no row is closed by «%s», rows that none opens show that an opening one parts an empty cell",
  (bar) => {
    const rows = [
      ["", "", "甲", "乙", "总计"],
      ["一", "", "1", "2"],
      ["二", "（一）", "3"],
      ["", "（二）", "", "4"],
    ];
    const [grid = []] = sheetsIn(rows.map((row) => row.join(bar)).join("\n"));
    expect(grid.map((row) => row.map((text) => text ?? "").slice(0, 5))).toEqual(
      rows.map((row) => [...row, "", ""].slice(0, 5)),
    );
  },
);

test("lines that go on with a cell of several lines are no rows of a table without a frame", () => {
  const text = "|项目|子|丑\n|一|1|2\n|二，\n三|3|4\n|四，\n五|6|7";
  const [grid = []] = sheetsIn(text);
  expect(grid[1]?.slice(0, 3)).toEqual(["一", "1", "2"]);
});

test("a row that begins with an empty cell and is longer than its heads has no frame of its own", () => {
  const rows = [
    ["甲", "丙"],
    ["子", "丑", "子"],
    ["", "1", "", "3"],
  ];
  const text = [table, rows].map((some) => some.map((row) => row.join(" | ")).join("\n")).join("\n\n");
  expect(sheetsIn(text)[1]?.at(-1)).toEqual(["", "1", "", "3"]);
});
