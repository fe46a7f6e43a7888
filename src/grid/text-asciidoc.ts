// Tables in the mark-up of AsciiDoc: `|===` opens and ends one, `|` opens a cell, spans stand before it (`2+|`, `.3+|`), and
// how many cells make a row is said above or seen in the first line. Must not know labels or numbers.
import type { RawCell } from "../model/document.ts";
import { inRows, type SpannedCell } from "./spanned-cells.ts";
import type { TextLine } from "./text-cells.ts";

const FENCE = /^\s*\|={3,}\s*$/;
/** What may stand before the bar of a cell: how often it stands, or what it spans; how it is set. */
const CELL = /(?:(?<times>\d+)\*|(?<cols>\d+)?(?:\.(?<rows>\d+))?\+)?(?:\.?[<^>])*[adehlmsv]?(?<!\\)\|/g;
const MOST_CELLS = 10_000;

export function opensAsciidoc(text: string): boolean {
  return FENCE.test(text);
}

/** The table that opens at `start`; null where it does not end, or its rows are not whole. */
export function asciidocTable(
  lines: readonly TextLine[],
  start: number,
  table: number,
): { readonly rows: RawCell[][]; readonly length: number } | null {
  const end = lines.findIndex(({ text }, at) => at > start && FENCE.test(text));
  if (end < 0) return null;
  const cells: (SpannedCell & { readonly first: boolean })[] = [];
  for (const { text, line } of lines.slice(start + 1, end)) {
    const read = cellsOf(text, line);
    const open = cells.at(-1);
    if (read.before !== "" && open)
      cells[cells.length - 1] = { ...open, text: joined(open.text, read.before) };
    const first = cells.length === 0 || cells.every((cell) => cell.first && cell.line === line);
    for (const cell of read.cells) cells.push({ ...cell, first });
    if (cells.length > MOST_CELLS) return null;
  }
  const inFirst = cells.filter(({ first }) => first).reduce((sum, { colSpan }) => sum + colSpan, 0);
  const rows = inRows(cells, toldWidth(lines[start - 1]?.text ?? "") ?? inFirst, table);
  return rows === null ? null : { rows, length: end - start + 1 };
}

/** What a line says: what goes on with the cell above, and cells of its own. */
function cellsOf(text: string, line: number): { before: string; cells: SpannedCell[] } {
  const marks = [...text.matchAll(CELL)];
  const cells = marks.flatMap(({ index, 0: mark, groups = {} }, at): SpannedCell[] => {
    const to = marks[at + 1]?.index ?? text.length;
    const own = { text: plain(text.slice(index + mark.length, to)), line };
    const { times, cols, rows } = groups;
    const cell = { ...own, rowSpan: Number(rows ?? 1) || 1, colSpan: Number(cols ?? 1) || 1 };
    return Array.from({ length: Math.min(Number(times ?? 1) || 1, 100) }, () => cell);
  });
  return { before: plain(text.slice(0, marks[0]?.index ?? text.length)), cells };
}

const plain = (text: string) => text.replace(/\\\|/g, "|").trim();
const joined = (above: string, text: string) => (above === "" ? text : `${above}\n${text}`);

/** `[cols="3*"]`, `[cols="1,2,2"]`; null where nothing is said. */
function toldWidth(text: string): number | null {
  const [, quoted, bare] = /^\s*\[.*?\bcols\s*=\s*(?:"([^"]*)"|([^,\]]+))/.exec(text) ?? [];
  const told = quoted ?? bare;
  if (told === undefined) return null;
  return told
    .split(/[,;]/)
    .map((one) => Number(/^\s*(\d+)\s*\*/.exec(one)?.[1] ?? 1))
    .reduce((sum, one) => sum + one, 0);
}
