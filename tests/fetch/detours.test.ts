// Ways to reports that lead through something else: viewers of other sites, pages of downloads, forms, pictures, scripts that write
// scripts, lists without an end. Small servers with pages of our own.
import { describe, expect, test } from "vitest";
import { crawlSite, report, send } from "./crawl-site.ts";
import { expectWhole } from "./whole-family.ts";

const TITLE = (year: number, organ = "柳溪县") => `${organ}${year}年政府信息公开工作年度报告`;
const HEAD = "<title>政府信息公开年报</title><a href='/n/1/'>首页</a><a href='/n/2/'>新闻</a>";
const REPORTS = {
  "/r/1.html": report(TITLE(2023)),
  "/r/2.html": report(TITLE(2022)),
  "/r/3.html": report(TITLE(2021)),
};
const WANT = Object.keys(REPORTS);
const links = (from: number, to: number) =>
  WANT.slice(from, to)
    .map((url, at) => `<li><a href="${url}">${TITLE(2023 - from - at)}</a></li>`)
    .join("");
const FILE = send("application/octet-stream", "PK file");

describe("a file that another site is to show", () => {
  const viewers: readonly (readonly [string, string])[] = [
    ["in a frame", '<iframe src="https://viewer.example.org/op/embed.aspx?src=BASE%2Ff%2F1.docx"></iframe>'],
    ["by a link", '<a href="https://ow.example.org/?i=12&furl=BASE/f/1.docx">在线预览</a>'],
    [
      "under any name",
      '<iframe src="//docs.example.org/gview?embedded=true&q=BASE/f/1.docx&lang=zh"></iframe>',
    ],
  ];
  test.each(viewers)("%s is had from its own site", (_, shown) =>
    expectWhole({
      given: ["/nb.html"],
      want: ["/show.html", "/f/1.docx"],
      routes: {
        "/nb.html": `${HEAD}<a href="/show.html">${TITLE(2023)}</a>`,
        "/show.html": `<title>${TITLE(2023)}</title><h1>${TITLE(2023)}</h1>${shown}`,
        "/f/1.docx": FILE,
      },
    }),
  );

  test("is none where a page is only handed on", async () => {
    const { entries } = await crawlSite(
      {
        "/r.html": report(TITLE(2023), '<a href="https://share.example.org/?url=BASE/r.html">分享报告</a>'),
      },
      ["/r.html"],
    );
    expect([...entries.keys()].filter((url) => url.includes("f/") || url === "/r.html")).toEqual(["/r.html"]);
  });
});

describe("a page that comes for a file", () => {
  const given = { "/nb.html": `${HEAD}<a href="/show.html">${TITLE(2023)}</a>` };
  const show = report(TITLE(2023), '<a href="/down.php?id=1">附件下载</a>');

  test.each(["点击开始下载", "本地下载1", "立即下载文件"])("leads on to it: %s", (said) =>
    expectWhole({
      given: ["/nb.html"],
      want: ["/show.html", "/get/?pass=ab"],
      way: ["/down.php?id=1"],
      routes: {
        ...given,
        "/show.html": show,
        "/down.php?id=1": `<title>下载</title><p>您要的文件：</p><a href="/get/?pass=ab">${said}</a>`,
        "/get/?*": FILE,
      },
    }),
  );

  test("is a gap where it leads to none", async () => {
    const { entries, coverage } = await crawlSite(
      {
        ...given,
        "/show.html": show,
        "/down.php?id=1": "<title>下载</title><a href='/'>返回</a><div id=v></div>",
      },
      ["/nb.html"],
    );
    expect(entries.get("/down.php?id=1")).toMatchObject({ outcome: "failed", reason: "no-file" });
    expect(coverage).toContainEqual(expect.objectContaining({ state: "gap", why: "no-file" }));
  });
});

test("a form is sent off with each organ that it offers", async () => {
  const hits: Record<string, string> = {
    a1: `<a href="/r/1.html">${TITLE(2023, "教育局")}</a>`,
    b2: `<a href="/r/2.html">${TITLE(2022, "民政局")}</a>`,
  };
  const { kept, asked } = await crawlSite(
    {
      ...REPORTS,
      "/find.do": (_, response, body) => {
        const form = new URLSearchParams(body);
        response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
        // The year goes along as the form has it.
        const found = form.get("year") === "2023" ? (hits[form.get("unit") ?? ""] ?? "") : "";
        response.end(`<title>政府信息公开年报查询</title><form method="post" action="/find.do">
          <select name="unit"><option value="">请选择<option value="a1">教育局<option value="b2">民政局</select>
          <select name="year"><option value="2023" selected>全部<option value="0">其他</select><button>查询</button></form>${found}`);
      },
    },
    ["/find.do"],
  );
  expect(kept).toEqual(expect.arrayContaining(["/r/1.html", "/r/2.html"]));
  expect(asked).toHaveLength(5);
});

describe("what stands where it is not looked for", () => {
  const WRITES = `<script>var of = "31"; document.write('<script src="/data/' + of + '.js"><\\/script>');</script>
    <script>for (var i = 0; i < list.length; i++) document.write("<a href='" + list[i].u + "'>" + list[i].t + "</a>");</script>`;
  const places: readonly (readonly [string, string, readonly string[]])[] = [
    [
      "areas of a picture",
      WANT.map((url, at) => `<area href="${url}" alt="${2023 - at}年年报">`).join(""),
      [],
    ],
    [
      "links for browsers without scripts",
      `<div id="app"></div><noscript><ul>${links(0, 3)}</ul></noscript>`,
      [],
    ],
    [
      "a frame that holds its page itself",
      `<iframe srcdoc="${links(0, 3).replaceAll('"', "&quot;")}"></iframe>`,
      [],
    ],
    ["a script that a script writes", WRITES, ["/data/31.js"]],
  ];
  test.each(places)("%s", (_, body, way) =>
    expectWhole({
      given: ["/nb.html"],
      want: WANT,
      way,
      routes: {
        ...REPORTS,
        "/nb.html": HEAD + body,
        "/data/31.js": send(
          "application/javascript",
          `var list = ${JSON.stringify(WANT.map((u, at) => ({ u, t: TITLE(2023 - at) })))};`,
        ),
      },
    }),
  );
});

describe("a list without an end", () => {
  const page = (url = "") => Number(new URL(url, "http://x").searchParams.get("p") ?? 1);
  const ways: readonly (readonly [string, number, (number: number) => string])[] = [
    [
      "brings its last part again",
      4,
      (n) => `<a href="/nb?p=${n - 1}">上一页</a><a href="/nb?p=${n + 1}">下一页</a>`,
    ],
    [
      "leads back and forth by words of its own",
      4,
      (n) => `<a href="/nb?p=${n - 1}">← 较新的文章</a><a href="/nb?p=${n + 1}">较早的文章 →</a>`,
    ],
    // What else is new on each part is no news of the list.
    [
      "has other news each time",
      48,
      (n) => `<a href="/day?d=${n}">日历</a><a href="/nb?p=${n + 1}">下一页</a>`,
    ],
  ];
  test.each(ways)("%s: it is left", async (_, most, pager) => {
    const { kept, asked } = await crawlSite(
      {
        ...REPORTS,
        "/nb?*": ({ url }, response) => {
          const at = (Math.min(page(url), 2) - 1) * 2;
          response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
          response.end(`${HEAD}<ul>${links(at, at + 2)}</ul>${pager(page(url))}`);
        },
      },
      ["/nb?p=1"],
    );
    expect(kept).toEqual(expect.arrayContaining(WANT));
    expect(asked.length).toBeLessThanOrEqual(WANT.length + most);
  });
});

describe("a report in several pages whose pager has numbers only", () => {
  const pager = (pages: readonly string[], at: number) =>
    pages.map((url, n) => (n === at ? `<b>${n + 1}</b>` : `<a href="${url}">${n + 1}</a>`)).join(" ");
  const names: readonly (readonly [string, readonly string[]])[] = [
    ["beside the first", ["/r/t20240120_1.html", "/r/t20240120_1_1.html", "/r/t20240120_1_2.html"]],
    ["counted in its name", ["/r/5.htm", "/r/5-2.htm", "/r/5-3.htm"]],
    ["by a parameter", ["/show.asp?id=5", "/show.asp?id=5&page=2", "/show.asp?page=3&id=5"]],
  ];
  test.each(names)("%s is had whole", (_, pages) =>
    expectWhole({
      given: ["/nb.html"],
      want: pages,
      routes: {
        "/nb.html": `${HEAD}<a href="${pages[0]}">${TITLE(2023)}</a>`,
        ...Object.fromEntries(
          pages.map((url, at) => [url, report(TITLE(2023), `<p>${at}</p>${pager(pages, at)}`)]),
        ),
      },
    }),
  );

  test("has none that are other documents", async () => {
    const others = ["/show.asp?id=6", "/r/6.htm", "/r/51.htm?x=2", "/r/t2.htm"];
    const more = others.map((url) => `<a href="${url}">2</a>`).join("");
    const { asked } = await crawlSite(
      { "/r/5.htm": report(TITLE(2023), more), "/show.asp?id=5": report(TITLE(2022), more) },
      ["/r/5.htm", "/show.asp?id=5"],
    );
    expect(asked).toEqual(["GET /r/5.htm", "GET /show.asp?id=5"]);
  });
});
