// Cells of the rows found in a text: chooses how figures are separated, asks the solver, words what stays open.
// Must not know labels or how rows were found.
import type { FigureType, FormBlock, FormRow, Relation } from "../model/form.ts";
import type { Doubt, ReportCell } from "../model/report.ts";
import { rowRules, verdict } from "../solve/instances.ts";
import type { Step } from "../solve/lattice.ts";
import { type RowSolution, solveTable } from "../solve/solve.ts";
import { collapse } from "../text/fold.ts";
import { allowedColumns } from "./stream-columns.ts";
import { decimalsOf, fits, plainDecimal, scaled } from "./stream-figures.ts";
import { type Gaps, isGlued, provenCells } from "./stream-grammar.ts";
import { gluedLattice, orderedLattice, placedLattice, type RowLattice } from "./stream-lattice.ts";
import { isGap, isLetter, placeOf, printed, type Stream } from "./stream-text.ts";
import type { Token } from "./stream-tokens.ts";
import { gapsIn, type Zone } from "./stream-zones.ts";

export interface BoundRow {
  readonly row: FormRow;
  readonly block: FormBlock;
  readonly zone: Zone;
  /** What follows the row, see `Gaps.ending`. */
  readonly ending: string;
}

export type BoundCell = Omit<ReportCell, "table">;

export interface Outcome {
  readonly cells: readonly BoundCell[];
  readonly positionsLost: boolean;
}

/** Reads the cells of all rows of a table. `cutOff`: the text ends in the last row. */
export function bindRows(
  stream: Stream,
  rows: readonly BoundRow[],
  relations: readonly Relation[],
  cutOff: boolean,
): Outcome {
  const last = rows.at(-1);
  const ended = cutOff && last !== undefined && endsInRow(stream, last) ? last : null;
  const whole = rows.filter((row) => row !== ended);
  const proven = provenCells(whole.map((row) => gapsOf(stream, row)));
  if (isLost(stream, whole, proven !== null))
    return { cells: rows.flatMap((row) => lostCells(stream, row)), positionsLost: true };
  const glued =
    proven === null && isGlued(rows.map((row) => ({ zone: row.zone, width: row.block.columns.length })));
  const layout = isLayout(stream, rows);
  const views = rows.map((row): View => {
    const doubts: Doubt[] = [];
    const full = row.zone.tokens.length === row.block.columns.length;
    if (row === ended) doubts.push("cut-off");
    if (row.zone.strays > 0 && !full) doubts.push("ambiguous-position");
    else if (layout && linesOf(stream, row).size > 1) doubts.push("ambiguous-position");
    if (labelIsBare(stream, row, proven !== null)) doubts.push("ambiguous-row");
    return { row, doubts, cells: proven?.[whole.indexOf(row)] ?? null, glued };
  });
  const settled = proven === null ? views.map((view) => withUnsureBlanks(view, views)) : views;
  const lattices = latticesOf(stream, settled, layout ? relations : null);
  const solutions = solve(settled, lattices, relations);
  const cells = settled.flatMap((view) => {
    const lattice = lattices.get(view);
    const solution = solutions.get(view);
    if (lattice === undefined || solution === undefined) return [];
    const loose = isLoose(view, settled);
    const mixed = loose && breaksOwnSum(view.row, relations, solution);
    return cellsOf(stream, view, lattice, solution, { loose, mixed });
  });
  return { cells, positionsLost: false };
}

/**
 * Whether figures of the row's block are not accounted for: one strayed, a row has more than it has cells, or what a row
 * prints is in doubt as a whole. Any of them may be another row's.
 */
function isLoose(view: View, views: readonly View[]): boolean {
  const { block } = view.row;
  if (view.glued || view.cells !== null) return false;
  return views.some(
    ({ row, doubts }) =>
      row.block === block &&
      (row.zone.strays > 0 || row.zone.tokens.length > block.columns.length || doubts.length > 0),
  );
}

/** A row without any figure is blank only where every figure of its block is accounted for. */
function withUnsureBlanks(view: View, views: readonly View[]): View {
  if (view.row.zone.tokens.length > 0 || view.doubts.length > 0 || !isLoose(view, views)) return view;
  return { ...view, doubts: ["ambiguous-position"] };
}

/** One row with what its surroundings say about it. */
interface View {
  readonly row: BoundRow;
  /** Doubts about all its cells: such a row is no evidence for the others. */
  readonly doubts: readonly Doubt[];
  /** The cell of each figure, where separators prove it. */
  readonly cells: readonly number[] | null;
  /** True when figures of this table are run together. */
  readonly glued: boolean;
}

/** `relations` where the text is a layout, so that figures stand under their columns. */
function latticesOf(
  stream: Stream,
  views: readonly View[],
  relations: readonly Relation[] | null,
): Map<View, RowLattice> {
  const tokens = views.flatMap(({ row }) => row.zone.tokens);
  const decimals = Math.max(0, ...tokens.map((token) => decimalsOf(token.text)));
  const short =
    !printsZeros(stream) || views.some(({ row, glued }) => glued && charsIn(row) < row.block.columns.length);
  return new Map(
    views.map((view) => {
      const { zone, block } = view.row;
      const width = block.columns.length;
      if (view.cells !== null) return [view, placedLattice(zone.tokens, view.cells, decimals)];
      if (view.glued && zone.tokens.length < width)
        return [view, gluedLattice(zone.tokens, typesOf(view.row), decimals, zone.ends, short)];
      const ordered = orderedLattice(zone.tokens, width, decimals, breaksIn(stream, zone.tokens));
      const under = relations ? underColumns(stream, view.row, views, relations, decimals) : null;
      return [view, under ?? ordered];
    }),
  );
}

/** Figures that the next one may go on with. */
function breaksIn(stream: Stream, tokens: readonly Token[]): ReadonlySet<Token> {
  return new Set(
    tokens.filter((token, index) => {
      const next = tokens[index + 1];
      if (next === undefined || token.kind !== "figure" || token.unit !== null) return false;
      const between = stream.syms.slice(token.to, next.from).join("");
      return tokens.length > 2 && (between === "\n" || between === " ");
    }),
  );
}

/**
 * The only reading of an incomplete row that keeps its figures under their columns; null when several do. Figures may
 * have slipped sideways, so that the row's own sums must hold as well (an empty cell adds nothing).
 */
function underColumns(
  stream: Stream,
  row: BoundRow,
  views: readonly View[],
  relations: readonly Relation[],
  decimals: number,
): RowLattice | null {
  const columns = row.block.columns.map((column) => column.key);
  const peers = views.filter((view) => view.row.block === row.block).map((view) => view.row.zone.tokens);
  const allowed = allowedColumns(stream, peers, peers.indexOf(row.zone.tokens), columns.length);
  if (allowed === null || allowed.some((one) => one.size !== 1)) return null;
  const cells = allowed.map((one) => [...one][0] ?? 0);
  if (cells.some((cell, index) => cell <= (cells[index - 1] ?? -1))) return null;
  const values = new Map(cells.map((cell, index) => [cell, scaledValue(row.zone.tokens[index], decimals)]));
  if ([...values.values()].includes(null)) return null;
  const rules = rowRules(relations, columns);
  const hold = rules.every((rule) => verdict(rule, (slot) => values.get(slot) ?? 0) === "holds");
  return rules.length > 0 && hold ? placedLattice(row.zone.tokens, cells, decimals) : null;
}

/** A figure's number; 0 for a placeholder, null for what is no number. */
function scaledValue(token: Token | undefined, decimals: number): number | null {
  if (token === undefined || token.kind === "struck") return 0;
  const plain = plainDecimal(token.text);
  return plain === null ? null : scaled(plain, decimals);
}

/** Solves each block's sound rows together, and each doubted row by itself. */
function solve(
  views: readonly View[],
  lattices: ReadonlyMap<View, RowLattice>,
  relations: readonly Relation[],
): Map<View, RowSolution> {
  const solutions = new Map<View, RowSolution>();
  const blocks = new Set(views.map(({ row }) => row.block));
  for (const block of blocks) {
    const inside = views.filter(({ row }) => row.block === block);
    const sound = inside.filter(({ doubts }) => doubts.length === 0);
    const doubted = inside.filter(({ doubts }) => doubts.length > 0);
    for (const group of [sound, ...doubted.map((view) => [view])]) {
      const rows = group.flatMap((view) => {
        const lattice = lattices.get(view)?.lattice;
        return lattice === undefined ? [] : [{ key: view.row.row.key ?? "", lattice }];
      });
      const solved = solveTable({ columns: block.columns.map((column) => column.key), rows, relations });
      group.forEach((view, index) => {
        const solution = solved[index];
        if (solution !== undefined) solutions.set(view, solution);
      });
    }
  }
  return solutions;
}

/**
 * True when some label is followed by two zeros in one piece: the publisher prints zeros, so that run-together figures
 * have no empty cells among them unless one was forgotten.
 */
function printsZeros(stream: Stream): boolean {
  return stream.syms.some(
    (sym, at) => sym === "0" && stream.syms[at + 1] === "0" && isLetter(stream.syms[at - 1] ?? ""),
  );
}

function typesOf(row: BoundRow): FigureType[] {
  return row.block.columns.map((column) => row.row.type ?? column.type);
}

function digitsIn(text: string): number {
  return text.replace(/\D/gu, "").length;
}

function charsIn(row: BoundRow): number {
  return row.zone.tokens.reduce(
    (sum, token) => sum + (token.kind === "figure" ? digitsIn(token.text) : 1),
    0,
  );
}

function gapsOf(stream: Stream, row: BoundRow): Gaps {
  const { zone } = row;
  const edges = [zone.label, ...zone.tokens.flatMap((token) => [token.from, token.to]), zone.to];
  const gaps: string[] = [];
  for (let index = 0; index < edges.length; index += 2)
    gaps.push(gapsIn(stream, edges[index] ?? 0, edges[index + 1] ?? 0));
  const plain = zone.tokens.every((token) => token.from >= zone.label);
  return {
    width: row.block.columns.length,
    gaps,
    ending: row.ending,
    plain,
    behindHeads: row.zone.from === row.zone.label,
  };
}

/**
 * Positions are lost when labels stand there without any figure; or when figures stand alone on their lines, rows are
 * incomplete, and hardly two such lines of the whole text are equal: then repeated lines were removed, figures with them.
 */
function isLost(stream: Stream, rows: readonly BoundRow[], proven: boolean): boolean {
  if (proven) return false;
  const tokens = rows.flatMap((row) => row.zone.tokens);
  if (tokens.length === 0) return true;
  if (rows.every((row) => row.zone.tokens.length >= row.block.columns.length)) return false;
  const alone = tokens.filter((token) => standsAlone(stream, token));
  if (2 * alone.length <= tokens.length) return false;
  const figures = stream.lines.map((line) => line.text).filter((text) => /^\s*[\d.,+-]+\s*$/u.test(text));
  return figures.length - new Set(figures).size <= Math.max(1, figures.length / 10);
}

function standsAlone(stream: Stream, token: Token): boolean {
  const line = stream.lines[stream.lineOf[token.from] ?? 0]?.text ?? "";
  return collapse(line) === collapse(printed(stream, token.from, token.to));
}

function lostCells(stream: Stream, row: BoundRow): BoundCell[] {
  const raw = collapse(printed(stream, row.zone.label, row.zone.to));
  return row.block.columns.map((column) => ({
    row: row.row.key ?? "",
    column: column.key,
    value: null,
    raw,
    state: row.zone.tokens.length === 0 ? "blank" : "unreadable",
    doubts: ["positions-lost"],
    settledBy: "structure",
    at: placeOf(stream, row.zone.from, row.zone.to),
  }));
}

/**
 * Without figures, and with other text where they should be, what was taken for a row's label may be a mere mention
 * of it, or a head of the same wording.
 */
function labelIsBare(stream: Stream, row: BoundRow, proven: boolean): boolean {
  if (row.zone.tokens.length > 0) return false;
  const next = stream.syms[row.zone.label];
  return (row.zone.foreign && !proven) || (next !== undefined && !isGap(next));
}

/** True when the text ends before the row has all its figures, or right behind a figure that may go on. */
function endsInRow(stream: Stream, row: BoundRow): boolean {
  const last = row.zone.tokens.at(-1);
  if (last === undefined || row.zone.tokens.length < row.block.columns.length) return true;
  return stream.lineOf[last.to] === stream.lines.length - 1 && stream.syms[last.to] === "\n";
}

/** The lines on which the row's figures stand. */
function linesOf(stream: Stream, row: BoundRow): Set<number | undefined> {
  return new Set(row.zone.tokens.map((token) => stream.lineOf[token.from]));
}

/**
 * True when figures are set in columns by runs of spaces. Then lines follow the page and not the table's reading
 * order: a figure that slipped to another line may belong to any row near it and to the column it stands under.
 */
function isLayout(stream: Stream, rows: readonly BoundRow[]): boolean {
  const wide = rows.filter((row) => {
    const { tokens } = row.zone;
    return tokens.some((token, index) => {
      const next = tokens[index + 1];
      return next !== undefined && /^ {4,}$/.test(gapsIn(stream, token.to, next.from));
    });
  });
  return wide.length > 0 && 4 * wide.length >= rows.filter((row) => row.zone.tokens.length > 1).length;
}

interface Around {
  /** Figures of the block are not accounted for. */
  readonly loose: boolean;
  /** The row's own sum fails as well: it may hold another row's figures. */
  readonly mixed: boolean;
}

/** A publisher's error, where all else is in order; where figures strayed, nobody can tell it from a mixture. */
function breaksOwnSum(row: BoundRow, relations: readonly Relation[], { path }: RowSolution): boolean {
  const columns = row.block.columns.map((column) => column.key);
  if (path === null) return false;
  return rowRules(relations, columns).some(
    (rule) => verdict(rule, (slot) => path[slot]?.value ?? null) === "fails",
  );
}

function cellsOf(
  stream: Stream,
  view: View,
  lattice: RowLattice,
  solution: RowSolution,
  { loose, mixed }: Around,
): BoundCell[] {
  const { row } = view;
  const incomplete = view.cells === null && row.zone.tokens.length < row.block.columns.length;
  const partly = incomplete && (loose || solution.cells.some((cell) => !cell.certain));
  let node = lattice.lattice.start;
  return row.block.columns.map((column, index) => {
    const step = solution.path?.[index] ?? null;
    const cell = solution.cells[index] ?? { certain: false, texts: [] };
    const from = node;
    if (step !== null) node = step.to;
    const doubts = new Set<Doubt>();
    if (!cell.certain) {
      const open = view.glued ? "ambiguous-cut" : "ambiguous-position";
      doubts.add(solution.path === null ? open : "unproven");
    }
    // Where some figures have no certain cell, one that fits nowhere may have been lost: no cell is surely empty.
    if (partly && cell.texts.every((text) => text === null)) doubts.add("ambiguous-position");
    // More figures than cells, and no way to cut them: some are another row's.
    if (solution.path === null && row.zone.tokens.length > row.block.columns.length)
      doubts.add("ambiguous-position");
    if (mixed) doubts.add("ambiguous-position");
    for (const doubt of view.doubts) doubts.add(doubt);
    const type = row.row.type ?? column.type;
    const read =
      step === null
        ? openCell(stream, row, cell.texts)
        : readCell(stream, row, lattice, from, step, type, doubts);
    const settledBy: ReportCell["settledBy"] =
      solution.settledBy === "arithmetic" ? "arithmetic" : "structure";
    const base = { row: row.row.key ?? "", column: column.key, ...read, doubts: [...doubts], settledBy };
    return cell.certain ? base : { ...base, alternatives: cell.texts.map((text) => text ?? "") };
  });
}

type Read = Pick<BoundCell, "value" | "raw" | "state" | "at"> & { unit?: string };

function openCell(stream: Stream, row: BoundRow, texts: readonly (string | null)[]): Read {
  const only = texts.length === 1 ? plainDecimal(texts[0] ?? "") : null;
  const { zone } = row;
  return {
    value: only,
    raw: collapse(printed(stream, zone.tokens[0]?.from ?? zone.label, zone.tokens.at(-1)?.to ?? zone.label)),
    state: texts.length > 0 && texts.every((text) => text === null) ? "blank" : "reported",
    at: placeOf(stream, zone.tokens[0]?.from ?? zone.from, zone.tokens.at(-1)?.to ?? zone.to),
  };
}

function readCell(
  stream: Stream,
  row: BoundRow,
  lattice: RowLattice,
  from: number,
  step: Step,
  type: FigureType,
  doubts: Set<Doubt>,
): Read {
  const span = lattice.span(from, step);
  if (span === null)
    return { value: null, raw: "", state: "blank", at: placeOf(stream, row.zone.from, row.zone.label) };
  const raw = collapse(printed(stream, span.from, span.to));
  const at = placeOf(stream, span.from, span.to);
  if (span.token.kind === "struck") return { value: null, raw, state: "struck", at };
  const value = step.text === null ? null : plainDecimal(step.text);
  if (value === null) {
    doubts.add("odd-figure");
    return { value: null, raw, state: "unreadable", at };
  }
  if (!fits(value, type)) doubts.add("odd-figure");
  const unit = span.token.unit;
  return unit === null ? { value, raw, state: "reported", at } : { value, raw, state: "reported", at, unit };
}
