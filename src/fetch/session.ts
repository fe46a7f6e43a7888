// One run of a crawl over its archive, from opening it to the account of it: what the command `fetch` does, without what it says.
// Must not know how it is told what to do, nor how it is told.
import { Archive, type ArchiveOptions } from "./archive.ts";
import { writeChanges } from "./changes.ts";
import { Client, FETCH_LIMITS, type FetchLimits } from "./client.ts";
import type { CoverageRow, Expected } from "./coverage.ts";
import { writeCoverage } from "./coverage-file.ts";
import { Crawl, type CrawlEvents, type CrawlOptions, type Mode } from "./crawl.ts";
import { addressesWithoutReport } from "./dataset-failures.ts";
import type { Entry } from "./entry.ts";
import { type NetworkOptions, PLAIN_NETWORK } from "./network.ts";
import type { HostView } from "./road.ts";
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
    const archive = await Archive.open(plan.archive, plan.keeping);
    try {
      return new Session(plan, archive, events);
    } catch (error) {
      await archive.close();
      throw error;
    }
  }

  private readonly client: Client;

  private constructor(
    private readonly plan: SessionPlan,
    private readonly archive: Archive,
    events: CrawlEvents,
  ) {
    const { agentName, allowed, limits = FETCH_LIMITS, network = PLAIN_NETWORK } = plan;
    this.client = new Client(agentName, allowed, limits, network);
    this.before = new Map(archive.entries);
    const onEntry = (entry: Entry) => {
      // Captures of one address end each by itself.
      this.ended.set(`${entry.captured ?? ""} ${entry.url}`, entry);
      events.onEntry(entry);
    };
    const { dataset } = plan;
    const again = dataset === undefined ? NONE : addressesWithoutReport(dataset, archive.entries.values());
    const options = { ...plan.crawl, again };
    const told = { ...events, onEntry };
    this.crawl = plan.webArchive
      ? new Harvest(this.client, archive, options, told, plan.webArchive)
      : new Crawl(this.client, archive, options, told);
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

  /** Runs to the end, writes the account of it, and lets the archive go. */
  async run(): Promise<Ran> {
    const { plan, archive, crawl } = this;
    try {
      await crawl.run(plan.addresses, plan.mode);
    } finally {
      await this.client.close();
      await archive.close();
    }
    const coverage = crawl.coverage(plan.expected ?? []);
    if (!plan.crawl.dryRun) {
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
