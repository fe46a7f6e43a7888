// Tables in plain text whose columns are ruled off by a line of dashes with a gap between each two columns.
// Must not know labels or numbers.
import type { RawCell } from "../model/document.ts";
import { charWidth } from "../text/width.ts";
import { lineCells, type TextLine } from "./text-cells.ts";

const RULE = /^\s*(?:-{2,}|={2,})(?: +(?:-{2,}|={2,}))+\s*$/;
const WHOLE_RULE = /^\s*(?:-{8,}|={8,})\s*$/;

export function isColumnRule(text: string): boolean {
  return RULE.test(text);
}

export interface RuledTable {
  readonly rows: RawCell[][];
  /** Lines from the opening rule to the closing one. */
  readonly length: number;
}

/** The table whose column rule is at `start`; null where no rule closes it or a text crosses a gap between columns. */
export function ruledTable(lines: readonly TextLine[], start: number, table: number): RuledTable | null {
  const columns = columnsOf(lines[start]?.text ?? "");
  let end = start + 1;
  while (end < lines.length && !WHOLE_RULE.test(lines[end]?.text ?? "") && !isLastRule(lines, end)) end += 1;
  if (end >= lines.length) return null;
  const body = lines.slice(start + 1, end).filter(({ text }) => !RULE.test(text));
  // What wrote the text counts characters that programs disagree on as it does for all of its lines.
  const cut = cutLines(body, columns, false) ?? cutLines(body, columns, true);
  if (cut === null) return null;
  // Where blank lines stand between rows, a row goes on over the lines up to the next one.
  const spaced = cut.some(({ blank }) => blank);
  const rows: RawCell[][] = [];
  let open = false;
  for (const { texts, line, blank } of cut) {
    if (blank) open = false;
    else if (open && spaced) append(rows.at(-1) ?? [], texts);
    else {
      const row = rows.length + 1;
      rows.push(lineCells(texts, { table, row, line }));
      open = true;
    }
  }
  return rows.length > 0 ? { rows, length: end - start + 1 } : null;
}

/** A rule that ends the table: the last one before a blank line, or before the end of the text. */
function isLastRule(lines: readonly TextLine[], at: number): boolean {
  return RULE.test(lines[at]?.text ?? "") && (lines[at + 1]?.text ?? "").trim() === "";
}

interface Column {
  readonly from: number;
  readonly to: number;
}

function columnsOf(rule: string): Column[] {
  return [...rule.matchAll(/-+|=+/g)].map(({ index, 0: dashes }) => ({
    from: index,
    to: index + dashes.length,
  }));
}

interface CutLine {
  readonly texts: readonly string[];
  readonly line: number;
  readonly blank: boolean;
}

/** The lines by columns; null when a letter of one of them stands in a gap. */
function cutLines(
  lines: readonly TextLine[],
  columns: readonly Column[],
  ambiguousWide: boolean,
): CutLine[] | null {
  const cut: CutLine[] = [];
  for (const { text, line } of lines) {
    const texts = cutAt(text, columns, ambiguousWide);
    if (texts === null) return null;
    cut.push({ texts, line, blank: text.trim() === "" });
  }
  return cut;
}

/** The text in each column, by what a screen of fixed width shows; null when a letter stands in a gap. */
function cutAt(text: string, columns: readonly Column[], ambiguousWide: boolean): string[] | null {
  const texts = columns.map(() => "");
  let at = 0;
  let lost = false;
  for (const char of text) {
    const column = columns.findLastIndex(({ from }) => at >= from);
    const inside = column >= 0 && at < (columns[column]?.to ?? 0);
    if (inside || column === columns.length - 1) texts[column] += char;
    else if (char.trim() !== "") lost = true;
    at += charWidth(char, ambiguousWide);
  }
  return lost ? null : texts.map((one) => one.trim());
}

function append(row: RawCell[], texts: readonly string[]): void {
  texts.forEach((text, c) => {
    const cell = row[c];
    if (cell && text !== "") row[c] = { ...cell, text: cell.text === "" ? text : `${cell.text}\n${text}` };
  });
}
