// What is told beside a cell: the words printed as its row's label, and with which other cells its readings hang together.
import { expect, test } from "vitest";
import {
  HEAD_LINE,
  HEADS,
  linesOf,
  PRINTED,
  pageOf,
  ROWS,
  readPage,
  rowsOf,
  tableOf,
} from "../../builders/requests-page.ts";

/** The labels as a bureau may print them: reworded, spaced, and without the list number. */
const reworded = (label: string) => label.replace("属于", "属 于").replace("数量", "数");

test("the label printed goes with every cell of its row, in a table", async () => {
  const lines = linesOf((rank) => PRINTED[rank] ?? []).map(reworded);
  const rows = rowsOf(await readPage("a.html", pageOf(tableOf([HEAD_LINE, ...lines]))));
  for (const [rank, cells] of rows.entries()) {
    const label = reworded(ROWS[rank]?.label.text ?? "");
    expect(cells.map((cell) => cell.label)).toEqual(HEADS.map(() => label));
  }
});

test("and in a text, where figures may stand among its words", async () => {
  const lines = ROWS.map(({ label }, rank) => {
    const [start, rest] = [label.text.slice(0, -2), label.text.slice(-2)];
    const figures = (PRINTED[rank] ?? []).join(" ");
    return rank === 3 ? `${start}  ${figures}\n${rest}` : `${label.text} ${figures}`;
  });
  const text = `青石县林业局2022年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n${HEADS.join(" ")}\n${lines.join("\n")}\n`;
  const labels = rowsOf(await readPage("a.txt", text)).map(([cell]) =>
    (cell?.label ?? "").replaceAll(" ", ""),
  );
  const plain = (label: string) => label.replace(/^(?:（.）|.[、.])/u, "");
  expect(labels.map(plain)).toEqual(ROWS.map(({ label }) => plain(label.text)));
});

test("and where the form has no such row and the figures are run together, without the unit behind it", async () => {
  const rows: [string, string, string][] = [
    ["主动公开信息数", "条", "1290"],
    ["其中：1.政府网站", "条", "1290"],
    ["受理依申请公开信息总数", "条", "02"],
    ["收费减免的金额数目", "元", "00"],
    ["本年度对申请的答复总数", "条", "02"],
    ["其中：1.同意公开答复数", "条", "02"],
    ["行政复议数", "件", "00"],
    ["行政诉讼数", "件", "00"],
    ["行政申诉数", "件", "00"],
  ];
  const text = `青石县林业局2016年政府信息公开工作年度报告\n附表 指标名称计量单位2016年度历年累计${rows.flat().join("")}\n`;
  const cells = (await readPage("a.txt", text)).tables.flatMap((table) => table.cells);
  const unknown = cells.filter(({ row }) => row.startsWith("label:"));
  expect(unknown.map(({ label, value }) => [label, value])).toEqual([
    ["收费减免的金额数目", "0"],
    ["收费减免的金额数目", "0"],
  ]);
});

test("cells of a row whose figures fit in several ways share a set, and no other row has it", async () => {
  const lines = ROWS.map(
    ({ label }, rank) =>
      `${label.text} ${(PRINTED[rank] ?? []).slice(rank === 4 || rank === 9 ? 2 : 0).join(" ")}`,
  );
  const text = `青石县林业局2022年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n${HEADS.join(" ")}\n${lines.join("\n")}\n`;
  const rows = rowsOf(await readPage("a.txt", text));
  const sets = rows.map((cells) => [...new Set(cells.flatMap(({ alternativeSet }) => alternativeSet ?? []))]);
  expect(sets.flatMap((set, rank) => (set.length > 0 ? [rank] : []))).toEqual([4, 9]);
  expect(sets[4]).toHaveLength(1);
  expect(sets[9]).toHaveLength(1);
  expect(sets[4]).not.toEqual(sets[9]);
});

test("where two prints differ, what one of them prints is right together", async () => {
  const lines = (change: string) =>
    linesOf((rank) => (PRINTED[rank] ?? []).map((one) => (rank % 9 === 4 ? one + change : one)));
  const two = ["", "1"]
    .map((change) => `<p>正文甲</p><p>正文乙</p>${tableOf([HEAD_LINE, ...lines(change)])}`)
    .join("");
  const sets = rowsOf(await readPage("a.html", pageOf(two))).map(
    (cells) => new Set(cells.map((cell) => cell.alternativeSet)),
  );
  expect(sets.map((set) => [...set])).toEqual(
    ROWS.map((_, rank) => [rank % 9 === 4 ? "requests:copies" : undefined]),
  );
});
