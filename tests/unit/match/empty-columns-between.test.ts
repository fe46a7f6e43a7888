// Tables drawn with an empty column between any two of their own.
import { expect, test } from "vitest";
import { HEADS, PRINTED, pageOf, ROWS, readOf, readPage, tableOf, td } from "../../builders/requests-page.ts";

const apart = (cells: readonly string[]) => cells.map((cell) => td(cell)).join(td(""));

/** The requests table with empty columns between and behind its own, whose rows `change` may change. */
async function readTable(
  printed: readonly (readonly string[])[],
  change = (line: string, _rank: number) => line,
) {
  const lines = ROWS.map(({ label }, rank) =>
    change(apart([label.text, ...(printed[rank] ?? []), ""]), rank),
  );
  return readOf(await readPage("a.html", pageOf(tableOf([apart(["项目", ...HEADS, ""]), ...lines]))));
}

const BARE = PRINTED.map((cells, rank) => (rank % 3 === 1 ? cells.map(() => "") : cells));

test.each([
  ["all figures", PRINTED],
  ["some rows without any", BARE],
] as const)("figures just under their heads are theirs: %s", async (_, printed) => {
  expect(await readTable(printed)).toEqual(printed);
});

const cellsIn = (line: string) => line.split(/(?<=<\/td>)/);

test.each([
  ["without one", (cells: string[]) => cells.toSpliced(5, 1)],
  ["with one more", (cells: string[]) => cells.toSpliced(5, 0, td(""))],
])(
  "a row %s of its cells does not end with the others, and says nothing for certain that is not so",
  async (_, change) => {
    const sparse = PRINTED.map((cells, rank) => (rank === 4 ? ["", "", "", "5", "", "", ""] : cells));
    const read = await readTable(sparse, (line, rank) =>
      rank === 4 ? change(cellsIn(line)).join("") : line,
    );
    read[4]?.forEach((value, at) => {
      if (value !== "?") expect([at, value]).toEqual([at, sparse[4]?.[at]]);
    });
    expect(read.toSpliced(4, 1)).toEqual(sparse.toSpliced(4, 1));
  },
);

const RESULTS = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"];
const FIGURES = [1, 0, 2, 3, 6, 2, 0, 4, 6, 12, 3, 0, 6, 9, 18].map(String);
/** The reviews below heads of three lines, those of groups over the empty columns as well; `name` is what stands over a result. */
const reviews = (name: (result: string, group: number) => string) => {
  const behind = td("", 'rowspan="3"');
  const group = (text: string, columns: number) => td(text, `colspan="${columns}"`);
  return tableOf([
    `${group("行政复议", 9)}${behind}${group("行政诉讼", 19)}${behind}`,
    `${RESULTS.map((result) => td(name(result, 0), 'rowspan="2"')).join(td("", 'rowspan="2"'))}${group("未经复议直接起诉", 9)}${td("", 'rowspan="2"')}${group("复议后起诉", 9)}`,
    [1, 2].map((at) => apart(RESULTS.map((result) => name(result, at)))).join(""),
    apart(FIGURES) + td(""),
  ]);
};
const reviewed = async (name: (result: string, group: number) => string) => {
  const page = pageOf(`<h2>四、政府信息公开行政复议、行政诉讼情况</h2>${reviews(name)}`);
  const cells = (await readPage("a.html", page)).tables.flatMap((table) => table.cells);
  return cells
    .filter(({ table }) => table === "review_litigation")
    .map(({ value, doubts }) => (doubts.length > 0 ? "?" : value));
};

test("heads of groups reach over the empty columns between", async () => {
  expect(await reviewed((result) => result)).toEqual(FIGURES);
});

test("where a head is lost, none of the columns without one is surely empty", async () => {
  const read = await reviewed((result, group) => (group === 1 && result === "其他结果" ? "" : result));
  read.forEach((value, at) => {
    expect(["?", FIGURES[at]]).toContain(value);
  });
});
