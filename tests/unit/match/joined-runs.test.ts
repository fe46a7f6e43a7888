// Rows in text whose figures are joined by a mark, or whose cells are told apart by tabs.
import { describe, expect, test } from "vitest";
import { HEADS, PRINTED, ROWS, readOf, readPage } from "../../builders/requests-page.ts";

const TITLE = "青石县林业局2022年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n";
const text = (head: string, rows: readonly string[]) =>
  `${TITLE}${head}\n${rows.join("\n")}\n四、其他\n本年度无其他事项。\n`;
const labelled = (cells: (rank: number) => string) =>
  ROWS.map((row, rank) => `${row.label.text}  ${cells(rank)}`);

describe("figures joined by a mark", () => {
  test.each(["/", "、", "；"])("are one each: %s", async (mark) => {
    const page = text(
      `项目  ${HEADS.join(mark)}`,
      labelled((rank) => (PRINTED[rank] ?? []).join(mark)),
    );
    expect(readOf(await readPage("a.txt", page))).toEqual(PRINTED);
  });

  // A stroke may be an empty cell: without heads that are joined by it nothing tells which it is.
  test("a stroke for an empty cell joins nothing", async () => {
    const rows = labelled((rank) => (rank % 2 === 0 ? "3 / 0 / 1 / 4" : "2/0/1/3"));
    const read = readOf(await readPage("a.txt", text("项目", rows)));
    const stroked = read.filter((_, rank) => rank % 2 === 0);
    expect(stroked).toEqual(stroked.map(() => ["3", "", "0", "", "1", "", "4"]));
    const joined = read.filter((_, rank) => rank % 2 === 1);
    expect(joined.flat().filter((figure) => figure !== "?")).toEqual([]);
  });
});

describe("cells between tabs", () => {
  const EMPTY = PRINTED.map((row, rank) =>
    row.map((figure, column) => ((rank + column) % 3 === 0 ? "" : figure)),
  );
  const rows = ROWS.map(({ label }, rank) => [label.text, ...(EMPTY[rank] ?? [])].join("\t"));

  test.each([
    ["a.txt", text(["项目", ...HEADS].join("\t"), rows)],
    [
      "a.html",
      `<h1>${TITLE.split("\n")[0]}</h1><p>三、收到和处理政府信息公开申请情况</p><pre>${[["项目", ...HEADS].join("\t"), ...rows].join("\n")}</pre>`,
    ],
  ])("empty ones have their places: %s", async (name, page) => {
    expect(readOf(await readPage(name, page))).toEqual(EMPTY);
  });
});
