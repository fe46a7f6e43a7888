// Tables without heads, as a form is cut at its chapters: units stand beside the labels, and nothing says so.
import { expect, test } from "vitest";
import { collection, extractBytes } from "../../../src/dev/extract-file.ts";
import type { FormBlock } from "../../../src/model/form.ts";
import { cellsOf, tableOf } from "../../builders/requests-page.ts";

const TITLE = "青石县林业局2016年政府信息公开工作年度报告";
const block = collection.forms
  .find(({ edition }) => edition === "2014")
  ?.tables.find(({ key }) => key === "statistics")?.blocks[0] as FormBlock;
const KEYED = block.rows.filter(({ key }) => key !== null);
const figureOf = (rank: number) => String((rank * 7) % 23);

/** Tables of a dozen rows, each under a heading and without heads. */
async function read(cells: (unit: string, figure: string, rank: number) => readonly string[]) {
  const lines = KEYED.map(({ label, unit }, rank) =>
    cellsOf([label.text, ...cells(unit ?? "", figureOf(rank), rank)]),
  );
  const tables = Array.from({ length: Math.ceil(lines.length / 12) }, (_, part) =>
    tableOf(lines.slice(part * 12, part * 12 + 12)),
  );
  const page = `<h1>${TITLE}</h1><p>政府信息公开情况统计表</p>${tables.join("<p>续</p>")}`;
  const report = await extractBytes("a.html", new TextEncoder().encode(page));
  const found = report.tables.flatMap((table) => table.cells);
  return KEYED.map(({ key }) => {
    const [cell, ...others] = found.filter(({ row, column }) => row === key && column === "value");
    if (!cell || others.length > 0) return "none";
    return cell.doubts.some((doubt) => doubt !== "relations-broken") ? "?" : (cell.value ?? "");
  });
}

const PRINTED = KEYED.map((_, rank) => figureOf(rank));

test("units before or behind the figures are none of them", async () => {
  expect(await read((unit, figure) => [unit, figure])).toEqual(PRINTED);
  expect(await read((unit, figure) => [figure, unit])).toEqual(PRINTED);
  expect(await read((unit, figure) => ["", unit, figure])).not.toContain("none");
});

test("a unit is missing, and so are figures", async () => {
  const isEmpty = (rank: number) => rank % 3 === 1;
  const found = await read((unit, figure, rank) => [rank % 9 === 0 ? "" : unit, isEmpty(rank) ? "" : figure]);
  expect(found).toEqual(PRINTED.map((figure, rank) => (isEmpty(rank) ? "" : figure)));
});

test("words that are no units may be figures' words: nothing is certain", async () => {
  const found = await read((unit, figure, rank) => [rank === 4 ? "某某" : unit, figure]);
  expect(found.filter((figure) => figure !== "?")).toEqual([]);
});
