import { expect, test } from "vitest";
import { crawlSite, report } from "./crawl-site.ts";

const TITLE = "青石县2023年政府信息公开年报";
const MENU = Array.from({ length: 8 }, (_, n) => `<a href="/c${n}.html">栏目${n}</a>`).join("");

test.each([
  ["soft-404", `<title>提示</title>${MENU}<p>对不起，您访问的页面不存在或已被删除。</p>`],
  ["soft-404", "<title>404 Not Found</title><h1>404</h1>"],
  [
    "login",
    "<title>统一身份认证平台</title><form>用户名<input name=u>密码<input name=p type=password></form>",
  ],
  ["firewall", "<title>访问拦截</title><p>您的请求已被拦截</p>"],
  ["challenge", "<html><script>eval(atob('eA=='))</script></html>"],
  ["challenge", "<title>安全验证</title><p>请输入验证码</p>"],
])("a page of a good status that is %s is a failure of that kind, and a gap", async (kind, body) => {
  const { entries, coverage, kept } = await crawlSite(
    { "/l.html": `<a href="/r.html">${TITLE}</a>`, "/r.html": body },
    ["/l.html"],
  );
  expect(entries.get("/r.html")).toMatchObject({ outcome: "failed", reason: kind });
  expect(kept).toEqual(["/l.html"]);
  expect(coverage[0]).toMatchObject({ state: "gap", why: kind });
});

test("a page that sends to the home page is none", async () => {
  const { entries } = await crawlSite(
    {
      "/l.html": `<a href="/r.html">${TITLE}</a>`,
      "/r.html": (_, response) => response.writeHead(302, { location: "/" }).end(),
      "/": `<title>青石县人民政府</title>${MENU}<p>${"要闻。".repeat(300)}</p>`,
    },
    ["/l.html"],
  );
  expect(entries.get("/r.html")?.reason).toBe("home-page");
});

test.each([
  ["a report, whatever words stand in it", `<title>${TITLE}</title><p>政府信息不存在0件，请先登录。</p>`],
  ["a page with text, whatever words stand in it", `<p>${"政府信息不存在的情形，依法告知。".repeat(60)}</p>`],
  ["a page that leads to a file", `<p>请先登录或直接下载</p><a href="/a.pdf">下载</a>`],
])("%s is a page like any other", async (_, body) => {
  const { entries } = await crawlSite(
    { "/l.html": `<a href="/r.html">${TITLE}</a>`, "/r.html": body, "/a.pdf": report("x") },
    ["/l.html"],
  );
  expect(entries.get("/r.html")?.outcome).toBe("fetched");
});
