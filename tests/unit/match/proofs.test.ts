// Documents that a proof of certainty would hold for, and that say something else: each is made as a clerk or a converter
// makes it, and read with a doubt where it says so.
import { describe, expect, test } from "vitest";
import { collection, extractBytes } from "../../../src/dev/extract-file.ts";
import type { Sheet, SheetCell } from "../../../src/dev/made/print-form.ts";
import { attempt, faults } from "../../../src/dev/made/try.ts";
import type { Way } from "../../../src/dev/made/ways.ts";
import { foreignIn, type Perspective } from "../../../src/match/labels/standing.ts";
import { otherReport, titleOver } from "../../../src/match/labels/titles.ts";
import type { ReportCell } from "../../../src/model/report.ts";
import { titleReader } from "../../../src/record/title.ts";
import { figuresOf, made, relabel, rowWith } from "../../builders/made.ts";
import {
  cellsOf,
  HEAD_LINE,
  PRINTED,
  pageOf,
  ROWS,
  readOf,
  readPage,
  rowsOf,
  tableOf,
} from "../../builders/requests-page.ts";

const perspective: Perspective = {
  subject: { year: "2021", issuer: "青石县水务局" },
  words: collection.conventions.subjectWords,
  organEndings: collection.identity.organEndings,
  titleOf: titleReader(collection.identity),
};

async function read(text: string, name = "a.html"): Promise<ReportCell[]> {
  const report = await extractBytes(name, new TextEncoder().encode(text));
  return report.tables.flatMap(({ cells }) => cells);
}

const readText = (text: string) => read(text, "a.txt");

/** The doubts of a row's cells, without those of a table whose sums were broken for the test. */
function signsOf(cells: readonly ReportCell[], row: RegExp): string[] {
  const own = cells.filter((cell) => row.test(cell.row));
  expect(own.length).toBeGreaterThan(0);
  const unsigned = own
    .filter(({ signs = [] }) => signs.length === 0)
    .map(({ column }) => `certain: ${column}`);
  return [...new Set([...own.flatMap(({ signs = [] }) => signs), ...unsigned])];
}

const cellOf = (sheet: Sheet | undefined, row: string, column: string) =>
  (sheet ?? []).flat().find(({ of }) => of?.row === row && of.column === column) as SheetCell;

describe("a line over a table", () => {
  test.each([
    ["（样表）", "under-sample"],
    ["以下为示例，请勿填报", "under-sample"],
    ["2019年收到和处理政府信息公开申请情况", "under-other-year"],
    ["上年度收到和处理政府信息公开申请情况", "under-other-year"],
    ["2021年上半年收到和处理政府信息公开申请情况", "under-other-year"],
    ["2021年1-9月数据", "under-other-year"],
    ["白石县教育局", "under-other-organ"],
    ["下属单位青石县水文站政府信息公开申请情况", "under-other-organ"],
  ])("«%s» says that the figures are another's", (line, sign) => {
    expect(foreignIn(line, perspective)).toBe(sign);
  });

  test.each([
    "三、收到和处理政府信息公开申请情况",
    "2021年收到和处理政府信息公开申请情况",
    "2021年1月至12月",
    "本年新收与上年结转",
    "青石县水务局",
    "局机关及下属单位汇总",
    "2022年1月20日",
    "与2019年相比，有所增加",
    "展开全部",
    "点击查看全部：",
    "返回顶部",
    "注：括号内为上年数",
  ])("«%s» says nothing against them", (line) => {
    expect(foreignIn(line, perspective)).toBeNull();
  });

  test("doubts the only print of a table", async () => {
    const cells = await readText(made("pipes").replace(/\n[^\n]*申请情况\n/u, "\n附件：填报说明\n"));
    expect(signsOf(cells, /^new$/)).toEqual(["under-sample"]);
  });
});

describe("another report in the same file", () => {
  const [title = ""] = collection.identity.reportTitles;
  const own = `青石县水务局2021年${title}`;
  test.each([
    [[own, "一、概述"], null],
    [[own, "一、概述", `白石县教育局2021年${title}`, "二、概述"], "under-other-organ"],
    // A name that goes on behind the issuer's is that of an organ below it, or of its office.
    [[own, "一、概述", `青石县水务局水文监测中心2021年${title}`], "under-other-organ"],
    [[own, "一、概述", "白石县教育局2021年政府信息", title.replace("政府信息", "")], "under-other-organ"],
    [[own, "附：", "白石县", "教育局2021年", "政府信息", title.replace("政府信息", "")], "under-other-organ"],
    [[own, "一、概述", "全年无。青石县水务局", `2020年${title}`], null],
    [[own, `青石县水务局2020年${title}`], "under-other-year"],
    // Links to other reports stand before the title, and say nothing of what stands below it.
    [[`白石县教育局2021年${title}`, own], null],
    [[`白石县教育局2021年${title}`, "一、概述"], null],
    [[own, "栏目：政府信息公开年报", `白石县教育局${title}`], null],
  ] as const)("%j", (lines, foreign) => {
    expect(otherReport(titleOver(lines, perspective), [])).toBe(foreign);
  });

  test("is another's above the document's own, where the own title stands over another print", () => {
    const past = titleOver([`青石县水务局2020年${title}`, "一、概述"], perspective);
    const print = titleOver([`青石县水务局2020年${title}`, "一、概述", own], perspective);
    expect([otherReport(past, [past, print]), otherReport(print, [past, print])]).toEqual([
      "under-other-year",
      null,
    ]);
  });

  test("does not lend its table to the first", async () => {
    const first = made("html", (sheets) => void sheets.splice(1, 1)).replace("</body></html>", "");
    const second = made("html").replaceAll("青石县水务局", "白石县教育局");
    const cells = await read(first + second);
    expect(signsOf(cells, /^new$/)).toEqual(["under-other-organ"]);
  });
});

describe("counts in ten thousands", () => {
  const labelled = (way: Way) => made(way, ([sheet = []]) => relabel(sheet, "行政许可", "行政许可（万件）"));
  const headed = (way: Way) =>
    made(way, ([sheet = []]) => relabel(sheet, "本年处理决定数量", "本年处理决定数量（单位：万件）"));
  test.each([
    ["a label, in a grid", read, labelled("html"), /^licensing$/],
    ["a label, in lines", readText, labelled("lines"), /^licensing$/],
    ["a head, in a grid", read, headed("html"), /^(licensing|penalty)$/],
    ["a head, in tabs", readText, headed("tabs"), /^(licensing|penalty)$/],
    ["a line over the table", readText, made("boxes").replace(/申请情况\n/u, "$&单位：万件\n"), /^new$/],
  ])("said by %s", async (_, of, text, row) => {
    expect(signsOf(await of(text), row).join()).not.toContain("certain");
  });

  test("are not said by the unit of amounts", async () => {
    const cells = await readText(made("lines").replace(/申请情况\n/u, "$&单位：件、万元\n"));
    expect(cells.filter(({ signs = [] }) => signs.length > 0)).toEqual([]);
  });
});

describe("a label printed twice", () => {
  test.each(["lines", "tabs", "padded"] as const)("%s", async (way) => {
    const text = made(
      way,
      ([sheet = []]) => relabel(sheet, "6.属于四类过程性信息", "5.属于三类内部事务信息"),
      "requests",
    );
    const cells = await readText(text);
    expect(signsOf(cells, /internal_affairs$/)).toContain("one-of-several-rows");
    expect(signsOf(cells, /internal_affairs$/).join()).not.toContain("certain");
  });
});

describe("words before a figure", () => {
  const ROW = "outcome.granted";
  const printed = (way: Way, word: string) =>
    made(
      way,
      ([sheet]) => {
        const cell = cellOf(sheet, ROW, "natural_person");
        cell.text = `${word}${cell.text}`;
      },
      "requests",
    );
  test.each(["上年", "第", "予"])("«%s» in a layout are the cell's", async (word) => {
    const cells = await readText(printed("padded", word));
    expect(signsOf(cells, /outcome\.granted/).join()).not.toContain("certain: natural_person");
  });

  test.each(["预计", "不足", "拟报"])(
    "«%s» are no row that takes the figures of the one above",
    async (word) => {
      const cells = await readText(printed("lines", word));
      const extra = cells.filter(({ row }) => row === `label:${word}`);
      for (const { signs } of extra) expect(signs).toContain("end-of-longer-label");
      expect(signsOf(cells, /outcome\.granted/).join()).not.toContain("certain: natural_person");
    },
  );
});

test("a total may be the last of its parts, a column off", async () => {
  const text = made(
    "padded",
    ([sheet = []]) => {
      const row = sheet[rowWith(sheet, "（一）予以公开")] ?? [];
      const figures = figuresOf([row]);
      for (const [index, cell] of figures.entries()) cell.text = ["4", "", "", "", "", "4", ""][index] ?? "";
    },
    "requests",
  );
  expect(signsOf(await readText(text), /outcome\.granted/)).toEqual(["placed-against-sums"]);
});

test("labels a row off are not those of their lines", async () => {
  const text = made(
    "html",
    ([sheet = []]) => {
      const from = rowWith(sheet, "1.属于国家秘密");
      const labels = sheet.slice(from, from + 8).map((row) => row.find(({ of }) => of?.column === null));
      for (const [at, label] of labels.entries()) if (label) label.text = labels[at + 1]?.text ?? "";
    },
    "requests",
  );
  const cells = await read(text);
  expect(signsOf(cells, /refused\.prohibited_by_law/)).toEqual(["labels-shifted"]);
  expect(signsOf(cells, /unavailable\.not_held/)).toEqual([
    "certain: natural_person",
    "certain: commercial_enterprise",
    "certain: research_institution",
    "certain: public_welfare_organization",
    "certain: legal_service_institution",
    "certain: other_organization",
    "certain: total",
  ]);
});

test("a figure too many is told by where the others stand under their heads", async () => {
  const made = await attempt({
    ...({ way: "padded", accident: "cell-added", edition: "2019", figures: 428_180 } as const),
    ...({ zeros: 0.9, digits: 2, blanks: "some", spot: 536_548 } as const),
  });
  expect(made && faults(made)).toEqual([]);
});

test("rows that all moved on by a cell are not known by the empty cell at their end, unless sums hold in some of them", async () => {
  const table = (rows: readonly (readonly string[])[]) =>
    tableOf([HEAD_LINE, ...rows.map((cells, rank) => cellsOf([ROWS[rank]?.label.text ?? "", ...cells]))]);
  const doubted = async (rows: readonly (readonly string[])[]) =>
    rowsOf(await readPage("a.html", pageOf(table(rows)))).map((cells) =>
      cells.every(({ value, doubts }) => value === null || doubts.includes("ambiguous-position")),
    );
  // Seven cells of the form: without its total a row says nothing of where it stands.
  const bare = ROWS.map((_, rank) => ["1", "2", "", String(rank), "", "", ""]);
  expect(await doubted(bare.map((cells) => ["", ...cells]))).not.toContain(false);
  expect(readOf(await readPage("a.html", pageOf(table(PRINTED.map((cells) => [...cells, ""])))))).toEqual(
    PRINTED,
  );
});
