// The pages of a crawl, each taken up once, with other addresses that it was met under.
// Must not know how addresses are asked or what is in pages.
import { keyOf } from "./canonical.ts";
import type { Entry } from "./entry.ts";
import type { LinkRules } from "./rules.ts";
import type { Task } from "./task.ts";

/** A page by all addresses that it was met under; those of `spare` are tried when the ones before bring nothing. */
interface Page {
  readonly urls: string[];
  readonly spare: Task[];
}

/** Addresses under which one page is tried. */
const MOST_NAMES = 4;

export class Pages {
  private readonly seen = new Map<string, Page>();

  constructor(private readonly rules: LinkRules) {}

  /** True for a page that was not met before; else its address is kept for the case that the first one is not to be had. */
  isNew(task: Task): boolean {
    const known = this.pageOf(task.url);
    if (!known) {
      this.seen.set(keyOf(task.url, this.rules), { urls: [task.url], spare: [] });
      return true;
    }
    if (!known.urls.includes(task.url) && known.urls.length < MOST_NAMES) {
      known.urls.push(task.url);
      known.spare.push(task);
    }
    return false;
  }

  /** Takes a page that is not asked for. False where it was met before. */
  leave(url: string): boolean {
    if (this.pageOf(url)) return false;
    this.seen.set(keyOf(url, this.rules), { urls: [url], spare: [] });
    return true;
  }

  /** The next address under which a page may be had. */
  spareOf(url: string): Task | undefined {
    return this.pageOf(url)?.spare.shift();
  }

  /** The address under which a page was taken up first. */
  nameOf(url: string): string {
    return this.pageOf(url)?.urls[0] ?? url;
  }

  /** How a page ended: under that of its addresses that it was had under. */
  entryOf(url: string, look: (url: string) => Entry | undefined): Entry | undefined {
    const entries = (this.pageOf(url)?.urls ?? [url]).map(look);
    return entries.find((entry) => entry?.offset !== undefined) ?? entries.find((entry) => entry);
  }

  private pageOf(url: string): Page | undefined {
    return this.seen.get(keyOf(url, this.rules));
  }
}
