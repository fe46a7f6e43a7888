// Which of a page's painted strips are drawn lines, and how pictures and curves tell a scan.
// Must not know words' meaning or tables: joining lines to grids is for later stages.
import type { Ruling } from "../model/document.ts";
import type { Glyph } from "./pdf-glyphs.ts";
import type { Marks } from "./pdf-marks.ts";
import type { Box } from "./pdf-matrix.ts";
import { shareOf, WHOLE_PAGE } from "./pdf-visible.ts";

/** Strips outside of the page are not seen. */
export function rulingsOf(strips: readonly Box[], width: number, height: number): Ruling[] {
  const rulings: Ruling[] = [];
  for (const strip of strips) {
    if (strip.right < 0 || strip.bottom < 0 || strip.left > width || strip.top > height) continue;
    if (![strip.left, strip.top, strip.right, strip.bottom].every(Number.isFinite)) continue;
    rulings.push({
      left: Math.max(0, strip.left),
      top: Math.max(0, strip.top),
      right: Math.min(width, strip.right),
      bottom: Math.min(height, strip.bottom),
    });
  }
  return rulings;
}

/** A page that is mostly a picture: its words are missing, or are an invisible layer laid over the picture. */
export function isScanned(marks: Marks, seen: readonly Glyph[], width: number, height: number): boolean {
  const covered = marks.pictures.reduce((sum, picture) => sum + shareOf(picture, width, height), 0);
  if (covered > WHOLE_PAGE && seen.length < FEW_GLYPHS) return true;
  return seen.length === 0 && (marks.pictures.length > 0 || marks.curves > MANY_CURVES);
}

/** A stamp or a page number beside a scan. */
const FEW_GLYPHS = 30;
/** So many outlines are text that was turned into curves. */
const MANY_CURVES = 100;
