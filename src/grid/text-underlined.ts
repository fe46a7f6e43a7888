// Tables in plain text whose rows stand on underscores: the last line of each row has them in place of blanks, and a cell
// that lacks them there goes on in the next row. Must not know labels or numbers.
import type { RawCell } from "../model/document.ts";
import type { TextLine } from "./text-cells.ts";
import { LOST } from "./text-pipes.ts";

/** Whether a table ruled off by underscores starts with this line and the next. */
export function opensUnderlined(text: string, next: string): boolean {
  return /^\s*_{4,}\s*$/.test(text) && isBarred(next);
}

/** The lines of the table that opens at `start`, its opening line included. */
export function underlinedLines(all: readonly TextLine[], start: number): readonly TextLine[] {
  let end = start + 1;
  while (isBarred(all[end]?.text ?? "")) end += 1;
  return all.slice(start, end);
}

/**
 * Rows of the table. Null when lines of one row have different numbers of cells, or the last row does not end. Where a row
 * lost bytes, a cell that seems empty may have held some: it holds the mark that they left.
 */
export function underlinedRows(lines: readonly TextLine[], table: number): RawCell[][] | null {
  const rows: Growing[][] = [];
  /** Cells of earlier rows that are not closed yet, by their position. */
  let open = new Map<number, Growing>();
  let band: string[][] = [];
  let lost = false;
  for (const { text, line } of lines.slice(1)) {
    const cells = text.trim().slice(1, -1).split("|");
    lost ||= text.includes(LOST);
    if (band.some((above) => above.length !== cells.length)) return null;
    band.push(cells);
    if (!cells.some((cell) => cell.includes("_"))) continue;
    const row: Growing[] = [];
    const still = new Map<number, Growing>();
    for (const [index, last] of cells.entries()) {
      const printed = band.map((above) => wording(above[index] ?? "")).filter((part) => part !== "");
      const above = open.get(index);
      const cell = above ?? {
        texts: [],
        rowSpan: 0,
        at: { table, row: rows.length + 1, cell: row.length + 1, line },
      };
      cell.texts.push(...printed);
      cell.rowSpan += 1;
      if (!above) row.push(cell);
      if (!last.includes("_")) still.set(index, cell);
    }
    if (lost) for (const { texts } of row) if (texts.length === 0) texts.push(LOST);
    rows.push(row);
    open = still;
    band = [];
    lost = false;
  }
  if (band.length > 0 || rows.length === 0) return null;
  return rows.map((row) =>
    row.map(({ texts, rowSpan, at }) => ({
      text: texts.join("\n"),
      rowSpan,
      colSpan: 1,
      at,
    })),
  );
}

interface Growing {
  readonly texts: string[];
  rowSpan: number;
  readonly at: RawCell["at"];
}

/** Underscores stand for every blank of the line, within a wording too. */
function wording(cell: string): string {
  return cell.replace(/_/g, " ").trim();
}

function isBarred(text: string): boolean {
  return /^\s*\|.*\|\s*$/.test(text);
}
