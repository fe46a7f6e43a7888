import { expect, test } from "vitest";
import type { RawTable } from "../../../src/model/document.ts";
import { htmlReader } from "../../../src/read/html.ts";

async function tablesOf(markup: string): Promise<string[][][]> {
  const { content } = await htmlReader.read(new TextEncoder().encode(markup), {});
  return content
    .filter((block): block is RawTable => block.kind === "table")
    .map(({ rows }) => rows.map((row) => row.map(({ text }) => text)));
}
const cell = (text: string, more = "") => `<span role="cell" ${more}>${text}</span>`;
const row = (...cells: string[]) => `<div role="row">${cells.join("")}</div>`;
const table = (...rows: string[]) => `<div role="table">${rows.join("")}</div>`;

test("rows and cells by their roles are a table, empty cells too, through elements that have none", async () => {
  const heads = `<div role="rowgroup"><div><div role="row"><b role="columnheader">甲</b><b role="columnheader">乙</b></div></div></div>`;
  const markup = `<div role="grid">${heads}<div>${row(cell("林业"), cell(""))}${row(cell("水利"), cell("3"))}</div></div>`;
  expect(await tablesOf(markup)).toEqual([
    [
      ["甲", "乙"],
      ["林业", ""],
      ["水利", "3"],
    ],
  ]);
});

test("spans and numbers of columns say where a cell stands", async () => {
  const markup = table(
    row(cell("甲", 'aria-rowspan="2"'), cell("乙", 'aria-colspan="2"')),
    row(cell("1"), cell("2")),
    row(cell("丙", 'aria-colindex="1"'), cell("3", 'aria-colindex="3"')),
  );
  const { content } = await htmlReader.read(new TextEncoder().encode(markup), {});
  const [read] = content.filter((block): block is RawTable => block.kind === "table");
  expect(read?.rows[0]).toMatchObject([
    { text: "甲", rowSpan: 2 },
    { text: "乙", colSpan: 2 },
  ]);
  expect(read?.rows[1]?.map(({ text }) => text)).toEqual(["1", "2"]);
  expect(read?.rows[2]?.map(({ text }) => text)).toEqual(["丙", "", "3"]);
});

test.each([
  ["letters outside of the cells", table("注", row(cell("1"), cell("2")), row(cell("3"), cell("4")))],
  [
    "rows in pieces side by side",
    table(
      `<div role="row" aria-rowindex="1">${cell("甲")}</div><div role="row" aria-rowindex="2">${cell("乙")}</div>`,
      `<div role="row" aria-rowindex="1">${cell("1")}</div><div role="row" aria-rowindex="2">${cell("2")}</div>`,
    ),
  ],
  [
    "cells that styles turn around",
    table(
      `<div role="row" style="display:flex;flex-direction:row-reverse">${cell("甲")}${cell("1")}</div>`,
      row(cell("乙"), cell("2")),
    ),
  ],
])("%s: no table", async (_, markup) => {
  expect(await tablesOf(markup)).toEqual([]);
});
