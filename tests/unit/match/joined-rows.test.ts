// Two rows in one: the line between them was lost, and each cell holds what stood in both. The figures may be either's.
import { expect, test } from "vitest";
import { extractBytes } from "../../../src/dev/extract-file.ts";
import type { Sheet } from "../../../src/dev/made/print-form.ts";
import { made, rowWith } from "../../builders/made.ts";

/** The row of a word takes in the one below it; merged cells left of the two reach one row less far. */
function join(sheet: Sheet, word: string, apart: string): void {
  const at = rowWith(sheet, word);
  const [upper, lower] = [sheet[at] ?? [], sheet[at + 1] ?? []];
  const own = upper.slice(-lower.length);
  own.forEach((cell, index) => {
    cell.text = [cell.text, lower[index]?.text ?? ""].filter((text) => text !== "").join(apart);
  });
  sheet.splice(at + 1, 1);
  for (const row of sheet.slice(0, at + 1))
    for (const cell of row) if (sheet.indexOf(row) + cell.rowSpan > at + 1) cell.rowSpan -= 1;
}

async function certainOf(way: "html" | "padded", key: string, word: string, of: string, apart: string) {
  const table = of === "2014" ? "statistics" : "proactive_disclosure";
  const text = made(way, ([sheet]) => sheet && join(sheet, word, apart), table, of);
  const name = way === "html" ? "a.html" : "a.txt";
  const report = await extractBytes(name, new TextEncoder().encode(text));
  const cells = report.tables.flatMap(({ cells }) => cells).filter(({ row }) => row === key);
  expect(cells.length).toBeGreaterThan(0);
  return cells.filter(({ doubts }) => doubts.length === 0).map(({ state, value }) => `${state} ${value}`);
}

const PAIRS = [
  ["2021", "行政处罚", "penalty"],
  ["2021", "行政处罚", "coercion"],
  ["2021", "规章", "rules"],
  ["2021", "规章", "normative_documents"],
  ["2019", "规章", "rules"],
  ["2019", "规章", "normative_documents"],
] as const;

test.each(PAIRS)(
  "of the edition of %s, %s and the row below it in one line of columns: %s",
  async (...pair) => {
    const [of, word, key] = pair;
    expect(await certainOf("padded", key, word, of, "\n")).toEqual([]);
  },
);

test.each([
  ...PAIRS,
  ["2014", "1.专职人员数", "staff.full_time"],
  ["2014", "1.专职人员数", "staff.part_time"],
] as const)(
  "of the edition of %s, %s and the row below it in one row of a grid: %s",
  async (of, word, key) => {
    expect(await certainOf("html", key, word, of, "")).toEqual([]);
  },
);
