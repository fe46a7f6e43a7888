// Goes from what was given to reports and their files: in which order addresses are taken up, each page once, and what came of
// every list. Must not know what is done for an address, how hosts are asked, how bytes are kept, or what is in reports.
import { setImmediate } from "node:timers/promises";
import type { Archive } from "./archive.ts";
import type { Client } from "./client.ts";
import { type Coverage, coverageOf, type Expected } from "./coverage.ts";
import type { CrawlEvents, CrawlOptions, Mode } from "./crawl-plan.ts";
import type { Entry } from "./entry.ts";
import { Follower } from "./follow.ts";
import type { HostView } from "./hosts.ts";
import { Look } from "./look.ts";
import { OpenTasks } from "./open-tasks.ts";
import { Pages } from "./pages.ts";
import { Allowance, Pieces } from "./pieces.ts";
import { type Asked, Road } from "./road.ts";
import { byHost, interleaved } from "./seeds.ts";
import { isRobots } from "./taken-up.ts";
import { given, type Task } from "./task.ts";
import type { Team } from "./together/team.ts";
import { Visits } from "./visit.ts";

/** Addresses waiting for their hosts; more are taken up as these end. */
const MOST_WAITING = 2_000;
/** Addresses that are taken up before hosts are looked after again, where there is nothing to be done for them. */
const AT_ONCE = 5_000;

export class Crawl {
  private readonly road: Road;
  private readonly look: Look;
  private readonly allowance: Allowance;
  private readonly pages: Pages;
  private readonly follower: Follower;
  private readonly open: OpenTasks;
  private visits: Visits | null = null;

  constructor(
    client: Client,
    private readonly archive: Archive,
    private readonly options: CrawlOptions,
    private readonly events: CrawlEvents,
    /** The others who work on the same archive. */
    private readonly team: Team | null = null,
  ) {
    this.pages = new Pages(options.rules);
    this.follower = new Follower(this.pages, options.depth);
    const road = new Road(client, options, { onAsked: (asked) => this.heard(asked), claims: team });
    this.road = road;
    this.allowance = new Allowance(options.limit);
    // What is under way when something breaks ends, and then the run.
    this.open = new OpenTasks(() => road.stop());
    // A dry run asks for nothing, whatever would be needed to know more.
    const allowance = options.dryRun ? new Allowance(0) : this.allowance;
    const pieces = new Pieces({ archive, road, allowance, known: this.known, onEntry: events.onEntry });
    const browser = options.dryRun ? null : (options.browser ?? null);
    this.look = new Look(options.rules, options.years, pieces, browser);
  }

  /** Addresses that were left for another run: the limit was reached, or the run was stopped. */
  get left(): number {
    return this.visits?.left ?? 0;
  }

  /** Ends when everything given and found is done. A given address that leads to nothing ends as failed. */
  async run(addresses: readonly string[], mode: Mode): Promise<void> {
    if (mode === "account") this.allowance.end();
    const visits = this.visitsIn(mode);
    this.visits = visits;
    if (this.team) {
      const begin = (group: readonly string[]) => this.runGroup(group, visits);
      await this.team
        .share(byHost(addresses), this.options.concurrency, begin, () => this.road.isStopped)
        .catch((error: Error) => this.open.fail(error));
      return this.open.allEnded();
    }
    await this.takeUp(interleaved(addresses), visits);
    await this.open.allEnded();
    if (!this.options.dryRun) for (const url of addresses) visits.judge(url);
  }

  /** Ends when all of them are under way or done. */
  private async takeUp(addresses: Iterable<string>, visits: Visits): Promise<void> {
    let done = 0;
    for (const url of addresses) {
      while (this.open.count >= MOST_WAITING) await this.open.ended();
      if (visits.isSettled(url) && this.pages.takeGiven(url)) this.follower.singles.add(url);
      else this.add(given(url), visits);
      done += 1;
      if (done % AT_ONCE === 0) await setImmediate();
    }
  }

  /** @returns false where something was left */
  private async runGroup(addresses: readonly string[], visits: Visits): Promise<boolean> {
    const { left } = visits;
    const seeds = new Set(addresses);
    await this.takeUp(addresses, visits);
    while (this.open.isOpen(seeds)) await this.open.ended();
    if (visits.left > left || this.open.failure) return false;
    for (const url of addresses) visits.judge(url);
    return true;
  }

  /** What lists tell of their size against what was had. */
  coverage(expected: readonly Expected[]): Coverage {
    const { archive, follower, pages, known } = this;
    const standings = {
      entryOf: (url: string) => pages.entryOf(url, known),
      factsOf: (url: string) => archive.entries.factsOf(url),
    };
    return coverageOf(follower, standings, expected);
  }

  /** Asks nothing more: what is open is left for another run, and `run` ends soon. */
  stop(): void {
    this.road.stop();
  }

  hostViews(): HostView[] {
    return this.road.hostViews();
  }

  private visitsIn(mode: Mode): Visits {
    const { archive, road, look, allowance, pages, follower, team, options, events, known } = this;
    const add = (task: Task) => this.add(task, visits);
    const start = (task: Task) => this.start(task, visits);
    const shared = { archive, road, look, allowance, pages, follower, team, options, events, known };
    const visits = new Visits({ ...shared, add, start }, mode);
    return visits;
  }

  private readonly known = (url: string): Entry | undefined => {
    const [own, other] = [this.archive.entries.get(url), this.team?.known(url)];
    return own && other && other.at > own.at ? other : (own ?? other);
  };

  /** What hosts said beside what was asked for is kept as well. */
  private heard(asked: Asked): void {
    this.events.onAsked?.(asked);
    if (asked.response && isRobots(asked.ask.url)) this.archive.keepAside(asked.response, new Date());
  }

  private add(task: Task, visits: Visits): void {
    const first = this.pages.take(task);
    if (first === null) this.start(task, visits);
    else this.follower.share(task.seed, first);
  }

  private start(task: Task, visits: Visits): void {
    this.open.begin(task, (one) => visits.visit(one));
  }
}
