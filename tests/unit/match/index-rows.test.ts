// Numbers that follow one another number the columns under heads, and are figures anywhere else.
import { expect, test } from "vitest";
import { extractBytes } from "../../../src/dev/extract-file.ts";
import { figuresOf, made, rowWith } from "../../builders/made.ts";

const TABLE = "proactive_disclosure";

/** The doubts of a row's cells that are said not to be there, where its label is lost and its figures are those. */
async function readWithoutLabel(word: string, key: string, figures: readonly string[]) {
  const html = made(
    "html",
    ([sheet]) => {
      const row = sheet?.[rowWith(sheet, word)] ?? [];
      for (const cell of row) if (cell.text === word) cell.text = "";
      figuresOf([row]).forEach((cell, at) => {
        cell.text = figures[at] ?? "";
      });
    },
    TABLE,
  );
  const report = await extractBytes("a.html", new TextEncoder().encode(html));
  const cells = report.tables.flatMap(({ cells }) => cells);
  return { report, own: cells.filter(({ row }) => row === key) };
}

test.each([
  ["行政规范性文件", "normative_documents", ["", "0", "1"]],
  ["行政规范性文件", "normative_documents", ["", "4", "5"]],
  ["行政规范性文件", "normative_documents", ["1", "2", "3"]],
  ["规章", "rules", ["1", "2", "3"]],
  ["规章", "rules", ["", "1", "2"]],
] as const)(
  "the row of «%s» is not surely absent where %s %j stands without a label",
  async (word, key, figures) => {
    const { report, own } = await readWithoutLabel(word, key, figures);
    expect(report.status).not.toBe("clean");
    expect(own.map(({ state }) => state)).toEqual(["absent", "absent", "absent"]);
    for (const { doubts } of own) expect(doubts).not.toEqual([]);
  },
);

const NUMBERS = ["甲", "1", "2", "3"];

test.each([
  ["below the heads", NUMBERS],
  ["and no word for their own column", NUMBERS.with(0, "")],
  ["from a later one on", ["甲", "2", "3", "4"]],
])("numbers of the columns %s put nothing in doubt", async (_, numbers) => {
  const html = made(
    "html",
    ([sheet]) => {
      const cells = numbers.map((text) => ({ text, rowSpan: 1, colSpan: 1 }));
      sheet?.splice(rowWith(sheet, "规章"), 0, cells);
    },
    TABLE,
  );
  const report = await extractBytes("a.html", new TextEncoder().encode(html));
  const cells = report.tables.flatMap(({ cells }) => cells);
  expect(cells.filter(({ row }) => row === "rules").map(({ state }) => state)).not.toContain("absent");
  expect(cells.filter(({ doubts, state }) => doubts.length > 0 || state === "absent")).toEqual([]);
});
