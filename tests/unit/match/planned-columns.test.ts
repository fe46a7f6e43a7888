// A column of what was planned beside one of what was done: only the second counts.
import { expect, test } from "vitest";
import { collection } from "../../../src/dev/extract-file.ts";
import { readPage } from "../../builders/requests-page.ts";

const rows = collection.forms
  .find(({ edition }) => edition === "2014")
  ?.tables[0]?.blocks.flatMap((block) => block.rows)
  .filter(({ key }) => key !== null);

const line = (cells: readonly string[]) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`;

/** What is read of a table with two columns of figures under such heads, and whether it is in doubt. */
async function readUnder(first: string, second: string) {
  const body = (rows ?? []).map(({ label }, rank) => line([label.text, `${rank * 10}`, `${rank + 1}`]));
  const page = `<h1>甲县财政局2016年政府信息公开工作年度报告</h1><table>${line(["指标", first, second])}${body.join("")}</table>`;
  const cells = (await readPage("a.html", page)).tables.flatMap((table) => table.cells);
  return cells.filter(({ column }) => column === "value");
}

test.each([
  ["年初计划", "实际完成"],
  ["目标值", "完成数"],
])("under «%s» and «%s» the second is read", async (planned, done) => {
  const cells = await readUnder(planned, done);
  expect(cells.length).toBe(rows?.length);
  expect(cells.map(({ value }) => value)).toEqual(cells.map((_, rank) => String(rank + 1)));
});

test("under two heads that say neither, all is in doubt", async () => {
  const cells = await readUnder("甲类", "乙类");
  expect(cells.every(({ doubts }) => doubts.length > 0)).toBe(true);
});
