// A second print of a table that was read is no other form's table, however many labels the two forms share.
import { expect, test } from "vitest";
import { extractBytes } from "../../../src/dev/extract-file.ts";
import type { Sheet } from "../../../src/dev/made/print-form.ts";
import { made } from "../../builders/made.ts";

/** The table once more below itself, each figure one greater; in a copy without figures each cell is empty. */
function twice(sheet: Sheet, filled: boolean): void {
  const again = sheet.map((row) =>
    row.map(({ of, ...cell }) => {
      if (!of?.column) return cell;
      return { ...cell, text: filled ? String(Number(cell.text) + 1) : "" };
    }),
  );
  sheet.push(...again);
}

test.each([
  ["with other figures", "html", true],
  ["left empty", "html", false],
  ["with other figures", "tabs", true],
] as const)("the national table of 2014 printed again %s (%s)", async (_, way, filled) => {
  const text = made(way, ([sheet]) => sheet && twice(sheet, filled), "statistics", "2014");
  const report = await extractBytes(`a.${way === "html" ? "html" : "txt"}`, new TextEncoder().encode(text));
  expect([...new Set(report.tables.flatMap(({ cells }) => cells.map(({ table }) => table)))]).toEqual([
    "statistics",
  ]);
});
