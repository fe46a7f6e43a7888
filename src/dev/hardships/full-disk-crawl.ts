// A crawl of two workers on a file system that is too small for it, which then grows: nothing of what was had is lost, and
// what was not had is fetched.
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { verifyArchive } from "../../fetch/verify.ts";
import { onSmallDisk, type Resize } from "./small-disk.ts";

const GONGKAI = fileURLToPath(new URL("../../../bin/gongkai.js", import.meta.url));
const HOSTS = ["127.0.0.1", "127.0.0.2", "127.0.0.3", "127.0.0.4"];
const PAGES = 12;
/** Of what does not pack: an archive of all pages has 768 kB and what is told of them. */
const PAGE_BYTES = 8_000;
const LEAST_KB = 60;
const GROWTH = 1.17;
const FULL = /no space is left on the disk/;

/** @returns also when no file system can be mounted here, saying so */
export async function fullDiskCrawl(work: string, count: number): Promise<string> {
  const bodies = new Map<string, string>();
  for (let page = 0; page < PAGES; page += 1) bodies.set(`/${page}.html`, pageOf(page));
  const server = createServer((request, response) => {
    const body = bodies.get(request.url ?? "");
    response.writeHead(body ? 200 : 404, { "content-type": "text/html" }).end(body ?? "");
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  const given = HOSTS.flatMap((host) => [...bodies.keys()].map((path) => `http://${host}:${port}${path}`));
  const list = join(work, "list.txt");
  writeFileSync(list, given.join("\n"));
  try {
    return await onSmallDisk(work, (mount, resize) =>
      crawled(list, given, join(mount, "archive"), resize, count),
    );
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

async function crawled(
  list: string,
  given: readonly string[],
  archive: string,
  resize: Resize,
  count: number,
): Promise<string> {
  let stopped = 0;
  for (let number = 0; number < count; number += 1) {
    const size = `${Math.round(LEAST_KB * GROWTH ** number)}k`;
    resize(size);
    const first = await fetched(list, archive);
    if (first.code !== 0) {
      stopped += 1;
      if (!FULL.test(first.told) || /^\s+at /m.test(first.told))
        throw new Error(`${size}: ended with ${first.code}: ${first.told}`);
    }
    resize("256m");
    const again = await fetched(list, archive);
    if (again.code !== 0) throw new Error(`${size}: with room it ended with ${again.code}: ${again.told}`);
    const { addresses, faults } = await verifyArchive(archive);
    const kept =
      readFileSync(join(archive, "manifest.csv"), "utf8").match(/,(?:fetched|duplicate),/g)?.length ?? 0;
    if (addresses !== given.length || kept !== given.length || faults.length > 0)
      throw new Error(`${size}: ${kept} of ${addresses} addresses are kept: ${faults.join("; ")}`);
    rmSync(archive, { recursive: true });
  }
  return `${count} sizes, ${stopped} of them too small: told each time, and all ${given.length} pages were there once there was room`;
}

function fetched(
  list: string,
  archive: string,
): Promise<{ readonly code: number | null; readonly told: string }> {
  const allowed = HOSTS.flatMap((host) => ["--allow-host", host]);
  const flags = ["--resume", "--workers", "2", "--claims-expire", "2", "--delay", "0", "--quiet", ...allowed];
  const child = spawn(process.execPath, [GONGKAI, "fetch", list, "-o", archive, ...flags], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let told = "";
  child.stderr.on("data", (piece: Buffer) => {
    told += piece.toString("utf8");
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, told }));
  });
}

function pageOf(page: number): string {
  return `<html><title>page ${page}</title><body>${randomBytes(PAGE_BYTES).toString("latin1").replace(/[<&]/g, "x")}</body></html>`;
}
