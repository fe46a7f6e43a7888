// Reports made for the tests of a release: few figures, so that every answer can be typed beforehand.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { figureKey, printTable } from "../../src/dev/made/print-form.ts";
import { htmlPage, htmlTable } from "../../src/dev/made/write-html.ts";
import { loadPipeline } from "../../src/run/pipeline.ts";

const forms = loadPipeline("pipelines/disclosure/pipeline.yaml").collection.forms;

/** Figures of the table of requests, natural persons and total; what is not named is zero. */
export type Requests = Readonly<Record<string, string>>;

/**
 * @param odd cells that print something else, by table, row and column
 * @param prose sentences of the first chapter
 */
export function reportPage(
  issuer: string,
  year: number,
  requests: Requests,
  odd: Requests = {},
  prose = "",
): string {
  const form = forms.find(
    ({ edition }) => edition === (year < 2019 ? "2014" : year < 2021 ? "2019" : "2021"),
  );
  if (!form) throw new Error("no such form");
  const tables = form.tables.map((table) => {
    const figures = new Map<string, string>();
    for (const block of table.blocks)
      for (const row of block.rows)
        for (const column of block.columns)
          if (row.key !== null) figures.set(figureKey(table.key, row.key, column.key), "0");
    if (table.key === "requests") {
      for (const [row, value] of Object.entries(requests))
        for (const column of ["natural_person", "total"])
          figures.set(figureKey("requests", row, column), value);
    }
    for (const [cell, value] of Object.entries(odd)) figures.set(cell, value);
    return `<p>${table.title.text}</p>${htmlTable(printTable(table, figures))}`;
  });
  const title = `${issuer}${year}年政府信息公开工作年度报告`;
  return htmlPage(
    title,
    `<h1>${title}</h1><p>一、总体情况</p><p>${prose}</p>${tables.join("\n")}<p>${issuer}</p><p>${year + 1}年1月20日</p>`,
  );
}

/** Writes the reports of two runs: the second has one report less, one moved and one figure corrected. */
export function writeReports(folder: string): void {
  const first = join(folder, "first");
  const second = join(folder, "second");
  for (const [path, page] of Object.entries(pages())) {
    put(join(first, path), page);
    const moved = path === "zhejiang/deqing-2021.html" ? "moved/deqing.html" : path;
    const corrected = path === "fujian/huian-2022.html" ? HUIAN_2022_CORRECTED : page;
    if (!path.includes("yuhang")) put(join(second, moved), corrected);
  }
}

/** Reports of a third run: an older form, a report without tables, two of unknown organs, one of an unknown town in a city, one of a zone over several counties, two that differ of one department, one of no year. */
export function writeOddReports(folder: string): void {
  const old = reportPage(
    HUIAN,
    2016,
    {},
    {
      "statistics/requests_received/value": "12",
      "statistics/requests_received.online/value": "12",
      "statistics/requests_closed/value": "12",
      "statistics/requests_closed.on_time/value": "12",
      "statistics/replies/value": "10",
      "statistics/replies.already_public/value": "3",
      "statistics/replies.granted/value": "4",
      "statistics/replies.refused/value": "3",
      "statistics/replies.refused.state_secret/value": "1",
      "statistics/replies.refused.trade_secret/value": "2",
      // Two are pending, for which the form has no row.
      "statistics/review/value": "3",
      "statistics/review.upheld/value": "1",
    },
  );
  const title = "德清县人民政府2021年政府信息公开工作年度报告";
  const bare = htmlPage(
    title,
    `<h1>${title}</h1><p>一、总体情况</p><p>本机关全年收到政府信息公开申请3件。</p><p>二、存在的主要问题及改进情况</p><p>业务培训不够。</p><p>德清县人民政府</p>`,
  );
  const undated = reportPage(HUIAN, 2022, { new: "1" }).replace(/20\d\d年/g, "");
  put(join(folder, "huian-2016.html"), old);
  put(join(folder, "deqing-2021.html"), bare);
  put(join(folder, "xihu-2021.html"), reportPage("西湖区人民政府", 2021, { new: "2" }));
  put(join(folder, "gulou-2021.html"), reportPage("鼓楼区人民政府", 2021, { new: "5" }));
  put(join(folder, "town-2021.html"), reportPage("合肥市无此乡人民政府", 2021, closed("6", "3", "3")));
  // The county lies in another province.
  put(join(folder, "elsewhere-2021.html"), reportPage("河北省汤原县胜利乡人民政府", 2021, { new: "7" }));
  put(join(folder, "huian-education-2021.html"), reportPage("惠安县教育局", 2021, closed("2", "2", "0")));
  put(join(folder, "huian-education-again.html"), reportPage("惠安县教育局", 2021, closed("3", "2", "1")));
  put(join(folder, "zone-2021.html"), reportPage("雄安新区教育局", 2021, { new: "1" }));
  put(join(folder, "undated.html"), undated);
}

function closed(total: string, granted: string, partly: string): Requests {
  return { new: total, "outcome.granted": granted, "outcome.partly_granted": partly, "outcome.total": total };
}

/** Cells of one part of the table of reviews and lawsuits, by outcome. */
function cases(part: string, outcomes: Requests): Requests {
  const cells = Object.entries(outcomes).map(([outcome, value]) => [
    figureKey("review_litigation", "cases", `${part}.${outcome}`),
    value,
  ]);
  return Object.fromEntries(cells) as Requests;
}

function put(path: string, text: string): void {
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, text);
}

const HUIAN = "惠安县人民政府";
const HUIAN_2022 = {
  new: "1",
  carried_in: "9",
  "outcome.granted": "9",
  "outcome.total": "9",
  carried_out: "",
};
const HUIAN_2022_CORRECTED = reportPage(HUIAN, 2022, { ...HUIAN_2022, carried_out: "1" });

function pages(): Record<string, string> {
  const huian2021 = reportPage(
    HUIAN,
    2021,
    {
      new: "20",
      carried_in: "3",
      "outcome.granted": "10",
      "outcome.partly_granted": "5",
      "outcome.total": "15",
      carried_out: "8",
    },
    {
      ...cases("review", { upheld: "1", corrected: "2", other: "1", total: "4" }),
      ...cases("litigation_direct", { corrected: "1", total: "1" }),
      ...cases("litigation_after_review", { upheld: "1", total: "1" }),
    },
    // The table has 20 requests.
    "全年主动公开政府信息约300条，通过门户网站公开信息120条。收到政府信息公开申请21件，未收取任何费用。",
  );
  return {
    "fujian/huian-2020.html": reportPage(HUIAN, 2020, {
      new: "10",
      "outcome.granted": "4",
      "outcome.partly_granted": "2",
      "outcome.refused.state_secret": "1",
      "outcome.total": "7",
      carried_out: "3",
    }),
    "fujian/huian-2021.html": huian2021,
    "fujian/copy/huian-2021.html": huian2021,
    "fujian/huian-2022.html": reportPage(HUIAN, 2022, HUIAN_2022),
    // The total of what was granted is one too many: the row and the column do not add up.
    "zhejiang/deqing-2021.html": reportPage(
      "德清县人民政府",
      2021,
      { new: "6", "outcome.granted": "6", "outcome.total": "6" },
      {
        "requests/outcome.granted/total": "7",
        "proactive_disclosure/fees/amount": "12000元",
        // What was corrected is not told: no line of which all outcomes are known.
        ...cases("review", { upheld: "1", corrected: "", pending: "4", total: "5" }),
        ...cases("litigation_direct", { upheld: "1", total: "1" }),
      },
    ),
    "zhejiang/yuhang-2023.html": reportPage("杭州市余杭区教育局", 2023, {}),
    // Four districts have this name: no place, and no other report is taken for the same organ's.
    "elsewhere/xihu-2021.html": reportPage("西湖区人民政府", 2021, {
      new: "2",
      "outcome.granted": "2",
      // One of the reasons is blank: not all are known.
      "outcome.refused.state_secret": "2",
      "outcome.refused.administrative_inquiry": "",
      "outcome.total": "2",
    }),
  };
}
