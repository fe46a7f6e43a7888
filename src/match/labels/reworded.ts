// Labels in other words than the form's: the row whose own words a label has, with nothing but fillers around them.
// Must not know figures, places or any wording.
import type { FormBlock, FormRow } from "../../model/form.ts";
import { fold } from "../../text/fold.ts";
import { LONGEST_LABEL } from "../weights/likeness.ts";
import { derived } from "./wording.ts";

interface WordedRow {
  readonly row: FormRow;
  readonly label: string;
  readonly cores: readonly Core[];
  readonly fillers: readonly string[];
}

/** Words that a label must have, and a mark of each of their characters. */
interface Core {
  readonly words: readonly string[];
  readonly marks: number;
}

/** A bit for each character, of some the same: a text that lacks a bit of another's lacks a character of it. */
function marksOf(text: string): number {
  let marks = 0;
  for (let at = 0; at < text.length; at += 1) marks |= 1 << (text.charCodeAt(at) & 0x1f);
  return marks;
}

const wordedRows = derived((block: FormBlock): readonly WordedRow[] =>
  block.rows.flatMap((row) => {
    if (row.wording === undefined) return [];
    const folded = (words: readonly string[]) => words.map((word) => fold(word));
    const { cores, fillers } = row.wording;
    const coresOf = cores.map(folded).map((words) => ({ words, marks: marksOf(words.join("")) }));
    return [{ row, label: fold(row.label.text), cores: coresOf, fillers: folded(fillers) }];
  }),
);

/**
 * The only row of a block that a label can be that of, by its words.
 * @param letters folded letters without list number and unit
 */
export function rewordedRow(block: FormBlock, letters: string): FormRow | null {
  if (letters.length > LONGEST_LABEL) return null;
  const marks = marksOf(letters);
  // Most letters that are asked about lack a word of most rows.
  let found: FormRow | null = null;
  for (const worded of wordedRows(block)) {
    if (!isWorded(letters, marks, worded)) continue;
    if (found !== null) return null;
    found = worded.row;
  }
  return found;
}

function isWorded(letters: string, marks: number, { cores, fillers }: WordedRow): boolean {
  for (const core of cores)
    if ((core.marks & ~marks) === 0 && consistsOf(letters, core.words, fillers)) return true;
  return false;
}

/** Whether letters are each word of the core once, in any order, and fillers. */
function consistsOf(letters: string, core: readonly string[], fillers: readonly string[]): boolean {
  if (!core.every((word) => letters.includes(word))) return false;
  let rests = [letters];
  for (const word of core) {
    const at = rests.findIndex((rest) => rest.includes(word));
    if (at < 0) return false;
    const [before = "", ...behind] = (rests[at] ?? "").split(word);
    rests = [...rests.slice(0, at), before, behind.join(word), ...rests.slice(at + 1)];
  }
  return rests.every((rest) => isFilled(rest, fillers));
}

/** Whether letters are fillers from end to end. */
function isFilled(letters: string, fillers: readonly string[]): boolean {
  const ends = new Set([0]);
  for (const from of ends)
    for (const filler of fillers) if (letters.startsWith(filler, from)) ends.add(from + filler.length);
  return ends.has(letters.length);
}

/** Whether the form leaves the wording of a row to those who print it. */
export function isFreelyWorded({ wording }: FormRow): boolean {
  return wording !== undefined && !wording.fixed;
}

/** Whether a label has the own words of a row, whatever else it says. */
export function hasWordsOf(row: FormRow, letters: string): boolean {
  return (row.wording?.cores ?? []).some((core) => core.every((word) => letters.includes(fold(word))));
}

/** Whether a label has words of another row's own that the row's label lacks: however alike, it is not that row's. */
export function speaksAgainst(block: FormBlock, letters: string, row: FormRow): boolean {
  const own = wordedRows(block).find((one) => one.row === row);
  if (own === undefined) return false;
  const isOthers = (word: string) => letters.includes(word) && !own.label.includes(word);
  return wordedRows(block).some(
    (other) =>
      other !== own && isFreelyWorded(other.row) && other.cores.some(({ words }) => words.every(isOthers)),
  );
}
