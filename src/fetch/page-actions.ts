// What using an element of a page asks of a server: its address, its handler, a script that waits for it.
// Must not know any wording, nor which elements matter. Scripts run in a sandbox only (world.ts).
import type { QuickJSWASMModule } from "quickjs-emscripten-core";
import { askOf, askOfForm } from "./asks.ts";
import { ADDRESS, type Collector } from "./collector.ts";
import { type Ask, get } from "./lead.ts";
import { type Attributes, OF_VIEWERS, type Outline, type OutlineLink } from "./outline.ts";
import type { LinkRules } from "./rules.ts";
import { type Effect, type Field, PageWorld, type TableRules } from "./world.ts";
import { UNKNOWN } from "./world-prelude.ts";

/** A value of a query that is not known, its name as the first group. */
const UNKNOWN_VALUE = new RegExp(`[?&]([^=&?]+)=${UNKNOWN}(?=&|$)`, "gu");
const QUOTED = /["']([^"'\s<>]{2,300})["']/g;
/** Names of files may have blanks. */
export const QUOTED_FILE = /["']([^"'\n<>]{2,300})["']/g;
/** Attributes that hold the address of a link in one system or another. */
const ADDRESSED = new RegExp(
  `^(?:(?:xlink:)?href|src|data|value|tagname|url|link|file|${OF_VIEWERS}|data-[\\w-]*)$`,
);

const WRITTEN_SCRIPT = /<script\b[^>]*\bsrc\s*=\s*["']?([^"'\s>]+)/gi;
/** Scripts that write scripts that write scripts. */
const MOST_WRITTEN = 3;

export class PageActions {
  private world: PageWorld | null = null;
  private effects: readonly Effect[] = [];

  constructor(
    private readonly engine: QuickJSWASMModule,
    private readonly collector: Collector,
    private readonly outline: Outline,
  ) {}

  /** Frees the sandbox: to be called when the page is read. */
  close(): void {
    this.world?.close();
  }

  /** Addresses that stand in the element itself. */
  direct(attributes: Readonly<Record<string, string>>): string[] {
    const found = Object.entries(attributes)
      .filter(([name, value]) => ADDRESSED.test(name) && !/^\s*javascript:/i.test(value))
      .filter(([name, value]) => /^(?:xlink:)?href$/.test(name) || ADDRESS.test(value.trim()))
      .map(([, value]) => this.collector.absolute(value))
      .filter((address) => address !== null);
    return [...new Set(found)];
  }

  /** The code of its handler; empty where there is none, or none that does anything. */
  codeOf({ attributes, choice }: OutlineLink): string {
    const href = /^\s*javascript:(.*)$/is.exec(attributes["href"] ?? "")?.[1] ?? "";
    const code = `${attributes["onclick"] ?? ""};${href};${choice?.onchange ?? ""}`;
    return /\w/.test(code.replace(/void\s*\(?\s*0?\s*\)?|return\s+(?:false|true)/g, "")) ? code : "";
  }

  /** What using a link asks: by its handler, by a script that waits for it, or else any address in its handler. */
  asksOf(link: OutlineLink): Ask[] {
    const code = this.codeOf(link);
    const attributes = { ...link.attributes, "#text": link.text.trim() };
    const chosen = link.choice === null ? null : link.choice.id || link.choice.name;
    const handled = code === "" ? [] : this.opened().handle(code, attributes, chosen);
    const effects = [...handled, ...this.pressed(link, attributes)];
    const asks = effects.map((effect) => this.ask(effect)).filter((ask) => ask !== null);
    const sent = asks.length > 0 ? null : this.sent(link);
    if (asks.length > 0 || sent) return sent ? [sent] : asks;
    return [...code.matchAll(QUOTED)]
      .filter(([, value = ""]) => ADDRESS.test(value))
      .map(([, value]) => this.collector.absolute(value))
      .filter((address) => address !== null)
      .map(get);
  }

  /** Functions that its handler calls and that the page does not hold: what they do is nowhere to be seen. */
  unknownCalls(link: OutlineLink): string[] {
    const code = this.codeOf(link);
    if (code === "") return [];
    return this.opened()
      .handle(code, { ...link.attributes, "#text": link.text.trim() })
      .flatMap((effect) => (effect.kind === "calls" ? [effect.name] : []))
      .filter((name) => new RegExp(`(?:^|[^\\w.$])${name.replaceAll("$", "\\$")}\\s*\\(`).test(code));
  }

  /** What a form asks when this element sends it off: the element's own value is one of the fields then. */
  private sent({ form, node, attributes }: OutlineLink): Ask | null {
    const own = form === null ? undefined : this.outline.forms[form];
    if (!own || !isSender(node.name, attributes)) return null;
    const field = { id: "", name: attributes["name"] ?? "", value: attributes["value"] ?? "" };
    const absolute = (href: string) => this.collector.asked(href);
    return askOfForm({ ...own, fields: [...own.fields, field] }, {}, absolute, this.collector.around.charset);
  }

  private pressed(link: OutlineLink, attributes: Readonly<Record<string, string>>): Effect[] {
    if (!this.outline.hasScripts) return [];
    this.ran();
    return this.opened()
      .selectors()
      .flatMap((selector, at) =>
        this.outline.matches(link.node, selector) ? this.opened().press(at, attributes) : [],
      );
  }

  /** What scripts keep in names of their own, after the page was opened. */
  values(): unknown[] {
    return this.opened().values();
  }

  /** Markup that scripts make of the answer to what they asked for. */
  drawn(address: string, answer: string): string {
    const made = this.ran().flatMap((effect) => {
      const ask = effect.kind === "request" ? this.ask(effect) : null;
      const isAsked = ask !== null && effect.kind === "request" && this.collector.keyOf(ask) === address;
      return isAsked ? this.opened().answer(effect.at, answer) : [];
    });
    return made.flatMap((effect) => (effect.kind === "writes" ? [effect.markup] : [])).join("");
  }

  /** Pagers that a library draws, each with the arguments of its call. */
  pagers(): unknown[][] {
    return this.outline.scripts.length === 0 ? [] : this.opened().pagers();
  }

  /** What turning a pager to a number asks. */
  turned(at: number, number: number): Ask[] {
    const effects = this.opened().turn(at, number);
    return effects.map((effect) => this.ask(effect)).filter((ask) => ask !== null);
  }

  /** True where scripts of the page did more than was looked at. */
  isCut(): boolean {
    return this.world?.isCut() ?? false;
  }

  /** Numbers that scripts keep in names of their own. */
  numbers(): [name: string, value: number][] {
    return this.opened().numbers();
  }

  ask(effect: Effect): Ask | null {
    const { rules, charset } = this.collector.around;
    const known = effect.kind === "request" ? withoutUnknown(effect, rules) : effect;
    return known && askOf(known, (href) => this.collector.asked(href), charset);
  }

  private opened(): PageWorld {
    this.ran();
    if (!this.world) throw new Error("a world that was not opened");
    return this.world;
  }

  /** What the page's scripts do when it is opened. */
  ran(): readonly Effect[] {
    if (this.world) return this.effects;
    const { forms, named, scripts, around } = this.outline;
    const { rules } = this.collector.around;
    const page = {
      forms: [...forms, ...(around?.forms ?? [])],
      named: [...named, ...(around?.named ?? [])],
      templates: this.outline.templates,
      molds: this.outline.molds,
      tables: tableRules(rules),
    };
    this.world = new PageWorld(this.engine, this.collector.base, page);
    // What the page around does by itself, it did before.
    if (around) this.world.run(around.scripts);
    const effects: Effect[] = [];
    for (const script of scripts) effects.push(...this.runWith(this.world, script));
    effects.push(...this.world.run(tableCalls(this.outline.settings, rules)));
    this.effects = effects;
    return effects;
  }

  /** A script, and those that it writes into the page: they run before the next one. */
  private runWith(world: PageWorld, script: string, depth = 0): Effect[] {
    const effects = world.run([script]);
    if (depth >= MOST_WRITTEN) return effects;
    const written = effects.flatMap((effect) => (effect.kind === "writes" ? [effect.markup] : []));
    const sources = [...written.join("").matchAll(WRITTEN_SCRIPT)].map(([, source = ""]) => source);
    const texts = sources.map((source) => this.outline.script(source)).filter((text) => text !== null);
    return [...effects, ...texts.flatMap((text) => this.runWith(world, text, depth + 1))];
  }
}

type Request = Extract<Effect, { kind: "request" }>;

/**
 * A script that is yet to be told which part it asks for asks for the first one. Other values that nobody knows are left empty where
 * they are fields, and make an address none.
 */
function withoutUnknown(effect: Request, { parts }: LinkRules): Request | null {
  const first = (name: string) => (parts.number.test(name) ? "1" : parts.from.test(name) ? "0" : null);
  let isKnown = true;
  const url = effect.url.replace(UNKNOWN_VALUE, (piece, name: string) => {
    const number = first(name);
    isKnown &&= number !== null || parts.size.test(name);
    return number === null ? "" : `${piece.charAt(0)}${name}=${number}`;
  });
  const fields = effect.fields?.map(
    ([name, value]): Field => [name, value === UNKNOWN ? (first(name) ?? "") : value],
  );
  return isKnown ? { ...effect, url, fields: fields ?? null } : null;
}

/** What the sandbox has to know of tables that libraries fill. */
function tableRules({ tables, parts }: LinkRules): TableRules {
  const calls = tables.calls.map((one) => ({ ...one, call: one.call.source }));
  return { calls, fields: tables.fields.source, drawn: tables.drawn.source, size: parts.size.source };
}

/** Calls that stand for elements that say they are a library's table: with their settings, and those of their columns. */
function tableCalls(settings: readonly Attributes[], { tables }: LinkRules): string[] {
  const nameOf = (one: Attributes) =>
    tables.dress.exec(one["class"] ?? "")?.[1] ?? tables.toggled[one["data-toggle"] ?? ""];
  const columns = settings.filter((one) => nameOf(one) === undefined).map(settingsOf);
  return settings.flatMap((one) => {
    const name = nameOf(one);
    return name === undefined ? [] : [`jQuery("*").${name}(${settingsOf(one)}, [${columns.join(",")}])`];
  });
}

/** Settings as an object of a script: as they are written there, or each in an attribute of its own. */
function settingsOf(attributes: Attributes): string {
  const written = attributes["data-options"];
  if (written !== undefined) return `{${written}}`;
  const own = Object.entries(attributes).filter(([name]) => name.startsWith("data-"));
  const camel = (name: string) =>
    name.slice(5).replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  return JSON.stringify(Object.fromEntries(own.map(([name, value]) => [camel(name), value])));
}

/** As browsers have it: a button sends its form off unless it says that it does something else. */
function isSender(tag: string | undefined, { type = "", disabled }: Attributes): boolean {
  if (disabled !== undefined) return false;
  return tag === "button"
    ? !/^(?:button|reset)$/i.test(type)
    : tag === "input" && /^(?:submit|image)$/i.test(type);
}
