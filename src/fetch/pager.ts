// The next part of a list: by a script's call, a link in any dress, a number, a form.
// Must not know any wording, nor the network.
import { fold } from "../text/fold.ts";
import { askOfForm, parameter, replaced } from "./asks.ts";
import { rangeAsk } from "./data-leads.ts";
import { type Ask, get, type PageOrigin, type Range } from "./lead.ts";
import type { Outline, OutlineLink } from "./outline.ts";
import type { Family, LinkRules, PagingCall } from "./rules.ts";
import type { Effect } from "./world.ts";

/** Brackets, arrows and points around a pager's words. */
const DRESS = /[()[\]{}"<>‹›→←\-+.·|:：\s]/g;

/** What a control says, without brackets and arrows. */
export function undressed(text: string): string {
  return fold(text).replace(DRESS, "");
}

/** Makes an address whole; null for what is none. */
type Absolute = (href: string) => string | null;

export type PagerControl = "next" | "last" | "back" | number;

/** What a control may say what it is by. */
type Said = Pick<OutlineLink, "attributes" | "text" | "picture" | "drawing">;

/** What a link says as a pager's; null when it says anything else. A number is that of the part it leads to. */
export function controlOf(link: Said, { parts }: LinkRules): PagerControl | null {
  const { attributes, text, picture } = link;
  const drawing = link.text.trim() === "" ? link.drawing : [];
  for (const said of [text, attributes["title"] ?? "", picture, attributes["aria-label"] ?? "", ...drawing]) {
    const folded = fold(said);
    const plain = folded.replace(DRESS, "");
    // Folded, arrows of one kind that show either way are the same.
    if (plain === "" && parts.backArrow.test(said.trim())) return "back";
    if (parts.next.test(plain) || (plain === "" && parts.arrow.test(folded))) return "next";
    if (parts.last.test(plain)) return "last";
    if (parts.back.test(plain)) return "back";
    const number = parts.numbered.exec(plain)?.[1];
    if (number !== undefined) return Number(number);
  }
  const dress = `${attributes["class"] ?? ""} ${attributes["id"] ?? ""} ${attributes["rel"] ?? ""}`;
  return link.text.trim() === "" && parts.nextClass.test(dress) ? "next" : null;
}

/**
 * The numbers of parts that are called by the first and the last of their entries: «1-20», «21-40».
 * Only where one of them begins with the first entry: others are years, or whatever.
 */
export function rangedParts(
  links: readonly OutlineLink[],
  { parts }: LinkRules,
): ReadonlyMap<OutlineLink, number> {
  const ranges = links.flatMap((link) => {
    const [, from, to] = parts.ranged.exec(fold(link.text)) ?? [];
    return from === undefined ? [] : [{ link, from: Number(from), size: Number(to) - Number(from) + 1 }];
  });
  const size = ranges.find(({ from }) => from === 1)?.size ?? 0;
  if (size < 1) return new Map();
  const fit = ranges.filter(({ from }) => (from - 1) % size === 0);
  return new Map(fit.map(({ link, from }) => [link, (from - 1) / size + 1]));
}

/** True for a link to the whole of a list, or to more of it. */
export function saysMore({ text, picture, drawing }: Said, { parts }: LinkRules): boolean {
  const said = text.trim() === "" ? [picture, ...drawing] : [text];
  return said.some((one) => parts.more.test(undressed(one)));
}

/** The number of the part that a control names, in its handler or in an attribute; null where it names none. */
export function numberOf({ attributes }: OutlineLink, code: string, { parts }: LinkRules): number | null {
  const told = Object.entries(attributes).find(
    ([name, value]) => parts.number.test(name.replace(/^(?:data|lay)-/, "")) && /^\d{1,4}$/.test(value),
  )?.[1];
  const named = told ?? /\(\s*["']?(\d{1,4})["']?/.exec(code)?.[1];
  if (named !== undefined) return Number(named);
  return code === "" ? null : Number.NaN;
}

/** True where an ask says which part of a list it wants. */
export function asksForPart(ask: Ask, { parts }: LinkRules): boolean {
  return replaced(ask, (name) => (parts.number.test(name) || parts.from.test(name) ? "1" : null)) !== null;
}

/** The number of the part that an ask wants; null where it names none. */
export function numberIn(ask: Ask, { parts }: LinkRules): number | null {
  const number = parameter(ask, parts.number);
  return number !== null && /^\d{1,5}$/.test(number) ? Number(number) : null;
}

/** The same ask for the next part; null where it has no number. */
export function partAfter(ask: Ask, { parts }: LinkRules): Ask | null {
  return replaced(ask, (name, value) =>
    parts.number.test(name) && /^\d{1,5}$/.test(value) ? String(Number(value) + 1) : null,
  );
}

export interface CalledPart {
  readonly next: Ask | null;
  readonly range: Range | null;
  readonly parts: number | null;
  readonly entries: number | null;
}

/** The next part as a call of a script gives it; null when no call of the family fits. */
export function calledPart(
  effects: readonly Effect[],
  family: Family,
  origin: PageOrigin,
  counted: number,
  absolute: Absolute,
): CalledPart | null {
  for (const effect of effects) {
    if (effect.kind !== "calls") continue;
    for (const call of family.calls) {
      if (!whole(call.call).test(effect.name)) continue;
      const values = valuesOf(call, effect.args);
      if (values === null) continue;
      return "parts" in values
        ? numbered(call, values, origin, absolute)
        : ranged(call, values, origin, counted, absolute);
    }
  }
  return null;
}

/**
 * The next part as a call gives it that is told how the page's own file is called and how it ends, which part this is and how many there
 * are: whatever the function is called, in any order, as arguments or as settings. Null when no call is told just that.
 */
export function filePart(
  effects: readonly Effect[],
  { ask, part }: PageOrigin,
  { parts }: LinkRules,
  absolute: Absolute,
): CalledPart | null {
  const [, name = parts.usualName, extension = parts.usualExtension] =
    /\/([^/]+?)(?:_\d{1,4})?\.(\w+)$/.exec(new URL(ask.url).pathname) ?? [];
  for (const effect of effects) {
    if (effect.kind !== "calls") continue;
    const values = effect.args.flatMap((one) =>
      typeof one === "object" && one !== null ? Object.values(one) : [one],
    );
    const texts = values.map((one) => String(one).replace(/^\./, ""));
    if (!texts.includes(name) || !texts.includes(extension)) continue;
    const numbers = texts.filter((one) => /^\d{1,4}$/.test(one)).map(Number);
    const [all = 0, current = 0] = numbers.toSorted((one, other) => other - one);
    // The first part is counted as nought or as one.
    if (numbers.length !== 2 || all < part || (current !== part && current !== part - 1)) continue;
    const url = absolute(`${name}_${current + 1}.${extension}`);
    return { next: part < all && url !== null ? get(url) : null, range: null, parts: all, entries: null };
  }
  return null;
}

function numbered(
  call: PagingCall,
  values: Readonly<Record<string, string>>,
  origin: PageOrigin,
  absolute: Absolute,
): CalledPart {
  const parts = Number(values["parts"]);
  const number = String(Number(values["current"]) + 1);
  const url = absolute(
    call.address.replace(/\{(\w+)\}/g, (_, name: string) => ({ ...values, number })[name] ?? ""),
  );
  const next = origin.part < parts && url !== null ? get(url) : null;
  return { next, range: null, parts, entries: null };
}

function ranged(
  call: PagingCall,
  values: Readonly<Record<string, string>>,
  origin: PageOrigin,
  counted: number,
  absolute: Absolute,
): CalledPart | null {
  const proxy = absolute(values["proxy"] ?? "");
  const size = Number(values["size"]);
  const entries = Number(values["entries"]);
  if (proxy === null || !Number.isInteger(size) || size < 1 || !Number.isInteger(entries)) return null;
  const address = call.address.replace("{proxy}", proxy);
  const range: Range = { address, method: call.method, size, values, otherwise: null };
  return { next: rangeAsk(range, origin.before + counted, entries), range, parts: null, entries };
}

/** The arguments by their names; null where they are not of the kind that the rule has. */
function valuesOf(call: PagingCall, args: readonly unknown[]): Record<string, string> | null {
  const values: Record<string, string> = {};
  for (const [at, name] of call.arguments.entries()) {
    const value = args[at];
    const isNumber = Number.isInteger(Number(value)) && value !== "" && value !== null;
    if (value === undefined || value === null || isNumber !== (name === "parts" || name === "current"))
      return null;
    values[name] = String(value);
  }
  const [first] = args;
  for (const [name, key] of Object.entries(call.names)) {
    const value = (first as Record<string, unknown> | null | undefined)?.[key];
    if (value === undefined || value === null) continue;
    values[name] = typeof value === "object" ? form(value as Record<string, unknown>) : String(value);
  }
  return Object.keys(values).length > 0 ? values : null;
}

function form(values: Readonly<Record<string, unknown>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value ?? ""))}`)
    .join("&");
}

/** The part of a number where a page only says the number: by its own parameter, or by a form that has one. */
export function guessedPart(
  number: number,
  origin: PageOrigin,
  outline: Outline,
  rules: LinkRules,
  absolute: Absolute,
  charset: string,
): Ask | null {
  const isNumber = (name: string) => rules.parts.number.test(name);
  // A parameter that holds a number has the word; an empty one may mean anything.
  const numbered = replaced(origin.ask, (name, value) =>
    isNumber(name) && /^\d+$/.test(value) ? String(number) : null,
  );
  const own = numbered ?? replaced(origin.ask, (name) => (isNumber(name) ? String(number) : null));
  if (own) return own;
  for (const one of outline.forms) {
    const field = one.fields.find(({ name }) => rules.parts.number.test(name));
    if (field) return askOfForm(one, { [field.name]: String(number) }, absolute, charset);
  }
  return null;
}

/** Addresses that a part usually has, the likelier one first. */
export function usualParts(own: string, number: number, { parts }: LinkRules): string[] {
  const url = new URL(own);
  const [, folder = "/", name, before, extension] =
    /^(.*\/)(?:([^/]*?)(?:_(\d+))?\.(\w+))?$/.exec(url.pathname) ?? [];
  // Files may be counted from nought: the part before this one is then called by a number less.
  const isFromNought = before !== undefined && Number(before) === number - 2;
  const values: Record<string, string> = {
    name: name ?? parts.usualName,
    extension: extension ?? parts.usualExtension,
    number: String(isFromNought ? number - 1 : number),
    query: url.search === "" ? "?" : `${url.search}&`,
    file: url.pathname.slice(folder.length),
  };
  const isStatic = /^(?:s?html?|)$/i.test(extension ?? "") && url.search === "";
  const templates = isStatic ? parts.usual : [...parts.usual].reverse();
  return templates.map((one) => new URL(folder + filled(one, values), url).href);
}

function filled(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "");
}

/** Parts of a list stand beside one another or below the first one, and differ in numbers: days, notes and grades do not. */
export function isPartOf(address: string, own: string): boolean {
  const [one, other] = [new URL(address), new URL(own)];
  const folder = (path: string) => path.replace(/[^/]*$/, "").replace(/\d+/g, "");
  const below = other.pathname.replace(/\.\w+$/, "/").replace(/\d+/g, "");
  const near = folder(one.pathname) === folder(other.pathname) || folder(one.pathname).startsWith(below);
  return one.host === other.host && near && /\d/.test(`${one.pathname}${one.search}`);
}

function whole(pattern: RegExp): RegExp {
  return new RegExp(`^(?:${pattern.source})$`, "u");
}
