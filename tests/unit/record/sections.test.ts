// Chapters of the prose: headings inside a line, lines of a page, text of form tables, the page's own lines.
import { describe, expect, test } from "vitest";
import type { Paragraph } from "../../../src/model/document.ts";
import type { Grid } from "../../../src/model/grid.ts";
import type { ReportCell } from "../../../src/model/report.ts";
import { languageOf } from "../../../src/prose/language.ts";
import { readChapters, sectionsOf } from "../../../src/record/sections.ts";
import { loadPipeline } from "../../../src/run/pipeline.ts";

const { identity, prose } = loadPipeline("pipelines/disclosure/pipeline.yaml").collection;
if (!prose) throw new Error("the pipeline names no rules for prose");
const { mayDeny, cutsWord } = languageOf(prose);
const { headingEnds, furniture } = prose;
const rules = { chapter: identity.chapter, headingEnds, furniture, denies: mayDeny, cutsWord };

function sections(lines: string[], cells: ReportCell[] = []) {
  const flow = lines.map((text, index): Paragraph => ({ kind: "text", text, at: { line: index + 1 } }));
  const chapters = readChapters(flow, rules, { cells, otherGrids: new Set() });
  return sectionsOf(chapters).map(({ heading, text, at }) => [heading, text, at.line]);
}

describe("sections", () => {
  test("of a numbered sentence that denies the number alone is the heading", () => {
    expect(sections(["一、公开情况。", "全年公开3条。", "二、无复议和诉讼发生。", "三、公开工作。"])).toEqual(
      [
        ["一、公开情况。", "全年公开3条。", 1],
        ["二、", "无复议和诉讼发生。", 3],
        ["三、公开工作。", "", 4],
      ],
    );
  });

  test("a line that breaks off within a word goes on, however short it is", () => {
    const wide =
      "本报告由概述、主动公开、依申请公开、收费减免、复议诉讼、存在问题等部分组成，自公布之日起可以下载。";
    expect(sections([wide, "全年公开97条，其中政务动", "态51条"])).toEqual([
      ["", `${wide}\n全年公开97条，其中政务动态51条`, 1],
    ]);
    // Both are words of their own: the break may be the writer's.
    expect(sections([wide, "其他信息", "公开方式"])).toEqual([["", `${wide}\n其他信息\n公开方式`, 1]]);
  });

  test("where two lines break off within a word all may break off within a sentence", () => {
    const lines = ["全年公开97条，其中政务动", "态51条，办事指", "南46条，都在网上", "见得到。"];
    const wide =
      "本报告由概述、主动公开、依申请公开、收费减免、复议诉讼、存在问题等部分组成，自公布之日起可以下载。";
    expect(sections([wide, ...lines])).toEqual([["", `${wide}\n${lines.join("")}`, 1]]);
  });

  test("headings inside a line are split, each with its line", () => {
    expect(sections(["甲镇年报", "一、公开情况 全年公开3条。二、收费情况：无。"])).toEqual([
      ["", "甲镇年报", 1],
      ["一、公开情况", "全年公开3条。", 2],
      ["二、收费情况：", "无。", 2],
    ]);
  });

  test("full lines without an end go on in the next; short ones do not", () => {
    const full = "本镇认真落实各项要求，坚持把公开贯穿于决策执行管理服务";
    expect(sections([full, "和结果全过程。", "甲镇", "乙镇"])).toEqual([
      ["", `${full}和结果全过程。\n甲镇\n乙镇`, 1],
    ]);
  });

  test("what a form table was read from is left out, with the labels between its cells", () => {
    const line = "情况如下。 规章 3 0 规范性文件 2 1 全年公开5条。";
    const at = (first: number) => ({ line: 1, chars: [first, first] as const });
    const cells = [10, 12, 20, 22].map(
      (first): ReportCell => ({
        table: "t",
        row: "r",
        column: "c",
        value: "0",
        raw: "0",
        state: "reported",
        doubts: [],
        settledBy: "structure",
        at: at(first),
      }),
    );
    expect(sections([line], cells).map(([, text]) => text)).toEqual(["情况如下。 规章\n全年公开5条。"]);
  });

  test("a sentence that names rows one after the other is no form table", () => {
    const line = "全年公开信息35条，其中网站公开20条，微信公开15条（含转发3条）。";
    const cell = (figure: string, doubts: ReportCell["doubts"]): ReportCell => {
      const first = line.indexOf(figure) + 1;
      const at = { line: 1, chars: [first, first + 1] as const };
      const facts = { value: figure, raw: figure, state: "reported", settledBy: "structure" } as const;
      return { table: "t", row: "r", column: "c", ...facts, doubts, at };
    };
    const cells = (doubts: ReportCell["doubts"]) => ["35", "20", "15"].map((figure) => cell(figure, doubts));
    expect(sections([line], cells(["unproven"])).map(([, text]) => text)).toEqual([line]);
    expect(sections([line], cells([])).map(([, text]) => text)).toEqual([line]);
  });

  test("the page's own lines are left out, unless the whole text stands in one", () => {
    expect(sections(["发布机构：甲县", "全年公开3条。"])).toEqual([["", "全年公开3条。", 2]]);
    expect(sections(["当前位置：首页 全年公开3条。"])).toEqual([["", "当前位置：首页 全年公开3条。", 1]]);
  });

  test("lines that were taken for a table of no form, and tell something in words, stay prose", () => {
    const lines = ["2.甲类数量:无", "3.乙类数量:12"].map(
      (text, index): Paragraph => ({ kind: "text", text, at: { line: index + 1 } }),
    );
    const grid: Grid = { kind: "grid", at: { line: 1 }, width: 2, rows: [], edges: "stated", lines };
    const chapters = readChapters([grid], rules, { cells: [], otherGrids: new Set([0]) });
    expect(sectionsOf(chapters).map(({ text }) => text)).toEqual(["2.甲类数量:无"]);
  });
});
