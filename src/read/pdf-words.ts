// Puts glyphs together into words with honest boxes: a word ends at a blank, a gap, or a drawn line.
// Must not know tables or what a word means.
import type { Mark, Ruling, Word } from "../model/document.ts";
import type { Glyph } from "./pdf-glyphs.ts";
import { type Neighbours, spacingOf } from "./pdf-spacing.ts";

/** A gap wider than this, in font sizes, ends a word. */
const GAP = 0.15;
/** Two printings of one glyph closer than this, in font sizes, are one glyph printed bold. */
const OVERPRINT = 0.15;
/** Height of the bands in which they are looked for, in points: no type is so large that they stand two apart. */
const OVERPRINT_BAND = 8;
/** How much wider than its like a gap may be where letters are set apart, in font sizes: half of what a blank adds. */
const SET_APART = 0.1;
const BLANK = /^[\s\p{Z}]*$/u;

/** @returns words in the order in which the page draws them; slanted writing (watermarks) is left out. */
export function wordsOf(glyphs: readonly Glyph[], rulings: readonly Ruling[]): Word[] {
  const verticals = rulings
    .filter((ruling) => ruling.bottom - ruling.top > ruling.right - ruling.left)
    .sort((a, b) => a.left - b.left);
  const runs: Glyph[][] = [];
  let open: Glyph[] | null = null;
  const printed = withoutOverprint(glyphs);
  const spacing = spacingOf(neighboursIn(printed));
  for (const glyph of printed) {
    if ((BLANK.test(glyph.text) && !glyph.lost) || glyph.run === "slanted") {
      open = null;
      continue;
    }
    const last: Glyph | undefined = open?.at(-1);
    if (open && last && goesOn(last, glyph, spacing)) open.push(glyph);
    else {
      open = [glyph];
      runs.push(open);
    }
  }
  return withOverlaps(runs.flatMap((run) => cutAtLines(run, verticals)));
}

const IDEOGRAPH = /^\p{Script=Han}$/u;

/** Ideographs of one size that are drawn one behind the other in a line. */
function neighboursIn(glyphs: readonly Glyph[]): Neighbours[] {
  return glyphs.flatMap((next, rank): Neighbours[] => {
    const last = glyphs[rank - 1];
    if (!last || last.run !== next.run || last.size !== next.size || next.size <= 0) return [];
    if (!IDEOGRAPH.test(last.text) || !IDEOGRAPH.test(next.text)) return [];
    const [a, b] = [along(last), along(next)];
    const gap = (b.start - a.end) / next.size;
    if (Math.abs(a.across - b.across) > next.size * 0.25 || gap < 0) return [];
    return [{ size: next.size, gap }];
  });
}

/** Whether `next` follows `last` on the same line without a gap but that by which all letters of its size are set apart. */
function goesOn(last: Glyph, next: Glyph, spacing: (size: number) => number): boolean {
  if (last.run !== next.run) return false;
  const size = Math.max(last.size, next.size);
  const [a, b] = [along(last), along(next)];
  const gap = b.start - a.end;
  const widest = size * Math.max(GAP, spacing(size) + SET_APART);
  if (Math.abs(a.across - b.across) > size * 0.25 || gap > widest || gap < -size * 0.5) return false;
  return !isOver(last, next);
}

/** Digits of one figure stand side by side, however tightly they are set. */
const LAID_OVER = 0.4;

/** Whether one digit is printed over another: two figures, and nobody can say which is meant. */
function isOver(one: Glyph, other: Glyph): boolean {
  if (!/\d/.test(one.text) || !/\d/.test(other.text)) return false;
  const wide = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
  const high = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
  const narrow = Math.min(one.box.right - one.box.left, other.box.right - other.box.left);
  const low = Math.min(one.box.bottom - one.box.top, other.box.bottom - other.box.top);
  return wide > narrow * LAID_OVER && high > low * LAID_OVER;
}

/** Marks the words in which a digit lies over one of another word. */
function withOverlaps(runs: readonly (readonly Glyph[])[]): Word[] {
  const figures = runs.flatMap((run, index) =>
    run.filter(({ text }) => /\d/.test(text)).map((glyph) => ({ glyph, index })),
  );
  figures.sort((a, b) => a.glyph.box.left - b.glyph.box.left);
  const over = new Set<number>();
  figures.forEach(({ glyph, index }, i) => {
    for (let next = i + 1; next < figures.length; next += 1) {
      const other = figures[next];
      if (!other || other.glyph.box.left >= glyph.box.right) break;
      if (other.index !== index && isOver(glyph, other.glyph)) over.add(index).add(other.index);
    }
  });
  return runs.map((run, index) => toWord(run, over.has(index)));
}

/** Where a glyph starts and ends in the direction of writing, and its middle across it. */
function along({ box, run }: Glyph): { start: number; end: number; across: number } {
  const horizontal = (box.top + box.bottom) / 2;
  const vertical = (box.left + box.right) / 2;
  if (run === "down") return { start: box.top, end: box.bottom, across: vertical };
  if (run === "up") return { start: -box.bottom, end: -box.top, across: vertical };
  if (run === "left") return { start: -box.right, end: -box.left, across: horizontal };
  return { start: box.left, end: box.right, across: horizontal };
}

/** Bold is at times a glyph printed twice, a hair apart. */
function withoutOverprint(glyphs: readonly Glyph[]): Glyph[] {
  const printed = new Map<string, Glyph[]>();
  return glyphs.filter((glyph) => {
    if (BLANK.test(glyph.text)) return true;
    const near = Math.max(glyph.size, 1) * OVERPRINT;
    const band = Math.floor(glyph.box.top / OVERPRINT_BAND);
    const keyOf = (at: number) => `${glyph.text}@${at}`;
    const isAgain = ({ box }: Glyph) =>
      isNear(box.left, glyph.box.left, near) && isNear(box.top, glyph.box.top, near);
    // One printing may stand at the end of a band, and the other at the start of the next.
    if ([band - 1, band, band + 1].some((at) => printed.get(keyOf(at))?.some(isAgain))) return false;
    const same = printed.get(keyOf(band));
    if (same) same.push(glyph);
    else printed.set(keyOf(band), [glyph]);
    return true;
  });
}

function isNear(a: number, b: number, within: number): boolean {
  return Math.abs(a - b) <= within;
}

/** A run that crosses a vertical line stands in two cells, however close its glyphs are. */
function cutAtLines(run: Glyph[], verticals: readonly Ruling[]): Glyph[][] {
  const [first] = run;
  if (!first || (first.run !== "right" && first.run !== "left")) return [run];
  const left = Math.min(...run.map(({ box }) => box.left));
  const right = Math.max(...run.map(({ box }) => box.right));
  const middle = (first.box.top + first.box.bottom) / 2;
  const cuts: number[] = [];
  for (let i = firstRightOf(verticals, left); i < verticals.length; i += 1) {
    const line = verticals[i];
    if (!line || line.left >= right) break;
    if (line.top <= middle && line.bottom >= middle) cuts.push((line.left + line.right) / 2);
  }
  if (cuts.length === 0) return [run];
  const parts = new Map<number, Glyph[]>();
  for (const glyph of run) {
    const x = (glyph.box.left + glyph.box.right) / 2;
    const part = cuts.filter((cut) => cut < x).length;
    parts.set(part, [...(parts.get(part) ?? []), glyph]);
  }
  return [...parts.values()];
}

function firstRightOf(verticals: readonly Ruling[], x: number): number {
  let [low, high] = [0, verticals.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((verticals[middle]?.left ?? 0) <= x) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What typesetters print for a letter that they lack. */
const LOST = "\ufffd";

function toWord(run: readonly Glyph[], overlapping: boolean): Word {
  const marks: Mark[] = [];
  if (run.some(({ lost }) => lost)) marks.push("lost");
  if (overlapping) marks.push("overlapping");
  return {
    text: run.map((glyph) => (glyph.lost ? LOST : glyph.text)).join(""),
    left: Math.min(...run.map(({ box }) => box.left)),
    top: Math.min(...run.map(({ box }) => box.top)),
    right: Math.max(...run.map(({ box }) => box.right)),
    bottom: Math.max(...run.map(({ box }) => box.bottom)),
    ...(marks.length > 0 ? { marks } : {}),
  };
}
