// Bars alone on their lines below a row between bars.
import { expect, test } from "vitest";
import { layOutText } from "../../../src/grid/text.ts";

const blocksOf = (text: string) =>
  layOutText({ kind: "plain", text }, () => undefined).map((block) =>
    block.kind === "grid"
      ? block.rows.map((row) => row.map((slot) => (slot.kind === "cell" ? slot.text : "×")))
      : block.text,
  );

test.each([
  ["with a bar behind the label", "甲 | 本年 | 累计 |\n乙 |\n|\n|\n丙 | 2 | 83 |"],
  ["with bars around the label", "| 甲 | 本年 | 累计 |\n| 乙 |\n |\n|\n| 丙 | 2 | 83 |"],
  ["with one of the cells in the label's line", "甲 | 本年 | 累计 |\n乙 | |\n｜\n丙 | 2 | 83 |"],
])("below a label alone they close its empty cells: %s", (_, text) => {
  expect(blocksOf(text)).toEqual([
    [
      ["甲", "本年", "累计"],
      ["乙", "", ""],
      ["丙", "2", "83"],
    ],
  ]);
});

test("behind heads or figures they are no cell of that row", () => {
  expect(blocksOf("甲 | 本年 | 累计 |\n乙 | 3 |\n|\n丙 | 2 | 83 |")).toEqual([
    [
      ["甲", "本年", "累计"],
      ["乙", "3", "×"],
    ],
    "|",
    [["丙", "2", "83"]],
  ]);
});
