import { describe, expect, test } from "vitest";
import { mergeRepeated } from "../../../src/grid/repeated-spans.ts";

/** The rows merged, each cell as its text and the columns it covers. */
function merged(...lines: string[]): string[] {
  const rows = lines.map((line) => line.split(" ").map((text) => ({ text, rowSpan: 1, colSpan: 1, at: {} })));
  return (mergeRepeated(rows) ?? rows).map((row) =>
    row.map(({ text, colSpan }) => (colSpan === 1 ? text : `${text}*${colSpan}`)).join(" "),
  );
}

const TITLE = "第某条 第某条 第某条 第某条 第某条 第某条 第某条";

describe("a merged cell whose text a converter repeated", () => {
  test("below a merged head, heads of its parts are merged as it is, and their figures", () => {
    expect(
      merged(
        TITLE,
        "甲乙丙 丁戊己 丁戊己 庚辛壬 庚辛壬 庚辛壬 庚辛壬",
        "甲乙丙 上年 本年 上年 上年 本年 本年",
        "子丑寅 23 25 0 0 -12 -12",
      ),
    ).toEqual(["第某条*7", "甲乙丙 丁戊己*2 庚辛壬*4", "上年 本年 上年*2 本年*2", "子丑寅 23 25 0*2 -12*2"]);
    expect(
      merged(
        TITLE,
        "甲乙丙 庚辛壬 庚辛壬 庚辛壬 庚辛壬 庚辛壬 庚辛壬",
        "甲乙丙 一 一 二 二 三 三",
        "子丑寅 1 1 1 1 4 4",
      ),
    ).toEqual(["第某条*7", "甲乙丙 庚辛壬*6", "一*2 二*2 三*2", "子丑寅 1*2 1*2 4*2"]);
    expect(
      merged(
        TITLE,
        "甲乙丙 庚辛壬 庚辛壬 庚辛壬 庚辛壬 庚辛壬 庚辛壬",
        "甲乙丙 件 件 件 万元 万元 万元",
        "子丑寅 1 1 1 2 2 2",
      ),
    ).toEqual(["第某条*7", "甲乙丙 庚辛壬*6", "件*3 万元*3", "子丑寅 1*3 2*3"]);
  });

  test("figures in pairs below a merged head are cells of their own, and words of which one stands by itself", () => {
    const heads = [TITLE, "甲乙丙 庚辛壬 庚辛壬 庚辛壬 庚辛壬 庚辛壬 庚辛壬"];
    expect(merged(...heads, "子丑寅 3 3 4 4 7 7").at(-1)).toBe("子丑寅 3 3 4 4 7 7");
    expect(merged(...heads, "甲乙丙 一 一 二 二 三 四", "子丑寅 1 1 2 2 3 3").slice(-2)).toEqual([
      "一 一 二 二 三 四",
      "子丑寅 1 1 2 2 3 3",
    ]);
  });

  test("a short word over cells that have one figure in each of many rows is one head, over others one for each", () => {
    const heads = [TITLE, "甲乙丙 庚辛壬 庚辛壬 庚辛壬 庚辛壬 庚辛壬 庚辛壬", "甲乙丙 一 二 三 总 总 总"];
    const rows = [
      "子丑寅 1 2 3 6 6 6",
      "卯辰巳 0 0 0 0 0 0",
      "午未申 1 1 0 2 2 2",
      "酉戌亥 0 1 0 1 1 1",
      "金木水 4 0 0 4 4 4",
    ];
    expect(merged(...heads, ...rows).slice(2, 4)).toEqual(["一 二 三 总*3", "子丑寅 1 2 3 6*3"]);
    const other = rows.with(3, "酉戌亥 0 1 0 1 1 2");
    expect(merged(...heads, ...other).slice(2, 4)).toEqual(["一 二 三 总 总 总", "子丑寅 1 2 3 6 6 6"]);
  });
});
