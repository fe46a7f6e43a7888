import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { extractDocument } from "../../../src/run/extract.ts";
import { loadPipeline } from "../../../src/run/pipeline.ts";

const { collection } = loadPipeline(
  fileURLToPath(new URL("../../../pipelines/disclosure/pipeline.yaml", import.meta.url)),
);

async function issuerOf(title: string, source: string, signature: string) {
  const text = `${title}2023年政府信息公开工作年度报告\n来源：${source}\n一、总体情况\n全年公开信息十二条。\n${signature}\n2024年1月20日\n`;
  const bytes = new TextEncoder().encode(text);
  const input = { source: "a.txt", bytes, sha256: "0".repeat(64), hints: {} };
  const { identity } = await extractDocument(input, collection);
  return [identity.issuer?.value, identity.issuer?.from, identity.doubts.includes("issuer-disagrees")];
}

test("a name in the title that lacks a character is the one that source and signature print, and in doubt", async () => {
  expect(await issuerOf("青石县卫牛健康局", "青石县卫生健康局", "青石县卫生健康局")).toEqual([
    "青石县卫生健康局",
    "signature",
    true,
  ]);
  expect(await issuerOf("青石县卫牛健康局", "青石县卫生健康局", "青石县政务服务中心")).toEqual([
    "青石县卫牛健康局",
    "title",
    true,
  ]);
});

test("another organ that signs, or passes the report on, does not", async () => {
  expect(await issuerOf("青石县卫生健康局", "青石县人民政府办公室", "青石县人民政府办公室")).toEqual([
    "青石县卫生健康局",
    "title",
    false,
  ]);
});

async function identityOf(text: string, source = "a.txt") {
  const bytes = new TextEncoder().encode(text);
  const input = { source, bytes, sha256: "0".repeat(64), hints: {} };
  return (await extractDocument(input, collection)).identity;
}

test.each([
  "栏目: 政府信息公开年报",
  "所属栏目：政务公开>青石县档案局年政府信息公开年报",
  "本地目录: zfxxgk/2016/青石县档案局2016年政府信息公开年报",
])("a header line is a fact about the page and no title: %s", async (line) => {
  const text = `标题: 青石县林业局2016年度政府信息公开报告\n${line}\n发布机构: 青石县林业局\n正文\n全年公开信息十二条。\n青石县林业局\n2017年1月20日\n`;
  const { issuer, year, doubts } = await identityOf(text);
  expect([issuer?.value, year?.value, doubts]).toEqual(["青石县林业局", "2016", []]);
});

test("an issuer whom only a quoted title names is read from it, and told", async () => {
  const text =
    "按照要求编制了《网站镜像@:柳河镇人民政府2023年政府信息公开工作年度报告》。\n一、总体情况\n规章 0 0 0\n";
  const { issuer, doubts } = await identityOf(text);
  expect([issuer?.value, issuer?.from, doubts.includes("issuer-from-prose")]).toEqual([
    "柳河镇人民政府",
    "prose",
    true,
  ]);
});

test.each(["# T", "* T", "*** T", "**T**", "== T ==", "====== T ======", "__T__"])(
  "the marks of a heading or of bold type are no part of a title: %s",
  async (line) => {
    const printed = "青石县林业局2016年政府信息公开工作年度报告";
    const { title, issuer } = await identityOf(
      `${line.replace("T", printed)}\n\n一、总体情况\n全年公开信息十二条。\n`,
    );
    expect([title?.value, issuer?.value]).toEqual([printed, "青石县林业局"]);
  },
);

test.each([
  ["#+TITLE: ", ""],
  ['title = "', '"'],
  ["\\title{", "}"],
  ["1、", ""],
  ["h1. ", ""],
  ["h1. {anchor:青石县林业局2023年政府信息公开工作年度报告}", ""],
  ["h1(#年政府信息公开工作年度报告). ", ""],
  ["青石县林业局2023年政府信息公开工作年度报告 - ", ""],
])("%s before a title is no part of the issuer", async (field, end) => {
  const text = `${field}青石县林业局2023年政府信息公开工作年度报告${end}\n一、总体情况\n全年公开信息十二条。\n`;
  expect((await identityOf(text)).issuer?.value).toBe("青石县林业局");
});

test("a name with signs of mark-up in it is nobody's", async () => {
  const text = "林业局{color}2023年政府信息公开工作年度报告\n一、总体情况\n全年公开信息十二条。\n";
  expect((await identityOf(text)).issuer).toBeNull();
});

test.each([
  ["names the later one", "2023", "2023"],
  ["names the first", "2020", "2020"],
  ["names neither", "2019", "2020"],
])("of two reports on a page that is the report whose title the page has: it %s", async (_, named, year) => {
  const report = (of: string) => `<h1>青石县水务局${of}年政府信息公开工作年度报告</h1><p>一、总体情况</p>`;
  const title = `青石县水务局${named}年政府信息公开工作年度报告`;
  const page = `<html><head><title>${title}</title></head><body><h3>历年</h3>${report("2020")}<hr>${report("2023")}</body></html>`;
  const found = await identityOf(page, "a.html");
  expect([found.year?.value, found.doubts.includes("year-disagrees")]).toEqual([year, true]);
});

test.each([
  ["导航\t", "青石县林业局", "", "青石县林业局"],
  ["相关栏目   ", "青石县林业局", "", "青石县林业局"],
  ["青石县   ", "林业局", "", "青石县林业局"],
  ["青石县林业局   ", "", "", "青石县林业局"],
  // Nobody is named by another column: who signs is.
  ["导航\t", "", "青石县水务局\n2024年1月20日\n", "青石县水务局"],
])("%j in the line of a title, and a gap behind it: %s", async (front, name, end, issuer) => {
  const text = `${front}${name}2023年政府信息公开工作年度报告\n一、总体情况\n全年公开信息十二条。\n${end}`;
  expect((await identityOf(text)).issuer?.value).toBe(issuer);
});

test("a letter left of a year that was broken off is nobody", async () => {
  const text =
    "年政府信息公开工作年度报告\n一、总体情况\n全年公开信息十二条。\n青石县水务局\n2024年1月20日\n";
  expect((await identityOf(text)).issuer?.value).toBe("青石县水务局");
});

test.each([
  ["a line of its own", "青石县林业局\n2017年1月20日", "2017-01-20"],
  ["numerals", "青石县林业局\n二○一七年三月三日", "2017-03-03"],
  ["an office that signs", "青石县林业局办公室\n2017 年 2 月 1 日", "2017-02-01"],
  ["a day before the year was over", "青石县林业局\n2016年1月20日", undefined],
  ["no name above", "全年公开信息十二条。\n2017年1月20日", undefined],
])(
  "the day below the signature is that of publication, where the page states none: %s",
  async (_, signature, day) => {
    const body = `青石县林业局2016年政府信息公开工作年度报告\n一、总体情况\n全年公开信息十二条。\n${signature}\n`;
    const { publishedOn } = await identityOf(body);
    expect([publishedOn?.value, publishedOn?.from]).toEqual([day, day && "signature"]);
    const stated = await identityOf(body.replace("\n", "\n发布日期：2017-03-31\n"));
    expect([stated.publishedOn?.value, stated.publishedOn?.from]).toEqual(["2017-03-31", "text"]);
  },
);

test.each([
  "按照通知要求，现将我局2023年政府信息公开工作年度报告报上，请审阅。",
  "根据县政府办通知，现报送我局2023年政府信息公开工作年度报告。",
  "经研究，现公布水利局2022年政府信息公开工作年度报告",
])("a sentence of the letter before a report says not whose it is: %s", async (sentence) => {
  const title = "青石县林业局2023年政府信息公开工作年度报告";
  const { issuer, year } = await identityOf(`县政府办公室：\n${sentence}\n附件\n${title}\n一、总体情况\n`);
  expect([issuer?.value, year?.value]).toEqual(["青石县林业局", "2023"]);
});

test.each(["主题：转发：", "标题：", "附件1：", "答复: Fw: ", ""])(
  "%j before a title is no part of a name",
  async (lead) => {
    const { issuer, year, doubts } = await identityOf(
      `${lead}青石县林业局2022年政府信息公开工作年度报告\n\n青石县林业局2022年政府信息公开工作年度报告\n一、总体情况\n略。\n`,
    );
    expect([issuer?.value, year?.value, doubts]).toEqual(["青石县林业局", "2022", []]);
  },
);

test("an organ before a colon is the one that reports", async () => {
  const { issuer } = await identityOf("青石县林业局：2022年政府信息公开工作年度报告\n一、总体情况\n略。\n");
  expect(issuer?.value).toBe("青石县林业局");
});
