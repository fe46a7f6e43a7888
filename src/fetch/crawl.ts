// Follows what was given to reports and their files: which addresses are asked, each page once, and what came of each and
// of every list. Must not know how hosts are asked, how bytes are kept, or what is in reports.
import PQueue from "p-queue";
import type { Archive, Entry, Outcome } from "./archive.ts";
import { keyOf } from "./canonical.ts";
import type { Client } from "./client.ts";
import { type CoverageRow, coverageOf, type Expected } from "./coverage.ts";
import { addressOf, type Leads, type Link } from "./lead.ts";
import { LinkReader } from "./links.ts";
import { FollowedList } from "./lists.ts";
import type { Response } from "./response.ts";
import { type HostView, Road, type RoadOptions } from "./road.ts";
import type { LinkRules, Years } from "./rules.ts";
import { interleaved } from "./seeds.ts";
import { conditions, given, originOf, type Task, withoutLinks } from "./task.ts";
import { loadSandbox } from "./world.ts";

export interface CrawlOptions extends RoadOptions {
  /** Links followed from an address that was given: 0 fetches only what was given. */
  readonly depth: number;
  readonly rules: LinkRules;
  /** Years whose reports are wanted; null for all. */
  readonly years: Years | null;
  /** Addresses asked for in this run at most. */
  readonly limit: number;
}

/**
 * `changes` asks again for what is there, whether it changed; `resume` fetches only what is not there; `retry` only what
 * failed.
 */
export type Mode = "changes" | "resume" | "retry";

/** What the run did with each address, in the order in which it ended. */
export type OnEntry = (entry: Entry) => void;

/** A page by all addresses that it was met under; those of `spare` are tried when the ones before bring nothing. */
interface Page {
  readonly urls: string[];
  readonly spare: Task[];
}

/** What a page turned out to be, for those that it leads to. */
interface FollowedPage {
  readonly list: FollowedList | null;
  /** False where its list is left. */
  readonly goesOn: boolean;
  readonly isReport: boolean;
}

const MOST_MOVES = 5;
/** Addresses waiting for their hosts; more are taken up as these end. */
const MOST_WAITING = 2_000;
/** What a page is made of: as far away as the page itself. */
const PIECES: ReadonlySet<string> = new Set(["year", "frame", "data", "part", "moved", "file"]);
/** What a list has to have: to miss it is a gap. */
const TOLD: ReadonlySet<string> = new Set(["report", "file", "part", "year"]);
const LIST_KINDS: ReadonlySet<string> = new Set(["given", "list", "year", "frame", "data", "report"]);

export class Crawl {
  private readonly road: Road;
  /** Ready by the time that the first page is there. */
  private readonly reader: Promise<LinkReader>;
  /** Responses are kept one after the other, and between two of them the network is served. */
  private readonly settling = new PQueue({ concurrency: 1 });
  /** Pages by their keys, with other addresses that they were met under. */
  private readonly seen = new Map<string, Page>();
  private readonly lists: FollowedList[] = [];
  /** Documents that each given address led to, itself included where it is one. */
  private readonly yields = new Map<string, number>();
  /** Addresses that were left for another run: the limit was reached, or the run was stopped. */
  left = 0;
  private asked = 0;
  private waiting = 0;
  private wake: (() => void) | null = null;
  private failure: Error | null = null;

  constructor(
    client: Client,
    private readonly archive: Archive,
    private readonly options: CrawlOptions,
    private readonly onEntry: OnEntry,
  ) {
    this.road = new Road(client, options);
    this.reader = loadSandbox().then((engine) => new LinkReader(engine, options.rules, options.years));
  }

  /** Ends when everything given and found is done. A given address that leads to nothing ends as failed. */
  async run(addresses: readonly string[], mode: Mode): Promise<void> {
    for (const url of interleaved(addresses)) {
      while (this.waiting >= MOST_WAITING) await this.ended();
      this.add(given(url), mode);
    }
    while (this.waiting > 0) await this.ended();
    if (this.failure) throw this.failure;
    for (const url of addresses) this.judge(url);
  }

  /** What lists tell of their size against what was had. */
  coverage(expected: readonly Expected[]): CoverageRow[] {
    return coverageOf(this.lists, (url) => this.entryOf(url), expected);
  }

  /** How a page ended: under that of its addresses that it was had under. */
  private entryOf(url: string): Entry | undefined {
    const entries = (this.pageOf(url)?.urls ?? [url]).map((one) => this.archive.entries.get(one));
    return entries.find((entry) => entry?.offset !== undefined) ?? entries.find((entry) => entry);
  }

  private pageOf(url: string): Page | undefined {
    return this.seen.get(keyOf(url, this.options.rules));
  }

  /** Asks nothing more: what is open is left for another run, and `run` ends soon. */
  stop(): void {
    this.road.stop();
  }

  hostViews(): HostView[] {
    return this.road.hostViews();
  }

  private ended(): Promise<void> {
    return new Promise((resolve) => {
      this.wake = resolve;
    });
  }

  private add(task: Task, mode: Mode): void {
    const key = keyOf(task.url, this.options.rules);
    const known = this.seen.get(key);
    if (known) {
      // The same page under another address, for the case that this one is not to be had.
      if (known.urls.includes(task.url) || known.urls.length >= MOST_NAMES) return;
      known.urls.push(task.url);
      known.spare.push(task);
      return;
    }
    this.seen.set(key, { urls: [task.url], spare: [] });
    this.start(task, mode);
  }

  private start(task: Task, mode: Mode): void {
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
    if (mode !== "changes" && known && known.outcome !== "failed") {
      // What is there is not asked for again; what it leads to may be missing.
      const kept = known.leads === 0 ? null : await this.archive.read(task.url);
      if (known.leads === 0) this.follow(task, withoutLinks(known), mode);
      else if (kept) this.follow(task, await this.leads(task, kept), mode);
      else this.lost(task, known.reason ?? known.outcome, mode);
      return;
    }
    if (!URL.canParse(task.ask.url)) {
      this.end(task, "skipped", "no-address");
      return;
    }
    if (this.asked >= this.options.limit || this.road.isStopped) {
      this.left += 1;
      return;
    }
    this.asked += 1;
    const answer = await this.road.ask(task.ask, mode === "changes" ? conditions(known) : {});
    if ("response" in answer) {
      await this.settling.add(() => this.settle(task, answer.response, mode));
      return;
    }
    if (answer.reason === "stopped") this.left += 1;
    else {
      this.end(task, answer.outcome, answer.reason);
      this.lost(task, answer.reason, mode);
    }
  }

  private async settle(task: Task, response: Response, mode: Mode): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    const { status } = response;
    if (status === 304) {
      this.end(task, "unchanged");
      const kept = await this.archive.read(task.url);
      if (kept) this.follow(task, await this.leads(task, kept), mode);
      return;
    }
    const why = status === 200 ? null : `status-${status}`;
    const leads = why === null ? await this.leads(task, response) : null;
    const reason = why ?? leads?.soft ?? null;
    if (reason !== null) {
      this.end(task, status === 404 || status === 410 ? "gone" : "failed", reason);
      this.lost(task, reason, mode);
    } else if (leads) {
      this.onEntry(await this.archive.keep(originOf(task, leads), response, new Date()));
      this.follow(task, leads, mode);
    }
  }

  /** A page that could not be had may be had under another address; else the list that told of it has a gap. */
  private lost(task: Task, why: string, mode: Mode): void {
    const spare = why === "robots" || why === "refused" ? undefined : this.pageOf(task.url)?.spare.shift();
    if (spare) {
      this.start(spare, mode);
      return;
    }
    if (task.otherwise)
      this.add({ ...task, ask: task.otherwise, url: addressOf(task.otherwise), otherwise: null }, mode);
    else if (TOLD.has(task.kind) && task.kind !== "report") task.list?.losses.push({ url: task.url, why });
  }

  private follow(task: Task, leads: Leads, mode: Mode): void {
    const { list } = task;
    if (leads.isDocument || task.kind === "report" || task.kind === "file") this.count(task.seed);
    if (task.kind === "part" && list && leads.list?.entries.length === 0 && task.otherwise) {
      this.add({ ...task, ask: task.otherwise, url: addressOf(task.otherwise), otherwise: null }, mode);
      return;
    }
    const own = this.listOf(task, leads);
    const goesOn = own && leads.list ? own.take(leads.list, leads.links) : true;
    const page = { list: own, goesOn, isReport: leads.list === null };
    for (const link of leads.links) this.followLink(task, link, page, mode);
  }

  private async leads(task: Task, response: Response): Promise<Leads> {
    const part = task.kind === "part";
    return (await this.reader).leadsOf(response, {
      ask: task.ask,
      kind: task.kind,
      context: task.context,
      inReport: task.inReport,
      part: task.part,
      before: part ? (task.list?.counted ?? 0) : 0,
      range: part ? (task.list?.range ?? null) : null,
    });
  }

  private listOf(task: Task, leads: Leads): FollowedList | null {
    const { title, year, isDocument } = leads;
    if (task.kind === "part" || !LIST_KINDS.has(task.kind)) return task.list;
    if (leads.list === null && task.kind !== "given" && task.kind !== "year") return task.list;
    const list = new FollowedList(task.url, task.kind, task.list);
    list.isDocument = isDocument;
    // A page that is no list is what was wanted, unless it only leads elsewhere.
    list.single = leads.list === null && isDocument;
    if (list.single) list.reports.set(this.nameOf(task), { title, year });
    this.lists.push(list);
    return list;
  }

  private followLink(task: Task, link: Link, page: FollowedPage, mode: Mode): void {
    const { list, goesOn } = page;
    const { ask, kind, year } = link;
    const url = addressOf(ask);
    const moves = kind === "moved" ? task.moves + 1 : 0;
    const depth = PIECES.has(kind) ? task.depth : task.depth + 1;
    const next: Task = {
      ask,
      url,
      from: task.url,
      kind: kind === "moved" ? task.kind : kind === "look-alike" || kind === "other-year" ? "report" : kind,
      depth,
      seed: task.seed,
      moves,
      context: PIECES.has(kind) ? task.context || kind === "year" : kind === "list" || kind === "report",
      inReport: page.isReport && (kind === "frame" || kind === "part"),
      list,
      part: kind === "part" ? task.part + 1 : 1,
      otherwise: link.otherwise,
    };
    if (kind === "look-alike" || kind === "other-year") {
      this.leave(next, kind);
      return;
    }
    if (kind === "part" && !goesOn) return;
    const beyond = depth > this.options.depth || (this.options.depth === 0 && kind !== "moved");
    if (beyond || moves > MOST_MOVES) return;
    const { title } = link;
    if (kind === "report" || (kind === "file" && year !== null))
      list?.reports.set(this.nameOf(next), { title, year });
    this.add(next, mode);
  }

  /** The address under which a page was taken up first. */
  private nameOf(task: Task): string {
    return this.pageOf(task.url)?.urls[0] ?? task.url;
  }

  /** Tells what is left out, once. */
  private leave(task: Task, reason: string): void {
    const key = keyOf(task.url, this.options.rules);
    if (this.seen.has(key)) return;
    this.seen.set(key, { urls: [task.url], spare: [] });
    this.end(task, "skipped", reason, "link");
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
    const told = { url, kind: "given", depth: 0, outcome: "failed", reason: "nothing-found", at: now() };
    this.onEntry(this.archive.note(told as Omit<Entry, "end">));
  }

  private end(task: Task, outcome: Outcome, reason?: string, kind: string = task.kind): void {
    const entry = {
      ...originOf(task),
      kind,
      outcome,
      at: now(),
      ...(reason === undefined ? {} : { reason }),
    };
    this.onEntry(this.archive.note(entry));
  }
}

/** Addresses under which one page is tried. */
const MOST_NAMES = 4;

function now(): string {
  return new Date().toISOString();
}
