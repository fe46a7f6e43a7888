// Empty lines among figures that stand a line each: they may be cells. Must not know relations or columns.
import { type BoundRow, isFull } from "../print/row.ts";
import { isGap, type Stream } from "../print/stream.ts";
import { mostFrequent } from "./most-frequent.ts";

/** Each row is compared with all others, more than once. A row is of one text. */
const known = new WeakMap<BoundRow, readonly number[] | null>();

/** Newlines behind the label and each figure of a row; null where figures share a line. */
export function newlinesIn(stream: Stream, row: BoundRow): readonly number[] | null {
  let newlines = known.get(row);
  if (newlines === undefined) {
    newlines = countNewlines(stream, row);
    known.set(row, newlines);
  }
  return newlines;
}

function countNewlines({ syms }: Stream, { zone }: BoundRow): readonly number[] | null {
  const counts = [zone.label, ...zone.tokens.map(({ to }) => to)].map((end) => {
    let count = 0;
    for (let at = end; at < syms.length && isGap(syms[at]); at += 1) if (syms[at] === "\n") count += 1;
    return count;
  });
  return counts.every((count) => count > 0) ? counts : null;
}

/**
 * Whether a row of a figure a line has an empty line between its figures, or behind label or figures one that most other
 * rows do not have there. What stands behind a table's last row is something else.
 */
export function isUneven(stream: Stream, row: BoundRow, rows: readonly BoundRow[]): boolean {
  const own = newlinesIn(stream, row);
  if (own === null) return false;
  const between = own.slice(1, -1);
  if (!printsNoughts(row) && between.some((count) => count !== between[0])) return true;
  const others = rows.filter((other) => other !== row && other.zone.tokens.length > 0);
  const unlike = (of: readonly BoundRow[], place: number) => {
    const counts = of.flatMap((other) => newlinesIn(stream, other)?.at(place) ?? []);
    const usual = mostFrequent(counts);
    const isUsual = 2 * counts.filter((one) => one === usual).length > counts.length;
    return counts.length > 1 && isUsual && usual !== own.at(place);
  };
  // Where the label has another gap behind it than the figures, only other labels say that it is none of the row's cells.
  const behindLabels = others.flatMap((other) => newlinesIn(stream, other)?.at(0) ?? []);
  const isUsualThere = behindLabels.length === 0 || mostFrequent(behindLabels) === own[0];
  if (between.length > 0 && own[0] !== between[0] && !isUsualThere) return true;
  const inBlock = others.filter(({ block }) => block === row.block);
  return unlike(inBlock, 0) || (rows.at(-1) !== row && unlike(others, -1));
}

/** Noughts say the same wherever they stand. */
const printsNoughts = ({ zone }: BoundRow) => zone.tokens.every(({ text }) => text === "0");

/** Whether of all rows with a figure a column this one alone has more lines than cells, and not of noughts only. */
export function hasLinesTooMany(stream: Stream, row: BoundRow, rows: readonly BoundRow[]): boolean {
  const alike = rows.filter((one) => isFull(one) && hasMoreLines(stream, one));
  return !printsNoughts(row) && alike.length === 1 && alike[0] === row;
}

/** How many cells may stand on the lines up to each figure of a row, its own among them; none where figures share a line. */
export function linesBefore(stream: Stream, row: BoundRow): readonly number[] {
  const counts = newlinesIn(stream, row)?.slice(0, -1) ?? [];
  const unit = Math.min(...counts);
  return counts.map((count) => Math.floor(count / unit));
}

/** Whether the lines from a row's label to its last figure hold more cells than the row has: one of them is not its own. */
export function hasMoreLines(stream: Stream, row: BoundRow): boolean {
  return linesBefore(stream, row).reduce((sum, count) => sum + count, 0) > row.block.columns.length;
}
