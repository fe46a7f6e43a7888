// A process that reads one document at a time, and what becomes of it: an answer, too long, too much, or gone.
// Must not know order, files or other processes.
import { type ChildProcess, fork } from "node:child_process";
import type { Input } from "./extract.ts";
import { afterOwnTime } from "./own-time.ts";
import { type FromReader, YOUNG_MEGABYTES } from "./reader-messages.ts";

export interface ReaderLimits {
  /** For one document, or for one page that takes long. */
  readonly seconds: number;
  /** Memory that one document may take, besides what the process holds at rest. */
  readonly megabytes: number;
}

export type Answer =
  /** The record as JSON: taking it apart can wait until the process has its next document. */
  | { readonly kind: "record"; readonly json: string; readonly full: boolean }
  | { readonly kind: "late" | "greedy" | "died" };

/** Built with the package, also when this runs from source. */
const WORKER = new URL("../../dist/bundle/worker.js", import.meta.url);
/** The heap is bound only as a last resort: what is resident is watched. */
const HEAP_SLACK = 256;
/** Signals that the watchdog, the engine and the kernel end a process with that holds too much. */
const MEMORY_SIGNALS = new Set(["SIGKILL", "SIGABRT"]);

const unheard = () => undefined;

export class ReaderProcess {
  /** Most resident bytes that it told of. */
  peak = 0;
  /** Documents that it has taken up. */
  taken = 0;
  private readonly child: ChildProcess;
  private readonly ready: Promise<boolean>;
  private readonly gone: Promise<Answer>;
  private onMessage: (message: FromReader) => void = unheard;
  private onAnswer: (answer: Answer) => void = unheard;
  private ended: Answer | null = null;
  private most = 0;
  private late = false;

  constructor(
    pipelineFile: string,
    private readonly limits: ReaderLimits,
  ) {
    const heap = limits.megabytes + HEAP_SLACK;
    const young = Math.ceil(YOUNG_MEGABYTES / 3);
    this.child = fork(WORKER, [pipelineFile, `${limits.megabytes}`], {
      serialization: "advanced",
      // What the command was started with, such as a loader, holds for its readers too.
      execArgv: [...process.execArgv, `--max-old-space-size=${heap}`, `--max-semi-space-size=${young}`],
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    });
    this.gone = new Promise((resolve) => {
      this.child.once("error", () => resolve({ kind: "died" }));
      this.child.once("exit", (_, signal) => resolve(this.end(signal)));
    });
    this.ready = new Promise((resolve) => {
      this.onMessage = (message) => {
        if (message.kind === "ready") this.most = message.most;
        resolve(message.kind === "ready");
      };
      void this.gone.then(() => resolve(false));
    });
    void this.gone.then((end) => {
      this.ended = end;
      this.onAnswer(end);
    });
    this.child.on("message", (message: FromReader) => this.onMessage(message));
  }

  /** @returns false when it ended before it could be sent anything. */
  starts(): Promise<boolean> {
    return this.ready;
  }

  /** Only one document at a time. After anything but a record the process is gone. */
  read(input: Input): Promise<Answer> {
    this.taken += 1;
    return new Promise((resolve) => {
      const late = () => {
        this.late = true;
        this.child.kill("SIGKILL");
      };
      let callOff = afterOwnTime(this.limits.seconds, late);
      // Nothing of a document may hang on what lasts as long as the process: all documents would stay in memory.
      this.onAnswer = (answer) => {
        callOff();
        this.onAnswer = this.onMessage = unheard;
        resolve(answer);
      };
      this.onMessage = (message) => {
        callOff();
        if (message.kind === "page") callOff = afterOwnTime(this.limits.seconds, late);
        if (message.kind !== "record") return;
        this.peak = Math.max(this.peak, message.peak);
        this.onAnswer({ kind: "record", json: message.json, full: message.full });
      };
      // A process that is already gone is told by its end.
      if (this.ended) this.onAnswer(this.ended);
      else this.child.send(input, () => undefined);
    });
  }

  async close(): Promise<void> {
    this.child.kill("SIGKILL");
    await this.gone;
  }

  private end(signal: NodeJS.Signals | null): Answer {
    // What it held at its end is not known, but for the limit.
    if (signal !== null) this.peak = this.most;
    if (this.late) return { kind: "late" };
    if (signal === null || !MEMORY_SIGNALS.has(signal)) return { kind: "died" };
    return { kind: "greedy" };
  }
}
