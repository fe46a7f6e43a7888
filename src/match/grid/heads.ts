// Reads the heads of a block: which columns of the form stand there, in which order, and what else.
// Must not know rows' labels, figures or containers.
import type { FormBlock, FormColumn, FormTable, Label } from "../../model/form.ts";
import { likenessTo, remembered, type Wording, wording } from "../labels/wording.ts";
import type { PrintedCell, PrintedRow } from "./printed.ts";

/** One printed column right of the labels: a column of the form, one without figures, or one the form lacks. */
export type Leaf =
  | { readonly kind: "column"; readonly column: FormColumn }
  | { readonly kind: "furniture" }
  | { readonly kind: "extra"; readonly label: string };

export interface HeadLayout {
  readonly leaves: readonly Leaf[];
  /** Slots that each leaf covers in the head's own grid; null when the head states no positions. */
  readonly ranges: readonly (readonly [from: number, to: number])[] | null;
  /** False when printed heads contradict each other, so that only position or arithmetic can tell. */
  readonly certain: boolean;
  /** True when every column's head was found. */
  readonly complete: boolean;
}

const SURE = 0.8;

const headLabelCache = new WeakMap<FormBlock, readonly Label[]>();

/** All labels that may stand in the heads of a block. */
export function headLabels(block: FormBlock): readonly Label[] {
  let labels = headLabelCache.get(block);
  if (!labels) {
    const columns = block.columns.flatMap((column) => [...column.path, column.label]);
    labels = [...new Set([...block.furniture, ...columns])];
    headLabelCache.set(block, labels);
  }
  return labels;
}

/** Share of a row's cells that must be heads of the block. */
const HEAD_SHARE = 0.6;

/** Whether the row consists of heads of this block. */
export function isHeadRow(row: PrintedRow, block: FormBlock): boolean {
  const words = row.cells.filter((cell) => cell.own && cell.wording.core !== "");
  const candidates = words.filter((cell) => cell.figure.state === "unreadable");
  if (candidates.length === 0 || candidates.length < HEAD_SHARE * words.length) return false;
  const heads = candidates.filter((cell) => saysHead(block, cell.wording));
  if (heads.length === 0 || heads.length < HEAD_SHARE * words.length) return false;
  if (words.length > 1) return true;
  const only = words[0] as PrintedCell;
  return !block.rows.some((formRow) => likenessTo(only.wording, formRow.label) >= 0.95);
}

const saysHead = remembered((block: FormBlock, printed): boolean =>
  headLabels(block).some((label) => headLikeness(printed, label) >= SURE),
);

/** Digits in a head are years or numbers of the column: they say nothing of which column it is. */
function headLikeness(printed: Wording, label: Label): number {
  const direct = likenessTo(printed, label);
  if (direct === 1 || !/\d/.test(printed.core)) return direct;
  return Math.max(direct, likenessTo(wording(printed.core.replace(/\d+/g, "")), label));
}

/** A row under the head that only numbers the columns: 1 2 3 …, 甲 乙 1 2 …, or with brackets. */
export function isIndexRow(row: PrintedRow): boolean {
  const words = row.cells
    .filter((cell) => cell.own && cell.text.trim() !== "")
    .map((cell) => cell.wording.core);
  const numbers = words.filter((word) => /^\d{1,2}$/.test(word)).map(Number);
  if (numbers.length < 2 || numbers.some((n, i) => i > 0 && n !== (numbers[i - 1] ?? 0) + 1)) return false;
  if ((numbers[0] ?? 0) > 4) return false;
  return words.every((word) => /^\d{1,2}$/.test(word) || /^[甲乙丙丁ABCDabcd]$|^栏次$|^序号$/u.test(word));
}

interface HeadCell {
  readonly cell: PrintedCell;
  readonly row: PrintedRow;
  /** Index into the block's head labels' distinct wordings; -1 unknown. */
  readonly kind: number;
}

/**
 * What the head rows of one block say. `figuresFrom` is the first slot right of the row labels.
 * Without head rows the form's own order is assumed and the layout is not complete.
 */
export function resolveHead(
  heads: readonly PrintedRow[],
  block: FormBlock,
  table: FormTable,
  figuresFrom: number,
): HeadLayout {
  const kinds = distinctKinds(block);
  const cells = recognise(heads, kinds, table, block);
  const unknown = cells.filter((head) => head.kind < 0 && !standsOverLabels(head, cells, figuresFrom));
  const missing = missingColumns(cells, kinds, block);
  const furniture = cells.filter((head) => kinds[head.kind]?.furniture === true && !isCorner(head, cells));
  const formOrder: Leaf[] = [
    ...furniture.map((): Leaf => ({ kind: "furniture" })),
    ...block.columns.map((column): Leaf => ({ kind: "column", column })),
  ];
  const geometric = geometricLeaves(heads, cells, kinds, block, figuresFrom);
  if (unknown.length === 0) {
    const inOrder = followsForm(cells, kinds, block);
    if (inOrder || heads.length === 0) {
      const ranges = geometric && sameLeaves(geometric.leaves, formOrder) ? geometric.ranges : null;
      return { leaves: formOrder, ranges, certain: true, complete: missing.length === 0 && heads.length > 0 };
    }
  }
  if (geometric && geometric.found === block.columns.length) {
    return { leaves: geometric.leaves, ranges: geometric.ranges, certain: true, complete: true };
  }
  const single = singleRowLeaves(heads, cells, kinds, block);
  if (single) return { leaves: single, ranges: null, certain: true, complete: missing.length === 0 };
  return { leaves: formOrder, ranges: null, certain: unknown.length === 0, complete: false };
}

interface Kind {
  readonly label: Label;
  readonly columns: readonly FormColumn[];
  readonly furniture: boolean;
}

const kindCache = new WeakMap<FormBlock, readonly Kind[]>();

/** The block's head labels, each wording once, with the columns it is the lowest head of. */
function distinctKinds(block: FormBlock): readonly Kind[] {
  const known = kindCache.get(block);
  if (known) return known;
  const kinds: { label: Label; columns: FormColumn[]; furniture: boolean }[] = [];
  const kindOf = (label: Label) => {
    let kind = kinds.find((other) => wording(other.label.text).core === wording(label.text).core);
    if (!kind) {
      kind = { label, columns: [], furniture: false };
      kinds.push(kind);
    }
    return kind;
  };
  for (const label of block.furniture) kindOf(label).furniture = true;
  for (const column of block.columns) {
    for (const label of column.path) kindOf(label);
    kindOf(column.label).columns.push(column);
  }
  kindCache.set(block, kinds);
  return kinds;
}

function recognise(
  heads: readonly PrintedRow[],
  kinds: readonly Kind[],
  table: FormTable,
  block: FormBlock,
): HeadCell[] {
  const cells: HeadCell[] = [];
  const counts = new Map<number, number>();
  for (const row of heads) {
    for (const cell of row.cells) {
      if (!cell.own || cell.wording.core === "" || isSideNote(cell, table, block)) continue;
      const kind = bestKind(cell.wording, kinds, counts);
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
      cells.push({ cell, row, kind });
    }
  }
  return cells;
}

/** Two heads can be equally like a printed one (a lost character): the one not seen yet is meant. */
function bestKind(printed: Wording, kinds: readonly Kind[], seen: ReadonlyMap<number, number>): number {
  let best = -1;
  let bestScore = 0.5;
  kinds.forEach((kind, index) => {
    const likely = headLikeness(printed, kind.label);
    if (likely < 0.5) return;
    const expected = Math.max(1, kind.columns.length);
    const score = likely - ((seen.get(index) ?? 0) >= expected ? 0.2 : 0);
    if (score > bestScore) {
      best = index;
      bestScore = score;
    }
  });
  return best;
}

function isSideNote(cell: PrintedCell, table: FormTable, block: FormBlock): boolean {
  const labels = [table.title, ...table.notes, ...(block.head ? [block.head] : [])];
  return labels.some((label) => likenessTo(cell.wording, label) >= SURE);
}

/** An unknown head over the label columns names them, whatever it says. */
function standsOverLabels(head: HeadCell, cells: readonly HeadCell[], figuresFrom: number): boolean {
  if (head.row.grid.edges === "order") return isCorner(head, cells);
  return head.cell.to <= figuresFrom;
}

function isCorner(head: HeadCell, cells: readonly HeadCell[]): boolean {
  return cells[0] === head;
}

function missingColumns(cells: readonly HeadCell[], kinds: readonly Kind[], block: FormBlock): FormColumn[] {
  return block.columns.filter((column) => {
    const index = kinds.findIndex((kind) => kind.columns.includes(column));
    const found = cells.filter((head) => head.kind === index).length;
    return found <= (kinds[index]?.columns.indexOf(column) ?? 0);
  });
}

/** Whether, within each printed head row, the heads stand in the form's order. */
function followsForm(cells: readonly HeadCell[], kinds: readonly Kind[], block: FormBlock): boolean {
  const rank = new Map(block.columns.map((column, index) => [column, index]));
  const rows = new Map<PrintedRow, number>();
  for (const head of cells) {
    const columns = kinds[head.kind]?.columns ?? [];
    if (columns.length !== 1) continue;
    const here = rank.get(columns[0] as FormColumn) ?? 0;
    if ((rows.get(head.row) ?? -1) > here) return false;
    rows.set(head.row, here);
  }
  return true;
}

interface Geometry {
  readonly leaves: Leaf[];
  readonly ranges: (readonly [number, number])[];
  /** How many columns of the form stand among the leaves. */
  readonly found: number;
}

/** Reads each slot's lowest head; equal wordings are told apart by their order from left to right. */
function geometricLeaves(
  heads: readonly PrintedRow[],
  cells: readonly HeadCell[],
  kinds: readonly Kind[],
  block: FormBlock,
  figuresFrom: number,
): Geometry | null {
  const grid = heads[0]?.grid;
  if (!grid || grid.edges === "order" || heads.some((row) => row.grid !== grid)) return null;
  const kindOf = new Map(cells.map((head) => [head.cell, head.kind]));
  const leaves: Leaf[] = [];
  const ranges: (readonly [number, number])[] = [];
  const used = new Map<number, number>();
  let open: PrintedCell | undefined;
  for (let slot = figuresFrom; slot < grid.width; slot += 1) {
    const lowest = lowestHead(heads, slot, kindOf);
    const last = ranges.length - 1;
    if (lowest && lowest === open) {
      ranges[last] = [(ranges[last] as readonly [number, number])[0], slot + 1];
      continue;
    }
    open = lowest;
    if (!lowest) continue;
    const kind = kindOf.get(lowest) ?? -1;
    const nth = used.get(kind) ?? 0;
    used.set(kind, nth + 1);
    const column = kinds[kind]?.columns[nth];
    if (column) leaves.push({ kind: "column", column });
    else if (kinds[kind]?.furniture) leaves.push({ kind: "furniture" });
    else leaves.push({ kind: "extra", label: lowest.wording.core });
    ranges.push([slot, slot + 1]);
  }
  const found = new Set(leaves.flatMap((leaf) => (leaf.kind === "column" ? [leaf.column] : []))).size;
  return found === 0 || found > block.columns.length ? null : { leaves, ranges, found };
}

function lowestHead(
  heads: readonly PrintedRow[],
  slot: number,
  kindOf: ReadonlyMap<PrintedCell, number>,
): PrintedCell | undefined {
  for (let i = heads.length - 1; i >= 0; i -= 1) {
    const cell = heads[i]?.cells.find(
      (one) => one.own && one.from <= slot && slot < one.to && kindOf.has(one),
    );
    if (cell) return cell;
  }
  return undefined;
}

function sameLeaves(a: readonly Leaf[], b: readonly Leaf[]): boolean {
  return (
    a.length === b.length &&
    a.every((leaf, i) => {
      const other = b[i];
      return leaf.kind === "column"
        ? other?.kind === "column" && other.column === leaf.column
        : leaf.kind === other?.kind;
    })
  );
}

/** A head of one row names its columns from left to right, whatever else stands among them. */
function singleRowLeaves(
  heads: readonly PrintedRow[],
  cells: readonly HeadCell[],
  kinds: readonly Kind[],
  block: FormBlock,
): Leaf[] | null {
  if (heads.length !== 1 || block.columns.some((column) => column.path.length > 0)) return null;
  const leaves = cells.slice(1).map((head): Leaf => {
    const kind = kinds[head.kind];
    const column = kind?.columns[0];
    if (column) return { kind: "column", column };
    return kind?.furniture ? { kind: "furniture" } : { kind: "extra", label: head.cell.wording.core };
  });
  return leaves.some((leaf) => leaf.kind === "column") ? leaves : null;
}
