import { describe, expect, test } from "vitest";
import { layOutText } from "../../../src/grid/text.ts";
import type { Grid } from "../../../src/model/grid.ts";

/** The cells of each grid of a text, null where it has none. */
function sheets(text: string): (string | null)[][][] {
  return layOutText({ kind: "plain", text }, () => {})
    .filter((block): block is Grid => block.kind === "grid")
    .map(({ rows }) => rows.map((row) => row.map((slot) => (slot.kind === "cell" ? slot.text : null))));
}

describe("lines with as many tabs each", () => {
  const rows = ["甲\t件\t1", "乙\t件\t", "丙\t件\t3", "丁\t件\t"];

  test("a line without tabs among them is a group's label", () => {
    const text = ["项目\t单位\t数", rows[0], rows[1], "二、组", "（一）小组（见注）", rows[2], rows[3]];
    expect(sheets(text.join("\n"))).toEqual([
      [
        ["项目", "单位", "数"],
        ["甲", "件", "1"],
        ["乙", "件", ""],
        ["二、组", null, null],
        ["（一）小组（见注）", null, null],
        ["丙", "件", "3"],
        ["丁", "件", ""],
      ],
    ]);
  });

  test.each([
    ["a sentence", "以上为第一部分。"],
    ["a label that a bracket leads out of", "乙（不同方式"],
    ["a longer line", "长".repeat(61)],
  ])("%s among them ends the table", (_, line) => {
    const text = ["项目\t单位\t数", ...rows, line, ...rows];
    expect(sheets(text.join("\n"))[0]).toHaveLength(5);
  });

  test("what stands behind the last of them is none of it", () => {
    const text = ["项目\t单位\t数", ...rows, "二、组", "正文"];
    expect(sheets(text.join("\n"))[0]).toHaveLength(5);
  });
});

describe("lines without the empty cells at their end", () => {
  const lines = [
    ["", "", "件", "件"],
    ["甲", "子", "1", "1"],
    ["", "丑", "2", "2"],
    ["乙", "寅", "3"],
    ["", "卯"],
    ["丙", "辰", "", "5"],
    ["", "午", "6"],
    ["", "未", "", "7"],
    ["", "", "申", "酉"],
    ["丁", "8"],
  ];
  const whole = lines.map((line) => [...line, "", "", ""].slice(0, 4));
  const other = [["A", "B", "C"], ["d"], ["e", "1"], ["f", "", "2"], ["g"]];
  const otherWhole = other.map((line) => [...line, "", ""].slice(0, 3));

  test("tabs: rows that open with an empty cell reach as far as others, and no row ends with one", () => {
    const text = lines.map((line) => line.join("\t")).join("\n");
    expect(sheets(text)).toEqual([whole]);
  });

  test("what one table tells holds for the whole text", () => {
    const text = [lines, other].map((table) => table.map((line) => line.join("\t")).join("\n")).join("\n\n");
    expect(sheets(text)).toEqual([whole, otherWhole]);
  });

  test("bars", () => {
    const text = lines.map((line) => `| ${line.join(" | ")} |`).join("\n");
    expect(sheets(text)).toEqual([whole]);
  });

  test("a few rows of figures may have lost cells anywhere: none is put behind them", () => {
    const few = lines.filter(([, label]) => label !== "午" && label !== "8");
    const text = few.map((line) => line.join("\t")).join("\n");
    const filled = few.map((line) => [
      ...line,
      ...Array(4 - line.length).fill(/\d/u.test(line.join("")) ? null : ""),
    ]);
    expect(sheets(text)).toEqual([filled]);
  });

  test("a row that ends with an empty cell shows that none were lost", () => {
    const text = [...lines, ["丁", "巳", ""]].map((line) => line.join("\t")).join("\n");
    // A line that a tab opens may be a cell of its own.
    expect(sheets(text)).toEqual([[["卯"]]]);
  });

  test("where rows lack what a merge covers, none opens with an empty cell: what they lack may stand anywhere", () => {
    const text = lines.map((line) => line.filter((cell, c) => c > 1 || cell !== "").join("\t")).join("\n");
    expect(sheets(text)).toEqual([]);
  });
});
