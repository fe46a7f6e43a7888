import { expect, test } from "vitest";
import { layOutPage } from "../../../src/grid/page.ts";
import type { Canvas } from "../../../src/model/document.ts";
import type { Flow } from "../../../src/model/grid.ts";
import { readDocument } from "../../../src/read/read.ts";
import { pdfOf, ruled, show } from "../../builders/pdf.ts";

async function flowOf(...contents: string[]): Promise<Flow> {
  const { content } = await readDocument(pdfOf(contents.map((one) => ({ content: one }))));
  const pages = content.filter((part): part is Canvas => part.kind === "canvas");
  return layOutPage(pages, () => {});
}

function gridsOf(flow: Flow): string[][][] {
  return flow.flatMap((part) =>
    part.kind === "grid"
      ? [part.rows.map((row) => row.map((slot) => (slot.kind === "cell" ? slot.text : slot.kind)))]
      : [],
  );
}

const XS = [100, 200, 300, 400];

test("an empty cell stays empty and its neighbours keep their columns", async () => {
  const table =
    ruled(XS, [700, 680, 660]) + show("甲", 110, 686) + show("3", 310, 686) + show("乙", 110, 666);
  expect(gridsOf(await flowOf(show("题", 250, 750) + table))).toEqual([
    [
      ["甲", "", "3"],
      ["乙", "", ""],
    ],
  ]);
});

test("a table that a page cuts is one grid; page numbers between its parts are no text", async () => {
  const part = (label: string, page: string) =>
    ruled(XS, [700, 680]) + show(label, 110, 686) + show("5", 210, 686) + show(page, 295, 30);
  const flow = await flowOf(part("甲", "1"), part("乙", "2"));
  expect(flow).toHaveLength(1);
  expect(gridsOf(flow)).toEqual([
    [
      ["甲", "5", ""],
      ["乙", "5", ""],
    ],
  ]);
});

test("a row of figures at the edge of pages is no page number; numbers that count the pages are", async () => {
  const figures = show("0", 210, 800) + show("0", 310, 800) + show("0", 410, 800);
  const numbered = (label: string, page: string) => show(label, 100, 600) + show(page, 295, 30);
  const flow = await flowOf(figures + numbered("甲", "3"), figures + numbered("乙", "4"));
  expect(
    flow.map((part) => (part.kind === "text" ? part.text.replace(/\s+/g, " ").trim() : part.kind)),
  ).toEqual(["0 0 0", "甲", "0 0 0", "乙"]);
});

test("lines keep the places of their words, a digit's width to a column", async () => {
  const rows = ["行政许可", "行政处罚"].map(
    (label, row) => show(label, 100, 700 - 20 * row) + show(String(7 + row), 220 + 60 * row, 700 - 20 * row),
  );
  const [first, second] = await flowOf(rows.join(""));
  const column = (part: Flow[number] | undefined, print: string) =>
    part?.kind === "text" ? part.text.indexOf(print) + 4 : null;
  expect([column(first, "7"), column(second, "8")]).toEqual([220 / 5, 280 / 5]);
});
