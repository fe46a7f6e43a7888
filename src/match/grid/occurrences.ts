// Tells the prints of one table apart: last year's beside this year's, a sample form, one for each department. The rows
// of one print are then bound among themselves, and never mixed with another's.
// Must not know which print is the report's.
import type { FormTable } from "../../model/form.ts";
import { MOST_REPEATED } from "../weights/tables.ts";
import { labelledTargets, sureTargets } from "./align.ts";
import type { PrintedRow } from "./printed.ts";

/** Rows from one head to the next, to the end of their grid, or to where they come again: no print begins or ends within. */
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
 * most of all with the one that it follows in the form's order; one that repeats rows, or all that was printed before, begins a
 * print of its own.
 */
export function occurrencesOf(
  rows: readonly PrintedRow[],
  table: FormTable,
  isHead: (row: PrintedRow) => boolean,
): readonly (readonly PrintedRow[])[] {
  if (labelledTargets(table).length === 0) return underHeads(rows, isHead);
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

/** Where no row has a label, heads with rows below them are a print: heads that come again begin the next one. */
function underHeads(
  rows: readonly PrintedRow[],
  isHead: (row: PrintedRow) => boolean,
): readonly (readonly PrintedRow[])[] {
  const prints: PrintedRow[][] = [];
  let below = true;
  for (const row of rows) {
    const head = isHead(row);
    if (head && below) prints.push([row]);
    else prints.at(-1)?.push(row);
    below = !head;
  }
  return prints;
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
  return segments.flatMap((inside) =>
    withoutRepeats(
      inside.map((row) => {
        const head = isHead(row);
        return { row, head, target: head ? undefined : sureTargets(row, table)[0] };
      }),
    ),
  );
}

/** A row, and the rank of the form's row that it is for sure. */
interface Known {
  readonly row: PrintedRow;
  readonly head: boolean;
  readonly target: number | undefined;
}

/** Under one head the rows may be printed over again, for another year or organ: each time is a segment under that head. */
function withoutRepeats(inside: readonly Known[]): Segment[] {
  const starts = [0];
  let open = new Set<number>();
  inside.forEach(({ target }, index) => {
    if (target === undefined) return;
    if (open.has(target) && beginsAgain(inside.slice(index), open)) {
      starts.push(withLinesAbove(inside, index));
      open = new Set();
    }
    open.add(target);
  });
  const heads = inside.filter(({ head }) => head);
  return starts.map((start, rank) => {
    const part = inside.slice(start, starts[rank + 1]);
    const rows = [...(rank > 0 ? heads : []), ...part].map(({ row }) => row);
    return { rows, targets: new Set(part.flatMap(({ target }) => target ?? [])) };
  });
}

/** Whether what follows is most of what was printed before, and little else: a single row that comes again is no print. */
function beginsAgain(rest: readonly Known[], open: ReadonlySet<number>): boolean {
  const coming = new Set(rest.flatMap(({ target }) => target ?? []));
  const repeated = [...coming].filter((target) => open.has(target)).length;
  return repeated > 1 && repeated > MOST_REPEATED * coming.size && repeated >= MOST_REPEATED * open.size;
}

/** Where the lines without figures begin that stand over a row. */
function withLinesAbove(inside: readonly Known[], index: number): number {
  let start = index;
  while (start > 0 && inside[start - 1]?.target === undefined && !hasFigure(inside[start - 1]?.row))
    start -= 1;
  return start;
}

function hasFigure(row: PrintedRow | undefined): boolean {
  return row?.cells.some(({ own, figure }) => own && figure.state === "reported") ?? false;
}

function continued(prints: readonly Print[], { targets }: Segment): Print | null {
  const open = prints.filter((print) => {
    const repeated = [...targets].filter((target) => print.targets.has(target)).length;
    // What is printed over again whole was none of this table: a row of the same name in another.
    const again = repeated === print.targets.size;
    return repeated <= MOST_REPEATED * targets.size && repeated < targets.size && !again;
  });
  const first = Math.min(...targets);
  const follows = open.filter((print) => Math.max(...print.targets) < first);
  return follows.at(-1) ?? open.at(-1) ?? null;
}
