// One cell a line, empty cells as empty lines: what equal numbers of lines prove, and what one lost line leaves in doubt.
import { describe, expect, test } from "vitest";
import { collection } from "../../../src/dev/extract-file.ts";
import type { Form, FormBlock } from "../../../src/model/form.ts";
import { formOf } from "../../builders/made-form.ts";
import { cellsInText } from "../../builders/text-tables.ts";
import { CONVENTIONS } from "../../builders/words.ts";
import { form as disclosure } from "../../property/flatten.ts";

const COLUMNS = ["在架数量", "借出数量", "修补数量", "合计数量"];
const ROWS = ["历史地理类", "自然科学类", "文学艺术类", "舆图方志类", "期刊报纸类", "工具书籍类"];

/** Columns c0, c1 … and rows r0, r1 … of these words. */
const linesForm = (columns: readonly string[], furniture: readonly string[]) => {
  const keyed = (letter: string, words: readonly string[]) =>
    Object.fromEntries(words.map((text, index) => [`${letter}${index}`, text]));
  return formOf({ furniture, columns: keyed("c", columns), rows: keyed("r", ROWS) });
};

/** `row` → its cells: figure or state's first letter, "?" behind what is doubted. */
function read(
  form: Form,
  rows: readonly (readonly string[])[],
  heads: readonly string[],
): Record<string, string> {
  const cells = [...heads, ...rows.flat()].join("\n");
  const text = `本馆情况如下。\n\n馆藏情况统计表\n\n${cells}\n\n三、结语\n\n特此说明。\n`;
  const found: Record<string, string[]> = {};
  for (const { row, value, state, doubts } of cellsInText(text, { form, conventions: CONVENTIONS })) {
    found[row] ??= [];
    found[row].push(`${value ?? state[0]}${doubts.length > 0 ? "?" : ""}`);
  }
  return Object.fromEntries(Object.entries(found).map(([row, texts]) => [row, texts.join(" ")]));
}

describe("empty cells are empty lines", () => {
  const form = linesForm(COLUMNS, ["门类"]);
  const heads = ["门类", ...COLUMNS];
  const table = [
    ["", "7", "", "7"],
    ["", "", "", ""],
    ["3", "", "2", "5"],
    ["", "", "1", "1"],
    ["", "", "", ""],
    ["4", "", "", "4"],
  ].map((cells, index) => [ROWS[index] ?? "", ...cells]);

  test("rows of different figures with equally many lines prove where each figure stands, and the blanks", () => {
    expect(read(form, table, heads)).toEqual({
      r0: "b 7 b 7",
      r1: "b b b b",
      r2: "3 b 2 5",
      r3: "b b 1 1",
      r4: "b b b b",
      r5: "4 b b 4",
    });
  });

  test("a row that lost a line is in doubt, and no other", () => {
    const torn = table.map((cells, index) => (index === 2 ? cells.toSpliced(2, 1) : cells));
    const found = read(form, torn, heads);
    expect(found["r2"]).toMatch(/^\S+\? \S+\? \S+\? \S+\?$/);
    expect({ ...found, r2: "" }).toEqual({ ...read(form, table, heads), r2: "" });
  });

  test("a row with a line too many is in doubt, also where it has a figure for each column", () => {
    const torn = table.map((cells, index) =>
      index === 2 ? [cells[0] ?? "", "", "3", "3", "2", "5"] : cells,
    );
    expect(read(form, torn, heads)["r2"]).toMatch(/^\S+\? \S+\? \S+\? \S+\?$/);
  });

  test("of the last row only the gap between paragraphs says where it ends", () => {
    const torn = table.map((cells, index) => (index === 5 ? cells.toSpliced(3, 1) : cells));
    const found = read(form, torn, heads);
    expect(found["r5"]).toMatch(/\?/);
    expect({ ...found, r5: "" }).toEqual({ ...read(form, table, heads), r5: "" });
  });

  test("where empty cells left no lines, nothing proves where figures stand", () => {
    const bare = table.map((cells) => cells.filter((text) => text !== ""));
    expect(read(form, bare, heads)["r2"]).toMatch(/\?/);
  });
});

describe("a row without a label in which more lines are printed than it has cells", () => {
  const ENDS = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"];
  const heads = ["行政复议", "行政诉讼", ...ENDS, "未经复议直接起诉", "复议后起诉", ...ENDS, ...ENDS];
  const title = "四、政府信息公开行政复议、行政诉讼情况";
  const cases = (row: string) => {
    const text = [title, "", ...heads, ...row.split(" ").map((cell) => cell.replace("_", ""))].join("\n");
    return cellsInText(`${text}\n\n五、存在的主要问题`, { form: disclosure, conventions: CONVENTIONS }).map(
      ({ value, state, doubts }) => `${value ?? state[0]}${doubts.length > 0 ? "?" : ""}`,
    );
  };

  test("is certain with as many lines as cells", () => {
    const row = "2 9 9 4 24 10 0 7 0 17 5 5 0 4 14";
    expect(cases(row).join(" ")).toBe(row);
  });

  test.each([
    ["a figure behind a total", "2 9 9 4 24 7 10 _ 7 0 17 5 5 _ 4 14"],
    ["a figure that no sum needs", "2 9 9 4 24 10 _ 7 0 17 3 5 5 _ 4 14"],
    ["an empty line, and a figure", "2 9 9 4 24 10 1 6 0 17 5 _ 5 _ 4 14"],
  ])("and else is doubted: %s", (_, row) => {
    for (const cell of cases(row)) expect(cell).toMatch(/\?$/);
  });
});

describe("a figure for each row, and one row's label lost", () => {
  const form = linesForm(COLUMNS.slice(0, 1), ["门类"]);
  const heads = ["门类", ...COLUMNS.slice(0, 1)];
  const table = (lost: number) =>
    ROWS.map((label, index) => [
      index === lost ? "" : label,
      index === lost - 1 && lost > 0 ? "" : `${7 + index}`,
    ]);

  test.each([1, 2, 4])(
    "the row above is doubted where its own cell may be the empty one (row %i)",
    (lost) => {
      const found = read(form, table(lost), heads);
      expect(found[`r${lost - 1}`]).toMatch(/\?/);
      expect(found[`r${lost === 4 ? 0 : 5}`]).toBe(lost === 4 ? "7" : "12");
    },
  );
});

describe("columns without figures between labels and figures", () => {
  const form = linesForm(COLUMNS.slice(0, 2), ["门类", "单位", "代码"]);
  const rows = (unit: string, number: (index: number) => string) =>
    ROWS.map((label, index) => [label, unit, number(index), index % 2 === 0 ? "" : "8", `${30 + index}`]);
  const heads = ["门类", "单位", "代码", ...COLUMNS.slice(0, 2)];

  test("numbers that count the rows are nobody's figures", () => {
    expect(
      read(
        form,
        rows("件", (index) => `${index + 1}`),
        heads,
      ),
    ).toMatchObject({ r0: "b 30", r5: "8 35" });
  });

  test("a mark may stand where the unit would", () => {
    expect(
      read(
        form,
        rows("——", (index) => `${index + 11}`),
        heads,
      ),
    ).toMatchObject({ r0: "b 30", r4: "b 34" });
  });

  test("a row whose number is not the next one is in doubt", () => {
    const found = read(
      form,
      rows("件", (index) => `${index === 3 ? 9 : index + 1}`),
      heads,
    );
    expect(found["r3"]).toMatch(/\?/);
    expect(found["r2"]).toBe("b 32");
  });

  test("without a head over them, numbers are figures", () => {
    const plain = linesForm(COLUMNS.slice(0, 2), ["门类"]);
    const cells = ROWS.map((label, index) => [label, `${index + 1}`, `${30 + index}`]);
    expect(read(plain, cells, ["门类", ...COLUMNS.slice(0, 2)])).toMatchObject({ r0: "1 30", r5: "6 35" });
  });
});

describe("an empty line behind the label of a row with a figure a column", () => {
  const form = collection.forms.find(({ edition }) => edition === "2021") as Form;
  const table = form.tables.find(({ key }) => key === "proactive_disclosure");
  const linesOf = (one: FormBlock, index: number, printed: readonly (readonly string[])[]) => [
    one.head?.text ?? "",
    one.furniture[0]?.text ?? "",
    ...one.columns.map(({ label }) => label.text),
    ...one.rows.flatMap(({ label }, rank) => [label.text, ...((index === 0 && printed[rank]) || ["0"])]),
  ];
  /** What the second row of the first block reads. */
  const readSecond = (...printed: readonly (readonly string[])[]) => {
    const lines = table?.blocks.flatMap((one, index) => linesOf(one, index, printed)) ?? [];
    const text = `主动公开政府信息情况\n\n${lines.join("\n")}\n\n特此说明。\n`;
    return cellsInText(text, { form, conventions: collection.conventions })
      .filter(({ row }) => row === table?.blocks[0]?.rows[1]?.key)
      .map(({ value, doubts }) => `${value}${doubts.length > 0 ? "?" : ""}`);
  };

  test.each([
    ["noughts", ["0"], ["", "0", "0", "0"]],
    ["figures", ["7"], ["", "3", "0", "5"]],
    ["figures below two", ["4", "5"], ["", "4", "5", "9"]],
  ])("is one of its cells, where no other label has one: %s", (_, first, second) => {
    for (const cell of readSecond(first, second)) expect(cell).toMatch(/\?$/);
  });

  test("is none without that line", () => {
    expect(readSecond(["0", "0", "0"], ["3", "0", "5"])).toEqual(["3", "0", "5"]);
  });
});
