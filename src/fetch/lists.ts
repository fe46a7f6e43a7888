// What is known of each list while it is followed: what it tells of its size, what came of it, and where it was left.
// Must not know pages, the network or any wording.
import type { Ask, Link, ListFacts, Range } from "./lead.ts";

/** A part of a list, or a report it names, that could not be had. */
export interface Loss {
  readonly url: string;
  readonly why: string;
}

/** A report as its own title names it. */
export interface NamedReport {
  readonly title: string;
  readonly year: number | null;
}

/** What one part of a list brings of what is wanted and new. */
interface PartYield {
  /** Addresses of which it is not known yet whether they are to be had. */
  readonly open: Set<string>;
  bears: boolean;
}

/** Parts of one list that are followed at most. */
const MOST_PARTS = 3000;
/** Parts in a row without anything wanted that is new and to be had, after which a list that does not tell its size is left. */
const MOST_EMPTY = 40;
/** Parts that could not be had, after which no other one is looked for: `index_7.html` fails, or the whole list does. */
const MOST_LOST = 5;

export class FollowedList {
  family: string | null = null;
  parts = 0;
  counted: number | null = null;
  toldParts: number | null = null;
  toldEntries: number | null = null;
  range: Range | null = null;
  /** The page that its parts are put into by a script. */
  page: string | null = null;
  /** Why it was left before its end; null when it was not. */
  left: string | null = null;
  /** What its last part has that may lead on, and does not show how. */
  mute: string | null = null;
  /** True where a part was not read to its end. */
  isCut = false;
  readonly losses: Loss[] = [];
  private further: ReadonlyMap<number, Ask> = new Map();
  readonly unresolved: string[] = [];
  /** True for an address given that is no list but a report itself. */
  single = false;
  // Many an address given is no list, but a report itself: what it has no use for is not made.
  private named: Map<string, NamedReport> | [url: string, report: NamedReport] | null = null;
  private seen: Set<string> | null = null;
  /** Entries of those that stand as reports do; kept where the list tells how many it has. */
  private placed: Set<string> | null = null;
  private guessed: string | null = null;
  /** What came of its parts, and the part that led first to each address of something wanted. */
  private readonly yields: PartYield[] = [];
  private wanted: Map<string, PartYield> | null = null;

  /** True where its page has text of its own, and may be what is wanted itself. */
  isDocument = false;

  /**
   * @param url its first part
   * @param kind what led to it
   * @param under the list that its page is a piece of, or that named it
   */
  constructor(
    readonly url: string,
    readonly kind: string,
    readonly under: FollowedList | null,
  ) {}

  /** Reports that it names, by address. */
  get reports(): ReadonlyMap<string, NamedReport> {
    return this.named instanceof Map ? this.named : new Map(this.named ? [this.named] : []);
  }

  name(url: string, report: NamedReport): void {
    if (this.named instanceof Map) this.named.set(url, report);
    else this.named = this.named ? new Map([this.named, [url, report]]) : [url, report];
  }

  /** Takes in a part. False when the list is left there: further parts would bring nothing. */
  take(facts: ListFacts, links: readonly Link[]): boolean {
    this.parts += facts.parts ?? 1;
    this.family ??= facts.family;
    this.toldParts = most(this.toldParts, facts.told.parts);
    this.toldEntries = most(this.toldEntries, facts.told.entries);
    this.range = facts.range ?? this.range;
    this.mute = facts.mute;
    this.isCut ||= facts.isCut;
    this.further = new Map([...this.further, ...facts.further]);
    this.unresolved.push(...facts.unresolved);
    this.seen ??= new Set();
    const before = this.seen.size;
    const fresh = facts.entries.filter((entry) => !this.seen?.has(entry));
    for (const entry of fresh) this.seen.add(entry);
    this.place(facts.placed.length > 0 ? facts.placed : fresh);
    if (facts.counted !== null)
      this.counted = (this.counted ?? 0) + countedAnew(facts.counted, facts.entries, this.seen.size - before);
    // What was a guess is understood when it brings news.
    if (this.guessed !== null && this.seen.size > before)
      this.unresolved.splice(this.unresolved.indexOf(this.guessed), 1);
    this.guessed = facts.guessed;
    if (facts.guessed !== null) this.unresolved.push(facts.guessed);
    this.want(links);
    if (this.parts > (facts.parts ?? 1) && this.seen.size === before) {
      // The same again is not the part that was asked for: it is still missing.
      this.parts -= 1;
      this.left = "no-news";
    } else if (this.parts >= MOST_PARTS) this.left = "limit";
    else if (this.isBarren && this.toldParts === null && this.toldEntries === null)
      this.left = "nothing-wanted";
    return this.left === null;
  }

  /** The first part after one that could not be had, of which the parts before it showed the address; null where there is none, or too many were lost. */
  beyond(part: number): { readonly part: number; readonly ask: Ask } | null {
    const next = Math.min(...[...this.further.keys()].filter((one) => one > part));
    const ask = this.further.get(next);
    return ask === undefined || this.losses.length > MOST_LOST ? null : { part: next, ask };
  }

  /** True where it was left at a part that came again, although it shows the address of one that never came. */
  get isBrokenOff(): boolean {
    return this.left === "no-news" && Math.max(0, ...this.further.keys()) > this.parts;
  }

  /** Something that it led to was had, or is not to be had. */
  settle(url: string, isHad: boolean): void {
    const part = this.wanted?.get(url);
    if (!part) return;
    part.open.delete(url);
    part.bears ||= isHad;
  }

  /** Takes in what a part leads to that is wanted and no part before it has led to. */
  private want(links: readonly Link[]): void {
    const part: PartYield = { open: new Set(), bears: false };
    for (const { kind, ask } of links) {
      if ((kind !== "report" && kind !== "file") || this.wanted?.has(ask.url)) continue;
      this.wanted ??= new Map();
      this.wanted.set(ask.url, part);
      part.open.add(ask.url);
    }
    this.yields.push(part);
  }

  /** True where so many parts in a row brought nothing; of the last ones it may not be known yet what they bring. */
  private get isBarren(): boolean {
    const known = this.yields.findLastIndex(({ open, bears }) => bears || open.size === 0);
    const last = this.yields.slice(Math.max(0, known + 1 - MOST_EMPTY), known + 1);
    return last.length === MOST_EMPTY && last.every(({ open, bears }) => !bears && open.size === 0);
  }

  /** A part without a report does not show which of its entries are meant; those that parts before it had as well are no entries. */
  private place(entries: readonly string[]): void {
    if (this.toldEntries === null) return;
    this.placed ??= new Set();
    for (const entry of entries) this.placed.add(entry);
  }

  /** How many entries or parts are missing of what the list tells; null when it tells nothing that can be compared. */
  missing(): {
    readonly unit: "entries" | "parts";
    readonly expected: number;
    readonly found: number;
  } | null {
    const { counted, toldEntries, toldParts, parts } = this;
    if (toldEntries !== null && counted !== null)
      return { unit: "entries", expected: toldEntries, found: counted };
    // Fewer entries than told are too few, though all parts were had, and as many are all of them; more prove nothing.
    const placed = this.placed?.size ?? 0;
    const isShort = toldEntries !== null && placed < toldEntries;
    if (toldParts !== null && (parts < toldParts || !isShort))
      return { unit: "parts", expected: toldParts, found: parts };
    if (toldEntries !== null && placed <= toldEntries)
      return { unit: "entries", expected: toldEntries, found: placed };
    return null;
  }
}

/** Entries of a part without those that parts before it had: what comes again is not what is missing. */
function countedAnew(counted: number, entries: readonly string[], added: number): number {
  return added === new Set(entries).size ? counted : Math.min(counted, added);
}

function most(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.max(one, other);
}
