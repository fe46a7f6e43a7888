// Dashes and strokes that run into figures: a sign or a fraction, or a cell's placeholder and the figure of the next.
// Must not know labels, columns or relations.
import type { BoundRow } from "../print/row.ts";
import { isDigit, isGap, type Stream } from "../print/stream.ts";

/**
 * A dash or stroke glued to what stands before it and to digits behind: a sign or a fraction, or a cell's placeholder and
 * the next cell's figure.
 */
export function hasGluedSign({ syms }: Stream, { zone }: BoundRow): boolean {
  return zone.tokens.some(({ kind, text, from, to }) =>
    kind === "struck"
      ? isDigit(syms[from - 1]) && isDigit(syms[to])
      : text.startsWith("-") && !isGap(syms[from - 1] ?? " "),
  );
}

/** Digits on both sides of a stroke that fill a line by themselves. */
export function isFraction({ lines, lineOf }: Stream, { zone: { tokens } }: BoundRow): boolean {
  return tokens.some(({ from }) => /^\s*\d+\/\d+\s*$/u.test(lines[lineOf[from] ?? 0]?.text ?? ""));
}
