import { expect, test } from "vitest";
import type { Report, ReportCell } from "../../src/model/report.ts";
import { compare, emptyTally } from "../../src/truth/compare.ts";
import { lost } from "../../src/truth/floor.ts";

const cell = (column: string, value: string | null, doubts: ReportCell["doubts"] = []): ReportCell => ({
  table: "t",
  row: "r",
  column,
  value,
  raw: value ?? "",
  state: value === null ? "blank" : "reported",
  doubts,
  settledBy: "structure",
  at: {},
});
const report = (cells: ReportCell[]) =>
  ({ tables: [{ table: "t", cells }], reasons: [] }) as unknown as Report;
const truth = [
  { table: "t", row: "r", column: "a", value: "1" },
  { table: "t", row: "r", column: "b", value: "" },
];

test("right cells, numbers compared as numbers", () => {
  const tally = emptyTally();
  expect(compare(truth, report([cell("a", "01.0"), cell("b", null)]), tally)).toEqual([]);
  expect(tally).toMatchObject({ cells: 2, right: 2, silent: 0 });
});

test("a wrong figure is silent unless it carries a doubt", () => {
  const silent = emptyTally();
  compare(truth, report([cell("a", "2"), cell("b", null)]), silent);
  expect(silent).toMatchObject({ right: 1, silent: 1 });
  const doubted = emptyTally();
  compare(truth, report([cell("a", "2", ["unproven"]), cell("b", null)]), doubted);
  expect(doubted).toMatchObject({ right: 1, silent: 0, doubted: 1 });
});

test("missing and invented figures count", () => {
  const tally = emptyTally();
  compare(truth, report([cell("c", "5"), cell("b", null)]), tally);
  expect(tally).toMatchObject({ missed: 1, invented: 1, silent: 2 });
});

test("figures in columns of no form are not invented; a doubted cell is right and not certain", () => {
  const tally = emptyTally();
  compare(truth, report([cell("a", "1", ["unproven"]), cell("b", null), cell("label:remarks", "5")]), tally);
  expect(tally).toMatchObject({ right: 2, certain: 1, doubted: 1, invented: 0, silent: 0 });
});

test("a clean report with a cell or the issuer not as printed is falsely clean", () => {
  const named = (value: string, issuer: string) =>
    ({
      ...report([cell("a", value), cell("b", null)]),
      status: "clean",
      identity: { year: { value: "2023" }, issuer: { value: issuer } },
    }) as unknown as Report;
  const tally = emptyTally();
  const known = { year: "2023", issuer: "one" };
  compare(truth, named("1", "one"), tally, known);
  expect(tally.falseClean).toBe(0);
  compare(truth, named("2", "one"), tally, known);
  compare(truth, named("1", "another"), tally, known);
  expect(tally.falseClean).toBe(2);
});

test("a floor tells what was lost, by group and figure", () => {
  const tally = emptyTally();
  compare(truth, report([cell("a", "2"), cell("b", null)]), tally);
  const floor = { all: { right: 60, certain: 50, silent: 0, doubted: 0, falseClean: 0 } };
  expect(lost("made", floor, new Map([["all", tally]]))).toEqual([
    "made all: 50 % right, floor 60 %",
    "made all: 1 silently wrong, at most 0",
  ]);
  expect(lost("made", undefined, new Map([["new", tally]]))).toEqual([
    "made new: 1 silently wrong, at most 0",
  ]);
});
