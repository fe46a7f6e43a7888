// A text as the page it was laid out for: lines, pages, what only numbers or heads them, and words with their places.
// Must not know tables, labels of a form or figures.

import { isLetter } from "../../text/letters.ts";
import { charWidth } from "../../text/width.ts";
import { derived } from "../labels/wording.ts";
import { isGap, type Stream } from "../print/stream.ts";
import { MOST_STEPS } from "../weights/limits.ts";
import { FEWER_PLACES, LEAST_PLACES, PIECES_BELOW, PIECES_BESIDE } from "../weights/places.ts";

/** How many screen columns a Chinese character takes: programs disagree. */
export type Metric = 1 | 2;

/** A stretch of screen columns, the end excluded. */
export interface Extent {
  readonly left: number;
  readonly right: number;
}

export function middleOf({ left, right }: Extent): number {
  return (left + right) / 2;
}

/** Where some characters of one line stand. */
export function extentOf(stream: Stream, from: number, to: number, metric: Metric): Extent {
  const line = stream.lines[stream.lineOf[from] ?? 0]?.text ?? "";
  const start = stream.offsetOf[from] ?? 0;
  const end = (stream.offsetOf[to - 1] ?? start) + 1;
  const left = widthOf(line.slice(0, start), metric);
  return { left, right: left + widthOf(line.slice(start, end), metric) };
}

function widthOf(text: string, metric: Metric): number {
  let sum = 0;
  for (const char of text) sum += Math.min(metric, charWidth(char));
  return sum;
}

/**
 * The metric in which the text's figures stand below one another: they begin, end or have their middles at fewer
 * places. Null where both do as well, or too few figures tell.
 */
export const metricOf = derived((stream: Stream): Metric | null => {
  // Lines of a page whose marks are known were laid out here, a digit's width to a column.
  if (stream.lines.some(({ at }) => at.page !== undefined)) return 2;
  const pages = pagesOf(stream);
  const [one, two] = ([1, 2] as const).map((metric) => {
    const places = [new Set<string>(), new Set<string>(), new Set<string>()];
    stream.lines.forEach(({ text }, line) => {
      for (const { index, 0: print } of text.matchAll(/(?<=\s\s)[-+\d.,\p{Pd}/]+(?=\s|$)/gu)) {
        const left = widthOf(text.slice(0, index), metric);
        const right = left + print.length;
        for (const [kind, at] of [left, right, left + right].entries())
          places[kind]?.add(`${pages[line]} ${at}`);
      }
    });
    return Math.min(...places.map(({ size }) => size));
  });
  if (one === undefined || two === undefined || Math.max(one, two) < LEAST_PLACES) return null;
  if (one <= FEWER_PLACES * two) return 1;
  return two <= FEWER_PLACES * one ? 2 : null;
});

const lineStarts = derived((stream: Stream): readonly number[] => {
  const starts: number[] = [];
  stream.lineOf.forEach((line, at) => {
    if (starts[line] === undefined) starts[line] = at;
  });
  let next = stream.syms.length;
  for (let line = stream.lines.length; line >= 0; line -= 1) {
    starts[line] ??= next;
    next = starts[line] ?? next;
  }
  return starts;
});

/** A line's characters: its first, and the end of the last one before the line break. */
export function charsOf(stream: Stream, line: number): { readonly from: number; readonly to: number } {
  const starts = lineStarts(stream);
  const from = starts[line] ?? stream.syms.length;
  return { from, to: Math.max(from, (starts[line + 1] ?? stream.syms.length) - 1) };
}

export function hasLetters(stream: Stream, line: number): boolean {
  const { from, to } = charsOf(stream, line);
  for (let at = from; at < to; at += 1) if (isLetter(stream.syms[at] ?? "")) return true;
  return false;
}

/** The page that each line stands on, from 0; a page begins with a form feed, unless the source knows its pages. */
export const pagesOf = derived((stream: Stream): readonly number[] => {
  let page = 0;
  let stated: number | undefined;
  return stream.lines.map(({ text, at }) => {
    if (text.startsWith("\f") || (stated !== undefined && at.page !== undefined && at.page !== stated))
      page += 1;
    stated = at.page ?? stated;
    return page;
  });
});

/** For each page its first and last line with print. */
const pageEnds = derived((stream: Stream): readonly (readonly [number, number])[] => {
  const ends: [number, number][] = [];
  const pages = pagesOf(stream);
  stream.lines.forEach(({ text }, line) => {
    if (text.trim() === "") return;
    const page = ends[pages[line] ?? 0];
    if (page) page[1] = line;
    else ends[pages[line] ?? 0] = [line, line];
  });
  return ends.filter((page) => page !== undefined);
});

/**
 * Lines that belong to the pages and not to what is printed on them: the first or last print of several pages, alike but
 * for figures; and where it has nothing but a figure, one that counts up with the pages.
 */
export const furniture = derived((stream: Stream): ReadonlySet<number> => {
  const found = new Set<number>();
  const ends = pageEnds(stream);
  for (const end of [0, 1] as const) {
    const alike = new Map<string, { line: number; offset: number }[]>();
    ends.forEach((lines, page) => {
      const text = (stream.lines[lines[end]]?.text ?? "").replace(/\s/gu, "");
      const print = text.replace(/\d+/g, "0");
      const offset = Number(/\d{1,4}/.exec(text)?.[0] ?? page) - page;
      alike.set(print, [...(alike.get(print) ?? []), { line: lines[end], offset }]);
    });
    for (const [print, lines] of alike) {
      const counts = new Set(lines.map(({ offset }) => offset)).size === 1;
      if (lines.length > 1 && (counts || /\p{L}/u.test(print))) for (const { line } of lines) found.add(line);
    }
  }
  return found;
});

/** True for a figure alone at the end of its page that is the page's number: it may as well belong to what is on it. */
export function mayNumberPage(stream: Stream, line: number): boolean {
  const pages = pagesOf(stream);
  const isEdge = pageEnds(stream).some((ends) => ends.includes(line));
  const number = /^[\s\p{Pd}]*(\d{1,4})[\s\p{Pd}]*$/u.exec(stream.lines[line]?.text ?? "")?.[1];
  return isEdge && pages.at(-1) !== 0 && Number(number) === (pages[line] ?? 0) + 1;
}

/** A run of characters [from, to) without white space, its letters, and where it stands. */
export interface Word {
  readonly from: number;
  readonly to: number;
  readonly letters: string;
  readonly line: number;
  readonly extent: Extent;
}

/** The words with letters on some lines. */
export function wordsOn(stream: Stream, lines: readonly number[], metric: Metric): Word[] {
  const known = wordsFound(stream)[metric];
  return lines.flatMap((line) => {
    const words = known.get(line) ?? wordsOf(stream, line, metric);
    known.set(line, words);
    return words;
  });
}

/** Words by their line: rows and columns that stand beside one another ask for the same. */
const wordsFound = derived(
  (_: Stream): Readonly<Record<Metric, Map<number, readonly Word[]>>> => ({
    1: new Map(),
    2: new Map(),
  }),
);

function wordsOf(stream: Stream, line: number, metric: Metric): readonly Word[] {
  const words: Word[] = [];
  const { from, to } = charsOf(stream, line);
  for (let at = from; at < to; ) {
    if (isGap(stream.syms[at])) {
      at += 1;
      continue;
    }
    let end = at;
    while (end < to && !isGap(stream.syms[end])) end += 1;
    const letters = stream.syms.slice(at, end).filter(isLetter).join("");
    if (letters !== "")
      words.push({ from: at, to: end, letters, line, extent: extentOf(stream, at, end, metric) });
    at = end;
  }
  return words;
}

/** Words that stand beside or below one another and together make up a wording. */
export interface Stack {
  readonly words: readonly Word[];
  readonly extent: Extent;
}

/**
 * All places where words make up a wording (its letters), each beside or below the one before. None where words that begin
 * alike stand together in so many ways that not all were looked at.
 */
export function stacksOf(wording: string, words: readonly Word[]): Stack[] {
  const found: Stack[] = [];
  let steps = 0;
  const seek = (rest: string, stack: readonly Word[], extent: Extent): void => {
    steps += 1;
    if (steps > MOST_STEPS) return;
    if (rest === "") {
      found.push({ words: stack, extent });
      return;
    }
    const last = stack.at(-1);
    for (const word of words) {
      if (last === undefined || !rest.startsWith(word.letters)) continue;
      const beside =
        word.line === last.line &&
        word.extent.left >= last.extent.right &&
        word.extent.left <= last.extent.right + PIECES_BESIDE;
      const below =
        word.line > last.line &&
        word.line <= last.line + PIECES_BELOW &&
        word.extent.left < extent.right + 1 &&
        word.extent.right > extent.left - 1;
      if (!beside && !below) continue;
      const left = Math.min(extent.left, word.extent.left);
      const right = Math.max(extent.right, word.extent.right);
      seek(rest.slice(word.letters.length), [...stack, word], { left, right });
    }
  };
  for (const word of words)
    if (wording.startsWith(word.letters)) seek(wording.slice(word.letters.length), [word], word.extent);
  return steps > MOST_STEPS ? [] : found;
}
