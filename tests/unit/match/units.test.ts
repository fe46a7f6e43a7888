// Units of amounts that stand outside of their cells.
import { expect, test } from "vitest";
import { readPage, tableOf, td } from "../../builders/requests-page.ts";

const wide = (text: string) => td(text, 'colspan="4"');
const pair = (left: string, right: string) => td(left) + td(right, 'colspan="3"');
const block = (item: string, head: string, rows: readonly (readonly [string, string])[]) => [
  wide(`第二十条第（${item}）项`),
  pair("信息内容", head),
  ...rows.map(([label, figure]) => pair(label, figure)),
];

/** The unit told of the fees, under a head and below a line over the table. */
async function unitOf(head: string, over: string, figure = "18.5"): Promise<string | undefined> {
  const lines = [
    ...block("五", "本年处理决定数量", [["行政许可", "12"]]),
    ...block("六", "本年处理决定数量", [
      ["行政处罚", "3"],
      ["行政强制", "0"],
    ]),
    ...block("八", head, [["行政事业性收费", figure]]),
  ];
  const title = "<h1>青石县林业局2022年政府信息公开工作年度报告</h1><h2>二、主动公开政府信息情况</h2>";
  const report = await readPage("a.html", `${title}<p>${over}</p>${tableOf(lines)}`);
  const fees = report.tables.flatMap(({ cells }) => cells).find(({ row }) => row === "fees");
  expect(fees).toMatchObject({ state: "reported", doubts: [] });
  return fees?.unit;
}

test("a unit in the head or over the table is told where the form has another", async () => {
  expect(await unitOf("本年收费金额（单位：元）", "")).toBe("元");
  expect(await unitOf("本年收费金额（元）", "单位：万元")).toBe("元");
  expect(await unitOf("本年收费金额", "单位：元")).toBe("元");
  expect(await unitOf("本年收费金额", "（单位：件、元）")).toBe("元");
});

test("the form's own unit, and that of other things, is nothing to be told", async () => {
  expect(await unitOf("本年收费金额（单位：万元）", "单位：元")).toBeUndefined();
  expect(await unitOf("本年收费金额", "单位：件")).toBeUndefined();
  expect(await unitOf("本年收费金额（单位：元）", "", "18.5万元")).toBe("万元");
});
