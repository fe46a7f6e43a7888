// Where words stand in a picture of a page: ink that hangs together, put together along lines of writing.
// Must not know which words they are.
import type { Ink } from "./raster.ts";
import { Groups, hangingTogether, hulls, type Run, type Strip } from "./scan-marks.ts";
import type { RuledInk } from "./scan-rulings.ts";

/** Smaller specks, in heights of the writing, are dirt: a full stop is larger. */
const SPECK = 0.09;
/** Larger marks are pictures, seals and frames. */
const LARGEST = 7.5;
/** A gap wider than this, in heights of the writing, ends a word. */
const GAP = 0.5;

/** Boxes of words in pixels, from top to bottom and from left to right. */
export function findWords({ rest, vertical, horizontal }: RuledInk, height: number): Strip[] {
  const marks = hangingTogether(rest.height, (y) => runsIn(rest, y)).filter(
    (mark) =>
      Math.max(mark.right - mark.left, mark.bottom - mark.top) >= SPECK * height &&
      mark.right - mark.left <= LARGEST * height &&
      mark.bottom - mark.top <= LARGEST * height,
  );
  const along = joined(marks, (a, b) => isBeside(a, b, height) && !isRuledOff(a, b, vertical));
  const whole = joined(along, (a, b) => isOver(a, b, height) && !isRuledBetween(a, b, horizontal));
  return whole
    .filter((word) => word.bottom - word.top >= height * 0.12)
    .sort((a, b) => a.top - b.top || a.left - b.left);
}

/** Heights in pixels that a mark of writing may have: less is dirt, points and strokes, more is frames. */
const LEAST_HEIGHT = 8;
const MOST_HEIGHT = 150;

/** The common height of writing in pixels. Radicals are marks of their own, so that whole characters are among the taller ones. */
export function writingHeight(ink: Ink): number {
  const heights = hangingTogether(ink.height, (y) => runsIn(ink, y))
    .map(({ top, bottom }) => bottom - top)
    .filter((height) => height >= LEAST_HEIGHT && height <= MOST_HEIGHT)
    .sort((a, b) => a - b);
  return heights[Math.floor(heights.length * 0.7)] ?? 30;
}

/** On one line, near each other. */
function isBeside(a: Strip, b: Strip, height: number): boolean {
  const shared = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  const [lower, taller] = [a.bottom - a.top, b.bottom - b.top].sort((x, y) => x - y) as [number, number];
  if (shared < lower * 0.4) return false;
  const size = Math.min(Math.max(taller, height * 0.8), height * 2.5);
  return Math.max(a.left, b.left) - Math.min(a.right, b.right) <= size * GAP;
}

/** Parts of one character, one over the other: together hardly taller than writing, or as high as wide and close together. */
function isOver(a: Strip, b: Strip, height: number): boolean {
  const [narrow, wide] = [a.right - a.left, b.right - b.left].sort((x, y) => x - y) as [number, number];
  const shared = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  if (shared < narrow * 0.5) return false;
  const together = Math.max(a.bottom, b.bottom) - Math.min(a.top, b.top);
  if (together <= Math.max(a.bottom - a.top, b.bottom - b.top, height) * 1.4) return true;
  const gap = Math.max(a.top, b.top) - Math.min(a.bottom, b.bottom);
  const square = together <= wide * 1.2 && together >= wide * 0.8;
  return gap <= height * CLOSE && square && narrow >= wide * 0.6;
}

/** Lines of writing are further apart than the parts of a large character. */
const CLOSE = 0.15;

function isRuledOff(a: Strip, b: Strip, vertical: readonly Strip[]): boolean {
  const [from, to] = a.left < b.left ? [a.right, b.left] : [b.right, a.left];
  const [top, bottom] = [Math.max(a.top, b.top), Math.min(a.bottom, b.bottom)];
  return vertical.some(
    (line) =>
      (line.left + line.right) / 2 >= from - 2 &&
      (line.left + line.right) / 2 <= to + 2 &&
      line.top < bottom &&
      line.bottom > top,
  );
}

function isRuledBetween(a: Strip, b: Strip, horizontal: readonly Strip[]): boolean {
  const [from, to] = a.top < b.top ? [a.bottom, b.top] : [b.bottom, a.top];
  const [left, right] = [Math.max(a.left, b.left), Math.min(a.right, b.right)];
  return horizontal.some(
    (line) =>
      (line.top + line.bottom) / 2 >= from - 2 &&
      (line.top + line.bottom) / 2 <= to + 2 &&
      line.left < right &&
      line.right > left,
  );
}

/** Boxes around everything that `belongs` together, directly or through others. */
function joined(boxes: readonly Strip[], belongs: (a: Strip, b: Strip) => boolean): Strip[] {
  const sorted = [...boxes].sort((a, b) => a.left - b.left || a.top - b.top);
  const widest = Math.max(0, ...sorted.map(({ top, bottom }) => bottom - top)) * 2.5;
  const groups = new Groups();
  for (const _ of sorted) groups.add();
  sorted.forEach((a, i) => {
    for (let j = i + 1; j < sorted.length; j += 1) {
      const b = sorted[j];
      if (!b || b.left > a.right + widest) break;
      if (groups.of(i) !== groups.of(j) && belongs(a, b)) groups.join(i, j);
    }
  });
  return hulls(sorted, groups);
}

function runsIn({ width, dark }: Ink, y: number): Run[] {
  const runs: Run[] = [];
  for (let x = 0; x < width; x += 1) {
    if (dark[y * width + x] === 0) continue;
    const from = x;
    while (x < width && dark[y * width + x] === 1) x += 1;
    runs.push({ from, to: x });
  }
  return runs;
}
