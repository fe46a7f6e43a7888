// Dots that lead from labels to figures in the paragraphs of a page, whichever container prints them.
import { describe, expect, test } from "vitest";
import { collection, extractBytes } from "../../../src/dev/extract-file.ts";
import { pdfOf, show } from "../../builders/pdf.ts";

const TITLE = "青石县林业局2016年政府信息公开工作年度报告";
const rows = (collection.forms.find(({ edition }) => edition === "2014")?.tables ?? [])
  .flatMap(({ blocks }) => blocks)
  .flatMap((block) => block.rows);

/** Another figure for each row, long ones too, and a stroke for some. */
const figureOf = (rank: number) =>
  rank % 6 === 1 ? "—" : String((rank * rank * 37 + 5) % (rank % 5 === 0 ? 9000 : 70));
const FIGURES = rows.flatMap(({ key }, rank) =>
  key === null ? [] : [[key, figureOf(rank) === "—" ? null : figureOf(rank)] as const],
);

const linesLed = (dots: (label: string) => string) =>
  rows.map(
    ({ key, label }, rank) => `${label.text}${key === null ? "" : `${dots(label.text)}${figureOf(rank)}条`}`,
  );

const STYLES: readonly (readonly [name: string, dots: (label: string) => string])[] = [
  ["dots up to the margin", ({ length }) => ".".repeat(Math.max(8, 90 - 2 * length))],
  ["a few dots", () => "......"],
  ["signs of six dots", () => "……………"],
];

async function certainIn(name: string, bytes: Uint8Array) {
  const { tables } = await extractBytes(name, bytes);
  return tables
    .flatMap(({ cells }) => cells)
    .filter(({ doubts }) => doubts.every((doubt) => doubt === "relations-broken"))
    .map(({ row, value }) => [row, value]);
}

describe.each(STYLES)("%s", (_, dots) => {
  const lines = [TITLE, "附：政府信息公开情况统计表", ...linesLed(dots), "附注", "以上为全年数据。"];

  test("in paragraphs of a page", async () => {
    const page = `<h1>${TITLE}</h1>${lines
      .slice(1)
      .map((line) => `<p>${line}</p>`)
      .join("")}`;
    expect(await certainIn("a.html", new TextEncoder().encode(page))).toEqual(FIGURES);
  });

  test("on sheets", async () => {
    const sheets = Array.from({ length: Math.ceil(lines.length / 45) }, (__, sheet) => ({
      content: lines
        .slice(sheet * 45, sheet * 45 + 45)
        .map((line, rank) => show(line, 50, 790 - rank * 16, 8))
        .join(""),
    }));
    expect(await certainIn("a.pdf", pdfOf(sheets))).toEqual(FIGURES);
  });
});
