// Whether a row's figures stand on the lines of its own label. Must not know columns or relations.

import { isLetter } from "../../text/letters.ts";
import type { BoundRow } from "../print/row.ts";
import { isGap, type Stream } from "../print/stream.ts";

/** True when all figures stand on one line that the row's label stands on as well. */
export function isBesideLabel(stream: Stream, row: BoundRow): boolean {
  const lines = new Set(row.zone.tokens.map((token) => stream.lineOf[token.from]));
  const own = row.letters.map((at) => stream.lineOf[at] ?? 0);
  const [line] = lines;
  return lines.size === 1 && line !== undefined && line >= Math.min(...own) && line <= Math.max(...own);
}

/** True when a unit stands behind the label, and another in a line below it before the first figure: that is the next row's. */
export function isBehindUnits({ syms }: Stream, { zone, letters }: BoundRow): boolean {
  const [first, last] = [zone.tokens[0], letters.at(-1)];
  if (first === undefined || last === undefined || !syms.slice(last + 1, zone.label).some(isLetter))
    return false;
  const between = syms.slice(zone.label, first.from);
  return between.includes("\n") && between.slice(between.indexOf("\n")).some(isLetter);
}

/** Whether the label of another row stands in the cell of a row's label: where lines of a cell are joined, nothing parts the two. */
export function sharesLabelCell({ syms }: Stream, row: BoundRow, rows: readonly BoundRow[]): boolean {
  const parted = (before: BoundRow, behind: BoundRow) => {
    const [from, to] = [before.letters.at(-1), behind.letters[0]];
    if (from === undefined || to === undefined || to <= from) return true;
    return before.zone.tokens.some((token) => token.from < to) || hasGap(syms, from, to);
  };
  return rows.some((other) => other !== row && !(parted(row, other) && parted(other, row)));
}

function hasGap(syms: Stream["syms"], from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (isGap(syms[at])) return true;
  return false;
}
