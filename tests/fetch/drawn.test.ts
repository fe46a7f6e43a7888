// Lists that scripts draw: of answers in disguise, of what they put aside in the page, by elements that they make, with what
// they tell servers in headers. Small servers with pages of our own.
import { describe, expect, test } from "vitest";
import { crawlSite, type Route, report, send } from "./crawl-site.ts";
import { expectWhole } from "./whole-family.ts";

const TITLE = (year: number) => `柳溪县${year}年政府信息公开工作年度报告`;
const HEAD =
  "<title>政府信息公开年报</title><a href='/n/1/'>首页</a><a href='/n/2/'>新闻</a><ul id='list'></ul>";
const REPORTS = {
  "/r/1.html": report(TITLE(2023)),
  "/r/2.html": report(TITLE(2022)),
  "/r/3.html": report(TITLE(2021)),
};
const WANT = Object.keys(REPORTS);
const ENTRIES = WANT.map((url, at) => ({ url, title: TITLE(2023 - at) }));
const json = (value: unknown): Route => send("application/json", JSON.stringify(value));
/** Two entries a part. */
const partOf = <T>(all: readonly T[], number: number) => all.slice((number - 1) * 2, number * 2);
const numberIn = (url = "", name = "page") => Number(new URL(url, "http://x").searchParams.get(name));

describe("markup that a script puts into its page", () => {
  const links = (number: number) =>
    partOf(ENTRIES, number)
      .map(({ url, title }) => `<li><a href="${url}">${title}</a></li>`)
      .join("");
  const page = `${HEAD}<script>
    function turn(n) { $.post("/search.jsp?box=list", { kind: "nb", now: "", currpage: n }, function (d) { $("#list").html(d); }); }
    turn(1);</script>`;
  const routes = (last: (number: number) => number): Record<string, Route> => ({
    ...REPORTS,
    "/nb.html": page,
    "/search.jsp?*": (_, response, body) => {
      const number = Number(new URLSearchParams(body).get("currpage"));
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
      response.end(
        `<ul>${links(last(number))}</ul>共3条 第${number}/2页 ${number === 1 ? "<a onclick=\"turn('2')\">下一页</a>" : "下一页"}`,
      );
    },
  });

  test("goes on as the page around it says", () =>
    expectWhole({
      given: ["/nb.html"],
      want: WANT,
      way: [1, 2].map((n) => `/search.jsp?box=list&__wb_method=POST&kind=nb&now=&currpage=${n}`),
      routes: routes((number) => number),
    }));

  test("is a gap where a further part brings the first one again", async () => {
    const { coverage } = await crawlSite(
      routes(() => 1),
      ["/nb.html"],
    );
    expect(coverage.filter(({ state }) => state === "gap")).toMatchObject([
      { unit: "parts", expected: 2, found: 1, missing: 1 },
    ]);
  });
});

describe("what scripts make of answers", () => {
  const coded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64");
  const page = `${HEAD}<script>
    $.get("/api/content", { page: 1, size: 2 }, function (d) { var all = JSON.parse(decodeURIComponent(escape(atob(d.data)))); });</script>`;
  const answer =
    (data: (number: number) => unknown): Route =>
    (request, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify({ data: data(numberIn(request.url)) }));
    };

  test("data in Base64 is read, with what it tells of its size", () =>
    expectWhole({
      given: ["/nb.html"],
      want: WANT,
      way: [1, 2].map((n) => `/api/content?page=${n}&size=2`),
      routes: {
        ...REPORTS,
        "/nb.html": page,
        "/api/content?*": answer((n) => coded({ total: 3, rows: partOf(ENTRIES, n) })),
      },
    }));

  test("an answer that is sealed is a gap", async () => {
    const sealed = () => Buffer.from("0123456789abcdef".repeat(20)).toString("base64");
    const { coverage } = await crawlSite({ "/nb.html": page, "/api/content?*": answer(sealed) }, [
      "/nb.html",
    ]);
    expect(coverage).toContainEqual(expect.objectContaining({ state: "gap", why: "not-understood" }));
  });

  test("an answer that a script element calls back with is one of data", () =>
    expectWhole({
      given: ["/nb.html"],
      want: WANT,
      way: [1, 2].map((n) => `/api/docs?pageIndex=${n}&callback=show`),
      routes: {
        ...REPORTS,
        "/nb.html": `${HEAD}<script>function load(n) { var s = document.createElement("script");
          s.src = "/api/docs?pageIndex=" + n + "&callback=show"; document.head.appendChild(s); } load(1);</script>`,
        "/api/docs?*": (request, response) => {
          response.writeHead(200, { "content-type": "application/javascript" });
          response.end(
            `show(${JSON.stringify({ totalCount: 3, list: partOf(ENTRIES, numberIn(request.url, "pageIndex")) })})`,
          );
        },
      },
    }));
});

describe("what scripts say in headers", () => {
  const guarded: Route = ({ headers }, response) => {
    const fit = headers["x-token"] === "t-1" && headers["x-requested-with"] === "XMLHttpRequest";
    response.writeHead(fit ? 200 : 403, { "content-type": "application/json" });
    response.end(fit ? JSON.stringify({ total: 3, list: ENTRIES }) : "{}");
  };
  const ways: readonly (readonly [string, string])[] = [
    ["of one request", '$.ajax({ url: "/list.do", headers: { "X-Token": token }, data: { page: 1 } });'],
    [
      "of all of them",
      '$.ajaxSetup({ beforeSend: function (x) { x.setRequestHeader("X-Token", token); } }); $.get("/list.do", { page: 1 });',
    ],
    [
      "of a client",
      'axios.interceptors.request.use(function (c) { c.headers["X-Token"] = token; c.headers["X-Requested-With"] = "XMLHttpRequest"; return c; }); axios.get("/list.do", { params: { page: 1 } });',
    ],
  ];
  test.each(ways)("goes with what they ask for: %s", (_, script) =>
    expectWhole({
      given: ["/nb.html"],
      want: WANT,
      way: ["/list.do?page=1"],
      routes: {
        ...REPORTS,
        "/nb.html": `<meta name="token" content="t-1">${HEAD}<script>var token = $("meta[name=token]").attr("content"); ${script}</script>`,
        "/list.do?*": guarded,
      },
    }),
  );

  test("does not go to another site, and never who asks or for which host", async () => {
    const seen: unknown[] = [];
    const { asked } = await crawlSite(
      {
        "/nb.html": `${HEAD}<script>$.ajax({ url: "/list.do", type: "POST", data: { page: 1 }, headers: { "X-Token": "t", Host: "else", "User-Agent": "else", Cookie: "a=b" } });</script>`,
        "/list.do": ({ headers }, response) => {
          seen.push([headers["x-token"], headers.host?.split(":")[0], headers["user-agent"], headers.cookie]);
          response
            .writeHead(307, { location: `http://localhost:${headers.host?.split(":")[1]}/moved.do` })
            .end();
        },
        "/moved.do": ({ headers }, response) => {
          seen.push([headers["x-token"], headers.host?.split(":")[0], headers["user-agent"], headers.cookie]);
          response.writeHead(200, { "content-type": "application/json" }).end("[]");
        },
      },
      ["/nb.html"],
    );
    expect(asked).toContain("POST /moved.do");
    expect(seen).toEqual([
      ["t", "127.0.0.1", "gongkai", undefined],
      [undefined, "localhost", "gongkai", undefined],
    ]);
  });
});

describe("what stands in a page without being seen", () => {
  const made: readonly (readonly [string, string])[] = [
    [
      "elements that a script makes",
      `<script>${JSON.stringify(ENTRIES)}.forEach(function (one) { var li = document.createElement("li"), a = document.createElement("a");
        a.setAttribute("href", one.url); a.textContent = one.title; li.appendChild(a); document.getElementById("list").appendChild(li); });</script>`,
    ],
    [
      "elements of jQuery with handlers",
      `<script>${JSON.stringify(ENTRIES)}.forEach(function (one) {
        $("<li>").text(one.title).click(function () { window.open(one.url); }).appendTo("#list"); });</script>`,
    ],
    [
      "an island of elements",
      `<xml id="src"><all>${ENTRIES.map(({ url, title }) => `<one><bt>${title}</bt><dz>${url}</dz></one>`).join("")}</all></xml>`,
    ],
    [
      "markup in a text field",
      `<textarea style="display:none">${ENTRIES.map(({ url, title }) => `&lt;a href="${url}"&gt;${title}&lt;/a&gt;`).join("")}</textarea>`,
    ],
  ];
  test.each(made)("%s", (_, body) =>
    expectWhole({ given: ["/nb.html"], want: WANT, routes: { ...REPORTS, "/nb.html": HEAD + body } }),
  );

  test("a frame whose script goes by the route in its address", () =>
    expectWhole({
      given: ["/nb.html"],
      want: WANT,
      way: ["/view/#/list/31", "/view/app.js", "/view/list?channel=31&page=1"],
      routes: {
        ...REPORTS,
        "/nb.html": `${HEAD}<iframe src="/view/#/list/31"></iframe>`,
        "/view/": '<div id="app"></div><script src="app.js"></script>',
        "/view/app.js": send(
          "application/javascript",
          'var m = /#\\/list\\/(\\d+)/.exec(location.hash); $.getJSON("/view/list", { channel: m[1], page: 1 }, draw);',
        ),
        "/view/list?channel=31&page=1": json({ total: 3, list: ENTRIES }),
      },
    }));

  test("parts that are called by their entries", () => {
    const part = (number: number) =>
      `${HEAD}${partOf(ENTRIES, number)
        .map(({ url, title }) => `<a href="${url}">${title}</a>`)
        .join("")}
       ${number === 1 ? "<b>1-2</b>" : '<a href="/l">1-2</a>'} ${number === 2 ? "<b>3-3</b>" : '<a href="/l?start=2">3-3</a>'} 共3条`;
    return expectWhole({
      given: ["/l"],
      want: WANT,
      way: ["/l?start=2"],
      routes: { ...REPORTS, "/l": part(1), "/l?start=2": part(2) },
    });
  });
});
