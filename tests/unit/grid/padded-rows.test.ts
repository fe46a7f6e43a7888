// Rows that lost cells at their beginning and were filled up at their end: their figures are in order, and blank cells behind
// them are nobody's.
import { describe, expect, test } from "vitest";
import { withoutPadding } from "../../../src/grid/padded-rows.ts";
import type { Grid } from "../../../src/model/grid.ts";
import {
  figuresOf,
  HEADS,
  pageOf,
  ROWS,
  readOf,
  readPage,
  tableOf,
  td,
} from "../../builders/requests-page.ts";

const WIDTH = 3 + HEADS.length;
/** A row of cells without spans, filled up at its end. */
const row = (...texts: readonly string[]) =>
  Array.from({ length: WIDTH }, (_, c) => td(texts[c] ?? "")).join("");
const heads = row("", "", "", ...HEADS);
const read = async (lines: readonly string[]) => readOf(await readPage("a.html", pageOf(tableOf(lines))));
const expected = ROWS.map((_, rank) => figuresOf(rank));

/** How many cells stand before the figures: three, but where those of groups were lost. */
const before = (rank: number) => (rank < 2 || rank === ROWS.length - 1 ? 3 : rank % 2 === 0 ? 2 : 1);
const shifted = (figures: (rank: number) => readonly string[]) =>
  ROWS.map(({ label: { text } }, rank) =>
    row(text, ...Array<string>(before(rank) - 1).fill(""), ...figures(rank)),
  );

describe("rows filled up at their end", () => {
  test("are read in their order", async () => {
    expect(await read([heads, ...shifted((rank) => figuresOf(rank))])).toEqual(expected);
  });

  test("leave in doubt what lacks a figure", async () => {
    const lacking = 7;
    const rows = await read([
      heads,
      ...shifted((rank) => (rank === lacking ? figuresOf(rank).slice(0, -1) : figuresOf(rank))),
    ]);
    const wrong = rows.filter((cells, rank) =>
      cells.some(
        (text, c) => text !== "?" && text !== (rank === lacking && c === 6 ? "" : figuresOf(rank)[c]),
      ),
    );
    expect(wrong).toEqual([]);
  });

  test("are none where figures stand under their heads and others have none at either end", async () => {
    const lines = ROWS.map(({ label: { text } }, rank) => {
      const figures = figuresOf(rank);
      const own = rank % 3 === 0 ? [...figures.slice(0, -1), ""] : ["", ...figures.slice(1)];
      return { own, line: [text, ...own].map((one) => td(one)).join("") };
    });
    const rows = await read([
      ["", ...HEADS].map((one) => td(one)).join(""),
      ...lines.map(({ line }) => line),
    ]);
    const wrong = rows.filter((cells, rank) =>
      cells.some((text, c) => text !== "?" && text !== lines[rank]?.own[c]),
    );
    expect(wrong).toEqual([]);
  });
});

describe("cells that no converter added stay", () => {
  const LINES = ["甲类", "乙类", "丙类", "丁类", "戊类"];
  const gridOf = (rows: readonly (readonly string[])[], width: number): Grid => ({
    kind: "grid",
    at: { table: 1 },
    width,
    edges: "stated",
    rows: rows.map((texts, r) =>
      Array.from({ length: width }, (_, c) => ({
        kind: "cell" as const,
        text: texts[c] ?? "",
        rowSpan: 1,
        colSpan: 1,
        at: { table: 1, row: r + 1, cell: c + 1 },
      })),
    ),
  });

  test.each([
    [
      "figures of another table end where the sheet does",
      [
        ...LINES.map((label, rank) => [label, rank % 2 === 0 ? "" : "7", "1", "2", "3"]),
        ["", "9", "", "", "1", "2", "3"],
      ],
      7,
    ],
    [
      "one row alone has a cell too many",
      LINES.map((label, rank) => [label, ...(rank === 2 ? [""] : []), "1", "2", "3"]),
      5,
    ],
    [
      "some rows leave their first cell empty, and others none",
      LINES.map((label, rank) => [label, rank % 2 === 0 ? "" : "7", "1", "2", "3", rank < 2 ? "" : "4"]),
      6,
    ],
  ])("where %s", (_, rows, width) => {
    const grid = gridOf(rows, width);
    expect(withoutPadding(grid)).toBe(grid);
  });

  test.each([
    ["the heads end there", ["", "", "个人", "单位", "合计"], true],
    ["the heads end before", ["", "个人", "单位", "合计"], false],
  ])("one row alone goes on to the grid's end: filled up where %s", (_, heads, filled) => {
    const rows = LINES.map((label, rank) =>
      rank === 0 ? [label, "", "1", "2", "3"] : [label, "1", "2", "3"],
    );
    const grid = gridOf([heads, ...rows], 5);
    const kinds = withoutPadding(grid).rows.map((row) => row.at(-1)?.kind);
    expect(kinds.slice(2)).toEqual(LINES.slice(1).map(() => (filled ? "hole" : "cell")));
  });
});
