// Labels and figures that only their number sets beside one another: a line too many makes up for a label too few.
import { expect, test } from "vitest";
import {
  cellsOf,
  HEADS,
  PRINTED,
  pageOf,
  ROWS,
  readOf,
  readPage,
  tableOf,
  td,
} from "../../builders/requests-page.ts";

/** The labels without the one at a rank, and with a line more before that of another. */
function linesWith(missing: number, surplus: number, line: string): string[] {
  return ROWS.flatMap(({ label }, rank) => [
    ...(rank === surplus ? [line] : []),
    ...(rank === missing ? [] : [label.text]),
  ]);
}
const paragraphs = (lines: readonly string[]) => lines.map((line) => `<p>${line}</p>`).join("");

const PRINTS: readonly (readonly [string, (lines: readonly string[]) => string])[] = [
  [
    "paragraphs beside a table",
    (lines) =>
      pageOf(
        tableOf([
          td(paragraphs(["项目", ...lines])) + td(tableOf([cellsOf(HEADS), ...PRINTED.map(cellsOf)])),
        ]),
      ),
  ],
  [
    "a table beside a table",
    (lines) =>
      pageOf(
        tableOf([
          td(tableOf(["项目", ...lines].map((line) => td(line)))) +
            td(tableOf([cellsOf(HEADS), ...PRINTED.map(cellsOf)])),
        ]),
      ),
  ],
  [
    "lines of cells",
    (lines) =>
      pageOf(
        tableOf([
          cellsOf(["项目", ...HEADS]),
          td(lines.join("<br>")) +
            HEADS.map((_, column) => td(PRINTED.map((cells) => cells[column]).join("<br>"))).join(""),
        ]),
      ),
  ],
];

const CASES = [
  [6, 12, "（单位：件）"],
  [12, 6, "其中："],
  [20, 3, "续上行内容"],
  [2, 23, "说明"],
] as const;

test.each(PRINTS)("all labels beside all figures are certain: %s", async (_, print) => {
  expect(readOf(await readPage("a.html", print(ROWS.map(({ label }) => label.text))))).toEqual(PRINTED);
});

test.each(PRINTS)("between a line too many and a label too few nothing is certain: %s", async (_, print) => {
  for (const [missing, surplus, line] of CASES) {
    const read = readOf(await readPage("a.html", print(linesWith(missing, surplus, line))));
    const wrong = read.flatMap((cells, rank) =>
      cells.flatMap((cell, column) =>
        cell === "?" || cell === PRINTED[rank]?.[column] ? [] : [[rank, column, cell]],
      ),
    );
    expect([missing, surplus, wrong]).toEqual([missing, surplus, []]);
  }
});
