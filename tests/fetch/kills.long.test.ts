// A crawl that is killed again and again loses nothing.
import { spawn } from "node:child_process";
import { createReadStream, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { WARCParser } from "warcio";
import { killedCrawl } from "../../src/dev/hardships/killed-crawl.ts";
import type { Entry } from "../../src/fetch/entry.ts";
import { GONGKAI } from "../builders/command.ts";
import { folder, openOwnSite, site } from "./own-site.ts";
import { page } from "./sites.ts";

openOwnSite();

const start = (...flags: string[]) =>
  spawn(process.execPath, [
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
/** Of both together. */
const KILLS_OF_WORKERS = 12;

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
  expect(await killedCrawl(folder, KILLS_OF_WORKERS)).toContain(`${KILLS_OF_WORKERS} kills`);
});
