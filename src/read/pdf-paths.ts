// What a painted path covers, as upright boxes: thin boxes are lines, whatever way they were drawn.
// Must not know operators, colours or tables.
import { type Box, boxAround, type Matrix } from "./pdf-matrix.ts";

/** Verbs of the path language of the pinned pdfjs; a later one adds a verb between curve and close. */
const MOVE = 0;
const LINE = 1;
const CURVE = 2;
const CLOSE = 3;

/** Thicker than this, in points, it is an area and no line. */
const THICKEST = 4;

type Point = readonly [x: number, y: number];

interface Subpath {
  readonly points: Point[];
  closed: boolean;
  curved: boolean;
}

/**
 * Boxes covered by the path's lines (stroked) and by its thin or frame-shaped areas (filled), in points.
 * Slanted lines and areas cover none.
 */
export function paintedStrips(
  path: Float32Array,
  ctm: Matrix,
  lineWidth: number,
  fill: boolean,
  stroke: boolean,
): { strips: Box[]; curves: number } {
  const subpaths = readPath(path);
  const strips: Box[] = [];
  if (stroke) for (const subpath of subpaths) strips.push(...strokedSides(subpath, ctm, lineWidth));
  if (fill) strips.push(...filledStrips(subpaths, ctm));
  return { strips, curves: subpaths.filter((subpath) => subpath.curved).length };
}

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

/** Thin areas as they are; of areas one inside the other (a frame painted as a ring) the outer sides. */
function filledStrips(subpaths: readonly Subpath[], ctm: Matrix): Box[] {
  const areas = subpaths.map((subpath) => boxAround(ctm, subpath.points));
  const strips = areas.filter(isThin);
  const thick = areas.filter((area) => !isThin(area));
  for (const outer of thick) {
    if (thick.some((inner) => inner !== outer && isFrame(outer, inner))) strips.push(...sidesOf(outer));
  }
  return strips;
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
