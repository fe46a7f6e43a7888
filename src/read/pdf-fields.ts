// Values of form fields and typed notes that the file holds without an appearance: viewers draw them, the library does not.
// Must not know words or tables.
import { foldCompatible } from "../text/compatible.ts";
import { charWidth } from "../text/width.ts";
import type { Glyph } from "./pdf-glyphs.ts";
import { type Box, boxAround, type Matrix } from "./pdf-matrix.ts";

/** What the library tells of an annotation. */
export interface StatedAnnotation {
  readonly subtype?: string;
  readonly rect?: readonly number[];
  readonly hasAppearance?: boolean;
  readonly annotationFlags?: number;
  readonly fieldType?: string;
  readonly fieldValue?: unknown;
  readonly contentsObj?: { readonly str?: string };
}

/** Flags of annotations that no page shows: hidden, not viewed. */
const UNSEEN = 2 | 32;
/** Type that fills a box leaves this share of its height free; larger type than this, in points, is not used. */
const FILLS = 0.7;
const LARGEST = 12;

/** Letters in the middle of their annotation's box, above all that the page draws. */
export function fieldGlyphs(annotations: readonly StatedAnnotation[], base: Matrix): Glyph[] {
  return annotations.flatMap((annotation) => {
    const text = textOf(annotation);
    const [x0, y0, x1, y1] = annotation.rect ?? [];
    if (!text || x0 === undefined || y0 === undefined || x1 === undefined || y1 === undefined) return [];
    const box = boxAround(base, [
      [x0, y0],
      [x1, y1],
    ]);
    return centred(foldCompatible(text), box);
  });
}

function textOf(annotation: StatedAnnotation): string {
  const { subtype, hasAppearance, annotationFlags = 0, fieldType, fieldValue, contentsObj } = annotation;
  if (hasAppearance || (annotationFlags & UNSEEN) !== 0) return "";
  if (subtype === "FreeText") return contentsObj?.str?.trim() ?? "";
  if (subtype !== "Widget" || (fieldType !== "Tx" && fieldType !== "Ch")) return "";
  const values = Array.isArray(fieldValue) ? fieldValue : [fieldValue];
  return values
    .filter((value) => typeof value === "string")
    .join(" ")
    .trim();
}

function centred(text: string, box: Box): Glyph[] {
  const size = Math.min(LARGEST, (box.bottom - box.top) * FILLS);
  const widths = [...text].map((char) => (charWidth(char) * size) / 2);
  const middle = (box.top + box.bottom) / 2;
  let left = (box.left + box.right - widths.reduce((sum, width) => sum + width, 0)) / 2;
  return [...text].map((char, index): Glyph => {
    const right = left + (widths[index] ?? 0);
    const glyph = { left, top: middle - size / 2, right, bottom: middle + size / 2 };
    left = right;
    return {
      text: char,
      box: glyph,
      run: "right",
      size,
      invisible: false,
      order: Number.POSITIVE_INFINITY,
      paint: "#000000",
      lost: false,
      stacked: false,
    };
  });
}
