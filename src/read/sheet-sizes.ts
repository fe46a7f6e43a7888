// Whether a spreadsheet in XML asks for more columns, rows or cells than a program for spreadsheets has: the library that
// reads it goes through every one that is asked for. Must not know what the cells hold.
import { UnreadableError } from "../model/document.ts";
import { decodeText } from "./charset.ts";
import { COMPOUND, ZIP } from "./first-byte.ts";
import { unpackParts } from "./zip-parts.ts";

const MOST_COLUMNS = 16_384;
const MOST_ROWS = 1_048_576;
/** Cells of one sheet: those with more are databases, not reports. */
export const MOST_CELLS = 200_000;
const CELL = /<(?:(?:\w+:)?(?:c|Cell)|table:table-cell)[\s/>]/g;
/** Cells that one link may cover, and characters that one sign may stand for. */
const MOST_AT_ONCE = 100_000;

/** Numbers that are gone through one by one, by the attributes that hold them. */
const COUNTS: readonly (readonly [pattern: RegExp, most: number])[] = [
  [/<(?:\w+:)?col\s[^>]*?\bmax\s*=\s*["'](\d+)/g, MOST_COLUMNS],
  [/:number-columns-repeated\s*=\s*["'](\d+)/g, MOST_COLUMNS],
  [/:number-columns-spanned\s*=\s*["'](\d+)/g, MOST_COLUMNS],
  [/:number-rows-repeated\s*=\s*["'](\d+)/g, MOST_ROWS],
  [/:number-rows-spanned\s*=\s*["'](\d+)/g, MOST_ROWS],
  [/\bss:(?:Index|Span|MergeAcross|MergeDown)\s*=\s*["'](\d+)/g, MOST_ROWS],
  [/<text:s\s[^>]*?\btext:c\s*=\s*["'](\d+)/g, MOST_AT_ONCE],
];
const LINKED = /<(?:\w+:)?hyperlink\s[^>]*?\bref\s*=\s*["']\$?([A-Z]+)\$?(\d+):\$?([A-Z]+)\$?(\d+)/g;

/** @param kind what to call the document in errors. @throws UnreadableError */
export function proveSizes(bytes: Uint8Array, kind: string): void {
  for (const xml of sheetsIn(bytes, kind)) {
    const isTooLarge =
      (xml.match(CELL)?.length ?? 0) > MOST_CELLS ||
      COUNTS.some(([pattern, most]) =>
        [...xml.matchAll(pattern)].some(([, count]) => Number(count) > most),
      ) ||
      [...xml.matchAll(LINKED)].some((found) => cellsIn(found) > MOST_AT_ONCE);
    if (isTooLarge)
      throw new UnreadableError("too-large", `The ${kind} asks for more cells than any report has.`);
  }
}

/** The XML of the sheets, of a package or of a spreadsheet that is one XML text. */
function sheetsIn(bytes: Uint8Array, kind: string): Iterable<string> {
  if (bytes[0] === COMPOUND) return [];
  if (bytes[0] !== ZIP) return [decodeText(bytes).text];
  const wanted = (name: string) => /^xl\/worksheets\/[^/]*\.xml$|^content\.xml$/i.test(name);
  return unpackParts(bytes, kind, wanted).values();
}

function cellsIn([, left = "", top, right = "", bottom]: RegExpMatchArray): number {
  return (columnOf(right) - columnOf(left) + 1) * (Number(bottom) - Number(top) + 1);
}

/** `A` is 1, `AA` is 27. */
function columnOf(letters: string): number {
  return [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);
}
