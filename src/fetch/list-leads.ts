// What only a page that is a list has: further parts, lists that its scripts or elements ask for as data, columns of a
// catalogue, and what it tells of its size.
// Must not know any wording, nor the network. Scripts run in a sandbox only (world.ts).
import { unescaped } from "../text/escaped.ts";
import { fold } from "../text/fold.ts";
import { isWithin } from "./beside.ts";
import type { Collector } from "./collector.ts";
import type { DataReader } from "./data-reader.ts";
import { elementAsk, toldByElements } from "./elements.ts";
import { type Ask, get, type PageOrigin, type Range, type Told } from "./lead.ts";
import type { Outline, OutlineLink } from "./outline.ts";
import type { PageActions } from "./page-actions.ts";
import {
  asksForPart,
  type CalledPart,
  calledPart,
  filePart,
  guessedPart,
  isPartOf,
  numberIn,
  numberOf,
  partAfter,
  undressed,
  usualParts,
} from "./pager.ts";
import { type PluginPager, pluginPager } from "./plugin-pager.ts";
import type { Family } from "./rules.ts";
import { both, NOTHING_TOLD, partsByNames, toldByNames, toldByPlace, toldByText } from "./told.ts";
import type { Effect } from "./world.ts";

export interface ListPage {
  readonly origin: PageOrigin;
  readonly outline: Outline;
  readonly family: Family | null;
  readonly collector: Collector;
  readonly actions: PageActions;
  readonly data: DataReader;
}

export interface PagerLink {
  readonly link: OutlineLink;
  readonly control: "next" | number;
}

/** What the links of a list are: its controls, and where its entries stand in the page's text. */
export interface ListLinks {
  readonly controls: readonly PagerLink[];
  placed(): readonly { readonly at: number }[];
}

/** What is told of the list as a whole, and how it goes on. */
export interface ListEnd {
  readonly told: Told;
  readonly range: Range | null;
  /** True where its entries are counted as records. */
  readonly isCounted: boolean;
  /** A control whose next part is a guess. */
  readonly guessed: string | null;
  /** A control, or a call that draws some, of which nothing shows what it does: more parts may follow. */
  readonly mute: string | null;
  /** Parts after this one, by their numbers. */
  readonly further: ReadonlyMap<number, Ask>;
}

/** Files of data of a page that are not known to be of a list. */
const DATA_FILE = /\.(?:xml|json|txt)$/i;
const MOST_OTHERS = 3;

type Call = Extract<Effect, { kind: "calls" }>;

export class ListReader {
  private guessed: string | null = null;

  constructor(
    private readonly page: ListPage,
    private readonly links: ListLinks,
  ) {}

  /** Lists behind the page: those that its scripts ask for, that its elements stand for, that its catalogue names. */
  behind(markup: string): void {
    this.asked();
    this.held();
    if (this.page.family?.interface) this.columns(markup);
  }

  /** Further parts, and what is told of them. */
  end(markup: string): ListEnd {
    const { collector, family, outline, origin, data, actions } = this.page;
    const { rules } = collector.around;
    const called = this.called();
    const next = family?.more?.exec(markup)?.[1];
    const more = collector.absolute(next === undefined ? next : unescaped(next));
    const placed = this.links.placed();
    const plugins = actions.pagers().map((args) => pluginPager(args, placed.length, rules));
    const drawn = called || outline.scripts.length === 0 ? [] : this.drawn();
    const told = [
      called ? { parts: called.parts, entries: called.entries } : NOTHING_TOLD,
      data.told,
      ...plugins.map((one) => one.told),
      ...drawn.map((one) => pluginPager(one.args, placed.length, rules).told),
      toldByElements([...outline.holders, outline.counters], rules),
      toldByText(
        outline.text,
        placed.map(({ at }) => at),
        rules,
      ),
      this.toldByScripts(),
      this.links.controls.length > 0 ? toldByPlace(outline.text, origin.part, rules) : NOTHING_TOLD,
    ].reduce(both);
    if (called?.next) collector.add(called.next, "part", null, "", more === null ? null : get(more));
    else if (!called && more !== null) collector.add(get(more), "part", null, "");
    else if (!called) this.goOn(told, plugins);
    const range = called?.range ? { ...called.range, otherwise: more } : null;
    if (told.parts !== null && told.parts <= origin.part) this.guessed = null;
    const goesOn = collector.has("part") || collector.has("data") || this.guessed !== null;
    const mute = called || more !== null || goesOn || origin.drawn ? null : this.mute(drawn);
    const isCounted = range !== null || more !== null;
    return { told, range, isCounted, guessed: this.guessed, mute, further: this.further() };
  }

  private further(): ReadonlyMap<number, Ask> {
    const { origin, actions } = this.page;
    const found = new Map<number, Ask>();
    for (const { link, control } of this.links.controls) {
      const [address] = actions.direct(link.attributes);
      if (control === "next" || control <= origin.part || address === undefined) continue;
      if (isPartOf(address, origin.ask.url)) found.set(control, get(address));
    }
    return found;
  }

  /** Calls that draw a pager, by functions that the page does not hold. */
  private drawn(): Call[] {
    const { drawnBy } = this.page.collector.around.rules.parts;
    return this.page.actions
      .ran()
      .filter((effect) => effect.kind === "calls")
      .filter(({ name }) => drawnBy.test(name));
  }

  /** What may lead to further parts, and does not show how. Where all numbers of a pager were had, nothing does. */
  private mute(drawn: readonly Call[]): string | null {
    const { origin, actions, collector } = this.page;
    const numbers = this.links.controls.map(({ control }) => control).filter((one) => one !== "next");
    if (numbers.length > 0 && Math.max(...numbers) <= origin.part) return null;
    const control = this.links.controls.find((one) => this.isMute(one));
    if (control) return fold(control.link.text);
    // What the functions are told is known where the script has names for it.
    const { parts } = toldByNames(actions.numbers(), collector.around.rules);
    if (drawn.length === 0 || (parts !== null && parts <= origin.part)) return null;
    const call = drawn.find(({ args }) => args.some((one) => Number(one) > origin.part));
    return call?.name ?? null;
  }

  /** True for a control of the list, which stands below its first entry, that does what is nowhere to be seen. */
  private isMute({ link, control }: PagerLink): boolean {
    const { origin, actions, collector } = this.page;
    const { around, vague } = collector.around.rules.parts;
    const isNext = control === "next";
    if (!isNext && control !== origin.part + 1) return false;
    if (actions.direct(link.attributes).length > 0) return false;
    if (!this.links.placed().some(({ at }) => at < link.at)) return false;
    if (actions.unknownCalls(link).length === 0) return !isNext && isWithin(link.node, around);
    const isClear = isNext
      ? link.drawing.length > 0 || !vague.test(undressed(link.text))
      : link.choice !== null;
    return isClear || isWithin(link.node, around);
  }

  /** Lists that the page's scripts ask for as data. */
  private asked(): void {
    const { outline, collector, actions, data, origin } = this.page;
    if (outline.scripts.length + outline.settings.length === 0) return;
    const { rules } = collector.around;
    const effects = actions.ran();
    data.values(actions.values());
    // Pieces of every page are put there as well: they matter where the page itself has nothing.
    const hasReports = collector.has("report") || collector.has("file");
    const others: Ask[] = [];
    for (const effect of effects) {
      if (effect.kind !== "request") continue;
      const ask = actions.ask(effect);
      if (!ask || new URL(ask.url).host !== new URL(origin.ask.url).host) continue;
      const isOfList = asksForPart(ask, rules) || rules.entries.ask.test(new URL(ask.url).pathname);
      if (isOfList || (effect.shown && !hasReports)) collector.add(ask, "data", null, "");
      else if (DATA_FILE.test(new URL(ask.url).pathname)) others.push(ask);
    }
    // A page that leads nowhere else may have its list from any data that it asks for.
    if (collector.found.size > 0 || !collector.around.context) return;
    for (const ask of others.slice(0, MOST_OTHERS)) collector.add(ask, "data", null, "");
  }

  /** Lists whose address stands in an element, for a script that is elsewhere. */
  private held(): void {
    const { outline, collector, family, origin } = this.page;
    const hasEntries = collector.has("report") || collector.has("file");
    for (const holder of outline.holders) {
      const ask = elementAsk(holder, family, collector);
      if (!ask) continue;
      const { rules } = collector.around;
      const number = hasEntries ? numberIn(ask, rules) : null;
      // What asks for the part after this one goes on with the page's own list, as does what says that this part is there
      // and that more are: counted from nought, that one may be meant.
      const { parts } = toldByElements([holder], rules);
      const after = number === origin.part && parts !== null && parts > number ? partAfter(ask, rules) : null;
      if (after) collector.add({ ...after, inPlace: true }, "part", null, "", ask);
      else collector.add(ask, number === origin.part + 1 ? "part" : "data", null, "");
    }
  }

  /** Columns of a catalogue whose lists an interface gives. */
  private columns(markup: string): void {
    const { family, collector } = this.page;
    const way = family?.interface;
    if (!way) return;
    const values: Record<string, string> = { ...way.defaults };
    for (const [name, pattern] of Object.entries(way.values)) {
      const value = pattern.exec(markup)?.[1];
      if (value !== undefined) values[name] = value;
    }
    const columns = way.columns.flatMap((pattern) => [...markup.matchAll(new RegExp(pattern.source, "giu"))]);
    const fit = columns
      .map(({ groups }) => ({ column: groups?.["column"] ?? "", title: groups?.["title"] ?? "" }))
      .filter(({ title }) => collector.title([title])?.kind === "section");
    const own = way.own.exec(markup)?.[1];
    for (const { column, title } of fit.length > 0 || own === undefined
      ? fit
      : [{ column: own, title: "" }]) {
      const address = way.address.replace(
        /\{(\w+)\}/g,
        (_, name: string) => ({ ...values, column })[name] ?? "",
      );
      const url = collector.absolute(address);
      if (url !== null) collector.add(get(url), "data", null, title);
    }
  }

  private called(): CalledPart | null {
    const { family, outline, collector, actions, origin, data } = this.page;
    if (outline.scripts.length === 0) return null;
    const absolute = (href: string) => collector.absolute(href);
    const effects = actions.ran();
    const called = family ? calledPart(effects, family, origin, data.counted, absolute) : null;
    return called ?? filePart(effects, origin, collector.around.rules, absolute);
  }

  private toldByScripts(): Told {
    const { outline, actions, collector } = this.page;
    if (outline.scripts.length === 0) return NOTHING_TOLD;
    return partsByNames(actions.numbers(), collector.around.rules);
  }

  /** By a control; where there is none, by what the page tells of its parts, or as the part before was asked for. */
  private goOn(told: Told, plugins: readonly PluginPager[]): void {
    const { origin, collector, data } = this.page;
    this.controlled();
    if (told.parts === null || told.parts > origin.part) this.turned(plugins);
    if (collector.has("part") || collector.has("data") || this.guessed !== null) return;
    if (origin.drawn) return;
    const parts = told.parts ?? origin.toldParts;
    if (parts !== null && parts > origin.part) this.guess(origin.part + 1, "", true);
    if (parts !== null || !origin.ask.inPlace || this.links.controls.length > 0) return;
    const next =
      data.entries.length + collector.found.size > 0 ? partAfter(origin.ask, collector.around.rules) : null;
    if (next) collector.add(next, "part", null, "");
  }

  /** The part that a library's pager leads to when it is turned once. */
  private turned(plugins: readonly PluginPager[]): void {
    const { origin, collector, actions } = this.page;
    for (const [at, { told, current }] of plugins.entries()) {
      if (told.parts === null && told.entries === null) continue;
      for (const ask of actions.turned(at, (current ?? origin.part) + 1))
        collector.add(ask, "part", null, "");
    }
  }

  /** Where only a number says what comes next: a parameter or a form that has one, or else an address as lists have them. */
  private guess(number: number, code: string, told: boolean): void {
    const { collector, origin, outline } = this.page;
    const { rules, charset } = collector.around;
    const absolute = (href: string) => collector.asked(href);
    const known = guessedPart(number, origin, outline, rules, absolute, charset);
    if (known) collector.add(known, "part", null, "");
    if (known || !told) return;
    this.guessed = code.replace(/^;|;$/g, "");
    const [first, second] = usualParts(origin.ask.url, number, rules);
    if (first) collector.add(get(first), "part", null, "", second === undefined ? null : get(second));
  }

  /** The link to the next part: by its word, or by the number after this part's. */
  private controlled(): void {
    const { origin, actions, collector } = this.page;
    const number = origin.part + 1;
    const next = this.links.controls.filter(({ control }) => control === "next");
    const numbers = this.links.controls.filter(({ control }) => control === number);
    for (const { link, control } of [...next, ...numbers]) {
      const direct = actions.direct(link.attributes);
      const code = actions.codeOf(link);
      const isLink = link.attributes["href"] !== undefined && direct.length > 0;
      const done = isLink ? [] : actions.asksOf(link);
      // Addresses in attributes are what a script makes its own of, where one does.
      const asks: Ask[] = done.length > 0 ? done : direct.map(get);
      const fit =
        control === "next"
          ? asks
          : asks.filter(
              ({ method, url }) => code !== "" || method === "POST" || isPartOf(url, origin.ask.url),
            );
      for (const ask of fit) collector.add(ask, "part", null, "");
      if (fit.length > 0) return;
      const named = numberOf(link, code, collector.around.rules);
      if (asks.length > 0 || origin.drawn || named === null || named < number) continue;
      this.guess(number, code, named === number);
      return;
    }
  }
}
