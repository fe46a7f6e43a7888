// Rows between bars whose label leaves the next column of labels empty, and which lost a cell.
import { expect, test } from "vitest";
import { HEADS, PRINTED, ROWS, readOf, readPage } from "../../builders/requests-page.ts";

const LABELS = 3;
const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
const lines = ROWS.map(({ label, path }, rank) => {
  const above = ROWS[rank - 1]?.path.map(({ text }) => text);
  const groups = path.map(({ text }, level) => (above?.[level] === text ? "" : text));
  return [...groups, label.text, "", ""].slice(0, LABELS).concat(PRINTED[rank] ?? []);
});
const pageOf = (rows: readonly (readonly string[])[]) =>
  `青石县林业局2022年政府信息公开工作年度报告\n\n三、收到和处理政府信息公开申请情况\n\n${[["项目", "", "", ...HEADS], ...rows].map(row).join("\n")}\n\n五、存在的主要问题及改进情况\n`;

const short = ROWS.flatMap(({ path }, rank) => (path.length === 1 ? [rank] : []));

test("whole rows are read as they stand", async () => {
  expect(readOf(await readPage("a.md", pageOf(lines)))).toEqual(PRINTED);
});

test.each(short)("of row %i, of which a cell is missing, nothing is certain", async (rank) => {
  for (const column of HEADS.keys()) {
    const cells = lines[rank]?.toSpliced(LABELS + column, 1) ?? [];
    const read = readOf(await readPage("a.md", pageOf(lines.with(rank, cells))));
    expect(read[rank]).toEqual(HEADS.map(() => "?"));
    expect(read.toSpliced(rank, 1)).toEqual(PRINTED.toSpliced(rank, 1));
  }
});
