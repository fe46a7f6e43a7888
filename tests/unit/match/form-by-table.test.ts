// A document whose tables are of two editions: each table's own words tell.
import { expect, test } from "vitest";
import { collection } from "../../../src/dev/extract-file.ts";
import { cellsOf, readPage, tableOf, td } from "../../builders/requests-page.ts";

const formOf = (edition: string) => collection.forms.find((form) => form.edition === edition);
const tableIn = (edition: string, key: string) => formOf(edition)?.tables.find((table) => table.key === key);

/** The table as the edition prints it, one to nine in its cells. */
function printed(edition: string, key: string): { lines: string[]; cells: Map<string, string> } {
  const cells = new Map<string, string>();
  const lines = (tableIn(edition, key)?.blocks ?? []).flatMap(({ head, columns, rows }) => [
    ...(head ? [td(head.text, 'colspan="4"')] : []),
    cellsOf(["信息内容", ...columns.map(({ label }) => label.text)]),
    ...rows.map((row) =>
      cellsOf([
        row.label.text,
        ...columns.map((column) => {
          const value = String((cells.size % 9) + 1);
          if (row.key !== null) cells.set(`${row.key} ${column.key}`, value);
          return value;
        }),
      ]),
    ),
  ]);
  return { lines, cells };
}

test.each([
  ["2021", "2019"],
  ["2019", "2021"],
])("the first table of %s beside the second of %s", async (first, second) => {
  const [disclosure, requests] = [printed(first, "proactive_disclosure"), printed(second, "requests")];
  const title = "青石县林业局2022年政府信息公开工作年度报告";
  const page = `<title>${title}</title><h1>${title}</h1><h2>二、主动公开政府信息情况</h2>${tableOf(disclosure.lines)}
<h2>三、收到和处理政府信息公开申请情况</h2>${tableOf(requests.lines)}`;
  const tables = (await readPage("a.html", page)).tables;
  const read = (key: string) =>
    new Map(
      tables
        .flatMap(({ cells }) => cells)
        .filter(({ table, doubts, state }) => table === key && doubts.length === 0 && state === "reported")
        .map(({ row, column, value }) => [`${row} ${column}`, value]),
    );
  expect(read("proactive_disclosure")).toEqual(disclosure.cells);
});
