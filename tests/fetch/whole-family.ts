// A small server of a family of sites, which has to be crawled whole and without much ado.
import { expect } from "vitest";
import { crawlSite, type Route } from "./crawl-site.ts";

export interface Family {
  readonly given: readonly string[];
  readonly want: readonly string[];
  /** Pages that lead to what is wanted, besides what was given. */
  readonly way?: readonly string[];
  /** Requests that bring nothing, which nobody can know before. */
  readonly vain?: number;
  readonly routes: Readonly<Record<string, Route>>;
}

export async function expectWhole({ given, want, way = [], vain = 0, routes }: Family): Promise<void> {
  const { kept, asked, coverage } = await crawlSite(routes, given);
  expect([...kept].sort()).toEqual(
    [...new Set([...given, ...want, ...way])]
      .filter((path) => kept.includes(path) || want.includes(path))
      .sort(),
  );
  // Nothing is asked twice, and nothing that is not needed.
  expect(asked.length).toBeLessThanOrEqual(given.length + want.length + way.length + vain);
  expect(coverage.filter(({ state }) => state === "gap")).toEqual([]);
}
