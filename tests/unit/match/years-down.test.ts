// Rows that a table prints several times, for years or organs one below another, under heads that stand there once.
import { expect, test } from "vitest";
import {
  cellsOf,
  figuresOf,
  HEAD_LINE,
  HEADS,
  linesOf,
  PRINTED,
  pageOf,
  ROWS,
  readOf,
  readPage,
  tableOf,
  td,
} from "../../builders/requests-page.ts";

const read = async (lines: readonly string[]) => readPage("a.html", pageOf(tableOf(lines)));
const heads = (...words: readonly string[]) => cellsOf([...words, ...HEADS]);
const BLANK = '<td height="9"></td>';

/** Under each label a row for each word; the last are the report's figures. `again` is what stands under the label. */
const parts = (words: readonly string[], again: (label: string) => string, spans: string) => [
  heads("项目", "口径"),
  ...ROWS.flatMap(({ label }, rank) =>
    words.map((word, index) => {
      const beside = td(word) + cellsOf(figuresOf(rank, words.length - 1 - index));
      return (index === 0 ? td(label.text, spans) : again(label.text)) + beside;
    }),
  ),
];

test.each([
  ["2021年", "2022年"],
  ["2021年件数", "2022年件数"],
  ["下属单位", "本级", "汇总"],
])("of rows under one label, %s and %s, the report's own is read", async (...words) => {
  expect(readOf(await read(parts(words, () => "", `rowspan="${words.length}"`)))).toEqual(PRINTED);
  expect(readOf(await read(parts(words, () => BLANK, "")))).toEqual(PRINTED);
  expect(readOf(await read(parts(words, (label) => td(label), "")))).toEqual(PRINTED);
});

test.each([
  ["2021年", "2022年"],
  ["2021", "2022"],
  ["本级", "下属单位", "汇总"],
])("of rows under one label, %s and %s, blank ones are blank beside others' figures", async (...words) => {
  const empty = (values: readonly string[], rank: number) =>
    values.map((value) => (rank % 3 === 0 || value === "0" ? "" : value));
  const lines = [
    heads("项目", "口径"),
    ...ROWS.flatMap(({ label }, rank) =>
      words.map((word, index) => {
        const last = index === words.length - 1;
        const values = last ? empty(figuresOf(rank), rank) : figuresOf(rank, words.length - 1 - index);
        return (index === 0 ? td(label.text, `rowspan="${words.length}"`) : "") + td(word) + cellsOf(values);
      }),
    ),
  ];
  const printed = PRINTED.map((values, rank) => empty(values, rank));
  expect(readOf(await read(lines))).toEqual(printed);
});

test("rows under one label whose words say nothing are doubted", async () => {
  const report = await read(parts(["甲类", "乙类"], () => "", 'rowspan="2"'));
  expect(new Set(readOf(report).flat())).toEqual(new Set(["?"]));
});

const whole = (seed: number) => linesOf((rank) => figuresOf(rank, seed));

test.each([
  ["2021年", "2022年"],
  ["本级", "汇总"],
])("of whole tables one below another, %s and %s, the report's own is read", async (other, own) => {
  const beside = (word: string, lines: readonly string[]) =>
    lines.map((line, rank) => (rank === 0 ? td(word, `rowspan="${ROWS.length}"`) : "") + line);
  const lines = [...beside(other, whole(1)), ...beside(own, whole(0))];
  expect(readOf(await read([heads("口径", "项目"), ...lines]))).toEqual(PRINTED);
  const over = (word: string) => td(word, 'colspan="8"');
  expect(readOf(await read([HEAD_LINE, over(other), ...whole(1), over(own), ...whole(0)]))).toEqual(PRINTED);
});

test("whole tables one below another without a word of whose they are are doubted where they differ", async () => {
  const figures = readOf(await read([HEAD_LINE, ...whole(1), ...whole(0)]));
  const same = (rank: number, column: number) => figuresOf(rank)[column] === figuresOf(rank, 1)[column];
  for (const [rank, row] of figures.entries())
    for (const [column, value] of row.entries()) expect(value === "?").toBe(!same(rank, column));
});

test("a row that is printed twice begins no other table", async () => {
  const lines = whole(0);
  const twice = [...lines, td(ROWS[0]?.label.text ?? "") + cellsOf(figuresOf(0, 1))];
  const [first, ...others] = readOf(await read([HEAD_LINE, ...twice]));
  expect(new Set(first)).toEqual(new Set(["?"]));
  expect(others).toEqual(PRINTED.slice(1));
});

test.each([
  ["2021年收到和处理政府信息公开申请情况", true],
  ["附：2021年度情况", true],
  ["2022年收到和处理政府信息公开申请情况", false],
  ["发布日期：2021年12月31日", false],
  ["2021年共收到申请5件，2022年有所增加", false],
])("the only print below %j is in doubt: %j", async (heading, doubted) => {
  const report = await readPage("a.html", pageOf(`<p>${heading}</p>${tableOf([HEAD_LINE, ...whole(0)])}`));
  expect(readOf(report).flat().includes("?")).toBe(doubted);
  if (!doubted) expect(readOf(report)).toEqual(PRINTED);
});

test.each([
  ["2021年", "2022年"],
  ["本级", "汇总"],
])(
  "of rows under one label, %s and %s, without a head over these words, the report's own is read",
  async (...words) => {
    const lines = ROWS.flatMap(({ label }, rank) =>
      words.map((word, index) => {
        const beside = td(word) + cellsOf(figuresOf(rank, words.length - 1 - index));
        return (index === 0 ? td(label.text, 'rowspan="2"') : "") + beside;
      }),
    );
    const over = td("项目", 'colspan="2"') + cellsOf(HEADS);
    expect(readOf(await read([over, ...lines]))).toEqual(PRINTED);
  },
);

test("a table of years with the form's columns above it, and the line over that, say nothing of it", async () => {
  const trend = tableOf([
    heads("年度"),
    ...["2020", "2021", "2022"].map((year, at) => cellsOf([year, ...figuresOf(at, 3)])),
  ]);
  const over = "<p>近三年新收政府信息公开申请情况</p>";
  const own = "<p>2022年度具体情况如下：</p>";
  const report = await readPage("a.html", pageOf(over + trend + own + tableOf([HEAD_LINE, ...whole(0)])));
  expect(readOf(report)).toEqual(PRINTED);
  expect(report.otherTables).toHaveLength(1);
});

test.each([0, 1])(
  "where word %d of two rows under a label is lost, neither row is surely the report's",
  async (lost) => {
    const words = ["2021年", "2022年"];
    const label = ROWS[6]?.label.text ?? "";
    const lines = parts(words, () => "", 'rowspan="2"');
    const at = 1 + 2 * 6 + lost;
    lines[at] = (lines[at] ?? "").replace(`<td >${words[lost]}</td>`, td(""));
    expect(lines[1 + 2 * 6]).toContain(label);
    const table = readOf(await read(lines));
    table[6]?.forEach((value, column) => {
      if (value !== "?") expect([column, value]).toEqual([column, PRINTED[6]?.[column]]);
    });
    expect(table.toSpliced(6, 1)).toEqual(PRINTED.toSpliced(6, 1));
  },
);

test("rows under one label that count other things are not told by the years that their words name", async () => {
  const rows = ["行政许可", "行政处罚", "行政强制"].flatMap((label) =>
    ["上一年项目数量", "本年增/减", "处理决定数量"].map(
      (word, at) => `7,主动公开政府信息情况,${label},${word},${at + 3}`,
    ),
  );
  const body = [...rows, "7,主动公开政府信息情况,行政事业性收费,上一年项目数量,8"].join("\n");
  const cells = (await readPage("a.csv", `代码,报表,指标,分组,数值\n${body}\n`)).tables.flatMap(
    (table) => table.cells,
  );
  expect(cells.length).toBeGreaterThan(0);
  expect(cells.filter(({ doubts, value }) => doubts.length === 0 && value !== null)).toEqual([]);
});

test.each([
  [["2021年度", "2022年度"], 1],
  [["2022年度", "2021年度"], 0],
  [["", "2021年"], 0],
])("of whole tables in sections of one page, %j, the report's own is read", async (sections, own) => {
  const body = sections
    .map(
      (year, at) =>
        `<h3>${year}</h3><p>一、总体情况</p><p>工作有序开展。</p><h3>三、收到和处理情况</h3>${tableOf([HEAD_LINE, ...whole(at === own ? 0 : 1)])}`,
    )
    .join("");
  expect(readOf(await readPage("a.html", pageOf(body)))).toEqual(PRINTED);
});

test.each([[["2021年度", "2020年度"]], [["2021年度", ""]]])(
  "sections that leave open which is the report's, %j, say nothing for certain that differs",
  async (sections) => {
    const body = sections
      .map(
        (year, at) =>
          `<h3>${year}</h3><p>一、总体情况</p><h3>三、收到和处理情况</h3>${tableOf([HEAD_LINE, ...whole(at)])}`,
      )
      .join("");
    const found = readOf(await readPage("a.html", pageOf(body)));
    found.forEach((row, rank) => {
      row.forEach((value, column) => {
        if (figuresOf(rank)[column] !== figuresOf(rank, 1)[column]) expect(value).toBe("?");
      });
    });
  },
);
