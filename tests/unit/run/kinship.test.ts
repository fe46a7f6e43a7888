import { expect, test } from "vitest";
import type { Kin, Report, ReportCell } from "../../../src/model/report.ts";
import { Kinship } from "../../../src/run/kinship.ts";

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
    status: doubt ? "flagged" : "clean",
    links: [],
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

const page = (source: string, ...links: string[]) =>
  ({ ...report(source, `page ${source}`, []), tables: [], status: "not_a_report", links }) as Report;
const kinOf = (...reports: Report[]): Record<string, Kin> => {
  const kinship = new Kinship();
  for (const one of reports) kinship.add(one);
  return Object.fromEntries([...kinship.kin()].map(([index, kin]) => [reports[index]?.source ?? "", kin]));
};

test("the same bytes, and the same figures of the same issuer, are the first one again", () => {
  const found = kinOf(
    report("a.docx", "1", FIGURES),
    report("copy.docx", "1", FIGURES),
    report("a.html", "2", FIGURES),
  );
  expect(found).toEqual({ "copy.docx": { duplicateOf: "a.docx" }, "a.html": { duplicateOf: "a.docx" } });
});

test("the better reading leads, wherever it stands", () => {
  const poor = { ...report("a.docx", "1", FIGURES), status: "flagged" } as Report;
  const found = kinOf(poor, report("a.html", "2", FIGURES), { ...poor, source: "b.docx", sha256: "3" });
  expect(found).toEqual({ "a.docx": { duplicateOf: "a.html" }, "b.docx": { duplicateOf: "a.html" } });
});

test("another issuer, a doubt, or a table of zeros make no duplicate; other figures make another version", () => {
  const zeros = FIGURES.map(() => 0);
  const found = kinOf(
    report("a.docx", "1", FIGURES),
    report("b.docx", "2", FIGURES, "柳湾区教育局"),
    report("c.docx", "3", [9, ...FIGURES.slice(1)]),
    report("d.docx", "4", FIGURES, "青石县教育局", true),
    report("e.docx", "5", zeros),
    report("f.docx", "6", zeros),
  );
  expect(found).toEqual({ "c.docx": { differsFrom: "a.docx" } });
});

test.each([
  [
    "an address",
    "http://a.gov.cn/zwgk/page.html",
    "../files/%E5%B9%B4%E6%8A%A5.docx",
    "http://a.gov.cn/files/%E5%B9%B4%E6%8A%A5.docx",
  ],
  ["a path", "a/page.html", "files/%E5%B9%B4%E6%8A%A5.docx", "a/files/年报.docx"],
  ["a member of an archive", "x.zip!a/page.html", "files/r.docx", "x.zip!a/files/r.docx"],
  ["an address in a saved page", "a/page.html", "http://a.gov.cn/files/r.docx?v=1", "a/r.docx"],
])("a page is joined with the report it links to by %s, whichever comes first", (_, from, link, file) => {
  const attached = report(file, "1", FIGURES);
  expect(kinOf(page(from, link), attached)).toEqual({ [file]: { attachmentOf: from } });
  expect(kinOf(attached, page(from, link))).toEqual({ [file]: { attachmentOf: from } });
  expect(kinOf(page(from, "other.docx"), attached)).toEqual({});
});
