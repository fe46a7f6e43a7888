// What an accident did to a sheet, and how its rows and figures are told apart.
import type { Sheet, SheetCell } from "./print-form.ts";
import type { Random } from "./random.ts";
import { type Allowed, allowedFor, EMPTY } from "./signs.ts";

export interface Damage {
  /** What happened, for people. */
  readonly told: string;
  /** `row/column` of the cells that the accident reached. All others must be read as if nothing had happened. */
  readonly touched: ReadonlySet<string>;
  /** What may be certain of touched cells, where it is not what they print. */
  readonly allowed: ReadonlyMap<string, Allowed>;
}

export type Figure = SheetCell & { of: { row: string; column: string } };

export const figuresOf = (cells: readonly SheetCell[]) =>
  cells.filter((cell): cell is Figure => cell.of !== undefined && cell.of.column !== null);
export const keyOf = ({ of }: Figure) => `${of.row}/${of.column}`;
export const keysOf = (cells: readonly SheetCell[]) => figuresOf(cells).map(keyOf);

export const pick = <T>(from: readonly T[], next: Random): T | undefined =>
  from[Math.floor(next() * from.length)];

export function damage(
  told: string,
  touched: readonly string[],
  allowed: readonly (readonly [string, Allowed])[] = [],
): Damage {
  return { told, touched: new Set(touched), allowed: new Map(allowed) };
}

export const figureRows = (sheet: Sheet) => sheet.filter((row) => figuresOf(row).length > 0);

/** A row that has a label of its own and figures. */
export function movable(row: readonly SheetCell[]): boolean {
  return row.some(({ of, text }) => of?.column === null && text !== "") && figuresOf(row).length > 0;
}

/** From the row's label on: the cells of groups in front of it stay where they are. */
export function ownCells(row: readonly SheetCell[]): SheetCell[] {
  return row.slice(row.findIndex(({ of }) => of?.column === null));
}

export function shape(row: readonly SheetCell[]): string {
  return ownCells(row)
    .map(({ colSpan, rowSpan, of }) => `${colSpan}x${rowSpan}${of?.column ?? ""}`)
    .join();
}

/** What may be certain of a cell that no accident reached, or that prints what it says. */
export function asPrinted(cell: SheetCell): Allowed {
  return cell.text === "" ? EMPTY : allowedFor(cell.text);
}
