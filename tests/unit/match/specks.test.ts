// Tables between bars as recognition leaves them: specks behind the bars that close rows.
import { expect, test } from "vitest";
import { HEADS, PRINTED, pageOf, ROWS, readOf, readPage } from "../../builders/requests-page.ts";

const TITLE = pageOf("")
  .replace(/<title>.*?<\/title>/u, "")
  .replace(/<[^>]+>/gu, "\n");

function textOf(lineOf: (cells: readonly string[], rank: number) => string): string {
  const lines = ROWS.map(({ label }, rank) => lineOf([label.text, ...(PRINTED[rank] ?? [])], rank));
  return `${TITLE}\n| ${["项目", ...HEADS].join(" | ")} |\n${lines.join("\n")}\n\n其他情况没有变化。\n`;
}

const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;

test.each([
  ["a stop behind every third row", (rank: number) => (rank % 3 === 0 ? "." : "")],
  ["signs of many kinds, set apart", (rank: number) => (rank % 3 === 1 ? ` ${"·',:;"[rank % 5]} ` : "")],
  ["one row alone", (rank: number) => (rank === 4 ? "。" : "")],
])("%s", async (_, speck) => {
  const text = textOf((cells, rank) => row(cells) + speck(rank));
  expect(readOf(await readPage("a.txt", text))).toEqual(PRINTED);
});

test("where rows are not closed, a sign behind the last bar is a cell", async () => {
  const text = textOf((cells, rank) =>
    rank % 3 === 0 ? `| ${cells.slice(0, -1).join(" | ")} | .` : `| ${cells.join(" | ")}`,
  );
  const read = readOf(await readPage("a.txt", text));
  read.forEach((cells, rank) => {
    expect(cells).toEqual(rank % 3 === 0 ? [...(PRINTED[rank] ?? []).slice(0, -1), ""] : PRINTED[rank]);
  });
});
