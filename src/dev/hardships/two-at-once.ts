// Two commands at once on one output or one archive, in every pairing: one works, the other says that it has to wait, and
// what is there in the end is whole.
import { spawn } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Archive } from "../../fetch/archive.ts";
import { fewDocuments, run, saidBy } from "./run.ts";

const GONGKAI = fileURLToPath(new URL("../../../bin/gongkai.js", import.meta.url));
const WAITS = /another run is at work in it/;

interface Ended {
  readonly code: number | null;
  readonly told: string;
}

export async function twoAtOnce(work: string, rounds: number): Promise<string> {
  const inputs = fewDocuments(work, 12);
  const other = join(work, "other");
  mkdirSync(other);
  writeFileSync(join(other, "a.txt"), "text");
  const shard = join(work, "shard");
  await command(["extract", other, "-o", shard, "--shard", "1/1"]);
  const out = join(work, "out");
  const commands: Readonly<Record<string, readonly string[]>> = {
    extract: ["extract", inputs, "-o", out],
    "of other documents": ["extract", other, "-o", out],
    "a shard": ["extract", inputs, "-o", out, "--shard", "1/2"],
    merge: ["merge", shard, "-o", out],
  };
  await run(inputs, join(work, "whole"));
  const good = saidBy(join(work, "whole"));
  const counts = { pairs: 0, waited: 0 };
  for (let round = 0; round < rounds; round += 1)
    for (const [one, first] of Object.entries(commands))
      for (const [two, second] of Object.entries(commands)) {
        const ended = await Promise.all([command(first), command(second)]);
        counts.waited += judge(`${one} and ${two}`, ended);
        counts.pairs += 1;
        // Whoever was first: what it left is no obstacle, and nothing of the other is in it.
        await run(inputs, out);
        if (saidBy(out) !== good) throw new Error(`${one} and ${two}: other bytes than the undisturbed run`);
        if (counts.pairs % 2 === 0) rmSync(out, { recursive: true });
      }
  counts.waited += await onOneArchive(join(work, "archive"));
  return `${counts.pairs} pairs, ${counts.waited} commands were told to wait, and every dataset was whole`;
}

/** Whoever comes while a crawl is at work. @returns how many were told to wait: all */
async function onOneArchive(folder: string): Promise<number> {
  const archive = await Archive.open(folder);
  const commands = [
    ["fetch", "--verify", folder],
    ["fetch", "--repair", folder],
    ["fetch", "http://127.0.0.1:9/", "-o", folder],
  ];
  for (const args of commands) {
    const { code, told } = await command(args);
    if (code !== 2 || !WAITS.test(told)) throw new Error(`${args.join(" ")}: ended with ${code}: ${told}`);
  }
  await archive.close();
  return commands.length;
}

/** @returns how many were told to wait */
function judge(what: string, ended: readonly Ended[]): number {
  const waited = ended.filter(({ code, told }) => code === 2 && WAITS.test(told)).length;
  for (const { code, told } of ended) {
    const went = code === 0 || code === 1 || (code === 2 && WAITS.test(told));
    if (!went || /^\s+at /m.test(told)) throw new Error(`${what}: ended with ${code}: ${told}`);
  }
  if (waited === ended.length) throw new Error(`${what}: both were told to wait`);
  return waited;
}

function command(args: readonly string[]): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [GONGKAI, ...args], { stdio: ["ignore", "ignore", "pipe"] });
    let told = "";
    child.stderr.on("data", (piece: Buffer) => {
      told += piece.toString("utf8");
    });
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, told }));
  });
}
