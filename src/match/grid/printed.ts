// The rows of all grids of a document as the binder sees them: cells in order, with what spans down into the row.
// Must not know which form is being looked for.

import type { Mark } from "../../model/document.ts";
import type { Conventions } from "../../model/form.ts";
import type { Flow, Grid } from "../../model/grid.ts";
import type { Place } from "../../model/place.ts";
import { type Figure, readFigure } from "../../text/figure.ts";
import { type Wording, wording } from "../labels/wording.ts";
import { SCALE } from "../weights/grid-columns.ts";

export interface PrintedCell {
  readonly text: string;
  /** First slot, and the first slot after it. */
  readonly from: number;
  readonly to: number;
  /** False when the cell began in a row above and spans down into this one. */
  readonly own: boolean;
  readonly rowSpan: number;
  readonly at: Place;
  readonly wording: Wording;
  readonly figure: Figure;
  readonly marks: readonly Mark[];
}

/** Whether a cell is there and not empty. */
export function isPrinted(cell: PrintedCell | null | undefined): boolean {
  return cell != null && cell.figure.state !== "blank";
}

/** Whether a cell begins in its row and shows a figure, be it one of which something is drawn or lost. */
export function showsFigure({ own, figure, text }: PrintedCell): boolean {
  return own && (figure.state === "reported" || /^[^\p{L}]*\d[^\p{L}]*$/u.test(text));
}

/** The figure as sums compare it; null where there is none. */
export function scaledValue(cell: PrintedCell | null | undefined): number | null {
  const value = cell?.figure.value ?? null;
  return value === null ? null : Math.round(Number(value) * SCALE);
}

/** A row's place in its grid. */
type GridRow = Pick<PrintedRow, "grid" | "rank">;

/** The slot behind a row's last cell, whatever was supplied behind it. */
export function endOf({ grid, rank }: GridRow): number {
  const slots = grid.rows[rank] ?? [];
  return 1 + slots.findLastIndex((slot) => slot.kind !== "hole" && !(slot.kind === "cell" && slot.supplied));
}

/** Whether a row's line ends before its last cells, whether they were taken for empty ones or not. */
export const endsEarly = (row: GridRow): boolean => endOf(row) < (row.grid.rows[row.rank]?.length ?? 0);

/** What a slot shows, and which slots it covers. */
type Shown = Pick<PrintedCell, "text" | "rowSpan" | "at"> & { readonly marks?: readonly Mark[] };

export interface PrintedRow {
  /** Rank among all rows of the document. */
  readonly index: number;
  readonly grid: Grid;
  readonly gridIndex: number;
  /** Rank in its grid. */
  readonly rank: number;
  readonly cells: readonly PrintedCell[];
  /** Own cells that hold words rather than a figure. */
  readonly labels: readonly PrintedCell[];
  /** True for the row with which the document ends. */
  readonly last: boolean;
  /** Whether nothing but figures is printed by itself right before its grid's first row, or behind the last. */
  readonly figuresAbove: boolean;
  readonly figuresBelow: boolean;
}

/** Rows of the flow's grids, in reading order. Rows without any cell of their own are left out. */
export function printedRows(flow: Flow, conventions: Conventions): PrintedRow[] {
  const rows: PrintedRow[] = [];
  let gridIndex = 0;
  for (const [rank, block] of flow.entries()) {
    if (block.kind !== "grid") continue;
    const [before, behind] = [isBareFigures(flow[rank - 1]), isBareFigures(flow[rank + 1])];
    for (let r = 0; r < block.rows.length; r += 1) {
      const cells = rowCells(block, r, conventions);
      if (!cells.some((cell) => cell.own)) continue;
      const last = block === flow.at(-1) && r === block.rows.length - 1;
      rows.push({
        index: rows.length,
        grid: block,
        gridIndex,
        rank: r,
        cells,
        labels: labelsOf(cells),
        last,
        figuresAbove: before && r === 0,
        figuresBelow: behind && r === block.rows.length - 1,
      });
    }
    gridIndex += 1;
  }
  return rows;
}

const isBareFigures = (block: Flow[number] | undefined) =>
  block?.kind === "text" && /^[\s|│]*\d[\d.,]*(?:[\s|│]+\d[\d.,]*)*[\s|│]*$/u.test(block.text);

export function labelsOf(cells: readonly PrintedCell[]): PrintedCell[] {
  return cells.filter((cell) => cell.own && cell.figure.state === "unreadable" && cell.wording.core !== "");
}

function rowCells(grid: Grid, r: number, conventions: Conventions): PrintedCell[] {
  const cells: PrintedCell[] = [];
  const slots = grid.rows[r] ?? [];
  for (let c = 0; c < slots.length; c += 1) {
    const slot = slots[c];
    if (slot?.kind === "cell") {
      cells.push(printedCell(slot, c, c + slot.colSpan, true, conventions));
    } else if (slot?.kind === "covered" && slot.by[0] < r && slot.by[1] === c) {
      const above = grid.rows[slot.by[0]]?.[slot.by[1]];
      if (above?.kind === "cell") {
        cells.push(printedCell(above, c, c + above.colSpan, false, conventions));
      }
    }
  }
  return cells;
}

/** A cell of which something is drawn or lost shows more than its text: whatever the letters say, no figure is read. */
const UNSEEN: readonly Mark[] = ["drawn", "lost"];

export function printedCell(
  { text, rowSpan, at, marks = [] }: Shown,
  from: number,
  to: number,
  own: boolean,
  conventions: Conventions,
): PrintedCell {
  const figure: Figure = marks.some((mark) => UNSEEN.includes(mark))
    ? { state: "unreadable", value: null }
    : readFigure(text, conventions);
  return { text, from, to, own, rowSpan, at, wording: wording(text), figure, marks };
}
