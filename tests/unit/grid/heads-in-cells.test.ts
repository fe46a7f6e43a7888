// Cells that say the head of their column before their value.
import { expect, test } from "vitest";
import { printedRows } from "../../builders/laid-out.ts";

const page = (rows: readonly (readonly string[])[]) =>
  `<table>${rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join("")}</tr>`).join("")}</table>`;
const HEADS = ["项目", "甲（单位：件）", "乙数2"];

test("what a cell says of its column is taken off, and an empty value is an empty cell", async () => {
  const rows = [
    HEADS,
    ["行一", "甲（单位：件）：12", "乙数2： "],
    ["行二", "甲（单位：件）:123", "<b>乙数2</b>：3.5万元"],
    ["行三", "甲（单位：件）：—", "乙数2:4"],
  ];
  expect(await printedRows(page(rows), "a.html")).toEqual([
    HEADS,
    ["行一", "12", ""],
    ["行二", "123", "3.5万元"],
    ["行三", "—", "4"],
  ]);
});

test.each([
  ["a cell of the row says only its value", ["行二", "甲（单位：件）：3", "4"]],
  ["something else stands behind a head", ["行二", "甲（单位：件）：3", "乙数2：见附表"]],
])("nothing is taken off where %s", async (_, row) => {
  const rows = [
    HEADS,
    ["行一", "甲（单位：件）：1", "乙数2：2"],
    row,
    ["行三", "甲（单位：件）：5", "乙数2：6"],
  ];
  expect(await printedRows(page(rows), "a.html")).toEqual(rows);
});
