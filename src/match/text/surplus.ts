// Rows of a figure a line with one line more than they have cells, in texts whose empty lines are cells: one of the figures may be
// a cell too many, and the empty line a cell. Must not know labels or columns' heads.
import type { Relation } from "../../model/form.ts";
import { lacksNext } from "../absence.ts";
import type { FoundPrint } from "../found.ts";
import { type BoundRow, isFull } from "../print/row.ts";
import type { Stream } from "../print/stream.ts";
import type { Seen, Surroundings } from "./signs.ts";
import { sumsTellSurplus } from "./sums.ts";
import { hasMoreLines, isUneven, linesBefore, newlinesIn } from "./uneven.ts";

/** Keys of rows with a figure a cell that have an empty line as well, where sums do not tell that the line is none of their cells. */
export function surplusKeys(
  seen: readonly Seen[],
  around: Surroundings,
  relations: readonly Relation[],
): ReadonlySet<string> {
  const found = seen.filter((one) => hasLineTooMany(one, around, relations));
  return new Set(found.map(({ row }) => row.row.key));
}

function hasLineTooMany(
  { row, cells, sumsHold }: Seen,
  { stream, separated, rows }: Surroundings,
  relations: readonly Relation[],
): boolean {
  if (cells !== null || newlinesIn(stream, row) === null) return false;
  // Of a lone row the gap to the next paragraph tells how many lines it has, and tells here that these are not its cells.
  if (!isFull(row)) return rows.length === 1;
  if (!sumsHold)
    return (
      separated ||
      hasMoreLines(stream, row) ||
      isUneven(stream, row, rows) ||
      endsLate(stream, row, rows) ||
      holdsMoreCells(stream, row, rows)
    );
  const [blank, ...more] = emptyLines(stream, row);
  // Where the next row's label is lost its figures stand behind this one's, and empty lines between.
  if (more.length > 0)
    return lacksNext(row.block, row.row.key, (key) => rows.some((other) => other.row.key === key));
  return blank !== undefined && !sumsTellSurplus(row, blank, relations);
}

/** Whether more lines stand behind a row than behind another full one. */
function endsLate(stream: Stream, row: BoundRow, rows: readonly BoundRow[]): boolean {
  const behind = (one: BoundRow) => newlinesIn(stream, one)?.at(-1) ?? Number.POSITIVE_INFINITY;
  const full = rows.slice(0, -1).filter((other) => other !== row && isFull(other));
  return isMoreThanOthers(row, rows, full, behind);
}

/**
 * Whether the lines from a full row's label to what follows it hold more cells than those of a row that leaves some empty, and
 * whose empty lines are its cells: as many lines as cells, and the one that begins what follows.
 */
function holdsMoreCells(stream: Stream, row: BoundRow, rows: readonly BoundRow[]): boolean {
  const unit = Math.min(...(newlinesIn(stream, row) ?? []));
  const more = (one: BoundRow) => {
    const lines = (newlinesIn(stream, one) ?? []).reduce((sum, count) => sum + count, 0);
    return Math.floor(lines / unit) - one.block.columns.length;
  };
  const uneven = rows.slice(0, -1).filter((other) => !isFull(other) && more(other) > 0);
  return isMoreThanOthers(row, rows, uneven, more);
}

/** Whether a row that is not the last has more of something than one of others that ends alike or, where none does, than any of them. */
function isMoreThanOthers(
  row: BoundRow,
  rows: readonly BoundRow[],
  others: readonly BoundRow[],
  count: (one: BoundRow) => number,
): boolean {
  const alike = others.filter(({ ending }) => ending === row.ending);
  return rows.at(-1) !== row && count(row) > Math.min(...(alike.length > 0 ? alike : others).map(count));
}

/** The figures before which a row has an empty line. */
function emptyLines(stream: Stream, row: BoundRow): readonly number[] {
  return linesBefore(stream, row).flatMap((count, index) => (count >= 2 ? [index] : []));
}

/**
 * Whether rows of a text that lack figures have empty lines before those that they print: there empty lines are cells.
 * @param rows of all tables read from the text
 */
export function leavesEmptyLines(stream: Stream, rows: readonly BoundRow[]): boolean {
  return rows.some(
    (row) =>
      row.zone.tokens.length < row.block.columns.length &&
      emptyLines(stream, row).length > 0 &&
      !hasMoreLines(stream, row),
  );
}

/** A print with those rows in doubt. */
export function withSurplus(print: FoundPrint, surplus: ReadonlySet<string>): FoundPrint {
  const rows = print.rows.map((row) =>
    surplus.has(row.key) ? { ...row, signs: [...row.signs, "uneven-lines" as const] } : row,
  );
  return { ...print, rows };
}
