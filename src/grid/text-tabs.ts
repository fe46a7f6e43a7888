// Plain text whose rows are lines with as many tabs each, as spreadsheets and databases hand them on: what stands between two
// tabs is a cell, if only an empty one. Must not know labels or numbers.
import type { RawCell } from "../model/document.ts";
import { endOfRows, isGroupLabel } from "../text/tab-rows.ts";
import { lineCells, type TextLine } from "./text-cells.ts";
import { type EndsLost, endsLostBy, filledUp } from "./text-trimmed.ts";

/** So many lines that agree in their tabs are no chance. */
const FEWEST_LINES = 4;
const FEWEST_TABS = 2;
/** For each line with fewer tabs so many must agree: one line lost a cell, where a merge leaves cells out in many. */
const AGREEING = 8;
const FIGURE = /^[\s\d.,，+-]*\d[\s\d.,，+-]*$/u;

/** How the lines of a text hold their cells. */
export interface Tabs {
  /** Whether lines lost the empty cells behind their last one, with their tabs. */
  readonly endsLost: EndsLost;
}

/** What the tabs of a whole text tell: a single table may have no row that does. */
export function tabsOf(lines: readonly TextLine[]): Tabs {
  const tables: string[][][] = [[]];
  for (const { text } of lines) {
    if (text.trim() === "") tables.push([]);
    else tables.at(-1)?.push(text.split("\t"));
  }
  return { endsLost: endsLostBy(tables.filter((rows) => rows.some(({ length }) => length > 1))) };
}

interface TabTable {
  readonly rows: RawCell[][];
  readonly length: number;
}

/** The lines from `start` that tabs part into cells; null where they begin among figures, or a line with other tabs stands beside them. */
export function tabTable(
  lines: readonly TextLine[],
  start: number,
  table: number,
  { endsLost }: Tabs,
): TabTable | null {
  if (tabsIn(lines[start - 1]) > 0) return null;
  const end = endsLost === "none" ? endOfEven(lines, start) : endOfRagged(lines, start);
  if (end === null) return null;
  const own = lines.slice(start, end);
  const texts = own.map(({ text }) => text.split("\t").map((cell) => cell.trim()));
  if (texts[0]?.some((text) => FIGURE.test(text))) return null;
  const rows = texts.map((cells, rank) =>
    lineCells(cells, { table, row: rank + 1, line: own[rank]?.line ?? 0 }),
  );
  return { rows: filledUp(rows, endsLost), length: end - start };
}

const tabsIn = (line: TextLine | undefined) => (line?.text.match(/\t/gu) ?? []).length;

/**
 * Where lines with as many tabs as the first end, labels of groups among them; null where too few are, or others stand beside them that
 * are not lines of the same table with a cell less.
 */
function endOfEven(lines: readonly TextLine[], start: number): number | null {
  const tabs = tabsIn(lines[start]);
  if (tabs < FEWEST_TABS) return null;
  const isEven = (line: TextLine | undefined) => tabsIn(line) === tabs;
  const lostCell = (line: TextLine | undefined) => tabsIn(line) > 0 && tabsIn(line) < tabs;
  const endOf = (isRow: (line: TextLine | undefined) => boolean) => {
    const end = endOfRows(
      start,
      lines.length,
      (at) => isRow(lines[at]),
      (at) => isLabel(lines[at]),
    );
    const own = lines.slice(start, end);
    const fewest = Math.max(FEWEST_LINES, AGREEING * own.filter(lostCell).length);
    return own.filter(isEven).length < fewest || tabsIn(lines[end]) > 0 ? null : end;
  };
  return endOf(isEven) ?? endOf((line) => isEven(line) || lostCell(line));
}

/** Where the lines before a blank one end; null where the first has no tab, or prose stands among them. */
function endOfRagged(lines: readonly TextLine[], start: number): number | null {
  if (tabsIn(lines[start]) === 0) return null;
  let end = start;
  while (lines[end] && lines[end]?.text.trim() !== "") end += 1;
  const own = lines.slice(start, end);
  if (own.length < FEWEST_LINES) return null;
  return own.every((line) => tabsIn(line) > 0 || isLabel(line)) ? end : null;
}

const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;

/** A line of words that no bracket leads out of: that would be half of a label. */
function isLabel(line: TextLine | undefined): boolean {
  const text = line?.text.trim() ?? "";
  return !text.includes("\t") && isGroupLabel(text) && count(text, /[（(]/gu) === count(text, /[）)]/gu);
}
