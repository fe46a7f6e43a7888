// Accidents that befall whole rows, columns or the table: how editors, converters and page breaks damage them.
import {
  asPrinted,
  type Damage,
  damage,
  type Figure,
  figureRows,
  figuresOf,
  keyOf,
  keysOf,
  movable,
  ownCells,
  pick,
  shape,
} from "./damage.ts";
import type { Sheet, SheetCell } from "./print-form.ts";
import type { Random } from "./random.ts";
import { type Allowed, EMPTY } from "./signs.ts";

/** Nothing may be stated with certainty. */
const UNKNOWN: Allowed = { values: [], empty: false, unreadable: true, absent: false };

/** Of two figures neither is known to be the right one; beside an empty cell the one figure may be. */
function eitherOf({ text }: Figure, other: SheetCell): Allowed {
  return text === "" ? { ...asPrinted(other), empty: true } : UNKNOWN;
}

/** A row stands twice, with other figures the second time: neither is known to be the right one. */
export function rowDoubled(sheet: Sheet, next: Random): Damage | null {
  const row = pick(sheet.filter(movable), next);
  if (!row) return null;
  const again = unbound(ownCells(row));
  const figures = figuresOf(row);
  const own: (readonly [string, Allowed])[] = [];
  for (const figure of figures) {
    const cell = again[ownCells(row).indexOf(figure)];
    if (!cell || next() < 0.3) continue;
    cell.text = String(1 + Math.floor(next() * 60));
    if (cell.text !== figure.text) own.push([keyOf(figure), eitherOf(figure, cell)]);
  }
  insertBelow(sheet, row, again);
  return damage(`«${ownCells(row)[0]?.text}» stands twice with other figures`, keysOf(row), own);
}

/** The last row before a page break is printed again behind it. */
export function rowRepeated(sheet: Sheet, next: Random): Damage | null {
  const row = pick(sheet.filter(movable), next);
  if (!row) return null;
  insertBelow(sheet, row, unbound(ownCells(row)));
  return damage(`«${ownCells(row)[0]?.text}» stands twice`, keysOf(row));
}

/** The line between two rows is lost: each cell holds what stood in both, one below the other. */
export function rowsJoined(sheet: Sheet, next: Random): Damage | null {
  const pairs = sheet.flatMap((row, index) => {
    const below = sheet[index + 1];
    const isPair = below && movable(row) && movable(below) && shape(row) === shape(below);
    // A row that begins a group cannot be taken out without it.
    return isPair && ownCells(below).length === below.length ? [{ row, below }] : [];
  });
  const { row, below } = pick(pairs, next) ?? {};
  if (!row || !below) return null;
  const [upper, lower] = [ownCells(row), below];
  const own = [...figuresOf(upper), ...figuresOf(lower)].map((cell) => [keyOf(cell), joined(cell)] as const);
  const keys = [...keysOf(row), ...keysOf(below)];
  const told = `«${upper[0]?.text}» and «${lower[0]?.text}» stand in one row`;
  upper.forEach((cell, at) => {
    cell.text = [cell.text, lower[at]?.text ?? ""].filter((text) => text !== "").join("\n");
  });
  takeOut(sheet, below);
  return damage(told, keys, own);
}

const joined = (cell: Figure): Allowed =>
  cell.text === "" ? { ...EMPTY, unreadable: true } : { ...asPrinted(cell), unreadable: true };

/** From one row on an empty cell stands before the figures. */
export function rowsShifted(sheet: Sheet, next: Random): Damage | null {
  const first = pick(figureRows(sheet), next);
  if (!first) return null;
  const rows = figureRows(sheet.slice(sheet.indexOf(first))).filter((row) => shape(row) === shape(first));
  for (const row of rows) {
    const [figure] = figuresOf(row);
    if (figure) figure.extra = { text: "", side: "before" };
  }
  return damage(`${rows.length} rows stand one column further on`, keysOf(rows.flat()));
}

/** The table stands twice, with other figures below, and nothing says which is the report's. */
export function tableDoubled(sheet: Sheet, next: Random): Damage | null {
  const again = sheet.map(unbound);
  const own: (readonly [string, Allowed])[] = [];
  sheet.forEach((row, r) => {
    row.forEach((cell, c) => {
      const copy = again[r]?.[c];
      if (!copy || !isFigure(cell) || next() < 0.5) return;
      copy.text = String(1 + Math.floor(next() * 60));
      if (copy.text !== cell.text) own.push([keyOf(cell), eitherOf(cell, copy)]);
    });
  });
  const keys = keysOf(sheet.flat());
  sheet.push(...again);
  return damage("the table stands twice with other figures", keys, own);
}

/** Two columns change places, heads and figures together: each figure still stands under its head. */
export function columnsSwapped(sheet: Sheet, next: Random): Damage | null {
  const row = pick(figureRows(sheet), next);
  const figures = row && figuresOf(row);
  if (!row || !figures || figures.length < 2) return null;
  const at = Math.floor(next() * (figures.length - 1));
  const [one, other] = [figures[at]?.of.column, figures[at + 1]?.of.column];
  const heads = headsAbove(sheet, row, figures.length, at);
  const rows = blockOf(sheet, row);
  if (!heads) return null;
  [heads[0].text, heads[1].text] = [heads[1].text, heads[0].text];
  for (const cells of rows) {
    const [a, b] = [one, other].map((column) => cells.findIndex(({ of }) => of?.column === column));
    if (a === undefined || b === undefined || a < 0 || b < 0) return null;
    [cells[a], cells[b]] = [cells[b] as SheetCell, cells[a] as SheetCell];
  }
  return damage(`the columns of ${one} and ${other} change places`, keysOf(rows.flat()));
}

/** The heads of two neighbours, when one row of heads has exactly one for each figure. */
function headsAbove(
  sheet: Sheet,
  row: SheetCell[],
  count: number,
  at: number,
): [SheetCell, SheetCell] | null {
  const above = sheet.slice(0, sheet.indexOf(row)).reverse();
  const heads = above.find((cells) => cells.every(({ of }) => !of) && cells.length >= count);
  const own = heads?.slice(-count);
  const pair = [own?.[at], own?.[at + 1]];
  return pair[0] && pair[1] && own?.every(({ colSpan }) => colSpan === 1) ? [pair[0], pair[1]] : null;
}

/** The rows around one that have its columns, up to heads on both sides. */
function blockOf(sheet: Sheet, row: SheetCell[]): Sheet {
  const [above, below] = [sheet.slice(0, sheet.indexOf(row)).reverse(), sheet.slice(sheet.indexOf(row))];
  return [above, below].flatMap((side) => {
    const end = side.findIndex((cells) => columnsOf(cells) !== columnsOf(row));
    return end < 0 ? side : side.slice(0, end);
  });
}

const columnsOf = (row: readonly SheetCell[]) =>
  figuresOf(row)
    .map(({ of }) => of.column)
    .join();

const isFigure = (cell: SheetCell): cell is Figure => cell.of !== undefined && cell.of.column !== null;

/** Copies that print what the cells print and are judged by nothing. */
function unbound(cells: readonly SheetCell[]): SheetCell[] {
  return cells.map(({ text, rowSpan, colSpan }) => ({ text, rowSpan, colSpan }));
}

/** Puts a row below another; merged cells that cover that one reach over it. */
function insertBelow(sheet: Sheet, row: SheetCell[], added: SheetCell[]): void {
  const at = sheet.indexOf(row);
  for (const { cell, from } of groupsOver(sheet, at)) {
    if (from + cell.rowSpan > at) cell.rowSpan += 1;
  }
  sheet.splice(at + 1, 0, added);
}

function takeOut(sheet: Sheet, row: SheetCell[]): void {
  const at = sheet.indexOf(row);
  for (const { cell, from } of groupsOver(sheet, at)) {
    if (from < at && from + cell.rowSpan > at) cell.rowSpan -= 1;
  }
  sheet.splice(at, 1);
}

/** Cells of groups that begin at or above a row, with the row that they begin in. */
function groupsOver(sheet: Sheet, at: number): { cell: SheetCell; from: number }[] {
  return sheet
    .slice(0, at + 1)
    .flatMap((row, from) =>
      row.filter((cell) => from < at || !ownCells(row).includes(cell)).map((cell) => ({ cell, from })),
    );
}
