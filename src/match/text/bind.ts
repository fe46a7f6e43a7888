// Cells of the rows found in a text: chooses how figures are separated, asks the solver, words what stays open.
// Must not know labels or how rows were found.
import type { FigureType, Relation } from "../../model/form.ts";
import type { Doubt, ReportCell } from "../../model/report.ts";
import type { AssignedRow } from "../../solve/assign.ts";
import { rowRules, verdict } from "../../solve/instances.ts";
import type { Step } from "../../solve/lattice.ts";
import { type RowSolution, solveTable } from "../../solve/solve.ts";
import { collapse } from "../../text/fold.ts";
import { derived } from "../labels/wording.ts";
import { charsOf, hasLetters } from "../layout/page.ts";
import { type PlacedRow, placeByLayout } from "../layout/place.ts";
import { decimalsOf, fits, plainDecimal, scaled } from "../print/decimals.ts";
import type { BoundRow } from "../print/row.ts";
import { isDigit, isGap, isLetter, placeOf, printed, type Stream } from "../print/stream.ts";
import { figuresIn, type Lexicon, type Token } from "../print/tokens.ts";
import { type Gaps, isGlued, provenCells } from "./grammar.ts";
import { gluedLattice, orderedLattice, placedLattice, type RowLattice } from "./lattice.ts";
import { gapsIn } from "./zones.ts";

export type BoundCell = Omit<ReportCell, "table">;

export interface Outcome {
  readonly cells: readonly BoundCell[];
  /** The rows with the figures that turned out to be theirs. */
  readonly rows: readonly BoundRow[];
  readonly positionsLost: boolean;
}

/** Reads the cells of all rows of a table. `cutOff`: the text ends in the last row. */
export function bindRows(
  stream: Stream,
  rows: readonly BoundRow[],
  relations: readonly Relation[],
  cutOff: boolean,
  lexicon: Lexicon,
  known: readonly string[],
): Outcome {
  const last = rows.at(-1);
  const ended = cutOff && last !== undefined && endsInRow(stream, last) ? last : null;
  const whole = rows.filter((row) => row !== ended);
  const proven = provenCells(
    whole.map((row) => gapsOf(stream, row, relations)),
    paragraphGap(stream),
  );
  if (isLost(stream, whole, proven !== null))
    return { cells: rows.flatMap((row) => lostCells(stream, row)), rows, positionsLost: true };
  const glued =
    proven === null && isGlued(rows.map((row) => ({ zone: row.zone, width: row.block.columns.length })));
  const decimals = decimalsIn(rows);
  const layout = proven === null && isLayout(stream, rows);
  const placed = layout ? placeByLayout({ stream, rows, relations, lexicon, known, decimals }) : [];
  const all = withPlaced(rows, placed);
  // Where nothing at all is printed, nothing can have strayed.
  const bare = all.every(({ zone }) => zone.tokens.length === 0);
  const behindFigures = all.some((row) => standsBehindFigures(stream, row));
  const printsAll = whole.every(({ zone, block }) => zone.tokens.length >= block.columns.length);
  const views = all.map((row): View => {
    const doubts: Doubt[] = [];
    const full = row.zone.tokens.length === row.block.columns.length;
    if (
      isSame(row, ended) ||
      (endsText(stream, row) && endsInRow(stream, row)) ||
      isTorn(stream, row, all, layout)
    )
      doubts.push("cut-off");
    if (row.unnumbered) doubts.push("ambiguous-position");
    const place = placed.find((one) => one.row === row);
    if (place?.joined) doubts.push("ambiguous-row");
    if (place !== undefined)
      return { row, doubts, cells: place.cells, glued: false, assigned: place.assigned };
    if ((!glued || row.zone.tokens.length < row.block.columns.length) && hasGluedDash(stream, row))
      doubts.push("ambiguous-cut");
    if (behindFigures) doubts.push("ambiguous-row");
    const cells = proven?.[whole.indexOf(row)] ?? null;
    // Where separators prove the others, this row lost or gained something.
    if (proven && cells === null && !(full && printsAll)) doubts.push("ambiguous-position");
    if (
      cells === null &&
      (beginsStruck(row) || showsMore(stream, row) || (layout && !full && goesOn(stream, row)))
    )
      doubts.push("ambiguous-position");
    if (row.zone.strays > 0 && !full) doubts.push("ambiguous-position");
    else if (
      !bare && layout
        ? !(full && isBesideLabel(stream, row))
        : isApart(stream, row) || isBelowFigures(stream, row, all, lexicon)
    )
      doubts.push("ambiguous-position");
    if (!bare && labelIsBare(stream, row, cells !== null)) doubts.push("ambiguous-row");
    return { row, doubts, cells, glued, assigned: null };
  });
  const settled = proven === null && !bare ? views.map((view) => withUnsureBlanks(view, views)) : views;
  const lattices = latticesOf(stream, settled, decimals);
  const solutions = solve(settled, lattices, relations);
  const cells = settled.flatMap((view) => {
    const lattice = lattices.get(view);
    const solution = solutions.get(view);
    if (lattice === undefined || solution === undefined) return [];
    const loose = isLoose(view, settled);
    const torn = loose || (proven === null && lacksNext(view.row, all));
    const mixed = torn && breaksOwnSum(view.row, relations, solution);
    return cellsOf(stream, view, lattice, solution, { loose, mixed });
  });
  return { cells, rows: settled.map(({ row }) => row), positionsLost: false };
}

/** The rows, each as it was placed where it was, with those that only places brought to light. */
function withPlaced(rows: readonly BoundRow[], placed: readonly PlacedRow[]): BoundRow[] {
  const blocks = [...new Set(rows.map((row) => row.block))];
  return blocks.flatMap((block) => {
    const better = placed.filter(({ row }) => row.block === block).map(({ row }) => row);
    return better.length > 0 ? better : rows.filter((row) => row.block === block);
  });
}

/** Where a row's label and figures end. */
function endOf({ zone, letters }: BoundRow): number {
  return Math.max(zone.label, ...zone.tokens.map(({ to }) => to), ...letters.map((at) => at + 1));
}

/** True when nothing is printed behind the row. */
function endsText(stream: Stream, row: BoundRow): boolean {
  // Not the rest of the text as a whole: the next letter tells.
  for (let at = endOf(row); at < stream.syms.length; at += 1) if (!isGap(stream.syms[at])) return false;
  return true;
}

/**
 * True when a row has all its figures behind its label, and other words follow: it was not cut. Where a page sets its cells
 * in columns these must follow on the line, since lines below may go on with the row.
 */
function isClosed(stream: Stream, row: BoundRow, layout: boolean): boolean {
  const { zone, block } = row;
  const last = zone.tokens.at(-1);
  if (last === undefined) return false;
  const width = block.columns.length;
  // Digits that no number begins with are a cell each.
  const each = zone.tokens.length === 1 && /^0\d/u.test(last.text) && charsIn(row) === width;
  if (zone.tokens.length !== width && !each) return false;
  if (zone.tokens.some(({ from }) => from < zone.label) || endOf(row) > last.to) return false;
  let at = last.to;
  while (isGap(stream.syms[at])) at += 1;
  const onLine = stream.lineOf[at] === stream.lineOf[last.to - 1];
  return isLetter(stream.syms[at] ?? "") && (onLine || (!layout && isBesideLabel(stream, row)));
}

/** Lines of print that a row may go on with below its figures. */
const LABEL_LINES = 3;

/** True when the text ends behind the row or in lines of print that may be its own. */
function isNearEnd(stream: Stream, row: BoundRow): boolean {
  const below = (stream.lineOf[endOf(row) - 1] ?? 0) + 1;
  let printed = 0;
  for (let line = below; line < stream.lines.length && printed <= LABEL_LINES; line += 1)
    if (stream.lines[line]?.text.trim() !== "") printed += 1;
  return printed <= LABEL_LINES;
}

/**
 * The last row found of a block that goes on in the form, where it has no figure or the text ends: the table was cut, and
 * perhaps the row's cells or what its label says.
 */
function isTorn(stream: Stream, row: BoundRow, rows: readonly BoundRow[], layout: boolean): boolean {
  if (row.zone.tokens.length > 0 && (!isNearEnd(stream, row) || isClosed(stream, row, layout))) return false;
  const behind = row.block.rows.slice(row.block.rows.indexOf(row.row) + 1).filter(({ key }) => key !== null);
  return behind.length > 0 && !rows.some(({ row: other }) => behind.includes(other));
}

function isSame(row: BoundRow, other: BoundRow | null): boolean {
  return other !== null && row.row === other.row && row.block === other.block;
}

function decimalsIn(rows: readonly BoundRow[]): number {
  return Math.max(0, ...rows.flatMap(({ zone }) => zone.tokens.map((token) => decimalsOf(token.text))));
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
      (row.zone.strays > 0 ||
        row.zone.tokens.length > block.columns.length ||
        doubts.some((doubt) => doubt !== "cut-off")),
  );
}

/** The form's next row was not found: its figures may stand behind this one's. */
function lacksNext({ row, block }: BoundRow, rows: readonly BoundRow[]): boolean {
  const next = block.rows.slice(block.rows.indexOf(row) + 1).find(({ key }) => key !== null);
  return next !== undefined && !rows.some((other) => other.row === next);
}

/** A row without any figure is blank only where every figure of its block is accounted for. */
function withUnsureBlanks(view: View, views: readonly View[]): View {
  if (view.doubts.length > 0) return view;
  const unsure =
    view.row.zone.tokens.length === 0 ? isLoose(view, views) : isStruckShort(view) && views.every(isShort);
  return unsure ? { ...view, doubts: ["ambiguous-position"] } : view;
}

/** Fewer marks than cells, and none of them a figure. */
function isStruckShort(view: View): boolean {
  return isShort(view) && view.row.zone.tokens.every(({ kind }) => kind !== "figure");
}

/** A row that does not fill its cells. Where none does, the other cells may be printed elsewhere. */
function isShort({ row: { zone, block } }: View): boolean {
  return zone.tokens.length < block.columns.length;
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
  /** What its lines and columns settle, where the text is a layout. */
  readonly assigned: AssignedRow | null;
}

function latticesOf(stream: Stream, views: readonly View[], decimals: number): Map<View, RowLattice> {
  const short =
    !printsZeros(stream) || views.some(({ row, glued }) => glued && charsIn(row) < row.block.columns.length);
  return new Map(
    views.map((view) => {
      const { zone, block } = view.row;
      const width = block.columns.length;
      if (view.cells !== null) return [view, placedLattice(zone.tokens, view.cells, decimals)];
      if (view.glued && zone.tokens.length < width)
        return [view, gluedLattice(zone.tokens, typesOf(view.row), decimals, zone.ends, short)];
      return [view, orderedLattice(zone.tokens, width, decimals, breaksIn(stream, zone.tokens))];
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

/** Solves each block's sound rows together, and each doubted row by itself. */
function solve(
  views: readonly View[],
  lattices: ReadonlyMap<View, RowLattice>,
  relations: readonly Relation[],
): Map<View, RowSolution> {
  const solutions = new Map<View, RowSolution>();
  for (const view of views) {
    const lattice = lattices.get(view);
    if (view.assigned !== null && lattice !== undefined)
      solutions.set(view, solutionOf(view.row, view.assigned, lattice));
  }
  const blocks = new Set(views.map(({ row }) => row.block));
  for (const block of blocks) {
    const inside = views.filter(({ row, assigned }) => row.block === block && assigned === null);
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

/** What a layout's lines and columns say, in the solver's words. */
function solutionOf(row: BoundRow, assigned: AssignedRow, { lattice }: RowLattice): RowSolution {
  const path: Step[] = [];
  let node = lattice.start;
  for (let column = 0; column < row.block.columns.length; column += 1) {
    const [step] = lattice.steps(column, node);
    if (step === undefined) break;
    path.push(step);
    node = step.to;
  }
  return {
    key: row.row.key ?? "",
    settledBy: assigned.settledBy,
    path,
    cells: assigned.texts.map((texts) => ({ certain: texts.length === 1, texts })),
    witnesses: [],
  };
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

/** The newlines behind the sentences that end a line, where they are always as many. */
const paragraphGap = derived(({ syms }: Stream): string | null => {
  const gaps = new Set<number>();
  syms.forEach((sym, at) => {
    if (sym !== "。" || syms[at + 1] !== "\n") return;
    let to = at + 1;
    while (syms[to] === "\n") to += 1;
    if (to < syms.length) gaps.add(to - at - 1);
  });
  const [gap] = gaps;
  return gap !== undefined && gaps.size === 1 ? "\n".repeat(gap) : null;
});

function gapsOf(stream: Stream, row: BoundRow, relations: readonly Relation[]): Gaps {
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
    last: row.ending.endsWith(":last"),
    plain,
    behindHeads: row.zone.from === row.zone.label,
    allows: (cells) => {
      const texts = new Map(zone.tokens.map((token, index) => [cells[index], plainDecimal(token.text)]));
      const decimals = decimalsIn([row]);
      const columns = row.block.columns.map((column) => column.key);
      return rowRules(relations, columns).every((rule) => {
        const at = (slot: number): number | null => {
          const text = texts.get(slot) ?? null;
          return text === null ? null : scaled(text, decimals);
        };
        return verdict(rule, at) !== "fails";
      });
    },
  };
}

/**
 * Positions are lost when labels stand there without any figure, unless lines that come again were kept and no figure
 * stands by itself elsewhere: then nothing is printed in the cells. They are lost too when figures stand alone on their lines, rows are
 * incomplete, and hardly two such lines of the whole text are equal: then repeated lines were removed, figures with them.
 */
function isLost(stream: Stream, rows: readonly BoundRow[], proven: boolean): boolean {
  if (proven) return false;
  const tokens = rows.flatMap((row) => row.zone.tokens);
  if (tokens.length === 0) return printsFigures(stream) || !keepsRepeats(stream);
  if (rows.every((row) => row.zone.tokens.length >= row.block.columns.length)) return false;
  const alone = tokens.filter((token) => standsAlone(stream, token));
  if (2 * alone.length <= tokens.length) return false;
  const figures = stream.lines.map((line) => line.text).filter((text) => /^\s*[\d.,+-]+\s*$/u.test(text));
  return figures.length - new Set(figures).size <= Math.max(1, figures.length / 10);
}

/** True when a line prints figures or placeholders and nothing else. */
function printsFigures(stream: Stream): boolean {
  return stream.lines.some(({ text }) =>
    /^[\s\p{N}.,+/\p{Pd}]*[\p{N}/\p{Pd}][\s\p{N}.,+/\p{Pd}]*$/u.test(text),
  );
}

/** Lines of letters that come again, and are short as cells are. */
const REPEATS = 3;
const LONGEST_CELL = 12;

function keepsRepeats(stream: Stream): boolean {
  const seen = new Set<string>();
  const again = new Set<string>();
  for (const { text } of stream.lines) {
    const line = collapse(text);
    if (line.length > LONGEST_CELL || !/\p{L}/u.test(line)) continue;
    if (seen.has(line)) again.add(line);
    seen.add(line);
  }
  return again.size >= REPEATS;
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

/** True when letters of the label stand between figures on different lines: lines of a page, not the order of cells. */
function isApart(stream: Stream, { zone: { tokens } }: BoundRow): boolean {
  return tokens.some((token, index) => {
    const next = tokens[index + 1];
    return (
      next !== undefined &&
      stream.lineOf[token.from] !== stream.lineOf[next.from] &&
      stream.syms.slice(token.to, next.from).some(isLetter)
    );
  });
}

/** True for a block's first row below lines of nothing but figures, save those that count columns: they may be the row's. */
function isBelowFigures(stream: Stream, row: BoundRow, rows: readonly BoundRow[], lexicon: Lexicon): boolean {
  if (row.letters.length === 0 || rows.find(({ block }) => block === row.block) !== row) return false;
  const bottom = stream.lineOf[row.zone.from] ?? 0;
  let top = bottom;
  while (top > 0 && !hasLetters(stream, top - 1)) top -= 1;
  const from = charsOf(stream, top).from;
  const figures = figuresIn(stream, from, charsOf(stream, bottom).from, lexicon);
  return figures.length > 0 && !figures.every((text, index) => text === String(index + 1));
}

/** A placeholder before figures where a column of units is printed: it may stand in that column. */
function beginsStruck({ zone: { tokens }, block }: BoundRow): boolean {
  return (
    block.furniture.length > 1 && tokens[0]?.kind === "struck" && tokens.some(({ kind }) => kind === "figure")
  );
}

/** Print behind the row's figures that is no figure, no letter and no bracket: it may stand in a cell of the row. */
function showsMore(stream: Stream, { zone }: BoundRow): boolean {
  let at = zone.to;
  while (at < zone.stop && isGap(stream.syms[at])) at += 1;
  const sym = stream.syms[at] ?? "\n";
  return at < zone.stop && !isLetter(sym) && !isDigit(sym) && !isGap(sym) && !"()[]〈〉《》".includes(sym);
}

/** Print on the line of a row's label or figures, behind all that was read of it: it stands in one of its cells. */
function goesOn(stream: Stream, { zone }: BoundRow): boolean {
  const line = stream.lineOf[zone.to - 1];
  let at = zone.to;
  while (at < zone.stop && isGap(stream.syms[at]) && stream.lineOf[at] === line) at += 1;
  return at < zone.stop && stream.lineOf[at] === line && !isGap(stream.syms[at]);
}

/** A dash glued to what stands before it and to digits behind: a sign, or a cell's placeholder and the next cell's figure. */
function hasGluedDash(stream: Stream, { zone }: BoundRow): boolean {
  return zone.tokens.some(({ text, from }) => text.startsWith("-") && !isGap(stream.syms[from - 1] ?? " "));
}

/** True when figures stand before the label in its own line: each line's figures are its own label's, and not the next one's. */
function standsBehindFigures(stream: Stream, { zone, letters }: BoundRow): boolean {
  if (letters.length === 0) return false;
  const { from } = charsOf(stream, stream.lineOf[zone.from] ?? 0);
  const before = stream.syms.slice(from, zone.from);
  return before.some((sym) => isDigit(sym)) && !before.some((sym) => isLetter(sym) || sym === "(");
}

/** True when all figures stand on one line that the row's label stands on as well. */
function isBesideLabel(stream: Stream, row: BoundRow): boolean {
  const lines = new Set(row.zone.tokens.map((token) => stream.lineOf[token.from]));
  const own = row.letters.map((at) => stream.lineOf[at] ?? 0);
  const [line] = lines;
  return lines.size === 1 && line !== undefined && line >= Math.min(...own) && line <= Math.max(...own);
}

/**
 * True when figures are set in columns by runs of spaces. Then lines follow the page and not the table's reading
 * order: a figure that slipped to another line may belong to any row near it and to the column it stands under.
 */
function isLayout(stream: Stream, rows: readonly BoundRow[]): boolean {
  const printed = rows.filter((row) => row.zone.tokens.length > 0);
  const wide = printed.filter(({ zone, letters }) => {
    // A unit between label and figure is set in a column as well.
    const edges = [
      Math.min(zone.label, (letters.at(-1) ?? zone.label) + 1),
      ...zone.tokens.flatMap(({ from, to }) => [from, to]),
    ];
    return edges.some(
      (edge, index) => index % 2 === 0 && /^ {4}/.test(gapsIn(stream, edge, edges[index + 1] ?? edge)),
    );
  });
  return (wide.length > 0 && 4 * wide.length >= printed.length) || hasHeadsApart(stream, rows);
}

/** Lines of heads that are looked at above a table's first row. */
const HEAD_LINES = 6;

/** True when heads above the first row are set in columns: far from the margin, and wide gaps between them. */
function hasHeadsApart(stream: Stream, rows: readonly BoundRow[]): boolean {
  const first = rows[0];
  if (first === undefined) return false;
  const line = stream.lineOf[first.zone.from] ?? 0;
  return stream.lines
    .slice(Math.max(0, line - HEAD_LINES), line)
    .some(({ text }) => /^\f? {6,}\p{L}\S*(?: {2,}\p{L}\S*)+\s*$/u.test(text));
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
    if (mixed || (!view.glued && view.cells === null && row.zone.tokens.length > row.block.columns.length))
      doubts.add("ambiguous-position");
    // A figure put together from two is an accident: with one more or less, the row's other figures stand elsewhere.
    if (solution.path?.some(({ unlikely }) => unlikely) && !view.glued) doubts.add("ambiguous-position");
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
  const pieces = [span, ...(span.token.more ?? [])];
  const raw = pieces.map(({ from: start, to }) => collapse(printed(stream, start, to))).join(" ");
  const at = placeOf(stream, span.from, span.to);
  if (span.token.kind === "struck") return { value: null, raw, state: "struck", at };
  const value = step.text === null || span.token.kind === "odd" ? null : plainDecimal(step.text);
  if (span.token.odd || step.unlikely) doubts.add("odd-figure");
  if (value === null) {
    doubts.add("odd-figure");
    return { value: null, raw, state: "unreadable", at };
  }
  if (!fits(value, type)) doubts.add("odd-figure");
  const unit = span.token.unit;
  return unit === null ? { value, raw, state: "reported", at } : { value, raw, state: "reported", at, unit };
}
