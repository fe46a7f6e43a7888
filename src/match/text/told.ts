// Whether a label found in a text is a word of a sentence, which tells its figure, and no row of a table.
// Must not know the form or what the figures are.

import { isLetter } from "../../text/letters.ts";
import { readNumeral } from "../../text/numeral.ts";
import { STOPS } from "../print/list-numbers.ts";
import { isDigit, isGap, type Stream } from "../print/stream.ts";
import { MOST_BESIDE } from "../weights/text-labels.ts";
import type { Found } from "./label.ts";

const ENDS_CLAUSE = new Set([",", ";", "。", "、"]);

/** «…，甲乙30条，丙丁5条。»: words stand before the label in its line, and behind it a figure with its unit ends a clause. */
export function isTold(stream: Stream, { first, last }: Found): boolean {
  const { syms, letterAt } = stream;
  const begin = (letterAt[first] ?? 0) - 1;
  const before = syms[begin];
  if (before === undefined || isGap(before) || (STOPS.has(before) && before !== "," && before !== "、"))
    return false;
  if (closesNumber(stream, begin)) return false;
  const start = (letterAt[last] ?? 0) + 1;
  let at = start;
  while (at < start + MOST_BESIDE && (isLetter(syms[at] ?? "") || syms[at] === " ")) at += 1;
  if (!isDigit(syms[at])) return false;
  while (isDigit(syms[at]) || (isDigit(syms[at + 1]) && ",.".includes(syms[at] ?? "\n"))) at += 1;
  while (syms[at] === " ") at += 1;
  const unit = at;
  while (at < unit + MOST_BESIDE && isLetter(syms[at] ?? "")) at += 1;
  const end = syms[at] ?? "\n";
  // «…0三、»: the number of the next row, run into the figure.
  if (at === unit || readNumeral(syms[at - 1] ?? "") !== null) return false;
  return ENDS_CLAUSE.has(end) || (end === "\n" && ENDS_CLAUSE.has(before));
}

/** «四、»: what stands before the label numbers its line. */
function closesNumber({ syms }: Stream, stop: number): boolean {
  let at = stop - 1;
  while (isDigit(syms[at]) || readNumeral(syms[at] ?? "") !== null) at -= 1;
  const isNumber = at < stop - 1;
  while (syms[at] === " ") at -= 1;
  return isNumber && (syms[at] ?? "\n") === "\n";
}
