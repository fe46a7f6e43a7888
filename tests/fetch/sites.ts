// A real HTTP server that behaves as the sites do: several hosts by name and port, lists, files, refusals, traps.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
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
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
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
