// The lines of tables in a picture of a page, and the picture's ink without them.
// Must not know words, cells or how the picture came about.
import type { Ink } from "./raster.ts";
import { Groups, hangingTogether, hulls, type Run, type Strip } from "./scan-marks.ts";

export interface RuledInk extends RuledLines {
  /** The ink that is no ruling. */
  readonly rest: Ink;
}

/** Sizes in heights of the writing: pictures come in any resolution. */
const ACROSS = { shortest: 1.3, long: 5.5, gap: 1.5 };
const DOWN = { shortest: 1.1, long: 2.6, gap: 1 };
/** What is longer is a line wherever it stands; what is shorter must end at other lines and have nothing hanging on it. */
const THICKEST = 0.45;
/** A hole in a line that printing and scanning leave. */
const HOLE = 0.08;
/** A line ends at another when it comes this near. */
const NEAR = 0.15;

/**
 * @param pale ink that takes in paler marks, as lines may be; `ink` is what writing is made of
 * @param writing height of the writing, in pixels
 */
export function findRulings(ink: Ink, pale: Ink, writing: number): RuledInk {
  const across = linesIn(pale, ACROSS, writing);
  const down = linesIn(transposed(pale), DOWN, writing).map(transposedStrip);
  const lines = anchored(across, down, writing);
  return { ...lines, rest: withoutLines(ink, lines, writing) };
}

interface RuledLines {
  readonly horizontal: readonly Strip[];
  readonly vertical: readonly Strip[];
}

function withoutLines(ink: Ink, { horizontal, vertical }: RuledLines, writing: number): Ink {
  const level = erased(ink, horizontal, writing);
  const upright = transposed(erased(transposed(ink), vertical.map(transposedStrip), writing));
  const dark = level.dark.map((pixel, at) => pixel & (upright.dark[at] ?? 0));
  // Where lines cross, each looks like a stroke across the other.
  for (const across of horizontal)
    for (const down of vertical) eraseCrossing(dark, ink, across, down, writing);
  return { width: ink.width, height: ink.height, dark };
}

/** Level lines: runs of ink that are long and, together with those above and below, thin; pieces of one line are joined. */
function linesIn(ink: Ink, sizes: { shortest: number; long: number; gap: number }, writing: number): Strip[] {
  const hole = Math.max(1, Math.round(HOLE * writing));
  const pieces = hangingTogether(ink.height, (y) => runsOf(ink, y, hole, sizes.shortest * writing)).filter(
    (strip) =>
      strip.bottom - strip.top <= THICKEST * writing + 2 &&
      (strip.right - strip.left >= sizes.long * writing || hangingOn(ink, strip, writing) <= MOST_HANGING),
  );
  return joinedPieces(pieces, sizes.gap * writing, writing);
}

/** Pieces at one height with a gap between them that wear or a light print left. */
function joinedPieces(pieces: readonly Strip[], gap: number, writing: number): Strip[] {
  const groups = new Groups();
  for (const _ of pieces) groups.add();
  const off = Math.max(2, writing * 0.1);
  pieces.forEach((a, i) => {
    for (let j = i + 1; j < pieces.length; j += 1) {
      const b = pieces[j];
      if (!b || b.top > a.bottom + off) break;
      if (Math.abs(middle(a.top, a.bottom) - middle(b.top, b.bottom)) > off) continue;
      if (Math.max(a.left, b.left) - Math.min(a.right, b.right) <= gap) groups.join(i, j);
    }
  });
  return hulls(pieces, groups);
}

/** What hangs on a line of a table is other lines, at its ends: strokes of a character have others along them. */
const MOST_HANGING = 0.06;

/** At how much of a level line its ink is thicker than the line, the ends left out: text beside it is parted from it by paper. */
function hangingOn({ width, height, dark }: Ink, strip: Strip, writing: number): number {
  const end = Math.round(writing * NEAR * 2);
  const thickness: number[] = [];
  for (let x = strip.left + end; x < strip.right - end; x += 1) {
    let [top, bottom] = [strip.top, strip.bottom];
    while (top < bottom && dark[top * width + x] === 0) top += 1;
    while (bottom > top && dark[(bottom - 1) * width + x] === 0) bottom -= 1;
    if (top === bottom) continue;
    while (top > 0 && dark[(top - 1) * width + x] === 1) top -= 1;
    while (bottom < height && dark[bottom * width + x] === 1) bottom += 1;
    thickness.push(bottom - top);
  }
  const usual = [...thickness].sort((a, b) => a - b)[thickness.length >> 1] ?? 0;
  return thickness.filter((one) => one > usual * 1.5 + 1).length / Math.max(1, thickness.length);
}

/** Runs of ink in one row, its neighbours above and below lent to it: scanned lines are frayed and a hair off level. */
function runsOf({ width, height, dark }: Ink, y: number, hole: number, shortest: number): Run[] {
  const runs: Run[] = [];
  let from = -1;
  let last = -1;
  const above = y > 0 ? (y - 1) * width : y * width;
  const below = y + 1 < height ? (y + 1) * width : y * width;
  const here = y * width;
  for (let x = 0; x < width; x += 1) {
    if (dark[here + x] === 0 && dark[above + x] === 0 && dark[below + x] === 0) continue;
    if (from === -1) from = x;
    else if (x - last > hole + 1) {
      if (last + 1 - from >= shortest) runs.push({ from, to: last + 1 });
      from = x;
    }
    last = x;
  }
  if (from !== -1 && last + 1 - from >= shortest) runs.push({ from, to: last + 1 });
  return runs;
}

/** Keeps what is long, and what runs from line to line. */
function anchored(across: readonly Strip[], down: readonly Strip[], writing: number): RuledLines {
  const near = NEAR * writing;
  let horizontal = [...across];
  let vertical = [...down];
  for (;;) {
    const nextHorizontal = horizontal.filter(
      (strip) =>
        strip.right - strip.left >= ACROSS.long * writing ||
        (meets(vertical, strip.left, middle(strip.top, strip.bottom), near) &&
          meets(vertical, strip.right, middle(strip.top, strip.bottom), near)),
    );
    const nextVertical = vertical.filter(
      (strip) =>
        strip.bottom - strip.top >= DOWN.long * writing ||
        (meets(nextHorizontal, middle(strip.left, strip.right), strip.top, near) &&
          meets(nextHorizontal, middle(strip.left, strip.right), strip.bottom, near)),
    );
    if (nextHorizontal.length === horizontal.length && nextVertical.length === vertical.length) {
      return { horizontal, vertical };
    }
    horizontal = nextHorizontal;
    vertical = nextVertical;
  }
}

function middle(a: number, b: number): number {
  return (a + b) / 2;
}

function meets(strips: readonly Strip[], x: number, y: number, near: number): boolean {
  return strips.some(
    (strip) =>
      x >= strip.left - near && x <= strip.right + near && y >= strip.top - near && y <= strip.bottom + near,
  );
}

/** The ink without level lines, but for strokes that cross them: what is taller there than the line belongs to a character. */
function erased({ width, height, dark }: Ink, strips: readonly Strip[], writing: number): Ink {
  const into = Uint8Array.from(dark);
  const reach = reachOf(writing);
  for (const strip of strips) {
    const [top, bottom] = [Math.max(0, strip.top - reach), Math.min(height, strip.bottom + reach)];
    const tallest = bottom - top + reach;
    for (let x = Math.max(0, strip.left - reach); x < Math.min(width, strip.right + reach); x += 1) {
      for (let y = top; y < bottom; y += 1) {
        if (dark[y * width + x] === 0) continue;
        let end = y;
        while (end < height && dark[end * width + x] === 1) end += 1;
        let start = y;
        while (start > 0 && dark[(start - 1) * width + x] === 1) start -= 1;
        if (end - start <= tallest) for (let at = start; at < end; at += 1) into[at * width + x] = 0;
        y = end;
      }
    }
  }
  return { width, height, dark: into };
}

function eraseCrossing(into: Uint8Array, ink: Ink, across: Strip, down: Strip, writing: number): void {
  const reach = reachOf(writing);
  const [left, right] = [
    Math.max(0, across.left - reach, down.left - reach),
    Math.min(ink.width, across.right + reach, down.right + reach),
  ];
  const [top, bottom] = [
    Math.max(0, across.top - reach, down.top - reach),
    Math.min(ink.height, across.bottom + reach, down.bottom + reach),
  ];
  for (let y = top; y < bottom; y += 1) for (let x = left; x < right; x += 1) into[y * ink.width + x] = 0;
}

/** How far frayed ink stands off a line. */
function reachOf(writing: number): number {
  return Math.max(1, Math.round(0.075 * writing));
}

function transposed({ width, height, dark }: Ink): Ink {
  const out = new Uint8Array(dark.length);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) out[x * height + y] = dark[y * width + x] ?? 0;
  return { width: height, height: width, dark: out };
}

function transposedStrip({ left, top, right, bottom }: Strip): Strip {
  return { left: top, top: left, right: bottom, bottom: right };
}
