// Elements that stand for a list: their attributes say where a script is to ask for it, and how far it has come.
// Must not know any wording, nor how elements are found in pages.
import { ADDRESS, type Collector } from "./collector.ts";
import { type Ask, get, type Told } from "./lead.ts";
import type { Attributes } from "./outline.ts";
import type { Family, LinkRules } from "./rules.ts";
import { both, NOTHING_TOLD, toldByNames } from "./told.ts";

/** A text in single quotes, which may have double ones in it. */
const SINGLE_QUOTED = /'([^']*)'/g;

/** What a script would ask for in the element's stead; null where the element stands for nothing. */
export function elementAsk(attributes: Attributes, family: Family | null, collector: Collector): Ask | null {
  for (const way of family?.elements ?? []) {
    const address = collector.absolute(attributes[way.address]);
    const spread = objectOf(attributes[way.spread]);
    if (address === null || spread === null) continue;
    const whole = Object.entries(way.whole).flatMap(([attribute, name]): [string, string][] => {
      const value = attributes[attribute];
      return value === undefined ? [] : [[name, value]];
    });
    const said = [...Object.entries(spread).map(([name, value]) => pair(name, value)), ...whole];
    const unsaid = Object.entries(way.unsaid).filter(([name]) => !said.some(([own]) => own === name));
    return withFields(address, [...said, ...unsaid]);
  }
  const { rules } = collector.around;
  const fields = fieldsIn(attributes, rules);
  const address = addressIn(attributes, rules);
  if (fields === null || address === null) return null;
  const url = collector.absolute(address);
  return url === null ? null : withFields(url, fields);
}

/** True for an element that holds the address of a list and how far it has come: it is no link. */
export function standsForList(attributes: Attributes, rules: LinkRules): boolean {
  const isNumbered = fieldsIn(attributes, rules) !== null;
  return isNumbered && attributes["href"] === undefined && addressIn(attributes, rules) !== null;
}

/** What elements tell of the size of a list in their attributes, or fields in their values, beside how far it has come. */
export function toldByElements(holders: readonly Attributes[], rules: LinkRules): Told {
  const { parts } = rules;
  return holders
    .map((one) => pairsOf(one).map(([name, value]): [string, string] => [name.replaceAll("-", "_"), value]))
    .map((pairs) => [...pairs, ...pairs.flatMap(([, value]) => fieldsOf(value))])
    .filter((pairs) => pairs.some(([name]) => parts.number.test(name) || parts.size.test(name)))
    .map((pairs) => toldByNames(pairs, rules))
    .reduce(both, NOTHING_TOLD);
}

/** What is asked with the address: how far the list has come, alone or within an object of all parameters. Null where it is not said. */
function fieldsIn(attributes: Attributes, { parts }: LinkRules): [string, string][] | null {
  const isNumber = ([name, value]: [string, string]) => parts.number.test(name) && isWhole(value);
  const pairs = pairsOf(attributes);
  const number = pairs.find(isNumber);
  if (number !== undefined) return [number];
  const objects = pairs.map(([, value]) => fieldsOf(value));
  return objects.find((one) => one.some(isNumber)) ?? null;
}

function addressIn(attributes: Attributes, { elements }: LinkRules): string | null {
  const found = Object.entries(attributes).find(
    ([name, value]) => elements.address.test(name) && ADDRESS.test(value.trim()),
  );
  return found === undefined ? null : found[1];
}

/** Attributes by the names that scripts read them by. */
function pairsOf(attributes: Attributes): [string, string][] {
  return Object.entries(attributes).map(([name, value]) => [
    name.replace(/^(?:data-|lay-|v-bind:|:)/, ""),
    value,
  ]);
}

function isWhole(value: string): boolean {
  return /^\d{1,6}$/.test(value);
}

/** An object as attributes hold it, quoted either way; null for what is none. */
function objectOf(text: string | undefined): Record<string, unknown> | null {
  if (text === undefined || !/^\s*\{/.test(text)) return null;
  for (const one of [text, text.replace(SINGLE_QUOTED, (_, inner: string) => JSON.stringify(inner))]) {
    try {
      return JSON.parse(one) as Record<string, unknown>;
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
  }
  return null;
}

/** The values of an object as attributes hold it; none where it is no object. */
function fieldsOf(text: string): [string, string][] {
  return Object.entries(objectOf(text) ?? {}).map(([name, one]) => pair(name, one));
}

function pair(name: string, value: unknown): [string, string] {
  return [name, typeof value === "object" ? JSON.stringify(value) : String(value)];
}

/** What the address says of a field itself is not said again. */
function withFields(address: string, all: readonly (readonly [string, string])[]): Ask {
  const own = new URL(address).searchParams;
  const fields = all.filter(([name, value]) => own.get(name) !== value);
  if (fields.length === 0) return get(address);
  const query = fields.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
  return get(`${address}${address.includes("?") ? "&" : "?"}${query.join("&")}`);
}
