import { describe, expect, test } from "vitest";
import { readFigure } from "../../../src/text/figure.ts";
import { CONVENTIONS } from "../../builders/words.ts";

const read = (text: string) => readFigure(text, CONVENTIONS);

describe("a figure", () => {
  test.each([
    ["0", "0"],
    ["0 ", "0"],
    [" 0", "0"],
    ["\u00a07\u3000", "7"],
    ["\u200b12\u200b", "12"],
    ["１２３", "123"],
    ["92,203", "92203"],
    ["1，234，567", "1234567"],
    ["+19", "19"],
    ["-11", "-11"],
    ["－11", "-11"],
    ["—8", "-8"],
    ["减2", "-2"],
    ["增4", "4"],
    ["24252.311082", "24252.311082"],
    ["\u00a0\n5", "5"],
    ["O", "0"],
    ["〇", "0"],
    ["零", "0"],
    ["1'234", "1234"],
    ["12\u202f345", "12345"],
    ["5万", "50000"],
    ["1.2万", "12000"],
    ["3百", "300"],
    ["十二", "12"],
    ["二百零五", "205"],
    ["一万零五十", "10050"],
    ["一八三七", "1837"],
    ["玖肆", "94"],
    ["负三", "-3"],
    ["18。", "18"],
    ["【12】", "12"],
    ["〖０〗", "0"],
    ["5 ↑12%", "5"],
    ["8▼", "8"],
    ["13，其中网上5件", "13"],
    ["13; 含撤回1", "13"],
    ["13\n其中：网上5件", "13"],
    ["13 含撤回1", "13"],
    ["12 同比↑20%", "12"],
    ["12\n较上年增加3件", "12"],
    ["12，同比持平", "12"],
    ["93+24=117", "117"],
    ["4（3 + 1）", "4"],
    ["5[1]", "5"],
    ["5[²]", "5"],
    ["12&nbsp;", "12"],
    ["&#160;7&ensp;", "7"],
    ["&#x3000;3", "3"],
  ])("%j is the number %s, without doubt", (text, value) => {
    expect(read(text)).toEqual({ state: "reported", value });
  });

  test.each([
    ["0件", "0", "件"],
    ["43.788万元", "43.788", "万元"],
    ["251000元", "251000", "元"],
    ["12 人次", "12", "人次"],
    ["零件", "0", "件"],
    ["12件 同比+20%", "12", "件"],
    ["12件，其中网上5件", "12", "件"],
    ["共94件", "94", "件"],
    ["5万件", "50000", "件"],
    ["160.98万\n元", "160.98", "万元"],
    ["5 万 件", "50000", "件"],
    ["29 人\n次", "29", "人次"],
    ["十二件", "12", "件"],
  ])("%j has its unit told", (text, value, unit) => {
    expect(read(text)).toEqual({ state: "reported", value, unit });
  });

  test.each([
    "18注",
    "18①",
    "711(含撤回)",
    "5（其中网上3）",
    "7*",
    "12（36.5%）",
    "8(-20％)",
    "9（↑3）",
    "9(▼ 2%)",
  ])("%j keeps the number, the remark aside", (text) => {
    expect(read(text)).toEqual({ state: "reported", value: text.match(/^\d+/)?.[0] });
  });

  test.each([
    "12 3",
    "1\n2",
    "007",
    "1 234",
    "12(3)",
    "18(1)",
    "12(其中",
    "12(36%",
    "12(3 6%)",
    "约12",
    "12（更正为15）",
    "12件 较上年2020年减少3",
    "12 同比更正为15",
    "12(2020年)",
    "14件7人次",
    "33.\n57",
    "332 .57",
    "12.4 5",
    "12.4\n5",
    "３.１\n ７",
    "1 2.4\n5",
    "-0.2 5 6",
    "一",
    "9、",
    "１２、",
  ])("%j is legible but odd", (text) => {
    expect(read(text)).toMatchObject({ state: "reported", odd: true });
  });

  test.each(["", " ", "\u00a0\u00a0", "\u3000\n", "\u200b"])("%j is blank, which is not zero", (text) => {
    expect(read(text)).toEqual({ state: "blank", value: null });
  });

  test.each(["-", "—", "——", "/", "\\", "无", " / ", "…"])("%j is struck", (text) => {
    expect(read(text)).toEqual({ state: "struck", value: null });
  });

  test.each([
    "见附件",
    "1.属于国家秘密",
    "2、重复申请",
    "3.其他",
    "1-2",
    "12abc3",
    "1.2.3",
    "1O",
    "2o",
    "1l",
    "12一",
    "7口",
    "4□",
    "12\ufffd",
    "3%",
    "3/4",
    "<5",
    "(3)",
    "Ⅲ",
    "③",
    "2010年度 960",
    "12'28",
    "1,23",
    "2+1",
    "〇二",
    "十百",
    "三百十",
    "12,34",
    "（三）不予公开",
    "负-3",
  ])("%j is no number", (text) => {
    expect(read(text)).toEqual({ state: "unreadable", value: null });
  });
});

test.each([
  ["93+24=116", "unreadable", null],
  ["2+1", "unreadable", null],
  ["5（3+1）", "reported", "5"],
  ["【1】【2】", "unreadable", null],
  ["5↑2", "unreadable", null],
  ["3,", "reported", "3"],
  ["12 3，", "reported", "123"],
])("%j is not sure", (text, state, value) => {
  const figure = read(text);
  expect([figure.state, figure.value]).toEqual([state, value]);
  expect(state === "unreadable" || figure.odd).toBe(true);
});
