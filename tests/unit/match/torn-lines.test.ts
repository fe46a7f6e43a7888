// Texts in which one line was torn, joined to the next or lost a figure: what went with it is in doubt, and the rest is not.
import { expect, test } from "vitest";
import { collection, extractBytes } from "../../../src/dev/extract-file.ts";
import { boxRows } from "../../../src/grid/text-box.ts";
import { chooseCopy } from "../../../src/match/copies.ts";
import type { ReportCell } from "../../../src/model/report.ts";
import { reported } from "../../builders/cells.ts";
import {
  BEHIND,
  HEADS,
  NOT_HELD,
  REQUESTS,
  ROWS,
  TITLE,
  trimmedBars,
  UNCLEAR,
} from "../../builders/requests.ts";

async function rowOf(text: string, row: string, name = "a.txt", table = "requests"): Promise<ReportCell[]> {
  const { tables } = await extractBytes(name, new TextEncoder().encode(text));
  return tables
    .filter(({ table: key }) => key === table)
    .flatMap(({ cells }) => cells.filter((cell) => cell.row === row));
}

const told = (cells: readonly ReportCell[]) =>
  cells.map(({ state, value, doubts }) => `${value ?? state}${doubts.length > 0 ? "?" : ""}`);

const ROW_NOT_HELD = ["24", "5", "6", "3", "8", "0", "46"];
const ROW_UNCLEAR = ["4", "1", "0", "1", "0", "1", "7"];

/** @param joined the row whose line goes on with the next one's */
function bars(joined: number): string {
  const lines = ROWS.map(
    ({ labels, figures }, rank) => `${[...labels, ...figures].join(" | ")} |${rank === joined ? " " : "\n"}`,
  );
  return `${TITLE}\n${REQUESTS}\n${HEADS.join(" | ")}\n${lines.join("")}\n${BEHIND}`;
}

test("a row whose label is printed in another row's line is not surely absent", async () => {
  expect(told(await rowOf(bars(-1), "outcome.unavailable.still_unclear"))).toEqual(ROW_UNCLEAR);
  expect(told(await rowOf(bars(UNCLEAR), "outcome.unavailable.still_unclear"))).not.toContain("absent");
});

const wide = (text: string, columns: number) =>
  text +
  " ".repeat(Math.max(0, columns - [...text].reduce((sum, char) => sum + (char > "\u2fff" ? 2 : 1), 0)));

/** A layout; with `lost` the figure of a row is gone with the blanks behind it. */
function layout(lost: boolean): string {
  const heads = ["自然人", "企业", "科研", "公益", "法律", "其他", "总计"];
  const lines = ROWS.map(({ labels, figures }, rank) => {
    const line = `${wide(labels.join(" "), 62)}${figures.map((figure) => wide(String(figure), 8)).join("")}`;
    return (lost && rank === NOT_HELD ? line.replace("3       ", "") : line).trimEnd();
  });
  return `${TITLE}\n${REQUESTS}\n${wide("", 62)}${heads.map((head) => wide(head, 8)).join("")}\n${lines.join("\n")}\n${BEHIND}`;
}

test("a row of a layout that alone lacks its total may have moved", async () => {
  const key = "outcome.unavailable.not_held";
  expect(told(await rowOf(layout(false), key))).toEqual(ROW_NOT_HELD);
  expect((await rowOf(layout(true), key)).every(({ doubts }) => doubts.length > 0)).toBe(true);
  expect(told(await rowOf(layout(true), "outcome.unavailable.still_unclear"))).toEqual(ROW_UNCLEAR);
});

test("a figure on a line of its own behind a table may be that of the empty cell before it", async () => {
  const lines = ROWS.map(({ labels, figures }) => [...["", "", ...labels].slice(-3), ...figures].join(";"));
  const whole = `${TITLE}\n${REQUESTS}\n;;;${HEADS.join(";")}\n${lines.join("\n")}\n${BEHIND}`;
  const torn = whole.replace("24;5;6;3;8;0;46", "24;5;6;3;8;0;\n46");
  expect(torn).not.toBe(whole);
  const key = "outcome.unavailable.not_held";
  expect(told(await rowOf(whole, key, "a.csv"))).toEqual(ROW_NOT_HELD);
  expect(told(await rowOf(torn, key, "a.csv")).at(-1)).toBe("blank?");
});

test("a short label at the beginning of a line is printed there", async () => {
  const lines = ROWS.map(
    ({ labels, figures }) =>
      `${labels.join("\n")}：${HEADS.map((head, at) => `${head}${figures[at] ?? 0}件`).join("，")}`,
  );
  const text = [
    TITLE,
    "二、主动公开政府信息情况",
    "第二十条第（一）项",
    "  规章：本年制发件数 3，本年废止件数 0，现行有效件数 0",
    "   2，本年废止件数 5，现行有效件数 40",
    "第二十条第（五）项",
    "  行政许可：本年处理决定数量 0",
    "第二十条第（六）项",
    "  行政处罚：本年处理决定数量 5",
    "  行政强制：本年处理决定数量 0",
    REQUESTS,
    ...lines,
    BEHIND,
  ].join("\n");
  const cells = await rowOf(text, "rules", "a.txt", "proactive_disclosure");
  expect(cells.some(({ state, doubts }) => state === "absent" && doubts.length === 0)).toBe(false);
});

test("a drawing that is cut off has a row behind its last rule", () => {
  const lines = ["┌──┬──┐", "│甲│ 1│", "├──┼──┤", "│乙│ 2│"].map((text, at) => ({ text, line: at + 1 }));
  expect(boxRows(lines, 1)?.map((row) => row.map(({ text }) => text))).toEqual([
    ["甲", "1"],
    ["乙", "2"],
  ]);
});

test("where two prints contradict each other, what one of them alone prints is in doubt", () => {
  const cell = (row: string, value: string) => reported("甲", row, "a", value);
  const print = (...cells: ReportCell[]) => ({
    cells,
    headings: [],
    title: { says: null, belowOwn: false, section: null },
    score: 10,
  });
  const choice = (second: string) =>
    chooseCopy([print(cell("1", "3"), cell("2", "4")), print(cell("1", second))], {
      subject: { year: null, issuer: null },
      words: collection.conventions.subjectWords,
      organEndings: [],
      titleOf: () => null,
    });
  expect(told(choice("3")?.cells ?? [])).toEqual(["3", "4"]);
  expect(told(choice("5")?.cells ?? [])).toEqual(["3?", "4?"]);
});

test("a row that ends before its last cells may have lost one among its figures as well, where no sum tells", async () => {
  const doubted = async (row: string) =>
    (await rowOf(trimmedBars(16), row)).map(({ doubts }) => doubts.length > 0);
  expect(await doubted("outcome.not_processed.repeated")).toEqual(HEADS.map(() => true));
  expect(await doubted("outcome.unavailable.not_held")).toEqual(HEADS.map(() => false));
});

test("a row that kept no more than its group's label may be any row of the group, whatever the order of the rows", async () => {
  const order = [...ROWS.keys()].reverse();
  const page = (lost: boolean) => {
    const rows = order.map((rank) => {
      const { path, label, figures } = ROWS[rank] as (typeof ROWS)[number];
      const cells = [...path, ...(lost && rank === UNCLEAR ? [] : [label]), ...figures];
      return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`;
    });
    const heads = `<tr><td></td><td></td><td></td>${HEADS.map((head) => `<td>${head}</td>`).join("")}</tr>`;
    return `<html><head><meta charset="utf-8"><title>${TITLE}</title></head><body><h1>${TITLE}</h1><p>${REQUESTS}</p><table>${heads}${rows.join("")}</table></body></html>`;
  };
  const key = "outcome.unavailable.still_unclear";
  expect(told(await rowOf(page(false), key, "a.html"))).toEqual(ROW_UNCLEAR);
  expect(told(await rowOf(page(true), key, "a.html"))).not.toContain("absent");
});
