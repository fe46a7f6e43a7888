// Lines whose label leads by dots to its figure, or to where it would stand.
import { expect, test } from "vitest";
import { withoutLeaders } from "../../../src/grid/text-leaders.ts";
import { printedRows } from "../../builders/laid-out.ts";

const lines = (dots: string, short: string) => [
  `一、公开数量${dots}12条`,
  `其中：公报公开数量${dots}条`,
  `二、答复件数${dots}3件`,
  `（一）同意公开${dots}`,
  `（二）一个很长的名称（含其他各项）${short}40件`,
  `（三）部分公开${dots}无`,
  `三、会议次数${dots} 5次`,
];

test.each([
  ["……………", "……"],
  ["．．．．．．", "．．．．"],
  ["· · · · · ·", "····"],
])(
  "with %s: a unit alone is no figure, another word stands as printed, and what stands behind dots keeps its place",
  async (dots, short) => {
    const printed = lines(dots, short);
    expect(await printedRows(printed.join("\n"), "a.txt")).toEqual([
      ["一、公开数量", "12条"],
      ["其中：公报公开数量", ""],
      ["二、答复件数", "3件"],
      ["（一）同意公开", ""],
      ["（二）一个很长的名称（含其他各项）", "40件"],
      ["（三）部分公开", "无"],
      ["三、会议次数", "5次"],
    ]);
    const led = withoutLeaders(printed.map((text) => ({ text })));
    expect(led.map(({ text }) => text.length)).toEqual(printed.map(({ length }) => length));
  },
);

test("where all dots lead to figures they are gaps; few of them, and words left out, are print", () => {
  const all = lines("……………", "……").filter((line) => /\d/.test(line));
  expect(withoutLeaders(all.map((text) => ({ text })))[0]?.text).toBe("一、公开数量     12条");
  const prose = [{ text: "还有很多……" }, { text: "等等……3件" }, { text: "收到……………条" }];
  expect(withoutLeaders(prose)).toEqual(prose);
});

test("a line drawn to write a figure on ends behind the figure, and is an empty place where none is written", async () => {
  const items = (end: string) =>
    [
      "一、公开数量__12__条",
      "其中：公报_3_条",
      "二、答复数量____ 条",
      "（一）同意公开_4.5_万元",
      "（二）其他______",
    ].map((line) => `${line}${end}`);
  const expected = [
    ["一、公开数量", "12条"],
    ["其中：公报", "3条"],
    ["二、答复数量", ""],
    ["（一）同意公开", "4.5万元"],
    ["（二）其他", ""],
  ];
  for (const end of ["", "；", "。"]) {
    expect(await printedRows(items(end).join("\n"), "a.txt")).toEqual(expected);
    const led = withoutLeaders(items(end).map((text) => ({ text })));
    expect(led.map(({ text }) => text.length)).toEqual(items(end).map(({ length }) => length));
  }
  const names = ["文件_1_号", "附件_2"].map((text) => ({ text }));
  expect(withoutLeaders(names)).toEqual(names);
});
