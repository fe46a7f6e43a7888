// A real browser in the crawl: lists and reports that only scripts draw, by the same rules of the road, and nothing beside it.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, describe, expect, test } from "vitest";
import { Browser } from "../../src/fetch/browser/browser.ts";
import { installedBrowser } from "../../src/fetch/browser/engine.ts";
import { crawlSite, type Route, report, send } from "./crawl-site.ts";

const isMissing = installedBrowser() === null;
if (isMissing) process.stderr.write("chromium is not installed: tests that draw pages are left out\n");
const browser = new Browser(null, "gongkai", { milliseconds: 4000, megabytes: 128 });
afterAll(() => browser.close());

const TITLE = (year: number) => `柳溪县${year}年政府信息公开工作年度报告`;
const YEARS = [2023, 2022, 2021];
const json = (value: unknown): Route => send("application/json", JSON.stringify(value));
const script = (text: string): Route => send("application/javascript", text);
/** The page of an application: all of it is a script's. */
const SHELL =
  '<html><head><title>柳溪县人民政府</title></head><body><div id="app"></div><script src="/app.js"></script></body></html>';
/** Lists reports two a part behind an interface; entries and pager are used by handlers that no attribute tells of. */
const APP = `
  const app = document.getElementById("app");
  const ask = (path) => new Promise((done) => { const x = new XMLHttpRequest(); x.open("GET", path); x.onload = () => done(JSON.parse(x.responseText)); x.send(); });
  const put = (tag, text, use) => { const one = document.createElement(tag); one.textContent = text; if (use) one.addEventListener("click", use); app.appendChild(one); return one; };
  async function list(number) {
    const { k } = await ask("/api/config");
    const { rows, total } = await ask("/api/" + k + "/rows/" + number);
    app.textContent = "";
    put("h2", "政府信息公开年报");
    for (const row of rows) put("p", row.n, () => { location.hash = "#/report/" + row.id; });
    put("span", "共" + total + "条");
    const next = put("button", "下一页", () => list(number + 1));
    if (number * 2 >= total) next.disabled = true;
  }
  async function show(id) {
    const { title, text } = await ask("/api/report/" + id);
    app.textContent = "";
    put("h1", title);
    put("div", text);
  }
  const route = () => { const id = /^#\\/report\\/(\\d+)/.exec(location.hash)?.[1]; setTimeout(() => (id ? show(id) : list(1)), 500); };
  addEventListener("hashchange", route);
  route();`;
const ROWS = YEARS.map((year) => ({ id: year, n: TITLE(year) }));
const APPLICATION: Record<string, Route> = {
  "/": SHELL,
  "/app.js": script(APP),
  "/api/config": json({ k: "s1" }),
  "/api/s1/rows/1": json({ total: 3, rows: ROWS.slice(0, 2) }),
  "/api/s1/rows/2": json({ total: 3, rows: ROWS.slice(2) }),
  ...Object.fromEntries(
    YEARS.map((year) => [
      `/api/report/${year}`,
      json({ title: TITLE(year), text: "本机关依据条例编制报告，数据截至年底。".repeat(40) }),
    ]),
  ),
};

describe.skipIf(isMissing)("a page that only scripts draw", () => {
  test("is followed through its parts to reports, which are kept as they are drawn", async () => {
    const { kept, asked, coverage, entries, texts } = await crawlSite(APPLICATION, ["/#/list"], { browser });
    const reports = YEARS.map((year) => `/#/report/${year}`);
    expect(kept.filter((path) => path.includes("#"))).toEqual(["/#/list", ...reports]);
    for (const year of YEARS)
      expect(texts.get(`/#/report/${year}`)).toContain(`<h1>${TITLE(year)}</h1><div>本机关依据条例`);
    expect(entries.get("/#/report/2022")).toMatchObject({ kind: "report", outcome: "fetched" });
    expect(coverage.filter(({ list }) => list.endsWith("#/list"))).toMatchObject([
      { state: "whole", expected: 3, found: 3 },
    ]);
    // The script is asked for by every page that needs it, once.
    expect(asked.filter((path) => path === "GET /api/s1/rows/2")).toHaveLength(1);
  });

  test("is a failure of its kind without a browser", async () => {
    const { entries, asked } = await crawlSite(APPLICATION, ["/#/list"]);
    expect(entries.get("/#/list")).toMatchObject({ outcome: "failed", reason: "challenge" });
    expect(asked).toEqual(["GET /", "GET /app.js"]);
  });

  test("is left alone where it gives what is wanted by itself", async () => {
    const { asked } = await crawlSite(
      {
        "/nb.html": `<title>政府信息公开年报</title><a href="/r.html">${TITLE(2023)}</a><script src="/app.js"></script>`,
        "/r.html": report(TITLE(2023)),
        "/app.js": script("fetch('/api/other')"),
      },
      ["/nb.html"],
      { browser },
    );
    expect(asked).toEqual(["GET /nb.html", "GET /r.html"]);
  });

  test("asks for nothing that the road does not allow, and nothing leaves the browser beside it", async () => {
    const trapped: string[] = [];
    const trap = createServer(({ url = "" }, response) => {
      trapped.push(url);
      response.end();
    }).listen(0, "127.0.0.9");
    trap.on("upgrade", ({ url = "" }, socket) => {
      trapped.push(url);
      socket.destroy();
    });
    await new Promise((resolve) => trap.once("listening", resolve));
    const other = `http://127.0.0.9:${(trap.address() as AddressInfo).port}`;
    const leaks = `
      new Image().src = "${other}/picture"; navigator.sendBeacon("${other}/beacon", "x"); fetch("${other}/fetch").catch(() => {});
      try { new WebSocket("${other.replace("http", "ws")}/socket"); } catch {}
      try { new RTCPeerConnection({ iceServers: [{ urls: "stun:127.0.0.9:3478" }] }).createOffer(); } catch {}
      try { new Worker(URL.createObjectURL(new Blob(['fetch("${other}/worker")']))); } catch {}
      for (const rel of ["prefetch", "preconnect", "stylesheet", "icon"]) { const l = document.createElement("link"); l.rel = rel; l.href = "${other}/" + rel; document.head.appendChild(l); }
      const f = document.createElement("iframe"); f.src = "${other}/frame"; document.body.appendChild(f);
      fetch("/closed/list").then((r) => r.json()).then(draw, () => fetch("/open/list").then((r) => r.json()).then(draw));
      function draw(all) { for (const { id, n } of all) { const a = document.createElement("a"); a.href = "/r/" + id; a.textContent = n; document.body.appendChild(a); } }`;
    try {
      const { asked, entries, kept } = await crawlSite(
        {
          "/robots.txt": send("text/plain", "User-agent: *\nDisallow: /closed/"),
          "/app": `<body><script src="/leaks.js"></script></body>`,
          "/leaks.js": script(leaks),
          "/closed/list": json([]),
          "/open/list": json([{ id: 2023, n: TITLE(2023) }]),
          "/r/2023": report(TITLE(2023)),
        },
        ["/app"],
        { browser },
      );
      expect(trapped).toEqual([]);
      expect(asked).toEqual(["GET /app", "GET /leaks.js", "GET /open/list", "GET /r/2023"]);
      expect(kept).toContain("/r/2023");
      expect(entries.get("/closed/list")).toMatchObject({
        outcome: "skipped",
        reason: "robots",
        kind: "piece",
      });
      expect(entries.get(`${other}/fetch`)).toMatchObject({ outcome: "skipped", reason: "refused" });
    } finally {
      trap.close();
    }
  });

  test("that is shown only to who passes a test is told and left", async () => {
    const { entries, asked } = await crawlSite(
      {
        "/nb": "<script>document.cookie = 'pass=' + 40; location.reload();</script>",
        "/own": `<body><script>setTimeout(() => { document.body.innerHTML = "<p>请完成安全验证</p>"; }, 100)</script></body>`,
      },
      ["/nb", "/own"],
      { browser },
    );
    for (const path of ["/nb", "/own"])
      expect(entries.get(path)).toMatchObject({ outcome: "failed", reason: "challenge" });
    expect(asked).toHaveLength(2);
  });

  const FETCH = "(url) => fetch(url).then((one) => one.json())";
  const XHR =
    "(url) => new Promise((done) => { const x = new XMLHttpRequest(); x.open('GET', url); x.responseType = 'json'; x.onload = () => done(x.response); x.send(); })";
  const SCRIPT =
    "(url) => new Promise((done) => { const s = document.createElement('script'); globalThis.got = done; s.src = url + '?got'; document.head.append(s); })";
  // What a script keeps by itself it asks for without anybody seeing it from outside.
  const LARGE = `["/*", ...Array(20).fill(" ".repeat(2 ** 20)), "*/got({})"]`;
  test.each([
    ["fetch", FETCH, 400, '["[]"]'],
    ["XMLHttpRequest", XHR, 400, '["[]"]'],
    ["a script", SCRIPT, 4, LARGE],
  ])("rests only when no answer to what it asks for by %s is under way", async (_, ask, times, own) => {
    const draw = `
      const ask = ${ask};
      addEventListener("load", async () => {
        const parts = ${own};
        for (let n = 0; n < ${times}; n += 1) await ask(URL.createObjectURL(new Blob(parts)) + "#");
        for (const { id, n } of await ask("/rows")) { const a = document.createElement("a"); a.href = "/r/" + id; a.textContent = n; document.body.appendChild(a); }
      });`;
    const late: Route = ({ url = "" }, response) => {
      const rows = JSON.stringify([{ id: 2023, n: TITLE(2023) }]);
      response.writeHead(200, { "content-type": "application/javascript" });
      setTimeout(() => response.end(url.includes("?") ? `got(${rows})` : rows), 300);
    };
    const { kept } = await crawlSite(
      {
        "/nb": `<body><script src="/draw.js"></script></body>`,
        "/draw.js": script(draw),
        "/rows": late,
        "/rows?got": late,
        "/r/2023": report(TITLE(2023)),
      },
      ["/nb"],
      { browser },
    );
    expect(kept).toContain("/r/2023");
  });

  test("that never ends costs its own page only", async () => {
    const impatient = new Browser(null, "gongkai", { milliseconds: 1500, megabytes: 128 });
    try {
      const { entries, kept } = await crawlSite(
        {
          "/ends": "<body><script>setTimeout(() => { for (;;); }, 100)</script></body>",
          "/nb": `<body><script>document.body.innerHTML = '<a href="/r">${TITLE(2023)}</a>';</script></body>`,
          "/r": report(TITLE(2023)),
        },
        ["/ends", "/nb"],
        { browser: impatient },
      );
      expect(entries.get("/ends")).toMatchObject({ outcome: "failed", reason: "browser-timeout" });
      expect(kept).toContain("/r");
    } finally {
      await impatient.close();
    }
  });
});
