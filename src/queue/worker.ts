// Takes shards from the queue and has them read, one at a time. A shard whose worker falls silent is another one's; one
// that is stopped gives its shard back.
// Must not know terminals.
import { hostname } from "node:os";
import type { Job, Worker } from "bullmq";
import { type Connected, connect, type QueueAddress } from "./redis.ts";
import { ShardChild } from "./shard-child.ts";
import type { ShardProgress, ShardTask } from "./task.ts";

export interface WorkOptions extends QueueAddress {
  readonly pipelineFile: string;
  /** Processes that read; as many as there are processors when it is not given. */
  readonly workers?: number;
  /** Of silence after which a worker is taken for dead. */
  readonly seconds: number;
  /** Ends when nothing is left to do for anyone. */
  readonly untilEmpty: boolean;
}

export interface WorkEvent {
  readonly kind: "began" | "done" | "back" | "broken" | "lost" | "trouble";
  /** Of the shard, or what is wrong. */
  readonly what: string;
}

/** Times that a shard may lose its worker: one that ends every worker which takes it must end some time. */
const MOST_LOST = 20;
/** Milliseconds between looks at whether anything is left. */
const LOOK = 500;

export class ShardWorker {
  /** When it ended, by itself or stopped. */
  readonly ended: Promise<void>;
  private readonly worker: Worker<ShardTask>;
  private readonly children = new Map<string, ShardChild>();
  private stopping = false;
  private close: () => void = () => undefined;

  private constructor(
    private readonly at: Connected,
    private readonly options: WorkOptions,
    private readonly onEvent: (event: WorkEvent) => void,
  ) {
    const { library, client, queue } = at;
    const milliseconds = options.seconds * 1000;
    this.worker = new library.Worker<ShardTask>(queue, (job, token) => this.work(job, token), {
      connection: client,
      name: WORKER,
      lockDuration: milliseconds,
      stalledInterval: milliseconds / 2,
      maxStalledCount: MOST_LOST,
      drainDelay: 1,
    });
    this.worker.on("error", ({ message }) => onEvent({ kind: "trouble", what: message }));
    // Others have the shard by now.
    this.worker.on("lockRenewalFailed", (ids) => {
      for (const id of ids) this.children.get(id)?.kill();
    });
    this.ended = this.untilClosed();
  }

  /** @throws QueueError */
  static async start(options: WorkOptions, onEvent: (event: WorkEvent) => void): Promise<ShardWorker> {
    return new ShardWorker(await connect(options), options, onEvent);
  }

  /** Gives back what it has, and ends. */
  stop(): Promise<void> {
    this.stopping = true;
    for (const child of this.children.values()) child.kill();
    this.close();
    return this.ended;
  }

  private async untilClosed(): Promise<void> {
    const stopped = new Promise<void>((resolve) => {
      this.close = resolve;
    });
    const { library, client, queue: name } = this.at;
    const queue = new library.Queue(name, { connection: client });
    const empty = this.options.untilEmpty
      ? this.empty(() => queue.getJobCounts("wait", "active", "delayed"))
      : stopped;
    await Promise.race([stopped, empty]);
    this.stopping = true;
    await this.worker.close();
    await queue.close();
    client.disconnect();
  }

  private async empty(counts: () => Promise<Record<string, number>>): Promise<void> {
    while (!this.stopping) {
      const left = Object.values(await counts()).reduce((sum, count) => sum + count, 0);
      if (left === 0) return;
      await new Promise((resolve) => setTimeout(resolve, LOOK));
    }
  }

  private async work(job: Job<ShardTask>, token: string | undefined): Promise<unknown> {
    const { shard, out } = job.data;
    const what = `shard ${shard.number} of ${shard.of}, ${out}`;
    const { WaitingError, DelayedError } = this.at.library;
    const end = this.stopping ? { kind: "gone" as const } : await this.read(job, what);
    if (end.kind === "done") {
      this.onEvent({ kind: "done", what: `${what}: ${end.outcome.documents} documents` });
      return { ...end.outcome, worker: WORKER };
    }
    if (this.stopping) {
      await job.moveToWait(token);
      this.onEvent({ kind: "back", what });
      throw new WaitingError();
    }
    if (end.kind === "locked") {
      this.onEvent({ kind: "lost", what: `${what}: another process is still at work in it` });
      await job.moveToDelayed(Date.now() + this.options.seconds * 1000, token);
      throw new DelayedError();
    }
    const message = end.kind === "broken" ? end.message : "the process that read it ended";
    this.onEvent({ kind: "broken", what: `${what}: ${message}` });
    throw new Error(`${WORKER}: ${message}`);
  }

  private async read(job: Job<ShardTask>, what: string) {
    const { pipelineFile, workers } = this.options;
    const task = {
      ...job.data,
      options: { ...job.data.options, ...(workers === undefined ? {} : { workers }) },
    };
    const tell = (progress: ShardProgress) => void job.updateProgress(progress).catch(() => undefined);
    this.onEvent({ kind: "began", what });
    tell({ done: 0, through: 0, bytes: 1, byStatus: NOTHING, worker: WORKER });
    const child = new ShardChild({ pipelineFile, task }, (progress) => tell({ ...progress, worker: WORKER }));
    this.children.set(job.id as string, child);
    const end = await child.end;
    this.children.delete(job.id as string);
    return end;
  }
}

const WORKER = `${hostname()}:${process.pid}`;
const NOTHING = { clean: 0, flagged: 0, partial: 0, not_a_report: 0, failed: 0 };
