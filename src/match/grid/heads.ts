// Reads the heads of a block: which columns of the form stand there, in which order, and what else.
// Must not know rows' labels, figures or containers.
import type { Conventions, FormBlock, FormColumn, FormTable, Label } from "../../model/form.ts";
import { fold } from "../../text/fold.ts";
import { likenessTo, remembered, type Wording, wording } from "../labels/wording.ts";
import { HEAD_SHARE, MOST_FIRST_NUMBER } from "../weights/grid-columns.ts";
import { SAME_HEAD, SAME_WORDS } from "../weights/likeness.ts";
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
  /** False when two years or organs stand side by side, and nothing says which is the report's: the first is read. */
  readonly told?: boolean;
}

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

/** Whether the row consists of heads of this block; notes of the table that stand among them say nothing. */
export function isHeadRow(
  row: PrintedRow,
  block: FormBlock,
  table: FormTable,
  { columnWords }: Conventions,
): boolean {
  const words = row.cells.filter(
    (cell) =>
      cell.own &&
      cell.wording.core !== "" &&
      !saysNote(table, cell.wording) &&
      !columnWords.includes(cell.wording.core),
  );
  const told = isNamedOverLabels(row, words, block) ? words.slice(1) : words;
  const candidates = told.filter((cell) => cell.figure.state === "unreadable");
  if (candidates.length === 0 || candidates.length < HEAD_SHARE * told.length) return false;
  // Beside the head of a form's only column there may stand any number of others, which anyone adds.
  if (told.length < words.length && told.some((cell) => saysOnlyColumn(block, cell.wording))) return true;
  const heads = candidates.filter((cell) => saysHead(block, cell.wording));
  if (heads.length === 0 || heads.length < HEAD_SHARE * told.length) return false;
  if (words.length > 1) return true;
  const only = words[0] as PrintedCell;
  return !block.rows.some((formRow) => likenessTo(only.wording, formRow.label) >= SAME_WORDS);
}

/** Whether a row of words in every cell begins with one that names the labels' column, whatever it says. */
function isNamedOverLabels(row: PrintedRow, words: readonly PrintedCell[], block: FormBlock): boolean {
  const [first] = words;
  const whole = row.cells.every((cell) => cell.own && cell.figure.state === "unreadable");
  return whole && words.length > 1 && first !== undefined && !saysRow(block, first.wording);
}

export const saysRow = remembered((block: FormBlock, printed): boolean =>
  block.rows.some((row) => [...row.path, row.label].some((label) => likenessTo(printed, label) >= SAME_HEAD)),
);

const saysNote = remembered((table: FormTable, printed): boolean =>
  table.notes.some((note) => likenessTo(printed, note) >= SAME_HEAD),
);

const saysHead = remembered((block: FormBlock, printed): boolean =>
  headLabels(block).some((label) => headLikeness(printed, label) >= SAME_HEAD),
);

const saysOnlyColumn = remembered(({ columns }: FormBlock, printed): boolean => {
  const [column, ...others] = columns;
  return column !== undefined && others.length === 0 && likenessTo(printed, column.label) >= SAME_WORDS;
});

/** Digits in a head are years or numbers of the column: they say nothing of which column it is. */
export function headLikeness(printed: Wording, label: Label): number {
  const direct = likenessTo(printed, label);
  if (direct === 1 || !/\d/.test(printed.core)) return direct;
  const without = [/\d+/gu, /(?:19|20)\d{2}(?:年度?)?/gu].map((digits) => printed.core.replace(digits, ""));
  return Math.max(direct, ...without.map((rest) => likenessTo(wording(rest), label)));
}

/**
 * Whether a row does no more than number the columns: 1 2 3 …, 甲 乙 1 2 …, with brackets, or with the sum that one is: 7=1+2.
 * It leaves out none between its first number and its last. Figures may follow one another as well: where it stands must tell.
 */
export function isIndexRow(row: PrintedRow): boolean {
  const words = row.cells
    .filter((cell) => cell.own)
    .map((cell) => INDEX_SUM.exec(fold(cell.text))?.[1] ?? cell.wording.core);
  const [first, last] = [words.findIndex(isNumber), words.findLastIndex(isNumber)];
  const numbers = words.slice(first, last + 1).map(Number);
  const [least = 0] = numbers;
  if (numbers.length < 2 || least < 1 || least > MOST_FIRST_NUMBER) return false;
  if (numbers.some((number, rank) => number !== least + rank)) return false;
  return words.every(
    (word) => word === "" || isNumber(word) || /^[甲乙丙丁ABCDabcd]$|^栏次$|^序号$/u.test(word),
  );
}

const isNumber = (word: string) => /^\d{1,2}$/.test(word);

/** Ranks of the rows that number the columns of the heads right above them; anywhere else they are figures. */
export function numberingRows(
  rows: readonly PrintedRow[],
  isHead: (row: PrintedRow) => boolean,
): ReadonlySet<number> {
  const numbering = new Set<number>();
  let isUnderHeads = false;
  for (const row of rows) {
    if (isUnderHeads && isIndexRow(row)) numbering.add(row.index);
    else isUnderHeads = isHead(row);
  }
  return numbering;
}

/** A column's number and which others it is made of. */
const INDEX_SUM = /^[\s([]*(\d{1,2})[\s)\]]*=[\s\d()[\]+….~-]+$/u;

export function columnLeaves(columns: readonly FormColumn[]): Leaf[] {
  return columns.map((column): Leaf => ({ kind: "column", column }));
}

/** Key of the column that stands under a leaf; null where it has no figures. */
export function leafKey(leaf: Leaf): string | null {
  if (leaf.kind === "column") return leaf.column.key;
  return leaf.kind === "extra" ? `label:${leaf.label}` : null;
}

/** Whether the same columns stand in the same order. */
export function sameLeaves(a: readonly Leaf[], b: readonly Leaf[]): boolean {
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
