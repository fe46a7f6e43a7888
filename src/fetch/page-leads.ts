// What an HTML page leads to: by its links (page-links.ts), by data and scripts in it, as the part of a list that it is, or as a
// report.
// Must not know any wording, nor the network. Scripts run in a sandbox only (world.ts).
import type { QuickJSWASMModule } from "quickjs-emscripten-core";
import { fold } from "../text/fold.ts";
import { ADDRESS, type Collector } from "./collector.ts";
import { DataReader } from "./data-reader.ts";
import { get, LEFT_OUT, type Leads, type ListFacts, NO_LEADS, type PageOrigin } from "./lead.ts";
import { ListReader } from "./list-leads.ts";
import { type Outline, outlineOf } from "./outline.ts";
import { PageActions } from "./page-actions.ts";
import { PageLinks } from "./page-links.ts";
import { addReportParts } from "./report-leads.ts";
import type { Family, LinkRules } from "./rules.ts";

/** A page of less text that goes elsewhere by script is no page of its own. */
const BARE_PAGE = 200;
/** A list has links, and beside them less text than any report. */
const LEAST_TEXT = 400;
const LEAST_LINKS = 4;
/** Organs are followed where they are listed, not where one is named. */
const LEAST_ORGANS = 2;
/** Scripts in files of their own that are looked at for a page. */
const MOST_SCRIPTS = 6;

export class PageReader {
  private readonly actions: PageActions;
  private readonly data: DataReader;
  private readonly linked: PageLinks;

  constructor(
    engine: QuickJSWASMModule,
    private readonly collector: Collector,
    private readonly origin: PageOrigin,
    private readonly outline: Outline,
    private readonly family: Family | null,
  ) {
    this.data = new DataReader(collector);
    this.actions = new PageActions(engine, collector, outline);
    this.linked = new PageLinks(collector, origin, outline, this.actions);
  }

  read(markup: string): Leads {
    try {
      return this.leads(markup);
    } finally {
      this.actions.close();
    }
  }

  /** What the page's scripts make of an answer: the links that they draw, or organs with a list behind each. */
  drawn(address: string, answer: string): Leads {
    try {
      const markup = this.actions.drawn(address, answer);
      for (const link of markup === "" ? [] : outlineOf(markup).links) this.linked.link(link);
      const { organs } = this.linked;
      if (organs.length >= LEAST_ORGANS && !this.leadsOn())
        for (const { ask, text } of organs)
          this.collector.add(ask, ask.inPlace ? "data" : "list", null, text);
      const links = [...this.collector.found.values()];
      return { ...NO_LEADS, links };
    } finally {
      this.actions.close();
    }
  }

  private leads(markup: string): Leads {
    const { outline, collector } = this;
    const { isReport } = collector.around;
    const goesOn = this.moved();
    this.linked.read();
    for (const text of [...outline.data, ...outline.scripts]) this.text(text);
    for (const island of outline.islands) this.data.island(island);
    if (!goesOn) this.written();
    if (!isReport) this.told();
    const { origin, family, actions, data } = this;
    const page = { origin, outline, family, collector, actions, data };
    const reader = new ListReader(page, this.linked);
    if (isReport) addReportParts(page, this.linked.controls);
    else if (!goesOn) reader.behind(markup);
    const isShell = outline.textLength + outline.linkLength === 0 && outline.hasScripts;
    const hasText = outline.links.length < LEAST_LINKS || outline.textLength >= LEAST_TEXT;
    const isDocument = !goesOn && !isShell && hasText;
    const list = isReport || goesOn ? null : this.facts(markup, reader);
    if (list) this.listOrgans(list);
    const scripts = this.scripts(list);
    const fed = list !== null && scripts.length === 0 && this.fed();
    const links = [...collector.found.values()];
    return { ...NO_LEADS, links, isDocument, list: fed ? notWhole(list) : list, scripts };
  }

  /** Pages that only send on: by a refresh in the head, or by a script where there is nothing to read. */
  private moved(): boolean {
    const { refresh, textLength, linkLength, scripts, framed } = this.outline;
    const target = this.collector.absolute(/url\s*=\s*["']?([^"']+)/i.exec(refresh)?.[1]);
    const bare = textLength + linkLength <= BARE_PAGE && !framed;
    if (target !== null && (bare || !/^\s*[1-9]\d{2,}/.test(refresh))) {
      this.collector.add(get(target), "moved", null, "");
      return bare;
    }
    if (!bare || this.outline.links.length >= LEAST_LINKS || scripts.length === 0) return false;
    const goes = this.actions.ran().find((effect) => effect.kind === "goes");
    const ask = goes ? this.actions.ask(goes) : null;
    if (ask) this.collector.add(ask, "moved", null, "");
    return ask !== null;
  }

  /** Data that stands in the page as text: records, objects, anchors in strings. */
  private text(text: string): void {
    if (/<record>/i.test(text)) this.data.records(text, this.family?.record ?? undefined);
    else this.data.script(text);
  }

  /** Links that scripts write into the page. */
  private written(): void {
    if (this.outline.scripts.length === 0 || this.collector.around.isReport) return;
    const written = this.actions.ran().flatMap((effect) => (effect.kind === "writes" ? [effect.markup] : []));
    for (const link of written.length > 0 ? outlineOf(written.join("")).links : []) this.linked.link(link);
  }

  /** Entries that scripts hand on: a call that names a title and an address. */
  private told(): void {
    if (this.outline.scripts.length === 0) return;
    for (const effect of this.actions.ran()) {
      if (effect.kind !== "calls") continue;
      const texts = effect.args.filter((one): one is string => typeof one === "string");
      const addresses = texts.filter((one) => ADDRESS.test(one)).map((one) => this.collector.absolute(one));
      const said = texts.filter((one) => !ADDRESS.test(one));
      if (this.collector.title(said) === null) continue;
      this.collector.offer(said, addresses.filter((one) => one !== null).slice(0, 1));
    }
  }

  /**
   * Organs whose reports are behind a link or a choice each, where the page lists such. Choices only narrow what a page shows that
   * tells how much it is, and shows or goes on to all of it.
   */
  private listOrgans(list: ListFacts): void {
    const { context, rules } = this.collector.around;
    const about =
      rules.titles.section.test(fold(this.outline.title)) ||
      rules.titles.report.test(fold(this.outline.title));
    const leads = this.collector.has("report") || this.collector.has("file");
    const all = [...this.linked.organs, ...this.data.organs];
    const organs = this.tellsAll(list) ? all.filter(({ isChoice }) => !isChoice) : all;
    // Where a list of organs leads to nothing else, one may be all of them.
    const least = this.origin.kind === "list" && !this.leadsOn() ? 1 : LEAST_ORGANS;
    if (organs.length < least || !context || (leads && !about)) return;
    for (const { ask, text } of organs) this.collector.add(ask, "list", null, text);
  }

  private tellsAll({ told, placed, guessed }: ListFacts): boolean {
    if (told.entries === null || this.linked.isNarrowed) return false;
    return placed.length >= told.entries || (guessed === null && this.collector.has("part"));
  }

  /** A page that leads nowhere, and of which no script tells more, has the latest of its entries in a feed. */
  private fed(): boolean {
    if (!this.collector.around.context || this.leadsOn()) return false;
    for (const feed of this.outline.feeds) {
      const address = this.collector.absolute(feed);
      if (address !== null) this.collector.add(get(address), "data", null, "");
    }
    return this.collector.has("data");
  }

  private leadsOn(): boolean {
    return [...this.collector.found.values()].some(({ kind }) => !LEFT_OUT.has(kind));
  }

  private facts(markup: string, reader: ListReader): ListFacts {
    const { told, range, isCounted, guessed, mute, further } = reader.end(markup);
    return {
      family: this.family?.name ?? null,
      told,
      counted: isCounted ? this.data.counted : null,
      entries: [...this.linked.entries.map(({ key }) => key), ...this.data.entries],
      placed: this.linked.placed().map(({ key }) => key),
      unresolved: [...this.linked.unresolved, ...this.data.unresolved],
      guessed,
      mute,
      isCut: this.actions.isCut(),
      further,
      range,
    };
  }

  /** Scripts in files of their own, of which something here that is not understood may come. */
  private scripts(list: ListFacts | null): string[] {
    const { context, rules } = this.collector.around;
    const sources = [...this.outline.sources, ...(this.outline.around?.sources ?? [])];
    if (list === null || sources.length === 0) return [];
    // Where the last part is told to be reached, a control that does nothing has nothing to do.
    const isLast = list.told.parts !== null && list.told.parts <= this.origin.part;
    const understood =
      list.unresolved.length === 0 &&
      list.guessed === null &&
      (list.mute === null || isLast) &&
      (isLast || !this.linked.hasMute);
    if (understood && (this.leadsOn() || !context)) return [];
    const { host } = new URL(this.origin.ask.url);
    const own = sources
      .filter((source) => !rules.scripts.library.test(source))
      .map((source) => this.collector.absoluteScript(source))
      .filter((address) => address !== null && new URL(address).host === host);
    return [...new Set(own as string[])].slice(0, MOST_SCRIPTS);
  }
}

/** A feed has the latest entries of a list, and does not tell whether these are all. */
function notWhole(list: ListFacts): ListFacts {
  return { ...list, unresolved: [...list.unresolved, "#feed"] };
}

/** The family of a page: the first whose sign is in it or in its address. */
export function familyOf(markup: string, address: string, rules: LinkRules): Family | null {
  return rules.families.find(({ sign }) => sign.test(address) || sign.test(markup)) ?? null;
}
