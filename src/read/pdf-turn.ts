// Pages whose writing runs up, down or upside down, turned so that it runs to the right.
// Must not know words, tables or how the page is shown.
import type { Glyph, Run } from "./pdf-glyphs.ts";
import type { Box } from "./pdf-matrix.ts";

/** Quarters of a circle by which a page is turned clockwise. */
export type Quarters = 0 | 1 | 2 | 3;

/** Quarters that make writing of each direction run to the right. */
const QUARTERS: Readonly<Record<Exclude<Run, "slanted">, Quarters>> = { right: 0, up: 1, left: 2, down: 3 };
const RUNS = ["right", "down", "left", "up"] as const;

/** More than this share of a page's letters says which way up it is. */
const MOST = 0.6;

/** By how much the page has to be turned for most of its writing to run to the right. */
export function quartersOf(glyphs: readonly Glyph[]): Quarters {
  const letters = glyphs.filter(({ text, stacked }) => !stacked && /\S/u.test(text));
  for (const run of ["up", "down", "left"] as const) {
    if (letters.filter((glyph) => glyph.run === run).length > letters.length * MOST) return QUARTERS[run];
  }
  return 0;
}

/** A box of a page of that size where it stands on the page turned. */
export function turnedBox<T extends Box>(box: T, quarters: Quarters, width: number, height: number): T {
  const { left, top, right, bottom } = box;
  if (quarters === 1) return { ...box, left: height - bottom, right: height - top, top: left, bottom: right };
  if (quarters === 2)
    return { ...box, left: width - right, right: width - left, top: height - bottom, bottom: height - top };
  if (quarters === 3) return { ...box, left: top, right: bottom, top: width - right, bottom: width - left };
  return box;
}

export function turnedGlyph(glyph: Glyph, quarters: Quarters, width: number, height: number): Glyph {
  if (quarters === 0) return glyph;
  const at = RUNS.indexOf(glyph.run as (typeof RUNS)[number]);
  const run = at === -1 ? glyph.run : (RUNS[(at + quarters) % 4] ?? glyph.run);
  return { ...glyph, run, box: turnedBox(glyph.box, quarters, width, height) };
}
