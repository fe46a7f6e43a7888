// Which forms a document's words promise, before any row is bound: those of its labels that stand there letter by letter.
// Must not know columns, figures or containers.
import type { Form, FormTable } from "../../model/form.ts";
import { printings } from "../labels/wording.ts";
import { ENOUGH_LABELS, PROMISE } from "../weights/tables.ts";
import { headLabels } from "./heads.ts";
import type { PrintedRow } from "./printed.ts";

/**
 * A cheap look at the words alone, before rows and columns are bound. A form is left out when another has so many more
 * of its labels in the document that no misprinted or reworded row could make up for it.
 * @param words those of the rows' labels
 */
export function promising(
  forms: readonly Form[],
  rows: readonly PrintedRow[],
  words: ReadonlySet<string>,
): readonly Form[] {
  const found = forms.map((form) => form.tables.reduce((sum, table) => sum + evidence(words, table), 0));
  const most = Math.max(...found);
  if (most < ENOUGH_LABELS) return forms;
  const known = wordingsOf(forms);
  const strange = new Set<string>();
  // Only a row that has figures as well as a label could be one of the form's in other words.
  for (const row of rows) {
    if (!row.cells.some((cell) => cell.own && cell.figure.state === "reported")) continue;
    for (const { wording } of row.labels) if (!known.has(wording.core)) strange.add(wording.core);
  }
  return forms.filter((_, index) => {
    const labels = found[index] ?? 0;
    return labels >= PROMISE * most && labels + strange.size >= most;
  });
}

const wordingCache = new WeakMap<readonly Form[], ReadonlySet<string>>();

/** Every wording that the forms' tables may print: labels of rows and groups, heads, titles, notes. */
function wordingsOf(forms: readonly Form[]): ReadonlySet<string> {
  let cores = wordingCache.get(forms);
  if (!cores) {
    const labels = forms.flatMap((form) =>
      form.tables.flatMap((table) => [
        table.title,
        ...table.notes,
        ...table.blocks.flatMap((block) => [
          ...(block.head ? [block.head] : []),
          ...headLabels(block),
          ...block.rows.flatMap((row) => [...row.path, row.label]),
        ]),
      ]),
    );
    cores = new Set(labels.flatMap((label) => printings(label).map((printing) => printing.core)));
    wordingCache.set(forms, cores);
  }
  return cores;
}

export function wordsIn(rows: readonly PrintedRow[]): ReadonlySet<string> {
  const words = new Set<string>();
  for (const row of rows) for (const { wording } of row.labels) words.add(wording.core);
  return words;
}

const evidenceCache = new WeakMap<FormTable, ReadonlyMap<string, readonly number[]>>();

/** For each wording the ranks of the table's rows that it labels; of its heads, where rows have no labels. */
function evidenceOf(table: FormTable): ReadonlyMap<string, readonly number[]> {
  let ranks = evidenceCache.get(table);
  if (!ranks) {
    const byWord = new Map<string, number[]>();
    const labels = table.blocks.flatMap((block) => {
      const own = block.rows.flatMap((row) => (row.label.text === "" ? [] : [row.label]));
      return own.length > 0 ? own : headLabels(block);
    });
    labels.forEach((label, rank) => {
      for (const { core } of printings(label)) byWord.set(core, [...(byWord.get(core) ?? []), rank]);
    });
    ranks = byWord;
    evidenceCache.set(table, ranks);
  }
  return ranks;
}

/** How many labels of the table's rows stand in the document letter by letter; of its heads, where rows have none. */
export function evidence(words: ReadonlySet<string>, table: FormTable): number {
  const ranks = evidenceOf(table);
  const found = new Set<number>();
  for (const word of words) for (const rank of ranks.get(word) ?? []) found.add(rank);
  return found.size;
}
