// Plain text whose rows are lines with as many tabs each, as spreadsheets and databases hand them on: what stands between two
// tabs is a cell, if only an empty one. Must not know labels or numbers.
import type { RawCell } from "../model/document.ts";
import { lineCells, type TextLine } from "./text-cells.ts";

/** So many lines that agree in their tabs are no chance. */
const FEWEST_LINES = 4;
const FEWEST_TABS = 2;
const FIGURE = /^[\s\d.,，+-]*\d[\s\d.,，+-]*$/u;

/** The lines from `start` that have as many tabs as it; null where they begin among figures, or a line with other tabs stands beside them. */
export function tabTable(
  lines: readonly TextLine[],
  start: number,
  table: number,
): { readonly rows: RawCell[][]; readonly length: number } | null {
  const tabs = tabsIn(lines[start]);
  if (tabs < FEWEST_TABS || tabsIn(lines[start - 1]) > 0) return null;
  let end = start;
  while (tabsIn(lines[end]) === tabs) end += 1;
  if (end - start < FEWEST_LINES || tabsIn(lines[end]) > 0) return null;
  const rows = lines.slice(start, end).map(({ text, line }, rank) =>
    lineCells(
      text.split("\t").map((cell) => cell.trim()),
      { table, row: rank + 1, line },
    ),
  );
  if (rows[0]?.some(({ text }) => FIGURE.test(text))) return null;
  return { rows, length: end - start };
}

const tabsIn = (line: TextLine | undefined) => (line?.text.match(/\t/gu) ?? []).length;
