// What pages are made of besides themselves: scripts in files of their own, and whatever a browser needs to show a page. Each is
// asked for once a run, by the rules of the road, and kept. Must not know what pages are looked at for.
import type { Archive } from "./archive.ts";
import type { Entry } from "./entry.ts";
import { type Ask, addressOf, get } from "./lead.ts";
import type { Response } from "./response.ts";
import type { Road } from "./road.ts";

/** How many addresses a run may ask for yet. */
export class Allowance {
  private taken = 0;

  constructor(private limit: number) {}

  /** From now on there is none left. */
  end(): void {
    this.limit = 0;
  }

  /** False when there is none left. */
  take(): boolean {
    if (this.taken >= this.limit) return false;
    this.taken += 1;
    return true;
  }
}

export interface PieceSources {
  readonly archive: Archive;
  readonly road: Road;
  readonly allowance: Allowance;
  readonly known: (url: string) => Entry | undefined;
  readonly onEntry: (entry: Entry) => void;
}

export class Pieces {
  /** Asked for in this run: such a one is as it was a moment ago. */
  private readonly met = new Set<string>();

  constructor(private readonly sources: PieceSources) {}

  /** What is kept of an address; null where nothing is. */
  kept(url: string): Response | null {
    const known = this.sources.known(url);
    return known?.offset === undefined ? null : this.sources.archive.read(url, known);
  }

  /** A script of a site, as it is kept or asked for; null where it is not to be had. */
  async script(url: string, from: string): Promise<Response | null> {
    const response = this.kept(url) ?? (await this.ask(get(url), from, "script"));
    return response?.status === 200 ? response : null;
  }

  /** What a page in the browser asks for. @param anew whatever was kept before this run does not do */
  async piece(ask: Ask, from: string, anew: boolean): Promise<Response | null> {
    const url = addressOf(ask);
    const kept = anew && !this.met.has(url) ? null : this.kept(url);
    return kept ?? this.ask(ask, from, "piece");
  }

  private async ask(ask: Ask, from: string, kind: "script" | "piece"): Promise<Response | null> {
    const { archive, road, allowance, onEntry } = this.sources;
    if (road.isStopped || !allowance.take()) return null;
    const url = addressOf(ask);
    this.met.add(url);
    const answer = await road.ask({ ...ask, from }, {});
    const at = new Date();
    for (const hop of answer.hops) archive.keepAside(hop, at);
    const origin = { url, from, kind };
    if (!("response" in answer)) {
      const { outcome, reason } = answer;
      if (outcome === "skipped") onEntry(archive.note({ ...origin, outcome, reason, at: at.toISOString() }));
      return null;
    }
    const { response } = answer;
    if (response.status === 200) onEntry(archive.keep(origin, response, at));
    else archive.keepAside(response, at);
    return response;
  }
}
