// A form's labels as they are looked for in a text: letters only, list number and figures set apart.
// Must not know documents or figures of cells.
import type { FormBlock, FormRow, FormTable, Label } from "../../model/form.ts";
import { fold } from "../../text/fold.ts";
import { isLetter } from "../../text/letters.ts";
import { isDigit } from "../print/stream.ts";
import { HEAD_REACH } from "../weights/stretches.ts";
import { derived } from "./wording.ts";

/** One wording of a label. */
export interface Wording {
  /** Letters without list number, white space, figures and punctuation. */
  readonly letters: string;
  /** Figures that stand inside the label, by the number of letters before them. */
  readonly figures: ReadonlyMap<number, string>;
}

/** A row of the form as an anchor in a text. */
export interface Anchor {
  readonly block: number;
  readonly row: FormRow;
  /** The list number's figures or numeral ("1", "一"), without brackets and stops; null when there is none. */
  readonly listed: string | null;
  readonly wordings: readonly Wording[];
}

/** `1.`, `(一)`, `一、` and the like at a label's beginning: figures or up to three letters, then a stop or bracket. */
const LISTED = /^(?:\((\d{1,2}|\p{L}{1,3})\)|(\d{1,2}|\p{L}{1,3})[.、．,])[.、．]?/u;

export const anchorsOf = derived((table: FormTable): readonly Anchor[] =>
  table.blocks.flatMap((block, index) =>
    block.rows.flatMap((row) => {
      const wordings = wordingsOf(row.label);
      const listed = LISTED.exec(fold(row.label.text));
      const number = listed?.[1] ?? listed?.[2] ?? null;
      return wordings.length === 0 ? [] : [{ block: index, row, listed: number, wordings }];
    }),
  ),
);

/** How many characters a list number takes at the beginning of a folded text; 0 where none stands there. */
export function enumeratorLength(folded: string): number {
  return LISTED.exec(folded)?.[0].length ?? 0;
}

/** The wordings of a label, the longest first. */
export const wordingsOf = derived((label: Label): readonly Wording[] => {
  const seen = new Map<string, Wording>();
  for (const text of [label.text, ...label.variants]) {
    const wording = wordingOf(text);
    if (wording.letters.length > 1 && !seen.has(wording.letters)) seen.set(wording.letters, wording);
  }
  return [...seen.values()].sort((a, b) => b.letters.length - a.letters.length);
});

export function wordingOf(text: string): Wording {
  const body = fold(text).replace(LISTED, "");
  let letters = "";
  const figures = new Map<number, string>();
  for (const sym of body) {
    if (isLetter(sym)) letters += sym;
    else if (isDigit(sym)) figures.set(letters.length, (figures.get(letters.length) ?? "") + sym);
  }
  return { letters, figures };
}

/** All letters printed above a block's rows: block head, furniture, column heads with their paths. */
export const headLetters = derived((block: FormBlock): string => {
  const paths = new Set<string>();
  let text = block.head === undefined ? "" : wordingOf(block.head.text).letters;
  for (const label of block.furniture) text += wordingOf(label.text).letters;
  let before: readonly Label[] = [];
  for (const column of block.columns) {
    column.path.forEach((label, depth) => {
      const same = before
        .slice(0, depth + 1)
        .map((l) => l.text)
        .join("/");
      const here = column.path
        .slice(0, depth + 1)
        .map((l) => l.text)
        .join("/");
      if (here !== same || !paths.has(here)) text += wordingOf(label.text).letters;
      paths.add(here);
    });
    before = column.path;
    text += wordingOf(column.label.text).letters;
  }
  return text;
});

/** In how many letters above a block's first row its heads are looked for. */
export function headReach(block: FormBlock): number {
  return Math.ceil(HEAD_REACH * headLetters(block).length);
}

/** Everything that is printed in a table and is no row's own label: group labels, heads, notes, the title. */
export const surroundingWordings = derived((table: FormTable): readonly string[] => {
  const labels: Label[] = [table.title, ...table.notes];
  for (const block of table.blocks) {
    if (block.head !== undefined) labels.push(block.head);
    labels.push(...block.furniture);
    for (const column of block.columns) labels.push(...column.path, column.label);
    for (const row of block.rows) labels.push(...row.path);
  }
  const letters = labels.flatMap((label) =>
    [label.text, ...label.variants].map((text) => wordingOf(text).letters),
  );
  return [...new Set(letters)].filter((text) => text.length > 0);
});

/** How many letters two texts share, whatever their order. */
export function commonLetters(a: string, b: string): number {
  const counts = new Map<string, number>();
  for (const char of a) counts.set(char, (counts.get(char) ?? 0) + 1);
  let shared = 0;
  for (const char of b) {
    const left = counts.get(char) ?? 0;
    if (left === 0) continue;
    counts.set(char, left - 1);
    shared += 1;
  }
  return shared;
}
