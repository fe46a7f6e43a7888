// Columns that are divided below their heads: counts beside shares of the total, or beside changes since last year.
import { expect, test } from "vitest";
import { HEADS, PRINTED, pageOf, ROWS, readOf, readPage, tableOf, td } from "../../builders/requests-page.ts";

const share = (rank: number, column: number) =>
  ((100 * Number(PRINTED[rank]?.[column])) / Math.max(1, Number(PRINTED[rank]?.[6]))).toFixed(1);
const change = (rank: number, column: number) => String(((rank + column) % 5) - 2);

/** @param divided what stands below each head; where it is empty the head itself reaches down to the figures */
function table(
  divided: readonly string[],
  cellsOf: (rank: number, column: number) => readonly string[],
): string {
  const over = HEADS.map((head) => td(head, `colspan="${divided.length}"`)).join("");
  const below = HEADS.map(() => divided.map((word) => td(word)).join("")).join("");
  const rows = ROWS.map(
    ({ label }, rank) =>
      td(label.text) +
      HEADS.map((_, column) =>
        cellsOf(rank, column)
          .map((text) => td(text))
          .join(""),
      ).join(""),
  );
  return pageOf(tableOf([td("项目", 'rowspan="2"') + over, below, ...rows]));
}
const figure = (rank: number, column: number) => PRINTED[rank]?.[column] ?? "";

test.each([
  ["a count and its share", ["件数", "占比(%)"], (r: number, c: number) => [figure(r, c), share(r, c)]],
  ["a share and its count", ["比例", "数量"], (r: number, c: number) => [share(r, c), figure(r, c)]],
  [
    "a count, its share and its change",
    ["件数", "占比", "同比增减"],
    (r: number, c: number) => [figure(r, c), share(r, c), change(r, c)],
  ],
  [
    "this year, last year and the change",
    ["2022年", "2021年", "增幅（%）"],
    (r: number, c: number) => [figure(r, c), figure((r + 1) % ROWS.length, c), change(r, c)],
  ],
  [
    "a count without a word and its share",
    ["", "占比"],
    (r: number, c: number) => [figure(r, c), share(r, c)],
  ],
] as const)("the report's figures are the counts: %s", async (_, divided, cells) => {
  const report = await readPage("a.html", table(divided, cells));
  expect(readOf(report)).toEqual(PRINTED);
});

test("shares are kept under their printed heads", async () => {
  const report = await readPage(
    "a.html",
    table(["件数", "占比"], (r, c) => [figure(r, c), share(r, c)]),
  );
  const extra = report.tables
    .flatMap(({ cells }) => cells)
    .filter(({ row, column }) => row === "new" && column.startsWith("label:"));
  expect(extra.map(({ value }) => Number(value))).toEqual(HEADS.map((_, column) => Number(share(0, column))));
});

test("of two columns that both are shares, and of two words that say nothing, none is the report's for certain", async () => {
  for (const divided of [
    ["占比", "比重"],
    ["甲组", "乙组"],
  ]) {
    const report = await readPage(
      "a.html",
      table(divided, (r, c) => [figure(r, c), share(r, c)]),
    );
    const sure = readOf(report).flatMap((cells, rank) =>
      cells.filter((cell, at) => cell !== "?" && cell !== "" && cell !== figure(rank, at)),
    );
    expect(sure).toEqual([]);
  }
});
