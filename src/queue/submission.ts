// A run's shards in the queue: puts them there, each once, looks how they stand, and takes them out when the run is whole.
// Must not know terminals or how a shard is read.
import { createHash } from "node:crypto";
import { join } from "node:path";
import type { Job, Queue } from "bullmq";
import type { BatchOptions, ShardOutcome } from "../run/batch.ts";
import type { Shard } from "../run/shard.ts";
import { readFacts } from "../run/shard-files.ts";
import type { InputSpec } from "../store/sources.ts";
import { type Connected, connect, type QueueAddress, QueueError } from "./redis.ts";
import type { ShardProgress, ShardTask } from "./task.ts";

export interface Asked {
  readonly inputs: readonly InputSpec[];
  /** Folder of the dataset; the shards lie in its state. */
  readonly out: string;
  readonly shards: number;
  readonly options: BatchOptions;
}

export interface ShardState {
  readonly number: number;
  /** Null while nobody reads it or has read it. */
  readonly progress: ShardProgress | null;
  readonly done: (ShardOutcome & { readonly worker: string }) | null;
  /** Why it could not be read, however often it was tried. */
  readonly failed: string | null;
}

/** Tries of a shard that could not be read, and milliseconds between them: another machine may have what one lacks. */
const TRIES = 3;
const REST = 2_000;

export class Submission {
  private readonly queue: Queue<ShardTask>;
  private readonly run: string;
  private readonly ended = new Map<number, ShardState>();

  private constructor(
    private readonly at: Connected,
    private readonly version: string,
    private readonly asked: Asked,
  ) {
    this.queue = new at.library.Queue<ShardTask>(at.queue, { connection: at.client });
    this.queue.on("error", () => undefined);
    this.run = createHash("sha256").update(JSON.stringify(asked)).digest("hex").slice(0, 16);
  }

  /** @throws QueueError */
  static async open(address: QueueAddress, asked: Asked): Promise<Submission> {
    return new Submission(await connect(address), address.version, asked);
  }

  /** In the order of their numbers. */
  folders(): string[] {
    return this.numbers().map((number) => this.folderOf(number));
  }

  /**
   * Puts in the queue what is not there. The same run asked for again, by whomever, finds its shards; those that failed,
   * and those that are said to be done and are not there, are put in anew.
   * @returns how many shards were put there now
   */
  async put(): Promise<number> {
    const before = await Promise.all(this.numbers().map((number) => this.queue.getJob(this.idOf(number))));
    const missing: number[] = [];
    for (const [index, job] of before.entries()) {
      const number = index + 1;
      const again = job !== undefined && (await this.isStale(job, number));
      if (again) await job.remove();
      if (job === undefined || again) missing.push(number);
    }
    this.ended.clear();
    await this.queue.addBulk(missing.map((number) => this.jobOf(number)));
    return missing.length;
  }

  /** @throws QueueError when somebody else has taken shards out of the queue */
  async look(): Promise<ShardState[]> {
    return Promise.all(
      this.numbers().map(async (number) => {
        const known = this.ended.get(number);
        if (known) return known;
        const job = await this.queue.getJob(this.idOf(number));
        if (!job)
          throw new QueueError(`shard ${number} is no longer in the queue: the run was ended elsewhere`);
        const state = stateOf(job, number);
        if (state.done || state.failed !== null) this.ended.set(number, state);
        return state;
      }),
    );
  }

  /** How many workers of this version are there. */
  workers(): Promise<number> {
    return this.queue.getWorkersCount();
  }

  /** Takes all shards out of the queue. What is being read goes on, and is of no use. */
  async clear(): Promise<void> {
    for (const number of this.numbers()) {
      const job = await this.queue.getJob(this.idOf(number));
      await job?.remove().catch(() => undefined);
    }
  }

  async close(): Promise<void> {
    await this.queue.close();
    this.at.client.disconnect();
  }

  private numbers(): number[] {
    return Array.from({ length: this.asked.shards }, (_, index) => index + 1);
  }

  private idOf(number: number): string {
    return `${this.run}-${number}`;
  }

  private folderOf(number: number): string {
    return join(this.asked.out, ".gongkai", "shards", `${number}-of-${this.asked.shards}`);
  }

  private jobOf(number: number) {
    const { inputs, options, shards } = this.asked;
    const shard: Shard = { number, of: shards };
    return {
      name: "shard",
      data: { inputs, out: this.folderOf(number), shard, options },
      opts: { jobId: this.idOf(number), attempts: TRIES, backoff: { type: "fixed", delay: REST } },
    };
  }

  private async isStale(job: Job<ShardTask>, number: number): Promise<boolean> {
    if (job.finishedOn === undefined) return false;
    if (await job.isFailed()) return true;
    try {
      return readFacts(this.folderOf(number)).version !== this.version;
    } catch {
      return true;
    }
  }
}

function stateOf(job: Job<ShardTask>, number: number): ShardState {
  const { finishedOn, failedReason, returnvalue, progress } = job;
  const ended = finishedOn !== undefined;
  // Before it is taken up, a job's progress is a number.
  const seen = typeof progress === "object" ? (progress as ShardProgress) : null;
  const isDone = ended && returnvalue !== null && returnvalue !== undefined;
  return {
    number,
    progress: ended ? null : seen,
    done: isDone ? returnvalue : null,
    failed: ended && !isDone ? failedReason || "its worker was lost too often" : null,
  };
}
