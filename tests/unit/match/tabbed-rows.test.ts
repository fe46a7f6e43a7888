// Rows of a text whose cells tabs part, most of them empty: which of them is the figure's.
import { expect, test } from "vitest";
import { collection, extractBytes } from "../../../src/dev/extract-file.ts";
import { formOf } from "../../builders/made-form.ts";
import { cellsInText } from "../../builders/text-tables.ts";
import { CONVENTIONS } from "../../builders/words.ts";

const columns = collection.forms
  .find(({ edition }) => edition === "2021")
  ?.tables.find(({ key }) => key === "review_litigation")?.blocks[0]?.columns;
if (!columns) throw new Error("the form of 2021 has a table of reviews");
const WIDTH = columns.length;
const HEADS = columns.map(({ label }) => label.text);

/** What is read of the one row below its heads, and where it is in doubt. */
async function read(heads: string, cells: readonly string[]) {
  const lines = ["甲县财政局2023年政府信息公开工作年度报告", "四、政府信息公开行政复议、行政诉讼情况"];
  const text = [
    ...lines,
    "行政复议\t行政诉讼",
    heads,
    cells.join("\t"),
    "",
    "五、存在的主要问题及改进情况",
    "无。",
  ];
  const report = await extractBytes("a.txt", new TextEncoder().encode(text.join("\n")));
  const found = report.tables.flatMap((table) => table.cells);
  return found.map(({ value, doubts }) => `${value ?? ""}${doubts.length > 0 ? "?" : ""}`);
}

const row = (figures: Readonly<Record<number, string>>, width = WIDTH) =>
  Array.from({ length: width }, (_, at) => figures[at] ?? "");
const FIGURES = [
  { 1: "10", 4: "10" },
  { 0: "3", 3: "6", 4: "9", 14: "" },
  { 11: "11", 14: "11" },
];

test.each(FIGURES)(
  "a row below its heads with a tab less than cells has each figure in its cell: %j",
  async (figures) => {
    expect(await read(HEADS.join("\t"), row(figures))).toEqual(row(figures));
  },
);

test.each([
  ["it has a tab less", HEADS.join("\t"), row({ 1: "10", 4: "10" }, WIDTH - 1)],
  ["a tab opens the line of heads", `\t${HEADS.join("\t")}`, row({ 1: "10", 4: "10" })],
  ["no tabs part the heads", HEADS.join(" "), row({ 1: "10", 4: "10" })],
])("which is not sure where %s", async (_, heads, cells) => {
  const figures = (await read(heads, cells)).filter((one) => one.startsWith("10"));
  expect(figures).not.toContain("10");
});

const LABELS = { chinese: "书库中文图书藏书数", russian: "书库俄文图书藏书数", lent: "全年各类图书借出数" };
const form = formOf({
  furniture: ["门类"],
  columns: { made: "新购册数", lost: "注销册数", held: "现有册数" },
  rows: LABELS,
});
const library = (...cells: readonly string[]) => {
  const lines = Object.values(LABELS).map((label, rank) => `${label}\t${cells[rank]}`);
  const text = ["馆藏情况统计表", "门类\t新购册数\t注销册数\t现有册数", ...lines, "", "本馆另有说明。"].join(
    "\n",
  );
  const read = cellsInText(text, { form, conventions: CONVENTIONS });
  return read.map(({ value, doubts }) => `${value ?? ""}${doubts.length > 0 ? "?" : ""}`);
};

test("a line that ends in its last cell shows that a tab at the end of others opens an empty one", () => {
  expect(library("\t660\t", "\t\t559", "\t\t")).toEqual(["", "660", "", "", "", "559", "", "", ""]);
});

test("… and without one, a tab at the end may close a cell", () => {
  expect(library("\t660\t", "\t559\t", "\t\t").some((one) => /\d$/.test(one))).toBe(false);
});
