import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { confirmRecognised } from "../../../src/check/confirm.ts";
import { loadForms } from "../../../src/forms/load.ts";
import type { Doubt } from "../../../src/model/doubts.ts";
import type { ReportCell } from "../../../src/model/report.ts";

const file = new URL("../../../pipelines/disclosure/forms/2021.yaml", import.meta.url);
const [form] = loadForms([{ file: "2021.yaml", text: readFileSync(file, "utf8") }]);
const table = form?.tables.find(({ key }) => key === "review_litigation");

/** The figures of one group (upheld, corrected, other, pending, total) as read, with what remains in doubt. */
function doubted(figures: readonly (string | null)[], ...more: Doubt[]): (string | null)[] {
  if (!form || !table) throw new Error("the form lacks the table");
  const columns = ["upheld", "corrected", "other", "pending", "total"];
  const cells = figures.map(
    (value, index): ReportCell => ({
      table: table.key,
      row: "cases",
      column: `review.${columns[index]}`,
      value,
      raw: value ?? "",
      state: value === null ? "blank" : "reported",
      doubts: [...more, "recognised"],
      settledBy: "structure",
      at: { page: 1 },
    }),
  );
  return confirmRecognised({ form, table, cells })
    .filter(({ doubts }) => doubts.includes("recognised"))
    .map(({ value }) => value);
}

test("a sum confirms figures none of whose digits stands on its other side", () => {
  expect(doubted(["12", "30", "5", "0", "47"])).toEqual([]);
});

test("a digit that stands on both sides at one place may have been misread on both", () => {
  // 7 taken for 1 in the part and in the total leaves the sum right.
  expect(doubted(["1", "0", "0", "0", "1"])).toEqual(["1", "1"]);
  expect(doubted(["12", "30", "0", "0", "42"])).toEqual(["12", "42"]);
  expect(doubted(["0", "0", "0", "0", "0"])).toEqual(["0", "0", "0", "0", "0"]);
});

test("a sum that does not hold, or lacks a figure, confirms nothing", () => {
  expect(doubted(["12", "30", "5", "0", "48"])).toEqual(["12", "30", "5", "0", "48"]);
  expect(doubted(["12", "30", "5", null, "47"])).toEqual(["12", "30", "5", null, "47"]);
});

test("other doubts stay, and arithmetic is named as what settled the figure", () => {
  if (!form || !table) throw new Error("the form lacks the table");
  const cell = (column: string, value: string): ReportCell => ({
    table: table.key,
    row: "cases",
    column: `review.${column}`,
    value,
    raw: value,
    state: "reported",
    doubts: ["odd-figure", "recognised"],
    settledBy: "structure",
    at: { page: 1 },
  });
  const cells = [
    cell("upheld", "12"),
    cell("corrected", "30"),
    cell("other", "5"),
    cell("pending", "0"),
    cell("total", "47"),
  ];
  for (const read of confirmRecognised({ form, table, cells })) {
    expect(read.doubts).toEqual(["odd-figure"]);
    expect(read.settledBy).toBe("arithmetic");
  }
});
