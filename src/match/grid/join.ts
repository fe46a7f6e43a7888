// Puts together rows that a page or a narrow column cut in pieces: a label is only whole when they are joined.
// Must not know columns, figures' meaning or containers.
import type { Conventions, Label } from "../../model/form.ts";
import { printings, remembered } from "../labels/wording.ts";
import { MOST_PIECES } from "../weights/grid-rows.ts";
import type { Target } from "./align.ts";
import { labelsOf, type PrintedCell, type PrintedRow, printedCell } from "./printed.ts";

interface Whole {
  /** The letters of every whole label. */
  readonly cores: ReadonlySet<string>;
  /** The letters of every beginning of one. */
  readonly starts: ReadonlySet<string>;
}

function wholeOf(labels: readonly Label[]): Whole {
  const cores = new Set(labels.flatMap((label) => printings(label).map((printing) => printing.core)));
  const starts = new Set<string>();
  for (const core of cores) for (let end = 1; end < core.length; end += 1) starts.add(core.slice(0, end));
  return { cores, starts };
}

interface WholeRows extends Whole {
  /** The letters of groups' labels: whole beside a row's label, and none of it. */
  readonly groups: ReadonlySet<string>;
}

const targetCache = new WeakMap<readonly Target[], WholeRows>();

function wholeLabels(targets: readonly Target[]): WholeRows {
  let whole = targetCache.get(targets);
  if (!whole) {
    const groups = wholeOf(targets.flatMap((target) => target.row.path)).cores;
    whole = { ...wholeOf(targets.map((target) => target.row.label)), groups };
    targetCache.set(targets, whole);
  }
  return whole;
}

const headCache = new WeakMap<readonly Label[], Whole>();

function wholeHeads(labels: readonly Label[]): Whole {
  let whole = headCache.get(labels);
  if (!whole) {
    whole = wholeOf(labels);
    headCache.set(labels, whole);
  }
  return whole;
}

/** Whether a text may be the first piece of a whole label. A list number may be cut too. */
const mayBegin = remembered((starts: ReadonlySet<string>, printed): boolean => {
  const unnumbered = printed.core.replace(/^[一二三四五六七八九十\d]+/u, "");
  return unnumbered === "" || starts.has(printed.core) || starts.has(unnumbered);
});

/** Whether a cell may be the first piece of a row's label: what is printed beside it may be that row's. */
export const mayBeginRow = (cell: PrintedCell, targets: readonly Target[]): boolean =>
  isLabelPiece(cell) && mayBegin(wholeLabels(targets).starts, cell.wording);

/** Whether a cell is the label of a group of rows. */
export const labelsGroup = ({ wording }: PrintedCell, targets: readonly Target[]): boolean =>
  wholeLabels(targets).groups.has(wording.core);

/** Rows in the same order, pieces of one row joined into it (it keeps the first piece's rank). */
export function joinPieces(
  rows: readonly PrintedRow[],
  targets: readonly Target[],
  conventions: Conventions,
): PrintedRow[] {
  const whole = wholeLabels(targets);
  const begins = rows.map((row) =>
    row.cells.some((cell) => isLabelPiece(cell) && mayBegin(whole.starts, cell.wording)),
  );
  const joined: PrintedRow[] = [];
  let i = 0;
  while (i < rows.length) {
    const first = rows[i] as PrintedRow;
    const cut = !isWhole(first, whole) && begins.slice(i, i + MOST_PIECES).includes(true);
    const piece = cut ? longestJoin(rows, i, whole, conventions) : null;
    const row = piece?.row ?? first;
    i += piece?.length ?? 1;
    const rest =
      restOnNextPage(row, rows[i], whole, conventions) ?? restOfGroup(row, rows[i], whole, conventions);
    joined.push(rest ?? row);
    if (rest) i += 1;
  }
  return joined;
}

/**
 * Figures that a page break pushed down from a row whose label stayed above it. What else came down with them, the rest
 * of a group's label, stands in another column than the row's own label. A word that both print, as a unit, each has for itself.
 */
function restOnNextPage(
  row: PrintedRow,
  next: PrintedRow | undefined,
  whole: WholeRows,
  conventions: Conventions,
): PrintedRow | null {
  if (!next || row.labels.length === 0 || !next.cells.some(isFigure)) return null;
  const own = row.labels.find((label) => whole.cores.has(label.wording.core));
  const pairs = cellsBelow(row, next);
  const isSaidTwice = ({ wording }: PrintedCell, piece: PrintedCell) =>
    wording.core !== "" && !isFigure(piece) && wording.core === piece.wording.core;
  if ([...pairs].some(([cell, piece]) => isSaidTwice(cell, piece))) return null;
  const below = own ? pairs.get(own) : undefined;
  const unlabelled = next.labels.length === 0 || (own !== undefined && (below?.text.trim() ?? "") === "");
  if (!unlabelled || (next.labels.length > 0 && isWhole(next, whole))) return null;
  const [page, nextPage] = [row.cells.at(-1)?.at.page, next.cells.at(-1)?.at.page];
  if (page === undefined || nextPage !== page + 1) return null;
  return joinTwo(row, next, conventions);
}

/** A row that prints nothing but the rest of a group's label, which a page cut under the row where the group begins. */
function restOfGroup(
  row: PrintedRow,
  next: PrintedRow | undefined,
  { groups }: WholeRows,
  conventions: Conventions,
): PrintedRow | null {
  const printed = next?.cells.filter((cell) => cell.text.trim() !== "" || cell.marks.length > 0) ?? [];
  const [piece] = printed;
  if (!next || !piece || printed.length > 1 || isFigure(piece)) return null;
  const above = [...cellsBelow(row, next)].find(([, cell]) => cell === piece)?.[0];
  if (!above || groups.has(above.wording.core)) return null;
  return groups.has(together(above, piece, conventions).wording.core)
    ? joinTwo(row, next, conventions)
    : null;
}

function isBlank(row: PrintedRow): boolean {
  return row.cells.every((cell) => cell.text.trim() === "" && cell.marks.length === 0);
}

/** Whether a row has a whole label. A group's that stands beside the beginning of another says nothing of the row. */
function isWhole(row: PrintedRow, { cores, starts, groups }: WholeRows): boolean {
  if (row.labels.length === 0) return !row.cells.some(isListNumber);
  return row.labels.some((label) => {
    if (!cores.has(label.wording.core) && !cores.has(label.wording.bare)) return false;
    if (!groups.has(label.wording.core)) return true;
    const beside = row.labels.filter((other) => other.from >= label.to);
    const known = (other: PrintedCell) => cores.has(other.wording.core) || groups.has(other.wording.core);
    return !beside.some((other) => !known(other) && mayBegin(starts, other.wording));
  });
}

/** A label or the beginning of one, of which a list number may be all. */
function isLabelPiece(cell: PrintedCell): boolean {
  return isListNumber(cell) || (cell.own && cell.figure.state === "unreadable" && cell.wording.core !== "");
}

/** `1.` by itself: a label that goes on elsewhere, or a figure with a full stop behind it. */
function isListNumber(cell: PrintedCell): boolean {
  return cell.own && cell.from === 0 && /^\s*\d{1,2}\s*[.、．]\s*$/u.test(cell.text);
}

function longestJoin(
  rows: readonly PrintedRow[],
  start: number,
  whole: WholeRows,
  conventions: Conventions,
): { row: PrintedRow; length: number } | null {
  let current = rows[start] as PrintedRow;
  for (let length = 2; length <= MOST_PIECES; length += 1) {
    const next = rows[start + length - 1];
    // A sheet may leave rows blank where a page ended.
    if (next && isBlank(next)) continue;
    if (!next || next.labels.length === 0) return null;
    const numbered = current.cells.some(isListNumber) && !next.cells.some(isFigure);
    if (isWhole(next, whole) && !numbered) return null;
    const joined = joinTwo(current, next, conventions);
    if (!joined) return null;
    current = joined;
    if (isWhole(current, whole)) return { row: current, length };
  }
  return null;
}

/** Two pieces fit when no column has figures in both, and the second begins no more columns than the first has. */
function joinTwo(a: PrintedRow, b: PrintedRow, conventions: Conventions): PrintedRow | null {
  if (b.gridIndex - a.gridIndex > 1) return null;
  const below = cellsBelow(a, b);
  const cells: PrintedCell[] = [];
  for (const cell of a.cells) {
    const piece = below.get(cell);
    if (!piece || piece.text.trim() === "") cells.push(cell);
    else if (cell.text.trim() === "") cells.push({ ...piece, from: cell.from, to: cell.to });
    else if (!cell.own && !isFigure(piece)) cells.push({ ...piece, from: cell.from, to: cell.to });
    else if (isListNumber(cell) && !isFigure(piece)) cells.push(together(cell, piece, conventions));
    else if (isFigure(cell) || isFigure(piece)) return null;
    else cells.push(together(cell, piece, conventions));
  }
  const known = new Set(below.values());
  if (b.cells.some((cell) => cell.own && cell.text.trim() !== "" && !known.has(cell))) return null;
  return { ...a, cells, labels: labelsOf(cells) };
}

function together(a: PrintedCell, b: PrintedCell, conventions: Conventions): PrintedCell {
  const shown = { text: `${a.text}\n${b.text}`, rowSpan: 1, at: a.at, marks: [...a.marks, ...b.marks] };
  return printedCell(shown, a.from, a.to, true, conventions);
}

/**
 * For each cell of a row the cell under it. In one grid, positions tell. A page may set the same columns elsewhere, and
 * may have more of what lies left of the labels: in two grids it is the rank from the right, and in one that goes on over a
 * page, below its heads printed again or in columns of other widths, where as many cells stand there and positions do not
 * tell of all that is printed.
 */
function cellsBelow(a: PrintedRow, b: PrintedRow): Map<PrintedCell, PrintedCell> {
  const byRank = (rank: number) => b.cells[b.cells.length - a.cells.length + rank];
  const byPlace = ({ from }: PrintedCell) => b.cells.find((other) => other.from === from);
  if (a.gridIndex !== b.gridIndex) return ownBelow(a, (_, rank) => byRank(rank));
  const placed = ownBelow(a, byPlace);
  const known = new Set(placed.values());
  const isTold = b.cells.every((cell) => !cell.own || cell.text.trim() === "" || known.has(cell));
  const otherwiseCut = placed.size < a.cells.length / 2;
  const goesOn = a.cells.at(-1)?.at.page !== b.cells.at(-1)?.at.page || b.rank > a.rank + 1 || otherwiseCut;
  return isTold || !goesOn || a.cells.length !== b.cells.length
    ? placed
    : ownBelow(a, (_, rank) => byRank(rank));
}

function ownBelow(
  { cells }: PrintedRow,
  find: (cell: PrintedCell, rank: number) => PrintedCell | undefined,
): Map<PrintedCell, PrintedCell> {
  return new Map(
    cells.flatMap((cell, rank) => {
      const found = find(cell, rank);
      return found?.own ? [[cell, found] as const] : [];
    }),
  );
}

/**
 * Heads that a page cut in two: the second row goes on with words of the first, and together they are heads of the
 * table that neither is by itself.
 */
export function joinHeads(
  rows: readonly PrintedRow[],
  labels: readonly Label[],
  conventions: Conventions,
): PrintedRow[] {
  const { cores } = wholeHeads(labels);
  const isLabel = (cell: PrintedCell) => cores.has(cell.wording.core);
  const joined: PrintedRow[] = [];
  for (const row of rows) {
    const above = joined.at(-1);
    const whole = above ? headOfPieces(above, row, isLabel, conventions) : null;
    const mended = above && !whole ? mendedHeads(above, row, isLabel, conventions) : null;
    if (whole) joined[joined.length - 1] = whole;
    else if (mended) joined.splice(-1, 1, ...mended);
    else joined.push(row);
  }
  return joined;
}

/**
 * Two rows of heads with a page between them: a head that spans both was cut in two, the others of the second row are
 * whole. The rest goes back to where its head begins.
 */
function mendedHeads(
  a: PrintedRow,
  b: PrintedRow,
  isLabel: (cell: PrintedCell) => boolean,
  conventions: Conventions,
): readonly [PrintedRow, PrintedRow] | null {
  const [page, nextPage] = [a.cells.at(-1)?.at.page, b.cells.at(-1)?.at.page];
  if (page === undefined || nextPage !== page + 1 || b.labels.length < 2) return null;
  const mended = new Map<PrintedCell, PrintedCell>();
  const emptied = new Map<PrintedCell, PrintedCell>();
  for (const [cell, piece] of cellsBelow(a, b)) {
    if (piece.text.trim() === "" || isLabel(piece)) continue;
    const whole = together(cell, piece, conventions);
    if (!isLabel(whole)) return null;
    mended.set(cell, { ...whole, own: cell.own });
    emptied.set(
      piece,
      printedCell({ text: "", rowSpan: 1, at: piece.at }, piece.from, piece.to, true, conventions),
    );
  }
  const strange = b.labels.some((label) => !emptied.has(label) && !isLabel(label));
  if (mended.size === 0 || strange) return null;
  const patch = (row: PrintedRow, changes: ReadonlyMap<PrintedCell, PrintedCell>): PrintedRow => {
    const cells = row.cells.map((cell) => changes.get(cell) ?? cell);
    return { ...row, cells, labels: labelsOf(cells) };
  };
  return [patch(a, mended), patch(b, emptied)];
}

function headOfPieces(
  a: PrintedRow,
  b: PrintedRow,
  isLabel: (cell: PrintedCell) => boolean,
  conventions: Conventions,
): PrintedRow | null {
  if (b.gridIndex - a.gridIndex > 1 || b.labels.length === 0) return null;
  const pieces = b.cells.filter((cell) => cell.own && cell.text.trim() !== "");
  if (pieces.length !== b.labels.length) return null;
  const below = cellsBelow(a, b);
  const placed = new Set(below.values());
  if (pieces.some((piece) => !placed.has(piece))) return null;
  const cells: PrintedCell[] = [];
  for (const cell of a.cells) {
    const piece = below.get(cell);
    if (!piece || piece.text.trim() === "") {
      cells.push(cell);
      continue;
    }
    const whole = together(cell, piece, conventions);
    if (cell.text.trim() === "" || isFigure(cell) || !isLabel(whole)) return null;
    cells.push({ ...whole, own: cell.own });
  }
  return { ...a, cells, labels: labelsOf(cells) };
}

function isFigure(cell: PrintedCell): boolean {
  return cell.figure.state === "reported" || cell.figure.state === "struck";
}
