// Tables in a layout: labels and figures keep their places on the page, not the table's reading order. A figure's row is
// told by the lines around it and its column by where it stands. Must not know containers, files or forms' wording.
import type { FormBlock, Relation } from "../../model/form.ts";
import { type AssignedRow, assignLines, type FigureLine } from "../../solve/assign.ts";
import { columnRules, rowRules } from "../../solve/instances.ts";
import { plainDecimal, scaled } from "../../text/decimals.ts";
import { wordingOf } from "../labels/anchors.ts";
import type { BoundRow } from "../print/row.ts";
import type { Stream } from "../print/stream.ts";
import type { Lexicon, Token } from "../print/tokens.ts";
import { MOST_COMBINATIONS } from "../weights/limits.ts";
import { LINES_OF_HEADS } from "../weights/places.ts";
import { agreeOnColumns, type Placing, type Rows } from "./agree.ts";
import { type BandedRow, bandedRows } from "./bands.ts";
import { broken, mostlyTrue } from "./choose.ts";
import { columnWays, headExtents, type LineOptions } from "./columns.ts";
import { rowsInOtherColumns, rowsInTwoColumns, rowsOffColumn } from "./off-column.ts";
import { type Extent, hasLetters, type Metric, pagesOf } from "./page.ts";
import { type FiguresLine, figureLines } from "./rows.ts";

/** A row with the figures that are its own, by column. */
export interface PlacedRow {
  readonly row: BoundRow;
  /** The column of each of the row's figures. */
  readonly cells: readonly number[];
  readonly assigned: AssignedRow;
  /** True when figures from beside its label's lines were joined to others on them in a block with empty cells, or
   * the row next to them was not found; and when they were joined to another row's and may be its own. */
  readonly joined: boolean;
  /** True when a figure stands off its column. */
  readonly off: boolean;
  /** True when several figures stand where other columns' do. */
  readonly moved: boolean;
}

/** A text with one of its tables. */
export interface LayoutTable {
  readonly stream: Stream;
  /** The rows found, in the text's order. */
  readonly rows: readonly BoundRow[];
  readonly relations: readonly Relation[];
  readonly lexicon: Lexicon;
  /** Wordings of the table other than row labels, letters only. */
  readonly known: readonly string[];
  readonly decimals: number;
}

/**
 * Reads each block whose figures can be told apart by place; rows may come to light that the run of the text does not
 * show. A block that prints what is nobody's, or whose columns nothing tells, is left out.
 */
export function placeByLayout(table: LayoutTable): PlacedRow[] {
  const blocks = [...new Set(table.rows.map((row) => row.block))];
  const banded = blocks.map((block) => bandedRows(table.stream, table.rows, block));
  return banded.flatMap((inside) => placeBlock(table, inside, banded.flat()) ?? []);
}

function placeBlock(
  table: LayoutTable,
  inside: readonly BandedRow[],
  rows: readonly BandedRow[],
): PlacedRow[] | null {
  const lines = figureLines(table.stream, inside, rows, table.known, table.lexicon);
  if (!lines || lines.some((line) => standsUnderLabels(table.stream, line, inside))) return null;
  const place = (without: Rows) => placeWithout(table, inside, lines, without);
  const first = place(new Set());
  if (first === null) return null;
  const agreed = agreeOnColumns(lines, first, place);
  if (agreed === null) return first.placed.map((row) => ({ ...row, off: true }));
  const again = agreed.placing.placed;
  const left = first.placed.filter(({ row }) => !again.some((one) => one.row.row === row.row));
  // Beside the others in their own columns it shows in whose its figures stand.
  const all = [...left.map((row) => ({ ...row, off: true })), ...again];
  const [moved, between] = [rowsInOtherColumns(table.stream, all), rowsInTwoColumns(table.stream, all)];
  return all.map((row) => ({
    ...row,
    off: row.off || between.has(row),
    moved: row.moved || moved.has(row) || between.has(row),
  }));
}

/** How a block stands when some of its rows and their lines are left out. */
function placeWithout(
  table: LayoutTable,
  inside: readonly BandedRow[],
  lines: readonly FiguresLine[],
  without: Rows,
): Placing<PlacedRow> | null {
  const rest = inside.filter((_, index) => !without.has(index));
  const places = new Map(rest.map((row, place) => [inside.indexOf(row), place]));
  const own = lines
    .map((line): FiguresLine => ({ ...line, rows: line.rows.flatMap((index) => places.get(index) ?? []) }))
    .filter((line) => line.rows.length > 0);
  const placed = placeLines(table, rest, own);
  if (placed === null) return null;
  const of = (rows: readonly PlacedRow[]) =>
    new Set(rows.map(({ row }) => inside.findIndex((one) => one.row === row.row)));
  return {
    placed,
    off: of(placed.filter(({ off }) => off)),
    setters: of(placed.filter(({ cells, row }) => cells.length === row.block.columns.length)),
  };
}

/** @param lines the block's, each with the indexes of rows that it may belong to */
function placeLines(
  table: LayoutTable,
  inside: readonly BandedRow[],
  all: readonly FiguresLine[],
): PlacedRow[] | null {
  const [first] = inside;
  if (first === undefined) return [];
  const { block } = first;
  // A line with more figures than columns, or with other print among them, says nothing of columns: rows that it may be of
  // are not read by places.
  const surplus = new Set(all.filter(({ tokens, plain }) => !plain || tokens.length > block.columns.length));
  const unread = new Set([...surplus].flatMap((line) => line.rows));
  const lines = all.filter((line) => !surplus.has(line));
  const found = settle(table, inside, lines);
  if (!found) return null;
  const filled = found.every(({ cells }) => cells.every(({ length }) => length > 0));
  const alone = inside.flatMap((row, index) => {
    const assigned = found[index];
    if (assigned === undefined || unread.has(index)) return [];
    return [placedRow(row, assigned, lines, { inside, filled })];
  });
  const mayBeOf = (line: number, row: BoundRow["row"]) =>
    lines[line]?.rows.some((index) => inside[index]?.row === row) ?? false;
  const placed = alone.map((row) => ({ ...row, joined: row.joined || lacksJoined(row, alone, mayBeOf) }));
  const off = rowsOffColumn(table.stream, placed, (page, metric) =>
    headsOn(table.stream, page, inside, block, metric),
  );
  const moved = rowsInOtherColumns(table.stream, placed);
  return placed.map((row) => ({ ...row, off: off.has(row), moved: moved.has(row) }));
}

/** A row placed before it is compared with the others. */
type Alone = Omit<PlacedRow, "off" | "moved">;

function placedRow(
  row: BandedRow,
  assigned: AssignedRow,
  lines: readonly FiguresLine[],
  { inside, filled }: { readonly inside: readonly BandedRow[]; readonly filled: boolean },
): Alone {
  const cells: number[] = [];
  const tokens = assigned.cells.flatMap((pieces, column): Token[] => {
    const [first, ...more] = pieces.flatMap(({ line, figure }) => lines[line]?.tokens[figure] ?? []);
    if (first === undefined) return [];
    cells.push(column);
    if (more.length === 0) return [first];
    return [{ ...first, text: first.text + more.map(({ text }) => text).join(""), more }];
  });
  const on = assigned.cells.flat().map(({ line }) => lines[line]?.line ?? 0);
  const apart = on.filter((line) => isApart(row, line));
  // Where no cell of the block is empty, each line has one row that lacks its figures.
  const isMixed = apart.length < on.length && !filled;
  const joined = apart.length > 0 && (isMixed || lacksNeighbour(row, inside));
  return { row: { ...row, zone: { ...row.zone, tokens, strays: 0 } }, cells, assigned, joined };
}

/** Whether a line was joined to others of another row that may be this one's, with a figure in a column that is empty here. */
function lacksJoined(
  { row, cells }: Alone,
  others: readonly Alone[],
  mayBeOf: (line: number, row: BoundRow["row"]) => boolean,
): boolean {
  return others.some(
    ({ row: other, joined, assigned }) =>
      joined &&
      other.row !== row.row &&
      assigned.cells.some(
        (pieces, column) => !cells.includes(column) && pieces.some(({ line }) => mayBeOf(line, row.row)),
      ),
  );
}

/** Whether a line is none of the label's. */
function isApart({ band }: BandedRow, line: number): boolean {
  return band !== null && (line < band[0] || line > band[1]);
}

function lacksNeighbour({ row, block }: BandedRow, inside: readonly BandedRow[]): boolean {
  const keyed = block.rows.filter(({ key }) => key !== null);
  const at = keyed.indexOf(row);
  return [keyed[at - 1], keyed[at + 1]].some(
    (next) => next !== undefined && !inside.some((other) => other.row === next),
  );
}

/** Figures by themselves at the margin where labels begin stand under no column: their row was broken into lines. */
function standsUnderLabels(
  stream: Stream,
  { line, tokens }: FiguresLine,
  inside: readonly BandedRow[],
): boolean {
  const first = tokens[0];
  const margins = inside.flatMap(({ letters: [letter] }) =>
    letter === undefined ? [] : [stream.offsetOf[letter] ?? 0],
  );
  if (!first || margins.length === 0 || hasLetters(stream, line)) return false;
  return (stream.offsetOf[first.from] ?? 0) <= Math.min(...margins);
}

/**
 * The rows in every way that the columns of the pages may lie: where there are several, the relations choose, and all
 * that break at most one more than the best are possible.
 */
function settle(
  table: LayoutTable,
  inside: readonly BandedRow[],
  lines: readonly FiguresLine[],
): readonly AssignedRow[] | null {
  const { relations, decimals } = table;
  const block = inside[0]?.block;
  const ways = block && waysByPage(table.stream, lines, inside, block);
  if (!block || !ways) return null;
  const columns = block.columns.map((column) => column.key);
  const keys = inside.map(({ row }) => row.key);
  const rules = rowRules(relations, columns);
  const numberOf = (text: string): number | null =>
    plainDecimal(text) === null ? null : scaled(text, decimals);
  const found = ways.flatMap((options) => {
    const rows = assignLines({
      lines: lines.map(
        ({ tokens, rows: candidates }, index): FigureLine => ({
          rows: candidates,
          options: options[index] ?? [],
          texts: tokens.map(({ text }) => text),
        }),
      ),
      rows: keys,
      width: columns.length,
      rules,
      plain: plainDecimal,
      numberOf,
    });
    return rows === null ? [] : [rows];
  });
  if (found.length < 2) return found[0] ?? null;
  const across = columnRules(relations, keys, columns);
  return mostlyTrue(found, (rows) => {
    const values = rows.map(({ texts }) => texts.map(([text]) => (text ? (numberOf(text) ?? 0) : 0)));
    return broken(values, keys, rules, across);
  });
}

/** Every combination of ways for the lines of each page to stand under the columns; null where nothing tells for one. */
function waysByPage(
  stream: Stream,
  lines: readonly FiguresLine[],
  inside: readonly BandedRow[],
  block: FormBlock,
): LineOptions[] | null {
  const pageOf = pagesOf(stream);
  const figures = lines.reduce((sum, { tokens }) => sum + tokens.length, 0);
  const full = figures === inside.length * block.columns.length;
  let combined: LineOptions[] = [[]];
  for (const page of new Set(lines.map(({ line }) => pageOf[line] ?? 0))) {
    const here = lines.filter(({ line }) => pageOf[line] === page);
    const ways = columnWays(
      stream,
      here.map(({ tokens }) => tokens),
      block.columns.length,
      (metric) => headsOn(stream, page, inside, block, metric),
      full,
    );
    combined = combined.flatMap((before) => ways.map((way) => [...before, ...way]));
    if (combined.length === 0 || combined.length > MOST_COMBINATIONS) return null;
  }
  return combined;
}

export function headsOn(
  stream: Stream,
  page: number,
  inside: readonly BandedRow[],
  block: FormBlock,
  metric: Metric,
): readonly Extent[] | null {
  const first = inside.find(({ band }) => band && pagesOf(stream)[band[0]] === page) ?? inside[0];
  if (first === undefined) return null;
  const end = first.band?.[0] ?? (stream.lineOf[first.zone.from] ?? 0) + 1;
  const lines = Array.from({ length: Math.min(LINES_OF_HEADS, end) }, (_, index) => end - 1 - index)
    .filter((line) => pagesOf(stream)[line] === page)
    .reverse();
  const heads = block.columns.map(({ label }) =>
    [label.text, ...label.variants].map((text) => wordingOf(text).letters),
  );
  return headExtents(stream, lines, heads, metric);
}
