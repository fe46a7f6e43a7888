// What a painted path covers, as upright boxes: thin boxes are lines, whatever way they were drawn.
// Must not know operators, colours or tables.
import { type Box, boxAround, type Matrix } from "./pdf-matrix.ts";

/** Verbs of the path language of the pinned pdfjs; a later one adds a verb between curve and close. */
export const MOVE = 0;
export const LINE = 1;
export const CURVE = 2;
export const CLOSE = 3;

/** Thicker than this, in points, it is an area and no line. */
const THICKEST = 4;

type Point = readonly [x: number, y: number];

interface Subpath {
  readonly points: Point[];
  closed: boolean;
  curved: boolean;
}

/** What a painted path leaves on the paper, in points. */
export interface Painted {
  /** The path's lines (stroked) and its thin or frame-shaped areas (filled). */
  readonly strips: Box[];
  /** Upright rectangles that are filled. */
  readonly areas: Box[];
  /** Boxes around what is neither: curves, slanted strokes, drawn letters. */
  readonly shapes: Box[];
  readonly curves: number;
}

export function paintedBy(
  path: Float32Array,
  ctm: Matrix,
  lineWidth: number,
  fill: boolean,
  stroke: boolean,
): Painted {
  const subpaths = readPath(path);
  const strips: Box[] = [];
  const shapes: Box[] = [];
  if (stroke) {
    for (const subpath of subpaths) {
      strips.push(...strokedSides(subpath, ctm, lineWidth));
      if (!isUpright(subpath, ctm) && !isRounded(subpath, ctm)) shapes.push(boxAround(ctm, subpath.points));
    }
  }
  const upright = subpaths.filter((subpath) => isUpright(subpath, ctm) && !isStepped(subpath, ctm));
  const filled = fill ? filledStrips(upright, ctm) : { strips: [], areas: [] };
  if (fill) {
    for (const subpath of subpaths) {
      if (!upright.includes(subpath) && !isRounded(subpath, ctm)) shapes.push(boxAround(ctm, subpath.points));
    }
  }
  return {
    strips: [...strips, ...filled.strips],
    areas: filled.areas,
    shapes,
    curves: subpaths.filter((subpath) => subpath.curved).length,
  };
}

/** Whether the subpath has no side but level and upright ones: a line, a rectangle, a frame. */
function isUpright({ points, curved, closed }: Subpath, ctm: Matrix): boolean {
  if (curved) return false;
  const ring = closed && points[0] ? [...points, points[0]] : points;
  return ring.every((to, i) => {
    const from = ring[i - 1];
    if (!from) return true;
    const { left, top, right, bottom } = boxAround(ctm, [from, to]);
    return Math.min(right - left, bottom - top) <= 1;
  });
}

/** A small area with more corners than a rectangle: a letter of a plain type, as "L" or "1". */
function isStepped({ points }: Subpath, ctm: Matrix): boolean {
  if (points.length <= 5) return false;
  const { left, top, right, bottom } = boxAround(ctm, points);
  return Math.max(right - left, bottom - top) < LEAST_FRAME / 2;
}

/** A frame with its corners rounded off: most of its way around is straight. */
function isRounded({ points, closed }: Subpath, ctm: Matrix): boolean {
  const ring = closed && points[0] ? [...points, points[0]] : points;
  let [straight, slanted] = [0, 0];
  ring.forEach((to, i) => {
    const from = ring[i - 1];
    if (!from) return;
    const { left, top, right, bottom } = boxAround(ctm, [from, to]);
    const length = Math.hypot(right - left, bottom - top);
    if (Math.min(right - left, bottom - top) <= 0.1) straight += length;
    else slanted += length;
  });
  return straight >= LEAST_FRAME && slanted < straight * 0.35;
}

/** Half the way around a frame that holds a line of writing, in points: drawn letters are smaller. */
const LEAST_FRAME = 60;

function readPath(path: Float32Array): Subpath[] {
  const subpaths: Subpath[] = [];
  const at = (i: number) => path[i] ?? 0;
  let current: Subpath | null = null;
  let i = 0;
  while (i < path.length) {
    const verb = path[i];
    if (verb === MOVE || current === null) {
      current = { points: [], closed: false, curved: false };
      subpaths.push(current);
    }
    if (verb === MOVE || verb === LINE) {
      current.points.push([at(i + 1), at(i + 2)]);
      i += 3;
    } else if (verb === CURVE) {
      // A corner that is rounded off: its ends are kept, the slant between them is no line.
      current.points.push([at(i + 5), at(i + 6)]);
      current.curved = true;
      i += 7;
    } else {
      if (verb === CLOSE) current.closed = true;
      const [first]: Point[] = current.points;
      current = null;
      i += 1;
      if (first && i < path.length && path[i] !== MOVE) {
        current = { points: [first], closed: false, curved: false };
        subpaths.push(current);
      }
    }
  }
  return subpaths.filter((subpath) => subpath.points.length > 1);
}

function strokedSides({ points, closed }: Subpath, ctm: Matrix, lineWidth: number): Box[] {
  const thickness = lineWidth * Math.sqrt(Math.abs(ctm[0] * ctm[3] - ctm[1] * ctm[2]));
  const sides: Box[] = [];
  const ring = closed && points[0] ? [...points, points[0]] : points;
  for (let i = 1; i < ring.length; i += 1) {
    const [from, to] = [ring[i - 1], ring[i]];
    if (!from || !to) continue;
    const side = boxAround(ctm, [from, to]);
    const [width, height] = [side.right - side.left, side.bottom - side.top];
    if (Math.min(width, height) > 1) continue;
    if (thickness <= THICKEST) sides.push(side);
    else sides.push(...swollen(side, width, height, thickness));
  }
  return sides;
}

/** A short thick stroke is a line across its own direction: some programs draw borders that way. */
function swollen(side: Box, width: number, height: number, thickness: number): Box[] {
  if (Math.max(width, height) > THICKEST) return [];
  const half = thickness / 2;
  return width >= height
    ? [{ ...side, top: side.top - half, bottom: side.bottom + half }]
    : [{ ...side, left: side.left - half, right: side.right + half }];
}

/** Thin areas are strips as they are; of areas one inside the other (a frame painted as a ring) the outer sides are. */
function filledStrips(subpaths: readonly Subpath[], ctm: Matrix): { strips: Box[]; areas: Box[] } {
  const filled = subpaths.map((subpath) => boxAround(ctm, subpath.points));
  const strips = filled.filter(isThin);
  const thick = filled.filter((area) => !isThin(area));
  const frames = new Set<Box>();
  for (const outer of thick) {
    const inner = thick.find((one) => one !== outer && isFrame(outer, one));
    if (!inner) continue;
    frames.add(outer).add(inner);
    strips.push(...sidesOf(outer));
  }
  return { strips, areas: thick.filter((area) => !frames.has(area)) };
}

function isThin(box: Box): boolean {
  return Math.min(box.right - box.left, box.bottom - box.top) <= THICKEST;
}

function isFrame(outer: Box, inner: Box): boolean {
  const gaps = [
    inner.left - outer.left,
    inner.top - outer.top,
    outer.right - inner.right,
    outer.bottom - inner.bottom,
  ];
  return gaps.every((gap) => gap >= 0 && gap <= THICKEST) && gaps.some((gap) => gap > 0);
}

function sidesOf({ left, top, right, bottom }: Box): Box[] {
  return [
    { left, top, right, bottom: top },
    { left, top: bottom, right, bottom },
    { left, top, right: left, bottom },
    { left: right, top, right, bottom },
  ];
}
