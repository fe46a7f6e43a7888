// Rows that are a label and a list of figures, under a line that lists the heads.
import { expect, test } from "vitest";
import { HEADS, PRINTED, pageOf, ROWS, readOf, readPage } from "../../builders/requests-page.ts";

const TITLE = pageOf("")
  .replace(/<title>.*?<\/title>/u, "")
  .replace(/<[^>]+>/gu, "\n");

function textOf(headLine: string, lineOf: (label: string, cells: readonly string[]) => string): string {
  const lines = ROWS.flatMap(({ label, path }, rank) => {
    const begun = ROWS[rank - 1]?.path ?? [];
    const groups = path.flatMap(({ text }) => (begun.some((group) => group.text === text) ? [] : [text]));
    return [...groups, lineOf(label.text, PRINTED[rank] ?? [])];
  });
  return `${TITLE}\n${headLine}\n${lines.join("\n")}\n四、其他情况\n没有变化。\n`;
}

test.each([
  ["brackets", `（括号内依次为：${HEADS.join("、")}）`, (label, cells) => `${label}（${cells.join("、")}）`],
  [
    "half-width brackets and a stop",
    `按 ${HEADS.join("，")}：${HEADS.join("，")}`,
    (label, cells) => `  ${label} (${cells.join("，")})；`,
  ],
  [
    "a colon, with blank lines",
    `各列：${HEADS.join("；")}。`,
    (label, cells) => `${label}：${cells.join("；")}\n`,
  ],
  [
    "square brackets and strokes",
    `[${HEADS.join("/")}]`,
    (label, cells) => `${label} [${cells.join(" / ")}]`,
  ],
] satisfies [string, string, (label: string, cells: readonly string[]) => string][])(
  "%s",
  async (_, headLine, lineOf) => {
    expect(readOf(await readPage("a.txt", textOf(headLine, lineOf)))).toEqual(PRINTED);
  },
);

test("an empty place in the list is an empty cell", async () => {
  const emptied = (cells: readonly string[]) => cells.map((cell) => (cell === "0" ? "" : cell));
  const text = textOf(
    `（${HEADS.join("、")}）`,
    (label, cells) => `${label}（${emptied(cells).join("、")}）`,
  );
  expect(readOf(await readPage("a.txt", text))).toEqual(PRINTED.map(emptied));
});

test("a list of fewer figures than heads gives none of its figures for certain, and ends the table", async () => {
  const short = 5;
  const text = textOf(`（${HEADS.join("、")}）`, (label, cells) =>
    label === ROWS[short]?.label.text
      ? `${label}（${cells.slice(1).join("、")}）`
      : `${label}（${cells.join("、")}）`,
  );
  const read = readOf(await readPage("a.txt", text));
  expect(read[short]?.every((cell) => cell === "?")).toBe(true);
  expect(read.slice(0, short)).toEqual(PRINTED.slice(0, short));
  read.slice(short + 1).forEach((cells, index) => {
    for (const [column, cell] of cells.entries())
      if (cell !== "?") expect(cell).toBe(PRINTED[short + 1 + index]?.[column]);
  });
});
