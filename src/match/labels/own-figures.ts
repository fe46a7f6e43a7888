// Figures that belong to a label, where they tell labels of the same letters apart. Must not know figures of cells.
import { isDigit, isGap, type Stream } from "../print/stream.ts";

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
      const printed = figuresIn(syms, from, next);
      // Where the row's own figures stand between the lines of its label, the label's is the one that no gap parts from its letters.
      const own =
        printed.find((one) => !syms.slice(from, one.from).some(isGap)) ??
        printed.findLast((one) => !syms.slice(one.to, next).some(isGap));
      return own ? own.text !== figure : printed.length > 0 && !printed.some(({ text }) => text === figure);
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

function figuresIn(syms: Stream["syms"], from: number, to: number) {
  const print = syms.slice(from, to).join("");
  return [...print.matchAll(/\d+/gu)].map(({ index, 0: text }) => ({
    text,
    from: from + index,
    to: from + index + text.length,
  }));
}
