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
    const labelled = value.map(labelledRecord);
    if (labelled.length > 1 && labelled.every((one) => one !== null)) {
      const rows = nested(labelled as [string, Named][]);
      if (rows) return rows;
    }
    const same = records(
      value.map((one) => ["", one]),
      false,
    );
    return same ?? headedRuns(value) ?? onlyRow(value);
  }
  const sheet = numberedRows(value);
  if (sheet) return sheet;
  const entries = Object.entries(value);
  // Programs that take pages apart give a table once by its cells and once by its lines.
  for (const [, one] of entries) {
    const placed = Array.isArray(one) ? placedRows(one) : null;
    if (placed) return placed;
  }
  const named = headed(entries) ?? records(entries, true) ?? nested(entries);
  if (named) return named;
  if (entries.length === PAIR) return headedRuns([value]);
  const figures = entries.filter(([, one]) => /^[-+]?[\d.,]*$/.test(String(one ?? ""))).length;
  const isList =
    entries.length >= 3 &&
    figures * 2 > entries.length &&
    entries.every(([key, one]) => isScalar(one) && isName(key));
  return isList ? entries.map(([key, one]) => [shown(key), shown(one as Scalar)]) : null;
}

/** A record that says in words what the one record in it is about. */
function labelledRecord(value: Json): [label: string, record: Named] | null {
  if (!isRecord(value)) return null;
  const inner = Object.values(value).filter((one) => !isScalar(one));
  const words = Object.values(value).filter((one) => typeof one === "string" && isName(one));
  const [record] = inner;
  const [label] = words.sort((a, b) => String(b).length - String(a).length);
  return inner.length === 1 && record !== undefined && isRecord(record) && typeof label === "string"
    ? [label, record]
    : null;
}

/** Names of a record that says of one figure what it is. */
const PAIR = 2;

/** Records that begin with the words of their rows, of names that change: those that follow one another under heads of their own. */
function headedRuns(list: readonly Json[]): ShownCell[][] | null {
  const rows: ShownCell[][] = [];
  let names = "";
  for (const one of list) {
    const entries = isRecord(one) ? Object.entries(one) : [];
    const labels = entries.findIndex(([, value]) => typeof value !== "string" || !isName(value));
    const isRow =
      labels > 0 && entries.every(([name, value], at) => isName(name) && (at < labels || isFigure(value)));
    if (!isRow || !entries.some(([, value]) => /^\D?\d/.test(String(value)))) return null;
    const own = entries.map(([name]) => name);
    if (own.join("\n") !== names) rows.push(own.map(shown));
    names = own.join("\n");
    rows.push(entries.map(([, value]) => shown(value as Scalar)));
  }
  return rows.length > 0 ? rows : null;
}

/** A list of one record, which begins with the words of its row: a table of one row, under the names of the record. */
function onlyRow([value, ...others]: readonly Json[]): ShownCell[][] | null {
  const entries = others.length === 0 && value !== undefined && isRecord(value) ? Object.entries(value) : [];
  const words = entries.filter(([, one]) => !isFigure(one));
  const isRow =
    words.length > 0 && words.every(([, one]) => typeof one === "string" && isName(one) && !isLong(one));
  if (!isRow || !entries.some(([, one]) => isFigure(one) && /\d/.test(String(one)))) return null;
  return [entries.map(([name]) => shown(name)), entries.map(([, one]) => shown(one as Scalar))];
}

/** A head of a column, and the name under which records keep its figures. */
interface Head {
  readonly title: string;
  readonly field: string | undefined;
}

/** Heads in one list and rows in another, as programs that draw tables are given them; or heads under the names of fields. */
function headed(entries: readonly (readonly [label: string, value: Json])[]): ShownCell[][] | null {
  const lists = entries.flatMap(([, one]) => (Array.isArray(one) && one.length > 0 ? [one] : []));
  for (const [, one] of entries) {
    const heads = Array.isArray(one) ? one.map(headOf) : headsByField(one);
    if (heads.length < 2 || !heads.every((head) => head !== null)) continue;
    for (const other of lists) {
      const rows = other === one ? null : rowsUnder(heads, other);
      if (rows) return [heads.map(({ title }) => shown(title)), ...rows];
    }
  }
  return null;
}

/** A record that says in words what each field of others is called. */
function headsByField(value: Json): Head[] {
  const entries = isRecord(value) ? Object.entries(value) : [];
  const isHead = ([field, title]: readonly [string, Json]) =>
    typeof title === "string" && isName(title) && !isName(field) && !isLong(title);
  return entries.every(isHead) ? entries.map(([field, title]) => ({ title: String(title), field })) : [];
}

function headOf(value: Json): Head | null {
  if (typeof value === "string") return { title: value, field: undefined };
  if (!isRecord(value)) return null;
  const title = said(value, /^(?:title|label|text|header(?:Name)?|caption|name)$/i);
  const field = said(value, /^(?:field|prop|data|dataIndex|key|id)$/i);
  return title === undefined
    ? null
    : { title: String(title ?? ""), field: field === undefined ? undefined : String(field) };
}

function rowsUnder(heads: readonly Head[], list: readonly Json[]): ShownCell[][] | null {
  const rows = list.map((row): ShownCell[] | null => {
    if (Array.isArray(row)) return row.length === heads.length ? cellsOf(row) : null;
    if (!isRecord(row) || !heads.every(({ field }) => field !== undefined && isScalar(row[field] ?? null)))
      return null;
    if (heads.every(({ field = "" }) => !(field in row))) return null;
    return heads.map(({ field = "" }) => shown((row[field] ?? null) as Scalar));
  });
  return rows.every((row) => row !== null) ? (rows as ShownCell[][]) : null;
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
  // Spreadsheets keep what a cell shows beside its value, and its span within it.
  const inner = heldIn(value, "v");
  if (inner) return innerCell(inner);
  const text = said(value, /^(?:text|value|content|words?|v)$/i);
  const span = (names: RegExp) => Math.min(MOST_SPANNED, Math.max(1, Number(said(value, names) ?? 1) || 1));
  return text === undefined
    ? null
    : { ...shown(text), rowSpan: span(/^row_?span$/i), colSpan: span(/^col(?:umn)?_?span$/i) };
}

function innerCell(value: Named): ShownCell {
  const text = value["m"] ?? value["v"] ?? "";
  const merge = value["mc"];
  const span = (name: string) => {
    const said = merge !== undefined && isRecord(merge) ? Number(merge[name] ?? 1) : 1;
    return Math.min(MOST_SPANNED, Math.max(1, said || 1));
  };
  return { ...shown(isScalar(text) ? text : ""), rowSpan: span("rs"), colSpan: span("cs") };
}

/** A cell of a spreadsheet, which keeps what it shows within it: sheets hold several tables, and nothing between them. */
function isSheetCell(value: Json): boolean {
  return heldIn(value, "v") !== null;
}

/** The record that another holds under a name; null where it holds none. */
function heldIn(value: Json, name: string): Named | null {
  const held = isRecord(value) ? value[name] : undefined;
  return held !== undefined && isRecord(held) ? held : null;
}

/** The rest of a merged cell, which says only where the cell is that it belongs to. */
function isCovered(value: Json): boolean {
  const merge = heldIn(heldIn(value, "v"), "mc");
  return merge !== null && merge["rs"] === undefined;
}

function said(value: Named, names: RegExp): Scalar | undefined {
  return Object.entries(value).find(([key, one]) => names.test(key) && isScalar(one))?.[1] as
    | Scalar
    | undefined;
}

const MOST_SPANNED = 1000;
/** More places than any report's table has. */
const MOST_PLACES = 20_000;
const ROW =
  /^(?:row(?:_?(?:index|idx|no|number|start|begin|tl))?|r|start_?row(?:_(?:offset_)?(?:idx|index))?|ysc)$/i;
const COLUMN =
  /^(?:col(?:umn)?(?:_?(?:index|idx|no|number|start|begin|tl))?|c|start_?col(?:umn)?(?:_(?:offset_)?(?:idx|index))?|xsc)$/i;
/** Where a cell ends: the first row or column behind it, or the last one that it takes. */
const LAST_ROW = /^(?:row_?(?:end|br)|end_?row(?:_(?:offset_)?(?:idx|index))?|yec)$/i;
const LAST_COLUMN = /^(?:col(?:umn)?_?(?:end|br)|end_?col(?:umn)?(?:_(?:offset_)?(?:idx|index))?|xec)$/i;

interface PlacedCell extends ShownCell {
  readonly row: number;
  readonly column: number;
}

/** Share of a rectangle that cells fill where empty ones are left out. */
const FILLED = 0.5;

/** Cells that say in which row and column they stand, where they fill most of a rectangle, each place of it once. */
function placedRows(list: readonly Json[]): ShownCell[][] | null {
  const told = list.length < 4 ? [] : list.filter((one) => !isCovered(one));
  // Cells of one row end where they begin, unless what is told is the first row behind them.
  const behind = told.every((one) => !isRecord(one) || endsBehind(one));
  const cells = told.map((one) => placedCell(one, behind));
  if (cells.length === 0 || !cells.every((cell) => cell !== null)) return null;
  return laidOut(cells as PlacedCell[], told.every(isSheetCell));
}

/** @param isSheet most of it may be empty */
function laidOut(cells: readonly PlacedCell[], isSheet: boolean): ShownCell[][] | null {
  const firstRow = Math.min(...cells.map(({ row }) => row));
  const firstColumn = Math.min(...cells.map(({ column }) => column));
  const height = Math.max(...cells.map(({ row, rowSpan }) => row + rowSpan)) - firstRow;
  const width = Math.max(...cells.map(({ column, colSpan }) => column + colSpan)) - firstColumn;
  const area = cells.reduce((sum, { rowSpan, colSpan }) => sum + rowSpan * colSpan, 0);
  const isSparse = area < FILLED * height * width && !isSheet;
  if (height < 2 || width < 2 || height * width > MOST_PLACES || isSparse) return null;
  const taken = placesOf(cells);
  if (taken === null) return null;
  const all = [...cells];
  for (let row = firstRow; row < firstRow + height; row += 1)
    for (let column = firstColumn; column < firstColumn + width; column += 1)
      if (!taken.has(`${row} ${column}`)) all.push({ ...shown(""), row, column });
  return Array.from({ length: height }, (_, row) =>
    all
      .filter((cell) => cell.row - firstRow === row)
      .sort((a, b) => a.column - b.column)
      .map(({ text, rowSpan, colSpan }) => ({ text, rowSpan, colSpan })),
  );
}

/** Rows of cells under their numbers, as programs that draw sheets keep them; null for anything else. */
function numberedRows(value: Named): ShownCell[][] | null {
  const rows = numbered(value)?.map(([row, one]) => [row, isRecord(one) ? cellsUnder(one) : null] as const);
  if (!rows || rows.length < 2 || !rows.every(([, cells]) => cells !== null)) return null;
  const cells = rows.flatMap(([row, list]) =>
    (list ?? []).flatMap(([column, one]): PlacedCell[] => {
      const cell = cellOf(one);
      return cell ? [{ ...cell, ...mergedOver(one), row, column }] : [];
    }),
  );
  return cells.length < 4 ? null : laidOut(cells, true);
}

/** The cells of a row under their numbers, or what the row keeps so beside how it looks. */
function cellsUnder(row: Named): readonly (readonly [number, Json])[] | null {
  const [only, ...others] = Object.values(row).filter((one) => !isScalar(one));
  return (
    numbered(row) ?? (only !== undefined && others.length === 0 && isRecord(only) ? numbered(only) : null)
  );
}

/** What stands under whole numbers, where nothing else does but single values; null where nothing does. */
function numbered(value: Named): readonly (readonly [number, Json])[] | null {
  const isNumber = (name: string) => /^\d{1,5}$/.test(name);
  const entries = Object.entries(value).filter(([name, one]) => isNumber(name) || !isScalar(one));
  return entries.length > 0 && entries.every(([name, one]) => isNumber(name) && !isScalar(one))
    ? entries.map(([name, one]) => [Number(name), one])
    : null;
}

/** How many rows and columns more a cell takes, where it says so. */
function mergedOver(cell: Json): Partial<ShownCell> {
  const merge = isRecord(cell) ? cell["merge"] : undefined;
  const [down, right] = Array.isArray(merge) ? merge.map(Number) : [];
  return Number.isInteger(down) && Number.isInteger(right)
    ? {
        rowSpan: Math.min(MOST_SPANNED, Number(down) + 1),
        colSpan: Math.min(MOST_SPANNED, Number(right) + 1),
      }
    : {};
}

function endsBehind(value: Named): boolean {
  return [[ROW, LAST_ROW] as const, [COLUMN, LAST_COLUMN] as const].every(
    ([first, last]) => said(value, last) === undefined || said(value, last) !== said(value, first),
  );
}

/** @param behind the place where a cell ends is the first one behind it */
function placedCell(value: Json, behind: boolean): PlacedCell | null {
  const cell = isRecord(value) ? cellOf(value) : null;
  if (!cell || !isRecord(value)) return null;
  const row = reachOf(value, ROW, LAST_ROW, behind);
  const column = reachOf(value, COLUMN, LAST_COLUMN, behind);
  if (row === null || column === null) return null;
  return {
    ...cell,
    row: row.first,
    column: column.first,
    rowSpan: row.span ?? cell.rowSpan,
    colSpan: column.span ?? cell.colSpan,
  };
}

/** Where a cell begins in one direction and how many places it takes, by numbers or by all its places; null when it does not say. */
function reachOf(
  value: Named,
  first: RegExp,
  last: RegExp,
  behind: boolean,
): { readonly first: number; readonly span: number | undefined } | null {
  const all = Object.entries(value).find(([key, one]) => first.test(key) && Array.isArray(one))?.[1];
  const places = (Array.isArray(all) ? all : [said(value, first)]).map(Number);
  const [start] = places;
  const isRun = places.every((place, step) => place === Number(start) + step && Number.isInteger(place));
  if (start === undefined || start < 0 || !isRun) return null;
  if (Array.isArray(all)) return { first: start, span: places.length };
  const end = said(value, last);
  if (end === undefined) return { first: start, span: undefined };
  const span = Number(end) - start + (behind ? 0 : 1);
  return span >= 1 && span <= MOST_SPANNED ? { first: start, span } : null;
}

/** Places that cells take; null where two take the same one. */
function placesOf(cells: readonly PlacedCell[]): ReadonlySet<string> | null {
  const taken = new Set<string>();
  for (const { row, column, rowSpan, colSpan } of cells)
    for (let r = row; r < row + rowSpan; r += 1)
      for (let c = column; c < column + colSpan; c += 1) {
        if (taken.has(`${r} ${c}`)) return null;
        taken.add(`${r} ${c}`);
      }
  return taken;
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

/** Longer texts than any row's words. */
const LONGEST_WORDS = 120;
const isLong = (text: string) => text.length > LONGEST_WORDS || text.includes("\n") || MARKUP.test(text);

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

export function isRecord(value: Json): value is Named {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
