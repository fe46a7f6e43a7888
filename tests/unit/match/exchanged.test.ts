// Cells a line each in the order of their heights on the page: rows in which a figure stands where none of its kind can.
import { expect, test } from "vitest";
import { extractBytes } from "../../../src/dev/extract-file.ts";
import { DISCLOSED, linesOfDisclosure } from "../../builders/disclosure-lines.ts";

async function sureIn(rows: Readonly<Record<string, readonly string[]>>): Promise<(string | null)[]> {
  const report = await extractBytes("a.txt", new TextEncoder().encode(linesOfDisclosure(rows)));
  return report.tables
    .flatMap(({ cells }) => cells)
    .filter(({ table, doubts }) => table === "proactive_disclosure" && doubts.length === 0)
    .map(({ value }) => value);
}

test("in their order the figures are certain", async () => {
  expect(await sureIn(DISCLOSED)).toEqual(Object.values(DISCLOSED).flat());
});

test.each([
  [
    "the second first, and an amount first",
    { 行政处罚: ["-2", "31", "77"], 政府集中采购: ["18.5", "6"], 规范性文件: ["9", "4", "5"] },
  ],
  ["the last before the second", { 行政处罚: ["31", "77", "-2"], 行政许可: ["62", "140", "-3"] }],
  [
    "in rows of two",
    { 行政事业性收费: ["-1", "2"], 政府集中采购: ["18.5", "6"], 行政强制: ["1", "12", "6"] },
  ],
])("where rows fit only when exchanged nothing is certain: %s", async (_, changed) => {
  expect(await sureIn({ ...DISCLOSED, ...changed })).toEqual([]);
});

test("one such row is a figure in doubt, and the others stay certain", async () => {
  const sure = await sureIn({ ...DISCLOSED, 行政处罚: ["-2", "31", "77"] });
  expect(sure).toEqual(expect.arrayContaining(["1", "2", "3", "62", "-3", "140"]));
});
