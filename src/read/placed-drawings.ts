// What is drawn on pages, in the order in which it was written down, to pages: text, lines and ink.
// Must not know the format, or what the text says.
import type { Mark } from "../model/document.ts";
import type { Box, PlacedPage } from "./placed-words.ts";

/** In points, counted from the top of its page. */
export interface Drawn extends Box {
  /** Empty for a line or a picture. */
  readonly text: string;
  readonly marks: readonly Mark[];
}

/** A drawing without text that is no broader, or no higher, than this is a ruled line. */
const THIN = 2;
/** Drawings go down the page. What stands higher by this than what was written before it begins a column or a page. */
const BACK = 150;

/** A page's drawings where they are of one page: programs write pages one after another that the file does not keep apart. */
export function pagesOfDrawn(all: readonly Drawn[]): PlacedPage[] {
  const pages: Drawn[][] = [];
  /** How far right the drawings of the column reach that is being written, and how far down. */
  let [right, bottom] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const one of all) {
    const goesBack = one.top < bottom - BACK;
    // Columns stand beside one another; what goes up again over what was written is another page.
    if (pages.length === 0 || (goesBack && one.left < right)) pages.push([]);
    if (goesBack) [right, bottom] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
    pages.at(-1)?.push(one);
    right = Math.max(right, one.right);
    bottom = Math.max(bottom, one.top);
  }
  return pages.map((drawn) => ({
    size: null,
    words: drawn.filter((one) => !isRuling(one)),
    rulings: drawn.filter(isRuling),
  }));
}

const isRuling = ({ text, left, top, right, bottom }: Drawn) =>
  text.trim() === "" && Math.min(right - left, bottom - top) <= THIN;
