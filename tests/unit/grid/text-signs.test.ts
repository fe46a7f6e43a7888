import { describe, expect, test } from "vitest";
import { withoutSigns } from "../../../src/grid/text-signs.ts";

const read = (lines: readonly string[]) =>
  withoutSigns(lines.map((text) => ({ text }))).map(({ text }) => text.replaceAll(/\s+/g, " "));

describe("figures of a line that one sign parts", () => {
  test.each(["、", "/", "；", "，", " · "])("«%s» is the edge of a cell", (sign) => {
    const row = (label: string, figures: readonly number[]) => label + figures.join(sign);
    const [one, two, three] = [
      [3, 0, 12],
      [1, 0, 0],
      [200, 0, 4],
    ] as const;
    expect(read([row("甲：", one), row("1.乙……", two), row("（二）丙 ", three), "丁……7", "：5"])).toEqual([
      "甲：3 0 12",
      "1.乙 1 0 0",
      "（二）丙 200 0 4",
      "丁 7",
      " 5",
    ]);
  });

  test.each([
    ["days", ["甲2023/1/15", "乙2023/2/3", "丙2024/11/30"]],
    ["figures in thousands", ["甲：1，234，567", "乙：2，000，000", "丙：3，111，222"]],
    ["a figure left out", ["甲：3、、12", "乙：1、、0", "丙：2、、4"]],
    ["strokes that may be empty cells", ["甲 3 / 0 / 12", "乙 1 / 0 / 0", "丙 2 / 0 / 4"]],
    ["two lines", ["甲：3、0、12", "乙：1、0、0"]],
    ["sentences", ["甲为3、0、12件", "乙为1、0、0件", "丙为2、0、4件"]],
    [
      "signs of two kinds",
      ["甲：3、0、12", "乙：1、0、0", "丙：2、0、4", "子：3/0/12", "丑：1/0/0", "寅：2/0/4"],
    ],
  ])("%s stay as they are", (_, lines) => {
    expect(read(lines)).toEqual(lines);
  });
});
