// Drawn strips of a page made straight: horizontal and vertical lines, pieces and dashes joined.
// Must not know words, tables or containers.
import type { Ruling } from "../model/document.ts";

/** A line at one coordinate (`at`: y of a horizontal, x of a vertical line) from `from` to `to`, in points. */
export interface Line {
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

export interface Lines {
  readonly horizontal: readonly Line[];
  readonly vertical: readonly Line[];
}

/** Pieces of one line stand no further off it than this. */
const OFF = 0.8;
/**
 * A dot is no larger either way. It may be a piece of a line across or of one down: of that along which others follow it. The
 * dots of the other lines stand beside them, as near as pieces of one line do.
 */
export const LARGEST_DOT = 1.6;
/** Dots of one line stand no further off it than this. */
const OFF_DOT = 0.2;
/** Gaps between dashes, and between pieces of a broken line. */
export const DASH = 4;
/** Shorter lines rule nothing off: ticks, letters drawn as lines. */
const SHORTEST = 3;

/** @returns lines sorted by `at`, then `from`. */
export function straighten(rulings: readonly Ruling[]): Lines {
  const horizontal: Line[] = [];
  const vertical: Line[] = [];
  const dots: { across: Line[]; down: Line[] } = { across: [], down: [] };
  for (const { left, top, right, bottom } of rulings) {
    const [width, height] = [right - left, bottom - top];
    const across = { at: (top + bottom) / 2, from: left, to: right };
    const down = { at: (left + right) / 2, from: top, to: bottom };
    if (Math.max(width, height) <= LARGEST_DOT) {
      dots.across.push(across);
      dots.down.push(down);
    } else {
      if (width >= height) horizontal.push(across);
      if (height >= width) vertical.push(down);
    }
  }
  return {
    horizontal: longOf(joinPieces([...horizontal, ...longOf(joinPieces(dots.across, OFF_DOT))], OFF)),
    vertical: longOf(joinPieces([...vertical, ...longOf(joinPieces(dots.down, OFF_DOT))], OFF)),
  };
}

const longOf = (lines: readonly Line[]) => lines.filter(({ from, to }) => to - from >= SHORTEST);

function joinPieces(pieces: Line[], off: number): Line[] {
  const sorted = pieces.sort((a, b) => a.at - b.at);
  const joined: Line[] = [];
  let i = 0;
  while (i < sorted.length) {
    const band: Line[] = [];
    const start = sorted[i]?.at ?? 0;
    while (i < sorted.length && (sorted[i]?.at ?? 0) - start <= off) {
      const piece = sorted[i];
      if (piece) band.push(piece);
      i += 1;
    }
    joined.push(...joinBand(band));
  }
  return joined;
}

function joinBand(band: Line[]): Line[] {
  const at = band.reduce((sum, piece) => sum + piece.at, 0) / band.length;
  const joined: { at: number; from: number; to: number }[] = [];
  for (const piece of band.sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last && piece.from - last.to <= DASH) last.to = Math.max(last.to, piece.to);
    else joined.push({ at, from: piece.from, to: piece.to });
  }
  return joined;
}
