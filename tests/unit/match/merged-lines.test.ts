// A cell a line, as word processors save tables as text: the rest of a merged cell is an empty line before a row's label.
import { expect, test } from "vitest";
import { HEADS, PRINTED, pageOf, ROWS, readOf, readPage } from "../../builders/requests-page.ts";

const TITLE = pageOf("")
  .replace(/<title>.*?<\/title>/u, "")
  .replace(/<[^>]+>/gu, "\n");

/** Nothing but the totals, and what they are the sums of where one cell makes them up: no row is full, and some are empty. */
const figures = PRINTED.map((cells) =>
  cells.map((_, column) => (column === 0 || column === 6 ? (cells[6] ?? "") : "")),
);
const sparse = figures.map((cells, rank) => (rank % 3 === 1 ? cells.map(() => "") : cells));

function textOf(cellsOf: (rank: number) => readonly string[]): string {
  const lines = ROWS.flatMap(({ label, path }, rank) => {
    const above = ROWS[rank - 1]?.path ?? [];
    const groups = path.map((group, depth) =>
      path.slice(0, depth + 1).every((one, at) => one.text === above[at]?.text) ? "" : group.text,
    );
    return [...groups, label.text, ...cellsOf(rank)];
  });
  return `${TITLE}\n三、收到和处理情况\n项目\n${HEADS.join("\n")}\n${lines.join("\n")}\n四、其他情况\n没有变化。\n以上。\n`;
}

test("rows of each depth have as many lines more as cells go on behind them: each figure stands where its line does", async () => {
  expect(sparse.flat()).toHaveLength(PRINTED.length * HEADS.length);
  expect(
    readOf(
      await readPage(
        "a.txt",
        textOf((rank) => sparse[rank] ?? []),
      ),
    ),
  ).toEqual(sparse);
});

test("a line lost among them leaves no wrong cell that is certain", async () => {
  const lost = ROWS.findIndex(({ path }) => path.length > 1) + 2;
  const read = readOf(
    await readPage(
      "a.txt",
      textOf((rank) => (rank === lost ? (sparse[rank] ?? []).slice(1) : (sparse[rank] ?? []))),
    ),
  );
  const wrong = read.flatMap((cells, rank) =>
    cells.flatMap((cell, column) =>
      cell !== sparse[rank]?.[column] && /^\d*$/u.test(cell) ? [`${rank}/${column}: ${cell}`] : [],
    ),
  );
  expect(wrong).toEqual([]);
});
