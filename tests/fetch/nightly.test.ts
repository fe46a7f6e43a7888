import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { changeOf } from "../../src/fetch/changes.ts";
import type { CrawlOptions, Mode } from "../../src/fetch/crawl-plan.ts";
import type { Entry } from "../../src/fetch/entry.ts";
import { type Ran, Session, verdictOf } from "../../src/fetch/session.ts";
import { crawlSite, OPTIONS, report } from "./crawl-site.ts";
import { openSite, page, type Site } from "./sites.ts";

const TITLE = "湖滨区2023年政府信息公开年报";
const entry = (outcome: Entry["outcome"], sha256?: string, content?: string): Entry => ({
  url: "http://a.gov.cn/r.html",
  outcome,
  at: "2024-01-01T00:00:00.000Z",
  end: 0,
  ...(sha256 === undefined ? {} : { sha256 }),
  ...(content === undefined ? {} : { content }),
});

test.each([
  ["new", undefined, entry("fetched", "1")],
  ["new", entry("failed"), entry("fetched", "1")],
  ["changed", entry("fetched", "1", "a"), entry("changed", "2", "b")],
  [null, entry("fetched", "1", "a"), entry("changed", "2", "a")],
  [null, entry("fetched", "1", "a"), entry("unchanged", "1", "a")],
  ["changed", entry("fetched", "1"), entry("changed", "2")],
  ["gone", entry("unchanged", "1"), entry("gone", "1")],
  [null, entry("gone", "1"), entry("gone", "1")],
  ["back", entry("gone", "1"), entry("unchanged", "1")],
  [null, entry("fetched", "1"), entry("failed", "1")],
  [null, undefined, entry("gone")],
])("a change is %s", (change, before, after) => {
  expect(changeOf(before, after)).toBe(change);
});

test("counters and clocks are no change of a page, its figures are", async () => {
  const contents = [];
  for (const more of [
    "浏览次数：17 今天是2024年3月1日 星期五",
    "浏览次数：18 今天是2024年3月2日 星期六",
    "收到申请18件",
  ]) {
    const { entries } = await crawlSite({ "/r.html": report(TITLE, `<a href="/">x</a><p>${more}</p>`) }, [
      "/r.html",
    ]);
    contents.push(entries.get("/r.html")?.content);
  }
  expect(contents[0]).toBeDefined();
  expect(contents[1]).toBe(contents[0]);
  expect(contents[2]).not.toBe(contents[0]);
});

test("a limit leaves the rest to another run, and says so", async () => {
  const routes = {
    "/l.html": `<a href="/1.html">${TITLE}</a><a href="/2.html">${TITLE}</a>`,
    "/1.html": report(TITLE),
  };
  const { asked, coverage } = await crawlSite(routes, ["/l.html"], { limit: 2 });
  expect(asked).toEqual(["GET /l.html", "GET /1.html"]);
  expect(coverage[0]).toMatchObject({ state: "gap", why: "not-asked" });
});

describe("one night after the other", () => {
  let site: Site;
  let folder = "";
  let wanted: string[] = [];
  beforeEach(async () => {
    site = await openSite();
    folder = mkdtempSync(join(tmpdir(), "nightly-"));
    wanted = [];
  });
  afterEach(async () => {
    await site.close();
    rmSync(folder, { recursive: true });
  });

  async function night(
    options: Partial<CrawlOptions>,
    mode: Mode = "changes",
    dataset?: string,
  ): Promise<Ran> {
    site.asked.length = 0;
    const session = await Session.open(
      {
        archive: join(folder, "archive"),
        addresses: [`${site.base}/nights.html`],
        mode,
        crawl: { ...OPTIONS, ...options },
        agentName: "gongkai",
        allowed: new Set(["127.0.0.1"]),
        ...(dataset === undefined ? {} : { dataset }),
      },
      { onEntry: () => undefined, onWanted: (url) => wanted.push(url.replace(site.base, "")) },
    );
    return session.run();
  }
  const list = (...paths: string[]) =>
    page(paths.map((path) => `<a href="${path}">${TITLE}${path}</a>`).join(""));
  const asked = () => site.asked.filter((path) => path !== "/robots.txt");

  test("since a time, only lists and what is new is asked; a dry run asks and writes nothing", async () => {
    site.set("/nights.html", list("/a.html"));
    await night({});
    site.set("/nights.html", list("/a.html", "/b.html"));
    const dry = await night({ dryRun: true });
    expect(site.asked).toEqual([]);
    expect(wanted).toEqual(["/nights.html", "/a.html", "/file/a.docx"]);
    expect([...dry.ended]).toEqual([]);
    await night({ since: new Date(0) });
    expect(asked()).toEqual(["/nights.html", "/b.html"]);
    await night({ since: new Date(Date.now() + 60_000) });
    expect(asked().sort()).toEqual(["/a.html", "/b.html", "/file/a.docx", "/nights.html"]);
  });

  test("what a dataset found to be no report is asked for again, and is a failure while it stays the same", async () => {
    site.set("/nights.html", list("/a.html", "/b.html", "/about.html"));
    site.set("/about.html", page(report(`${TITLE}解读`)));
    expect(verdictOf(await night({}))).toBe(0);
    const dataset = join(folder, "dataset");
    mkdirSync(dataset);
    const row = (path: string, status: string, doubt = "") =>
      `r${path},${site.base}${path},${status},${doubt},`;
    writeFileSync(
      join(dataset, "reports.csv"),
      `report_id,source,status,doubt,attachment_of\r\n${[
        row("/nights.html", "not_a_report"),
        row("/a.html", "not_a_report", "no-title-and-no-table"),
        `rf,${site.base}/file/a.docx,clean,,r/a.html`,
        row("/b.html", "not_a_report", "no-title-and-no-table"),
        row("/about.html", "not_a_report", "about-a-report"),
      ].join("\r\n")}\r\n`,
    );
    const same = await night({}, "retry", dataset);
    expect(asked()).toEqual(["/b.html"]);
    expect(same.entries.get(`${site.base}/b.html`)).toMatchObject({ outcome: "failed", reason: "no-report" });
    expect(verdictOf(same)).toBe(1);
    site.set("/b.html", page(report(TITLE)));
    expect(verdictOf(await night({}, "retry", dataset))).toBe(0);
  });
});
