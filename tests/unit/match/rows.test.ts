import { describe, expect, test } from "vitest";
import { bindGrids } from "../../../src/match/grid/find.ts";
import type { Form, FormBlock } from "../../../src/model/form.ts";
import type { Grid } from "../../../src/model/grid.ts";
import { formOf } from "../../builders/made-form.ts";
import { NOBODY } from "../../builders/perspective.ts";
import { CONVENTIONS } from "../../builders/words.ts";

const FORM = formOf({
  furniture: ["门类"],
  columns: { held: "在架数量", lent: "借出数量" },
  rows: { history: "历史地理", science: "自然科学", arts: "文学艺术", maps: "舆图" },
});

function grid(rows: readonly (readonly string[])[]): Grid {
  return {
    kind: "grid",
    at: { table: 1 },
    width: 3,
    edges: "stated",
    rows: rows.map((cells, r) =>
      cells.map((text, c) => ({
        kind: "cell" as const,
        text,
        rowSpan: 1,
        colSpan: 1,
        at: { table: 1, row: r + 1, cell: c + 1 },
      })),
    ),
  };
}

const HEAD = ["门类", "在架数量", "借出数量"];
const read = (...rows: string[][]) => readBy(FORM, HEAD, ...rows);

/** `row` → what its first column says, with its doubts. */
function readBy(form: Form, ...rows: string[][]): Record<string, string> {
  const question = {
    flow: [grid(rows)],
    forms: [form],
    conventions: CONVENTIONS,
    perspective: NOBODY,
  };
  const cells = bindGrids(question, () => {}).tables[0]?.cells ?? [];
  return Object.fromEntries(
    cells
      .filter((cell) => cell.column === "held")
      .map((cell) => [cell.row, `${cell.value ?? cell.state}${cell.doubts.join()}`]),
  );
}

test("rows that the form lacks are kept under their printed label and shift nothing", () => {
  expect(
    read(
      ["历史地理", "1", "2"],
      ["民间唱本（抄本）", "9", "8"],
      ["自然科学", "3", "4"],
      ["文学艺术", "5", "6"],
      ["舆图", "7", "8"],
    ),
  ).toEqual({
    history: "1",
    "label:民间唱本（抄本）": "9",
    science: "3",
    arts: "5",
    maps: "7",
  });
});

test("rows behind the last row of the form are kept too", () => {
  expect(
    read(
      ["历史地理", "1", "2"],
      ["自然科学", "3", "4"],
      ["文学艺术", "5", "6"],
      ["舆图", "7", "8"],
      ["拓片", "2", "1"],
    ),
  ).toMatchObject({ "label:拓片": "2" });
});

test("a strange row where one is missing may be that row in other words: a doubt on both", () => {
  expect(
    read(["历史地理", "1", "2"], ["唱本", "3", "4"], ["文学艺术", "5", "6"], ["舆图", "7", "8"]),
  ).toMatchObject({
    "label:唱本": "3ambiguous-row",
    science: "absentambiguous-row",
    arts: "5",
  });
  expect(
    read(["历史地理", "1", "2"], ["自然科技书", "3", "4"], ["文学艺术", "5", "6"], ["舆图", "7", "8"]),
  ).toMatchObject({
    science: "3ambiguous-row",
  });
});

test("a row that numbers the columns is no row", () => {
  expect(
    read(
      ["甲", "1", "2"],
      ["历史地理", "1", "2"],
      ["自然科学", "3", "4"],
      ["文学艺术", "5", "6"],
      ["舆图", "7", "8"],
    ),
  ).toEqual({
    history: "1",
    science: "3",
    arts: "5",
    maps: "7",
  });
});

/** Grids whose cells know their page, as a PDF's do. */
function pages(...parts: readonly (readonly (readonly string[])[])[]): Grid[] {
  return parts.map((rows, page) => {
    const whole = grid(rows);
    return {
      ...whole,
      rows: whole.rows.map((slots) =>
        slots.map((slot) => (slot.kind === "cell" ? { ...slot, at: { ...slot.at, page: page + 1 } } : slot)),
      ),
    };
  });
}

const readPages = (...parts: readonly (readonly (readonly string[])[])[]) => {
  const flow = pages(...parts);
  const [found] = bindGrids(
    { flow: flow, forms: [FORM], conventions: CONVENTIONS, perspective: NOBODY },
    () => {},
  ).tables;
  return Object.fromEntries(
    (found?.cells ?? []).map((cell) => [
      `${cell.row}/${cell.column}`,
      `${cell.value ?? cell.state}${cell.doubts.join()}`,
    ]),
  );
};

test("heads that a page cut in two are one head", () => {
  const read = readPages(
    [["门类", "在架", "借出"]],
    [
      ["", "数量", "数量"],
      ["历史地理", "1", "2"],
      ["自然科学", "3", "4"],
      ["文学艺术", "5", "6"],
      ["舆图", "7", "8"],
    ],
  );
  expect(read).toMatchObject({ "history/held": "1", "history/lent": "2", "maps/lent": "8" });
});

test("a row whose label and figures a page cut in two is one row", () => {
  const read = readPages(
    [HEAD, ["历史地理", "1", "2"], ["自然", "3", ""]],
    [
      ["科学", "", "4"],
      ["文学艺术", "5", "6"],
      ["舆图", "7", "8"],
    ],
  );
  expect(read).toMatchObject({ "science/held": "3", "science/lent": "4" });
});

test("figures that slipped to the next page alone belong to the row above; on the same page they do not", () => {
  const rows = [HEAD, ["历史地理", "1", "2"], ["自然科学", "3", ""]];
  const rest = [
    ["", "", "4"],
    ["文学艺术", "5", "6"],
    ["舆图", "7", "8"],
  ];
  expect(readPages(rows, rest)).toMatchObject({ "science/lent": "4" });
  // There it is nobody's, so that the blank above it is not certain.
  expect(readPages([...rows, ...rest])).toMatchObject({ "science/lent": "blankambiguous-row" });
});

test("a head that spans two rows and was cut by a page is put together, the others stay", () => {
  const cell = (text: string, page: number, rowSpan = 1, colSpan = 1) => ({
    kind: "cell" as const,
    text,
    rowSpan,
    colSpan,
    at: { table: 1, page },
  });
  const body = [
    ["历史地理", "1", "2"],
    ["自然科学", "3", "4"],
    ["文学艺术", "5", "6"],
    ["舆图", "7", "8"],
  ];
  const rows: Grid["rows"] = [
    [cell("门", 1), cell("馆藏", 1, 1, 2), { kind: "covered", by: [0, 1] }],
    [cell("类", 2), cell("在架数量", 2), cell("借出数量", 2)],
    ...body.map((texts) => texts.map((text) => cell(text, 2))),
  ];
  const cut: Grid = { kind: "grid", at: { table: 1 }, width: 3, edges: "stated", rows };
  const [found] = bindGrids(
    { flow: [cut], forms: [FORM], conventions: CONVENTIONS, perspective: NOBODY },
    () => {},
  ).tables;
  const held = found?.cells
    .filter((one) => one.column === "lent")
    .map((one) => `${one.value}${one.doubts.join()}`);
  expect(held).toEqual(["2", "4", "6", "8"]);
});

describe("a row with a cell more than there are columns", () => {
  const rows = [
    ["历史地理", "1", "2"],
    ["自然科学", "3", "4"],
    ["舆图", "7", "8"],
  ];

  test.each([
    ["an empty cell among its figures", ["文学艺术", "5", "", "6"]],
    ["a figure among its figures", ["文学艺术", "5", "9", "6"]],
    ["an empty cell before a blank one", ["文学艺术", "", "", "6"]],
  ])("%s puts it in doubt, and no other row", (_, odd) => {
    const found = read(...rows.slice(0, 2), odd, ...rows.slice(2));
    expect(found["arts"]).toMatch(/ambiguous-position/);
    expect(found).toMatchObject({ history: "1", science: "3", maps: "7" });
  });

  const odd = ["文学艺术", "5", "6", ""];
  const noughts = Array.from({ length: 4 }, (_, rank) => [`第${"甲乙丙丁"[rank]}分馆`, "0", "0"]);

  test("an empty one behind figures that fill the columns is none of the table's where rows print their noughts", () => {
    expect(read(...rows.slice(0, 2), odd, ...rows.slice(2), ...noughts)).toMatchObject({ arts: "5" });
  });

  test("an empty one behind them is none of the table's either where each row has some, of however many", () => {
    const padded = noughts.map((cells) => [...cells, "", ""]);
    expect(read(...padded, odd, ...padded.slice(0, 1))).toMatchObject({ arts: "5" });
  });

  test("one in a column that is empty all through the grid, heads and all, is none of the table's", () => {
    const others = [["历史地理", "7", "1", ""]];
    expect(readBy(FORM, [...HEAD, ""], ...others, [...odd.slice(0, 2), "", ""])).toMatchObject({ arts: "5" });
    const [alone = "?"] = Object.values(readBy(FORM, [...HEAD, ""], ["文学艺术", "", "6", ""]));
    expect(alone).toBe("blank");
    expect(readBy(FORM, HEAD, ["文学艺术", "", "6", ""])["arts"]).toMatch(/ambiguous-position/);
  });

  test("where few noughts are printed, rows without empty cells show no habit to leave none empty", () => {
    expect(read(...rows.slice(0, 2), odd, ...rows.slice(2))["arts"]).toMatch(/ambiguous-position/);
  });

  test("where a row does, one of the figures may be the one too many, and the empty cell the table's", () => {
    const [first, second = [], ...rest] = rows;
    const found = read(first ?? [], [second[0] ?? "", second[1] ?? "", ""], odd, ...rest, ...noughts);
    expect(found["arts"]).toMatch(/ambiguous-position/);
  });
});

describe("sums of a row with a cell more than there are columns", () => {
  const others = [
    ["历史地理", "1", "2", "3"],
    ["舆图", "", "8", "8"],
  ];
  const [table] = FORM.tables;
  const [block] = table?.blocks ?? [];
  const total = {
    key: "all",
    label: { text: "合计数量", variants: [] },
    path: [],
    unit: null,
    type: "count",
  };
  const columns = [...(block?.columns ?? []), total] as FormBlock["columns"];
  const summed: Form = {
    ...FORM,
    tables: table && block ? [{ ...table, blocks: [{ ...block, columns }] }] : [],
    relations: [
      {
        id: "all",
        table: "t",
        scope: "each row",
        formula: "all = held + lent",
        operator: "=",
        left: [{ key: "all", sign: 1 }],
        right: [
          { key: "held", sign: 1 },
          { key: "lent", sign: 1 },
        ],
        strength: "printed on the form",
      },
    ],
  };
  const science = (...cells: string[]) => {
    const [history = [], maps = []] = others;
    return readBy(summed, [...HEAD, "合计数量"], history, ["自然科学", ...cells], maps)["science"];
  };

  test("say which is the empty one too many where all other readings break them", () => {
    expect(science("5", "6", "11", "")).toBe("5");
    expect(science("", "5", "6", "11")).toBe("5");
  });

  test.each([
    ["a nought left out instead of the empty cell", ["", "0", "6", "6"]],
    ["a nought behind the first figure", ["", "6", "0", "6"]],
    ["nothing but noughts", ["0", "0", "0", ""]],
    ["one part and its total between empty cells", ["", "8", "8", ""]],
    ["one part, apart from its total", ["8", "", "8", ""]],
  ])("say nothing where another reading holds as well: %s", (_, cells) => {
    expect(science(...cells)).toMatch(/ambiguous-position/);
  });
});
