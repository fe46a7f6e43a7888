// What an HTML page leads to: reports and files in its links, frames, handlers and scripts, further parts of the list that
// it is, lists further on.
// Must not know any wording, nor the network. Scripts run in a sandbox only (world.ts).
import type { QuickJSWASMModule } from "quickjs-emscripten-core";
import { fold } from "../text/fold.ts";
import { askOfForm, replaced } from "./asks.ts";
import { ADDRESS, type Collector } from "./collector.ts";
import { DataReader } from "./data-leads.ts";
import { type Ask, get, type Leads, type ListFacts, type PageOrigin } from "./lead.ts";
import { type Outline, type OutlineLink, outlineOf } from "./outline.ts";
import { PageActions, QUOTED } from "./page-actions.ts";
import { type CalledPart, calledPart, controlOf, guessedPart, isPartOf, usualParts } from "./pager.ts";
import type { Family, LinkRules } from "./rules.ts";
import { isYearPageWanted, yearOnly } from "./titles.ts";
import { both, NOTHING_TOLD, toldByText } from "./told.ts";

/** A page of less text that goes elsewhere by script is no page of its own. */
const BARE_PAGE = 200;
/** A list has links, and beside them less text than any report. */
const LEAST_TEXT = 400;
const LEAST_LINKS = 4;
/** Organs are followed where they are listed, not where one is named. */
const LEAST_ORGANS = 2;

export class PageReader {
  private readonly actions: PageActions;
  private readonly data: DataReader;
  private readonly entries: string[] = [];
  private readonly unresolved: string[] = [];
  private guessed: string | null = null;
  private readonly organs: { address: string; text: string }[] = [];
  private readonly controls: { link: OutlineLink; control: "next" | number }[] = [];

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

  private leads(markup: string): Leads {
    const { outline, collector } = this;
    const { isReport } = collector.around;
    const goesOn = this.moved();
    for (const link of outline.links) this.link(link);
    for (const text of [...outline.data, ...outline.scripts]) this.text(text);
    if (!goesOn) this.drawn();
    if (isReport) this.continued();
    else if (!goesOn) this.lists(markup);
    const isDocument = !goesOn && (outline.links.length < LEAST_LINKS || outline.textLength >= LEAST_TEXT);
    const list = isReport || goesOn ? null : this.facts(markup);
    return {
      links: [...collector.found.values()],
      isDocument,
      list,
      title: "",
      year: null,
      soft: null,
      content: null,
    };
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
      text,
      picture,
      attributes["aria-label"] ?? "",
      attributes["download"] ?? "",
    ];
    const direct = bare ? [] : this.actions.direct(attributes);
    const dressed = controlOf(link, this.collector.around.rules);
    const control = this.collector.around.isReport && dressed !== "next" ? null : dressed;
    if (control === "next" || typeof control === "number") this.controls.push({ link, control });
    else if (control === null) this.entries.push(...direct);
    if (control !== null && yearOnly(text, this.collector.around.rules) === null) return;
    if (direct.length > 0) {
      if (!this.collector.offer(said, direct)) this.organ(text, direct);
    } else this.handled(link, said);
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
    const pages = asks.filter((ask) => ask.method === "GET").map((ask) => ask.url);
    if (title !== null || isFile) {
      if (pages.length > 0) this.collector.offer(said, pages);
      for (const ask of asks.filter(({ method }) => method === "POST"))
        if (title !== null) this.collector.add(ask, "report", title.year, link.text);
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
    const { context, isReport } = this.collector.around;
    const file = this.collector.unwrapped(address);
    if (file !== address || this.collector.isFile(file, "")) {
      if (isReport || context) this.collector.add(get(file), "file", null, "");
    } else if ((isReport || context) && new URL(address).host === new URL(this.origin.ask.url).host)
      this.collector.add(get(address), "frame", null, "");
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
  private drawn(): void {
    if (this.outline.scripts.length === 0 || this.collector.around.isReport) return;
    const written = this.actions.ran().flatMap((effect) => (effect.kind === "writes" ? [effect.markup] : []));
    for (const link of written.length > 0 ? outlineOf(written.join("")).links : []) this.link(link);
  }

  /** What a report is besides this page: its next page, and files that scripts show. */
  private continued(): void {
    for (const { link } of this.controls)
      for (const address of this.actions.direct(link.attributes))
        this.collector.add(get(address), "part", null, "");
    for (const script of this.outline.scripts) {
      for (const [, value = ""] of script.matchAll(QUOTED)) {
        const address = ADDRESS.test(value) ? this.collector.absolute(value) : null;
        if (address !== null && this.collector.around.rules.files.name.test(new URL(address).pathname))
          this.collector.add(get(address), "file", null, "");
      }
    }
  }

  /** What only a list has: further parts, data behind the page, lists of organs. */
  private lists(markup: string): void {
    this.asked();
    if (this.family?.interface) this.columns(markup);
    const { context, rules } = this.collector.around;
    const about =
      rules.titles.section.test(fold(this.outline.title)) ||
      rules.titles.report.test(fold(this.outline.title));
    const leads = [...this.collector.found.values()].some(({ kind }) => kind === "report" || kind === "file");
    if (this.organs.length < LEAST_ORGANS || !context || (leads && !about)) return;
    for (const { address, text } of this.organs) this.collector.add(get(address), "list", null, text);
  }

  /** Lists that the page's scripts ask for as data. */
  private asked(): void {
    if (this.outline.scripts.length === 0) return;
    const { rules } = this.collector.around;
    const effects = this.actions.ran();
    this.data.values(this.actions.values());
    for (const effect of effects) {
      if (effect.kind !== "request") continue;
      const ask = this.actions.ask(effect);
      if (!ask || new URL(ask.url).host !== new URL(this.origin.ask.url).host) continue;
      const paged = replaced(ask, (name) => (rules.parts.number.test(name) ? "1" : null)) !== null;
      if (paged || rules.entries.ask.test(new URL(ask.url).pathname))
        this.collector.add(ask, "data", null, "");
    }
  }

  /** Columns of a catalogue whose lists an interface gives. */
  private columns(markup: string): void {
    const way = this.family?.interface;
    if (!way) return;
    const values: Record<string, string> = { ...way.defaults };
    for (const [name, pattern] of Object.entries(way.values)) {
      const value = pattern.exec(markup)?.[1];
      if (value !== undefined) values[name] = value;
    }
    const columns = way.columns.flatMap((pattern) => [...markup.matchAll(new RegExp(pattern.source, "giu"))]);
    const fit = columns
      .map(({ groups }) => ({ column: groups?.["column"] ?? "", title: groups?.["title"] ?? "" }))
      .filter(({ title }) => this.collector.title([title])?.kind === "section");
    const own = way.own.exec(markup)?.[1];
    for (const { column, title } of fit.length > 0 || own === undefined
      ? fit
      : [{ column: own, title: "" }]) {
      const address = way.address.replace(
        /\{(\w+)\}/g,
        (_, name: string) => ({ ...values, column })[name] ?? "",
      );
      const url = this.collector.absolute(address);
      if (url !== null) this.collector.add(get(url), "data", null, title);
    }
  }

  private facts(markup: string): ListFacts {
    const { rules } = this.collector.around;
    const called = this.called();
    const told = called ? both({ parts: called.parts, entries: called.entries }, NOTHING_TOLD) : NOTHING_TOLD;
    const more = this.collector.absolute(this.family?.more?.exec(markup)?.[1]?.replaceAll("&amp;", "&"));
    const range = called?.range ? { ...called.range, otherwise: more } : null;
    if (called?.next) this.collector.add(called.next, "part", null, "", more === null ? null : get(more));
    else if (!called && more !== null) this.collector.add(get(more), "part", null, "");
    else if (!called) this.controlled();
    return {
      family: this.family?.name ?? null,
      told: both(both(told, this.data.told), toldByText(this.outline.text, rules)),
      counted: range || more !== null ? this.data.counted : null,
      entries: [...this.entries, ...this.data.entries],
      unresolved: [...this.unresolved, ...this.data.unresolved],
      guessed: this.guessed,
      range,
    };
  }

  private called(): CalledPart | null {
    if (!this.family || this.family.calls.length === 0 || this.outline.scripts.length === 0) return null;
    const absolute = (href: string) => this.collector.absolute(href);
    return calledPart(this.actions.ran(), this.family, this.origin, this.data.counted, absolute);
  }

  /** Where only a number says what comes next: a parameter or a form that has one, or else an address as lists have them. */
  private guess(number: number, code: string, told: boolean): void {
    const { rules, charset } = this.collector.around;
    const absolute = (href: string) => this.collector.absolute(href);
    const known = guessedPart(number, this.origin, this.outline, rules, absolute, charset);
    if (known) this.collector.add(known, "part", null, "");
    if (known || !told) return;
    this.guessed = code.replace(/^;|;$/g, "");
    const [first, second] = usualParts(this.origin.ask.url, number, rules);
    if (first) this.collector.add(get(first), "part", null, "", second === undefined ? null : get(second));
  }

  /** The link to the next part: by its word, or by the number after this part's. */
  private controlled(): void {
    const number = this.origin.part + 1;
    const next = this.controls.filter(({ control }) => control === "next");
    const numbers = this.controls.filter(({ control }) => control === number);
    for (const { link, control } of [...next, ...numbers]) {
      const direct = this.actions.direct(link.attributes);
      const code = this.actions.codeOf(link);
      const asks = direct.length > 0 ? direct.map(get) : this.actions.asksOf(link);
      const fit =
        control === "next"
          ? asks
          : asks.filter((ask) => code !== "" || isPartOf(ask.url, this.origin.ask.url));
      for (const ask of fit) this.collector.add(ask, "part", null, "");
      if (fit.length > 0) return;
      if (asks.length > 0 || code === "") continue;
      const named = Number(/\(\s*["']?(\d{1,4})["']?/.exec(code)?.[1] ?? Number.NaN);
      if (named < number) continue;
      this.guess(number, code, named === number);
      return;
    }
  }
}

/** The family of a page: the first whose sign is in it or in its address. */
export function familyOf(markup: string, address: string, rules: LinkRules): Family | null {
  return rules.families.find(({ sign }) => sign.test(address) || sign.test(markup)) ?? null;
}
