// Which glyphs a reader of the page sees: not what is covered, printed in the colour of its ground, or too small to see.
// Must not know words, tables or where the marks come from.

import { PAPER, standsOut } from "./pdf-colours.ts";
import type { Glyph } from "./pdf-glyphs.ts";
import type { Marks, PaintedBox } from "./pdf-marks.ts";
import type { Box } from "./pdf-matrix.ts";
import type { Paint } from "./pdf-state.ts";

export interface SeenGlyphs {
  readonly glyphs: readonly Glyph[];
  /** Text without ink: hidden on purpose, or the layer under a scan. */
  readonly layer: readonly Glyph[];
  /** Where text was printed that nothing shows of any more. */
  readonly erased: readonly Box[];
}

/** A letter of which this share is covered is hidden; one of which less, but more than a graze, cannot be told. */
const HIDDEN = 0.6;
const GRAZED = 0.35;
/** Smaller type, in points, is a speck. */
const SPECK = 1.2;
/** Type is read beside type at most so many times its size. */
const OUT_OF_SCALE = 5;
/** Height of the bands in which what lies over a letter is looked up, in points. */
const BAND = 24;
/** A picture over this much of the page is its ground, or its scan. */
export const WHOLE_PAGE = 0.4;

export function seenGlyphs(marks: Marks, width: number, height: number): SeenGlyphs {
  const areas = bands(marks.areas);
  const pictures = bands(marks.pictures.filter((box) => shareOf(box, width, height) < WHOLE_PAGE));
  const smallest = Math.min(SPECK, usualSize(marks.glyphs) / OUT_OF_SCALE);
  const glyphs: Glyph[] = [];
  const layer: Glyph[] = [];
  const erased: Box[] = [];
  for (const glyph of marks.glyphs) {
    if (glyph.invisible) layer.push(glyph);
    else if (glyph.size < smallest) continue;
    else if (!/\S/u.test(glyph.text)) glyphs.push(glyph);
    else {
      const { ground, covered } = around(glyph, areas.get(bandOf(glyph.box)) ?? []);
      if (covered >= HIDDEN || !standsOut(glyph.paint, groundOf(glyph, ground, pictures)))
        erased.push(glyph.box);
      else if (covered >= GRAZED) glyphs.push({ ...glyph, lost: true });
      else glyphs.push(glyph);
    }
  }
  return { glyphs, layer, erased };
}

/** The colour under a letter, and how much of it is painted over later. */
function around(glyph: Glyph, areas: readonly PaintedBox[]): { ground: Paint; covered: number } {
  let ground: Paint = PAPER;
  let covered = 0;
  for (const area of areas) {
    const share = shared(glyph.box, area);
    if (area.order > glyph.order) covered = Math.max(covered, share);
    else if (share >= 0.5) ground = area.paint;
  }
  return { ground, covered };
}

/** A picture under a letter is a ground of many colours. */
function groundOf(glyph: Glyph, ground: Paint, pictures: ReadonlyMap<number, PaintedBox[]>): Paint {
  const under = (pictures.get(bandOf(glyph.box)) ?? []).some(
    (picture) => picture.order < glyph.order && shared(glyph.box, picture) >= 0.5,
  );
  return under ? "pattern" : ground;
}

/** Boxes by the bands that they reach into, in the order in which they were painted. */
function bands(boxes: readonly PaintedBox[]): Map<number, PaintedBox[]> {
  const found = new Map<number, PaintedBox[]>();
  for (const box of boxes) {
    const last = Math.min(Math.floor(box.bottom / BAND), MOST_BANDS);
    for (let band = Math.max(Math.floor(box.top / BAND), -1); band <= last; band += 1) {
      const there = found.get(band);
      if (there) there.push(box);
      else found.set(band, [box]);
    }
  }
  return found;
}

/** Pages are at most 200 inches high. */
const MOST_BANDS = 14_400 / BAND;

function bandOf(box: Box): number {
  return Math.floor((box.top + box.bottom) / 2 / BAND);
}

/** Share of the first box that the second covers. */
export function shared(box: Box, other: Box): number {
  const wide = Math.min(box.right, other.right) - Math.max(box.left, other.left);
  const high = Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top);
  if (wide <= 0 || high <= 0) return 0;
  return (wide * high) / ((box.right - box.left) * (box.bottom - box.top));
}

/** Share of the page that a box covers. */
export function shareOf(box: Box, width: number, height: number): number {
  const wide = Math.min(box.right, width) - Math.max(box.left, 0);
  const high = Math.min(box.bottom, height) - Math.max(box.top, 0);
  return wide > 0 && high > 0 ? (wide * high) / (width * height) : 0;
}

function usualSize(glyphs: readonly Glyph[]): number {
  const sizes = glyphs.map(({ size }) => size).sort((a, b) => a - b);
  return sizes[sizes.length >> 1] ?? 0;
}
