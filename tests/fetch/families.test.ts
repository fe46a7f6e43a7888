import { gzipSync } from "node:zlib";
import iconv from "iconv-lite";
import { test } from "vitest";
import { type Route, report, send } from "./crawl-site.ts";
import { expectWhole, type Family } from "./whole-family.ts";

const xml = (body: string) =>
  send("text/xml; charset=utf-8", `<?xml version="1.0" encoding="UTF-8"?>${body}`);
const json = (value: unknown) => send("application/json", JSON.stringify(value));
const title = (year: number, organ = "湖滨区") => `${organ}${year}年政府信息公开工作年度报告`;
const reports = (years: readonly number[], path: (year: number) => string, more = "") =>
  Object.fromEntries(years.map((year) => [path(year), report(title(year), more)]));
const anchor = (year: number, href: string) => `<li><a href="${href}">${title(year)}</a></li>`;
/** Two parts of a list, the first with a control that leads on. */
const paged = (control: string, second = "/l/index_2.html", head = "", way = second): Family => ({
  given: ["/l/index.html"],
  want: ["/l/r2023.html", "/l/r2022.html"],
  way: [way],
  routes: {
    "/l/index.html": `${head}<ul>${anchor(2023, "r2023.html")}</ul>${control}`,
    [second]: `<ul>${anchor(2022, "/l/r2022.html")}</ul>`,
    ...reports([2023, 2022], (year) => `/l/r${year}.html`),
  },
});

const record = (year: number) =>
  `<record><![CDATA[<li><a href="/art/${year}.html" title="${title(year)}">湖滨区${year}年政府信息…</a><b>${year + 1}-01-20</b></li>]]></record>`;

const FAMILIES: Readonly<Record<string, Family>> = {
  "a paging script with spaces and a literal, parts from nought": {
    given: ["/xxgk/nb/"],
    want: [
      "/xxgk/nb/202401/t20240120_1.html",
      "/xxgk/nb/202301/t20230118_2.html",
      "/xxgk/nb/202301/P020.docx",
    ],
    way: ["/xxgk/nb/index_1.htm"],
    routes: {
      "/xxgk/nb/": `<ul>${anchor(2023, "./202401/t20240120_1.html")}</ul><script>createPageHTML( 2 , 0 , "index" , "htm" );</script>`,
      "/xxgk/nb/index_1.htm": `<ul>${anchor(2022, "./202301/t20230118_2.html")}</ul><script>createPageHTML(2, 1, "index", "htm");</script>`,
      "/xxgk/nb/202401/t20240120_1.html": report(title(2023)),
      "/xxgk/nb/202301/t20230118_2.html": report(title(2022), '<a href="./P020.docx">湖滨区.docx</a>'),
      "/xxgk/nb/202301/P020.docx": send("application/octet-stream", "PK"),
    },
  },
  "records of an interface given by hand": {
    given: ["/module/web/jpage/dataproxy.jsp?page=1&webid=2&columnid=77&unitid=3"],
    want: ["/art/2023.html", "/art/2022.html", "/art/2021.html"],
    way: ["/module/web/jpage/dataproxy.jsp?page=2&webid=2&columnid=77&unitid=3"],
    routes: {
      "/module/web/jpage/dataproxy.jsp?page=1&webid=2&columnid=77&unitid=3": xml(
        `<datastore><totalrecord>3</totalrecord><totalpage>2</totalpage><recordset>${record(2023)}${record(2022)}</recordset></datastore>`,
      ),
      "/module/web/jpage/dataproxy.jsp?page=2&webid=2&columnid=77&unitid=3": xml(
        `<datastore><totalrecord>3</totalrecord><totalpage>2</totalpage><recordset>${record(2021)}</recordset></datastore>`,
      ),
      ...reports([2023, 2022, 2021], (year) => `/art/${year}.html`),
    },
  },
  "records whose interface answers only to the page's own address of the next group, in JSON": {
    given: ["/col/col77/index.html"],
    want: ["/art/2023.html", "/art/2022.html"],
    way: ["/module/web/jpage/dataproxy.jsp?page=1&columnid=77"],
    vain: 1,
    routes: {
      "/col/col77/index.html": `<div id="9"><script type="text/xml"><datastore><nextgroup><![CDATA[<a href="/module/web/jpage/dataproxy.jsp?page=1&columnid=77"></a>]]></nextgroup><recordset>${record(2023)}</recordset></datastore></script></div><script>$("#9").jpage({perPage:1,totalRecord:2,proxyUrl:'/module/web/jpage/dataproxy.jsp',params:{columnid:77}});</script>`,
      "/module/web/jpage/dataproxy.jsp?page=1&columnid=77": json({
        totalRecord: 2,
        records: [`<li><a href='/art/2022.html'>${title(2022)}</a></li>`],
      }),
      ...reports([2023, 2022], (year) => `/art/${year}.html`),
    },
  },
  "entries as data in a script, nested": {
    given: ["/zfxxgk/nb.html"],
    want: ["/c/1.html", "/c/2.html"],
    routes: {
      "/zfxxgk/nb.html": `<title>年度报告</title><div id=app></div><script>window.__STATE__ = {"list":{"items":[{"id":1,"channel":{"name":"政府信息公开年报"},"title":"${title(2023)}","url":"\\/c\\/1.html","date":"2024-01-20"},{"id":2,"title":"${title(2022)}","url":"\\/c\\/2.html","date":"2023-01-20"}]}};</script>`,
      "/c/1.html": report(title(2023)),
      "/c/2.html": report(title(2022)),
    },
  },
  "tabs of years by handlers, the report in a frame": {
    given: ["/xxgkAnnualReport.jsp?area=8&nbYear=2023"],
    want: ["/nb/2023.html", "/nb/2022.html"],
    way: ["/xxgkAnnualReport.jsp?area=8&nbYear=2022"],
    routes: Object.fromEntries(
      [2023, 2022].flatMap((year): [string, Route][] => [
        [
          `/xxgkAnnualReport.jsp?area=8&nbYear=${year}`,
          `<title>信息公开</title><ul><li onclick="turn('2023')">2023年</li><li onclick="turn('2022')">2022年</li></ul><iframe src="/nb/${year}.html"></iframe><script>function turn(y) { window.location.href = "xxgkAnnualReport.jsp?area=8&nbYear=" + y; }</script>`,
        ],
        [`/nb/${year}.html`, report(title(year))],
      ]),
    ),
  },
  "tabs of years that post": {
    given: ["/annual.do"],
    want: ["/nb/2023.html", "/nb/2022.html"],
    way: ["/annual.do?__wb_method=POST&nbYear=2023", "/annual.do?__wb_method=POST&nbYear=2022"],
    routes: {
      "/annual.do": (request, response, body) => {
        response.writeHead(200, { "content-type": "text/html" });
        const year = request.method === "POST" ? /nbYear=(\d+)/.exec(body)?.[1] : undefined;
        response.end(
          year === undefined
            ? `<h2>政府信息公开年报</h2><a href="javascript:;" onclick="show(2023)">2023</a><a href="javascript:;" onclick="show(2022)">2022</a><div id="box"></div><script>function show(y){ $.ajax({ url: "annual.do", type: "post", data: { nbYear: y }, success: function (d) { $("#box").html(d); } }); }</script>`
            : anchor(Number(year), `/nb/${year}.html`),
        );
      },
      ...reports([2023, 2022], (year) => `/nb/${year}.html`),
    },
  },
  "tabs of years that scripts wait for": {
    given: ["/nb.html"],
    want: ["/nb/2023.html", "/nb/2022.html"],
    way: ["/nblist.jsp?y=2023", "/nblist.jsp?y=2022"],
    routes: {
      "/nb.html": `<h1>政府信息公开年度报告</h1><ul class="tab"><li data-year="2023">2023年</li><li data-year="2022">2022年</li></ul><iframe id="f"></iframe><script>$(function () { $(".tab li").on("click", function () { $("#f").attr("src", "/nblist.jsp?y=" + $(this).attr("data-year")); }); });</script>`,
      "/nblist.jsp?y=2023": anchor(2023, "/nb/2023.html"),
      "/nblist.jsp?y=2022": anchor(2022, "/nb/2022.html"),
      ...reports([2023, 2022], (year) => `/nb/${year}.html`),
    },
  },
  "years to choose": {
    given: ["/nb.jsp"],
    want: ["/nb/2023.html", "/nb/2022.html"],
    way: ["/nb.jsp?year=2023", "/nb.jsp?year=2022"],
    routes: {
      "/nb.jsp": `<h1>政府信息公开年报</h1><form name="f" action="nb.jsp" method="get"><select name="year" onchange="document.f.submit()"><option value="2023">2023年</option><option value="2022">2022年</option></select></form>`,
      "/nb.jsp?year=2023": anchor(2023, "/nb/2023.html"),
      "/nb.jsp?year=2022": anchor(2022, "/nb/2022.html"),
      ...reports([2023, 2022], (year) => `/nb/${year}.html`),
    },
  },
  "a search that is posted as JSON, with dates and channels beside the titles": {
    given: ["/nb/"],
    want: ["/c/2023.html", "/c/2022.html"],
    way: [
      "/search?__wb_method=POST&pageNo=1&pageSize=1&channel=%E5%B9%B4%E6%8A%A5",
      "/search?__wb_method=POST&pageNo=2&pageSize=1&channel=%E5%B9%B4%E6%8A%A5",
    ],
    routes: {
      "/nb/": `<title>年报</title><div id="list"></div><script>var q = { pageNo: 1, pageSize: 1, channel: "年报" }; axios.post("/search", q).then(function (r) { draw(r.data); });</script>`,
      "/search": (request, response, body) => {
        const { pageNo } = JSON.parse(body) as { pageNo: number };
        const year = 2024 - pageNo;
        response.writeHead(request.method === "POST" ? 200 : 405, { "content-type": "application/json" });
        response.end(
          JSON.stringify({
            data: {
              total: 2,
              list: [
                {
                  channelName: "2019年政府信息公开年报",
                  pubDate: "2019-02-01",
                  title: title(year),
                  url: `/c/${year}.html`,
                },
              ],
            },
          }),
        );
      },
      ...reports([2023, 2022], (year) => `/c/${year}.html`),
    },
  },
  "parts that are files of elements, their numbers in their names, and names of its own for its size": {
    given: ["/nb/"],
    want: ["/r2023.shtml", "/r2022.shtml", "/r2021.shtml"],
    way: ["/data/list_12_1.xml", "/data/list_12_2.xml"],
    routes: {
      "/nb/": `<title>政府信息公开年度报告</title><ul id="u"></ul><script>function show(i) { $.get("/data/list_12_" + i + ".xml", fill); } show(1);</script>`,
      ...Object.fromEntries(
        [[2023, 2022], [2021]].map((years, at): [string, Route] => [
          `/data/list_12_${at + 1}.xml`,
          xml(
            `<Data Amount="3" PerPage="2">${years.map((year) => `<Doc><Headline>${title(year)}</Headline><Path>/r${year}.shtml</Path></Doc>`).join("")}</Data>`,
          ),
        ]),
      ),
      ...reports([2023, 2022, 2021], (year) => `/r${year}.shtml`),
    },
  },
  "an element that says which part is there, and how many entries": {
    given: ["/nb/"],
    want: ["/r2023.html", "/r2022.html", "/r2021.html"],
    way: ["/more?page=2", "/more?page=3"],
    routes: {
      "/nb/": `<ul>${anchor(2023, "/r2023.html")}</ul><div data-url="/more" data-page="1" data-size="1" data-total="3" onclick="bring(this)">加载更多</div>`,
      "/more?page=2": anchor(2022, "/r2022.html"),
      "/more?page=3": anchor(2021, "/r2021.html"),
      ...reports([2023, 2022, 2021], (year) => `/r${year}.html`),
    },
  },
  "the same, counted from nought": {
    given: ["/nb/"],
    want: ["/r2023.html", "/r2022.html"],
    way: ["/more?page=2", "/more?page=1"],
    routes: {
      "/nb/": `<ul>${anchor(2023, "/r2023.html")}</ul><div data-url="/more" data-page="1" data-size="1" data-total="2" onclick="bring(this)">加载更多</div>`,
      "/more?page=1": anchor(2022, "/r2022.html"),
      "/more?page=2": "<p>没有更多了</p>",
      ...reports([2023, 2022], (year) => `/r${year}.html`),
    },
  },
  "a page that is packed and called a file": {
    given: ["/l.html"],
    want: ["/r2023.html"],
    routes: {
      "/l.html": send(
        "application/octet-stream",
        gzipSync(`<!DOCTYPE html><html><body>${anchor(2023, "/r2023.html")}</body></html>`),
        { "content-encoding": "gzip" },
      ),
      ...reports([2023], (year) => `/r${year}.html`),
    },
  },
  "older reports on the site that was before, named in a sentence": {
    given: ["/nb/"],
    want: ["/r2023.html", "/old/r2009.html"],
    way: ["/old/index.html", "/old/nb.html"],
    routes: {
      "/nb/": `<title>政府信息公开年报</title><ul>${anchor(2023, "/r2023.html")}</ul><p>2015年以前的年度报告，请查看<a href="/old/index.html">原门户网站</a>。</p><p>历史上的今天见<a href="/else.html">旧版网站</a></p><p><a href="/links/">市政府网站</a></p>`,
      "/old/index.html": `<title>湖滨区旧网站</title><a href="nb.html">政府信息公开年报</a><a href="/zs.html">招商</a>`,
      "/old/nb.html": anchor(2009, "/old/r2009.html"),
      ...reports([2023], (year) => `/r${year}.html`),
      ...reports([2009], (year) => `/old/r${year}.html`),
    },
  },
  "a pager in brackets": paged('<a href="index_2.html">[下一页]</a>'),
  "a pager that is a picture": paged('<a href="index_2.html"><img src="/i/n.gif" alt="下一页"></a>'),
  "a pager that is a picture without words": paged('<a class="page-next" href="index_2.html"><i></i></a>'),
  "a pager by a function of the page": paged(
    '<a href="javascript:goPage(2)">2</a><a href="javascript:goPage(2)">下一页</a>',
    "/l/index_2.html",
    '<script>function goPage(n) { if (n < 1) { return; } location.href = n == 1 ? "index.html" : "index_" + n + ".html"; }</script>',
  ),
  "a pager that sets a field and posts its form": paged(
    '<form id="f" method="post" action="index.jsp"><input type="hidden" id="pg" name="pageNo" value="1"><input name="q" value="年报"></form><a href="javascript:toPage(2)">下一页</a>',
    "/l/index.jsp",
    '<script>function toPage(n) { $("#pg").val(n); $("#f").submit(); }</script>',
    "/l/index.jsp?__wb_method=POST&pageNo=2&q=%E5%B9%B4%E6%8A%A5",
  ),
  "a pager whose function is elsewhere, with a form that has the number": paged(
    '<form method="get" action="more.jsp"><input type="hidden" name="pageNo" value="1"></form><a href="javascript:goPage(2)">下一页</a>',
    "/l/more.jsp?pageNo=2",
  ),
  "a pager whose function is nowhere, on a page that is a file": paged(
    '<a href="javascript:goPage(2)">下一页</a>',
  ),
  "a pager whose function is nowhere, on a page that is made": {
    given: ["/list.do?channel=7"],
    want: ["/l/r2023.html", "/l/r2022.html"],
    way: ["/list.do?channel=7&page=2"],
    routes: {
      "/list.do?channel=7": `${anchor(2023, "/l/r2023.html")}<a onclick="turnTo(2)">下一页</a>`,
      "/list.do?channel=7&page=2": anchor(2022, "/l/r2022.html"),
      ...reports([2023, 2022], (year) => `/l/r${year}.html`),
    },
  },
  "a report in a frame, with its file, and one on two pages": {
    given: ["/l.html"],
    want: ["/r2023.html", "/text.html", "/f.pdf", "/r2022.html", "/r2022_2.html", "/servlet/give?id=8"],
    routes: {
      "/l.html": anchor(2023, "/r2023.html") + anchor(2022, "/r2022.html"),
      "/r2023.html": `<title>${title(2023)}</title><iframe src="text.html"></iframe>`,
      "/text.html": '<p>见附件</p><a href="f.pdf">1</a>',
      "/f.pdf": send("application/pdf", "%PDF"),
      "/r2022.html": report(title(2022), '<a href="r2022_2.html">下一页</a>'),
      "/r2022_2.html": '<p>续</p><a href="/servlet/give?id=8">附件：湖滨区报告</a>',
      "/servlet/give?id=8": send("application/octet-stream", "%PDF"),
    },
  },
  "a pager that a script writes": paged(
    '<script>var total = 2; for (var i = 1; i <= total; i++) { document.write("<a href=\'index_" + i + ".html\'>" + i + "</a>"); }</script>',
  ),
  "a button that leads on": paged(
    '<button id="n">下一页</button><script>$("#n").click(function () { window.location = "index_2.html"; });</script>',
  ),
  "years, each a page": {
    given: ["/nb/index.html"],
    want: ["/nb/2023/r.html", "/nb/2022/r.html", "/nb/2022/f.pdf"],
    way: ["/nb/2023/", "/nb/2022/"],
    routes: {
      "/nb/index.html": `<h2>政府信息公开工作年度报告</h2><a href="2023/">2023年</a> <a href="2022/">2022年度</a> <a href="/news.html">要闻</a>`,
      "/nb/2023/": `<a href="r.html">湖滨区政府信息公开工作报告（2023年）</a>`,
      "/nb/2022/": `<a href="r.html">湖滨区2022年政府信息公开工作总结</a>`,
      "/nb/2023/r.html": report(title(2023)),
      "/nb/2022/r.html": report("湖滨区2022年政府信息公开工作总结", '<a href="f.pdf">下载</a>'),
      "/nb/2022/f.pdf": send("application/pdf", "%PDF"),
    },
  },
  "organs, each with a list of its own": {
    given: ["/bm.html"],
    want: ["/jyj/r.html", "/gaj/r.html"],
    way: ["/jyj/", "/gaj/", "/gaj/nb/"],
    routes: {
      "/bm.html": `<h1>部门政府信息公开年报</h1><a href="/jyj/">湖滨区教育局</a><a href="/gaj/">公安分局</a><a href="/news.html">要闻</a>`,
      "/jyj/": `<a href="r.html">湖滨区教育局2023年政府信息公开年度报告</a>`,
      "/gaj/": `<title>公安分局信息公开</title><a href="zn.html">政府信息公开指南</a><a href="nb/">政府信息公开年报</a>`,
      "/gaj/nb/": `<a href="/gaj/r.html">公安分局2023年政府信息公开年度报告</a>`,
      "/jyj/r.html": report(title(2023, "湖滨区教育局")),
      "/gaj/r.html": report(title(2023, "公安分局")),
    },
  },
  "a page with the site's title, its files as they are": {
    given: ["/l.html"],
    want: ["/r.html", "/f/1.doc", "/file/download?id=2", "/f/3.rar"],
    routes: {
      "/l.html": anchor(2023, "/r.html"),
      "/r.html": `<title>湖滨区人民政府</title><div class="bt">${title(2023)}</div><p>见附件。</p><a href="/f/1.doc">1</a><a href="/file/download?id=2">附件二</a><a data-url="/f/3.rar">打包</a><a href="/f/sqb.doc">政府信息公开申请表</a>${'<a href="/x.html">栏目</a>'.repeat(9)}`,
      "/f/1.doc": send("application/msword", "doc"),
      "/file/download?id=2": send("application/octet-stream", "%PDF"),
      "/f/3.rar": send("application/octet-stream", "Rar!"),
    },
  },
  "a base, a page that jumps, a charset that nobody names, blanks in addresses": {
    given: ["/start.html"],
    want: ["/deep/r1.html", "/deep/r2.html"],
    way: ["/list.html", "/deep/jump.html"],
    routes: {
      "/start.html": '<meta http-equiv="refresh" content="0;URL=list.html">',
      "/list.html": (_, response) => {
        response.writeHead(200, { "content-type": "text/html" });
        response.end(
          iconv.encode(
            `<base href="/deep/"><a href=" r1.html\n">${title(2023)}</a><a href="jump.html">${title(2022)}</a>`,
            "gbk",
          ),
        );
      },
      "/deep/jump.html": '<script>var to = "r2" + ".html"; self.location.replace(to);</script>',
      ...reports([2023], () => "/deep/r1.html"),
      ...reports([2022], () => "/deep/r2.html"),
    },
  },
  "Chinese in a query is meant in the page's charset": {
    given: ["/gbk.html"],
    want: ["/r?t=%C4%EA%B1%A8"],
    routes: {
      "/gbk.html": send(
        "text/html; charset=gbk",
        iconv.encode(`<a href="/r?t=年报">${title(2023)}</a>`, "gbk"),
      ),
      "/r?t=%C4%EA%B1%A8": report(title(2023)),
    },
  },
};

test.each(Object.entries(FAMILIES))("%s", (_, family) => expectWhole(family));
