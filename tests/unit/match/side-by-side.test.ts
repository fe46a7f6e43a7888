// Heads that the form has once and the document more often, and columns of no form among the form's own.
import { expect, test } from "vitest";
import { collection } from "../../../src/dev/extract-file.ts";
import {
  COLUMNS,
  figuresOf,
  HEAD_LINE,
  HEADS,
  linesOf,
  PRINTED,
  pageOf,
  ROWS,
  readOf,
  readPage,
  rowsOf,
  tableOf,
  td,
} from "../../builders/requests-page.ts";

const heads = (times: number) =>
  HEADS.map((head) => td(head))
    .join("")
    .repeat(times);
const read = async (lines: readonly string[]) => readPage("a.html", pageOf(tableOf(lines)));

/** Two copies of the heads under words of their own: the report's figures stand on the right, others on the left. */
const beside = (left: string, right: string) => [
  [td("项目", 'rowspan="2"'), td(left, 'colspan="7"'), td(right, 'colspan="7"')].join(""),
  heads(2),
  ...linesOf((rank) => [...figuresOf(rank, 1), ...figuresOf(rank)]),
];

test.each([
  ["2021年", "2022年"],
  ["上年数", "本年数"],
  ["青石县护林总站", "青石县林业局"],
  ["本级", "汇总"],
])("of two tables side by side, %s and %s, the report's own is read", async (left, right) => {
  expect(readOf(await read(beside(left, right)))).toEqual(PRINTED);
});

test.each([
  ["2021年申请人情况", "?"],
  ["上年度申请人情况", "?"],
  ["2022年申请人情况", ""],
  ["申请人情况（括号内为上年数）", ""],
  ["申请人情况", ""],
])("under %s alone all figures are in doubt, or none", async (over, doubted) => {
  const lines = [
    td("项目", 'rowspan="2"') + td(over, 'colspan="7"'),
    heads(1),
    ...linesOf((rank) => PRINTED[rank] ?? []),
  ];
  expect(readOf(await read(lines))).toEqual(PRINTED.map((row) => row.map((figure) => doubted || figure)));
});

test("years within each head tell as well", async () => {
  const line = [td("项目"), ...["2021年", "2022年"].flatMap((year) => HEADS.map((head) => td(year + head)))];
  const lines = linesOf((rank) => [...figuresOf(rank, 1), ...figuresOf(rank)]);
  expect(readOf(await read([line.join(""), ...lines]))).toEqual(PRINTED);
});

test("two tables side by side under words that say nothing are doubted, and the first is read", async () => {
  const report = await read(beside("甲", "乙"));
  expect(
    readOf(report)
      .flat()
      .every((value) => value === "?"),
  ).toBe(true);
  expect(rowsOf(report).map((cells) => cells.map(({ value }) => value))).toEqual(
    PRINTED.map((_, rank) => figuresOf(rank, 1)),
  );
});

test.each([
  ["behind the form's own", false],
  ["before them", true],
])("a column of no form %s moves none of them", async (_, before) => {
  const extra =
    (text: string, spans = "") =>
    (cells: string[]) =>
      before ? [td(text, spans), ...cells] : [...cells, td(text, spans)];
  const lines = linesOf((rank) =>
    before ? [`${rank}%`, ...figuresOf(rank)] : [...figuresOf(rank), `${rank}%`],
  );
  const top = extra("占比", 'rowspan="2"')([td("申请人情况", 'colspan="7"')]);
  const two = [[td("项目", 'rowspan="2"'), ...top].join(""), heads(1)];
  expect(readOf(await read([...two, ...lines]))).toEqual(PRINTED);
  const one = [td("项目"), ...extra("上年数")(HEADS.map((head) => td(head)))].join("");
  expect(readOf(await read([one, ...lines]))).toEqual(PRINTED);
});

test("the only column printed is read, and the others are not there", async () => {
  const report = await read([td("项目") + td("总计"), ...linesOf((rank) => [String(rank)])]);
  const totals = rowsOf(report).map((cells) => cells.find(({ column }) => column === "total"));
  expect(totals.map((cell) => cell?.doubts.length === 0 && cell.value)).toEqual(
    PRINTED.map((_, rank) => String(rank)),
  );
});

const RESULTS = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"];
const GROUPS = ["行政复议", "未经复议直接起诉", "复议后起诉"];
const COURT = "行政诉讼";
/** Five results for each group, the last their sum. */
const reviewed = (group: number) => [1, 0, 2, 3, 6].map((one) => String(one * (group + 1)));
const review = (report: Awaited<ReturnType<typeof read>>) =>
  report.tables
    .flatMap((table) => table.cells)
    .filter(({ table }) => table === "review_litigation")
    .map(({ column, value, doubts }) => [column, doubts.length > 0 ? "?" : value]);
const inFormsOrder = ["review", "litigation_direct", "litigation_after_review"].flatMap((group, rank) =>
  ["upheld", "corrected", "other", "pending", "total"].map((result, place) => [
    `${group}.${result}`,
    reviewed(rank)[place],
  ]),
);
/** A drawn table that tells the edition, in a text. */
const linesOfText = [
  "青石县林业局2022年政府信息公开工作年度报告",
  `| 项目 | ${HEADS.join(" | ")} |`,
  ...ROWS.map(({ label }, rank) => `| ${label.text} | ${PRINTED[rank]?.join(" | ")} |`),
];
const wide = (text: string, span: number) => td(text, `colspan="${span}"`);

test("groups in another order, and the results within them, are read as their heads say", async () => {
  const turned = [...RESULTS].reverse();
  const lines = [
    wide(COURT, 10) + td(GROUPS[0] ?? "", 'colspan="5" rowspan="2"'),
    wide(GROUPS[1] ?? "", 5) + wide(GROUPS[2] ?? "", 5),
    [...turned, ...turned, ...turned].map((head) => td(head)).join(""),
    [1, 2, 0]
      .flatMap((group) =>
        reviewed(group)
          .reverse()
          .map((one) => td(one)),
      )
      .join(""),
  ];
  const found = review(await read(lines));
  expect(new Map(found.map(([column, value]) => [column, value]))).toEqual(
    new Map(inFormsOrder as [string, string][]),
  );
});

test.each([
  ["groups", [COURT, ...GROUPS.slice(1), ...RESULTS, GROUPS[0], ...RESULTS, ...RESULTS], [1, 2, 0]],
  [
    "results",
    [GROUPS[0], COURT, ...GROUPS.slice(1), ...Array.from({ length: 3 }, () => [...RESULTS].reverse()).flat()],
    [0, 1, 2],
  ],
])("%s in another order in a text are doubted", async (_, words, order) => {
  const lines = [
    ...linesOfText,
    "四、结果情况",
    words.join("\n"),
    order.flatMap(reviewed).join("\n"),
    "五、改进情况",
  ];
  const found = review(await readPage("a.txt", lines.join("\n")));
  expect(found).toHaveLength(15);
  expect(found.every(([, value]) => value === "?")).toBe(true);
});

test("columns in another order under one row of heads between bars are read by their heads", async () => {
  const turned = (cells: readonly string[]) => [...cells.slice(1, 4).reverse(), cells[0], ...cells.slice(4)];
  const lines = [
    ["项目", ...turned(HEADS)],
    ...ROWS.map(({ label }, rank) => [label.text, ...turned(PRINTED[rank] ?? [])]),
  ];
  const text = `青石县林业局2022年政府信息公开工作年度报告\n${lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n")}\n`;
  const report = await readPage("a.md", text);
  const sorted = report.tables.map(({ table, cells }) => ({
    table,
    cells: [...cells].sort((a, b) => COLUMNS.indexOf(a.column) - COLUMNS.indexOf(b.column)),
  }));
  expect(readOf({ ...report, tables: sorted })).toEqual(PRINTED);
});

test("a head for two columns is neither of them", async () => {
  const heads = [HEADS[0], HEADS[1], `${HEADS[2]}、${HEADS[3]}`, ...HEADS.slice(4)];
  const lines = linesOf((rank) => (PRINTED[rank] ?? []).slice(1));
  const report = await read([["项目", ...heads].map((one) => td(one ?? "")).join(""), ...lines]);
  const certain = rowsOf(report)
    .flat()
    .filter(
      ({ column, value, doubts }) =>
        value !== null && doubts.length === 0 && [COLUMNS[2], COLUMNS[3]].includes(column),
    );
  expect(certain).toEqual([]);
});

test("a row printed twice with other figures is doubted both times; with the same, the copy alone", async () => {
  const lines = linesOf((rank) => PRINTED[rank] ?? []);
  const head = HEAD_LINE;
  const again = (change: string) => [
    head,
    ...lines.slice(0, 4),
    (lines[1] ?? "").replace(/(\d+)(<\/td>)$/u, `$1${change}$2`),
    ...lines.slice(4),
  ];
  const differs = readOf(await read(again("7")));
  expect(differs.map((cells) => cells.includes("?"))).toEqual(PRINTED.map((_, rank) => rank === 1));
  const same = await read(again(""));
  expect(readOf(same)).toEqual(PRINTED);
  // The copy is a row of no form, of which nobody knows what it was to be.
  const copies = same.tables.flatMap(({ cells }) => cells).filter(({ row }) => row.startsWith("label:"));
  expect(copies.filter(({ doubts }) => doubts.includes("ambiguous-row"))).toHaveLength(HEADS.length);
});

test("a row for two rows of the form is neither of them", async () => {
  const lines = linesOf((rank) => PRINTED[rank] ?? []);
  const both = (lines[4] ?? "").replace("</td>", `、${ROWS[5]?.label.text}</td>`);
  const report = await read([HEAD_LINE, ...lines.slice(0, 4), both, ...lines.slice(6)]);
  const [first, second] = [4, 5].map((rank) => rowsOf(report)[rank] ?? []);
  expect([...(first ?? []), ...(second ?? [])].filter(({ doubts }) => doubts.length === 0)).toEqual([]);
  const kept = report.tables.flatMap(({ cells }) => cells).filter(({ row }) => row.startsWith("label:"));
  expect(kept.map(({ value }) => value)).toEqual(PRINTED[4]);
});

test("a row is its own though its explanation names others", async () => {
  const lines = linesOf((rank) => PRINTED[rank] ?? []);
  const explained = (lines[4] ?? "").replace(
    "</td>",
    `（${ROWS[5]?.label.text}、${ROWS[6]?.label.text}除外）</td>`,
  );
  const report = await read([HEAD_LINE, ...lines.slice(0, 4), explained, ...lines.slice(5)]);
  expect(readOf(report)).toEqual(PRINTED);
});

/** Two figures in each cell; `year` says of which years, in the head of the labels. */
const inOneCell = (years: string, between: string, own: 0 | 1) => [
  `${td(`项目（${years}）`)}${HEADS.map((head) => td(head)).join("")}`,
  ...linesOf((rank) => {
    const other = figuresOf(rank, 1);
    return figuresOf(rank).map((figure, column) =>
      [figure, other[column] ?? ""][own === 0 ? "slice" : "toReversed"]().join(between),
    );
  }),
];

test.each([
  ["2022/2021", "/", 0],
  ["2021年/2022年", " / ", 1],
  ["2022年度／2021年度", "／", 0],
] as const)("of two years in one cell, %s, the report's own is read", async (years, between, own) => {
  const report = await read(inOneCell(years, between, own));
  expect(readOf(report)).toEqual(PRINTED);
  const others = report.tables
    .flatMap(({ cells }) => cells)
    .filter(({ column }) => column.startsWith("label:"));
  expect(others.some(({ value }) => value === figuresOf(3, 1)[6])).toBe(true);
});

test.each([
  ["years of which none is the report's", inOneCell("2020/2019", "/", 0)],
  ["no years at all", inOneCell("单位：件", "/", 0)],
  ["two pairs of years", [td("2020/2019", 'colspan="8"'), ...inOneCell("2022/2021", "/", 0)]],
])("nothing is certain of two figures in one cell with %s", async (_, lines) => {
  expect(
    rowsOf(await read(lines))
      .flat()
      .filter(({ value, doubts }) => value !== null && doubts.length === 0),
  ).toEqual([]);
});

const statistics = collection.forms.find(({ edition }) => edition === "2014");
const indicators = (statistics?.tables[0]?.blocks[0]?.rows ?? []).filter(({ key }) => key !== null);
/** A table of one column whose head is the year: the figure of each row, another year's, and what changed. */
const yearly = (...heads: readonly string[]) =>
  tableOf([
    ["统计指标", "单位", ...heads].map((text) => td(text)).join(""),
    ...indicators.map(({ label }, rank) =>
      [label.text, "件", `${rank}`, `${rank + 100}`, "3.5"].map((text) => td(text)).join(""),
    ),
  ]);
const readYearly = async (...heads: readonly string[]) => {
  const title = "青石县林业局2016年政府信息公开工作年度报告";
  const page = `<title>${title}</title><h1>${title}</h1><h2>政府信息公开情况统计表</h2>${yearly(...heads)}`;
  const { tables } = await readPage("a.html", page);
  const cells = tables.flatMap((table) => table.cells).filter(({ column }) => column === "value");
  return cells.map(({ value, doubts }) =>
    doubts.some((doubt) => doubt !== "relations-broken") ? "?" : value,
  );
};

test("of years that head columns of a table with one, the report's own is read", async () => {
  const own = indicators.map((_, rank) => `${rank}`);
  expect(await readYearly("2016年", "2015年", "同比增减（%）")).toEqual(own);
  expect(await readYearly("2015年", "2016年", "备注")).toEqual(indicators.map((_, rank) => `${rank + 100}`));
});

test.each([
  ["全县合计", "其中：县本级"],
  ["汇总", "本级"],
  ["全市汇总数", "市本级数"],
])(
  "of the organ alone and all below it as heads of a table with one column, «%s» is read, not «%s»",
  async (all, alone) => {
    expect(await readYearly(all, alone, "备注")).toEqual(indicators.map((_, rank) => `${rank}`));
    expect(await readYearly(alone, all, "备注")).toEqual(indicators.map((_, rank) => `${rank + 100}`));
  },
);

test("years of which none is the report's head no column of it for sure", async () => {
  const cells = await readYearly("2014年", "2015年", "同比增减（%）");
  expect(cells.filter((value) => value !== "?" && value !== null)).toEqual([]);
});

test.each([
  ["7=1+2+3+4+5+6"],
  ["７＝１＋２＋３＋４＋５＋６"],
  ["7＝1＋…＋6"],
  ["(7)=(1)+(2)+(3)+(4)+(5)+(6)"],
])("a row that numbers the columns, the total's with its sum %s, is no row of figures", async (total) => {
  const numbers = ["栏次", "1", "2", "3", "4", "5", "6", total].map((word) => td(word)).join("");
  const report = await read([HEAD_LINE, numbers, ...linesOf((rank) => figuresOf(rank))]);
  expect(readOf(report)).toEqual(PRINTED);
  expect(rowsOf(report)).toHaveLength(PRINTED.length);
  const keys = report.tables.flatMap(({ cells }) => cells.map(({ row }) => row));
  expect(keys.filter((key) => key.startsWith("label:"))).toEqual([]);
});

test.each(["无", "—", "/"])(
  "%s printed once over all cells of a row leaves none of them a figure",
  async (nothing) => {
    const lines = linesOf((rank) => figuresOf(rank));
    const line = td(ROWS[3]?.label.text ?? "") + td(nothing, 'colspan="7"');
    const report = await read([HEAD_LINE, ...lines.slice(0, 3), line, ...lines.slice(4)]);
    expect(readOf(report)[3]).toEqual(COLUMNS.map(() => ""));
    expect(rowsOf(report)[3]?.map(({ state }) => state)).toEqual(COLUMNS.map(() => "struck"));
  },
);

test("a figure printed once over all cells of a row is none of theirs for sure", async () => {
  const lines = linesOf((rank) => figuresOf(rank));
  const line = td(ROWS[3]?.label.text ?? "") + td("0", 'colspan="7"');
  const row = rowsOf(await read([HEAD_LINE, ...lines.slice(0, 3), line, ...lines.slice(4)]))[3] ?? [];
  expect(row.every(({ doubts }) => doubts.includes("merged-figure"))).toBe(true);
});

test("lines of a text with as many tabs each are a table, though none of its cells is empty", async () => {
  const head = ["项目", ...HEADS.flatMap((one) => [`${one}（2021年）`, `${one}（2022年）`])].join("\t");
  const lines = ROWS.map(({ label }, rank) =>
    [label.text, ...figuresOf(rank).flatMap((figure, place) => [figuresOf(rank, 1)[place], figure])].join(
      "\t",
    ),
  );
  const text = `青石县林业局2022年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n${[head, ...lines].join("\n")}\n`;
  expect(readOf(await readPage("a.txt", text))).toEqual(PRINTED);
});

test.each(["合计 7", "本年总计"])(
  "a note beside the table, «%s», is not the head of a column of it",
  async (note) => {
    const grouped = [
      td("项目", 'rowspan="3"') + td("申请人情况", 'colspan="7"') + td("") + td("审核意见"),
      td(HEADS[0] ?? "", 'rowspan="2"') +
        td("法人或其他组织", 'colspan="5"') +
        td(HEADS[6] ?? "", 'rowspan="2"') +
        td("") +
        td(note),
      HEADS.slice(1, 6)
        .map((head) => td(head))
        .join("") +
        td("") +
        td(""),
      ...linesOf((rank) => [...figuresOf(rank), "", ""]),
    ];
    expect(readOf(await read(grouped))).toEqual(PRINTED);
  },
);
