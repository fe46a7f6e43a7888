// A cell a line without the empty ones: rows that lack as many figures at the same places of their groups prove no empty cell.
import { expect, test } from "vitest";
import { linesOfDisclosure } from "../../builders/disclosure-lines.ts";
import { readPage } from "../../builders/requests-page.ts";

const PRINTED: Readonly<Record<string, readonly string[]>> = {
  规章: ["25", "55"],
  规范性文件: ["39", "24", "71"],
  行政许可: ["4", "912"],
  其他对外管理服务事项: ["58", "4", "2734"],
  行政处罚: ["152", "4", "914"],
  行政强制: ["61", "276"],
  行政事业性收费: ["60", "3"],
  政府集中采购: ["23"],
};

test("rows that lack one figure each have no empty cell for certain", async () => {
  const { tables } = await readPage("a.txt", linesOfDisclosure(PRINTED).replaceAll(" 本年", "\n本年"));
  const short = tables
    .flatMap(({ cells }) => cells)
    .filter(({ row }) => row === "rules" || row === "licensing");
  expect(short.length).toBe(6);
  expect(short.filter(({ doubts }) => doubts.length === 0)).toEqual([]);
});
