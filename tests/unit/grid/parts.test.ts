import { expect, test } from "vitest";
import { putTogether } from "../../../src/grid/parts.ts";
import { toGrid } from "../../../src/grid/rectangle.ts";
import type { Paragraph } from "../../../src/model/document.ts";
import type { Flow, Grid } from "../../../src/model/grid.ts";

/** A cell is its text, or its text and what it spans. */
type Cell = string | readonly [text: string, rowSpan: number, colSpan: number];

function gridOf(rows: readonly (readonly Cell[])[]): Grid {
  const cells = rows.map((row, r) =>
    row.map((cell, c) => {
      const [text, rowSpan, colSpan] = typeof cell === "string" ? ([cell, 1, 1] as const) : cell;
      return { text, rowSpan, colSpan, at: { row: r + 1, cell: c + 1 } };
    }),
  );
  return toGrid({ kind: "table", rows: cells, at: {} }, () => undefined);
}
const said = (text: string): Paragraph => ({ kind: "text", text, at: {} });
const shown = (flow: Flow) =>
  flow.map((block) =>
    block.kind === "text"
      ? block.text
      : block.rows.map((row) =>
          row.flatMap((slot) =>
            slot.kind === "cell" ? [slot.text] : slot.kind === "covered" ? [`<${slot.by.join()}`] : ["?"],
          ),
        ),
  );

const LEFT: Cell[][] = [
  ["项目", "甲数"],
  ["一行", "1"],
  ["二行", "2"],
  ["三行", "3"],
  ["四行", ""],
];
const RIGHT: Cell[][] = [
  ["乙数", "丙数"],
  ["5", "0"],
  ["", "2"],
  ["7", "0"],
  ["8", ""],
];

test("columns in a table of their own stand beside the labels that they lack", () => {
  const flow = putTogether([gridOf(LEFT), said("（接上表）"), gridOf(RIGHT), said("五、问题")]);
  expect(shown(flow)).toEqual([
    LEFT.map((row, r) => [...row, ...(RIGHT[r] ?? [])]),
    "（接上表）",
    "五、问题",
  ]);
});

test("a head that the cut went through goes on over the columns behind it without a word", () => {
  const left = gridOf([[["项目", 2, 1], "组"], ["甲数"], ...LEFT.slice(1)]);
  const right = gridOf([[["", 1, 2]], ...RIGHT]);
  expect(shown(putTogether([left, right]))[0]).toEqual([
    ["项目", "组", "", "<0,2"],
    ["<0,0", "甲数", "乙数", "丙数"],
    ...LEFT.slice(1).map((row, r) => [...row, ...(RIGHT[r + 1] ?? [])]),
  ]);
  // Figures below blanks alone have no heads.
  const flow: Flow = [left, gridOf([[["", 1, 2]], ["", ""], ...RIGHT.slice(1)])];
  expect(putTogether(flow)).toEqual(flow);
});

test.each([
  ["under a head that is known", RIGHT.with(0, ["乙数", "甲数"])],
  ["with a row less", RIGHT.slice(0, -1)],
  ["with a row that is empty", RIGHT.with(2, ["", ""])],
  ["with words of its own", RIGHT.with(2, ["无", "2"])],
  ["with a second row of heads", RIGHT.with(1, ["丁", "戊"])],
])("a table %s is no such part", (_, rows) => {
  const flow: Flow = [gridOf(LEFT), gridOf(rows)];
  expect(putTogether(flow)).toEqual(flow);
});

test("a heading between two tables keeps them apart", () => {
  const flow: Flow = [gridOf(LEFT), said("四、另一张完全不同的表格的情况"), gridOf(RIGHT)];
  expect(putTogether(flow)).toEqual(flow);
});

const HEADS: Cell[] = ["项目", "甲数", "项目", "甲数"];
test("rows that stand beside one another below the same heads stand below one another", () => {
  const flow = putTogether([
    gridOf([HEADS, ["一行", "1", ["组", 2, 1], "4"], ["二行", "2", "5"], ["三行", "3", "", ""]]),
  ]);
  expect(shown(flow)).toEqual([
    [
      ["项目", "甲数"],
      ["一行", "1"],
      ["二行", "2"],
      ["三行", "3"],
      ["组", "4"],
      ["<4,0", "5"],
    ],
  ]);
});

test("rows that are counted too", () => {
  const heads: Cell[] = ["序号", "项目", "甲数"];
  const flow = putTogether([
    gridOf([
      [...heads, ...heads],
      ["1", "一行", "1", "4", "四行", "4"],
      ["2", "二行", "2", "5", "五行", "5"],
      ["3", "三行", "", "", "", ""],
    ]),
  ]);
  expect(shown(flow)).toEqual([
    [
      heads,
      ["1", "一行", "1"],
      ["2", "二行", "2"],
      ["3", "三行", ""],
      ["4", "四行", "4"],
      ["5", "五行", "5"],
    ],
  ]);
});

test.each([
  [
    "a count that leaves one out",
    [
      ["序号", "项目", "甲数", "序号", "项目", "甲数"],
      ["1", "一行", "1", "4", "四行", "4"],
      ["3", "二行", "2", "5", "五行", "5"],
      ["4", "三行", "", "6", "六行", ""],
    ],
  ],
  [
    "the same labels, as two years have",
    [HEADS, ["一行", "1", "一行", "4"], ["二行", "2", "二行", "5"], ["三行", "3", "三行", "6"]],
  ],
  [
    "other heads",
    [
      ["项目", "甲数", "项目", "乙数"],
      ["一行", "1", "四行", "4"],
      ["二行", "2", "五行", "5"],
      ["三行", "3", "六行", "6"],
    ],
  ],
  [
    "no labels",
    [
      ["甲", "乙", "甲", "乙"],
      ["一行", "1", "3", "4"],
      ["二行", "2", "4", "5"],
      ["三行", "3", "5", "6"],
    ],
  ],
  [
    "a cell over both",
    [HEADS, ["一行", ["1", 1, 2], "4"], ["二行", "2", "五行", "5"], ["三行", "3", "六行", "6"]],
  ],
] as [string, Cell[][]][])("halves with %s stay beside one another", (_, rows) => {
  const grid = gridOf(rows);
  expect(putTogether([grid])).toEqual([grid]);
});

test("very many lines without a table: work that grows with their square would not end", () => {
  const flow = Array<Paragraph>(1_000_000).fill(said("1"));
  expect(putTogether(flow).length).toBe(flow.length);
});
