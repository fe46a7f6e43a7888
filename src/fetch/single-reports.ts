// Addresses given that are reports themselves and lead nowhere: each is a list of one, and of a million of them nothing is held
// in memory but their names. Must not know how other lists are followed or accounted for.
import { hostOf } from "./canonical.ts";
import type { Entry } from "./entry.ts";
import { type Facts, isSettled } from "./facts.ts";

/** How addresses stand. */
export interface Standings {
  /** How a page ended, under that of its addresses that it was had under. */
  entryOf(url: string): Entry | undefined;
  /** What is known of an address itself without a look at its line. */
  factsOf(url: string): Facts | undefined;
}

/** One of them whose line has to be looked at: not all is well with it. */
interface Single {
  readonly url: string;
  readonly entry: Entry | undefined;
}

export class SingleReports {
  private readonly urls = new Set<string>();

  add(url: string): void {
    this.urls.add(url);
  }

  delete(url: string): void {
    this.urls.delete(url);
  }

  has(url: string): boolean {
    return this.urls.has(url);
  }

  [Symbol.iterator](): Iterator<string> {
    return this.urls.values();
  }

  /** Those that are there by their sites, both in the order of their names, and all others. */
  sorted({ factsOf, entryOf }: Standings): {
    readonly settled: ReadonlyMap<string, readonly string[]>;
    readonly others: readonly Single[];
  } {
    const sites = new Map<string, string[]>();
    const others: Single[] = [];
    for (const url of this.urls) {
      if (!isSettled(factsOf(url) ?? 0)) {
        others.push({ url, entry: entryOf(url) });
        continue;
      }
      const site = siteOf(url);
      const known = sites.get(site);
      if (known) known.push(url);
      else sites.set(site, [url]);
    }
    const settled = [...sites].sort(([a], [b]) => (a < b ? -1 : 1));
    for (const [, urls] of settled) urls.sort();
    return { settled: new Map(settled), others };
  }
}

export function siteOf(url: string): string {
  return hostOf(url) ?? url;
}
