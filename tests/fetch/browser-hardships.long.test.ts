// What may befall a crawl with a browser: pages that kill it, workers side by side, another run over what one left, and archives of
// what was drawn as others read them.
import { spawnSync } from "node:child_process";
import { createReadStream, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { WARCParser } from "warcio";
import { Browser } from "../../src/fetch/browser/browser.ts";
import { installedBrowser } from "../../src/fetch/browser/engine.ts";
import type { Mode } from "../../src/fetch/crawl-plan.ts";
import { type Ran, Session, type SessionPlan, verdictOf } from "../../src/fetch/session.ts";
import { verifyArchive } from "../../src/fetch/verify.ts";
import { packWacz } from "../../src/fetch/wacz.ts";
import { crawlSite, OPTIONS, report } from "./crawl-site.ts";

const isMissing = installedBrowser() === null;
const CHECKER = fileURLToPath(new URL("check-warc.py", import.meta.url));
const hasPython = spawnSync("python3", ["--version"]).status === 0;
const HOSTS = ["127.0.0.2", "127.0.0.3", "127.0.0.4"];
const TITLE = (year: number) => `柳溪县${year}年政府信息公开工作年度报告`;
/** A list that a script draws of data; what the data is called only the script knows. */
const LIST =
  '<title>政府信息公开年报</title><body><script type="text/javascript" src="/draw.js"></script></body>';
const DRAW = `addEventListener("load", async () => {
  const d = await (await fetch("/rows")).json();
  for (const [n, y] of d) { const a = document.createElement("a"); a.href = "/r/" + y; a.textContent = n; document.body.appendChild(a); }
});`;
let folder = "";
let server: Server;
let port = 0;
let asked: string[] = [];
/** Years that the data tells of; null where it is not to be had. */
let years: number[] | null = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "hardships-"));
  asked = [];
  years = [2023, 2022];
  server = createServer((request, response) => {
    const { url = "", headers } = request;
    if (url !== "/robots.txt") asked.push(`${headers.host?.split(":")[0]}${url}`);
    const year = /^\/r\/(\d+)$/.exec(url)?.[1];
    if (url === "/rows" && years !== null) response.end(JSON.stringify(years.map((y) => [TITLE(y), y])));
    else if (url === "/draw.js") response.writeHead(200, { "content-type": "text/javascript" }).end(DRAW);
    else if (url === "/nb" || year)
      response
        .writeHead(200, { "content-type": "text/html; charset=utf-8" })
        .end(year ? report(`${TITLE(Number(year))}`, `<p>${headers.host}</p>`) : LIST);
    else response.writeHead(url === "/rows" ? 500 : 404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  port = (server.address() as AddressInfo).port;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
});

async function crawl(hosts: readonly string[], mode: Mode, more: Partial<SessionPlan> = {}): Promise<Ran> {
  const session = await Session.open(
    {
      archive: folder,
      addresses: hosts.map((host) => `http://${host}:${port}/nb`),
      mode,
      crawl: { ...OPTIONS, concurrency: 1 },
      agentName: "gongkai",
      allowed: new Set(hosts),
      browser: null,
      ...more,
    },
    { onEntry: () => undefined },
  );
  if (mode === "account") await session.join();
  return session.run();
}

describe.skipIf(isMissing)("a crawl with a browser", () => {
  test("loses a page that kills the browser, and nothing else", async () => {
    const browser = new Browser(null, "gongkai", { milliseconds: 6000, megabytes: 64 });
    try {
      const { entries, kept, coverage } = await crawlSite(
        {
          "/list": `<title>政府信息公开年报</title><a href="/kills">${TITLE(2021)}</a><a href="/fills">${TITLE(2022)}</a><a href="/shown">${TITLE(2023)}</a>`,
          "/kills":
            "<body><script>const all = []; for (;;) all.push(new Array(1e6).fill(0.5));</script></body>",
          // Beside what is held as objects there is a bound as well.
          "/fills":
            "<body><script>const all = []; for (;;) all.push(new Uint8Array(1e8).fill(1));</script></body>",
          "/shown": `<body><script>document.body.innerHTML = "<h1>${TITLE(2023)}</h1><p>" + "本机关依据条例编制报告。".repeat(60);</script></body>`,
        },
        ["/list"],
        { browser },
      );
      expect(entries.get("/kills")).toMatchObject({ outcome: "failed", reason: "browser-crash" });
      expect(entries.get("/fills")).toMatchObject({ outcome: "failed", reason: "challenge" });
      expect(kept).toContain("/shown");
      expect(coverage).toContainEqual(expect.objectContaining({ state: "gap", missing: 2 }));
    } finally {
      await browser.close();
    }
  });

  test("is shared by workers: each host is drawn by one of them, and all is one archive", async () => {
    const times = { expires: 5000, poll: 10 };
    await Promise.all(["one", "two"].map((name) => crawl(HOSTS, "changes", { worker: { name, times } })));
    const all = HOSTS.flatMap((host) =>
      ["/nb", "/draw.js", "/rows", "/r/2023", "/r/2022"].map((path) => host + path),
    );
    expect(asked.sort()).toEqual(all.sort());
    const whole = await crawl(HOSTS, "account");
    expect(verdictOf(whole)).toBe(0);
    expect(asked).toHaveLength(all.length);
    expect((await verifyArchive(folder)).faults).toEqual([]);
  });

  test("is gone on with: what was missing is drawn once it is there, and what a dataset knows for no report is asked for anew", async () => {
    const [host = ""] = HOSTS;
    years = null;
    expect(verdictOf(await crawl([host], "changes"))).toBe(1);
    years = [2023];
    const again = await crawl([host], "retry");
    expect(verdictOf(again)).toBe(0);
    expect([...again.entries.values()].filter(({ kind }) => kind === "report")).toHaveLength(1);

    // The list is known as it was drawn: only the report that is none is asked for.
    const dataset = join(folder, "dataset");
    mkdirSync(dataset);
    const row = `http://${host}:${port}/r/2023,failed,`;
    writeFileSync(join(dataset, "reports.csv"), `source,status,doubt\n${row}\n`);
    asked = [];
    const third = await crawl([host], "retry", { dataset });
    expect(asked).toEqual([`${host}/r/2023`]);
    expect([...third.ended].at(-1)).toMatchObject({ outcome: "failed", reason: "no-report" });
  });

  test("keeps what it drew as records that other readers take for what they are", async () => {
    const [host = ""] = HOSTS;
    await crawl([host], "changes", { keeping: { facts: [["software", "gongkai"]] } });
    const warcs = readdirSync(folder).filter((name) => name.endsWith(".warc.gz"));
    const found: string[] = [];
    for (const warc of warcs) {
      const stream = createReadStream(join(folder, warc)) as AsyncIterable<Uint8Array>;
      for await (const record of WARCParser.iterRecords(stream)) {
        const text = (await record.contentText()) ?? "";
        if (record.warcType === "response" || record.warcType === "conversion")
          found.push(
            `${record.warcType} ${new URL(record.warcTargetURI ?? "").pathname} ${text.includes(TITLE(2023))}`,
          );
      }
    }
    expect(found).toContain("response /nb false");
    expect(found).toContain("conversion /nb true");
    if (!hasPython) return;
    const wacz = join(folder, "archive.wacz");
    await packWacz(folder, wacz, "gongkai");
    const check = spawnSync("python3", [CHECKER, join(folder, "index.cdxj"), folder, wacz], {
      encoding: "utf8",
    });
    expect(check.stderr).toBe("");
    const [counts = "", ...faults] = check.stdout.trim().split("\n").reverse();
    expect(faults).toEqual([]);
    expect(JSON.parse(counts)).toMatchObject({ warcinfo: 1, conversion: 1 });
  });
});
