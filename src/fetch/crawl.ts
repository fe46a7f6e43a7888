// Fetches addresses politely: robots.txt and its delay, one request at a time for each host, waiting when told to, resting
// hosts that keep failing; follows links to reports and their files.
// Must not know how bytes are kept or what is in reports.
import PQueue from "p-queue";
import robotsModule from "robots-parser";
import type { Archive, Entry } from "./archive.ts";
import { type Client, FetchError, type Response } from "./client.ts";
import { type LinkRules, linksOf } from "./links.ts";

export interface CrawlOptions {
  readonly agent: string;
  /** Milliseconds between two requests to one host, unless its robots.txt asks for more. */
  readonly delay: number;
  readonly concurrency: number;
  readonly retries: number;
  /** Failures in a row after which a host is left alone for the rest of the run. */
  readonly patience: number;
  readonly ignoreRobots: boolean;
  /** Links followed from an address that was given: 0 fetches only what was given. */
  readonly depth: number;
  readonly rules: LinkRules;
}

/** What the run did with each address, in the order in which it ended. */
export type OnEntry = (entry: Entry) => void;

interface Robots {
  isAllowed(url: string, agent?: string): boolean | undefined;
  getCrawlDelay(agent?: string): number | undefined;
}

/** The module is a function; its types say it has one. */
const robotsParser = robotsModule as unknown as (url: string, text: string) => Robots;

interface Host {
  readonly queue: PQueue;
  robots: Promise<Robots | null>;
  failures: number;
  next: number;
}

const LONGEST_WAIT = 120_000;
const AGAIN = new Set([408, 425, 429, 500, 502, 503, 504]);

export class Crawl {
  private readonly hosts = new Map<string, Host>();
  private readonly queue: PQueue;
  private readonly seen = new Set<string>();

  constructor(
    private readonly client: Client,
    private readonly archive: Archive,
    private readonly options: CrawlOptions,
    private readonly onEntry: OnEntry,
  ) {
    this.queue = new PQueue({ concurrency: options.concurrency });
  }

  /** Ends when everything given and found is done. `resume` leaves what is done alone, else it is asked for changes. */
  async run(addresses: readonly string[], resume: boolean): Promise<void> {
    for (const address of addresses) this.add(address, 0, undefined, resume);
    await this.queue.onIdle();
  }

  private add(url: string, depth: number, from: string | undefined, resume: boolean): void {
    if (this.seen.has(url)) return;
    this.seen.add(url);
    void this.queue.add(() => this.visit(url, depth, from, resume));
  }

  private async visit(url: string, depth: number, from: string | undefined, resume: boolean): Promise<void> {
    const known = this.archive.entries.get(url);
    const done = known !== undefined && known.outcome !== "failed";
    // A list that was fetched before still has to be gone through for what it leads to.
    if (resume && done && depth >= this.options.depth) return;
    const parsed = URL.canParse(url) ? new URL(url) : null;
    if (!parsed) return this.end(url, "skipped", "no-address", from);
    const host = this.hostOf(parsed);
    await host.queue.add(async () => {
      if (host.failures >= this.options.patience) return this.end(url, "failed", "host-rests", from);
      const robots = await host.robots;
      if (robots?.isAllowed(url, this.options.agent) === false)
        return this.end(url, "skipped", "robots", from);
      await this.attempt(
        url,
        depth,
        from,
        resume,
        host,
        (robots?.getCrawlDelay(this.options.agent) ?? 0) * 1000,
      );
    });
  }

  private hostOf({ origin }: URL): Host {
    const known = this.hosts.get(origin);
    if (known) return known;
    const host: Host = {
      queue: new PQueue({ concurrency: 1 }),
      robots: Promise.resolve(null),
      failures: 0,
      next: 0,
    };
    host.robots = this.options.ignoreRobots ? Promise.resolve(null) : this.robotsOf(origin);
    this.hosts.set(origin, host);
    return host;
  }

  private async robotsOf(origin: string): Promise<Robots | null> {
    const url = `${origin}/robots.txt`;
    try {
      const { status, body } = await this.client.get(url);
      return status === 200 ? robotsParser(url, new TextDecoder().decode(body)) : null;
    } catch (error) {
      if (error instanceof FetchError) return null;
      throw error;
    }
  }

  private async attempt(
    url: string,
    depth: number,
    from: string | undefined,
    resume: boolean,
    host: Host,
    asked: number,
  ): Promise<void> {
    const pause = Math.max(this.options.delay, asked);
    for (let attempt = 0; ; attempt += 1) {
      await sleep(host.next - Date.now());
      const known = this.archive.entries.get(url);
      let problem: string;
      let wait = pause * 2 ** attempt * (1 + Math.random());
      try {
        const response = await this.client.get(url, resume ? {} : conditions(known));
        host.next = Date.now() + pause;
        if (!AGAIN.has(response.status)) {
          host.failures = 0;
          return await this.settle(url, response, depth, from, resume);
        }
        problem = `status-${response.status}`;
        wait = Math.max(wait, retryAfter(response));
      } catch (error) {
        if (!(error instanceof FetchError)) throw error;
        problem = error.kind;
        host.next = Date.now() + pause;
        if (error.kind === "refused" || error.kind === "too-large" || error.kind === "redirects") {
          return this.end(url, error.kind === "refused" ? "skipped" : "failed", error.kind, from);
        }
      }
      if (attempt >= this.options.retries) {
        host.failures += 1;
        return this.end(url, "failed", problem, from);
      }
      host.next = Date.now() + Math.min(wait, LONGEST_WAIT);
    }
  }

  private async settle(
    url: string,
    response: Response,
    depth: number,
    from: string | undefined,
    resume: boolean,
  ): Promise<void> {
    const { status } = response;
    if (status === 304) return this.end(url, "unchanged", undefined, from);
    if (status === 404 || status === 410) return this.end(url, "gone", `status-${status}`, from);
    if (status !== 200) return this.end(url, "failed", `status-${status}`, from);
    const done = this.archive.entries.get(url);
    if (!(resume && done && done.outcome !== "failed")) {
      this.onEntry(await this.archive.keep(url, response, from, new Date()));
    }
    if (depth >= this.options.depth) return;
    for (const link of linksOf(response, this.options.rules)) {
      if (link.kind === "look-alike") this.end(link.url, "skipped", "look-alike", url);
      else this.add(link.url, link.kind === "next" ? depth : depth + 1, url, resume);
    }
  }

  private end(
    url: string,
    outcome: Entry["outcome"],
    reason: string | undefined,
    from: string | undefined,
  ): void {
    const entry = { url, outcome, at: new Date().toISOString() };
    this.onEntry(
      this.archive.note({
        ...entry,
        ...(reason === undefined ? {} : { reason }),
        ...(from === undefined ? {} : { from }),
      }),
    );
  }
}

function conditions(known: Entry | undefined): Record<string, string> {
  return {
    ...(known?.etag === undefined ? {} : { "if-none-match": known.etag }),
    ...(known?.lastModified === undefined ? {} : { "if-modified-since": known.lastModified }),
  };
}

/** Milliseconds that a server asks for, in seconds or as a date. */
function retryAfter({ headers }: Response): number {
  const text = headers.find(([name]) => name.toLowerCase() === "retry-after")?.[1];
  if (text === undefined) return 0;
  const seconds = Number(text);
  return Number.isNaN(seconds) ? Math.max(0, Date.parse(text) - Date.now() || 0) : seconds * 1000;
}

function sleep(milliseconds: number): Promise<void> {
  return milliseconds <= 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, milliseconds));
}
