// Tables that a document prints in another order than the form: its columns as rows, or a single row's columns as rows and
// columns. Must not know how rows are bound.
import type { Conventions } from "../../model/form.ts";
import type { Grid } from "../../model/grid.ts";
import { type PrintedRow, printedRows } from "./printed.ts";
import { type Corner, transposed, unfolded } from "./turned.ts";

/** A grid, itself in another order, and the rows of that. */
export interface Turned {
  readonly grid: Grid;
  readonly turned: Grid;
  readonly rows: readonly PrintedRow[];
}

/** Each grid of which no row belongs to a table yet, in the orders that it may have been meant in. */
export function turnedGrids(
  printed: readonly PrintedRow[],
  used: ReadonlySet<number>,
  conventions: Conventions,
): Turned[] {
  const free = new Set(printed.map(({ grid }) => grid));
  for (const { grid, index } of printed) if (used.has(index)) free.delete(grid);
  return [...free].flatMap((grid): Turned[] => {
    const corner = cornerOf(printed.filter((row) => row.grid === grid));
    if (corner === null) return [];
    const turned = transposed(grid, corner);
    const back = { first: 0, top: corner.left, left: corner.top - corner.first };
    const orders = [turned, unfolded(grid, corner), turned && unfolded(turned, back)];
    return orders.flatMap((one) =>
      one ? [{ grid, turned: one, rows: printedRows([one], conventions) }] : [],
    );
  });
}

function cornerOf(rows: readonly PrintedRow[]): Corner | null {
  const isFigure = ({ figure: { state } }: PrintedRow["cells"][number]) => state === "reported";
  const told = rows.filter(({ cells }) => cells.some((cell) => cell.own && isFigure(cell)));
  const top = told[0]?.rank;
  if (top === undefined) return null;
  // Numbers before the labels count the lines.
  const left = Math.min(
    ...told.flatMap(({ cells, labels }) =>
      cells.filter((cell) => isFigure(cell) && cell.from >= (labels[0]?.to ?? 0)).map(({ from }) => from),
    ),
  );
  const lines = rows.filter(
    ({ cells, rank }) => rank < top && cells.filter(({ text }) => text.trim() !== "").length > 1,
  );
  const first = lines[0]?.rank;
  return first === undefined || left === 0 || left === Number.POSITIVE_INFINITY ? null : { first, top, left };
}
