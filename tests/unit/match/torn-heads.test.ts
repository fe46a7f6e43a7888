// Texts whose first rows are gone with the end of their heads.
import { expect, test } from "vitest";
import { HEADS, PRINTED, ROWS, readOf, readPage } from "../../builders/requests-page.ts";

const lines = ROWS.map(({ label }, rank) => [label.text, ...(PRINTED[rank] ?? [])].join("\t"));
const textOf = (heads: readonly string[], gone: number) =>
  `青石县林业局2022年政府信息公开工作年度报告\n\n三、收到和处理政府信息公开申请情况\n${heads.join("\t")}\n\n${lines
    .slice(gone)
    .join("\n\n")}\n\n五、存在的主要问题及改进情况\n`;
const GONE = 2;

test("below whole heads the first rows are surely not there", async () => {
  const read = readOf(await readPage("a.txt", textOf(HEADS, GONE)));
  expect(read).toEqual(PRINTED.map((row, rank) => (rank < GONE ? HEADS.map(() => "") : row)));
});

test("below heads that break off they may be", async () => {
  const read = readOf(await readPage("a.txt", textOf(HEADS.slice(0, 3), GONE)));
  expect(read.slice(0, GONE)).toEqual(Array(GONE).fill(HEADS.map(() => "?")));
});
