// Numbers that count the rows of a table, printed before their labels. Must not know labels or figures.

import { isLetter } from "../../text/letters.ts";
import { NUMBER_REACH } from "../weights/print.ts";
import type { Stream } from "./stream.ts";

/** What stands behind a list number. */
export const STOPS = new Set([".", "、", "．", ",", ")", ":"]);

/** The list number that a row begins with; null where it has none. */
export function numberAt({ syms }: Stream, at: number): number | null {
  const begun = syms.slice(at, at + NUMBER_REACH).join("");
  const number = /^\D{0,4}?(\d{1,2})[.、．,):](?!\d)/u.exec(begun)?.[1];
  return number === undefined ? null : Number(number);
}

/** The number behind it. */
export function nextInList(stream: Stream, at: number): string | null {
  const number = numberAt(stream, at);
  return number === null ? null : String(number + 1);
}

/** `2.` or `2、` before letters is a list number, not a figure. */
export function listNumberFollows(stream: Stream, at: number, stop: number): boolean {
  if (at >= stop || !STOPS.has(stream.syms[at] ?? "")) return false;
  let next = at + 1;
  while (next < stop && (stream.syms[next] === " " || stream.syms[next] === "\n")) next += 1;
  return isLetter(stream.syms[next] ?? "");
}
