// Interfaces that give lists as data: how they are asked for further parts, how they say what they hold and whether more follows.
// Small servers with pages of our own.
import { describe, expect, test } from "vitest";
import { crawlSite, type Route, report, send } from "./crawl-site.ts";
import { expectWhole } from "./whole-family.ts";

const TITLE = (year: number) => `柳溪县${year}年政府信息公开工作年度报告`;
const HEAD = "<title>政府信息公开年报</title><a href='/n/1/'>首页</a><ul id='list'></ul>";
const REPORTS = {
  "/r/1.html": report(TITLE(2023)),
  "/r/2.html": report(TITLE(2022)),
  "/r/3.html": report(TITLE(2021)),
};
const WANT = Object.keys(REPORTS);
const json = (value: unknown, headers: Record<string, string> = {}): Route =>
  send("application/json", JSON.stringify(value), headers);
/** Two entries a part. */
const partOf = <T>(all: readonly T[], number: number) => all.slice((number - 1) * 2, number * 2);
const numberIn = (url = "") => Number(new URL(url, "http://x").searchParams.get("page"));
const entries = (number: number) =>
  partOf(WANT, number).map((url, at) => ({ url, title: TITLE(2023 - (number - 1) * 2 - at) }));

/** What is posted, and where its number stands in it. */
const bodies: readonly (readonly [string, string, (body: never) => number])[] = [
  [
    "below a name",
    "{ page: { current: n, size: 2 }, query: { column: '31' } }",
    (body: { page: { current: number } }) => body.page.current,
  ],
  [
    "beside a query in a language of its own",
    "{ query: 'query($page:Int){reports(page:$page){title url}}', variables: { page: n, first: 2 } }",
    (body: { variables: { page: number } }) => body.variables.page,
  ],
  [
    "in a list of conditions",
    "{ where: [{ field: 'column', value: 31 }], paging: [{ pageNo: n }] }",
    (body: { paging: [{ pageNo: number }] }) => body.paging[0].pageNo,
  ],
];

describe("the number of a part stands deep within what is posted", () => {
  test.each(bodies)("%s", async (_, body, number) => {
    const { kept, asked, coverage } = await crawlSite(
      {
        ...REPORTS,
        "/nb.html": `${HEAD}<script>function load(n) { $.ajax({ url: "/front", type: "POST", contentType: "application/json", data: JSON.stringify(${body}) }); } load(1);</script>`,
        "/front": (_request, response, posted) => {
          response.writeHead(200, { "content-type": "application/json" });
          response.end(JSON.stringify({ total: 3, rows: entries(number(JSON.parse(posted) as never)) }));
        },
      },
      ["/nb.html"],
    );
    expect(kept).toEqual(expect.arrayContaining(WANT));
    expect(asked.filter((one) => one === "POST /front")).toHaveLength(2);
    expect(coverage.filter(({ state }) => state === "gap")).toEqual([]);
  });
});

describe("what an interface says of its size", () => {
  const page = `${HEAD}<script>fetch("/posts?page=1&per_page=2").then(function (r) { return r.json(); });</script>`;
  const rows = (number: number) => entries(number).map(({ url, title }) => ({ link: url, title }));
  const ways: readonly (readonly [string, (number: number) => Route])[] = [
    ["in headers", (number) => json(rows(number), { "X-WP-Total": "3", "X-WP-TotalPages": "2" })],
    ["by saying that nothing follows", (number) => json({ list: rows(number), hasMore: number < 2 })],
    [
      "by naming what follows in a header",
      (number) =>
        json(
          rows(number),
          number < 2
            ? { Link: '</posts?page=1>; rel="first", </posts?page=2&per_page=2>; rel="next"' }
            : { "X-Total-Count": "3" },
        ),
    ],
  ];
  test.each(ways)("%s: nothing more is asked for", (_, answer) =>
    expectWhole({
      given: ["/nb.html"],
      want: WANT,
      way: [1, 2].map((n) => `/posts?page=${n}&per_page=2`),
      routes: {
        ...REPORTS,
        "/nb.html": page,
        "/posts?*": (request, response, body) => {
          const number = numberIn(request.url);
          const route = number <= 2 ? answer(number) : null;
          if (typeof route === "function") route(request, response, body);
          else response.writeHead(400).end("{}");
        },
      },
    }),
  );

  test("a list that tells more than it gives is a gap, though it says that nothing follows", async () => {
    const { coverage } = await crawlSite(
      { ...REPORTS, "/nb.html": page, "/posts?*": json({ total: 5, list: rows(1), hasMore: false }) },
      ["/nb.html"],
    );
    expect(coverage).toContainEqual(expect.objectContaining({ state: "gap", expected: 5, found: 2 }));
  });
});

test("a part that comes again does not stand for the one that was asked for", async () => {
  const { coverage, asked } = await crawlSite(
    {
      ...REPORTS,
      "/nb.html": `${HEAD}<script>$.get("/list.do", { page: 1 });</script>`,
      "/list.do?*": json({ total: 4, rows: entries(1) }),
    },
    ["/nb.html"],
  );
  expect(asked.filter((one) => one.includes("/list.do"))).toHaveLength(2);
  expect(coverage).toContainEqual(
    expect.objectContaining({ state: "gap", expected: 4, found: 2, missing: 2 }),
  );
});

describe("what entries are called", () => {
  const forms: readonly (readonly [string, (url: string, title: string) => unknown])[] = [
    ["within an object", (url, title) => ({ id: 1, link: url, title: { rendered: title } })],
    [
      "one level down, in mark-up",
      (url, title) => ({ data: { titleO: `<em>${title}</em>`, url }, score: 1 }),
    ],
    ["by names of no language", (url, title) => ({ f1: title, f2: url, f3: "2024-01-20" })],
  ];
  test.each(forms)("%s, they are counted", async (_, form) => {
    const all = entries(1).concat(entries(2));
    const { kept, coverage } = await crawlSite(
      {
        ...REPORTS,
        "/nb.html": `${HEAD}<script>$.get("/list.do", { page: 1 });</script>`,
        "/list.do?*": json({ total: 3, docs: all.map(({ url, title }) => form(url, title)) }),
      },
      ["/nb.html"],
    );
    expect(kept).toEqual(expect.arrayContaining(WANT));
    expect(coverage).toContainEqual(expect.objectContaining({ state: "whole", expected: 3, found: 3 }));
  });
});

test("an element that holds its parameters as an object stands for its list", () =>
  expectWhole({
    given: ["/nb.html"],
    want: WANT,
    way: [1, 2].map((n) => `/open/list?columnId=31&pageIndex=${n}`),
    routes: {
      ...REPORTS,
      "/nb.html": `${HEAD}<div data-api="/open/list" data-params='{"columnId":"31","pageIndex":1}'></div>`,
      "/open/list?*": (request, response) => {
        const number = Number(new URL(request.url ?? "", "http://x").searchParams.get("pageIndex"));
        response.writeHead(200, { "content-type": "application/json" });
        response.end(JSON.stringify({ total: 3, rows: entries(number) }));
      },
    },
  }));

test("a report whose text comes as data has the files that the data names", () =>
  expectWhole({
    given: ["/nb.html"],
    want: ["/show.html?id=1", "/api/article/1", "/M00/1.pdf"],
    routes: {
      "/nb.html": `${HEAD}<a href="/show.html?id=1">${TITLE(2023)}</a>`,
      "/show.html?*": `<title>柳溪县</title><div id="c"></div><script>$.get("/api/article/" + location.search.split("=")[1], function (d) { $("#c").html(d.text); });</script>`,
      "/api/article/1": json({
        title: TITLE(2023),
        text: `<p>${"本机关依据条例编制报告。".repeat(40)}</p>`,
        files: [{ name: "附件.pdf", fileUrl: "/M00/1.pdf" }],
      }),
      "/M00/1.pdf": send("application/pdf", "%PDF-1.4"),
    },
  }));

describe("an answer that says that it is none", () => {
  const page = (script: string) => `${HEAD}<a href="/r/1.html">${TITLE(2023)}</a><script>${script}</script>`;
  const ask = '$.getJSON("/api/list", { page: 2, size: 10 });';
  const faults: readonly (readonly [string, Route])[] = [
    ["by a code", json({ code: 500, data: null })],
    ["in words", json({ msg: "系统异常，请稍后再试" })],
    ["as text", send("text/html", "参数错误")],
    ["as a page", "<html><body><h1>HTTP Status 500</h1><p>java.lang.NullPointerException</p></body></html>"],
  ];
  test.each(faults)("%s is a failure, and what it stands for is missing", async (_, answer) => {
    const { entries: ended, coverage } = await crawlSite(
      { ...REPORTS, "/nb.html": page(ask), "/api/list?*": answer },
      ["/nb.html"],
    );
    expect(ended.get("/api/list?page=2&size=10")).toMatchObject({ outcome: "failed", reason: "broken" });
    expect(coverage).toContainEqual(expect.objectContaining({ state: "gap", why: "broken" }));
  });

  const ends: readonly (readonly [string, unknown])[] = [
    ["an empty list", { code: 0, rows: [] }],
    ["none at all", { code: 200, total: 0, rows: null }],
    ["the end, as a fault", { code: -1, msg: "没有更多数据了" }],
  ];
  test.each(ends)("is no failure where it is %s", async (_, answer) => {
    const { entries: ended, coverage } = await crawlSite(
      { ...REPORTS, "/nb.html": page(ask), "/api/list?*": json(answer) },
      ["/nb.html"],
    );
    expect(ended.get("/api/list?page=2&size=10")?.outcome).toBe("fetched");
    expect(coverage.filter(({ state }) => state === "gap")).toEqual([]);
  });
});
