// What an HTML page leads to: reports and files in its links, frames, handlers and scripts, further parts of the list that
// it is, lists further on.
// Must not know any wording, nor the network. Scripts run in a sandbox only (world.ts).
import type { QuickJSWASMModule } from "quickjs-emscripten-core";
import { fold } from "../text/fold.ts";
import { askOfForm, replaced } from "./asks.ts";
import { headingsOf, rowOf } from "./beside.ts";
import { ADDRESS, type Collector } from "./collector.ts";
import { DataReader } from "./data-leads.ts";
import { standsForList } from "./elements.ts";
import { type Ask, get, type Leads, type ListFacts, NO_LEADS, type PageOrigin } from "./lead.ts";
import { ListReader, type PagerLink } from "./list-leads.ts";
import { type Outline, type OutlineLink, type OutlineNode, outlineOf } from "./outline.ts";
import { PageActions } from "./page-actions.ts";
import { controlOf, rangedParts, saysMore } from "./pager.ts";
import { addReportParts } from "./report-leads.ts";
import type { Family, LinkRules } from "./rules.ts";
import { isWanted, isYearPageWanted, yearIn, yearOnly } from "./titles.ts";

/** A page of less text that goes elsewhere by script is no page of its own. */
const BARE_PAGE = 200;
/** A list has links, and beside them less text than any report. */
const LEAST_TEXT = 400;
const LEAST_LINKS = 4;
/** Organs are followed where they are listed, not where one is named. */
const LEAST_ORGANS = 2;
/** Scripts in files of their own that are looked at for a page. */
const MOST_SCRIPTS = 6;
/** Addresses of links that only a handler gives one. */
const NOWHERE = /^\s*(?:#?|javascript:.*)\s*$/is;

type PlacedEntry = readonly [key: string, place: string, isNamed: boolean];

export class PageReader {
  private readonly actions: PageActions;
  private readonly data: DataReader;
  private readonly entries: PlacedEntry[] = [];
  private readonly unresolved: string[] = [];
  /** A control of the list does something that is nowhere to be seen. */
  private hasMute = false;
  private ranged: ReadonlyMap<OutlineLink, number> = new Map();
  private readonly organs: { address: string; text: string }[] = [];
  private readonly controls: PagerLink[] = [];

  constructor(
    engine: QuickJSWASMModule,
    private readonly collector: Collector,
    private readonly origin: PageOrigin,
    private readonly outline: Outline,
    private readonly family: Family | null,
  ) {
    this.data = new DataReader(collector);
    this.actions = new PageActions(engine, collector, outline);
  }

  read(markup: string): Leads {
    try {
      return this.leads(markup);
    } finally {
      this.actions.close();
    }
  }

  /** What the page's scripts make of an answer: the links that they draw. */
  drawn(address: string, answer: string): Leads {
    try {
      const markup = this.actions.drawn(address, answer);
      for (const link of markup === "" ? [] : outlineOf(markup).links) this.link(link);
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
    this.ranged = rangedParts(outline.links, collector.around.rules);
    for (const link of outline.links) this.link(link);
    for (const text of [...outline.data, ...outline.scripts]) this.text(text);
    for (const island of outline.islands) this.data.island(island);
    if (!goesOn) this.written();
    if (!isReport) this.told();
    const { origin, family, actions, data } = this;
    const page = { origin, outline, family, collector, actions, data };
    const reader = new ListReader(page, this.controls);
    if (isReport) addReportParts(page, this.controls);
    else if (!goesOn) this.lists(markup, reader);
    const isShell = outline.textLength + outline.linkLength === 0 && outline.hasScripts;
    const hasText = outline.links.length < LEAST_LINKS || outline.textLength >= LEAST_TEXT;
    const isDocument = !goesOn && !isShell && hasText;
    const list = isReport || goesOn ? null : this.facts(markup, reader);
    const links = [...collector.found.values()];
    return { ...NO_LEADS, links, isDocument, list, scripts: this.scripts(list) };
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

  private link(link: OutlineLink): void {
    const { attributes, text, picture, bare, framed } = link;
    if (framed) return this.frame(link);
    const said = [
      attributes["title"] ?? "",
      innerTitle(link.node),
      text,
      picture,
      attributes["aria-label"] ?? "",
      attributes["download"] ?? "",
    ];
    const { rules, isReport } = this.collector.around;
    if (standsForList(attributes, rules)) return;
    const direct = bare ? [] : this.actions.direct(attributes);
    const more = !isReport && !bare && saysMore(text, rules);
    if (more && direct.length > 0) return this.more(link, direct);
    const dressed = more ? "next" : (this.ranged.get(link) ?? controlOf(link, rules));
    const control = isReport && dressed !== "next" ? null : dressed;
    if (control === "next" || typeof control === "number") this.control(link, control, direct);
    else if (control === null && !bare) this.entry(link, said, direct);
    if (control !== null && yearOnly(text, rules) === null) return;
    if (direct.length > 0) {
      if (!this.viewed(link, direct) && !this.collector.offer(said, direct)) this.organ(text, direct);
    } else this.handled(link, said);
  }

  private control(link: OutlineLink, control: "next" | number, direct: readonly string[]): void {
    this.controls.push({ link, control });
    if (control === "next" && direct.length === 0 && this.outline.sources.length > 0)
      this.hasMute ||= this.actions.asksOf(link).length === 0;
  }

  private entry({ text, place }: OutlineLink, said: readonly string[], direct: readonly string[]): void {
    const isNamed = this.collector.title(said) !== null;
    const keys = direct.length > 0 ? direct : fold(text) === "" ? [] : [`#${fold(text).slice(0, 80)}`];
    this.entries.push(...keys.map((key): PlacedEntry => [key, place, isNamed]));
  }

  /** The whole of a list of which the page shows the beginning: what it is a list of stands above. */
  private more({ node }: OutlineLink, direct: readonly string[]): void {
    for (const heading of headingsOf(node)) {
      const title = this.collector.title([heading]);
      if (title === null) continue;
      if (title.kind === "section" || title.kind === "report")
        for (const address of direct) this.collector.add(get(address), "list", title.year, heading);
      return;
    }
  }

  /** Links that only say that there is something to see: what it is stands in their row. False for others. */
  private viewed({ text, node }: OutlineLink, direct: readonly string[]): boolean {
    const { rules, isReport, ownFiles, years } = this.collector.around;
    const isEmpty = (said: string) => /^\P{L}*$/u.test(said) || rules.files.view.test(fold(said));
    if (isReport || fold(text) === "" || !isEmpty(text)) return false;
    const row = rowOf(node, isEmpty);
    if (row === "") return false;
    if (this.collector.title([row]) !== null) return this.collector.offer([row], direct);
    if (!ownFiles || rules.titles.about.test(fold(row))) return false;
    const year = yearIn(row, rules);
    for (const address of direct) {
      const kind = this.collector.isFile(address, "") ? "file" : "report";
      this.collector.add(get(address), isWanted(year, years) ? kind : "other-year", year, row);
    }
    return true;
  }

  /** What a link does that has no address: only where it says something of interest. */
  private handled(link: OutlineLink, said: readonly string[]): void {
    const { rules, context, isReport, years } = this.collector.around;
    const year = said.map((one) => yearOnly(one, rules)).find((one) => one !== null) ?? null;
    const title = this.collector.title(said);
    const isFile = isReport && this.actions.codeOf(link) !== "";
    const isOrgan = !isReport && context && rules.titles.organ.test(fold(link.text));
    if (title === null && !isFile && !isOrgan && (year === null || !context || isReport)) return;
    const asks = this.actions.asksOf(link);
    if (asks.length === 0 && title?.kind === "report" && !isReport && isNowhere(link))
      this.unresolved.push(fold(link.text));
    const pages = asks.filter((ask) => ask.method === "GET").map((ask) => ask.url);
    if (title !== null || isFile) {
      if (pages.length > 0) this.collector.offer(said, pages);
      for (const ask of asks.filter(({ method }) => method === "POST"))
        if (title !== null || isFile)
          this.collector.add(ask, title === null ? "file" : "report", title?.year ?? null, link.text);
    } else if (isOrgan && year === null) this.organ(link.text, pages);
    if (title !== null || year === null || isReport || !context) return;
    if (asks.length === 0) asks.push(...this.ofYear(year, link));
    for (const ask of asks)
      this.collector.add(ask, isYearPageWanted(year, years) ? "year" : "other-year", year, link.text);
  }

  /** The page of another year, where its own address or a form names one. */
  private ofYear(year: number, link: OutlineLink): Ask[] {
    if (link.bare && this.actions.codeOf(link) === "") return [];
    const { rules, charset } = this.collector.around;
    const form = link.form === null ? undefined : this.outline.forms[link.form];
    if (link.choice && form) {
      const values = { [link.choice.name]: link.attributes["value"] ?? link.text.trim() };
      const chosen = askOfForm(form, values, (href) => this.collector.absolute(href), charset);
      return chosen ? [chosen] : [];
    }
    const ask = replaced(this.origin.ask, (name, value) =>
      rules.years.parameter.test(name) && /^(?:19|20)\d\d$/.test(value) ? String(year) : null,
    );
    return ask ? [ask] : [];
  }

  private frame({ attributes }: OutlineLink): void {
    const address = this.collector.absolute(attributes["src"] ?? attributes["data"]);
    if (address === null) return;
    const { context, isReport, ownFiles } = this.collector.around;
    const file = this.collector.unwrapped(address);
    if (file !== address || this.collector.isFile(file, "")) {
      if (isReport || context) this.collector.add(get(file), "file", null, "");
    } else if (isReport || ownFiles || (context && this.isOwnHost(address)))
      this.collector.add(get(address), "frame", null, "");
  }

  private isOwnHost(address: string): boolean {
    return new URL(address).host === new URL(this.origin.ask.url).host;
  }

  private organ(text: string, addresses: readonly string[]): void {
    const { rules, isReport } = this.collector.around;
    if (isReport || !rules.titles.organ.test(fold(text))) return;
    this.organs.push(...addresses.map((address) => ({ address, text })));
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
    for (const link of written.length > 0 ? outlineOf(written.join("")).links : []) this.link(link);
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

  /** What only a list has: further parts, data behind the page, lists of organs. */
  private lists(markup: string, reader: ListReader): void {
    reader.behind(markup);
    const { context, rules } = this.collector.around;
    const about =
      rules.titles.section.test(fold(this.outline.title)) ||
      rules.titles.report.test(fold(this.outline.title));
    const leads = [...this.collector.found.values()].some(({ kind }) => kind === "report" || kind === "file");
    if (this.organs.length < LEAST_ORGANS || !context || (leads && !about)) return;
    for (const { address, text } of this.organs) this.collector.add(get(address), "list", null, text);
  }

  private facts(markup: string, reader: ListReader): ListFacts {
    const { told, range, isCounted, guessed } = reader.end(markup);
    return {
      family: this.family?.name ?? null,
      told,
      counted: isCounted ? this.data.counted : null,
      entries: [...this.entries.map(([key]) => key), ...this.data.entries],
      placed: this.placed(),
      unresolved: [...this.unresolved, ...this.data.unresolved],
      guessed,
      range,
    };
  }

  /** Entries that stand as those do that lead to reports. */
  private placed(): string[] {
    const named = new Set(this.entries.filter(([, , isNamed]) => isNamed).map(([, place]) => place));
    return this.entries.filter(([, place]) => named.has(place)).map(([key]) => key);
  }

  /** Scripts in files of their own, of which something here that is not understood may come. */
  private scripts(list: ListFacts | null): string[] {
    const { context, rules } = this.collector.around;
    const sources = [...this.outline.sources, ...(this.outline.around?.sources ?? [])];
    if (list === null || sources.length === 0) return [];
    const leads = [...this.collector.found.values()].some(
      ({ kind }) => kind !== "look-alike" && kind !== "other-year",
    );
    // Where the last part is told to be reached, a control that does nothing has nothing to do.
    const isLast = list.told.parts !== null && list.told.parts <= this.origin.part;
    const understood = list.unresolved.length === 0 && list.guessed === null && (isLast || !this.hasMute);
    if (understood && (leads || !context)) return [];
    const { host } = new URL(this.origin.ask.url);
    const own = sources
      .filter((source) => !rules.scripts.library.test(source))
      .map((source) => this.collector.absoluteScript(source))
      .filter((address) => address !== null && new URL(address).host === host);
    return [...new Set(own as string[])].slice(0, MOST_SCRIPTS);
  }
}

/** Titles of what stands within a link. */
function innerTitle({ children = [] }: OutlineNode): string {
  return children.map((one) => (one.attribs?.["title"] ?? "") + innerTitle(one)).join("");
}

/** True for what is there to be used and leads nowhere by itself. */
function isNowhere({ bare, attributes }: OutlineLink): boolean {
  return !bare && (attributes["onclick"] !== undefined || NOWHERE.test(attributes["href"] ?? "none"));
}

/** The family of a page: the first whose sign is in it or in its address. */
export function familyOf(markup: string, address: string, rules: LinkRules): Family | null {
  return rules.families.find(({ sign }) => sign.test(address) || sign.test(markup)) ?? null;
}
