// Texts of a cell a line, whose empty lines are cells: a row with a figure a cell and an empty line as well has a cell too many,
// and nothing but its sums may say that it is not one of the figures.
import { expect, test } from "vitest";
import { extractBytes } from "../../../src/dev/extract-file.ts";
import { figuresOf, made, rowWith } from "../../builders/made.ts";

const WORD = "（一）予以公开";

/** Whether each cell of a row printed so may be another's: a second row leaves two cells empty, or none does. */
async function doubtsOf(row: readonly string[], second: readonly string[]): Promise<boolean[]> {
  const text = made(
    "lines",
    ([sheet]) => {
      const own = sheet?.[rowWith(sheet, WORD)] ?? [];
      const [first] = figuresOf([own]);
      figuresOf([own]).forEach((cell, at) => {
        cell.text = row[at] ?? "";
      });
      if (first && row.length > figuresOf([own]).length)
        own.push({ text: row.at(-1) ?? "", rowSpan: 1, colSpan: 1 });
      figuresOf([sheet?.[rowWith(sheet, "1.属于国家秘密")] ?? []]).forEach((cell, at) => {
        cell.text = second[at] ?? "";
      });
    },
    "requests",
  );
  const report = await extractBytes("a.txt", new TextEncoder().encode(text));
  const cells = report.tables.flatMap(({ cells }) => cells);
  const own = cells.filter(({ row: key }) => key === "outcome.granted");
  return own.map(({ doubts }) => doubts.includes("ambiguous-position"));
}

const EMPTY = ["3", "", "", "4", "0", "0", "7"];
const FULL = ["3", "0", "0", "4", "0", "0", "7"];
const all = (doubted: boolean) => Array.from({ length: 7 }, () => doubted);

test.each([
  ["a nought before the empty cell", ["24", "6", "0", "0", "0", "", "0", "30"]],
  ["a nought behind it", ["24", "", "6", "0", "0", "0", "0", "30"]],
  ["the first of two noughts", ["0", "0", "8", "1", "", "0", "2", "11"]],
])("«%s» may be the cell too many, and the empty line a cell", async (_, row) => {
  expect(await doubtsOf(row, EMPTY)).toEqual(all(true));
});

test.each([
  ["no cell is left empty anywhere", ["24", "6", "0", "0", "0", "", "0", "30"], FULL],
  ["each figure is needed by the sum", ["24", "6", "1", "2", "3", "", "4", "40"], EMPTY],
])("where %s the empty line is none of the row's cells", async (_, row, second) => {
  expect(await doubtsOf(row, second)).toEqual(all(false));
});

/** The doubts of the cells of a table of two rows, and of those below it, in a text of a cell a line. */
async function doubtedIn(first: readonly string[], second: readonly string[]): Promise<string[]> {
  const text = made(
    "lines",
    ([sheet, requests]) => {
      for (const [word, texts] of [
        ["规章", first],
        ["行政规范性文件", second],
      ] as const) {
        const own = sheet?.[rowWith(sheet, word)] ?? [];
        figuresOf([own]).forEach((cell, at) => {
          cell.text = texts[at] ?? "";
        });
        const [more] = texts.slice(figuresOf([own]).length);
        if (more !== undefined) own.push({ text: more, rowSpan: 1, colSpan: 1 });
      }
      figuresOf([requests?.[rowWith(requests, "1.属于国家秘密")] ?? []]).forEach((cell, at) => {
        cell.text = EMPTY[at] ?? "";
      });
    },
    undefined,
  );
  const report = await extractBytes("a.txt", new TextEncoder().encode(text));
  const cells = report.tables.flatMap(({ cells }) => cells);
  const keys = cells.filter(({ doubts }) => doubts.includes("ambiguous-position")).map(({ row }) => row);
  return [...new Set(keys)].filter((key) => key === "rules" || key === "normative_documents");
}

test.each([
  ["behind figures that no sum ties", ["6", "7", "4", ""], ["6", "9", "4"], "rules"],
  ["of the row above one that ends in an empty cell", ["7", "6", "0", ""], ["1", "6", ""], "rules"],
  ["of noughts", ["3", "2", "1"], ["0", "0", "0", ""], "normative_documents"],
])("an empty line too many %s is in doubt", async (_, first, second, key) => {
  expect(await doubtedIn(first, second)).toContain(key);
});

test("as many lines as cells are not", async () => {
  expect(await doubtedIn(["6", "7", "4"], ["1", "6", ""])).toEqual([]);
  expect(await doubtedIn(["6", "7", "4"], ["", "", ""])).toEqual([]);
});
