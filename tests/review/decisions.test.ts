// Decisions as people make them: kept on disk, applied in every run, told when the reading is another one.
import { spawnSync } from "node:child_process";
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { applyDecisions, asRead } from "../../src/decisions/apply.ts";
import { type Draft, signed } from "../../src/decisions/decision.ts";
import { Ledger, ledgerPath } from "../../src/decisions/ledger.ts";
import { standingOf } from "../../src/decisions/standing.ts";
import { collection, extractFile } from "../../src/dev/extract-file.ts";
import { listSamples } from "../../src/dev/sample-files.ts";
import type { Report, ReportCell } from "../../src/model/report.ts";
import { GONGKAI } from "../builders/command.ts";
import { oneOfEachKind } from "../samples.ts";

let work = "";
beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), "decisions-"));
});
afterAll(() => rmSync(work, { recursive: true }));

const sampleFile = (name: string) => {
  const sample = listSamples("documents").find((one) => one.name === name);
  if (!sample) throw new Error(`no sample ${name}`);
  return join(sample.folder, sample.source);
};
const cellsOf = (report: Report) => report.tables.flatMap(({ cells }) => cells);
const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, seconds));

function about(report: Report, cell: ReportCell, value: string | null, more: Partial<Draft> = {}): Draft {
  const { table, row, column, state, raw } = cell;
  return {
    about: "cell",
    sha256: report.sha256,
    ...{ table, row, column },
    read: { state, value: cell.value, raw },
    decided: value === null ? null : { state: "reported", value },
    by: "Li",
    why: "",
    over: [],
    ...more,
  } as Draft;
}

describe("a record with decisions", () => {
  test("of every sample, a decision and taking it back leave the record as it was read", async () => {
    for (const { folder, source } of oneOfEachKind()) {
      const report = await extractFile(join(folder, source));
      const cell = cellsOf(report)[0];
      if (!cell) continue;
      const decided = applyDecisions(report, [signed(about(report, cell, "987654"), at(0))], collection);
      expect(cellsOf(decided)[0]).toMatchObject({ value: "987654", settledBy: "review", doubts: [] });
      expect(cellsOf(decided)[0]?.reading).toMatchObject({ value: cell.value, state: cell.state });
      expect(asRead(decided, collection)).toEqual(report);
      expect(applyDecisions(decided, [], collection)).toEqual(report);
    }
  }, 60_000);

  test("a doubt that is settled leaves a clean report, and its relations are evaluated", async () => {
    const whole = await extractFile(sampleFile("2021-html-plain"));
    const [table] = whole.tables.filter(({ table }) => table === "requests");
    const cell = table?.cells.find(({ value }) => value !== null && value !== "0") as ReportCell;
    const doubted: Report = {
      ...whole,
      status: "flagged",
      reasons: ["unproven"],
      tables: whole.tables.map((one) => ({
        ...one,
        cells: one.cells.map((other) =>
          other === cell ? { ...other, value: "1", doubts: ["unproven" as const] } : other,
        ),
      })),
    };
    const decided = applyDecisions(
      doubted,
      [signed(about(doubted, { ...cell, value: "1" }, cell.value), at(0))],
      collection,
    );
    expect(decided.status).toBe("clean");
    expect(decided.checks).toEqual(whole.checks);
    expect(decided.decisions?.read).toMatchObject({ status: "flagged", reasons: ["unproven"] });
  });

  test("a decision about another reading, or about a cell that is gone, is told and not applied", async () => {
    const report = await extractFile(sampleFile("2021-html-plain"));
    const cell = cellsOf(report)[0] as ReportCell;
    for (const draft of [
      about(report, { ...cell, value: "424242" }, "5"),
      about(report, { ...cell, raw: `${cell.raw} ` }, "5"),
      about(report, { ...cell, row: "gone" }, "5"),
    ]) {
      const decided = applyDecisions(report, [signed(draft, at(0))], collection);
      expect(cellsOf(decided)).toEqual(cellsOf(report));
      expect(decided.decisions).toMatchObject({ applied: [], conflicting: [] });
      expect(decided.decisions?.stale).toHaveLength(1);
      expect(decided.status).toBe("flagged");
      expect(decided.reasons).toContain("decisions-stale:1");
    }
  });

  test("an issuer, a year and that it is no report can be decided", async () => {
    const report = await extractFile(sampleFile("2021-html-plain"));
    const { sha256, identity } = report;
    const head = { sha256, by: "Li", why: "", over: [] };
    const issuer: Draft = {
      about: "identity",
      ...head,
      field: "issuer",
      read: identity.issuer?.value ?? null,
      decided: "甲局",
    };
    const decided = applyDecisions(report, [signed(issuer, at(0))], collection);
    expect(decided.identity.issuer).toMatchObject({ value: "甲局", from: "review" });
    expect(decided.decisions?.read.identity).toEqual(identity);
    const none: Draft = {
      about: "document",
      ...head,
      read: { status: report.status },
      decided: "not_a_report",
    };
    const refused = applyDecisions(report, [signed(none, at(0))], collection);
    expect(refused).toMatchObject({ status: "not_a_report", tables: [], reasons: ["decided-no-report"] });
  });
});

describe("which decisions stand", () => {
  test("one replaces those that its maker saw; those who did not see each other are in conflict until one settles it", async () => {
    const report = await extractFile(sampleFile("2021-html-plain"));
    const cell = cellsOf(report)[0] as ReportCell;
    const first = signed(about(report, cell, "5"), at(0));
    const second = signed(about(report, cell, "6", { over: [first.id] }), at(1));
    const other = signed(about(report, cell, "7", { by: "Wang" }), at(2));
    const settled = signed(about(report, cell, "7", { over: [second.id, other.id] }), at(3));
    const value = (...decisions: Parameters<typeof applyDecisions>[1][number][]) =>
      cellsOf(applyDecisions(report, decisions, collection))[0]?.value;
    expect(value(first, second)).toBe("6");
    expect(value(second, first)).toBe("6");
    for (const order of [
      [first, second, other],
      [other, second, first],
    ]) {
      expect(value(...order)).toBe(cell.value);
      expect([...standingOf(order).values()]).toMatchObject([{ conflict: true }]);
    }
    expect(value(other, settled, first, second)).toBe("7");
    const back = signed(about(report, cell, null, { over: [settled.id] }), at(4));
    expect(value(first, second, other, settled, back)).toBe(cell.value);
  });
});

describe("the file of decisions", () => {
  test("a line that a crash cut off costs itself only, and two writers lose nothing", async () => {
    const report = await extractFile(sampleFile("2021-html-plain"));
    const cell = cellsOf(report)[0] as ReportCell;
    const path = ledgerPath(join(work, "torn"));
    const [one, two] = [new Ledger(path), new Ledger(path)];
    one.add([about(report, cell, "5")], at(0));
    appendFileSync(path, '{"id":"cut o');
    two.add([about(report, cell, "6", { by: "Wang" })], at(1));
    one.add([about(report, cell, "7")], at(2));
    for (const ledger of [one, two, new Ledger(path)]) {
      expect(ledger.of(report.sha256)).toHaveLength(3);
      expect(ledger.mistaken).toEqual([2]);
    }
    expect(readFileSync(path, "utf8").split("\n")).toHaveLength(5);
  });

  test("a mistaken decision is refused whole", async () => {
    const report = await extractFile(sampleFile("2021-html-plain"));
    const cell = cellsOf(report)[0] as ReportCell;
    const ledger = new Ledger(ledgerPath(join(work, "refused")));
    const wrong = { ...about(report, cell, "5"), decided: { state: "blank", value: "5" } } as Draft;
    expect(() => ledger.add([about(report, cell, "5"), wrong], at(0))).toThrow(/decided/);
    expect(() => ledger.add([{ ...about(report, cell, "5"), by: "" }], at(0))).toThrow(/by/);
    expect(ledger.all()).toEqual([]);
  });
});

test("runs apply decisions, keep the reading beside them, and are the same bytes when they are taken back", () => {
  const documents = join(work, "documents");
  const out = join(work, "dataset");
  mkdirSync(documents);
  cpSync(sampleFile("2021-html-plain"), join(documents, "a.html"));
  const run = () =>
    spawnSync(process.execPath, [GONGKAI, "extract", documents, "-o", out], { encoding: "utf8" });
  const cells = () =>
    parse(readFileSync(join(out, "cells.csv")), { columns: true, bom: true }) as Record<string, string>[];
  expect(run().status).toBe(0);
  const before = readFileSync(join(out, "reports.jsonl"), "utf8");
  const report = JSON.parse(before) as Report;
  const cell = cellsOf(report)[0] as ReportCell;
  const ledger = new Ledger(ledgerPath(out));
  const [decision] = ledger.add([about(report, cell, "123456")], at(0));
  ledger.add([{ ...about(report, cell, "1"), sha256: "0".repeat(64) }], at(0));
  appendFileSync(ledger.path, "half a li");
  const second = run();
  expect(second.stderr).toMatch(/1 decisions of reviewers applied, 0 about another reading/);
  expect(second.stderr).toMatch(/1 documents with decisions are not among the inputs/);
  expect(second.stderr).toMatch(/no decision stands in line 3/);
  expect(cells()[0]).toMatchObject({
    value: "123456",
    settled_by: "review",
    read_value: cell.value ?? "",
    read_state: cell.state,
  });
  expect(JSON.parse(readFileSync(join(out, "run.json"), "utf8"))).toMatchObject({
    decisions: { applied: 1, stale: 0, conflicting: 0 },
  });
  ledger.add([about(report, cell, null, { over: [decision?.id ?? ""] })], at(1));
  expect(run().status).toBe(0);
  expect(readFileSync(join(out, "reports.jsonl"), "utf8")).toBe(before);
});
