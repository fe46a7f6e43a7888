// A real HTTP server that behaves as the sites do: several hosts by name and port, lists, files, refusals, traps.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { brotliCompressSync, gzipSync } from "node:zlib";
import iconv from "iconv-lite";

export interface Site {
  readonly base: string;
  /** Paths asked for, in order. */
  readonly asked: string[];
  /** Changes what a path says from now on. */
  set(path: string, answer: Answer): void;
  close(): Promise<void>;
}

export type Answer = (request: IncomingMessage, response: ServerResponse, count: number) => void;

export const page =
  (body: string, headers: Record<string, string> = {}): Answer =>
  (_, response) => {
    response.writeHead(200, { "content-type": "text/html; charset=utf-8", ...headers });
    response.end(body);
  };

const REPORT = (name: string) => `<h1>${name}2023年政府信息公开工作年度报告</h1><p>${name}</p>`;

const json =
  (value: unknown): Answer =>
  (_, response) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify(value));
  };

const ANSWERS: Readonly<Record<string, Answer>> = {
  "/robots.txt": (_, response) => response.end("User-agent: *\nDisallow: /secret/\n"),
  "/list.html": page(
    '<a href="a.html">青石县2023年政府信息公开工作年度报告</a><a href="x.html">图解：青石县2023年政府信息公开工作年度报告</a><a href="news.html">植树</a><a href="list_1.html">下一页</a>',
  ),
  "/list_1.html": (_, response) => {
    response.writeHead(200, { "content-type": "text/html" });
    response.end(
      iconv.encode(
        '<meta charset="gbk"><a href="/b.html">柳湾区2022年政府信息公开工作年度报告</a><a href="/secret/c.html">云岭县2023年政府信息公开年报</a>',
        "gbk",
      ),
    );
  },
  "/a.html": page(`${REPORT("青石县")}<a href="file/a.docx">附件</a>`),
  "/b.html": (_, response) => {
    response.writeHead(200, { "content-type": "text/html; charset=utf-8", "content-encoding": "gzip" });
    response.end(gzipSync(REPORT("柳湾区")));
  },
  "/copy.html": page(`${REPORT("青石县")}<a href="file/a.docx">附件</a>`),
  "/file/a.docx": (_, response) => {
    response.writeHead(200, { "content-type": "application/octet-stream" });
    response.end("PK docx bytes");
  },
  "/busy.html": (_, response, count) => {
    if (count < 2) {
      response.writeHead(429, { "retry-after": "0" });
      response.end();
    } else page(REPORT("云岭县"))(_, response, count);
  },
  "/reset.html": (request, response, count) => {
    if (count < 1) request.socket.destroy();
    else page(REPORT("南浦市"))(request, response, count);
  },
  "/loop.html": (_, response) => {
    response.writeHead(302, { location: "/loop.html" });
    response.end();
  },
  "/trap.html": (_, response) => {
    response.writeHead(302, { location: "http://169.254.169.254/latest/meta-data" });
    response.end();
  },
  "/endless.html": (_, response) => {
    response.writeHead(200, { "content-type": "text/html" });
    const pour = () => {
      while (response.write("x".repeat(65_536)));
      response.once("drain", pour);
    };
    pour();
  },
  "/tagged.html": (request, response) => {
    if (request.headers["if-none-match"] === '"1"') response.writeHead(304).end();
    else page(REPORT("标记县"), { etag: '"1"' })(request, response, 0);
  },
  // A list whose page numbers a script draws, as one family of systems does it, from nought on …
  "/trs/index.html": page(
    '<a href="t1.html">青石县2021年政府信息公开年报</a><script>createPageHTML(2, 0, "index", "html");</script>',
  ),
  "/trs/index_1.html": page(
    '<a href="t2.html">青石县2020年政府信息公开年报</a><script>createPageHTML(2, 1, "index", "html");</script>',
  ),
  "/trs/t1.html": page(REPORT("青石县甲")),
  "/trs/t2.html": page(REPORT("青石县乙")),
  // … and from one on, with a name for its place.
  "/div/list.shtml": page(
    "<a href=\"d1.html\">柳湾区2021年政府信息公开年报</a><script>createPageHTML('page-div', 2, 1, 'list', 'shtml', 30);</script>",
  ),
  "/div/list_2.shtml": page(
    "<a href=\"d2.html\">柳湾区2020年政府信息公开年报</a><script>createPageHTML('page-div', 2, 2, 'list', 'shtml', 30);</script>",
  ),
  "/div/d1.html": page(REPORT("柳湾区甲")),
  "/div/d2.html": page(REPORT("柳湾区乙")),
  // A list as data, in two parts.
  "/api/list?page=1&size=2": json({
    pages: 2,
    rows: [{ title: "云岭县2021年政府信息公开年报", url: "/api/j1.html", img: "/x.png" }],
  }),
  "/api/list?page=2&size=2": json({
    pages: 2,
    rows: [{ title: "云岭县2020年政府信息公开年报", url: "/api/j2.html" }],
  }),
  "/api/j1.html": page(REPORT("云岭县甲")),
  "/api/j2.html": page(REPORT("云岭县乙")),
  // A list whose entries stand as text in a script.
  "/store.html": page(
    '<script type="text/xml"><datastore><record><![CDATA[<li><a href=\'/store/s1.html\' title=\'南浦市2021年政府信息公开年报\'>南浦市…</a></li>]]></record></datastore></script><script>var more = [{"name":"南浦市2020年政府信息公开年报","link":"\\/store\\/s2.html"}];</script>',
  ),
  "/store/s1.html": page(REPORT("南浦市甲")),
  "/store/s2.html": page(
    `${REPORT("南浦市乙")}<a href="javascript:void(0)" onclick="window.open('/download.jsp?id=7')">附件：年度报告.docx</a><a href="/servlet?file=%E5%B9%B4%E6%8A%A5.pdf">下载</a>`,
  ),
  "/download.jsp?id=7": (_, response) => response.end("PK a file behind a script"),
  "/servlet?file=%E5%B9%B4%E6%8A%A5.pdf": (_, response) => response.end("%PDF a file from a servlet"),
  "/refresh.html": page('<meta http-equiv="refresh" content="0; url=/arrived.html">'),
  "/arrived.html": page(REPORT("折返县")),
  "/bare.html": page("<script>window.location.href = '/arrived2.html';</script>"),
  "/arrived2.html": page(REPORT("转向县")),
  "/door.html": (request, response) => {
    const known = request.headers.cookie === "seen=1";
    response.writeHead(known ? 200 : 302, {
      "content-type": "text/html",
      ...(known ? {} : { location: "/door.html", "set-cookie": "seen=1; Path=/" }),
    });
    response.end(known ? REPORT("饼干县") : "");
  },
  "/br.html": (_, response) => {
    response.writeHead(200, { "content-type": "text/html; charset=utf-8", "content-encoding": "br" });
    response.end(brotliCompressSync(`${REPORT("紧压县")}<a href="/file/a.docx">附件.docx</a>`));
  },
  "/bomb.html": (_, response) => {
    response.writeHead(200, { "content-type": "text/html", "content-encoding": "gzip" });
    response.end(gzipSync(Buffer.alloc(40 * 1024 * 1024)));
  },
  "/drip.html": (_, response) => {
    response.writeHead(200, { "content-type": "text/html" });
    const drip = setInterval(() => response.write("."), 20);
    response.once("close", () => clearInterval(drip));
  },
  "/empty.html": page(
    `${["首页", "政务公开", "办事", "互动", "数据"].map((name, n) => `<a href="/c${n}.html">${name}</a>`).join("")}<p>暂无数据</p>`,
  ),
  "/old.html": page(
    '<a href="/b.html">柳湾区2022年政府信息公开工作年度报告</a><a href="/a.html">青石县2008年政府信息公开工作年度报告</a>',
  ),
  "/moved.html": (_, response) => {
    response.writeHead(301, { location: "/b.html" });
    response.end();
  },
};

export async function openSite(): Promise<Site> {
  const asked: string[] = [];
  const answers = new Map(Object.entries(ANSWERS));
  const counts = new Map<string, number>();
  const server: Server = createServer((request, response) => {
    const path = request.url ?? "";
    const count = counts.get(path) ?? 0;
    counts.set(path, count + 1);
    asked.push(path);
    const answer = answers.get(path);
    if (answer) answer(request, response, count);
    else response.writeHead(404).end("none");
  });
  // At every address of this machine's own: hosts are told apart by them.
  await new Promise<void>((resolve) => server.listen(0, "0.0.0.0", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    base: `http://127.0.0.1:${port}`,
    asked,
    set: (path, answer) => answers.set(path, answer),
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
