// Fetches addresses politely: robots.txt and its delay, one request at a time for each host, waiting when told to, resting
// hosts that keep failing; follows links to reports and their files.
// Must not know how bytes are kept or what is in reports.
import PQueue from "p-queue";
import robotsModule from "robots-parser";
import type { Archive, Entry, Origin, Outcome } from "./archive.ts";
import { type Client, FetchError } from "./client.ts";
import { type Leads, type LinkRules, leadsOf, type Years } from "./links.ts";
import { header, type Response } from "./response.ts";

export interface CrawlOptions {
  /** As robots.txt calls it. */
  readonly agent: string;
  /** Milliseconds between two requests to one host, unless its robots.txt asks for more. */
  readonly delay: number;
  /** Requests at a time, all hosts together. */
  readonly concurrency: number;
  readonly retries: number;
  /** Failures in a row after which a host is left alone for the rest of the run. */
  readonly patience: number;
  readonly ignoreRobots: boolean;
  /** Links followed from an address that was given: 0 fetches only what was given. */
  readonly depth: number;
  readonly rules: LinkRules;
  /** Years whose reports are wanted; null for all. */
  readonly years: Years | null;
}

/**
 * `changes` asks again for what is there, whether it changed; `resume` fetches only what is not there; `retry` only what
 * failed.
 */
export type Mode = "changes" | "resume" | "retry";

/** What the run did with each address, in the order in which it ended. */
export type OnEntry = (entry: Entry) => void;

/** How things stand with a host, for people. */
export interface HostView {
  readonly host: string;
  readonly done: number;
  readonly waiting: number;
  /** Milliseconds until it is asked again. */
  readonly pause: number;
  readonly rests: boolean;
}

interface Robots {
  isAllowed(url: string, agent?: string): boolean | undefined;
  getCrawlDelay(agent?: string): number | undefined;
}

/** The module is a function; its types say it has one. */
const robotsParser = robotsModule as unknown as (url: string, text: string) => Robots;

interface Host {
  readonly name: string;
  readonly queue: PQueue;
  robots: Promise<Robots | "unreachable" | null> | null;
  failures: number;
  done: number;
  /** When it may be asked again, in milliseconds of the clock. */
  next: number;
}

interface Task extends Origin {
  readonly depth: number;
  /** The address that was given and led here. */
  readonly seed: string;
  /** Pages in a row that only sent on. */
  readonly moves: number;
}

const LONGEST_WAIT = 120_000;
const AGAIN = new Set([408, 425, 429, 500, 502, 503, 504]);
const MOST_MOVES = 5;
/** Addresses waiting for their hosts; more are taken up as these end. */
const MOST_WAITING = 2_000;

export class Crawl {
  private readonly hosts = new Map<string, Host>();
  private readonly slots: PQueue;
  /** Responses are kept one after the other, and between two of them the network is served. */
  private readonly settling = new PQueue({ concurrency: 1 });
  private readonly seen = new Set<string>();
  /** Documents that each given address led to, itself included where it is one. */
  private readonly yields = new Map<string, number>();
  private waiting = 0;
  private wake: (() => void) | null = null;
  private failure: Error | null = null;

  constructor(
    private readonly client: Client,
    private readonly archive: Archive,
    private readonly options: CrawlOptions,
    private readonly onEntry: OnEntry,
  ) {
    this.slots = new PQueue({ concurrency: options.concurrency });
  }

  /** Ends when everything given and found is done. A given address that leads to nothing ends as failed. */
  async run(addresses: readonly string[], mode: Mode): Promise<void> {
    if (mode === "retry") {
      const failed = [...this.archive.entries.values()].filter(({ outcome }) => outcome === "failed");
      for (const { url, from, kind, depth = 0 } of failed) {
        await this.room();
        this.add({ ...origin(url, from, kind), depth, seed: url, moves: 0 }, mode);
      }
    } else {
      for (const url of addresses) {
        await this.room();
        this.add({ url, kind: "given", depth: 0, seed: url, moves: 0 }, mode);
      }
    }
    while (this.waiting > 0) await this.ended();
    if (this.failure) throw this.failure;
    for (const url of mode === "retry" ? [] : addresses) this.judge(url);
  }

  /** Hosts with something to do, those with the most first. */
  hostViews(): HostView[] {
    return [...this.hosts.values()]
      .map(({ name, queue, done, next, failures }) => ({
        host: name,
        done,
        waiting: queue.size + queue.pending,
        pause: Math.max(0, next - Date.now()),
        rests: failures >= this.options.patience,
      }))
      .filter(({ waiting }) => waiting > 0)
      .sort((a, b) => b.waiting - a.waiting);
  }

  private async room(): Promise<void> {
    while (this.waiting >= MOST_WAITING) await this.ended();
  }

  private ended(): Promise<void> {
    return new Promise((resolve) => {
      this.wake = resolve;
    });
  }

  private add(task: Task, mode: Mode): void {
    if (this.seen.has(task.url)) return;
    this.seen.add(task.url);
    this.waiting += 1;
    void this.visit(task, mode)
      .catch((error: Error) => {
        this.failure ??= error;
      })
      .finally(() => {
        this.waiting -= 1;
        this.wake?.();
      });
  }

  private async visit(task: Task, mode: Mode): Promise<void> {
    const known = this.archive.entries.get(task.url);
    if (mode === "resume" && known && known.outcome !== "failed") {
      // What is there is not asked for again; what it leads to may be missing.
      const kept = await this.archive.read(task.url);
      if (kept) this.follow(task, kept, mode);
      return;
    }
    if (!URL.canParse(task.url)) {
      this.end(task, "skipped", "no-address");
      return;
    }
    const url = new URL(task.url);
    const host = this.hostOf(url);
    const response = await host.queue.add(() => this.ask(task, host, mode));
    host.done += 1;
    if (response) await this.settling.add(() => this.settle(task, response, mode));
  }

  private hostOf({ origin: name }: URL): Host {
    const known = this.hosts.get(name);
    if (known) return known;
    const queue = new PQueue({ concurrency: 1 });
    const host: Host = { name, queue, robots: null, failures: 0, done: 0, next: 0 };
    this.hosts.set(name, host);
    return host;
  }

  /** The host's answer; null when the address has ended without one. */
  private async ask(task: Task, host: Host, mode: Mode): Promise<Response | null> {
    if (host.failures >= this.options.patience) return this.end(task, "failed", "host-rests");
    host.robots ??= this.options.ignoreRobots ? Promise.resolve(null) : this.robotsOf(host);
    const robots = await host.robots;
    if (robots === "unreachable") return this.end(task, "failed", "robots-unreachable");
    if (robots?.isAllowed(task.url, this.options.agent) === false) return this.end(task, "skipped", "robots");
    const asked = (robots?.getCrawlDelay(this.options.agent) ?? 0) * 1000;
    const known = this.archive.entries.get(task.url);
    const answer = await this.attempt(host, task.url, mode === "changes" ? conditions(known) : {}, asked);
    if (typeof answer !== "string") return answer;
    if (answer === "refused") return this.end(task, "skipped", answer);
    return this.end(task, "failed", answer);
  }

  /** Tries until there is an answer to go by; else says from a closed list why there is none. */
  private async attempt(
    host: Host,
    url: string,
    extra: Readonly<Record<string, string>>,
    asked: number,
  ): Promise<Response | string> {
    const pause = Math.max(this.options.delay, asked);
    for (let attempt = 0; ; attempt += 1) {
      await sleep(host.next - Date.now());
      let problem: string;
      let wait = Math.max(pause, 100) * 2 ** attempt * (1 + Math.random());
      try {
        const response = await this.slots.add(() => this.client.get(url, extra));
        host.next = Date.now() + pause;
        if (!AGAIN.has(response.status)) {
          host.failures = 0;
          return response;
        }
        problem = `status-${response.status}`;
        wait = Math.max(pause, retryAfter(response) ?? wait);
      } catch (error) {
        if (!(error instanceof FetchError)) throw error;
        problem = error.kind;
        host.next = Date.now() + pause;
        if (error.kind === "refused" || error.kind === "too-large" || error.kind === "redirects")
          return problem;
      }
      if (attempt >= this.options.retries) {
        host.failures += 1;
        return problem;
      }
      host.next = Date.now() + Math.min(wait, LONGEST_WAIT);
    }
  }

  /** As the standard has it: without robots.txt all is allowed; while the server cannot say, nothing is. */
  private async robotsOf(host: Host): Promise<Robots | "unreachable" | null> {
    const url = `${host.name}/robots.txt`;
    const answer = await this.attempt(host, url, {}, 0);
    if (typeof answer === "string") return /^status-(?:408|425|429|5)/.test(answer) ? "unreachable" : null;
    return answer.status === 200 ? robotsParser(url, new TextDecoder().decode(answer.body)) : null;
  }

  private async settle(task: Task, response: Response, mode: Mode): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    const { status } = response;
    if (status === 304) {
      this.end(task, "unchanged");
      const kept = await this.archive.read(task.url);
      if (kept) this.follow(task, kept, mode);
    } else if (status === 404 || status === 410) this.end(task, "gone", `status-${status}`);
    else if (status !== 200) this.end(task, "failed", `status-${status}`);
    else {
      this.onEntry(await this.archive.keep(originOf(task), response, new Date()));
      this.follow(task, response, mode);
    }
  }

  private follow(task: Task, response: Response, mode: Mode): void {
    const leads: Leads = leadsOf(response, this.options.rules, this.options.years);
    if (leads.isDocument || task.kind === "report" || task.kind === "file") this.count(task.seed);
    for (const { url, kind } of leads.links) {
      if (kind === "look-alike" || kind === "other-year") {
        if (this.seen.has(url)) continue;
        this.seen.add(url);
        this.end(
          { url, from: task.url, kind: "link", depth: task.depth + 1, seed: task.seed, moves: 0 },
          "skipped",
          kind,
        );
        continue;
      }
      const moves = kind === "moved" ? task.moves + 1 : 0;
      const depth = kind === "next" || kind === "moved" ? task.depth : task.depth + 1;
      const given = kind === "moved" && task.kind !== undefined ? task.kind : kind;
      if (depth > this.options.depth || moves > MOST_MOVES || (this.options.depth === 0 && kind === "next"))
        continue;
      this.add({ url, from: task.url, kind: given, depth, seed: task.seed, moves }, mode);
    }
  }

  private count(seed: string): void {
    this.yields.set(seed, (this.yields.get(seed) ?? 0) + 1);
  }

  /** A list that leads to no report is no success. */
  private judge(url: string): void {
    const entry = this.archive.entries.get(url);
    const had =
      entry && entry.outcome !== "failed" && entry.outcome !== "skipped" && entry.outcome !== "gone";
    if (!had || this.yields.has(url)) return;
    this.onEntry(
      this.archive.note({
        url,
        kind: "given",
        depth: 0,
        outcome: "failed",
        reason: "nothing-found",
        at: now(),
      }),
    );
  }

  private end(task: Task, outcome: Outcome, reason?: string): null {
    const entry = { ...originOf(task), outcome, at: now(), ...(reason === undefined ? {} : { reason }) };
    this.onEntry(this.archive.note(entry));
    return null;
  }
}

function origin(url: string, from: string | undefined, kind: string | undefined): Origin {
  return { url, ...(from === undefined ? {} : { from }), ...(kind === undefined ? {} : { kind }) };
}

function originOf({ url, from, kind, depth }: Task): Origin {
  return { ...origin(url, from, kind), depth };
}

function now(): string {
  return new Date().toISOString();
}

function conditions(known: Entry | undefined): Record<string, string> {
  return {
    ...(known?.etag === undefined ? {} : { "if-none-match": known.etag }),
    ...(known?.lastModified === undefined ? {} : { "if-modified-since": known.lastModified }),
  };
}

/** Milliseconds that a server asks for, in seconds or as a date. */
function retryAfter(response: Response): number | null {
  const text = header(response, "retry-after");
  if (text === "") return null;
  const seconds = Number(text);
  return Number.isNaN(seconds) ? Math.max(0, Date.parse(text) - Date.now() || 0) : seconds * 1000;
}

function sleep(milliseconds: number): Promise<void> {
  return milliseconds <= 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, milliseconds));
}
