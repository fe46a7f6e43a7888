// What fetching costs beside bare undici under the same limits: small pages of a server on this machine, so many at a time. And
// what going on with an archive costs for addresses that it knows, beside the least that knowing an address takes.

import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import PQueue from "p-queue";
import { Agent, request } from "undici";
import { Archive } from "../fetch/archive.ts";
import { Client } from "../fetch/client.ts";
import { Crawl } from "../fetch/crawl.ts";
import { loadFetchPlan } from "../run/fetch-plan.ts";
import { type Measure, median, rounded, type Share, shareOf, time } from "./bench-time.ts";

const PIPELINE = fileURLToPath(new URL("../../pipelines/disclosure/pipeline.yaml", import.meta.url));
const PAGES = 2_000;
const PASSES = 5;
const KNOWN = 50_000;
const CONCURRENCY = 8;
/** A server that answers at once would measure loops; one on the net takes this long at the very least. */
const ANSWER_MS = 10;

const SERVER = `
  const { createServer } = require("node:http");
  const { parentPort } = require("node:worker_threads");
  const server = createServer((asked, answer) => {
    if (asked.url === "/robots.txt") return answer.writeHead(404).end();
    const page = "<html><title>" + asked.url + "</title><body>" + "<p>text</p>".repeat(200) + "</body></html>";
    setTimeout(() => answer.writeHead(200, { "content-type": "text/html" }).end(page), ${ANSWER_MS});
  });
  server.listen(0, () => parentPort.postMessage(server.address().port));
`;

export async function benchFetch(_: readonly string[], share: Share): Promise<Measure[]> {
  const pages = shareOf(PAGES, share);
  // In a thread of its own: a server is not slower for what its visitors do.
  const server = new Worker(SERVER, { eval: true });
  const [port] = (await once(server, "message")) as [number];
  // As many hosts as requests at a time: each host is asked one thing after the other.
  const hosts = Array.from({ length: CONCURRENCY }, (_, index) => `http://127.0.0.${index + 1}:${port}`);
  const addresses = Array.from(
    { length: pages },
    (_, index) => `${hosts[index % CONCURRENCY]}/${index}.html`,
  );
  const passes = { bare: [] as number[], ours: [] as number[] };
  for (let pass = 0; pass < shareOf(PASSES, share); pass += 1) {
    passes.bare.push(await time(() => bare(addresses)));
    const folder = mkdtempSync(join(tmpdir(), "gongkai-bench-"));
    passes.ours.push(await time(() => ours(addresses, folder)));
    rmSync(folder, { recursive: true });
  }
  await server.terminate();
  return [
    measured("fetch", pages, "undici, the same number at a time", passes),
    await benchKnown(shareOf(KNOWN, share), shareOf(PASSES, share)),
  ];
}

/** A run that finds all there. */
async function benchKnown(pages: number, most: number): Promise<Measure> {
  const addresses = Array.from(
    { length: pages },
    (_, index) => `http://127.0.0.${(index % 8) + 1}/${index}.html`,
  );
  const folder = mkdtempSync(join(tmpdir(), "gongkai-bench-"));
  await fill(folder, addresses);
  const passes = { bare: [] as number[], ours: [] as number[] };
  for (let pass = 0; pass < most; pass += 1) {
    passes.bare.push(await time(async () => lookedUp(addresses)));
    passes.ours.push(await time(() => ours(addresses, folder, "resume")));
  }
  rmSync(folder, { recursive: true });
  return measured("fetch: known addresses", pages, "each read as an address and put into a set", passes);
}

/** @param passes in ms */
function measured(
  measure: string,
  pages: number,
  against: string,
  passes: { readonly bare: readonly number[]; readonly ours: readonly number[] },
): Measure {
  const [bare, ours] = [median(passes.bare), median(passes.ours)];
  return {
    measure,
    pages,
    against,
    bare_per_s: rounded((1000 * pages) / bare, 0),
    ours_per_s: rounded((1000 * pages) / ours, 0),
    rate: rounded(bare / ours),
  };
}

/** Pages that lead nowhere. */
async function fill(folder: string, addresses: readonly string[]): Promise<void> {
  const archive = await Archive.open(folder);
  for (const url of addresses) {
    const response = { url, status: 200, headers: [], body: Buffer.from(url), requestHeaders: {} };
    archive.keep({ url, kind: "given", depth: 0, leads: 0 }, response, new Date());
  }
  await archive.close();
}

function lookedUp(addresses: readonly string[]): number {
  return new Set(addresses.map((address) => new URL(address).href)).size;
}

async function bare(addresses: readonly string[]): Promise<void> {
  const dispatcher = new Agent();
  const queue = new PQueue({ concurrency: CONCURRENCY });
  await queue.addAll(
    addresses.map((address) => async () => (await request(address, { dispatcher })).body.arrayBuffer()),
  );
  await dispatcher.close();
}

async function ours(
  addresses: readonly string[],
  folder: string,
  mode: "changes" | "resume" = "changes",
): Promise<void> {
  const allowed = new Set(Array.from({ length: CONCURRENCY }, (_, index) => `127.0.0.${index + 1}`));
  const client = new Client("gongkai", allowed);
  const archive = await Archive.open(folder);
  const { rules } = loadFetchPlan(PIPELINE);
  const options = {
    agent: "gongkai",
    delay: 0,
    retries: 0,
    patience: 5,
    ignoreRobots: false,
    depth: 1,
    rules,
    limit: Number.POSITIVE_INFINITY,
    since: null,
    dryRun: false,
    again: new Set<string>(),
  };
  const crawl = new Crawl(
    client,
    archive,
    { ...options, concurrency: CONCURRENCY, years: null },
    { onEntry: () => undefined },
  );
  await crawl.run(addresses, mode);
  await client.close();
  await archive.close();
  if (mode === "resume" && crawl.coverage([]).lists.whole !== addresses.length)
    throw new Error("not all that was kept was known");
}
