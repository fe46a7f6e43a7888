// Tables that a document prints in another order than the form: its columns as rows, or a single row's columns as rows and
// columns. Must not know how rows are bound.
import type { Conventions } from "../../model/form.ts";
import type { Grid } from "../../model/grid.ts";
import { type PrintedRow, printedRows } from "./printed.ts";
import { type Corner, mirrored, sideBySide, transposed, unfolded } from "./turned.ts";

/** A grid, or several that are one, in another order, and the rows of that. */
export interface Turned {
  readonly grids: readonly Grid[];
  readonly turned: Grid;
  readonly rows: readonly PrintedRow[];
}

/** Each grid of which no row belongs to a table yet, in the orders that it may have been meant in; first those that are one together. */
export function turnedGrids(
  printed: readonly PrintedRow[],
  used: ReadonlySet<number>,
  conventions: Conventions,
): Turned[] {
  const free = new Set(printed.map(({ grid }) => grid));
  for (const { grid, index } of printed) if (used.has(index)) free.delete(grid);
  const lone = [...free].map((grid) => ({ grid, rows: printed.filter((row) => row.grid === grid) }));
  const together = sameLabels(lone).map((grids) => ({ grids, whole: sideBySide(grids) }));
  const candidates = [
    ...together.map(({ grids, whole }) => ({ grids, whole, rows: printedRows([whole], conventions) })),
    ...lone.map(({ grid, rows }) => ({ grids: [grid], whole: grid, rows })),
  ];
  return candidates.flatMap(({ grids, whole, rows }): Turned[] =>
    ordersOf(whole, rows).flatMap((one) =>
      one ? [{ grids, turned: one, rows: printedRows([one], conventions) }] : [],
    ),
  );
}

/** Grids that follow one another and print the same labels: a table that was too wide, cut between its columns. */
function sameLabels(
  lone: readonly { readonly grid: Grid; readonly rows: readonly PrintedRow[] }[],
): Grid[][] {
  const runs: { readonly labels: string | null; readonly grids: Grid[] }[] = [];
  for (const { grid, rows } of lone) {
    const corner = cornerOf(rows);
    const isPlain =
      corner?.first === 0 && corner.left === 1 && grid.rows.every(([slot]) => slot?.kind === "cell");
    const labels = isPlain
      ? grid.rows.map(([slot]) => (slot?.kind === "cell" ? slot.text : "")).join("\n")
      : null;
    const last = runs.at(-1);
    if (last && labels !== null && last.labels === labels) last.grids.push(grid);
    else runs.push({ labels, grids: [grid] });
  }
  return runs.flatMap(({ grids }) => (grids.length > 1 ? [grids] : []));
}

function ordersOf(grid: Grid, rows: readonly PrintedRow[]): (Grid | null)[] {
  // Where nothing is known of spans, a row with a cell less may lack any.
  const isEven = grid.edges !== "order" || grid.rows.every((row) => row.every(({ kind }) => kind !== "hole"));
  if (areLabelledBehind(rows)) return isEven ? [mirrored(grid)] : [];
  const corner = cornerOf(rows);
  if (corner === null) return [];
  const turned = transposed(grid, corner);
  const back = { first: 0, top: corner.left, left: corner.top - corner.first };
  return [turned, unfolded(grid, corner), turned && unfolded(turned, back)];
}

/** Whether every row that has figures has its words behind them, and there are such rows. */
function areLabelledBehind(rows: readonly PrintedRow[]): boolean {
  const told = rows.flatMap(({ cells, labels }) => {
    const figures = cells.filter(isFigure);
    return figures.length === 0 ? [] : [{ from: figures.at(-1)?.to ?? 0, labels }];
  });
  return (
    told.length > 1 &&
    told.every(({ from, labels }) => labels.length > 0 && labels.every((label) => label.from >= from))
  );
}

const isFigure = ({ figure: { state } }: PrintedRow["cells"][number]) => state === "reported";

function cornerOf(rows: readonly PrintedRow[]): Corner | null {
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
