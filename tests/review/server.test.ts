// Who is let in, what a crash leaves, and how the queue is searched: requests as a program makes them.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Ledger, ledgerPath } from "../../src/decisions/ledger.ts";
import type { Served } from "../../src/review/serve.ts";
import type { DocumentAnswer, Draft, QueueAnswer } from "../../src/review/wire.ts";
import { GONGKAI } from "../builders/command.ts";
import { datasetOf, type Made, numberOf, serveDataset } from "./desk.ts";

let made: Made;
let served: Served;
let listed: boolean;
beforeAll(async () => {
  made = await datasetOf(["2021-html-plain", "2021-html-broken-sum", "2021-txt-glued"]);
  listed = existsSync(join(made.dataset, ".gongkai", "records.index"));
  served = await serveDataset(made.dataset);
});
afterAll(() => served.close());

test("the run that made the dataset left the list that the page opens with", () => {
  expect(listed).toBe(true);
});

type Headers = Readonly<Record<string, string>>;

function ask(
  path: string,
  headers: Headers = {},
  body?: string,
): Promise<{ status: number; headers: object }> {
  const { hostname, port } = new URL(served.address);
  return new Promise((resolve, reject) => {
    const method = body === undefined ? "GET" : "POST";
    const sent = request({ hostname, port, path, method, headers }, (answer) => {
      answer.resume();
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers }));
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

test("only a page of this server with the token of this start is let in", async () => {
  const { pathname, host, origin, port } = new URL(served.address);
  const json = { "Content-Type": "application/json" };
  expect((await ask(pathname)).status).toBe(200);
  expect((await ask(pathname, { Host: `evil.example:${port}` })).status).toBe(421);
  expect((await ask("/")).status).toBe(404);
  expect((await ask(`/${"x".repeat(32)}/api/queue`)).status).toBe(404);
  expect((await ask(`${pathname}api/queue`, { "Sec-Fetch-Site": "cross-site" })).status).toBe(403);
  const write = `${pathname}api/decisions`;
  for (const headers of [
    { ...json },
    { ...json, Origin: "null" },
    { ...json, Origin: "http://evil.example" },
  ])
    expect((await ask(write, { Host: host, ...headers }, "{}")).status).toBe(403);
  expect((await ask(write, { Host: host, Origin: origin, "Content-Type": "text/plain" }, "{}")).status).toBe(
    403,
  );
  expect((await ask(write, { Host: host, Origin: origin, ...json }, "{}")).status).toBe(404);
  for (const path of [
    "files/page/../../../package.json",
    "files/page/%2e%2e/%2e%2e/cli/main.js",
    "files/etc/passwd",
  ])
    expect((await ask(pathname + path)).status).toBe(404);
});

test("a source is served with a policy that forbids everything", async () => {
  const n = await numberOf(served.address, "2021-html-plain");
  for (const path of [`source/${n}`, `source/${n}?seen=1`, `bytes/${n}`, "source/99", "api/queue"]) {
    const answer = await ask(new URL(served.address).pathname + path);
    expect(answer.headers).toMatchObject({
      "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox allow-same-origin",
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
    });
  }
});

test("the queue is worst first, and is searched and filtered", async () => {
  const queue = async (query: string) =>
    (await (await fetch(`${served.address}api/queue?${query}`)).json()) as QueueAnswer;
  const all = await queue("");
  expect(all.rows.map(({ source }) => source.replace(/\..*/, ""))).toEqual([
    "2021-txt-glued",
    "2021-html-broken-sum",
    "2021-html-plain",
  ]);
  expect((await queue("open=1")).total).toBe(2);
  expect((await queue("status=clean")).total).toBe(1);
  expect((await queue("doubt=relations-fail")).total).toBe(1);
  expect((await queue("year=1999")).total).toBe(0);
  expect((await queue("text=glued")).total).toBe(1);
  expect((await queue("limit=1&offset=1")).rows).toMatchObject([{ source: "2021-html-broken-sum.html" }]);
});

test("a decision about other bytes or with a mistake is refused, and nothing is kept", async () => {
  const n = await numberOf(served.address, "2021-html-plain");
  const { report } = (await (await fetch(`${served.address}api/documents/${n}`)).json()) as DocumentAnswer;
  const { origin } = new URL(served.address);
  const send = (decisions: unknown) =>
    fetch(`${served.address}api/decisions`, {
      method: "POST",
      headers: { Origin: origin, "Content-Type": "application/json" },
      body: JSON.stringify({ n, decisions }),
    });
  const good = {
    about: "document",
    sha256: report.sha256,
    read: { status: report.status },
    decided: "not_a_report",
    by: "Li",
    why: "",
    over: [],
  };
  for (const bad of [[], [{ ...good, sha256: "0".repeat(64) }], [good, { ...good, by: "" }], "no"])
    expect((await send(bad)).status).toBe(400);
  expect(new Ledger(ledgerPath(made.dataset)).all()).toEqual([]);
});

test("a decision that was answered survives the end of the program at once", async () => {
  const child = spawn(process.execPath, [GONGKAI, "review", made.dataset, "--as", "Wang"]);
  const address = await new Promise<string>((resolve) =>
    child.stdout.once("data", (data: Buffer) => resolve(data.toString().trim())),
  );
  const n = await numberOf(address, "2021-html-plain");
  const { report } = (await (await fetch(`${address}api/documents/${n}`)).json()) as DocumentAnswer;
  const draft: Draft = {
    about: "identity",
    sha256: report.sha256,
    field: "year",
    read: report.identity.year?.value ?? null,
    decided: "2022",
    by: "Wang",
    why: "",
    over: [],
  };
  const answer = await fetch(`${address}api/decisions`, {
    method: "POST",
    headers: { Origin: new URL(address).origin, "Content-Type": "application/json" },
    body: JSON.stringify({ n, decisions: [draft] }),
  });
  expect(answer.status).toBe(200);
  child.kill("SIGKILL");
  expect(new Ledger(ledgerPath(made.dataset)).of(report.sha256)).toMatchObject([{ decided: "2022" }]);
});
