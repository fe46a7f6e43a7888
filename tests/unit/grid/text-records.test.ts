// Tables that a text writes as records: a line a column, and the same names again in the next record.
import { describe, expect, test } from "vitest";
import { HEADS, PRINTED, ROWS, readOf, readPage } from "../../builders/requests-page.ts";

const TITLE = "青石县林业局2022年政府信息公开工作年度报告";
const EMPTY = PRINTED.map((row) => row.map((figure) => (figure === "0" ? "" : figure)));

type Field = (name: string, value: string) => string;
const records = (printed: readonly (readonly string[])[], field: Field, rule: (rank: number) => string[]) =>
  ROWS.flatMap(({ path, label }, rank) => [
    ...rule(rank + 1),
    field("项目", [...path, label].map(({ text }) => text).join("/")),
    ...HEADS.map((head, column) => field(head, printed[rank]?.[column] ?? "")),
  ]);
const read = async (lines: readonly string[]) =>
  readPage("a.txt", [TITLE, "", "三、收到和处理政府信息公开申请情况", "", ...lines, ""].join("\n"));

const colon: Field = (name, value) => `${name}: ${value}`;

describe("records", () => {
  test.each<[string, Field, (rank: number) => string[]]>([
    ["with a line that counts them", colon, (rank) => [`******** ${rank}. row ********`]],
    ["with a bar", (name, value) => `${name} | ${value}`, (rank) => [`-[ RECORD ${rank} ]----`]],
    ["with a sign of equality, and blank lines between", (name, value) => `${name}=${value}`, () => [""]],
    ["with nothing between", (name, value) => `${name}：${value}`, () => []],
  ])("%s are the rows of a table, empty cells too", async (_, field, rule) => {
    expect(readOf(await read(records(EMPTY, field, rule)))).toEqual(EMPTY);
  });

  test.each([3, 100])("a record that lost line %d says nothing wrong", async (lost) => {
    const lines = records(EMPTY, colon, (rank) => [`******** ${rank}. row ********`]).toSpliced(lost, 1);
    const found = readOf(await read(lines));
    found.forEach((row, rank) => {
      row.forEach((value, column) => {
        expect(["?", EMPTY[rank]?.[column]]).toContain(value);
      });
    });
  });

  test("names that come once are no records", async () => {
    const lines = records(PRINTED, colon, () => []).slice(0, 16);
    const cells = (await read(lines)).tables.flatMap((table) => table.cells);
    expect(cells.filter(({ state, doubts }) => state === "absent" && doubts.length === 0)).toEqual([]);
  });
});
