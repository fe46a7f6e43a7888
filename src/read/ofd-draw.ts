// The objects of an OFD page, in the order in which they are painted, as the marks that they leave on paper.
// Must not know packages, words or tables.

import { foldCompatible } from "../text/compatible.ts";
import type { TreeNode } from "./html-tree.ts";
import { all, first, nameOf, numbers, placeOf, places, textOf } from "./ofd-tree.ts";
import { PAPER, standsOut } from "./pdf-colours.ts";
import { direction, type Glyph } from "./pdf-glyphs.ts";
import type { Marks, PaintedBox } from "./pdf-marks.ts";
import { type Box, boxAround, type Matrix, multiply } from "./pdf-matrix.ts";
import { CLOSE, CURVE, LINE, MOVE, paintedBy } from "./pdf-paths.ts";
import type { Paint } from "./pdf-state.ts";

/** OFD counts in millimetres, pages here in points. */
export const POINTS = 72 / 25.4;
const ASCENT = 0.88;
const DESCENT = 0.12;
/** How much of 255 hides what lies below, and how little is not seen. */
const OPAQUE = 217;
const FAINTEST = 12;
/** What stands in a text for a letter that its font draws and nobody named. */
const UNNAMED = /[\u00a4\ufffd\p{Co}]/u;

export function emptyMarks(): Marks {
  return { glyphs: [], strips: [], areas: [], pictures: [], shapes: [], curves: 0 };
}

/** Where the objects of a block are placed, and whether paint lets what lies below show. */
export interface Ground {
  readonly base: Matrix;
  readonly seenThrough: boolean;
}

/** Paints the objects below `node`, in the file's order. @returns the rank after the last */
export function paintObjects(node: TreeNode, ground: Ground, from: number, marks: Marks): number {
  let order = from;
  for (const object of node.children ?? []) {
    const name = nameOf(object);
    if (!isVisible(object)) continue;
    order += 1;
    if (name === "TextObject") marks.glyphs.push(...glyphsOf(object, ground, order));
    else if (name === "PathObject") paintPath(object, ground, order, marks);
    else if (name === "ImageObject" || name === "CompositeObject")
      marks.pictures.push({ ...boundary(object, ground.base), order, paint: "pattern" });
    else order = paintObjects(object, ground, order, marks);
  }
  return order;
}

function isVisible({ attribs }: TreeNode): boolean {
  return attribs?.["Visible"] !== "false" && Number(attribs?.["Alpha"] ?? 255) > FAINTEST;
}

function boundary(object: TreeNode, base: Matrix): Box {
  const [x = 0, y = 0, width = 0, height = 0] = places(object.attribs?.["Boundary"]);
  return boxAround(base, [
    [x, y],
    [x + width, y + height],
  ]);
}

/** From an object's own coordinates to points on the page. */
function placement(object: TreeNode, base: Matrix): Matrix {
  const [x = 0, y = 0] = places(object.attribs?.["Boundary"]);
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = places(object.attribs?.["CTM"]);
  return multiply(multiply(base, [1, 0, 0, 1, x, y]), [a, b, c, d, e, f]);
}

/** The colour of a child element: three values, or one for grey; black unless it is said. */
function paintOf(object: TreeNode, element: string): Paint {
  const colour = object.children?.find((child) => nameOf(child) === element);
  if (!colour) return "#000000";
  if (Number(colour.attribs?.["Alpha"] ?? 255) <= FAINTEST) return "none";
  const values = numbers(colour.attribs?.["Value"]);
  const rgb = values.length === 1 ? [values[0], values[0], values[0]] : values;
  if (rgb.length !== 3) return "pattern";
  const hex = rgb.map((value) =>
    Math.max(0, Math.min(255, Math.round(value ?? 0)))
      .toString(16)
      .padStart(2, "0"),
  );
  return `#${hex.join("")}`;
}

function glyphsOf(object: TreeNode, { base }: Ground, order: number): Glyph[] {
  const size = placeOf(object.attribs?.["Size"] ?? "0");
  if (!(size > 0)) return [];
  const matrix = placement(object, base);
  const filled = object.attribs?.["Fill"] !== "false";
  const paint = filled ? paintOf(object, "FillColor") : paintOf(object, "StrokeColor");
  const invisible = paint === "none" || (!filled && object.attribs?.["Stroke"] !== "true");
  const run = direction(matrix[0], matrix[1]);
  const shown = {
    run,
    size: size * Math.hypot(matrix[2], matrix[3]),
    invisible,
    order,
    paint,
    stacked: false,
  };
  return all(object, "TextCode").flatMap((code) =>
    placedLetters(code, size).map(({ text, left, right, y }): Glyph => {
      const corners = [
        [left, y - ASCENT * size],
        [right, y + DESCENT * size],
      ] as const;
      return {
        ...shown,
        text: foldCompatible(text),
        box: boxAround(matrix, corners),
        lost: UNNAMED.test(text),
      };
    }),
  );
}

/** The letters of a text code where they stand: x from left to right, y of the base line. */
function placedLetters(
  code: TreeNode,
  size: number,
): { text: string; left: number; right: number; y: number }[] {
  let x = placeOf(code.attribs?.["X"] ?? "0");
  let y = placeOf(code.attribs?.["Y"] ?? "0");
  const [across, down] = [deltas(code.attribs?.["DeltaX"]), deltas(code.attribs?.["DeltaY"])];
  return [...textOf(code)].map((text, index) => {
    const natural = size * (text.charCodeAt(0) > 0xff ? 1 : 0.5);
    const step = across[index] ?? natural;
    const placed = { text, left: x, right: x + Math.min(natural, Math.abs(step) || natural), y };
    x += across[index] ?? (down.length > 0 ? 0 : natural);
    y += down[index] ?? 0;
    return placed;
  });
}

/** Distances between characters; `g n d` stands for n times d. */
function deltas(text: string | undefined): number[] {
  const tokens = (text ?? "")
    .trim()
    .split(/\s+/)
    .filter((token) => token !== "");
  const found: number[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    if (tokens[at] === "g") {
      const count = Math.min(10_000, placeOf(tokens[at + 1] ?? ""));
      const step = placeOf(tokens[at + 2] ?? "");
      for (let times = 0; times < count; times += 1) found.push(step);
      at += 2;
    } else found.push(placeOf(tokens[at] ?? ""));
  }
  return found;
}

function paintPath(object: TreeNode, { base, seenThrough }: Ground, order: number, marks: Marks): void {
  const path = pathOf(textOf(first(object, "AbbreviatedData")));
  const matrix = placement(object, base);
  const lineWidth = Number(object.attribs?.["LineWidth"] ?? 0.353);
  const add = (fill: boolean, paint: Paint) => {
    if (paint === "none") return;
    const painted = paintedBy(path, matrix, lineWidth, fill, !fill);
    const at = (boxes: readonly Box[]) => boxes.map((box): PaintedBox => ({ ...box, order, paint }));
    const opaque = Number(object.attribs?.["Alpha"] ?? 255) >= OPAQUE && !seenThrough;
    if (opaque) marks.areas.push(...at(painted.areas));
    if (!standsOut(paint, PAPER)) return;
    marks.strips.push(...at(painted.strips));
    if (!seenThrough) marks.shapes.push(...at(painted.shapes));
    marks.curves += painted.curves;
  };
  if (object.attribs?.["Fill"] === "true") add(true, paintOf(object, "FillColor"));
  if (object.attribs?.["Stroke"] !== "false") add(false, paintOf(object, "StrokeColor"));
}

/** Operands that each letter of a path takes; the last two are where it leads. */
const OPERANDS: Readonly<Record<string, number>> = { S: 2, M: 2, L: 2, Q: 4, B: 6, A: 7, C: 0 };
const VERBS: Readonly<Record<string, number>> = {
  S: MOVE,
  M: MOVE,
  L: LINE,
  Q: CURVE,
  B: CURVE,
  A: CURVE,
  C: CLOSE,
};

/** A path as the drawing operators of a PDF give it. Of curves only where they lead is kept. */
function pathOf(data: string): Float32Array {
  const tokens = data.trim().split(/[\s,]+/);
  const path: number[] = [];
  for (let at = 0; at < tokens.length; ) {
    const letter = tokens[at] ?? "";
    const count = OPERANDS[letter];
    const verb = VERBS[letter];
    at += 1;
    if (count === undefined || verb === undefined) continue;
    const values = tokens.slice(at, at + count).map(placeOf);
    at += count;
    const to = [values.at(-2) ?? 0, values.at(-1) ?? 0];
    if (verb === CLOSE) path.push(verb);
    else path.push(verb, ...(verb === CURVE ? [...to, ...to] : []), ...to);
  }
  return Float32Array.from(path);
}
