// `npm run endurance:shards [-- DOCUMENTS [SHARDS [WORKERS [KILLS [SUBMITTER KILLS]]]]]`: a run over generated documents goes
// through a real Redis server while its workers and its submitter are killed, and through GNU parallel where that is
// installed; every dataset must be that of one machine byte for byte.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { digestOf, generate, seeded } from "./endurance-documents.ts";
import { type OwnRedis, startRedis } from "./redis-server.ts";

const GONGKAI = fileURLToPath(new URL("../../bin/gongkai.js", import.meta.url));
/** Seconds. Short, so that what was killed is taken up while the others still work. */
const SILENCE = "3";
const LEAST_PAUSE = 1_000;

const [documents = 300, shards = 12, workers = 4, kills = 10, submitterKills = 2] = process.argv
  .slice(2)
  .map(Number);
const folder = mkdtempSync(join(tmpdir(), "shards-"));
const inputs = join(folder, "inputs");
const random = seeded(7);
/** What differs is to be looked at. */
let isKept = false;
async function throughQueue(out: string): Promise<void> {
  const redis = await startRedis();
  const started = Date.now();
  try {
    const crew = new Crew(redis);
    const written = submitted(redis, out);
    await Promise.all([written, crew.killUntil(written)]).finally(() => crew.dismiss());
    compare(`${shards} shards, ${workers} workers, ${crew.killed} of them killed`, out);
    say(`${Math.round((Date.now() - started) / 1000)} s`);
  } finally {
    redis.stop();
  }
}

/** The submitter, killed as often as asked. @throws Error when it ends otherwise than one machine's run */
async function submitted({ address }: OwnRedis, out: string): Promise<void> {
  for (let left = submitterKills; ; left -= 1) {
    const words = ["submit", inputs, "-o", out, "--redis", address, "--shards", `${shards}`];
    const child = start(words);
    const timer = left > 0 ? setTimeout(() => child.kill("SIGKILL"), pause()) : undefined;
    const code = await ended(child);
    clearTimeout(timer);
    if (code === null) continue;
    if (code > 1) throw new Error(`submit ended with ${code}`);
    return;
  }
}

/** Workers, of which one or another is killed now and then, and another one started in its place. */
class Crew {
  killed = 0;
  private readonly members: ChildProcess[];

  constructor(private readonly redis: OwnRedis) {
    this.members = Array.from({ length: workers }, () => this.another());
  }

  async killUntil(end: Promise<unknown>): Promise<void> {
    let isOver = false;
    void end.finally(() => {
      isOver = true;
    });
    while (this.killed < kills) {
      await Promise.race([end, new Promise((resolve) => setTimeout(resolve, pause()))]);
      if (isOver) return;
      const index = Math.floor(random() * workers);
      this.members[index]?.kill("SIGKILL");
      this.members[index] = this.another();
      this.killed += 1;
    }
  }

  async dismiss(): Promise<void> {
    const all = this.members.map(ended);
    for (const member of this.members) member.kill("SIGTERM");
    await Promise.all(all);
  }

  private another(): ChildProcess {
    return start(["work", "--redis", this.redis.address, "--silence", SILENCE, "--workers", "1"]);
  }
}

function throughParallel(out: string): void {
  if (spawnSync("parallel", ["--version"]).status !== 0) {
    say("GNU parallel is not installed: not tried");
    return;
  }
  const numbers = Array.from({ length: shards }, (_, index) => `${index + 1}`);
  const command = `${process.execPath} ${GONGKAI} extract ${inputs} -o ${out}/{} --shard {}/${shards} --workers 1`;
  const told = spawnSync("parallel", ["-j", "2", "--retries", "3", command, ":::", ...numbers], {
    stdio: "ignore",
  });
  if (told.status !== 0) throw new Error(`parallel ended with ${told.status}`);
  const merged = join(folder, "merged");
  run("merge", ...numbers.map((number) => join(out, number)), "-o", merged);
  compare(`${shards} shards under GNU parallel`, merged);
}

function compare(what: string, out: string): void {
  if (digestOf(out) !== digestOf(join(folder, "whole"))) {
    isKept = true;
    throw new Error(`${what}: other bytes than one machine's; both stand in ${folder}`);
  }
  say(`${what}: the bytes of one machine`);
}

function run(...words: string[]): number {
  return spawnSync(process.execPath, [GONGKAI, ...words], { stdio: "ignore" }).status ?? 2;
}

function start(words: readonly string[]): ChildProcess {
  return spawn(process.execPath, [GONGKAI, ...words, "--quiet"], { stdio: ["ignore", "ignore", "inherit"] });
}

function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once("exit", resolve));
}

function pause(): number {
  return LEAST_PAUSE + random() * Math.min(12_000, documents * 5);
}

function timed<T>(work: () => T): [T, number] {
  const started = Date.now();
  const result = work();
  return [result, Math.round((Date.now() - started) / 1000)];
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

try {
  generate(inputs, documents, random);
  const [whole, seconds] = timed(() => run("extract", inputs, "-o", join(folder, "whole")));
  if (whole > 1) throw new Error(`the run on one machine ended with ${whole}`);
  say(`${documents} documents on one machine: ${seconds} s`);
  await throughQueue(join(folder, "queue"));
  throughParallel(join(folder, "parallel"));
} finally {
  if (!isKept) rmSync(folder, { recursive: true });
}
