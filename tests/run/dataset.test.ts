// What may befall a dataset: another run at once, nothing to read, a broken bound, damaged state, a full disk. The last
// good one stays until the next is whole.
import { spawnSync } from "node:child_process";
import {
  cpSync,
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
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runBatch } from "../../src/run/batch.ts";
import { loadPipeline } from "../../src/run/pipeline.ts";
import { lockFolder } from "../../src/store/lock.ts";
import { State } from "../../src/store/state.ts";

const pipeline = loadPipeline(
  fileURLToPath(new URL("../../pipelines/disclosure/pipeline.yaml", import.meta.url)),
);
const FILES = ["cells.csv", "reports.csv", "checks.csv", "reports.jsonl", "run.json"];
let work = "";
let inputs = "";

beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), "dataset-"));
  inputs = join(work, "inputs");
  mkdirSync(inputs);
  const sample = (path: string) => fileURLToPath(new URL(`../../samples/documents/${path}`, import.meta.url));
  for (const name of ["2021-html-plain", "2019-html-plain", "2014-docx-plain"]) {
    const source = name.includes("docx") ? "source.docx" : "source.html";
    cpSync(sample(`${name}/${source}`), join(inputs, `${name}${source.slice(6)}`));
  }
  for (let index = 0; index < 20; index += 1)
    cpSync(join(inputs, "2021-html-plain.html"), join(inputs, `copy-${index}.html`));
}, 60_000);
afterAll(() => rmSync(work, { recursive: true }));

const run = (out: string, from = inputs, bounds = {}) =>
  runBatch({ ...pipeline, bounds }, [{ path: from }], out, () => undefined, { workers: 0 });
const filesOf = (out: string) => FILES.map((file) => readFileSync(join(out, file), "utf8"));

describe("the last good dataset stays", () => {
  test("when there is nothing to read", async () => {
    const out = join(work, "empty");
    await run(out);
    const good = filesOf(out);
    const nothing = join(work, "nothing");
    mkdirSync(nothing);
    expect((await run(out, nothing)).outcome).toBe("empty");
    expect(filesOf(out)).toEqual(good);
  });

  test("when the next one breaks a bound: that one is put aside", async () => {
    const out = join(work, "bound");
    await run(out);
    const good = filesOf(out);
    writeFileSync(join(work, "one.txt"), "text");
    const next = await run(out, join(work, "one.txt"), { leastDocuments: 10 });
    expect(next).toMatchObject({ outcome: "refused", folder: join(out, "refused") });
    expect(next.broken).toEqual(["documents: 1, at least 10 wanted"]);
    expect(filesOf(out)).toEqual(good);
    expect(readFileSync(join(out, "refused", "reports.csv"), "utf8")).toContain("one.txt");
    expect((await run(out)).outcome).toBe("written");
    expect(readdirSync(out)).not.toContain("refused");
  });

  test("when the switch to the next one was begun and not ended, it is ended", async () => {
    const out = join(work, "switch");
    await run(out);
    const good = filesOf(out);
    mkdirSync(join(out, ".gongkai", "ready"));
    for (const file of FILES.slice(2)) cpSync(join(out, file), join(out, ".gongkai", "ready", file));
    for (const file of FILES.slice(2)) writeFileSync(join(out, file), "of an older run");
    await run(out, join(work, "nothing"));
    expect(filesOf(out)).toEqual(good);
  });
});

test("one run at a time has an output folder", async () => {
  const out = join(work, "locked");
  const state = await State.open(join(out, ".gongkai", "records"), out);
  await expect(run(out)).rejects.toThrow(`${out}: another run is at work in it`);
  await state.close();
  expect((await run(out)).outcome).toBe("written");
});

test("damaged state is told, and never believed", async () => {
  const out = join(work, "damaged");
  await run(out);
  const good = filesOf(out);
  const records = join(out, ".gongkai", "records");
  // The store packs its log into tables when it is opened again.
  await run(out);
  let told = 0;
  const names = readdirSync(records).filter((name) => !/^(?:LOCK|LOG)/.test(name));
  for (const name of names) {
    const whole = readFileSync(join(records, name));
    for (const part of [0.2, 0.5, 0.8]) {
      const copy = join(work, "copy");
      cpSync(out, copy, { recursive: true });
      const bytes = Buffer.from(whole);
      const at = Math.floor(bytes.length * part);
      if (at < bytes.length) bytes[at] = (bytes[at] ?? 0) ^ 0x10;
      writeFileSync(join(copy, ".gongkai", "records", name), part === 0.8 ? bytes.subarray(0, at) : bytes);
      // Otherwise the dataset is good as it stands, and no record is asked for.
      rmSync(join(copy, "run.json"));
      const again = await run(copy);
      expect(again.outcome).toBe("written");
      expect(filesOf(copy)).toEqual(good);
      if (again.mended || again.reused < again.summary.documents) told += 1;
      rmSync(copy, { recursive: true });
    }
  }
  expect(told).toBeGreaterThan(0);
}, 120_000);

test("a dataset that a run would only write again stands; one that was touched, or asks for other documents, does not", async () => {
  const out = join(work, "standing");
  const written = (name = "cells.csv") => statSync(join(out, name)).ino;
  const first = await run(out);
  const [good, file] = [filesOf(out), written()];
  const again = await run(out);
  expect({ ...again, peak: 0 }).toEqual({ ...first, reused: first.summary.documents, peak: 0 });
  expect(written()).toBe(file);

  writeFileSync(join(out, "checks.csv"), "by another hand");
  expect((await run(out)).reused).toBe(first.summary.documents);
  expect(filesOf(out)).toEqual(good);
  expect(written()).not.toBe(file);

  // As many bytes, and others.
  const one = join(inputs, "copy-0.html");
  const text = readFileSync(one, "latin1");
  writeFileSync(one, text.replace(/>\d</, ">7<"), "latin1");
  const other = await run(out);
  expect(other.reused).toBe(first.summary.documents - 1);
  expect(filesOf(out)).not.toEqual(good);
  writeFileSync(one, text, "latin1");
  expect((await run(out)).reused).toBe(first.summary.documents);
  expect(filesOf(out)).toEqual(good);

  // What people decided since.
  const standing = written();
  mkdirSync(join(out, "review"));
  writeFileSync(join(out, "review", "decisions.jsonl"), "x\n");
  await run(out);
  expect(written()).not.toBe(standing);
});

test("records of other hints, bytes or versions are not taken for one another", async () => {
  const folder = join(work, "keys");
  const { Journal } = await import("../../src/run/journal.ts");
  const { failedReport } = await import("../../src/record/record.ts");
  const journal = await Journal.open(folder);
  const of = { source: "a", sha256: "1", hints: { charset: "gbk" } };
  await journal.keep(of, "v1", failedReport("a", "txt", "1", 1, "empty: nothing"));
  expect(journal.find(of, "v1")?.source).toBe("a");
  expect(journal.find(of, "v2")).toBeNull();
  expect(journal.find({ ...of, sha256: "2" }, "v1")).toBeNull();
  expect(journal.find({ ...of, hints: { charset: "utf-8" } }, "v1")).toBeNull();
  await journal.close();
});

const mount = join(tmpdir(), `full-${process.pid}`);
mkdirSync(mount);
const canMount =
  process.platform === "linux" &&
  spawnSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", mount]).status === 0;
if (!canMount) process.stderr.write("no small file system can be mounted here: a full disk is not tried\n");
afterAll(() => {
  if (canMount) spawnSync("umount", ["-l", mount]);
  rmSync(mount, { recursive: true, force: true });
});

test.runIf(canMount)(
  "a full disk stops the run with one sentence, and room again ends in an undisturbed run's bytes",
  async () => {
    const whole = join(work, "undisturbed");
    await run(whole);
    const sizes = [64, 256, 512, 1024, 3072];
    let stopped = 0;
    for (const size of sizes) {
      spawnSync("mount", ["-o", `remount,size=${size}k`, mount]);
      const out = join(mount, "out");
      const small = await run(out).catch((error: Error) => error);
      if (small instanceof Error) {
        stopped += 1;
        expect(small.message).toBe(
          `${small.message.split(":")[0]}: cannot be written: no space is left on the disk`,
        );
      }
      spawnSync("mount", ["-o", "remount,size=64m", mount]);
      expect((await run(out)).outcome).toBe("written");
      expect(filesOf(out)).toEqual(filesOf(whole));
      rmSync(out, { recursive: true });
    }
    expect(stopped).toBeGreaterThan(2);
  },
  120_000,
);

test("a lock ends with the one who has it", async () => {
  const folder = join(work, "lock");
  const lock = await lockFolder(folder);
  await expect(lockFolder(folder)).rejects.toThrow("another run");
  await lock.release();
  await (await lockFolder(folder)).release();
});
