// A rectangle in another order: rows as columns, or all its figures as one row under what heads their row and column.
// Must not know labels, figures or containers.
import { type Grid, type Slot, shifted } from "../../model/grid.ts";

/** Where a grid's own lines begin, below any title, and the first row and column of them that hold figures. */
export interface Corner {
  readonly first: number;
  readonly top: number;
  readonly left: number;
}

type Spot = readonly [row: number, column: number];

/** @returns the grid with its rows as columns; null where a cell is missing, and the others may have moved. */
export function transposed(grid: Grid, { first }: Corner): Grid | null {
  const lines = grid.rows.slice(first);
  const turned = ([row, column]: Spot): Spot => [column, row - first];
  const rows: Slot[][] = Array.from({ length: grid.width }, () => []);
  for (const line of lines)
    for (const [column, slot] of line.entries()) {
      if (slot.kind === "hole" || (slot.kind === "covered" && slot.by[0] < first)) return null;
      rows[column]?.push(
        slot.kind === "covered"
          ? { kind: "covered", by: turned(slot.by) }
          : { ...slot, rowSpan: slot.colSpan, colSpan: slot.rowSpan },
      );
    }
  return { kind: "grid", at: grid.at, width: lines.length, rows, edges: grid.edges };
}

/** @returns lines of a grid as one of their own; null where a cell spans out of them. */
export function linesOf(grid: Grid, from: number, to: number): Grid | null {
  const isOwn = (slot: Slot, row: number) =>
    slot.kind === "covered" ? slot.by[0] >= from : slot.kind === "hole" || row + slot.rowSpan <= to;
  const lines = grid.rows.slice(from, to);
  if (!lines.every((line, rank) => line.every((slot) => isOwn(slot, from + rank)))) return null;
  return { ...grid, rows: lines.map((line) => shifted(line, -from, 0)) };
}

/** Grids of the same rows as one: behind the first, each without its column of labels. */
export function sideBySide(grids: readonly Grid[]): Grid {
  const [first] = grids as [Grid];
  const offsets = grids.map((_, rank) => grids.slice(0, rank).reduce((sum, { width }) => sum + width - 1, 0));
  const rows = first.rows.map((_, row) =>
    grids.flatMap((grid, rank) =>
      shifted((grid.rows[row] ?? []).slice(rank === 0 ? 0 : 1), 0, offsets[rank] ?? 0),
    ),
  );
  return { ...first, rows, width: grids.reduce((sum, { width }) => sum + width - 1, 1) };
}

/** The grid seen from its other side, where its rows' labels stand on the right. */
export function mirrored(grid: Grid): Grid {
  const rows = grid.rows.map((line, row) =>
    line.map((_, column): Slot => {
      const from = beginOf(grid, [row, grid.width - 1 - column]);
      const cell = cellAt(grid, from);
      if (!cell) return { kind: "hole" };
      const by: Spot = [from[0], grid.width - from[1] - cell.colSpan];
      return by[0] === row && by[1] === column ? cell : { kind: "covered", by };
    }),
  );
  return { ...grid, rows };
}

/**
 * @returns one row of all figures, row behind row, below the row's labels and the column's heads; null where a figure spans
 * several cells, a row or column has no name, or the source does not say what labels span.
 */
export function unfolded(grid: Grid, corner: Corner): Grid | null {
  const { first, top, left } = corner;
  const body = grid.rows.slice(top);
  const figures = body.map((line) => line.slice(left));
  const single = (slot: Slot) => slot.kind === "cell" && slot.rowSpan === 1 && slot.colSpan === 1;
  if (!figures.every((line) => line.every(single)) || !isNamed(grid, corner)) return null;
  if (grid.edges === "order" && (left > 1 || top - first > 1)) return null;
  // In lines of text what is empty may have been lost.
  if (grid.lines && figures.some((line) => line.some(isEmpty))) return null;
  const columns = grid.width - left;
  const width = body.length * columns;
  const over = (spot: Spot, rank: number) => headOver(grid, corner, spot, rank * columns);
  const lines = [
    ...Array.from({ length: left }, (_, column) =>
      Array.from({ length: width }, (_, slot) => labelOver(grid, corner, column, slot, columns)),
    ),
    ...Array.from({ length: top - first }, (_, head) =>
      body.flatMap((_, rank) =>
        Array.from({ length: columns }, (_, column) => over([first + head, left + column], rank)),
      ),
    ),
    figures.flat(),
  ];
  const rows: Slot[][] = [];
  for (const line of lines) {
    const whole = line.flatMap((slot) => slot ?? []);
    if (whole.length < line.length) return null;
    rows.push(whole);
  }
  return { kind: "grid", at: grid.at, width, rows, edges: "stated" };
}

const isEmpty = (slot: Slot | undefined) => slot?.kind === "cell" && slot.text.trim() === "";

/** Whether something is printed beside each row and over each column of figures. */
function isNamed(grid: Grid, { top, left }: Corner): boolean {
  const beside = grid.rows.slice(top).map((line) => line[left - 1]);
  const over = (grid.rows[top - 1] ?? []).slice(left);
  return ![...beside, ...over].some(isEmpty);
}

/** Where the cell of a slot begins. */
function beginOf(grid: Grid, [row, column]: Spot): Spot {
  const slot = grid.rows[row]?.[column];
  return slot?.kind === "covered" ? slot.by : [row, column];
}

function cellAt(grid: Grid, [row, column]: Spot): Extract<Slot, { kind: "cell" }> | null {
  const slot = grid.rows[row]?.[column];
  return slot?.kind === "cell" ? slot : null;
}

/** A row's label lies over all of the row's columns; its own spans turn with it. */
function labelOver(grid: Grid, corner: Corner, column: number, slot: number, columns: number): Slot | null {
  const { top, left } = corner;
  const from = beginOf(grid, [top + Math.floor(slot / columns), column]);
  const cell = cellAt(grid, from);
  if (!cell || from[0] < top) return null;
  const by: Spot = [from[1], (from[0] - top) * columns];
  if (by[0] !== column || by[1] !== slot) return { kind: "covered", by };
  return { ...cell, rowSpan: Math.min(cell.colSpan, left - from[1]), colSpan: cell.rowSpan * columns };
}

/** A column's heads lie over it in each of the rows' parts, below the labels. */
function headOver(grid: Grid, { first, top, left }: Corner, spot: Spot, offset: number): Slot | null {
  const from = beginOf(grid, spot);
  const cell = cellAt(grid, from);
  if (!cell || from[0] < first || from[1] < left) return null;
  if (from[0] === spot[0] && from[1] === spot[1])
    return { ...cell, rowSpan: Math.min(cell.rowSpan, top - from[0]) };
  return { kind: "covered", by: [left + from[0] - first, offset + from[1] - left] };
}
