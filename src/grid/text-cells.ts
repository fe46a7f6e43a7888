// Plain text in which a tab opens each cell: a line without one goes on with the cell above, a blank line ends
// the row, a lone tab is an empty cell or the rest of a merge. Must not know labels or numbers.
import type { RawCell } from "../model/document.ts";

export interface TextLine {
  readonly text: string;
  /** Counted from 1 in the document. */
  readonly line: number;
}

/** Texts of a line as the cells of a row, spans unknown and given as 1. */
export function lineCells(
  texts: readonly string[],
  { table, row, line }: { readonly table: number; readonly row: number; readonly line: number },
): RawCell[] {
  return texts.map((text, index) => ({
    text,
    rowSpan: 1,
    colSpan: 1,
    at: { table, row, cell: index + 1, line },
  }));
}

/** How many of `lines`, from `start`, are one row of tab-opened cells; 0 when no such row starts here. */
export function tabRowLength(lines: readonly TextLine[], start: number): number {
  if (!opensOneCell(lines[start]?.text)) return 0;
  let end = start + 1;
  while (end < lines.length) {
    const text = lines[end]?.text ?? "";
    if (text === "" && goesOnAfterBlank(lines, end)) end += 2;
    else if (text === "" || (text.includes("\t") && !opensOneCell(text))) break;
    else end += 1;
  }
  return end - start;
}

/**
 * A cell of several paragraphs can hold a blank line. What follows is still the cell when the next cell opens right
 * behind it, or when it has no letters: prose after a table has some.
 */
function goesOnAfterBlank(lines: readonly TextLine[], blank: number): boolean {
  const next = lines[blank + 1]?.text ?? "";
  if (next.trim() === "" || next.includes("\t")) return false;
  return opensOneCell(lines[blank + 2]?.text) || !/\p{L}/u.test(next);
}

/** A line that opens with a tab and has no other: the mark of one cell a line. */
function opensOneCell(text: string | undefined): boolean {
  return text?.startsWith("\t") === true && !text.slice(1).trim().includes("\t");
}

/** The cells of a row found by `tabRowLength`, one `RawCell` each, spans unknown and given as 1. */
export function tabRow(lines: readonly TextLine[], table: number, row: number): RawCell[] {
  const cells: { text: string; line: number }[] = [];
  for (const { text, line } of lines) {
    const open = cells.at(-1);
    if (text.startsWith("\t")) cells.push({ text: text.slice(1), line });
    else if (open) open.text += `\n${text}`;
  }
  return cells.map(({ text, line }, index) => ({
    text: text.trim(),
    rowSpan: 1,
    colSpan: 1,
    at: { table, row, cell: index + 1, line },
  }));
}
