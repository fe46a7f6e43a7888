// What is followed of what a page leads to: the tasks that links become, the lists that pages are or are part of, and how
// many documents each given address led to. Must not know how anything is asked or kept.
import { LEFT_OUT, type Leads, type Link } from "./lead.ts";
import { FollowedList } from "./lists.ts";
import type { Pages } from "./pages.ts";
import { SingleReports } from "./single-reports.ts";
import { instead, type Task, taskOf } from "./task.ts";

export interface Next {
  /** Addresses to ask. */
  readonly tasks: readonly Task[];
  /** Addresses to leave, each with its reason. */
  readonly leave: readonly (readonly [task: Task, reason: string])[];
}

/** What a page turned out to be, for those that it leads to. */
interface FollowedPage {
  readonly list: FollowedList | null;
  /** False where its list is left. */
  readonly goesOn: boolean;
  readonly isReport: boolean;
  readonly about: boolean;
}

const MOST_MOVES = 5;
const WANTED: ReadonlySet<string> = new Set(["report", "file", "list"]);
const LIST_KINDS: ReadonlySet<string> = new Set(["given", "list", "year", "frame", "data", "report"]);

export class Follower {
  lists: FollowedList[] = [];
  readonly singles = new SingleReports();
  /** Documents that each given address led to, itself included where it is one. */
  private readonly yields = new Map<string, number>();
  private readonly shared = new Map<string, Set<string>>();

  /** @param depth links that are followed from an address given */
  constructor(
    private readonly pages: Pages,
    private readonly depth: number,
  ) {}

  /** True where an address given led to a document, or to pages that another one had led to. */
  hasYield(seed: string): boolean {
    const met = new Set([seed]);
    for (const one of met) {
      if (this.yields.has(one) || this.singles.has(one)) return true;
      for (const other of this.shared.get(one) ?? []) met.add(other);
    }
    return false;
  }

  /** Notes that an address given led to what another one had led to before. */
  share(seed: string, other: string): void {
    if (seed === other || other === "") return;
    const known = this.shared.get(seed);
    if (known) known.add(other);
    else this.shared.set(seed, new Set([other]));
  }

  /** Takes back what was made of a page and of the data that it asked for: it is looked at in another way. */
  forget(url: string): void {
    this.lists = this.lists.filter((list) => list.url !== url && list.page !== url);
    this.singles.delete(url);
  }

  follow(task: Task, leads: Leads): Next {
    const { list } = task;
    if (this.isSingle(task, leads)) {
      this.singles.add(task.url);
      return { tasks: [], leave: [] };
    }
    if (leads.isDocument || task.kind === "report" || task.kind === "file")
      this.yields.set(task.seed, (this.yields.get(task.seed) ?? 0) + 1);
    list?.settle(task.ask.url, true);
    const isEmpty = (leads.list?.entries.length ?? 0) === 0 && !task.inReport;
    if (task.kind === "part" && list && isEmpty && task.otherwise) return { tasks: instead(task), leave: [] };
    const own = this.listOf(task, leads);
    const goesOn = own && leads.list ? own.take(leads.list, leads.links) : true;
    const about = task.context || leads.about;
    const page = { list: own, goesOn, isReport: leads.list === null, about };
    const tasks: Task[] = [];
    const leave: (readonly [Task, string])[] = [];
    for (const link of leads.links) {
      const next = taskOf(task, link, page);
      if (LEFT_OUT.has(link.kind)) leave.push([next, link.kind]);
      else if (this.isFollowed(next, link, page)) tasks.push(next);
    }
    return { tasks, leave };
  }

  /** True for an address given that is what was wanted itself, under its own name, and leads nowhere. */
  private isSingle({ kind, seed, url }: Task, { isDocument, links, list }: Leads): boolean {
    const isGiven = kind === "given" && seed === url && this.pages.nameOf(url) === url;
    return isGiven && isDocument && list === null && links.length === 0;
  }

  private listOf(task: Task, leads: Leads): FollowedList | null {
    const { title, year, isDocument } = leads;
    if (task.kind === "part" || !LIST_KINDS.has(task.kind)) return task.list;
    if (leads.list === null && task.kind !== "given" && task.kind !== "year") return task.list;
    const list = new FollowedList(task.url, task.kind, task.list);
    list.isDocument = isDocument;
    if (task.kind === "data") list.page = task.from;
    // A page that is no list is what was wanted, unless it only leads elsewhere.
    list.single = leads.list === null && isDocument;
    if (list.single) list.name(this.pages.nameOf(task.url), { title, year });
    this.lists.push(list);
    return list;
  }

  private isFollowed(next: Task, { kind, title, year }: Link, { list, goesOn }: FollowedPage): boolean {
    if (kind === "part" && !goesOn) return false;
    const beyond = next.depth > this.depth || (this.depth === 0 && kind !== "moved");
    // What is too far away to be followed is missing, unless it is met on another way.
    if (beyond && this.depth > 0 && WANTED.has(kind) && !this.pages.has(next.url))
      list?.losses.push({ url: next.url, why: "depth" });
    if (beyond || next.moves > MOST_MOVES) return false;
    if (kind === "report" || (kind === "file" && year !== null))
      list?.name(this.pages.nameOf(next.url), { title, year });
    return true;
  }
}
