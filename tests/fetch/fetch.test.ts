import { spawn } from "node:child_process";
import { createReadStream, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { WARCParser } from "warcio";
import { isPublic } from "../../src/fetch/addresses.ts";
import type { Entry } from "../../src/fetch/archive.ts";
import { Client } from "../../src/fetch/client.ts";
import { openSite, page, type Site } from "./sites.ts";

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
  expect(await fetchAll(["/list.html"])).toBe(0);
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
    redirects: 3,
  });
  await expect(client.get(`${site.base}/endless.html`)).rejects.toMatchObject({ kind: "too-large" });
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

test("a run that fetched nothing is a failure", async () => {
  expect(await fetchAll(["http://10.0.0.1/x"])).toBe(2);
});

test("killed again and again, the crawl ends in the same documents, in a file that other readers read", async () => {
  const paths = Array.from({ length: 24 }, (_, index) => `/p${index}.html`);
  for (const [index, path] of paths.entries())
    site.set(path, page(`<h1>page ${index}</h1>${"text ".repeat(index * 40)}`));
  const warc = join(folder, "archive/crawl.warc.gz");
  for (let kept = 1; kept <= 6; kept += 1) {
    const child = start(paths, "--depth", "0", "--resume");
    await new Promise<void>((resolve) => {
      const look = setInterval(() => {
        const size = statSync(warc, { throwIfNoEntry: false })?.size ?? 0;
        if (child.exitCode === null && size < kept * 2500) return;
        clearInterval(look);
        child.kill("SIGKILL");
        resolve();
      }, 1);
    });
    await new Promise((resolve) =>
      child.exitCode === null && child.signalCode === null ? child.once("exit", resolve) : resolve(null),
    );
  }
  // Half a record, as a power cut leaves it.
  writeFileSync(warc, Buffer.concat([readFileSync(warc), Buffer.from([0x1f, 0x8b, 8, 0, 1, 2])]));
  expect(await fetchAll(paths, "--depth", "0", "--resume")).toBe(0);
  expect(Object.values(outcomes())).toEqual(paths.map(() => "fetched"));
  expect((await responses()).map((line) => line.split(":")[0]).sort()).toEqual([...paths].sort());
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
