// Which columns the heads of a text name, and in which order. Must not know rows or figures.
import type { FormBlock, FormColumn } from "../../model/form.ts";
import { wordingOf } from "../labels/anchors.ts";
import { derived } from "../labels/wording.ts";

export interface PrintedColumns {
  /** The columns as they stand, from left to right. */
  readonly columns: readonly FormColumn[];
  /** Columns of the form that no head names. */
  readonly missing: readonly FormColumn[];
  /** True when nothing is left in the row of heads for the columns that are missing to be named by. */
  readonly whole: boolean;
  /** False when the heads stand in another order than the form's, and do not say which. */
  readonly sure: boolean;
}

interface Head {
  readonly column: FormColumn;
  readonly from: number;
  readonly to: number;
}

/**
 * Heads that follow each other without anything between them are one row of heads, and name the columns from left to
 * right. Heads that span others stand in lines of their own, so that only those side by side say anything of order.
 * @param letters what is printed over the block's first row, letters only
 * @param lineOf the line that each of them stands in
 */
export function printedColumns(
  letters: string,
  block: FormBlock,
  lineOf: (letter: number) => number,
): PrintedColumns {
  const asForm: PrintedColumns = { columns: block.columns, missing: [], whole: false, sure: true };
  const wordings = block.columns.map(({ label }) => wordingOf(label.text).letters);
  if (new Set(wordings).size < wordings.length) return { ...asForm, sure: keepsFormsOrder(letters, block) };
  if (wordings.length < 2) return asForm;
  const heads = headsIn(letters, block);
  if (!standsInTurn(heads, letters, lineOf)) return asForm;
  const missing = block.columns.filter((column) => !heads.some((head) => head.column === column));
  const inRow = heads.every((head, index) => index === 0 || heads[index - 1]?.to === head.from);
  const columns = heads.map(({ column }) => column);
  if (inRow && missing.length <= 1 && heads.length > missing.length + 1)
    return { columns, missing, whole: false, sure: true };
  if (missing.length > 0 && inRow && fillRow(heads, letters, block))
    return { columns, missing, whole: true, sure: true };
  return { ...asForm, sure: heads.length < block.columns.length || keepsOrder(heads, block) };
}

/** Whether groups, and heads that stand under each of them, are printed in the form's order where all are printed whole. */
function keepsFormsOrder(letters: string, block: FormBlock): boolean {
  let open = letters;
  const depth = Math.max(...block.columns.map(({ path }) => path.length));
  for (let level = depth - 1; level >= 0; level -= 1) {
    const groups = [...new Set(block.columns.flatMap(({ path }) => path[level]?.text ?? []))].map(
      (text) => wordingOf(text).letters,
    );
    const places = groups.map((group) => open.lastIndexOf(group));
    if (!places.includes(-1) && places.some((at, rank) => at < (places[rank - 1] ?? -1))) return false;
    for (const group of groups) open = masked(open, group);
  }
  const printed = headsInTurn(open, block).slice(-block.columns.length);
  const order = block.columns.map(({ label }) => wordingOf(label.text).letters);
  if (printed.length < order.length) return !lackEnds(printed, order, open);
  return printed.every((wording, rank) => wording === order[rank]);
}

/** Whether the heads right over a row are most of the form's, from the first on or to the last: a page's edge cut off the others. */
function lackEnds(printed: readonly string[], order: readonly string[], open: string): boolean {
  if (2 * printed.length <= order.length || !open.endsWith(printed.at(-1) ?? "\n")) return false;
  const same = (part: readonly string[]) => part.every((wording, rank) => wording === printed[rank]);
  return same(order.slice(0, printed.length)) || same(order.slice(-printed.length));
}

/** The official wordings of columns' heads, one behind another as they are printed. */
function headsInTurn(text: string, block: FormBlock): string[] {
  const letters = block.columns.map(({ label }) => wordingOf(label.text).letters);
  const wordings = [...new Set(letters)].filter((wording) => wording !== "");
  const found: string[] = [];
  for (let at = 0; at < text.length; ) {
    const here = wordings.find((wording) => text.startsWith(wording, at));
    if (here !== undefined) found.push(here);
    at += here?.length ?? 1;
  }
  return found;
}

/** Whether heads stand between a column without figures and the first row, and nothing beside them. */
function fillRow(heads: readonly Head[], letters: string, block: FormBlock): boolean {
  const before = letters.slice(0, heads[0]?.from ?? 0);
  const follows = block.furniture.some(({ text }) => before.endsWith(wordingOf(text).letters));
  return follows && heads.at(-1)?.to === letters.length;
}

/** One line of heads, or one head a line and nothing else: else lines follow a page, and their order says nothing of columns. */
function standsInTurn(heads: readonly Head[], letters: string, lineOf: (letter: number) => number): boolean {
  const lines = heads.map(({ from }) => lineOf(from));
  if (new Set(lines).size === 1) return true;
  const inLine = new Map<number, number>();
  for (let letter = 0; letter < letters.length; letter += 1)
    inLine.set(lineOf(letter), (inLine.get(lineOf(letter)) ?? 0) + 1);
  return heads.every(({ from, to }) => inLine.get(lineOf(from)) === to - from);
}

/**
 * The heads found, from left to right; each at its last place, nearest to the rows. A wording that several columns share
 * names them in the form's order, and none of them where it is printed less often.
 */
function headsIn(letters: string, block: FormBlock): Head[] {
  let open = letters;
  for (const wording of spanningWordings(block)) open = masked(open, wording);
  const heads = new Map<FormColumn, Head>();
  for (const [wording, sharing] of longestFirst(block)) {
    const columns = sharing.filter((column) => !heads.has(column));
    const places = lastPlaces(open, wording, columns.length);
    for (const [index, from] of places.entries()) {
      const column = columns[index] as FormColumn;
      open = open.slice(0, from) + blind(wording) + open.slice(from + wording.length);
      heads.set(column, { column, from, to: from + wording.length });
    }
  }
  return [...heads.values()].sort((a, b) => a.from - b.from);
}

/** Where the wording stands the last so many times, in their order; nowhere where it does not stand as often. */
function lastPlaces(letters: string, wording: string, count: number): number[] {
  const places: number[] = [];
  let before = letters.length;
  while (places.length < count) {
    const at = before < wording.length ? -1 : letters.lastIndexOf(wording, before - wording.length);
    if (at < 0) return [];
    places.unshift(at);
    before = at;
  }
  return places;
}

/** Every printing of the columns' heads, with those that share it: a short one may stand within another column's. */
const longestFirst = derived((block: FormBlock): readonly (readonly [string, readonly FormColumn[]])[] => {
  const sharing = new Map<string, FormColumn[]>();
  for (const column of block.columns)
    for (const text of new Set(
      [column.label.text, ...column.label.variants].map((one) => wordingOf(one).letters),
    ))
      if (text !== "") sharing.set(text, [...(sharing.get(text) ?? []), column]);
  return [...sharing].sort(([a], [b]) => b.length - a.length);
});

/** What is printed over several columns, each wording once. */
const spanningWordings = derived((block: FormBlock): readonly string[] => {
  const labels = [...block.furniture, ...block.columns.flatMap(({ path }) => path)];
  return [...new Set(labels.map(({ text }) => wordingOf(text).letters))].filter((wording) => wording !== "");
});

const blind = (wording: string) => "\0".repeat(wording.length);

/** Letters of which a wording is no longer found. */
function masked(letters: string, wording: string): string {
  return wording === "" ? letters : letters.replaceAll(wording, blind(wording));
}

/** Whether heads under the same spanning head stand in the form's order. */
function keepsOrder(heads: readonly Head[], block: FormBlock): boolean {
  const last = new Map<string, number>();
  return heads.every(({ column }) => {
    const above = column.path.map(({ text }) => text).join("\n");
    const rank = block.columns.indexOf(column);
    const ascends = (last.get(above) ?? -1) < rank;
    last.set(above, rank);
    return ascends;
  });
}
