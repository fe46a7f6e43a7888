// Evaluates every relation of the form on the cells read, exactly, and tells both sides. Changes nothing.
// Must not know how cells were read, except that a relation which chose a reading cannot also confirm it.

import type { Doubt } from "../model/doubts.ts";
import type { Form, FormTable, Relation, Term } from "../model/form.ts";
import type { CheckResult, ReportCell } from "../model/report.ts";

export interface CheckedTable {
  readonly form: Form;
  readonly table: FormTable;
  readonly cells: readonly ReportCell[];
}

/** Every relation on the figures as they were read, doubted or not. */
export function checkTables(tables: readonly CheckedTable[]): CheckResult[] {
  return tables.flatMap(checkTable);
}

/**
 * The same as it may be told: a relation with a doubted term is not said to fail, since the reading may be at fault.
 * @param aside a doubt that alone keeps nothing from being asserted
 */
export function assertedChecks(tables: readonly CheckedTable[], aside: Doubt): CheckResult[] {
  return tables.flatMap((table) => {
    const doubted = new Set(
      table.cells
        .filter(({ doubts }) => doubts.some((doubt) => doubt !== aside))
        .map(({ row, column }) => `${row}\n${column}`),
    );
    const results = checkTable(table);
    return relationPlaces(table).map(({ place }, index) => {
      const result = results[index] as CheckResult;
      const unsure = [...place.left, ...place.right].some(({ cell }) => doubted.has(cell));
      return result.status === "fails" && unsure ? { ...result, status: "not_evaluable" as const } : result;
    });
  });
}

/** What was found for a table's cells: whether a table is broken is asked before its checks are told. */
const checkCache = new WeakMap<readonly ReportCell[], CheckedTable & { results: CheckResult[] }>();

function checkTable(checked: CheckedTable): CheckResult[] {
  const known = checkCache.get(checked.cells);
  if (known?.form === checked.form && known.table === checked.table) return known.results;
  const byKey = new Map(checked.cells.map((cell) => [`${cell.row}\n${cell.column}`, cell]));
  const results = relationPlaces(checked).map(({ relation, place }) => evaluate(relation, place, byKey));
  checkCache.set(checked.cells, { ...checked, results });
  return results;
}

/** Every relation of a table's form at every place where it is to hold, in the form's order. */
export function relationPlaces({
  form,
  table,
}: CheckedTable): { relation: Relation; place: RelationPlace }[] {
  return form.relations
    .filter((relation) => relation.table === table.key)
    .flatMap((relation) => placesOf(relation, table).map((place) => ({ relation, place })));
}

/** Where a relation is to hold, and the cells that it compares there. */
export interface RelationPlace {
  readonly at: string;
  readonly left: readonly PlacedTerm[];
  readonly right: readonly PlacedTerm[];
}

export interface PlacedTerm {
  readonly sign: Term["sign"];
  /** The keys of its row and column, "\n" between. */
  readonly cell: string;
}

const placeCache = new WeakMap<Relation, readonly RelationPlace[]>();

function placesOf(relation: Relation, table: FormTable): readonly RelationPlace[] {
  let known = placeCache.get(relation);
  if (!known) {
    const inColumn = relation.scope === "each column";
    const placed = (terms: readonly Term[], at: string) =>
      terms.map(({ key, sign }) => ({ sign, cell: inColumn ? `${key}\n${at}` : `${at}\n${key}` }));
    known = places(relation, table).map((at) => ({
      at,
      left: placed(relation.left, at),
      right: placed(relation.right, at),
    }));
    placeCache.set(relation, known);
  }
  return known;
}

/** The columns or rows at which all terms of a relation exist. */
function places(relation: Relation, table: FormTable): string[] {
  const terms = [...relation.left, ...relation.right].map((term) => term.key);
  if (relation.scope === "each row") {
    return table.blocks
      .filter((block) => terms.every((key) => block.columns.some((column) => column.key === key)))
      .flatMap((block) => block.rows.flatMap((row) => (row.key === null ? [] : [row.key])));
  }
  const blocks = table.blocks.filter((block) =>
    terms.every((key) => block.rows.some((row) => row.key === key)),
  );
  return blocks.flatMap((block) => block.columns.map((column) => column.key));
}

type Cells = ReadonlyMap<string, ReportCell>;

/** @param cells cells by the keys of their row and column, "\n" between */
export function evaluate(relation: Relation, { at, left, right }: RelationPlace, cells: Cells): CheckResult {
  let known = true;
  let choseReading = false;
  for (const terms of [left, right]) {
    for (const term of terms) {
      const cell = cells.get(term.cell);
      if (cell?.value == null) known = false;
      if (cell?.settledBy === "arithmetic") choseReading = true;
    }
  }
  const base = { table: relation.table, relation: relation.id, at };
  if (!known) return { ...base, lhs: null, rhs: null, status: "not_evaluable", choseReading };
  const [lhs, rhs, gap] = bothSides(left, right, cells);
  const holds = relation.operator === "=" ? gap === 0 : relation.operator === "<=" ? gap <= 0 : gap >= 0;
  return { ...base, lhs, rhs, status: holds ? "holds" : "fails", choseReading };
}

/** What the cells of a sum say of it where not all of them are printed. */
export type PartialSum = "possible" | "impossible";

/**
 * The sums of a table's rows that cannot be evaluated. Cells that are empty or were not found hold no less than nothing: where the parts
 * that are printed come to more than their sum, it holds with no figures in them. A sum of rows may be of what is counted more than once
 * or otherwise, and a figure in doubt says nothing of the others.
 */
export function partialSums(checked: CheckedTable): PartialSum[] {
  const results = checkTable(checked);
  const certain = checked.cells.filter(({ doubts, value }) => doubts.length === 0 && value !== null);
  const byKey = new Map(certain.map((cell) => [`${cell.row}\n${cell.column}`, cell]));
  return relationPlaces(checked).flatMap(({ relation: { operator, scope }, place }, index) =>
    operator === "=" && scope === "each row" && results[index]?.status === "not_evaluable"
      ? (partialSum(place, byKey) ?? [])
      : [],
  );
}

/** @returns null where the sum or all of its parts are not printed */
function partialSum({ left, right }: RelationPlace, cells: Cells): PartialSum | null {
  const [whole, parts] = left.length === 1 ? [left, right] : [right, left];
  const printed = parts.filter(({ cell }) => cells.has(cell));
  const isSum = whole.length === 1 && parts.every(({ sign }) => sign === 1);
  if (!isSum || printed.length === 0 || !whole.every(({ cell }) => cells.has(cell))) return null;
  const [, , gap] = bothSides(whole, printed, cells);
  return gap < 0 ? "impossible" : "possible";
}

/** Both sums as decimals, and a number below, at or above 0 as the left one is less, equal or more. */
function bothSides(
  left: readonly PlacedTerm[],
  right: readonly PlacedTerm[],
  cells: Cells,
): [lhs: string, rhs: string, gap: number] {
  const [few, many] = [sumOfSmall(left, cells), sumOfSmall(right, cells)];
  if (few !== null && many !== null) return [String(few), String(many), few - many];
  const [lhs, rhs] = [sum(left, cells), sum(right, cells)];
  return [print(lhs), print(rhs), compare(lhs, rhs)];
}

/** Whole numbers of so few digits add up exactly as numbers, however many a form has. */
const SMALL_DIGITS = 12;

/** The sum where all terms are small whole numbers, as nearly always; else null. */
function sumOfSmall(terms: readonly PlacedTerm[], cells: Cells): number | null {
  let total = 0;
  for (const term of terms) {
    const text = cells.get(term.cell)?.value ?? "0";
    if (text.length > SMALL_DIGITS || text.includes(".")) return null;
    total += term.sign === -1 ? -Number(text) : Number(text);
  }
  return total;
}

/** A decimal as a whole number of 10^-scale. */
interface Decimal {
  readonly units: bigint;
  readonly scale: number;
}

function sum(terms: readonly PlacedTerm[], cells: Cells): Decimal {
  let total: Decimal = { units: 0n, scale: 0 };
  for (const term of terms) {
    const value = parse(cells.get(term.cell)?.value ?? "0");
    const scale = Math.max(total.scale, value.scale);
    const units = rescale(value, scale);
    total = { units: rescale(total, scale) + (term.sign === -1 ? -units : units), scale };
  }
  return total;
}

function parse(text: string): Decimal {
  const point = text.indexOf(".");
  if (point < 0) return { units: BigInt(text), scale: 0 };
  return { units: BigInt(text.slice(0, point) + text.slice(point + 1)), scale: text.length - point - 1 };
}

function rescale({ units, scale }: Decimal, to: number): bigint {
  return to === scale ? units : units * 10n ** BigInt(to - scale);
}

function compare(a: Decimal, b: Decimal): number {
  const scale = Math.max(a.scale, b.scale);
  const gap = rescale(a, scale) - rescale(b, scale);
  return gap === 0n ? 0 : gap < 0n ? -1 : 1;
}

function print({ units, scale }: Decimal): string {
  if (scale === 0) return units.toString();
  const sign = units < 0n ? "-" : "";
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, "0");
  return `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}
