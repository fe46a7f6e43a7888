// Binds the grids of a document to one table of a form: rows by alignment, columns by head, count and order.
// Must not know containers, other editions, or what is done with the cells.
import type { Conventions, FormBlock, FormTable, Label } from "../../model/form.ts";
import type { ReportCell } from "../../model/report.ts";
import { alignRows, labelledTargets, type RowMatch } from "./align.ts";
import { type BoundRow, figuresAfter } from "./bound.ts";
import { absentCells, rowCells } from "./cells.ts";
import { extraRows, printedKey, renamedRows } from "./extra.ts";
import { type HeadLayout, headLabels, isHeadRow, isIndexRow, resolveHead } from "./heads.ts";
import { joinHeads, joinPieces } from "./join.ts";
import type { PrintedCell, PrintedRow } from "./printed.ts";
import { missingBeside, strayFigures, unsureBlanks } from "./strays.ts";

export interface TableBinding {
  readonly table: FormTable;
  readonly rows: readonly BoundRow[];
  readonly cells: readonly ReportCell[];
  /** Ranks of the printed rows that belong to this table, heads included. */
  readonly used: ReadonlySet<number>;
  /** How well the table was found: matched labels and heads, less what is missing or strange. */
  readonly score: number;
}

/** @returns the binding of the table's best occurrence among the rows, or null when the table is not there. */
export function bindTable(
  printed: readonly PrintedRow[],
  table: FormTable,
  conventions: Conventions,
): TableBinding | null {
  const rows = joinHeads(printed, labelsInHeads(table), conventions);
  const heads = new Map<FormBlock, ReadonlySet<PrintedRow>>(
    table.blocks.map((block) => [block, new Set(rows.filter((row) => isHeadRow(row, block)))]),
  );
  const isHead = (row: PrintedRow) => table.blocks.some((block) => heads.get(block)?.has(row));
  const body = joinPieces(
    rows.filter((row) => !isHead(row)),
    labelledTargets(table),
    conventions,
  );
  const matches = alignRows(body, table);
  const bound: BoundRow[] = [];
  const used = new Set<number>();
  const suspects = new Set<string>();
  let score = 0;
  let from = -1;
  for (const block of table.blocks) {
    const found = bindBlock(block, table, {
      rows,
      body,
      matches,
      heads: heads.get(block) ?? new Set(),
      isHead,
      from,
    });
    if (!found) {
      // Its heads stand there: rows whose labels were lost are not surely absent.
      if (heads.get(block)?.size) for (const row of block.rows) suspects.add(row.key ?? "");
      continue;
    }
    bound.push(...found.rows);
    for (const key of found.suspects) suspects.add(key);
    for (const index of found.used) used.add(index);
    score += found.score;
    from = Math.max(from, ...found.used);
  }
  const keyed = bound.filter((row) => !row.key.startsWith("label:")).length;
  const expected = table.blocks.reduce(
    (sum, block) => sum + block.rows.filter((row) => row.key !== null).length,
    0,
  );
  if (keyed === 0 || (score < 2 && keyed < 0.6 * expected) || score <= 0) return null;
  const strays = strayFigures(body, matches, bound, isHead);
  for (const key of missingBeside(strays, bound, table)) suspects.add(key);
  const cells = [
    ...bound.flatMap((row) => unsureBlanks(rowCells(row, table, bound), row, strays)),
    ...absentCells(table, bound, suspects),
  ];
  return { table, rows: bound, cells, used, score: score - 0.3 * (expected - keyed) };
}

const headCache = new WeakMap<FormTable, readonly Label[]>();

/** Labels that may stand in the table's heads. */
function labelsInHeads(table: FormTable): readonly Label[] {
  let labels = headCache.get(table);
  if (!labels) {
    labels = [...new Set([...table.blocks.flatMap(headLabels), ...table.notes])];
    headCache.set(table, labels);
  }
  return labels;
}

interface Surroundings {
  readonly rows: readonly PrintedRow[];
  readonly body: readonly PrintedRow[];
  readonly matches: readonly RowMatch[];
  readonly heads: ReadonlySet<PrintedRow>;
  /** Whether a row is a head of any block of the table. */
  readonly isHead: (row: PrintedRow) => boolean;
  /** Rank of the last row of the block before. */
  readonly from: number;
}

interface BlockBinding {
  readonly rows: readonly BoundRow[];
  readonly used: readonly number[];
  /** Rows of the form that were not found, and may stand there under another label. */
  readonly suspects: readonly string[];
  readonly score: number;
}

function bindBlock(block: FormBlock, table: FormTable, around: Surroundings): BlockBinding | null {
  if (block.rows.every((row) => row.label.text === "")) return bindUnlabelled(block, table, around);
  const matches = around.matches.filter((match) => match.target.block === block);
  const first = matches[0];
  const last = matches.at(-1);
  if (!first || !last) return null;
  const bound: BoundRow[] = [];
  const used: number[] = [];
  const headRuns = runsOfHeads(around, first.printed.index, last.printed.index);
  const layouts = new Map<PrintedRow[], HeadLayout>();
  const layoutFor = (printed: PrintedRow, label: PrintedCell) => {
    const run = nearestRun(headRuns, printed.index) ?? [];
    const key = run as PrintedRow[];
    let layout = layouts.get(key);
    if (!layout) {
      layout = resolveHead(run, block, table, label.to);
      layouts.set(key, layout);
    }
    return layout.ranges && run[0]?.grid !== printed.grid ? { ...layout, ranges: null } : layout;
  };
  let score = 0;
  for (const match of matches) {
    score += match.score;
    used.push(match.printed.index);
    if (match.target.row.key === null) continue;
    const layout = layoutFor(match.printed, match.label);
    bound.push({
      key: match.target.row.key,
      printed: match.printed,
      label: match.label,
      block,
      layout,
      figures: figuresAfter(match.printed, match.label),
      doubts: isPinned(match, matches) ? [] : ["ambiguous-row"],
    });
  }
  const extras = extraRows(around, table, block, headRuns, first, last);
  const renamed = renamedRows(extras, block, matches);
  for (const extra of extras) {
    const { printed, label } = extra;
    used.push(printed.index);
    bound.push({
      key: renamed.keys.get(extra) ?? `label:${printedKey(label)}`,
      printed,
      label,
      block,
      layout: layoutFor(printed, label),
      figures: figuresAfter(printed, label),
      doubts: renamed.unsure.has(extra) ? ["ambiguous-row"] : [],
    });
  }
  for (const run of headRuns) for (const row of run) used.push(row.index);
  const complete = [...layouts.values()].some((layout) => layout.complete);
  bound.sort((a, b) => a.printed.index - b.printed.index);
  const { suspects } = renamed;
  return { rows: bound, used, suspects, score: score + (complete ? 1 + 0.2 * block.columns.length : 0) };
}

/** A block whose rows have no labels: its figures stand in the first row under complete heads. */
function bindUnlabelled(block: FormBlock, table: FormTable, around: Surroundings): BlockBinding | null {
  for (const run of runsOfHeads(around, -1, Number.MAX_SAFE_INTEGER)) {
    const lastHead = run.at(-1) as PrintedRow;
    const first = run[0] as PrintedRow;
    const below = around.rows.filter(
      (row) => row.index > lastHead.index && row.gridIndex <= lastHead.gridIndex + 1,
    );
    const data = firstFigures(below, block.columns.length);
    if (!data) continue;
    const label = data.labels[0] ?? null;
    const layout = resolveHead(run, block, table, label ? label.to : 0);
    if (!layout.complete) continue;
    const aligned = layout.ranges && data.grid !== first.grid ? { ...layout, ranges: null } : layout;
    const row: BoundRow = {
      key: block.rows[0]?.key ?? "",
      printed: data,
      label,
      block,
      layout: aligned,
      figures: label ? figuresAfter(data, label) : data.cells.filter((cell) => cell.own),
      doubts: [],
    };
    const used = [...run.map((head) => head.index), data.index];
    return { rows: [row], used, suspects: [], score: 1 + 0.2 * block.columns.length };
  }
  return null;
}

function firstFigures(rows: readonly PrintedRow[], columns: number): PrintedRow | null {
  for (const row of rows) {
    if (isIndexRow(row)) continue;
    if (row.labels.length > 1) return null;
    const own = row.cells.filter((cell) => cell.own).length - row.labels.length;
    return own >= Math.min(columns, 2) ? row : null;
  }
  return null;
}

/** Maximal runs of head rows of the block, from behind the block before up to the block's last row. */
function runsOfHeads(around: Surroundings, firstRow: number, lastRow: number): PrintedRow[][] {
  const runs: PrintedRow[][] = [];
  let open: PrintedRow[] | null = null;
  for (const row of around.rows) {
    if (row.index > lastRow) break;
    const between = open !== null && isIndexRow(row);
    if (around.heads.has(row) && (row.index > around.from || row.index > firstRow)) {
      if (open && open[0]?.gridIndex === row.gridIndex) open.push(row);
      else {
        open = [row];
        runs.push(open);
      }
    } else if (!between) open = null;
  }
  return runs;
}

function nearestRun(runs: readonly PrintedRow[][], index: number): PrintedRow[] | undefined {
  return runs.findLast((run) => (run.at(-1)?.index ?? 0) < index);
}

/** A label that is only alike is sure when its neighbours leave it no other row. */
function isPinned(match: RowMatch, matches: readonly RowMatch[]): boolean {
  if (match.score >= 0.85) return true;
  const at = matches.indexOf(match);
  const rows = match.target.block.rows;
  const rank = rows.indexOf(match.target.row);
  const before = matches[at - 1];
  const after = matches[at + 1];
  const beforeSits = before
    ? rows.indexOf(before.target.row) === rank - 1 && before.score >= 0.85
    : rank === 0;
  const afterSits = after
    ? rows.indexOf(after.target.row) === rank + 1 && after.score >= 0.85
    : rank === rows.length - 1;
  return beforeSits && afterSits;
}
