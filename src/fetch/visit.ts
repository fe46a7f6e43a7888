// What is done for one address: it is left, followed as it is kept, or asked for; what came is kept, and followed or lost.
// Must not know in which order addresses are taken up, nor how hosts are asked.
import type { Archive } from "./archive.ts";
import type { CrawlEvents, CrawlOptions, Mode } from "./crawl-plan.ts";
import { type Entry, type Outcome, wasHad } from "./entry.ts";
import { isSettled } from "./facts.ts";
import type { Follower } from "./follow.ts";
import { keepAnswer } from "./keep-answer.ts";
import { addressOf, type Leads } from "./lead.ts";
import type { Look, Looked } from "./look.ts";
import { asksForPart } from "./pager.ts";
import type { Pages } from "./pages.ts";
import type { Allowance } from "./pieces.ts";
import type { Response } from "./response.ts";
import type { Road } from "./road.ts";
import type { LinkRules } from "./rules.ts";
import { conditions, instead, originOf, type Task, withoutLinks } from "./task.ts";
import type { Team } from "./together/team.ts";

/** What has no list behind it: there is nothing new to be found on it. */
const LEAVES: ReadonlySet<string> = new Set(["report", "file"]);
/** What a list has to have: to miss it is a gap, as it is to miss another list that it names. Reports are told by the list that names them. */
const TOLD: ReadonlySet<string> = new Set(["file", "part", "year", "list"]);

/** What visits of one crawl share. */
export interface Visiting {
  readonly archive: Archive;
  readonly road: Road;
  readonly look: Look;
  readonly allowance: Allowance;
  readonly pages: Pages;
  readonly follower: Follower;
  readonly team: Team | null;
  readonly options: CrawlOptions;
  readonly events: CrawlEvents;
  /** How an address stands, here or with the others. */
  readonly known: (url: string) => Entry | undefined;
  /** Takes up what was found: a page that may be known, or another address of one that is. */
  readonly add: (task: Task) => void;
  readonly start: (task: Task) => void;
}

export class Visits {
  /** Addresses that were left for another run: the limit was reached, or the run was stopped. */
  left = 0;
  /** Pages that were drawn because of their data. */
  private readonly redrawn = new Set<string>();

  constructor(
    private readonly at: Visiting,
    private readonly mode: Mode,
  ) {}

  async visit(task: Task): Promise<void> {
    const { road, allowance, options, events } = this.at;
    const known = this.at.known(task.url);
    if (known !== undefined && this.isLeft(known)) {
      await this.followKept(task, known);
      return;
    }
    if (!URL.canParse(task.ask.url)) {
      this.end(task, "skipped", "no-address");
      return;
    }
    if (this.mode === "account" || road.isStopped || !allowance.take()) {
      this.left += 1;
      return;
    }
    if (options.dryRun) {
      events.onWanted?.(task.url);
      if (known) await this.followKept(task, known);
    } else await this.ask(task);
  }

  /** A given address that leads to no report is no success. */
  judge(url: string): void {
    const { archive, events, follower } = this.at;
    if (follower.hasYield(url)) return;
    const entry = this.at.known(url);
    if (!entry || !wasHad(entry)) return;
    const told = { url, kind: "given", depth: 0, outcome: "failed" as const, at: now() };
    events.onEntry(archive.note({ ...told, reason: "nothing-found" }));
  }

  /** True for an address given that needs no visit: it is there, is not asked for again, and leads nowhere. */
  isSettled(url: string): boolean {
    const { archive, options, team } = this.at;
    if (this.mode === "changes" || team !== null || options.again.has(url)) return false;
    return isSettled(archive.entries.factsOf(url) ?? 0);
  }

  /** True for what is there and is not asked for again. */
  private isLeft(known: Entry): boolean {
    const { mode } = this;
    const { since, again } = this.at.options;
    if (mode === "account") return true;
    if (mode !== "changes") return known.outcome !== "failed" && !again.has(known.url);
    return since !== null && LEAVES.has(known.kind ?? "") && wasHad(known) && new Date(known.at) >= since;
  }

  /** What is there leads on: what it leads to may be missing. */
  private async followKept(task: Task, known: Entry): Promise<void> {
    const kept = known.leads === 0 ? null : this.at.archive.read(task.url, known);
    if (known.leads === 0) this.follow(task, withoutLinks(known));
    else if (kept) await this.followRead(task, kept);
    else await this.lost(task, known.reason ?? known.outcome);
  }

  private async followRead(task: Task, kept: Response): Promise<void> {
    const looked = await this.at.look.at(task, kept, false);
    if (looked.fault !== null) this.end(task, "failed", looked.fault);
    if (looked.page !== kept) this.keepDrawn(task, looked);
    await this.turnTo(task, looked.leads);
  }

  private async ask(task: Task): Promise<void> {
    const { road, archive, team, known } = this.at;
    const isHad = () => team?.isHad(task.url) ?? false;
    const asking = this.mode === "changes" ? conditions(known(task.url)) : {};
    const answer = await road.ask(task.ask, asking, isHad);
    for (const hop of answer.hops) archive.keepAside(hop, new Date());
    if ("response" in answer) await this.settle(task, answer.response);
    else if (answer.reason === "stopped") this.left += 1;
    else if (answer.reason === "had") await this.followKept(task, known(task.url) as Entry);
    else {
      this.end(task, answer.outcome, answer.reason);
      await this.lost(task, answer.reason);
    }
  }

  private async settle(task: Task, response: Response): Promise<void> {
    const { archive, look, pages, options, events, known } = this.at;
    const { status } = response;
    if (status === 304) {
      this.end(task, "unchanged");
      await this.followKept(task, known(task.url) as Entry);
      return;
    }
    const looked = status === 200 ? await look.at(task, response, this.mode === "changes") : null;
    const { page, leads, fault } = looked ?? { page: response, leads: null, fault: null };
    if (page !== response || fault !== null) archive.keepAside(response, new Date());
    if (fault !== null) {
      this.end(task, "failed", fault);
      await this.lost(task, fault);
      return;
    }
    const { entry, reason } = keepAnswer(archive, task, page, leads, options.again.has(task.url));
    events.onEntry(entry);
    if (reason === null && leads?.content) pages.learn(task, leads.content);
    if (reason === null && leads) await this.turnTo(task, leads);
    else await this.lost(task, reason ?? entry.outcome);
  }

  /** Follows a page, or, where it is data that nobody understands, the page that asked for it as a browser shows it. */
  private async turnTo(task: Task, leads: Leads): Promise<void> {
    const isClear = leads.list === null || leads.list.unresolved.length === 0;
    if (isClear || !(await this.redraw(task))) this.follow(task, leads);
  }

  /** Shows the page in the browser that asked for data. False where that gives no more than was there. */
  private async redraw({ asker }: Task): Promise<boolean> {
    const { options, look, follower } = this.at;
    if (!asker || !options.browser || this.mode === "account") return false;
    const looked = await look.anew(asker, this.mode === "changes");
    if (!looked) return false;
    if (this.redrawn.has(asker.url)) return true;
    this.redrawn.add(asker.url);
    this.keepDrawn(asker, looked);
    follower.forget(asker.url);
    this.follow(asker, looked.leads);
    return true;
  }

  /** What came of the address stays what it was; what stands for it is what was drawn. */
  private keepDrawn(task: Task, { page, leads }: Looked): void {
    const { archive, events, known } = this.at;
    const outcome = known(task.url)?.outcome ?? "fetched";
    events.onEntry(archive.keep(originOf(task, leads), page, new Date(), { outcome }));
  }

  /** A page that could not be had may be had under another address; else the list that told of it has a gap. */
  private async lost(task: Task, why: string): Promise<void> {
    const { pages, add, start } = this.at;
    if (await this.redraw(task)) return;
    const spare = why === "robots" || why === "refused" ? undefined : pages.spareOf(task.url);
    if (spare) start(spare);
    else if (task.otherwise) for (const other of instead(task)) add(other);
    else {
      task.list?.settle(task.ask.url, false);
      this.tellLoss(task, why);
    }
  }

  /** What a list has to have and could not be had is a loss of it. */
  private tellLoss(task: Task, why: string): void {
    const { options, add } = this.at;
    if (isTold(task, options.rules)) {
      task.list?.losses.push({ url: task.url, why });
      const beyond = task.kind === "part" ? task.list?.beyond(task.part) : null;
      if (beyond) add({ ...task, ...beyond, url: addressOf(beyond.ask) });
    }
  }

  private follow(task: Task, leads: Leads): void {
    const { follower, pages, add } = this.at;
    const { tasks, leave } = follower.follow(task, leads);
    for (const [left, reason] of leave) if (pages.leave(left.url)) this.end(left, "skipped", reason, "link");
    for (const next of tasks) add(next);
  }

  private end(task: Task, outcome: Outcome, reason?: string, kind: string = task.kind): void {
    const { options, archive, events } = this.at;
    if (options.dryRun) return;
    const why = reason === undefined ? {} : { reason };
    events.onEntry(archive.note({ ...originOf(task), kind, outcome, at: now(), ...why }));
  }
}

function isTold({ kind, ask }: Task, rules: LinkRules): boolean {
  return TOLD.has(kind) || (kind === "data" && asksForPart(ask, rules));
}

function now(): string {
  return new Date().toISOString();
}
