// Words of a page as lines of text: which stand on one line, in which order, and where a blank belongs.
// Must not know tables, labels or containers.
import type { Word } from "../model/document.ts";
import { textWidth } from "../text/width.ts";

/** Words of one line from left to right, with the box around them. */
export interface TextLine {
  readonly words: readonly Word[];
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Lines from top to bottom. Words stand on one line when they share more than half of the lower one's height. */
export function linesOf(words: readonly Word[]): TextLine[] {
  const rows: { words: Word[]; top: number; bottom: number }[] = [];
  for (const word of [...words].sort((a, b) => middle(a) - middle(b) || a.left - b.left)) {
    const row = rows.at(-1);
    if (row && isLevel(row, word)) {
      row.words.push(word);
      // The line keeps the band of its tallest word: a slope of small steps must not draw lines together.
      if (word.bottom - word.top > row.bottom - row.top)
        Object.assign(row, { top: word.top, bottom: word.bottom });
    } else rows.push({ words: [word], top: word.top, bottom: word.bottom });
  }
  return rows.map(({ words: row }) => toLine(row));
}

function middle(word: { top: number; bottom: number }): number {
  return (word.top + word.bottom) / 2;
}

function isLevel(row: { top: number; bottom: number }, word: Word): boolean {
  const shared = Math.min(row.bottom, word.bottom) - Math.max(row.top, word.top);
  return shared > Math.min(row.bottom - row.top, word.bottom - word.top) * 0.5;
}

function toLine(row: readonly Word[]): TextLine {
  const words = [...row].sort((a, b) => a.left - b.left);
  return {
    words,
    left: Math.min(...words.map((word) => word.left)),
    top: Math.min(...words.map((word) => word.top)),
    right: Math.max(...words.map((word) => word.right)),
    bottom: Math.max(...words.map((word) => word.bottom)),
  };
}

/** Gaps up to this much of the type's height are what justified lines and mixed scripts have anyway. */
const TIGHT = 0.3;

/**
 * A digit's width, and the column that layouts count in: half the usual height of words or, where their boxes are higher than
 * their type, half of what a full letter usually takes. Were it more, words would be pushed out of their columns by those before.
 */
export function columnWidth(words: readonly Word[]): number {
  const height = usual(words.map(({ top, bottom }) => bottom - top));
  const advance = usual(
    words.flatMap(({ text, left, right }) => {
      const width = textWidth(text);
      return width < LEAST_MEASURED ? [] : [(right - left) / width];
    }),
  );
  return Math.min(height / 2 || 1, advance || Number.POSITIVE_INFINITY);
}

/** Columns of a word that tell what a letter takes. */
const LEAST_MEASURED = 4;

/** The middle one; 0 of none. */
function usual(sizes: readonly number[]): number {
  return [...sizes].sort((a, b) => a - b)[sizes.length >> 1] ?? 0;
}

/** A gap this wide, in columns, parts words: what narrow cells leave between them. */
const APART = 0.3;

/** The line as it lies on the page: each word in the column, as wide as a digit, that it begins in. */
export function laidLine({ words }: TextLine, column: number): string {
  let text = "";
  let at = 0;
  let last: Word | null = null;
  for (const word of words) {
    const apart = last !== null && (word.left - last.right) / column > APART;
    const missing = last === null || apart ? Math.round(word.left / column) - at : 0;
    const gap = Math.max(apart ? 1 : 0, missing);
    text += " ".repeat(gap) + word.text;
    at += gap + textWidth(word.text);
    last = word;
  }
  return text;
}

/** The line as text; wide gaps keep their width as blanks, two to a character's height. */
export function lineText({ words }: TextLine): string {
  let text = "";
  let last: Word | null = null;
  for (const word of words) {
    if (last) text += " ".repeat(blanks(last, word));
    text += word.text;
    last = word;
  }
  return text;
}

function blanks(last: Word, next: Word): number {
  // Figures that lie over one another are two, whatever their gap.
  if (last.marks?.includes("overlapping") && next.marks?.includes("overlapping")) return 1;
  const height = Math.min(last.bottom - last.top, next.bottom - next.top) || 1;
  const gap = (next.left - last.right) / height;
  const figures = /[\d.,]$/.test(last.text) && /^[\d.,]/.test(next.text);
  if (gap <= (figures ? 0.1 : TIGHT)) return 0;
  return Math.max(1, Math.round(gap * 2));
}

/** A word without text is ink, or a place from which text is gone. */
export function isInk(word: Word): boolean {
  return word.text === "" && word.marks !== undefined;
}

/** Text in a cell: its lines, "\n" between. */
export function cellText(words: readonly Word[]): string {
  return linesOf(words)
    .map((line) => lineText(line).trim().replace(/ +/g, " "))
    .filter((text) => text !== "")
    .join("\n");
}
