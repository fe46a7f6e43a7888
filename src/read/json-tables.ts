// Values of a JSON text that are tables: rows in arrays, records, cells that say where they stand, records within records.
// Must not know where they stand in the text, or what they say.
import type { RawCell } from "../model/document.ts";

export type Json = string | number | boolean | null | Json[] | Named;
export interface Named {
  readonly [key: string]: Json;
}
type Scalar = string | number | boolean | null;
export type ShownCell = Pick<RawCell, "text" | "rowSpan" | "colSpan">;

export const MARKUP = /<\/?(?:p|div|table|tr|td|span|br|h[1-6]|section|html|body)\b[^>]*>/i;
/** Records within records deeper than this are no table. */
const DEEPEST = 6;

/** The value as rows of cells: arrays of arrays, or records of the same names; null for anything else. */
export function rowsOf(value: Json[] | Named): ShownCell[][] | null {
  if (Array.isArray(value)) {
    const placed = placedRows(value);
    if (placed) return placed;
    const grid = value.length > 1 ? value.map(cellsOf) : [];
    if (grid.length > 0 && grid.every((row) => row !== null)) return grid as ShownCell[][];
    return records(
      value.map((one) => ["", one]),
      false,
    );
  }
  const entries = Object.entries(value);
  // Programs that take pages apart give a table once by its cells and once by its lines.
  for (const [, one] of entries) {
    const placed = Array.isArray(one) ? placedRows(one) : null;
    if (placed) return placed;
  }
  const named = records(entries, true) ?? nested(entries);
  if (named) return named;
  const figures = entries.filter(([, one]) => /^[-+]?[\d.,]*$/.test(String(one ?? ""))).length;
  const isList =
    entries.length >= 3 &&
    figures * 2 > entries.length &&
    entries.every(([key, one]) => isScalar(one) && isName(key));
  return isList ? entries.map(([key, one]) => [shown(key), shown(one as Scalar)]) : null;
}

/** Records of which each has the names of the first, under a row of those names. */
function records(
  entries: readonly (readonly [label: string, value: Json])[],
  labelled: boolean,
): ShownCell[][] | null {
  const flat = entries.map(([label, one]) => [label, isRecord(one) ? Object.entries(one) : null] as const);
  const names = flat[0]?.[1]?.map(([name]) => name) ?? [];
  if (flat.length < 2 || names.length < 2) return null;
  const rows: ShownCell[][] = [[...(labelled ? [shown("")] : []), ...names.map(shown)]];
  for (const [label, own] of flat) {
    if (!own || own.length !== names.length) return null;
    const values = new Map(own);
    if (!names.every((name) => values.has(name) && isScalar(values.get(name) as Json))) return null;
    rows.push([
      ...(labelled ? [shown(label)] : []),
      ...names.map((name) => shown(values.get(name) as Scalar)),
    ]);
  }
  const texts = rows.flat().map((cell) => cell.text);
  return texts.some((text) => MARKUP.test(text) || text.length > 400) ||
    !texts.some((text) => /^\s*\d/.test(text))
    ? null
    : rows;
}

function cellsOf(row: Json): ShownCell[] | null {
  if (!Array.isArray(row) || row.length === 0) return null;
  const cells = row.map(cellOf);
  return cells.every((cell) => cell !== null) ? (cells as ShownCell[]) : null;
}

/** A scalar, or an object that gives a cell's text and spans. */
function cellOf(value: Json): ShownCell | null {
  if (isScalar(value)) return shown(value);
  if (!isRecord(value)) return null;
  const text = said(value, /^(?:text|value|content|v)$/i);
  const span = (names: RegExp) => Math.min(MOST_SPANNED, Math.max(1, Number(said(value, names) ?? 1) || 1));
  return text === undefined
    ? null
    : { ...shown(text), rowSpan: span(/^row_?span$/i), colSpan: span(/^col(?:umn)?_?span$/i) };
}

function said(value: Named, names: RegExp): Scalar | undefined {
  return Object.entries(value).find(([key, one]) => names.test(key) && isScalar(one))?.[1] as
    | Scalar
    | undefined;
}

const MOST_SPANNED = 1000;
const ROW = /^(?:row(?:_?(?:index|idx|no|number))?|r|start_row(?:_offset_idx)?)$/i;
const COLUMN = /^(?:col(?:umn)?(?:_?(?:index|idx|no|number))?|c|start_col(?:_offset_idx)?)$/i;

interface PlacedCell extends ShownCell {
  readonly row: number;
  readonly column: number;
}

/** Cells that say in which row and column they stand, where they fill a rectangle, each place of it once. */
function placedRows(list: readonly Json[]): ShownCell[][] | null {
  const cells = list.length < 4 ? [] : list.map(placedCell);
  if (cells.length === 0 || !cells.every((cell) => cell !== null)) return null;
  const firstRow = Math.min(...cells.map(({ row }) => row));
  const firstColumn = Math.min(...cells.map(({ column }) => column));
  const height = Math.max(...cells.map(({ row, rowSpan }) => row + rowSpan)) - firstRow;
  const width = Math.max(...cells.map(({ column, colSpan }) => column + colSpan)) - firstColumn;
  const area = cells.reduce((sum, { rowSpan, colSpan }) => sum + rowSpan * colSpan, 0);
  if (height < 2 || width < 2 || area !== height * width || !areApart(cells)) return null;
  return Array.from({ length: height }, (_, row) =>
    cells
      .filter((cell) => cell.row - firstRow === row)
      .sort((a, b) => a.column - b.column)
      .map(({ text, rowSpan, colSpan }) => ({ text, rowSpan, colSpan })),
  );
}

function placedCell(value: Json): PlacedCell | null {
  const cell = isRecord(value) ? cellOf(value) : null;
  if (!cell || !isRecord(value)) return null;
  const [row, column] = [said(value, ROW), said(value, COLUMN)].map(Number);
  const isPlace = (one: number | undefined) => Number.isInteger(one) && (one as number) >= 0;
  return isPlace(row) && isPlace(column) ? { ...cell, row: row as number, column: column as number } : null;
}

function areApart(cells: readonly PlacedCell[]): boolean {
  const taken = new Set<string>();
  for (const { row, column, rowSpan, colSpan } of cells)
    for (let r = row; r < row + rowSpan; r += 1)
      for (let c = column; c < column + colSpan; c += 1) {
        if (taken.has(`${r} ${c}`)) return false;
        taken.add(`${r} ${c}`);
      }
  return true;
}

/** A record of figures, and the names that lead to it. */
interface Leaf {
  readonly path: readonly string[];
  readonly record: Named;
}

/** Records within records: names that lead to them are labels, merged over what they lead to. */
function nested(entries: readonly (readonly [label: string, value: Json])[]): ShownCell[][] | null {
  // A single name is the heading of what it leads to.
  const leaves = entries.length > 1 ? leavesOf(entries, []) : null;
  const names = Object.keys(leaves?.[0]?.record ?? {});
  if (!leaves || leaves.length < 2 || names.length === 0) return null;
  const depth = Math.max(...leaves.map(({ path }) => path.length));
  const same = leaves.every(({ record }) => Object.keys(record).join("\n") === names.join("\n"));
  if (same && names.length > 1)
    return [
      [{ ...shown(""), colSpan: depth }, ...names.map(shown)],
      ...leaves.map(({ path, record }, at) => [
        ...labelsOf(path, at, leaves, depth),
        ...names.map((name) => shown(record[name] as Scalar)),
      ]),
    ];
  // Records of different names say of each figure what it is.
  return leaves.flatMap(({ path, record }) =>
    Object.entries(record).map(([name, value]) => [
      ...path.map(shown),
      { ...shown(name), colSpan: depth - path.length + 1 },
      shown(value as Scalar),
    ]),
  );
}

function leavesOf(
  entries: readonly (readonly [label: string, value: Json])[],
  path: readonly string[],
): Leaf[] | null {
  const leaves: Leaf[] = [];
  for (const [label, value] of entries) {
    if (!isRecord(value) || !isName(label) || path.length > DEEPEST) return null;
    const inside = Object.entries(value);
    const own = [...path, label];
    const isLeaf = inside.length > 0 && inside.every(([name, one]) => isFigure(one) && isName(name));
    const found = isLeaf ? [{ path: own, record: value }] : leavesOf(inside, own);
    if (!found || found.length === 0) return null;
    leaves.push(...found);
  }
  return leaves;
}

const isName = (text: string) => /\p{Script=Han}/u.test(text);
const isFigure = (value: Json) =>
  isScalar(value) && /^\s*(?:[-+]?[\d.,]*|\p{P}+)\s*$/u.test(String(value ?? ""));

/** The labels of a row that begin with it; the last reaches to the figures. */
function labelsOf(path: readonly string[], at: number, leaves: readonly Leaf[], depth: number): ShownCell[] {
  const sharesPath = (other: Leaf | undefined, length: number) =>
    other !== undefined && path.slice(0, length).every((label, step) => other.path[step] === label);
  return path.flatMap((label, step) => {
    if (sharesPath(leaves[at - 1], step + 1)) return [];
    const after = leaves.slice(at).findIndex((other) => !sharesPath(other, step + 1));
    const isLast = step === path.length - 1;
    return [
      {
        text: label,
        rowSpan: after < 0 ? leaves.length - at : after,
        colSpan: isLast ? depth - step : 1,
      },
    ];
  });
}

function shown(value: Scalar): ShownCell {
  return { text: value === null ? "" : String(value), rowSpan: 1, colSpan: 1 };
}

export function isScalar(value: Json): value is Scalar {
  return value === null || typeof value !== "object";
}

function isRecord(value: Json): value is Named {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
