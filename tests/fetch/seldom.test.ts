// Ways of lists and reports that few systems have: pagers of any name, tabs of years on reports, frames within frames, answers that
// count their own entries, addresses whose number a script is yet to be told.
import { describe, expect, test } from "vitest";
import { crawlSite, type Route, report, reportsOf, send } from "./crawl-site.ts";
import { expectWhole, type Family } from "./whole-family.ts";

const { title, anchor, reports, paths } = reportsOf("松江县");
const HEAD = "<title>政府信息公开年报</title>";
const MENU = `<div><a href="/">首页</a><a href="/zw/">政务</a><a href="/hd/">互动</a><a href="/fw/">服务</a></div>`;
const file: Route = send("application/pdf", "%PDF-1.4");
const query = (url: string | undefined, name: string) =>
  new URL(url ?? "", "http://a").searchParams.get(name);

const calls = (first: string, second: string): Family => ({
  given: ["/nb/index.html"],
  want: paths(2023, 2022),
  way: ["/nb/index_1.html"],
  routes: {
    "/nb/index.html": `${HEAD}${anchor(2023)}<script>${first}</script>`,
    "/nb/index_1.html": `${HEAD}${anchor(2022)}<script>${second}</script>`,
    ...reports(2023, 2022),
  },
});
const yearTabs = (tab: (year: number) => string, script = ""): Family => ({
  given: ["/nb.jsp?area=37&nd=2023"],
  want: ["/nb.jsp?area=37&nd=2022", "/nb.jsp?area=37&nd=2021"],
  routes: {
    "/nb.jsp?*": (request, response) => {
      const year = Number(query(request.url, "nd"));
      const tabs = [2023, 2022, 2021].map(tab).join("");
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
      response.end(`<div>${tabs}</div>${report(title(year))}<script>${script}</script>`);
    },
  },
});
const dataOf = (ask: string): Family => ({
  given: ["/l.html"],
  want: paths(2023, 2022),
  way: ["/api/list?c=8&page=1", "/api/list?c=8&page=2"],
  routes: {
    "/l.html": `${HEAD}<ul id="u"></ul><script>${ask}</script>`,
    "/api/list?*": (request, response) => {
      const year = 2024 - Number(query(request.url, "page"));
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify({ total: 2, list: [{ title: title(year), url: `/r/${year}` }] }));
    },
    ...reports(2023, 2022),
  },
});

const turnedBy = (settings: (number: number) => string): Family => ({
  given: ["/c/index.html"],
  want: paths(2023, 2022),
  way: ["/c/index_1.html"],
  routes: {
    "/c/index.html": `${HEAD}${anchor(2023)}<script>$(".pg").paging(${settings(1)});</script>`,
    "/c/index_1.html": `${HEAD}${anchor(2022)}<script>$(".pg").paging(${settings(2)});</script>`,
    ...reports(2023, 2022),
  },
});
/** Organs as data, which a script puts into the page, each with a handler that asks for its list. */
const organs = (draw: string): Family => ({
  given: ["/b/index.html"],
  want: paths(2023, 2022),
  way: ["/api/list?kind=orgs", "/api/list?org=3&page=1", "/api/list?org=5&page=1"],
  routes: {
    "/b/index.html": `${HEAD}<ul id="o"></ul><script>function lists(id) { $.getJSON("/api/list?org=" + id + "&page=1", fill); }
$.getJSON("/api/list?kind=orgs", function (d) { ${draw} });</script>`,
    "/api/list?*": (request, response) => {
      const organ = query(request.url, "org");
      const names = [3, 5].map((id) => ({ id, name: id === 3 ? "县教育局" : "县水利局" }));
      const year = organ === "3" ? 2023 : 2022;
      response.writeHead(200, { "content-type": "application/json" });
      const list = [{ title: title(year), url: `/r/${year}` }];
      response.end(JSON.stringify(organ === null ? { data: names } : { total: 1, list }));
    },
    ...reports(2023, 2022),
  },
});

const FAMILIES: Readonly<Record<string, Family>> = {
  "a pager that is told the page's own file in settings": calls(
    "Pager({size: 2, current: 0, prefix: 'index', suffix: 'html'});",
    "Pager({size: 2, current: 1, prefix: 'index', suffix: 'html'});",
  ),
  "a pager of an unknown name that is told the page's own file": calls(
    'zsTurn("index", ".html", 0, 2, "#pages");',
    'zsTurn("index", ".html", 1, 2, "#pages");',
  ),
  "parts of which only the first one says how many there are, counted from nought": {
    given: ["/nb/"],
    want: paths(2023, 2022, 2021),
    way: ["/nb/index_1.htm", "/nb/index_2.htm"],
    routes: {
      "/nb/": `${HEAD}${anchor(2023)}<script>var countPage = 3; createPageHTML(countPage, 0, "index", "htm");</script>`,
      "/nb/index_1.htm": `${HEAD}${anchor(2022)}`,
      "/nb/index_2.htm": `${HEAD}${anchor(2021)}`,
      ...reports(2023, 2022, 2021),
    },
  },
  "tabs of years on a report, as links": yearTabs(
    (year) => `<a href="nb.jsp?area=37&nd=${year}">${year}年</a>`,
  ),
  "tabs of years on a report, by a handler": yearTabs(
    (year) => `<a href="javascript:;" onclick="show('${year}')">${year}</a>`,
    "function show(y) { location.href = 'nb.jsp?area=37&nd=' + y; }",
  ),
  "tabs of years on a report, by a script that waits for them": yearTabs(
    (year) => `<span class="y" data-y="${year}">${year}年度</span>`,
    "$('.y').click(function () { window.location = 'nb.jsp?area=37&nd=' + $(this).data('y'); });",
  ),
  "frames within frames, none of them with a title": {
    given: ["/i.html"],
    want: paths(2023),
    way: ["/top.html", "/main.html", "/menu.html", "/l.html"],
    routes: {
      "/i.html": `<frameset rows="80,*"><frame src="top.html"><frame src="main.html"></frameset>`,
      "/top.html": "<p>松江</p>",
      "/main.html": `<frameset cols="150,*"><frame src="menu.html"><frame src="l.html"></frameset>`,
      "/menu.html": "<p>目录</p>",
      "/l.html": anchor(2023),
      ...reports(2023),
    },
  },
  "an address whose number the script is yet to be told": dataOf(
    `$.get("/api/list?c=8&page=" + pageNo, function (d) { draw(d); });`,
  ),
  "a parameter whose number the script is yet to be told": dataOf(
    `axios.get("/api/list?c=8", { params: { page: state.current } }).then(draw);`,
  ),
  "settings in single quotes that hold others in double ones": {
    given: ["/col.html"],
    want: paths(2023, 2022),
    way: [1, 2].map((n) => `/unit?id=a1&paramJson=%7B%22pageNo%22%3A${n}%2C%22pageSize%22%3A1%7D`),
    routes: {
      "/col.html": `${HEAD}<div url="/unit" queryData="{'id':'a1','paramJson':'{&quot;pageNo&quot;:1,&quot;pageSize&quot;:1}'}"></div>`,
      "/unit?*": (request, response) => {
        const { pageNo } = JSON.parse(query(request.url, "paramJson") ?? "{}") as { pageNo: number };
        const pager = `<div count="2" paramjson='{"pageNo":${pageNo},"pageSize":1}'></div>`;
        response.writeHead(200, { "content-type": "application/json" });
        response.end(JSON.stringify({ data: { html: `<ul>${anchor(2024 - pageNo)}</ul>${pager}` } }));
      },
      ...reports(2023, 2022),
    },
  },
  "an element that does not say which part it wants": {
    given: ["/col.html"],
    want: paths(2023, 2022),
    way: [1, 2].map((n) => `/jpaas-front/unit?id=a1&paramJson=%7B%22pageNo%22%3A${n}%7D`),
    routes: {
      "/col.html": `${HEAD}<div url="/jpaas-front/unit" querydata="{'id':'a1'}"></div>`,
      "/jpaas-front/unit?*": (request, response) => {
        const { pageNo } = JSON.parse(query(request.url, "paramJson") ?? "{}") as { pageNo: number };
        const html = `<ul>${anchor(2024 - pageNo)}</ul><div count="2" pagesize="1" curpage="${pageNo}"></div>`;
        response.writeHead(200, { "content-type": "application/json" });
        response.end(JSON.stringify({ success: true, data: { html } }));
      },
      ...reports(2023, 2022),
    },
  },
  "a page that is sent back by a function that every such page has": {
    given: ["/l.aspx?c=9"],
    want: paths(2023, 2022),
    way: ["/l.aspx?c=9&__wb_method=POST&__VIEWSTATE=dDw%3D&__EVENTTARGET=pager&__EVENTARGUMENT=2"],
    routes: {
      "/l.aspx?*": (request, response, body) => {
        const [state, argument] = ["__VIEWSTATE", "__EVENTARGUMENT"].map((name) =>
          new URLSearchParams(body).get(name),
        );
        const year = request.method === "POST" && state === "dDw=" && argument === "2" ? 2022 : 2023;
        const fields = ["__EVENTTARGET", "__EVENTARGUMENT"].map(
          (name) => `<input type="hidden" name="${name}">`,
        );
        const next = year === 2023 ? `<a href="javascript:__doPostBack('pager','2')">下一页</a>` : "下一页";
        response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
        response.end(
          `${HEAD}<form method="post"><input type="hidden" name="__VIEWSTATE" value="dDw=">${fields.join("")}<ul>${anchor(year)}</ul>${next}</form>`,
        );
      },
      ...reports(2023, 2022),
    },
  },
  "a library's pager that calls the last part by a name of parts": turnedBy(
    (n) =>
      `{ nowPage: ${n}, pageNum: 2, buttonNum: 5, callback: function (p) { location.href = p == 1 ? "index.html" : "index_" + (p - 1) + ".html"; } }`,
  ),
  "organs as data that a script writes": organs(
    `var s = ""; $.each(d.data, function (i, o) { s += "<li><a href='javascript:;' onclick='lists(" + o.id + ")'>" + o.name + "</a></li>"; }); $("#o").html(s);`,
  ),
  "organs as data that a script makes elements of": organs(
    `d.data.forEach(o => { var a = document.createElement("a"); a.setAttribute("onclick", "lists('" + o.id + "')"); a.innerHTML = o.name; document.getElementById("o").appendChild(a); });`,
  ),
  "more of a list that has no heading": {
    given: ["/p/index.html"],
    want: paths(2025, 2024, 2023, 2022),
    way: ["/p/index_2.html"],
    routes: {
      "/p/index.html": `<head>${HEAD}</head><body>${MENU}<ul>${[2025, 2024, 2023].map((year) => anchor(year)).join("")}</ul><p><a href="index_2.html">加载更多</a></p></body>`,
      "/p/index_2.html": `${HEAD}<ul>${anchor(2022)}</ul>`,
      ...reports(2025, 2024, 2023, 2022),
    },
  },
  "a file that a player's own attribute names": {
    given: ["/r.html"],
    want: ["/f/1.pdf", "/f/2.ofd"],
    routes: {
      "/r.html": report(
        title(2023),
        `<div class="player" pdfsrc="/f/1.pdf"></div><p file-url="/f/2.ofd"></p>`,
      ),
      "/f/1.pdf": file,
      "/f/2.ofd": file,
    },
  },
  "a given report that only its text names, on a page that is called as its site is": {
    given: ["/c/9.html"],
    want: ["/up/9.pdf"],
    routes: {
      "/c/9.html": `<title>松江县人民政府</title>${MENU}<p>索引号：1122</p><p>名称：${title(2023)}</p><a href="/up/9.pdf">9.pdf</a>`,
      "/up/9.pdf": file,
    },
  },
  "a given report with much to read, and with a file that stands as one of a table does": {
    given: ["/c/8.html"],
    want: ["/up/8.pdf", "/up/9.doc"],
    routes: {
      "/c/8.html": `<title>松江县人民政府</title>${MENU}<table><tr><td><b>${title(2023)}</b></td></tr><tr><td>${"依据条例编制。".repeat(80)}</td></tr><tr><td><a href="/up/8.pdf"><img src="/pdf.png"></a> <a href="/up/9.doc">附件2</a></td></tr></table>`,
      "/up/8.pdf": file,
      "/up/9.doc": send("application/msword", "doc"),
    },
  },
  "a list that an attribute holds": {
    given: ["/l.html"],
    want: paths(2023, 2022),
    routes: {
      "/l.html": `${HEAD}<div :rows='${JSON.stringify([2023, 2022].map((year) => ({ title: title(year), url: `/r/${year}` })))}'></div>`,
      ...reports(2023, 2022),
    },
  },
  "data whose slashes are written by their numbers": {
    given: ["/l.html"],
    want: paths(2023),
    routes: {
      "/l.html": `${HEAD}<script>window.__DATA__ = (function (a) { return { list: [{ title: "${title(2023)}", link: "\\u002Fr\\u002F2023", date: a }] }; })("2024-01-30");</script>`,
      ...reports(2023),
    },
  },
  "groups of organs, of which one has a single one": {
    given: ["/nb/index.html"],
    want: paths(2023, 2022),
    way: ["/nb/xz.html", "/nb/bm.html", "/nb/xz1.html", "/nb/bm1.html"],
    routes: {
      "/nb/index.html": `${HEAD}${MENU}<a href="xz.html">乡镇（街道）</a><a href="bm.html">县直部门</a>`,
      "/nb/xz.html": `<title>乡镇</title>${MENU}<a href="xz1.html">柳林乡</a>`,
      "/nb/bm.html": `<title>部门</title>${MENU}<a href="bm1.html">司法局</a>`,
      "/nb/xz1.html": `<title>柳林乡</title><ul>${anchor(2023)}</ul>`,
      "/nb/bm1.html": `<title>司法局</title><ul>${anchor(2022)}</ul>`,
      ...reports(2023, 2022),
    },
  },
};

describe("seldom met, and whole:", () => {
  for (const [name, family] of Object.entries(FAMILIES)) test(name, () => expectWhole(family));
});

describe("a total that is told", () => {
  const listed = `<title>年度报告</title>${MENU}<ul>${anchor(2023)}</ul>`;

  test("is not made up by the menu of a part without entries", async () => {
    const routes = {
      "/l.html": `${listed}<p>共3条</p><a href="/l/1.html">下页</a>`,
      "/l/1.html": `<title>年度报告</title>${MENU}<ul></ul>`,
      ...reports(2023),
    };
    const { coverage } = await crawlSite(routes, ["/l.html"]);
    expect(coverage[0]).toMatchObject({ unit: "entries", expected: 3, found: 1, state: "gap" });
  });

  test("is not told by two settings that say which part is shown", async () => {
    const call = `<script>$(".pg").paging({ nowPage: 1, pageNum: 1, callback: function (p) { location.href = "l_" + p + ".html"; } });</script>`;
    const { coverage } = await crawlSite({ "/l.html": listed + call, ...reports(2023) }, ["/l.html"]);
    expect(coverage[0]).toMatchObject({ expected: null, state: "unknown" });
  });

  test("stays unknown where nothing tells it, though a pager is told files of other names", async () => {
    const call = `<script>show("banner", "html", 0, 5);</script>`;
    const { coverage, asked } = await crawlSite({ "/l.html": listed + call, ...reports(2023) }, ["/l.html"]);
    expect(coverage[0]).toMatchObject({ state: "unknown" });
    expect(asked).toHaveLength(2);
  });

  const entry = (year: number, count: number) =>
    `<item><title>${title(year)}</title><link>/r/${year}</link><count>${count}</count></item>`;
  const tags = (all: string) =>
    send("text/xml; charset=utf-8", `<?xml version="1.0" encoding="utf-8"?><list>${all}</list>`);

  test("is not what an entry in tags counts of itself", async () => {
    const routes = { "/l.xml": tags(entry(2023, 35) + entry(2022, 9)), ...reports(2023, 2022) };
    const { coverage } = await crawlSite(routes, ["/l.xml"]);
    expect(coverage[0]).toMatchObject({ expected: null, found: 2, state: "unknown" });
  });

  test("is what stands beside the entries in tags", async () => {
    const all = `<total>3</total>${entry(2023, 35)}${entry(2022, 9)}`;
    const { coverage } = await crawlSite({ "/l.xml": tags(all), ...reports(2023, 2022) }, ["/l.xml"]);
    expect(coverage[0]).toMatchObject({ expected: 3, found: 2, state: "gap" });
  });

  test("is not what a record counts of itself", async () => {
    const record = (year: number) => `<record><![CDATA[${anchor(year)}]]><count>12</count></record>`;
    const routes = {
      "/l.xml": send("text/xml", `<datastore>${record(2023)}${record(2022)}</datastore>`),
      ...reports(2023, 2022),
    };
    const { coverage } = await crawlSite(routes, ["/l.xml"]);
    expect(coverage[0]).toMatchObject({ expected: null, found: 2, state: "unknown" });
  });
});

test("a value that the script does not know is no address, and no field that says something", async () => {
  const asks = `$.get("/api/list/" + cid, draw); $.get("/api/list?cid=" + cid, draw); $.post("/api/find", { word: $("#w").val(), page: p });`;
  const { asked, kept } = await crawlSite(
    {
      "/l.html": `${HEAD}<script>${asks}</script>`,
      "/api/find": (_, response, body) => {
        response.writeHead(200, { "content-type": "application/json" });
        const list = body === "word=&page=1" ? [{ title: title(2023), url: "/r/2023" }] : [];
        response.end(JSON.stringify({ total: 1, list }));
      },
      ...reports(2023),
    },
    ["/l.html"],
  );
  expect(asked).toEqual(["GET /l.html", "POST /api/find", "GET /r/2023"]);
  expect(kept).toContain("/r/2023");
});

test("a report that only a page's text names, without anything to read or to load, is none", async () => {
  const page = `<title>松江县人民政府</title>${MENU}<p>名称：${title(2023)}</p>`;
  const { entries } = await crawlSite({ "/c/9.html": page }, ["/c/9.html"]);
  expect(entries.get("/c/9.html")).toMatchObject({ outcome: "failed", reason: "nothing-found" });
});

test("an organ that is called after what it does is no other report", async () => {
  const named = ["财政局", "审计局", "生态环境局", "综合行政执法局", "市场监督管理局(知识产权局)"];
  const other = ["2023年度财政决算报告", "2023年审计工作年度报告", "2023年生态环境状况年报"];
  const link = (text: string, at: number, kind: string) => `<li><a href="/${kind}${at}">${text}</a></li>`;
  const whole = named.map((organ, at) => link(`松江县${organ}2023年年度报告`, at, "r"));
  const cut = link("松江县审计局20…", 9, "r");
  const none = other.map((text, at) => link(text, at, "n"));
  const page = report(title(2023));
  const routes = Object.fromEntries([0, 1, 2, 3, 4, 9].map((at): [string, Route] => [`/r${at}`, page]));
  const list = `${HEAD}<ul>${[...whole, cut, ...none].join("")}</ul>`;
  const { asked } = await crawlSite({ "/l.html": list, ...routes }, ["/l.html"]);
  expect(asked.toSorted()).toEqual(
    ["/l.html", "/r0", "/r1", "/r2", "/r3", "/r4", "/r9"].map((one) => `GET ${one}`),
  );
});

test("an address is the same with plain signs written by their numbers", async () => {
  const links = ["/r/2023.html", "/r/2023%2Ehtml", "/%72/2023.html?wap=1", "/r%2F2023.html"].map((href) =>
    anchor(2023, href),
  );
  const routes = {
    "/l.html": links.join(""),
    "/r/2023.html": report(title(2023)),
    "/r%2F2023.html": report(title(2023)),
  };
  const { asked } = await crawlSite(routes, ["/l.html"]);
  expect(asked).toEqual(["GET /l.html", "GET /r/2023.html", "GET /r%2F2023.html"]);
});

describe("what an answer is told by its first characters", () => {
  const MARK = "\uFEFF";
  const data = JSON.stringify({ total: 1, list: [{ title: title(2023), url: "/r/2023" }] });
  const ask = `${HEAD}<script>$.getJSON("/files/list.bin?page=1", draw);</script>`;
  const types = ["application/octet-stream", "application/force-download"];

  for (const type of types)
    test(`a list as data that is sent as a file (${type})`, async () => {
      const routes = { "/l.html": ask, "/files/list.bin?*": send(type, data), ...reports(2023) };
      const { kept, coverage } = await crawlSite(routes, ["/l.html"]);
      expect(kept).toContain("/r/2023");
      expect(coverage.some(({ state }) => state === "gap")).toBe(false);
    });

  test("a byte order mark in front of data that is sent as a file", async () => {
    const routes = {
      "/l.html": ask,
      "/files/list.bin?*": send(types[0] as string, MARK + data),
      ...reports(2023),
    };
    expect((await crawlSite(routes, ["/l.html"])).kept).toContain("/r/2023");
  });

  test("a byte order mark in front of a page that is sent as a file", async () => {
    const page = `${MARK}<!doctype html><html>${HEAD}<body>${anchor(2023)}</body></html>`;
    const routes = { "/l": send(types[0] as string, page), ...reports(2023) };
    expect((await crawlSite(routes, ["/l"])).kept).toContain("/r/2023");
  });

  test("a byte order mark in front of data that is sent as what it is", async () => {
    const routes = { "/api?*": send("application/json", MARK + data), ...reports(2023) };
    expect((await crawlSite(routes, ["/api?page=1"])).kept).toContain("/r/2023");
  });
});
