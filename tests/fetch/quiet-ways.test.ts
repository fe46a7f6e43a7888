// Lists whose ways on are quiet: a picture without a name, a word in the row, a tree of organs, settings of an element, a
// button that holds its own address. And lists of which not everything is read.
import { describe, expect, test } from "vitest";
import { crawlSite, type Route, report, reportsOf, send } from "./crawl-site.ts";
import { expectWhole, type Family } from "./whole-family.ts";

const { title, anchor, reports, paths } = reportsOf("湖滨区");
const HEAD = "<title>政府信息公开年报</title>";
const file = send("application/pdf", "%PDF-1.4 report");
const asked = (request: { url?: string | undefined }, name: string) =>
  new URL(request.url ?? "", "http://a").searchParams.get(name);
const json = (response: Parameters<Exclude<Route, string>>[1], value: unknown) => {
  response.writeHead(200, { "content-type": "application/json" });
  response.end(JSON.stringify(value));
};

const FAMILIES: Readonly<Record<string, Family>> = {
  "arrows that folded are one, back before on": {
    given: ["/l.html"],
    want: paths(2023, 2022, 2021),
    way: ["/l_2.html", "/l_3.html"],
    routes: {
      ...Object.fromEntries(
        [2023, 2022, 2021].map((year, at): [string, Route] => [
          at === 0 ? "/l.html" : `/l_${at + 1}.html`,
          `${HEAD}<ul>${anchor(year)}</ul><ul class="pagination"><li><a href="l.html">&laquo;</a></li><li><span>${at + 1}</span></li><li>${at < 2 ? `<a href="l_${at + 2}.html">&raquo;</a>` : "<span>&raquo;</span>"}</li></ul>`,
        ]),
      ),
      ...reports(2023, 2022, 2021),
    },
  },
  "an answer of markup that names its next part beside it": {
    given: ["/nb.html"],
    want: paths(2023, 2022, 2021),
    way: ["/more?offset=1", "/more?offset=2"],
    routes: {
      "/nb.html": `${HEAD}<ul>${anchor(2023)}</ul><button class="load-more" data-url="/more?offset=1">加载更多</button>`,
      "/more?*": (request, response) => {
        const at = Number(asked(request, "offset"));
        json(response, {
          html: anchor(2023 - at),
          hasMore: at < 2,
          next: at < 2 ? `/more?offset=${at + 1}` : null,
        });
      },
      ...reports(2023, 2022, 2021),
    },
  },
  "years that were put aside": {
    given: ["/nb/"],
    want: paths(2023, 2014, 2012, 2010),
    way: ["/old/list.htm", "/older/", "/oldest/"],
    routes: {
      "/nb/": `${HEAD}<ul>${anchor(2023)}</ul><a href="/old/list.htm">历年年报归档（2013-2014年）</a><a href="/older/">年度报告（2012年及以前）</a><a href="/oldest/">往年年报存档</a>`,
      "/old/list.htm": `<title>湖滨区人民政府（旧版）</title><table><tr><td><a href="/r/2014">${title(2014)}</a></td></tr></table>`,
      "/older/": `<title>湖滨区</title><ul>${anchor(2012)}</ul>`,
      "/oldest/": `<title>湖滨区</title><ul>${anchor(2010)}</ul>`,
      ...reports(2023, 2014, 2012, 2010),
    },
  },
  "a pager of pictures without names": {
    given: ["/l.htm"],
    want: paths(2023, 2022),
    way: ["/l_2.htm"],
    routes: {
      "/l.htm": `${HEAD}<ul>${anchor(2023)}</ul><a href="l_2.htm"><img src="/img/btn_next2.gif"></a>`,
      "/l_2.htm": `<ul>${anchor(2022)}</ul><a href="l.htm"><img src="/img/btn_prev2.gif"></a>`,
      ...reports(2023, 2022),
    },
  },
  "the whole of a list behind a picture": {
    given: ["/nb.html"],
    want: paths(2023, 2022),
    way: ["/nb/"],
    routes: {
      "/nb.html": `<title>专栏</title><div><h3>县级部门政府信息公开年报 <a href="/nb/"><img src="/i/more_1.png"></a></h3><ul>${anchor(2023)}</ul></div>`,
      "/nb/": `${HEAD}<ul>${anchor(2023)}${anchor(2022)}</ul>`,
      ...reports(2023, 2022),
    },
  },
  "rows whose titles lead nowhere, with a picture or a handler beside them": {
    given: ["/t.html"],
    want: ["/down.aspx?id=1", "/f/2.wps"],
    routes: {
      "/t.html": `${HEAD}<table><tr><td>${title(2023)}</td><td><a href="down.aspx?id=1"><img src="/i/d.gif"></a></td></tr><tr><td>${title(2022)}</td><td><a href="javascript:void(0)" onclick="openDoc('/f/2.wps')">打开</a></td></tr></table><p>共2条</p>`,
      "/down.aspx?*": file,
      "/f/2.wps": file,
    },
  },
  "terms and blocks that say what the one link beside them leads to": {
    given: ["/t.html"],
    want: paths(2023, 2022, 2021),
    routes: {
      "/t.html": `${HEAD}<dl><dt>${title(2023)}</dt><dd><a href="/r/2023">查看</a></dd><dt>${title(2022)}</dt><dd><a href="/r/2022">查看详细</a></dd></dl><div><div>${title(2021)}</div><div><a href="/r/2021">详情</a></div></div><div><div>办事指南</div><div><a href="/g">查看</a></div></div>`,
      ...reports(2023, 2022, 2021),
    },
  },
  "a button whose address is a script's": {
    given: ["/l.html"],
    want: paths(2023, 2022),
    way: ["/more?p=2", "/more?p=3"],
    routes: {
      "/l.html": `${HEAD}<ul id="l">${anchor(2023)}</ul><button class="m" data-api="/more" data-turn="2">加载更多</button><script>$(".m").click(function () { $.get("/more?p=" + $(this).attr("data-turn"), function (h) { $("#l").append(h); }); });</script>`,
      "/more?*": (request, response) => {
        response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
        response.end(asked(request, "p") === "2" ? `<ul>${anchor(2022)}</ul>` : "");
      },
      ...reports(2023, 2022),
    },
  },
  "a list from a file that nothing but the page's asking tells of": {
    given: ["/l.html"],
    want: paths(2023, 2022),
    way: ["/d/nb.xml"],
    routes: {
      "/l.html": `${HEAD}<div id="l"></div><script>$.ajax({ url: "/d/nb.xml", dataType: "xml", success: function (x) { show(x); } }); $.get("/counter.php?u=1");</script>`,
      "/d/nb.xml": send(
        "text/xml; charset=utf-8",
        `<?xml version="1.0"?><l>${[2023, 2022].map((year) => `<i><title>${title(year)}</title><url>/r/${year}</url></i>`).join("")}</l>`,
      ),
      ...reports(2023, 2022),
    },
  },
  "files that only their names tell": {
    given: ["/f/"],
    want: [`/f/${encodeURIComponent(title(2023))}.pdf`, `/get?name=${encodeURIComponent(title(2022))}.doc`],
    routes: {
      "/f/": `<title>Index of /f</title><a href="${encodeURIComponent(title(2023))}.pdf">湖滨区2023年政..&gt;</a><a href="/get?name=${encodeURIComponent(title(2022))}.doc">1.doc</a><a href="${encodeURIComponent("湖滨区2023年决算年度报告")}.pdf">决算..&gt;</a>`,
      [`/f/${encodeURIComponent(title(2023))}.pdf`]: file,
      "/get?*": file,
    },
  },
  "folders of years in a listing of files": {
    given: ["/f/"],
    want: ["/f/2023.html", "/f/2022/a.html"],
    way: ["/f/2022/"],
    routes: {
      "/f/": `<title>Index of /f</title><table><tr><td><a href="2022/">2022/</a></td></tr><tr><td><a href="2023.html">${title(2023)}</a></td></tr></table>`,
      "/f/2022/": `<title>Index of /f/2022</title><a href="a.html">${title(2022)}</a>`,
      "/f/2023.html": report(title(2023)),
      "/f/2022/a.html": report(title(2022)),
    },
  },
  "a tree of organs as data": {
    given: ["/bm.html"],
    want: paths(2023, 2022),
    way: ["/list?d=1", "/list?d=2"],
    routes: {
      "/bm.html": `<title>部门政府信息公开年报</title><script>var nodes = [{ id: 1, name: "教育局", url: "/list?d=1" }, { id: 2, name: "财政局", url: "/list?d=2" }, { id: 3, name: "帮助", url: "/help" }];</script>`,
      "/list?*": (request, response) => {
        response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
        response.end(`<h2>年报</h2>${anchor(asked(request, "d") === "1" ? 2023 : 2022)}`);
      },
      ...reports(2023, 2022),
    },
  },
  "a table of a library on a page without a script of its own": {
    given: ["/nb.html"],
    want: paths(2023, 2022),
    way: ["/rows?offset=0&limit=1", "/rows?offset=1&limit=1"],
    routes: {
      "/nb.html": `${HEAD}<table data-toggle="table" data-url="/rows" data-pagination="true" data-side-pagination="server" data-page-size="1"><tr><th data-field="title">标题</th></tr></table>`,
      "/rows?*": (request, response) => {
        const at = Number(asked(request, "offset"));
        json(response, {
          total: 2,
          rows: [2023, 2022].slice(at, at + 1).map((year) => ({ title: title(year), url: `/r/${year}` })),
        });
      },
      ...reports(2023, 2022),
    },
  },
  "a button that holds the address of the next part": {
    given: ["/c/9"],
    want: paths(2023, 2022, 2021),
    way: ["/part?page=2", "/part?page=3"],
    routes: {
      "/c/9": `${HEAD}<p>共 3 条</p><ul>${anchor(2023)}<div data-page="2" data-url="/part?page=2">加载更多</div></ul>`,
      "/part?*": (request, response) => {
        const number = Number(asked(request, "page"));
        response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
        response.end(
          `${anchor(2024 - number)}${number < 3 ? `<div data-page="${number + 1}" data-url="/part?page=${number + 1}">加载更多</div>` : ""}`,
        );
      },
      ...reports(2023, 2022, 2021),
    },
  },
  "a pager that a function of a script file writes": {
    given: ["/l.html"],
    want: paths(2023, 2022),
    way: ["/js/p.js", "/l-2.html"],
    routes: {
      "/l.html": `${HEAD}<ul>${anchor(2023)}</ul><script src="/js/p.js"></script><script>makePages(2, 1, "l");</script>`,
      "/l-2.html": `<ul>${anchor(2022)}</ul><script src="/js/p.js"></script><script>makePages(2, 2, "l");</script>`,
      "/js/p.js": send(
        "text/javascript",
        `function makePages(all, now, name) { for (var i = 1; i <= all; i++) document.write("<a href='" + name + (i > 1 ? "-" + i : "") + ".html'>" + i + "</a>"); }`,
      ),
      ...reports(2023, 2022),
    },
  },
  "parts by a mark that only their answers name": {
    given: ["/api?c=3"],
    want: paths(2023, 2022, 2021),
    way: ["/api?c=3&cursor=k1", "/api?c=3&cursor=k2"],
    routes: {
      "/api?*": (request, response) => {
        const at = Number((asked(request, "cursor") ?? "k0").slice(1));
        json(response, {
          items: [{ title: title(2023 - at), url: `/r/${2023 - at}` }],
          hasMore: at < 2,
          nextCursor: at < 2 ? `k${at + 1}` : null,
        });
      },
      ...reports(2023, 2022, 2021),
    },
  },
};

const feedOf = (...years: readonly number[]) =>
  send(
    "application/rss+xml",
    `<?xml version="1.0"?><rss version="2.0"><channel><title>年报</title><link>/col/</link>${years
      .map((year) => `<item><title><![CDATA[${title(year)}]]></title><link>/r/${year}</link></item>`)
      .join("")}</channel></rss>`,
  );
const FEED = `<link rel="alternate" type="application/rss+xml" href="/col/rss.xml">`;

describe("a feed that a page names in its head", () => {
  test("gives what it has where the page itself leads nowhere, and is not taken for all of it", async () => {
    const { kept, coverage, base } = await crawlSite(
      {
        "/col/": `${HEAD}${FEED}<div id="list">正在加载</div><script src="/js/list.js"></script>`,
        "/js/list.js": send("text/javascript", "(function () {})();"),
        "/col/rss.xml": feedOf(2023, 2022),
        ...reports(2023, 2022),
      },
      ["/col/"],
    );
    expect(kept).toEqual(expect.arrayContaining(paths(2023, 2022)));
    expect(coverage.find(({ list }) => list === `${base}/col/`)).toMatchObject({
      state: "gap",
      why: "not-understood",
    });
  });

  test("is not asked for where the page shows its list, or a script asks for it", async () => {
    const scripted = `${HEAD}${FEED}<script src="/js/list.js"></script>`;
    for (const page of [`${HEAD}${FEED}<ul>${anchor(2023)}</ul>`, scripted]) {
      const { kept, asked, coverage } = await crawlSite(
        {
          "/col/": page,
          "/js/list.js": send("text/javascript", `$.get("/list.json", function () {});`),
          "/list.json": (_, response) => json(response, [{ title: title(2023), url: "/r/2023" }]),
          "/col/rss.xml": feedOf(2023),
          ...reports(2023),
        },
        ["/col/"],
      );
      expect(kept).toContain("/r/2023");
      expect(asked).not.toContain("GET /col/rss.xml");
      expect(coverage.filter(({ state }) => state === "gap")).toEqual([]);
    }
  });
});

describe("organs that a form lets choose", () => {
  const ORGANS = ["教育局", "财政局"];
  /** A page of which `first` is the first choice. */
  const crawl = (first: string, total: string, shown: readonly string[]) => {
    const row = (organ: string) => `<li><a href="/${encodeURI(organ)}">${title(2023, organ)}</a></li>`;
    const page = (own: string, organs: readonly string[], said: string) =>
      `${HEAD}<form action="/l"><select name="d">${own}${ORGANS.map((one) => `<option value="${one}">${one}</option>`).join("")}</select></form><ul>${organs.map(row).join("")}</ul><p>${said}</p>`;
    return crawlSite(
      {
        "/l": page(first, shown, total),
        "/l?*": (request, response) => {
          response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
          const organ = asked(request, "d") ?? "";
          response.end(page(first, ORGANS.includes(organ) ? [organ] : shown, ""));
        },
        ...Object.fromEntries(ORGANS.map((one) => [encodeURI(`/${one}`), report(title(2023, one))])),
      },
      ["/l"],
    );
  };
  const ALL = `<option value="">全部单位</option>`;

  test("are not asked for one by one where the page tells that it shows all of them", async () => {
    const { kept, asked: requests } = await crawl(ALL, "共2条", ORGANS);
    expect(kept).toEqual(["/l", ...ORGANS.map((one) => encodeURI(`/${one}`))]);
    expect(requests).toHaveLength(3);
  });

  test.each([
    ["it shows one of them", "", "共1条"],
    ["it does not tell how many it shows", ALL, ""],
  ])("are where %s", async (_, first, total) => {
    const { kept } = await crawl(first, total, ORGANS.slice(0, 1));
    expect(kept).toEqual(expect.arrayContaining(ORGANS.map((one) => encodeURI(`/${one}`))));
  });
});

test.each(Object.entries(FAMILIES))("%s", (_, family) => expectWhole(family));

describe("a list that is drawn by more than is looked at", () => {
  const rows = (count: number) =>
    `${HEAD}<ul id="l"></ul><script>var first = "${title(2023)}", d = []; for (var i = 0; i < ${count}; i++) d.push(i); $.each(d, function (at, i) { $("#l").append("<li><a href='/x/" + i + "'>" + (i === 0 ? first : "其他") + "</a></li>"); });</script>`;
  const stateOf = async (count: number) => {
    const { coverage, base } = await crawlSite({ "/l": rows(count), "/x/0": report(title(2023)) }, ["/l"]);
    return coverage.find(({ list }) => list === `${base}/l`);
  };

  test("says so", async () => {
    expect(await stateOf(5000)).toMatchObject({ state: "gap", why: "not-understood" });
  });

  test("and only then", async () => {
    expect(await stateOf(1500)).toMatchObject({ state: "unknown" });
  });
});

test("links that are nested deeper than browsers nest keep their texts", async () => {
  const deep = `${HEAD}${"<div>".repeat(600)}<ul>${anchor(2023)}<li><a href="/r/2022"><span><b>${title(2022)}</b></span></a></li></ul>`;
  const { kept } = await crawlSite({ "/l": deep, ...reports(2023, 2022) }, ["/l"]);
  expect(kept).toEqual(expect.arrayContaining(paths(2023, 2022)));
});
