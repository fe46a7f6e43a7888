// One run of a crawl over its archive, from opening it to the account of it: what the command `fetch` does, without what it says.
// Must not know how it is told what to do, nor how it is told.
import { join } from "node:path";
import { Archive, type ArchiveOptions } from "./archive.ts";
import { writeChanges } from "./changes.ts";
import { Client, FETCH_LIMITS, type FetchLimits } from "./client.ts";
import type { CoverageRow, Expected } from "./coverage.ts";
import { writeCoverage } from "./coverage-file.ts";
import { Crawl, type CrawlEvents, type CrawlOptions, type Mode } from "./crawl.ts";
import { addressesWithoutReport } from "./dataset-failures.ts";
import type { Entry } from "./entry.ts";
import type { HostView } from "./hosts.ts";
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
  /** One of several who work on the archive at the same time. */
  readonly worker?: { readonly name: string; readonly times?: ClaimTimes };
  readonly expected?: readonly Expected[];
  readonly keeping?: Partial<ArchiveOptions>;
}

/** What a run came to. */
export interface Ran {
  /** How addresses stood before it, and how those that it took up ended. */
  readonly before: ReadonlyMap<string, Entry>;
  readonly ended: ReadonlyMap<string, Entry>;
  readonly entries: ReadonlyMap<string, Entry>;
  readonly coverage: readonly CoverageRow[];
  /** Addresses that were left for another run. */
  readonly left: number;
}

const NONE: ReadonlySet<string> = new Set();

export class Session {
  readonly before: ReadonlyMap<string, Entry>;
  private readonly ended = new Map<string, Entry>();
  private readonly crawl: Crawl | Harvest;

  /** @throws ArchiveError, LockedError, WriteError, Error where the dataset cannot be used */
  static async open(plan: SessionPlan, events: CrawlEvents): Promise<Session> {
    const { archive: folder, worker } = plan;
    const own = worker === undefined ? folder : join(workersOf(folder), worker.name);
    const archive = await Archive.open(own, plan.keeping);
    try {
      return new Session(plan, archive, events);
    } catch (error) {
      await archive.close();
      throw error;
    }
  }

  private readonly client: Client;
  private readonly team: Team | null;

  private constructor(
    private readonly plan: SessionPlan,
    private readonly archive: Archive,
    private readonly events: CrawlEvents,
  ) {
    const { agentName, allowed, limits = FETCH_LIMITS, network = PLAIN_NETWORK } = plan;
    this.client = new Client(agentName, allowed, limits, network);
    this.team = plan.worker ? new Team(plan.archive, plan.worker.name, plan.worker.times) : null;
    this.before = new Map(archive.entries);
    const onEntry = (entry: Entry) => this.onEntry(entry);
    const { dataset } = plan;
    const again = dataset === undefined ? NONE : addressesWithoutReport(dataset, archive.entries.values());
    const options = { ...plan.crawl, again };
    const told = { ...events, onEntry };
    this.crawl = plan.webArchive
      ? new Harvest(this.client, archive, options, told, plan.webArchive)
      : new Crawl(this.client, archive, options, told, this.team);
  }

  private onEntry(entry: Entry): void {
    // Captures of one address end each by itself.
    this.ended.set(`${entry.captured ?? ""} ${entry.url}`, entry);
    this.events.onEntry(entry);
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
    for (const entry of await joinWorkers(this.archive)) this.onEntry(entry);
  }

  /** Runs to the end, writes the account of it, and lets the archive go. */
  async run(): Promise<Ran> {
    const { plan, archive, crawl } = this;
    try {
      await crawl.run(plan.addresses, plan.mode);
    } finally {
      this.team?.end();
      await this.client.close();
      await archive.close();
    }
    // What one of several saw of lists is no account of them.
    const coverage = this.team ? [] : crawl.coverage(plan.expected ?? []);
    if (!plan.crawl.dryRun && !this.team) {
      writeCoverage(plan.archive, coverage);
      writeChanges(plan.archive, this.before, this.ended);
    }
    return { before: this.before, ended: this.ended, entries: archive.entries, coverage, left: crawl.left };
  }
}

/** 0: all well; 1: something failed, was left, or is a gap, in this run; 2: nothing at all is there. */
export function verdictOf({ ended, entries, coverage, left }: Ran): 0 | 1 | 2 {
  if (![...entries.values()].some(({ offset }) => offset !== undefined)) return 2;
  const failed = [...ended.values()].some(({ outcome }) => outcome === "failed");
  return failed || left > 0 || coverage.some(({ state }) => state === "gap") ? 1 : 0;
}
