// Runs a page's drawing operators and collects what they leave on the paper: glyphs, painted strips, pictures.
// Must not know which strips are lines of a table, nor words.
import { OPS } from "pdfjs-dist/legacy/build/pdf.mjs";
import { type Glyph, type ShownGlyph, showText } from "./pdf-glyphs.ts";
import { type Box, boxAround, IDENTITY, intersect, type Matrix, matrixFrom } from "./pdf-matrix.ts";
import { paintedStrips } from "./pdf-paths.ts";
import { type FontFacts, type GraphicsState, StateStack } from "./pdf-state.ts";

export interface Marks {
  readonly glyphs: Glyph[];
  /** Painted boxes, thin ones among them; white and invisible paint is left out. */
  readonly strips: Box[];
  /** Where pictures stand. */
  readonly pictures: Box[];
  /** Curves painted: text that was turned into outlines has very many. */
  curves: number;
}

export interface Operators {
  readonly fnArray: readonly number[];
  readonly argsArray: readonly unknown[];
}

const FILLS = new Set([
  OPS.fill,
  OPS.eoFill,
  OPS.fillStroke,
  OPS.eoFillStroke,
  OPS.closeFillStroke,
  OPS.closeEOFillStroke,
]);
const STROKES = new Set([
  OPS.stroke,
  OPS.closeStroke,
  OPS.fillStroke,
  OPS.eoFillStroke,
  OPS.closeFillStroke,
  OPS.closeEOFillStroke,
]);
const UNIT_SQUARE = [
  [0, 0],
  [1, 1],
  [0, 1],
  [1, 0],
] as const;

/**
 * @param base from the page's own coordinates to points from its top left, rotation applied
 * @param page the paper, in the same points
 * @param fontFacts what the library knows of a font by the name the operators use
 */
export function collectMarks(
  operators: Operators,
  base: Matrix,
  page: Box,
  fontFacts: (name: string) => FontFacts | null,
): Marks {
  const stack = new StateStack(base, page);
  const marks: Marks = { glyphs: [], strips: [], pictures: [], curves: 0 };
  const walk: Walk = {
    stack,
    marks,
    fontFacts,
    pendingClip: false,
    hidden: 0,
    hiddenFrom: [],
    placed: false,
  };
  operators.fnArray.forEach((operator, index) => {
    const args = (operators.argsArray[index] ?? []) as readonly unknown[];
    if (operator === OPS.beginGroup) enterGroup(walk, args);
    else if (operator === OPS.endGroup) leaveGroup(walk);
    else if (walk.hidden === 0) step(walk, operator, args);
  });
  return marks;
}

interface Walk {
  readonly stack: StateStack;
  readonly marks: Marks;
  readonly fontFacts: (name: string) => FontFacts | null;
  /** A clip waits for the path that follows. */
  pendingClip: boolean;
  /** Depth inside groups that only mask others. */
  hidden: number;
  readonly hiddenFrom: boolean[];
  /** A transformation was the last thing done: a picture that was left out leaves just that. */
  placed: boolean;
}

function enterGroup(walk: Walk, [group]: readonly unknown[]): void {
  const mask = (group as { smask?: unknown } | undefined)?.smask;
  walk.hiddenFrom.push(Boolean(mask));
  if (mask) walk.hidden += 1;
  if (walk.hidden === 0) walk.stack.save();
}

function leaveGroup(walk: Walk): void {
  if (walk.hidden === 0) walk.stack.restore();
  if (walk.hiddenFrom.pop()) walk.hidden -= 1;
}

function step(walk: Walk, operator: number, args: readonly unknown[]): void {
  const { stack } = walk;
  if (walk.placed && operator === OPS.restore) addPicture(walk, stack.current.ctm);
  walk.placed = operator === OPS.transform;
  switch (operator) {
    case OPS.save:
      return stack.save();
    case OPS.restore:
    case OPS.paintFormXObjectEnd:
    case OPS.endAnnotation:
      return stack.restore();
    case OPS.transform:
      return stack.transform(matrixFrom(args));
    case OPS.paintFormXObjectBegin:
      stack.save();
      stack.transform(matrixFrom(args[0]));
      return clipTo(walk, args[1]);
    case OPS.beginAnnotation:
      stack.save();
      stack.rebase();
      stack.transform(matrixFrom(args[2]));
      return stack.transform(matrixFrom(args[3]));
    case OPS.clip:
    case OPS.eoClip:
      walk.pendingClip = true;
      return;
    case OPS.constructPath:
      return paint(walk, args);
    case OPS.paintImageXObject:
    case OPS.paintInlineImageXObject:
    case OPS.paintImageMaskXObject:
    case OPS.paintSolidColorImageMask:
      return addPicture(walk, stack.current.ctm);
    case OPS.showText:
      return showText(stack.current, (args[0] ?? []) as (number | ShownGlyph | null)[], walk.marks.glyphs);
    default:
      if (!setPaint(stack.current, operator, args)) setText(walk, operator, args);
  }
}

function clipTo(walk: Walk, box: unknown): void {
  const state = walk.stack.current;
  const [x0, y0, x1, y1] = Array.from((box ?? []) as ArrayLike<number>);
  if (x0 === undefined || y0 === undefined || x1 === undefined || y1 === undefined) return;
  if (![x0, y0, x1, y1].every(Number.isFinite)) return;
  const corners = [
    [x0, y0],
    [x1, y1],
    [x0, y1],
    [x1, y0],
  ] as const;
  state.clip = intersect(state.clip, boxAround(state.ctm, corners));
}

function paint(walk: Walk, [operator, data, bounds]: readonly unknown[]): void {
  const state = walk.stack.current;
  const path = (data as readonly (Float32Array | null)[] | undefined)?.[0];
  if (path) {
    const fill = FILLS.has(operator as number) && state.fillSeen && state.fillAlpha > 0;
    const stroke = STROKES.has(operator as number) && state.strokeSeen && state.strokeAlpha > 0;
    if (fill || stroke) {
      const painted = paintedStrips(path, state.ctm, state.lineWidth, fill, stroke);
      walk.marks.curves += painted.curves;
      for (const strip of painted.strips) {
        const seen = intersect(strip, state.clip);
        if (seen.left <= seen.right && seen.top <= seen.bottom) walk.marks.strips.push(seen);
      }
    }
  }
  if (walk.pendingClip) clipTo(walk, bounds);
  walk.pendingClip = false;
}

function addPicture(walk: Walk, ctm: Matrix): void {
  const box = intersect(boxAround(ctm, UNIT_SQUARE), walk.stack.current.clip);
  if (box.left < box.right && box.top < box.bottom) walk.marks.pictures.push(box);
}

/** Sets colours, line width and opacity. @returns whether the operator was one of these. */
function setPaint(state: GraphicsState, operator: number, args: readonly unknown[]): boolean {
  switch (operator) {
    case OPS.setLineWidth:
      state.lineWidth = Math.abs(Number(args[0]));
      return true;
    case OPS.setStrokeRGBColor:
      state.strokeSeen = isSeen(args);
      return true;
    case OPS.setFillRGBColor:
      state.fillSeen = isSeen(args);
      return true;
    case OPS.setStrokeColorN:
      state.strokeSeen = true;
      return true;
    case OPS.setFillColorN:
      state.fillSeen = true;
      return true;
    case OPS.setStrokeTransparent:
      state.strokeSeen = false;
      return true;
    case OPS.setFillTransparent:
      state.fillSeen = false;
      return true;
    default:
      return false;
  }
}

/** White on paper is not seen. Colours come as "#rrggbb". */
function isSeen([colour]: readonly unknown[]): boolean {
  return !/^#f[b-f]f[b-f]f[b-f]$/i.test(String(colour));
}

function setText(walk: Walk, operator: number, args: readonly unknown[]): void {
  const { stack } = walk;
  const state = stack.current;
  const number = Number(args[0]);
  switch (operator) {
    case OPS.setGState:
      return setGraphics(walk, args[0]);
    case OPS.beginText:
      return stack.setTextMatrix(IDENTITY);
    case OPS.setFont:
      return stack.setFont(walk.fontFacts(String(args[0])), Number(args[1]));
    case OPS.setTextMatrix:
      return stack.setTextMatrix(matrixFrom(args[0]) ?? IDENTITY);
    case OPS.moveText:
      return stack.moveText(number, Number(args[1]));
    case OPS.setLeadingMoveText:
      state.leading = Number(args[1]);
      return stack.moveText(number, Number(args[1]));
    case OPS.nextLine:
      return stack.moveText(0, state.leading);
    case OPS.setLeading:
      state.leading = -number;
      return;
    case OPS.setCharSpacing:
      state.charSpacing = number;
      return;
    case OPS.setWordSpacing:
      state.wordSpacing = number;
      return;
    case OPS.setHScale:
      state.horizontalScale = number / 100;
      return;
    case OPS.setTextRise:
      state.rise = number;
      return;
    case OPS.setTextRenderingMode:
      state.renderMode = number;
      return;
  }
}

function setGraphics(walk: Walk, entries: unknown): void {
  if (!Array.isArray(entries)) return;
  const state = walk.stack.current;
  for (const [key, value] of entries as readonly (readonly [string, unknown])[]) {
    if (key === "LW") state.lineWidth = Math.abs(Number(value));
    else if (key === "CA") state.strokeAlpha = Number(value);
    else if (key === "ca") state.fillAlpha = Number(value);
    else if (key === "Font" && Array.isArray(value))
      walk.stack.setFont(walk.fontFacts(String(value[0])), Number(value[1]));
  }
}
