// Labels that a text prints in other words than the form: looked for where a label may begin and end.
// Must not know figures, columns or relations.
import type { FormTable } from "../../model/form.ts";
import { isLetter } from "../../text/letters.ts";
import { readNumeral } from "../../text/numeral.ts";
import type { Anchor, Wording } from "../labels/anchors.ts";
import { isFreelyWorded, rewordedRow } from "../labels/reworded.ts";
import { isDigit, isGap, type Stream } from "../print/stream.ts";
import { LEAST_LETTERS, LONGEST_LABEL, UNIT_LETTERS } from "../weights/likeness.ts";
import { endsKnown, isCovered, type Surroundings } from "./surroundings.ts";

/** The anchors of a table's rows, each with the wordings that this text prints for it. */
export function withReworded(
  stream: Stream,
  table: FormTable,
  anchors: readonly Anchor[],
  surroundings: Surroundings,
): readonly Anchor[] {
  if (!anchors.some(({ row }) => isFreelyWorded(row))) return anchors;
  const printed = new Map<Anchor, Map<string, Wording>>();
  for (let first = 0; first < stream.letters.length; first += 1) {
    if (!mayBegin(stream, first, surroundings)) continue;
    const found = longestLabel(stream, table, first);
    const anchor = anchors.find(({ row }) => row === found?.row);
    if (!found || !anchor || anchor.wordings.some(({ letters }) => letters === found.letters)) continue;
    const wording = { letters: found.letters, figures: new Map<number, string>() };
    printed.set(anchor, (printed.get(anchor) ?? new Map()).set(found.letters, wording));
  }
  return anchors.map((anchor) => {
    const more = printed.get(anchor);
    // Where two begin at one place the longer is read.
    const byLength = (a: Wording, b: Wording) => b.letters.length - a.letters.length;
    return more ? { ...anchor, wordings: [...anchor.wordings, ...more.values()].sort(byLength) } : anchor;
  });
}

/** Behind no letter, or behind words that are printed over the rows, not in them; one of several things in a list is no label. */
function mayBegin({ syms, letterAt }: Stream, letter: number, surroundings: Surroundings): boolean {
  if (isCovered(surroundings, letter)) return false;
  const at = letterAt[letter] ?? 0;
  const before = syms[at - 1] ?? "\n";
  if (isLetter(before)) return endsKnown(surroundings, letter - 1);
  if (before !== "、" && before !== "/") return true;
  const word = syms[at - 2] ?? "";
  return !isLetter(word) || readNumeral(word) !== null;
}

/** The longest label that begins at a letter and is followed by no more letters than a unit has, and by a cell. */
function longestLabel(stream: Stream, table: FormTable, first: number) {
  const to = runEnd(stream, first);
  if (!opensCell(stream.syms[(stream.letterAt[to - 1] ?? 0) + 1] ?? "\n")) return null;
  for (let end = to; end >= Math.max(first + LEAST_LETTERS, to - UNIT_LETTERS); end -= 1) {
    const letters = stream.letters.slice(first, end);
    for (const block of table.blocks) {
      const row = rewordedRow(block, letters);
      if (row) return { row, letters };
    }
  }
  return null;
}

/** Behind a label stands its figure, a mark, white space or a remark: what goes on with a list is something else. */
const opensCell = (sym: string) => isDigit(sym) || isGap(sym) || "-+(*".includes(sym);

/** Where letters end that nothing but white space parts. */
function runEnd({ syms, letterAt, letters }: Stream, first: number): number {
  let end = first + 1;
  while (end < letters.length && end - first < LONGEST_LABEL) {
    const next = letterAt[end] ?? 0;
    let at = (letterAt[end - 1] ?? 0) + 1;
    while (at < next && /\s/u.test(syms[at] ?? "")) at += 1;
    if (at < next) break;
    end += 1;
  }
  return end;
}
