// Runs a page's drawing operators and collects what they leave on the paper: glyphs, painted strips, pictures.
// Must not know which strips are lines of a table, nor words.
import { OPS } from "pdfjs-dist/legacy/build/pdf.mjs";
import { PAPER, standsOut } from "./pdf-colours.ts";
import { type Glyph, type ShownGlyph, showText } from "./pdf-glyphs.ts";
import { type Box, boxAround, IDENTITY, intersect, type Matrix, matrixFrom, multiply } from "./pdf-matrix.ts";
import { setBlending, setPaint } from "./pdf-paint.ts";
import { paintedBy } from "./pdf-paths.ts";
import { placesOf } from "./pdf-repeats.ts";
import { type FontFacts, type Paint, StateStack } from "./pdf-state.ts";

/** Something painted, and when: what comes later lies above. */
export interface PaintedBox extends Box {
  readonly order: number;
  readonly paint: Paint;
}

export interface Marks {
  readonly glyphs: Glyph[];
  /** Painted lines; white and invisible paint is left out. */
  readonly strips: PaintedBox[];
  /** Filled rectangles that hide what lies under them, white ones too. */
  readonly areas: PaintedBox[];
  /** Where pictures stand. */
  readonly pictures: PaintedBox[];
  /** Painted shapes that are no lines and no rectangles: drawn letters, ticks, rings. */
  readonly shapes: PaintedBox[];
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
 * @param isLayerSeen whether content of a layer is shown
 */
export function collectMarks(
  operators: Operators,
  base: Matrix,
  page: Box,
  fontFacts: (name: string) => FontFacts | null,
  isLayerSeen: (layer: unknown) => boolean = () => true,
): Marks {
  const stack = new StateStack(base, page);
  const marks: Marks = { glyphs: [], strips: [], areas: [], pictures: [], shapes: [], curves: 0 };
  const walk: Walk = {
    stack,
    marks,
    fontFacts,
    pendingClip: false,
    hidden: 0,
    hiddenFrom: [],
    layers: [],
    placed: false,
    order: 0,
  };
  operators.fnArray.forEach((operator, index) => {
    const args = (operators.argsArray[index] ?? []) as readonly unknown[];
    walk.order = index;
    if (operator === OPS.beginGroup) enterGroup(walk, args);
    else if (operator === OPS.endGroup) leaveGroup(walk);
    else if (operator === OPS.beginMarkedContent) walk.layers.push(true);
    else if (operator === OPS.beginMarkedContentProps)
      walk.layers.push(args[0] !== "OC" || args[1] === null || isLayerSeen(args[1]));
    else if (operator === OPS.endMarkedContent) walk.layers.pop();
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
  /** Marked content that is open, and whether its layer is shown. */
  readonly layers: boolean[];
  /** A transformation was the last thing done: a picture that was left out leaves just that. */
  placed: boolean;
  /** Rank of the operator that is being run. */
  order: number;
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
    case OPS.paintImageXObjectRepeat:
    case OPS.paintImageMaskXObjectRepeat:
    case OPS.paintImageMaskXObjectGroup:
    case OPS.paintInlineImageXObjectGroup:
      for (const place of placesOf(operator, args)) addPicture(walk, multiply(stack.current.ctm, place));
      return;
    case OPS.showText:
      return addText(walk, (args[0] ?? []) as (number | ShownGlyph | null)[]);
    default:
      if (!setPaint(stack.current, operator, args)) setText(walk, operator, args);
  }
}

/** Text of a hidden layer moves the pen and leaves nothing. */
function addText(walk: Walk, shown: readonly (number | ShownGlyph | null)[]): void {
  const into = isShown(walk) ? walk.marks.glyphs : [];
  showText(walk.stack.current, shown, walk.order, into);
}

function isShown({ layers }: Walk): boolean {
  return layers.every((seen) => seen);
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
  if (path && isShown(walk)) {
    const fill = FILLS.has(operator as number) && state.fillPaint !== "none" && state.fillAlpha > 0;
    const stroke = STROKES.has(operator as number) && state.strokePaint !== "none" && state.strokeAlpha > 0;
    if (fill) addPainted(walk, path, state.fillPaint, true);
    if (stroke) addPainted(walk, path, state.strokePaint, false);
  }
  if (walk.pendingClip) clipTo(walk, bounds);
  walk.pendingClip = false;
}

/** Paint thinner than this lets what lies under it show. */
const OPAQUE = 0.85;

function addPainted({ stack, marks, order }: Walk, path: Float32Array, paint: Paint, fill: boolean): void {
  const { ctm, lineWidth, clip, fillAlpha, blended } = stack.current;
  const painted = paintedBy(path, ctm, lineWidth, fill, !fill);
  const seen = (boxes: readonly Box[]) =>
    boxes
      .map((box) => intersect(box, clip))
      .filter(({ left, top, right, bottom }) => left <= right && top <= bottom)
      .map((box): PaintedBox => ({ ...box, order, paint }));
  if (fillAlpha >= OPAQUE && !blended) marks.areas.push(...seen(painted.areas));
  marks.curves += standsOut(paint, PAPER) ? painted.curves : 0;
  if (!standsOut(paint, PAPER)) return;
  marks.strips.push(...seen(painted.strips));
  marks.shapes.push(...seen(painted.shapes));
}

/** A picture as thin as a line is one: some programs paint borders so. */
const THIN_PICTURE = 1.5;

function addPicture(walk: Walk, ctm: Matrix): void {
  if (!isShown(walk)) return;
  const { order, marks } = walk;
  const box = intersect(boxAround(ctm, UNIT_SQUARE), walk.stack.current.clip);
  if (box.left >= box.right || box.top >= box.bottom) return;
  const thin = Math.min(box.right - box.left, box.bottom - box.top) < THIN_PICTURE;
  (thin ? marks.strips : marks.pictures).push({ ...box, order, paint: "pattern" });
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
    if (key === "Font" && Array.isArray(value))
      walk.stack.setFont(walk.fontFacts(String(value[0])), Number(value[1]));
    else setBlending(state, key, value);
  }
}
