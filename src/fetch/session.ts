// One run of a crawl over its archive, from opening it to the account of it: what the command `fetch` does, without what it says.
// Must not know how it is told what to do, nor how it is told.
import { join } from "node:path";
import { Archive, type ArchiveOptions } from "./archive.ts";
import { Browser } from "./browser/browser.ts";
import { writeChanges } from "./changes.ts";
import { Client, FETCH_LIMITS, type FetchLimits } from "./client.ts";
import { accountOf, type Coverage, type Expected } from "./coverage.ts";
import { writeCoverage } from "./coverage-file.ts";
import { Crawl } from "./crawl.ts";
import type { CrawlEvents, CrawlOptions, Mode } from "./crawl-plan.ts";
import { addressesWithoutReport } from "./dataset-failures.ts";
import type { Entry } from "./entry.ts";
import type { HostView } from "./hosts.ts";
import type { KnownEntries } from "./known.ts";
import { type NetworkOptions, PLAIN_NETWORK } from "./network.ts";
import type { ClaimTimes } from "./together/claims.ts";
import { joinWorkers } from "./together/join.ts";
import { workersOf } from "./together/others.ts";
import { Team } from "./together/team.ts";
import { Harvest, type WebArchiveSource } from "./web-archive/harvest.ts";

export interface SessionPlan {
  readonly archive: string;
  readonly addresses: readonly string[];
  readonly mode: Mode;
  readonly crawl: Omit<CrawlOptions, "again">;
  /** A dataset made from the archive: what is no report in it is asked for again. */
  readonly dataset?: string;
  /** As servers are told it. */
  readonly agentName: string;
  /** Hosts and addresses that may be fetched although they are not public. */
  readonly allowed: ReadonlySet<string>;
  readonly limits?: FetchLimits;
  readonly network?: NetworkOptions;
  /** Another archive, whose captures are fetched: the addresses are what is wanted of it. */
  readonly webArchive?: WebArchiveSource;
  /** Pages that give nothing by themselves are drawn by a browser: this one, or with null the one that is installed. */
  readonly browser?: string | null;
  /** One of several who work on the archive at the same time. */
  readonly worker?: { readonly name: string; readonly times?: ClaimTimes };
  readonly expected?: readonly Expected[];
  readonly keeping?: Partial<ArchiveOptions>;
}

/** What a run came to. */
export interface Ran {
  /** How addresses and captures ended that it took up. */
  readonly ended: Iterable<Entry>;
  /** How all addresses stand, and of how many there are bytes. */
  readonly entries: KnownEntries;
  readonly kept: number;
  readonly coverage: Coverage;
  /** Addresses that were left for another run. */
  readonly left: number;
}

const NONE: ReadonlySet<string> = new Set();

export class Session {
  private readonly thisRun: ReturnType<Archive["beginRun"]>;
  private readonly crawl: Crawl | Harvest;

  /** @throws ArchiveError, BrowserError, LockedError, WriteError, Error where the dataset cannot be used */
  static async open(plan: SessionPlan, events: CrawlEvents): Promise<Session> {
    const { archive: folder, worker } = plan;
    const own = worker === undefined ? folder : join(workersOf(folder), worker.name);
    const browser = plan.browser === undefined ? null : new Browser(plan.browser, plan.agentName);
    await browser?.ready();
    let archive: Archive | null = null;
    try {
      archive = await Archive.open(own, plan.keeping);
      return new Session(plan, archive, events, browser);
    } catch (error) {
      await Promise.all([archive?.close(), browser?.close()]);
      throw error;
    }
  }

  private readonly client: Client;
  private readonly team: Team | null;

  private constructor(
    private readonly plan: SessionPlan,
    private readonly archive: Archive,
    private readonly events: CrawlEvents,
    private readonly browser: Browser | null,
  ) {
    const { agentName, allowed, limits = FETCH_LIMITS, network = PLAIN_NETWORK } = plan;
    this.client = new Client(agentName, allowed, limits, network);
    this.team = plan.worker ? new Team(plan.archive, plan.worker.name, plan.worker.times) : null;
    this.thisRun = archive.beginRun();
    const { dataset } = plan;
    const again = dataset === undefined ? NONE : addressesWithoutReport(dataset, archive.entries.values());
    const options = { ...plan.crawl, again, ...(browser ? { browser } : {}) };
    this.crawl = plan.webArchive
      ? new Harvest(this.client, archive, options, events, plan.webArchive)
      : new Crawl(this.client, archive, options, events, this.team);
  }

  /** How an address stood before this run. */
  before(url: string): Entry | undefined {
    return this.thisRun.before(url);
  }

  /** What was wrong with the archive when it was opened. */
  get notes(): readonly string[] {
    return this.archive.notes;
  }

  hostViews(): HostView[] {
    return this.crawl.hostViews();
  }

  /** Ends the run soon, with everything written. */
  stop(): void {
    this.crawl.stop();
  }

  /** Makes one archive of what its workers had; the run that follows accounts for it. @throws LockedError while one is at work */
  async join(): Promise<void> {
    for (const entry of await joinWorkers(this.archive)) this.events.onEntry(entry);
  }

  /** Runs to the end, writes the account of it, and lets the archive go. */
  async run(): Promise<Ran> {
    const { plan, archive, crawl, thisRun } = this;
    let kept = 0;
    try {
      await crawl.run(plan.addresses, plan.mode);
    } finally {
      this.team?.end();
      await this.browser?.close();
      await this.client.close();
      kept = await archive.close();
    }
    // What one of several saw of lists is no account of them.
    const coverage = this.team ? accountOf([]) : crawl.coverage(plan.expected ?? []);
    if (!plan.crawl.dryRun && !this.team) {
      writeCoverage(plan.archive, coverage);
      writeChanges(plan.archive, (url) => thisRun.before(url), thisRun.ended());
    }
    const ended = { [Symbol.iterator]: () => thisRun.ended() };
    return { ended, entries: archive.entries, kept, coverage, left: crawl.left };
  }
}

/** 0: all well; 1: something failed, was left, or is a gap, in this run; 2: nothing at all is there. */
export function verdictOf({ ended, kept, coverage, left }: Ran): 0 | 1 | 2 {
  if (kept === 0) return 2;
  return left > 0 || coverage.gaps.length > 0 || hasFailed(ended) ? 1 : 0;
}

function hasFailed(ended: Iterable<Entry>): boolean {
  for (const { outcome } of ended) if (outcome === "failed") return true;
  return false;
}
