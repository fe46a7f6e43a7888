// Figures that stand behind a column's head in the stretch of a row: the row prints them, though not behind its label.
// Must not know relations or which cells figures belong to.
import { wordingsOf } from "../labels/anchors.ts";
import type { BoundRow } from "../print/row.ts";
import { isDigit, isGap, type Stream } from "../print/stream.ts";
import { LONGEST_REMARK } from "../weights/print.ts";

/** Whether a head of the row's own columns, with a figure right behind, stands between the row's label and the next row. */
export function namesFigures(stream: Stream, { zone, block }: BoundRow): boolean {
  const first = stream.letterAt.findIndex((at) => at >= zone.label);
  if (first < 0) return false;
  return block.columns.some(({ label }) =>
    wordingsOf(label).some(({ letters }) => {
      for (let at = stream.letters.indexOf(letters, first); at >= 0; ) {
        const last = stream.letterAt[at + letters.length - 1] ?? zone.stop;
        if (last >= zone.stop) return false;
        if (isFigureBehind(stream, last + 1, zone.stop)) return true;
        at = stream.letters.indexOf(letters, at + 1);
      }
      return false;
    }),
  );
}

/** Passes gaps, colons and one remark in brackets. */
function isFigureBehind({ syms }: Stream, from: number, stop: number): boolean {
  const passed = (start: number) => {
    let at = start;
    while (at < stop && (isGap(syms[at]) || syms[at] === ":")) at += 1;
    return at;
  };
  let at = passed(from);
  if (syms[at] === "(") {
    const close = syms.indexOf(")", at);
    if (close > at && close - at <= LONGEST_REMARK) at = passed(close + 1);
  }
  return at < stop && isDigit(syms[at]);
}
