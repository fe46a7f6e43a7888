// Tables drawn with an empty column between any two of their own.
import { expect, test } from "vitest";
import { HEADS, PRINTED, pageOf, ROWS, readOf, readPage, tableOf, td } from "../../builders/requests-page.ts";

const apart = (cells: readonly string[]) => cells.map((cell) => td(cell)).join(td(""));

/** The requests table with empty columns between and behind its own, whose rows `change` may change. */
async function readTable(
  printed: readonly (readonly string[])[],
  change = (line: string, _rank: number) => line,
) {
  const lines = ROWS.map(({ label }, rank) =>
    change(apart([label.text, ...(printed[rank] ?? []), ""]), rank),
  );
  return readOf(await readPage("a.html", pageOf(tableOf([apart(["项目", ...HEADS, ""]), ...lines]))));
}

const BARE = PRINTED.map((cells, rank) => (rank % 3 === 1 ? cells.map(() => "") : cells));

test.each([
  ["all figures", PRINTED],
  ["some rows without any", BARE],
] as const)("figures just under their heads are theirs: %s", async (_, printed) => {
  expect(await readTable(printed)).toEqual(printed);
});

const cellsIn = (line: string) => line.split(/(?<=<\/td>)/);

test.each([
  ["without one", (cells: string[]) => cells.toSpliced(5, 1)],
  ["with one more", (cells: string[]) => cells.toSpliced(5, 0, td(""))],
])(
  "a row %s of its cells does not end with the others, and says nothing for certain that is not so",
  async (_, change) => {
    const sparse = PRINTED.map((cells, rank) => (rank === 4 ? ["", "", "", "5", "", "", ""] : cells));
    const read = await readTable(sparse, (line, rank) =>
      rank === 4 ? change(cellsIn(line)).join("") : line,
    );
    read[4]?.forEach((value, at) => {
      if (value !== "?") expect([at, value]).toEqual([at, sparse[4]?.[at]]);
    });
    expect(read.toSpliced(4, 1)).toEqual(sparse.toSpliced(4, 1));
  },
);
