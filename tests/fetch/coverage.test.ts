import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readExpected } from "../../src/fetch/coverage-file.ts";
import { type Crawled, crawlSite, type Route, report, send } from "./crawl-site.ts";

const title = (year: number) => `湖滨区${year}年政府信息公开工作年度报告`;
const anchor = (year: number, href = `/r${year}.html`) => `<a href="${href}">${title(year)}</a>`;
const reports = (...years: number[]) =>
  Object.fromEntries(years.map((year) => [`/r${year}.html`, report(title(year))]));
const json = (value: unknown) => send("application/json", JSON.stringify(value));
/** The row of the first list, without what every row has. */
const listRow = ({ coverage, base }: Crawled, path: string) => {
  const row = coverage.find(({ list }) => list === base + path);
  return row && { state: row.state, unit: row.unit, expected: row.expected, found: row.found, why: row.why };
};

describe("a list's own account", () => {
  test("a total that was reached is whole", async () => {
    const crawled = await crawlSite(
      {
        "/api?page=1": json({ total: 2, list: [{ title: title(2023), url: "/r2023.html" }] }),
        "/api?page=2": json({ total: 2, list: [{ title: title(2022), url: "/r2022.html" }] }),
        ...reports(2023, 2022),
      },
      ["/api?page=1"],
    );
    expect(listRow(crawled, "/api?page=1")).toEqual({
      state: "whole",
      unit: "entries",
      expected: 2,
      found: 2,
      why: "",
    });
    expect(crawled.asked).toHaveLength(4);
  });

  test("a total that was not reached is a gap", async () => {
    const crawled = await crawlSite(
      {
        "/api?page=1": json({ total: 4, list: [{ title: title(2023), url: "/r2023.html" }] }),
        "/api?page=2": json({ total: 4, list: [] }),
        ...reports(2023),
      },
      ["/api?page=1"],
    );
    expect(listRow(crawled, "/api?page=1")).toMatchObject({ state: "gap", expected: 4, found: 1 });
  });

  test("a part that is not to be had is a gap, and the parts behind it are had all the same", async () => {
    const numbers = [1, 2, 3, 4].map((number) => `<a href="/l_${number}.html">${number}</a>`).join("");
    const part = (year: number) =>
      `<title>政府信息公开年报</title><ul><li>${anchor(year)}</li></ul>${numbers}`;
    const crawled = await crawlSite(
      {
        "/l_1.html": part(2023),
        "/l_2.html": (_, response) => response.writeHead(500).end("fault"),
        "/l_3.html": part(2021),
        "/l_4.html": part(2020),
        ...reports(2023, 2021, 2020),
      },
      ["/l_1.html"],
    );
    expect(crawled.kept).toEqual(expect.arrayContaining(["/r2023.html", "/r2021.html", "/r2020.html"]));
    expect(listRow(crawled, "/l_1.html")).toMatchObject({ state: "gap", why: "status-500" });
  });

  test("where every part fails, few are asked for", async () => {
    const numbers = Array.from({ length: 30 }, (_, at) => `<a href="/l_${at + 1}.html">${at + 1}</a>`);
    const { asked } = await crawlSite(
      { "/l_1.html": `<ul><li>${anchor(2023)}</li></ul>${numbers.join("")}`, ...reports(2023) },
      ["/l_1.html"],
    );
    expect(asked.filter((one) => one.includes("/l_")).length).toBeLessThanOrEqual(8);
  });

  test("a list that it names and that is not to be had is a gap", async () => {
    const crawled = await crawlSite(
      {
        "/l.html": `<title>政府信息公开年报</title><ul><li><a href="/a/">教育局</a></li><li><a href="/b/">财政局</a></li></ul>`,
        "/a/": `<title>教育局</title>${anchor(2023)}`,
        ...reports(2023),
      },
      ["/l.html"],
    );
    expect(listRow(crawled, "/l.html")).toMatchObject({ state: "gap", why: "status-404" });
  });

  test("fewer entries than told are a gap though all parts were had", async () => {
    const parts = (number: number) => `<p>共4条 第${number}/2页</p>`;
    const crawled = await crawlSite(
      {
        "/l.html": `<ul><li>${anchor(2023)}</li></ul>${parts(1)}<a href="/l2.html">下一页</a>`,
        "/l2.html": `<ul><li>${anchor(2022)}</li></ul>${parts(2)}`,
        ...reports(2023, 2022),
      },
      ["/l.html"],
    );
    expect(listRow(crawled, "/l.html")).toEqual({
      state: "gap",
      unit: "entries",
      expected: 4,
      found: 2,
      why: "fewer-than-told",
    });
  });

  test("records told by a call whose interface is gone are a gap", async () => {
    const crawled = await crawlSite(
      {
        "/l.html": `<div id="1"><script type="text/xml"><datastore><recordset><record><![CDATA[${anchor(2023)}]]></record></recordset></datastore></script></div><script>$("#1").jpage({perPage:1,totalRecord:4,proxyUrl:"/gone.jsp",params:{c:1}});</script>`,
        ...reports(2023),
      },
      ["/l.html"],
    );
    expect(listRow(crawled, "/l.html")).toEqual({
      state: "gap",
      unit: "entries",
      expected: 4,
      found: 1,
      why: "status-404; fewer-than-told",
    });
  });

  test("parts told by the page's text", async () => {
    const more = (n: number) => `${anchor(2024 - n)}<p>第${n}页/共3页</p><a href="l${n + 1}.html">下一页</a>`;
    const routes: Record<string, Route> = {
      "/l1.html": more(1),
      "/l2.html": more(2),
      ...reports(2023, 2022, 2021),
    };
    expect(listRow(await crawlSite(routes, ["/l1.html"]), "/l1.html")).toMatchObject({
      state: "gap",
      unit: "parts",
      expected: 3,
      found: 2,
    });
    routes["/l3.html"] = `${anchor(2021)}<p>第3页/共3页</p><span>下一页</span>`;
    expect(listRow(await crawlSite(routes, ["/l1.html"]), "/l1.html")).toMatchObject({
      state: "whole",
      found: 3,
    });
  });

  test("what tells nothing of its size is unknown, and no gap", async () => {
    const crawled = await crawlSite({ "/l.html": anchor(2023), ...reports(2023) }, ["/l.html"]);
    expect(crawled.coverage.map(({ state }) => state)).toEqual(["unknown", "unknown"]);
  });

  test("a report that is gone, or forbidden, is missing with its reason, in its list and in its year", async () => {
    const crawled = await crawlSite(
      {
        "/robots.txt": "User-agent: *\nDisallow: /r2022",
        "/l.html": anchor(2023) + anchor(2022) + anchor(2021),
        ...reports(2023, 2022),
      },
      ["/l.html"],
    );
    expect(listRow(crawled, "/l.html")).toMatchObject({ state: "gap", found: 1, why: "robots; status-404" });
    const years = crawled.coverage.filter(({ year }) => year !== "");
    expect(years.map(({ year, found, missing, state, why }) => [year, found, missing, state, why])).toEqual([
      ["2021", 0, 1, "gap", "status-404"],
      ["2022", 0, 1, "gap", "robots"],
      ["2023", 1, 0, "unknown", ""],
    ]);
  });

  test("a control that leads on and is not understood is a gap", async () => {
    const crawled = await crawlSite(
      { "/l.html": `${anchor(2023)}<a href="javascript:goTo(2)">下一页</a>`, ...reports(2023) },
      ["/l.html"],
    );
    expect(listRow(crawled, "/l.html")).toMatchObject({ state: "gap", why: "status-404; not-understood" });
  });

  test("a guess that brings the same page again is a gap too", async () => {
    const same = `${anchor(2023)}<a href="javascript:goTo(2)">下一页</a>`;
    const crawled = await crawlSite({ "/l.do": same, "/l.do?page=2": same, ...reports(2023) }, ["/l.do"]);
    expect(listRow(crawled, "/l.do")).toMatchObject({ state: "gap", why: "not-understood" });
  });

  test("a year that a page offers and that leads to nothing is a gap", async () => {
    const crawled = await crawlSite(
      {
        "/nb.html": `<h1>政府信息公开年报</h1><a href="/2023/">2023年</a><a href="/2022/">2022年</a>`,
        "/2023/": anchor(2023),
        "/2022/": `${'<a href="/x">栏目</a>'.repeat(5)}暂无`,
        ...reports(2023),
      },
      ["/nb.html"],
    );
    expect(listRow(crawled, "/2022/")).toMatchObject({ state: "gap", why: "nothing-found" });
    expect(listRow(crawled, "/2023/")).toMatchObject({ state: "unknown" });
  });
});

test("lists without an end are left where they bring nothing new", async () => {
  const crawled = await crawlSite(
    {
      "/l.html?*": (request, response) => {
        const page = Number(new URL(request.url ?? "", "http://x").searchParams.get("page"));
        response.writeHead(200, { "content-type": "text/html" });
        response.end(`${anchor(page < 3 ? 2024 - page : 2021)}<a href="l.html?page=${page + 1}">下一页</a>`);
      },
      ...reports(2023, 2022, 2021),
    },
    ["/l.html?page=1"],
  );
  expect(crawled.kept.filter((path) => path.startsWith("/r")).sort()).toEqual([
    "/r2021.html",
    "/r2022.html",
    "/r2023.html",
  ]);
  expect(crawled.asked.filter((path) => path.includes("/l.html"))).toHaveLength(4);
  expect(listRow(crawled, "/l.html?page=1")).toMatchObject({ state: "unknown", why: "no-news" });
});

test("a list without an end whose links are all dead is left, one in which any is alive is not", async () => {
  const crawl = async (isAlive: (page: number) => boolean) => {
    const { asked, coverage } = await crawlSite(
      {
        "/l.html?*": (request, response) => {
          const page = Number(new URL(request.url ?? "", "http://x").searchParams.get("page"));
          const entry = `<li><a href="/${page}.html">湖滨区2023年政府信息公开工作年度报告（${page}）</a></li>`;
          const next = page < 90 ? `<a href="l.html?page=${page + 1}">下一页</a>` : "";
          response.writeHead(200, { "content-type": "text/html" }).end(`<ul>${entry}</ul>${next}`);
        },
        ...Object.fromEntries(
          Array.from({ length: 90 }, (_, index) => index + 1)
            .filter(isAlive)
            .map((page) => [`/${page}.html`, report(title(2023))]),
        ),
      },
      ["/l.html?page=1"],
    );
    return { parts: asked.filter((path) => path.includes("/l.html")).length, state: coverage[0]?.state };
  };
  const dead = await crawl(() => false);
  expect(dead.state).toBe("gap");
  // What was asked for last is not known to be dead yet.
  expect(dead.parts).toBeGreaterThanOrEqual(40);
  expect(dead.parts).toBeLessThan(50);
  expect((await crawl((page) => page % 30 === 0)).parts).toBe(90);
});

test("what someone expects is compared by site, year and issuer", async () => {
  const { coverage } = await crawlSite(
    { "/l.html": anchor(2023) + anchor(2022), ...reports(2023, 2022) },
    ["/l.html"],
    {},
    (base) => {
      const site = new URL(base).host;
      return [
        { site, issuer: "湖滨区", year: 2023, reports: 1 },
        { site, issuer: null, year: 2021, reports: 1 },
        { site: null, issuer: "山阴县", year: 2023, reports: 1 },
      ];
    },
  );
  expect(coverage.slice(-3).map(({ year, issuer, state, why }) => [year, issuer, state, why])).toEqual([
    ["2023", "湖滨区", "whole", ""],
    ["2021", "", "gap", "not-listed"],
    ["2023", "山阴县", "gap", "not-listed"],
  ]);
});

test("a file of what is expected is read, or told by file and line", () => {
  const folder = mkdtempSync(join(tmpdir(), "expect-"));
  const file = join(folder, "grid.csv");
  writeFileSync(file, "site,issuer,year,reports\nhttps://www.example.gov.cn/xxgk/,,2023,2\n,湖滨区,2022,\n");
  expect(readExpected(file)).toEqual([
    { site: "www.example.gov.cn", issuer: null, year: 2023, reports: 2 },
    { site: null, issuer: "湖滨区", year: 2022, reports: 1 },
  ]);
  writeFileSync(file, "site,year\na.gov.cn,2023\n,2022\n");
  expect(() => readExpected(file)).toThrow(/grid\.csv:3: /);
  rmSync(folder, { recursive: true });
});
