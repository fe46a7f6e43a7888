// Goes from what was given to reports and their files: which addresses are asked, each page once, and what came of each and
// of every list. Must not know how hosts are asked, how bytes are kept, or what is in reports.
import type { Archive } from "./archive.ts";
import type { Browser } from "./browser/browser.ts";
import type { Client } from "./client.ts";
import { type CoverageRow, coverageOf, type Expected } from "./coverage.ts";
import { type Entry, type Outcome, wasHad } from "./entry.ts";
import { Follower } from "./follow.ts";
import type { HostView } from "./hosts.ts";
import { keepAnswer } from "./keep-answer.ts";
import type { Leads } from "./lead.ts";
import { Look, type Looked } from "./look.ts";
import { asksForPart } from "./pager.ts";
import { Pages } from "./pages.ts";
import { Allowance, Pieces } from "./pieces.ts";
import type { Response } from "./response.ts";
import { type Asked, Road, type RoadOptions } from "./road.ts";
import type { LinkRules, Years } from "./rules.ts";
import { byHost, interleaved } from "./seeds.ts";
import { isRobots } from "./taken-up.ts";
import { conditions, given, instead, originOf, type Task, withoutLinks } from "./task.ts";
import type { Team } from "./together/team.ts";

export interface CrawlOptions extends RoadOptions {
  /** Links followed from an address that was given: 0 fetches only what was given. */
  readonly depth: number;
  readonly rules: LinkRules;
  /** Years whose reports are wanted; null for all. */
  readonly years: Years | null;
  /** Addresses asked for in this run at most. */
  readonly limit: number;
  /** What is there and was asked for at this time or later is not asked again; null asks for all of it. */
  readonly since: Date | null;
  /** Nothing is asked or written: what would be asked is told. */
  readonly dryRun: boolean;
  /** Addresses whose bytes are known to be no report: asked again as if they had failed. */
  readonly again: ReadonlySet<string>;
  /** Draws pages that give nothing by themselves. */
  readonly browser?: Browser;
}

/**
 * `changes` asks again for what is there, whether it changed; `resume` fetches only what is not there; `retry` only what
 * failed; `account` nothing: it only follows what is there.
 */
export type Mode = "changes" | "resume" | "retry" | "account";

export interface CrawlEvents {
  /** What the run did with each address, in the order in which it ended. */
  readonly onEntry: (entry: Entry) => void;
  readonly onAsked?: (asked: Asked) => void;
  /** What would be asked, in a dry run. */
  readonly onWanted?: (url: string) => void;
}

/** Addresses waiting for their hosts; more are taken up as these end. */
const MOST_WAITING = 2_000;
/** What a list has to have: to miss it is a gap. Reports are told by the list that names them. */
const TOLD: ReadonlySet<string> = new Set(["file", "part", "year"]);
/** What has no list behind it: there is nothing new to be found on it. */
const LEAVES: ReadonlySet<string> = new Set(["report", "file"]);

export class Crawl {
  private readonly road: Road;
  private readonly look: Look;
  private readonly allowance: Allowance;
  private readonly pages: Pages;
  private readonly follower: Follower;
  /** Addresses that were left for another run: the limit was reached, or the run was stopped. */
  left = 0;
  private waiting = 0;
  /** Tasks that are open, by the address given that led to them. */
  private readonly open = new Map<string, number>();
  /** Pages that were drawn because of their data. */
  private readonly redrawn = new Set<string>();
  private wakes: (() => void)[] = [];
  private failure: Error | null = null;

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
    this.road = new Road(client, options, { onAsked: (asked) => this.heard(asked), claims: team });
    this.allowance = new Allowance(options.limit);
    const { road } = this;
    // A dry run asks for nothing, whatever would be needed to know more.
    const allowance = options.dryRun ? new Allowance(0) : this.allowance;
    const known = (url: string) => this.known(url);
    const pieces = new Pieces({ archive, road, allowance, known, onEntry: events.onEntry });
    const browser = options.dryRun ? null : (options.browser ?? null);
    this.look = new Look(options.rules, options.years, pieces, browser);
  }

  /** Ends when everything given and found is done. A given address that leads to nothing ends as failed. */
  async run(addresses: readonly string[], mode: Mode): Promise<void> {
    if (mode === "account") this.allowance.end();
    if (this.team) {
      const begin = (group: readonly string[]) => this.runGroup(group, mode);
      await this.team
        .share(byHost(addresses), this.options.concurrency, begin, () => this.road.isStopped)
        .catch((error: Error) => this.fail(error));
      while (this.waiting > 0) await this.ended();
      if (this.failure) throw this.failure;
      return;
    }
    for (const url of interleaved(addresses)) {
      while (this.waiting >= MOST_WAITING) await this.ended();
      this.add(given(url), mode);
    }
    while (this.waiting > 0) await this.ended();
    if (this.failure) throw this.failure;
    if (!this.options.dryRun) for (const url of addresses) this.judge(url);
  }

  /** @returns false where something was left */
  private async runGroup(addresses: readonly string[], mode: Mode): Promise<boolean> {
    const left = this.left;
    const seeds = new Set(addresses);
    for (const url of addresses) this.add(given(url), mode);
    while ([...seeds].some((seed) => (this.open.get(seed) ?? 0) > 0)) await this.ended();
    if (this.left > left || this.failure) return false;
    for (const url of addresses) this.judge(url);
    return true;
  }

  /** What lists tell of their size against what was had. */
  coverage(expected: readonly Expected[]): CoverageRow[] {
    const look = (url: string) => this.pages.entryOf(url, (one) => this.known(one));
    return coverageOf(this.follower.lists, look, expected);
  }

  /** Asks nothing more: what is open is left for another run, and `run` ends soon. */
  stop(): void {
    this.road.stop();
  }

  hostViews(): HostView[] {
    return this.road.hostViews();
  }

  private known(url: string): Entry | undefined {
    const [own, other] = [this.archive.entries.get(url), this.team?.known(url)];
    return own && other && other.at > own.at ? other : (own ?? other);
  }

  /** What hosts said beside what was asked for is kept as well. */
  private heard(asked: Asked): void {
    this.events.onAsked?.(asked);
    if (asked.response && isRobots(asked.ask.url)) this.archive.keepAside(asked.response, new Date());
  }

  private ended(): Promise<void> {
    return new Promise((resolve) => {
      this.wakes.push(resolve);
    });
  }

  private add(task: Task, mode: Mode): void {
    const first = this.pages.take(task);
    if (first === null) this.start(task, mode);
    else this.follower.share(task.seed, first);
  }

  private start(task: Task, mode: Mode): void {
    this.waiting += 1;
    this.count(task, 1);
    void this.visit(task, mode)
      .catch((error: Error) => this.fail(error))
      .finally(() => {
        this.waiting -= 1;
        this.count(task, -1);
        for (const wake of this.wakes.splice(0)) wake();
      });
  }

  /** After the first thing that could not be done, nothing more is begun: what is under way ends, and then the run. */
  private fail(error: Error): void {
    this.failure ??= error;
    this.road.stop();
  }

  private count({ seed }: Task, by: number): void {
    const open = (this.open.get(seed) ?? 0) + by;
    if (open === 0) this.open.delete(seed);
    else this.open.set(seed, open);
  }

  private async visit(task: Task, mode: Mode): Promise<void> {
    const known = this.known(task.url);
    const isLeft = known !== undefined && this.isLeft(known, mode);
    if (isLeft) {
      await this.followKept(task, known, mode);
      return;
    }
    if (!URL.canParse(task.ask.url)) {
      this.end(task, "skipped", "no-address");
      return;
    }
    if (mode === "account" || this.road.isStopped || !this.allowance.take()) {
      this.left += 1;
      return;
    }
    if (this.options.dryRun) {
      this.events.onWanted?.(task.url);
      if (known) await this.followKept(task, known, mode);
    } else await this.ask(task, mode);
  }

  /** True for what is there and is not asked for again. */
  private isLeft(known: Entry, mode: Mode): boolean {
    if (mode === "account") return true;
    if (mode !== "changes") return known.outcome !== "failed" && !this.options.again.has(known.url);
    const { since } = this.options;
    return since !== null && LEAVES.has(known.kind ?? "") && wasHad(known) && new Date(known.at) >= since;
  }

  /** What is there leads on: what it leads to may be missing. */
  private async followKept(task: Task, known: Entry, mode: Mode): Promise<void> {
    const kept = known.leads === 0 ? null : this.archive.read(task.url, known);
    if (known.leads === 0) this.follow(task, withoutLinks(known), mode);
    else if (kept) await this.followRead(task, kept, mode);
    else await this.lost(task, known.reason ?? known.outcome, mode);
  }

  private async followRead(task: Task, kept: Response, mode: Mode): Promise<void> {
    const looked = await this.look.at(task, kept, false);
    if (looked.fault !== null) this.end(task, "failed", looked.fault);
    if (looked.page !== kept) this.keepDrawn(task, looked);
    await this.turnTo(task, looked.leads, mode);
  }

  private async ask(task: Task, mode: Mode): Promise<void> {
    const known = this.known(task.url);
    const isHad = () => this.team?.isHad(task.url) ?? false;
    const answer = await this.road.ask(task.ask, mode === "changes" ? conditions(known) : {}, isHad);
    for (const hop of answer.hops) this.archive.keepAside(hop, new Date());
    if ("response" in answer) await this.settle(task, answer.response, mode);
    else if (answer.reason === "stopped") this.left += 1;
    else if (answer.reason === "had") await this.followKept(task, this.known(task.url) as Entry, mode);
    else {
      this.end(task, answer.outcome, answer.reason);
      await this.lost(task, answer.reason, mode);
    }
  }

  private async settle(task: Task, response: Response, mode: Mode): Promise<void> {
    const { status } = response;
    if (status === 304) {
      this.end(task, "unchanged");
      await this.followKept(task, this.known(task.url) as Entry, mode);
      return;
    }
    const looked = status === 200 ? await this.look.at(task, response, mode === "changes") : null;
    const { page, leads, fault } = looked ?? { page: response, leads: null, fault: null };
    if (page !== response || fault !== null) this.archive.keepAside(response, new Date());
    if (fault !== null) {
      this.end(task, "failed", fault);
      await this.lost(task, fault, mode);
      return;
    }
    const again = this.options.again.has(task.url);
    const { entry, reason } = keepAnswer(this.archive, task, page, leads, again);
    this.events.onEntry(entry);
    if (reason === null && leads?.content) this.pages.learn(task, leads.content);
    if (reason === null && leads) await this.turnTo(task, leads, mode);
    else await this.lost(task, reason ?? entry.outcome, mode);
  }

  /** Follows a page, or, where it is data that nobody understands, the page that asked for it as a browser shows it. */
  private async turnTo(task: Task, leads: Leads, mode: Mode): Promise<void> {
    const isClear = leads.list === null || leads.list.unresolved.length === 0;
    if (isClear || !(await this.redraw(task, mode))) this.follow(task, leads, mode);
  }

  /** Shows the page in the browser that asked for data. False where that gives no more than was there. */
  private async redraw({ asker }: Task, mode: Mode): Promise<boolean> {
    if (!asker || !this.options.browser || mode === "account") return false;
    const looked = await this.look.anew(asker, mode === "changes");
    if (!looked) return false;
    if (this.redrawn.has(asker.url)) return true;
    this.redrawn.add(asker.url);
    this.keepDrawn(asker, looked);
    this.follower.forget(asker.url);
    this.follow(asker, looked.leads, mode);
    return true;
  }

  /** What came of the address stays what it was; what stands for it is what was drawn. */
  private keepDrawn(task: Task, { page, leads }: Looked): void {
    const outcome = this.known(task.url)?.outcome ?? "fetched";
    this.events.onEntry(this.archive.keep(originOf(task, leads), page, new Date(), { outcome }));
  }

  /** A page that could not be had may be had under another address; else the list that told of it has a gap. */
  private async lost(task: Task, why: string, mode: Mode): Promise<void> {
    if (await this.redraw(task, mode)) return;
    const spare = why === "robots" || why === "refused" ? undefined : this.pages.spareOf(task.url);
    if (spare) this.start(spare, mode);
    else if (task.otherwise) for (const other of instead(task)) this.add(other, mode);
    else if (isTold(task, this.options.rules)) task.list?.losses.push({ url: task.url, why });
  }

  private follow(task: Task, leads: Leads, mode: Mode): void {
    const { tasks, leave } = this.follower.follow(task, leads);
    for (const [left, reason] of leave)
      if (this.pages.leave(left.url)) this.end(left, "skipped", reason, "link");
    for (const next of tasks) this.add(next, mode);
  }

  /** A list that leads to no report is no success. */
  private judge(url: string): void {
    const entry = this.known(url);
    if (!entry || !wasHad(entry) || this.follower.hasYield(url)) return;
    const told = {
      url,
      kind: "given",
      depth: 0,
      outcome: "failed" as const,
      reason: "nothing-found",
      at: now(),
    };
    this.events.onEntry(this.archive.note(told));
  }

  private end(task: Task, outcome: Outcome, reason?: string, kind: string = task.kind): void {
    if (this.options.dryRun) return;
    const entry = {
      ...originOf(task),
      kind,
      outcome,
      at: now(),
      ...(reason === undefined ? {} : { reason }),
    };
    this.events.onEntry(this.archive.note(entry));
  }
}

function isTold({ kind, ask }: Task, rules: LinkRules): boolean {
  return TOLD.has(kind) || (kind === "data" && asksForPart(ask, rules));
}

function now(): string {
  return new Date().toISOString();
}
