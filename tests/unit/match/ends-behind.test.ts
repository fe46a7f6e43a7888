// Rows set in columns by blanks: a cell too many before an empty one moves the last figure alone, and its nought proves no sum.
import { describe, expect, test } from "vitest";
import { collection, extractBytes } from "../../../src/dev/extract-file.ts";
import { screenWidth } from "../../../src/dev/made/write-text.ts";

const form = collection.forms.find(({ edition }) => edition === "2021");
const block = form?.tables.find(({ key }) => key === "requests")?.blocks[0];
const rows = (block?.rows ?? []).filter(({ key }) => key !== null);

/** What sums down the columns that do not hold raise: these figures have none. */
const SUMS = "relations-broken";
const LABELS = 96;
const COLUMN = 14;

/** What stands in the middle of cells so wide. */
const inMiddle = (text: string) => " ".repeat((COLUMN - text.length) >> 1) + text;

/** Cells in columns behind a label; what is empty leaves its place. */
function line(label: string, cells: readonly string[], middle = inMiddle): string {
  return cells.reduce((before, text, column) => {
    const from = LABELS + column * COLUMN;
    return text === "" ? before : before + " ".repeat(from - screenWidth(before)) + middle(text);
  }, label);
}

/** Seven figures whose last is their sum; the last but one is empty. */
function figuresOf(rank: number): string[] {
  const parts = Array.from({ length: 5 }, (_, column) => 11 + ((rank * 7 + column * 3) % 5));
  return [...parts, "", parts.reduce((sum, part) => sum + part, 0)].map(String);
}

/** The cells of one row, "?" behind what is doubted, when its cells are changed. */
async function read(rank: number, change: (cells: string[]) => string[]): Promise<string> {
  const heads = (block?.columns ?? []).map(({ label }) => label.text);
  const own = rows.map((row, at) => line(row.label.text, at === rank ? change(figuresOf(at)) : full(at)));
  const text = `青石县林业局2022年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n${[line("", heads, (head) => head), ...own].join("\n")}\n`;
  const report = await extractBytes("a.txt", Buffer.from(text));
  const cells = report.tables.find(({ table }) => table === "requests")?.cells ?? [];
  return cells
    .filter(({ row }) => row === rows[rank]?.key)
    .map(({ value, state, doubts }) => `${value ?? state[0]}${doubts.some((one) => one !== SUMS) ? "?" : ""}`)
    .join(" ");
}

function full(rank: number): string[] {
  const cells = figuresOf(rank);
  return cells.with(5, "12").with(6, String(Number(cells[6]) + 12));
}

describe.each([3, 9, 14])("row %i", (rank) => {
  const plain = figuresOf(rank);

  test("is certain with an empty cell in its place", async () => {
    expect(await read(rank, (cells) => cells)).toBe(plain.map((cell) => cell || "b").join(" "));
  });

  test.each([0, 1, 4])("is doubted with a nought too many before its figure %i", async (at) => {
    const cells = (await read(rank, (own) => own.toSpliced(at, 0, "0"))).split(" ");
    expect(cells.filter((cell) => !cell.endsWith("?"))).toEqual([]);
  });
});
