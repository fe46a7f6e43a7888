// Rows whose figures and signs for nothing are run together: as many signs and digits as cells are a cell each.
import { expect, test } from "vitest";
import { HEADS, pageOf, ROWS, readOf, readPage } from "../../builders/requests-page.ts";

/** Figures of one digit, their total too, some rows without any; nothing is null. */
const figuresOf = (rank: number): (number | null)[] => {
  const parts = Array.from({ length: 6 }, (_, column) =>
    column === rank % 6 ? rank % 4 : column === 2 ? rank % 3 : 0,
  );
  const cells = [...parts, parts.reduce((sum, part) => sum + part, 0)];
  return cells.map((value) => (value === 0 ? null : value));
};

/** The report as text, a line for each row and nothing between its cells. */
function textOf(stroke: string, change: (line: string, rank: number) => string = (line) => line): string {
  const lines = ROWS.map(({ label }, rank) => {
    const cells = figuresOf(rank).map((value) => value ?? stroke);
    return label.text + change(cells.join(""), rank);
  });
  const heads = ["申请人情况", HEADS[0], "法人或其他组织", HEADS[6], ...HEADS.slice(1, 6)].join("");
  return pageOf(`\n${heads}\n${lines.join("\n")}\n四、其他\n`).replace(/<[^>]*>/g, "\n");
}

const TRUE = ROWS.map((_, rank) => figuresOf(rank).map((value) => (value === null ? "" : String(value))));

test.each(["-", "—", "/", "——", "－"])("where %s is printed for nothing", async (stroke) => {
  expect(readOf(await readPage("a.txt", textOf(stroke)))).toEqual(TRUE);
});

test.each([
  ["a figure of two digits makes up for a cell left out", "12----4"],
  ["a cell was left out", "3----3"],
  ["a sign too many", "3------3"],
])("where %s, nothing of the row is certain", async (_, line) => {
  const read = readOf(
    await readPage(
      "a.txt",
      textOf("-", (own, rank) => (rank === 5 ? line : own)),
    ),
  );
  expect(read[5]?.every((cell) => cell === "?")).toBe(true);
});
