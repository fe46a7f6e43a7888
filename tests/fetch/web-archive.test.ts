import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { type Ran, Session, verdictOf } from "../../src/fetch/session.ts";
import { CaptureReader } from "../../src/fetch/web-archive/capture.ts";
import { isWithin, queryOf } from "../../src/fetch/web-archive/query.ts";
import { documentsCaptured } from "../../src/store/captures.ts";
import { ARCHIVE_LIMITS, Budget } from "../../src/store/limits.ts";
import { OPTIONS, report } from "./crawl-site.ts";
import { type MadeCapture, openWebArchive, type WebArchiveServer } from "./web-archive-server.ts";

const HOST = "http://www.qingshi.gov.cn";
const title = (year: number) => `青石县${year}年政府信息公开工作年度报告`;
const at = (path: string, timestamp: string, body: string, more: Partial<MadeCapture> = {}): MadeCapture => ({
  url: `${HOST}${path}`,
  timestamp,
  body,
  ...more,
});
/** Enough lines for several blocks, and others before and behind what is wanted. */
const CAPTURES: readonly MadeCapture[] = [
  ...[1, 2, 3, 4].map((n) => ({ url: `http://a.gov.cn/${n}`, timestamp: "20100101000000", body: `a${n}` })),
  at("/news/1.html", "20110301000000", report("植树")),
  at("/xxgk/2010.html", "20110302030405", report(title(2010))),
  at("/xxgk/2010.html", "20120302030405", report(title(2010)), { isRevisit: true }),
  at("/xxgk/2010.html", "20140101000000", report(title(2010), "<p>更正</p>")),
  at("/xxgk/2012.html", "20130302030405", report(title(2012), '<a href="/">首页</a>')),
  at("/xxgk/gone.html", "20130302030406", "none", { status: 404 }),
  at("/xxgk/logo.png", "20130302030407", "PNG", { type: "image/png" }),
  at("/xxgk/404.html", "20150101000000", "<title>404</title><p>页面不存在</p>"),
  { url: "http://sub.qingshi.gov.cn/x.html", timestamp: "20160101000000", body: report(title(2015)) },
  ...[1, 2, 3, 4].map((n) => ({ url: `http://z.gov.cn/${n}`, timestamp: "20100101000000", body: `z${n}` })),
];
let server: WebArchiveServer;
let folder = "";
beforeAll(async () => {
  server = await openWebArchive(CAPTURES);
});
afterAll(() => server.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "captures-"));
  server.asked.length = 0;
});
afterEach(() => rmSync(folder, { recursive: true }));

interface Asked {
  readonly warcs?: string;
  readonly captured?: { readonly from: string; readonly to: string };
  readonly limit?: number;
}

async function fetchFrom(index: string, query: string, { warcs, captured, limit }: Asked = {}): Promise<Ran> {
  const session = await Session.open(
    {
      archive: folder,
      addresses: [query],
      mode: "resume",
      crawl: { ...OPTIONS, ...(limit === undefined ? {} : { limit }) },
      agentName: "gongkai",
      allowed: new Set(["127.0.0.1"]),
      webArchive: {
        index: server.base + index,
        warcs: warcs === undefined ? null : server.base + warcs,
        captured: captured ?? null,
      },
    },
    { onEntry: () => undefined },
  );
  return session.run();
}

/** What a reader of our archive finds: address and time of each document. */
function documents(): string[] {
  const bytes = readFileSync(join(folder, "crawl.warc.gz"));
  const found = [
    ...documentsCaptured({ bytes }, "x", ARCHIVE_LIMITS, new Budget(bytes.length, ARCHIVE_LIMITS)),
  ];
  return found.map(
    ({ source, capturedAt, bytes: body }) => `${capturedAt} ${source} ${(body ?? "").length > 400}`,
  );
}
const WANTED = [
  `2011-03-02T03:04:05Z ${HOST}/xxgk/2010.html true`,
  `2013-03-02T03:04:05Z ${HOST}/xxgk/2012.html true`,
  `2014-01-01T00:00:00Z ${HOST}/xxgk/2010.html true`,
];

test.each([
  ["a CDX server as pywb has it, captures given out raw", "/coll/cdx", undefined],
  ["a CDX server as pywb has it, records by range", "/coll/cdx", "/data/"],
  ["a server as the Wayback Machine has it, in parts", "/cdx/search/cdx", undefined],
  ["a sorted file of JSON", "/index/all.cdxj", "/data"],
  ["a sorted file of columns", "/index/all.cdx", "/data"],
  ["a packed file", "/index/all.cdxj.gz", "/data/"],
  ["a file of blocks with an index of its own", "/index/cluster.idx", "/data/"],
])("%s: captures are kept with the time at which they were made", async (_, index, warcs) => {
  const ran = await fetchFrom(index, "www.qingshi.gov.cn/xxgk/*", warcs === undefined ? {} : { warcs });
  expect(documents()).toEqual(WANTED);
  // The page that only says that there is none is told, and no report.
  expect(ran.entries.get(`${HOST}/xxgk/404.html`)).toMatchObject({ outcome: "failed", reason: "soft-404" });
  expect([...ran.coverage]).toMatchObject([
    { expected: 4, found: 3, missing: 1, state: "gap", why: "soft-404" },
  ]);
  expect(verdictOf(ran)).toBe(1);
  expect(ran.entries.get(`${HOST}/xxgk/2012.html`)).toMatchObject({
    outcome: "fetched",
    captured: "20130302030405",
    year: 2012,
  });
  const warc = readFileSync(join(folder, "manifest.csv"), "utf8");
  expect(warc).toContain("20130302030405");
});

test("only the records that are wanted are had of a file, and none twice", async () => {
  const before = server.sent();
  await fetchFrom("/index/cluster.idx", "www.qingshi.gov.cn/xxgk/2012.html", { warcs: "/data/" });
  expect(server.sent() - before).toBeLessThan(1000);
  const ran = await fetchFrom("/index/cluster.idx", "www.qingshi.gov.cn/xxgk/2012.html", { warcs: "/data/" });
  expect(server.asked.filter((path) => path.endsWith(".warc.gz"))).toHaveLength(1);
  expect(verdictOf(ran)).toBe(0);
});

test("a time bounds what is had, a limit leaves the rest to another run", async () => {
  const captured = { from: "2012", to: "20131231" };
  await fetchFrom("/coll/cdx", "*.qingshi.gov.cn", { captured });
  expect(documents()).toEqual([WANTED[1]]);
  const some = await fetchFrom("/coll/cdx", "*.qingshi.gov.cn", { limit: 1 });
  expect(some.left).toBe(4);
  expect(verdictOf(some)).toBe(1);
  await fetchFrom("/coll/cdx", "*.qingshi.gov.cn");
  expect(documents()).toHaveLength(5);
});

test("nothing captured, and an index that cannot be read, are failures that are told", async () => {
  const none = await fetchFrom("/coll/cdx", "www.nowhere.gov.cn/*");
  expect(verdictOf(none)).toBe(2);
  expect([...none.entries.values()]).toMatchObject([{ outcome: "failed", reason: "nothing-found" }]);
  const wrong = await fetchFrom("/data/segments/one.warc.gz", "www.qingshi.gov.cn/*");
  expect([...wrong.ended]).toMatchObject([{ outcome: "failed", reason: "index" }]);
});

test.each([
  ['cn,gov,a)/x 20100101000000 {"url":"http://a.gov.cn/x","mime":"text/html","status":"200"}', 200],
  ["cn,gov,a)/x 20100101000000 http://a.gov.cn/x text/html - ABC - 12 x.warc.gz", null],
  ['{"url":"http://a.gov.cn/x","timestamp":"20100101000000","status":"200"}', 200],
])("a line of an index is read: %s", (line, status) => {
  expect(new CaptureReader().read(line)).toMatchObject({
    url: "http://a.gov.cn/x",
    timestamp: "20100101000000",
    status,
  });
});

test.each(["<html>", "a b c", '{"url":"x"}'])("%s is no line of an index", (line) => {
  expect(() => new CaptureReader().read(line)).toThrow(/index/);
});

test.each([
  ["a.gov.cn/x", "cn,gov,a)/x", true],
  ["a.gov.cn/x", "cn,gov,a)/xy", false],
  ["a.gov.cn/x*", "cn,gov,a)/xy", true],
  ["*.gov.cn", "cn,gov,a)/xy", true],
  ["*.gov.cn", "cn,gov)/", true],
  ["*.gov.cn", "cn,govern)/", false],
])("%s means %s: %s", (text, key, means) => {
  expect(isWithin(key, queryOf(text, null))).toBe(means);
});
