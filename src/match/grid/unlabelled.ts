// Blocks whose rows have no labels: figures under complete heads. Must not know rows that have labels.
import type { FormBlock } from "../../model/form.ts";
import { type Perspective, standingOf } from "../labels/standing.ts";
import { COMPLETE_HEADS, FOUND_COLUMN } from "../weights/tables.ts";
import { type BoundRow, figuresAfter } from "./bound.ts";
import { resolveHead } from "./leaves.ts";
import type { PrintedCell, PrintedRow } from "./printed.ts";
import { type BlockBinding, type Print, printedWidth, runsOfHeads } from "./prints.ts";

/** A block whose rows have no labels: its figures stand under complete heads, in the row that is the report's. */
export function bindUnlabelled(block: FormBlock, print: Print): BlockBinding | null {
  const { rows, table, perspective, numbering } = print;
  const key = block.rows[0]?.key;
  if (key === undefined || key === null) return null;
  for (const heads of runsOfHeads(block, print)) {
    const lastHead = heads.at(-1) as PrintedRow;
    const below = rows.filter((row) => row.index > lastHead.index && row.gridIndex <= lastHead.gridIndex + 1);
    const figures = below.filter(({ index }) => !numbering.has(index));
    const found = figureRows(figures, block.columns.length);
    const chosen = ownRow(found, perspective);
    if (!chosen) continue;
    const { row } = chosen;
    const label = labelOf(row);
    const width = printedWidth(ownFigures(row));
    const layout = resolveHead({
      heads,
      block,
      table,
      figuresFrom: label ? label.to : 0,
      width,
      perspective,
    });
    if (!layout.complete) continue;
    const bound: BoundRow = {
      key,
      printed: row,
      label,
      block,
      layout: layout.ranges && row.grid !== heads[0]?.grid ? { ...layout, ranges: null } : layout,
      figures: ownFigures(row),
      signs: chosen.sure ? [] : ["one-of-several-rows"],
    };
    const used = [...heads, row].map(({ index }) => index);
    return { rows: [bound], used, suspects: [], score: COMPLETE_HEADS + FOUND_COLUMN * block.columns.length };
  }
  return null;
}

/** A word that stands before all figures; behind one it is what a cell prints instead of a figure. */
function labelOf({ labels, cells }: PrintedRow): PrintedCell | null {
  const [label = null] = labels;
  const figure = cells.find((cell) => cell.own && cell.figure.state === "reported");
  return label !== null && (figure === undefined || label.from < figure.from) ? label : null;
}

function ownFigures(row: PrintedRow): PrintedCell[] {
  const label = labelOf(row);
  return label ? figuresAfter(row, label) : row.cells.filter((cell) => cell.own);
}

/** The rows of figures right below heads. */
function figureRows(rows: readonly PrintedRow[], columns: number): PrintedRow[] {
  const found: PrintedRow[] = [];
  for (const row of rows) {
    const words = labelOf(row) === null ? 0 : row.labels.length;
    const holds = words <= 1 && ownFigures(row).length >= Math.min(columns, 2);
    if (!holds || (found[0] && found[0].grid !== row.grid)) break;
    found.push(row);
  }
  // Below a row of figures, and above it, a sheet may leave rows blank.
  const filled = found.filter((row) => ownFigures(row).some(({ figure }) => figure.state !== "blank"));
  return filled.length > 0 ? filled : found.slice(0, 1);
}

/** Of several rows the one whose label speaks most for the report's own figures; the first where none says anything. */
function ownRow(
  rows: readonly PrintedRow[],
  perspective: Perspective,
): { readonly row: PrintedRow; readonly sure: boolean } | null {
  const standings = rows.map((row) => standingOf(labelOf(row)?.text ?? "", perspective));
  const best = Math.max(...standings);
  const row = rows[standings.indexOf(best)];
  if (!row) return null;
  return { row, sure: rows.length === 1 || standings.filter((one) => one === best).length === 1 };
}
