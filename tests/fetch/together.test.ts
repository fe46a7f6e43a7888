// Several workers on one archive: nothing is asked twice, no host by two at a time, and what they had is one archive.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Mode } from "../../src/fetch/crawl-plan.ts";
import { manifestOf, proved } from "../../src/fetch/manifest.ts";
import { type Ran, Session, verdictOf } from "../../src/fetch/session.ts";
import { Claims, Life } from "../../src/fetch/together/claims.ts";
import { Team } from "../../src/fetch/together/team.ts";
import { verifyArchive } from "../../src/fetch/verify.ts";
import { OPTIONS, report } from "./crawl-site.ts";

const HOSTS = ["127.0.0.2", "127.0.0.3", "127.0.0.4", "127.0.0.5"];
const REPORTS = 4;
const TIMES = { expires: 5000, poll: 10 };
let folder = "";
let server: Server;
let port = 0;
/** What was asked of each host, and the most that was asked of one at the same time. */
let asked: string[] = [];
let most = 0;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "together-"));
  asked = [];
  most = 0;
  const busy = new Map<string, number>();
  server = createServer((request, response) => {
    const host = request.headers.host?.split(":")[0] ?? "";
    const path = request.url ?? "";
    busy.set(host, (busy.get(host) ?? 0) + 1);
    most = Math.max(most, busy.get(host) ?? 0);
    if (path !== "/robots.txt") asked.push(`${host}${path}`);
    setTimeout(() => {
      busy.set(host, (busy.get(host) ?? 0) - 1);
      answer(host, path, (status, body) =>
        response.writeHead(status, { "content-type": "text/html" }).end(body),
      );
    }, 2);
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  port = (server.address() as AddressInfo).port;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
});

/** A list of reports on each host; the last one is on the next host. */
function answer(host: string, path: string, say: (status: number, body: string) => void): void {
  const next = HOSTS[(HOSTS.indexOf(host) + 1) % HOSTS.length];
  const title = (number: number) => `青石县${2010 + number}年政府信息公开工作年度报告`;
  if (path === "/list.html") {
    const own = Array.from(
      { length: REPORTS },
      (_, number) => `<a href="/r${number}.html">${title(number)}</a>`,
    );
    say(200, `${own.join("")}<a href="http://${next}:${port}/of-${host}.html">${title(9)}</a>`);
  } else if (path === "/robots.txt") say(404, "");
  else say(200, report(`${host}${path} ${title(Number(/\d(?=\.html)/.exec(path)?.[0] ?? 9))}`));
}

async function work(name: string | null, mode: Mode = "changes"): Promise<Ran> {
  const session = await Session.open(
    {
      archive: folder,
      addresses: HOSTS.map((host) => `http://${host}:${port}/list.html`),
      mode: name === null ? "account" : mode,
      // As many hosts at a time as leave some to the others.
      crawl: { ...OPTIONS, concurrency: 1 },
      agentName: "gongkai",
      allowed: new Set(HOSTS),
      ...(name === null ? {} : { worker: { name, times: TIMES } }),
    },
    { onEntry: () => undefined },
  );
  if (name === null) await session.join();
  return session.run();
}
const everything = HOSTS.flatMap((host, at) => [
  `${host}/list.html`,
  ...Array.from({ length: REPORTS }, (_, number) => `${host}/r${number}.html`),
  `${HOSTS[(at + 1) % HOSTS.length]}/of-${host}.html`,
]).sort();

test("workers share the hosts, and their parts make one archive, night after night", async () => {
  const parts = await Promise.all([work("one"), work("two"), work("three")]);
  expect(asked.sort()).toEqual(everything);
  expect(most).toBe(1);
  expect(parts.filter(({ ended }) => [...ended].length > 0).length).toBeGreaterThan(1);

  const whole = await work(null);
  expect(asked).toHaveLength(everything.length);
  expect(verdictOf(whole)).toBe(0);
  expect(whole.entries.size).toBe(everything.length);
  expect([...whole.entries.values()].every(({ outcome }) => outcome === "fetched")).toBe(true);
  expect([...whole.coverage].filter(({ list }) => list !== "")).toHaveLength(HOSTS.length);
  expect(existsSync(join(folder, "workers/.claims"))).toBe(false);
  expect((await verifyArchive(folder)).faults).toEqual([]);
  const index = readFileSync(join(folder, "index.cdxj"), "utf8").trim().split("\n");
  expect(index.filter((line) => !line.includes("robots.txt"))).toHaveLength(everything.length);

  // How far each has joined is not believed where it is damaged.
  const joined = join(folder, ".gongkai/joined.json");
  writeFileSync(joined, readFileSync(joined, "utf8").replaceAll(/:(?=\d)/g, ":9"));

  // The next night everything is asked once more, and nothing has changed.
  asked = [];
  await Promise.all([work("two"), work("four")]);
  expect(asked.sort()).toEqual(everything);
  const again = await work(null);
  expect(verdictOf(again)).toBe(0);
  expect(readFileSync(join(folder, "changes.csv"), "utf8").trim().split("\n")).toHaveLength(1);
  expect((await verifyArchive(folder)).faults).toEqual([]);
});

test("what a worker left that is gone is done by another one; what it had is not asked for again", async () => {
  const dead = new Life(join(folder, "workers/.claims/alive"), "dead", TIMES);
  dead.begin();
  const claims = new Claims(join(folder, "workers/.claims/seeds"), dead);
  expect(claims.take(`${HOSTS[0]}:${port}`)).toBe("mine");
  const running = work("one");
  // It gives no sign of life any more.
  await new Promise((resolve) => setTimeout(resolve, 50));
  dead.end();
  await running;
  expect(asked.sort()).toEqual(everything);
  await work("two");
  expect(asked).toHaveLength(everything.length);
  expect(verdictOf(await work(null))).toBe(0);
});

test("a claim is one's own until it is let go of, done, or its owner is taken for dead", () => {
  const place = join(folder, "claims");
  const [one, two] = ["one", "two"].map((name) => {
    const life = new Life(join(folder, "alive"), name, TIMES);
    life.begin();
    return { life, claims: new Claims(place, life) };
  }) as [{ life: Life; claims: Claims }, { life: Life; claims: Claims }];
  expect(one.claims.take("a")).toBe("mine");
  expect(one.claims.take("a")).toBe("mine");
  expect(two.claims.take("a")).toBe("taken");
  one.claims.release("a");
  expect(two.claims.take("a")).toBe("mine");
  expect(one.claims.take("a")).toBe("taken");
  const gone = new Date(Date.now() - TIMES.expires * 2);
  utimesSync(join(folder, "alive/two"), gone, gone);
  expect(one.claims.take("a")).toBe("mine");
  // Whoever was taken for dead and was not, has lost it.
  expect(two.claims.take("a")).toBe("taken");
  two.claims.finish("a");
  expect(one.claims.take("a")).toBe("mine");
  one.claims.finish("a");
  expect(one.claims.take("a")).toBe("done");
  expect(two.claims.take("a")).toBe("done");
  one.life.end();
  two.life.end();
});

test("where a host cannot be claimed, a worker ends, and begins nothing more", async () => {
  mkdirSync(join(folder, "workers/.claims/hosts"), { recursive: true });
  // A file where the folder of claims has to be.
  writeFileSync(join(folder, "workers/.claims/hosts", HOSTS[0] as string), "");
  await expect(work("one")).rejects.toThrow(/ENOTDIR/);
  expect(asked).toEqual([]);
});

test("what a worker claimed before it was killed is nobody's once one of its name is at work again", () => {
  const lives = ["one", "one", "two"].map((name) => new Life(join(folder, "alive"), name, TIMES));
  const [killed, again, other] = lives.map((life) => ({
    life,
    claims: new Claims(join(folder, "claims"), life),
  }));
  killed?.life.begin();
  other?.life.begin();
  expect(killed?.claims.take("a")).toBe("mine");
  expect(other?.claims.take("a")).toBe("taken");
  again?.life.begin();
  expect(other?.claims.take("a")).toBe("mine");
  for (const life of lives) life.end();
});

test("a worker that was taken for dead and was not learns what was had meanwhile before it goes on", async () => {
  const { signal } = new AbortController();
  const [one, two] = ["one", "two"].map((name) => new Team(folder, name, TIMES)) as [Team, Team];
  const url = "http://a.gov.cn/r.html";
  await one.hold("a", signal);
  const gone = new Date(Date.now() - TIMES.expires * 2);
  utimesSync(join(folder, "workers/.claims/alive/one"), gone, gone);
  await two.hold("a", signal);
  expect(one.isHad(url)).toBe(false);
  mkdirSync(join(folder, "workers/two/.gongkai"), { recursive: true });
  const line = { outcome: "fetched", url, kind: "given", depth: 0, at: new Date().toISOString() };
  writeFileSync(manifestOf(join(folder, "workers/two")), `${proved(line)}\n`);
  two.idle("a");
  await one.hold("a", signal);
  expect(one.isHad(url)).toBe(true);
  one.end();
  two.end();
});
