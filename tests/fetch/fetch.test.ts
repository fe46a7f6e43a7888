import { createReadStream, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { WARCParser } from "warcio";
import { isPublic } from "../../src/fetch/addresses.ts";
import { Client } from "../../src/fetch/client.ts";
import type { CrawlOptions, Mode } from "../../src/fetch/crawl-plan.ts";
import type { Entry } from "../../src/fetch/entry.ts";
import { get } from "../../src/fetch/lead.ts";
import { Session, verdictOf } from "../../src/fetch/session.ts";
import { OPTIONS } from "./crawl-site.ts";
import { folder, openOwnSite, site } from "./own-site.ts";
import { page } from "./sites.ts";

openOwnSite();

/** A run over the test's own archive; paths are those of its site. @returns the exit code */
const fetchAll = async (
  paths: readonly string[],
  options: Partial<CrawlOptions> = {},
  mode: Mode = "changes",
): Promise<number> => {
  const session = await Session.open(
    {
      archive: join(folder, "archive"),
      addresses: paths.map((path) =>
        /^\w+:\/\//.test(path) || path === "nonsense" ? path : site.base + path,
      ),
      mode,
      crawl: { ...OPTIONS, retries: 3, ...options },
      agentName: "gongkai",
      allowed: new Set(["127.0.0.1"]),
    },
    { onEntry: () => undefined },
  );
  return verdictOf(await session.run());
};
const outcomes = (): Record<string, string> => {
  const lines = readFileSync(join(folder, "archive/.gongkai/manifest.jsonl"), "utf8").trim().split("\n");
  const entries = lines.map((line) => JSON.parse(line) as Entry).filter(({ url }) => url !== undefined);
  return Object.fromEntries(
    entries.map(({ url, outcome, reason }) => [
      url.replace(site.base, ""),
      reason ? `${outcome} ${reason}` : outcome,
    ]),
  );
};
/** Every response in the archive, as a reader that is not ours gives it. */
const responses = async (): Promise<string[]> => {
  const found: string[] = [];
  const stream = createReadStream(join(folder, "archive/crawl.warc.gz")) as AsyncIterable<Uint8Array>;
  for await (const record of WARCParser.iterRecords(stream)) {
    if (record.warcType === "response" && !record.warcTargetURI?.endsWith("/robots.txt"))
      found.push(
        `${record.warcTargetURI?.replace(site.base, "")}: ${(await record.contentText()).slice(0, 20)}`,
      );
  }
  return found;
};

test("lists lead to reports and their files; look-alikes and what robots.txt forbids are told and left out", async () => {
  // The report that robots.txt forbids is one that the list has and the archive has not.
  expect(await fetchAll(["/list.html"])).toBe(1);
  expect(outcomes()).toEqual({
    "/list.html": "fetched",
    "/a.html": "fetched",
    "/x.html": "skipped look-alike",
    "/list_1.html": "fetched",
    "/b.html": "fetched",
    "/secret/c.html": "skipped robots",
    "/file/a.docx": "fetched",
  });
  expect(site.asked).not.toContain("/secret/c.html");
  expect(site.asked).not.toContain("/news.html");
  expect((await responses()).sort().map((line) => line.split(":")[0])).toEqual([
    "/a.html",
    "/b.html",
    "/file/a.docx",
    "/list.html",
    "/list_1.html",
  ]);
});

test.each([
  ["a script that counts pages from nought", "/trs/index.html", ["/trs/t1.html", "/trs/t2.html"]],
  ["a script that counts pages from one", "/div/list.shtml", ["/div/d1.html", "/div/d2.html"]],
  ["a list as data in two parts", "/api/list?page=1&size=2", ["/api/j1.html", "/api/j2.html"]],
  [
    "entries as text in scripts, files behind handlers and servlets",
    "/store.html",
    ["/store/s1.html", "/store/s2.html", "/download.jsp?id=7", "/servlet?file=%E5%B9%B4%E6%8A%A5.pdf"],
  ],
  ["a page that refreshes to another", "/refresh.html", ["/arrived.html"]],
  ["a page that is only a script that goes elsewhere", "/bare.html", ["/arrived2.html"]],
  ["a packed page with a file", "/br.html", ["/file/a.docx"]],
])("%s leads on", async (_, given, found) => {
  expect(await fetchAll([given])).toBe(0);
  expect(outcomes()).toMatchObject(Object.fromEntries(found.map((path) => [path, "fetched"])));
});

test("a site that sets a cookie and sends back gets it", async () => {
  expect(await fetchAll(["/door.html"], { depth: 0 })).toBe(0);
  expect(await responses()).toEqual(["/door.html: ", expect.stringMatching(/^\/door.html: <h1>/)]);
});

test("a list that leads to nothing is no success, and other years are left alone", async () => {
  expect(await fetchAll(["/empty.html", "/old.html"], { years: { from: 2021, to: 2023 } })).toBe(1);
  expect(outcomes()).toEqual({
    "/empty.html": "failed nothing-found",
    "/old.html": "fetched",
    "/b.html": "fetched",
    "/a.html": "skipped other-year",
  });
});

test("a page that unpacks to a bomb is kept as it came, not unpacked, and is no report", async () => {
  expect(await fetchAll(["/bomb.html", "/b.html"])).toBe(1);
  expect(outcomes()).toMatchObject({ "/bomb.html": "failed nothing-found", "/b.html": "fetched" });
});

test("a body that drips is given up when its time is over", async () => {
  const client = new Client("gongkai", new Set(["127.0.0.1"]), {
    bytes: 1_000_000,
    seconds: 1,
  });
  await expect(client.send(get(`${site.base}/drip.html`))).rejects.toMatchObject({ kind: "timeout" });
  await client.close();
});

test("an archive is gone on with: nothing is fetched twice, lists are read from it", async () => {
  site.set("/shut.html", (_, response) => response.writeHead(503).end());
  const given = ["/list.html", "/shut.html"];
  await fetchAll(given, { retries: 0 });
  expect(outcomes()).toMatchObject({ "/shut.html": "failed status-503" });
  const before = site.asked.length;
  expect(await fetchAll(given, { retries: 0 }, "resume")).toBe(1);
  expect(site.asked.slice(before)).toEqual(["/robots.txt", "/shut.html"]);
  site.set("/shut.html", page("<h1>open</h1>"));
  // What robots.txt forbids stays a gap.
  expect(await fetchAll(given, {}, "retry")).toBe(1);
  expect(outcomes()).toMatchObject({ "/shut.html": "fetched", "/a.html": "fetched" });
  expect(site.asked.filter((path) => path === "/a.html").length).toBe(1);
});

test("the manifest tells every address, the index where its record stands", async () => {
  await fetchAll(["/a.html", "/copy.html", "/nothing.html"], { concurrency: 1 });
  const manifest = readFileSync(join(folder, "archive/manifest.csv"), "utf8");
  expect(manifest).toMatch(/\/a\.html,fetched,,200,[^,]+,html,/);
  expect(manifest).toMatch(/\/nothing\.html,gone,status-404,/);
  const index = readFileSync(join(folder, "archive/index.cdxj"), "utf8").trim().split("\n");
  const warc = readFileSync(join(folder, "archive/crawl.warc.gz"));
  for (const line of index) {
    const told = JSON.parse(line.slice(line.indexOf("{"))) as Record<string, string>;
    const [offset, length] = [Number(told["offset"]), Number(told["length"])];
    const record = gunzipSync(warc.subarray(offset, offset + length)).toString("latin1");
    expect(record).toContain(`WARC-Target-URI: ${told["url"]}`);
    expect(record).toMatch(new RegExp(`HTTP/1.1 ${told["status"]} `));
  }
  const paths = index.map((line) => new URL(/"url":"([^"]+)"/.exec(line)?.[1] ?? "").pathname);
  expect(paths.sort()).toEqual(["/a.html", "/copy.html", "/file/a.docx", "/nothing.html", "/robots.txt"]);
});

test("busy hosts are asked again, resets too; vanished pages are gone; redirects are followed", async () => {
  expect(await fetchAll(["/busy.html", "/reset.html", "/nothing.html", "/moved.html"], { depth: 0 })).toBe(0);
  expect(outcomes()).toEqual({
    "/busy.html": "fetched",
    "/reset.html": "fetched",
    "/nothing.html": "gone status-404",
    "/moved.html": "fetched",
  });
});

test("loops, traps and odd addresses cost their own line", async () => {
  const odd = [
    "/loop.html",
    "/trap.html",
    "http://10.0.0.1/x",
    "ftp://a.gov.cn/x",
    "http://[::ffff:127.0.0.1]/",
    "nonsense",
  ];
  expect(await fetchAll([...odd, "/b.html"], { depth: 0, retries: 0 })).toBe(1);
  expect(outcomes()).toMatchObject({
    "/loop.html": "failed redirects",
    "/trap.html": "skipped refused",
    "http://10.0.0.1/x": "skipped refused",
    "ftp://a.gov.cn/x": "skipped refused",
    "http://[::ffff:127.0.0.1]/": "skipped refused",
    nonsense: "skipped no-address",
    "/b.html": "fetched",
  });
});

test("an endless body is given up at the limit", async () => {
  const client = new Client("gongkai", new Set(["127.0.0.1"]), {
    bytes: 1_000_000,
    seconds: 60,
  });
  await expect(client.send(get(`${site.base}/endless.html`))).rejects.toMatchObject({ kind: "too-large" });
  await client.close();
});

test("the same bytes under two addresses are kept once", async () => {
  await fetchAll(["/a.html", "/copy.html"], { depth: 0, concurrency: 1 });
  expect(Object.values(outcomes()).sort()).toEqual(["duplicate", "fetched"]);
  expect((await responses()).length).toBe(1);
});

test("a later run asks for changes: what is the same is not kept again, what changed stands beside the old", async () => {
  await fetchAll(["/tagged.html", "/b.html"], { depth: 0 });
  site.set("/b.html", page("<h1>changed</h1>"));
  await fetchAll(["/tagged.html", "/b.html"], { depth: 0 });
  expect(outcomes()).toEqual({ "/tagged.html": "unchanged", "/b.html": "changed" });
  expect((await responses()).filter((line) => line.startsWith("/b.html")).length).toBe(2);
  expect((await responses()).filter((line) => line.startsWith("/tagged.html")).length).toBe(1);
});

test("--resume fetches nothing twice", async () => {
  await fetchAll(["/a.html", "/busy.html"], { depth: 0 });
  const before = site.asked.length;
  await fetchAll(["/a.html", "/busy.html", "/b.html"], { depth: 0 }, "resume");
  expect(site.asked.slice(before).filter((path) => path !== "/robots.txt")).toEqual(["/b.html"]);
});

test("a run that fetched nothing is a failure", async () => {
  expect(await fetchAll(["http://10.0.0.1/x"])).toBe(2);
});

describe("addresses", () => {
  test.each([
    "127.0.0.1",
    "10.1.2.3",
    "172.20.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "::1",
    "fe80::1",
    "fd00::1",
    "::ffff:10.0.0.1",
    "64:ff9b::a00:1",
    "224.0.0.1",
    "not an address",
  ])("%s is not public", (address) => {
    expect(isPublic(address)).toBe(false);
  });
  test.each(["8.8.8.8", "114.114.114.114", "2400:3200::1"])("%s is public", (address) => {
    expect(isPublic(address)).toBe(true);
  });
});
