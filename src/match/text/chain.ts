// Finds a table's row labels in a text: the chain of occurrences, in the form's order, that explains most letters.
// Must not know figures, columns or relations.

import { isLetter } from "../../text/letters.ts";
import { readNumeral } from "../../text/numeral.ts";
import type { Anchor, Wording } from "../labels/anchors.ts";
import { derived } from "../labels/wording.ts";
import { STOPS } from "../print/list-numbers.ts";
import { endsCell, isDigit, isGap, type Stream } from "../print/stream.ts";
import { LEAST_LETTERS, UNIT_LETTERS } from "../weights/likeness.ts";
import { LABEL_REACH, MOST_AROUND, MOST_SOUGHT, RUNS_ON, STARTS_LINE } from "../weights/text-labels.ts";
import { bestChain } from "./best-chain.ts";
import { closest, type Found, isOfOtherFigures } from "./label.ts";
import { isPart, type Surroundings } from "./surroundings.ts";
import { isTold } from "./told.ts";

/** A table's labels, and what else its print says, in a text. */
export interface Labelled {
  readonly stream: Stream;
  readonly anchors: readonly Anchor[];
  readonly surroundings: Surroundings;
}

/** The best chain of labels within [from, to) of the letters; empty when nothing matches. */
export function findChain(labelled: Labelled, from: number, to: number): Found[] {
  const { stream, anchors, surroundings } = labelled;
  const candidates = longest(occurrences(labelled), anchors.length, from, to);
  const chain = bestChain(candidates, (found) => worth(labelled, found), surroundings);
  const complete = completeChain(labelled, chain, from, to);
  return withStrayLabels(complete, candidates, stream, surroundings);
}

/**
 * The chain with labels that stand among its rows letter by letter and out of the form's order: two rows changed places,
 * and each is where its label is. One that stands there twice is nobody's.
 */
function withStrayLabels(
  chain: readonly Found[],
  candidates: readonly Found[],
  stream: Stream,
  { known }: Surroundings,
): Found[] {
  const first = chain[0]?.first ?? 0;
  const last = chain.at(-1)?.last ?? -1;
  const bound = new Set(chain.map(({ anchor }) => anchor));
  const taken = new Set(chain.flatMap(({ letters }) => letters));
  const inside = candidates.filter(
    (found) =>
      !bound.has(found.anchor) &&
      (found.letters.length >= LEAST_LETTERS
        ? found.first > first - MOST_AROUND && found.last < last + MOST_AROUND
        : found.first > first && found.last < last && endsCell(stream, found.last)) &&
      !known.includes(found.wording.letters) &&
      !found.letters.some((letter) => taken.has(letter)) &&
      startsCell(stream, found),
  );
  const strays = inside.filter(
    (found) => inside.filter(({ anchor }) => anchor === found.anchor).length === 1,
  );
  return strays.length === 0 ? [...chain] : [...chain, ...strays].sort((a, b) => a.first - b.first);
}

/** Whether nothing but a list number stands before a label in its line or cell. */
function startsCell({ syms, letterAt }: Stream, { first }: Found): boolean {
  const before = syms[(letterAt[first] ?? 0) - 1];
  return before === undefined || isGap(before) || STOPS.has(before);
}

/** The last of several things in a list is no label by itself: what is counted are all of them. */
function isListed({ syms, letterAt }: Stream, { first }: Found): boolean {
  let at = (letterAt[first] ?? 0) - 1;
  if (syms[at] !== "、") return false;
  let word = "";
  for (at -= 1; at >= 0 && isLetter(syms[at] ?? ""); at -= 1) word = `${syms[at]}${word}`;
  // Heads may run into a list number: what ends in a numeral numbers the label.
  return word !== "" && readNumeral(word.at(-1) ?? "") === null;
}

/** The first of several things in a list: the label goes on behind what resembles another. */
const goesOnListing = ({ syms, letterAt }: Stream, { last }: Found) =>
  "、/".includes(syms[(letterAt[last] ?? 0) + 1] ?? "\n");

/** True where the list number printed before it is that of another label, which begins with the same letters. */
function beginsAnother(stream: Stream, anchors: readonly Anchor[], found: Found): boolean {
  const listed = anchors[found.anchor]?.listed ?? null;
  let at = (stream.letterAt[found.first] ?? 0) - 1;
  while (isGap(stream.syms[at]) || STOPS.has(stream.syms[at] ?? "")) at -= 1;
  let number = "";
  while (isDigit(stream.syms[at])) {
    number = `${stream.syms[at]}${number}`;
    at -= 1;
  }
  if (listed === null || number === "" || number === listed) return false;
  return anchors.some(
    (other) =>
      other.listed === number &&
      other.wordings.some(({ letters }) => letters.startsWith(found.wording.letters)),
  );
}

/** Whether it is the end of a longer label, of which a unit or the row's figures part it: a line of its own, and no label. */
function endsLonger(
  stream: Stream,
  anchors: readonly Anchor[],
  { anchor, wording, first, last }: Found,
): boolean {
  return anchors.some((other, index) => {
    const longer = other.wordings.find(
      ({ letters }) => letters.length > wording.letters.length && letters.endsWith(wording.letters),
    );
    if (index === anchor || longer === undefined) return false;
    const from = Math.max(0, last + 1 - LABEL_REACH * longer.letters.length);
    const whole = closest(stream, other, index, from, last + 1);
    return whole !== null && whole.errors <= UNIT_LETTERS && whole.first < first && whole.last === last;
  });
}

/** A label's letters in a text, and whether what stands around them lets them be the label. */
interface Occurrence {
  readonly found: Found;
  readonly stands: boolean;
}

/** Wherever the labels stand letter by letter, in the order of their last letters. Asked for every stretch of a text, found once. */
const occurrences = derived((labelled: Labelled): readonly Occurrence[] => {
  const all: Occurrence[] = [];
  const { letters } = labelled.stream;
  labelled.anchors.forEach((anchor, index) => {
    for (const wording of anchor.wordings) {
      const { letters: own } = wording;
      for (let at = letters.indexOf(own); at >= 0; at = letters.indexOf(own, at + 1)) {
        const found = exact(index, at, wording);
        all.push({ found, stands: stands(labelled, found) });
      }
    }
  });
  return all.sort((a, b) => a.found.last - b.found.last || a.found.anchor - b.found.anchor);
});

function stands({ stream, anchors, surroundings }: Labelled, found: Found): boolean {
  return (
    stream.bracketed[found.first] === false &&
    !isOfOtherFigures(stream, found) &&
    !isPart(surroundings, found.first, found.last) &&
    !isListed(stream, found) &&
    !isTold(stream, found) &&
    !beginsAnother(stream, anchors, found) &&
    !endsLonger(stream, anchors, found)
  );
}

/** Those within [from, to) that may be labels. Of a label's wordings that begin at one letter only the longest is there. */
function longest(all: readonly Occurrence[], anchors: number, from: number, to: number): Found[] {
  const taken = new Set<number>();
  const kept: Found[] = [];
  for (let rank = all.length - 1; rank >= 0; rank -= 1) {
    const { found, stands } = all[rank] as Occurrence;
    if (found.last >= to) continue;
    if (found.last < from) break;
    const start = found.first * anchors + found.anchor;
    if (found.first < from || taken.has(start)) continue;
    taken.add(start);
    if (stands) kept.push(found);
  }
  return kept.reverse();
}

function exact(anchor: number, at: number, wording: Wording): Found {
  const letters = Array.from(wording.letters, (_, offset) => at + offset);
  return { anchor, first: at, last: at + wording.letters.length - 1, letters, wording, errors: 0, tail: 0 };
}

/**
 * What a label found is worth: its letters, less when the text's word or list goes on around it, a little more when
 * it begins a line, its number stands before it or a figure follows.
 */
function worth({ stream, anchors }: Labelled, found: Found): number {
  const behind = (stream.letterAt[found.last] ?? 0) + 1;
  const before = (stream.letterAt[found.first] ?? 0) - 1;
  const next = stream.syms[behind] ?? "\n";
  const listed = LISTING.has(next) || next === "、" || LISTING.has(stream.syms[before] ?? "");
  const runsOn = isLetter(next) || listed;
  const startsLine = before < 0 || isGap(stream.syms[before]) ? STARTS_LINE : 0;
  let at = behind;
  while (isGap(stream.syms[at])) at += 1;
  const figure = isDigit(stream.syms[at]) ? 1 : 0;
  const numbered = isNumbered(stream, found, anchors[found.anchor]?.listed ?? null) ? 1 : 0;
  const cost = runsOn ? Math.min(RUNS_ON, found.letters.length - 1) : 0;
  return found.letters.length - cost + startsLine + figure + numbered;
}

/** Whether the form's own list number stands before a label. */
function isNumbered({ syms, letterAt }: Stream, { first }: Found, listed: string | null): boolean {
  if (listed === null) return false;
  let to = letterAt[first] ?? 0;
  while (to > 0 && (isGap(syms[to - 1]) || STOPS.has(syms[to - 1] ?? ""))) to -= 1;
  return (
    syms.slice(Math.max(0, to - listed.length), to).join("") === listed &&
    !isDigit(syms[to - listed.length - 1])
  );
}

/** Between the items of a list in prose; a list number's stop does not count, it stands behind a numeral. */
const LISTING = new Set([",", "。", ";"]);

/** Looks, between the labels found, for the missing ones with letters lost, doubled, changed or interrupted. */
function completeChain(
  { stream, anchors, surroundings }: Labelled,
  chain: readonly Found[],
  floor: number,
  ceiling: number,
): Found[] {
  if (chain.length === 0) return [];
  const complete: Found[] = [];
  const byAnchor = new Map(chain.map((found) => [found.anchor, found]));
  const reach = LABEL_REACH * Math.max(...anchors.map((anchor) => anchor.wordings[0]?.letters.length ?? 0));
  const last = chain.at(-1)?.last ?? 0;
  let from = Math.max(floor, (chain[0]?.first ?? 0) - reach);
  anchors.forEach((anchor, index) => {
    const exactly = byAnchor.get(index);
    if (exactly !== undefined) {
      complete.push(exactly);
      from = exactly.last + 1;
      return;
    }
    const next = chain.find((found) => found.anchor > index);
    const to = next?.first ?? Math.min(ceiling, last + reach);
    const found = closest(stream, anchor, index, from, Math.min(to, from + MOST_SOUGHT));
    if (found === null || isAnother(stream, found, surroundings.known)) return;
    if (isLikerAnother(stream, anchors, found) || endsLonger(stream, anchors, found)) return;
    if (isListed(stream, found) || goesOnListing(stream, found) || isTold(stream, found)) return;
    complete.push(found);
    from = found.last + 1;
  });
  return complete;
}

/**
 * True when what resembles a label is another row's, with fewer errors or with as many in more letters: rows changed places, or
 * this one is not printed.
 */
function isLikerAnother(stream: Stream, anchors: readonly Anchor[], found: Found): boolean {
  if (found.errors === 0) return false;
  const reach =
    found.errors + Math.max(...anchors.map(({ wordings: [longest] }) => longest?.letters.length ?? 0));
  const [from, to] = [Math.max(0, found.last - reach), Math.min(stream.letters.length, found.first + reach)];
  return anchors.some((anchor, index) => {
    const other = index === found.anchor ? null : closest(stream, anchor, index, from, to);
    if (other === null || other.first > found.first || other.last < found.last) return false;
    const more = other.letters.length - found.letters.length;
    return more >= 0 && other.errors <= found.errors && (more > 0 || other.errors < found.errors);
  });
}

/** True when what resembles a label is, letter by letter, other wording of the table: a group's label, a head. */
function isAnother(stream: Stream, found: Found, known: readonly string[]): boolean {
  return known.some((wording) => {
    const from = Math.max(0, found.last + 1 - wording.length);
    const at = stream.letters.slice(from, found.first + wording.length).indexOf(wording);
    return at >= 0 && found.wording.letters !== wording;
  });
}
