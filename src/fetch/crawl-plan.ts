// What a crawl is told to do, and whom it tells what it does. Types shared by the crawl, its visits and those who begin it.
// Must not know how either works.
import type { Browser } from "./browser/browser.ts";
import type { Entry } from "./entry.ts";
import type { Asked, RoadOptions } from "./road.ts";
import type { LinkRules, Years } from "./rules.ts";

export interface CrawlOptions extends RoadOptions {
  /** Links followed from an address that was given: 0 fetches only what was given. */
  readonly depth: number;
  readonly rules: LinkRules;
  /** Years whose reports are wanted; null for all. */
  readonly years: Years | null;
  /** Addresses asked for in this run at most. */
  readonly limit: number;
  /** What is there and was asked for at this time or later is not asked again; null asks for all of it. */
  readonly since: Date | null;
  /** Nothing is asked or written: what would be asked is told. */
  readonly dryRun: boolean;
  /** Addresses whose bytes are known to be no report: asked again as if they had failed. */
  readonly again: ReadonlySet<string>;
  /** Draws pages that give nothing by themselves. */
  readonly browser?: Browser;
}

/**
 * `changes` asks again for what is there, whether it changed; `resume` fetches only what is not there; `retry` only what
 * failed; `account` nothing: it only follows what is there.
 */
export type Mode = "changes" | "resume" | "retry" | "account";

export interface CrawlEvents {
  /** What the run did with each address, in the order in which it ended. */
  readonly onEntry: (entry: Entry) => void;
  readonly onAsked?: (asked: Asked) => void;
  /** What would be asked, in a dry run. */
  readonly onWanted?: (url: string) => void;
}
