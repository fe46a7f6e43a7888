import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
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
const out = mkdtempSync(join(tmpdir(), "kinship-"));
afterAll(() => rmSync(out, { recursive: true }));

async function kinOf(...reports: Report[]): Promise<Record<string, Kin>> {
  const kinship = await Kinship.open(out);
  const found: Record<string, Kin> = {};
  let last = -1;
  try {
    for (const one of reports) await kinship.add(one);
    const kin = await kinship.kin();
    for await (const [index, fact] of kin.inOrder()) {
      expect(index).toBeGreaterThan(last);
      last = index;
      found[reports[index]?.source ?? ""] = fact;
    }
    expect(Object.keys(found).length).toBe(kin.size);
  } finally {
    await kinship.close();
  }
  expect(readdirSync(join(out, ".gongkai"))).toEqual([]);
  return found;
}

test("the same bytes, and the same figures of the same issuer, are the first one again", async () => {
  const found = await kinOf(
    report("a.docx", "1", FIGURES),
    report("copy.docx", "1", FIGURES),
    report("a.html", "2", FIGURES),
  );
  expect(found).toEqual({ "copy.docx": { duplicateOf: "a.docx" }, "a.html": { duplicateOf: "a.docx" } });
});

test("the better reading leads, wherever it stands", async () => {
  const poor = { ...report("a.docx", "1", FIGURES), status: "flagged" } as Report;
  const found = await kinOf(poor, report("a.html", "2", FIGURES), { ...poor, source: "b.docx", sha256: "3" });
  expect(found).toEqual({ "a.docx": { duplicateOf: "a.html" }, "b.docx": { duplicateOf: "a.html" } });
});

test("another issuer, a doubt, or a table of zeros make no duplicate; other figures make another version", async () => {
  const zeros = FIGURES.map(() => 0);
  const found = await kinOf(
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
])(
  "a page is joined with the report it links to by %s, whichever comes first",
  async (_, from, link, file) => {
    const attached = report(file, "1", FIGURES);
    expect(await kinOf(page(from, link), attached)).toEqual({ [file]: { attachmentOf: from } });
    expect(await kinOf(attached, page(from, link))).toEqual({ [file]: { attachmentOf: from } });
    expect(await kinOf(page(from, "other.docx"), attached)).toEqual({});
  },
);

test("more documents than are held in memory: kin are found wherever they stand", async () => {
  const many = Array.from({ length: 1_500 }, (_, index) =>
    report(`${index}.html`, `${index}`, [index, ...FIGURES], `${index % 1400}`),
  );
  const found = await kinOf(
    page("first.html", "1250.html"),
    ...many,
    report("copy.html", "7", [7, ...FIGURES], "7"),
    page("last.html", "3.html"),
  );
  const versions = Array.from({ length: 100 }, (_, index) => [
    `${1400 + index}.html`,
    { differsFrom: `${index}.html` },
  ]);
  expect(found).toEqual({
    "3.html": { attachmentOf: "last.html" },
    "1250.html": { attachmentOf: "first.html" },
    "copy.html": { duplicateOf: "7.html" },
    ...Object.fromEntries(versions),
  });
});

test("one report in three files, another version of it in two", async () => {
  const later = [9, ...FIGURES.slice(1)];
  const found = await kinOf(
    report("a", "1", FIGURES),
    report("b", "2", later),
    report("c", "3", FIGURES),
    report("d", "4", later),
    report("e", "1", FIGURES),
  );
  expect(found).toEqual({
    b: { differsFrom: "a" },
    c: { duplicateOf: "a" },
    d: { duplicateOf: "b", differsFrom: "a" },
    e: { duplicateOf: "a" },
  });
});
