// Tables as programs for data print them: names of columns, below them rows that are counted from nought, and every text ends
// where its column's name ends. Must not know labels or numbers.
import type { RawCell } from "../model/document.ts";
import { charWidth } from "../text/width.ts";
import { withoutFillers } from "./fillers.ts";
import { lineCells, type TextLine } from "./text-cells.ts";

const FEWEST_ROWS = 3;
const FIRST_ROW = /^0 {2,}\S/;
/** Texts of a line: two blanks part them. */
const TEXT = /\S+(?: \S+)*/gu;

/** Whether a line of names and the first row of such a table start here. */
export function opensFrame(text: string, next: string): boolean {
  return FIRST_ROW.test(next) && /^ {2,}\S+(?: \S+)* {2,}\S/.test(text);
}

/** The table whose names stand in the line at `start`; null where a text of it ends below no name. */
export function frameTable(
  lines: readonly TextLine[],
  start: number,
  table: number,
): { readonly rows: readonly (readonly RawCell[])[]; readonly length: number } | null {
  const own = lines.slice(start, start + 1);
  for (const [rank, line] of lines.slice(start + 1).entries()) {
    if (!new RegExp(`^${rank} {2,}\\S`).test(line.text)) break;
    own.push(line);
  }
  if (own.length <= FEWEST_ROWS) return null;
  // Such a program counts characters, unless it is told that some are wide.
  const texts = cutAll(own, () => 1) ?? cutAll(own, charWidth);
  if (texts === null) return null;
  const rows = texts.map((cells, row) =>
    lineCells(cells, { table, row: row + 1, line: own[row]?.line ?? 0 }),
  );
  return { rows: withoutFillers(rows), length: own.length };
}

type Width = (char: string) => number;

function cutAll(lines: readonly TextLine[], width: Width): string[][] | null {
  const [names = [], ...rows] = lines.map(({ text }) => placed(text, width));
  const ends = names.map(({ end }) => end);
  const cut = [ends.map((_, column) => names[column]?.text ?? "")];
  for (const [, ...cells] of rows) {
    const texts = ends.map(() => "");
    for (const { text, end } of cells) {
      const column = ends.indexOf(end);
      if (column < 0) return null;
      texts[column] = text;
    }
    cut.push(texts);
  }
  return cut;
}

interface PlacedText {
  readonly text: string;
  readonly end: number;
}

/** The texts of a line and where each ends. */
function placed(line: string, width: Width): PlacedText[] {
  let seen = 0;
  let end = 0;
  return [...line.matchAll(TEXT)].map(({ 0: text, index }) => {
    const to = index + text.length;
    for (const char of line.slice(seen, to)) end += width(char);
    seen = to;
    return { text, end };
  });
}
