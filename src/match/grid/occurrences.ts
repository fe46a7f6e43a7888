// Tells the prints of one table apart: last year's beside this year's, a sample form, one for each department. The rows
// of one print are then bound among themselves, and never mixed with another's.
// Must not know which print is the report's.
import type { FormTable } from "../../model/form.ts";
import { MOST_REPEATED } from "../weights.ts";
import { sureTargets } from "./align.ts";
import type { PrintedRow } from "./printed.ts";

/** Rows from one head to the next, or to the end of their grid: no print of a table begins or ends within them. */
interface Segment {
  readonly rows: readonly PrintedRow[];
  /** Ranks of the form's rows that are printed there for sure. */
  readonly targets: ReadonlySet<number>;
}

interface Print {
  readonly rows: PrintedRow[];
  readonly targets: Set<number>;
}

/**
 * The rows of each print, in the document's order. A segment goes on with the print whose rows it does not repeat, and
 * most of all with the one that it follows in the form's order; one that repeats rows begins a print of its own.
 */
export function occurrencesOf(
  rows: readonly PrintedRow[],
  table: FormTable,
  isHead: (row: PrintedRow) => boolean,
): readonly (readonly PrintedRow[])[] {
  const prints: Print[] = [];
  let waiting: PrintedRow[] = [];
  for (const segment of segmentsOf(rows, table, isHead)) {
    if (segment.targets.size === 0) {
      waiting.push(...segment.rows);
      continue;
    }
    const print = continued(prints, segment) ?? startOf(prints);
    print.rows.push(...waiting, ...segment.rows);
    waiting = [];
    for (const target of segment.targets) print.targets.add(target);
  }
  const last = prints.at(-1);
  if (last === undefined) return waiting.length > 0 ? [waiting] : [];
  last.rows.push(...waiting);
  return prints.map((print) => print.rows);
}

function startOf(prints: Print[]): Print {
  const print: Print = { rows: [], targets: new Set() };
  prints.push(print);
  return print;
}

function segmentsOf(
  rows: readonly PrintedRow[],
  table: FormTable,
  isHead: (row: PrintedRow) => boolean,
): Segment[] {
  const segments: PrintedRow[][] = [];
  let before: PrintedRow | undefined;
  for (const row of rows) {
    const begins = before === undefined || before.grid !== row.grid || (isHead(row) && !isHead(before));
    if (begins) segments.push([row]);
    else segments.at(-1)?.push(row);
    before = row;
  }
  return segments.map((inside) => ({ rows: inside, targets: targetsIn(inside, table, isHead) }));
}

function targetsIn(
  rows: readonly PrintedRow[],
  table: FormTable,
  isHead: (row: PrintedRow) => boolean,
): ReadonlySet<number> {
  const body = rows.filter((row) => !isHead(row));
  return new Set(body.flatMap((row) => sureTargets(row, table)));
}

function continued(prints: readonly Print[], { targets }: Segment): Print | null {
  const open = prints.filter((print) => {
    const repeated = [...targets].filter((target) => print.targets.has(target)).length;
    return repeated <= MOST_REPEATED * targets.size && repeated < targets.size;
  });
  const first = Math.min(...targets);
  const follows = open.filter((print) => Math.max(...print.targets) < first);
  return follows.at(-1) ?? open.at(-1) ?? null;
}
