// Drawn rows with a cell less than those around, where an empty column behind the form's own leaves them one for each of its columns.
import { expect, test } from "vitest";
import {
  cellsOf,
  HEADS,
  PRINTED,
  pageOf,
  ROWS,
  readOf,
  readPage,
  tableOf,
  td,
} from "../../builders/requests-page.ts";

/** The requests table with an empty column behind its last, its rows printing `printed`, and without the cell `lost` of a row. */
async function readTable(printed: readonly (readonly string[])[], lost: Readonly<Record<number, number>>) {
  const lines = ROWS.map(({ label }, rank) => {
    const cells = [label.text, ...(printed[rank] ?? []), ""];
    const column = lost[rank];
    return cellsOf(column === undefined ? cells : cells.toSpliced(column + 1, 1));
  });
  const page = pageOf(tableOf([cellsOf(["项目", ...HEADS, ""]), ...lines]));
  return readOf(await readPage("a.html", page));
}

// Rows of one figure and its sum: with the figure's cell lost, the sum stands in a column before its own.
const FEW: Readonly<Record<number, readonly string[]>> = {
  3: ["", "9", "", "", "", "18", "27"],
  7: ["", "", "", "", "1", "", "1"],
  11: ["9", "", "", "", "", "", "9"],
};
const SPARSE = PRINTED.map((cells, rank) => FEW[rank] ?? cells);

test.each([
  [11, 0],
  [7, 4],
  [3, 1],
])("row %d without cell %d says nothing for certain that is not printed there", async (rank, column) => {
  const read = await readTable(SPARSE, { [rank]: column });
  read[rank]?.forEach((value, at) => {
    if (value !== "?") expect([at, value]).toEqual([at, SPARSE[rank]?.[at]]);
  });
  expect(read.toSpliced(rank, 1)).toEqual(SPARSE.toSpliced(rank, 1));
});

test("rows that lack the empty cell behind their last are read where their sums hold", async () => {
  const read = await readTable(PRINTED, { 3: 7, 7: 7 });
  expect(read).toEqual(PRINTED);
});

test("a row of several sums lost a cell of the first of them", async () => {
  const heads = `${td("行政复议", 'colspan="5"')}${td("行政诉讼", 'colspan="10"')}${td("")}`;
  const parts = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"];
  const groups = `${parts.map((part) => td(part, 'rowspan="2"')).join("")}${td("未经复议直接起诉", 'colspan="5"')}${td("复议后起诉", 'colspan="5"')}${td("")}`;
  const figures = ["203", "0", "0", "0", "203", "0", "0", "27", "0", "27", "139", "18", "10", "0", "167"];
  const table = tableOf([
    heads,
    groups,
    cellsOf([...parts, ...parts, ""]),
    cellsOf([...figures.toSpliced(3, 1), ""]),
  ]);
  const title = "四、政府信息公开行政复议、行政诉讼情况";
  const report = await readPage("a.html", pageOf(`</h2><h2>${title}</h2>${table}`));
  const cells = report.tables.find(({ table: key }) => key === "review_litigation")?.cells ?? [];
  const sure = cells.filter(({ doubts }) => doubts.length === 0).map(({ column, value }) => [column, value]);
  expect(cells).toHaveLength(15);
  const form = cells.map(({ column }, rank) => [column, figures[rank]]);
  for (const one of sure) expect(form).toContainEqual(one);
});

test("a row whose label reaches over its first column is in doubt with fewer cells than columns", async () => {
  const lines = ROWS.map(({ label }, rank) => {
    const cells = cellsOf(PRINTED[rank] ?? []);
    return rank === 5
      ? td(label.text, 'colspan="2"') + cellsOf((PRINTED[rank] ?? []).toSpliced(1, 1))
      : td(label.text) + cells;
  });
  const report = await readPage("a.html", pageOf(tableOf([cellsOf(["项目", ...HEADS]), ...lines])));
  const row = readOf(report)[5] ?? [];
  const printed = PRINTED[5] ?? [];
  row.forEach((value, at) => {
    if (value !== "?") expect([at, value]).toEqual([at, printed[at]]);
  });
});
