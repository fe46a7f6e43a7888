// Extracts documents in processes of their own, so that one that loops, eats memory or dies costs its own record and no
// more. Must not know files or order.
import { availableParallelism } from "node:os";
import { type FailureCode, failureReason } from "../model/failure.ts";
import type { Report } from "../model/report.ts";
import { failedReport } from "../record/record.ts";
import type { Input } from "./extract.ts";
import type { Pipeline } from "./pipeline.ts";
import { type Answer, type ReaderLimits, ReaderProcess } from "./reader-process.ts";

export interface PoolLimits extends ReaderLimits {
  /** Processes; 0 works in this one, where nothing can be interrupted. */
  readonly workers: number;
}

export const POOL_LIMITS: PoolLimits = {
  workers: availableParallelism(),
  seconds: 60,
  megabytes: 2048,
};

export interface Extraction {
  readonly report: Report;
  /** Another run may end otherwise: time, memory or the process gave out. */
  readonly passing: boolean;
}

export interface Extractor {
  /** A fault of any kind is a record that says so. @throws PoolError when no process can be started, or it was closed */
  extract(input: Input): Promise<Extraction>;
  /** Most resident bytes that its processes held together at any time, or more. */
  peak(): number;
  close(): Promise<void>;
}

/** Documents cannot be read at all: nothing is wrong with any of them. */
export class PoolError extends Error {
  override readonly name = "PoolError";
}

export function openExtractor(pipeline: Pipeline, limits: PoolLimits): Extractor {
  return limits.workers === 0 ? here(pipeline) : new Pool(pipeline.file, limits);
}

function here({ collection }: Pipeline): Extractor {
  return {
    extract: async (input) => {
      // Where other processes read, this one needs no reader.
      const { extractDocument } = await import("./extract.ts");
      return extracted(await extractDocument(input, collection));
    },
    peak: () => 0,
    close: async () => undefined,
  };
}

interface Job {
  readonly input: Input;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

/** Documents waiting for each process that is there before another one is worth starting. */
const WORTH_A_PROCESS = 4;

class Pool implements Extractor {
  private readonly waiting: Job[] = [];
  private readonly all = new Set<ReaderProcess>();
  private readonly idle: ReaderProcess[] = [];
  private most = 0;
  private closed = false;

  constructor(
    private readonly pipelineFile: string,
    private readonly limits: PoolLimits,
  ) {}

  async extract(input: Input): Promise<Extraction> {
    const answer = await new Promise<Answer>((resolve, reject) => {
      this.waiting.push({ input, resolve, reject });
      this.dispatch();
    });
    // The process has its next document by now, and reads it while the record is taken apart and written.
    return this.extractionOf(input, answer);
  }

  peak(): number {
    return this.most;
  }

  async close(): Promise<void> {
    this.closed = true;
    for (const { reject } of this.waiting.splice(0)) reject(new PoolError("the run was stopped"));
    await Promise.all([...this.all].map((process) => process.close()));
  }

  private dispatch(): void {
    while (this.waiting.length > 0 && !this.closed) {
      const process = this.idle.pop() ?? this.another();
      if (!process) return;
      void this.serve(process, this.waiting.shift() as Job);
    }
  }

  private another(): ReaderProcess | null {
    const count = this.all.size;
    const worth = count === 0 || this.waiting.length > WORTH_A_PROCESS * count;
    return count < this.limits.workers && worth ? this.start() : null;
  }

  private start(): ReaderProcess {
    const process = new ReaderProcess(this.pipelineFile, this.limits);
    this.all.add(process);
    return process;
  }

  private async serve(first: ReaderProcess, { input, resolve, reject }: Job): Promise<void> {
    let process = first;
    try {
      let answer = await this.ask(process, input);
      // What earlier documents left behind may have been too much: alone, a document tells what it takes itself.
      if ((answer.kind === "greedy" || answer.kind === "died") && process.taken > 1) {
        this.drop(process);
        process = this.start();
        answer = await this.ask(process, input);
      }
      if (answer.kind === "record" && !answer.full) this.idle.push(process);
      else await this.retire(process);
      resolve(answer);
    } catch (error) {
      this.drop(process);
      reject(error as Error);
    }
    this.dispatch();
  }

  private async ask(process: ReaderProcess, input: Input): Promise<Answer> {
    // What is known is not waited for: what was waiting for the last answer would run before the next document is sent.
    if (process.taken === 0 && !(await process.starts()))
      throw new PoolError("a process to read documents cannot be started");
    const answer = await process.read(input);
    this.most = Math.max(
      this.most,
      [...this.all].reduce((sum, one) => sum + one.peak, 0),
    );
    if (this.closed) throw new PoolError("the run was stopped");
    return answer;
  }

  private async retire(process: ReaderProcess): Promise<void> {
    this.drop(process);
    await process.close();
  }

  private drop(process: ReaderProcess): void {
    this.all.delete(process);
  }

  private extractionOf(input: Input, answer: Answer): Extraction {
    if (answer.kind === "record") return extracted(JSON.parse(answer.json) as Report);
    const { seconds, megabytes } = this.limits;
    const [code, sentence] = {
      late: ["timeout", `it took more than ${seconds} seconds`] as const,
      greedy: ["too-large", `it took more than ${megabytes} MB of memory`] as const,
      died: ["fault", "the process that read it ended"] as const,
    }[answer.kind];
    return { report: failed(input, code, sentence), passing: true };
  }
}

/** Readers give up after a time of their own as well. */
function extracted(report: Report): Extraction {
  return { report, passing: report.status === "failed" && report.reasons[0]?.startsWith("timeout") === true };
}

function failed({ source, sha256, bytes }: Input, code: FailureCode, sentence: string): Report {
  return failedReport(source, "unknown", sha256, bytes.length, failureReason(code, sentence));
}
