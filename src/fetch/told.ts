// What a list tells of its size: in the text of a page, in data, in tags.
// Must not know any wording: the patterns are data.
import { fold } from "../text/fold.ts";
import { readNumeral } from "../text/numeral.ts";
import type { Told } from "./lead.ts";
import type { LinkRules } from "./rules.ts";

const TAG = /<(\w+)>\s*(?:<!\[CDATA\[)?\s*(\d+)\s*(?:\]\]>)?\s*<\//g;

/** Fits no name. */
const NOTHING = /(?!)/;

export const NOTHING_TOLD: Told = { parts: null, entries: null };

/**
 * Of a page's text, a line for each block: what stands in one block is told by it, before what several say together.
 * @param entriesAt where in the text the entries of its lists stand: totals with some between them are of several lists
 */
export function toldByText(text: string, entriesAt: readonly number[], { parts }: LinkRules): Told {
  const lines = linesOf(text, parts);
  const whole = counted(text, parts);
  const told = (pattern: RegExp) => firstOf(lines, pattern) ?? figure(pattern, whole);
  return {
    parts: told(parts.toldParts),
    entries: totalOf(lines, entriesAt, parts) ?? figure(parts.toldEntries, whole),
  };
}

/** Of a block that says which part of how many this is and nothing else, where there is one such block only. */
export function toldByPlace(text: string, part: number, { parts }: LinkRules): Told {
  const places = linesOf(text, parts).flatMap(({ said }) => {
    const [, own, all] = parts.place.exec(said) ?? [];
    return own === undefined ? [] : [[Number(own), Number(all)] as const];
  });
  const [[own, all] = [0, 0]] = places;
  const isPlace = places.length === 1 && own === part && all >= own;
  return { parts: isPlace ? all : null, entries: null };
}

interface Line {
  readonly said: string;
  readonly at: number;
}

function linesOf(text: string, parts: LinkRules["parts"]): Line[] {
  let at = 0;
  return text.split("\n").map((line) => {
    const begin = at;
    at += line.length + 1;
    return { said: counted(line, parts), at: begin };
  });
}

/** The folded text, with figures for numbers in words. */
function counted(text: string, { inWords }: LinkRules["parts"]): string {
  return fold(text).replace(new RegExp(inWords, "giu"), (word) => String(readNumeral(word) ?? word));
}

/** The entries of all lists of a page together; a total that is told above and below a list is told once. */
function totalOf(
  lines: readonly Line[],
  entriesAt: readonly number[],
  parts: LinkRules["parts"],
): number | null {
  const totals: { readonly count: number; readonly at: number }[] = [];
  for (const { said, at } of lines) {
    const count = figure(parts.toldEntries, said);
    const last = totals.at(-1);
    if (count === null || totals.some((one) => one.count === count)) continue;
    if (!last || entriesAt.some((entry) => entry > last.at && entry < at)) totals.push({ count, at });
  }
  return totals.length === 0 ? null : totals.reduce((sum, { count }) => sum + count, 0);
}

function firstOf(lines: readonly Line[], pattern: RegExp): number | null {
  for (const { said } of lines) {
    const found = figure(pattern, said);
    if (found !== null) return found;
  }
  return null;
}

/** Of names with numbers, as a list in data gives them. */
export function toldByNames(
  pairs: Iterable<readonly [name: string, value: unknown]>,
  { parts }: LinkRules,
): Told {
  const told: { parts: number | null; entries: number | null; size: number | null } = {
    parts: null,
    entries: null,
    size: null,
  };
  for (const [name, value] of pairs) {
    const count = typeof value === "string" && value.trim() === "" ? Number.NaN : Number(value);
    if ((typeof value !== "number" && typeof value !== "string") || !Number.isInteger(count) || count < 0)
      continue;
    if (parts.parts.test(name)) told.parts ??= count;
    else if (parts.entries.test(name)) told.entries ??= count;
    else if (parts.size.test(name)) told.size ??= count;
  }
  const { entries, size } = told;
  const least = entries !== null && size !== null && size > 0 ? Math.ceil(entries / size) : null;
  return { parts: told.parts ?? least, entries };
}

/** Parts only, of names with numbers that may count anything. */
export function partsByNames(
  pairs: Iterable<readonly [name: string, value: unknown]>,
  rules: LinkRules,
): Told {
  return {
    parts: toldByNames(pairs, { ...rules, parts: { ...rules.parts, entries: NOTHING } }).parts,
    entries: null,
  };
}

/** Of headers, in which interfaces tell what their answers do not. */
export function toldByHeaders(
  headers: readonly (readonly [name: string, value: string])[],
  { parts }: LinkRules,
): Told {
  const told = (pattern: RegExp) => {
    const value = headers.find(([name]) => pattern.test(name))?.[1].trim() ?? "";
    return /^\d{1,7}$/.test(value) ? Number(value) : null;
  };
  return { parts: told(parts.headerParts), entries: told(parts.headerEntries) };
}

export function toldByTags(text: string, rules: LinkRules): Told {
  return toldByNames(
    [...text.matchAll(TAG)].map(([, name = "", value = ""]): [string, string] => [name, value]),
    rules,
  );
}

/** What either tells; the first one has the word. */
export function both(one: Told, other: Told): Told {
  return { parts: one.parts ?? other.parts, entries: one.entries ?? other.entries };
}

function figure(pattern: RegExp, text: string): number | null {
  const groups = pattern.exec(text)?.slice(1) ?? [];
  const found = groups.find((one) => one !== undefined);
  return found === undefined ? null : Number(found);
}
