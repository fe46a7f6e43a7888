// A crawl that is killed again and again loses nothing.
import { spawn } from "node:child_process";
import { createReadStream, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { WARCParser } from "warcio";
import type { Entry } from "../../src/fetch/entry.ts";
import { verifyArchive } from "../../src/fetch/verify.ts";
import { GONGKAI } from "../builders/command.ts";
import { folder, openOwnSite, site } from "./own-site.ts";
import { page } from "./sites.ts";

openOwnSite();

const HOSTS = ["127.0.0.1", "127.0.0.2", "127.0.0.3", "127.0.0.4"];
const start = (...flags: string[]) =>
  spawn(process.execPath, [
    GONGKAI,
    "fetch",
    join(folder, "list.txt"),
    "-o",
    join(folder, "archive"),
    "--delay",
    "0",
    ...HOSTS.flatMap((host) => ["--allow-host", host]),
    ...flags,
  ]);
/** How each address stands, by the last line of the manifest. */
const outcomes = (): Record<string, string> => {
  const lines = readFileSync(join(folder, "archive/.gongkai/manifest.jsonl"), "utf8").trim().split("\n");
  const entries = lines.map((line) => JSON.parse(line) as Entry).filter(({ url }) => url !== undefined);
  return Object.fromEntries(entries.map(({ url, outcome }) => [url.replace(site.base, ""), outcome]));
};
/** Addresses of every response in the archive, as a reader that is not ours gives them. */
const responses = async (): Promise<string[]> => {
  const found: string[] = [];
  const stream = createReadStream(join(folder, "archive/crawl.warc.gz")) as AsyncIterable<Uint8Array>;
  for await (const record of WARCParser.iterRecords(stream)) {
    const url = record.warcTargetURI?.replace(site.base, "") ?? "";
    if (record.warcType === "response" && url !== "/robots.txt") found.push(url);
  }
  return found;
};

/** Each begins a process anew. */
const KILLS = 30;
/** Of each of two workers. */
const LIVES = 6;

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
  writeFileSync(join(folder, "list.txt"), given.map((path) => `${site.base}${path}\n`).join(""));
  const warc = join(folder, "archive/crawl.warc.gz");
  let kills = 0;
  while (kills < KILLS) {
    const child = start("--resume");
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
  expect(await new Promise((resolve) => start("--resume").once("exit", resolve))).toBe(0);
  const all = [...paths, "/killed.html"].sort();
  expect(Object.entries(outcomes()).sort()).toEqual(all.map((path) => [path, "fetched"]));
  expect((await responses()).sort()).toEqual(all);
  expect(kills).toBe(KILLS);
});

test("two workers, each killed again and again, lose nothing and ask for little twice", async () => {
  const paths = Array.from({ length: 60 }, (_, index) => `/p${index}.html`);
  let served = 0;
  const awaited: { count: number; kill: () => void }[] = [];
  for (const [index, path] of paths.entries()) {
    site.set(path, (request, response) => {
      served += 1;
      for (const { count, kill } of awaited) if (count === served) kill();
      response.writeHead(200, { "content-type": "text/html" });
      setTimeout(() => response.end(`<h1>${request.headers.host} ${index}</h1>`), 10 * Math.random());
    });
  }
  const port = new URL(site.base).port;
  const given = HOSTS.flatMap((host) => paths.map((path) => `http://${host}:${port}${path}`));
  writeFileSync(join(folder, "list.txt"), given.join("\n"));
  let kills = 0;
  const worker = async (name: string) => {
    for (let life = 0; life < LIVES; life += 1) {
      const child = start("--resume", "--worker", name);
      const ended = new Promise((resolve) => child.once("exit", resolve));
      // A few answers later, whoever of the two got them: in all lives of both, fewer than there are addresses.
      awaited.push({ count: served + 2 + Math.floor(9 * Math.random()), kill: () => child.kill("SIGKILL") });
      await ended;
      if (child.signalCode === null) return;
      kills += 1;
    }
  };
  await Promise.all([worker("one"), worker("two")]);
  // A third takes up what the dead left, once their claims are old. Beside a living one, a slow machine would look like a dead one.
  const exit = (...flags: string[]) => new Promise((resolve) => start(...flags).once("exit", resolve));
  expect(await exit("--resume", "--worker", "three", "--claims-expire", "2")).toBe(0);
  expect(await exit("--resume", "--workers", "2")).toBe(0);
  expect(kills).toBe(2 * LIVES);
  expect(Object.values(outcomes())).toEqual(given.map(() => "fetched"));
  expect(Object.keys(outcomes())).toHaveLength(given.length);
  expect((await verifyArchive(join(folder, "archive"))).faults).toEqual([]);
  // What was under way when a worker was killed is asked for once more, and nothing else.
  expect(served).toBeLessThanOrEqual(given.length + kills * HOSTS.length);
});
