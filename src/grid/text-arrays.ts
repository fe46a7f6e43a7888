// Tables as programs print them: a list of cells a row, in brackets, words in quotes, and a word of the language for no value.
// Must not know labels or numbers.
import type { RawCell } from "../model/document.ts";
import { lineCells, type TextLine } from "./text-cells.ts";

/** A table of a report has fewer lines. */
const MOST_LINES = 4000;
/** One list alone may be a sentence's. */
const FEWEST_ROWS = 2;
const FEWEST_CELLS = 2;

const OPENS = /^\s*(?:[[(]\s*)?[[(]\s*(?:$|['"[(]|[-\d]|(?:None|null|nan|NaN)\b)/;
/** What stands in a list: a word in quotes, a number, or a word for no value. */
const ITEM =
  /\s*(?:'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|(None|null|nan|NaN)|([-+]?\d+(?:\.\d+)?))\s*/y;
const BETWEEN = /[\s,;]*/y;
const ESCAPED = /\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))/g;
const CONTROL: Readonly<Record<string, string>> = { n: "\n", r: "\n", t: " ", f: " ", b: "", v: " " };

export function opensArrays(text: string): boolean {
  return OPENS.test(text);
}

/** The lists that begin in the line at `start`; null where they are no rows, or do not end. */
export function arraysTable(
  lines: readonly TextLine[],
  start: number,
  table: number,
): { readonly rows: RawCell[][]; readonly length: number } | null {
  const own = lines.slice(start, start + MOST_LINES);
  const source = own.map(({ text }) => text).join("\n");
  const outer = /^\s*[[(]\s*(?=[[(])/.exec(source)?.[0];
  let at = outer?.length ?? 0;
  const lists: { readonly texts: readonly string[]; readonly from: number }[] = [];
  let end = -1;
  for (;;) {
    const list = listAt(source, at);
    if (list === null) break;
    lists.push({ texts: list.texts, from: at });
    end = list.end;
    at = behind(BETWEEN, source, end);
  }
  if (outer !== undefined) {
    if (!/[\])]/.test(source[at] ?? "")) return null;
    end = at + 1;
  }
  const isTable = lists.length >= FEWEST_ROWS && lists.some(({ texts }) => texts.length >= FEWEST_CELLS);
  // What stands behind the lists in their last line is a sentence that quotes them.
  if (!isTable || !/^[ \t,;]*(?:\n|$)/.test(source.slice(end))) return null;
  const lineOf = (place: number) => own[source.slice(0, place).split("\n").length - 1]?.line ?? 0;
  return {
    rows: lists.map(({ texts, from }, row) => lineCells(texts, { table, row: row + 1, line: lineOf(from) })),
    length: source.slice(0, end).split("\n").length,
  };
}

/** The texts of a list that opens at a place; null where none does, or it holds something else. */
function listAt(source: string, from: number): { texts: string[]; end: number } | null {
  const close = source[from] === "[" ? "]" : source[from] === "(" ? ")" : null;
  if (close === null) return null;
  const texts: string[] = [];
  let at = from + 1;
  for (;;) {
    ITEM.lastIndex = at;
    const item = ITEM.exec(source);
    if (item === null) return null;
    const [whole, single, double, , number] = item;
    texts.push(number ?? unescaped(single ?? double ?? ""));
    at += whole.length;
    if (source[at] === ",") at = behind(/\s*/y, source, at + 1);
    else if (source[at] !== close) return null;
    if (source[at] === close) return { texts, end: at + 1 };
  }
}

function behind(sign: RegExp, source: string, from: number): number {
  sign.lastIndex = from;
  return from + (sign.exec(source)?.[0].length ?? 0);
}

function unescaped(text: string): string {
  return text
    .replace(ESCAPED, (_, unit?: string, byte?: string, char = "") =>
      unit || byte ? String.fromCharCode(Number.parseInt(unit ?? byte ?? "", 16)) : (CONTROL[char] ?? char),
    )
    .trim();
}
