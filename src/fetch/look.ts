// What a page leads to, as it came or, where its scripts have yet to bring that and a browser is there, as that draws it.
// Must not know how lists are followed, nor what is asked next.
import type { Browser } from "./browser/browser.ts";
import { drawnPage } from "./browser/drawing.ts";
import type { Leads } from "./lead.ts";
import type { Pieces } from "./pieces.ts";
import { Reading } from "./reading.ts";
import type { Response } from "./response.ts";
import type { LinkRules, Years } from "./rules.ts";
import type { Task } from "./task.ts";

/** A page as it was looked at: the one that came, or the drawn one in its stead. */
export interface Looked {
  readonly page: Response;
  readonly leads: Leads;
  /** Why a browser could not show it, from a closed list; null for all others. */
  readonly fault: string | null;
}

export class Look {
  private readonly reading: Reading;
  /** Pages that were drawn because of their data. */
  private readonly redrawn = new Map<string, Promise<Looked | null>>();

  /** @param browser null where pages are read as they come */
  constructor(
    private readonly rules: LinkRules,
    years: Years | null,
    private readonly pieces: Pieces,
    private readonly browser: Browser | null,
  ) {
    this.reading = new Reading(rules, years, {
      kept: (url) => pieces.kept(url),
      script: (url, from) => pieces.script(url, from),
    });
  }

  /** @param anew what the page is made of is asked for again in this run */
  async at(task: Task, came: Response, anew: boolean): Promise<Looked> {
    const leads = await this.reading.leads(task, came);
    return leads.undrawn ? this.drawn(task, came, leads, anew) : { page: came, leads, fault: null };
  }

  /**
   * A page of which the data was not to be had, or not to be understood, as a browser shows it.
   * @returns null where that is no more than was there; the same each time
   */
  anew(page: Task, anew: boolean): Promise<Looked | null> {
    const known = this.redrawn.get(page.url) ?? this.redraw(page, anew);
    this.redrawn.set(page.url, known);
    return known;
  }

  private async redraw(page: Task, anew: boolean): Promise<Looked | null> {
    const kept = this.browser ? this.pieces.kept(page.url) : null;
    if (!kept) return null;
    const leads = await this.reading.leads(page, kept);
    // Data that came to nothing is nothing to hold against what is drawn.
    const links = leads.links.filter(({ kind }) => kind !== "data");
    const looked = await this.drawn(page, kept, { ...leads, links }, anew);
    return looked.page === kept ? null : looked;
  }

  private async drawn(task: Task, came: Response, leads: Leads, anew: boolean): Promise<Looked> {
    const { browser, rules, pieces } = this;
    const as = { page: came, leads, fault: null };
    if (!browser || came.drawn || task.ask.method !== "GET") return as;
    const answering = (ask: Task["ask"]) => pieces.piece(ask, task.url, anew);
    const isList = task.kind !== "report" && task.kind !== "file" && !task.inReport;
    const page = await drawnPage(browser, came, task.ask.url, answering, rules, isList);
    if (typeof page === "string") return { ...as, fault: page };
    const seen = await this.reading.leads(task, page);
    return isMore(leads, seen) ? { page, leads: seen, fault: null } : as;
  }
}

/** True where there is more to follow or to read; what is no more than before is no page of its own. */
function isMore(before: Leads, after: Leads): boolean {
  if (after.soft !== null) return false;
  if (after.links.length > before.links.length) return true;
  const isText = before.list === null || before.soft !== null;
  return isText && after.isDocument && after.content !== before.content;
}
