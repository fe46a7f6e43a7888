// Tables that programs print as lists of cells.
import { expect, test } from "vitest";
import { sheetsIn } from "../../builders/laid-out.ts";

const ROWS = [
  ["项目", "数量", "备注"],
  ["甲", "12", ""],
  ["乙", "", "另册"],
];

test.each([
  ["of one list", "[['项目', '数量', '备注'],\n ['甲', '12', None],\n ['乙', None, '另册']]"],
  ["a list a line", "['项目', '数量', '备注']\n['甲', '12', '']\n['乙', '', '另册']"],
  ["as JSON on one line", '[["项目","数量","备注"],["甲",12,null],["乙","","另册"]]'],
  ["as JSON, a cell a line", JSON.stringify(ROWS, null, 2)],
  [
    "as tuples, a comma behind the last",
    "[('项目', '数量', '备注'),\n('甲', 12, nan,),\n('乙', None, '另册'),\n]",
  ],
  [
    "with characters by number",
    '["\\u9879\\u76ee", "数量", "备注"]\n["甲", "12", "\\xa0"]\n["乙", "", "另册"]',
  ],
])("rows %s", (_, text) => {
  expect(sheetsIn(`一、情况\n${text}\n二、其他`)).toEqual([ROWS]);
});

test("a break within a cell is written as a letter", () => {
  expect(sheetsIn("[['项目', '数\\n量'],\n['甲', '3']]")).toEqual([
    [
      ["项目", "数\n量"],
      ["甲", "3"],
    ],
  ]);
});

test.each([
  ["a single list", "['甲', '12']"],
  ["lists in a sentence", "['甲', '12'] ['乙', '3'] 为例"],
  ["a list that does not end", "[['甲', '12'],\n['乙', '3']"],
  ["words without quotes", "[甲, 12]\n[乙, 3]"],
  ["notes by number", "[1]\n[2]"],
])("%s is no table", (_, text) => {
  expect(sheetsIn(`${text}\n文字`)).toEqual([]);
});
