// What is one column or one list, though it is drawn or written as more.
import { expect, test } from "vitest";
import { layOut } from "../../../src/grid/flow.ts";
import { turnedRecord } from "../../../src/grid/records.ts";
import { toGrid } from "../../../src/grid/rectangle.ts";
import { withUnitsInCells } from "../../../src/grid/unit-columns.ts";
import { withYearsApart } from "../../../src/grid/year-pairs.ts";
import type { RawCell } from "../../../src/model/document.ts";
import type { Grid } from "../../../src/model/grid.ts";

type Cell = string | readonly [text: string, rowSpan: number, colSpan: number];

function cellsOf(rows: readonly (readonly Cell[])[]): RawCell[][] {
  return rows.map((row, r) =>
    row.map((cell, c) => {
      const [text, rowSpan, colSpan] = typeof cell === "string" ? ([cell, 1, 1] as const) : cell;
      return { text, rowSpan, colSpan, at: { row: r + 1, cell: c + 1 } };
    }),
  );
}
const gridOf = (rows: readonly (readonly Cell[])[]): Grid =>
  toGrid({ kind: "table", rows: cellsOf(rows), at: {} }, () => undefined);
const shown = ({ rows }: Grid) =>
  rows.map((row) =>
    row.map((slot) => (slot.kind === "cell" ? slot.text : slot.kind === "covered" ? "<" : "?")),
  );

test("units in cells of their own, under the head of their figures", () => {
  const row = (label: string, a: string, b: string, unit = "件"): Cell[] => [label, a, unit, b, "条"];
  const heads: Cell[] = ["项目", ["甲", 1, 2], ["乙", 1, 2]];
  const body = [row("一", "1", ""), row("二", "2", "20"), row("三", "", "0"), row("四", "4", "7")];
  expect(shown(withUnitsInCells(gridOf([heads, ...body])))).toEqual([
    ["项目", "甲", "<", "乙", "<"],
    ["一", "1件", "<", "", "<"],
    ["二", "2件", "<", "20条", "<"],
    ["三", "", "<", "0条", "<"],
    ["四", "4件", "<", "7条", "<"],
  ]);
  const kept = [
    [["项目", "甲", "单位", ["乙", 1, 2]] as Cell[], ...body],
    [heads, ...body.slice(0, 3)],
    [heads, ...body.slice(1), row("五", "3", "3", "次")],
    [heads, ...body.slice(1), row("五", "三", "3")],
  ];
  for (const [index, rows] of kept.entries()) {
    const texts = shown(withUnitsInCells(gridOf(rows)));
    expect(texts[2]?.[index < 1 ? 2 : 1]).toBe(index < 1 ? "件" : index === 1 ? "2" : "");
  }
});

test("a record in one row under heads that lead to each value", () => {
  const heads = Array.from({ length: 12 }, (_, at) => `情况-第${at}部-件数`);
  const values = heads.map((_, at) => String(at));
  const turned = turnedRecord(gridOf([heads, values]));
  expect(shown(turned)).toEqual(heads.map((head, at) => [head, values[at]]));
  expect(turned.rows[3]?.[1]).toMatchObject({ at: { row: 2, cell: 4 } });
  const plain = heads.map((_, at) => `第${at}部`);
  for (const rows of [
    [heads, values, values],
    [plain, values],
    [heads.slice(0, 11), values.slice(0, 11)],
    [[...heads.slice(1), heads[2] ?? ""], values],
  ])
    expect(turnedRecord(gridOf(rows)).rows.length).toBe(rows.length);
});

test("what programs for data write for nothing, where they name columns without heads", () => {
  const rows = (head: string) =>
    cellsOf([
      ["项目", head, "Unnamed: 2"],
      ["甲", "3.0", "NaN"],
      ["乙", "NaN", "4.0"],
    ]);
  const laidOut = (cells: RawCell[][]) =>
    layOut(
      { container: "csv", meta: [], content: [{ kind: "table", rows: cells, at: {} }], diagnostics: [] },
      () => undefined,
    ).flatMap((block) => (block.kind === "grid" ? shown(block) : []));
  expect(laidOut(rows("Unnamed: 1_level_0"))).toEqual([
    ["项目", "", ""],
    ["甲", "3.0", ""],
    ["乙", "", "4.0"],
  ]);
  expect(
    laidOut(
      cellsOf([
        ["项目", "甲数"],
        ["甲", "NaN"],
      ]),
    ),
  ).toEqual([
    ["项目", "甲数"],
    ["甲", "NaN"],
  ]);
});

test("rows in the lines of cells, behind an empty cell where their group would stand", () => {
  const laidOut = (cells: Cell[][]) =>
    layOut(
      {
        container: "html",
        meta: [],
        content: [{ kind: "table", rows: cellsOf(cells), at: {} }],
        diagnostics: [],
      },
      () => undefined,
    ).flatMap((block) => (block.kind === "grid" ? shown(block) : []));
  expect(
    laidOut([
      ["", "一\n二", "1\n2"],
      ["组", "三\n四", "3\n4"],
    ]),
  ).toEqual([
    ["", "一", "1"],
    ["<", "二", "2"],
    ["组", "三", "3"],
    ["<", "四", "4"],
  ]);
  expect(laidOut([["一\n二", "1\n2", ""]])).toEqual([["一\n二", "1\n2", ""]]);
});

test("two years in one cell are a column each, merged heads over both, rows that span go on over the row put in", () => {
  const rows: Cell[][] = [
    [
      ["项目", 2, 1],
      ["甲（2024/2023）", 1, 2],
    ],
    ["一", "二"],
    [["组", 2, 1], "1/2", "3/4"],
    ["5/6", "-/8"],
    ["末", ["9/10", 1, 2]],
    ["类", "——", "——"],
    ["尾", "11/12", "13/14"],
  ];
  const [apart] = withYearsApart([gridOf(rows)]);
  expect(apart?.kind === "grid" ? shown(apart) : null).toEqual([
    ["项目", "<", "甲（2024/2023）", "<", "<", "<"],
    ["<", "<", "一", "<", "二", "<"],
    ["", "<", "2024", "2023", "2024", "2023"],
    ["组", "<", "1", "2", "3", "4"],
    ["<", "<", "5", "6", "-", "8"],
    ["末", "<", "9", "<", "10", "<"],
    ["类", "<", "——", "<", "——", "<"],
    ["尾", "<", "11", "12", "13", "14"],
  ]);
  for (const [from, to] of [
    ["甲（2024/2023）", "甲"],
    ["二", "2024/2022"],
  ]) {
    const other = gridOf(
      rows.map((row) =>
        row.map((cell) =>
          typeof cell === "string"
            ? cell === from
              ? (to ?? "")
              : cell
            : cell[0] === from
              ? ([to ?? "", cell[1], cell[2]] as const)
              : cell,
        ),
      ),
    );
    expect(withYearsApart([other])).toEqual([other]);
  }
});
