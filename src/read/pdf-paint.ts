// Colours, opacity and line width as a page's drawing operators set them.
// Must not know paths, text or what is painted.
import { OPS } from "pdfjs-dist/legacy/build/pdf.mjs";
import { isColour } from "./pdf-colours.ts";
import type { GraphicsState, Paint } from "./pdf-state.ts";

/** Sets colours, line width and opacity. @returns whether the operator was one of these. */
export function setPaint(state: GraphicsState, operator: number, args: readonly unknown[]): boolean {
  switch (operator) {
    case OPS.setLineWidth:
      state.lineWidth = Math.abs(Number(args[0]));
      return true;
    case OPS.setStrokeRGBColor:
      state.strokePaint = colourOf(args);
      return true;
    case OPS.setFillRGBColor:
      state.fillPaint = colourOf(args);
      return true;
    case OPS.setStrokeColorN:
      state.strokePaint = "pattern";
      return true;
    case OPS.setFillColorN:
      state.fillPaint = "pattern";
      return true;
    case OPS.setStrokeTransparent:
      state.strokePaint = "none";
      return true;
    case OPS.setFillTransparent:
      state.fillPaint = "none";
      return true;
    default:
      return false;
  }
}

/** Sets what an extended graphics state says of paint. */
export function setBlending(state: GraphicsState, key: string, value: unknown): void {
  if (key === "LW") state.lineWidth = Math.abs(Number(value));
  else if (key === "CA") state.strokeAlpha = Number(value);
  else if (key === "ca") state.fillAlpha = Number(value);
  else if (key === "BM") state.blended = SEEN_THROUGH.has(String(value));
}

/** Modes in which paint darkens what lies under it and hides nothing. */
const SEEN_THROUGH = new Set(["multiply", "darken", "color-burn"]);

function colourOf([colour]: readonly unknown[]): Paint {
  const text = String(colour);
  return isColour(text) ? text : "pattern";
}
