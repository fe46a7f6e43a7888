// The table exported as a list: each line names the row and the column of one value.
import { describe, expect, test } from "vitest";
import { HEADS, PRINTED, ROWS, readOf, readPage, rowsOf } from "../../builders/requests-page.ts";

type Line = readonly string[];

const TITLE = "青石县林业局2022年政府信息公开工作年度报告";
const EMPTY = PRINTED.map((row) => row.map((figure) => (figure === "0" ? "" : figure)));
/** What is read of them: a figure, or nothing. */
const lines = (printed: readonly Line[], byRows: boolean): Line[] => {
  const one = (row: number, column: number) => [
    ROWS[row]?.label.text ?? "",
    HEADS[column] ?? "",
    printed[row]?.[column] ?? "",
  ];
  return byRows
    ? ROWS.flatMap((_, row) => HEADS.map((_, column) => one(row, column)))
    : HEADS.flatMap((_, column) => ROWS.map((_, row) => one(row, column)));
};
const page = (all: readonly Line[]) =>
  `<title>${TITLE}</title><h1>${TITLE}</h1><table>${all.map((line) => `<tr>${line.map((text) => `<td>${text}</td>`).join("")}</tr>`).join("")}</table>`;

describe("a line a value", () => {
  test.each([
    ["row by row", true],
    ["column by column", false],
  ])("%s, empty ones too", async (_, byRows) => {
    const all = [["项目", "指标", "数值"], ...lines(EMPTY, byRows)];
    expect(readOf(await readPage("a.html", page(all)))).toEqual(EMPTY);
  });

  test("a number before each line says nothing of its value", async () => {
    const all = lines(EMPTY, true).map((line, rank) => [String(rank + 1), ...line]);
    expect(readOf(await readPage("a.html", page([["序号", "项目", "指标", "数值"], ...all])))).toEqual(EMPTY);
  });

  test.each([
    ["title", TITLE],
    ["year", "2022年度"],
    ["年份", "2022"],
    ["unit", "件"],
  ])("what all lines say alike heads the list: %s", async (name, said) => {
    const all = [["项目", "指标", "数值"], ...lines(EMPTY, true)];
    const read = readOf(
      await readPage("a.html", page(all.map((line, rank) => [rank === 0 ? name : said, ...line]))),
    );
    expect(read).toEqual(EMPTY);
  });

  test.each([
    ["a column behind the values", (line: Line, rank: number) => [...line, rank === 0 ? "备注" : ""]],
    ["another year", (line: Line, rank: number) => [rank === 0 ? "年份" : "2021", ...line]],
    ["a bare number that is no year", (line: Line, rank: number) => [rank === 0 ? "年份" : "22", ...line]],
    ["two years", (line: Line, rank: number) => [rank === 0 ? "年份" : rank < 90 ? "2021" : "2022", ...line]],
    [
      "a number under no head for years",
      (line: Line, rank: number) => [rank === 0 ? "代码" : "2022", ...line],
    ],
  ])("a list that is none for sure leaves no certain figure elsewhere: %s", async (_, put) => {
    const all = [["项目", "指标", "数值"], ...lines(PRINTED, true)].map(put);
    const cells = (await readPage("a.html", page(all))).tables.flatMap((table) => table.cells);
    expect(cells.filter(({ doubts, value }) => doubts.length === 0 && value !== null)).toEqual([]);
  });

  test.each(["上年数量", "2021年", "水利局"])(
    "a head of all values says that they are not the report's: %s",
    async (head) => {
      const read = readOf(await readPage("a.html", page([["项目", "指标", head], ...lines(EMPTY, true)])));
      expect(read.flat().filter((text) => text !== "?" && text !== "")).toEqual([]);
    },
  );

  test("a value that is left out is no certain blank", async () => {
    const all = [["项目", "指标", "数值"], ...lines(PRINTED, true).toSpliced(40, 1)];
    const cell = rowsOf(await readPage("a.html", page(all)))[Math.floor(40 / 7)]?.[40 % 7];
    expect(cell?.state === "blank" && cell.doubts.length === 0).toBe(false);
  });

  test("a value that is named twice leaves the list as it is: nothing of it is certain", async () => {
    const all = lines(PRINTED, true);
    const [label = "", head = ""] = all[9] ?? [];
    const twice = [["项目", "指标", "数值"], ...all, [label, head, "77"]];
    const read = readOf(await readPage("a.html", page(twice)));
    expect(read.flat().filter((text) => text === "77")).toEqual([]);
  });
});
