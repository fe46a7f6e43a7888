// The columns of a block as the heads over its first row print them. Must not know figures' cells or relations.
import type { FormBlock, FormColumn, FormRow } from "../../model/form.ts";
import { headReach, wordingOf } from "../labels/anchors.ts";
import { metricOf, type Stack, stacksOf, type Word, wordsOn } from "../layout/page.ts";
import type { BoundRow } from "../print/row.ts";
import { lettersBefore, type Stream } from "../print/stream.ts";
import { ENUMERATOR_REACH } from "../weights/print.ts";
import { printedColumns } from "./heads.ts";
import type { Region } from "./locate.ts";

export interface HeadedBlock {
  /** The form's block with its columns as they are printed. */
  readonly block: FormBlock;
  readonly missing: readonly FormColumn[];
  /** The heads leave no place for the missing ones. */
  readonly whole: boolean;
  readonly sure: boolean;
}

/** What the heads over each block's first row say of its columns, where that is not the form's own order. */
export function headedBlocks(
  stream: Stream,
  { table, anchors, chain, headEnds }: Region,
  rows: readonly BoundRow[],
): ReadonlyMap<FormBlock, HeadedBlock> {
  const headed = new Map<FormBlock, HeadedBlock>();
  for (const block of new Set(rows.map((row) => row.block))) {
    const inside = rows.filter((row) => row.block === block);
    const at = chain.findIndex((found) => block.rows.includes(anchors[found.anchor]?.row as FormRow));
    const headEnd = headEnds[table.blocks.indexOf(block)] ?? null;
    const found = chain[at];
    const first = found?.first ?? (headEnd === null ? null : lettersBefore(stream, headEnd));
    if (first === null) continue;
    const above = (chain[at - 1]?.last ?? -1) + 1;
    const below = found ? beforeRepeats(stream.letters, found) : first;
    const from = Math.max(above, below - headReach(block));
    const lineOf = (letter: number) => stream.lineOf[stream.letterAt[from + letter] ?? 0] ?? 0;
    const printed = printedColumns(stream.letters.slice(from, first), block, lineOf);
    const { columns, missing, whole } = printed;
    const isFormsOrder = columns.every((column, index) => column === block.columns[index]);
    const over = { from: lineOf(0), to: lineOf(first - from) };
    const sure = printed.sure && !(isFormsOrder && standsInOtherOrder(stream, over, block));
    const asForm = sure && isFormsOrder;
    if (asForm && missing.length === 0) continue;
    if (missing.length > 0 && !fills(inside, columns.length)) continue;
    headed.set(block, { block: { ...block, columns }, missing, whole, sure });
  }
  return headed;
}

/** Where the first row's label begins that is said over and over, as a merged cell is where each of its cells repeats it. */
function beforeRepeats(
  letters: string,
  { first, last }: { readonly first: number; readonly last: number },
): number {
  const label = letters.slice(first, last + 1);
  let begin = first;
  while (begin >= label.length) {
    const before = letters.lastIndexOf(label, begin - label.length);
    // Its list number may stand between.
    if (before < 0 || begin - before - label.length > ENUMERATOR_REACH) break;
    begin = before;
  }
  return begin;
}

/**
 * Whether a head stands right of the form's next one on the page. That one begins a line where a run of words goes on: beside the
 * lines of a head that is broken over several words have their places, and what stands below the next one is behind it in a run too.
 */
function standsInOtherOrder(
  stream: Stream,
  { from, to }: { readonly from: number; readonly to: number },
  block: FormBlock,
): boolean {
  const lines = Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
  const metric = metricOf(stream);
  if (metric === null) return false;
  const words = wordsOn(stream, lines, metric);
  const heads = block.columns.map(({ label }) => {
    const [print, ...others] = stacksOf(wordingOf(label.text).letters, words);
    return print !== undefined && others.length === 0 ? print : null;
  });
  if (areRunsAlone(heads, words)) return false;
  const linesOf = (print: Stack) => print.words.map(({ line }) => line);
  return heads.slice(1).some((next, index) => {
    const head = heads[index] ?? null;
    if (head === null || next === null) return false;
    const [own, beside] = [linesOf(head), linesOf(next)];
    const overlap = Math.min(...own) <= Math.max(...beside) && Math.min(...beside) <= Math.max(...own);
    const isBroken = new Set(own).size > 1 || new Set(beside).size > 1;
    const isBelow = Math.min(...own) > Math.max(...beside);
    return (isBelow || (overlap && isBroken)) && next.extent.right <= head.extent.left;
  });
}

/**
 * Whether heads of two columns begin lines at one place, as no page has them: lines of heads were then written one after the other,
 * and where a head stands in its line says nothing of its column, even where the figures further down stand below one another.
 */
function areRunsAlone(heads: readonly (Stack | null)[], words: readonly Word[]): boolean {
  const begins = heads.flatMap((head) => {
    const [first] = head?.words ?? [];
    const isFirst = first && !words.some(({ line, from }) => line === first.line && from < first.from);
    return isFirst ? [first.extent.left] : [];
  });
  return new Set(begins).size < begins.length;
}

/** Whether most rows print one figure for each of so many columns. */
function fills(rows: readonly BoundRow[], columns: number): boolean {
  return 2 * rows.filter(({ zone }) => zone.tokens.length === columns).length > rows.length;
}
