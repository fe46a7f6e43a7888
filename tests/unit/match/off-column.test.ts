// What places prove in a layout, and what a cell more or less, a lost label or two rows that changed places leave in doubt.
import { describe, expect, test } from "vitest";
import { cellsInText } from "../../builders/text-tables.ts";
import { CONVENTIONS } from "../../builders/words.ts";
import { form } from "../../property/flatten.ts";

/** `row` → its cells: figure or state's first letter, "?" behind what is doubted. */
function read(lines: readonly string[]): Record<string, string> {
  const rows: Record<string, string[]> = {};
  for (const cell of cellsInText(lines.join("\n"), { form, conventions: CONVENTIONS })) {
    rows[cell.row] ??= [];
    rows[cell.row]?.push(`${cell.value ?? cell.state[0]}${cell.doubts.length > 0 ? "?" : ""}`);
  }
  return Object.fromEntries(Object.entries(rows).map(([row, cells]) => [row, cells.join(" ")]));
}

/** A line with print at places so far apart, a Chinese character taken for one; what is empty leaves its place. */
const places = (texts: readonly string[], apart: number, from = 0): string =>
  texts
    .reduce((line, text, at) => (text === "" ? line : line.padEnd(from + at * apart) + text), "")
    .trimEnd();

const allDoubted = (cells = "") => cells !== "" && cells.split(" ").every((cell) => cell.endsWith("?"));

describe("a table of one row under its heads", () => {
  const ENDS = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"];
  const cases = (figures: readonly string[]) =>
    read([
      "四、政府信息公开行政复议、行政诉讼情况",
      places(["行政复议", "", "", "", "", "行政诉讼"], 8),
      places(["", "", "", "", "", "未经复议直接起诉", "", "", "", "", "复议后起诉"], 8),
      places([...ENDS, ...ENDS, ...ENDS], 8),
      places(figures, 8, 1),
      "五、存在的主要问题及改进情况",
    ])["cases"];
  const figures = ["3", "0", "1", "1", "5", "7", "2", "0", "0", "9", "6", "0", "", "1", "7"];
  const few = ["", "", "", "", "", "", "", "", "", "", "", "66", "", "", "66"];

  test("is certain where each figure stands under its head", () => {
    expect(cases(figures)).toBe("3 0 1 1 5 7 2 0 0 9 6 0 b 1 7");
  });

  test.each([
    ["a nought among figures", figures.toSpliced(11, 0, "0")],
    ["a nought in front", figures.toSpliced(10, 0, "0")],
    ["an empty cell", few.toSpliced(11, 0, "")],
    ["a nought that takes a total's place", ["", "", "", "", "", "0", "", "4", "", "", "4"]],
  ])("is doubted with one cell too many: %s", (_, more) => {
    expect(allDoubted(cases(more))).toBe(true);
  });
});

describe("rows under one another", () => {
  const RULES = [
    "第二十条第（一）项",
    places(["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"], 12),
  ];
  const NEXT = [
    "第二十条第（五）项",
    places(["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"], 12),
  ];
  const disclosure = (rules: readonly string[], licensing: readonly string[], last: readonly string[] = []) =>
    read([
      "二、主动公开政府信息情况",
      ...RULES,
      places(["规章", ...rules], 12),
      places(["行政规范性文件", "79", "0", "85"], 12),
      ...NEXT,
      places(licensing, 12),
      places(["其他对外管理服务事项", "4", "-1", "6"], 12),
      ...last,
      "三、收到和处理政府信息公开申请情况",
    ]);

  test("a row with a cell too many is doubted, and no other", () => {
    const whole = disclosure(["1", "", "5"], ["行政许可", "2", "3", "7"]);
    expect(whole).toMatchObject({ rules: "1 b 5", documents: "79 0 85", licensing: "2 3 7" });
    const torn = disclosure(["1", "1", "", "5"], ["行政许可", "2", "3", "7"]);
    expect(allDoubted(torn["rules"])).toBe(true);
    expect(torn).toMatchObject({ documents: "79 0 85", licensing: "2 3 7" });
  });

  test("figures between two heads are doubted where those of other rows may stand in the same column", () => {
    const between = (rules: string, documents: string) =>
      read(["二、主动公开政府信息情况", ...RULES, rules, documents, "三、收到和处理政府信息公开申请情况"]);
    const put = (label: string, at: Readonly<Record<number, string>>) =>
      Object.entries(at).reduce((line, [column, print]) => line.padEnd(Number(column)) + print, label);
    const told = between(put("规章", { 28: "10", 46: "94" }), put("行政规范性文件", { 9: "7", 41: "21" }));
    expect(allDoubted(told["rules"])).toBe(true);
    expect(told["documents"]).toMatch(/21\?/);
  });

  test("a row is not surely absent where figures without a label stand in its place", () => {
    const inside = disclosure(["1", "", "5"], ["", "2", "", "7"]);
    expect(inside["licensing"]).toMatch(/\?/);
    const behind = disclosure(
      ["1", "", "5"],
      ["行政许可", "2", "3", "7"],
      [
        "第二十条第（八）项",
        places(["信息内容", "本年收费金额（单位：万元）"], 12),
        places(["", "12.5"], 12),
      ],
    );
    expect(behind["fees"]).toMatch(/\?/);
    const without = disclosure(["1", "", "5"], ["行政许可", "2", "3", "7"]);
    expect(without["fees"]).toBe("a");
  });
});

describe("labels in pieces", () => {
  const at = (label: string, ...figures: readonly string[]) =>
    places([label, "", "", ...figures], 9).replace(/^(.{27})?/u, (start) => start.padEnd(27));
  const requests = (...body: readonly string[]) =>
    read([
      "三、收到和处理政府信息公开申请情况",
      at("", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"),
      at("一、本年新收政府信息公开申请数量", "7", "2", "", "1", "0", "0", "10"),
      at("二、上年结转政府信息公开申请数量", "0", "0", "0", "0", "0", "0", "0"),
      at("三、本年  （一）予以公开", "5", "1", "", "0", "0", "0", "6"),
      ...body,
      at("       （七）总计", "7", "2", "", "1", "0", "0", "10"),
      at("四、结转下年度继续办理", "0", "", "", "0", "0", "0", "0"),
    ]);
  const repeated = at("           2.重复申请", "1", "", "", "1", "0", "0", "2");
  const held = [
    "度办理  （四）无 1.本机关不掌握",
    at("结果   法提供", "1", "1", "", "0", "0", "0", "2"),
    "            相关政府信息",
  ];
  const rest = [at("（六）其他   3.其他", "0", "", "", "", "", "", "0")];

  test("two rows that changed places are each where its label is", () => {
    const rows = requests(repeated, ...held, ...rest);
    expect(rows).toMatchObject({ held: "1 1 b 0 0 0 2", repeated: "1 b b 1 0 0 2" });
  });

  test("a list number says which of two like labels is the row's, and a piece of a group's is none", () => {
    const rows = requests(...held, repeated, "（六）其他", ...rest);
    expect(rows).toMatchObject({ held: "1 1 b 0 0 0 2", repeated: "1 b b 1 0 0 2", rest: "0 b b b b b 0" });
  });

  test.each([
    [
      "a figure more than there are columns",
      at("           2.重复申请", "1", "9", "8", "1", "0", "0", "0", "2"),
    ],
    ["a word among its figures", at("           2.重复申请", "1", "详见附件", "", "1", "0", "0", "2")],
  ])("a row with %s is doubted, and the places of the others stay certain", (_, odd) => {
    const rows = requests(...held, odd, ...rest);
    expect(allDoubted(rows["repeated"])).toBe(true);
    expect(rows).toMatchObject({ granted: "5 1 b 0 0 0 6", held: "1 1 b 0 0 0 2", rest: "0 b b b b b 0" });
  });
});

describe("two figures in one cell of a layout", () => {
  const HEADS = ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"];
  const disclosure = (rules: readonly string[], documents: readonly string[]) =>
    read([
      "二、主动公开政府信息情况",
      "第二十条第（一）项",
      places(HEADS, 12),
      places(["规章", ...rules], 12),
      places(["行政规范性文件", ...documents], 12),
      "五、存在的主要问题及改进情况",
    ]);

  test.each([
    ["in the first column", ["6", "", "1"], ["4 2", "", "10"]],
    ["in the first column, wider", ["", "6", "1"], ["14  2", "", "10"]],
    ["in the last column", ["6", "", "1"], ["4", "", "2 10"]],
  ])("say nothing of where columns stand: %s", (_, rules, documents) => {
    const { rules: first, documents: second } = disclosure(rules, documents);
    first?.split(" ").forEach((cell, at) => {
      expect(cell.endsWith("?") || cell === (rules[at] || "b")).toBe(true);
    });
    expect(allDoubted(second)).toBe(true);
  });

  test("each under its own head they are certain", () => {
    expect(disclosure(["6", "", "1"], ["4", "2", "10"])["documents"]).toBe("4 2 10");
  });
});
