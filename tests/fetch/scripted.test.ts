// Lists that scripts of a page turn, load and draw: libraries' pagers, callbacks, frameworks; and pages that say otherwise than
// they are what they are.
import { expect, test } from "vitest";
import { crawlSite, type Route, report, reportsOf, send } from "./crawl-site.ts";
import { expectWhole, type Family } from "./whole-family.ts";

const { title, anchor, reports, paths } = reportsOf("临江市");
/** As sites name their pages: with their own name behind. */
const HEAD = "<title>政府信息公开年报_临江市人民政府</title>";
const json = (value: unknown) => send("application/json", JSON.stringify(value));

/** Three parts, each with a report, drawn by a library of which the page only has the call. */
const turned = (path: (part: number) => string, pager: (part: number) => string): Family => ({
  given: [path(1)],
  want: paths(2023, 2022, 2021),
  way: [path(2), path(3)],
  routes: {
    ...Object.fromEntries([1, 2, 3].map((part) => [path(part), HEAD + anchor(2024 - part) + pager(part)])),
    ...reports(2023, 2022, 2021),
  },
});
/** Entries with an id and no address, for the page's own script to draw. */
const drawn = (script: string): Family => ({
  given: ["/nb.html"],
  want: paths(2023, 2022, 2021),
  way: ["/api/list?page=1", "/api/list?page=2"],
  routes: {
    "/nb.html": `${HEAD}<ul id="l"></ul><script>${script}</script>`,
    "/api/list?*": (request, response) => {
      const years = /page=1/.test(request.url ?? "") ? [2023, 2022] : [2021];
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify({ total: 3, list: years.map((id) => ({ id, title: title(id) })) }));
    },
    ...reports(2023, 2022, 2021),
  },
});
const DRAW = `res.list.map(function (d) { return '<a href="/r/' + d.id + '">' + d.title + '</a>'; }).join("")`;

/** Parts that only tell by a mark that another one follows; without its mark, the first one comes. */
const marked =
  (mark: string | null): Route =>
  (request, response) => {
    const isFirst = new URL(request.url ?? "", "http://a").searchParams.get("cursor") !== "k9x";
    const items = [isFirst ? 2023 : 2022].map((year) => ({ title: title(year), url: `/r/${year}` }));
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ items, next: isFirst ? mark : null, hasMore: isFirst }));
  };
const MARKED = `${HEAD}<script>var next = ""; $.getJSON("/api/list", { cursor: next }, function (d) { next = d.next; });</script>`;
/** Parts by number, had by a script of the page. */
const numbered = (script: string, way: readonly string[], address: string): Family => ({
  given: ["/nb.html"],
  want: paths(2023, 2022),
  way,
  routes: {
    "/nb.html": `${HEAD}<ul id="l"></ul>${script}`,
    [address]: (request, response, body) => {
      const second = /(?:page=|"page":)2/.test(`${request.url}${body}`);
      const list = [second ? 2022 : 2023].map((year) => ({ title: title(year), url: `/r/${year}` }));
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify({ total: 2, list }));
    },
    ...reports(2023, 2022),
  },
});

const FAMILIES: Readonly<Record<string, Family>> = {
  "parts that are asked for by a mark that each gives out": {
    given: ["/nb.html"],
    want: paths(2023, 2022),
    way: ["/api/list?cursor=", "/api/list?cursor=k9x"],
    routes: { "/nb.html": MARKED, "/api/list?*": marked("k9x"), ...reports(2023, 2022) },
  },
  "a script that waits, as modules do": numbered(
    `<script type="module">const load = async (page) => { const res = await fetch("/api/list", { method: "POST", body: JSON.stringify({ page, size: 1 }) }); return (await res.json()).list; }; await load(1);</script>`,
    [1, 2].map((page) => `/api/list?__wb_method=POST&page=${page}&size=1`),
    "/api/list",
  ),
  "a client with a base of its own": numbered(
    `<script>const api = axios.create({ baseURL: "/gate/cms" }); api.get("/list", { params: { page: 1 } }).then(({ data }) => draw(data));</script>`,
    [1, 2].map((page) => `/gate/cms/list?page=${page}`),
    "/gate/cms/list?*",
  ),
  "entries whose handlers read their addresses from a code": {
    given: ["/nb.html"],
    want: paths(2023, 2022),
    routes: {
      "/nb.html": `${HEAD}<script>function go(s) { window.open(atob(s)); }</script>${[2023, 2022].map((year) => `<p onclick="go('${Buffer.from(`/r/${year}`).toString("base64")}')">${title(year)}</p>`).join("")}`,
      ...reports(2023, 2022),
    },
  },
  "buttons that send a form off are the numbers of parts": {
    given: ["/l.php"],
    want: paths(2023, 2022),
    way: ["/l.php?__wb_method=POST&cat=nb&page=2"],
    routes: {
      "/l.php": (_, response, body) => {
        const part = body === "cat=nb&page=2" ? 2 : 1;
        const buttons = [1, 2].map(
          (n) => `<input type="submit" name="page" value="${n}"${n === part ? " disabled" : ""}>`,
        );
        response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
        response.end(
          `${HEAD}${anchor(2024 - part)}<form method="post" action="/l.php"><input type="hidden" name="cat" value="nb">${buttons.join("")}</form>`,
        );
      },
      ...reports(2023, 2022),
    },
  },
  "a pager of a library that is loaded by a call": turned(
    (part) => (part === 1 ? "/l.html" : `/l.html?page=${part}`),
    (part) =>
      `<script>layui.use(["laypage"], function () { layui.laypage.render({ count: 3, limit: 1, curr: ${part}, jump: function (obj, first) { if (!first) location.href = "/l.html?page=" + obj.curr; } }); });</script>`,
  ),
  "a pager of a library that tells its parts": turned(
    (part) => `/l_${part}.html`,
    (part) =>
      `<script>$("#p").jqPaginator({ totalPages: 3, currentPage: ${part}, onPageChange: function (n, type) { if (type == "change") location.href = "/l_" + n + ".html"; } });</script>`,
  ),
  "a pager of a library that counts from nought": turned(
    (part) => `/l.html?p=${part - 1}`,
    (part) =>
      `<script>$("#p").pagination(3, { items_per_page: 1, current_page: ${part - 1}, callback: function (i) { location.href = "/l.html?p=" + i; } });</script>`,
  ),
  "parts by number with words": turned(
    (part) => `/l/${part}.html`,
    () => [1, 2, 3].map((part) => `<a href="/l/${part}.html">第${part}页</a>`).join(""),
  ),
  "entries that a callback draws": drawn(
    `$.get("/api/list?page=1", function (res) { $("#l").html(${DRAW}); });`,
  ),
  "entries that promises draw": drawn(
    `fetch("/api/list?page=1").then(function (r) { return r.json(); }).then(function (res) { document.getElementById("l").innerHTML = ${DRAW}; });`,
  ),
  "entries that a function draws which waits": drawn(
    `async function load() { const r = await fetch("/api/list?page=1"); const res = await r.json(); document.getElementById("l").innerHTML = ${DRAW}; } load();`,
  ),
  "entries that a framework asks for at its start": {
    given: ["/nb.html"],
    want: paths(2023),
    way: ["/api/list?page=1"],
    routes: {
      "/nb.html": `${HEAD}<div id="app"></div><script>new Vue({ data: { page: 1 }, mounted: function () { this.load(); }, methods: { load: function () { axios.get("/api/list", { params: { page: this.page } }); } } });</script>`,
      "/api/list?*": json({ total: 1, list: [{ title: title(2023), url: "/r/2023" }] }),
      ...reports(2023),
    },
  },
  "addresses in data are meant from the page": {
    given: ["/gk/nb.html"],
    want: ["/gk/show?id=1&c=2"],
    way: ["/api/list.json"],
    routes: {
      "/gk/nb.html": `${HEAD}<script>$.getJSON("/api/list.json")</script>`,
      "/api/list.json": json([{ title: title(2023), url: "show?id=1&amp;c=2" }]),
      "/gk/show?id=1&c=2": report(title(2023)),
    },
  },
  "a tree of columns, node by node": {
    given: ["/gk.html"],
    want: paths(2023),
    way: ["/nb.html"],
    routes: {
      "/gk.html": `<title>目录</title><script>d = new dTree("d"); d.add(1, 0, "公开指南", "/zn.html"); d.add(2, 0, "政府信息公开年报", "/nb.html");</script>`,
      "/nb.html": anchor(2023),
      ...reports(2023),
    },
  },
  "titles cut off without a sign, whole in the page or within the link": {
    given: ["/l.html"],
    want: paths(2023, 2022),
    routes: {
      "/l.html": `${HEAD}<a href="/r/2023">临江市2023年政府信息公开工作年</a><a href="/r/2022"><b title="${title(2022)}">临江市2022年政</b></a><a href="/x.html">临江市2022年政务要闻</a>`,
      ...reports(2023, 2022),
    },
  },
  "a report on several pages that a script counts, its file had by a form": {
    given: ["/l.html"],
    want: ["/t20240101_1.html", "/t20240101_1_1.html", "/get.do?__wb_method=POST&id=5"],
    routes: {
      "/l.html": `${HEAD}<a href="/t20240101_1.html">${title(2023)}</a>`,
      "/t20240101_1.html": report(
        title(2023),
        `<script>createPageHTML(2, 0, "t20240101_1", "html");</script><form name="f" method="post" action="/get.do"><input type="hidden" name="id"></form><a href="javascript:;" onclick="document.f.id.value='5';document.f.submit()">附件下载</a>`,
      ),
      "/t20240101_1_1.html": `<title>${title(2023)}</title><p>续</p><script>createPageHTML(2, 1, "t20240101_1", "html");</script>`,
      "/get.do": send("application/pdf", "%PDF"),
    },
  },
  "a report whose text a script brings": {
    given: ["/l.html"],
    want: ["/r.html", "/text/5.html"],
    routes: {
      "/l.html": `${HEAD}<a href="/r.html">${title(2023)}</a>`,
      "/r.html": `<title>${title(2023)}</title><div id="c"></div><script>$("#c").load("/text/5.html"); $.get("/hits?id=5");</script>`,
      "/text/5.html": `<p>${"正文。".repeat(200)}</p>`,
    },
  },
  "a page that is called a file, and one in another charset than any it names": {
    given: ["/a.htm", "/b.htm"],
    want: paths(2023, 2022),
    routes: {
      "/a.htm": send("application/octet-stream", `<html><meta charset="utf-8">${HEAD}${anchor(2023)}</html>`),
      "/b.htm": send("text/html", Buffer.from(`\ufeff<html>${HEAD}${anchor(2022)}</html>`, "utf16le")),
      ...reports(2023, 2022),
    },
  },
  "a file whose address only a script reads, and one that a viewer names in Base64": {
    given: ["/l.html"],
    want: ["/r.html", "/up/1.doc", "/up/2.pdf"],
    routes: {
      "/l.html": `${HEAD}<a href="/r.html">${title(2023)}</a>`,
      "/r.html": (request, response) => {
        const file = Buffer.from(`http://${request.headers.host}/up/2.pdf`).toString("base64");
        response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
        response.end(
          `<title>${title(2023)}</title><span filepath="/up/1.doc">临江市报告.doc</span><iframe src="/onlinePreview?url=${encodeURIComponent(file)}"></iframe>`,
        );
      },
      "/up/1.doc": send("application/msword", "doc"),
      "/up/2.pdf": send("application/pdf", "%PDF"),
    },
  },
  "years of a choice without a form, posted by a function": {
    given: ["/nb.jsp"],
    want: paths(2023, 2022),
    way: ["/q.jsp?__wb_method=POST&y=2023", "/q.jsp?__wb_method=POST&y=2022"],
    routes: {
      "/nb.jsp": `${HEAD}<select id="y" onchange="q()"><option value="2023">2023</option><option value="2022">2022</option></select><script>function q() { $.post("/q.jsp", { y: $("#y").val() }); }</script>`,
      "/q.jsp": (_, response, body) => {
        response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
        response.end(anchor(Number(body.slice(2))));
      },
      ...reports(2023, 2022),
    },
  },
};

test.each(Object.entries(FAMILIES))("%s", (_, family) => expectWhole(family));

test("a column that is not finished is a failure", async () => {
  const routes = {
    "/gk.html": '<a href="/nb.html">政府信息公开年报</a>',
    "/nb.html": "<p>栏目正在建设中</p>",
  };
  expect((await crawlSite(routes, ["/gk.html"])).entries.get("/nb.html")?.reason).toBe("unfinished");
});

test("a page with nothing in it, and one that only a script fills, are no reports", async () => {
  const { entries } = await crawlSite(
    {
      "/l.html": HEAD + anchor(2023) + anchor(2022),
      "/r/2023": "",
      "/r/2022": '<title>临江市</title><div id="app"></div><script src="/app.js"></script>',
    },
    ["/l.html"],
  );
  expect([entries.get("/r/2023")?.reason, entries.get("/r/2022")?.reason]).toEqual(["empty", "challenge"]);
});

test("a part that says that another one follows, and not how, is a gap", async () => {
  const routes = { "/nb.html": MARKED, "/api/list?*": marked(null), ...reports(2023) };
  const { coverage } = await crawlSite(routes, ["/nb.html"]);
  expect(coverage.filter(({ list, state }) => list.includes("/api/list") && state === "gap")).toMatchObject([
    { unit: "parts", expected: 2, found: 1 },
  ]);
});
