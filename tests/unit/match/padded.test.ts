// Rows between bars that are padded to one width: what stands in one run is the row, wherever it stands.
import { expect, test } from "vitest";
import { collection, extractBytes } from "../../../src/dev/extract-file.ts";
import type { FormRow } from "../../../src/model/form.ts";
import type { ReportCell } from "../../../src/model/report.ts";

const form = collection.forms.find(({ edition }) => edition === "2021");
const table = form?.tables.find(({ key }) => key === "requests");
const rows = (table?.blocks[0]?.rows ?? []).filter(({ key }) => key !== null);

/** Seven figures whose last is their sum. */
const figuresOf = (rank: number) => {
  const parts = Array.from({ length: 6 }, (_, column) => (rank * 7 + column * 3) % 5);
  return [...parts, parts.reduce((sum, part) => sum + part, 0)].map(String);
};

/** Labels as a vertical merge leaves them: a group's once, and in front of its first row. */
function labelsOf(row: FormRow, above: FormRow | undefined): string[] {
  const groups = row.path.map(({ text }) => text);
  const same = groups.filter((group, depth) => above?.path[depth]?.text === group).length;
  return [...groups.slice(same), row.label.text];
}

function document(
  between: (labels: number) => number,
  change: (cells: string[], rank: number) => string[],
): string {
  const width = 11;
  const lines = rows.map((row, rank) => {
    const labels = labelsOf(row, rows[rank - 1]);
    const empty = Array.from({ length: between(labels.length) }, () => "");
    const cells = [...labels, ...empty, ...change(figuresOf(rank), rank)];
    return `${[...cells, ...Array.from({ length: Math.max(0, width - cells.length) }, () => "")].join(" | ")} |`;
  });
  const heads = [
    "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） | | | 申请人情况 | | | | | | | |",
    "自然人 | 法人或其他组织 | | | | | 总计 | | | | |",
    "商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | | | | | | |",
  ].join("\n");
  return `青石县林业局2022年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n${heads}\n${lines.join("\n")}\n`;
}

async function read(text: string) {
  const report = await extractBytes("a.txt", new TextEncoder().encode(text));
  const cells = report.tables.flatMap(({ cells }) => cells).filter(({ table }) => table === "requests");
  return rows.map((row) => cells.filter((cell) => cell.row === row.key));
}

const asPrinted = (figures: string[]) => figures;
/** The sums down the columns are nobody's here: what doubts the whole table says nothing of places. */
const unsure = ({ doubts }: ReportCell) => doubts.some((doubt) => doubt !== "relations-broken");
const values = (cells: readonly ReportCell[]) => cells.map((cell) => (unsure(cell) ? "?" : cell.value));

test.each([
  ["behind the figures", () => 0],
  [
    "between label and figures as well, where a label has no group",
    (labels: number) => Math.max(0, 3 - labels),
  ],
  ["in front of every row's figures", () => 1],
])("padding %s", async (_, between) => {
  const found = await read(document(between, asPrinted));
  found.forEach((cells, rank) => {
    expect(values(cells)).toEqual(figuresOf(rank));
  });
});

test("a row that lost a cell is in doubt, and the others are not", async () => {
  const lost = (figures: string[], rank: number) => (rank === 4 ? figures.slice(1) : figures);
  const found = await read(document((labels) => Math.max(0, 3 - labels), lost));
  found.forEach((cells, rank) => {
    if (rank !== 4) expect(values(cells)).toEqual(figuresOf(rank));
    else expect(cells.every(unsure)).toBe(true);
  });
});
