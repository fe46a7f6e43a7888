// Where drawn rows end beside those around them: a cell that was put in or left out moves the end of its row.
// Must not know labels of rows, figures or how rows were found.
import { ALIKE_ROWS } from "../weights/grid-columns.ts";
import type { BoundRow } from "./bound.ts";
import { endOf } from "./printed.ts";

/** Whether a row has its place in a table drawn. In lines of a text a label of one cell stands where others have one of three. */
const isDrawn = ({ printed: { grid } }: BoundRow) => grid.edges === "stated" && grid.lines === undefined;

/** The ranks of a row's block in its grid, and before them that of the line above, which has their heads. */
function ranksOf(
  { printed: { grid }, block }: BoundRow,
  bound: readonly BoundRow[],
): readonly [number, ...number[]] {
  const ranks = bound.flatMap((row) =>
    row.block === block && row.printed.grid === grid ? [row.printed.rank] : [],
  );
  return [Math.min(...ranks) - 1, ...ranks];
}

/**
 * Whether a drawn row's cells end before those of most rows around it. With an empty column behind the form's own it still has a cell for
 * each of these, and lacks one all the same.
 */
export function endsBefore(row: BoundRow, bound: readonly BoundRow[]): boolean {
  if (!isDrawn(row)) return false;
  const { grid, rank } = row.printed;
  const beside = ranksOf(row, bound).filter((other) => other >= 0 && other !== rank);
  const later = beside.filter((other) => endOf({ grid, rank: other }) > endOf(row.printed));
  return 2 * later.length > beside.length;
}

/** Whether a drawn row ends where its heads do, and nearly all rows around it: no cell was put in, and none left out. */
export function endsAlike(row: BoundRow, bound: readonly BoundRow[]): boolean {
  if (!isDrawn(row)) return false;
  const { grid } = row.printed;
  const isAlike = (rank: number) => rank >= 0 && endOf({ grid, rank }) === endOf(row.printed);
  const [heads, ...ranks] = ranksOf(row, bound);
  return isAlike(heads) && ranks.filter(isAlike).length >= ALIKE_ROWS * ranks.length;
}
