// Tables that a document prints in another order than the form: its columns as rows, a single row's columns as rows and
// columns, or a grid for each column. Must not know how rows are bound.
import type { Paragraph } from "../../model/document.ts";
import type { Conventions } from "../../model/form.ts";
import type { Flow, Grid, Slot } from "../../model/grid.ts";
import { type PrintedRow, printedRows } from "./printed.ts";
import { stackedGrids } from "./stacked.ts";
import { type Corner, linesOf, mirrored, sideBySide, transposed, unfolded } from "./turned.ts";

/** A grid, several that are one, or lines of one, in another order, and the rows of that. */
export interface Turned {
  readonly grids: readonly Grid[];
  /** Rows of the document that it is made of. */
  readonly taken: readonly PrintedRow[];
  /** What stands over its heads, line by line. */
  readonly over: readonly Paragraph[];
  readonly turned: Grid;
  readonly rows: readonly PrintedRow[];
}

/** Lines of the document's grids that may be a table in another order. */
interface Candidate {
  readonly grids: readonly Grid[];
  readonly taken: readonly PrintedRow[];
  readonly whole: Grid;
  readonly rows: readonly PrintedRow[];
}

/**
 * What belongs to no table yet, in the orders that it may have been meant in: grids, first those that are one together, and lines
 * that follow one another in a grid whose others belong to tables.
 */
export function turnedGrids(
  printed: readonly PrintedRow[],
  used: ReadonlySet<number>,
  flow: Flow,
  conventions: Conventions,
): Turned[] {
  const byGrid = new Map<Grid, PrintedRow[]>();
  for (const row of printed) {
    const rows = byGrid.get(row.grid);
    if (rows) rows.push(row);
    else byGrid.set(row.grid, [row]);
  }
  const isUsed = ({ index }: PrintedRow) => used.has(index);
  const lone = [...byGrid].flatMap(([grid, rows]) => (rows.some(isUsed) ? [] : [{ grid, rows }]));
  const together = sameLabels(lone).map((grids): Candidate => {
    const whole = sideBySide(grids);
    const taken = grids.flatMap((grid) => byGrid.get(grid) ?? []);
    return { grids, taken, whole, rows: printedRows([whole], conventions) };
  });
  const alone = lone.map(({ grid, rows }): Candidate => ({ grids: [grid], taken: rows, whole: grid, rows }));
  const parts = [...byGrid].flatMap(([grid, rows]) =>
    rows.some(isUsed) ? freeLines(grid, rows, isUsed, conventions) : [],
  );
  const isLone = (grid: Grid) => lone.some((one) => one.grid === grid);
  const stacked = stackedGrids(flow)
    .filter(({ grids }) => grids.every(isLone))
    .map(({ grids, whole, over }): Turned => {
      const taken = grids.flatMap((grid) => byGrid.get(grid) ?? []);
      return { grids, taken, over, turned: whole, rows: printedRows([whole], conventions) };
    });
  const turned = [...together, ...alone, ...parts].flatMap(({ grids, taken, whole, rows }): Turned[] =>
    ordersOf(whole, rows).flatMap((one) => {
      if (!one) return [];
      const over = textOver(whole, cornerOf(rows)?.first ?? 0);
      return [{ grids, taken, over, turned: one, rows: printedRows([one], conventions) }];
    }),
  );
  return [...stacked, ...turned];
}

/** Lines that follow one another and are no table's, as grids. */
function freeLines(
  grid: Grid,
  rows: readonly PrintedRow[],
  isUsed: (row: PrintedRow) => boolean,
  conventions: Conventions,
): Candidate[] {
  const runs: PrintedRow[][] = [];
  rows.forEach((row, at) => {
    const above = rows[at - 1];
    if (isUsed(row)) return;
    if (above === undefined || isUsed(above)) runs.push([row]);
    else runs.at(-1)?.push(row);
  });
  return runs.flatMap((taken): Candidate[] => {
    const [first, last] = [taken[0], taken.at(-1)];
    const whole = first && last ? linesOf(grid, first.rank, last.rank + 1) : null;
    return whole ? [{ grids: [grid], taken, whole, rows: printedRows([whole], conventions) }] : [];
  });
}

function textOver(grid: Grid, first: number): Paragraph[] {
  return grid.rows
    .slice(0, first)
    .flatMap((line) =>
      line.flatMap((slot): Paragraph[] =>
        slot.kind === "cell" && slot.text.trim() !== ""
          ? [{ kind: "text", text: slot.text, at: slot.at }]
          : [],
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
    const isPlain = corner?.first === 0 && corner.left === 1 && grid.rows.every(isOwnLabel);
    const labels = isPlain
      ? grid.rows.map(([slot]) => (slot?.kind === "cell" ? slot.text : "")).join("\n")
      : null;
    const last = runs.at(-1);
    if (last && labels !== null && last.labels === labels) last.grids.push(grid);
    else runs.push({ labels, grids: [grid] });
  }
  return runs.flatMap(({ grids }) => (grids.length > 1 ? [grids] : []));
}

/** A row has a label of its own; the corner may reach down over several rows of heads. */
function isOwnLabel([slot]: readonly Slot[]): boolean {
  return slot?.kind === "cell" || (slot?.kind === "covered" && slot.by[0] === 0);
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
  const told = rows.filter(
    (row) => row.cells.some((cell) => cell.own && isFigure(cell)) || emptyBehind(row).length > 1,
  );
  const top = told[0]?.rank;
  if (top === undefined) return null;
  // Numbers before the labels count the lines.
  const first = told.flatMap(({ cells, labels }) =>
    cells.filter((cell) => isFigure(cell) && cell.from >= (labels[0]?.to ?? 0)).map(({ from }) => from),
  );
  // A column may have no figure at all.
  const left = Math.min(...first, Math.max(...told.map(({ labels }) => labels.at(-1)?.to ?? 0)));
  const lines = rows.filter(
    ({ cells, rank }) => rank < top && cells.filter(({ text }) => text.trim() !== "").length > 1,
  );
  const head = lines[0]?.rank;
  return head === undefined || left === 0 ? null : { first: head, top, left };
}

/** The cells behind a row's last word, where none of them has a figure: a place for one is there, if only an empty one. */
function emptyBehind({ cells, labels }: PrintedRow): readonly PrintedRow["cells"][number][] {
  const last = labels.at(-1);
  const behind = last ? cells.filter(({ own, from }) => own && from >= last.to) : [];
  return behind.every(({ figure: { state } }) => state === "blank" || state === "struck") ? behind : [];
}
