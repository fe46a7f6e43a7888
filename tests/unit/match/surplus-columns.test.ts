// Tables with an empty column too many that no head names: which of several it is, only what is printed can tell.
import { expect, test } from "vitest";
import { HEAD_LINE, linesOf, pageOf, ROWS, readOf, readPage, tableOf } from "../../builders/requests-page.ts";

const EMPTY = ["", "", "", "", "", "", ""];
/** Figures of a table that leaves noughts empty, by their rows. */
type Few = Readonly<Record<number, readonly string[]>>;

const read = async (cells: (rank: number) => readonly string[]) =>
  readOf(await readPage("a.html", pageOf(tableOf([HEAD_LINE, ...linesOf(cells)]))));

/** What is certain must be what is printed; how many figures are. */
async function certain(few: Few, at: (rank: number) => number | null): Promise<number> {
  const printed = ROWS.map((_, rank) => few[rank] ?? EMPTY);
  const found = await read((rank) => {
    const [cells, column] = [printed[rank] ?? EMPTY, at(rank)];
    return column === null ? cells : cells.toSpliced(column, 0, "");
  });
  const told = found.flatMap((cells, rank) =>
    cells.flatMap((value, column) => (value === "?" ? [] : [[rank, column, value] as const])),
  );
  for (const [rank, column, value] of told)
    expect([rank, column, value]).toEqual([rank, column, printed[rank]?.[column]]);
  return told.filter(([, , value]) => value !== "").length;
}

/** A part in the first column and one as large in the last but one, and no totals: with a column between them it reads as a sum. */
const NO_TOTALS: Few = {
  3: ["1", "", "", "", "", "1", ""],
  7: ["2", "", "", "", "", "", ""],
  11: ["", "", "", "", "", "3", ""],
};

test.each([1, 2, 3, 4, 5])(
  "one part as large as another proves no column too many of a table without totals: %i",
  async (column) => {
    await certain(NO_TOTALS, () => column);
  },
);

test("one row of several that moved on, with two figures alike, is not told by them", async () => {
  await certain(NO_TOTALS, (rank) => (rank === 3 ? 3 : rank === 11 ? 0 : null));
});

/** Of a table that prints its totals the same sums tell. */
const TOTALS: Few = {
  3: ["1", "", "", "", "", "1", "2"],
  5: ["4", "", "", "", "", "", "4"],
  7: ["2", "", "", "", "", "", "2"],
  9: ["", "", "", "", "", "5", "5"],
  11: ["", "", "", "", "", "3", "3"],
  13: ["6", "", "", "", "", "", "6"],
  15: ["7", "", "", "", "", "", "7"],
};

test("sums of rows that have their totals prove an empty column at the end too many", async () => {
  expect(await certain(TOTALS, () => 7)).toBe(15);
});

test.each([0, 3])("they prove none where others are empty as well: %i", async (column) => {
  await certain(TOTALS, () => column);
});

test("a row that moved on is told by its total where the others have theirs", async () => {
  expect(await certain(TOTALS, (rank) => (rank === 3 || rank === 11 ? 7 : null))).toBe(15);
});

test("beside rows that fill their columns an empty cell at the end is none of theirs", async () => {
  const full = Object.fromEntries(ROWS.map((_, rank) => [rank, ["0", "0", "0", "0", "0", "0", "0"]]));
  expect(await certain(full, (rank) => (rank % 3 === 0 ? 7 : null))).toBe(7 * ROWS.length);
});
