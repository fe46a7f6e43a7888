// Glyphs that belong to no figure though they stand beside one: struck through, or raised as the marks of notes are.
// Must not know words, tables or where the glyphs come from.
import type { Glyph } from "./pdf-glyphs.ts";
import type { PaintedBox } from "./pdf-marks.ts";
import type { Box } from "./pdf-matrix.ts";

/** A line through a letter crosses it between these heights of its box; an underline lies below, a border beside. */
const STRIKE_FROM = 0.32;
const STRIKE_TO = 0.76;
/** A strike is no thicker, in points. */
const THICKEST_STRIKE = 2.5;
/** It reaches at most so far beyond what it strikes, in font sizes: a table's line goes on. */
const OVERHANG = 0.6;

export interface Unstruck {
  readonly glyphs: readonly Glyph[];
  /** Lines that strike nothing. */
  readonly strips: readonly PaintedBox[];
  /** Where text is struck through. */
  readonly struck: readonly Box[];
}

export function withoutStruck(glyphs: readonly Glyph[], strips: readonly PaintedBox[]): Unstruck {
  const through = crossedBy(glyphs.filter(({ text, run }) => run === "right" && text.trim() !== ""));
  const struck = new Set<Glyph>();
  const striking = new Set<PaintedBox>();
  for (const pieces of linesAcross(strips)) {
    const crossed = pieces.flatMap(through);
    const [first] = crossed;
    if (!first) continue;
    const left = Math.min(...crossed.map(({ box }) => box.left));
    const right = Math.max(...crossed.map(({ box }) => box.right));
    const reach = first.size * OVERHANG;
    if (pieces.some((piece) => piece.left < left - reach || piece.right > right + reach)) continue;
    for (const glyph of crossed) struck.add(glyph);
    for (const piece of pieces) striking.add(piece);
  }
  const rest = strips.filter((strip) => !striking.has(strip));
  return {
    glyphs: struck.size === 0 ? glyphs : glyphs.filter((glyph) => !struck.has(glyph)),
    strips: rest,
    struck: [...struck].map(({ box }) => box),
  };
}

/** Pieces of one line lie at one height, in points, and each begins no further behind the end of the last. */
const SAME_HEIGHT = 0.5;
const TOUCHING = 1;

/** Lines across a page by their pieces: what a table draws cell by cell is one line, and so is what strikes a text run by run. */
function linesAcross(strips: readonly PaintedBox[]): PaintedBox[][] {
  const across = strips.filter(({ left, right, top, bottom }) => {
    const [width, height] = [right - left, bottom - top];
    return height <= THICKEST_STRIKE && width >= height * 2 && width >= 2;
  });
  const middle = ({ top, bottom }: Box) => (top + bottom) / 2;
  const heights: PaintedBox[][] = [];
  for (const strip of across.sort((a, b) => middle(a) - middle(b))) {
    const last = heights.at(-1);
    const [first] = last ?? [];
    if (last && first && middle(strip) - middle(first) <= SAME_HEIGHT) last.push(strip);
    else heights.push([strip]);
  }
  return heights.flatMap(touchingRuns);
}

function touchingRuns(strips: readonly PaintedBox[]): PaintedBox[][] {
  const runs: PaintedBox[][] = [];
  let reached = Number.NEGATIVE_INFINITY;
  for (const strip of [...strips].sort((a, b) => a.left - b.left)) {
    if (strip.left - reached <= TOUCHING) runs.at(-1)?.push(strip);
    else runs.push([strip]);
    reached = Math.max(reached, strip.right);
  }
  return runs;
}

/** Which of a page's glyphs a line goes through, in their order: a page of tables has hundreds of lines, and thousands of glyphs. */
function crossedBy(glyphs: readonly Glyph[]): (strip: Box) => Glyph[] {
  const tops = Float64Array.from(glyphs, ({ box }) => box.top);
  const bottoms = Float64Array.from(glyphs, ({ box }) => box.bottom);
  return (strip) => {
    const at = (strip.top + strip.bottom) / 2;
    const crossed: Glyph[] = [];
    for (let index = 0; index < glyphs.length; index += 1) {
      if (at < (tops[index] as number) || at > (bottoms[index] as number)) continue;
      const glyph = glyphs[index] as Glyph;
      if (isThrough(strip, glyph)) crossed.push(glyph);
    }
    return crossed;
  };
}

function isThrough(strip: Box, { box }: Glyph): boolean {
  const height = box.bottom - box.top;
  const at = ((strip.top + strip.bottom) / 2 - box.top) / height;
  if (at < STRIKE_FROM || at > STRIKE_TO) return false;
  const along = Math.min(strip.right, box.right) - Math.max(strip.left, box.left);
  return along >= (box.right - box.left) * 0.5;
}

/** A note's mark is set in smaller type than what it stands at, and off its base line. */
const SMALLER = 0.9;
const OFF_LINE = 0.12;
/** Type of one size that is set off the line by more belongs to nothing that can be told. */
const RAISED = 0.25;
/** It follows at once, in font sizes. */
const NEXT = 0.6;

/** @returns the glyphs without marks of notes; a figure beside which type of its own size is raised is lost. */
export function withoutNotes(glyphs: readonly Glyph[]): Glyph[] {
  const kept: Glyph[] = [];
  let base: Glyph | null = null;
  let reached = 0;
  for (const glyph of glyphs) {
    if (base && isBeside(base, reached, glyph)) {
      const off = Math.abs(baseLine(glyph) - baseLine(base)) / base.size;
      if (glyph.size <= base.size * SMALLER && off >= OFF_LINE) {
        reached = glyph.box.right;
        continue;
      }
      if (off >= RAISED && /\d/.test(glyph.text) && /\d/.test(base.text) && kept.at(-1) === base)
        kept[kept.length - 1] = { ...base, lost: true };
    }
    kept.push(glyph);
    base = /\S/u.test(glyph.text) ? glyph : base;
    reached = base?.box.right ?? 0;
  }
  return kept;
}

function isBeside(base: Glyph, reached: number, { box, run, text }: Glyph): boolean {
  if (run !== "right" || base.run !== "right" || !/\S/u.test(text)) return false;
  const gap = (box.left - reached) / base.size;
  return (
    gap >= -0.3 && gap <= NEXT && box.top < base.box.bottom && box.bottom > base.box.top - base.size * 0.3
  );
}

/** Glyph boxes reach an eighth of their size below the line. */
function baseLine({ box, size }: Glyph): number {
  return box.bottom - size * 0.12;
}
