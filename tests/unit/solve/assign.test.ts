import { describe, expect, test } from "vitest";
import { type AssignedRow, assignLines, type FigureLine } from "../../../src/solve/assign.ts";
import { rowRules } from "../../../src/solve/instances.ts";

const COLUMNS = ["a", "b", "total"];
const RULES = rowRules(
  [
    {
      id: "sum",
      table: "t",
      scope: "each row",
      formula: "a + b = total",
      left: [
        { sign: 1, key: "a" },
        { sign: 1, key: "b" },
      ],
      operator: "=",
      right: [{ sign: 1, key: "total" }],
      strength: "follows from the layout",
    },
  ],
  COLUMNS,
);

/** `[rows it may belong to, figures by column]`; "" where the line has none. */
type Drawn = readonly [rows: readonly number[], figures: readonly string[]];

function assign(rows: number, ...drawn: Drawn[]): readonly AssignedRow[] | null {
  return assignUnder(RULES, rows, ...drawn);
}

function assignUnder(rules: typeof RULES, rows: number, ...drawn: Drawn[]): readonly AssignedRow[] | null {
  const lines = drawn.map(([candidates, figures]): FigureLine => {
    const columns = figures.flatMap((text, column) => (text === "" ? [] : [column]));
    return { rows: candidates, options: [columns], texts: figures.filter((text) => text !== "") };
  });
  return assignLines({
    lines,
    rows: Array.from({ length: rows }, (_, row) => `row${row}`),
    width: COLUMNS.length,
    rules,
    plain: (text) => (/^\d+$/.test(text) && !/^0\d/.test(text) ? text : null),
    numberOf: Number,
  });
}

const texts = (rows: readonly AssignedRow[] | null) =>
  rows?.map((row) => row.texts.map((all) => all.join("|")));

describe("lines of figures between labels", () => {
  test("a column that is full already sends the next figure to the next row", () => {
    const rows = assign(
      2,
      [[0], ["1", "2", "3"]],
      [
        [0, 1],
        ["4", "0", "4"],
      ],
    );
    expect(texts(rows)).toEqual([
      ["1", "2", "3"],
      ["4", "0", "4"],
    ]);
    expect(rows?.[1]?.settledBy).toBe("arithmetic");
  });

  test("the sums of both rows tell where a figure belongs that slipped between them", () => {
    const rows = assign(
      2,
      [[0], ["1", "2", ""]],
      [
        [0, 1],
        ["", "", "3"],
      ],
      [[1], ["4", "4", ""]],
    );
    expect(texts(rows)).toEqual([
      ["1", "2", "3|"],
      ["4", "4", "|3"],
    ]);
    const sure = assign(
      2,
      [[0], ["1", "2", ""]],
      [
        [0, 1],
        ["", "", "3"],
      ],
      [[1], ["4", "4", "8"]],
    );
    expect(texts(sure)).toEqual([
      ["1", "2", "3"],
      ["4", "4", "8"],
    ]);
  });

  test("a figure in two pieces is put together where the sum confirms it, and doubted where nothing does, as the empty cell beside it", () => {
    expect(texts(assign(1, [[0], ["300", "5", "30"]], [[0], ["", "", "5"]]))).toEqual([["300", "5", "305"]]);
    expect(texts(assign(1, [[0], ["30", "", ""]], [[0], ["5", "", ""]]))).toEqual([["305|30|5", "|5", ""]]);
  });

  test("a row whose figures all fill their cells may go on in the line below, where no sum tells", () => {
    const wide: Drawn[] = [
      [
        [0, 1],
        ["1000", "1000", "1000"],
      ],
      [[1], ["0", "0", "0"]],
    ];
    expect(texts(assignUnder([], 2, ...wide))).toEqual([
      ["1000|", "1000|", "1000|"],
      ["0|10000|1000", "0|10000|1000", "0|10000|1000"],
    ]);
    const narrow: Drawn[] = [
      [
        [0, 1],
        ["1", "1", "1"],
      ],
      [[1], ["0", "0", "0"]],
    ];
    expect(texts(assignUnder([], 2, ...narrow))).toEqual([
      ["1", "1", "1"],
      ["0", "0", "0"],
    ]);
  });

  test("one misprint does not make a wrong assignment certain", () => {
    // Printed 1 + 2 = 4 (a misprint); the 4 above the second row would make 0 + 4 = 4 there.
    const rows = assign(
      2,
      [[0], ["1", "2", ""]],
      [
        [0, 1],
        ["", "", "4"],
      ],
      [[1], ["0", "4", ""]],
    );
    expect(rows?.[0]?.texts[2]).toHaveLength(2);
    expect(rows?.[1]?.texts[2]).toHaveLength(2);
  });

  test("figures that fit no row are not assigned at all", () => {
    expect(assign(1, [[0], ["1", "2", "3"]], [[0], ["-", "", ""]])).toBeNull();
  });
});
