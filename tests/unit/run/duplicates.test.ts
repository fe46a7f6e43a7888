import { expect, test } from "vitest";
import type { Report, ReportCell } from "../../../src/model/report.ts";
import { Duplicates } from "../../../src/run/duplicates.ts";

const fact = (value: string) => ({ value, from: "title", at: {} });
function report(
  source: string,
  sha256: string,
  figures: readonly number[],
  issuer = "青石县教育局",
  doubt = false,
): Report {
  const cells = figures.map(
    (figure, index): ReportCell => ({
      table: "t",
      row: `r${index}`,
      column: "c",
      value: String(figure),
      raw: "",
      state: "reported",
      doubts: doubt && index === 0 ? ["unproven"] : [],
      settledBy: "structure",
      at: { line: index },
    }),
  );
  return {
    source,
    sha256,
    bytes: 9,
    tables: [{ table: "t", cells }],
    identity: {
      issuer: fact(issuer),
      year: fact("2023"),
      edition: "2021",
      title: null,
      publishedOn: null,
      doubts: [],
    },
  } as unknown as Report;
}
const FIGURES = Array.from({ length: 25 }, (_, index) => index * 3);

test("the same bytes, and the same figures of the same issuer, are the first one again", () => {
  const duplicates = new Duplicates();
  expect(duplicates.mark(report("a.docx", "1", FIGURES)).duplicateOf).toBeUndefined();
  expect(duplicates.mark(report("copy.docx", "1", FIGURES)).duplicateOf).toBe("a.docx");
  expect(duplicates.mark(report("a.html", "2", FIGURES)).duplicateOf).toBe("a.docx");
});

test("another issuer, another figure, a doubt, or a table of zeros make no duplicate", () => {
  const duplicates = new Duplicates();
  duplicates.mark(report("a.docx", "1", FIGURES));
  expect(duplicates.mark(report("b.docx", "2", FIGURES, "柳湾区教育局")).duplicateOf).toBeUndefined();
  expect(duplicates.mark(report("c.docx", "3", [9, ...FIGURES.slice(1)])).duplicateOf).toBeUndefined();
  expect(duplicates.mark(report("d.docx", "4", FIGURES, "青石县教育局", true)).duplicateOf).toBeUndefined();
  duplicates.mark(
    report(
      "e.docx",
      "5",
      FIGURES.map(() => 0),
    ),
  );
  expect(
    duplicates.mark(
      report(
        "f.docx",
        "6",
        FIGURES.map(() => 0),
      ),
    ).duplicateOf,
  ).toBeUndefined();
});
