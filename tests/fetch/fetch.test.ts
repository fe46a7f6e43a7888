import { spawn } from "node:child_process";
import { createReadStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gunzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { WARCParser } from "warcio";
import { isPublic } from "../../src/fetch/addresses.ts";
import type { Entry } from "../../src/fetch/archive.ts";
import { Client } from "../../src/fetch/client.ts";
import { get } from "../../src/fetch/lead.ts";
import { openSite, page, type Site } from "./sites.ts";

const SAMPLES = fileURLToPath(new URL("../../samples/documents", import.meta.url));
const GONGKAI = fileURLToPath(new URL("../../bin/gongkai.js", import.meta.url));
let site: Site;
let folder = "";
beforeEach(async () => {
  site = await openSite();
  folder = mkdtempSync(join(tmpdir(), "fetch-"));
});
afterEach(async () => {
  await site.close();
  rmSync(folder, { recursive: true });
});

const start = (paths: readonly string[], ...flags: string[]) => {
  writeFileSync(
    join(folder, "list.txt"),
    `# made for a test\n${paths.map((path) => (/^\w+:\/\//.test(path) ? path : site.base + path)).join("\n")}\n`,
  );
  return spawn(process.execPath, [
    GONGKAI,
    "fetch",
    join(folder, "list.txt"),
    "-o",
    join(folder, "archive"),
    "--delay",
    "0",
    "--allow-host",
    "127.0.0.1",
    ...flags,
  ]);
};
const fetchAll = async (paths: readonly string[], ...flags: string[]) => {
  const child = start(paths, ...flags);
  return new Promise<number | null>((resolve) => child.once("exit", resolve));
};
const outcomes = (): Record<string, string> => {
  const lines = readFileSync(join(folder, "archive/.gongkai/manifest.jsonl"), "utf8").trim().split("\n");
  const entries = lines.map((line) => JSON.parse(line) as Entry);
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
    if (record.warcType === "response")
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
  expect(await fetchAll(["/door.html"], "--depth", "0")).toBe(0);
  expect(await responses()).toEqual([expect.stringContaining("/door.html")]);
});

test("a list that leads to nothing is no success, and other years are left alone", async () => {
  expect(await fetchAll(["/empty.html", "/old.html"], "--years", "2021-2023")).toBe(1);
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

test("an archive is gone on with by its name: nothing is fetched twice, lists are read from it", async () => {
  site.set("/shut.html", (_, response) => response.writeHead(503).end());
  await fetchAll(["/list.html", "/shut.html"], "--retries", "0");
  expect(outcomes()).toMatchObject({ "/shut.html": "failed status-503" });
  const before = site.asked.length;
  const goOn = (...flags: string[]) =>
    new Promise<number | null>((resolve) =>
      spawn(process.execPath, [
        GONGKAI,
        "fetch",
        ...flags,
        join(folder, "archive"),
        "--allow-host",
        "127.0.0.1",
      ]).once("exit", resolve),
    );
  expect(await goOn("--resume", "--retries", "0")).toBe(1);
  expect(site.asked.slice(before)).toEqual(["/robots.txt", "/shut.html"]);
  site.set("/shut.html", page("<h1>open</h1>"));
  // What robots.txt forbids stays a gap.
  expect(await goOn("--retry")).toBe(1);
  expect(outcomes()).toMatchObject({ "/shut.html": "fetched", "/a.html": "fetched" });
  expect(site.asked.filter((path) => path === "/a.html").length).toBe(1);
});

test("the manifest tells every address, the index where its record stands", async () => {
  await fetchAll(["/a.html", "/copy.html", "/nothing.html"], "--concurrency", "1");
  const manifest = readFileSync(join(folder, "archive/manifest.csv"), "utf8");
  expect(manifest).toMatch(/\/a\.html,fetched,,200,[^,]+,html,/);
  expect(manifest).toMatch(/\/nothing\.html,gone,status-404,/);
  const index = readFileSync(join(folder, "archive/index.cdxj"), "utf8").trim().split("\n");
  const warc = readFileSync(join(folder, "archive/crawl.warc.gz"));
  for (const line of index) {
    const { url, offset, length } = JSON.parse(line.slice(line.indexOf("{"))) as {
      url: string;
      offset: number;
      length: number;
    };
    expect(gunzipSync(warc.subarray(offset, offset + length)).toString("latin1")).toContain(
      `WARC-Target-URI: ${url}`,
    );
  }
  expect(index.length).toBe(3);
});

test("busy hosts are asked again, resets too; vanished pages are gone; redirects are followed", async () => {
  expect(await fetchAll(["/busy.html", "/reset.html", "/nothing.html", "/moved.html"], "--depth", "0")).toBe(
    0,
  );
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
  expect(await fetchAll([...odd, "/b.html"], "--depth", "0", "--retries", "0")).toBe(1);
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
  await fetchAll(["/a.html", "/copy.html"], "--depth", "0", "--concurrency", "1");
  expect(Object.values(outcomes()).sort()).toEqual(["duplicate", "fetched"]);
  expect((await responses()).length).toBe(1);
});

test("a later run asks for changes: what is the same is not kept again, what changed stands beside the old", async () => {
  await fetchAll(["/tagged.html", "/b.html"], "--depth", "0");
  site.set("/b.html", page("<h1>changed</h1>"));
  await fetchAll(["/tagged.html", "/b.html"], "--depth", "0");
  expect(outcomes()).toEqual({ "/tagged.html": "unchanged", "/b.html": "changed" });
  expect((await responses()).filter((line) => line.startsWith("/b.html")).length).toBe(2);
  expect((await responses()).filter((line) => line.startsWith("/tagged.html")).length).toBe(1);
});

test("--resume fetches nothing twice", async () => {
  await fetchAll(["/a.html", "/busy.html"], "--depth", "0");
  const before = site.asked.length;
  await fetchAll(["/a.html", "/busy.html", "/b.html"], "--depth", "0", "--resume");
  expect(site.asked.slice(before).filter((path) => path !== "/robots.txt")).toEqual(["/b.html"]);
});

test("a run that is told to stop ends with everything written, and is gone on with", async () => {
  const list = page(
    ["/a.html", "/slow.html"].map((path) => `<a href="${path}">青石县2023年政府信息公开年报</a>`).join(""),
  );
  site.set("/two.html", list);
  const child = start(["/two.html"]);
  site.set("/slow.html", () => child.kill("SIGTERM"));
  expect(await new Promise((resolve) => child.once("exit", resolve))).toBe(1);
  const written = (name: string) => readFileSync(join(folder, "archive", name), "utf8");
  expect(written("manifest.csv")).toContain("/a.html,fetched");
  expect(written("manifest.csv")).not.toContain("/slow.html");
  expect(written("index.cdxj").trim().split("\n").length).toBeGreaterThanOrEqual(2);
  expect(written("coverage.csv")).toContain(",gap,not-asked");
  expect(written("changes.csv")).toContain(`new,${site.base}/a.html`);
  site.set("/slow.html", page("<h1>青石县2023年政府信息公开年报</h1>"));
  expect(await fetchAll(["/two.html"], "--resume")).toBe(0);
  expect(written("coverage.csv")).not.toContain(",gap,");
}, 120_000);

test("a contact that nobody can go to is refused, and one address is enough to begin with", async () => {
  const run = (...flags: string[]) =>
    new Promise<number | null>((resolve) => {
      const args = [
        "fetch",
        `${site.base}/b.html`,
        "-o",
        join(folder, "one"),
        "--allow-host",
        "127.0.0.1",
        ...flags,
      ];
      spawn(process.execPath, [GONGKAI, ...args]).once("exit", resolve);
    });
  expect(await run("--contact", "a person")).toBe(2);
  expect(site.asked).toEqual([]);
  expect(await run("--contact", "archive@example.org")).toBe(0);
  expect(site.asked).toEqual(["/robots.txt", "/b.html"]);
}, 120_000);

test("a run that fetched nothing is a failure", async () => {
  expect(await fetchAll(["http://10.0.0.1/x"])).toBe(2);
});

/** Each begins a process anew: as many as are worth a second each; thirty in the long mode. */
const KILLS = Number(process.env["GONGKAI_CRAWL_KILLS"] ?? 6);

test("killed again and again at any moment, a crawl ends in the documents of an undisturbed one", async () => {
  let served = () => {};
  const paths = Array.from({ length: 360 }, (_, index) => `/p${index}.html`);
  for (const [index, path] of paths.entries()) {
    const text = page(`<h1>page ${index}</h1>${"text ".repeat(index * 10)}`);
    site.set(path, (request, response, count) => {
      setTimeout(() => text(request, response, count), 20 * Math.random());
      served();
    });
  }
  const half = paths.length / 2;
  const list = page(
    paths
      .slice(half)
      .map((path) => `<a href="${path}">${path} 2023年度报告</a>`)
      .join(""),
  );
  site.set("/killed.html", list);
  const given = [...paths.slice(0, half), "/killed.html"];
  const warc = join(folder, "archive/crawl.warc.gz");
  let kills = 0;
  while (kills < KILLS) {
    const child = start(given, "--resume");
    const ended = new Promise((resolve) => child.once("exit", resolve));
    // At any moment: some while they start, the others so many requests later, and some time within one.
    let left = Math.ceil(Math.random() * 12);
    served = () => {
      left -= 1;
      if (left === 0) setTimeout(() => child.kill("SIGKILL"), 30 * Math.random());
    };
    const early = kills % 5 === 0 ? setTimeout(() => child.kill("SIGKILL"), 400 * Math.random()) : undefined;
    await ended;
    clearTimeout(early);
    if (child.signalCode === null) break;
    kills += 1;
  }
  served = () => {};
  // Half a record, as a power cut leaves it.
  writeFileSync(warc, Buffer.concat([readFileSync(warc), Buffer.from([0x1f, 0x8b, 8, 0, 1, 2])]));
  expect(await fetchAll(given, "--resume")).toBe(0);
  const all = [...paths, "/killed.html"].sort();
  expect(Object.entries(outcomes()).sort()).toEqual(all.map((path) => [path, "fetched"]));
  expect((await responses()).map((line) => line.split(":")[0]).sort()).toEqual(all);
  expect(kills).toBe(KILLS);
}, 240_000);

test("from sources to a dataset with one pipeline file", async () => {
  const sample = (name: string) => readFileSync(join(SAMPLES, name, "source.html"));
  for (const name of ["2021-html-plain", "2019-html-plain"]) {
    site.set(`/site/${name}.html`, (_, response) => {
      response.writeHead(200, { "content-type": "text/html", "content-encoding": "br" });
      response.end(brotliCompressSync(sample(name)));
    });
  }
  site.set(
    "/site/index.html",
    page(
      '<a href="2021-html-plain.html">2021年政府信息公开年报</a><a href="2019-html-plain.html">2019年政府信息公开年报</a>',
    ),
  );
  const disclosure = fileURLToPath(new URL("../../pipelines/disclosure/", import.meta.url));
  const pipeline = join(folder, "mine.yaml");
  const forms = ["2021", "2019", "2014", "local"].map((edition) => `  - ${disclosure}forms/${edition}.yaml`);
  writeFileSync(
    pipeline,
    `name: mine
title: My sites
forms:
${forms.join("\n")}
conventions: ${disclosure}conventions.yaml
identity: ${disclosure}identity.yaml
fetch:
  rules: ${disclosure}fetch.yaml
  sources: [${site.base}/site/index.html]
  archive: archive
inputs:
  - path: archive/crawl.warc.gz
output: dataset
`,
  );
  const run = (...args: string[]) =>
    new Promise<number | null>((resolve) =>
      spawn(process.execPath, [GONGKAI, ...args]).once("exit", resolve),
    );
  expect(await run("fetch", pipeline, "--delay", "0", "--allow-host", "127.0.0.1")).toBe(0);
  expect(await run("run", pipeline)).toBe(0);
  const reports = readFileSync(join(folder, "dataset/reports.csv"), "utf8");
  expect(reports).toContain(`${site.base}/site/2021-html-plain.html`);
  const cells = readFileSync(join(folder, "dataset/cells.csv"), "utf8").split("\n");
  expect(
    cells.filter((line) => line.includes("2021-html-plain") && line.includes(",reported,")).length,
  ).toBeGreaterThan(100);
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
