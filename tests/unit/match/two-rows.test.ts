// Cells one a line, one row without its label: what the row above prints and what it prints are the cells of two rows, and
// noughts make the sums of both hold wherever they stand.
import { describe, expect, test } from "vitest";
import { collection, extractBytes } from "../../../src/dev/extract-file.ts";

const form = collection.forms.find(({ edition }) => edition === "2021");
const block = form?.tables.find(({ key }) => key === "requests")?.blocks[0];
const rows = (block?.rows ?? []).filter(({ key }) => key !== null);
const heads = (block?.columns ?? []).map(({ label }) => label.text);

/** The cells of a row that has none in doubt but for sums down the columns, which these figures do not have. */
async function read(
  lost: number,
  own: readonly string[],
  other: readonly string[],
  label = "",
): Promise<string> {
  const cells = rows.flatMap((row, rank) => {
    const figures = rank === lost - 1 ? own : rank === lost ? other : full(rank);
    return [rank === lost ? label : row.label.text, ...figures];
  });
  const text = [
    "青石县林业局2022年政府信息公开工作年度报告",
    "三、收到和处理政府信息公开申请情况",
    ...heads,
    ...cells,
  ];
  const report = await extractBytes("a.txt", Buffer.from([...text, "五、存在的主要问题"].join("\n")));
  return report.tables
    .flatMap((table) => (table.table === "requests" ? table.cells : []))
    .filter(({ row }) => row === rows[lost - 1]?.key)
    .map(({ value, state, doubts }) =>
      doubts.some((one) => one !== "relations-broken") ? "?" : (value ?? state),
    )
    .join(" ");
}

/** Seven figures, the last their sum; in some rows one cell is empty. */
function full(rank: number): string[] {
  const parts = [1, 2, 3, 4, 5].map((column) => String(1 + ((rank * 7 + column * 3) % 5)));
  return [...parts, rank % 4 === 0 ? "" : "0", String(parts.reduce((sum, part) => sum + Number(part), 0))];
}

describe.each([
  ["a figure and its total", ["0", "", "", "", "0", "0", "0"], ["", "49", "", "", "", "0", "49"]],
  ["noughts", ["0", "", "", "0", "", "0", ""], ["", "0", "", "0", "", "", "0"]],
  ["a total of the first row", ["4", "", "", "", "0", "0", ""], ["0", "", "0", "", "", "", "4"]],
])("%s", (_, own, other) => {
  test.each([8, 11, 17])("of two rows, the second the form's row %i, are none's for sure", async (lost) => {
    expect(await read(lost, own, other)).not.toMatch(/\d/);
  });
});

test("where both have their labels the cells are certain", async () => {
  const own = full(7);
  expect(await read(8, own, ["", "49", "", "", "", "0", "49"], rows[8]?.label.text)).toBe(own.join(" "));
});
