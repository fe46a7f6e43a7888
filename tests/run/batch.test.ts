// Whole runs as users start them: child processes of the built command line, on documents written here.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "csv-parse/sync";
import { zipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listSamples } from "../../src/dev/sample-files.ts";
import { loadPipeline } from "../../src/run/pipeline.ts";
import { openExtractor } from "../../src/run/pool.ts";
import { GONGKAI } from "../builders/command.ts";
import { heldBytes } from "../builders/garbage.ts";
import { oneOfEachKind } from "../samples.ts";

const PIPELINE = fileURLToPath(new URL("../../pipelines/disclosure/pipeline.yaml", import.meta.url));
const FILES = [
  "cells.csv",
  "reports.csv",
  "checks.csv",
  "other_tables.csv",
  "prose.csv",
  "reports.jsonl",
  "codebook.csv",
  "run.json",
  "report.schema.json",
];
let work = "";
let documents = "";
/** The bytes of an undisturbed run in one process, whose folder is `plain`. */
let plain: readonly string[] = [];

beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), "batch-"));
  documents = join(work, "documents");
  mkdirSync(documents);
  for (const { folder, source, name } of [...oneOfEachKind(), ...listSamples("broken")]) {
    cpSync(join(folder, source), join(documents, `${name}${source.slice(source.lastIndexOf("."))}`));
  }
  if (extract("plain", "--workers", "0").status !== 1) throw new Error("the run itself failed");
  plain = bytesOf(join(work, "plain"));
});
afterAll(() => rmSync(work, { recursive: true }));

const run = (...args: string[]) => spawnSync(process.execPath, [GONGKAI, ...args], { encoding: "utf8" });
const bytesOf = (folder: string) => FILES.map((file) => readFileSync(join(folder, file), "utf8"));
const extract = (out: string, ...flags: string[]) =>
  run("extract", documents, "-o", join(work, out), ...flags);

test("the same bytes for any number of processes, and nothing read twice", () => {
  expect(extract("w3", "--workers", "3").status).toBe(1);
  expect(bytesOf(join(work, "w3"))).toEqual(plain);
  // Otherwise the dataset would stand as it is.
  rmSync(join(work, "w3", "cells.csv"));
  const again = extract("w3", "--workers", "3");
  expect(again.stderr).toMatch(/were read by an earlier run/);
  expect(bytesOf(join(work, "w3"))).toEqual(plain);
});

test("killed at any moment, the same command goes on to the same bytes", async () => {
  const out = join(work, "killed");
  const state = join(out, ".gongkai", "records");
  const size = () =>
    existsSync(state)
      ? readdirSync(state).reduce(
          (sum, name) => sum + (statSync(join(state, name), { throwIfNoEntry: false })?.size ?? 0),
          0,
        )
      : 0;
  for (const kept of [1, 40_000, 120_000]) {
    const child: ChildProcess = spawn(process.execPath, [
      GONGKAI,
      "extract",
      documents,
      "-o",
      out,
      "--workers",
      "1",
    ]);
    await new Promise<void>((resolve) => {
      const look = setInterval(() => {
        if (child.exitCode === null && size() < kept) return;
        clearInterval(look);
        child.kill("SIGKILL");
        resolve();
      }, 5);
    });
    await new Promise((resolve) =>
      child.exitCode === null && child.signalCode === null ? child.once("exit", resolve) : resolve(null),
    );
    expect(existsSync(join(out, "cells.csv"))).toBe(false);
  }
  expect(run("extract", documents, "-o", out, "--workers", "1").status).toBe(1);
  expect(bytesOf(out)).toEqual(plain);
});

describe("a document that asks too much costs its own line", () => {
  const greedy = () => {
    const folder = join(work, "greedy");
    mkdirSync(folder, { recursive: true });
    const [sample] = listSamples("documents");
    if (sample) cpSync(join(sample.folder, sample.source), join(folder, `good${sample.source.slice(6)}`));
    const rows = "<tr><td>x</td><td>1</td><td>2</td></tr>".repeat(400_000);
    writeFileSync(join(folder, "big.html"), `<html><table>${rows}</table></html>`);
    for (let index = 0; index < 8; index += 1)
      writeFileSync(join(folder, `small${index}.txt`), `text ${index}`);
    return folder;
  };

  test("memory", () => {
    const out = join(work, "limit-memory");
    expect(run("extract", greedy(), "-o", out, "--workers", "2", "--memory", "64").status).toBe(1);
    const lines = readFileSync(join(out, "reports.csv"), "utf8").trim().split("\r\n");
    expect(lines.length).toBe(11);
    const told = lines.filter((line) => line.includes("too-large: it took more than 64 MB of memory"));
    expect(told.map((line) => line.split(",")[1])).toEqual(["big.html"]);
    expect(lines.some((line) => line.includes(",good.") && line.includes(",clean,"))).toBe(true);
  });

  test("time: what is over it is given up, and another document is read", async () => {
    const pipeline = loadPipeline(PIPELINE);
    const bytes = new TextEncoder().encode("text");
    const input = { source: "a.txt", bytes, sha256: "0".repeat(64), hints: {} };
    // No reader is loaded in a microsecond, so that the first document always runs out of time.
    const hasty = openExtractor(pipeline, { workers: 1, seconds: 0.001, megabytes: 512 });
    const patient = openExtractor(pipeline, { workers: 1, seconds: 600, megabytes: 512 });
    try {
      expect(await hasty.extract(input)).toMatchObject({
        report: { status: "failed", reasons: ["timeout: it took more than 0.001 seconds"] },
        passing: true,
      });
      expect((await patient.extract(input)).report.status).toBe("not_a_report");
      const extracted = async () => {
        const one = { ...input, bytes: input.bytes.slice() };
        await patient.extract(one);
        return new WeakRef(one.bytes);
      };
      const read = await extracted();
      await heldBytes();
      expect(read.deref(), "bytes of a document that was read are let go of").toBeUndefined();
    } finally {
      await Promise.all([hasty.close(), patient.close()]);
    }
  });
});

test("--retry reads only what failed", () => {
  cpSync(join(work, "plain"), join(work, "retried"), { recursive: true });
  const { stdout } = extract("retried", "--workers", "0", "--retry", "--json");
  const told = JSON.parse(stdout) as { documents: number; reused: number; byStatus: { failed: number } };
  expect(told.byStatus.failed).toBeGreaterThan(5);
  expect(told.reused).toBe(told.documents - told.byStatus.failed);
  expect(bytesOf(join(work, "retried"))).toEqual(plain);
});

test("a run that breaks a bound of its pipeline says which, by its own exit code", () => {
  const folder = join(work, "pipeline");
  cpSync(fileURLToPath(new URL("../../pipelines/disclosure", import.meta.url)), folder, { recursive: true });
  const file = join(folder, "pipeline.yaml");
  writeFileSync(file, `${readFileSync(file, "utf8")}\nverdict: { most_failed: 0.05, least_documents: 10 }\n`);
  // The forms are the same, so that what was read is still good.
  cpSync(join(work, "plain"), join(work, "verdict"), { recursive: true });
  const { status, stderr } = run(
    "extract",
    documents,
    "-o",
    join(work, "verdict"),
    "-p",
    file,
    "--workers",
    "0",
  );
  expect(status).toBe(3);
  expect(stderr).toMatch(/were read by an earlier run/);
  expect(stderr).toMatch(/failed documents: \d+ of \d+ is more than 5.0 %/);
});

test("pages are joined with their attachments, copies with the original, versions with each other", () => {
  const folder = join(work, "kin");
  mkdirSync(join(folder, "site"), { recursive: true });
  const sample = (name: string, file: string) =>
    readFileSync(fileURLToPath(new URL(`../../samples/documents/${name}/${file}`, import.meta.url)));
  writeFileSync(
    join(folder, "site/p.html"),
    "<h1>青石县2023年政府信息公开工作年度报告</h1><p>全文见附件。</p><a href='a/r.docx'>附件</a>",
  );
  mkdirSync(join(folder, "site/a"));
  writeFileSync(join(folder, "site/a/r.docx"), sample("2021-docx-plain", "source.docx"));
  const html = sample("2021-html-plain", "source.html");
  writeFileSync(join(folder, "one.html"), html);
  writeFileSync(join(folder, "two.html"), `${html}\n<!-- on another server -->`);
  writeFileSync(join(folder, "zip.zip"), zipSync({ "one.html": new Uint8Array(html) }));
  const out = join(work, "kin-out");
  run("extract", folder, "-o", out, "--workers", "0");
  const [head = [], ...lines] = parse(readFileSync(join(out, "reports.csv")), { bom: true }) as string[][];
  const kin = Object.fromEntries(
    lines.map((line) => [
      line[head.indexOf("source")],
      line.slice(head.indexOf("duplicate_of"), head.indexOf("captured_at")),
    ]),
  );
  expect(kin).toEqual({
    "one.html": ["", "", ""],
    "site/a/r.docx": ["", "site/p.html", ""],
    "site/p.html": ["", "", ""],
    "two.html": ["one.html", "", ""],
    "zip.zip!one.html": ["one.html", "", ""],
  });
  const records = readFileSync(join(out, "reports.jsonl"), "utf8").trim().split("\n");
  expect(records.map((line) => (JSON.parse(line) as { attachmentOf?: string }).attachmentOf)).toContain(
    "site/p.html",
  );
});

test("diff tells what changed between two runs, and nothing when nothing did", () => {
  const small = join(work, "small");
  mkdirSync(small);
  const page = (figure: string) =>
    `<h1>青石县教育局2023年政府信息公开工作年度报告</h1><table><tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr><tr><td>规章</td><td>1</td><td>0</td><td>4</td></tr><tr><td>行政规范性文件</td><td>${figure}</td><td>2</td><td>9</td></tr></table>`;
  writeFileSync(join(small, "a.html"), page("3"));
  run("extract", small, "-o", join(work, "before"), "--workers", "0");
  expect(run("diff", join(work, "before"), join(work, "before"))).toMatchObject({
    status: 0,
    stdout: "the runs say the same\n",
  });
  writeFileSync(join(small, "a.html"), page("5"));
  writeFileSync(join(small, "b.txt"), "none");
  run("extract", small, "-o", join(work, "after"), "--workers", "0");
  const csv = join(work, "changes.csv");
  const { status, stdout } = run("diff", join(work, "before"), join(work, "after"), "-o", csv);
  expect(status).toBe(1);
  expect(stdout).toContain(
    "value-changed: 1\n  a.html proactive_disclosure/normative_documents/issued: 3 → 5",
  );
  expect(stdout).toContain("document-new: 1\n  b.txt: nothing → not_a_report");
  expect(readFileSync(csv, "utf8")).toContain(
    "value-changed,a.html,proactive_disclosure,normative_documents,issued,3,5",
  );
  expect(run("diff", join(work, "before"), join(work, "nothing")).status).toBe(2);
});
