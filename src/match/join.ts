// Puts together rows that a page or a narrow column cut in pieces: a label is only whole when they are joined.
// Must not know columns, figures' meaning or containers.
import type { Conventions } from "../model/form.ts";
import type { Target } from "./align.ts";
import { printings } from "./labels.ts";
import { labelsOf, type PrintedCell, type PrintedRow, printedCell } from "./printed.ts";

const MOST_PIECES = 8;

/** Rows in the same order, pieces of one row joined into it (it keeps the first piece's rank). */
export function joinPieces(
  rows: readonly PrintedRow[],
  targets: readonly Target[],
  conventions: Conventions,
): PrintedRow[] {
  const whole = new Set(
    targets.flatMap((target) => printings(target.row.label).map((printing) => printing.core)),
  );
  const joined: PrintedRow[] = [];
  let i = 0;
  while (i < rows.length) {
    const first = rows[i] as PrintedRow;
    const piece = isWhole(first, whole) ? null : longestJoin(rows, i, whole, conventions);
    joined.push(piece?.row ?? first);
    i += piece?.length ?? 1;
  }
  return joined;
}

function isWhole(row: PrintedRow, whole: ReadonlySet<string>): boolean {
  return (
    row.labels.length === 0 ||
    row.labels.some((label) => whole.has(label.wording.core) || whole.has(label.wording.bare))
  );
}

function longestJoin(
  rows: readonly PrintedRow[],
  start: number,
  whole: ReadonlySet<string>,
  conventions: Conventions,
): { row: PrintedRow; length: number } | null {
  let current = rows[start] as PrintedRow;
  for (let length = 2; length <= MOST_PIECES; length += 1) {
    const next = rows[start + length - 1];
    if (!next || isWhole(next, whole)) return null;
    const joined = joinTwo(current, next, conventions);
    if (!joined) return null;
    current = joined;
    if (current.labels.some((label) => whole.has(label.wording.core))) return { row: current, length };
  }
  return null;
}

/** Two pieces fit when no column has figures in both, and the second begins no more columns than the first has. */
function joinTwo(a: PrintedRow, b: PrintedRow, conventions: Conventions): PrintedRow | null {
  if (b.gridIndex - a.gridIndex > 1 || b.labels.length === 0) return null;
  const cells: PrintedCell[] = [];
  for (const cell of a.cells) {
    const below = b.cells.find((other) => other.own && other.from === cell.from);
    if (!below || below.text.trim() === "") cells.push(cell);
    else if (cell.text.trim() === "" || !cell.own) cells.push({ ...below, from: cell.from, to: cell.to });
    else if (isFigure(cell) || isFigure(below)) return null;
    else
      cells.push(
        printedCell(`${cell.text}\n${below.text}`, 1, cell.from, cell.to, true, cell.at, conventions),
      );
  }
  const known = new Set(cells.map((cell) => cell.from));
  if (b.cells.some((cell) => cell.own && cell.text.trim() !== "" && !known.has(cell.from))) return null;
  return { ...a, cells, labels: labelsOf(cells) };
}

function isFigure(cell: PrintedCell): boolean {
  return cell.figure.state === "reported" || cell.figure.state === "struck";
}
