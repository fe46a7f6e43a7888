// A table written as a list in which each line names both heads of one value, as databases are exported: turned back into rows
// and columns. Must not know labels, numbers or containers.
import type { Paragraph } from "../model/document.ts";
import type { Grid, Slot } from "../model/grid.ts";
import { VALUE_SOURCE } from "../text/value.ts";
import { countsUp } from "./counting.ts";

/** A list of fewer values is a table of its own. */
const FEWEST = 12;
/** Share of the values that must stand in blocks of several rows that have several columns in common. */
const SHARED = 0.6;
/** What a value may be, nothing among it. */
const VALUE = new RegExp(`^(?:${VALUE_SOURCE})?$`, "u");

type CellSlot = Extract<Slot, { kind: "cell" }>;
type Line = readonly CellSlot[];

/** Lines one behind another that share one head, with all that they name by the other. */
interface Run {
  readonly shared: CellSlot;
  readonly others: readonly CellSlot[];
  readonly values: readonly CellSlot[];
}

/** Runs that name the same: by rows, where each run is a row, or by columns. */
interface Block {
  readonly byRows: boolean;
  readonly part: readonly CellSlot[];
  readonly runs: Run[];
}

/** Which columns of the list name a value's row and its column, and which say more of it. */
interface Heads {
  readonly row: number;
  readonly column: number;
  readonly value: number;
  readonly more: readonly number[];
}

/** The list as tables, each of rows that have their heads in common; the same grid where it is no such list. */
export function tablesOfNamed(grid: Grid): readonly (Paragraph | Grid)[] {
  // Where each line has each cell, nothing is left for spans to say.
  if (grid.edges === "inferred" || grid.width < 3 || !grid.rows.every((row) => row.every(isSingle)))
    return [grid];
  const [first = [], ...others] = grid.rows as readonly Line[];
  const value = others.length < FEWEST ? -1 : valueColumn(others);
  if (value < 2) return [grid];
  const roles = Array.from({ length: value }, (_, column) => roleOf(others, column, first[column]));
  // Which year's and whose they are is no matter of rows and columns.
  const isOfYear = /\d/u.test(textOf(first[value]));
  if (isOfYear || roles.includes("unknown")) return [grid];
  const telling = roles.flatMap((role, column) => (role === "names" ? [column] : []));
  const single = oneColumn(grid, roles);
  if (single !== null) return single;
  for (let rank = telling.length - 1; rank > 0; rank -= 1) {
    const [row = 0, column = 0] = telling.slice(rank - 1);
    const more = telling.filter((one) => one !== row && one !== column);
    const blocks = blocksOf(others, { row, column, value, more });
    if (blocks === null) continue;
    const ofAll = roles.flatMap((role, at) => (role === "one for all" ? [at] : []));
    return [
      ...ofAll.flatMap((at) => lineOf(others[0]?.[at], first[at])),
      ...drawn(grid, blocks, first[value]),
    ];
  }
  return [grid];
}

/** A list of rows of which a column says the same of all, between their names and their values: it is the head of the one column. */
function oneColumn(grid: Grid, roles: readonly Role[]): (Paragraph | Grid)[] | null {
  const [row = -1, ...more] = roles.flatMap((role, column) => (role === "names" ? [column] : []));
  const same = roles.flatMap((role, column) => (role === "one for all" ? [column] : []));
  const [names, ...lines] = grid.rows as readonly Line[];
  // Numbers between may count the lines, or be another column's values.
  const [head = -1, ...between] = roles.flatMap((_, column) => (column > row ? [column] : []));
  if (names === undefined || row < 0 || more.length > 0 || between.length > 0 || !same.includes(head))
    return null;
  const said = same.filter((column) => column < row);
  // It may name the column, or the unit of all: what heads the values stands over it.
  const corner: Slot = { kind: "cell", text: "", rowSpan: 1, colSpan: 1, at: grid.at };
  const rows = [
    [names[row], names.at(-1)],
    [corner, lines[0]?.[head]],
    ...lines.map((line) => [line[row], line.at(-1)]),
  ];
  const over = said.flatMap((column) => lineOf(lines[0]?.[column], names[column]));
  return [...over, { ...grid, edges: "stated", width: 2, rows: rows as Slot[][] }];
}

const isSingle = (slot: Slot) => slot.kind === "cell" && slot.rowSpan === 1 && slot.colSpan === 1;
const textOf = (slot: CellSlot | undefined) => (slot?.text ?? "").replace(/\s/gu, "");

/** The last column, which holds values and nothing else; -1 where it does not. */
function valueColumn(lines: readonly Line[]): number {
  const last = (lines[0]?.length ?? 0) - 1;
  const texts = lines.map((line) => textOf(line[last]));
  return texts.every((text) => VALUE.test(text)) && texts.some((text) => /\d/u.test(text)) ? last : -1;
}

/** A line of text before the tables says what a column says of all values alike; a bare year says so behind its head. */
function lineOf(said: CellSlot | undefined, head: CellSlot | undefined): Paragraph[] {
  if (said === undefined) return [];
  const text = YEAR.test(textOf(said)) ? `${head?.text ?? ""} ${said.text}` : said.text;
  return [{ kind: "text", text, at: said.at }];
}

const YEAR = /^(?:19|20)\d{2}$/u;

type Role = "counts" | "names" | "one for all" | "unknown";

/**
 * What a column does for the list: nothing where it counts lines; words that are the same in all lines head the whole list, as a
 * title does, and as one year that its head says to be a year. Other bare numbers and gaps may say of which year or whose some of the
 * values are.
 */
function roleOf(lines: readonly Line[], column: number, head: CellSlot | undefined): Role {
  const texts = lines.map((line) => textOf(line[column]));
  if (countsUp(texts)) return "counts";
  const [year = ""] = texts;
  if (YEAR.test(year) && /年/u.test(textOf(head)) && texts.every((text) => text === year))
    return "one for all";
  if (texts.some((text) => text === "" || /^\d+$/u.test(text))) return "unknown";
  return new Set(texts).size > 1 ? "names" : "one for all";
}

/** The list in blocks; null where its rows share too few columns, or where a value is named twice. */
function blocksOf(lines: readonly Line[], heads: Heads): Block[] | null {
  const named = lines.map((line) =>
    [heads.row, heads.column].map((column) => textOf(line[column])).join("\n"),
  );
  if (new Set(named).size < named.length) return null;
  const blocks: Block[] = [];
  let shared = 0;
  for (let at = 0; at < lines.length; ) {
    const { block, length } = runFrom(lines, at, heads);
    const last = blocks.at(-1);
    if (last && goOn(last, block)) last.runs.push(...block.runs);
    else blocks.push(block);
    at += length;
  }
  for (const { runs } of blocks) {
    const width = runs[0]?.others.length ?? 0;
    if (runs.length > 1 && width > 1) shared += runs.length * width;
  }
  return shared >= SHARED * lines.length ? blocks : null;
}

/** The lines from one on that share a head, the row's before the column's. */
function runFrom(lines: readonly Line[], at: number, heads: Heads): { block: Block; length: number } {
  const first = lines[at] as Line;
  const next = lines[at + 1];
  const isSame = (line: Line | undefined, column: number) => textOf(line?.[column]) === textOf(first[column]);
  const isPart = (line: Line | undefined) => heads.more.every((column) => isSame(line, column));
  const byRows = next === undefined || isSame(next, heads.row) || !isSame(next, heads.column);
  const [own, other] = byRows ? [heads.row, heads.column] : [heads.column, heads.row];
  let to = at;
  while (isSame(lines[to], own) && isPart(lines[to])) to += 1;
  const members = lines.slice(at, to);
  const cells = (column: number) => members.map((line) => line[column] as CellSlot);
  const run = { shared: first[own] as CellSlot, others: cells(other), values: cells(heads.value) };
  const part = heads.more.map((column) => first[column] as CellSlot);
  return { block: { byRows, part, runs: [run] }, length: to - at };
}

function goOn(block: Block, next: Block): boolean {
  const said = (cells: readonly CellSlot[] | undefined) => (cells ?? []).map(textOf).join("\n");
  return (
    block.byRows === next.byRows &&
    said(block.part) === said(next.part) &&
    said(block.runs[0]?.others) === said(next.runs[0]?.others)
  );
}

/** A table a block, below what its lines say of it where that is another than before. */
function drawn(grid: Grid, blocks: readonly Block[], head?: CellSlot): (Paragraph | Grid)[] {
  let said = "";
  return blocks.flatMap((block) => {
    const rows = rowsOf(block, grid, head);
    const text = block.part.map((cell) => cell.text).join(" ");
    const isNew = text !== said;
    said = text;
    const table: Grid = { ...grid, edges: "stated", width: rows[0]?.length ?? 0, rows };
    return isNew ? [{ kind: "text", text, at: block.part[0]?.at ?? grid.at }, table] : [table];
  });
}

/** The head of all values stands over the heads of the columns: it may say whose they are, or of which year. */
function rowsOf({ byRows, runs }: Block, grid: Grid, head?: CellSlot): Slot[][] {
  const [{ others = [] } = {}] = runs;
  const corner: Slot = { kind: "cell", text: "", rowSpan: 1, colSpan: 1, at: grid.at };
  const owners = runs.map(({ shared }) => shared);
  const [labels, heads] = byRows ? [owners, others] : [others, owners];
  const covered = heads.slice(1).map((): Slot => ({ kind: "covered", by: [0, 1] }));
  return [
    ...(head ? [[corner, { ...head, colSpan: heads.length }, ...covered]] : []),
    [corner, ...heads],
    ...labels.map((label, row) => [
      label,
      ...heads.map((_, column) => (byRows ? runs[row]?.values[column] : runs[column]?.values[row]) as Slot),
    ]),
  ];
}
