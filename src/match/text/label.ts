// A label as it was found in a text, letter by letter or with letters lost, doubled or changed. Must not know other labels,
// cells' figures or relations.
import type { Anchor, Wording } from "../labels/anchors.ts";
import { hasOtherFigures } from "../labels/own-figures.ts";
import type { Stream } from "../print/stream.ts";
import { LEAST_LETTERS, LETTERS_PER_ERROR } from "../weights/likeness.ts";

/** A label found. Positions are indexes into the stream's letters; `letters` lists each matched one. */
export interface Found {
  readonly anchor: number;
  readonly first: number;
  readonly last: number;
  readonly letters: readonly number[];
  readonly wording: Wording;
  /** Letters that had to be passed over, added or changed. */
  readonly errors: number;
  /** Letters of the wording after the last one matched: as many may follow in the text, mistyped. */
  readonly tail: number;
}

/** Whether a label found letter by letter is another one by the figures in it. */
export function isOfOtherFigures(stream: Stream, { letters, wording }: Found): boolean {
  if (wording.figures.size === 0 || letters.length < wording.letters.length) return false;
  return hasOtherFigures(
    stream,
    letters.map((letter) => stream.letterAt[letter] ?? 0),
    wording.figures,
  );
}

/** The place of a label's wording between two letters of the text that takes the fewest errors; null where too many. */
export function closest(
  stream: Stream,
  anchor: Anchor,
  index: number,
  from: number,
  to: number,
): Found | null {
  let best: Found | null = null;
  for (const wording of anchor.wordings) {
    const length = wording.letters.length;
    const most = Math.max(1, Math.floor(length / LETTERS_PER_ERROR));
    if (length < LEAST_LETTERS || to - from < length - 2) continue;
    if (!mayStand(stream.letters.slice(from, to), wording.letters, most)) continue;
    const found = align(stream.letters, wording, index, from, to);
    if (found === null || found.errors > most || isOfOtherFigures(stream, found)) continue;
    if (best === null || found.errors * best.letters.length < best.errors * found.letters.length)
      best = found;
  }
  return best;
}

/** With so many errors, one of so many pieces and one more is without any. */
function mayStand(text: string, pattern: string, errors: number): boolean {
  for (let piece = 0; piece <= errors; piece += 1) {
    const from = Math.floor((piece * pattern.length) / (errors + 1));
    const to = Math.floor(((piece + 1) * pattern.length) / (errors + 1));
    if (text.includes(pattern.slice(from, to))) return true;
  }
  return false;
}

/** Cheapest place of a wording in the letters: substitutions, insertions and deletions cost one each. */
function align(text: string, wording: Wording, anchor: number, from: number, to: number): Found | null {
  const pattern = wording.letters;
  const width = to - from + 1;
  const cost = new Uint16Array((pattern.length + 1) * width);
  for (let i = 1; i <= pattern.length; i += 1) {
    cost[i * width] = i;
    for (let j = 1; j < width; j += 1) {
      const same = pattern[i - 1] === text[from + j - 1] ? 0 : 1;
      const step = Math.min(
        (cost[(i - 1) * width + j - 1] ?? 0) + same,
        (cost[(i - 1) * width + j] ?? 0) + 1,
        (cost[i * width + j - 1] ?? 0) + 1,
      );
      cost[i * width + j] = step;
    }
  }
  let end = 1;
  const bottom = pattern.length * width;
  for (let j = 1; j < width; j += 1) if ((cost[bottom + j] ?? 0) < (cost[bottom + end] ?? 0)) end = j;
  const letters: number[] = [];
  let tail = 0;
  let i = pattern.length;
  let j = end;
  while (i > 0 && j > 0) {
    const here = cost[i * width + j] ?? 0;
    const same = pattern[i - 1] === text[from + j - 1] ? 0 : 1;
    if (here === (cost[(i - 1) * width + j - 1] ?? 0) + same) {
      if (same === 0) {
        if (letters.length === 0) tail = pattern.length - i;
        letters.unshift(from + j - 1);
      }
      i -= 1;
      j -= 1;
    } else if (here === (cost[(i - 1) * width + j] ?? 0) + 1) i -= 1;
    else j -= 1;
  }
  const first = letters[0];
  const last = letters.at(-1);
  if (first === undefined || last === undefined) return null;
  return { anchor, first, last, letters, wording, errors: cost[bottom + end] ?? pattern.length, tail };
}
