// What only the command shows: signals, what it keeps of how it was called, and the way from sources to a dataset.
import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { expect, test } from "vitest";
import { jobOf, keepJob } from "../../src/cli/fetch-job.ts";
import { GONGKAI } from "../builders/command.ts";
import { folder, openOwnSite, site } from "./own-site.ts";
import { page } from "./sites.ts";

openOwnSite();

const SAMPLES = fileURLToPath(new URL("../../samples/documents", import.meta.url));
const TITLE = "青石县2023年政府信息公开年报";
const gongkai = (...args: string[]) => spawn(process.execPath, [GONGKAI, ...args]);
const ended = (child: ChildProcess) =>
  new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
const written = (name: string) => readFileSync(join(folder, "archive", name), "utf8");
const FLAGS = {
  concurrency: "8",
  retries: "3",
  timeout: "60",
  allowHost: [],
  insecureHost: [],
  tlsMin: [],
  warcSize: "1000",
  claimsExpire: "120",
};

test("a run that is told to stop ends with everything written, and is gone on with by the archive's name", async () => {
  site.set("/two.html", page(`<a href="/a.html">${TITLE}</a><a href="/slow.html">${TITLE}</a>`));
  const archive = join(folder, "archive");
  const log = join(folder, "log.jsonl");
  const common = ["--delay", "0", "--allow-host", "127.0.0.1", "--log", log];
  const child = gongkai("fetch", `${site.base}/two.html`, "-o", archive, ...common);
  site.set("/slow.html", () => child.kill("SIGTERM"));
  expect(await ended(child)).toBe(1);
  expect(written("manifest.csv")).toContain("/a.html,fetched");
  expect(written("manifest.csv")).not.toContain("/slow.html");
  expect(written("index.cdxj").trim().split("\n").length).toBeGreaterThanOrEqual(2);
  expect(written("coverage.csv")).toContain(",gap,not-asked");
  expect(written("changes.csv")).toContain(`new,${site.base}/a.html`);
  const lines = readFileSync(log, "utf8").trim().split("\n");
  const told = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(told).toContainEqual(
    expect.objectContaining({ message: "asked", url: `${site.base}/a.html`, status: 200 }),
  );
  expect(told).toContainEqual(expect.objectContaining({ message: "ended", outcome: "fetched" }));
  site.set("/slow.html", page(`<h1>${TITLE}</h1>`));
  const asked = site.asked.length;
  expect(await ended(gongkai("fetch", "--resume", archive, "--allow-host", "127.0.0.1"))).toBe(0);
  expect(site.asked.slice(asked)).toContain("/slow.html");
  expect(site.asked.filter((path) => path === "/a.html")).toHaveLength(1);
  expect(written("coverage.csv")).not.toContain(",gap,");
});

test("a contact that nobody can go to is refused; what was given before stays an archive's", () => {
  const archive = join(folder, "archive");
  const list = join(folder, "list.txt");
  writeFileSync(list, "# made for a test\nhttp://a.gov.cn/x #remark\n\nhttp://b.gov.cn/\n");
  expect(() => jobOf([list], { ...FLAGS, out: archive, contact: "a person" })).toThrow(/--contact/);
  expect(() => jobOf([list], FLAGS)).toThrow(/--out/);
  expect(() => jobOf([join(folder, "nothing.txt")], { ...FLAGS, out: archive })).toThrow(/no such file/);
  const first = jobOf([list, "http://c.gov.cn/"], {
    ...FLAGS,
    out: archive,
    contact: "a@example.org",
    delay: "5",
  });
  expect(first.addresses).toEqual(["http://a.gov.cn/x", "http://b.gov.cn/", "http://c.gov.cn/"]);
  keepJob(first);
  keepJob(jobOf(["http://d.gov.cn/"], { ...FLAGS, out: archive }));
  expect(jobOf([archive], FLAGS)).toMatchObject({
    addresses: [...first.addresses, "http://d.gov.cn/"],
    contact: "a@example.org",
    delay: 5,
  });
  // What says nothing new is not written anew.
  const file = join(archive, ".gongkai", "fetch.json");
  const { ino } = statSync(file);
  keepJob(jobOf(["http://b.gov.cn/", list], { ...FLAGS, out: archive }));
  expect(statSync(file).ino).toBe(ino);
  keepJob(jobOf(["http://b.gov.cn/"], { ...FLAGS, out: archive, delay: "7" }));
  expect(jobOf([archive], FLAGS)).toMatchObject({
    addresses: [...first.addresses, "http://d.gov.cn/"],
    delay: 7,
  });
});

test("from sources to a dataset with one pipeline file", async () => {
  const sample = (name: string) => readFileSync(join(SAMPLES, name, "source.html"));
  for (const name of ["2021-html-plain", "2019-html-plain"]) {
    site.set(`/site/${name}.html`, (_, response) => {
      response.writeHead(200, { "content-type": "text/html", "content-encoding": "br" });
      response.end(brotliCompressSync(sample(name)));
    });
  }
  site.set(
    "/site/index.html",
    page(
      '<a href="2021-html-plain.html">2021年政府信息公开年报</a><a href="2019-html-plain.html">2019年政府信息公开年报</a>',
    ),
  );
  const disclosure = fileURLToPath(new URL("../../pipelines/disclosure/", import.meta.url));
  const pipeline = join(folder, "mine.yaml");
  const forms = ["2021", "2019", "2014", "local"].map((edition) => `  - ${disclosure}forms/${edition}.yaml`);
  writeFileSync(
    pipeline,
    `name: mine
title: My sites
forms:
${forms.join("\n")}
conventions: ${disclosure}conventions.yaml
identity: ${disclosure}identity.yaml
fetch:
  rules: ${disclosure}fetch.yaml
  sources: [${site.base}/site/index.html]
  archive: archive
inputs:
  - path: archive/crawl.warc.gz
output: dataset
`,
  );
  expect(await ended(gongkai("fetch", pipeline, "--delay", "0", "--allow-host", "127.0.0.1"))).toBe(0);
  expect(await ended(gongkai("run", pipeline, "--workers", "0"))).toBe(0);
  const reports = readFileSync(join(folder, "dataset/reports.csv"), "utf8");
  expect(reports).toContain(`${site.base}/site/2021-html-plain.html`);
  const cells = readFileSync(join(folder, "dataset/cells.csv"), "utf8").split("\n");
  expect(
    cells.filter((line) => line.includes("2021-html-plain") && line.includes(",reported,")).length,
  ).toBeGreaterThan(100);
});
