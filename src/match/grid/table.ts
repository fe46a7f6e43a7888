// Binds the grids of a document to one table of a form, each print of it by itself: rows by alignment, columns by head,
// count and order. Must not know containers, other editions, or which print is the report's.
import type { Conventions, FormBlock, FormTable, Label, Relation } from "../../model/form.ts";
import type { ReportCell } from "../../model/report.ts";
import { isQualifier, type Perspective, standingOf } from "../labels/standing.ts";
import { alignRows, EXACT, labelledTargets, type RowMatch } from "./align.ts";
import { type BoundRow, figuresAfter } from "./bound.ts";
import { absentCells, rowCells } from "./cells.ts";
import { extraRows, printedKey, renamedRows } from "./extra.ts";
import { type HeadLayout, headLabels, isHeadRow, isIndexRow } from "./heads.ts";
import { joinHeads, joinPieces, mayBeginRow } from "./join.ts";
import { resolveHead } from "./leaves.ts";
import { occurrencesOf } from "./occurrences.ts";
import type { PrintedCell, PrintedRow } from "./printed.ts";
import { missingBeside, strayFigures, unsureBlanks } from "./strays.ts";

export interface TableBinding {
  readonly table: FormTable;
  readonly rows: readonly BoundRow[];
  readonly cells: readonly ReportCell[];
  /** Ranks of the printed rows that belong to this table, heads included. */
  readonly used: ReadonlySet<number>;
  /** True when a row of figures among the table's rows is nobody's. */
  readonly strays: boolean;
  /** How well the table was found: matched labels and heads, less what is missing or strange. */
  readonly score: number;
}

/** What is asked of the rows: which table, in whose report. */
export interface TableQuestion {
  readonly table: FormTable;
  /** The form's own, of this table. */
  readonly relations: readonly Relation[];
  readonly conventions: Conventions;
  readonly perspective: Perspective;
}

/** @returns a binding for each print of the table among the rows, in the document's order. */
export function bindTable(printed: readonly PrintedRow[], question: TableQuestion): TableBinding[] {
  const { table, conventions } = question;
  const rows = joinHeads(printed, labelsInHeads(table), conventions);
  const heads = new Map<FormBlock, ReadonlySet<PrintedRow>>(
    table.blocks.map((block) => [block, headsOf(rows, block, question)]),
  );
  const isHead = (row: PrintedRow) => table.blocks.some((block) => heads.get(block)?.has(row));
  return occurrencesOf(rows, table, isHead).flatMap((inside) => {
    const body = joinPieces(
      inside.filter((row) => !isHead(row)),
      labelledTargets(table),
      conventions,
    );
    return bindPrint({ ...question, rows: inside, body, matches: alignRows(body, table), heads, isHead });
  });
}

/** Rows of heads, and those right below that say which of two years or organs each column is of. */
function headsOf(
  rows: readonly PrintedRow[],
  block: FormBlock,
  { table, conventions, perspective }: TableQuestion,
): ReadonlySet<PrintedRow> {
  const heads = new Set<PrintedRow>();
  let before: PrintedRow | undefined;
  for (const row of rows) {
    const below = before !== undefined && heads.has(before) && before.grid === row.grid;
    if (isHeadRow(row, block, table, conventions) || (below && qualifies(row, perspective))) heads.add(row);
    before = row;
  }
  return heads;
}

function qualifies(row: PrintedRow, perspective: Perspective): boolean {
  const words = row.cells.filter((cell) => cell.own && cell.text.trim() !== "");
  return words.length > 1 && words.every((cell) => isQualifier(cell.text, perspective));
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

/** One print of a table, and what was found out about its rows. */
interface Print extends TableQuestion {
  readonly rows: readonly PrintedRow[];
  readonly body: readonly PrintedRow[];
  readonly matches: readonly RowMatch[];
  readonly heads: ReadonlyMap<FormBlock, ReadonlySet<PrintedRow>>;
  /** Whether a row is a head of any block of the table. */
  readonly isHead: (row: PrintedRow) => boolean;
}

/** How well the least of tables must be found, unless this share of its rows is there. */
const LEAST_SCORE = 2;
const LEAST_ROWS = 0.6;
/** What a row of the form that is not there takes from the score of a table's print. */
const MISSING_ROW = 0.3;

function bindPrint(print: Print): TableBinding[] {
  const { table, body, matches, isHead } = print;
  const bound: BoundRow[] = [];
  const used = new Set<number>();
  const suspects = new Set<string>();
  let score = 0;
  for (const block of table.blocks) {
    const found = bindBlock(block, print, used);
    if (!found) {
      // Its heads stand there: rows whose labels were lost are not surely absent.
      if (runsOfHeads(block, print).length > 0) for (const key of keysOf(block)) suspects.add(key);
      continue;
    }
    bound.push(...found.rows);
    for (const key of found.suspects) suspects.add(key);
    for (const index of found.used) used.add(index);
    score += found.score;
  }
  const keyed = bound.filter((row) => !row.key.startsWith("label:")).length;
  const expected = table.blocks.reduce((sum, block) => sum + keysOf(block).length, 0);
  if (keyed === 0 || (score < LEAST_SCORE && keyed < LEAST_ROWS * expected) || score <= 0) return [];
  const strays = strayFigures(body, matches, bound, isHead, table);
  for (const key of missingBeside(strays, bound, table)) suspects.add(key);
  const cells = [
    ...bound.flatMap((row) => unsureBlanks(rowCells(row, print, bound), row, strays)),
    ...absentCells(table, bound, suspects),
  ];
  const found = { table, rows: bound, cells, used, strays: strays.length > 0 };
  return [{ ...found, score: score - MISSING_ROW * (expected - keyed) }];
}

function keysOf(block: FormBlock): string[] {
  return block.rows.flatMap(({ key }) => (key === null ? [] : [key]));
}

interface BlockBinding {
  readonly rows: readonly BoundRow[];
  readonly used: readonly number[];
  /** Rows of the form that were not found, and may stand there under another label. */
  readonly suspects: readonly string[];
  readonly score: number;
}

/** What heads that were all found add to a table's score, and each column of theirs. */
const COMPLETE_HEADS = 1;
const FOUND_COLUMN = 0.2;

function bindBlock(block: FormBlock, print: Print, taken: ReadonlySet<number>): BlockBinding | null {
  if (block.rows.every((row) => row.label.text === "")) return bindUnlabelled(block, print);
  const matches = print.matches.filter((match) => match.target.block === block);
  const inPlace = [...matches].sort((a, b) => a.printed.index - b.printed.index);
  const first = inPlace[0];
  const last = inPlace.at(-1);
  if (!first || !last) return null;
  const headRuns = runsOfHeads(block, print).filter((run) => (run[0]?.index ?? 0) < last.printed.index);
  const layouts = new Layouts(block, print, headRuns, inPlace);
  const extras = extraRows({ ...print, taken }, block, headRuns, first, last);
  const renamed = renamedRows(extras, block, inPlace);
  const rowsFound = matches.flatMap((match): BoundRow[] => {
    const { key } = match.target.row;
    if (key === null) return [];
    const sure = isPinned(match, matches) && !isTornBlank(match);
    const doubts = sure ? [] : (["ambiguous-row"] as const);
    return [layouts.bound(key, match.printed, match.label, doubts)];
  });
  const rowsExtra = extras.map((extra) => {
    const key = renamed.keys.get(extra) ?? `label:${printedKey(extra.label)}`;
    // Half a label may be all that a page left of a row of the form.
    const unsure = renamed.unsure.has(extra) || mayBeginRow(extra.label, labelledTargets(print.table));
    return layouts.bound(key, extra.printed, extra.label, unsure ? ["ambiguous-row"] : []);
  });
  const rows = [...rowsFound, ...rowsExtra].sort((a, b) => a.printed.index - b.printed.index);
  const used = [...matches, ...extras].map(({ printed }) => printed.index);
  for (const run of headRuns) for (const row of run) used.push(row.index);
  const heads = layouts.complete ? COMPLETE_HEADS + FOUND_COLUMN * block.columns.length : 0;
  const score = matches.reduce((sum, match) => sum + match.score, heads);
  return { rows, used, suspects: renamed.suspects, score };
}

/** The layout under each run of a block's heads, read once. */
class Layouts {
  private readonly known = new Map<readonly PrintedRow[], HeadLayout>();
  private readonly width: number;

  constructor(
    private readonly block: FormBlock,
    private readonly print: Print,
    private readonly runs: readonly (readonly PrintedRow[])[],
    matches: readonly RowMatch[],
  ) {
    const keyed = matches.filter(({ target }) => target.row.key !== null);
    this.width = Math.max(
      0,
      ...keyed.map(({ printed, label }) => printedWidth(figuresAfter(printed, label))),
    );
  }

  /** True when every column's head was found under some run. */
  get complete(): boolean {
    return [...this.known.values()].some((layout) => layout.complete);
  }

  bound(key: string, printed: PrintedRow, label: PrintedCell, doubts: BoundRow["doubts"]): BoundRow {
    const layout = this.layoutFor(printed, label);
    return { key, printed, label, block: this.block, layout, figures: figuresAfter(printed, label), doubts };
  }

  private layoutFor(printed: PrintedRow, label: PrintedCell): HeadLayout {
    const run = this.runs.findLast((one) => (one.at(-1)?.index ?? 0) < printed.index) ?? NO_HEADS;
    const layout = this.known.get(run) ?? this.read(run, label.to);
    this.known.set(run, layout);
    return layout.ranges && run[0]?.grid !== printed.grid ? { ...layout, ranges: null } : layout;
  }

  private read(heads: readonly PrintedRow[], figuresFrom: number): HeadLayout {
    const { table, perspective } = this.print;
    return resolveHead({ heads, block: this.block, table, figuresFrom, width: this.width, perspective });
  }
}

const NO_HEADS: readonly PrintedRow[] = [];

/** How many cells a row has up to its last one that prints something: those behind may be padding. */
function printedWidth(cells: readonly PrintedCell[]): number {
  return cells.findLastIndex(({ figure }) => figure.state !== "blank") + 1;
}

/** A block whose rows have no labels: its figures stand under complete heads, in the row that is the report's. */
function bindUnlabelled(block: FormBlock, print: Print): BlockBinding | null {
  const { rows, table, perspective } = print;
  const key = block.rows[0]?.key;
  if (key === undefined || key === null) return null;
  for (const heads of runsOfHeads(block, print)) {
    const lastHead = heads.at(-1) as PrintedRow;
    const below = rows.filter((row) => row.index > lastHead.index && row.gridIndex <= lastHead.gridIndex + 1);
    const found = figureRows(below, block.columns.length);
    const chosen = ownRow(found, perspective);
    if (!chosen) continue;
    const { row } = chosen;
    const label = row.labels[0] ?? null;
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
      doubts: chosen.sure ? [] : ["ambiguous-row"],
    };
    const used = [...heads, row].map(({ index }) => index);
    return { rows: [bound], used, suspects: [], score: COMPLETE_HEADS + FOUND_COLUMN * block.columns.length };
  }
  return null;
}

function ownFigures(row: PrintedRow): PrintedCell[] {
  const label = row.labels[0];
  return label ? figuresAfter(row, label) : row.cells.filter((cell) => cell.own);
}

/** The rows of figures right below heads. */
function figureRows(rows: readonly PrintedRow[], columns: number): PrintedRow[] {
  const found: PrintedRow[] = [];
  for (const row of rows) {
    if (isIndexRow(row)) continue;
    const holds = row.labels.length <= 1 && ownFigures(row).length >= Math.min(columns, 2);
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
  const standings = rows.map((row) => standingOf(row.labels[0]?.text ?? "", perspective));
  const best = Math.max(...standings);
  const row = rows[standings.indexOf(best)];
  if (!row) return null;
  return { row, sure: rows.length === 1 || standings.filter((one) => one === best).length === 1 };
}

/** Maximal runs of head rows of a block within one print. */
function runsOfHeads(block: FormBlock, { rows, heads }: Print): PrintedRow[][] {
  const runs: PrintedRow[][] = [];
  let open: PrintedRow[] | null = null;
  for (const row of rows) {
    const between = open !== null && isIndexRow(row);
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

/** A row without any figure whose label is only alike: the rest of it, and its figures, may stand on the page before. */
function isTornBlank({ printed, label, score }: RowMatch): boolean {
  return score < EXACT && figuresAfter(printed, label).every(({ figure }) => figure.state === "blank");
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
