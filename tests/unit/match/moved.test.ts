// Labels and figures of a table as a text has them that was taken from a page: what stands side by side there, or below, does
// not belong together where labels take more lines than figures do.
import { describe, expect, test } from "vitest";
import { figuresOf, HEADS, pageOf, ROWS, readOf, readPage } from "../../builders/requests-page.ts";

const TITLE = pageOf("")
  .replace(/<title>.*?<\/title>/u, "")
  .replace(/<[^>]+>/gu, "\n\n");
const PROSE = "以上数据由各科室核对后填报，供社会各界查阅。";
const LONGEST_LINE = 14;

/** Labels with their breaks, and beside them the lines of figures from `first` on, as one cell each. */
function sideBySide(first: (labels: number) => number): string {
  const labels = ROWS.flatMap(({ label: { text } }) =>
    text.length > LONGEST_LINE + 3 ? [text.slice(0, LONGEST_LINE), text.slice(LONGEST_LINE)] : [text],
  );
  const from = first(labels.length);
  const lines = labels.map((label, at) => {
    const figures = at >= from && at - from < ROWS.length ? figuresOf(at - from) : [];
    return [label, ...figures].join(" ");
  });
  return [TITLE, ["项目", ...HEADS].join(" "), ...lines, "", PROSE].join("\n");
}

describe("no figure is certain beside another row's label", () => {
  test.each([
    ["begin together", () => 0],
    ["end together", (labels: number) => labels - ROWS.length],
    ["stand in the middle", (labels: number) => Math.floor((labels - ROWS.length) / 2)],
  ])("where they %s", async (_, first) => {
    const rows = readOf(await readPage("a.txt", sideBySide(first)));
    const wrong = rows.filter((cells, rank) =>
      cells.some((text, column) => text !== "?" && text !== figuresOf(rank)[column]),
    );
    expect(rows).toHaveLength(ROWS.length);
    expect(wrong).toEqual([]);
  });
});

test("labels of several lines with their own figures beside them are certain", async () => {
  const lines = ROWS.map(({ label: { text } }, rank) =>
    text.length > LONGEST_LINE + 3
      ? `${text.slice(0, LONGEST_LINE)} ${figuresOf(rank).join(" ")}\n${text.slice(LONGEST_LINE)}`
      : `${text} ${figuresOf(rank).join(" ")}`,
  );
  const text = [TITLE, ["项目", ...HEADS].join(" "), ...lines, "", PROSE].join("\n");
  expect(readOf(await readPage("a.txt", text))).toEqual(ROWS.map((_, rank) => figuresOf(rank)));
});

/** Each label with its figures below it; of the rows from `first` to `last` the figures stand before the label. */
function below(first: number, last: number): string {
  const lines = ROWS.flatMap(({ label: { text } }, rank) => {
    const [, second = "", ...others] = figuresOf(rank);
    const figures =
      rank === last
        ? [others.slice(-3).join(" ")]
        : [[...figuresOf(rank).slice(0, 1), second].join(" "), ...others];
    return rank > first && rank <= last ? [...figures, text] : [text, ...figures];
  });
  return [TITLE, ["项目", ...HEADS].join("\n"), ...lines, "", PROSE].join("\n");
}

describe("no figure is certain between a row with the figures of two and one that lacks some", () => {
  test.each([
    [3, 9],
    [4, 6],
    [2, 16],
  ])("from the row at %d to that at %d", async (first, last) => {
    const rows = readOf(await readPage("a.txt", below(first, last)));
    const wrong = rows.filter((cells, rank) =>
      cells.some((text, column) => text !== "?" && text !== figuresOf(rank)[column]),
    );
    expect(rows).toHaveLength(ROWS.length);
    expect(wrong).toEqual([]);
  });
});

test.each([
  ["a row without figures", ["行政许可", ""]],
  ["an empty cell before a figure", ["规章", "4", "", "6"]],
])("two labels without a line between them, where lines stand for empty cells: %s", async (_, other) => {
  const lines = (penalty: readonly string[]) =>
    [
      TITLE,
      "二、主动公开政府信息情况",
      "第二十条第（一）项",
      ...["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
      ...(other[0] === "规章" ? other : ["规章", "4", "5", "6"]),
      ...["行政规范性文件", "7", "8", "9"],
      "第二十条第（五）项",
      ...["信息内容", "本年处理决定数量"],
      ...(other[0] === "行政许可" ? other : ["行政许可", "3"]),
      "第二十条第（六）项",
      ...["信息内容", "本年处理决定数量"],
      ...penalty,
      ...["第二十条第（八）项", "信息内容", "本年收费金额（单位：万元）", "行政事业性收费", "2"],
      PROSE,
    ].join("\n");
  const read = async (penalty: readonly string[]) => {
    const report = await readPage("a.txt", lines(penalty));
    const cells = report.tables.flatMap((table) => table.cells);
    return ["penalty", "coercion", "fees"].map((key) => {
      const cell = cells.find(({ row }) => row === key);
      return cell?.doubts.length ? "?" : (cell?.value ?? "");
    });
  };
  expect(await read(["行政处罚", "12", "行政强制", ""])).toEqual(["12", "", "2"]);
  expect((await read(["行政处罚", "行政强制", "12"])).slice(0, 2)).toEqual(["?", "?"]);
});
