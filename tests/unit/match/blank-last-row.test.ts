// A cell a line: the last row of a table without a figure in it, and the text that goes on below.
import { expect, test } from "vitest";
import { HEADS, PRINTED, pageOf, ROWS, readOf, readPage } from "../../builders/requests-page.ts";

const TITLE = pageOf("")
  .replace(/<title>.*?<\/title>/u, "")
  .replace(/<[^>]+>/gu, "\n\n");

const WIDTH = PRINTED[0]?.length ?? 0;
/** Some cells empty in every row, so that no row is full, and all of the last. */
const figures = PRINTED.map((cells, rank) =>
  cells.map((cell, column) => (rank === PRINTED.length - 1 || (rank + column) % 3 === 0 ? "" : cell)),
);

function textOf(between: string, behind: string): string {
  const lines = ROWS.map(({ label, path }, rank) => {
    const group = path.at(-1)?.text;
    const begins = group !== undefined && ROWS[rank - 1]?.path.at(-1)?.text !== group;
    return [...(begins ? [group] : []), label.text, ...(figures[rank] ?? [])].join(between);
  });
  return `${TITLE}\n\n${["项目", ...HEADS].join(between)}${between}${lines.join(between)}${behind}四、其他情况\n没有变化。\n`;
}

test.each([
  ["cells a blank line apart", "\n\n", "\n\n"],
  ["cells a line apart", "\n", "\n"],
])("%s, and the next heading as far below as a label: every cell is empty", async (_, between, behind) => {
  expect(figures.every((cells) => cells.some((cell) => cell === "") && cells.length === WIDTH)).toBe(true);
  expect(readOf(await readPage("a.txt", textOf(between, behind)))).toEqual(figures);
});

test("a cell fewer than the others have leaves the last row in doubt", async () => {
  const text = textOf("\n\n", "\n\n").replace("\n\n\n\n四、其他", "\n\n四、其他");
  const read = readOf(await readPage("a.txt", text));
  expect(read.slice(0, -1)).toEqual(figures.slice(0, -1));
  expect(read.at(-1)).not.toEqual(figures.at(-1));
});
