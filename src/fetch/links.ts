// Links of a page or of a JSON list that lead to reports, to their files, and to more of the same list, by patterns that
// are data. Looks where sites hide them: in anchors, frames, handlers, scripts, list data and paging calls.
// Must not know the network or any wording. Nothing of a page is executed.
import { type Outline, outlineOf } from "./outline.ts";
import { decodedBody, header, type Response } from "./response.ts";

export interface LinkRules {
  /** Titles of reports: texts of links that lead to them, and headings of pages that are some. */
  readonly report: RegExp;
  /** Texts of links that look like reports or their files and are none. */
  readonly lookAlike: RegExp;
  /** Names of files that reports come in, in an address or in a link's text. */
  readonly file: RegExp;
  /** Texts of links to the next part of a list. */
  readonly next: RegExp;
  /** The year in a title, as its first group. */
  readonly year: RegExp;
  /** Calls by which scripts draw the numbers of a list's pages. */
  readonly paging: readonly PagingCall[];
  /** Parameters of an address that number the parts of a JSON list. */
  readonly pageParameter: RegExp;
  /** Names under which a JSON list tells how many parts it has. */
  readonly pageCount: RegExp;
}

export interface PagingCall {
  /** Groups `count`, `current`, `name`, `extension`. */
  readonly call: RegExp;
  /** The number that the call gives to the first page; the first page has no number in its address. */
  readonly first: number;
}

export type LinkKind = "report" | "file" | "next" | "moved" | "look-alike" | "other-year";

export interface Link {
  readonly url: string;
  readonly kind: LinkKind;
}

export interface Leads {
  readonly links: readonly Link[];
  /** True when there is something to read, and not only links: what may be a report itself. */
  readonly isDocument: boolean;
}

/** Years whose reports are wanted, both included. */
export interface Years {
  readonly from: number;
  readonly to: number;
}

/** A page of less text that goes elsewhere by script is no page of its own. */
const BARE_PAGE = 200;
/** A list has links, and beside them less text than any report. */
const LEAST_TEXT = 400;
const LEAST_LINKS = 4;
const QUOTED = /["']([^"'\s<>]{2,300})["']/g;
const ADDRESS = /^(?:https?:)?\/\/|^\.{0,2}\/|^[\w%-][^\s:]*\.[a-z]{2,5}(?:[?#]|$)/i;
const PICTURE = /\.(?:png|jpe?g|gif|svg|ico|css|js|webp)(?:[?#]|$)/i;
const ANCHOR = /<a\s[^>]*href[\s\S]{0,2000}?<\/a\s*>/gi;
const FLAT_OBJECT = /\{[^{}]{2,4000}\}/g;
const PAIR = /["']?([\w$]+)["']?\s*:\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')/g;
const GOES_TO =
  /location(?:\.href)?\s*=\s*["']([^"']+)["']|location\.(?:replace|assign)\(\s*["']([^"']+)["']/;

/** Without any of these a text leads nowhere. */
const LEADS = /href|src\s*=|data\s*=|onclick|http-equiv|<script|^\s*(?:[[{]|[\w.$]+\()/i;

/** Links in the order of the page, each address once. Empty for what is no page and for what cannot be unpacked. */
export function leadsOf(response: Response, rules: LinkRules, years: Years | null): Leads {
  const type = header(response, "content-type");
  const page = /html|xml|json|javascript|text\/plain/i.test(type) || type === "";
  const text = page ? decodedBody(response) : null;
  if (text === null) return { links: [], isDocument: !page };
  if (!LEADS.test(text)) return { links: [], isDocument: true };
  const finder = new Finder(response.url, rules, years);
  if (/^\s*(?:[[{]|[\w.$]+\()/.test(text)) finder.json(text);
  else if (/<\w/.test(text)) finder.page(text);
  return finder.leads();
}

class Finder {
  private readonly found = new Map<string, Link>();
  private isReport = false;
  private isDocument = true;
  private base: string;

  constructor(
    private readonly address: string,
    private readonly rules: LinkRules,
    private readonly years: Years | null,
  ) {
    this.base = address;
  }

  leads(): Leads {
    return { links: [...this.found.values()], isDocument: this.isDocument };
  }

  page(text: string): void {
    const outline = outlineOf(text);
    const { base, title, links, scripts } = outline;
    if (base !== undefined && URL.canParse(base, this.address)) this.base = new URL(base, this.address).href;
    this.isReport = this.rules.report.test(squeeze(title));
    this.isDocument = links.length < LEAST_LINKS || outline.textLength >= LEAST_TEXT;
    this.refresh(outline);
    for (const { attributes, text: own, framed } of links) {
      const said = framed ? title : `${attributes["title"] ?? ""}${own}${attributes["download"] ?? ""}`;
      for (const name of ["href", "src", "data"]) this.offer(attributes[name], said);
      for (const name of ["href", "onclick"]) this.quoted(attributes[name], said, name === "onclick");
    }
    for (const script of scripts) this.script(script);
  }

  /** A list as data: what reads as JSON is walked, anything like it is searched for objects. */
  json(text: string): void {
    const before = this.found.size;
    this.isDocument = false;
    const body = text.replace(/^\s*[\w.$]+\(/, "").replace(/\)\s*;?\s*$/, "");
    let count: number | null = null;
    try {
      const visit = (value: unknown): void => {
        if (Array.isArray(value)) value.forEach(visit);
        else if (typeof value === "object" && value !== null) {
          const pairs = Object.entries(value);
          for (const [key, one] of pairs) {
            if (this.rules.pageCount.test(key) && Number.isInteger(Number(one))) count ??= Number(one);
            visit(one);
          }
          this.item(pairs.filter((pair): pair is [string, string] => typeof pair[1] === "string"));
        }
      };
      visit(JSON.parse(body));
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      this.objects(text);
    }
    this.nextPart(count, this.found.size > before);
  }

  private script(text: string): void {
    const plain = text.replaceAll("\\/", "/").replaceAll('\\"', '"');
    for (const [anchor] of plain.matchAll(ANCHOR)) {
      for (const { attributes, text: own } of outlineOf(anchor).links)
        this.offer(attributes["href"], `${attributes["title"] ?? ""}${own}`);
    }
    this.objects(text);
    for (const { call, first } of this.rules.paging) {
      const groups = call.exec(text)?.groups;
      if (!groups) continue;
      const next = Number(groups["current"]) + 1;
      if (next < Number(groups["count"]) + first) {
        this.add(`${groups["name"]}_${next}.${groups["extension"]}`, "next");
      }
    }
  }

  private objects(text: string): void {
    for (const [object] of text.matchAll(FLAT_OBJECT)) {
      this.item(
        [...object.matchAll(PAIR)].map(([, key = "", double, single]): [string, string] => [
          key,
          (double ?? single ?? "").replace(/\\(.)/g, "$1"),
        ]),
      );
    }
  }

  /** One entry of a list: some value is its title, another one its address. */
  private item(pairs: readonly (readonly [key: string, value: string])[]): void {
    const addresses = pairs.filter(([, value]) => ADDRESS.test(value.trim()) && !PICTURE.test(value));
    const named = addresses.filter(([key]) => /url|link|href|path/i.test(key));
    const said = pairs.map(([, value]) => (ADDRESS.test(value.trim()) ? "" : value)).join(" ");
    if (said.length > 2000) return;
    for (const [, value] of named.length > 0 ? named : addresses) this.offer(value.trim(), stripTags(said));
  }

  private nextPart(count: number | null, full: boolean): void {
    const url = new URL(this.address);
    for (const [name, value] of url.searchParams) {
      const page = Number(value);
      if (!this.rules.pageParameter.test(name) || !Number.isInteger(page)) continue;
      if (!full || (count !== null && page >= count)) return;
      url.searchParams.set(name, String(page + 1));
      this.add(url.href, "next");
      return;
    }
  }

  /** Pages that only send on: by a refresh in the head, or by a script where there is nothing to read. */
  private refresh({ refresh, scripts, textLength, linkLength }: Outline): void {
    const target = /url\s*=\s*["']?([^"']+)/i.exec(refresh)?.[1];
    if (target !== undefined) this.add(target.trim(), "moved");
    if (textLength + linkLength > BARE_PAGE) return;
    const goes = GOES_TO.exec(scripts.join("\n"));
    const to = goes?.[1] ?? goes?.[2];
    if (to !== undefined) this.add(to, "moved");
  }

  /** Addresses in a handler's code, or in one that stands for an address. */
  private quoted(code: string | undefined, said: string, handler: boolean): void {
    if (code === undefined || !(handler || /^\s*javascript:/i.test(code))) return;
    for (const [, value = ""] of code.matchAll(QUOTED)) if (ADDRESS.test(value)) this.offer(value, said);
  }

  private offer(href: string | undefined, said: string): void {
    const url = href === undefined ? null : this.absolute(href);
    if (url === null) return;
    const text = squeeze(said);
    const kind = this.kindOf(text, url);
    if (kind !== null) this.add(url, kind);
  }

  private kindOf(text: string, url: string): LinkKind | null {
    const { report, lookAlike, file, next, year } = this.rules;
    const titled = report.test(text);
    const { pathname, searchParams } = new URL(url);
    const isFile = [pathname, text, ...searchParams.values()].some((one) => file.test(decoded(one)));
    if (!titled && !(isFile && this.isReport)) return next.test(text) ? "next" : null;
    if (lookAlike.test(text)) return "look-alike";
    const told = year.exec(text)?.[1];
    const wanted = this.years;
    if (titled && wanted && told !== undefined && (Number(told) < wanted.from || Number(told) > wanted.to)) {
      return "other-year";
    }
    return isFile ? "file" : "report";
  }

  private add(href: string, kind: LinkKind): void {
    const url = this.absolute(href);
    if (url !== null && url !== this.address && !this.found.has(url)) this.found.set(url, { url, kind });
  }

  private absolute(href: string): string | null {
    if (!URL.canParse(href.trim(), this.base)) return null;
    const url = new URL(href.trim(), this.base);
    url.hash = "";
    return url.protocol === "http:" || url.protocol === "https:" ? url.href : null;
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    return text;
  }
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, "");
}

function stripTags(text: string): string {
  return text.replace(/<[^<>]*>/g, "");
}
