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
