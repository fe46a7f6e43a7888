// Figures that belong to a label, where they tell labels of the same letters apart. Must not know figures of cells.
import { isDigit, type Stream } from "../print/stream.ts";

/**
 * Whether print has other figures where a label has its own: it is another label, whatever its letters are. Print without
 * any figure there does not speak against it.
 * @param at where each letter of the label stands
 * @param figures the label's own, by the number of letters before them
 */
export function hasOtherFigures(
  { syms }: Stream,
  at: readonly number[],
  figures: ReadonlyMap<number, string>,
): boolean {
  return [...figures].some(([before, figure]) => {
    const from = (at[before - 1] ?? Number.NaN) + 1;
    if (Number.isNaN(from)) return false;
    const next = at[before];
    if (next !== undefined) {
      const printed: readonly string[] = syms.slice(from, next).join("").match(/\d+/gu) ?? [];
      return printed.length > 0 && !printed.includes(figure);
    }
    // Behind the last letter the row's own figure may be glued to the label's.
    return (
      isDigit(syms[from]) &&
      !syms
        .slice(from, from + figure.length)
        .join("")
        .startsWith(figure)
    );
  });
}
