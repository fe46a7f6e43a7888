// Tables as programs for data print them, with the numbers of rows and columns and a mark where nothing is.
import { expect, test } from "vitest";
import { printedRows, sheetsIn } from "../../builders/laid-out.ts";

const sheets = (lines: readonly string[]) => sheetsIn(lines.join("\n"));

const ROWS = [
  ["项目", "数量", "余额"],
  ["甲类", "12", ""],
  ["乙类", "", "3.5"],
];

test("texts end where the numbers of their columns do, counted by width", () => {
  expect(
    sheets(["      0     1     2", "0  项目  数量  余额", "1  甲类    12   NaN", "2  乙类   NaN   3.5"]),
  ).toEqual([ROWS]);
});

test("… or by character, and what is empty leaves its place", () => {
  expect(
    sheets(["    0    1    2", "0  项目   数量   余额", "1  甲类   12  NaN", "2  乙类       3.5"]),
  ).toEqual([ROWS]);
});

test("names of columns are heads", () => {
  expect(
    sheets([
      "     项目  数量 Unnamed: 2",
      "0  甲类  12        NaN",
      "1  乙类 NaN        3.5",
      "2  丙类   1        NaN",
    ]),
  ).toEqual([]);
  expect(
    sheets([
      "   项目   数量  Unnamed: 2",
      "0  甲类   12         NaN",
      "1  乙类  NaN         3.5",
      "2  丙类    1         NaN",
    ]),
  ).toEqual([
    [
      ["项目", "数量", ""],
      ["甲类", "12", ""],
      ["乙类", "", "3.5"],
      ["丙类", "1", ""],
    ],
  ]);
});

test("a text that ends below no name is in no column", () => {
  expect(
    sheets(["      0     1     2", "0  项目  数量  余额", "1  甲类   12    NaN", "2  乙类   NaN   3.5"]),
  ).toEqual([]);
});

test("numbers of columns over a table of a page are no row, and marks for no value nothing", async () => {
  const row = (cells: readonly string[]) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`;
  const table = (rows: readonly (readonly string[])[]) => `<table>${rows.map(row).join("")}</table>`;
  const marked = [["0", "1", "2"], ...ROWS.map((cells) => cells.map((cell) => cell || "NaN"))];
  expect(await printedRows(table(marked), "a.html")).toEqual(ROWS);
  const unmarked = [["0", "1", "2"], ...ROWS];
  expect(await printedRows(table(unmarked), "a.html")).toEqual(unmarked);
});
