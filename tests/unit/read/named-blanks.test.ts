// White space that a text shows under the name that mark-up has for it.
import { expect, test } from "vitest";
import { printedRows } from "../../builders/laid-out.ts";

test("empty cells of a text that hold the name of a blank are empty, and letters stand apart where it stood", async () => {
  const text = "项目\t数量\t余额\n甲&nbsp;类\t&nbsp;\t3\n乙类\t4&#12288;\t&nbsp;&nbsp;\n丙类\t1\t2\n";
  const rows = await printedRows(text, "a.txt");
  expect(rows.map((row) => row.map((cell) => cell.trim()))).toEqual([
    ["项目", "数量", "余额"],
    ["甲\u00a0类", "", "3"],
    ["乙类", "4", ""],
    ["丙类", "1", "2"],
  ]);
});

test("a name that is none of white space stays", async () => {
  const rows = await printedRows("项目\t数量\t余额\n甲&amp;乙\t3\t1\n丙\t4\t2\n丁\t5\t3\n", "a.txt");
  expect(rows[1]?.[0]).toBe("甲&amp;乙");
});
