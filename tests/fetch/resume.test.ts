// A run that goes on with an archive: what is there and leads nowhere costs no look at its line, and the account of it is the same.
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Archive } from "../../src/fetch/archive.ts";
import { Client } from "../../src/fetch/client.ts";
import { Crawl } from "../../src/fetch/crawl.ts";
import type { Mode } from "../../src/fetch/crawl-plan.ts";
import { manifestOf } from "../../src/fetch/manifest.ts";
import { OPTIONS, report } from "./crawl-site.ts";

const title = (year: number) => `湖滨区${year}年政府信息公开工作年度报告`;
const PAGES: Readonly<Record<string, string>> = {
  "/r/2021.html": report(title(2021)),
  "/r/2022.html": report(title(2022)),
  "/r/2023.html": report(title(2023)),
  "/r/none.html": report("湖滨区政府信息公开工作年度报告"),
  "/l.html": `<title>政府信息公开年报</title><ul>${[2023, 2024]
    .map((year) => `<li><a href="/r/${year}.html">${title(year)}</a></li>`)
    .join("")}</ul><p>共2条</p>`,
  "/r/2024.html": report(title(2024)),
  "/new.html": report(title(2020)),
};

let [folder, base] = ["", ""];
let asked: string[] = [];
const server = createServer((request, response) => {
  const path = request.url ?? "";
  if (path !== "/robots.txt") asked.push(path);
  const page = PAGES[path.split("?")[0] ?? ""];
  response.writeHead(page === undefined ? 404 : 200, { "content-type": "text/html; charset=utf-8" });
  response.end(page);
});
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "resume-"));
  asked = [];
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  rmSync(folder, { recursive: true });
  server.closeAllConnections();
  server.close();
});

const expected = [
  { site: null, issuer: "湖滨区", year: 2022, reports: 1 },
  { site: null, issuer: null, year: 2023, reports: 2 },
  { site: null, issuer: "别的区", year: 2022, reports: 1 },
];

async function run(paths: readonly string[], mode: Mode, meanwhile: () => void = () => undefined) {
  const client = new Client("gongkai", new Set(["127.0.0.1"]));
  const archive = await Archive.open(folder);
  asked = [];
  try {
    const crawl = new Crawl(client, archive, OPTIONS, { onEntry: () => undefined });
    meanwhile();
    await crawl.run(
      paths.map((path) => base + path),
      mode,
    );
    const { lists, gaps, ...rows } = crawl.coverage(expected);
    return { lists, gaps, rows: [...rows], asked };
  } finally {
    await client.close();
    await archive.close();
  }
}

test("the account of a run that found all there is that of the run that fetched it", async () => {
  const paths = [
    "/r/2023.html",
    "/r/none.html",
    // The same page again, one that leads on and names a report that is given, and one that is not to be had.
    "/r/2023.html?from=timeline",
    "/l.html",
    "/r/2021.html",
    "/gone.html",
    "/r/2022.html",
  ];
  const first = await run(paths, "changes");
  expect(first.asked).toHaveLength(7);
  expect(first.lists).toEqual({ whole: 5, gap: 0, unknown: 0 });
  expect(
    first.rows.map(({ list, year, expected, found }) => [list.replace(base, ""), year, expected, found]),
  ).toEqual([
    ["/l.html", "", 2, 2],
    ["/r/2021.html", "", 1, 1],
    ["/r/2022.html", "", 1, 1],
    ["/r/2023.html", "", 1, 1],
    ["/r/none.html", "", 1, 1],
    ["", "", 4, 4],
    ["", "2023", 1, 1],
    ["", "2024", 1, 1],
    ["", "2022", 1, 0],
    ["", "2023", 2, 1],
    ["", "2022", 1, 0],
  ]);
  for (const mode of ["resume", "retry", "account"] as const) {
    const again = await run(paths, mode);
    expect(again.asked).toEqual([]);
    expect({ ...again, asked: first.asked }).toEqual(first);
  }
});

test("of what is there and leads nowhere no line is looked at, and what is new is asked for", async () => {
  const known = ["/r/2021.html", "/r/2022.html", "/r/2023.html"];
  const before = await run(known, "changes");
  const path = manifestOf(folder);
  // Nothing could be read there any more.
  const spoil = () => writeFileSync(path, "x".repeat(statSync(path).size));
  const client = new Client("gongkai", new Set(["127.0.0.1"]));
  const archive = await Archive.open(folder);
  const crawl = new Crawl(client, archive, OPTIONS, { onEntry: () => undefined });
  spoil();
  asked = [];
  await crawl.run(
    [...known, "/new.html"].map((one) => base + one),
    "resume",
  );
  expect(asked).toEqual(["/new.html"]);
  expect([...crawl.coverage([])].slice(1, 4)).toEqual([...before.rows].slice(0, 3));
  await client.close();
  expect(await archive.close()).toBe(4);
  // Nor to write the lists anew, which would lack what could not be read.
  for (const list of ["manifest.csv", "index.cdxj"]) {
    const text = readFileSync(join(folder, list), "utf8");
    for (const one of [...known, "/new.html"]) expect(text).toContain(one);
  }
});

test("what is there counts for the year that it names, and for whom it is by", async () => {
  const archive = await Archive.open(folder);
  for (const year of [2022, 2022, 2023]) {
    const url = `${base}/kept/${archive.entries.size}.html`;
    const body = new TextEncoder().encode(report(title(year)));
    const response = { url, status: 200, headers: [], body, requestHeaders: {} };
    archive.keep({ url, kind: "given", depth: 0, leads: 0, title: title(year), year }, response, new Date());
  }
  await archive.close();
  const { rows, asked: none } = await run(["/kept/0.html", "/kept/1.html", "/kept/2.html"], "resume");
  expect(none).toEqual([]);
  expect(
    rows.slice(3).map(({ year, issuer, state, expected, found }) => [year, issuer, state, expected, found]),
  ).toEqual([
    ["2022", "", "whole", 2, 2],
    ["2023", "", "whole", 1, 1],
    ["2022", "湖滨区", "whole", 1, 2],
    ["2023", "", "gap", 2, 1],
    ["2022", "别的区", "gap", 1, 0],
  ]);
});
