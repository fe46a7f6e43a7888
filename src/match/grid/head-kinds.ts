// Which heads of a block are printed above its rows, each cell by itself. Must not know in what order columns stand.
import type { FormBlock, FormColumn, FormTable, Label } from "../../model/form.ts";
import { dividesHead, isQualifier, type Perspective } from "../labels/standing.ts";
import { likenessTo, type Wording, wording } from "../labels/wording.ts";
import { HEAD_SEEN, LEAST_HEAD, SAME_HEAD, SAME_WORDS } from "../weights/likeness.ts";
import { headLikeness } from "./heads.ts";
import type { PrintedCell, PrintedRow } from "./printed.ts";

/** What is known of a block where its heads are read. */
export interface HeadQuestion {
  readonly heads: readonly PrintedRow[];
  readonly block: FormBlock;
  readonly table: FormTable;
  /** First slot right of the row labels. */
  readonly figuresFrom: number;
  /** How many cells most of the block's rows have right of their labels. */
  readonly width: number;
  readonly perspective: Perspective;
}

export const UNKNOWN = -1;
export const QUALIFIER = -2;

/** A head as it was recognised. */
export interface HeadCell {
  readonly cell: PrintedCell;
  readonly row: PrintedRow;
  /** Index into the block's head labels' distinct wordings, `UNKNOWN` or `QUALIFIER`. */
  readonly kind: number;
}

/** A head label of a block, each wording once. */
export interface Kind {
  readonly label: Label;
  readonly columns: readonly FormColumn[];
  readonly furniture: boolean;
}

/** Heads read, and how each was understood. */
export interface ReadHeads {
  readonly question: HeadQuestion;
  readonly kinds: readonly Kind[];
  readonly cells: readonly HeadCell[];
  readonly missing: readonly FormColumn[];
}

const kindCache = new WeakMap<FormBlock, readonly Kind[]>();

/** The block's head labels, each wording once, with the columns it is the lowest head of. */
export function distinctKinds(block: FormBlock): readonly Kind[] {
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

/** The cells of the head rows that say something of columns. */
export function recognise(
  { heads, table, block, perspective }: HeadQuestion,
  kinds: readonly Kind[],
): HeadCell[] {
  const cells: HeadCell[] = [];
  const counts = new Map<number, number>();
  for (const row of heads) {
    for (const cell of row.cells) {
      // What spans down into the heads from above is a head as well.
      if (!cell.own && row !== heads[0]) continue;
      if (cell.wording.core === "" || isSideNote(cell, table, block)) continue;
      const under = cells.some(
        (above) => above.row !== row && namesColumn(above, kinds) && isOver(above, cell),
      );
      const kind =
        under && dividesHead(cell.text, perspective)
          ? QUALIFIER
          : kindOfHead(cell, kinds, counts, perspective);
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
      cells.push({ cell, row, kind });
    }
  }
  return cells;
}

/** A year may be a column's head; under another column's it says which of that column's figures stand below. */
function namesColumn({ kind }: HeadCell, kinds: readonly Kind[]): boolean {
  return (kinds[kind]?.columns.length ?? 0) > 0;
}

function isOver({ cell: above }: HeadCell, cell: PrintedCell): boolean {
  return above.from < cell.to && cell.from < above.to;
}

function kindOfHead(
  cell: PrintedCell,
  kinds: readonly Kind[],
  counts: ReadonlyMap<number, number>,
  perspective: Perspective,
): number {
  if (saysSeveral(cell.wording, kinds)) return UNKNOWN;
  const best = bestKind(cell.wording, kinds, counts);
  return best < 0 && isQualifier(cell.text, perspective) ? QUALIFIER : best;
}

/** Whether one head names several columns: what stands under it is theirs together. */
function saysSeveral({ core }: Wording, kinds: readonly Kind[]): boolean {
  if (kinds.some(({ label }) => likenessTo(wording(core), label) >= SAME_WORDS)) return false;
  let rest = core;
  const takes = ({ label }: Kind) => {
    const letters = wording(label.text).core;
    const found = letters.length > 1 && rest.includes(letters);
    if (found) rest = rest.replace(letters, "|");
    return found;
  };
  for (const kind of kinds) if (kind.columns.length === 0) takes(kind);
  const columns = kinds.filter(({ columns }) => columns.length > 0);
  return columns.filter(takes).length > 1;
}

/** Two heads can be equally like a printed one (a lost character): the one not seen yet is meant. */
function bestKind(printed: Wording, kinds: readonly Kind[], seen: ReadonlyMap<number, number>): number {
  let best = UNKNOWN;
  let bestScore = LEAST_HEAD;
  kinds.forEach((kind, index) => {
    const likely = headLikeness(printed, kind.label);
    if (likely < LEAST_HEAD) return;
    const expected = Math.max(1, kind.columns.length);
    const score = likely - ((seen.get(index) ?? 0) >= expected ? HEAD_SEEN : 0);
    if (score > bestScore) {
      best = index;
      bestScore = score;
    }
  });
  return best;
}

function isSideNote(cell: PrintedCell, table: FormTable, block: FormBlock): boolean {
  const labels = [table.title, ...table.notes, ...(block.head ? [block.head] : [])];
  return labels.some((label) => likenessTo(cell.wording, label) >= SAME_HEAD);
}
