// Labels and cells with more in them than their words: groups, a second language, marks of Markdown.
import { expect, test } from "vitest";
import { textWidth } from "../../../src/text/width.ts";
import {
  cellsOf,
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

test("rows in an order of their own are known by their group's label before theirs", async () => {
  const lines = ROWS.map((row, rank) => {
    const group = row.path.at(-1)?.text ?? "";
    return [group + row.label.text, ...(PRINTED[rank] ?? [])].map((text) => td(text)).join("");
  });
  expect(readOf(await readPage("a.html", pageOf(tableOf([HEAD_LINE, ...lines.reverse()]))))).toEqual(PRINTED);
});

test("a second language beside heads and labels says them once more", async () => {
  const named =
    td("项目 Item") + HEADS.map((one, column) => td(`${one} Column ${"abc"[column % 3]}`)).join("");
  const lines = linesOf((rank) => PRINTED[rank] ?? []).map((line) => line.replace("</td>", " Requests</td>"));
  expect(readOf(await readPage("a.html", pageOf(tableOf([named, ...lines]))))).toEqual(PRINTED);
});

test.each([
  ["bold", (value: string) => `**${value}**`],
  ["code", (value: string) => `\`${value}\``],
  ["a formula", (value: string) => `$${value}$`],
  ["a colour", (value: string) => `<span style="color:red">${value}</span>`],
  ["an old figure struck out", (value: string) => `~~99~~ ${value}`],
  ["a footnote", (value: string) => `${value}[^2]`],
])("Markdown's marks are no part of a figure: %s", async (_, marked) => {
  const rows = ROWS.map(
    ({ label }, rank) => `| ${label.text} | ${(PRINTED[rank] ?? []).map(marked).join(" | ")} |`,
  );
  const lines = [`| 项目 | ${HEADS.join(" | ")} |`, "|---|---|---|---|---|---|---|---|", ...rows];
  const text = `# 青石县林业局2022年政府信息公开工作年度报告\n\n## 三、收到和处理政府信息公开申请情况\n\n${lines.join("\n")}\n`;
  expect(readOf(await readPage("a.md", text))).toEqual(PRINTED);
});

test.each([
  ["rows", (row: string) => `**${row}**`, (head: string, value: string) => `- ${head}：${value}`],
  ["heads", (row: string) => row, (head: string, value: string) => `- **${head}**：${value}`],
  [
    "heads with their colons",
    (row: string) => `**${row}**`,
    (head: string, value: string) => `- **${head}：** ${value}`,
  ],
  ["figures", (row: string) => `### ${row}`, (head: string, value: string) => `- ${head}：**${value}**`],
  [
    "rows in a list of lists",
    (row: string) => `- **${row}**`,
    (head: string, value: string) => `  - ${head}：${value}`,
  ],
])("a list a row whose %s are bold is read as one of plain letters", async (_, rowOf, lineOf) => {
  const lists = ROWS.map(({ label, path }, rank) => {
    const values = (PRINTED[rank] ?? []).map((value, column) => lineOf(HEADS[column] ?? "", value));
    const groups = path.filter((group) => !ROWS[rank - 1]?.path.some(({ text }) => text === group.text));
    return [...groups.map(({ text }) => `### ${text}`), rowOf(label.text), "", ...values].join("\n");
  });
  const text = `# 青石县林业局2022年政府信息公开工作年度报告\n\n## 三、收到和处理政府信息公开申请情况\n\n${lists.join("\n\n")}\n`;
  expect(readOf(await readPage("a.md", text))).toEqual(PRINTED);
});

test("what a span hides is not taken out of its mark-up", async () => {
  const hidden = (rank: number) => [
    "<span style='display:none'>3</span>5",
    ...(PRINTED[rank] ?? []).slice(1),
  ];
  const rows = ROWS.map(({ label }, rank) => `| ${label.text} | ${hidden(rank).join(" | ")} |`);
  const text = `青石县林业局2022年政府信息公开工作年度报告\n| 项目 | ${HEADS.join(" | ")} |\n${rows.join("\n")}\n`;
  const read = readOf(await readPage("a.md", text));
  expect(read.map(([first]) => first)).toEqual(PRINTED.map(() => "?"));
});

test("a count with an empty fraction is a count, and one with three noughts may be a thousand", async () => {
  const lines = linesOf((rank) =>
    (PRINTED[rank] ?? []).map((value, column) => `${value}.${"0".repeat(1 + (column % 3))}`),
  );
  const read = readOf(await readPage("a.html", pageOf(tableOf([HEAD_LINE, ...lines]))));
  expect(read).toEqual(
    PRINTED.map((row) =>
      row.map((value, column) => (column % 3 < 2 ? `${value}.${"0".repeat(1 + (column % 3))}` : "?")),
    ),
  );
});

test("a table of bars beside one in HTML is a table, its heads below a line without any; a title's marks are none of it", async () => {
  const lines = ROWS.map(({ label }, rank) => `| ${label.text} | ${(PRINTED[rank] ?? []).join(" | ")} |`);
  const bars = ["|  ".repeat(8), "|--".repeat(8), `| 项目 | ${HEADS.join(" | ")}`].map((line) => `${line}|`);
  const text = `# 青石县林业局2022年政府信息公开工作年度报告\n\n<table><tr><td>甲</td></tr></table>\n\n## 三、收到和处理政府信息公开申请情况\n\n${[...bars, ...lines].join("\n")}\n\n## 四、其他\n`;
  for (const own of [text, text.replace(/<table.*table>/, "")]) {
    const report = await readPage("a.md", own);
    expect(readOf(report)).toEqual(PRINTED);
    expect(report.identity.title?.value).toBe("青石县林业局2022年政府信息公开工作年度报告");
  }
});

test("attributes that a converter kept beside each span are no print, and what they stand beside stays in its column", async () => {
  const spanned = (text: string) => `[[${text}]{lang="EN-US"}]{style="font-family:宋体"}`;
  const width = 160;
  const rows = [["项目", ...HEADS], ...ROWS.map(({ label }, rank) => [label.text, ...(PRINTED[rank] ?? [])])];
  const wide = (text: string) => text + " ".repeat(width - textWidth(text));
  const rule = Array.from({ length: 8 }, () => "-".repeat(width - 1)).join(" ");
  const lines = rows.map((row) => row.map((cell) => wide(spanned(cell))).join(""));
  const text = `# 青石县林业局2022年政府信息公开工作年度报告\n\n## 三、收到和处理政府信息公开申请情况\n\n${[rule, ...lines, rule].join("\n")}\n`;
  expect(readOf(await readPage("a.md", text))).toEqual(PRINTED);
});

const RESULTS = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"];

test("rows of bars that were joined to one line: the last one's end and its beginning are no empty cell", async () => {
  const bars = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const figures = ["5", "", "", "2", "7", "8", "", "", "1", "9", "", "", "", "", ""];
  const heads = [
    bars(["行政复议", ...Array(4).fill(""), "行政诉讼", ...Array(9).fill("")]),
    bars([...RESULTS, "未经复议直接起诉", ...Array(4).fill(""), "复议后起诉", ...Array(4).fill("")]),
    bars([...Array(5).fill(""), ...RESULTS, ...RESULTS]),
  ];
  const lines = [`|${"  |".repeat(15)}`, `|${"---|".repeat(15)}`, ...heads, bars(figures)];
  const page = `<title>青石县林业局2022年政府信息公开工作年度报告</title><h2>四、政府信息公开行政复议、行政诉讼情况</h2><p>${lines.join("\n")}</p><h2>五、存在的主要问题及改进情况</h2><p>无。</p>`;
  const report = await readPage("a.html", page);
  const cells = report.tables
    .flatMap((table) => table.cells)
    .filter(({ table }) => table === "review_litigation");
  const known = new Map(figures.map((figure, rank) => [rank, figure]));
  expect(
    cells.map(({ value, doubts }, rank) => (doubts.length > 0 ? known.get(rank) : (value ?? ""))),
  ).toEqual(figures);
  expect(cells).toHaveLength(15);
});

test("a wording that begins two heads names them in the form's order", async () => {
  const text = `青石县林业局2020年政府信息公开工作年度报告
二、主动公开政府信息情况
第二十条第（一）项
信息 本年新 本年新 对外公开总数量
内容 制作数量 公开数量
规章 0 21 23
规范性文件 4 5 6
第二十条第（五）项
信息内容 上一年项目数量 本年增/减 处理决定数量
行政许可 1 2 3
其他对外管理服务事项 4 5 6
`;
  const cells = (await readPage("a.txt", text)).tables.flatMap((table) => table.cells);
  const rules = cells.filter(({ row }) => row === "rules").map(({ column, value }) => [column, value]);
  expect(Object.fromEntries(rules)).toMatchObject({
    made: "0",
    newly_disclosed: "21",
    disclosed_total: "23",
  });
});

test.each([["ཁྱོན་བསྡོམས།"], ["جەمئىي سانى"], ["ᠨᠡᠢᠲᠡ"], ["합계"]])(
  "words of another script above each label, %s, say it once more, in a table of one row as well",
  async (word) => {
    const five = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"];
    const heads = (words: readonly string[]) => words.map((one) => td(`${word}<br>${one}`)).join("");
    const span = (one: string, spans: string) => td(`${word}<br>${one}`, spans);
    const lines = [
      span("行政复议", 'colspan="5"') + span("行政诉讼", 'colspan="10"'),
      five.map((one) => span(one, 'rowspan="2"')).join("") +
        span("未经复议直接起诉", 'colspan="5"') +
        span("复议后起诉", 'colspan="5"'),
      heads([...five, ...five]),
      cellsOf(["1", "2", "3", "4", "10", "5", "0", "0", "1", "6", "2", "2", "0", "3", "7"]),
    ];
    const report = await readPage("a.html", pageOf(tableOf(lines)));
    const cells = report.tables.find(({ table }) => table === "review_litigation")?.cells ?? [];
    expect(cells.map(({ value, doubts }) => (doubts.length > 0 ? "?" : value)).join(" ")).toBe(
      "1 2 3 4 10 5 0 0 1 6 2 2 0 3 7",
    );
  },
);
