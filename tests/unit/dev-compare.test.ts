import { expect, test } from "vitest";
import { compare, emptyTally } from "../../src/dev/compare.ts";
import type { Report, ReportCell } from "../../src/model/report.ts";

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
