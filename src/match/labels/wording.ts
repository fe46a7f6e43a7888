// Compares printed labels with the labels of a form: by their letters, their list number, and how far they differ.
// Must not know tables, places or any wording.

import type { Label } from "../../model/form.ts";
import { editDistance } from "../../text/distance.ts";
import { fold } from "../../text/fold.ts";
import { ownText } from "../../text/own.ts";
import { BEGINNING, EXACT, LEAST_LETTERS, LEAST_LIKENESS } from "../weights/likeness.ts";
import { MOST_REMEMBERED, MOST_WORDINGS } from "../weights/limits.ts";

/** A label as it compares. */
export interface Wording {
  /** The same for the same text as long as it is remembered: likenesses are kept by it. */
  readonly id: number;
  /** Letters and digits without list number. */
  readonly core: string;
  /** The same without what stands in brackets: help text and units come and go there. */
  readonly bare: string;
  /** The list number's value, whatever its style (三、 （三） 3. ③); null when none is printed. */
  readonly number: number | null;
}

const HAN_DIGITS = "〇一二三四五六七八九";
const ENUMERATOR =
  /^(?:\(([一二三四五六七八九十]{1,3})\)[、.,:]?|([一二三四五六七八九十]{1,3})[、.,:]|\((\d{1,2})\)[、.,:]?|(\d{1,2})(?:[、.,:．]|(?=[^\d\s%.,)]))|([①-⑳⑴-⒛]))/u;

const cache = new Map<string, Wording>();
let lastId = 0;

/** @returns the wording of printed text; the same text always gives the same object. */
export function wording(text: string): Wording {
  let known = cache.get(text);
  if (!known) {
    const own = ownText(text);
    known = read(own);
    if (cache.size > MOST_WORDINGS) cache.clear();
    cache.set(own, known);
  }
  return known;
}

function read(text: string): Wording {
  lastId += 1;
  const id = lastId;
  const folded = inOneScript(fold(text));
  const match = ENUMERATOR.exec(folded);
  const rest = match ? folded.slice(match[0].length) : folded;
  const core = lettersOf(rest);
  if (match && core === "") return { id, core: lettersOf(folded), bare: lettersOf(folded), number: null };
  const bare = lettersOf(rest.replace(/\([^()]*\)?/g, ""));
  return { id, core, bare: bare === "" ? core : bare, number: match ? enumeratorValue(match) : null };
}

/** Words of a second language beside a label say it once more, in Latin letters or in those of a script of its own. */
function inOneScript(folded: string): string {
  return /\p{Script=Han}/u.test(folded) && OTHER_SCRIPT.test(folded)
    ? folded.replaceAll(new RegExp(OTHER_SCRIPT, "giu"), "")
    : folded;
}

/** Single Latin letters are numbers and signs; of other scripts a syllable may be one. */
const OTHER_SCRIPT = /[a-z]{3,}|(?:(?![\p{Script=Han}\p{Script=Latin}])[\p{L}\p{M}])+/iu;

function lettersOf(folded: string): string {
  return folded.replace(/[^\p{L}\p{N}]/gu, "");
}

function enumeratorValue(match: RegExpExecArray): number | null {
  const han = match[1] ?? match[2];
  if (han !== undefined) return hanNumber(han);
  const arabic = match[3] ?? match[4];
  if (arabic !== undefined) return Number(arabic);
  const sign = match[5]?.codePointAt(0) ?? 0;
  for (const [first, last] of [
    [0x2460, 0x2473],
    [0x2474, 0x2487],
    [0x2488, 0x249b],
  ] as const)
    if (sign >= first && sign <= last) return sign - first + 1;
  return null;
}

/** 一…九十九 as a number; null for anything else. */
export function hanNumber(text: string): number | null {
  const match = /^([一二三四五六七八九])?(十)?([一二三四五六七八九])?$/.exec(text);
  if (!match || text === "") return null;
  const [, lead, ten, unit] = match;
  if (!ten) return lead && !unit ? HAN_DIGITS.indexOf(lead) : null;
  return (lead ? HAN_DIGITS.indexOf(lead) : 1) * HAN_DIGITS.length + (unit ? HAN_DIGITS.indexOf(unit) : 0);
}

/** Likeness of two wordings, 0 to 1; 1 only when their letters are the same. */
export function likeness(a: Wording, b: Wording): number {
  if (a.core === "" || b.core === "") return 0;
  if (a.core === b.core) return 1;
  if (a.bare === b.bare) return EXACT;
  const [short, long] = a.core.length < b.core.length ? [a.core, b.core] : [b.core, a.core];
  if (short.length >= LEAST_LETTERS && long.startsWith(short)) return BEGINNING;
  const full = ratio(a.core, b.core);
  return Math.max(full, EXACT * ratio(a.bare, b.bare));
}

/** A function of a part of a form alone that works out its answer once. */
export function derived<Part extends object, Found>(find: (part: Part) => Found): (part: Part) => Found {
  const known = new WeakMap<Part, Found>();
  return (part) => {
    const found = known.get(part);
    if (found !== undefined || known.has(part)) return found as Found;
    const first = find(part);
    known.set(part, first);
    return first;
  };
}

/**
 * A function of a part of a form and a printed text that keeps what it found: an archive prints the same words over and
 * over. The function must depend on nothing else.
 */
export function remembered<Part extends object, Found>(
  find: (part: Part, printed: Wording) => Found,
): (part: Part, printed: Wording) => Found {
  const parts = new WeakMap<Part, Map<number, Found>>();
  return (part, printed) => {
    let known = parts.get(part);
    if (!known) {
      known = new Map();
      parts.set(part, known);
    }
    let found = known.get(printed.id);
    if (found === undefined) {
      found = find(part, printed);
      if (known.size > MOST_REMEMBERED) known.clear();
      known.set(printed.id, found);
    }
    return found;
  };
}

const bestLikeness = remembered((label: Label, printed): number => {
  let best = 0;
  for (const printing of printings(label)) {
    best = Math.max(best, likeness(printed, printing));
    if (best === 1) break;
  }
  return best;
});

/** Best likeness with any printing of a form's label. */
export function likenessTo(printed: Wording, label: Label): number {
  return bestLikeness(label, printed);
}

const printingCache = new WeakMap<Label, readonly Wording[]>();

/** Wordings of a label: the official one first. */
export function printings(label: Label): readonly Wording[] {
  let known = printingCache.get(label);
  if (!known) {
    known = [label.text, ...label.variants].map(wording);
    printingCache.set(label, known);
  }
  return known;
}

function ratio(a: string, b: string): number {
  const longest = Math.max(a.length, b.length);
  if (longest === 0 || Math.min(a.length, b.length) < LEAST_LIKENESS * longest) return 0;
  // Letters in common bound what the order of letters can only lower.
  if (commonLetters(a, b) < LEAST_LIKENESS * longest) return 0;
  return 1 - editDistance(a, b) / longest;
}

const bagCache = new Map<string, ReadonlyMap<string, number>>();

/** How often each character stands in a text. */
function bagOf(text: string): ReadonlyMap<string, number> {
  let bag = bagCache.get(text);
  if (!bag) {
    const counts = new Map<string, number>();
    for (const char of text) counts.set(char, (counts.get(char) ?? 0) + 1);
    if (bagCache.size > MOST_WORDINGS) bagCache.clear();
    bag = counts;
    bagCache.set(text, bag);
  }
  return bag;
}

function commonLetters(a: string, b: string): number {
  const [few, many] = a.length < b.length ? [bagOf(a), bagOf(b)] : [bagOf(b), bagOf(a)];
  let common = 0;
  for (const [char, count] of few) common += Math.min(count, many.get(char) ?? 0);
  return common;
}
