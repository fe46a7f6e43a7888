// Lists that libraries draw: tables that they fill from an address, trees whose nodes wait to be clicked; interfaces that give marks
// and nothing else; and what stands in a page until a script shows it. Small servers with pages of our own.
import { describe, expect, test } from "vitest";
import { crawlSite, type Route, report, reportsOf, send } from "./crawl-site.ts";
import { expectWhole } from "./whole-family.ts";

const { title, anchor, reports } = reportsOf("柳河县");
const YEARS = [2023, 2022, 2021];
const REPORTS = reports(...YEARS);
const WANT = Object.keys(REPORTS);
const HEAD = "<title>政府信息公开年报</title>";

const json = (value: unknown) => send("application/json", JSON.stringify(value));

/** Rows by id, two a part: asked for by the number of the part or by the place of its first row. */
const rows =
  (number: string, size: string, isPlace: boolean): Route =>
  (request, response, body) => {
    const asked = new URLSearchParams(body || (request.url ?? "").split("?")[1]);
    const [at, count] = [Number(asked.get(number)), Number(asked.get(size))];
    const from = isPlace ? at : (at - 1) * count;
    const list = count === 2 ? YEARS.slice(from, from + count).map((id) => ({ id, bt: title(id) })) : [];
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ total: 3, rows: list }));
  };

describe("a table that a library fills", () => {
  const LINK = `'<a href="/r/' + d.id + '">' + d.bt + '</a>'`;
  const calls: readonly (readonly [string, string, Route])[] = [
    [
      "by a function of a column",
      `layui.use(["table"], function () { layui.table.render({ elem: "#t", url: "/q/list", page: true, limit: 2, cols: [[{ field: "bt", templet: function (d) { return ${LINK}; } }]] }); });`,
      rows("page", "limit", false),
    ],
    [
      "by a template, with parameters called otherwise",
      `table.render({ url: "/q/list", page: true, limit: 2, request: { pageName: "pageNo", limitName: "num" }, cols: [[{ field: "bt", templet: "#row" }]] });</script><script type="text/html" id="row"><a href="/r/{{ d.id }}">{{= d.bt }}</a>`,
      rows("pageNo", "num", false),
    ],
    [
      "by what is done when a row is clicked",
      `table.render({ url: "/q/list", page: true, limit: 2 }); table.on("row(t)", function (obj) { location.href = "/r/" + obj.data.id; });`,
      rows("page", "limit", false),
    ],
    [
      "by the place of its first row",
      `$("#t").bootstrapTable({ url: "/q/list", pagination: true, pageSize: 2, columns: [{ field: "bt", formatter: function (v, d) { return ${LINK}; } }] });`,
      rows("offset", "limit", true),
    ],
    [
      "with parameters that a function makes",
      `$("#t").bootstrapTable({ url: "/q/list", pagination: true, pageSize: 2, queryParams: function (p) { return { start: p.offset, num: p.limit, kind: 4 }; }, onClickRow: function (d) { window.open("/r/" + d.id); } });`,
      rows("start", "num", true),
    ],
    [
      "that is posted",
      `$("#t").DataTable({ serverSide: true, pageLength: 2, ajax: { url: "/q/list", type: "POST" }, columns: [{ data: "bt", render: function (v, type, d) { return ${LINK}; } }] });`,
      rows("start", "length", true),
    ],
  ];
  test.each(calls)("%s", async (_, call, list) => {
    const routes = { "/nb.html": `${HEAD}<table id="t"></table><script>${call}</script>`, ...REPORTS };
    const { kept, asked, coverage } = await crawlSite({ ...routes, "/q/list": list, "/q/list?*": list }, [
      "/nb.html",
    ]);
    expect(kept).toEqual(expect.arrayContaining(WANT));
    expect(asked).toHaveLength(6);
    expect(coverage.filter(({ state }) => state === "gap")).toEqual([]);
  });

  test("for an element that says so in its class", async () => {
    const list = rows("page", "rows", false);
    const table = `<table class="grid easyui-datagrid" data-options="url:'/q/list',pagination:true,pageSize:2"><th data-options="field:'bt',formatter:show">标题</th></table>`;
    const { kept, asked } = await crawlSite(
      {
        "/nb.html": `${HEAD}${table}<script>function show(v, d) { return '<a href="/r/' + d.id + '">' + v + '</a>'; }</script>`,
        "/q/list": list,
        ...REPORTS,
      },
      ["/nb.html"],
    );
    expect(kept).toEqual(expect.arrayContaining(WANT));
    expect(asked.filter((one) => one === "POST /q/list")).toHaveLength(2);
  });

  test("for an element that is toggled, its settings in attributes", async () => {
    const table = `<table data-toggle="table" data-url="/q/list" data-pagination="true" data-page-size="2"><th data-field="bt" data-formatter="show"></th></table>`;
    const { kept } = await crawlSite(
      {
        "/nb.html": `${HEAD}${table}<script>function show(v, d) { return '<a href="/r/' + d.id + '">' + v + '</a>'; }</script>`,
        "/q/list?*": rows("offset", "limit", true),
        ...REPORTS,
      },
      ["/nb.html"],
    );
    expect(kept).toEqual(expect.arrayContaining(WANT));
  });

  test("is a gap where nobody knows what its rows lead to", async () => {
    const call = `table.render({ url: "/q/list", page: true, limit: 2 });`;
    const list = rows("page", "limit", false);
    const { coverage } = await crawlSite(
      { "/nb.html": `${HEAD}<script>${call}</script>`, "/q/list?*": list, ...REPORTS },
      ["/nb.html"],
    );
    expect(coverage).toContainEqual(expect.objectContaining({ state: "gap", why: "not-understood" }));
  });
});

describe("a tree whose nodes wait to be clicked", () => {
  const NODES = `[{ id: 1, name: "政府信息公开年报", open: true, children: [${YEARS.map((year) => `{ id: ${year}, name: "${year}年", at: "y${year}" }`)}] }]`;
  test.each([
    [
      "by its place in the call of a plug-in",
      `$.fn.zTree.init($("#t"), { callback: { onClick: function (event, id, node) { if (node.at) window.open("/l/" + node.at, "list"); } } }, ${NODES});`,
    ],
    [
      "as data of what is handed over",
      `layui.tree.render({ elem: "#t", data: ${NODES}, click: function (obj) { location.href = "/l/" + obj.data.at; } });`,
    ],
  ])("%s", (_, call) =>
    expectWhole({
      given: ["/nb.html"],
      want: WANT,
      way: YEARS.map((year) => `/l/y${year}`),
      routes: {
        "/nb.html": `${HEAD}<ul id="t"></ul><script>${call}</script>`,
        ...Object.fromEntries(YEARS.map((year) => [`/l/y${year}`, anchor(year)])),
        ...REPORTS,
      },
    }),
  );
});

describe("markup with holes that is filled with each row", () => {
  const ROWS = json({ total: 3, rows: YEARS.map((id) => ({ id, bt: title(id) })) });
  const asks = (then: string) => `$.getJSON("/q/list", function (d) { ${then} });`;
  test.each([
    [
      "a framework's binding",
      `<div id="app"><li v-for="(one, i) in rows"><a :href="'/r/' + one.id">{{ one.bt }}</a></li></div>
      <script>new Vue({ el: "#app", data: { rows: [] }, created() { this.load(); }, methods: { load() { axios.get("/q/list").then((r) => { this.rows = r.data.rows; }); } } });</script>`,
    ],
    [
      "a method that is called when an entry is clicked",
      `<p v-for="one in rows" @click="go(one)" v-text="one.bt"></p>
      <script>Vue.createApp({ data: () => ({ rows: [] }), mounted() { fetch("/q/list").then((r) => r.json()); }, methods: { go(one) { location.href = "/r/" + one.id; } } }).mount("#app");</script>`,
    ],
    [
      "a template of a script",
      `<script type="text/html" id="mold">{{# layui.each(d.rows, function (at, one) { }}<li><a href="/r/{{ one.id }}">{{= one.bt }}</a></li>{{# }) }}</script>
      <script>${asks('laytpl(document.getElementById("mold").innerHTML).render(d, show);')}</script>`,
    ],
    [
      "a template without names",
      `<template><a href="/r/{{id}}">{{bt}}</a><a href="/r/{{none}}">{{bt}}</a></template><script>${asks("render(d);")}</script>`,
    ],
    [
      "parts that are handed on as markup",
      `<script>layui.flow.load({ done: function (page, next) { ${asks(`var all = ""; $.each(d.rows, function (at, one) { all += '<a href="/r/' + one.id + '">' + one.bt + "</a>"; }); next(all, false);`)} } });</script>`,
    ],
  ])("%s", async (_, body) => {
    const { kept, asked, coverage } = await crawlSite(
      { "/nb.html": HEAD + body, "/q/list": ROWS, "/q/list?*": json({ rows: [] }), ...REPORTS },
      ["/nb.html"],
    );
    expect(kept).toEqual(expect.arrayContaining(WANT));
    expect(asked).toHaveLength(5);
    expect(coverage.filter(({ state }) => state === "gap")).toEqual([]);
  });
});

test.each([
  ["a piece of a page", '$("#l").load("/nb/part.html #old > li");'],
  [
    "what old browsers ask with",
    `var asker = window.ActiveXObject ? new ActiveXObject("Microsoft.XMLHTTP") : new XMLHttpRequest();
    asker.onreadystatechange = function () { if (asker.readyState == 4) l.innerHTML = asker.responseText; };
    asker.open("GET", "/nb/list.html"); asker.send();`,
  ],
])("a list that is put into its page as %s", (_, script) =>
  expectWhole({
    given: ["/nb.html"],
    want: WANT,
    way: ["/nb/part.html", "/nb/list.html"],
    routes: {
      "/nb.html": `${HEAD}<ul id="l"></ul><script>${script}</script>`,
      "/nb/part.html": YEARS.map((year) => anchor(year)).join(""),
      "/nb/list.html": YEARS.map((year) => anchor(year)).join(""),
      ...REPORTS,
    },
  }),
);

test("a list that is turned by the year before is followed to its end", () => {
  const year = (number: number, year: number) =>
    HEAD +
    anchor(year) +
    (number < 3 ? `<a href="/nb?y=${number + 1}">上一年</a>` : "") +
    (number > 1 ? `<a href="/nb?y=${number - 1}">下一年</a>` : "");
  return expectWhole({
    given: ["/nb?y=1"],
    want: WANT,
    way: ["/nb?y=2", "/nb?y=3"],
    routes: { "/nb?y=1": year(1, 2023), "/nb?y=2": year(2, 2022), "/nb?y=3": year(3, 2021), ...REPORTS },
  });
});

test("a list that only has what is not wanted is none that scripts have yet to bring", async () => {
  const script = "<script>count();</script>";
  const { coverage } = await crawlSite(
    {
      "/gk.html": `<a href="/nb.html">政府信息公开年报</a><a href="/r/2023">${title(2023)}</a>`,
      "/nb.html": HEAD + anchor(2022) + script,
      ...REPORTS,
    },
    ["/gk.html"],
    { years: { from: 2023, to: 2023 } },
  );
  expect(coverage.filter(({ state }) => state === "gap")).toEqual([]);
});

test("a list whose data is gone is no document", async () => {
  const { entries } = await crawlSite(
    { "/nb.html": `${HEAD}<h2>年报</h2><script>$.getJSON("/q/list");</script>` },
    ["/nb.html"],
  );
  expect(entries.get("/nb.html")?.reason).toBe("nothing-found");
});

test("a list whose end comes into view asks for more", () =>
  expectWhole({
    given: ["/nb.html"],
    want: WANT,
    way: ["/nb/more?p=2", "/nb/more?p=3", "/nb/more?p=4"],
    routes: {
      "/nb.html": `${HEAD}<ul id="l">${anchor(2023)}</ul><i id="end"></i><script>let p = 1;
        const more = async () => { const got = await fetch("/nb/more?p=" + (++p)); l.insertAdjacentHTML("beforeend", await got.text()); };
        new IntersectionObserver((seen) => { if (seen[0].isIntersecting) more(); }).observe(document.getElementById("end"));</script>`,
      "/nb/more?p=2": anchor(2022),
      "/nb/more?p=3": anchor(2021),
      "/nb/more?p=4": "<i></i>",
      ...REPORTS,
    },
  }));

test("an interface that is asked by a query and gives marks is followed to its end", async () => {
  const posted: unknown[] = [];
  const { kept, coverage } = await crawlSite(
    {
      "/nb": `${HEAD}<div id="l"></div><script>const query = "query ($after: String) { reports(after: $after) { edges { node { title slug } } } }";
        const load = (after) => fetch("/graphql", { method: "POST", body: JSON.stringify({ query, variables: { after } }) }).then((r) => r.json()).then(({ data }) => {
          for (const { node } of data.reports.edges) document.getElementById("l").innerHTML += '<a href="/r/' + node.slug + '">' + node.title + "</a>"; });
        load(null);</script>`,
      "/graphql": (_, response, body) => {
        const { after } = (JSON.parse(body) as { variables: { after: string | null } }).variables;
        posted.push(after);
        const from = after === null ? 0 : Number(Buffer.from(after, "base64").toString());
        const edges = YEARS.slice(from, from + 2).map((slug) => ({ node: { title: title(slug), slug } }));
        const pageInfo = { hasNextPage: from < 2, endCursor: Buffer.from("2").toString("base64") };
        response.writeHead(200, { "content-type": "application/json" });
        response.end(JSON.stringify({ data: { reports: { totalCount: 3, edges, pageInfo } } }));
      },
      ...REPORTS,
    },
    ["/nb"],
  );
  expect(kept).toEqual(expect.arrayContaining(WANT));
  expect(posted).toEqual([null, "Mg=="]);
  expect(coverage.filter(({ state }) => state === "gap")).toEqual([]);
});

test("a feed goes on where its element says so", () => {
  const feed = (years: readonly number[], next: string) =>
    send(
      "application/atom+xml",
      `<?xml version="1.0"?><feed><title>政府信息公开年报</title><link rel="self" href="/feed"/>${next}${years
        .map((year) => `<entry><title>${title(year)}</title><link href="/r/${year}"/></entry>`)
        .join("")}</feed>`,
    );
  return expectWhole({
    given: ["/feed"],
    want: WANT,
    way: ["/feed?at=2"],
    routes: {
      "/feed": feed([2023, 2022], '<link rel="next" href="/feed?at=2"/>'),
      "/feed?at=2": feed([2021], ""),
      ...REPORTS,
    },
  });
});

describe("what a page holds until it is shown", () => {
  test.each([
    [
      "a template",
      `<template id="old">${anchor(2022)}${anchor(2021)}<a href="/r/{{id}}">{{title}}</a></template>`,
    ],
    [
      "markup in an attribute",
      `<div data-more="${(anchor(2022) + anchor(2021)).replaceAll('"', "&quot;")}"></div>`,
    ],
    [
      "links of a drawing",
      [2022, 2021].map((y) => `<svg><a xlink:href="/r/${y}"><text>${title(y)}</text></a></svg>`).join(""),
    ],
  ])("%s", (_, body) =>
    expectWhole({
      given: ["/nb.html"],
      want: WANT,
      routes: { "/nb.html": HEAD + anchor(2023) + body, ...REPORTS },
    }),
  );

  test("months of a list, each a page", () =>
    expectWhole({
      given: ["/nb/"],
      want: WANT,
      way: ["/nb/2023/1/", "/nb/2022/3/"],
      routes: {
        "/nb/": `${HEAD}${anchor(2023)}<h3>归档</h3><a href="/nb/2023/1/">2023年1月(1)</a><a href="/nb/2022/3/">2022-03</a>`,
        "/nb/2023/1/": anchor(2022),
        "/nb/2022/3/": anchor(2021),
        ...REPORTS,
      },
    }));
});

test("a list that scripts have yet to bring is no document, and a gap wherever it is", async () => {
  const { entries, coverage, base } = await crawlSite(
    {
      "/gk.html": `<a href="/nb.html">政府信息公开年报</a><a href="/bm.html">部门政府信息公开年报</a>`,
      "/nb.html": `${HEAD}<h2>政府信息公开年报</h2><div id="app"></div><script>boot("app");</script>`,
      "/bm.html": `<title>部门政府信息公开年报</title><p>暂无数据</p><script>boot("app");</script>`,
    },
    ["/gk.html", "/nb.html"],
  );
  expect(entries.get("/nb.html")?.reason).toBe("nothing-found");
  const gaps = coverage.filter(({ state }) => state === "gap").map(({ list, why }) => [list, why]);
  expect(gaps).toEqual([[`${base}/nb.html`, "not-understood"]]);
});

describe("files of a report", () => {
  test("that are given out to those who come from its site only", async () => {
    const referers: Record<string, string | undefined> = {};
    const guarded: Route = (request, response) => {
      referers[request.headers.host?.split(":")[0] ?? ""] = request.headers.referer;
      const isOwn = request.headers.referer !== undefined;
      response.writeHead(isOwn ? 200 : 403, { "content-type": "application/pdf" }).end("%PDF-1.4");
    };
    const { kept, base } = await crawlSite(
      {
        "/r.html": report(title(2023), '<a href="/f/1.pdf">附件1</a><a href="OTHER/f/2.pdf">附件2</a>'),
        "/f/1.pdf": guarded,
        "/f/2.pdf": guarded,
      },
      ["/r.html"],
    );
    expect(kept).toEqual(expect.arrayContaining(["/f/1.pdf", "OTHER/f/2.pdf"]));
    // Another site is told the site, and not the page.
    expect(referers).toEqual({ "127.0.0.1": `${base}/r.html`, localhost: `${base}/` });
  });

  test("a word of refusal in its stead is no file", async () => {
    const { entries } = await crawlSite(
      { "/r.html": report(title(2023), '<a href="/f/1.pdf">附件1</a>'), "/f/1.pdf": "<p>非法盗链</p>" },
      ["/r.html"],
    );
    expect(entries.get("/f/1.pdf")).toMatchObject({ outcome: "failed", reason: "no-file" });
  });

  test.each([
    ["a library is told to show", `<script>PDFObject.embed("/get/1", "#box");</script>`],
    [
      "a library gets in its settings",
      `<script>pdfjsLib.getDocument({ url: "/get/1" }).promise.then(draw);</script>`,
    ],
    ["an element holds", `<div data-pdf="/get/1.pdf"></div>`],
    [
      "a frame that is loaded late shows",
      `<iframe class="lazy" data-src="/pdfjs/viewer.html?file=%2Fget%2F1"></iframe>`,
    ],
    [
      "a script gives that waits for a link",
      `<a class="down" data-id="1" href="javascript:;">下载附件</a><script>$(document).on("click", ".down", function () { location.href = "/get/" + $(this).data("id"); });</script>`,
    ],
  ])("one that %s", async (_, body) => {
    const file = send("application/pdf", "%PDF-1.4");
    const { kept } = await crawlSite(
      { "/r.html": report(title(2023), body), "/get/1": file, "/get/1.pdf": file },
      ["/r.html"],
    );
    expect(kept.some((path) => path.startsWith("/get/1"))).toBe(true);
  });

  test("chapters, each a page of its own", () =>
    expectWhole({
      given: ["/nb.html"],
      want: ["/r/2008/", "/r/2008/1.html", "/r/2008/2.html"],
      routes: {
        "/nb.html": `${HEAD}<li><a href="/r/2008/">${title(2008)}</a></li>`,
        "/r/2008/": `<title>${title(2008)}</title><h1>${title(2008)}</h1><a href="1.html">一、总体情况</a><a href="2.html">（二）主动公开情况</a><a href="/law/">第一章 总则</a>`,
        "/r/2008/1.html": report("一"),
        "/r/2008/2.html": report("二"),
      },
    }));
});

describe("a page that is nested deeper than any browser has it", () => {
  const deep = (tag: string) => `<${tag}>`.repeat(20_000);
  test.each([
    ["elements", deep("div")],
    ["a template", `<template>${deep("i")}</template>`],
    ["a script's template", `<script type="text/html">{{x}}${deep("i")}</script>`],
    ["an island of data", `<xml>${deep("a")}</xml>`],
  ])("%s: what stands before is followed, and nothing ends", (_, body) =>
    expectWhole({
      given: ["/nb.html"],
      want: ["/r/2023"],
      routes: { "/nb.html": HEAD + anchor(2023) + body, ...REPORTS },
    }),
  );

  test("of elements without a page", async () => {
    const feed = `<?xml version="1.0"?>${deep("a")}`;
    const { entries } = await crawlSite({ "/feed": send("text/xml", feed) }, ["/feed"]);
    expect(entries.get("/feed")?.reason).toBe("nothing-found");
  });
});
