// One cell a line or behind a mark: a row without figures right before a group's label is as empty as any other.
import { expect, test } from "vitest";
import { HEADS, PRINTED, pageOf, ROWS, readOf, readPage } from "../../builders/requests-page.ts";

const TITLE = pageOf("")
  .replace(/<title>.*?<\/title>/u, "")
  .replace(/<[^>]+>/gu, "\n\n");

/** Whether the next row of the form begins a group. */
const endsGroup = (rank: number) => {
  const next = ROWS[rank + 1];
  return next !== undefined && next.path.at(-1) !== ROWS[rank]?.path.at(-1) && next.path.length > 0;
};

test.each([["\n\n"], ["\n"], ["\t"]])("cells parted by %j", async (between) => {
  const figures = PRINTED.map((cells, rank) => (endsGroup(rank) ? cells.map(() => "") : cells));
  const lines = ROWS.map(({ label, path }, rank) => {
    const group = path.at(-1)?.text;
    const begins = group !== undefined && ROWS[rank - 1]?.path.at(-1)?.text !== group;
    return [...(begins ? [group] : []), label.text, ...(figures[rank] ?? [])].join(between);
  });
  const text = `${TITLE}\n\n${["项目", ...HEADS].join(between)}${between === "\t" ? "\n" : between}${lines.join(between === "\t" ? "\n" : between)}\n\n其他情况没有变化。\n`;
  expect(figures.filter((cells) => cells.every((cell) => cell === "")).length).toBeGreaterThan(2);
  expect(readOf(await readPage("a.txt", text))).toEqual(figures);
});
