// How far apart the letters of a page are set, size by size: where all stand apart by the same, no gap between two is a blank.
// Must not know words or tables.

/** Two ideographs that the page draws one behind the other in a line: nobody sets a blank between them. */
export interface Neighbours {
  readonly size: number;
  /** In font sizes. */
  readonly gap: number;
}

/** So many pairs tell how a size is set. */
const FEWEST_PAIRS = 20;
/** Share of the pairs that must stand apart by the same, and how exactly, in font sizes. */
const MOST = 0.8;
const SAME = 0.03;
/** Less is how letters are cut, more is a layout. */
const LEAST = 0.05;
const WIDEST = 0.6;

/** @returns the distance, in font sizes, by which letters of a size are set apart; 0 where they are not. */
export function spacingOf(pairs: readonly Neighbours[]): (size: number) => number {
  const gaps = new Map<number, number[]>();
  for (const { size, gap } of pairs) {
    if (gap > WIDEST) continue;
    const key = keyOf(size);
    const same = gaps.get(key);
    if (same) same.push(gap);
    else gaps.set(key, [gap]);
  }
  const spaced = new Map<number, number>();
  for (const [key, own] of gaps) {
    if (own.length < FEWEST_PAIRS) continue;
    const middle = own.sort((a, b) => a - b)[own.length >> 1] ?? 0;
    const alike = own.filter((gap) => Math.abs(gap - middle) <= SAME).length;
    if (middle >= LEAST && alike >= MOST * own.length) spaced.set(key, middle);
  }
  return (size) => spaced.get(keyOf(size)) ?? 0;
}

/** Sizes are rounded where they are drawn. */
const keyOf = (size: number) => Math.round(size * 4);
