// A printed table that nothing told to be the form's, read as the table that a person says it is: each figure from its place, by
// the form's own order. Must not know who said so, or what its words mean.

import {
  type Conventions,
  type FormBlock,
  type FormColumn,
  type FormTable,
  isKeyed,
  type KeyedRow,
} from "../model/form.ts";
import type { OtherTable, ReportCell } from "../model/report.ts";
import { sha256 } from "../store/digest.ts";
import { fits } from "../text/decimals.ts";
import { readFigure } from "../text/figure.ts";

/** Row and column of a block's first figure in the printed table, counted from 1. */
export interface FirstFigure {
  readonly row: number;
  readonly column: number;
}

/** A part of the form's table, and the words around its figures. */
export interface Bound {
  readonly table: FormTable;
  readonly block: FormBlock;
  readonly conventions: Conventions;
}

type Printed = OtherTable["cells"][number];

/** The same for the same print: where cells stand and what they say. */
export function digestOf({ cells }: OtherTable): string {
  return sha256(JSON.stringify(cells.map(({ row, column, raw }) => [row, column, raw])));
}

/**
 * The cells of a block, from its first figure to the right and down. Lines that print nothing but words there are heads.
 * @returns null when the print has fewer rows or columns than the block
 */
export function boundBlock(
  { table, block, conventions }: Bound,
  { cells: printed }: OtherTable,
  first: FirstFigure,
): ReportCell[] | null {
  const lines = linesOf(printed);
  const end = first.column + block.columns.length;
  if (!printed.some(({ column }) => column >= end - 1)) return null;
  const isHead = (line: Line) => {
    const inside = [...line].filter(([column]) => column >= first.column && column < end);
    return inside.every(([, { raw }]) => readFigure(raw, conventions).state === "unreadable");
  };
  const own = [...lines].filter(([row, line]) => row >= first.row && !isHead(line)).map(([, line]) => line);
  const rows = block.rows.filter(isKeyed);
  if (own.length < rows.length) return null;
  return rows.flatMap((row, index) => {
    const line = own[index] as Line;
    const label = labelBefore(line, first.column);
    return block.columns.map(
      (column, at): ReportCell => ({
        table: table.key,
        row: row.key,
        column: column.key,
        ...readingOf(line.get(first.column + at), row, column, conventions),
        ...(label === "" ? {} : { label }),
        settledBy: "review",
      }),
    );
  });
}

/** The cells of a block that nobody has pointed to yet. */
export function openBlock({ key }: FormTable, { rows, columns }: FormBlock): ReportCell[] {
  const open = { value: null, raw: "", state: "unreadable", doubts: ["positions-lost"], at: {} } as const;
  return rows.filter(isKeyed).flatMap((row) =>
    columns.map(
      (column): ReportCell => ({
        table: key,
        row: row.key,
        column: column.key,
        ...open,
        settledBy: "structure",
      }),
    ),
  );
}

/** Cells of a printed row by their columns. */
type Line = ReadonlyMap<number, Printed>;

function linesOf(cells: readonly Printed[]): Map<number, Line> {
  const lines = new Map<number, Map<number, Printed>>();
  for (const cell of cells) {
    const line = lines.get(cell.row) ?? new Map<number, Printed>();
    lines.set(cell.row, line.set(cell.column, cell));
  }
  return lines;
}

/** What stands nearest on the left, where it is words. */
function labelBefore(line: Line, column: number): string {
  for (let at = column - 1; at > 0; at -= 1) {
    const text = line.get(at)?.raw.trim();
    if (text) return text;
  }
  return "";
}

/** A cell that the print merges with another one cannot be seen. */
function readingOf(cell: Printed | undefined, row: KeyedRow, column: FormColumn, conventions: Conventions) {
  if (!cell)
    return { value: null, raw: "", state: "unreadable", doubts: ["positions-lost"], at: {} } as const;
  const { value, state, unit, odd } = readFigure(cell.raw, conventions);
  const isOdd = odd === true || (value !== null && !fits(value, row.type ?? column.type));
  return {
    value,
    raw: cell.raw,
    state,
    doubts: isOdd || state === "unreadable" ? (["odd-figure"] as const) : [],
    ...(unit === undefined ? {} : { unit }),
    at: cell.at,
  };
}
