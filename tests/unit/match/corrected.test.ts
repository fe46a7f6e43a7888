// Sentences that put a printed figure right: the figure stays as printed, and carries a doubt.
import { expect, test } from "vitest";
import {
  HEAD_LINE,
  linesOf,
  PRINTED,
  pageOf,
  ROWS,
  readPage,
  rowsOf,
  tableOf,
} from "../../builders/requests-page.ts";

const RANK = ROWS.findIndex(({ key }) => key === "outcome.refused.state_secret");

/** Rank of the row and column's key of each doubted cell, with a sentence behind the table. */
async function doubtedWith(sentence: string): Promise<string[]> {
  const table = tableOf([HEAD_LINE, ...linesOf((rank) => PRINTED[rank] ?? [])]);
  const report = await readPage("a.html", pageOf(`${table}<p>${sentence}</p>`));
  return rowsOf(report).flatMap((cells, rank) =>
    cells.flatMap(({ doubts, column }) => (doubts.includes("corrected") ? [`${rank} ${column}`] : [])),
  );
}

test("a correction that names row and column is of that cell", async () => {
  expect(await doubtedWith("更正：上表“属于国家秘密”一行“科研机构”应为31件，特此说明。")).toEqual([
    `${RANK} research_institution`,
  ]);
});

test("one that names a row alone is of all its cells, whatever its figure is written with", async () => {
  for (const figure of ["31", "“31”", "３１", "十二"])
    expect(await doubtedWith(`表中属于国家秘密的件数更正为${figure}。`)).toHaveLength(7);
});

test("one that names the wrong figure alone is of the cells that print it", async () => {
  const total = PRINTED[RANK]?.at(-1) ?? "";
  const same = PRINTED.flat().filter((figure) => figure === total).length;
  expect(await doubtedWith(`勘误：原表中的${total}应为99。`)).toHaveLength(same);
});

test.each([
  "属于国家秘密的信息应为不予公开。",
  "对属于国家秘密的申请，今后严格审查。原则上应为公开。",
  "本年度办理属于国家秘密的申请31件。",
])("«%s» corrects no figure", async (sentence) => {
  expect(await doubtedWith(sentence)).toEqual([]);
});
