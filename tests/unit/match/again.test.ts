// A label that is printed twice in a table: one of the two rows may be another's, and nothing says which.
import { expect, test } from "vitest";
import { extractBytes } from "../../../src/dev/extract-file.ts";
import type { Sheet, SheetCell } from "../../../src/dev/made/print-form.ts";
import type { ReportCell } from "../../../src/model/report.ts";
import { made, rowWith } from "../../builders/made.ts";

async function cellsOf(
  way: "html" | "tabs" | "lines" | "pipes",
  change: (sheets: Sheet[]) => void,
  edition: string,
) {
  const name = way === "html" ? "a.html" : "a.txt";
  const text = made(way, change, edition === "2014" ? "statistics" : "proactive_disclosure", edition);
  const report = await extractBytes(name, new TextEncoder().encode(text));
  return report.tables.flatMap(({ cells }) => cells);
}

/** The row of a word once more, each figure one greater or as it is, behind that of another word. */
function again(sheet: Sheet, word: string, behind: string, more: number): void {
  const row = sheet[rowWith(sheet, word)] ?? [];
  const copy = row.map(
    ({ of, ...cell }): SheetCell => (of?.column ? { ...cell, text: String(Number(cell.text) + more) } : cell),
  );
  sheet.splice(rowWith(sheet, behind) + 1, 0, copy);
}

const CASES = [
  ["2021", "行政规范性文件", "行政规范性文件", "normative_documents"],
  ["2021", "行政规范性文件", "行政事业性收费", "normative_documents"],
  [
    "2014",
    "不是《条例》所指政府信息",
    "不是《条例》所指政府信息",
    "replies.refused.not_government_information",
  ],
  ["2014", "（二）举办各类培训班数", "（三）接受培训人员数", "training_sessions"],
  ["2014", "1.专职人员数", "2.兼职人员数", "staff.full_time"],
  ["2019", "规章", "规范性文件", "rules"],
] as const;
const WAYS = ["html", "tabs", "lines", "pipes"] as const;

test.each(CASES.flatMap((one) => WAYS.map((way) => [way, ...one] as const)))(
  "%s %s: «%s» once more behind «%s», with other figures, is in doubt",
  async (way, edition, word, behind, key) => {
    const doubted = (cells: readonly ReportCell[]) =>
      new Set(
        cells
          .filter(({ doubts, row }) => doubts.length > 0 && !row.startsWith("label:"))
          .map(({ row }) => row),
      );
    const other = await cellsOf(way, ([sheet]) => sheet && again(sheet, word, behind, 1), edition);
    expect(doubted(other)).toContain(key);
    // Right below it, under a unit, it is one of several rows under a label, whatever it prints.
    if (word === behind) return;
    const same = await cellsOf(way, ([sheet]) => sheet && again(sheet, word, behind, 0), edition);
    expect(doubted(same)).not.toContain(key);
  },
);

test("a row of the same name in the table before takes no table away", async () => {
  const total = (sheets: Sheet[]) => {
    const [first] = sheets;
    const last = first?.at(-1) ?? [];
    first?.push(
      last.map(({ of, ...cell }) => (of?.column ? { ...cell, text: "124" } : { ...cell, text: "总计" })),
    );
  };
  for (const way of ["html", "pipes"] as const) {
    const text = made(way, total);
    const plain = made(way);
    const read = async (one: string) =>
      (await extractBytes(way === "html" ? "a.html" : "a.md", new TextEncoder().encode(one))).tables
        .flatMap(({ cells }) => cells)
        .filter(({ row }) => !row.startsWith("label:"))
        .map(({ table, row, column, value }) => `${table}/${row}/${column} ${value}`);
    expect(await read(text)).toEqual(await read(plain));
  }
});
