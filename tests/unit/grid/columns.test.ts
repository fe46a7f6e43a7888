// What is one column or one list, though it is drawn or written as more.
import { describe, expect, test } from "vitest";
import { layOut } from "../../../src/grid/flow.ts";
import { tablesOfNamed } from "../../../src/grid/named-values.ts";
import { withPairsApart } from "../../../src/grid/paired-cells.ts";
import { turnedRecord } from "../../../src/grid/records.ts";
import { toGrid } from "../../../src/grid/rectangle.ts";
import { withUnitsInCells } from "../../../src/grid/unit-columns.ts";
import type { Paragraph, RawCell } from "../../../src/model/document.ts";
import type { Grid } from "../../../src/model/grid.ts";
import { CONVENTIONS } from "../../builders/words.ts";

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

test.each(["统计数", "件"])("what a list says of all its values is a head of theirs: %s", (same) => {
  const rows = Array.from({ length: 12 }, (_, at) => ["表", `第${at}行`, same, String(at)]);
  const list = gridOf([["表名", "项目", "说明", "数值"], ...rows]);
  const [title, table, ...others] = tablesOfNamed(list);
  expect(title).toMatchObject({ kind: "text", text: "表" });
  expect(table?.kind === "grid" ? shown(table) : null).toEqual([
    ["项目", "数值"],
    ["", same],
    ...rows.map(([, label, , value]) => [label, value]),
  ]);
  expect(others).toEqual([]);
  // What seems to count the lines may be another column's values.
  const between = gridOf([
    ["项目", "说明", "去年", "数值"],
    ...rows.map(([, ...row], at) => row.toSpliced(2, 0, String(at + 100))),
  ]);
  expect(tablesOfNamed(between)).toEqual([between]);
  // A bare number may be another year's value.
  const numbered = gridOf([["表名", "项目", "说明", "数值"], ...rows.map((row) => row.with(2, "0"))]);
  expect(tablesOfNamed(numbered)).toEqual([numbered]);
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

describe("two figures in one cell are a column each", () => {
  const words = {
    ...CONVENTIONS.subjectWords,
    ownPeriod: ["今"],
    otherPeriod: ["昔"],
    counts: ["数"],
    shares: ["份"],
    bracketed: ["括号内"],
  };
  const apart = (rows: readonly (readonly Cell[])[], ...lines: string[]) => {
    const grid = gridOf(rows.map((row) => [...row]));
    const before = lines.map((text): Paragraph => ({ kind: "text", text, at: {} }));
    const found = withPairsApart([...before, grid], words).at(-1);
    return found?.kind === "grid" && found !== grid ? shown(found) : null;
  };
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

  test("merged heads stand over both, and rows that span go on over the row put in", () => {
    expect(apart(rows)).toEqual([
      ["项目", "<", "甲", "<", "<", "<"],
      ["<", "<", "一", "<", "二", "<"],
      ["", "<", "2024", "2023", "2024", "2023"],
      ["组", "<", "1", "2", "3", "4"],
      ["<", "<", "5", "6", "-", "8"],
      ["末", "<", "9", "<", "10", "<"],
      ["类", "<", "——", "<", "——", "<"],
      ["尾", "<", "11", "12", "13", "14"],
    ]);
    const said = (head: string, other: string) =>
      rows.map((row) =>
        row.map(
          (cell): Cell => (cell[0] === "甲（2024/2023）" ? [head, 1, 2] : cell === "二" ? other : cell),
        ),
      );
    expect(apart(said("甲", "二"))).toBeNull();
    expect(apart(said("甲（2024/2023）", "2024/2022"))).toBeNull();
  });

  const bracketed: Cell[][] = [
    ["项目", "甲", "乙"],
    ["类", "——", "——"],
    ["一", "1（2）", "0"],
    ["二", "3（4）", ""],
    ["三", "5（6）", "7（8）"],
  ];

  test.each([
    ["words in this order", "单位：件　今（昔）", ["今", "昔"]],
    ["years", "2024年（2023年）", ["2024年", "2023年"]],
    ["a note about brackets", "注：括号内为昔数", ["今", "昔"]],
    ["a note about brackets, the other way round", "注：括号内为今数", ["昔", "今"]],
  ])("what is not in brackets may stand alone; %s", (_, line, [first = "", second = ""]) => {
    expect(apart(bracketed, line)).toEqual([
      ["项目", "<", "甲", "<", "乙", "<"],
      ["", "<", first, second, first, second],
      ["类", "<", "——", "", "——", ""],
      ["一", "<", "1", "2", "0", ""],
      ["二", "<", "3", "4", "", ""],
      ["三", "<", "5", "6", "7", "8"],
    ]);
    expect(apart(bracketed, "括号内另有说明")).toBeNull();
    expect(apart(bracketed)).toBeNull();
  });

  test("either figure may be left blank, and a mark alone is no word over what stands below it", () => {
    const halves = ([open, close]: readonly [string, string], empty: string): Cell[][] => [
      ["项目", "甲", "乙"],
      ["一", `1${open}2${close}`, `${open}4${close}`],
      ["二", `3${open}${close}`, empty],
      ["三", `${open}6${close}`, `7${open}8${close}`],
      ["四", "", `9${open}10${close}`],
    ];
    const found = (empty: string) => [
      ["项目", "<", "甲", "<", "乙", "<"],
      ["", "<", "今", "昔", "今", "昔"],
      ["一", "<", "1", "2", "", "4"],
      ["二", "<", "3", "", empty, ""],
      ["三", "<", "", "6", "7", "8"],
      ["四", "<", "", "", "9", "10"],
    ];
    expect(apart(halves(["/", ""], "/"), "今/昔")).toEqual(found("/"));
    expect(apart(halves(["（", "）"], "（）"), "今（昔）")).toEqual(found("（）"));
    expect(apart(halves(["/", ""], "/"))).toBeNull();
  });

  test("a share behind its count needs no word, unless shares stand by themselves as well", () => {
    const shared: Cell[][] = [
      ["项目", "甲"],
      ["一", "1 3.1%"],
      ["二", "2\n6%"],
      ["三", "3/9%"],
      ["四", "0 0.0%"],
    ];
    expect(apart(shared)).toEqual([
      ["项目", "<", "甲", "<"],
      ["", "<", "数", "份"],
      ["一", "<", "1", "3.1%"],
      ["二", "<", "2", "6%"],
      ["三", "<", "3", "9%"],
      ["四", "<", "0", "0.0%"],
    ]);
    // A share too long for its cell stands on two lines as well.
    expect(apart([...shared, ["五", "7.5%"]])).toBeNull();
    expect(
      apart([["项目", "案数（份）"], ...[1, 2, 3, 4].map((n): Cell[] => ["行", `${n}（${n}%）`])])?.[0],
    ).toEqual(["项目", "<", "案数", "<"]);
  });
});
