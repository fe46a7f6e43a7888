// What the links, frames and handlers of a page lead to: reports and files, controls of a list, years, organs.
// Must not know any wording, nor the network, nor what scripts do by themselves.
import { fold } from "../text/fold.ts";
import { askOfForm, replaced } from "./asks.ts";
import { addressesBeside, entryOf, headingsOf, rowOf } from "./beside.ts";
import type { Collector } from "./collector.ts";
import { standsForList } from "./elements.ts";
import { type Ask, get, type Organ, type PageOrigin } from "./lead.ts";
import type { PagerLink } from "./list-leads.ts";
import type { Outline, OutlineLink, OutlineNode } from "./outline.ts";
import type { PageActions } from "./page-actions.ts";
import { controlOf, isPartOf, rangedParts, saysMore } from "./pager.ts";
import { isWanted, isYearPageWanted, readPageTitle, yearIn, yearOnly } from "./titles.ts";

/** Addresses of links that only a handler gives one. */
const NOWHERE = /^\s*(?:#?|javascript:.*)\s*$/is;

interface PlacedEntry {
  readonly key: string;
  readonly place: string;
  readonly at: number;
  /** True where it says that it is a report. */
  readonly isNamed: boolean;
}

export class PageLinks {
  /** Everything that is no control of the list. */
  readonly entries: PlacedEntry[] = [];
  /** Reports that are named and lead nowhere. */
  readonly unresolved: string[] = [];
  readonly organs: Organ[] = [];
  /** One of the organs that may be chosen is chosen: the page shows no other's. */
  isNarrowed = false;
  readonly controls: PagerLink[] = [];
  /** A control of the list does something that is nowhere to be seen. */
  hasMute = false;
  /** Rows of a place in which an entry stands. */
  private readonly rows = new Map<string, OutlineNode[]>();
  private ranged: ReadonlyMap<OutlineLink, number> = new Map();

  constructor(
    private readonly collector: Collector,
    private readonly origin: PageOrigin,
    private readonly outline: Outline,
    private readonly actions: PageActions,
  ) {}

  /** Takes up all links of the page. */
  read(): void {
    this.ranged = rangedParts(this.outline.links, this.collector.around.rules);
    for (const link of this.outline.links) this.link(link);
  }

  /** Takes up one link, wherever it was found. */
  link(link: OutlineLink): void {
    const { attributes, text, picture, bare, framed } = link;
    if (framed) return this.frame(link);
    const direct = bare ? [] : this.actions.direct(attributes);
    const said = [
      attributes["title"] ?? "",
      innerTitle(link.node),
      text,
      picture,
      attributes["aria-label"] ?? "",
      attributes["alt"] ?? "",
      attributes["download"] ?? "",
      ...direct.map((address) => this.collector.fileName(address)),
    ];
    const { rules, isReport } = this.collector.around;
    if (standsForList(attributes, rules)) return;
    const more = !isReport && !bare && saysMore(link, rules);
    const isTurned = direct.some((address) => isPartOf(address, this.origin.ask.url));
    if (
      more &&
      direct.length > 0 &&
      attributes["href"] !== undefined &&
      (this.more(link, direct) || !isTurned)
    )
      return;
    const dressed = more ? "next" : (this.ranged.get(link) ?? controlOf(link, rules));
    const control = isReport && dressed !== "next" ? null : dressed;
    // Of a report a number may be one of its pages, or the name of a file.
    if (isReport && typeof dressed === "number") this.controls.push({ link, control: dressed });
    if (control === "next" || typeof control === "number") this.control(link, control, direct);
    else if (control === null && !bare) this.entry(link, said, direct);
    if (control !== null && yearOnly(text, rules) === null) return;
    if (isReport && this.tab(link, direct)) return;
    if (direct.length > 0) {
      const isTaken = this.elsewhere(link, direct) || this.viewed(link, direct);
      if (!isTaken && !this.collector.offer(said, direct)) this.organ(link, direct.map(get));
    } else this.handled(link, said);
  }

  private control(link: OutlineLink, control: "next" | number, direct: readonly string[]): void {
    this.controls.push({ link, control });
    if (control === "next" && direct.length === 0 && this.outline.sources.length > 0)
      this.hasMute ||= this.actions.asksOf(link).length === 0;
  }

  private entry(link: OutlineLink, said: readonly string[], direct: readonly string[]): void {
    const { text, place, at } = link;
    const isNamed = this.collector.title(said) !== null;
    const keys = direct.length > 0 ? direct : fold(text) === "" ? [] : [`#${fold(text).slice(0, 80)}`];
    for (const key of keys) this.entries.push({ key: this.asOften(key, link), place, at, isNamed });
  }

  /** A list counts as two what it has in two rows, whatever it leads to; two links of a row are one. */
  private asOften(key: string, { node, place }: OutlineLink): string {
    const row = entryOf(node);
    if (row === null) return key;
    const rows = this.rows.get(`${place} ${key}`) ?? [];
    if (!rows.includes(row)) rows.push(row);
    this.rows.set(`${place} ${key}`, rows);
    const at = rows.indexOf(row);
    return at === 0 ? key : `${key} ${at + 1}`;
  }

  /** The whole of a list of which the page shows the beginning: what it is a list of stands above. False where nothing stands there. */
  private more({ node }: OutlineLink, direct: readonly string[]): boolean {
    for (const heading of headingsOf(node)) {
      const title = this.collector.title([heading]);
      if (title === null) continue;
      if (title.kind === "section" || title.kind === "report")
        for (const address of direct) this.collector.add(get(address), "list", title.year, heading);
      return true;
    }
    return false;
  }

  /** Other reports are at times on another site or page, to which a sentence about them leads. False for other links. */
  private elsewhere({ text, node }: OutlineLink, direct: readonly string[]): boolean {
    const { rules, context, isReport } = this.collector.around;
    const { titles } = rules;
    if (isReport || !context || !titles.elsewhere.test(fold(text))) return false;
    const said = fold(rowOf(node, () => false));
    const isAbout = titles.report.test(said) || titles.inContext.test(said);
    if (!isAbout || titles.about.test(said) || titles.other.test(said)) return false;
    for (const address of direct) this.collector.add(get(address), "list", null, text);
    return true;
  }

  /** Links that only say that there is something to see: what it is stands in their row. False for others. */
  private viewed(link: OutlineLink, direct: readonly string[]): boolean {
    const { rules, ownFiles, years } = this.collector.around;
    const row = this.rowSaid(link);
    if (row === "") return false;
    if (this.collector.title([row]) !== null) return this.collector.offer([row], direct);
    // Pictures and blocks of other things stand beside texts as well.
    const isRow = fold(link.text) !== "" && entryOf(link.node) !== null;
    if (!ownFiles || !isRow || rules.titles.about.test(fold(row))) return false;
    const year = yearIn(row, rules);
    for (const address of direct) {
      const kind = this.collector.isFile(address, "") ? "file" : "report";
      this.collector.add(get(address), isWanted(year, years) ? kind : "other-year", year, row);
    }
    return true;
  }

  /** What the row of a link says that itself says nothing, or is a picture; empty for all others. */
  private rowSaid({ text, drawing, node }: OutlineLink): string {
    const { rules, isReport } = this.collector.around;
    const isEmpty = (said: string) => /^\P{L}*$/u.test(said) || rules.files.view.test(fold(said));
    const isMute = fold(text) === "" ? drawing.length > 0 : isEmpty(text);
    return isReport || !isMute ? "" : rowOf(node, isEmpty);
  }

  /** What a link does that has no address: only where it, or else its row, says something of interest. */
  private handled(link: OutlineLink, own: readonly string[]): void {
    const { rules, context, isReport, years } = this.collector.around;
    const row = link.bare ? "" : this.rowSaid(link);
    const said = row === "" ? own : [row];
    const year = said.map((one) => yearOnly(one, rules)).find((one) => one !== null) ?? null;
    const title = this.collector.title(said);
    const saysFile = rules.files.said.test(fold(link.text));
    const isFile = isReport && (this.actions.codeOf(link) !== "" || (saysFile && isNowhere(link)));
    const isOrgan = !isReport && context && rules.titles.organ.test(fold(link.text));
    if (title === null && !isFile && !isOrgan && (year === null || !context || isReport)) return;
    const asks = this.actions.asksOf(link);
    const isLost = asks.length === 0 && title?.kind === "report" && !isReport && isNowhere(link);
    // What else stands in its row may lead there.
    if (isLost && (row === "" || addressesBeside(link.node).every((one) => NOWHERE.test(one))))
      this.unresolved.push(fold(row || link.text));
    const pages = asks.filter((ask) => ask.method === "GET").map((ask) => ask.url);
    if (title !== null || isFile) {
      if (pages.length > 0) this.collector.offer(said, pages);
      for (const ask of asks.filter(({ method }) => method === "POST"))
        if (title !== null || isFile)
          this.collector.add(ask, title === null ? "file" : "report", title?.year ?? null, link.text);
    } else if (isOrgan && year === null) this.organ(link, asks.length > 0 ? asks : this.chosen(link));
    if (title !== null || year === null || isReport || !context) return;
    if (asks.length === 0) asks.push(...this.ofYear(year, link));
    for (const ask of asks)
      this.collector.add(ask, isYearPageWanted(year, years) ? "year" : "other-year", year, link.text);
  }

  /** The same page for another year, which a report may be turned to as a list is. False for links to anything else. */
  private tab(link: OutlineLink, direct: readonly string[]): boolean {
    const { rules, years } = this.collector.around;
    const year = yearOnly(link.text, rules);
    if (year === null || direct.some((address) => this.collector.isFile(address, link.text))) return false;
    const asks = direct.length > 0 ? direct.map(get) : this.actions.asksOf(link);
    const fit = asks.filter(({ url }) => pageOfYears(url) === pageOfYears(this.origin.ask.url));
    const isOwn = readPageTitle(this.outline.titles, rules, true)?.year === year;
    for (const ask of isOwn ? [] : fit)
      this.collector.add(ask, isYearPageWanted(year, years) ? "year" : "other-year", year, link.text);
    return fit.length > 0;
  }

  /** The page of another year, where its own address or a form names one. */
  private ofYear(year: number, link: OutlineLink): Ask[] {
    if (link.bare && this.actions.codeOf(link) === "") return [];
    const { rules } = this.collector.around;
    if (link.choice && link.form !== null) return this.chosen(link);
    const ask = replaced(this.origin.ask, (name, value) =>
      rules.years.parameter.test(name) && /^(?:19|20)\d\d$/.test(value) ? String(year) : null,
    );
    return ask ? [ask] : [];
  }

  /** What a form asks when one of its choices is made, and it is sent off. */
  private chosen({ choice, form, attributes, text }: OutlineLink): Ask[] {
    const own = form === null ? undefined : this.outline.forms[form];
    if (!choice || !own) return [];
    const values = { [choice.name]: attributes["value"] ?? text.trim() };
    const absolute = (href: string) => this.collector.asked(href);
    const ask = askOfForm(own, values, absolute, this.collector.around.charset);
    return ask ? [ask] : [];
  }

  private frame({ attributes }: OutlineLink): void {
    // A frame that is loaded late has its address elsewhere until then.
    const own = this.collector.absolute(attributes["src"] ?? attributes["data"]);
    const address = own ?? this.actions.direct(attributes)[0];
    if (address === undefined) return;
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

  private organ({ text, choice, form, attributes }: OutlineLink, asks: readonly Ask[]): void {
    const { rules, isReport } = this.collector.around;
    if (isReport || !rules.titles.organ.test(fold(text))) return;
    const field =
      form === null ? undefined : this.outline.forms[form]?.fields.find(({ name }) => name === choice?.name);
    this.isNarrowed ||= field?.value === (attributes["value"] ?? text.trim());
    this.organs.push(...asks.map((ask) => ({ ask, text, isChoice: field !== undefined })));
  }

  /** Entries that stand as those do that lead to reports. */
  placed(): PlacedEntry[] {
    const named = new Set(this.entries.filter(({ isNamed }) => isNamed).map(({ place }) => place));
    return this.entries.filter(({ place }) => named.has(place));
  }
}

/** Equal for pages that differ in their years and in what they are asked with. */
function pageOfYears(address: string): string {
  const { host, pathname } = new URL(address);
  return host + pathname.replace(/(?:19|20)\d\d/g, "");
}

/** Titles of what stands within a link. */
function innerTitle({ children = [] }: OutlineNode): string {
  return children.map((one) => (one.attribs?.["title"] ?? "") + innerTitle(one)).join("");
}

/** True for what is there to be used and leads nowhere by itself. */
function isNowhere({ bare, attributes }: OutlineLink): boolean {
  return !bare && (attributes["onclick"] !== undefined || NOWHERE.test(attributes["href"] ?? "none"));
}
