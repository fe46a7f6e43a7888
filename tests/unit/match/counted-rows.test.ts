// Numbers with a stop that count the rows, each in a cell of its own before the label: they are nobody's figures. What stands
// there once is what the row above prints.
import { expect, test } from "vitest";
import { HEADS, pageOf, ROWS, readPage, rowsOf } from "../../builders/requests-page.ts";

const TITLE = pageOf("")
  .replace(/<title>.*?<\/title>/u, "")
  .replace(/<[^>]+>/gu, "\n\n");
const FIGURES = ["1", "0", "0", "2", "0", "0", "3"];

const read = async (lines: readonly (readonly string[])[], between: string) => {
  const text = [["项目", ...HEADS], ...lines].map((cells) => cells.join(between)).join("\n");
  const rows = rowsOf(await readPage("a.txt", `${TITLE}\n\n${text}\n\n继续改进各项工作。`));
  return rows.map((cells) =>
    cells.map(({ value, doubts }) => (doubts.some((one) => one !== "relations-broken") ? "?" : value)),
  );
};

test.each([
  [".", "\t"],
  ["、", "\n"],
  [")", "\n"],
])("rows counted by numbers with «%s»", async (stop, between) => {
  const lines = ROWS.map(({ label }, rank) => [`${rank + 1}${stop}`, label.text, ...FIGURES]);
  expect(await read(lines, between)).toEqual(ROWS.map(() => FIGURES));
});

test("a number that goes on from no other is one of the row above", async () => {
  const counted = (rank: number) => (rank === 5 || rank === 6 ? [`${rank}.`] : []);
  const lines = ROWS.map(({ label }, rank) => [...counted(rank), label.text, ...FIGURES]);
  const rows = await read(lines, "\n");
  for (const rank of [4, 5]) expect(rows[rank]?.every((value) => value === "?")).toBe(true);
});
