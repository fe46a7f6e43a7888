// One print of a table as grids show it, and what a block of it came to. Must not know how rows are bound.
import type { Conventions, FormBlock, FormTable, Relation } from "../../model/form.ts";
import type { Perspective } from "../labels/standing.ts";
import type { RowMatch } from "./align.ts";
import type { BoundRow } from "./bound.ts";
import type { PrintedCell, PrintedRow } from "./printed.ts";

/** What is asked of the rows: which table, in whose report. */
export interface TableQuestion {
  readonly table: FormTable;
  /** The form's own, of this table. */
  readonly relations: readonly Relation[];
  readonly conventions: Conventions;
  readonly perspective: Perspective;
}

/** One print of a table, and what was found out about its rows. */
export interface Print extends TableQuestion {
  readonly rows: readonly PrintedRow[];
  readonly body: readonly PrintedRow[];
  readonly matches: readonly RowMatch[];
  readonly heads: ReadonlyMap<FormBlock, ReadonlySet<PrintedRow>>;
  /** Whether a row is a head of any block of the table. */
  readonly isHead: (row: PrintedRow) => boolean;
  /** Ranks of the rows that number the columns of the heads above them. */
  readonly numbering: ReadonlySet<number>;
}

/** The rows of a block of the form. */
export interface BlockBinding {
  readonly rows: readonly BoundRow[];
  readonly used: readonly number[];
  /** Rows of the form that were not found, and may stand there under another label. */
  readonly suspects: readonly string[];
  readonly score: number;
}

/** Maximal runs of head rows of a block within one print. */
export function runsOfHeads(block: FormBlock, { rows, heads, numbering }: Print): PrintedRow[][] {
  const runs: PrintedRow[][] = [];
  let open: PrintedRow[] | null = null;
  for (const row of rows) {
    const between = open !== null && numbering.has(row.index);
    if (heads.get(block)?.has(row)) {
      if (open && open[0]?.gridIndex === row.gridIndex) open.push(row);
      else {
        open = [row];
        runs.push(open);
      }
    } else if (!between) open = null;
  }
  return runs;
}

/** How many cells a row has up to its last one that prints something: those behind may be padding. */
export function printedWidth(cells: readonly PrintedCell[]): number {
  return cells.findLastIndex(({ figure }) => figure.state !== "blank") + 1;
}
