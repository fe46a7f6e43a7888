// Our archives as others read them: a checker that uses none of our code, and another library's reader.
import { spawnSync } from "node:child_process";
import { createReadStream, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { CDXIndexer, WARCParser } from "warcio";
import { Session } from "../../src/fetch/session.ts";
import { packWacz } from "../../src/fetch/wacz.ts";
import { OPTIONS, report } from "./crawl-site.ts";

const CHECKER = fileURLToPath(new URL("check-warc.py", import.meta.url));
const hasPython = spawnSync("python3", ["--version"]).status === 0;
const title = (year: number) => `青石县${year}年政府信息公开工作年度报告`;

/** Everything that an archive may hold: a redirect, a refusal, what was posted, the same bytes twice, headers of all kinds. */
const PAGES: Readonly<Record<string, string>> = {
  "GET /list.html": `<a href="/1.html">${title(2021)}</a><a href="/moved.html">${title(2020)}</a><a href="/copy.html">${title(2019)}</a><a href="/none.html">${title(2018)}</a><form method="post" action="list.html"><input type="hidden" name="page" value="2"><a href="javascript:document.forms[0].submit()">下一页</a></form>`,
  "POST /list.html": `<a href="/2.html">${title(2017)}</a>`,
  "GET /1.html": report(title(2021)),
  "GET /copy.html": report(title(2021)),
  "GET /to.html": report(title(2020)),
  "GET /2.html": report(title(2017)),
};

async function crawl(folder: string): Promise<string> {
  const server = createServer((request, response) => {
    const path = `${request.method} ${request.url}`;
    const body = PAGES[path];
    response.setHeader("Set-Cookie", ["a=1; Path=/", "b=2; Path=/"]);
    response.setHeader("X-Odd-CASE", "kept");
    if (path === "GET /robots.txt") response.end("User-agent: *\nAllow: /\n");
    else if (path === "GET /moved.html") response.writeHead(302, { location: "/to.html" }).end();
    else if (body === undefined) response.writeHead(404, "Nothing Here").end("none");
    else response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const session = await Session.open(
    {
      archive: folder,
      addresses: [`${base}/list.html`],
      mode: "changes",
      crawl: OPTIONS,
      agentName: "gongkai",
      allowed: new Set(["127.0.0.1"]),
      keeping: { full: 3000, facts: [["software", "gongkai"]] },
    },
    { onEntry: () => undefined },
  );
  await session.run();
  server.closeAllConnections();
  server.close();
  return base;
}

/** The index as another library makes it; js-wacz, which only writes WACZ files and reads none, makes its own with it. */
async function indexed(folder: string, warcs: readonly string[]): Promise<string> {
  const indexer = new CDXIndexer({ format: "cdxj" });
  const files = warcs.map((filename) => ({
    filename,
    reader: createReadStream(join(folder, filename)) as AsyncIterable<Uint8Array>,
  }));
  const lines: string[] = [];
  for await (const line of indexer.iterIndex(files)) lines.push(indexer.serialize(line));
  return lines.sort().join("");
}

test("an archive is what the standards of its parts say, and other readers find in it what was sent", async () => {
  const folder = mkdtempSync(join(tmpdir(), "standards-"));
  try {
    const base = await crawl(folder);
    const warcs = readdirSync(folder).filter((name) => name.endsWith(".warc.gz"));
    expect(warcs.length).toBeGreaterThan(1);
    const wacz = join(folder, "archive.wacz");
    expect(await packWacz(folder, wacz, "gongkai")).toBe(6);

    const found: string[] = [];
    for (const warc of warcs) {
      const stream = createReadStream(join(folder, warc)) as AsyncIterable<Uint8Array>;
      for await (const record of WARCParser.iterRecords(stream)) {
        const body = await record.contentText();
        const status = record.httpHeaders?.statusline ?? "";
        found.push(
          `${record.warcType} ${record.warcTargetURI?.replace(base, "")} ${status.replace("HTTP/1.1 ", "")}`,
        );
        if (record.warcType === "response" && record.warcTargetURI === `${base}/2.html`)
          expect(body).toBe(PAGES["GET /2.html"]);
      }
    }
    expect(found).toContain("response /none.html 404 Nothing Here");
    expect(found).toContain("response /moved.html 302 Found");
    expect(found).toContain("response /robots.txt 200 OK");
    expect(found).toContain("request /list.html POST /list.html HTTP/1.1".replace("HTTP/1.1 ", ""));
    const raw = readFileSync(join(folder, "index.cdxj"), "utf8");
    expect(raw).toBe(await indexed(folder, warcs));
    expect(raw).toContain('"method":"POST","requestBody":"page=2"');

    if (!hasPython) return;
    const check = spawnSync("python3", [CHECKER, join(folder, "index.cdxj"), folder, wacz], {
      encoding: "utf8",
    });
    expect(check.stderr).toBe("");
    const [counts = "", ...faults] = check.stdout.trim().split("\n").reverse();
    expect(faults).toEqual([]);
    const { warcinfo, request, response, revisit = 0 } = JSON.parse(counts) as Record<string, number>;
    expect(warcinfo).toBe(warcs.length);
    expect(request).toBe((response ?? 0) + revisit);
    expect(request).toBe(9);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
