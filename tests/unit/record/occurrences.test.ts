import { expect, test } from "vitest";
import { documentKey, occurrenceOf } from "../../../src/export/document-key.ts";
import type { ReportCell } from "../../../src/model/report.ts";
import { numbered } from "../../../src/record/occurrences.ts";

const cell = (row: string, column: string): ReportCell => ({
  ...{ table: "t", row, column, value: "1", raw: "1", state: "reported" as const },
  ...{ doubts: [], settledBy: "structure" as const, at: {} },
});

test("rows and columns of one printed name have keys of their own, those of the form stay as they are", () => {
  const cells = [
    ...["a", "b"].map((column) => cell("label:x", column)),
    cell("new", "label:y"),
    cell("new", "label:y"),
    ...["a", "b"].map((column) => cell("label:x", column)),
    cell("label:x", "a"),
  ];
  const told = numbered(cells).map(({ row, column }) => [row, column, occurrenceOf(row, column)]);
  expect(told).toEqual([
    ["label:x", "a", 1],
    ["label:x", "b", 1],
    ["new", "label:y", 1],
    ["new", "label:y#2", 2],
    ["label:x#2", "a", 2],
    ["label:x#2", "b", 2],
    ["label:x#3", "a", 3],
  ]);
});

test("a document's key tells captures of one address apart", () => {
  const one = { source: "http://a.test/1", capturedAt: "2024-01-02T03:04:05Z", sha256: "0".repeat(64) };
  const keys = [one, { ...one, capturedAt: "2025-01-02T03:04:05Z" }, { ...one, sha256: "1".repeat(64) }].map(
    documentKey,
  );
  expect(new Set(keys).size).toBe(3);
  for (const key of keys) expect(key).toMatch(/^d[0-9a-f]{15}$/);
});
