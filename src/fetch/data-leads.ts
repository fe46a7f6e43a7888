// Lists that come as data: JSON, records in tags, objects in scripts. Each entry has a title, an address, and much else.
// Must not know any wording, nor the network.

import { load } from "cheerio";
import { percentDecoded } from "../text/percent.ts";
import { parameter, replaced } from "./asks.ts";
import { ADDRESS, type Collector } from "./collector.ts";
import { toldByElements } from "./elements.ts";
import { type Ask, get, type Leads, type ListFacts, NO_LEADS, type PageOrigin, type Range } from "./lead.ts";
import { type OutlineNode, outlineOf, textOf } from "./outline.ts";
import type { Family } from "./rules.ts";
import { both, NOTHING_TOLD, toldByNames, toldByTags } from "./told.ts";

const FLAT_OBJECT = /\{[^{}]{2,4000}\}/g;
const PAIR = /["']?([\w$]+)["']?\s*:\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')/g;
const ANCHOR = /<a\s[^>]*href[\s\S]{0,2000}?<\/a\s*>/gi;
const RECORD = /<record>\s*(?:<!\[CDATA\[)?([\s\S]*?)(?:\]\]>)?\s*<\/record>/gi;
/** What is an address where it is called one. */
const PLAIN_ADDRESS = /^[\w.~%-]+[/?][\w./?=&;%~#-]*$/;
const LONGEST_PATH = 400;
const LONGEST_MARK = 500;
/** Base64, or what is escaped for addresses: texts in disguise. */
const CODED = /^(?:[\w+/-]{24,}={0,2}|(?:%[\dA-F]{2}|[\w.~*'()-]){24,})$/i;
/** Shorter values are names and keys. */
const LEAST_SEALED = 200;

type Pair = readonly [key: string, value: string];

export class DataReader {
  told = NOTHING_TOLD;
  readonly entries: string[] = [];
  private readonly unplaced: string[] = [];
  private readonly placed = new Set<string>();
  /** It says that another part follows, and by which mark that is asked for. */
  goesOn = false;
  mark: string | null = null;
  /** It holds a long value that cannot be read. */
  sealed = false;
  /** Entries by where they stand: lists of other things may stand beside the one meant. */
  private readonly counts = new Map<string, number>();

  constructor(private readonly collector: Collector) {}

  /** Reports that are named without an address, here and wherever else they are named. */
  get unresolved(): string[] {
    return this.unplaced.filter((title) => !this.placed.has(title));
  }

  get counted(): number {
    return Math.max(0, ...this.counts.values());
  }

  /** Walks what reads as JSON, and searches anything like it for objects. */
  json(text: string): void {
    const body = text.replace(/^\s*[\w.$]+\(/, "").replace(/\)\s*;?\s*$/, "");
    try {
      this.value(JSON.parse(body), "");
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      this.objects(text);
    }
  }

  /** What a script holds as values. */
  values(values: readonly unknown[]): void {
    for (const [at, value] of values.entries()) this.value(value, `script${at}`);
  }

  /** Records in tags, as the answer of an interface or as a script's text. */
  records(text: string, pattern: RegExp = RECORD): void {
    this.told = both(this.told, toldByTags(text, this.collector.around.rules));
    for (const [, markup = ""] of text.matchAll(new RegExp(pattern.source, "gi"))) {
      this.count("record");
      this.markup(markup.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"'));
    }
  }

  /** Entries that are elements, each with its title and address as elements of their own. */
  elements(text: string): void {
    this.told = both(this.told, toldByTags(text, this.collector.around.rules));
    this.island(load(text, { xml: true }).root()[0] as unknown as OutlineNode);
  }

  /** The same, of an element that holds them. */
  island(root: OutlineNode): void {
    const { rules } = this.collector.around;
    for (const node of below(root)) {
      const { name = "", attribs = {}, children = [] } = node;
      this.told = both(this.told, toldByNames(Object.entries(attribs), rules));
      const leaves = children.filter((one) => one.name !== undefined);
      const pairs = leaves.map((one): Pair => [one.name ?? "", textOf(one).trim()]);
      const all = [...pairs, ...Object.entries(attribs)];
      if (all.some(([key, value]) => rules.entries.address.test(key) && ADDRESS.test(value)))
        this.item(all, name);
    }
  }

  /** Entries that stand as text in a script: anchors in strings, objects. */
  script(text: string): void {
    const plain = text.replaceAll("\\/", "/").replaceAll('\\"', '"');
    for (const [anchor] of plain.matchAll(ANCHOR)) this.markup(anchor);
    this.objects(text);
  }

  /** @param path the names that lead to the value; a list's own places are no names */
  private value(value: unknown, path: string): void {
    if (path.length > LONGEST_PATH) return;
    if (Array.isArray(value)) for (const one of value) this.value(one, `${path}[]`);
    else if (typeof value === "string" && /<a\s/i.test(value)) {
      const before = this.entries.length;
      this.markup(value);
      // A list's own value is an entry; any other one holds some.
      if (path.endsWith("[]")) this.count(path);
      else for (let at = before; at < this.entries.length; at += 1) this.count(path);
    } else if (typeof value === "string" && /^\s*[[{]/.test(value)) this.within(value, path);
    else if (typeof value === "string" && CODED.test(value)) this.coded(value, path);
    else if (typeof value === "object" && value !== null) {
      const pairs = Object.entries(value);
      this.told = both(this.told, toldByNames(pairs, this.collector.around.rules));
      for (const [name, one] of pairs) this.follows(name, one);
      this.item(
        pairs.filter((pair): pair is [string, string] => typeof pair[1] === "string"),
        path,
      );
      for (const [name, one] of pairs) this.value(one, `${path}/${name}`);
    }
  }

  /** Data that stands as text within data. */
  private within(text: string, path: string): void {
    try {
      this.value(JSON.parse(text), path);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
  }

  /** A text that was written otherwise to travel; one that stays unread may be the whole list. */
  private coded(value: string, path: string): void {
    const plain = plainOf(value);
    if (plain !== null) this.value(plain, path);
    else if (value.length >= LEAST_SEALED) this.sealed = true;
  }

  private follows(name: string, value: unknown): void {
    const { goesOn, mark } = this.collector.around.rules.parts;
    if (goesOn.test(name) && [true, 1, "true", "1"].includes(value as string)) this.goesOn = true;
    const isMark = typeof value === "string" && value !== "" && value.length <= LONGEST_MARK;
    if (mark.test(name) && isMark) this.mark ??= value;
  }

  private count(path: string): void {
    this.counts.set(path, (this.counts.get(path) ?? 0) + 1);
  }

  private objects(text: string): void {
    for (const [object] of text.matchAll(FLAT_OBJECT)) {
      this.item(
        [...object.matchAll(PAIR)].map(
          ([, key = "", double, single]): Pair => [key, (double ?? single ?? "").replace(/\\(.)/g, "$1")],
        ),
        "object",
      );
    }
  }

  /** One entry: a value under the name of a title tells what it is, an address where it is; nothing else of it counts. */
  private item(pairs: readonly Pair[], path: string): void {
    const { rules } = this.collector.around;
    const isAddress = ([key, value]: Pair) =>
      ADDRESS.test(value) || (rules.entries.address.test(key) && PLAIN_ADDRESS.test(value));
    const addresses = pairs.filter(
      ([key, value]) => isAddress([key, value.trim()]) && !/\s/.test(value.trim()),
    );
    const named = addresses.filter(([key]) => rules.entries.address.test(key));
    const texts = pairs.filter((pair) => pair[1].trim() !== "" && !addresses.includes(pair));
    const titles = texts.filter(([key]) => rules.entries.title.test(key)).map(([, value]) => stripped(value));
    const said =
      titles.length > 0
        ? titles
        : texts.map(([, value]) => stripped(value)).filter((one) => one.length < 200);
    const whole = (named.length > 0 ? named : addresses)
      .map(([, value]) => this.collector.absolute(value.replaceAll("&amp;", "&")))
      .filter((address) => address !== null);
    if (titles.length > 0 && (whole.length > 0 || path.endsWith("[]"))) this.count(path);
    this.entries.push(...(whole.length > 0 || titles.length === 0 ? whole : [`#${titles.join(" ")}`]));
    if (whole.length > 0) {
      this.collector.offer(said, whole);
      this.placed.add(titles.join(" "));
    } else if (this.isReport(titles, said, path)) this.unplaced.push(said.join(" "));
  }

  /** What an entry calls a title has the word; where nothing is called so, a report is told by its year as well. */
  private isReport(titles: readonly string[], said: readonly string[], path: string): boolean {
    if (titles.length > 0) return this.collector.title(titles)?.kind === "report";
    if (!path.endsWith("[]") || path.startsWith("script")) return false;
    return said.some((one) => {
      const title = this.collector.title([one]);
      return title?.kind === "report" && title.year !== null;
    });
  }

  private markup(markup: string): void {
    const { links, holders } = outlineOf(markup);
    this.told = both(this.told, toldByElements(holders, this.collector.around.rules));
    for (const { attributes, text } of links) {
      const address = this.collector.absolute(attributes["href"]);
      if (address === null) continue;
      this.entries.push(address);
      this.collector.offer([attributes["title"] ?? "", text], [address]);
    }
  }
}

/** The answer of an interface: its entries, what it tells of the whole, and the ask for its next part. */
export function dataLeads(
  text: string,
  collector: Collector,
  origin: PageOrigin,
  family: Family | null,
): Leads {
  const reader = new DataReader(collector);
  if (/^\s*(?:[[{]|[\w.$]+\()/.test(text)) reader.json(text);
  else if (isElements(text)) reader.elements(text);
  else reader.records(text, family?.record ?? RECORD);
  // Nothing but a value that is sealed: what the list holds stays unknown.
  const sealed = reader.sealed && reader.entries.length === 0 ? ["#sealed"] : [];
  const facts: ListFacts = {
    family: family?.name ?? null,
    told: reader.told,
    counted: reader.counted,
    entries: reader.entries,
    placed: [],
    unresolved: [...reader.unresolved, ...sealed],
    guessed: null,
    range: origin.range,
  };
  const next = nextPart(collector, origin, facts) ?? markedPart(collector, origin, reader);
  if (next) collector.add(next, "part", null, "", otherwiseOf(collector, origin));
  // Who says that there is more tells of one part more at least.
  const least = reader.goesOn && facts.entries.length > 0 ? origin.part + 1 : null;
  const list = { ...facts, told: both(facts.told, { parts: least, entries: null }) };
  return { ...NO_LEADS, links: [...collector.found.values()], list, about: origin.context };
}

/** True for entries as elements: neither a page nor records that hold markup. */
export function isElements(text: string): boolean {
  return /^\s*<\?xml/i.test(text) && !/<(?:html|body|record)[\s>]/i.test(text);
}

/** The ask for the records after those seen; null where there are none, or no more are told. */
export function rangeAsk(range: Range, seen: number, told: number | null): Ask | null {
  if (told !== null && seen >= told) return null;
  const last = seen + range.size * GROUP;
  const values: Record<string, string> = {
    ...range.values,
    from: String(seen + 1),
    to: String(told === null ? last : Math.min(last, told)),
    size: String(range.size),
  };
  const url = range.address.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "");
  const form = "application/x-www-form-urlencoded";
  return range.method === "POST"
    ? { url, method: "POST", body: values["body"] ?? "", bodyType: form }
    : get(values["body"] ? `${url}&${values["body"]}` : url);
}

/** Parts that are asked for at a time, as the pages themselves do. */
const GROUP = 3;

function nextPart(collector: Collector, origin: PageOrigin, list: ListFacts): Ask | null {
  const seen = origin.before + (list.counted ?? 0);
  const { parts, entries } = list.told;
  if (list.entries.length === 0 || (entries !== null && seen >= entries)) return null;
  if (origin.range) return rangeAsk(origin.range, seen, entries);
  if (parts !== null && origin.part >= parts) return null;
  const { rules } = collector.around;
  const step = stepOf(origin.ask, list, collector);
  return replaced(origin.ask, (name, value) => {
    const number = Number(value);
    if (!Number.isInteger(number) || value === "") return null;
    if (rules.parts.number.test(name)) return parts !== null && number >= parts ? null : String(number + 1);
    return rules.parts.from.test(name) || rules.parts.to.test(name) ? String(number + step) : null;
  });
}

/** The part that is asked for by the mark that this one gives out, or that it gives the address of. */
function markedPart(
  collector: Collector,
  origin: PageOrigin,
  { mark, told, entries }: DataReader,
): Ask | null {
  const isWhole = told.entries !== null && origin.before + entries.length >= told.entries;
  if (mark === null || entries.length === 0 || isWhole) return null;
  const url = ADDRESS.test(mark) ? collector.absolute(mark) : null;
  if (url !== null) return get(url);
  const { rules } = collector.around;
  return replaced(origin.ask, (name) => (rules.parts.mark.test(name) ? encodeURIComponent(mark) : null));
}

/** Entries from one part to the next: between the bounds asked for, or as many as are asked for, or as came. */
function stepOf(ask: Ask, list: ListFacts, { around }: Collector): number {
  const { from, to, size } = around.rules.parts;
  const last = parameter(ask, to);
  if (last !== null) return Number(last) - Number(parameter(ask, from)) + 1;
  const asked = Number(parameter(ask, size));
  return Number.isInteger(asked) && asked > 0 ? asked : (list.counted ?? list.entries.length);
}

function otherwiseOf(collector: Collector, { range, part }: PageOrigin): Ask | null {
  if (!range?.otherwise) return null;
  const { number } = collector.around.rules.parts;
  const ask = get(range.otherwise);
  return replaced(ask, (name, value) => (number.test(name) ? String(Number(value) + part - 1) : null)) ?? ask;
}

/** The data or markup that a coded text is; null where it is neither. */
function plainOf(value: string): string | null {
  const plain = value.includes("%")
    ? percentDecoded(value)
    : Buffer.from(value, value.includes("-") ? "base64url" : "base64").toString("utf8");
  return /^\s*(?:[[{]|%[57]B|<\w)/i.test(plain) && !plain.includes("\uFFFD") ? plain : null;
}

function stripped(text: string): string {
  return text.replace(/<[^<>]*>/g, "");
}

/** An element with all within it, in their order. */
function below(root: OutlineNode): OutlineNode[] {
  const open = [root];
  const found: OutlineNode[] = [];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.name !== undefined) found.push(node);
    open.push(...[...(node.children ?? [])].reverse());
  }
  return found;
}
