// Texts whose letters stand a blank apart.
import { expect, test } from "vitest";
import { withLettersTogether } from "../../../src/grid/text-letters.ts";
import { HEADS, PRINTED, ROWS, readOf, readPage, rowsOf } from "../../builders/requests-page.ts";

const apart = (text: string) => [...text].join(" ");
const TITLE = "青石县林业局2022年政府信息公开工作年度报告";
/** The requests table, its letters apart, its cells by `gap`. */
const textOf = (gap: string, figure: (text: string) => string = (text) => text) =>
  [
    apart(TITLE),
    apart("三、收到和处理政府信息公开申请情况"),
    ["项目", ...HEADS].map(apart).join(gap),
    ...ROWS.map(({ label }, rank) => [apart(label.text), ...(PRINTED[rank] ?? []).map(figure)].join(gap)),
    apart("四、其他情况"),
  ].join("\n");

test.each([
  ["three blanks", "   "],
  ["five blanks", "     "],
  ["a tab", "\t"],
])("cells that %s part are read", async (_, gap) => {
  expect(readOf(await readPage("a.txt", textOf(gap)))).toEqual(PRINTED);
});

test("what stands further right stays in its place, and digits are left apart", () => {
  const lines = Array.from({ length: 4 }, () => ({
    text: `${apart("行政许可、确认")}    12 3   ${apart("2024年")}`,
  }));
  const [line] = withLettersTogether(lines);
  expect(line?.text).toBe("      行政许可、确认    12 3   2 0 2 4 年");
  expect(line?.text).toHaveLength(lines[0]?.text.length ?? 0);
});

test("a text with few such letters, or with others that stand together, is left as it is", () => {
  const few = [{ text: apart("规章总计") }, { text: apart("其他") }];
  expect(withLettersTogether(few)).toBe(few);
  const mixed = [
    ...Array.from({ length: 9 }, () => ({ text: apart("规章总计") })),
    { text: TITLE.repeat(2) },
  ];
  expect(withLettersTogether(mixed)).toBe(mixed);
});

test("figures with their digits apart by a blank are never certain and wrong", async () => {
  const wide = (text: string) => [...`${text}${text}`].join(" ");
  const report = await readPage("a.txt", textOf(" ", wide));
  const certain = rowsOf(report).flatMap((cells, rank) =>
    cells.filter(
      ({ value, doubts }, at) =>
        value !== null && doubts.length === 0 && value !== (PRINTED[rank]?.[at] ?? "").repeat(2),
    ),
  );
  expect(certain).toEqual([]);
});
