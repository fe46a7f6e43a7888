// What is printed behind a row's figures and is none of them. Must not know columns, relations or other rows.
import { isLetter } from "../../text/letters.ts";
import type { BoundRow } from "../print/row.ts";
import { isDigit, isGap, type Stream } from "../print/stream.ts";

/** Print behind the row's figures that is no figure, no letter and no bracket but one of its label: it may stand in a cell of the row. */
export function showsMore(stream: Stream, { zone }: BoundRow): boolean {
  let at = zone.to;
  while (at < zone.stop && isGap(stream.syms[at])) at += 1;
  const sym = stream.syms[at] ?? "\n";
  // What closes a bracket of the label says that the figure stands in the label's own remark.
  if (sym === ")" && opensBracket(stream.syms.slice(zone.from, zone.to))) return true;
  return at < zone.stop && !isLetter(sym) && !isDigit(sym) && !isGap(sym) && !"()[]〈〉《》".includes(sym);
}

/** Whether more brackets open than close. */
function opensBracket(syms: readonly string[]): boolean {
  const count = (one: string) => syms.filter((sym) => sym === one).length;
  return count("(") > count(")");
}

/** A number with brackets or a stop that fills a cell behind the row's figures: the row below may be numbered so, or not. */
export function showsNumber(stream: Stream, { zone }: BoundRow): boolean {
  const behind = stream.syms.slice(zone.to, zone.stop).join("");
  return /^[\s|\u2500-\u257f]*(?:\(\s*\d+(?:\s*\))?|\d+\s*[).、．,:])\s*[\n\t|\u2500-\u257f]/u.test(
    `${behind}\n`,
  );
}

/** Print on the line of a row's label or figures, behind all that was read of it: it stands in one of its cells. */
export function goesOn(stream: Stream, { zone }: BoundRow): boolean {
  const line = stream.lineOf[zone.to - 1];
  let at = zone.to;
  while (at < zone.stop && isGap(stream.syms[at]) && stream.lineOf[at] === line) at += 1;
  return at < zone.stop && stream.lineOf[at] === line && !isGap(stream.syms[at]);
}
