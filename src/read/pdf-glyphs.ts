// Where each glyph of a shown text stands on the page: one box a glyph, however wide the shown run is.
// Must not know operators, words or tables.
import { foldCompatible } from "../text/compatible.ts";
import { type Box, boxAround, intersect, type Matrix, multiply } from "./pdf-matrix.ts";
import type { FontFacts, GraphicsState, Paint } from "./pdf-state.ts";

/** Which way the writing runs on the page: to the right, down, to the left, up, or at a slant. */
export type Run = "right" | "down" | "left" | "up" | "slanted";

export interface Glyph {
  readonly text: string;
  readonly box: Box;
  readonly run: Run;
  /** Size of the font on the page, in points. */
  readonly size: number;
  /** Drawn without ink: the text layer that character recognition lays over a picture. */
  readonly invisible: boolean;
  /** When it was drawn, counted over all that the page draws: what comes later lies above. */
  readonly order: number;
  readonly paint: Paint;
  /** What letter it is cannot be told, or only a part of it shows. */
  readonly lost: boolean;
  /** Writing that runs down a column, its letters upright. */
  readonly stacked: boolean;
}

/** A glyph as the library shows it; a bare number moves the pen. */
export interface ShownGlyph {
  readonly unicode: string;
  readonly originalCharCode: number;
  readonly width: number;
  readonly isSpace?: boolean;
  readonly vmetric?: readonly number[] | null;
}

/** How far glyphs reach above and below the base line, in font sizes: what holds for Chinese type and digits alike. */
const ASCENT = 0.88;
const DESCENT = -0.12;
const INVISIBLE_MODES = new Set([3, 7]);
/** Paint as thin as this leaves nothing on paper. */
const FAINTEST = 0.05;

/** Appends the glyphs of one shown text to `glyphs` and moves the state's pen behind it. */
export function showText(
  state: GraphicsState,
  shown: readonly (number | ShownGlyph | null)[],
  order: number,
  glyphs: Glyph[],
): void {
  const { font, fontSize } = state;
  if (!font || fontSize === 0) return;
  const text = multiply(state.ctm, state.textMatrix);
  const scale = state.horizontalScale * state.fontDirection;
  const advance = fontSize * font.fontMatrix[0];
  let pen = 0;
  const run: Glyph[] = [];
  for (const glyph of shown) {
    if (glyph === null) continue;
    if (typeof glyph === "number") {
      pen += ((font.vertical ? 1 : -1) * glyph * fontSize) / 1000;
      continue;
    }
    const spacing = ((glyph.isSpace ? state.wordSpacing : 0) + state.charSpacing) * state.fontDirection;
    const width = (font.vertical ? -(verticalMetric(glyph, font)[0] ?? -1000) : glyph.width) * advance;
    const box = font.vertical
      ? verticalBox(state, font, glyph, pen, advance, text)
      : horizontalBox(state, font, pen, width, scale, text);
    run.push(makeGlyph(glyph, box, text, state, font, order));
    pen += width + (font.type3 ? spacing * state.fontDirection : spacing);
  }
  if (font.vertical) state.y -= pen;
  else state.x += pen * scale;
  glyphs.push(...shownPart(run, state));
}

/** A text that shows in part is taken whole: half a figure would look like another figure, so its digits are lost. */
function shownPart(run: readonly Glyph[], state: GraphicsState): readonly Glyph[] {
  const seen = run.filter(({ box }) => isSeen(box, state.clip) && isSeen(box, state.page));
  if (seen.length === 0 || seen.length === run.length) return seen;
  const hidden = run.filter((glyph) => !seen.includes(glyph));
  const cut = hidden.some(({ text }) => /\S/u.test(text));
  return cut ? run.map((glyph) => (/\d/.test(glyph.text) ? { ...glyph, lost: true } : glyph)) : run;
}

function horizontalBox(
  state: GraphicsState,
  font: FontFacts,
  pen: number,
  width: number,
  scale: number,
  text: Matrix,
): Box {
  const em = emHeight(font, state.fontSize);
  const up = upwards(font) * state.fontDirection;
  const y = state.y + state.rise;
  const [x0, x1] = [state.x + pen * scale, state.x + (pen + width) * scale];
  const [y0, y1] = [y + DESCENT * em * up, y + ASCENT * em * up];
  return boxAround(text, [
    [x0, y0],
    [x1, y1],
    [x0, y1],
    [x1, y0],
  ]);
}

function verticalBox(
  state: GraphicsState,
  font: FontFacts,
  glyph: ShownGlyph,
  pen: number,
  advance: number,
  text: Matrix,
): Box {
  const metric = verticalMetric(glyph, font);
  const width = glyph.width * advance * state.horizontalScale;
  const x0 = state.x - (glyph.vmetric ? (metric[1] ?? 0) * advance : width / 2);
  const base = state.y + state.rise - pen - (metric[2] ?? 880) * advance;
  const em = state.fontSize;
  const [y0, y1] = [base + DESCENT * em, base + ASCENT * em];
  return boxAround(text, [
    [x0, y0],
    [x0 + width, y1],
    [x0, y1],
    [x0 + width, y0],
  ]);
}

function verticalMetric(glyph: ShownGlyph, font: FontFacts): readonly number[] {
  return glyph.vmetric ?? font.defaultVertical ?? [-1000, 500, 880];
}

/** A font of type 3 may be drawn upside down under a mirrored text matrix: its box tells which way is up. */
function upwards({ type3, boxSpan, fontMatrix }: FontFacts): 1 | -1 {
  return type3 && (boxSpan[0] + boxSpan[1]) * fontMatrix[3] < 0 ? -1 : 1;
}

/** Bitmap fonts of type 3 count in pixels: their height has to come from the font's box. */
function emHeight(font: FontFacts, fontSize: number): number {
  if (!font.type3) return fontSize;
  const height = Math.abs((font.boxSpan[1] - font.boxSpan[0]) * font.fontMatrix[3]) * fontSize;
  return height > fontSize * 2 || (height > 0 && height < fontSize / 2) ? height : fontSize;
}

function makeGlyph(
  { unicode, originalCharCode }: ShownGlyph,
  box: Box,
  text: Matrix,
  state: GraphicsState,
  font: FontFacts,
  order: number,
): Glyph {
  const [a, b] = [text[0] * state.fontDirection, text[1] * state.fontDirection];
  const run = font.vertical ? direction(text[2] * -1, text[3] * -1) : direction(a, b);
  const size = emHeight(font, state.fontSize) * Math.hypot(text[2], text[3]);
  const { paint, alpha } = inkOf(state);
  return {
    text: foldCompatible(unicode),
    box,
    run,
    size,
    invisible: INVISIBLE_MODES.has(state.renderMode) || paint === "none" || alpha < FAINTEST,
    order,
    paint,
    lost: !font.tells(originalCharCode, unicode) || (font.type3 && isTooWide(unicode, box, size, run)),
    stacked: font.vertical,
  };
}

/** Letters of narrow scripts and digits are narrower than their type is high, in font sizes. */
const FULL_WIDTH = 0.95;

/** A drawing as wide as it is high that is said to be a narrow letter: the map of the font is another font's. */
function isTooWide(unicode: string, { left, right }: Box, size: number, run: Run): boolean {
  return run === "right" && /^[\u0021-\u024f]$/.test(unicode) && right - left >= size * FULL_WIDTH;
}

/** Letters are filled, or only their outlines are drawn. */
function inkOf(state: GraphicsState): { paint: Paint; alpha: number } {
  return state.renderMode % 4 === 1
    ? { paint: state.strokePaint, alpha: state.strokeAlpha }
    : { paint: state.fillPaint, alpha: state.fillAlpha };
}

/** Page coordinates run downwards, so a positive second component points down. */
export function direction(x: number, y: number): Run {
  if (Math.abs(y) <= Math.abs(x) * 0.05) return x >= 0 ? "right" : "left";
  if (Math.abs(x) <= Math.abs(y) * 0.05) return y >= 0 ? "down" : "up";
  return "slanted";
}

/** Whether a glyph's middle lies in what the page lets through. */
function isSeen(box: Box, clip: Box): boolean {
  const x = (box.left + box.right) / 2;
  const y = (box.top + box.bottom) / 2;
  const shared = intersect({ left: x, right: x, top: y, bottom: y }, clip);
  return shared.left <= shared.right && shared.top <= shared.bottom;
}
