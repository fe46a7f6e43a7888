import { describe, expect, test } from "vitest";
import { layOutPage } from "../../../src/grid/page.ts";
import { columnWidth, laidLine, linesOf, type TextLine } from "../../../src/grid/page-text.ts";
import type { Canvas } from "../../../src/model/document.ts";
import type { Flow } from "../../../src/model/grid.ts";
import { readDocument } from "../../../src/read/read.ts";
import { pdfOf, ruled, show } from "../../builders/pdf.ts";

async function flowOf(...contents: string[]): Promise<Flow> {
  const { content } = await readDocument(pdfOf(contents.map((one) => ({ content: one }))));
  const pages = content.filter((part): part is Canvas => part.kind === "canvas");
  return layOutPage(pages, () => {});
}

function gridsOf(flow: Flow): string[][][] {
  return flow.flatMap((part) =>
    part.kind === "grid"
      ? [part.rows.map((row) => row.map((slot) => (slot.kind === "cell" ? slot.text : slot.kind)))]
      : [],
  );
}

const XS = [100, 200, 300, 400];

test("an empty cell stays empty and its neighbours keep their columns", async () => {
  const table =
    ruled(XS, [700, 680, 660]) + show("甲", 110, 686) + show("3", 310, 686) + show("乙", 110, 666);
  expect(gridsOf(await flowOf(show("题", 250, 750) + table))).toEqual([
    [
      ["甲", "", "3"],
      ["乙", "", ""],
    ],
  ]);
});

test.each([
  ["over its lower border", 212, 653],
  ["over its upper border", 212, 678],
])(
  "a figure that reaches into an empty cell and stands in none leaves it unsure: %s",
  async (_, left, base) => {
    const table = ruled([100, 200, 300], [680, 660]) + show("甲", 110, 666) + show("7", left, base);
    const grids = (await flowOf(table)).filter((part) => part.kind === "grid");
    const cells = grids.flatMap(({ rows }) => rows.flat()).filter((slot) => slot.kind === "cell");
    expect(cells.find(({ text }) => text === "")?.marks).toEqual(["drawn"]);
  },
);

test("where words reach over a side that is not drawn, empty cells at it may go on beyond the page's edge", async () => {
  const rule = (y: number) => `100 ${y} m 300 ${y} l S\n`;
  const drawn = ruled([100, 200], [680, 660, 640]) + [680, 660, 640].map(rule).join("");
  const marksWith = async (head: string) =>
    (await flowOf(drawn + head + show("3", 110, 646))).flatMap((part) =>
      part.kind === "grid"
        ? part.rows.map((row) => row.map((s) => (s.kind === "cell" ? (s.marks ?? []) : [])))
        : [],
    );
  const unmarked = [
    [[], []],
    [[], []],
  ];
  expect(await marksWith(show("甲乙丙", 210, 666))).toEqual(unmarked);
  expect(await marksWith(show("甲乙丙", 280, 666))).toEqual([
    [[], []],
    [[], ["drawn"]],
  ]);
});

test("a figure below a table, and one over a cell with its own, leave no mark", async () => {
  const marks = async (table: string) =>
    (await flowOf(table)).flatMap((part) =>
      part.kind === "grid"
        ? part.rows.flat().flatMap((slot) => (slot.kind === "cell" ? (slot.marks ?? []) : []))
        : [],
    );
  const row = ruled([100, 200, 300], [680, 660]) + show("甲", 110, 666);
  expect(await marks(row + show("7", 212, 640))).toEqual([]);
  expect(await marks(row + show("3", 232, 666) + show("7", 212, 653))).toEqual([]);
});

test("a table that a page cuts is one grid; page numbers between its parts are no text", async () => {
  const part = (label: string, page: string) =>
    ruled(XS, [700, 680]) + show(label, 110, 686) + show("5", 210, 686) + show(page, 295, 30);
  const flow = await flowOf(part("甲", "1"), part("乙", "2"));
  expect(flow).toHaveLength(1);
  expect(gridsOf(flow)).toEqual([
    [
      ["甲", "5", ""],
      ["乙", "5", ""],
    ],
  ]);
});

test("what runs over the frame of a table's part at a page's end is the cell's that it hangs from", async () => {
  const parts = (below: string) =>
    flowOf(
      ruled(XS, [80, 60, 40]) + show("甲", 110, 64) + show("乙", 210, 64) + show("丙", 110, 45) + below,
      ruled(XS, [760, 740]) + show("丁", 110, 744) + show("3", 210, 744),
    );
  const joined = [
    [
      ["甲", "乙", ""],
      ["丙\n戊", "", ""],
      ["丁", "3", ""],
    ],
  ];
  expect(gridsOf(await parts(show("戊", 110, 29)))).toEqual(joined);
  // Under an empty cell, over a border, further off, or a figure: a line of its own.
  for (const apart of [show("戊", 210, 29), show("戊", 195, 29), show("戊", 110, 12), show("7", 110, 29)])
    expect(gridsOf(await parts(apart))).toHaveLength(2);
});

test("lines that part columns and no rows make no table of one row; a remark below a figure is none", async () => {
  const xs = [100, 200, 300, 400, 500];
  const ys = [700, 680, 660, 640, 620];
  const body = ys
    .slice(0, 4)
    .map(
      (y, row) =>
        show("甲", 110, y - 14) +
        xs
          .slice(1, 4)
          .map((x) => show(String(row), x + 10, y - 14))
          .join(""),
    )
    .join("");
  expect(gridsOf(await flowOf(ruled(xs, [700, 620]) + body))).toEqual([]);
  expect(gridsOf(await flowOf(ruled(xs, ys) + body))[0]).toHaveLength(4);
  const two = ys
    .slice(0, 2)
    .map(
      (y) =>
        show("乙", 110, y - 14) +
        xs
          .slice(1, 4)
          .map((x) => show("5", x + 10, y - 14))
          .join(""),
    )
    .join("");
  expect(gridsOf(await flowOf(ruled(xs, [700, 660, 640]) + two))[0]).toHaveLength(2);
});

test("a row of figures at the edge of pages is no page number; numbers that count the pages are", async () => {
  const figures = show("0", 210, 800) + show("0", 310, 800) + show("0", 410, 800);
  const numbered = (label: string, page: string) => show(label, 100, 600) + show(page, 295, 30);
  const flow = await flowOf(figures + numbered("甲", "3"), figures + numbered("乙", "4"));
  expect(
    flow.map((part) => (part.kind === "text" ? part.text.replace(/\s+/g, " ").trim() : part.kind)),
  ).toEqual(["0 0 0", "甲", "0 0 0", "乙"]);
});

describe("a sheet that lies on its side", () => {
  const AT_SIDE = "0 1 -1 0 595 0 cm ";
  const page = (left: number, label: string, more = "") =>
    ruled([left, left + 300, left + 340], [400, 380]) +
    show(`${label}的数量`, left + 5, 386) +
    show("5", left + 310, 386) +
    ["总", "体", "情", "况"].map((char, row) => show(char.repeat(20), left, 500 - 20 * row)).join("") +
    more;
  const sideways = async (content: string) => {
    const { content: read } = await readDocument(pdfOf([{ content: AT_SIDE + content, rotate: 90 }]));
    return layOutPage(
      read.filter((part): part is Canvas => part.kind === "canvas"),
      () => {},
    );
  };

  test("two pages side by side are read one after the other, each in its place on the sheet", async () => {
    const flow = await sideways(page(30, "甲") + page(451, "乙"));
    expect(flow.map(({ kind }) => kind).join(" ")).toBe("text text text text grid ".repeat(2).trim());
    expect(gridsOf(flow)).toEqual([[["甲的数量", "5"]], [["乙的数量", "5"]]]);
    expect(flow.at(-1)?.at.box?.[0]).toBeCloseTo(451, 0);
  });

  test("a table over the whole breadth stays whole", async () => {
    const wide = ruled([30, 400, 451, 791], [400, 380]) + show("甲", 35, 386) + show("5", 460, 386);
    expect(gridsOf(await sideways(page(30, "丙") + page(451, "丁") + wide))).toHaveLength(1);
  });

  // Its middle is as empty as that between two pages, and its right part begins where a page would.
  test.each([
    ["a line of figures", ""],
    ["long labels", show("一年之内收到的政府信息公开申请数量合计", 30, 500)],
  ])("a table without lines stays whole: %s on its left, figures alone on its right", async (_, label) => {
    const places = [30, 130, 230, 330, 451, 550, 650, 760];
    const row = (y: number) => places.map((x) => show(String(x), x, y)).join("");
    const flow = await sideways(label + [480, 460, 440].map(row).join(""));
    expect(flow.map((part) => part.kind === "text" && part.text.trim().split(/ +/).length)).toEqual(
      label === "" ? [8, 8, 8] : [1, 8, 8, 8],
    );
  });

  test("columns without lines that start where no page would are no pages", async () => {
    const row = (y: number) =>
      show("行政许可的数量".repeat(4), 30, y) + show("5", 500, y) + show("6", 780, y);
    const flow = await sideways([500, 480, 460, 440, 420, 400].map(row).join(""));
    expect(flow).toHaveLength(6);
  });
});

describe("an upright page in two columns", () => {
  const table = (left: number, rows: readonly (readonly [label: string, figure: string])[]) =>
    ruled([left, left + 200, left + 257], [700, 680, 660].slice(0, rows.length + 1)) +
    rows
      .map(
        ([label, figure], row) =>
          show(label, left + 5, 686 - 20 * row) + show(figure, left + 210, 686 - 20 * row),
      )
      .join("");
  const lines = (left: number, more: number) =>
    Array.from({ length: 6 + more }, (_, row) => show("总体情况".repeat(5), left, 600 - 20 * row)).join("");
  const left = table(34, [
    ["甲的数量", "5"],
    ["乙的数量", "6"],
  ]);
  const right = table(304, [
    ["丙的数量", "7"],
    ["丁的数量", "8"],
  ]);

  test("the left one is read before the right one, where both are ruled off", async () => {
    const flow = await flowOf(left + right + lines(34, 1) + lines(304, 0));
    const kinds = flow.map(({ kind }) => kind).join(" ");
    expect(kinds).toBe(`grid ${"text ".repeat(7)}grid ${"text ".repeat(6)}`.trim());
  });

  test("lines on both sides of an empty strip may be rows", async () => {
    const flow = await flowOf(lines(34, 0) + lines(304, 0));
    expect(flow).toHaveLength(6);
  });

  test("a table over both stays whole", async () => {
    const wide = ruled([34, 290, 304, 561], [460, 440]) + show("戊", 40, 446) + show("9", 310, 446);
    expect(gridsOf(await flowOf(left + right + lines(34, 0) + lines(304, 0) + wide))).toContainEqual([
      ["戊", "", "9"],
    ]);
  });
});

test("lines keep the places of their words, a digit's width to a column", async () => {
  const rows = ["行政许可", "行政处罚"].map(
    (label, row) => show(label, 100, 700 - 20 * row) + show(String(7 + row), 220 + 60 * row, 700 - 20 * row),
  );
  const [first, second] = await flowOf(rows.join(""));
  const column = (part: Flow[number] | undefined, print: string) =>
    part?.kind === "text" ? part.text.indexOf(print) + 4 : null;
  expect([column(first, "7"), column(second, "8")]).toEqual([220 / 5, 280 / 5]);
});

test("boxes higher than their type push no word out of its column", () => {
  const word = (text: string, left: number) => ({
    text,
    left,
    right: left + 12 * text.length,
    top: 0,
    bottom: 15.6,
  });
  const words = ["本年制发件数", "本年废止件数", "现行有效件数"].map((text, rank) =>
    word(text, 150 + 78 * rank),
  );
  const line = linesOf(words)[0] as TextLine;
  const laid = laidLine(line, columnWidth(words));
  expect([...laid.matchAll(/\S+/g)].map(({ index }, rank) => index + 6 * rank)).toEqual([25, 38, 51]);
});
