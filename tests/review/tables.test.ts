// A person says which table of the form a printed one is, where its words told nobody.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { applyDecisions, asRead } from "../../src/decisions/apply.ts";
import { digestOf } from "../../src/decisions/bind.ts";
import { type Draft, signed, type TableDecision } from "../../src/decisions/decision.ts";
import { collection, extractFile } from "../../src/dev/extract-file.ts";
import type { OtherTable, Report } from "../../src/model/report.ts";
import { reworded } from "./reworded.ts";

let work = "";
let report: Report;
beforeAll(async () => {
  work = mkdtempSync(join(tmpdir(), "tables-"));
  writeFileSync(join(work, "a.html"), reworded);
  report = await extractFile(join(work, "a.html"));
});
afterAll(() => rmSync(work, { recursive: true }));

const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, seconds));
type TableDraft = Extract<Draft, { about: "table" }>;
function draft(block: number, decided: TableDecision["decided"], more: Partial<TableDraft> = {}): TableDraft {
  const [printed] = report.otherTables as [OtherTable];
  return {
    about: "table",
    sha256: report.sha256,
    ...{ edition: "2021", table: "proactive_disclosure", block },
    read: { digest: digestOf(printed) },
    decided,
    ...{ by: "Li", why: "", over: [] },
    ...more,
  };
}
const FIRST = { index: 1, row: 2, column: 2 } as const;
const decide = (...drafts: Draft[]) =>
  applyDecisions(
    report,
    drafts.map((one, index) => signed(one, at(index))),
    collection,
  );
const cellOf = ({ tables }: Report, row: string, column: string) =>
  tables.flatMap(({ cells }) => cells).find((cell) => cell.row === row && cell.column === column);

test("its figures are read from their places by the form's own order, past lines of words", () => {
  expect(report).toMatchObject({ status: "partial", reasons: ["no-table"], tables: [] });
  const bound = decide(draft(0, FIRST));
  expect(bound.identity.edition).toBe("2021");
  expect(bound.decisions).toMatchObject({ tables: ["proactive_disclosure"], stale: [] });
  const told = ["issued", "repealed", "in_force"].flatMap((column) =>
    ["rules", "normative_documents"].map((row) => cellOf(bound, row, column)),
  );
  expect(told.map((cell) => cell?.value ?? cell?.state)).toEqual(["1", "2", "0", "blank", "3", "unreadable"]);
  expect(told[1]).toMatchObject({
    settledBy: "review",
    raw: "2件",
    unit: "件",
    label: "norms",
    at: { table: 1, row: 4, cell: 2 },
  });
  // Nobody has pointed to the other parts of the table yet.
  expect(cellOf(bound, "fees", "amount")).toMatchObject({ state: "unreadable", doubts: ["positions-lost"] });
  expect(bound.status).toBe("partial");
});

test("what it prints in a cell can be decided as any reading can, and all is taken back", () => {
  const { sha256 } = report;
  const cell: Draft = {
    about: "cell",
    ...{ sha256, table: "proactive_disclosure", row: "rules", column: "issued", by: "Li", why: "", over: [] },
    read: { state: "reported", value: "1", raw: "1" },
    decided: { state: "reported", value: "7" },
  };
  const bound = decide(draft(0, FIRST), cell);
  expect(cellOf(bound, "rules", "issued")).toMatchObject({
    value: "7",
    reading: { value: "1", settledBy: "review" },
  });
  expect(asRead(bound, collection)).toEqual(report);
  expect(applyDecisions(bound, [], collection)).toEqual(report);
  const first = signed(draft(0, FIRST), at(0));
  const back = signed({ ...draft(0, FIRST), decided: null, over: [first.id] }, at(1));
  expect(applyDecisions(report, [back, first], collection)).toEqual(report);
});

test.each<[string, () => TableDraft]>([
  ["another print", () => draft(0, FIRST, { read: { digest: "0".repeat(64) } })],
  ["fewer columns than the form's", () => draft(0, { ...FIRST, column: 3 })],
  ["fewer rows than the form's", () => draft(0, { ...FIRST, row: 4 })],
  ["no table of the document", () => draft(0, { ...FIRST, index: 9 })],
  ["a part that the form lacks", () => draft(9, FIRST)],
  ["a form that there is not", () => draft(0, FIRST, { edition: "1999" })],
])("a decision about %s is told and not applied", (_, made) => {
  const told = decide(made());
  expect(told).toMatchObject({ tables: [], decisions: { applied: [], stale: [expect.any(String)] } });
  expect(told.reasons).toContain("decisions-stale:1");
});
