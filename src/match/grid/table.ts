// Binds the grids of a document to one table of a form, each print of it by itself.
// Must not know containers, other editions, or which print is the report's.
import { type FormBlock, type FormTable, isKeyed, type KeyedRow, type Label } from "../../model/form.ts";
import type { ReportCell } from "../../model/report.ts";
import type { Sign } from "../../model/signs.ts";
import { missingRows } from "../absence.ts";
import { cellsOf } from "../cells.ts";
import type { FoundPrint } from "../found.ts";
import { dividesHead, type Perspective, speaksOfOther } from "../labels/standing.ts";
import { LEAST_ROWS, LEAST_SCORE, MISSING_ROW } from "../weights/tables.ts";
import { rowsAgain } from "./again.ts";
import { alignRows, labelledTargets } from "./align.ts";
import { bindBlock } from "./block.ts";
import type { BoundRow } from "./bound.ts";
import { foundRow, wordyLeaves } from "./cells.ts";
import { type ReadPrint, withColumnsApart } from "./columns-apart.ts";
import { shortRows } from "./early.ts";
import { withHabits } from "./habits.ts";
import { headLabels, isHeadRow, numberingRows } from "./heads.ts";
import { rowsAmongListed, rowsNamingColumns, rowsOfWords } from "./heads-within.ts";
import { joinHeads, joinPieces } from "./join.ts";
import { occurrencesOf } from "./occurrences.ts";
import { namesPeriods } from "./own-period.ts";
import { type PrintedRow, showsFigure } from "./printed.ts";
import { type Print, runsOfHeads, type TableQuestion } from "./prints.ts";
import { ownRows } from "./split-rows.ts";
import { misnumberedRows, missingBeside, shiftedRows, strayFigures } from "./strays.ts";
import { rowsWithin } from "./within.ts";

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

/** @returns a binding for each print of the table among the rows, in the document's order. */
export function bindTable(printed: readonly PrintedRow[], question: TableQuestion): TableBinding[] {
  const { table, conventions, perspective } = question;
  const rows = joinHeads(printed, labelsInHeads(table), conventions);
  const heads = new Map<FormBlock, ReadonlySet<PrintedRow>>(
    table.blocks.map((block) => [block, headsOf(rows, block, question)]),
  );
  const isHead = (row: PrintedRow) => table.blocks.some((block) => heads.get(block)?.has(row));
  const prints = occurrencesOf(rows, table, isHead).flatMap((inside) => {
    const body = joinPieces(
      inside.filter((row) => !isHead(row)),
      labelledTargets(table),
      conventions,
    );
    const matches = ownRows(alignRows(body, table), body, perspective);
    const numbering = numberingRows(inside, isHead);
    return bindPrint({ ...question, rows: inside, body, matches, heads, isHead, numbering });
  });
  return withColumnsApart(prints, question.relations).map(({ found, bound, ...print }) => ({
    ...print,
    table,
    rows: bound,
    cells: cellsOf(found, question.relations),
  }));
}

/** Rows of heads, those right below that say which of two years or organs each column is of, and one right above that says it of all. */
function headsOf(
  rows: readonly PrintedRow[],
  block: FormBlock,
  { table, conventions, perspective }: TableQuestion,
): ReadonlySet<PrintedRow> {
  const heads = new Set<PrintedRow>();
  let before: PrintedRow | undefined;
  for (const row of rows) {
    const beside = before !== undefined && before.grid === row.grid ? before : undefined;
    const below = beside !== undefined && heads.has(beside);
    const alone = table.blocks.length === 1 && namesPeriods(row, block, perspective, conventions);
    if (isHeadRow(row, block, table, conventions) || alone || (below && qualifies(row, perspective))) {
      if (beside && saysOther(beside, perspective)) heads.add(beside);
      heads.add(row);
    }
    before = row;
  }
  return heads;
}

/** Whether a row without figures has a cell over several columns that says whose figures these are, and not the report's. */
function saysOther({ cells }: PrintedRow, perspective: Perspective): boolean {
  const isOver = ({ own, from, to, text }: PrintedRow["cells"][number]) =>
    own && from > 0 && to - from > 1 && speaksOfOther(text, perspective);
  return cells.some(isOver) && !cells.some(showsFigure);
}

function qualifies(row: PrintedRow, perspective: Perspective): boolean {
  const words = row.cells.filter((cell) => cell.own && cell.text.trim() !== "");
  return words.length > 1 && words.every((cell) => dividesHead(cell.text, perspective));
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

/** The rows of all blocks that were bound, and what was found out about the rest. */
interface Blocks {
  readonly bound: readonly BoundRow[];
  readonly used: ReadonlySet<number>;
  /** Rows of the form that were not found, and may be there. */
  readonly suspects: ReadonlySet<string>;
  readonly score: number;
}

function bindPrint(print: Print): ReadPrint[] {
  const { table } = print;
  const blocks = bindBlocks(print);
  const { bound, used, score } = blocks;
  const keyed = bound.filter((row) => !row.key.startsWith("label:")).length;
  const expected = table.blocks.reduce((sum, block) => sum + keysOf(block).length, 0);
  if (keyed === 0 || (score < LEAST_SCORE && keyed < LEAST_ROWS * expected) || score <= 0 || areBehind(bound))
    return [];
  const { found, strays } = readPrint(print, blocks);
  const missing = MISSING_ROW * (expected - keyed);
  return [{ found, bound, used, strays, score: score - missing }];
}

function bindBlocks(print: Print): Blocks {
  const bound: BoundRow[] = [];
  const used = new Set<number>(print.numbering);
  const suspects = new Set<string>();
  let score = 0;
  for (const block of print.table.blocks) {
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
  return { bound, used, suspects, score };
}

function readPrint(
  print: Print,
  { bound, suspects }: Blocks,
): { readonly found: FoundPrint; readonly strays: boolean } {
  const { table, body, relations, perspective } = print;
  const others = new Set(print.matches.flatMap((match) => match.others ?? []));
  const free = body.filter((row) => !others.has(row));
  const again = rowsAgain(free, bound, table, perspective);
  const within = rowsWithin(bound, table);
  const strays = strayFigures(print, bound);
  const unsure = new Set([
    ...suspects,
    ...again.missing,
    ...within.missing,
    ...missingBeside(strays, bound, table),
  ]);
  const shifted = new Set([...shiftedRows(strays, bound), ...misnumberedRows(bound, table)]);
  const around = {
    bound,
    strays,
    shifted,
    ...shortRows(bound, relations),
    relations,
    again: new Set([...again.rows, ...within.rows, ...rowsNamingColumns(bound)]),
    unheaded: new Set([...rowsOfWords(bound), ...rowsAmongListed(bound)]),
    wordy: wordyLeaves(bound, relations),
  };
  const signsOf = ({ key }: KeyedRow): Sign[] => (unsure.has(key) ? ["may-be-there"] : []);
  const found = {
    table,
    rows: withHabits(bound.map((row) => foundRow(row, around))),
    missing: missingRows(table, new Set(bound.map(({ key }) => key)), signsOf),
    separated: true,
    at: bound[0]?.printed.grid.at ?? {},
  };
  return { found, strays: strays.length > 0 };
}

/** Whether all rows have their figures before their labels: the table is another one, or seen from its other side. */
function areBehind(bound: readonly BoundRow[]): boolean {
  const isFigure = ({ figure: { state } }: PrintedRow["cells"][number]) => state === "reported";
  return (
    bound.length > 1 &&
    bound.every(
      ({ printed, label, figures }) =>
        label !== null && !figures.some(isFigure) && printed.cells.some(isFigure),
    )
  );
}

function keysOf(block: FormBlock): string[] {
  return block.rows.filter(isKeyed).map(({ key }) => key);
}
