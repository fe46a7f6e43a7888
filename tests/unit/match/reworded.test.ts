// A local form that every department prints in words and columns of its own.
import { describe, expect, test } from "vitest";
import { collection, extractBytes } from "../../../src/dev/extract-file.ts";
import { anchorsOf } from "../../../src/match/labels/anchors.ts";
import { rewordedRow } from "../../../src/match/labels/reworded.ts";
import { streamOf } from "../../../src/match/print/stream.ts";
import { withReworded } from "../../../src/match/text/reworded.ts";
import { surroundingsOf } from "../../../src/match/text/surroundings.ts";
import type { FormBlock, FormTable } from "../../../src/model/form.ts";
import type { ReportCell } from "../../../src/model/report.ts";
import {
  figuresOf,
  HEAD_LINE,
  PRINTED,
  pageOf,
  ROWS as REQUEST_ROWS,
  readOf,
  readPage,
  rowsOf,
  tableOf,
  td,
} from "../../builders/requests-page.ts";

const TABLE = "indicators.fujian_annex";
const block = collection.forms.flatMap(({ tables }) => tables).find(({ key }) => key === TABLE)
  ?.blocks[0] as FormBlock;

describe("a label in other words than the form's", () => {
  test.each([
    ["主动公开政府信息总数", "pub_total"],
    ["部门网站公开数", "pub_website"],
    ["收到政府信息公开申请总数", "received"],
    ["当面提交申请数", "received_in_person"],
    ["互联网申请数", "received_online"],
    ["不同意公开答复数", "ans_denied"],
    ["因政府信息公开被提起行政诉讼数", "litigation"],
  ])("%s is the row whose words it has, and nothing but fillers", (label, key) => {
    expect(rewordedRow(block, label)?.key).toBe(key);
  });

  test.each([
    "信函传真申请数",
    "其他类型答复数",
    "接受行政申诉举报数",
    "网站访问量",
    "网站申请数",
    "不予公开信息数",
  ])("%s is no row's: it says something else, or what two rows say", (label) => {
    expect(rewordedRow(block, label)).toBeNull();
  });
});

test("a label that comes again is looked for once", () => {
  const table = collection.forms
    .flatMap(({ tables }) => tables)
    .find(({ key }) => key === TABLE) as FormTable;
  const line = { text: "互联网申请数 3", at: {} };
  const stream = streamOf(Array.from({ length: 40 }, () => line));
  const official = anchorsOf(table);
  const anchors = withReworded(stream, table, official, surroundingsOf(stream, []));
  const wordings = (all: typeof anchors) => all.reduce((sum, anchor) => sum + anchor.wordings.length, 0);
  expect(wordings(anchors) - wordings(official)).toBe(1);
});

const ROWS: readonly (readonly [label: string, unit: string, year: string, all: string, key: string])[] = [
  ["主动公开政府信息总数", "条", "46", "310", "pub_total"],
  ["其中：1.部门网站公开数", "条", "39", "280", "pub_website"],
  ["2.政府公报公开数", "条", "7", "30", "pub_gazette"],
  ["收到政府信息公开申请总数", "条", "12", "71", "received"],
  ["其中：1.当面提交申请数", "条", "3", "20", "received_in_person"],
  ["2.互联网申请数", "条", "2", "9", "received_online"],
  ["3.信函、传真申请数", "条", "1", "8", "label:信函、传真申请数"],
  ["4.其他形式申请数", "条", "6", "34", "received_other"],
  ["对申请的答复总数", "条", "12", "71", "answered"],
  ["其中：1.同意公开答复数", "条", "9", "60", "ans_granted"],
  ["2.同意部分公开答复数", "条", "2", "6", "ans_partial"],
  ["3.不同意公开答复数", "条", "1", "5", "ans_denied"],
  ["4.其他类型答复数", "条", "0", "0", "label:其他类型答复数"],
  ["政府信息公开收费减免金额", "元", "0", "0", "label:政府信息公开收费减免金额"],
  ["接受行政申诉/诉讼、举报数", "件", "0", "0", "label:接受行政申诉/诉讼、举报数"],
  ["行政复议件数", "件", "1", "3", "review"],
  ["被提起行政诉讼数", "件", "0", "1", "litigation"],
];
/** Rows whose words are those of rows that are not there. */
const UNSURE = ["label:信函、传真申请数", "label:接受行政申诉/诉讼、举报数"];

const TITLE = "丰水县水务局2016年度政府信息公开年度报告";
const PERIOD = "本报告所列数据的统计期限自2016年1月1日起至2016年12月31日止。";

function text(heads: readonly string[], columns: number, between: string): string {
  const rows = [heads, ...ROWS.map((row) => row.slice(0, 2 + columns))];
  const table = rows.map((cells) => cells.join(between)).join(between === "" ? "" : "\n");
  return `${TITLE}\n${PERIOD}\n附表\n${table}\n丰水县水务局\n2017年1月10日\n`;
}

function html(heads: readonly string[], columns: number): string {
  const rows = [heads, ...ROWS.map((row) => row.slice(0, 2 + columns))];
  const table = rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`).join("");
  return `<meta charset="utf-8"><h1>${TITLE}</h1><p>${PERIOD}</p><table>${table}</table>`;
}

async function cellsOf(name: string, document: string): Promise<readonly ReportCell[]> {
  const report = await extractBytes(name, new TextEncoder().encode(document));
  expect(report.identity.edition).toBe("local");
  return report.tables.flatMap(({ cells }) => cells).filter(({ state }) => state !== "absent");
}

const shown = ({ row, column, value }: ReportCell) => `${row} ${column} ${value}`;
const printed = (columns: number) =>
  ROWS.flatMap(([, , year, all, key]) =>
    [`${key} year ${year}`, `${key} cumulative ${all}`].slice(0, columns),
  ).sort();

test.each([
  ["two columns of a page", "a.html", html(["指标名称", "计量单位", "2016年度", "历年累计"], 2), 2],
  ["two columns in fewer words", "a.html", html(["指标名称", "计量单位", "2016年", "累计"], 2), 2],
  ["one column of a page", "a.html", html(["指标名称", "单位", "2016年度"], 1), 1],
  [
    "two columns, apart by blanks",
    "a.txt",
    text(["指标名称", "计量单位", "2016年度", "历年累计"], 2, " "),
    2,
  ],
  ["one column headed by the year's end", "a.txt", text(["指标名称", "计量单位", "年末统计"], 1, " "), 1],
  ["one column, run together", "a.txt", text(["指标名称", "计量单位", "2016年"], 1, ""), 1],
])("%s: rows in other words, and rows of the department's own", async (_, name, document, columns) => {
  const cells = await cellsOf(name, document);
  expect(cells.map(shown).sort()).toEqual(printed(columns));
  const doubted = cells.filter(({ doubts }) => doubts.length > 0).map(({ row }) => row);
  expect([...new Set(doubted)].sort()).toEqual([...UNSURE].sort());
});

test.each([
  "五、其他需要报告的事项\n2016年，无其他事项。\n",
  "其他需要报告的事项2016年无。",
  "五、发布文件件数。全年共发布3件。",
])("a heading behind the table whose last letter is a unit is no row of it: %s", async (heading) => {
  const table = text(["指标名称", "计量单位", "年末统计"], 1, heading.includes("\n") ? " " : "");
  const cells = await cellsOf("a.txt", table.replace("丰水县水务局\n2017", `${heading}丰水县水务局\n2017`));
  expect(cells.map(shown).sort()).toEqual(printed(1));
});

test("two columns run together: what can be cut in several ways is doubted, a zero each is not", async () => {
  const cells = await cellsOf("a.txt", text(["指标名称", "计量单位", "2016年", "历年累计"], 2, ""));
  const sure = cells.filter(({ doubts, value }) => doubts.length === 0 && value !== null).map(shown);
  expect(sure).toContain("label:其他类型答复数 year 0");
  expect(sure.filter((cell) => !printed(2).includes(cell))).toEqual([]);
});

describe("labels of a form with a wording of its own, as bureaus reword them", () => {
  const requests = collection.forms
    .find(({ edition }) => edition === "2021")
    ?.tables.find(({ key }) => key === "requests")?.blocks[0] as FormBlock;
  test.each([
    ["本年度新收政府信息公开申请件数", "new"],
    ["上一年度结转的申请", "carried_in"],
    ["准予公开", "outcome.granted"],
    ["涉国家秘密信息", "outcome.refused.state_secret"],
    ["危害国家安全公共安全经济安全社会稳定的", "outcome.refused.endangers_security_or_stability"],
    ["会损害第三方合法权益", "outcome.refused.third_party_rights"],
    ["本行政机关未掌握的信息", "outcome.unavailable.not_held"],
    ["经补正后仍不明确的申请", "outcome.unavailable.still_unclear"],
    ["结转到下年度办理件数", "carried_out"],
  ])("%s is the row whose words it has", (label, key) => {
    expect(rewordedRow(requests, label)?.key).toBe(key);
  });

  test.each(["上年新收申请数量", "不予公开", "主动公开", "网上申请", "本机关掌握的信息", "部分不予公开"])(
    "%s is no row's",
    (label) => {
      expect(rewordedRow(requests, label)).toBeNull();
    },
  );

  const said: Readonly<Record<string, string>> = {
    new: "一、本年度新收到的申请件数",
    carried_in: "二、上年度结转的申请件数",
    "outcome.granted": "（一）同意公开",
    "outcome.unavailable.not_held": "1.没有掌握相关信息",
    "outcome.total": "（七）合计",
    carried_out: "四、结转至下年度办理",
  };
  const lines = (extra: Readonly<Record<string, string>> = {}) =>
    REQUEST_ROWS.flatMap(({ key, label }, rank) => {
      const line = (text: string, seed: number) =>
        [text, ...figuresOf(rank, seed)].map((one) => td(one)).join("");
      const more = extra[key ?? ""];
      return [line(said[key ?? ""] ?? label.text, 0), ...(more ? [line(more, 1)] : [])];
    });
  test("they are read where they stand", async () => {
    const report = await readPage("a.html", pageOf(tableOf([HEAD_LINE, ...lines()])));
    expect(readOf(report)).toEqual(PRINTED);
  });

  test("a sum of other rows in the words of the total is not it without a doubt, nor is a row of other words in its place", async () => {
    const summed = await readPage("a.html", pageOf(tableOf([HEAD_LINE, ...lines({ carried_in: "合计" })])));
    const wrong = rowsOf(summed).flatMap((cells, rank) =>
      cells.filter(({ value, doubts }, at) => doubts.length === 0 && value !== PRINTED[rank]?.[at]),
    );
    expect(wrong).toEqual([]);
    const other = lines().map((line) => line.replace("（一）同意公开", "（一）网上办理"));
    const report = await readPage("a.html", pageOf(tableOf([HEAD_LINE, ...other])));
    const granted = rowsOf(report)[2] ?? [];
    expect(granted.every(({ doubts }) => doubts.length > 0)).toBe(true);
  });
});
