// Lines whose figures stand before their labels: behind each label stand the next one's.
import { expect, test } from "vitest";
import { formOf } from "../../builders/made-form.ts";
import { cellsInText } from "../../builders/text-tables.ts";
import { CONVENTIONS } from "../../builders/words.ts";

const LABELS = {
  all: "书库各类图书总册数",
  chinese: "书库中文图书藏书数",
  russian: "书库俄文图书藏书数",
  lent: "全年各类图书借出数",
};
const form = formOf({ furniture: ["门类"], columns: { held: "数量" }, rows: LABELS });
const FIGURES = ["41", "", "9", "35"];

/** Whether each row is in doubt, where it has a figure. */
function doubts(line: (label: string, figure: string, rank: number) => string): readonly boolean[] {
  const lines = Object.values(LABELS).map((label, rank) => line(label, FIGURES[rank] ?? "", rank));
  const text = ["馆藏情况统计表", ...lines, "本馆另有说明。"].join("\n");
  const cells = cellsInText(text, { form, conventions: CONVENTIONS });
  expect(cells).toHaveLength(FIGURES.length);
  return cells.filter(({ value }) => value !== null).map((cell) => cell.doubts.length > 0);
}

test.each<[string, (label: string, figure: string, rank: number) => string]>([
  ["figures before labels", (label, figure) => `${figure}  ${label}`],
  ["units before figures", (label, figure) => `条  ${figure}  ${label}`],
  ["units before labels", (label, figure) => `${figure}  条  ${label}`],
  ["units behind labels", (label, figure) => `${figure}  ${label}  条`],
  ["one figure of all", (label, figure, rank) => `${rank === 2 ? figure : ""}  条  ${label}`],
])("what is read of %s is in doubt", (_, line) => {
  expect(doubts(line)).not.toContain(false);
});

test.each<[string, (label: string, figure: string, rank: number) => string]>([
  ["units behind labels", (label, figure) => `${label}  条  ${figure || "-"}`],
  ["units before labels", (label, figure) => `条  ${label}  ${figure || "-"}`],
])("figures behind labels with %s are not", (_, line) => {
  expect(doubts(line)).not.toContain(true);
});

test("a number that opens a line of words is no figure of the words above it", () => {
  const text = (number: string) =>
    [
      "馆藏情况统计表",
      "8 书库各类图书总册数 41 余缺余缺",
      "9 书库中文图书藏书数 7 余缺余缺",
      `${number}书库俄文图书藏书数 9 余缺余缺`,
      "11 全年各类图书借出数 35",
      "本馆另有说明。",
    ].join("\n");
  const extra = (number: string) =>
    cellsInText(text(number), { form, conventions: CONVENTIONS }).filter(({ row }) =>
      row.startsWith("label:"),
    );
  expect(extra("10 ").filter(({ doubts }) => doubts.length === 0)).toEqual([]);
  expect(extra("10\n").map(({ value, doubts }) => [value, doubts])).toContainEqual(["10", []]);
});
