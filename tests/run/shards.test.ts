// A run parted among processes and put together again, beside the same run in one: real processes, one of them killed.
import { spawn, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { zipSync } from "fflate";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import { listSamples } from "../../src/dev/sample-files.ts";
import { loadPipeline } from "../../src/run/pipeline.ts";
import { isOf, ShardError, shardFrom } from "../../src/run/shard.ts";
import { GONGKAI } from "../builders/command.ts";

// As it is built: what records depend on is told by the files that run.
const { mergeShards } = (await import(
  new URL("../../dist/run/merge.js", import.meta.url).href
)) as typeof import("../../src/run/merge.ts");
const PIPELINE = fileURLToPath(new URL("../../pipelines/disclosure/pipeline.yaml", import.meta.url));
const SHARDS = [1, 2, 3];
const work = mkdtempSync(join(tmpdir(), "shards-"));
const documents = join(work, "documents");
const at = (number: number) => join(work, `shard-${number}`);
afterAll(() => rmSync(work, { recursive: true }));

const args = (number: number, workers = "0") => [
  "extract",
  documents,
  "-o",
  at(number),
  "--shard",
  `${number}/3`,
  "-w",
  workers,
];
const gongkai = (...given: string[]) =>
  spawnSync(process.execPath, [GONGKAI, ...given], { encoding: "utf8" });
const pipeline = loadPipeline(PIPELINE);
const merge = (out: string, numbers: readonly number[]) =>
  mergeShards(pipeline, numbers.map(at), join(work, out), () => undefined);
const filesIn = (folder: string) =>
  Object.fromEntries(
    readdirSync(join(work, folder))
      .filter((name) => name !== ".gongkai")
      .map((name) => [name, readFileSync(join(work, folder, name), "utf8")]),
  );

/** Starts a shard; with `kill`, ends it once its state is there. */
function shard(number: number, kill = false): Promise<number | null> {
  const child = spawn(process.execPath, [GONGKAI, ...args(number, "1")], { stdio: "ignore" });
  const state = join(at(number), ".gongkai", "records", "CURRENT");
  const look = kill ? setInterval(() => existsSync(state) && child.kill("SIGKILL"), 10) : undefined;
  return new Promise((resolve) =>
    child.once("exit", (code) => {
      clearInterval(look);
      resolve(code);
    }),
  );
}

beforeAll(() => {
  mkdirSync(documents);
  const names = ["2021-html-plain", "2021-txt-columns", "2019-html-plain"];
  const samples = listSamples("documents").filter(
    ({ name, source }) => names.includes(name) || source.endsWith(".md"),
  );
  for (const { folder, source, name } of [...samples, ...listSamples("broken")].slice(0, 12))
    cpSync(join(folder, source), join(documents, `${name}${source.slice(source.lastIndexOf("."))}`));
  // A copy, an archive, and a page that cannot be read.
  const [first] = samples;
  if (first) {
    const bytes = readFileSync(join(first.folder, first.source));
    writeFileSync(
      join(documents, "zz.zip"),
      zipSync({ "a.html": bytes, "b.txt": new Uint8Array([0x41]), "c.html": bytes }),
    );
  }
  for (let index = 0; index < 8; index += 1)
    writeFileSync(join(documents, `small${index}.txt`), `text ${index}`);
});

test("shards, one of them killed and begun anew, make the bytes of one run", async () => {
  const whole = gongkai("extract", documents, "-o", join(work, "whole"), "-w", "0");
  expect(whole.status).toBe(1);
  expect(await shard(2, true)).toBeNull();
  await expect(merge("early", [2])).rejects.toThrow("holds no finished shard");
  // What some documents are is told by the merge: a shard that is written is done.
  expect(await Promise.all(SHARDS.map((number) => shard(number)))).toEqual([0, 0, 0]);
  const merged = gongkai("merge", ...[3, 1, 2].map(at), "-o", join(work, "merged"));
  expect(merged.status).toBe(1);
  expect(filesIn("merged")).toEqual(filesIn("whole"));

  // A document that has gone, read by one shard only: its order is another one.
  rmSync(join(documents, "small0.txt"));
  const again = SHARDS.find((number) => isOf("small0.txt", { number, of: 3 })) ?? 0;
  expect(gongkai(...args(again)).status).toBe(0);
  await expect(merge("merged", SHARDS)).rejects.toThrow("was read from other documents");
  expect(filesIn("merged")).toEqual(filesIn("whole"));

  // The others keep their documents, and go on with what they have.
  const others = SHARDS.filter((number) => number !== again);
  for (const number of others)
    expect(gongkai(...args(number)).stderr).toContain("were read by an earlier run");
  const { summary } = await merge("less", SHARDS);
  expect(filesIn("less")["reports.jsonl"]?.trim().split("\n").length).toBe(summary.documents);
  expect(filesIn("less")["reports.csv"]).not.toContain("small0.txt");
});

test.each([
  [
    "a figure changed in a file of records",
    "shard.jsonl",
    /"bytes":\d/,
    '"bytes":9',
    "shard.jsonl: is damaged",
  ],
  ["another version", "shard.json", /"version": "./, '"version": "x', "was read by another version"],
  ["facts that are cut off", "shard.json", /"order[\s\S]*$/, "", "shard.json: is damaged"],
])("%s is refused, and nothing is written", async (_, name, from, to, told) => {
  const file = join(at(2), name);
  const text = readFileSync(file, "utf8");
  writeFileSync(file, text.replace(from, to));
  await expect(merge("no", SHARDS)).rejects.toThrow(told);
  writeFileSync(file, text);
  expect(existsSync(join(work, "no", "cells.csv"))).toBe(false);
});

test("all shards are wanted, each once", async () => {
  await expect(merge("no", [1, 3])).rejects.toThrow("1 of 3 shards are missing: 2");
  await expect(merge("no", [1, 2, 2, 3])).rejects.toThrow("is shard 2 of 3, as");
});

test("the files for launchers start the shard that they say", () => {
  const root = fileURLToPath(new URL("../../", import.meta.url));
  const bin = join(work, "bin");
  mkdirSync(bin);
  writeFileSync(join(bin, "gongkai"), `#!/bin/sh\nexec "${process.execPath}" "${GONGKAI}" "$@"\n`, {
    mode: 0o755,
  });
  const small = join(work, "small");
  mkdirSync(small);
  writeFileSync(join(small, "a.txt"), "text");
  const env = { ...process.env, PATH: `${bin}:${process.env["PATH"]}`, NODE_OPTIONS: "" };
  const slurm = {
    ARCHIVE: small,
    SHARDS: join(work, "slurm"),
    SLURM_ARRAY_TASK_ID: "2",
    SLURM_ARRAY_TASK_MAX: "40",
  };
  const run = spawnSync("bash", [join(root, "docs/machines/slurm.sh")], { env: { ...env, ...slurm } });
  expect(run.status).toBe(0);
  expect(JSON.parse(readFileSync(join(work, "slurm/2/shard.json"), "utf8"))).toMatchObject({
    number: 2,
    of: 40,
  });
  // The script of the pod, on folders of this machine.
  const job = parse(readFileSync(join(root, "docs/machines/kubernetes.yaml"), "utf8")) as {
    spec: {
      completions: number;
      template: { spec: { containers: { command: string[]; args: string[] }[] } };
    };
  };
  const [pod] = job.spec.template.spec.containers;
  const [shell = "", flag = ""] = pod?.command ?? [];
  const script = (pod?.args[0] ?? "")
    .replace("/shared/archive", small)
    .replace("/shared/shards", join(work, "pods"));
  const ended = spawnSync(shell, [flag, script], { env: { ...env, JOB_COMPLETION_INDEX: "39" } });
  expect(ended.status).toBe(0);
  const facts = JSON.parse(readFileSync(join(work, "pods/40/shard.json"), "utf8")) as object;
  expect(facts).toMatchObject({ number: 40, of: job.spec.completions });
});

test("parts of a run are told as k/n, and each document is of one", () => {
  expect(shardFrom("3/40")).toEqual({ number: 3, of: 40 });
  for (const text of ["0/4", "5/4", "1", "a/b", "1/0", "-1/4", "1/1000000"])
    expect(() => shardFrom(text)).toThrow(ShardError);
  const counts = Array.from({ length: 7 }, () => 0);
  for (let index = 0; index < 7_000; index += 1) {
    const of = counts.flatMap((_, part) =>
      isOf(`页/${index}.html`, { number: part + 1, of: 7 }) ? [part] : [],
    );
    expect(of.length).toBe(1);
    counts[of[0] as number] = (counts[of[0] as number] ?? 0) + 1;
  }
  expect(Math.min(...counts)).toBeGreaterThan(800);
});
