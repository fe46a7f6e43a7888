// Gathers what a page leads to: judges what a link says and where it goes, makes addresses whole, each kept once.
// Must not know how links are found in pages.

import { fold } from "../text/fold.ts";
import { percentDecoded } from "../text/percent.ts";
import { cleanAddress, keyOf, routeOf, withoutRoute } from "./canonical.ts";
import { encodeQuery } from "./charset.ts";
import { type Ask, addressOf, get, type Link, type LinkKind } from "./lead.ts";
import type { LinkRules, Years } from "./rules.ts";
import { isWanted, isYearPageWanted, readTitle, type Title, yearOfMonth, yearOnly } from "./titles.ts";

export interface Surroundings {
  readonly rules: LinkRules;
  readonly years: Years | null;
  /** The page says that it is about reports, or what led here does. */
  readonly context: boolean;
  readonly isReport: boolean;
  /** The page is a report, or is headed as a list of them: files it leads to belong to it. */
  readonly ownFiles: boolean;
  readonly charset: string;
}

/** What a value that stands for an address looks like. */
export const ADDRESS = /^(?:https?:)?\/\/|^\.{0,2}\/|^\?[\w=]|^[\w%-][^\s:]*\.[a-z]{2,5}(?:[?#]|$)/i;
const PICTURE = /\.(?:png|jpe?g|gif|svg|ico|css|js|webp|bmp|mp[34]|swf)(?:[?#]|$)/i;

export class Collector {
  readonly found = new Map<string, Link>();
  base: string;

  constructor(
    private readonly own: Ask,
    readonly around: Surroundings,
  ) {
    this.base = own.url;
  }

  /** The first of several texts that says something; a cut one only where no other text does. */
  title(said: readonly string[]): Title | null {
    const { rules, context, isReport, ownFiles } = this.around;
    const place = isReport ? false : ownFiles ? "list" : context;
    const titles = said.map((text) => readTitle(text, rules, place));
    return (
      titles.find((title) => title !== null && title.kind !== "cut") ?? titles.find((title) => title) ?? null
    );
  }

  /** Keeps addresses of a link that says something of interest. False when it says nothing. */
  offer(said: readonly string[], addresses: readonly string[]): boolean {
    const { rules, years, isReport, context } = this.around;
    const text = said.find((one) => one.trim() !== "") ?? "";
    const title = this.title(said);
    if (title === null) {
      if (this.files(said, addresses)) return true;
      if (isReport) return false;
      if (!context) return false;
      const year = firstOf(said, (text) => yearOnly(text, rules));
      if (year === null) return this.months(said, addresses);
      for (const address of addresses) {
        const kind = this.isFile(address, "") ? "file" : "year";
        this.add(get(address), isYearPageWanted(year, years) ? kind : "other-year", year, text);
      }
      return true;
    }
    if (title.kind === "section" && isReport) return false;
    for (const address of addresses) this.titled(title, address, said, isWanted(title.year, years), text);
    return true;
  }

  /** What was published in a month, where that is all that a link says. */
  private months(said: readonly string[], addresses: readonly string[]): boolean {
    const { rules, years } = this.around;
    const year = firstOf(said, (text) => yearOfMonth(text, rules));
    const pages = addresses.filter((address) => !this.isFile(address, ""));
    if (year === null || pages.length === 0) return false;
    for (const address of pages)
      this.add(get(address), isYearPageWanted(year, years) ? "list" : "other-year", null, said.join(" "));
    return true;
  }

  private titled(
    title: Title,
    address: string,
    said: readonly string[],
    wanted: boolean,
    text: string,
  ): void {
    const { kind, year } = title;
    if (kind === "look-alike") this.add(get(address), "look-alike", year, text);
    else if (!wanted) this.add(get(address), "other-year", year, text);
    else if (this.isFile(address, said.join(" "))) this.add(get(this.unwrapped(address)), "file", year, text);
    else this.add(get(address), kind === "section" ? "list" : "report", year, text);
  }

  /** Files of a report, whatever they are called; those of a list by their names only. */
  private files(said: readonly string[], addresses: readonly string[]): boolean {
    const { rules, isReport, ownFiles } = this.around;
    if (!ownFiles || said.some((one) => rules.titles.about.test(fold(one)))) return false;
    const text = said.join(" ");
    // On a report's page what is called a report, and no other one, is this one as a file.
    const isCalled = (one: string) =>
      rules.titles.inContext.test(fold(one)) && !rules.titles.other.test(fold(one));
    const told = isReport && said.some((one) => rules.files.said.test(fold(one)) || isCalled(one));
    const fit = addresses.filter((address) =>
      isReport ? told || this.isFile(address, text) : this.isNamed(address, text),
    );
    for (const address of fit) this.add(get(this.unwrapped(address)), "file", null, said.join(""));
    return fit.length > 0;
  }

  isFile(address: string, said: string): boolean {
    const { pathname } = new URL(this.unwrapped(address));
    return this.around.rules.files.download.test(pathname) || this.isNamed(address, said);
  }

  private isNamed(address: string, said: string): boolean {
    const { files } = this.around.rules;
    const { pathname, searchParams } = new URL(this.unwrapped(address));
    return [percentDecoded(pathname), ...searchParams.values(), said.trim()].some((one) =>
      files.name.test(one),
    );
  }

  /** What a file is called in words, in its path or a parameter; empty where its name is none. */
  fileName(address: string): string {
    const { pathname, searchParams } = new URL(address);
    const names = [percentDecoded(pathname.replace(/^.*\//, "")), ...searchParams.values()];
    return names.find((one) => /\p{Script=Han}/u.test(one) && this.around.rules.files.name.test(one)) ?? "";
  }

  /** The address that stands for an ask in the archive. */
  keyOf(ask: Ask): string {
    return addressOf({ ...ask, url: cleanAddress(ask.url, this.around.rules) });
  }

  /** The file that a page only shows. */
  unwrapped(address: string): string {
    const { files } = this.around.rules;
    const url = new URL(address);
    const own = new URL(this.base).host;
    const isViewer = files.viewer.test(url.pathname);
    if (!isViewer && url.host === own) return address;
    for (const [name, value] of url.searchParams) {
      const named = plainOf(value);
      if (!URL.canParse(named, address)) continue;
      const file = new URL(named, address);
      // Another site that is handed a file of this one shows it, whatever the parameter is called.
      const isHanded = url.host !== own && file.host === own && files.name.test(file.pathname);
      if (!isHanded && !(isViewer && files.viewerParameter.test(name))) continue;
      if (/^https?:$/.test(file.protocol) && (/\//.test(named) || files.name.test(named))) return file.href;
    }
    return address;
  }

  add(ask: Ask, kind: LinkKind, year: number | null, title: string, otherwise: Ask | null = null): void {
    const clean = { ...ask, url: cleanAddress(ask.url, this.around.rules) };
    const key = keyOf(addressOf(clean), this.around.rules);
    if (key === keyOf(addressOf(this.own), this.around.rules)) return;
    // The same page under another address is told too: one of them may not answer.
    const place = this.found.get(key)?.ask.url === clean.url || !this.found.has(key) ? key : addressOf(clean);
    if (!this.found.has(place))
      this.found.set(place, { ask: clean, kind, year, title: fold(title).slice(0, 200), otherwise });
  }

  /** True where something of the kind was found. */
  has(kind: LinkKind): boolean {
    return [...this.found.values()].some((link) => link.kind === kind);
  }

  /** The address of a script; null for what is none. */
  absoluteScript(source: string): string | null {
    return URL.canParse(source, this.base) ? new URL(source, this.base).href : null;
  }

  /** Where a form or a script that names this address asks: with an empty one, the page itself. */
  asked(href: string): string | null {
    return href === "" ? withoutRoute(this.base) : this.absolute(href);
  }

  /** The address made whole; null for what is none, or none of a page or file. */
  absolute(href: string | undefined): string | null {
    const text = href?.trim() ?? "";
    const isPlace = /^#(?!!?\/.)/.test(text);
    if (text === "" || isPlace || !URL.canParse(text, this.base)) return null;
    const url = new URL(encodeQuery(text, this.around.charset), this.base);
    url.hash = routeOf(url);
    if (url.protocol !== "http:" && url.protocol !== "https:") return null;
    return PICTURE.test(url.pathname) ? null : url.href;
  }
}

/** An address as it is, where it was written in Base64. */
function plainOf(value: string): string {
  const plain = /^[\w+/-]{16,}={0,2}$/.test(value) ? Buffer.from(value, "base64").toString("utf8") : "";
  return /^https?:\/\/[\x21-\x7e]+$/.test(plain) ? plain : value;
}

function firstOf(said: readonly string[], read: (text: string) => number | null): number | null {
  for (const text of said) {
    const found = read(text);
    if (found !== null) return found;
  }
  return null;
}
