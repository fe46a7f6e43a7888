// Extracts documents in worker threads, so that one that loops, eats memory or dies costs its own record and no more.
// Must not know files or order.
import { availableParallelism } from "node:os";
import PQueue from "p-queue";
import { Piscina } from "piscina";
import type { Report } from "../model/report.ts";
import { failedReport } from "../record/record.ts";
import { extractDocument, type Input } from "./extract.ts";
import type { Pipeline } from "./pipeline.ts";

export interface PoolLimits {
  /** Threads; 0 works in this thread, where nothing can be interrupted. */
  readonly workers: number;
  readonly seconds: number;
  /** Heap of one thread. */
  readonly megabytes: number;
}

export const POOL_LIMITS: PoolLimits = {
  workers: availableParallelism(),
  seconds: 300,
  megabytes: 2048,
};

/** Room for what a document leaves behind: with less, a thread spends a sixth of its time sweeping. */
const YOUNG_MEGABYTES = 64;

export interface Extractor {
  /** Never throws: a fault of any kind is a record that says so. */
  extract(input: Input): Promise<Report>;
  close(): Promise<void>;
}

/** Run from source, the threads still need the built file: Node loads no TypeScript by itself. */
const WORKER = new URL(
  import.meta.url.endsWith(".ts") ? "../../dist/run/worker.js" : "./worker.js",
  import.meta.url,
);

export function openExtractor(pipeline: Pipeline, limits: PoolLimits): Extractor {
  return limits.workers === 0 ? here(pipeline) : inThreads(pipeline, limits);
}

function here({ collection }: Pipeline): Extractor {
  return {
    extract: (input) =>
      extractDocument(input, collection).catch((error: Error) => failed(input, `internal: ${error.message}`)),
    close: async () => undefined,
  };
}

function inThreads(pipeline: Pipeline, limits: PoolLimits): Extractor {
  const pool = new Piscina<Input, Report>({
    filename: WORKER.href,
    minThreads: 1,
    maxThreads: limits.workers,
    workerData: { pipeline: pipeline.file },
    resourceLimits: { maxOldGenerationSizeMb: limits.megabytes, maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
    idleTimeout: 5000,
  });
  // A document's time begins when a thread takes it up, not when it begins to wait for one.
  const queue = new PQueue({ concurrency: limits.workers });
  // A thread that dies takes its document's promise with it, which tells; here it must only not end the run.
  pool.on("error", () => undefined);
  return {
    extract: (input) =>
      queue.add(async () => {
        try {
          return await pool.run(input, { signal: AbortSignal.timeout(limits.seconds * 1000) });
        } catch (error) {
          return failed(input, reasonOf(error as Error & { code?: string }, limits));
        }
      }),
    close: () => pool.destroy(),
  };
}

function failed(input: Input, reason: string): Report {
  return failedReport(input.source, "unknown", input.sha256, input.bytes.length, reason);
}

function reasonOf(error: Error & { code?: string }, limits: PoolLimits): string {
  if (error.name === "AbortError") return `timeout: it took more than ${limits.seconds} seconds`;
  if (error.code === "ERR_WORKER_OUT_OF_MEMORY")
    return `too-large: it took more than ${limits.megabytes} MB of memory`;
  return `internal: ${error.message}`;
}
