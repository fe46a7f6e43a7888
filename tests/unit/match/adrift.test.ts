// Figures that stand behind a table, before it or elsewhere: the row that prints none is not surely blank.
import { describe, expect, test } from "vitest";
import { collection } from "../../../src/dev/extract-file.ts";
import type { ReportCell } from "../../../src/model/report.ts";
import { HEADS, pageOf, ROWS, readPage, rowsOf } from "../../builders/requests-page.ts";

const TITLE = pageOf("")
  .replace(/<title>.*?<\/title>/u, "")
  .replace(/<[^>]+>/gu, "\n\n");
const PROSE = "以上数据由各科室核对后填报，供社会各界查阅。";
const FIGURES = ["1", "0", "0", "0", "0", "0", "1"];
const BARE = 7;

/** Every row has its figures beside its label but some, a cell behind another. */
const linesOf = (between: string, isBare: (rank: number) => boolean) =>
  ROWS.map(({ label }, rank) => [label.text, ...(isBare(rank) ? [] : FIGURES)].join(between)).join("\n");
const table = (between: string, isBare = (rank: number): boolean => rank === BARE) =>
  `${["项目", ...HEADS].join(between)}\n${linesOf(between, isBare)}`;
const read = async (parts: readonly string[]) =>
  rowsOf(await readPage("a.txt", [TITLE, ...parts].join("\n\n")));
const isCertain = ({ doubts }: ReportCell) => doubts.length === 0;

describe("a row without a figure is not surely blank", () => {
  test.each([
    ["behind the table, all on a line", "\n", (lines: string) => [lines, PROSE, FIGURES.join(" ")]],
    ["behind the table, a line each", " ", (lines: string) => [lines, PROSE, FIGURES.join("\n")]],
    ["over the heads", " ", (lines: string) => [FIGURES.join(" "), lines, PROSE]],
    ["under a heading of their own", "\n", (lines: string) => [lines, "附表", FIGURES.join("\n"), PROSE]],
    ["with their unit", " ", (lines: string) => [lines, PROSE, FIGURES.map((one) => `${one}件`).join(" ")]],
  ])("where figures stand %s", async (_, between, textOf) => {
    const rows = await read(textOf(table(between)));
    expect(rows[BARE]?.filter(isCertain)).toEqual([]);
    expect(
      rows.flatMap((cells, rank) => (rank === BARE ? [] : cells.filter(isCertain))).length,
    ).toBeGreaterThan(160);
  });

  test("where the figures of half of the rows stand behind them", async () => {
    const rows = await read([
      table("\n", (rank) => rank > 12),
      FIGURES.map(() => FIGURES.join("\n")).join("\n"),
      PROSE,
    ]);
    expect(rows.slice(13).flatMap((cells) => cells.filter(isCertain))).toEqual([]);
  });

  test("and is where no figure is adrift, or what is adrift counts the columns", async () => {
    for (const parts of [
      [table(" "), PROSE],
      ["1 2 3 4 5 6 7", table(" "), PROSE],
    ]) {
      const rows = await read(parts);
      expect(rows[BARE]?.filter(isCertain).map(({ state }) => state)).toEqual(FIGURES.map(() => "blank"));
    }
  });
});

test("a short label by itself says that its row is there", async () => {
  const [form] = collection.forms;
  const blocks = form?.tables.find(({ key }) => key === "proactive_disclosure")?.blocks ?? [];
  const lines = blocks.flatMap(({ head, furniture, columns, rows }, index) => [
    head?.text ?? "",
    [furniture[0]?.text ?? "", ...columns.map(({ label }) => label.text)].join(" | "),
    ...rows.map(({ label }, rank) =>
      index === 0 && rank === 0 ? label.text : [label.text, ...columns.map(() => "3")].join(" | "),
    ),
  ]);
  const report = await readPage("a.txt", [TITLE, lines.join("\n"), "3 | 3 | 3", PROSE].join("\n\n"));
  const cells = report.tables
    .flatMap((one) => one.cells)
    .filter(({ row }) => row === blocks[0]?.rows[0]?.key);
  expect(cells.length).toBe(3);
  expect(cells.filter(isCertain)).toEqual([]);
});

test("blanks around a unit and a number do not add up to a column", async () => {
  const rows = collection.forms.find(({ edition }) => edition === "local")?.tables[0]?.blocks[0]?.rows ?? [];
  const lines = rows.map(
    ({ label, unit }, rank) => `${label.text} ${unit} ${rank + 1}  ${rank % 3 ? "3 5" : "4"}`,
  );
  const text = [
    "青石县水务局2008年政府信息公开工作年度报告",
    "指标名称 计量单位 代码 本期实际 本年累计",
    ...lines,
    PROSE,
  ];
  const cells = (await readPage("a.txt", text.join("\n"))).tables.flatMap((one) => one.cells);
  const ofOne = cells.filter(({ row }) => rows.findIndex(({ key }) => key === row) % 3 === 0);
  expect(ofOne.length).toBeGreaterThan(20);
  expect(ofOne.filter(isCertain)).toEqual([]);
});

test.each([
  ["leave it in doubt whether a column of the form is left out", true],
  ["that are not there prove that it is", false],
])("figures by themselves behind a table %s", async (_, adrift) => {
  const form = collection.forms.find(({ edition }) => edition === "local");
  const { rows = [], columns = [] } = form?.tables[0]?.blocks[0] ?? {};
  const keyed = rows.filter(({ key }) => key !== null);
  const [first, second] = columns.map(({ label }) => label.text);
  const lines = keyed.map(({ label, unit }, rank) => `${label.text} ${unit ?? ""}\n${rank + 1}`);
  const text = [
    "青石县水务局2010年政府信息公开工作年度报告",
    `指标名称 计量单位 ${first}`,
    ...lines,
    PROSE,
    ...(adrift ? [second, ...keyed.map((_, rank) => String(2 * rank + 2))] : []),
    PROSE,
  ];
  const cells = (await readPage("a.txt", text.join("\n"))).tables.flatMap((one) => one.cells);
  const other = cells.filter(({ column, row }) => column === columns[1]?.key && !row.startsWith("label:"));
  expect(other.length).toBeGreaterThan(10);
  expect(other.filter(({ signs = [] }) => signs.includes("head-missing")).length).toBe(
    adrift ? other.length : 0,
  );
});
