// Lines of a text whose blanks say where figures stand: what is read of them must fit.
import { expect, test } from "vitest";
import { linesOfDisclosure } from "../../builders/disclosure-lines.ts";
import { readPage } from "../../builders/requests-page.ts";

const ROWS = {
  规章: ["4  2  20"],
  规范性文件: ["  26  25"],
  行政许可: ["87  3  2938"],
  其他对外管理服务事项: ["60  1  1718"],
  行政处罚: ["113  3  1136"],
  行政强制: ["95  3  440"],
  行政事业性收费: ["96  1"],
  政府集中采购: ["  636.29"],
};
const cellsIn = async (rows: Readonly<Record<string, readonly string[]>>) => {
  const { tables } = await readPage("a.txt", linesOfDisclosure(rows).replaceAll(" 本年", "  本年"));
  return tables.flatMap(({ cells }) => cells);
};

test("beside an amount in a column of counts nothing is surely empty", async () => {
  const row = (await cellsIn(ROWS)).filter(({ row }) => row === "procurement");
  expect(row.filter(({ value, doubts }) => value === null && doubts.length === 0)).toEqual([]);
});

test("in a row of which a figure is uncertain nothing is surely empty", async () => {
  const found = await cellsIn({ ...ROWS, 规章: ["    42"] });
  const row = found.filter(({ row }) => row === "normative_documents");
  const right = ["", "26", "25"];
  row.forEach(({ value, doubts }, rank) => {
    if (doubts.length === 0) expect(value ?? "").toBe(right[rank]);
  });
});

test("beside a figure that may be several lines' figures nothing is surely empty", async () => {
  const found = await cellsIn({
    ...ROWS,
    规章: ["    42"],
    行政许可: ["87    2938"],
    其他对外管理服务事项: ["60    1718"],
  });
  const row = found.filter(({ row }) => row === "normative_documents");
  const right = ["", "26", "25"];
  row.forEach(({ value, doubts }, rank) => {
    if (doubts.length === 0) expect(value ?? "").toBe(right[rank]);
  });
});
