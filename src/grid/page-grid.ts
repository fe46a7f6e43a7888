// A sheet of cells as a grid of slots with places.
// Must not know lines, pages' order or labels.
import type { Grid, Slot } from "../model/grid.ts";
import type { Place } from "../model/place.ts";
import type { Edges, Sheet } from "./page-sheet.ts";
import { cellText } from "./page-text.ts";

const HOLE: Slot = { kind: "hole" };

/** Slots that no cell covers are holes. `table` counts over the document; rows and cells are counted as they stand. */
export function gridOf(sheet: Sheet, table: number, edges: Grid["edges"]): Grid {
  const width = sheet.xs.length - 1;
  const rows: Slot[][] = sheet.ys.slice(1).map(() => Array<Slot>(width).fill(HOLE));
  const ranks = new Map<number, number>();
  const cells = [...sheet.cells].sort((a, b) => a.top - b.top || a.left - b.left);
  for (const cell of cells) {
    const rank = (ranks.get(cell.top) ?? 0) + 1;
    ranks.set(cell.top, rank);
    for (let r = cell.top; r < cell.bottom; r += 1) {
      for (let c = cell.left; c < cell.right; c += 1) {
        const row = rows[r];
        if (row) row[c] = { kind: "covered", by: [cell.top, cell.left] };
      }
    }
    const first = rows[cell.top];
    if (!first) continue;
    first[cell.left] = {
      kind: "cell",
      text: cellText(cell.words),
      rowSpan: cell.bottom - cell.top,
      colSpan: cell.right - cell.left,
      at: { page: cell.page, box: boxOf(cell.box), table, row: cell.top + 1, cell: rank },
      ...(cell.marks ? { marks: cell.marks } : {}),
    };
  }
  const first = sheet.cells.filter((cell) => cell.page === sheet.page).map((cell) => cell.box);
  return { kind: "grid", at: { ...placeAround(sheet.page, first), table }, width, rows, edges };
}

/** The place of boxes on one page. */
export function placeAround(page: number, boxes: readonly Edges[]): Place {
  const box = {
    left: Math.min(...boxes.map((one) => one.left)),
    top: Math.min(...boxes.map((one) => one.top)),
    right: Math.max(...boxes.map((one) => one.right)),
    bottom: Math.max(...boxes.map((one) => one.bottom)),
  };
  return boxes.length > 0 ? { page, box: boxOf(box) } : { page };
}

/** Tenths of a point: as exact as a reader of the page can use, and the same on every machine. */
function boxOf({ left, top, right, bottom }: Edges): [number, number, number, number] {
  return [tenths(left), tenths(top), tenths(right), tenths(bottom)];
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
