// A crawl of a real server within the test's own process: what was kept, what was asked, what the account of it says.
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Archive } from "../../src/fetch/archive.ts";
import { Client } from "../../src/fetch/client.ts";
import type { CoverageRow, Expected } from "../../src/fetch/coverage.ts";
import { Crawl } from "../../src/fetch/crawl.ts";
import type { CrawlOptions } from "../../src/fetch/crawl-plan.ts";
import type { Entry } from "../../src/fetch/entry.ts";
import { loadLinkRules } from "../../src/fetch/load-rules.ts";

export type Route = string | ((request: IncomingMessage, response: ServerResponse, body: string) => void);

const RULES = loadLinkRules(fileURLToPath(new URL("../../pipelines/disclosure/fetch.yaml", import.meta.url)));
export const OPTIONS: CrawlOptions = {
  agent: "gongkai",
  delay: 0,
  concurrency: 8,
  retries: 0,
  patience: 5,
  ignoreRobots: false,
  depth: 3,
  rules: RULES,
  years: null,
  limit: Number.POSITIVE_INFINITY,
  since: null,
  dryRun: false,
  again: new Set(),
};

/** A report with enough to read. */
export const report = (title: string, more = "") =>
  `<title>${title}</title><h1>${title}</h1><p>${"根据条例编制，数据截至年底。".repeat(40)}</p>${more}`;

/** Reports of one organ, a year each at `/r/YEAR`: their titles, entries of a list that lead to them, routes and paths. */
export function reportsOf(own: string) {
  const title = (year: number, organ = own) => `${organ}${year}年政府信息公开工作年度报告`;
  return {
    title,
    anchor: (year: number, href = `/r/${year}`) => `<li><a href="${href}">${title(year)}</a></li>`,
    reports: (...years: readonly number[]) =>
      Object.fromEntries(years.map((year): [string, Route] => [`/r/${year}`, report(title(year))])),
    paths: (...years: readonly number[]) => years.map((year) => `/r/${year}`),
  };
}

export const send =
  (type: string, body: string | Uint8Array, headers: Record<string, string> = {}): Route =>
  (_, response) => {
    response.writeHead(200, { "content-type": type, ...headers });
    response.end(body);
  };

export interface Crawled {
  readonly base: string;
  /** Paths of which something is kept; what was posted stands in the query. */
  readonly kept: string[];
  readonly entries: ReadonlyMap<string, Entry>;
  /** What is kept of those addresses whose routes are a script's. */
  readonly texts: ReadonlyMap<string, string>;
  /** Method and path of every request but those for robots.txt, in order. */
  readonly asked: string[];
  readonly coverage: CoverageRow[];
}

/**
 * Crawls a site whose pages are given by path; text is an HTML page, and `BASE` in it the site's address, `OTHER` the same by a name.
 * @param given paths, or whole addresses
 */
export async function crawlSite(
  routes: Readonly<Record<string, Route>>,
  given: readonly string[],
  options: Partial<CrawlOptions> = {},
  expected: (base: string) => readonly Expected[] = () => [],
): Promise<Crawled> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? "";
    const parts: Uint8Array[] = [];
    request.on("data", (part: Uint8Array) => parts.push(part));
    request.on("end", () => {
      if (path !== "/robots.txt") asked.push(`${request.method} ${path}`);
      const route = routes[path] ?? routes[`${path.split("?")[0]}?*`];
      if (route === undefined) response.writeHead(404).end("none");
      else if (typeof route === "function") route(request, response, Buffer.concat(parts).toString("latin1"));
      else {
        response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
        response.end(route.replaceAll("BASE", base).replaceAll("OTHER", other));
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const other = base.replace("127.0.0.1", "localhost");
  const short = (url: string) => url.replace(base, "").replace(other, "OTHER");
  const folder = mkdtempSync(join(tmpdir(), "crawl-"));
  const client = new Client("gongkai", new Set(["127.0.0.1", "localhost"]));
  const archive = await Archive.open(folder);
  try {
    const crawl = new Crawl(client, archive, { ...OPTIONS, ...options }, { onEntry: () => undefined });
    await crawl.run(
      given.map((path) => (path.startsWith("/") ? base + path : path)),
      "changes",
    );
    const kept = [...archive.entries.values()].filter(({ offset }) => offset !== undefined);
    return {
      base,
      kept: kept.map(({ url }) => short(url)),
      entries: new Map([...archive.entries.values()].map((entry) => [short(entry.url), entry])),
      texts: new Map(
        kept
          .filter(({ url }) => url.includes("#"))
          .map(({ url }) => [short(url), Buffer.from(archive.read(url)?.body ?? []).toString()]),
      ),
      asked,
      coverage: [...crawl.coverage(expected(base))],
    };
  } finally {
    await client.close();
    await archive.close();
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true });
  }
}
