// A crawl of two workers, each killed again and again at moments drawn at random: nothing of what was had is lost or asked for
// again, and what was not had is fetched by whoever is left.
import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { verifyArchive } from "../../fetch/verify.ts";

const GONGKAI = fileURLToPath(new URL("../../../bin/gongkai.js", import.meta.url));
const HOSTS = ["127.0.0.1", "127.0.0.2", "127.0.0.3", "127.0.0.4"];
const WORKERS = ["one", "two"];
/** More than two workers can have between their kills. */
const PAGES_A_KILL = 12;
const SLOWEST_MS = 300;
/** Milliseconds from the start of a worker to its end: some have not yet begun by then, others have had pages. */
const LEAST_LIFE = 600;
const LIFE = 1800;

export async function killedCrawl(work: string, count: number): Promise<string> {
  const pages = Math.ceil((count * PAGES_A_KILL) / HOSTS.length);
  let served = 0;
  const server = createServer((request, response) => {
    const page = /^\/(\d+)\.html$/.exec(request.url ?? "")?.[1];
    if (page !== undefined) served += 1;
    const body = `<title>page ${page} of ${request.headers.host}</title>${"text ".repeat(Number(page) % 97)}`;
    setTimeout(() => {
      response.writeHead(page === undefined ? 404 : 200, { "content-type": "text/html" }).end(body);
    }, SLOWEST_MS * Math.random());
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  const paths = Array.from({ length: pages }, (_, page) => `/${page}.html`);
  const given = HOSTS.flatMap((host) => paths.map((path) => `http://${host}:${port}${path}`));
  const list = join(work, "list.txt");
  writeFileSync(list, given.join("\n"));
  const archive = join(work, "archive");
  try {
    const kills = { left: count };
    await Promise.all(WORKERS.map((name) => livesOf(name, list, archive, kills)));
    const done = count - kills.left;
    const code = await new Promise((resolve) =>
      started(list, archive, ["--workers", "2"]).once("exit", resolve),
    );
    if (code !== 0) throw new Error(`after ${done} kills it ended with ${code}`);
    await compare(archive, given.length, done);
    // What was under way when a worker was killed may be asked for once more by the other one, one page for each host.
    if (served > given.length + done * HOSTS.length)
      throw new Error(`${served} requests for ${given.length} pages and ${done} kills`);
    return `${done} kills, ${given.length} pages: all are there, ${served - given.length} asked for once more`;
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

async function compare(archive: string, given: number, kills: number): Promise<void> {
  const { addresses, faults } = await verifyArchive(archive);
  const kept =
    readFileSync(join(archive, "manifest.csv"), "utf8").match(/,(?:fetched|duplicate),/g)?.length ?? 0;
  if (addresses !== given || kept !== given || faults.length > 0)
    throw new Error(`${kills} kills: ${kept} of ${addresses} addresses are kept: ${faults.join("; ")}`);
}

/** Begins a worker anew each time that it was killed; ends where none is left to be killed, or nothing to be done. */
async function livesOf(name: string, list: string, archive: string, kills: { left: number }): Promise<void> {
  while (kills.left > 0) {
    const child = started(list, archive, ["--worker", name]);
    const ended = new Promise((resolve) => child.once("exit", resolve));
    const timer = setTimeout(() => child.kill("SIGKILL"), LEAST_LIFE + LIFE * Math.random());
    await ended;
    clearTimeout(timer);
    if (child.signalCode === null) return;
    kills.left -= 1;
  }
}

function started(list: string, archive: string, flags: readonly string[]) {
  const allowed = HOSTS.flatMap((host) => ["--allow-host", host]);
  const always = ["--resume", "--claims-expire", "2", "--delay", "0", "--quiet", ...allowed];
  return spawn(process.execPath, [GONGKAI, "fetch", list, "-o", archive, ...always, ...flags], {
    stdio: "ignore",
  });
}
