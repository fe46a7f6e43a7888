// The browser itself: where it is, how it is started so that nothing leaves it by itself, and how it ends.
// Must not know pages or who asks for them.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import type { Browser as Chromium } from "playwright-core";

/** There is no browser, or it does not start: the message says what to do. */
export class BrowserError extends Error {
  override readonly name = "BrowserError";
}

const PACKAGE = "playwright-core";
const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const START_MS = 60_000;
/** Megabytes of data that a process of the browser may have besides what scripts may hold as objects. */
const BESIDE_SCRIPTS = 1536;
/** Nobody listens there: what is not answered by us goes nowhere. */
const NOWHERE = "http://127.0.0.1:9";
const argumentsFor = (megabytes: number) => [
  "--host-resolver-rules=MAP * ~NOTFOUND",
  "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
  "--dns-prefetch-disable",
  "--no-pings",
  "--disable-gpu",
  `--js-flags=--max-old-space-size=${megabytes}`,
];

/** The first browser on the path of commands; null where there is none. */
export function installedBrowser(path = process.env["PATH"] ?? ""): string | null {
  const places = path.split(delimiter).filter((folder) => folder !== "");
  const found = NAMES.flatMap((name) => places.map((folder) => join(folder, name)));
  return found.find((file) => existsSync(file)) ?? null;
}

/**
 * @param executable null for the one that is installed
 * @param megabytes that the scripts of a page may hold
 * @throws BrowserError
 */
export async function startBrowser(executable: string | null, megabytes: number): Promise<Chromium> {
  const executablePath = executable ?? installedBrowser();
  if (executablePath === null)
    throw new BrowserError("no Chromium is installed: apt-get install chromium, or name one with --browser");
  const { chromium } = await load();
  const folder = mkdtempSync(join(tmpdir(), "gongkai-browser-"));
  try {
    return await chromium.launch({
      executablePath: bounded(executablePath, folder, megabytes + BESIDE_SCRIPTS),
      args: argumentsFor(megabytes),
      proxy: { server: NOWHERE },
      timeout: START_MS,
      // Its own walls do not stand where everything is permitted.
      chromiumSandbox: process.getuid?.() !== 0,
      // Who ends the run ends the browser.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    });
  } catch (error) {
    const [first = ""] = (error as Error).message.split("\n");
    throw new BrowserError(`${executablePath} does not start: ${first}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * The browser's own bound is for what scripts hold as objects; buffers stand beside it, and a page that fills them would take all
 * memory there is. The system bounds the data of each process that the browser starts, where there is one that can.
 */
function bounded(executable: string, folder: string, megabytes: number): string {
  if (process.platform !== "linux") return executable;
  const file = join(folder, "browser");
  const named = executable.replaceAll("'", "'\\''");
  writeFileSync(file, `#!/bin/sh\nulimit -d ${megabytes * 1024}\nexec '${named}' "$@"\n`, { mode: 0o700 });
  return file;
}

async function load(): Promise<typeof import("playwright-core")> {
  try {
    return await import("playwright-core");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_MODULE_NOT_FOUND") throw error;
    throw new BrowserError(`${PACKAGE} is not installed: npm install ${PACKAGE}`);
  }
}
