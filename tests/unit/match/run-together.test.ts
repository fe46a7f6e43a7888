// Figures that ran together, rows that all lack one column, and figures under the next row's unit: what nothing proves is in doubt.
import { describe, expect, test } from "vitest";
import { extractBytes } from "../../../src/dev/extract-file.ts";
import type { Sheet, SheetCell } from "../../../src/dev/made/print-form.ts";
import type { Way } from "../../../src/dev/made/ways.ts";
import type { ReportCell } from "../../../src/model/report.ts";
import { figuresOf, made } from "../../builders/made.ts";

async function read(text: string, name = "a.txt"): Promise<ReportCell[]> {
  const report = await extractBytes(name, new TextEncoder().encode(text));
  return report.tables.flatMap(({ cells }) => cells);
}

/** A row's cells: figure or state's first letter, "?" behind what is doubted. */
const rowOf = (cells: readonly ReportCell[], key: string) =>
  cells
    .filter(({ row }) => row === key)
    .map(({ value, state, doubts }) => `${value ?? state[0]}${doubts.length > 0 ? "?" : ""}`)
    .join(" ");

const ROW = "outcome.partly_granted";

/** The table of requests with one row of these figures. */
function requests(way: Way, texts: readonly string[]): string {
  const change = ([sheet = []]: Sheet[]) => {
    const figures = figuresOf(sheet).filter(({ of }) => of?.row === ROW);
    for (const [at, cell] of figures.entries()) cell.text = texts[at] ?? "";
  };
  return made(way, change, "requests");
}

describe("two figures that ran together in their places", () => {
  test.each([
    ["the last part and the total", ["10", "", "6", "", "", "218", ""], "10 b 6 b b 218? b?"],
    ["one part and as large a total", ["", "", "", "", "", "6767", ""], "b b b b b 6767? b?"],
    ["two noughts", ["10", "", "6", "", "00", "", "16"], "10 b 6 b? u? b? 16"],
    ["a nought and a figure", ["", "", "06", "", "", "", "6"], "b b? u? b? b b 6"],
  ])("%s", async (_, texts, expected) => {
    expect(rowOf(await read(requests("padded", texts)), ROW)).toBe(expected);
  });

  test("a total that is printed is as certain as it was", async () => {
    const texts = ["10", "", "6", "", "", "202", "218"];
    expect(rowOf(await read(requests("padded", texts)), ROW)).toBe("10 b 6 b b 202 218");
  });

  test("parts without a total, which no cut makes right and all rows beside them print, may have moved", async () => {
    const texts = ["10", "", "6", "", "", "299", ""];
    expect(rowOf(await read(requests("padded", texts)), ROW)).toBe("10? b? 6? b? b? 299? b?");
  });

  test("in cells of their own they are doubted as well, and so is the empty cell beside them", async () => {
    const html = requests("html", ["", "", "06", "", "", "", "6"]);
    expect(rowOf(await read(html, "a.html"), ROW)).toBe("b b? 6? b? b b 6");
  });
});

describe("a column that no row prints", () => {
  const without = (column: string) =>
    made(
      "lines",
      ([sheet = []]) => {
        for (const row of sheet) {
          const at = row.findIndex(({ of }) => of?.column === column);
          if (at >= 0) row.splice(at, 1);
        }
      },
      "requests",
    );

  test.each(["natural_person", "research_institution", "other_organization", "total"])(
    "%s: no other's figures are certain",
    async (column) => {
      const wrong = (await read(without(column))).filter(
        ({ doubts, state, value }) => doubts.length === 0 && state === "reported" && value !== "0",
      );
      expect(wrong.map(({ row, column: of }) => `${row}/${of}`)).toEqual([]);
    },
  );

  test("with all its columns the same table is certain", async () => {
    const cells = await read(made("lines", () => {}, "requests"));
    expect(cells.filter(({ doubts }) => doubts.length > 0)).toEqual([]);
  });
});

describe("a label that was lost leaves its unit", () => {
  /** Rows of 2014 in columns; the labels of some are lost, and only these print a figure. */
  const staff = (lost: string) =>
    made(
      "padded",
      (sheets) => {
        const cells = sheets.flat(2);
        for (const cell of figuresOf(sheets.flat())) cell.text = cell.of?.row === lost ? "374" : "";
        const label = cells.find(({ of }) => of?.row === lost && of.column === null) as SheetCell;
        label.text = "";
      },
      undefined,
      "2014",
    );

  test.each([
    ["staff.part_time", "staff.full_time"],
    ["response.press_conferences.by_head", "response.press_conferences"],
    ["review.corrected", "review.upheld"],
  ])("the figure of %s is not surely that of the row above", async (lost, above) => {
    const cells = await read(staff(lost));
    expect(rowOf(cells, above)).toMatch(/\?$/);
    expect(rowOf(cells, lost)).toMatch(/\?$/);
  });
});
