// Colours of what is painted on a page, and whether one can be seen on another.
// Must not know what is painted, or the library that says so.
import type { Paint } from "./pdf-state.ts";

export function isColour(text: string): text is `#${string}` {
  return /^#[0-9a-f]{6}$/i.test(text);
}

/** The colour of paper. */
export const PAPER: Paint = "#ffffff";

/** Shades apart by less, of 255, are one to the eye. */
const ONE_SHADE = 20;

/** Whether one colour on the other can be seen. Patterns are always. */
export function standsOut(paint: Paint, ground: Paint): boolean {
  if (paint === "none") return false;
  if (!isColour(paint) || !isColour(ground)) return true;
  return [1, 3, 5].some((at) => Math.abs(shade(paint, at) - shade(ground, at)) > ONE_SHADE);
}

function shade(colour: string, at: number): number {
  return Number.parseInt(colour.slice(at, at + 2), 16);
}
