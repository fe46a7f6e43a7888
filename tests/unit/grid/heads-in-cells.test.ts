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

const said = (labels: readonly string[], values: readonly (readonly string[])[]) =>
  values.map((row, rank) => [labels[rank] ?? "", `甲数：${row[0]}`, `乙数: ${row[1]}`]);
const LABELS = ["行一", "行二", "行三", "行四"];

test("heads that every cell of their columns says, and no row above, are a row of heads", async () => {
  const values = [
    ["12", ""],
    ["", "3"],
    ["", ""],
    ["—", "4件"],
  ];
  expect(await printedRows(page(said(LABELS, values)), "a.html")).toEqual([
    ["", "甲数", "乙数"],
    ...values.map((row, rank) => [LABELS[rank] ?? "", ...row]),
  ]);
});

test.each([
  [
    "a cell says another head",
    (rows: string[][]) => rows.map((row, rank) => (rank === 2 ? ["行三", "丙数：1", row[2] ?? ""] : row)),
  ],
  [
    "a cell says its value only",
    (rows: string[][]) => rows.map((row, rank) => (rank === 2 ? ["行三", "1", row[2] ?? ""] : row)),
  ],
  ["there are few rows", (rows: string[][]) => rows.slice(0, 3)],
  ["one column says a head", (rows: string[][]) => rows.map((row) => row.slice(0, 2))],
])("there is none where %s", async (_, change) => {
  const rows = change(
    said(LABELS, [
      ["1", "2"],
      ["3", "4"],
      ["5", "6"],
      ["7", "8"],
    ]),
  );
  expect(await printedRows(page(rows), "a.html")).toEqual(rows);
});
