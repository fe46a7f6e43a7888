// Plain text whose rows are lines with `|` between cells: crawlers' dumps, Markdown, antiword's columns.
// Must not know labels or numbers.
import type { RawCell } from "../model/document.ts";
import type { TextLine } from "./text-cells.ts";

const BAR = /[|｜∣]/;
/** What stands for bytes that are no character. */
export const LOST = "\ufffd";
const RULE = /^[\s|｜+:=-]*$/;

/** Whether the line is a row of cells between bars. A bar alone on its line separates cells, not rows. */
export function isPipeRow(text: string): boolean {
  const trimmed = text.trim();
  return BAR.test(trimmed) && !/^[|｜∣]$/.test(trimmed);
}

/** A line that only rules off rows, such as `| --- | --- |`. */
export function isPipeRule(text: string): boolean {
  return RULE.test(text) && /[-=]{2}/.test(text);
}

/**
 * The cells between the bars; a bar at the line's start or end closes the frame and holds nothing. Where the line lost
 * bytes, a cell that seems empty may have held some: it holds the mark that they left.
 */
export function pipeRow({ text, line }: TextLine, table: number, row: number): RawCell[] {
  const inner = text
    .trim()
    .replace(/^[|｜∣]/, "")
    .replace(/[|｜∣]$/, "");
  // A row such as ` | heading |` opens with an empty cell: its white space stands before the first bar.
  const opens = /^[^\S\n]+[|｜∣]/.test(text) && /[|｜∣]\s*$/.test(text) ? [""] : [];
  return [...opens, ...inner.split(BAR)].map((cell, index) => ({
    text: cell.trim() === "" && text.includes(LOST) ? LOST : cell.trim(),
    rowSpan: 1,
    colSpan: 1,
    at: { table, row, cell: index + 1, line },
  }));
}
