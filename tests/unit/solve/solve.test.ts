import { describe, expect, test } from "vitest";
import type { Relation } from "../../../src/model/form.ts";
import { type Lattice, latticeOf } from "../../../src/solve/lattice.ts";
import { solveTable } from "../../../src/solve/solve.ts";
import { gluedLattice } from "./glued.ts";

const term = (key: string) => ({ sign: 1 as const, key });
const base = {
  table: "t",
  formula: "",
  operator: "=" as const,
  strength: "follows from the layout" as const,
};
const acrossColumns: Relation = {
  ...base,
  id: "row",
  scope: "each row",
  left: [term("total")],
  right: [term("a"), term("b"), term("c")],
};
const downRows: Relation = {
  ...base,
  id: "col",
  scope: "each column",
  left: [term("sum")],
  right: [term("x"), term("y")],
};
const columns = ["a", "b", "c", "total"];
const fixed = (key: string, values: (number | null)[]) => ({ key, lattice: latticeOf([values]) });
/** Every cut, where a cell may be left out as an accident. */
function gluedRow(digits: string): Lattice {
  const { steps, ...rest } = gluedLattice(digits, 1);
  return {
    ...rest,
    steps: (column, from) => [{ value: null, text: null, to: from, unlikely: true }, ...steps(column, from)],
  };
}
const glued = (key: string, digits: string) => ({ key, lattice: gluedLattice(digits, columns.length) });

describe("solveTable", () => {
  test("a row with one reading is structure, even where a relation fails", () => {
    const [row] = solveTable({ columns, rows: [fixed("x", [1, 2, 3, 99])], relations: [acrossColumns] });
    expect(row?.settledBy).toBe("structure");
    expect(row?.cells.map((cell) => cell.texts)).toEqual([["1"], ["2"], ["3"], ["99"]]);
  });

  test("glued digits are settled when rules in both directions witness the cut", () => {
    const rows = [glued("x", "127322"), fixed("y", [1, 1, 1, 3]), fixed("sum", [13, 8, 4, 25])];
    const [x] = solveTable({ columns, rows, relations: [acrossColumns, downRows] });
    expect(x?.settledBy).toBe("arithmetic");
    expect(x?.path?.map((step) => step.value)).toEqual([12, 7, 3, 22]);
  });

  test("a cut that only its own sum witnesses is proposed and not certain", () => {
    const [x] = solveTable({ columns, rows: [glued("x", "127322")], relations: [acrossColumns] });
    expect(x?.settledBy).toBe("nothing");
    expect(x?.path?.map((step) => step.value)).toEqual([12, 7, 3, 22]);
    expect(x?.cells[0]?.texts).toContain("127");
  });

  test("as many digits as cells are a digit each where sums hold, though one cell may have been left out", () => {
    const read = (digits: string) =>
      solveTable({ columns, rows: [{ key: "x", lattice: gluedRow(digits) }], relations: [acrossColumns] })[0];
    expect(read("1203")?.path?.map((step) => step.value)).toEqual([1, 2, 0, 3]);
    expect(read("1203")?.cells.every((cell) => cell.certain)).toBe(true);
    expect(read("1204")?.cells.some((cell) => !cell.certain)).toBe(true);
  });

  test("a table of zeros has one reading", () => {
    const [x] = solveTable({ columns, rows: [glued("x", "0000")], relations: [acrossColumns, downRows] });
    expect(x?.settledBy).toBe("structure");
  });

  test("a misprint that makes a wrong cut satisfy every relation leaves a doubt", () => {
    // Printed 1, 12, 0, 13; the sum of column a should be 3 and was misprinted 13, which fits 11, 2, 0, 13.
    const rows = [glued("x", "112013"), fixed("y", [2, 0, 0, 2]), fixed("sum", [13, 12, 0, 15])];
    const relations = [acrossColumns, { ...downRows, at: ["a"] }];
    const [x] = solveTable({ columns, rows, relations });
    expect(x?.path?.map((step) => step.value)).toEqual([11, 2, 0, 13]);
    expect(x?.settledBy).toBe("nothing");
    expect(x?.cells[0]?.texts).toEqual(expect.arrayContaining(["1", "11"]));
    expect(x?.cells[1]?.certain).toBe(false);
  });

  test("wherever one cell is misprinted, the printed figures stay among the readings", () => {
    const small = [0, 1, 2, 10, 11, 12];
    for (const a of small) {
      for (const b of small) {
        for (const at of [0, 1, 2, 3, 4, 5, 6, 7]) {
          const x = [a, b, 1, a + b + 1];
          const sum = [a + 2, b, 1, a + b + 3];
          const printed = [...x, ...sum].map((value, index) => (index === at ? value + 9 : value));
          const line = printed.slice(0, 4).join("");
          const rows = [glued("x", line), fixed("y", [2, 0, 0, 2]), fixed("sum", printed.slice(4))];
          const [row] = solveTable({ columns, rows, relations: [acrossColumns, downRows] });
          row?.cells.forEach((cell, index) => {
            expect(cell.texts, `${line} misprinted at ${at}`).toContain(String(printed[index]));
          });
        }
      }
    }
  });

  test("two rows whose blanks could be exchanged stay open", () => {
    const one = latticeOf([
      [5, null, null, 5],
      [null, 5, null, 5],
      [null, null, 5, 5],
    ]);
    const rows = [{ key: "x", lattice: one }, { key: "y", lattice: one }, fixed("sum", [5, 5, 0, 10])];
    const [x, y] = solveTable({ columns, rows, relations: [acrossColumns, downRows] });
    expect(x?.settledBy).toBe("nothing");
    expect(y?.settledBy).toBe("nothing");
    expect(x?.cells[3]).toEqual({ certain: true, texts: ["5"] });
    expect(x?.cells[0]?.certain).toBe(false);
  });

  test.each([
    ["one sound cut is proposed", "127322", [["12"], ["7"], ["3"], ["22"]]],
    [
      "of several sound cuts each says what it reads",
      "111214",
      [["1", "11"], ["1", "11"], ["12", "2"], ["14"]],
    ],
    ["where no cut is sound all are left", "98765", [["9", "98"]]],
  ])("a row with more cuts than the budget: %s", (_, digits, texts) => {
    const [x] = solveTable({ columns, rows: [glued("x", digits)], relations: [acrossColumns], budget: 0 });
    expect(x?.settledBy).toBe("nothing");
    expect(x?.cells.every(({ certain }) => !certain)).toBe(true);
    expect(x?.cells.map((cell) => cell.texts).slice(0, texts.length)).toEqual(texts);
    expect(x?.path === null).toBe(texts.some(({ length }) => length > 1));
  });

  test("without budget nothing ambiguous is certain", () => {
    const rows = [glued("x", "127322"), fixed("y", [1, 1, 1, 3]), fixed("sum", [13, 8, 4, 25])];
    for (const budget of [0, 5, 50, 100]) {
      const [x] = solveTable({ columns, rows, relations: [acrossColumns, downRows], budget });
      if (x?.settledBy === "arithmetic") expect(x.path?.map((step) => step.value)).toEqual([12, 7, 3, 22]);
      if (budget < 50) expect(x?.settledBy).toBe("nothing");
    }
  });

  test("a relation that names a row the document lacks proves nothing", () => {
    const rows = [glued("x", "127322"), fixed("sum", [13, 8, 4, 25])];
    const [x] = solveTable({ columns, rows, relations: [acrossColumns, downRows] });
    expect(x?.settledBy).toBe("nothing");
  });

  test("a blank total says nothing, a blank part is zero", () => {
    const choice = latticeOf([
      [5, null, null, null],
      [null, null, null, 5],
    ]);
    const [x] = solveTable({ columns, rows: [{ key: "x", lattice: choice }], relations: [acrossColumns] });
    expect(x?.cells.map((cell) => cell.certain)).toEqual([false, true, true, false]);
  });
});
