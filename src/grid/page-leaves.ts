// Sheets on which two pages are printed side by side, and pages in two columns, taken apart in the order in which they are read.
// Must not know labels, numbers or containers.
import type { Canvas, Ruling, Word } from "../model/document.ts";
import { isInk, linesOf } from "./page-text.ts";

/** A page as it is read: a whole one, or a half of a sheet. */
export interface Leaf {
  readonly canvas: Canvas;
  /** How far right of its words' places it stands on the sheet, in points. */
  readonly shift: number;
}

interface Extent {
  readonly left: number;
  readonly right: number;
}

/** Least breadth of the empty strip between two pages, as a share of the sheet's. */
const GUTTER = 0.02;
/** The same between two columns of an upright page, of which both are ruled off. */
const COLUMN_GUTTER = 0.01;
/** How far from the middle the strip may stand, and margins of the two pages may differ, as shares of the sheet's breadth. */
const OFF_MIDDLE = 0.06;
const MARGINS = 0.03;
/**
 * What an unbroken line of words, or a drawn one, fills of its half where that is a page. Cells of one table fill less, which
 * stand on both sides of an empty strip as much as two pages do: cut there, its rows would lose their last figures.
 */
const FILLED = 0.6;
/** A gap this wide parts cells, as a multiple of the lower word's height; those between words of a sentence are narrower. */
const APART = 1;
/** Fewer words are a note at the edge of one page. */
const FEWEST = 6;

/** The page itself, or its two halves from left to right. */
export function leavesOf(canvas: Canvas): Leaf[] {
  const whole = [{ canvas, shift: 0 }];
  const words = canvas.words.filter((word) => !isInk(word));
  const upright = canvas.width <= canvas.height;
  const cut = gutterOf([...words, ...canvas.rulings], canvas.width, upright ? COLUMN_GUTTER : GUTTER);
  if (cut === null) return whole;
  const left = (mark: Extent) => mark.right <= cut;
  const right = (mark: Extent) => mark.left >= cut;
  if ([left, right].some((side) => words.filter(side).length < FEWEST)) return whole;
  const middle = canvas.width / 2;
  const marks = [...words, ...canvas.rulings];
  const [a = 0, b = 0] = [left, right].map((side) =>
    Math.min(...marks.filter(side).map((mark) => mark.left)),
  );
  const outside = canvas.width - Math.max(...marks.map((mark) => mark.right));
  // Two pages have margins of their own; two columns share those of their page.
  const unlike = upright ? outside - a : b - middle - a;
  if (Math.abs(unlike) > canvas.width * MARGINS) return whole;
  // On an upright page what stands left and right of a strip may be one row, but not where both sides are ruled off.
  const longest = (side: (mark: Extent) => boolean) =>
    Math.max(upright ? 0 : longestRun(words.filter(side)), longestLine(canvas.rulings.filter(side)));
  if ([left, right].some((side) => longest(side) < middle * FILLED)) return whole;
  return [half(canvas, 0, cut, 0), half(canvas, cut, canvas.width, upright ? b - a : middle)];
}

/**
 * The middle of the empty strip nearest to the sheet's middle; null when something crosses the middle.
 * @param least breadth of the strip, as a share of the sheet's
 */
function gutterOf(marks: readonly Extent[], width: number, least: number): number | null {
  const middle = width / 2;
  const [from, to] = [middle - width * OFF_MIDDLE, middle + width * OFF_MIDDLE];
  const near = marks.filter(({ left, right }) => right > from && left < to).sort((a, b) => a.left - b.left);
  let best: Extent = { left: from, right: from };
  let reached = from;
  for (const { left, right } of [...near, { left: to, right: to }]) {
    if (left - reached > best.right - best.left) best = { left: reached, right: left };
    reached = Math.max(reached, right);
  }
  return best.right - best.left >= width * least ? (best.left + best.right) / 2 : null;
}

/** How long the longest line of words is that no gap breaks, in points. */
function longestRun(words: readonly Word[]): number {
  let longest = 0;
  for (const { words: line } of linesOf(words)) {
    let from = line[0]?.left ?? 0;
    let last: Word | null = null;
    for (const word of line) {
      const height = Math.min(word.bottom - word.top, last ? last.bottom - last.top : Infinity);
      if (last && word.left - last.right > APART * height) from = word.left;
      longest = Math.max(longest, word.right - from);
      last = word;
    }
  }
  return longest;
}

/** How far lines reach that are drawn across at one height, in points: those of a table may be drawn cell by cell. */
function longestLine(rulings: readonly Ruling[]): number {
  const across = new Map<number, Extent>();
  for (const { left, right, top, bottom } of rulings) {
    if (right - left < bottom - top) continue;
    const height = Math.round(top);
    const other = across.get(height) ?? { left, right };
    across.set(height, { left: Math.min(left, other.left), right: Math.max(right, other.right) });
  }
  return Math.max(0, ...[...across.values()].map(({ left, right }) => right - left));
}

/** What stands between two places of the sheet, moved to the left by `shift`. */
function half(canvas: Canvas, from: number, to: number, shift: number): Leaf {
  const own = <T extends Extent>(marks: readonly T[]) =>
    marks
      .filter(({ left, right }) => from <= (left + right) / 2 && (left + right) / 2 < to)
      .map((mark) => ({ ...mark, left: mark.left - shift, right: mark.right - shift }));
  return {
    canvas: {
      ...canvas,
      width: canvas.width / 2,
      words: own(canvas.words),
      rulings: own(canvas.rulings),
    },
    shift,
  };
}
