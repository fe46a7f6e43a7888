// The pages of a crawl, each taken up once, with other addresses that it was met under.
// Must not know how addresses are asked or what is in pages.
import { keyOf } from "./canonical.ts";
import type { Entry } from "./entry.ts";
import type { LinkRules } from "./rules.ts";
import { Sessions } from "./sessions.ts";
import type { Task } from "./task.ts";

/** A page. */
interface Page {
  /** The address given that led to it first. */
  readonly seed: string;
  /** The address that it was taken up under. */
  readonly url: string;
  /** Others that it was met under, and those of them that are tried when the ones before bring nothing; mostly there are none. */
  others: { readonly urls: string[]; readonly spare: Task[] } | null;
}

/** Addresses under which one page is tried. */
const MOST_NAMES = 4;

export class Pages {
  /** Of one that has only the address given that it was taken up under, nothing else is held. */
  private readonly seen = new Map<string, Page | string>();
  private readonly sessions = new Sessions();

  constructor(private readonly rules: LinkRules) {}

  /**
   * Takes a page that was not met before: null. Else its address is kept for the case that the first one is not to be had.
   * @returns the address given that led to it first
   */
  take(task: Task): string | null {
    const { url, seed } = task;
    const key = this.keyOf(url);
    const known = pageIn(this.seen.get(key));
    if (!known) {
      this.seen.set(key, seed === url ? url : { seed, url, others: null });
      return null;
    }
    const urls = urlsOf(known);
    if (!urls.includes(url) && urls.length < MOST_NAMES) {
      known.others ??= { urls: [], spare: [] };
      known.others.urls.push(url);
      known.others.spare.push(task);
      this.seen.set(key, known);
    }
    return known.seed;
  }

  /** Takes a page by an address given, as `take` does. False where it was met before. */
  takeGiven(url: string): boolean {
    const key = this.keyOf(url);
    if (this.seen.has(key)) return false;
    this.seen.set(key, url);
    return true;
  }

  /** True for a page that was met before. */
  has(url: string): boolean {
    return this.pageOf(url) !== undefined;
  }

  /** Takes a page that is not asked for. False where it was met before. */
  leave(url: string): boolean {
    if (this.pageOf(url)) return false;
    this.seen.set(this.keyOf(url), { seed: "", url, others: null });
    return true;
  }

  /** The next address under which a page may be had. */
  spareOf(url: string): Task | undefined {
    return this.pageOf(url)?.others?.spare.shift();
  }

  /** The address under which a page was taken up first. */
  nameOf(url: string): string {
    return this.pageOf(url)?.url ?? url;
  }

  /** How a page ended: under that of its addresses that it was had under. */
  entryOf(url: string, look: (url: string) => Entry | undefined): Entry | undefined {
    const page = this.pageOf(url);
    const entries = (page ? urlsOf(page) : [url]).map(look);
    return entries.find((entry) => entry?.offset !== undefined) ?? entries.find((entry) => entry);
  }

  /** Takes what came of a page: which parameters tell nothing. */
  learn({ url, said }: Task, content: string): void {
    this.sessions.learn(url, said, content);
  }

  private keyOf(url: string): string {
    return keyOf(this.sessions.without(url), this.rules);
  }

  private pageOf(url: string): Page | undefined {
    return pageIn(this.seen.get(this.keyOf(url)));
  }
}

function pageIn(seen: Page | string | undefined): Page | undefined {
  return typeof seen === "string" ? { seed: seen, url: seen, others: null } : seen;
}

function urlsOf({ url, others }: Page): readonly string[] {
  return others ? [url, ...others.urls] : [url];
}
