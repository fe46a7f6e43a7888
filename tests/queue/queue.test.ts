// A run's shards through a real Redis server: a worker that is killed, one that is stopped, one that another is still at
// work for, and the same run asked for twice.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hasRedis, type OwnRedis, startRedis } from "../../src/dev/redis-server.ts";
import { listSamples } from "../../src/dev/sample-files.ts";
import { GONGKAI } from "../builders/command.ts";

// As it is built: what records depend on is told by the files that run.
const built = <T>(file: string) => import(new URL(`../../dist/${file}`, import.meta.url).href) as Promise<T>;
const { Submission } = await built<typeof import("../../src/queue/submission.ts")>("queue/submission.js");
const { ShardWorker } = await built<typeof import("../../src/queue/worker.ts")>("queue/worker.js");
const { Versions } = await built<typeof import("../../src/run/version.ts")>("run/version.js");
const { Journal } = await built<typeof import("../../src/run/journal.ts")>("run/journal.js");
const { loadPipeline } = await built<typeof import("../../src/run/pipeline.ts")>("run/pipeline.js");
const { mergeShards } = await built<typeof import("../../src/run/merge.ts")>("run/merge.js");
const { runBatch } = await built<typeof import("../../src/run/batch.ts")>("run/batch.js");

const pipelineFile = fileURLToPath(new URL("../../pipelines/disclosure/pipeline.yaml", import.meta.url));
const pipeline = loadPipeline(pipelineFile);
const version = new Versions(pipeline.files).whole();
const work = mkdtempSync(join(tmpdir(), "queue-"));
const documents = join(work, "documents");
const inputs = [{ path: documents }];
let redis: OwnRedis;
afterAll(() => {
  redis?.stop();
  rmSync(work, { recursive: true });
});

const installed = hasRedis();
if (!installed) console.warn("redis-server is not installed: the queue is not tested");

interface Seen {
  readonly kind: string;
  readonly what: string;
}

/** A worker of this process, with what it says. */
async function worker(untilEmpty: boolean) {
  const events: Seen[] = [];
  let heard: () => void = () => undefined;
  const at = { redis: redis.address, version, pipelineFile, seconds: 1, untilEmpty, workers: 1 };
  const started = await ShardWorker.start(at, (event) => {
    events.push(event);
    heard();
  });
  const until = async (kind: string) => {
    while (!events.some((event) => event.kind === kind))
      await new Promise<void>((resolve) => {
        heard = resolve;
      });
  };
  return { started, events, until };
}

/** A run in one shard, in the queue. */
async function oneShard(path: string, name: string) {
  const asked = { inputs: [{ path }], out: join(work, name), shards: 1, options: {} };
  const submission = await Submission.open({ redis: redis.address, version }, asked);
  await submission.put();
  const [folder = ""] = submission.folders();
  return { submission, folder };
}

/** A command that works, until it has begun a shard. */
async function busy(): Promise<ChildProcess> {
  const words = ["work", "--redis", redis.address, "--silence", "1", "--workers", "1", "--json"];
  const child = spawn(process.execPath, [GONGKAI, ...words], { stdio: ["ignore", "pipe", "ignore"] });
  await new Promise<void>((resolve) =>
    child.stdout?.on("data", (text) => `${text}`.includes("began") && resolve()),
  );
  return child;
}

const ended = (child: ChildProcess) =>
  new Promise((resolve) => child.once("exit", (code, signal) => resolve(code ?? signal)));

const filesOf = (folder: string) =>
  ["cells.csv", "reports.csv", "reports.jsonl", "run.json"].map((name) =>
    readFileSync(join(folder, name), "utf8"),
  );

describe.skipIf(!installed)("a run through a queue", () => {
  beforeAll(async () => {
    redis = await startRedis();
    mkdirSync(documents);
    for (const { folder, source, name } of listSamples("documents")
      .filter(({ source }) => source.endsWith(".md"))
      .slice(0, 4))
      cpSync(join(folder, source), join(documents, `${name}.md`));
    for (let index = 0; index < 6; index += 1)
      writeFileSync(join(documents, `${index}.txt`), `text ${index}`);
  });

  test("is that of one machine, though workers were killed and stopped", async () => {
    const asked = { inputs, out: join(work, "out"), shards: 2, options: {} };
    const submission = await Submission.open({ redis: redis.address, version }, asked);
    expect(await submission.put()).toBe(2);
    const killed = await busy();
    killed.kill("SIGKILL");
    // Whoever asks for the same again, as a submitter that was killed and begins anew, finds its shards.
    const twin = await Submission.open({ redis: redis.address, version }, asked);
    expect(await twin.put()).toBe(0);
    await twin.close();
    const stopped = await busy();
    stopped.kill("SIGINT");
    expect(await ended(stopped)).toBe("SIGINT");
    expect((await submission.look()).every(({ done, failed }) => done === null && failed === null)).toBe(
      true,
    );

    const { started, events } = await worker(true);
    await started.ended;
    expect(events.filter(({ kind }) => kind === "done").length).toBe(2);
    const states = await submission.look();
    expect(states.reduce((sum, { done }) => sum + (done?.documents ?? 0), 0)).toBe(
      readdirSync(documents).length,
    );

    await runBatch(pipeline, inputs, join(work, "whole"), () => undefined, { workers: 0 });
    await mergeShards(pipeline, submission.folders(), asked.out, () => undefined);
    expect(filesOf(asked.out)).toEqual(filesOf(join(work, "whole")));

    // A shard that is said to be done and is not there is put in anew.
    rmSync(submission.folders()[1] as string, { recursive: true });
    expect(await submission.put()).toBe(1);
    await submission.clear();
    await expect(submission.look()).rejects.toThrow("is no longer in the queue");
    await submission.close();
  });

  test("leaves a shard that another process is at work in, and reads it later", async () => {
    const { submission, folder } = await oneShard(documents, "held");
    const held = await Journal.open(folder);
    const { started, until } = await worker(true);
    await until("lost");
    await held.close();
    await started.ended;
    expect((await submission.look())[0]?.done).toMatchObject({ failed: 0 });
    await submission.close();
  });

  test("tells why a shard cannot be read, and tries it when it is asked for again", async () => {
    const { submission } = await oneShard(join(work, "nothing"), "other");
    await (await worker(true)).started.ended;
    expect((await submission.look())[0]?.failed).toMatch(/nothing/);
    expect(await submission.put()).toBe(1);
    await submission.clear();
    await submission.close();
  });

  test("is refused in one line where no server is, and its password is not told", () => {
    const address = "redis://user:secret@127.0.0.1:1";
    const told = spawnSync(process.execPath, [GONGKAI, "work", "--redis", address], { encoding: "utf8" });
    expect(told.stderr).toMatch(
      /^gongkai: redis:\/\/127\.0\.0\.1:1: no Redis server is reached \(.*ECONNREFUSED.*\)\n$/,
    );
    expect(told.status).toBe(2);
  });
});
