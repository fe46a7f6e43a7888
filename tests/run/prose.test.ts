// From the bytes of a report to prose.csv, in each container: the same sentences give the same lines.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { docxPackage, docxParagraph } from "../../src/dev/made/write-docx.ts";
import { htmlPage } from "../../src/dev/made/write-html.ts";
import { runBatch } from "../../src/run/batch.ts";
import { type Change, diffRuns } from "../../src/run/diff.ts";
import { explainFile } from "../../src/run/explain.ts";
import { loadPipeline } from "../../src/run/pipeline.ts";
import { pdfOf, show } from "../builders/pdf.ts";
import { reportPage } from "../publish/reports.ts";

const PIPELINE = fileURLToPath(new URL("../../pipelines/disclosure/pipeline.yaml", import.meta.url));
const pipeline = loadPipeline(PIPELINE);
const LONG = 60_000;

const TITLE = "松桥镇人民政府2012年政府信息公开工作年度报告";
const BODY = [
  "一、主动公开政府信息情况",
  "2012年，本镇主动公开政府信息40条，其中渔业类信息25条、林业类信息15条。通过县政府网站公开信息36条，比上年多公开9条。",
  "二、依申请公开政府信息情况",
  "全年收到政府信息公开申请6件，其中当面申请、网上申请分别为2件和4件，均已按时答复。",
  "三、收费及减免情况",
  "无。",
  "四、因政府信息公开申请行政复议、提起行政诉讼的情况",
  "本年度未发生行政复议，发生行政诉讼1件。",
  "五、存在的主要问题及改进情况",
  "信息更新不够及时，将按月核对。",
];
const LINES = [
  "published.total 40 year",
  "published.part(渔业类信息) 25 year",
  "published.part(林业类信息) 15 year",
  "published.website 36 year",
  "requests.received 6 year",
  "requests.by_way(当面申请) 2 year",
  "requests.by_way(网上申请) 4 year",
  "fees.charged none year",
  "fees.waived none year",
  "reviews.total none year",
  "lawsuits.total 1 year",
];

/** Lines of a page, at most so many characters each, as an office's printer breaks them. */
const WIDTH = 36;

function asPdf(paragraphs: readonly string[]): Uint8Array {
  const lines = paragraphs.flatMap((text) => text.match(new RegExp(`.{1,${WIDTH}}`, "gu")) ?? []);
  return pdfOf([{ content: lines.map((line, row) => show(line, 60, 780 - 20 * row)).join("") }]);
}

let work = "";
beforeAll(async () => {
  work = mkdtempSync(join(tmpdir(), "prose-"));
  const put = (path: string, bytes: string | Uint8Array) => {
    mkdirSync(join(work, path, ".."), { recursive: true });
    writeFileSync(join(work, path), bytes);
  };
  const all = [TITLE, ...BODY];
  put("first/report.html", htmlPage(TITLE, all.map((text) => `<p>${text}</p>`).join("\n")));
  put("first/report.docx", docxPackage(all.map((text) => docxParagraph(text)).join("")));
  put("first/report.pdf", asPdf(all));
  put("first/report.txt", `${all.join("\n\n")}\n`);
  put("second/report.txt", `${all.join("\n\n").replace("申请6件", "申请7件")}\n`);
  put("second/report.html", htmlPage(TITLE, all.map((text) => `<p>${text}</p>`).join("\n")));
  const figures = { new: "6", "outcome.granted": "6", "outcome.total": "6" };
  for (const said of ["6", "5"])
    put(
      `tables/said-${said}.html`,
      reportPage("松桥县人民政府", 2021, figures, {}, `收到政府信息公开申请${said}件。`),
    );
  for (const name of ["first", "second", "tables"])
    await runBatch(pipeline, [{ path: join(work, name) }], join(work, `run-${name}`), () => undefined, {
      workers: 0,
    });
}, LONG);
afterAll(() => rmSync(work, { recursive: true }));

function prose(run: string): Record<string, string>[] {
  return parse(readFileSync(join(work, `run-${run}`, "prose.csv"), "utf8"), { columns: true, bom: true });
}

describe("prose.csv", () => {
  test.each(["html", "docx", "pdf", "txt"])("of a report in %s", (container) => {
    const lines = prose("first").filter(({ source }) => source === `report.${container}`);
    const told = lines.map(
      ({ statement, label, value, negated, period }) =>
        `${statement}${label ? `(${label})` : ""} ${negated === "true" ? "none" : value} ${period}`,
    );
    expect(told).toEqual(LINES);
    for (const { locator, doubt, agrees_with_table } of lines)
      expect([locator !== "", doubt, agrees_with_table]).toEqual([true, "", ""]);
  });

  test("a bare denial stands with its heading, a figure with its unit as printed", () => {
    const fees = prose("first").find(({ statement }) => statement === "fees.charged");
    expect(fees).toMatchObject({ sentence: "三、收费及减免情况 无。", raw: "无", value: "0", unit: "" });
    const requests = prose("first").find(({ statement }) => statement === "requests.received");
    expect(requests).toMatchObject({ raw: "6", unit: "件", negated: "false", year: "2012" });
  });

  test("is held against the table: what agrees and what differs, and the table is left as it is", () => {
    const told = prose("tables").map(
      ({ source, value, agrees_with_table, table_value, table_cell, doubt }) => [
        source,
        value,
        agrees_with_table,
        table_value,
        table_cell,
        doubt,
      ],
    );
    expect(told).toEqual([
      ["said-5.html", "5", "differs", "6", "requests/new/total", ""],
      ["said-6.html", "6", "agrees", "6", "requests/new/total", ""],
    ]);
  });
});

test("explain shows the sentence, the words that led to the key, and the table's cell", async () => {
  let text = "";
  for await (const part of explainFile(join(work, "tables/said-5.html"), PIPELINE, "prose/requests.received"))
    text += part;
  expect(text).toContain("requests.received = 5 件, printed 5");
  expect(text).toContain("words    收到政府信息公开申请5件");
  expect(text).toContain("table    differs: requests/new/total = 6");
});

test("diff tells a changed statement under prose, and nothing else", async () => {
  const changes: Change[] = [];
  for await (const change of diffRuns(join(work, "run-first"), join(work, "run-second")))
    changes.push(change);
  const told = changes
    .filter(({ kind }) => kind !== "document-gone")
    .map(({ kind, source, table, row, before, after }) => [kind, source, table, row, before, after]);
  expect(told).toEqual([["value-changed", "report.txt", "prose", "requests.received", "6", "7"]]);
});
