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

const FAULT = "其中1件因系统异常延期答复，";
const ORDINARY =
  "全年受理申请3件，均已办结。主动公开文件12件，接受咨询20次。县政府办公室对各乡镇开展培训两次，下一年将继续完善目录，规范流程，提高答复质量，并对各单位栏目的更新情况按月检查。";

test("a page that only tells of a fault is broken, whatever its hints", async () => {
  const { entries } = await crawlSite(
    {
      "/l.html": `<a href="/r.html">${TITLE}</a>`,
      "/r.html":
        "<title>提示</title><p>系统异常，请稍后再试。如有疑问，请联系网站管理员。</p><a href='/'>返回首页</a>",
    },
    ["/l.html"],
  );
  expect(entries.get("/r.html")?.reason).toBe("broken");
});

test.each([
  ["a page that mentions a fault among other things", `<title>县门户网站</title><p>${FAULT}${ORDINARY}</p>`],
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
