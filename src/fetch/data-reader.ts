// Entries of a list as data: JSON, records in tags, objects in scripts. Each has a title, an address, and much else.
// Must not know any wording, nor the network, nor how a list goes on.
import { unescaped } from "../text/escaped.ts";
import { fold } from "../text/fold.ts";
import { percentDecoded } from "../text/percent.ts";
import { ADDRESS, type Collector } from "./collector.ts";
import { toldByElements } from "./elements.ts";
import { get, type Organ } from "./lead.ts";
import { type OutlineNode, outlineOf, textOf, treeOf } from "./outline.ts";
import { both, NOTHING_TOLD, toldByNames, toldByTags } from "./told.ts";

const FLAT_OBJECT = /\{[^{}]{2,4000}\}/g;
const PAIR = /["']?([\w$]+)["']?\s*:\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')/g;
const ANCHOR = /<a\s[^>]*href[\s\S]{0,2000}?<\/a\s*>/gi;
export const RECORD = /<record>\s*(?:<!\[CDATA\[)?([\s\S]*?)(?:\]\]>)?\s*<\/record>/gi;
/** What is an address where it is called one. */
const PLAIN_ADDRESS = /^[\w.~%-]+[/?][\w./?=&;%~#-]*$/;
const LONGEST_PATH = 400;
const LONGEST_MARK = 500;
/** Base64, or what is escaped for addresses: texts in disguise. */
const CODED = /^(?:[\w+/-]{24,}={0,2}|(?:%[\dA-F]{2}|[\w.~*'()-]){24,})$/i;
/** Shorter values are names and keys. */
const LEAST_SEALED = 200;

/** Stands in places for what belongs to an entry. */
const OF_ENTRY = "#";

type Pair = readonly [key: string, value: string];

export class DataReader {
  told = NOTHING_TOLD;
  readonly entries: string[] = [];
  /** Organs that it names, with their addresses. */
  readonly organs: Organ[] = [];
  private readonly unplaced: string[] = [];
  private readonly placed = new Set<string>();
  /** Whether it says that another part follows, and by which mark that is asked for; null where it says nothing. */
  goesOn: boolean | null = null;
  mark: string | null = null;
  markName = "";
  /** The address of the part that comes next, where an element names it. */
  next: string | null = null;
  /** It holds a long value that cannot be read. */
  sealed = false;
  /** It says of itself that it is no answer. */
  faulty = false;
  /** Entries by where they stand: lists of other things may stand beside the one meant. */
  private readonly counts = new Map<string, number>();
  /** The same of those that call nothing a title. */
  private readonly untitled = new Map<string, number>();
  /** The same of those whose title stands in an object of their own. */
  private readonly nested = new Map<string, number>();

  constructor(private readonly collector: Collector) {}

  /** Reports that are named without an address, here and wherever else they are named. */
  get unresolved(): string[] {
    return this.unplaced.filter((title) => !this.placed.has(title));
  }

  get counted(): number {
    const counts = [this.counts, this.untitled, this.nested].find(({ size }) => size > 0);
    return Math.max(0, ...(counts ?? this.counts).values());
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
    const record = new RegExp(pattern.source, "gi");
    // What a record counts is its own.
    this.told = both(this.told, toldByTags(text.replace(record, ""), this.collector.around.rules));
    for (const [, markup = ""] of text.matchAll(record)) {
      this.count("record");
      this.markup(markup.includes("<") ? markup : unescaped(markup));
    }
  }

  /** Entries that are elements, each with its title and address as elements of their own. */
  elements(text: string): void {
    this.island(treeOf(text, { xml: true }));
  }

  /** The same, of an element that holds them. */
  island(root: OutlineNode): void {
    const { rules } = this.collector.around;
    const own = this.withinEntries(root);
    for (const node of below(root)) {
      const { name = "", children = [] } = node;
      for (const one of children) this.related(one);
      const all = pairsOf(node);
      if (!own.has(node)) this.told = both(this.told, toldByNames(all, rules));
      if (all.some(([key, value]) => rules.entries.address.test(key) && ADDRESS.test(value)))
        this.item(all, name);
    }
  }

  /** Notes the page that comes next, where an element names it. */
  private related({ attribs = {} }: OutlineNode): void {
    if (attribs["rel"] === "next") this.next ??= this.collector.absolute(attribs["href"]);
  }

  /** Entries, and all that is within them: what they count is their own. An entry is called something, leads somewhere, and holds none. */
  private withinEntries(root: OutlineNode): ReadonlySet<OutlineNode> {
    const { title, address } = this.collector.around.rules.entries;
    const isNamed = (node: OutlineNode) => {
      const pairs = pairsOf(node);
      const has = (name: RegExp) => pairs.some(([key, value]) => name.test(key) && value !== "");
      return has(title) && has(address);
    };
    const all = below(root);
    const holders = new Set<OutlineNode>();
    const within = new Set<OutlineNode>();
    // Elements stand before what is within them.
    for (const node of all.toReversed()) {
      const holdsSome = (node.children ?? []).some((one) => holders.has(one));
      if (!holdsSome && !isNamed(node)) continue;
      holders.add(node);
      if (!holdsSome) within.add(node);
    }
    for (const node of all) if (node.parent && within.has(node.parent)) within.add(node);
    return within;
  }

  /** Entries that stand as text in a script: anchors in strings, objects. */
  script(text: string): void {
    const plain = unslashed(text);
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
      const at = this.isEntry(pairs, path) ? `${path}${OF_ENTRY}` : path;
      if (!at.includes(OF_ENTRY))
        this.told = both(this.told, toldByNames(pairs, this.collector.around.rules));
      for (const [name, one] of pairs) this.says(name, one);
      this.item([...strings(pairs), ...this.dressed(pairs)], path);
      for (const [name, one] of pairs) this.value(one, `${at}/${name}`);
    }
  }

  /** True for one of several that is called something and leads somewhere: what it counts is its own. */
  private isEntry(pairs: readonly (readonly [string, unknown])[], path: string): boolean {
    const { title, address } = this.collector.around.rules.entries;
    const has = (name: RegExp) => pairs.some(([key, value]) => name.test(key) && typeof value === "string");
    const holdsSome = pairs.some(([, value]) => Array.isArray(value) && value.some(isObject));
    return path.endsWith("[]") && !holdsSome && has(title) && has(address);
  }

  /** Titles that are objects: what is shown is one of their values. */
  private dressed(pairs: readonly (readonly [string, unknown])[]): Pair[] {
    const { title } = this.collector.around.rules.entries;
    return pairs.flatMap(([name, value]): Pair[] =>
      title.test(name) && typeof value === "object" && value !== null && !Array.isArray(value)
        ? strings(Object.entries(value)).map(([, text]): Pair => [name, text])
        : [],
    );
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

  private says(name: string, value: unknown): void {
    const { parts, entries } = this.collector.around.rules;
    const { goesOn, mark } = parts;
    if (entries.fault.test(name) && entries.faultValue.test(String(value))) this.faulty = true;
    if (goesOn.test(name) && [true, 1, "true", "1"].includes(value as string)) this.goesOn = true;
    else if (goesOn.test(name) && [false, 0, "false", "0"].includes(value as string)) this.goesOn ??= false;
    const isMark = typeof value === "string" && value !== "" && value.length <= LONGEST_MARK;
    if (!mark.test(name) || !isMark || this.mark !== null) return;
    this.mark = value;
    this.markName = name;
  }

  private count(path: string, counts = this.counts): void {
    counts.set(path, (counts.get(path) ?? 0) + 1);
  }

  private objects(text: string): void {
    for (const [object] of text.matchAll(FLAT_OBJECT)) {
      this.item(
        [...object.matchAll(PAIR)].map(
          ([, key = "", double, single]): Pair => [key, unslashed(double ?? single ?? "")],
        ),
        "object",
      );
    }
  }

  /** One entry: a value under the name of a title tells what it is, an address where it is; nothing else of it counts. */
  private item(pairs: readonly Pair[], path: string): void {
    const { rules } = this.collector.around;
    // The part that follows is no entry, wherever its address stands.
    const isAddress = ([key, value]: Pair) =>
      !rules.parts.mark.test(key) &&
      (ADDRESS.test(value) || (rules.entries.address.test(key) && PLAIN_ADDRESS.test(value)));
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
      .map(([, value]) => this.collector.absolute(unescaped(value)))
      .filter((address) => address !== null);
    if (titles.length > 0 && (whole.length > 0 || path.endsWith("[]"))) this.count(path);
    else if (whole.length > 0 && path.includes("[]")) this.count(path, this.untitled);
    else if (titles.length > 0 && path.includes("[]")) this.count(path, this.nested);
    this.entries.push(...(whole.length > 0 || titles.length === 0 ? whole : [`#${titles.join(" ")}`]));
    if (whole.length > 0) {
      if (!this.collector.offer(said, whole)) this.organ(titles, whole);
      this.placed.add(titles.join(" "));
    } else if (this.isReport(titles, said, path)) this.unplaced.push(said.join(" "));
  }

  /** Lists of reports are at times behind a list of organs. */
  private organ(titles: readonly string[], addresses: readonly string[]): void {
    const { rules } = this.collector.around;
    const text = titles.find((one) => rules.titles.organ.test(fold(one)));
    if (text !== undefined)
      this.organs.push(...addresses.map((url) => ({ ask: get(url), text, isChoice: false })));
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

/** The data or markup that a coded text is; null where it is neither. */
function plainOf(value: string): string | null {
  const plain = value.includes("%")
    ? percentDecoded(value)
    : Buffer.from(value, value.includes("-") ? "base64url" : "base64").toString("utf8");
  return /^\s*(?:[[{]|%[57]B|<\w)/i.test(plain) && !plain.includes("\uFFFD") ? plain : null;
}

/** A text as a script means it that writes some of its characters behind a slash. */
function unslashed(text: string): string {
  return text.replace(/\\(?:u([\da-f]{4})|(.))/gi, (_, code: string | undefined, plain: string) =>
    code !== undefined ? String.fromCharCode(Number.parseInt(code, 16)) : "nrt".includes(plain) ? " " : plain,
  );
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}

function stripped(text: string): string {
  return text.replace(/<[^<>]*>/g, "");
}

/** What an element says: its text or, where it has none, the address that it holds. */
function saidBy(node: OutlineNode): string {
  const text = textOf(node).trim();
  return text === "" ? (node.attribs?.["href"] ?? "").trim() : text;
}

/** What an element says in the elements within it, without those that lead to other pages about all of them, and in its attributes. */
function pairsOf({ children = [], attribs = {} }: OutlineNode): Pair[] {
  const leaves = children.filter(({ name, attribs: own = {} }) => {
    return name !== undefined && (own["href"] === undefined || (own["rel"] ?? "alternate") === "alternate");
  });
  return [...leaves.map((one): Pair => [one.name ?? "", saidBy(one)]), ...Object.entries(attribs)];
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

function strings(pairs: readonly (readonly [string, unknown])[]): Pair[] {
  return pairs.filter((pair): pair is [string, string] => typeof pair[1] === "string");
}
