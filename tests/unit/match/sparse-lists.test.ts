// Lists in which every cell is named and many names have no figure behind them: what is empty, and what leaves that open.
import { describe, expect, test } from "vitest";
import { HEADS, PRINTED, ROWS, readOf, readPage } from "../../builders/requests-page.ts";

const TITLE = "青石县林业局2022年政府信息公开工作年度报告";
const CHAPTER = "三、收到和处理政府信息公开申请情况";

/** Figures of every row, empty where the row's number and the column's say so. */
const emptied = (isEmpty: (rank: number, column: number) => boolean) =>
  PRINTED.map((row, rank) => row.map((figure, column) => (isEmpty(rank, column) ? "" : figure)));
const SPARSE = emptied((rank, column) => (rank * 5 + column * 2) % 3 === 0);
/** Most of all cells are empty, totals too, and some rows whole. */
const MOSTLY = emptied((rank, column) => (rank * 3 + column * 5) % 7 > 1 || rank % 6 === 2);

/** How a list prints a row: its label, and each of its cells. */
interface Way {
  readonly label: (text: string) => string;
  readonly cell: (head: string, figure: string) => string;
  readonly between: string;
}

const listOf = ({ label, cell, between }: Way, figures: readonly (readonly string[])[]) =>
  ROWS.map(
    (row, rank) =>
      label(row.label.text) +
      HEADS.map((head, column) => cell(head, figures[rank]?.[column] ?? "")).join(between),
  ).join("\n");

const readText = async (list: string) =>
  readOf(await readPage("a.txt", [TITLE, CHAPTER, list, "四、其他情况", "没有变化。"].join("\n")));

const after =
  (joint: string, unit = "") =>
  (head: string, figure: string) =>
    figure === "" ? head + joint : `${head}${joint}${figure}${unit}`;
const WAYS: readonly (readonly [name: string, way: Way])[] = [
  ["colons", { label: (text) => `${text}：`, cell: after("：", "件"), between: "；" }],
  ["a word", { label: (text) => `${text}：`, cell: after("为"), between: "，" }],
  ["commas alone", { label: (text) => `${text}：`, cell: after(""), between: "、" }],
  ["blanks alone", { label: (text) => `${text} `, cell: after(""), between: " " }],
  ["nothing", { label: (text) => text, cell: after(""), between: "" }],
  ["blanks on both sides", { label: (text) => `${text}　`, cell: after(" "), between: "  " }],
  ["a line a name", { label: (text) => `${text}\n`, cell: after("", "件"), between: "\n" }],
  [
    "a line a name, a line a figure",
    {
      label: (text) => `${text}\n`,
      cell: (head, figure) => (figure === "" ? head : `${head}\n${figure}`),
      between: "\n",
    },
  ],
];

describe.each(WAYS)("names and figures with %s", (_, way) => {
  test.each([
    ["a third empty", SPARSE],
    ["most empty", MOSTLY],
  ])("%s", async (__, figures) => {
    expect(await readText(listOf(way, figures))).toEqual(figures);
  });
});

// A colon before the next one's semicolon says by itself that its place is empty.
test.each(WAYS.filter(([name]) => name !== "colons"))(
  "one figure that is not there may be lost: names and figures with %s",
  async (_, way) => {
    const read = await readText(
      listOf(
        way,
        emptied((rank, column) => rank === 4 && column === 2),
      ),
    );
    expect(read[4]?.[2]).not.toBe("");
  },
);

test("terms of a list without a definition are empty cells", async () => {
  const list = ROWS.map(
    ({ label }, rank) =>
      `<h6>${label.text}</h6><dl>${HEADS.map((head, column) => `<dt>${head}</dt><dd>${SPARSE[rank]?.[column]}</dd>`).join("")}</dl>`,
  );
  const page = `<h1>${TITLE}</h1><h2>${CHAPTER}</h2>${list.join("")}<h2>四、其他情况</h2><p>没有变化。</p>`;
  expect(readOf(await readPage("a.html", page))).toEqual(SPARSE);
});

/** Lists whose figures are not their names', or whose empty places nobody can tell. */
const OPEN: readonly (readonly [name: string, print: (figures: readonly (readonly string[])[]) => string])[] =
  [
    ["figures before their names", (figures) => listOf(aheadOf("、", ""), figures)],
    ["figures before their names, with units", (figures) => listOf(aheadOf("、", "件"), figures)],
    ["figures before their names, after blanks", (figures) => listOf(aheadOf(" ", " "), figures)],
    ["figures in the lines above their names", (figures) => listOf(aheadOf("\n", "\n"), figures)],
    [
      "names together before what figures there are",
      (figures) =>
        ROWS.map(({ label }, rank) =>
          [label.text, ...HEADS, ...(figures[rank] ?? []).filter((figure) => figure !== "")].join("\n"),
        ).join("\n"),
    ],
    [
      "names in a line before what figures there are",
      (figures) =>
        ROWS.map(
          ({ label }, rank) => `${label.text}：${HEADS.join("、")}${(figures[rank] ?? []).join("")}`,
        ).join("\n"),
    ],
  ];
function aheadOf(between: string, behind: string): Way {
  const cell = (head: string, figure: string) => (figure === "" ? head : figure + behind + head);
  return { label: (text) => `${text}${between}`, cell, between };
}

test.each(OPEN)("nothing is wrong and certain in %s", async (_, print) => {
  const alone = emptied((rank, column) => column !== rank % 7);
  for (const figures of [SPARSE, MOSTLY, alone]) {
    const read = await readText(print(figures));
    const wrong = read.flatMap((row, rank) =>
      row.flatMap((value, column) =>
        value === "?" || value === figures[rank]?.[column] ? [] : [`${rank}/${column}`],
      ),
    );
    expect(wrong).toEqual([]);
  }
});
