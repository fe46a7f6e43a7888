// Addresses given that are reports themselves and lead nowhere: each is a list of one, and of a million of them nothing is held
// in memory but their names. Must not know how other lists are followed or accounted for.
import { hostOf } from "./canonical.ts";
import type { Entry } from "./entry.ts";
import { type Facts, isSettled, yearIn } from "./facts.ts";

/** How addresses stand. */
export interface Standings {
  /** How a page ended, under that of its addresses that it was had under. */
  entryOf(url: string): Entry | undefined;
  /** What is known of an address itself without a look at its line. */
  factsOf(url: string): Facts | undefined;
}

/** Those of a site that are there. */
export interface SettledSite {
  readonly urls: readonly string[];
  /** How many of each year that they name; null for those that name none. */
  readonly years: ReadonlyMap<number | null, number>;
}

/** How all of them stand. */
export interface SinglesTold {
  /** By their sites, both in the order of their names. */
  readonly settled: ReadonlyMap<string, SettledSite>;
  /** Those whose lines have to be looked at: not all is well with them. */
  readonly others: ReadonlyMap<string, Entry | undefined>;
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

  told({ factsOf, entryOf }: Standings): SinglesTold {
    const sites = new Map<string, { urls: string[]; years: Map<number | null, number> }>();
    const others = new Map<string, Entry | undefined>();
    for (const url of this.urls) {
      const facts = factsOf(url) ?? 0;
      if (!isSettled(facts)) {
        others.set(url, entryOf(url));
        continue;
      }
      const name = siteOf(url);
      const site = sites.get(name) ?? { urls: [] as string[], years: new Map<number | null, number>() };
      sites.set(name, site);
      site.urls.push(url);
      const year = yearIn(facts);
      site.years.set(year, (site.years.get(year) ?? 0) + 1);
    }
    for (const { urls } of sites.values()) urls.sort();
    return { settled: new Map([...sites].sort(([a], [b]) => (a < b ? -1 : 1))), others };
  }
}

export function siteOf(url: string): string {
  return hostOf(url) ?? url;
}
