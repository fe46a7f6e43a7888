// Figures of a table that are nobody's, and what they put in doubt.
// Must not know columns or how rows were bound.
import type { FormTable } from "../../model/form.ts";
import { labelledTargets, rowsUnder } from "./align.ts";
import type { BoundRow } from "./bound.ts";
import { mayBeginRow } from "./join.ts";
import { type PrintedCell, type PrintedRow, showsFigure } from "./printed.ts";
import type { Print } from "./prints.ts";

/** A row of figures that is nobody's, or figures by themselves beside a grid, and the bound rows next to them. */
export interface Stray {
  readonly above: BoundRow | undefined;
  readonly below: BoundRow | undefined;
  /** Where it begins or ends its grid: the rows at which other grids end or begin. It may be the rest of one of them. */
  readonly beyond: readonly BoundRow[];
}

/**
 * Every figure of a table is somebody's. Where a row of figures has no label, the rows around it may have lost theirs
 * to it: their blanks are not certain.
 */
export function strayFigures(
  { body, matches, isHead, table, numbering }: Print,
  bound: readonly BoundRow[],
): Stray[] {
  const keyed = bound.filter((row) => !isTorn(row, table));
  const owned = new Set([...keyed.map((row) => row.printed), ...matches.flatMap(rowsUnder)]);
  const order = [...keyed].sort((a, b) => a.printed.index - b.printed.index);
  const first = order[0]?.printed;
  const last = order.at(-1)?.printed;
  if (!first || !last) return [];
  const top = topOf(body, first);
  const targets = labelledTargets(table);
  // A figure of which something is lost, or what a page left of a label.
  const isPiece = (label: PrintedCell) => showsFigure(label) || mayBeginRow(label, targets);
  const outside = order.flatMap((row): Stray[] => [
    ...(row.printed.figuresAbove ? [{ above: undefined, below: row, beyond: [] }] : []),
    ...(row.printed.figuresBelow ? [{ above: row, below: undefined, beyond: [] }] : []),
  ]);
  const inside = body
    .filter((row) => row.index >= top && row.gridIndex <= last.gridIndex && row.index <= last.index + 1)
    .filter((row) => !owned.has(row) && !isHead(row))
    .filter((row) => row.index < last.index || row.labels.every(isPiece))
    .filter((row) => row.cells.some(showsFigure))
    .flatMap((row) => {
      const stray = {
        above: order.findLast((other) => other.printed.index < row.index),
        below: order.find((other) => other.printed.index > row.index),
        beyond: cutFrom(row, body, order),
      };
      // Numbers under the heads of a block number its columns, unless a row is missing that they may be the figures of.
      const isNumbers = numbering.has(row.index) && missingBeside([stray], bound, table).length === 0;
      return isNumbers ? [] : [stray];
    });
  return [...outside, ...inside];
}

/** The last rows of other grids where a row begins its own, and their first rows where it ends it. */
function cutFrom(
  { grid, index }: PrintedRow,
  body: readonly PrintedRow[],
  order: readonly BoundRow[],
): BoundRow[] {
  const own = body.filter((row) => row.grid === grid);
  const others = [...new Set(order.map(({ printed }) => printed.grid))]
    .filter((other) => other !== grid)
    .map((other) => order.filter(({ printed }) => printed.grid === other));
  const ends = own[0]?.index === index ? others.map((rows) => rows.at(-1)) : [];
  const beginnings = own.at(-1)?.index === index ? others.map((rows) => rows[0]) : [];
  return [...ends, ...beginnings].filter((row) => row !== undefined);
}

/** A row that the form lacks, and whose label is no more than the beginning of one that it has. */
function isTorn({ key, label }: BoundRow, table: FormTable): boolean {
  return key.startsWith("label:") && label !== null && mayBeginRow(label, labelledTargets(table));
}

/** Where rows of nothing but figures begin that stand right above the first row bound: its label, or theirs, was lost. */
function topOf(body: readonly PrintedRow[], first: PrintedRow): number {
  const above = body.filter((row) => row.index < first.index && row.gridIndex === first.gridIndex);
  const labelled = above.findLastIndex((row) => row.labels.length > 0);
  return above[labelled + 1]?.index ?? first.index;
}

/** Whether a row of figures without a label stands next to the row: its empty cells may be those of that one. */
export function standsBesideStray(row: BoundRow, strays: readonly Stray[]): boolean {
  return strays.some(({ above, below, beyond }) => above === row || below === row || beyond.includes(row));
}

/** Rows of the form that were not found, where figures stand that are nobody's. */
export function missingBeside(
  strays: readonly Stray[],
  bound: readonly BoundRow[],
  table: FormTable,
): string[] {
  const keys = table.blocks.flatMap((block) => block.rows.map((row) => row.key));
  const found = new Set(bound.map((row) => row.key));
  return strays.flatMap(({ above, below }) => {
    const from = above ? keys.indexOf(above.key) : -1;
    const to = below ? keys.indexOf(below.key) : keys.length;
    return keys.slice(from + 1, to).filter((key): key is string => key !== null && !found.has(key));
  });
}

/**
 * Rows with figures without a label at one end and a missing row of the form at the other: where a label was lost and one cell
 * more or less merged, labels stand a row off.
 */
export function shiftedRows(strays: readonly Stray[], bound: readonly BoundRow[]): ReadonlySet<BoundRow> {
  const shifted = new Set<BoundRow>();
  for (const { above, below } of strays) {
    for (const [end, step] of [
      [above, -1],
      [below, 1],
    ] as const) {
      const run = end ? runFrom(end, step, bound) : [];
      for (const row of run) shifted.add(row);
    }
  }
  return shifted;
}

/**
 * Rows that stand beside their figures by number alone, between a label that the form lacks and a row of the form that is missing: a line
 * too many may have made up for a label too few.
 */
export function misnumberedRows(bound: readonly BoundRow[], { blocks }: FormTable): ReadonlySet<BoundRow> {
  const order = bound
    .filter(({ printed }) => printed.grid.byNumber)
    .sort((a, b) => a.printed.index - b.printed.index);
  const isExtra = ({ key }: BoundRow) => key.startsWith("label:");
  const misnumbered = new Set<BoundRow>();
  order.forEach((extra, rank) => {
    if (!isExtra(extra)) return;
    const above = order.slice(0, rank).findLast((row) => !isExtra(row));
    const below = order.slice(rank + 1).find((row) => !isExtra(row));
    const run = [
      ...(above ? runFrom(above, -1, bound, [...blocks]) : []),
      ...(below ? runFrom(below, 1, bound, [...blocks]) : []),
    ];
    for (const row of run.length > 0 ? [extra, ...run] : []) misnumbered.add(row);
  });
  return misnumbered;
}

/** The rows of blocks from one on, as the form has them; none unless the form's next one was not found. */
function runFrom(end: BoundRow, step: 1 | -1, bound: readonly BoundRow[], blocks = [end.block]): BoundRow[] {
  const places = blocks.flatMap((block) =>
    block.rows.flatMap(({ key }) => (key === null ? [] : [{ key, block }])),
  );
  const run: BoundRow[] = [];
  const isAt = (row: BoundRow, at: number) => row.key === places[at]?.key && row.block === places[at]?.block;
  for (let at = places.findIndex((_, rank) => isAt(end, rank)); at >= 0 && at < places.length; at += step) {
    const row = bound.find((one) => isAt(one, at));
    if (row === undefined) return run;
    run.push(row);
  }
  return [];
}
