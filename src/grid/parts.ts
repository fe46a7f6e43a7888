// Tables printed in parts for want of room: parts beside one another below the same heads, and columns that stand in a table
// of their own behind the one that has their rows' labels. Must not know labels, numbers or containers.
import type { Paragraph } from "../model/document.ts";
import { type Flow, type Grid, type Slot, shifted } from "../model/grid.ts";
import { countsUp } from "./counting.ts";

type Block = Paragraph | Grid;
type Row = readonly Slot[];

const hasLetters = (slot: Slot | undefined) => slot?.kind === "cell" && /\p{L}/u.test(slot.text);
const hasDigits = (slot: Slot) => slot.kind === "cell" && /\p{N}/u.test(slot.text);
const isBlank = (slot: Slot) => slot.kind !== "cell" || slot.text.trim() === "";
const textOf = (slot: Slot | undefined) => (slot?.kind === "cell" ? slot.text.replace(/\s/g, "") : null);

/** The flow with the parts of each table in one grid. */
export function putTogether(flow: Flow): Flow {
  const put: Block[] = [];
  /** The last grid's place while nothing but remarks stands behind it: to look back from each block would cost the whole flow. */
  let open = -1;
  for (const block of flow) {
    const whole = block.kind === "grid" ? stacked(block) : block;
    const before = put[open];
    if (whole.kind === "grid" && before?.kind === "grid" && goesOn(before, whole))
      put[open] = joined(before, whole);
    else {
      if (whole.kind === "grid") open = put.length;
      else if (!isRemark(whole)) open = -1;
      put.push(whole);
    }
  }
  return put;
}

/** Longest text between two parts of a table, such as that it goes on, or a page's number. */
const LONGEST_REMARK = 10;

const isRemark = (block: Block) => block.kind === "text" && block.text.trim().length <= LONGEST_REMARK;

/** Rows of figures, for it to be no chance that two tables have as many. */
const FEWEST_ROWS = 4;

/** Whether `next` has nothing but figures below other heads, and as many rows as the table whose labels it lacks. */
function goesOn(grid: Grid, next: Grid): boolean {
  if (grid.edges === "order" || next.edges === "order" || grid.rows.length !== next.rows.length) return false;
  const heads = headRows(grid);
  const body = next.rows.slice(heads);
  if (heads === 0 || heads !== rowsOverFigures(next) || body.length < FEWEST_ROWS) return false;
  if (body.some((row) => row.some(hasLetters) || row.every(isBlank))) return false;
  const known = new Set(grid.rows.slice(0, heads).flat().map(textOf));
  const others = next.rows.slice(0, heads).flat().filter(hasLetters);
  return (
    grid.rows.slice(heads).every((row) => row.some(hasLetters)) &&
    others.every((slot) => !known.has(textOf(slot)))
  );
}

/** Rows of words alone with which a table begins. */
function headRows({ rows }: Grid): number {
  return rows.findIndex((row) => row.some(hasDigits) || !row.some(hasLetters));
}

/** Rows over the first figures. What is left of a head that the cut went through stands over them without a word. */
function rowsOverFigures({ rows }: Grid): number {
  const end = rows.findIndex((row) => row.some(hasDigits));
  return rows.slice(0, Math.max(0, end)).some((row) => row.some(hasLetters)) ? end : 0;
}

function joined(grid: Grid, next: Grid): Grid {
  const rows = grid.rows.map((row, r) => [...row, ...shifted(next.rows[r] ?? [], 0, grid.width)]);
  return { ...grid, width: grid.width + next.width, rows };
}

/** Parts of a table beside one another are at most so many. */
const MOST_PARTS = 3;
/** Share of a part's rows that must begin with words, and of these that may stand in another part too. */
const LABELLED = 0.7;
const SAME_LABELS = 0.2;

/** The grid with parts that stand beside one another put below one another; the same grid where there are none. */
function stacked(grid: Grid): Grid {
  if (grid.edges === "order") return grid;
  for (let count = MOST_PARTS; count > 1; count -= 1) {
    const parts = partsOf(grid, count);
    const heads = parts === null ? 0 : sameHeads(parts);
    if (
      parts !== null &&
      heads > 0 &&
      parts.every((part) => labelColumn(part.slice(heads)) >= 0) &&
      areApart(parts, heads)
    )
      return below(grid, parts, heads);
  }
  return grid;
}

/** Columns cut into so many parts of one width; null where a cell reaches over the cuts. */
function partsOf({ rows, width }: Grid, count: number): Row[][] | null {
  const size = width / count;
  if (!Number.isInteger(size) || size < 2 || rows.length < FEWEST_ROWS) return null;
  const partOf = (column: number) => Math.floor(column / size);
  const isCut = rows.some((row) =>
    row.some((slot, column) => slot.kind === "covered" && partOf(slot.by[1]) !== partOf(column)),
  );
  if (isCut) return null;
  return Array.from({ length: count }, (_, part) =>
    rows.map((row) => shifted(row.slice(part * size, (part + 1) * size), 0, -part * size)),
  );
}

/** Rows with which all parts begin alike, words in two cells at least and no digits. */
function sameHeads(parts: readonly (readonly Row[])[]): number {
  const [first = [], ...others] = parts;
  const isHead = (row: Row, r: number) =>
    row.filter(hasLetters).length > 1 &&
    !row.some(hasDigits) &&
    others.every((part) => row.every((slot, c) => textOf(slot) === textOf(part[r]?.[c])));
  const end = first.findIndex((row, r) => !isHead(row, r));
  return Math.max(0, end);
}

const filledRows = (part: readonly Row[]) => part.filter((row) => !row.every(isBlank));

/** The column of a part's labels: its first, or the next where the first counts the rows; -1 where no column has labels. */
function labelColumn(part: readonly Row[]): number {
  const rows = filledRows(part);
  const column = countsUp(rows.map(([slot]) => textOf(slot) ?? "")) ? 1 : 0;
  // A group's label goes on below.
  const labelled = rows.filter((row) => hasLetters(row[column]) || row[column]?.kind === "covered");
  return rows.length > 1 && labelled.length >= LABELLED * rows.length ? column : -1;
}

/** Whether the parts have rows of their own: two years or organs beside one another have the same. */
function areApart(parts: readonly (readonly Row[])[], heads: number): boolean {
  const labels = parts.map((part) =>
    part
      .slice(heads)
      .map((row) => textOf(row[labelColumn(part.slice(heads))]))
      .filter((text) => text),
  );
  const all = labels.flat();
  return all.length - new Set(all).size <= SAME_LABELS * Math.max(...labels.map(({ length }) => length));
}

function below(grid: Grid, parts: readonly (readonly Row[])[], heads: number): Grid {
  const rows: Slot[][] = [];
  for (const [index, part] of parts.entries()) {
    const from = index === 0 ? 0 : heads;
    const end = part.findLastIndex((row) => !row.every(isBlank)) + 1;
    const down = rows.length - from;
    for (const row of part.slice(from, end)) rows.push(shifted(row, down, 0));
  }
  return { ...grid, width: parts[0]?.[0]?.length ?? grid.width, rows };
}
