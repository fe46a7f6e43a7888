// Lists that come as data: what the answer of an interface leads to, what it tells of the whole, and the ask for its next part.
// Must not know any wording, nor the network, nor how entries are found.
import { fold } from "../text/fold.ts";
import { parameter, replaced } from "./asks.ts";
import { ADDRESS, type Collector } from "./collector.ts";
import { DataReader, RECORD } from "./data-reader.ts";
import { type Ask, get, type Leads, type ListFacts, NO_LEADS, type PageOrigin, type Range } from "./lead.ts";
import { header, type Response } from "./response.ts";
import type { Family } from "./rules.ts";
import { BROKEN, saidKind } from "./soft.ts";
import { both, toldByHeaders } from "./told.ts";

/** What came, unpacked, with what was said about it. */
export interface Answer extends Pick<Response, "headers"> {
  readonly text: string;
}

/** The answer of an interface: its entries, what it tells of the whole, and the ask for its next part. */
export function dataLeads(
  { text, headers }: Answer,
  collector: Collector,
  origin: PageOrigin,
  family: Family | null,
): Leads {
  const reader = new DataReader(collector);
  reader.told = toldByHeaders(headers, collector.around.rules);
  if (/^\s*(?:[[{]|[\w.$]+\()/.test(text)) reader.json(text);
  else if (isElements(text)) reader.elements(text);
  else reader.records(text, family?.record ?? RECORD);
  if (collector.around.isReport)
    return { ...NO_LEADS, links: [...collector.found.values()], isDocument: true };
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
    mute: null,
    isCut: false,
    further: new Map(),
    range: origin.range,
  };
  const next =
    linkedPart(headers, collector) ??
    (reader.next === null ? null : get(reader.next)) ??
    (isEnd(reader, origin, facts)
      ? null
      : (nextPart(collector, origin, facts) ?? markedPart(collector, origin, reader)));
  if (next) collector.add(next, "part", null, "", otherwiseOf(collector, origin));
  // Who says that there is more tells of one part more at least.
  const isMore = reader.goesOn === true && facts.entries.length > 0;
  const least = isMore ? origin.part + 1 : null;
  const list = { ...facts, told: both(facts.told, { parts: least, entries: null }) };
  const isEmpty = facts.entries.length === 0 && collector.found.size === 0;
  const soft = isEmpty ? faultOf(plain(text), reader, collector) : null;
  return { ...NO_LEADS, links: [...collector.found.values()], list, about: origin.context, soft };
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
  const asked = replaced(origin.ask, (name, value) => {
    const number = Number(value);
    if (!Number.isInteger(number) || value === "") return null;
    if (rules.parts.number.test(name)) return parts !== null && number >= parts ? null : String(number + 1);
    return rules.parts.from.test(name) || rules.parts.to.test(name) ? String(number + step) : null;
  });
  return asked ?? (parts === null && entries === null ? null : fileAfter(origin));
}

/** The part after one that is a file and has its number as the end of its name, from one or nought on. */
function fileAfter({ ask, part }: PageOrigin): Ask | null {
  const url = new URL(ask.url);
  const [, name, digits, extension] = /^(.*\D)(\d{1,4})(\.\w+)$/.exec(url.pathname) ?? [];
  const number = Number(digits);
  if (digits === undefined || (number !== part && number !== part - 1)) return null;
  url.pathname = `${name}${String(number + 1).padStart(digits.length, "0")}${extension}`;
  return { ...ask, url: url.href };
}

/** Why an answer without entries is none; null where it is the end of a list, or an empty one. */
function faultOf(text: string, { faulty }: DataReader, { around }: Collector): string | null {
  if (around.rules.parts.noMore.test(fold(text))) return null;
  return saidKind(text, around.rules) ?? (faulty ? BROKEN : null);
}

/** Texts of data without what is written for machines. */
function plain(text: string): string {
  return text.replace(/\\u([\da-f]{4})/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

/** True where it says that nothing follows, and tells of no more than was seen. */
function isEnd({ goesOn, told }: DataReader, { part, before }: PageOrigin, list: ListFacts): boolean {
  if (goesOn !== false || (told.parts !== null && told.parts > part)) return false;
  return told.entries === null || before + list.entries.length >= told.entries;
}

/** The part that a header names, as interfaces do that say nothing of it in their answers. */
function linkedPart(headers: Response["headers"], collector: Collector): Ask | null {
  const named = /<([^<>]+)>\s*;[^,]*\brel\s*=\s*["']?next\b/i.exec(header({ headers }, "link"))?.[1];
  const url = collector.absolute(named);
  return url === null ? null : get(url);
}

/** The part that is asked for by the mark that this one gives out, or that it gives the address of. */
function markedPart(
  collector: Collector,
  origin: PageOrigin,
  { mark, markName, told, entries }: DataReader,
): Ask | null {
  const isWhole = told.entries !== null && origin.before + entries.length >= told.entries;
  if (mark === null || entries.length === 0 || isWhole) return null;
  const url = ADDRESS.test(mark) ? collector.absolute(mark) : null;
  if (url !== null) return get(url);
  const { rules } = collector.around;
  const named = replaced(origin.ask, (name) =>
    rules.parts.mark.test(name) ? encodeURIComponent(mark) : null,
  );
  // What the first part was asked for without is called as it is given out: «nextCursor» is the cursor of the next part.
  const name = /^next_?(\w+)$/i.exec(markName)?.[1] ?? "";
  const own = `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
  if (named || origin.part > 1 || origin.ask.method !== "GET" || !rules.parts.mark.test(own)) return named;
  const asked = new URL(origin.ask.url);
  asked.searchParams.append(own, mark);
  return { ...origin.ask, url: asked.href };
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
