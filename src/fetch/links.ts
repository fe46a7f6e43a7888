// What a response leads to: of a page, of a list as data, of neither. The only way into the readers of links.
// Must not know the network or any wording.
import { createHash } from "node:crypto";
import type { QuickJSWASMModule } from "quickjs-emscripten-core";
import { fold } from "../text/fold.ts";
import { partsOfDrawn } from "./browser/drawing.ts";
import { routeOf } from "./canonical.ts";
import { Collector, type Surroundings } from "./collector.ts";
import { dataLeads, isElements } from "./data-leads.ts";
import { LEFT_OUT, type Leads, type ListFacts, NO_LEADS, type PageOrigin } from "./lead.ts";
import { type Outline, outlineOf } from "./outline.ts";
import { familyOf, PageReader } from "./page-leads.ts";
import { charsetOf, decodedBody, header, type Response, unpackedBody } from "./response.ts";
import type { Family, LinkRules, Years } from "./rules.ts";
import { isUnseen, saidKind, softKind } from "./soft.ts";
import { readPageTitle, readTitle } from "./titles.ts";

const NO_SCRIPTS: ReadonlyMap<string, string> = new Map();
/** Without any of these a text leads nowhere. */
const LEADS =
  /href|<form|on\w+\s*=|src\s*=|data(?:-[\w-]+)?\s*=|=\s*["']\s*\[\s*\{|http-equiv|<script|<record|^\s*<\?xml|^\s*(?:[[{]|[\w.$]+\()/i;
const EMPTY = "empty";
const NO_FILE = "no-file";
/** What a script asks for, or would. */
const ANSWERS: ReadonlySet<string> = new Set(["data", "part"] satisfies PageOrigin["kind"][]);
/** Beginnings of pages, and of what comes as a part of one. */
const PAGE_HEAD = /^\s*<(?:!doctype\s+html|html|head|meta\s|title|body)[\s>]/i;
const ANSWER_HEAD = /^\s*(?:[[{]|[\w.$]+\(|<[!?a-z])/i;
/** In UTF-8, a character for a byte. */
const BYTE_ORDER_MARK = /^\u00EF\u00BB\u00BF/;
/** The least text that is a report's attachment itself, as a page. */
const LEAST_SHOWN = 120;
/** Characters of markup up to which a page without links is looked at closer. */
const SHORT_PAGE = 4000;
const LONGEST_TITLE = 200;
/** A report has more text of its own than any list. */
const LEAST_TEXT = 400;
/** Links that say they are reports, from which on a page is a list of them. */
const LEAST_REPORTS = 2;
/** Pages that are named as lists of reports, and are not pieces of others. */
const LISTS = new Set(["given", "list", "year"]);
/** The address stands in the page's base. */
const FOLLOWED = new Set(["given", "list", "year", "frame", "data", "part", "moved"]);

/** What came of what a page's scripts asked for, by the address that stands for the ask. */
export interface Answer {
  readonly url: string;
  readonly text: string;
}

export class LinkReader {
  constructor(
    private readonly engine: QuickJSWASMModule,
    private readonly rules: LinkRules,
    private readonly years: Years | null,
  ) {}

  /**
   * Links in the order of the page, each page once. Empty for what is no page and for what cannot be unpacked.
   * @param scripts texts of scripts in files of their own, by address
   * @param outer the page that a script puts this one into; null for what is one by itself
   */
  leadsOf(
    response: Response,
    origin: PageOrigin,
    scripts = NO_SCRIPTS,
    outer: () => Response | null = () => null,
  ): Leads {
    if (response.drawn && !origin.drawn) return this.drawnLeads(response, origin);
    const type = header(response, "content-type");
    const named = /html|xml|json|javascript|text\/plain/i.test(type) || type === "";
    const page = named || isMarkup(response, ANSWERS.has(origin.kind));
    const text = page ? decodedBody(response) : null;
    if (text?.trim() === "" || response.body.length === 0)
      return { ...NO_LEADS, soft: origin.ask.inPlace ? null : EMPTY };
    if (text === null) return { ...NO_LEADS, isDocument: !page };
    if (!LEADS.test(text)) return this.withoutLeads(text, origin, response.url);
    const route = routeOf(new URL(origin.ask.url));
    const at = { ...origin, ask: { ...origin.ask, url: response.url + route } };
    const family = familyOf(text, response.url, this.rules);
    const around = {
      rules: this.rules,
      years: this.years,
      charset: charsetOf(response),
      isReport: false,
      ownFiles: false,
    };
    if (/^\s*(?:[[{]|[\w.$]+\()/.test(text) || isRecords(text) || isElements(text)) {
      // Of a report it is the text, with its files.
      const isReport = origin.inReport;
      const context = origin.context || origin.kind === "given";
      const collector = new Collector(at.ask, { ...around, context, isReport, ownFiles: isReport });
      collector.base = origin.page ?? response.url;
      return dataLeads({ text, headers: response.headers }, collector, at, family);
    }
    if (!/<\w/.test(text)) return this.withoutLeads(text, origin, response.url);
    const outline = outlineWith(text, origin.page ?? response.url, scripts);
    const put = outer();
    if (put) outline.around = outlineWith(decodedBody(put) ?? "", put.url, scripts);
    return this.page(text, outline, { ...around, family }, at, origin.ask.url);
  }

  /** Of a page as a browser drew it, with all the parts that it was turned to. */
  private drawnLeads(response: Response, origin: PageOrigin): Leads {
    const parts = partsOfDrawn(decodedBody(response) ?? "");
    const [first = NO_LEADS, ...others] = parts.map((part) =>
      this.leadsOf({ ...response, body: Buffer.from(part) }, { ...origin, drawn: true }),
    );
    const lists = others.flatMap(({ list }) => (list ? [list] : []));
    if (!first.list || lists.length === 0) return first;
    const all = [first.list, ...lists];
    const list = {
      ...first.list,
      entries: all.flatMap(({ entries }) => entries),
      placed: all.flatMap(({ placed }) => placed),
      unresolved: all.flatMap(({ unresolved }) => unresolved),
      parts: all.length,
    };
    return { ...first, list, links: [first, ...others].flatMap(({ links }) => links) };
  }

  /** What the scripts of a page make of the answer to what they asked for. */
  drawn(page: Response, origin: PageOrigin, answer: Answer, scripts = NO_SCRIPTS): Leads {
    const outline = outlineWith(decodedBody(page) ?? "", page.url, scripts);
    const charset = charsetOf(page);
    const around = { rules: this.rules, years: this.years, charset, isReport: false };
    const ownFiles = this.says(outline.titles);
    const collector = new Collector(origin.ask, { ...around, context: true, ownFiles });
    collector.base = baseOf(outline, page.url);
    return new PageReader(this.engine, collector, origin, outline, null).drawn(answer.url, answer.text);
  }

  private page(
    text: string,
    outline: Outline,
    { family, ...around }: Omit<Surroundings, "context"> & { readonly family: Family | null },
    origin: PageOrigin,
    asked: string,
  ): Leads {
    const came = origin.ask.url;
    const says = this.says(outline.titles);
    const isReport = this.isReport(outline, origin);
    const context = origin.context || origin.kind === "given" || says;
    const collector = new Collector(origin.ask, { ...around, context, isReport, ownFiles: isReport || says });
    collector.base = origin.page ?? baseOf(outline, came);
    const leads = new PageReader(this.engine, collector, origin, outline, family).read(text);
    const leadsOn = leads.links.some(({ kind }) => !LEFT_OUT.has(kind));
    // Files beside much to read are a report's own.
    const isLed = leadsOn && !(outline.textLength >= LEAST_TEXT && hasFilesOnly(leads));
    const named = isLed || isReport || origin.kind !== "given" ? null : this.namedWithin(outline);
    if (named !== null) {
      outline.titles.push(named);
      const again = this.page(text, outline, { family, ...around }, origin, asked);
      if (again.links.length > 0 || outline.textLength >= LEAST_TEXT) return again;
      outline.titles.pop();
    }
    const title = readPageTitle(outline.titles, this.rules, context);
    const fit = leadsOn || title?.kind === "report";
    const soft = fit ? null : (softKind(outline, asked, came, this.rules) ?? instead(origin.kind, outline));
    const undrawn = isUndrawn(leads, outline, {
      soft,
      isUnseen: isUnseen(outline, this.rules),
      isReport,
      context,
    });
    const isBare =
      title?.kind === "section" &&
      this.isBare(outline, origin) &&
      !leads.links.some(({ kind }) => LEFT_OUT.has(kind));
    return {
      ...leads,
      isDocument: leads.isDocument && !(isBare && leads.list),
      list: undrawn && isBare && leads.list ? hidden(leads.list) : leads.list,
      undrawn,
      about: origin.context || says,
      title: fold(outline.title).slice(0, LONGEST_TITLE),
      year: title?.year ?? null,
      content: this.contentOf(outline),
      soft,
    };
  }

  /** A page that leads nowhere is a document, unless a list was asked for; a short one may say that it is none. */
  private withoutLeads(text: string, { ask, kind, inReport }: PageOrigin, came: string): Leads {
    const isDocument = kind !== "data" && (kind !== "part" || inReport);
    if (!/<\w/.test(text)) return { ...NO_LEADS, isDocument, soft: saidKind(text, this.rules) };
    if (text.length > SHORT_PAGE) return { ...NO_LEADS, isDocument };
    const outline = outlineOf(text);
    const titled = readPageTitle(outline.titles, this.rules, false)?.kind === "report";
    const said = titled ? null : softKind(outline, ask.url, came, this.rules);
    const soft = said ?? (titled ? null : instead(kind, outline));
    return { ...NO_LEADS, isDocument, soft, content: this.contentOf(outline) };
  }

  /** True for a page that ought to list reports, has nothing to read, and does not say that there are none. */
  private isBare({ textLength, text }: Outline, { kind }: PageOrigin): boolean {
    return LISTS.has(kind) && textLength < LEAST_TEXT && !this.rules.parts.noMore.test(fold(text));
  }

  /** A digest of what is to be read, without what changes with every visit. */
  private contentOf({ ownText }: Outline): string {
    const lasting = ownText.replaceAll(new RegExp(this.rules.furniture, "giu"), "");
    return createHash("sha256").update(fold(lasting)).digest("hex").slice(0, 32);
  }

  /** True where a title says that a page is about reports. */
  private says(titles: readonly string[]): boolean {
    const found = readPageTitle(titles, this.rules, true);
    return found?.kind === "report" || found?.kind === "section";
  }

  /** The one report that the text of a page names whose titles are its site's; null where it names none, or several. */
  private namedWithin({ titles, ownText }: Outline): string | null {
    const named = new Map<string, string>();
    for (const line of ownText.split("\n")) {
      if (line.length > LONGEST_TITLE) continue;
      const title = readTitle(line, this.rules, false);
      if (title?.kind === "report" && title.year !== null) named.set(fold(line), line);
    }
    const [only = null] = named.values();
    return named.size === 1 && only !== null && !titles.includes(only) ? only : null;
  }

  /** A report says so, or a link said so; a page that lists several is none, unless there is much to read. */
  private isReport({ titles, textLength, links }: Outline, { kind, inReport }: PageOrigin): boolean {
    if (kind === "file" || inReport) return true;
    const title = readPageTitle(titles, this.rules, false);
    const titled = title?.kind === "report";
    if (!titled && FOLLOWED.has(kind)) return false;
    // A title without an issuer is at times that of a list, by year.
    if (
      textLength < LEAST_TEXT &&
      FOLLOWED.has(kind) &&
      titles.some((one) => this.rules.titles.section.test(fold(one)))
    )
      return false;
    // One without a year is a list's as soon as it leads on at all.
    const isDated = title?.year !== null;
    const listed = links
      .filter(({ text, attributes }) => this.isReportLink([attributes["title"] ?? "", text], !isDated))
      .map(({ attributes }) => attributes["href"]);
    const isOfList = !isDated && FOLLOWED.has(kind);
    if (textLength >= LEAST_TEXT) return !isOfList || new Set(listed).size <= LEAST_REPORTS;
    return new Set(listed).size < (isOfList ? 1 : LEAST_REPORTS);
  }

  private isReportLink(said: readonly string[], orSection: boolean): boolean {
    const kinds = said.map((text) => readTitle(text, this.rules, false)?.kind);
    return kinds.includes("report") || (orSection && kinds.includes("section"));
  }
}

function hasFilesOnly({ links }: Leads): boolean {
  return links.every(({ kind }) => kind === "file" || LEFT_OUT.has(kind));
}

/** A page that came for a file, has nothing to read, and leads to no file: what it shows is elsewhere. */
function instead(kind: PageOrigin["kind"], { textLength }: Outline): string | null {
  return kind === "file" && textLength < LEAST_SHOWN ? NO_FILE : null;
}

/** A list that is not seen: its entries are nowhere in what came. */
function hidden(list: ListFacts): ListFacts {
  return { ...list, unresolved: [...list.unresolved, "#undrawn"] };
}

/** True where scripts have yet to bring what the page is there for. */
function isUndrawn(
  { links, list }: Leads,
  outline: Outline,
  page: {
    readonly soft: string | null;
    readonly isUnseen: boolean;
    readonly isReport: boolean;
    readonly context: boolean;
  },
): boolean {
  if (outline.scripts.length + outline.sources.length === 0) return false;
  if (page.soft !== null) return page.isUnseen;
  if (page.isReport) return links.length === 0 && outline.textLength < LEAST_TEXT;
  const leadsOn = links.some(({ kind }) => !LEFT_OUT.has(kind));
  return page.context && (!leadsOn || (list?.unresolved.length ?? 0) > 0);
}

function outlineWith(text: string, address: string, scripts: ReadonlyMap<string, string>): Outline {
  return outlineOf(text, (source) =>
    URL.canParse(source, address) ? (scripts.get(new URL(source, address).href) ?? null) : null,
  );
}

/** True for a page that is called something else, also where it is packed; of what scripts ask for, also for data. */
function isMarkup(response: Response, isAnswer: boolean): boolean {
  const bytes = header(response, "content-encoding") === "" ? response.body : unpackedBody(response);
  const head = Buffer.from(bytes?.subarray(0, 256) ?? []).toString("latin1");
  return (isAnswer ? ANSWER_HEAD : PAGE_HEAD).test(head.replace(BYTE_ORDER_MARK, ""));
}

/** Records without a page around them. */
function isRecords(text: string): boolean {
  return (
    /<record>/i.test(text) &&
    !/<(?:html|body|script|title|div)[\s>]/i.test(text.replace(/<record>[\s\S]*<\/record>/i, ""))
  );
}

function baseOf({ base }: Outline, address: string): string {
  return base !== undefined && URL.canParse(base, address) ? new URL(base, address).href : address;
}
