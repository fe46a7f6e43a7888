import { describe, expect, test } from "vitest";
import { cellsInText } from "../../builders/text-tables.ts";
import { CONVENTIONS } from "../../builders/words.ts";
import { form } from "../../property/flatten.ts";

/** `row` → its cells: figure or state's first letter, "?" behind what is doubted. */
function read(text: string): Record<string, string> {
  const rows: Record<string, string[]> = {};
  for (const cell of cellsInText(text, { form, conventions: CONVENTIONS }))
    rows[cell.row] = [
      ...(rows[cell.row] ?? []),
      `${cell.value ?? cell.state[0]}${cell.doubts.length > 0 ? "?" : ""}`,
    ];
  return Object.fromEntries(Object.entries(rows).map(([row, cells]) => [row, cells.join(" ")]));
}

/** A line with print at screen columns, a Chinese character taken for one. */
function put(line: string, at: Readonly<Record<number, string>>): string {
  return Object.entries(at).reduce((text, [column, print]) => text.padEnd(Number(column)) + print, line);
}

const HEAD = `三、收到和处理政府信息公开申请情况
                          申请人情况
                                   法人或其他组织
                   自然人                  科研   社会公益 法律服务      总计
                                   商业企业                   其他
                                        机构   组织    机构
`;

describe("a page laid out as text", () => {
  test("figures between the lines of their label, and a label in pieces beside its group's", () => {
    const rows =
      read(`${HEAD}一、本年新收政府信息公开申请数量        7        2     1     1      0     0    11
二、上年结转政府信息公开申请数量        0        0     0     0      0     0     0
三、本年  （一）予以公开      5        1     1     0      0     0     7
度办理结  2.其他法律行政法
                        1        0     0     1      0     0     2
果       规禁止公开
    （四）  2.没有现成信
                        0        1     0     0      0     0     1
   无法提供 息需要另行制作
       （七）总计         6        2     1     1      0     0    10
四、结转下年度继续办理             1        0     0     0      0     0     1
`);
    expect(rows["new"]).toBe("7 2 1 1 0 0 11");
    expect(rows["banned"]).toBe("1 0 0 1 0 0 2");
    expect(rows["made"]).toBe("0 1 0 0 0 0 1");
    expect(rows["all"]).toBe("6 2 1 1 0 0 10");
  });

  test("a figure right behind its label is a figure, and units below their figures name no row", () => {
    const rows = read(`${HEAD}一、本年新收政府信息公开申请数量7               2     1     1      0     0    11
二、上年结转政府信息公开申请数量0               0     0     0      0     0     0
三、本年度办理结果（一）予以公开5               1     1     0      0     0     7
       （七）总计        6               2     1     1      0     0    10
四、结转下年度继续办理    1               0     0     0      0     0     1
                件               件                           件
`);
    expect(rows["new"]).toBe("7 2 1 1 0 0 11");
    expect(rows["granted"]).toBe("5 1 1 0 0 0 7");
    expect(rows["all"]).toBe("6 2 1 1 0 0 10");
  });

  test("empty cells stay where the heads say, and a page's number is nobody's", () => {
    const rows = read(
      [
        HEAD.trimEnd(),
        put("一、本年新收政府信息公开申请数量", { 20: "7", 41: "1", 48: "1", 65: "9" }),
        "二、上年结转政府信息公开申请数量",
        "",
        put("", { 38: "1" }),
        `\f${HEAD.trimEnd()}`,
        put("三、本年 （一）予以公开", { 20: "5", 41: "1", 65: "6" }),
        put("      （七）总计", { 20: "6", 41: "1", 48: "1", 65: "8" }),
        put("四、结转下年度继续办理", { 20: "1", 65: "1" }),
        "",
        put("", { 38: "2" }),
      ].join("\n"),
    );
    expect(rows["new"]).toBe("7 b 1 1 b b 9");
    expect(rows["carried_in"]).toBe("b b b b b b b");
  });
});

describe("what separates cells and rows", () => {
  const heads = "结果维持 |结果纠正 |其他结果 |尚未审结 |总计 |";
  const above = "行政复议 |行政诉讼 | |未经复议直接起诉 |复议后起诉 | |";

  test("a mark that ends each row is no cell", () => {
    const text = `四、政府信息公开行政复议、行政诉讼情况\n${above}${heads.repeat(3)} |3 | | |1 |4 | | | |2 |2 | |5 | | |5 | |五、存在的主要问题`;
    expect(read(text)["cases"]).toBe("3 b b 1 4 b b b 2 2 b 5 b b 5");
  });

  test("… unless the row's sums say otherwise", () => {
    const text = `四、政府信息公开行政复议、行政诉讼情况\n${above}${heads.repeat(3)} | |3 | | |1 |4 | | | |2 |2 | |5 | | |5 |五、存在的主要问题`;
    expect(read(text)["cases"]).toMatch(/\?/);
  });
});

describe("labels without any figure", () => {
  const labels = ["二、主动公开政府信息情况", ...block("（一）", "本年制发件数", "规章", "行政规范性文件")];
  labels.push(...block("（五）", "上一年项目数量", "行政许可", "其他对外管理服务事项"));

  function block(number: string, head: string, ...rows: string[]): string[] {
    return [`第二十条第${number}项`, "信息内容", head, "本年增/减", "处理决定数量", ...rows];
  }

  test("are blank where lines that come again were kept", () => {
    expect(read(labels.join("\n\n"))["rules"]).toBe("b b b");
  });

  test("have lost their positions where such lines were removed, or figures stand elsewhere", () => {
    expect(read([...new Set(labels)].join("\n\n"))["rules"]).toBe("b? b? b?");
    expect(read([...labels, "12", "7"].join("\n\n"))["rules"]).toBe("b? b? b?");
  });
});
