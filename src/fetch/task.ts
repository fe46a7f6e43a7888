// One address to be asked for, with all that is known of it before it is.
// Must not know how it is asked for or what becomes of it.
import type { Entry, Origin } from "./entry.ts";
import {
  type Ask,
  addressOf,
  get,
  LEFT_OUT,
  type Leads,
  type Link,
  NO_LEADS,
  type PageOrigin,
} from "./lead.ts";
import type { FollowedList } from "./lists.ts";

export interface Task {
  readonly ask: Ask;
  /** The address that stands for the ask in the archive. */
  readonly url: string;
  readonly from: string | null;
  readonly kind: PageOrigin["kind"];
  /** What the link here says. */
  readonly said: string;
  readonly depth: number;
  /** The address that was given and led here. */
  readonly seed: string;
  /** Pages in a row that only sent on. */
  readonly moves: number;
  /** True where what led here says that it is about reports. */
  readonly context: boolean;
  /** The page that asks for it, where it is data that a script puts there. */
  readonly asker: Task | null;
  /** True for pieces of a report. */
  readonly inReport: boolean;
  /** The list that it is a part of, or that named it. */
  readonly list: FollowedList | null;
  readonly part: number;
  readonly otherwise: Ask | null;
}

/** The task of an address that the user named. */
export function given(address: string): Task {
  const url = URL.canParse(address) ? new URL(address).href : address;
  return {
    ask: get(url),
    url: address,
    from: null,
    kind: "given",
    said: "",
    depth: 0,
    seed: address,
    moves: 0,
    context: false,
    asker: null,
    inReport: false,
    list: null,
    part: 1,
    otherwise: null,
  };
}

/** What a page is made of: as far away as the page itself. */
const PIECES: ReadonlySet<string> = new Set(["year", "frame", "data", "part", "moved", "file"]);

/** What says of what it leads to that it is about reports. */
const LEADING: ReadonlySet<string> = new Set(["list", "report"]);

/** What the user named is about reports, and so is what it shows within itself. */
function isOfGiven(task: Task, kind: Link["kind"]): boolean {
  return task.kind === "given" && kind === "frame";
}

/** The task of an address that a page leads to. @param page what that page turned out to be */
export function taskOf(
  task: Task,
  { ask, kind, title, otherwise }: Link,
  page: { readonly list: FollowedList | null; readonly isReport: boolean; readonly about: boolean },
): Task {
  const isPiece = PIECES.has(kind);
  return {
    ask: { ...ask, from: task.ask.url },
    url: addressOf(ask),
    from: task.url,
    said: title,
    kind: kind === "moved" ? task.kind : LEFT_OUT.has(kind) ? "report" : kind,
    depth: isPiece ? task.depth : task.depth + 1,
    seed: task.seed,
    moves: kind === "moved" ? task.moves + 1 : 0,
    context: isPiece ? page.about || kind === "year" || isOfGiven(task, kind) : LEADING.has(kind),
    asker: kind === "data" ? task : null,
    inReport: page.isReport && (kind === "frame" || kind === "part"),
    list: page.list,
    part: kind === "part" ? task.part + 1 : 1,
    otherwise,
  };
}

/** The other ask of a task; none where there is none. */
export function instead(task: Task): Task[] {
  const { otherwise } = task;
  return otherwise ? [{ ...task, ask: otherwise, url: addressOf(otherwise), otherwise: null }] : [];
}

/** What the archive keeps of it; with what its page led to, once that is known. */
export function originOf({ url, from, kind, depth }: Task, leads?: Leads): Origin {
  const { title, year, content } = leads ?? { title: "", year: null, content: null };
  return {
    url,
    ...(from === null ? {} : { from }),
    kind,
    depth,
    ...(title === "" ? {} : { title }),
    ...(year === null ? {} : { year }),
    ...(leads === undefined ? {} : { leads: leads.links.length }),
    ...(content === null ? {} : { content }),
  };
}

/** What a page that leads nowhere is known to lead to, without another look at it. */
export function withoutLinks({ title = "", year, content }: Entry): Leads {
  const told = { title, year: year ?? null, content: content ?? null };
  return { ...NO_LEADS, isDocument: true, ...told };
}

/** Headers that ask whether something changed. */
export function conditions(known: Entry | undefined): Record<string, string> {
  return {
    ...(known?.etag === undefined ? {} : { "if-none-match": known.etag }),
    ...(known?.lastModified === undefined ? {} : { "if-modified-since": known.lastModified }),
  };
}
