// Sheets on which two pages are printed side by side, taken apart in the order in which they are read.
// Must not know labels, numbers or containers.
import type { Canvas } from "../model/document.ts";
import { isInk } from "./page-text.ts";

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
/** How far from the middle the strip may stand, and margins of the two pages may differ, as shares of the sheet's breadth. */
const OFF_MIDDLE = 0.06;
const MARGINS = 0.03;
/** What one of two pages fills of its half; a column of a table fills less. */
const FILLED = 0.6;
/** Fewer words are a note at the edge of one page. */
const FEWEST = 6;

/** The page itself, or its two halves from left to right. */
export function leavesOf(canvas: Canvas): Leaf[] {
  const whole = [{ canvas, shift: 0 }];
  if (canvas.width <= canvas.height) return whole;
  const words = canvas.words.filter((word) => !isInk(word));
  const cut = gutterOf([...words, ...canvas.rulings], canvas.width);
  if (cut === null) return whole;
  const left = (mark: Extent) => mark.right <= cut;
  const right = (mark: Extent) => mark.left >= cut;
  if ([left, right].some((side) => words.filter(side).length < FEWEST)) return whole;
  const middle = canvas.width / 2;
  const marks = [...words, ...canvas.rulings];
  const [a, b] = [spanOf(marks.filter(left)), spanOf(marks.filter(right))];
  if (Math.abs(b.left - middle - a.left) > canvas.width * MARGINS) return whole;
  if ([a, b].some((span) => span.right - span.left < middle * FILLED)) return whole;
  return [half(canvas, 0, cut, 0), half(canvas, cut, canvas.width, middle)];
}

/** The middle of the empty strip nearest to the sheet's middle; null when something crosses the middle. */
function gutterOf(marks: readonly Extent[], width: number): number | null {
  const middle = width / 2;
  const [from, to] = [middle - width * OFF_MIDDLE, middle + width * OFF_MIDDLE];
  const near = marks.filter(({ left, right }) => right > from && left < to).sort((a, b) => a.left - b.left);
  let best: Extent = { left: from, right: from };
  let reached = from;
  for (const { left, right } of [...near, { left: to, right: to }]) {
    if (left - reached > best.right - best.left) best = { left: reached, right: left };
    reached = Math.max(reached, right);
  }
  return best.right - best.left >= width * GUTTER ? (best.left + best.right) / 2 : null;
}

function spanOf(marks: readonly Extent[]): Extent {
  return {
    left: Math.min(...marks.map(({ left }) => left)),
    right: Math.max(...marks.map(({ right }) => right)),
  };
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
