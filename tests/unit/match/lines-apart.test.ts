// Texts taken out of pages line by line: figures of a row that stand a little higher than its others come first.
import { expect, test } from "vitest";
import { HEADS, ROWS, readOf, readPage } from "../../builders/requests-page.ts";

/** Of all columns; in rows beside this one nothing is printed but noughts and their sum. */
const FIGURES = ["0", "22", "1", "0", "0", "28", "51"];
const AT = ROWS.findIndex(({ key }) => key === "outcome.not_processed.reconfirmation");
const TOTAL = ROWS.findIndex(({ key }) => key === "outcome.total");
const figuresAt = (rank: number) => (rank === AT || rank === TOTAL ? FIGURES : Array<string>(7).fill("0"));
const textWith = (row: string) =>
  [
    "青石县林业局2022年政府信息公开工作年度报告",
    "三、收到和处理政府信息公开申请情况",
    HEADS.join(" "),
    ...ROWS.map(({ label }, rank) => `${label.text} ${rank === AT ? row : figuresAt(rank).join(" ")}`),
    "四、存在的主要问题",
  ].join("\n");
const read = async (row: string) => readOf(await readPage("a.txt", textWith(row)))[AT];

test.each([
  ["two of seven", "22 28\n0 1 0 0 51"],
  ["three of seven, with a unit", "22 件 1 28\n0 0 0 51 件"],
  ["the last before the others", "0 51\n22 1 0 0 28"],
  ["on three lines", "22\n0 28\n1 0 0 51"],
])("figures that stand on lines apart are in doubt: %s", async (_, row) => {
  const sure = (await read(row))?.filter((cell, column) => cell !== "?" && cell !== FIGURES[column]);
  expect(sure).toEqual([]);
});

test("figures on one line are certain", async () => {
  expect(await read(FIGURES.join(" "))).toEqual(FIGURES);
});

test("sums over the columns prove the order of a row on several lines, and that of a row that they are the sums of", async () => {
  // Carried in and dealt with: every column of the row is a term of a sum that holds.
  const [first, ...others] = FIGURES;
  const balanced = (rank: number) => (ROWS[rank]?.key === "carried_in" ? FIGURES : figuresAt(rank));
  const text = [
    "青石县林业局2022年政府信息公开工作年度报告",
    "三、收到和处理政府信息公开申请情况",
    HEADS.join(" "),
    ...ROWS.map(({ label }, rank) => {
      const broken = rank === AT || rank === TOTAL;
      return `${label.text} ${broken ? `${first} ${others[0]}\n${others.slice(1).join(" ")}` : balanced(rank).join(" ")}`;
    }),
    "四、存在的主要问题",
  ].join("\n");
  const read = readOf(await readPage("a.txt", text));
  expect(read[TOTAL]).toEqual(FIGURES);
  expect(read[AT]).toEqual(FIGURES);
});
