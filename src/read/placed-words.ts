// Words of which a program wrote down where on their pages they stand (layout of a PDF, recognition of a scan), as pages.
// Must not know in which mark-up or data they were written down, or what they say.
import type { Canvas, Mark, Word } from "../model/document.ts";

/** In units of the program's own, counted from the page's top or from its bottom. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface PlacedWord extends Box {
  readonly text: string;
  readonly marks?: readonly Mark[];
}

export interface PlacedPage {
  /** What the page measures; null where the program does not say. */
  readonly size: Box | null;
  /** In the order in which they are written down. */
  readonly words: readonly PlacedWord[];
  /** Straight lines; none where the program says nothing of lines. */
  readonly rulings?: readonly Box[];
}

/** Breadth of a page of A4 in points: pages are measured in pixels of any number, and what follows thinks in points. */
const PAGE_BREADTH = 595;
/** How much higher than broad a sheet is. */
const UPRIGHT = Math.SQRT2;
/** Fewer words than this on all pages are a caption, a stamp or a test. */
const FEWEST_WORDS = 20;

/** @param recognised the words were read off a picture */
export function canvasesOf(pages: readonly PlacedPage[], recognised: boolean): Canvas[] | null {
  if (pages.reduce((sum, { words }) => sum + words.length, 0) < FEWEST_WORDS) return null;
  const upwards = countsUpwards(pages);
  // Pages of one file are mostly of one size: a page that says nothing of its own is as large as all their words take,
  // and upright: a short one is no sheet of two pages side by side.
  const taken = around(pages.flatMap(({ words }) => words));
  const whole = {
    ...taken,
    bottom: Math.max(taken.bottom, taken.top + (taken.right - taken.left) * UPRIGHT),
  };
  return pages.map(({ size, words, rulings = [] }, index): Canvas => {
    const extent = size ?? whole;
    const scale =
      PAGE_BREADTH / Math.max(1, Math.min(extent.right - extent.left, extent.bottom - extent.top));
    const placed = (box: Box): Box => ({
      left: (box.left - extent.left) * scale,
      right: (box.right - extent.left) * scale,
      top: (upwards ? extent.bottom - box.bottom : box.top - extent.top) * scale,
      bottom: (upwards ? extent.bottom - box.top : box.bottom - extent.top) * scale,
    });
    const wordOf = ({ text, marks = [], ...box }: PlacedWord): Word => ({
      text,
      ...placed(box),
      ...(marks.length > 0 ? { marks } : {}),
    });
    return {
      kind: "canvas",
      page: index + 1,
      width: (extent.right - extent.left) * scale,
      height: (extent.bottom - extent.top) * scale,
      words: joinLetters(words.map(wordOf)).flatMap(apart),
      rulings: rulings.map(placed),
      ...(recognised ? { scanned: true } : {}),
    };
  });
}

/** What all words take, from the page's corner on. */
function around(words: readonly PlacedWord[]): Box {
  let [left, top, right, bottom] = [0, 0, 1, 1];
  for (const word of words) {
    left = Math.min(left, word.left);
    top = Math.min(top, word.top);
    right = Math.max(right, word.right);
    bottom = Math.max(bottom, word.bottom);
  }
  return { left, top, right, bottom };
}

/** Whether heights are counted from the foot of the page, as in PDF: pages are written down from top to bottom. */
function countsUpwards(pages: readonly PlacedPage[]): boolean {
  let [up, down] = [0, 0];
  for (const { words } of pages)
    words.forEach((word, rank) => {
      const last = words[rank - 1];
      if (last && word.bottom <= last.top) up += 1;
      if (last && word.top >= last.bottom) down += 1;
    });
  return up > down;
}

/** Letters that a program wrote down one by one stand this close together, in heights, where they are of one word. */
const CLOSE = 0.3;

function joinLetters(words: readonly Word[]): Word[] {
  const joined: Word[] = [];
  let letters = false;
  for (const word of words) {
    const last = joined.at(-1);
    const isLetter = [...word.text].length === 1;
    if (last && letters && isLetter && isBeside(last, word))
      joined[joined.length - 1] = {
        ...last,
        text: last.text + word.text,
        right: word.right,
        top: Math.min(last.top, word.top),
        bottom: Math.max(last.bottom, word.bottom),
      };
    else joined.push(word);
    letters = isLetter;
  }
  return joined;
}

function isBeside(one: Word, other: Word): boolean {
  const high = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
  const height = Math.max(one.bottom - one.top, other.bottom - other.top);
  const gap = other.left - one.right;
  return high > height / 2 && gap < height * CLOSE && gap > -height * CLOSE;
}

/** What is written down as one piece with blanks in it: words whose places are told by how wide their letters are. */
function apart(word: Word): Word[] {
  const parts = word.text.split(/(\s+)/u).filter((part) => part !== "");
  if (parts.length < 2) return word.text.trim() === "" && word.marks === undefined ? [] : [word];
  const total = breadth(word.text);
  let before = 0;
  return parts.flatMap((part) => {
    const left = word.left + ((word.right - word.left) * before) / total;
    before += breadth(part);
    const right = word.left + ((word.right - word.left) * before) / total;
    return part.trim() === "" ? [] : [{ ...word, text: part, left, right }];
  });
}

/** In halves of an ideograph. */
const breadth = (text: string) =>
  [...text].reduce((sum, char) => sum + (/[\u2e80-\uffef]/u.test(char) ? 2 : 1), 0);
