// Rows written one below another, a line a value, as cards of a page and clients of databases show them: a label, and below it the same
// names again and again, each before its value. Put back into rows under heads. Must not know labels, numbers or containers.
import type { RawCell } from "../model/document.ts";
import type { Place } from "../model/place.ts";
import { VALUE_SOURCE } from "../text/value.ts";

/** Fewer values a record, or records with the same names, may be any list. */
const FEWEST_NAMES = 3;
const FEWEST_RECORDS = 3;
/** Lines over a record: the labels of its groups, and its own below them. */
const MOST_LABELS = 4;
/** Longer lines are prose, longer names none. */
const LONGEST_LABEL = 80;
const LONGEST_NAME = 20;

const NAMED = new RegExp(`^(.*\\p{L}.*?)\\s*[:：=|｜\\t]\\s*(${VALUE_SOURCE}|)$`, "u");
const SAID = /^(\p{L}[^:：=|｜\t]*?)\s*[:：=|｜\t]\s*(.*\p{L}.*)$/u;
/** What programs rule records off with, the number of the record among it. */
const RULE = /([-=*_#~])\1{2}/u;
const STEP = /\s*(?:[>›»→/\\]|—{1,2}|--+)\s*/u;
/** Signs of lists and headings before a line, and of bold letters in it. */
const SIGN = /^\s*(?:[-*+•·▪]\s+|#{1,6}\s+)/u;
const BOLD = /\*\*|__/gu;
const bareOf = (text: string) => text.replace(SIGN, "").replace(BOLD, "").trim();

interface Line {
  readonly text: string;
  readonly at: Place;
}

interface Value {
  readonly name: string;
  readonly value: string;
  readonly at: Place;
}

interface Label extends Line {
  readonly rank: number;
}

interface Entry {
  /** From the outermost group to the entry's own. */
  readonly labels: readonly Label[];
  readonly values: readonly Value[];
  readonly start: number;
  readonly end: number;
}

/** Records below one another with the same names, and the ranks of their first line and behind their last. */
export interface Records {
  readonly entries: readonly Entry[];
  readonly start: number;
  readonly end: number;
}

/** What records the lines hold, in their order. */
export function recordsIn(lines: readonly Line[]): Records[] {
  const runs: Entry[][] = [];
  for (const entry of entriesIn(lines)) {
    const last = runs.at(-1)?.at(-1);
    if (last && namesOf(last) === namesOf(entry) && last.end === entry.start) runs.at(-1)?.push(entry);
    else runs.push([entry]);
  }
  return runs.flatMap(([first, ...others]) => {
    if (!first || others.length + 1 < FEWEST_RECORDS) return [];
    // What stands over the first of them in lines of its own may head anything.
    const own = first.labels.at(-1)?.rank ?? first.start;
    const labels = first.labels.filter(({ rank }) => rank === own);
    return [
      {
        entries: [{ ...first, labels }, ...others],
        start: own,
        end: others.at(-1)?.end ?? first.end,
      },
    ];
  });
}

const namesOf = ({ values }: Entry) => values.map(({ name }) => name).join("\n");

/** Labels and the values below them, as often as that comes. */
function entriesIn(lines: readonly Line[]): Entry[] {
  const entries: Entry[] = [];
  let at = 0;
  while (at < lines.length) {
    const labels = labelsFrom(lines, at);
    const values = valuesFrom(lines, labels.end);
    const isEntry = labels.found.length > 0 && values.found.length >= FEWEST_NAMES;
    if (isEntry) entries.push({ labels: labels.found, values: values.found, start: at, end: values.end });
    at = isEntry ? values.end : at + 1;
  }
  return entries;
}

function labelsFrom(lines: readonly Line[], from: number): { found: Label[]; end: number } {
  const found: Label[] = [];
  let end = from;
  for (; end < lines.length && found.length <= MOST_LABELS; end += 1) {
    const { text, at } = lines[end] as Line;
    const bare = bareOf(text);
    if (bare === "" || RULE.test(bare)) continue;
    if (bare.length > LONGEST_LABEL || /[。！？]$/u.test(bare) || NAMED.test(bare)) break;
    const [, , said] = SAID.exec(bare) ?? [];
    for (const step of said === undefined ? [bare] : said.split(STEP))
      found.push({ text: step, at, rank: end });
    if (said !== undefined) {
      end += 1;
      break;
    }
  }
  return found.length > MOST_LABELS ? { found: [], end: from } : { found, end };
}

function valuesFrom(lines: readonly Line[], from: number): { found: Value[]; end: number } {
  const found: Value[] = [];
  const names = new Set<string>();
  let end = from;
  for (let rank = from; rank < lines.length; rank += 1) {
    const { text, at } = lines[rank] as Line;
    if (text.trim() === "") continue;
    const [, name = "", value = ""] = NAMED.exec(bareOf(text)) ?? [];
    if (name === "" || name.length > LONGEST_NAME || names.has(name)) break;
    names.add(name);
    found.push({ name, value, at });
    end = rank + 1;
  }
  return { found, end };
}

/** The records as rows below a row of their names. */
export function recordRows({ entries }: Records): RawCell[][] {
  const names = entries[0]?.values ?? [];
  const corner = { text: "", at: names[0]?.at ?? {} };
  const rows: Line[][] = [[corner, ...names.map(({ name, at }) => ({ text: name, at }))]];
  let groups: readonly string[] = [];
  for (const { labels, values } of entries) {
    const above = labels.slice(0, -1);
    const said = above.map(({ text }) => text);
    // A program that says the whole path says it for each record.
    const known = said.findIndex((text, step) => text !== groups[step]);
    for (const group of known < 0 ? [] : above.slice(known)) rows.push([group]);
    groups = said;
    rows.push([labels.at(-1) ?? corner, ...values.map(({ value, at }) => ({ text: value, at }))]);
  }
  return rows.map((row) => row.map(({ text, at }) => ({ text, rowSpan: 1, colSpan: 1, at })));
}
