// Cells of tables in plain text keep the characters that they are.
import { expect, test } from "vitest";
import { layOutText } from "../../../src/grid/text.ts";
import { withChars } from "../../../src/grid/text-chars.ts";
import type { RawCell } from "../../../src/model/document.ts";
import { locator, stretch } from "../../../src/model/place.ts";

const shownOf = (text: string, row: readonly { readonly at: RawCell["at"] }[]) =>
  row.map(({ at }) => at.chars && text.split("\n")[(at.line ?? 0) - 1]?.slice(at.chars[0] - 1, at.chars[1]));

/** Each cell of each table, with the characters that its place names. */
function placed(text: string) {
  return layOutText({ kind: "plain", text }, () => undefined).flatMap((block) =>
    block.kind === "grid"
      ? block.rows.flatMap((row) =>
          row.flatMap((slot) => {
            const cell = slot.kind === "cell" ? slot : null;
            return cell ? [{ text: cell.text, shown: shownOf(text, [cell])[0] }] : [];
          }),
        )
      : [],
  );
}

test.each([
  ["bars", "| 信息内容 | 制发 | 废止 |\n|---|---|---|\n| 规章10 | 1 | 10 |\n| 文件 | 0 | 1 |"],
  ["tabs", "信息内容\t制发\n\t规章10\n\t1\n\t10\n\n\t文件\n\t0\n\t1"],
  ["boxes", "┌────┬──┬──┐\n│规章│1 │10│\n│  0 │  │  │\n├────┼──┼──┤\n│文件│0 │1 │\n└────┴──┴──┘"],
])("in a table of %s", (_, text) => {
  const cells = placed(text).filter(({ text: own }) => own.trim() !== "");
  expect(cells.length).toBeGreaterThan(4);
  for (const cell of cells) expect(cell.shown).toBe(cell.text.split("\n")[0]);
});

test("a figure that is not found as it is printed leaves those behind it to their line", () => {
  const lines = [{ text: "| 规章 | 1\\0 | 0 | 5 |", line: 1 }];
  const cell = (text: string, index: number): RawCell => ({
    ...{ text, rowSpan: 1, colSpan: 1 },
    at: { table: 1, row: 1, cell: index + 1, line: 1 },
  });
  const [row = []] = withChars([["规章", "10", "0", "5"].map(cell)], lines);
  expect(row.map(({ at }) => at.chars)).toEqual([[3, 4], undefined, undefined, undefined]);
});

test("a stretch of places goes from the first to the last, and a box is around both", () => {
  const at = { table: 1, row: 2 };
  const cells = stretch({ ...at, cell: 2 }, { ...at, cell: 4 });
  expect(cells).toEqual({ ...at, cell: 2, lastCell: 4 });
  expect(locator(cells)).toBe("table 1 row 2 cell 2-4");
  expect(stretch({ ...at, cell: 3 }, { ...at, row: 3, cell: 4 })).toEqual({ ...at, cell: 3 });
  const onPage = stretch({ page: 1, box: [10, 5, 20, 9] }, { page: 1, box: [30, 4, 40, 8] });
  expect(onPage).toEqual({ page: 1, box: [10, 4, 40, 9] });
});
