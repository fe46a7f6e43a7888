import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { expect, test } from "vitest";
import { cleanAddress, hostOf, keyOf } from "../../src/fetch/canonical.ts";
import { loadLinkRules } from "../../src/fetch/load-rules.ts";
import { interleaved } from "../../src/fetch/seeds.ts";
import { readTitle } from "../../src/fetch/titles.ts";
import { crawlSite, report, send } from "./crawl-site.ts";

const RULES = loadLinkRules(fileURLToPath(new URL("../../pipelines/disclosure/fetch.yaml", import.meta.url)));

test.each([
  ["青石县2023年政府信息公开工作年度报告", "report", 2023],
  ["2023年青石县政府信息公开工作报告", "report", 2023],
  ["青石县2023年政府信息公开工作总结", "report", 2023],
  ["青石县2023年信息公开情况报告", "report", 2023],
  ["青石縣2023年政府信息公開工作年度報告", "report", 2023],
  ["青石县二〇二三年政府信息公开工作年终报告", "report", 2023],
  ["2024-01-31青石县2023年政府信息公开年报", "report", 2023],
  ["[2020]1号青石县2022年度政府信息公开工作年度报告", "report", 2022],
  ["青石县2022年政府信息公开工作年度报告（2023年1月18日发布）", "report", 2022],
  ["青石县2008-2010年政府信息公开工作年度报告", "report", null],
  ["青石县政府信息公开工作年度报告", "section", null],
  ["政府信息公开年报", "section", null],
  ["各部门政府信息公开工作年度报告", "section", null],
  ["青石县人民政府办公室2023年政府信息公开工作年…", "cut", 2023],
  ["青石县人民政府办公室2023年政府信…", "cut", 2023],
  ["图解：青石县2023年政府信息公开工作年度报告", "look-alike", 2023],
  ["关于做好2023年政府信息公开工作年度报告编制工作的通知", "look-alike", 2023],
  ["青石县2023年法治政府建设年度报告", "look-alike", 2023],
  ["青石县水务公司2023年年度报告", "look-alike", 2023],
  ["2023年度企业年报公示公告", "look-alike", 2023],
  ["2023年部门决算年度报告", "look-alike", 2023],
])("%s", (text, kind, year) => {
  expect(readTitle(text, RULES, true)).toEqual({ kind, year });
});

test.each([
  "青石县2023年政府工作报告",
  "植树节活动",
  "政府信息公开指南",
  "2023年工作总结",
  "关于2023年植树造林工作的…",
])("%s is nothing of interest", (text) => {
  expect(readTitle(text, RULES, true)).toBeNull();
});

test.each([
  ["http://a.gov.cn/r.html?from=list", "http://a.gov.cn/r.html"],
  ["http://a.gov.cn/r.html;jsessionid=0A1B", "http://a.gov.cn/r.html"],
  ["http://a.gov.cn/r.html?v=1#top", "http://a.gov.cn/r.html"],
  ["http://a.gov.cn/r.jsp?v=1&id=%B1%A8&from=x", "http://a.gov.cn/r.jsp?v=1&id=%B1%A8"],
  ["http://a.gov.cn/l.jsp?t=3", "http://a.gov.cn/l.jsp?t=3"],
])("%s is asked for as %s", (address, clean) => {
  expect(cleanAddress(address, RULES)).toBe(clean);
});

test("scheme, www and pages for telephones do not make another page; other hosts, paths and parameters do", () => {
  const key = (address: string) => keyOf(address, RULES);
  const page = key("http://www.a.gov.cn/x/r.html");
  for (const same of [
    "https://www.a.gov.cn/x/r.html",
    "http://a.gov.cn/x/r.html",
    "http://m.a.gov.cn/x/r_wap.html",
  ])
    expect(key(same)).toBe(page);
  for (const other of ["http://b.gov.cn/x/r.html", "http://a.gov.cn/r.html", "http://a.gov.cn/x/r.html?id=2"])
    expect(key(other)).not.toBe(page);
});

test("where a page is not to be had under one address, it is under the other", async () => {
  const { kept, coverage } = await crawlSite(
    {
      "/l.html":
        '<a href="/r.jsp;jsessionid=12?id=1">青石县2023年政府信息公开年报</a><a href="/r_wap.html">青石县2022年政府信息公开年报</a><a href="/r.html">青石县2022年政府信息公开年报</a>',
      "/r.jsp?id=1": report("青石县2023年政府信息公开年报"),
      "/r.html": report("青石县2022年政府信息公开年报"),
    },
    ["/l.html"],
  );
  expect(kept.sort()).toEqual(["/l.html", "/r.html", "/r.jsp?id=1"]);
  expect(coverage.filter(({ state }) => state === "gap")).toEqual([]);
});

test("years are those of titles: neither dates beside them nor other values of an entry choose", async () => {
  const { kept, entries } = await crawlSite(
    {
      "/api": send(
        "application/json",
        JSON.stringify({
          list: [
            {
              title: "青石县2022年政府信息公开年报",
              url: "/1.html",
              date: "2019-01-20",
              channel: "2019年政府信息公开年报",
            },
            {
              title: "青石县2019年政府信息公开年报",
              url: "/2.html",
              date: "2022-01-20",
              channel: "2022年政府信息公开年报",
            },
            { title: "植树", url: "/3.html", channel: "2022年政府信息公开年报" },
          ],
        }),
      ),
      "/1.html": report("青石县2022年政府信息公开年报"),
    },
    ["/api"],
    { years: { from: 2021, to: 2023 } },
  );
  expect(kept.sort()).toEqual(["/1.html", "/api"]);
  expect(entries.get("/2.html")?.reason).toBe("other-year");
  expect(entries.has("/3.html")).toBe(false);
});

test("hosts are taken up in turn", () => {
  const addresses = ["http://a/1", "http://a/2", "http://a/3", "http://b/1", "http://c/1", "http://c/2"];
  expect([...interleaved(addresses)]).toEqual([
    "http://a/1",
    "http://b/1",
    "http://c/1",
    "http://a/2",
    "http://c/2",
    "http://a/3",
  ]);
});

test("an address that is taken as it stands is as the standard writes it", () => {
  const labels = [
    "www.",
    "m.",
    "a-b.",
    "gov.",
    "cn",
    "GOV",
    "xn--a",
    "1",
    "256",
    "0x7f",
    "10.0.0.1",
    "127.1",
    "_",
    "报",
    ".",
  ];
  const ports = ["", ":80", ":443", ":8080", ":08080", ":65536", ":45999", ":"];
  const pieces = [
    "/",
    "/",
    "a",
    "b_wap.html",
    ".",
    "..",
    "~",
    "%41",
    "%2e",
    ";",
    "(",
    "报",
    " ",
    "\\",
    "@",
    "?",
    "#",
    "=",
    "\t",
  ];
  const hosts = [
    "www.a-b.gov.cn",
    "m.a.cn",
    "10.0.0.1",
    "xn--a.cn",
    "256.0.0.1",
    "a.1",
    "A.cn",
    "xn--fiqs8s",
  ];
  const address = fc
    .tuple(
      fc.constantFrom("http://", "http://", "https://", "HTTP://", "http:/"),
      fc.oneof(
        fc.constantFrom(...hosts),
        fc.array(fc.constantFrom(...labels), { minLength: 1, maxLength: 4 }).map((some) => some.join("")),
      ),
      fc.oneof(fc.constant(""), fc.constantFrom(...ports)),
      fc.oneof(fc.constantFrom("/", "/a/b_wap.html"), fc.constant("")),
      fc.array(fc.constantFrom(...pieces), { maxLength: 4 }),
    )
    .map(([scheme, host, port, begin, path]) => `${scheme}${host}${port}${begin}${path.join("")}`.trim());
  let plain = 0;
  fc.assert(
    fc.property(address, (one) => {
      const url = URL.canParse(one) ? new URL(one) : null;
      expect(hostOf(one)).toBe(url?.host ?? null);
      if (!url || one.includes("?") || one.includes("#")) return;
      if (url.href === one) plain += 1;
      // With a parameter that tells nothing it is never taken as it stands.
      expect(cleanAddress(one, RULES)).toBe(cleanAddress(`${one}?from=list`, RULES));
      expect(keyOf(one, RULES)).toBe(keyOf(`${one}?from=list`, RULES));
    }),
    { numRuns: 10_000, seed: 1 },
  );
  expect(plain).toBeGreaterThan(100);
});
