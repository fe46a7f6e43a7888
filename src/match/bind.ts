// Binds the grids of a document to one table of a form: rows by alignment, columns by head, count and order.
// Must not know containers, other editions, or what is done with the cells.
import type { Conventions, FormBlock, FormColumn, FormTable } from "../model/form.ts";
import type { Doubt, ReportCell } from "../model/report.ts";
import { collapse } from "../text/fold.ts";
import { alignRows, labelledTargets, type RowMatch } from "./align.ts";
import { assignColumns } from "./columns.ts";
import { type HeadLayout, headLabels, isHeadRow, isIndexRow, type Leaf, resolveHead } from "./heads.ts";
import { joinHeads, joinPieces } from "./join.ts";
import { likenessTo } from "./labels.ts";
import type { PrintedCell, PrintedRow } from "./printed.ts";

/** One printed row bound: to a row of the form, or kept under its printed label. */
export interface BoundRow {
  /** Key of the form's row, or `label:` and the printed label. */
  readonly key: string;
  readonly printed: PrintedRow;
  readonly label: PrintedCell | null;
  readonly block: FormBlock;
  readonly layout: HeadLayout;
  readonly figures: readonly PrintedCell[];
  readonly doubts: readonly Doubt[];
}

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
  const labels = [...new Set([...table.blocks.flatMap(headLabels), ...table.notes])];
  const rows = joinHeads(printed, labels, conventions);
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

/** A row of figures that is nobody's, and the bound rows next to it. */
interface Stray {
  readonly above: BoundRow | undefined;
  readonly below: BoundRow | undefined;
}

/**
 * Every figure of a table is somebody's. Where a row of figures has no label, the rows around it may have lost theirs
 * to it: their blanks are not certain.
 */
function strayFigures(
  body: readonly PrintedRow[],
  matches: readonly RowMatch[],
  bound: readonly BoundRow[],
  isHead: (row: PrintedRow) => boolean,
): Stray[] {
  const owned = new Set([...bound.map((row) => row.printed), ...matches.map((match) => match.printed)]);
  const order = [...bound].sort((a, b) => a.printed.index - b.printed.index);
  const first = order[0]?.printed;
  const last = order.at(-1)?.printed;
  if (!first || !last) return [];
  return body
    .filter(
      (row) => row.index > first.index && row.gridIndex <= last.gridIndex && row.index <= last.index + 1,
    )
    .filter((row) => !owned.has(row) && !isHead(row) && !isIndexRow(row))
    .filter((row) => row.labels.length === 0 || row.index < last.index)
    .filter((row) => row.cells.some((cell) => cell.own && cell.figure.state === "reported"))
    .map((row) => ({
      above: order.findLast((other) => other.printed.index < row.index),
      below: order.find((other) => other.printed.index > row.index),
    }));
}

function unsureBlanks(
  cells: readonly ReportCell[],
  row: BoundRow,
  strays: readonly Stray[],
): readonly ReportCell[] {
  if (!strays.some((stray) => stray.above === row || stray.below === row)) return cells;
  return cells.map((cell): ReportCell => {
    const empty = cell.state === "blank" || cell.state === "absent" || cell.state === "unreadable";
    return empty ? { ...cell, doubts: [...new Set([...cell.doubts, "ambiguous-row" as const])] } : cell;
  });
}

/** Rows of the form that were not found, where figures stand that are nobody's. */
function missingBeside(strays: readonly Stray[], bound: readonly BoundRow[], table: FormTable): string[] {
  const keys = table.blocks.flatMap((block) => block.rows.map((row) => row.key));
  const found = new Set(bound.map((row) => row.key));
  return strays.flatMap(({ above, below }) => {
    const from = above ? keys.indexOf(above.key) : -1;
    const to = below ? keys.indexOf(below.key) : keys.length;
    return keys.slice(from + 1, to).filter((key): key is string => key !== null && !found.has(key));
  });
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

function figuresAfter(row: PrintedRow, label: PrintedCell): PrintedCell[] {
  return row.cells.filter((cell) => cell.from >= label.to && (cell.own || cell.figure.state === "reported"));
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

interface ExtraRow {
  readonly printed: PrintedRow;
  readonly label: PrintedCell;
}

/** Rows under the block's heads that have a label and figures, and are nobody's: the form lacks them. */
function extraRows(
  around: Surroundings,
  table: FormTable,
  block: FormBlock,
  headRuns: readonly PrintedRow[][],
  first: RowMatch,
  last: RowMatch,
): ExtraRow[] {
  const taken = new Set(around.matches.map((match) => match.printed.index));
  const head = nearestRun(headRuns, first.printed.index)?.at(-1);
  const from = head && head.index > around.from ? head.index : first.printed.index;
  const rowsAfter = around.rows.filter((row) => row.index > last.printed.index);
  const next = rowsAfter.find((row) => around.isHead(row) || taken.has(row.index));
  const isLast = next === undefined || block === table.blocks.at(-1);
  const wanted = figuresAfter(first.printed, first.label).length / 2;
  const extras: ExtraRow[] = [];
  for (const printed of around.body) {
    if (printed.index <= from || taken.has(printed.index) || isIndexRow(printed)) continue;
    if (next && printed.index >= next.index) break;
    const label = rowLabel(printed, first.label);
    const figures = label ? figuresAfter(printed, label) : [];
    const told = figures.some((cell) => cell.figure.state !== "blank" && cell.figure.state !== "unreadable");
    const fits =
      label !== null && figures.length > 0 && figures.length >= wanted && !isTableFurniture(label, table);
    // Behind the last block nothing says where the table ends but a row that is not like its rows.
    if (isLast && printed.index > last.printed.index && !(fits && told && printed.grid === last.printed.grid))
      break;
    const inside = printed.index > first.printed.index && printed.index < last.printed.index;
    if (fits && (inside || told)) extras.push({ printed, label });
  }
  return extras;
}

/** The cell that stands where the block's rows have their labels; units and the like stand further right. */
function rowLabel(row: PrintedRow, like: PrintedCell): PrintedCell | null {
  return row.labels.findLast((cell) => cell.from <= like.from) ?? row.labels[0] ?? null;
}

/** How alike two labels must be for one to be another wording of the other, where place and count agree. */
const REWORDED = 0.4;

interface Renamed {
  readonly keys: ReadonlyMap<ExtraRow, string>;
  readonly unsure: ReadonlySet<ExtraRow>;
  readonly suspects: readonly string[];
}

/** A row that the form lacks and one that the document lacks, in the same place, may be one row in other words. */
function renamedRows(extras: readonly ExtraRow[], block: FormBlock, matches: readonly RowMatch[]): Renamed {
  const keys = new Map<ExtraRow, string>();
  const unsure = new Set<ExtraRow>();
  const suspects: string[] = [];
  const found = matches.map((match) => ({
    rank: block.rows.indexOf(match.target.row),
    at: match.printed.index,
  }));
  for (let gap = 0; gap <= found.length; gap += 1) {
    const [above, below] = [found[gap - 1], found[gap]];
    const missing = block.rows.slice((above?.rank ?? -1) + 1, below?.rank).filter((row) => row.key !== null);
    const here = extras.filter(
      ({ printed }) =>
        printed.index > (above?.at ?? -1) && printed.index < (below?.at ?? Number.POSITIVE_INFINITY),
    );
    if (missing.length === 0 || here.length === 0) continue;
    for (const extra of here) unsure.add(extra);
    const alike = here.every((extra, index) => {
      const row = missing[index];
      return row !== undefined && likenessTo(extra.label.wording, row.label) >= REWORDED;
    });
    if (alike && here.length === missing.length) {
      for (const [index, extra] of here.entries()) keys.set(extra, missing[index]?.key ?? "");
    } else suspects.push(...missing.map((row) => row.key ?? ""));
  }
  return { keys, unsure, suspects };
}

function isTableFurniture(label: PrintedCell, table: FormTable): boolean {
  const labels = [
    table.title,
    ...table.notes,
    ...table.blocks.flatMap((block) => (block.head ? [block.head] : [])),
  ];
  return labels.some((one) => likenessTo(label.wording, one) >= 0.95);
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

/** The printed label as a key: white space and list number taken off, nothing else. */
function printedKey(label: PrintedCell): string {
  const tight = label.text.replace(/[\s\p{Z}\p{Cf}]/gu, "");
  const bare = tight.replace(/^[(（]?[\d一二三四五六七八九十]{1,3}[)）、．.，,]+|^[①-⑳⑴-⒛]/u, "");
  return bare === "" ? tight : bare;
}

function phantoms(row: BoundRow, bound: readonly BoundRow[]): { lead: number; trail: number } {
  const peers = bound.filter(
    (other) => other.block === row.block && other.figures.length === row.figures.length,
  );
  const blank = (index: number) => peers.every((peer) => peer.figures[index]?.figure.state === "blank");
  let lead = 0;
  while (lead < row.figures.length && blank(lead)) lead += 1;
  let trail = 0;
  while (trail < row.figures.length && blank(row.figures.length - 1 - trail)) trail += 1;
  return { lead, trail };
}

function rowCells(row: BoundRow, table: FormTable, bound: readonly BoundRow[]): ReportCell[] {
  const cutOff = isCutOff(row);
  const assigned = cutOff
    ? { kind: "bound" as const, cells: row.figures, merged: new Set<number>() }
    : assignColumns(row.figures, row.layout, phantoms(row, bound));
  const cells: ReportCell[] = [];
  row.layout.leaves.forEach((leaf, index) => {
    const column = leafKey(leaf);
    if (column === null) return;
    const key = { table: table.key, row: row.key, column };
    if (assigned.kind === "unclear") {
      cells.push({ ...key, ...unclear(row, assigned.cells) });
      return;
    }
    const cell = assigned.cells[index] ?? null;
    const merged = assigned.merged.has(index) || (cell !== null && standsForMore(cell, row, bound));
    const blankMerge = merged && cell?.figure.state === "blank";
    const facts = cellFacts(cell, row, leaf, merged && !blankMerge);
    cells.push({ ...key, ...facts, ...(cutOff ? { doubts: [...facts.doubts, "cut-off" as const] } : {}) });
  });
  return cells;
}

/** A figure that spans down over other rows of the table is printed for all of them; over empty pieces, for its own. */
function standsForMore(cell: PrintedCell, row: BoundRow, bound: readonly BoundRow[]): boolean {
  if (!cell.own) return true;
  if (cell.rowSpan === 1) return false;
  return bound.some(
    (other) => other !== row && other.printed.cells.some((below) => !below.own && below.at === cell.at),
  );
}

/** The last row of a text that ends too early: what stands there stands in order, but its end may be cut. */
function isCutOff(row: BoundRow): boolean {
  return (
    row.printed.last && row.printed.grid.edges === "order" && row.figures.length < row.layout.leaves.length
  );
}

function leafKey(leaf: Leaf): string | null {
  if (leaf.kind === "column") return leaf.column.key;
  return leaf.kind === "extra" ? `label:${leaf.label}` : null;
}

type CellFacts = Omit<ReportCell, "table" | "row" | "column">;

function cellFacts(cell: PrintedCell | null, row: BoundRow, leaf: Leaf, merged: boolean): CellFacts {
  const at = cell?.at ?? row.label?.at ?? row.printed.grid.at;
  if (!cell) {
    return { value: null, raw: "", state: "absent", doubts: row.doubts, settledBy: "structure", at };
  }
  const { figure } = cell;
  const doubts: Doubt[] = [...row.doubts];
  if (merged) doubts.push("merged-figure");
  const illegible = figure.state === "unreadable" && /\d/.test(collapse(cell.text));
  if (illegible || figure.odd || (leaf.kind === "column" && isOdd(figure.value, leaf.column, row)))
    doubts.push("odd-figure");
  return {
    value: merged && !cell.own ? null : figure.value,
    raw: collapse(cell.text),
    state: figure.state,
    doubts,
    settledBy: "structure",
    ...(figure.unit ? { unit: figure.unit } : {}),
    at,
  };
}

/** A count with a fraction, or a negative figure where only counts or amounts stand. */
function isOdd(value: string | null, column: FormColumn, row: BoundRow): boolean {
  if (value === null) return false;
  const type = row.block.rows.find((one) => one.key === row.key)?.type ?? column.type;
  if (value.startsWith("-")) return type !== "change";
  return value.includes(".") && type !== "amount";
}

function unclear(row: BoundRow, cells: readonly PrintedCell[]): CellFacts {
  const printed = cells.filter((cell) => cell.figure.state === "reported");
  return {
    value: null,
    raw: collapse(cells.map((cell) => cell.text).join(" | ")),
    state: printed.length > 0 ? "unreadable" : "blank",
    doubts: [...row.doubts, "ambiguous-position"],
    alternatives: [...new Set(printed.map((cell) => cell.figure.value ?? ""))],
    settledBy: "structure",
    at: cells[0]?.at ?? row.label?.at ?? row.printed.grid.at,
  };
}

/** Cells of rows that the document does not have. */
function absentCells(
  table: FormTable,
  bound: readonly BoundRow[],
  suspects: ReadonlySet<string>,
): ReportCell[] {
  const at = bound[0]?.printed.grid.at ?? {};
  const found = new Set(bound.map((row) => row.key));
  return table.blocks.flatMap((block) =>
    block.rows.flatMap((row) =>
      row.key === null || found.has(row.key)
        ? []
        : block.columns.map(
            (column): ReportCell => ({
              table: table.key,
              row: row.key as string,
              column: column.key,
              value: null,
              raw: "",
              state: "absent",
              doubts: suspects.has(row.key as string) ? ["ambiguous-row"] : [],
              settledBy: "structure",
              at,
            }),
          ),
    ),
  );
}
