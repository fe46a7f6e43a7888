// Prose beside a table: ten reports of our own. Six contradict their table, and where they do is found; four only look so.
import { describe, expect, test } from "vitest";
import { figureKey, printTable } from "../../src/dev/made/print-form.ts";
import { htmlPage, htmlTable } from "../../src/dev/made/write-html.ts";
import { extractDocument } from "../../src/run/extract.ts";
import { loadPipeline } from "../../src/run/pipeline.ts";

const { collection } = loadPipeline("pipelines/disclosure/pipeline.yaml");

type Figures = Readonly<Record<string, string>>;

/** A report that prints every table of the edition, 0 where no figure is given, and the sentences in front of them. */
function page(edition: string, issuer: string, year: number, figures: Figures, sentences: string): string {
  const form = collection.forms.find((one) => one.edition === edition);
  if (!form) throw new Error(`no edition ${edition}`);
  const printed = form.tables.map((table) => {
    const all = new Map<string, string>();
    for (const { rows, columns } of table.blocks)
      for (const { key } of rows)
        for (const column of columns) if (key !== null) all.set(figureKey(table.key, key, column.key), "0");
    for (const [name, value] of Object.entries(figures)) if (all.has(name)) all.set(name, value);
    return `<p>${table.title.text}</p>${htmlTable(printTable(table, all))}`;
  });
  const title = `${issuer}${year}年政府信息公开工作年度报告`;
  return htmlPage(title, `<h1>${title}</h1><p>一、总体情况</p><p>${sentences}</p>${printed.join("\n")}`);
}

/** Statements that differ from the table, and how many agree with it. */
async function held(html: string): Promise<{ differs: string[]; agrees: number }> {
  const bytes = Buffer.from(html);
  const { prose } = await extractDocument(
    { source: "report.html", bytes, sha256: "0".repeat(64), hints: { name: "report.html" } },
    collection,
  );
  const differs = prose
    .filter(({ agreesWithTable }) => agreesWithTable === "differs")
    .map((one) => `${one.statement} ${one.negated ? "none" : one.value} for ${one.tableValue}`);
  return { differs, agrees: prose.filter(({ agreesWithTable }) => agreesWithTable === "agrees").length };
}

const COUNTY = "松桥县人民政府";
const BUREAU = "松桥县水利局";

const REQUESTS: Figures = {
  "requests/new/natural_person": "8",
  "requests/new/total": "8",
  "requests/outcome.granted/natural_person": "5",
  "requests/outcome.granted/total": "5",
  "requests/outcome.refused.state_secret/natural_person": "3",
  "requests/outcome.refused.state_secret/total": "3",
  "requests/outcome.total/natural_person": "8",
  "requests/outcome.total/total": "8",
  "review_litigation/cases/review.upheld": "1",
  "review_litigation/cases/review.total": "1",
  "review_litigation/cases/litigation_direct.upheld": "1",
  "review_litigation/cases/litigation_direct.total": "1",
  "review_litigation/cases/litigation_after_review.corrected": "2",
  "review_litigation/cases/litigation_after_review.total": "2",
};
const STATISTICS: Figures = {
  "statistics/disclosed/value": "120",
  "statistics/disclosed.normative_documents/value": "4",
  "statistics/channel.website/value": "90",
  "statistics/requests_received/value": "6",
  "statistics/requests_received.online/value": "4",
  "statistics/requests_received.letter/value": "2",
  "statistics/training_sessions/value": "2",
};

describe("prose that contradicts its table", () => {
  const cases: readonly (readonly [string, string, string, Figures, string, readonly string[], number])[] = [
    [
      "a request more than the table has",
      "2021",
      BUREAU,
      REQUESTS,
      "本年新收政府信息公开申请9件，办结8件。",
      ["requests.received 9 for 8"],
      1,
    ],
    [
      "none, where the table has some",
      "2021",
      BUREAU,
      REQUESTS,
      "全年未收到政府信息公开申请，发生行政复议1件。",
      ["requests.received none for 8"],
      1,
    ],
    [
      "both kinds of lawsuits, added up, in Chinese figures",
      "2021",
      BUREAU,
      REQUESTS,
      "因政府信息公开被提起行政诉讼两件，行政复议一件。",
      ["lawsuits.total 2 for 3"],
      1,
    ],
    [
      "two outcomes changed round",
      "2019",
      COUNTY,
      REQUESTS,
      "共收到申请8件，其中予以公开3件，不予公开5件。",
      ["requests.granted 3 for 5", "requests.refused 5 for 3"],
      1,
    ],
    [
      "a channel and a way in the statistics of 2014",
      "2014",
      BUREAU,
      STATISTICS,
      "主动公开政府信息120条，其中通过网站公开80条。收到申请6件，其中网上申请3件、信函申请2件。",
      ["published.website 80 for 90", "requests.by_way 3 for 4"],
      3,
    ],
    [
      "a total in a report that says the right one as well",
      "2014",
      COUNTY,
      STATISTICS,
      "举办政府信息公开培训班3期。网站公开信息90条。",
      ["training.sessions 3 for 2"],
      1,
    ],
  ];

  test.each(cases)("%s", async (_, edition, issuer, figures, sentences, differs, agrees) => {
    const year = edition === "2014" ? 2016 : Number(edition);
    const found = await held(page(edition, issuer, year, figures, sentences));
    expect([found.differs, found.agrees]).toEqual([differs, agrees]);
  });
});

describe("prose that only looks as if it contradicted its table", () => {
  const cases: readonly (readonly [string, string, string, Figures, string, number])[] = [
    [
      "other times, wishes and comparisons",
      "2021",
      BUREAU,
      REQUESTS,
      "2020年收到申请12件，历年累计收到申请40件，今年比上年减少4件。全年收到申请8件，争取明年收到申请6件。",
      1,
    ],
    [
      "others' figures, and shares of its own",
      "2021",
      BUREAU,
      REQUESTS,
      "全县共收到申请60件，县政府收到申请20件。我局收到申请8件，其中征地类申请2件，无一起行政诉讼败诉。",
      1,
    ],
    [
      "about so many, or in doubt",
      "2014",
      BUREAU,
      STATISTICS,
      "主动公开政府信息近130条，资金管理信息公开12条，累计公开信息400条。没有收到通过传真提出的申请。",
      0,
    ],
    [
      "cells that print nothing",
      "2021",
      BUREAU,
      { ...REQUESTS, "requests/new/total": "", "review_litigation/cases/review.total": "" },
      "收到申请9件，办结8件，发生行政复议2件。",
      1,
    ],
  ];

  test.each(cases)("%s", async (_, edition, issuer, figures, sentences, agrees) => {
    const year = edition === "2014" ? 2016 : Number(edition);
    expect(await held(page(edition, issuer, year, figures, sentences))).toEqual({ differs: [], agrees });
  });
});
