// Rows between bars that leave their empty cells out, and so are nothing but a label where all are empty.
import { expect, test } from "vitest";
import { HEADS, PRINTED, pageOf, ROWS, readPage, rowsOf } from "../../builders/requests-page.ts";

const TITLE = pageOf("")
  .replace(/<title>.*?<\/title>/u, "")
  .replace(/<[^>]+>/gu, "\n\n");

/** Ranks of rows that print nothing: here and there, two and three in a row, and the last. */
const EMPTY = [1, 4, 7, 8, 12, 13, 14, ROWS.length - 1];
const printed = (rank: number): readonly string[] => (EMPTY.includes(rank) ? [] : (PRINTED[rank] ?? []));

async function statesOf(lineOf: (cells: readonly string[]) => string) {
  const lines = ROWS.map(({ label, path }, rank) => {
    const group = path.at(-1)?.text;
    const begins = group !== undefined && ROWS[rank - 1]?.path.at(-1)?.text !== group;
    return lineOf([...(begins ? [group] : []), label.text, ...printed(rank)]);
  });
  const text = `${TITLE}\n\n${lineOf(["项目", ...HEADS])}\n${lines.join("\n")}\n四、其他情况\n没有变化。\n`;
  return rowsOf(await readPage("a.txt", text));
}

test.each([
  ["a bar behind each cell", (cells: readonly string[]) => `${cells.join(" | ")} |`],
  ["bars around the row", (cells: readonly string[]) => `| ${cells.join(" | ")} |`],
  ["wide bars", (cells: readonly string[]) => `｜${cells.join("｜")}｜`],
])("%s: such a row is there, and empty", async (_, lineOf) => {
  const rows = await statesOf(lineOf);
  for (const rank of EMPTY) {
    const letters = ROWS[rank]?.label.text.replace(/[^\p{L}]/gu, "") ?? "";
    if (letters.length < 4) continue;
    expect(rows[rank]?.map(({ state }) => state)).toEqual(HEADS.map(() => "blank"));
    expect(rows[rank]?.every(({ label }) => label === ROWS[rank]?.label.text)).toBe(true);
  }
  rows.forEach((cells, rank) => {
    if (!EMPTY.includes(rank)) expect(cells.map(({ value }) => value)).toEqual(printed(rank));
  });
});

test.each([["|"], [" |"], ["｜"]])("cells a line each, with %j behind, are no rows", async (bar) => {
  const cells = ROWS.flatMap(({ label, path }, rank) => {
    const group = path.at(-1)?.text;
    const begins = group !== undefined && ROWS[rank - 1]?.path.at(-1)?.text !== group;
    return [...(begins ? [group] : []), label.text, ...(PRINTED[rank] ?? [])];
  });
  const text = `${TITLE}\n\n${["项目", ...HEADS, ...cells].map((cell) => cell + bar).join("\n")}\n四、其他情况\n没有变化。\n`;
  const rows = rowsOf(await readPage("a.txt", text));
  expect(rows.map((row) => row.map(({ value }) => value))).toEqual(PRINTED);
});
