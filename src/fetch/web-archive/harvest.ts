// Takes captures of another archive into one of our own: asks its index, has what may hold a report, and keeps each with the
// time at which it was made. Must not know how indexes are written or captures are had.
import type { Archive } from "../archive.ts";
import type { Client } from "../client.ts";
import { accountOf, type Coverage, type CoverageRow } from "../coverage.ts";
import type { CrawlEvents, CrawlOptions } from "../crawl-plan.ts";
import type { Entry } from "../entry.ts";
import type { HostView } from "../hosts.ts";
import { get, type Leads } from "../lead.ts";
import { LinkReader } from "../links.ts";
import type { Response } from "../response.ts";
import { Road } from "../road.ts";
import { loadSandbox } from "../world.ts";
import { Asker } from "./asker.ts";
import { IndexError, type IndexedCapture, timeOf } from "./capture.ts";
import { lookUp } from "./lookup.ts";
import { type CaptureSource, obtain } from "./obtain.ts";
import { type Query, queryOf, worthHaving } from "./query.ts";

export interface WebArchiveSource extends CaptureSource {
  readonly captured: Query["captured"];
}

export class Harvest {
  left = 0;
  private readonly road: Road;
  private readonly asker: Asker;
  private readonly reader: Promise<LinkReader>;
  private readonly rows: CoverageRow[] = [];
  private asked = 0;

  constructor(
    client: Client,
    private readonly archive: Archive,
    private readonly options: CrawlOptions,
    private readonly events: CrawlEvents,
    private readonly source: WebArchiveSource,
  ) {
    this.road = new Road(client, options, events.onAsked ? { onAsked: events.onAsked } : {});
    this.asker = new Asker(this.road);
    this.reader = loadSandbox().then((engine) => new LinkReader(engine, options.rules, options.years));
  }

  /** Ends when every capture that the index tells of is had, or has its line that says why not. */
  async run(queries: readonly string[]): Promise<void> {
    for (const text of queries) this.rows.push(await this.harvest(queryOf(text, this.source.captured)));
  }

  /** A line for each query. */
  coverage(): Coverage {
    return accountOf(this.rows);
  }

  stop(): void {
    this.road.stop();
  }

  hostViews(): HostView[] {
    return this.road.hostViews();
  }

  private async harvest(query: Query): Promise<CoverageRow> {
    let captures: IndexedCapture[];
    try {
      captures = worthHaving(await lookUp(this.asker, this.source.index, query));
    } catch (error) {
      if (!(error instanceof IndexError)) throw error;
      const told = { url: query.text, kind: "given", depth: 0, outcome: "failed" as const, reason: "index" };
      this.tell({ ...told, title: error.message });
      return rowOf(query, null, ["index"]);
    }
    if (captures.length === 0 && !this.options.dryRun)
      this.tell({ url: query.text, kind: "given", depth: 0, outcome: "failed", reason: "nothing-found" });
    const missing: string[] = [];
    for (const capture of captures) {
      const why = await this.take(capture, query);
      if (why !== null) missing.push(why);
    }
    return rowOf(query, captures.length, missing);
  }

  /** @returns null for what is had, or why it is not */
  private async take(capture: IndexedCapture, query: Query): Promise<string | null> {
    const { url, timestamp } = capture;
    if (this.archive.hasCapture(timestamp, url)) return null;
    if (this.asked >= this.options.limit || this.asker.isStopped) {
      this.left += 1;
      return "not-asked";
    }
    this.asked += 1;
    if (this.options.dryRun) {
      this.events.onWanted?.(`${timestamp} ${url}`);
      return "not-asked";
    }
    const origin = { url, from: query.text, kind: "capture", depth: 0, captured: timestamp };
    const answer = await obtain(this.asker, capture, this.source);
    if (answer === "stopped") {
      this.left += 1;
      return "not-asked";
    }
    const leads = typeof answer === "string" ? null : await this.leads(answer);
    const why = typeof answer === "string" ? answer : reasonOf(answer, leads);
    if (why !== null || typeof answer === "string" || leads === null) {
      this.tell({ ...origin, outcome: "failed", reason: why ?? "network" });
      return why;
    }
    const { title, year, content } = leads;
    const told = {
      ...origin,
      ...(title === "" ? {} : { title }),
      ...(year === null ? {} : { year }),
      ...(content === null ? {} : { content }),
      leads: leads.links.length,
    };
    this.events.onEntry(this.archive.keep(told, answer, timeOf(timestamp)));
    return null;
  }

  private async leads(response: Response): Promise<Leads> {
    const page = {
      kind: "report" as const,
      context: false,
      inReport: false,
      part: 1,
      before: 0,
      page: null,
      range: null,
      toldParts: null,
    };
    return (await this.reader).leadsOf(response, { ...page, ask: get(response.url) });
  }

  private tell(entry: Omit<Entry, "end" | "tail" | "at">): void {
    this.events.onEntry(this.archive.note({ ...entry, at: new Date().toISOString() }));
  }
}

function reasonOf({ status, truncated }: Response, leads: Leads | null): string | null {
  if (status !== 200) return `status-${status}`;
  return truncated === undefined ? (leads?.soft ?? null) : "truncated";
}

function rowOf(query: Query, expected: number | null, missing: readonly string[]): CoverageRow {
  return {
    site: new URL(query.url).host,
    list: query.text,
    family: "web-archive",
    year: "",
    issuer: "",
    unit: "entries",
    expected,
    found: (expected ?? 0) - (expected === null ? 0 : missing.length),
    missing: missing.length,
    state: missing.length > 0 ? "gap" : "whole",
    why: [...new Set(missing)].join("; "),
  };
}
