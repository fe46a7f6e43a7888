// Tables whose converter leaves out cells that are empty.
import { expect, test } from "vitest";
import { extractBytes } from "../../../src/dev/extract-file.ts";
import { HEADS, PRINTED, ROWS, readOf } from "../../builders/requests-page.ts";

/** A Markdown table of the rows, filled up at the end of each as converters do. */
function markdownOf(rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const lines = rows.map((cells, rank) => {
    const missing = HEADS.length - cells.length;
    return line([ROWS[rank]?.label.text ?? "", ...cells, ...Array(missing).fill("")]);
  });
  const title = "青石县林业局2022年政府信息公开工作年度报告";
  const heads = [line(["项目", ...HEADS]), line(["项目", ...HEADS].map(() => "---"))];
  return [`# ${title}`, "", "三、收到和处理政府信息公开申请情况", "", ...heads, ...lines].join("\n");
}

const readMarkdown = async (rows: readonly (readonly string[])[]) =>
  readOf(await extractBytes("a.md", new TextEncoder().encode(markdownOf(rows))));

const FEW: Readonly<Record<number, readonly string[]>> = {
  2: ["", "4", "", "", "3", "", "7"],
  5: ["2", "", "", "1", "", "", "3"],
  8: ["", "6", "", "", "", "", "6"],
};

test.each([
  ["first", (cells: readonly string[]) => cells.toSpliced(cells.indexOf(""), 1)],
  ["last", (cells: readonly string[]) => cells.toSpliced(cells.lastIndexOf(""), 1)],
])(
  "rows whose %s empty cell was left out say nothing for certain that is not printed there",
  async (_, leaveOut) => {
    const printed = PRINTED.map((cells, rank) => FEW[rank] ?? cells);
    const read = await readMarkdown(printed.map((cells, rank) => (FEW[rank] ? leaveOut(cells) : cells)));
    read.forEach((cells, rank) => {
      cells.forEach((value, column) => {
        if (value !== "?") expect([rank, column, value]).toEqual([rank, column, printed[rank]?.[column]]);
      });
    });
    // What fills its columns is as certain as before.
    expect(read[0]).toEqual(PRINTED[0]);
  },
);

test("rows with empty cells that are there are read as they stand", async () => {
  const printed = PRINTED.map((cells, rank) => FEW[rank] ?? cells);
  expect(await readMarkdown(printed)).toEqual(printed);
});

const LINES = [
  "第二十条第（一）项",
  "信息内容",
  "本年制发件数",
  "本年废止件数",
  "现行有效件数",
  "规章",
  "1",
  "行政规范性文件",
  "2",
];
const MORE = [
  "第二十条第（五）项",
  "信息内容",
  "本年处理决定数量",
  "行政许可",
  "42",
  "第二十条第（六）项",
  "信息内容",
  "本年处理决定数量",
];
const REST = [
  "行政处罚",
  "行政强制",
  "第二十条第（八）项",
  "信息内容",
  "本年收费金额（单位：万元）",
  "行政事业性收费",
];

test("lines of rows of which none has the lines of its empty cells prove no column", async () => {
  const title = ["青石县林业局2022年政府信息公开工作年度报告", "二、主动公开政府信息情况"];
  const text = [...title, ...LINES, ...MORE, ...REST].join("\n\n");
  const report = await extractBytes("a.md", new TextEncoder().encode(text));
  const cells = report.tables.flatMap((table) => table.cells).filter(({ row }) => row === "rules");
  expect(cells.map(({ doubts }) => doubts.length > 0)).toEqual([true, true, true]);
});

/** A table in which a column of another word stands before the first, and a row whose figures begin a cell early, in it. */
test.each([
  ["all figures", ["85", "51", "0", "10", "0", "0", "146", ""]],
  ["some of them", ["4", "", "3", "", "", "", "7", ""]],
  ["two of them", ["9", "2", "", "", "", "", "11", ""]],
])(
  "a row that begins in a column before its own is in doubt where its total stands early: %s",
  async (_, cells) => {
    const heads = ["项目", "说明情况", ...HEADS];
    const lines = ROWS.map(({ label }, rank) => [
      label.text,
      ...(rank === 4 ? cells : ["8", ...(PRINTED[rank] ?? [])]),
    ]);
    const html = `<h1>青石县林业局2022年政府信息公开工作年度报告</h1><h2>三、收到和处理政府信息公开申请情况</h2><table>${[
      heads,
      ...lines,
    ]
      .map((line) => `<tr>${line.map((text) => `<td>${text}</td>`).join("")}</tr>`)
      .join("")}</table>`;
    const read = readOf(await extractBytes("a.html", new TextEncoder().encode(html)));
    expect(read[4]).toEqual(Array(HEADS.length).fill("?"));
    expect(read[3]).toEqual(PRINTED[3]);
  },
);

/** Sparse rows between bars, each with the labels of its groups before its own, of which one lost an empty cell. */
function barred(own: (key: string | null) => readonly string[], lineOf: (line: string) => string): string {
  const lines = ROWS.map(({ key, path, label }, rank) => {
    const above = ROWS[rank - 1]?.path ?? [];
    const groups = path.map(({ text }, depth) => (above[depth]?.text === text ? "" : text));
    const labels = [...groups, label.text];
    return [...labels, ...Array<string>(3 - labels.length).fill(""), ...own(key)];
  });
  const heads = [
    ["项目", "", "", "申请人情况", "", "", "", "", "", ""],
    ["", "", "", "自然人", "法人或其他组织", "", "", "", "", "总计"],
    ["", "", "", "", ...HEADS.slice(1, 6), ""],
  ];
  const printed = [...heads, ...lines].map((cells) => lineOf(cells.join("|")));
  return `青石县林业局2022年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n\n${printed.join("\n")}\n`;
}

const SPARSE = {
  "without totals": {
    new: ["2", "", "", "", "", "3"],
    carried_in: ["", "", "", "1"],
    "outcome.partly_granted": ["1"],
    "outcome.refused.state_secret": ["1", "", "", "", "", "1"],
    "outcome.refused.prohibited_by_law": ["", "", "", "1", "", "1"],
    "outcome.refused.administrative_inquiry": ["", "", "", "", "", "1"],
    "outcome.total": ["2", "", "", "1", "", "3"],
  },
  "with totals, ends of lines trimmed": {
    new: ["2", "", "", "", "", "", "2"],
    carried_in: ["", "1", "", "", "", "", "1"],
    "outcome.refused.state_secret": ["1", "", "", "", "", "", "1"],
    "outcome.refused.prohibited_by_law": ["1", "", "", "", "", "", "1"],
    "outcome.refused.administrative_inquiry": ["", "1", "", "", "", "", "1"],
    "outcome.total": ["2", "1", "", "", "", "", "3"],
  },
} as const;

test.each([
  ["without totals", "outcome.refused.enforcement_case_file", (line: string) => line],
  ["with totals, ends of lines trimmed", "outcome.total", (line: string) => line.replace(/\|+$/u, "")],
] as const)(
  "a sum that would hold if the row began under other rows' labels proves nothing: %s",
  async (kind, lost, lineOf) => {
    const rows: Readonly<Record<string, readonly string[]>> = SPARSE[kind];
    const filled = (key: string | null) => Array.from({ length: 7 }, (_, at) => rows[key ?? ""]?.[at] ?? "");
    const own = (key: string | null) => (key === lost ? filled(key).toSpliced(4, 1) : filled(key));
    const report = await extractBytes("a.txt", new TextEncoder().encode(barred(own, lineOf)));
    const rank = ROWS.findIndex(({ key }) => key === "outcome.total");
    const printed = filled("outcome.total");
    const wrong = (readOf(report)[rank] ?? []).filter((value, at) => value !== "?" && value !== printed[at]);
    expect(wrong).toEqual([]);
  },
);
