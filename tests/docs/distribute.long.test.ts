// Every command of the page on several machines, run on this one: its machines share a folder here, its Redis server, its Slurm cluster,
// its launchers and its image are real, and each way must end with the dataset of one run.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hasRedis, type OwnRedis, startRedis } from "../../src/dev/redis-server.ts";
import { GONGKAI } from "../builders/command.ts";
import { canMakeImages, withImages } from "../builders/images.ts";
import { hasSlurm, type OwnSlurm, startSlurm } from "../builders/slurm.ts";
import { type Block, blocksOf, commandLines, root } from "./blocks.ts";

const PAGE = "how-to/distribute";
const SAMPLES = ["2021-html-plain", "2019-html-plain", "2019-docx-tracked"];
const hasParallel = spawnSync("parallel", ["--version"]).status === 0;

const work = mkdtempSync(join(tmpdir(), "gongkai-machines-"));
const blocks = blocksOf(`docs/${PAGE}.md`).filter(({ language }) => language === "sh");
const env: NodeJS.ProcessEnv = {
  ...process.env,
  HOME: work,
  PATH: `${join(work, "bin")}:${process.env["PATH"]}`,
};
let redis: OwnRedis | undefined;
let slurm: OwnSlurm | undefined;
const waiting: ChildProcess[] = [];
let plain: string;

beforeAll(() => {
  mkdirSync(join(work, "bin"));
  const program = `#!/bin/sh\nshift\nexec "${process.execPath}" "${GONGKAI}" "$@"\n`;
  writeFileSync(join(work, "bin/npx"), program, { mode: 0o755 });
  writeFileSync(join(work, "bin/gongkai"), program.replace("shift\n", ""), { mode: 0o755 });
  for (const name of SAMPLES)
    cpSync(join(root, "samples/documents", name), join(work, "archive", name), {
      recursive: true,
      filter: (path) => !/\.(?:json|csv)$/.test(path),
    });
  runs("npx gongkai extract ~/archive -o plain", work);
  plain = cellsIn(join(work, "plain"));
  expect(plain.split("\n").length).toBeGreaterThan(100);
});
afterAll(() => {
  for (const child of waiting) child.kill("SIGKILL");
  redis?.stop();
  slurm?.stop();
  rmSync(work, { recursive: true });
});

const cellsIn = (dataset: string) => readFileSync(join(dataset, "cells.csv"), "utf8");

/** The folder that all machines see is the test's, and a shard of forty would have no document. */
function onThisMachine(command: string): string {
  return command
    .replaceAll("/shared/", `${work}/`)
    .replaceAll(/\bseq 40\b/g, "seq 3")
    .replaceAll("{}/40", "{}/3")
    .replace("--array=1-40", "--array=1-3")
    .replace(/--sshlogin \S+/, "--sshlogin 2/:");
}

function runs(command: string, cwd: string): void {
  const { status, stderr } = spawnSync("bash", ["-o", "pipefail", "-c", onThisMachine(command)], {
    cwd,
    env,
    encoding: "utf8",
  });
  expect(status, `${command}\n${stderr}`).toBe(0);
}

/** As somebody types them, in a folder of their own. */
async function typed(block: Block): Promise<string> {
  const here = mkdtempSync(join(work, "here-"));
  for (const command of commandLines(block)) {
    const [, name = "", value = ""] = /^export (\w+)=(\S+)$/.exec(command) ?? [];
    if (command.startsWith("npm install "))
      expect(optional()).toEqual(expect.arrayContaining(command.split(" ").slice(2)));
    else if (command.startsWith("redis-server ")) redis = await startRedis();
    else if (name !== "") env[name] = value.replace(/^redis:.*/, String(redis?.address));
    else if (command.endsWith("gongkai work"))
      waiting.push(spawn("bash", ["-c", `exec ${command}`], { cwd: here, env }));
    else runs(command, here);
  }
  return here;
}

function optional(): string[] {
  const { optionalDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    optionalDependencies: Record<string, string>;
  };
  return Object.entries(optionalDependencies).map((entry) => entry.join("@"));
}

const showing = (words: string) => blocks.filter(({ text }) => text.includes(words));

test("shards that are read one by one and merged are one run", async () => {
  for (const block of showing("merge shards/*"))
    expect(cellsIn(join(await typed(block), "dataset"))).toBe(plain);
});

test.skipIf(!hasRedis())("a queue with a worker that waits is one run", async () => {
  const [block] = showing("gongkai work");
  await typed(block as Block);
  expect(cellsIn(join(work, "dataset"))).toBe(plain);
});

test("shards that xargs starts are one run", async () => {
  const [block] = showing("xargs");
  const here = await typed(block as Block);
  runs("npx gongkai merge shards/* -o dataset", here);
  expect(cellsIn(join(here, "dataset"))).toBe(plain);
});

test.skipIf(!hasParallel)("shards that GNU parallel starts are one run", async () => {
  const [block] = showing("parallel --sshlogin");
  const here = await typed(block as Block);
  runs("npx gongkai merge /shared/shards/* -o dataset", here);
  expect(cellsIn(join(here, "dataset"))).toBe(plain);
});

test.skipIf(!hasSlurm())("an array of a Slurm cluster and the merge behind it are one run", async () => {
  for (const left of ["shards", "dataset"]) rmSync(join(work, left), { recursive: true, force: true });
  slurm = await startSlurm(mkdtempSync(join(work, "slurm-")));
  Object.assign(env, slurm.env);
  const here = mkdtempSync(join(work, "here-"));
  const [block] = showing("sbatch");
  // One shell: its lines know one another.
  const script = commandLines(block as Block)
    .join("\n")
    .replaceAll("docs/machines/", `${join(root, "docs/machines")}/`);
  runs(script, here);
  await slurm.idle();
  const said = readdirSync(here).map((name) => readFileSync(join(here, name), "utf8"));
  expect(said, said.join("\n")).toHaveLength(4);
  expect(readdirSync(join(work, "shards")).sort(), said.join("\n")).toEqual(["1", "2", "3"]);
  expect(cellsIn(join(work, "dataset")), said.join("\n")).toBe(plain);
});

describe("the page", () => {
  test("shows no other commands", () => {
    const tried = [
      "merge shards/*",
      "gongkai work",
      "xargs",
      "parallel --sshlogin",
      "sbatch",
      "docker run",
    ].flatMap(showing);
    const others = blocks.filter((block) => !tried.includes(block)).flatMap(commandLines);
    expect(others).toEqual([]);
  });

  test("shows the same in Chinese", () => {
    expect(blocksOf(`docs/zh/${PAGE}.md`)).toEqual(blocksOf(`docs/${PAGE}.md`));
  });
});

/** What of the clone goes into an image. */
const admitted = readFileSync(join(root, ".dockerignore"), "utf8")
  .split("\n")
  .filter((line) => line.startsWith("!"))
  .map((line) => line.slice(1));

test("an image gets all that is packed, or what that is built from", () => {
  const { files } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { files: string[] };
  const packed = files
    .filter((name) => !name.startsWith("!"))
    .map((name) => (name === "dist" ? "src" : name));
  expect(admitted).toEqual(expect.arrayContaining([...packed, "package-lock.json", "LICENSE"]));
});

test.skipIf(!canMakeImages())("an image of nothing else, and what it reads is one run", () => {
  const here = mkdtempSync(join(work, "here-"));
  for (const name of [...admitted, "Dockerfile"])
    cpSync(join(root, name), join(here, name), { recursive: true });
  cpSync(join(work, "archive"), join(here, "archive"), { recursive: true });
  const [, base = ""] = /^FROM (\S+)/m.exec(readFileSync(join(here, "Dockerfile"), "utf8")) ?? [];
  const images = mkdtempSync(join(work, "images-"));
  withImages(images, base, join(work, "bin"));
  const [block] = showing("docker run");
  for (const command of commandLines(block as Block)) runs(command, here);
  expect(cellsIn(join(here, "dataset"))).toBe(plain);
});
