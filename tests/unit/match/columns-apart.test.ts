// A table too wide for its page: the same rows printed again under the heads that had no place.
import { expect, test } from "vitest";
import {
  cellsOf,
  figuresOf,
  HEADS,
  PRINTED,
  pageOf,
  ROWS,
  readOf,
  readPage,
  tableOf,
} from "../../builders/requests-page.ts";

/** The columns of each part, by rank; `figures` gives each part's rows. */
function partsOf(
  parts: readonly (readonly number[])[],
  figures: (part: number) => readonly (readonly string[])[],
  between = "<p>（续表）</p>",
): string {
  const tables = parts.map((columns, part) => {
    const pick = (cells: readonly string[]) => columns.map((column) => cells[column] ?? "");
    const lines = ROWS.map(({ label }, rank) => cellsOf([label.text, ...pick(figures(part)[rank] ?? [])]));
    return tableOf([cellsOf(["项目", ...pick(HEADS)]), ...lines]);
  });
  return pageOf(tables.join(between));
}

const read = async (page: string) => readOf(await readPage("a.html", page));

test.each([
  [
    "two parts",
    [
      [0, 1, 2, 3],
      [4, 5, 6],
    ],
  ],
  [
    "three parts",
    [
      [0, 1],
      [2, 3, 4],
      [5, 6],
    ],
  ],
  ["the total by itself", [[0, 1, 2, 3, 4, 5], [6]]],
])("%s are one print", async (_, parts) => {
  expect(await read(partsOf(parts, () => PRINTED))).toEqual(PRINTED);
  expect(await read(partsOf(parts, () => PRINTED, ""))).toEqual(PRINTED);
});

test("with figures of another year, of which nothing is said, neither part's sums hold, and only the first is read", async () => {
  const other = ROWS.map((_, rank) => figuresOf(rank + 3, 2));
  const found = await read(
    partsOf(
      [
        [0, 1, 2, 3],
        [4, 5, 6],
      ],
      (part) => (part === 0 ? PRINTED : other),
    ),
  );
  for (const [rank, cells] of found.entries())
    expect(cells).toEqual([...(PRINTED[rank] ?? []).slice(0, 4), "?", "?", "?"]);
});

test("a part that prints a column again is no part", async () => {
  const other = ROWS.map((_, rank) => figuresOf(rank + 3, 2));
  const found = await read(
    partsOf(
      [
        [0, 1, 2, 3],
        [3, 4, 5, 6],
      ],
      (part) => (part === 0 ? PRINTED : other),
    ),
  );
  expect(found.every((cells) => cells.slice(4).every((cell) => cell === "?"))).toBe(true);
});
