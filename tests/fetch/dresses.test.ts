// Lists in the dresses that sites give them: what leads on stands in attributes, in scripts of their own, beside the link.
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { crawlSite, type Route, report, reportsOf, send } from "./crawl-site.ts";
import { expectWhole, type Family } from "./whole-family.ts";

const { title, anchor, reports, paths } = reportsOf("湖滨区");
const HEAD = "<title>政府信息公开年报</title>";
const MENU = `<div class="menu"><ul>${["要闻", "公告", "办事", "互动", "数据", "专题", "招考", "统计"]
  .map((name, at) => `<li><a href="/m/${at}">${name}</a></li>`)
  .join("")}</ul></div>`;
const script = (text: string) => send("application/javascript; charset=utf-8", text);
/** An interface that gives an entry a part. */
const interfaceOf =
  (name: string, years: readonly number[], answer: (year: number) => unknown): Route =>
  (request, response) => {
    const asked = new URL(request.url ?? "", "http://a").searchParams;
    const number = Number(asked.get(name) ?? (JSON.parse(asked.get("paramJson") ?? "{}") as never)[name]);
    const year = years[number - 1];
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify(year === undefined ? { list: [] } : answer(year)));
  };

const FAMILIES: Readonly<Record<string, Family>> = {
  "an element that says in attributes what a script asks for": {
    given: ["/col.html"],
    want: paths(2023, 2022),
    way: [1, 2].map(
      (n) =>
        `/jpaas-front/unit?pageId=9&tplSetId=ab&paramJson=%7B%22pageNo%22%3A${n}%2C%22pageSize%22%3A1%7D`,
    ),
    routes: {
      "/col.html": `${HEAD}<script src="/page.js" querydata="{'pageId':'9','tplSetId':'ab'}" paramjson='{"pageNo":1,"pageSize":1}' url="/jpaas-front/unit"></script>`,
      "/jpaas-front/unit?*": interfaceOf("pageNo", [2023, 2022], (year) => ({
        data: { html: `<ul>${anchor(year)}</ul><div id="pg" count="2" pagesize="1" pageno="1"></div>` },
      })),
      ...reports(2023, 2022),
    },
  },
  "a list that goes on while one scrolls": {
    given: ["/nb.html"],
    want: paths(2023, 2022),
    way: ["/api/list?c=3&page=1", "/api/list?c=3&page=2"],
    routes: {
      "/nb.html": `${HEAD}<ul data-url="/api/list?c=3" data-page="1" data-total="2">${anchor(2023)}</ul>`,
      "/api/list?*": interfaceOf("page", [2023, 2022], (year) => ({
        total: 2,
        list: [{ title: title(year), url: `/r/${year}` }],
      })),
      ...reports(2023, 2022),
    },
  },
  "a pager that only the site's own script has": {
    given: ["/l/list.shtml"],
    want: paths(2023, 2022),
    way: ["/js/common.js", "/l/list-p2.shtml"],
    routes: {
      "/l/list.shtml": `${HEAD}<ul>${anchor(2023)}</ul><a href="javascript:turn(1)">下一页</a><script src="/js/jquery.min.js"></script><script src="/js/common.js"></script>`,
      "/js/common.js": script(`function turn(n) { location.href = "/l/list-p" + (n + 1) + ".shtml"; }`),
      "/l/list-p2.shtml": anchor(2022),
      ...reports(2023, 2022),
    },
  },
  "parts told by variables, drawn by the site's own script": {
    given: ["/l/index.html"],
    want: paths(2023, 2022),
    way: ["/js/page.js", "/l/index_2.html"],
    routes: {
      "/l/index.html": `${HEAD}${anchor(2023)}<script>var totalPage = 2, currentPage = 1;</script><script src="/js/page.js"></script>`,
      "/js/page.js": script("drawPages(totalPage, currentPage);"),
      "/l/index_2.html": `${anchor(2022)}<script>var totalPage = 2, currentPage = 2;</script>`,
      ...reports(2023, 2022),
    },
  },
  "a list that a script file writes": {
    given: ["/nb.html"],
    want: paths(2023, 2022),
    way: ["/inc/nb.js"],
    routes: {
      "/nb.html": `${HEAD}${MENU}<script src="/inc/nb.js"></script>`,
      "/inc/nb.js": script(
        `document.write("<ul><li><a href=\\"/r/2023\\">${title(2023)}<\\/a></li>"); document.write('${anchor(2022)}</ul>');`,
      ),
      ...reports(2023, 2022),
    },
  },
  "a posted list whose token stands in the head, its column in a field without a form": {
    given: ["/nb"],
    want: paths(2023),
    way: ["/nb/list?__wb_method=POST&pageNo=1&c=77&_csrf=tok9"],
    routes: {
      "/nb": `<meta name="_csrf" content="tok9">${HEAD}<input type="hidden" id="c" value="77"><script>$.post("/nb/list", { pageNo: 1, c: $("#c").val(), _csrf: $("meta[name='_csrf']").attr("content") });</script>`,
      "/nb/list": (_, response, body) => {
        response.writeHead(body === "pageNo=1&c=77&_csrf=tok9" ? 200 : 403, {
          "content-type": "application/json",
        });
        response.end(JSON.stringify({ totalCount: 1, list: [{ title: title(2023), url: "/r/2023" }] }));
      },
      ...reports(2023),
    },
  },
  "a button that brings more": {
    given: ["/nb.html"],
    want: paths(2023, 2022),
    way: ["/more.do?page=2", "/more.do?page=3"],
    routes: {
      "/nb.html": `${HEAD}<ul id="l">${anchor(2023)}</ul><a href="javascript:;" id="more">加载更多</a><script>var page = 1; $("#more").click(function () { page++; $.get("/more.do?page=" + page, function (d) { $("#l").append(d); }); });</script>`,
      "/more.do?page=2": anchor(2022),
      "/more.do?page=3": "",
      ...reports(2023, 2022),
    },
  },
  "notices that come with a report": {
    given: ["/l.html"],
    want: ["/n/1.html", "/n/P1.pdf"],
    routes: {
      "/l.html": `<h2>年度报告</h2><a href="/n/1.html">关于公布《湖滨区2023年政府信息公开工作年度报告》的通知</a><a href="/n/2.html">关于做好2023年政府信息公开工作年度报告编制发布工作的通知</a>`,
      "/n/1.html": '<title>通知</title><p>现予公布。</p><a href="P1.pdf">湖滨区年报</a>',
      "/n/P1.pdf": send("application/pdf", "%PDF"),
    },
  },
  "titles cut within the year, in a list of reports": {
    given: ["/l.html"],
    want: paths(2023),
    routes: { "/l.html": `${HEAD}<a href="/r/2023">湖滨区人民政府办公室关于20…</a>`, ...reports(2023) },
  },
  "reports of former years in a column of their own": {
    given: ["/gk/"],
    want: paths(2023, 2015, 2010),
    way: ["/nb/", "/ln/", "/wn/"],
    routes: {
      "/gk/": `<title>政府信息公开</title>${MENU}<a href="/nb/">政府信息公开年报</a><a href="/ln/">历年年报</a><a href="/wn/">2012年及以前年度报告</a>`,
      "/nb/": anchor(2023),
      "/ln/": anchor(2015),
      "/wn/": anchor(2010),
      ...reports(2023, 2015, 2010),
    },
  },
  "the whole of a list beside its heading": {
    given: ["/gk/"],
    want: paths(2023, 2022),
    way: ["/nb/"],
    routes: {
      "/gk/": `<title>信息公开专栏</title><div><div><h3>政策</h3><a href="/zc/">更多&gt;&gt;</a></div></div><div><div><h3>政府信息公开年报</h3><a href="/nb/">更多&gt;&gt;</a></div><ul>${anchor(2023)}</ul></div>`,
      "/nb/": anchor(2023) + anchor(2022),
      ...reports(2023, 2022),
    },
  },
  "a table of organs and years": {
    given: ["/nb.html"],
    want: ["/f/a.pdf", "/f/a22.html", "/f/b.html"],
    routes: {
      "/nb.html": `${HEAD}<table><tr><th>单位</th><th>2023年</th><th>2022年</th></tr><tr><td>教育局</td><td><a href="/f/a.pdf">查看</a></td><td><a href="/f/a22.html">查看</a></td></tr><tr><td>公安局</td><td><a href="/f/b.html">查看</a></td><td>-</td></tr></table>`,
      "/f/a.pdf": send("application/pdf", "%PDF"),
      "/f/a22.html": report(title(2022)),
      "/f/b.html": report(title(2023)),
    },
  },
  "a list in a frame of another host": {
    given: ["/nb.html"],
    want: ["OTHER/r/2023"],
    way: ["OTHER/list.html"],
    routes: {
      "/nb.html": `${HEAD}<iframe src="OTHER/list.html"></iframe>`,
      "/list.html": anchor(2023),
      ...reports(2023),
    },
  },
  "data by offset, as text within data": {
    given: ["/nb.html"],
    want: paths(2023, 2022, 2021),
    way: ["/api/list?offset=0&limit=2", "/api/list?offset=2&limit=2"],
    routes: {
      "/nb.html": `${HEAD}<script>fetch("/api/list?offset=0&limit=2").then(draw)</script>`,
      "/api/list?*": (request, response) => {
        const from = Number(/offset=(\d+)/.exec(request.url ?? "")?.[1]);
        const rows = [2023, 2022, 2021].slice(from, from + 2);
        const list = rows.map((year) => ({ title: title(year), url: `/r/${year}` }));
        response.writeHead(200, { "content-type": "application/json" });
        response.end(JSON.stringify({ d: JSON.stringify({ rowCount: 3, list }) }));
      },
      ...reports(2023, 2022, 2021),
    },
  },
  "entries as elements": {
    given: ["/nb/"],
    want: paths(2023, 2022),
    way: ["/nb/list.xml"],
    routes: {
      "/nb/": `${HEAD}<script>$.ajax({ url: "list.xml" })</script>`,
      "/nb/list.xml": send(
        "text/xml",
        `<?xml version="1.0" encoding="UTF-8"?><all total="2">${[2023, 2022].map((year) => `<one><title><![CDATA[${title(year)}]]></title><url>/r/${year}</url></one>`).join("")}</all>`,
      ),
      ...reports(2023, 2022),
    },
  },
  "pages packed otherwise than their headers say": {
    given: ["/l.html"],
    want: paths(2023, 2022),
    way: ["/l2.html"],
    routes: {
      "/l.html": send("text/html", `${anchor(2023)}<a href="l2.html">下一页</a>`, {
        "content-encoding": "gzip",
      }),
      "/l2.html": send("text/html", gzipSync(anchor(2022))),
      ...reports(2023, 2022),
    },
  },
};

test.each(Object.entries(FAMILIES))("%s", (_, family) => expectWhole(family));

const LISTED = `${HEAD}${MENU}<ul>${anchor(2023)}${anchor(2022)}</ul>`;
const statesOf = async (routes: Readonly<Record<string, Route>>, given: string, depth = 4) =>
  (await crawlSite({ ...reports(2023, 2022), ...routes }, [given], { depth })).coverage
    .filter(({ list }) => list.endsWith(given))
    .map(({ state, expected, found, why }) => ({ state, expected, found, why }));

describe("what a list tells of itself", () => {
  test("is held against its own entries, not against all links of its page", async () => {
    expect(await statesOf({ "/l.html": `${LISTED}<p>共3条</p>` }, "/l.html")).toEqual([
      { state: "gap", expected: 3, found: 2, why: "fewer-than-told" },
    ]);
    expect(await statesOf({ "/l.html": `${LISTED}<p>共2条</p>` }, "/l.html")).toEqual([
      { state: "whole", expected: 2, found: 2, why: "" },
    ]);
  });

  test("is a gap where a report is named and nobody can tell where it is", async () => {
    const mute = '<a href="javascript:;" data-id="7">湖滨区2021年政府信息公开工作年度报告</a>';
    expect(await statesOf({ "/l.html": LISTED + mute }, "/l.html")).toMatchObject([
      { state: "gap", why: "not-understood" },
    ]);
  });

  test("is a gap where it is further away than links are followed", async () => {
    const routes = { "/gk.html": '<a href="/nb.html">政府信息公开年报</a>', "/nb.html": LISTED };
    const { coverage } = await crawlSite({ ...reports(2023, 2022), ...routes }, ["/gk.html"], { depth: 1 });
    expect(coverage.filter(({ state }) => state === "gap").map(({ why }) => why)).toContain("depth ×2");
  });
});

test("scripts are not asked for where a list is understood, nor for a control at the end of one", async () => {
  const end = '<p>第1页/共1页</p><a href="javascript:;">下一页</a><script src="/js/site.js"></script>';
  const { asked } = await crawlSite({ "/l.html": LISTED + end, ...reports(2023, 2022) }, ["/l.html"]);
  expect(asked).toEqual(["GET /l.html", "GET /r/2023", "GET /r/2022"]);
});

describe("addresses that are made anew with every visit", () => {
  const made = (count: number) => `sid=${(987_654_321 * (count + 7)).toString(16)}`;

  test("are learnt, and end", async () => {
    let count = 0;
    const page: Route = (_, response) => {
      count += 1;
      response.writeHead(200, { "content-type": "text/html" });
      response.end(
        `${HEAD}<a href="r?id=1&${made(count)}">${title(2023)}</a><a href="l?n=2&${made(count)}">下一页</a>`,
      );
    };
    const routes = { "/l": page, "/l?*": page, "/r?*": report(title(2023)) };
    const { asked } = await crawlSite(routes, ["/l"]);
    expect(asked.length).toBeLessThanOrEqual(8);
  });

  test("are not those of different reports whose pages are the same shell", async () => {
    const ids = ["8a7f00112233", "9b8e44556677"];
    const shell = `<title>详情</title><p>正文</p><script>draw(location.search)</script>`;
    const listed = ids.map((id, at) => anchor(2023 - at, `/d?id=${id}`)).join("");
    const next = `<a href="/l2.html">下一页</a>`;
    const routes = {
      "/l.html": `${HEAD}${listed}${next}`,
      "/l2.html": anchor(2021, "/d?id=7c6d88990011"),
      "/d?*": shell,
    };
    const { kept } = await crawlSite(routes, ["/l.html"]);
    expect(kept.filter((path) => path.startsWith("/d"))).toHaveLength(3);
  });
});

test("an address given that leads to what another one led to is no failure", async () => {
  const routes = { "/a.html": anchor(2023), "/b.html": anchor(2023), ...reports(2023) };
  const { entries } = await crawlSite(routes, ["/a.html", "/b.html"]);
  expect([...entries.values()].map(({ outcome }) => outcome)).not.toContain("failed");
});
