import { expect, test } from "vitest";
import { changeOf } from "../../src/fetch/changes.ts";
import type { Entry } from "../../src/fetch/entry.ts";
import { crawlSite, report } from "./crawl-site.ts";

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
