// One accident that befalls a printed table, and what a reader of the damaged print can still know.
// Must not know how the sheet is written down.
import {
  asPrinted,
  type Damage,
  damage,
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
import { type Random, random } from "./random.ts";
import {
  columnsSwapped,
  rowDoubled,
  rowRepeated,
  rowsJoined,
  rowsShifted,
  tableDoubled,
} from "./row-accidents.ts";
import { allowedFor, LOST, SIGNS } from "./signs.ts";

export const ACCIDENTS = [
  "none",
  "cell-dropped",
  "cell-added",
  "figures-swapped",
  "rows-swapped",
  "label-lost",
  "digit-lost",
  "sign",
] as const;
/** Those that befall fewer prints: `npm run attack -- --rarer` tries them. */
export const RARER = [
  "cells-merged",
  "figure-broken",
  "column-dropped",
  "head-lost",
  "row-doubled",
  "row-repeated",
  "rows-joined",
  "rows-shifted",
  "table-doubled",
  "columns-swapped",
] as const;
/** `sums-wrong` is the publisher's own: figures that break the form's relations, printed clearly. */
export type Accident = (typeof ACCIDENTS)[number] | (typeof RARER)[number] | "sums-wrong";

/** Damages the sheet in place. @returns null where the sheet has nothing that the accident could befall */
export function strike(sheet: Sheet, accident: Accident, seed: number): Damage | null {
  return STRIKES[accident](sheet, random(seed));
}

const STRIKES: Readonly<Record<Accident, (sheet: Sheet, next: Random) => Damage | null>> = {
  none: () => damage("nothing", []),
  "cell-dropped": (sheet, next) => {
    const row = pick(figureRows(sheet), next);
    const cell = row && pick(figuresOf(row), next);
    if (!cell) return null;
    cell.gone = true;
    return damage(`${keyOf(cell)} «${cell.text}» is lost`, keysOf(row), [[keyOf(cell), LOST]]);
  },
  "cell-added": (sheet, next) => {
    const row = pick(figureRows(sheet), next);
    const cell = row && pick(figuresOf(row), next);
    if (!cell) return null;
    // A figure beside an empty cell is printed there, as far as anyone can tell.
    const text = (cell.text !== "" && pick(["", "0", "7", "31", cell.text], next)) || "";
    const side = next() < 0.7 ? "before" : "behind";
    cell.extra = { text, side };
    return damage(`«${text}» stands ${side} ${keyOf(cell)} «${cell.text}»`, keysOf(row));
  },
  "figures-swapped": (sheet, next) => {
    const one = pick(sheet.flatMap(figuresOf), next);
    const others = sheet.flatMap(figuresOf).filter(({ of }) => of.row !== one?.of.row);
    const other = pick(others, next);
    if (!one || !other) return null;
    [one.text, other.text] = [other.text, one.text];
    return damage(`${keyOf(one)} and ${keyOf(other)} are exchanged`, [keyOf(one), keyOf(other)]);
  },
  "rows-swapped": swapRows,
  "row-doubled": rowDoubled,
  "row-repeated": rowRepeated,
  "rows-joined": rowsJoined,
  "rows-shifted": rowsShifted,
  "table-doubled": tableDoubled,
  "columns-swapped": columnsSwapped,
  "label-lost": (sheet, next) => {
    const labels = sheet.flat().filter(({ of, text }) => of?.column === null && text !== "");
    const label = pick(labels, next);
    const row = label && sheet.find((cells) => cells.includes(label));
    if (!label || !row) return null;
    const told = `the label «${label.text}» is lost`;
    label.text = "";
    const figures = figuresOf(row);
    const unseen = figures.every(({ text }) => text === "");
    return damage(told, figures.map(keyOf), unseen ? figures.map((cell) => [keyOf(cell), LOST]) : []);
  },
  "digit-lost": (sheet, next) => {
    const cell = pick(
      sheet.flatMap(figuresOf).filter(({ text }) => /\d/.test(text)),
      next,
    );
    if (!cell) return null;
    const digits = [...cell.text.matchAll(/\d/g)].map(({ index }) => index);
    const at = pick(digits, next) ?? 0;
    const told = `${keyOf(cell)} «${cell.text}» lost its digit ${at + 1}`;
    cell.text = cell.text.slice(0, at) + cell.text.slice(at + 1);
    return damage(told, [keyOf(cell)], [[keyOf(cell), allowedFor(cell.text)]]);
  },
  sign: (sheet, next) => {
    // With a fraction a sign may say two things: amounts are left alone.
    const cell = pick(
      sheet.flatMap(figuresOf).filter(({ text }) => /^\d+$/.test(text)),
      next,
    );
    const drawn = pick(SIGNS, next);
    if (!cell || !drawn) return null;
    const figure = cell.text;
    cell.text = drawn.print(figure);
    const told = `${keyOf(cell)} «${figure}» is printed «${cell.text}» (${drawn.name})`;
    return damage(told, [keyOf(cell)], [[keyOf(cell), drawn.allowed(figure)]]);
  },
  "cells-merged": (sheet, next) => {
    // Beside an empty cell it would be a figure in another place.
    const pairs = figureRows(sheet).flatMap((row) => {
      const cells = figuresOf(row);
      return cells.slice(1).flatMap((cell, at) => {
        const before = cells[at];
        return before && before.text !== "" && cell.text !== "" ? [{ row, before, cell }] : [];
      });
    });
    const { row, before, cell } = pick(pairs, next) ?? {};
    if (!row || !before || !cell) return null;
    const told = `${keyOf(before)} «${before.text}» and «${cell.text}» behind it stand in one cell`;
    const own = [before, cell].map((one) => [keyOf(one), { ...asPrinted(one), unreadable: true }] as const);
    before.text = [before.text, cell.text].join(pick([" ", "\n"], next));
    cell.gone = true;
    return damage(told, keysOf(row), own);
  },
  "figure-broken": (sheet, next) => {
    const cell = pick(
      sheet.flatMap(figuresOf).filter(({ text }) => /^\d{2,}$/.test(text)),
      next,
    );
    const row = cell && sheet.find((cells) => cells.includes(cell));
    if (!cell || !row) return null;
    const at = 1 + Math.floor(next() * (cell.text.length - 1));
    const told = `${keyOf(cell)} «${cell.text}» goes on in another line behind ${at} digits`;
    const own = [[keyOf(cell), { ...asPrinted(cell), unreadable: true }]] as const;
    cell.text = `${cell.text.slice(0, at)}\n${cell.text.slice(at)}`;
    return damage(told, keysOf(row), own);
  },
  "column-dropped": (sheet, next) => {
    const first = pick(figureRows(sheet), next);
    const column = first && pick(figuresOf(first), next)?.of.column;
    const columnsOf = (row: readonly SheetCell[]) => figuresOf(row).map(({ of }) => of.column);
    const rows = sheet.filter((row) => first && columnsOf(row).join() === columnsOf(first).join());
    const cells = rows.flatMap(figuresOf).filter(({ of }) => of.column === column);
    if (cells.length === 0) return null;
    for (const cell of cells) cell.gone = true;
    const own = cells.map((cell) => [keyOf(cell), LOST] as const);
    return damage(`no row prints its cell of ${column}`, keysOf(rows.flat()), own);
  },
  "head-lost": (sheet, next) => {
    const heads = sheet.filter((row, at) => row.length > 1 && headsFigures(sheet, row, at));
    const row = pick(heads, next);
    if (!row) return null;
    const told = `the heads «${row.map(({ text }) => text).join(" ")}» are lost`;
    for (const cell of row) cell.text = "";
    return damage(told, keysOf(sheet.flat()));
  },
  "sums-wrong": (sheet, next) => {
    const cells = sheet.flatMap(figuresOf);
    const struck = Array.from({ length: next() < 0.7 ? 1 : 2 }, () => pick(cells, next));
    const told: string[] = [];
    for (const cell of struck) {
      if (!cell) return null;
      const figure = cell.text;
      cell.text = misprint(figure, next);
      told.push(`${keyOf(cell)} «${figure}» is printed «${cell.text}»`);
    }
    return damage(
      told.join(", "),
      struck.flatMap((cell) => (cell ? [keyOf(cell)] : [])),
      struck.flatMap((cell) => (cell ? [[keyOf(cell), allowedFor(cell.text)] as const] : [])),
    );
  },
};

/** Whether a row has nothing of a row of the form and stands above one that has. */
function headsFigures(sheet: Sheet, row: readonly SheetCell[], at: number): boolean {
  return (
    row.every(({ of }) => of === undefined) && sheet.slice(at + 1).some((below) => below.some(({ of }) => of))
  );
}

/** As publishers err: miscounted, a digit turned or doubled, or left empty. */
function misprint(figure: string, next: Random): string {
  const kind = Math.floor(next() * 4);
  if (kind === 0 || !/^\d+$/.test(figure)) return figure === "" ? String(1 + Math.floor(next() * 9)) : "";
  if (kind === 1) return String(Number(figure) + 1 + Math.floor(next() * 60));
  if (kind === 2 && figure.length > 1)
    return [...figure]
      .reverse()
      .join("")
      .replace(/^0+(?=\d)/, "");
  return `${figure}${Math.floor(next() * 10)}`.replace(/^0+(?=\d)/, "");
}

/** Two rows of one group change places, label and figures together: each figure still belongs to its label. */
function swapRows(sheet: Sheet, next: Random): Damage | null {
  const pairs = sheet.flatMap((row, index) => {
    const below = sheet[index + 1];
    return below && movable(row) && movable(below) && shape(row) === shape(below) ? [[row, below]] : [];
  });
  const [row, below] = pick(pairs, next) ?? [];
  if (!row || !below) return null;
  const [own, other] = [ownCells(row), ownCells(below)];
  row.splice(row.length - own.length, own.length, ...other);
  below.splice(below.length - other.length, other.length, ...own);
  return damage(`«${own[0]?.text}» and «${other[0]?.text}» change places`, [
    ...keysOf(own),
    ...keysOf(other),
  ]);
}
