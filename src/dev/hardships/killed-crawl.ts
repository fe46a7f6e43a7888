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
/** More than are answered from one kill to the next. */
const PAGES_A_KILL = 14;
const SLOWEST_MS = 25;
/** A worker dies after so many answers at most, whoever of the two got them. */
const MOST_ANSWERS = 12;
/** One of so many dies while it starts, and within so many milliseconds. */
const EARLY = 5;
const START_MS = 400;
/** Pages of each host that a kill may cost: what was under way, and what had come and was not on the disk yet. */
const LOST_A_HOST = 2;

export async function killedCrawl(work: string, count: number): Promise<string> {
  const pages = Math.ceil((count * PAGES_A_KILL) / HOSTS.length);
  const kills: Kills = { left: count, served: 0, awaited: [] };
  const server = createServer((request, response) => {
    const page = /^\/(\d+)\.html$/.exec(request.url ?? "")?.[1];
    if (page !== undefined) kills.served += 1;
    for (const { after, kill } of kills.awaited) if (after === kills.served) kill();
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
    await Promise.all(WORKERS.map((name) => livesOf(name, list, archive, kills)));
    const done = count - kills.left;
    // A third takes up what the dead left, once their claims are old.
    for (const flags of [
      ["--worker", "three", "--claims-expire", "2"],
      ["--workers", "2"],
    ]) {
      const code = await new Promise((resolve) => started(list, archive, flags).once("exit", resolve));
      if (code !== 0) throw new Error(`after ${done} kills it ended with ${code}`);
    }
    await compare(archive, given.length, done);
    const again = kills.served - given.length;
    if (again > done * HOSTS.length * LOST_A_HOST)
      throw new Error(`${again} pages asked for once more, ${done} kills`);
    return `${done} kills, ${given.length} pages: all are there, ${again} asked for once more`;
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

async function compare(archive: string, given: number, kills: number): Promise<void> {
  const { addresses, faults } = await verifyArchive(archive);
  // No two pages are alike: one that is told to be another one's duplicate would have been kept twice.
  const kept = readFileSync(join(archive, "manifest.csv"), "utf8").match(/,fetched,/g)?.length ?? 0;
  if (addresses !== given || kept !== given || faults.length > 0)
    throw new Error(`${kills} kills: ${kept} of ${addresses} addresses are kept: ${faults.join("; ")}`);
}

interface Kills {
  left: number;
  /** Pages answered, whoever asked for them. */
  served: number;
  readonly awaited: { readonly after: number; readonly kill: () => void }[];
}

/** Begins a worker anew each time that it was killed; ends where none is left to be killed, or nothing to be done. */
async function livesOf(name: string, list: string, archive: string, kills: Kills): Promise<void> {
  while (kills.left > 0) {
    // The other one is not killed in its stead.
    kills.left -= 1;
    const child = started(list, archive, ["--worker", name]);
    const ended = new Promise((resolve) => child.once("exit", resolve));
    const kill = () => child.kill("SIGKILL");
    kills.awaited.push({ after: kills.served + Math.ceil(MOST_ANSWERS * Math.random()), kill });
    const early = Math.random() < 1 / EARLY ? setTimeout(kill, START_MS * Math.random()) : undefined;
    await ended;
    clearTimeout(early);
    if (child.signalCode !== null) continue;
    kills.left += 1;
    return;
  }
}

function started(list: string, archive: string, flags: readonly string[]) {
  const allowed = HOSTS.flatMap((host) => ["--allow-host", host]);
  const always = ["--resume", "--delay", "0", "--quiet", ...allowed];
  return spawn(process.execPath, [GONGKAI, "fetch", list, "-o", archive, ...always, ...flags], {
    stdio: "ignore",
  });
}
