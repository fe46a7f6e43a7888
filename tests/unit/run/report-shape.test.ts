// A record is held against its published shape by code that is made when the package is built.
import { expect, test } from "vitest";
import { mistakeIn, publishedSchema } from "../../../src/export/report-shape.ts";
import { reportJsonSchema, reportSchema } from "../../../src/export/schema.ts";
import type { Report } from "../../../src/model/report.ts";
import { failedReport } from "../../../src/record/record.ts";

const good = failedReport("a.html", "html", "0".repeat(64), 1, "empty");
const cell = {
  ...{ table: "requests", row: "received", column: "total", value: "1", raw: "1", state: "reported" },
  ...{ doubts: [], settledBy: "structure", at: { table: 1, chars: [1, 2] } },
};
const withCell = (changed: object) => ({
  ...good,
  tables: [{ table: "requests", cells: [cell, { ...cell, ...changed }] }],
});

test("the schema that datasets have is that of the records", () => {
  expect(JSON.parse(publishedSchema())).toEqual(reportJsonSchema());
});

test.each([
  [good, null],
  [withCell({}), null],
  [withCell({ unit: undefined }), null],
  [withCell({ value: "1,000" }), "/tables/0/cells/1/value"],
  [withCell({ state: "odd" }), "/tables/0/cells/1/state"],
  [withCell({ more: 1 }), "/tables/0/cells/1"],
  [withCell({ raw: undefined }), "/tables/0/cells/1"],
  [withCell({ at: { page: Number.NaN } }), "/tables/0/cells/1/at/page"],
  [{ ...good, sources: [] }, ""],
])("a mistake is told with its place, and zod finds it too: %#", (record, place) => {
  const mistake = mistakeIn(record as unknown as Report);
  expect(mistake?.replace(/: .*/, "") ?? null).toBe(place);
  expect(reportSchema.safeParse(record).success).toBe(mistake === null);
});
