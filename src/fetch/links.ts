// What a response leads to: of a page, of a list as data, of neither. The only way into the readers of links.
// Must not know the network or any wording.
import type { QuickJSWASMModule } from "quickjs-emscripten-core";
import { fold } from "../text/fold.ts";
import { Collector } from "./collector.ts";
import { dataLeads } from "./data-leads.ts";
import type { Leads, PageOrigin } from "./lead.ts";
import { type Outline, outlineOf } from "./outline.ts";
import { familyOf, PageReader } from "./page-leads.ts";
import { charsetOf, decodedBody, header, type Response } from "./response.ts";
import type { LinkRules, Years } from "./rules.ts";
import { readTitle } from "./titles.ts";

/** Without any of these a text leads nowhere. */
const LEADS = /href|src\s*=|data\s*=|onclick|http-equiv|<script|<record|^\s*(?:[[{]|[\w.$]+\()/i;
/** A report has more text of its own than any list. */
const LEAST_TEXT = 400;
/** Links that say they are reports, from which on a page is a list of them. */
const LEAST_REPORTS = 2;
/** The address stands in the page's base. */
const FOLLOWED = new Set(["given", "list", "year", "frame", "data", "part", "moved"]);

export class LinkReader {
  constructor(
    private readonly engine: QuickJSWASMModule,
    private readonly rules: LinkRules,
    private readonly years: Years | null,
  ) {}

  /** Links in the order of the page, each page once. Empty for what is no page and for what cannot be unpacked. */
  leadsOf(response: Response, origin: PageOrigin): Leads {
    const type = header(response, "content-type");
    const page = /html|xml|json|javascript|text\/plain/i.test(type) || type === "";
    const text = page ? decodedBody(response) : null;
    if (text === null) return { links: [], isDocument: !page, list: null };
    if (!LEADS.test(text)) return { links: [], isDocument: true, list: null };
    const at = { ...origin, ask: { ...origin.ask, url: response.url } };
    const family = familyOf(text, response.url, this.rules);
    const around = { rules: this.rules, years: this.years, charset: charsetOf(response), isReport: false };
    if (/^\s*(?:[[{]|[\w.$]+\()/.test(text) || isRecords(text)) {
      const collector = new Collector(at.ask, { ...around, context: origin.context || origin.kind === "given" });
      return dataLeads(text, collector, at, family);
    }
    if (!/<\w/.test(text)) return { links: [], isDocument: true, list: null };
    const outline = outlineOf(text);
    const context = origin.context || origin.kind === "given" || this.says(outline.title);
    const isReport = this.isReport(outline, origin);
    const collector = new Collector(at.ask, { ...around, context, isReport });
    collector.base = baseOf(outline, response.url);
    return new PageReader(this.engine, collector, at, outline, family).read(text);
  }

  /** True where a title says that a page is about reports. */
  private says(title: string): boolean {
    const found = readTitle(title, this.rules, true);
    return found?.kind === "report" || found?.kind === "section";
  }

  /** A report says so and has text, or a link said so; one that lists others is none, unless there is much to read. */
  private isReport({ title, textLength, links }: Outline, { kind }: PageOrigin): boolean {
    if (kind === "file") return true;
    const titled = readTitle(title, this.rules, false)?.kind === "report";
    if (textLength >= LEAST_TEXT) return titled || !FOLLOWED.has(kind);
    const listed = new Set(
      links
        .filter(({ text, attributes }) => this.isReportLink(`${attributes["title"] ?? ""}`, text))
        .map(({ attributes }) => attributes["href"]),
    );
    return !FOLLOWED.has(kind) && listed.size < LEAST_REPORTS;
  }

  private isReportLink(...said: readonly string[]): boolean {
    return said.some((text) => /\S/.test(text) && readTitle(text, this.rules, false)?.kind === "report");
  }
}

function isRecords(text: string): boolean {
  return /^\s*(?:<\?xml[^>]*>\s*)?<(?!html|!doctype)\w+[\s>]/i.test(text) && /<record>/i.test(text) && !/<(?:body|html)/i.test(text);
}

function baseOf({ base }: Outline, address: string): string {
  return base !== undefined && URL.canParse(base, address) ? new URL(base, address).href : address;
}
