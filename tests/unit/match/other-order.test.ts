// Tables whose rows and columns a document prints in another order than the form.
import { expect, test } from "vitest";
import {
  COLUMNS,
  cellsOf,
  figuresOf,
  HEAD_LINE,
  HEADS,
  PRINTED,
  pageOf,
  ROWS,
  readOf,
  readPage,
  rowsOf,
  tableOf,
  td,
} from "../../builders/requests-page.ts";

const REQUESTS = tableOf([
  HEAD_LINE,
  ...ROWS.map(({ label }, rank) => cellsOf([label.text, ...figuresOf(rank)])),
]);
const read = async (body: string) => readPage("a.html", pageOf(body));

/** Applicants as rows, rows of the form as columns. */
const turned = (line: (cells: string[], rank: number) => string[]) =>
  tableOf([
    td("申请人") + cellsOf(ROWS.map(({ label }) => label.text)),
    ...HEADS.map((head, column) =>
      cellsOf(line([head, ...ROWS.map((_, rank) => figuresOf(rank)[column] ?? "")], column)),
    ),
  ]);
const REVIEWED = "<h2>四、政府信息公开行政复议、行政诉讼情况</h2>";

const RESULTS = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"];
const GROUPS = ["行政复议", "未经复议直接起诉", "复议后起诉"];
const KEYS = ["review", "litigation_direct", "litigation_after_review"].flatMap((group) =>
  ["upheld", "corrected", "other", "pending", "total"].map((result) => `${group}.${result}`),
);
const figure = (group: number, result: number) =>
  String([1, 0, 2, 3, 6].map((one) => one * (group + 1))[result]);
const review = async (lines: readonly string[]) => {
  const report = await read(REQUESTS + REVIEWED + tableOf(lines));
  const cells = report.tables.flatMap((table) => table.cells);
  return KEYS.map((key) => {
    const cell = cells.find(({ table, column }) => table === "review_litigation" && column === key);
    return cell?.doubts.length === 0 ? cell.value : "?";
  });
};
const EXPECTED = GROUPS.flatMap((_, group) => RESULTS.map((_, result) => figure(group, result)));
const STANDARD = [
  td("行政复议", 'colspan="5"') + td("行政诉讼", 'colspan="10"'),
  RESULTS.map((result) => td(result, 'rowspan="2"')).join("") +
    GROUPS.slice(1)
      .map((group) => td(group, 'colspan="5"'))
      .join(""),
  cellsOf([...RESULTS, ...RESULTS]),
  cellsOf(EXPECTED),
];

test("labels behind their figures, groups of rows behind them", async () => {
  const groups = ROWS.map(({ path }) => path.at(-1)?.text ?? "");
  const lines = ROWS.map(({ label }, rank) => {
    const group = groups[rank] ?? "";
    const size = groups.filter((one) => one === group).length;
    const figures = cellsOf(figuresOf(rank));
    if (group === "") return figures + td(label.text, 'colspan="2"');
    return figures + td(label.text) + (group === groups[rank - 1] ? "" : td(group, `rowspan="${size}"`));
  });
  const table = tableOf([cellsOf(HEADS) + td("项目", 'colspan="2"'), ...lines]);
  const report = await read(table + REVIEWED + tableOf(STANDARD));
  // Cells come from the labels on.
  expect(readOf(report).map((cells) => cells.toReversed())).toEqual(PRINTED);
  expect(rowsOf(report)[0]?.at(-1)?.column).toBe("natural_person");
});

test("applicants as rows are the form's columns", async () => {
  const report = await read(turned((cells) => cells) + REVIEWED + tableOf(STANDARD));
  expect(readOf(report)).toEqual(PRINTED);
});

test("numbers that count the lines are no row of the form", async () => {
  const lines = turned((cells) => cells);
  const counted = lines
    .replace("<tr>", `<tr>${td("序号")}`)
    .split("</tr><tr>")
    .map((line, rank) => (rank === 0 ? line : td(String(rank)) + line))
    .join("</tr><tr>");
  const report = await read(counted + REVIEWED + tableOf(STANDARD));
  expect(readOf(report)).toEqual(PRINTED);
});

test("applicants as rows of which one lacks a cell are not read as if it were there", async () => {
  const lacking = turned((cells, rank) => (rank === 2 ? cells.slice(0, -1) : cells));
  const report = await read(lacking + REVIEWED + tableOf(STANDARD));
  const certain = rowsOf(report)
    .flat()
    .filter(({ doubts, value }) => doubts.length === 0 && value !== null);
  expect(certain).toEqual([]);
});

test("kinds of proceedings as rows, in any order", async () => {
  expect(await review(STANDARD)).toEqual(EXPECTED);
  const line = (order: readonly number[]) => (group: string) =>
    td(group) + cellsOf(order.map((result) => figure(GROUPS.indexOf(group), result)));
  const order = [4, 0, 3, 1, 2];
  const heads = td("类别") + cellsOf(order.map((result) => RESULTS[result] ?? ""));
  expect(await review([heads, ...[...GROUPS].reverse().map(line(order))])).toEqual(EXPECTED);
});

test("results as rows under heads of two levels", async () => {
  const heads = [
    td("结果", 'rowspan="2"') + td("行政诉讼", 'colspan="2"') + td("行政复议", 'rowspan="2"'),
    cellsOf(["复议后起诉", "未经复议直接起诉"]),
  ];
  const lines = RESULTS.map((result, rank) =>
    cellsOf([result, ...[2, 1, 0].map((group) => figure(group, rank))]),
  );
  expect(await review([...heads, ...lines])).toEqual(EXPECTED);
});

test.each([
  ["行政诉讼小计", "行政诉讼（未经复议直接起诉）", "行政诉讼（复议后起诉）"],
  ["合计", "未经复议直接起诉", "复议后起诉"],
])("groups as rows with one that sums them: %s", async (sum, ...litigation) => {
  const lines = ["行政复议", ...litigation, sum].map((label, group) =>
    cellsOf([label, ...RESULTS.map((_, result) => figure(group, result))]),
  );
  expect(await review([cellsOf(["类别", ...RESULTS]), ...lines])).toEqual(EXPECTED);
});

test("groups as rows of two organs", async () => {
  const lines = [
    "行政复议",
    "未经复议直接起诉",
    "复议后起诉",
    "行政复议",
    "未经复议直接起诉",
    "复议后起诉",
  ].map((label, group) => cellsOf([label, ...RESULTS.map((_, result) => figure(group, result))]));
  expect(new Set(await review([cellsOf(["类别", ...RESULTS]), ...lines]))).toEqual(new Set(["?"]));
});

test.each([2, 3, 4])("applicants as rows, cut between the columns into %i tables", async (parts) => {
  const size = Math.ceil(ROWS.length / parts);
  const tables = Array.from({ length: parts }, (_, part) => {
    const own = <One>(all: readonly One[]) => all.slice(part * size, (part + 1) * size);
    return tableOf([
      cellsOf(["申请人", ...own(ROWS.map(({ label }) => label.text))]),
      ...HEADS.map((head, column) =>
        cellsOf([head, ...own(ROWS.map((_, rank) => figuresOf(rank)[column] ?? ""))]),
      ),
    ]);
  });
  expect(readOf(await read(tables.join("<p>续表</p>") + REVIEWED + tableOf(STANDARD)))).toEqual(PRINTED);
});

/** Applicants as rows below heads of three levels, for the rows of the form from one to another. */
const underGroups = (from: number, to: number) => {
  const own = ROWS.slice(from, to);
  const groupOf = (rank: number, depth: number) =>
    own[rank]?.path
      .slice(0, depth + 1)
      .map(({ text }) => text)
      .join("/");
  const levels = [0, 1, 2].map((depth) =>
    own
      .flatMap(({ label, path }, rank) => {
        if (path.length === depth) return [td(label.text, `rowspan="${3 - depth}"`)];
        const group = groupOf(rank, depth);
        if (path.length < depth || group === groupOf(rank - 1, depth)) return [];
        const size = own.filter((row, at) => row.path.length > depth && groupOf(at, depth) === group).length;
        return [td(path[depth]?.text ?? "", `colspan="${size}"`)];
      })
      .join(""),
  );
  const corner = td("申请人", 'rowspan="3"');
  return tableOf([
    corner + levels[0],
    ...levels.slice(1),
    ...HEADS.map((head, column) =>
      cellsOf([head, ...own.map((_, rank) => figuresOf(from + rank)[column] ?? "")]),
    ),
  ]);
};

test.each([
  ["as one table", [0, 25]],
  ["cut into two", [0, 12, 25]],
  ["cut into three, between a group's columns", [0, 8, 17, 25]],
])("applicants as rows below groups of columns, %s", async (_, cuts) => {
  expect(ROWS).toHaveLength(25);
  const tables = cuts.slice(1).map((to, rank) => underGroups(cuts[rank] ?? 0, to));
  const report = await read(tables.join("<p>续表</p>") + REVIEWED + tableOf(STANDARD));
  expect(readOf(report)).toEqual(PRINTED);
});

/** One table of the page: what stands on one sheet. */
const oneSheet = (title: string, isBefore: boolean) => {
  const wide = (text: string) => td(text, `colspan="${ROWS.length + 1}"`);
  const applicants = [
    wide(title),
    td("申请人") + cellsOf(ROWS.map(({ label }) => label.text)),
    ...HEADS.map((head, column) => cellsOf([head, ...ROWS.map((_, rank) => figuresOf(rank)[column] ?? "")])),
  ];
  const results = [wide("四、政府信息公开行政复议、行政诉讼情况"), ...STANDARD];
  return tableOf(isBefore ? [...applicants, ...results] : [...results, ...applicants]);
};

test.each([true, false])(
  "in one grid with a table in the form's order, before it (%s) or behind",
  async (isBefore) => {
    expect(readOf(await read(oneSheet("三、收到和处理政府信息公开申请情况", isBefore)))).toEqual(
      ROWS.map((_, rank) => figuresOf(rank)),
    );
  },
);

test("there too the line over it says that it is another year's", async () => {
  const figures = readOf(await read(oneSheet("2021年收到和处理政府信息公开申请情况", true)));
  expect(figures.flat().every((text) => text === "?")).toBe(true);
});

test("heads of which only the order is known, each group with its columns in the row below", async () => {
  const [person = "", ...kinds] = HEADS.slice(0, 6);
  const heads = [
    ["项目", "申请人情况"],
    ["总计", person, "法人或其他组织"],
  ];
  const page = (below: readonly string[]) => {
    const rows = ROWS.map(({ label }, rank) => {
      const figures = PRINTED[rank] ?? [];
      return [label.text, ...figures.slice(6), ...figures.slice(0, 6)];
    });
    const lines = [...heads, below, ...rows].map((cells) => `${cells.join(" | ")} |`);
    return `青石县林业局2022年政府信息公开工作年度报告\n\n三、收到和处理政府信息公开申请情况\n\n${lines.join("\n")}\n\n五、存在的主要问题\n`;
  };
  // Cells are told in the order of their print.
  const asPrinted = PRINTED.map((row) => [...row.slice(6), ...row.slice(0, 6)]);
  const report = await readPage("a.txt", page(kinds));
  expect(readOf(report)).toEqual(asPrinted);
  for (const cells of rowsOf(report))
    expect(cells.map(({ column }) => column)).toEqual([...COLUMNS.slice(6), ...COLUMNS.slice(0, 6)]);
  // A head that nobody knows, or one too few, and the order is not told.
  for (const other of [kinds.with(1, "村民小组"), kinds.slice(1)]) {
    const found = readOf(await readPage("a.txt", page(other)));
    expect(found.flat().every((cell) => cell === "?")).toBe(true);
  }
});

const GROUP_ROWS = (figures: (group: number) => readonly string[]) => [
  cellsOf(["类型", ...RESULTS]),
  ...GROUPS.map((group, rank) => cellsOf([group, ...figures(rank)])),
];
test.each([
  ["the first group has none", [[], [0, 2, 4], [0, 4]]],
  [
    "the first column has none",
    [
      [2, 4],
      [2, 3, 4],
      [3, 4],
    ],
  ],
  ["nothing is there", [[], [], []]],
])("groups as rows, of which %s", async (_, printed) => {
  const figures = (group: number) =>
    RESULTS.map((_, rank) => (printed[group]?.includes(rank) ? figure(group, rank) : ""));
  expect((await review(GROUP_ROWS(figures))).map((value) => value ?? "")).toEqual(
    GROUPS.flatMap((_, group) => figures(group)),
  );
  const struck = (group: number) => figures(group).map((text) => text || "—");
  expect((await review(GROUP_ROWS(struck))).map((value) => value ?? "")).toEqual(
    GROUPS.flatMap((_, group) => figures(group)),
  );
});
