// Rows of a sheet of fields to the tables in it and the lines above, between and below them.
// Must not know separators, figures or forms.
import type { Content, RawCell } from "../model/document.ts";

const SENTENCE = /[。！？；]/;

/** Rows that follow one another are a table, also where empty fields at their ends were left out; a row of one text is a line where no table is open, or where it is a sentence. */
export function tablesAndLines(records: readonly (readonly RawCell[])[], firstTable: number): Content[] {
  const content: Content[] = [];
  let open: (readonly RawCell[])[] = [];
  let table = firstTable;
  const close = () => {
    while (open.length > 0 && open.at(-1)?.every(isEmpty)) open.pop();
    if (open.length > 0) {
      const rows = open.map((row, r) =>
        row.map((cell, c) => ({ ...cell, at: { ...cell.at, table, row: r + 1, cell: c + 1 } })),
      );
      content.push({
        kind: "table",
        rows,
        at: { table, ...(rows[0]?.[0]?.at.line ? { line: rows[0][0].at.line } : {}) },
      });
      table += 1;
    }
    open = [];
  };
  for (const cells of records) {
    const filled = cells.filter((cell) => !isEmpty(cell));
    const only = filled.length === 1 ? filled[0] : undefined;
    if (filled.length === 0) {
      if (cells.length <= 1) close();
      else if (open.length > 0) open.push(cells);
    } else if (only && (cells.length === 1 || isLine(only, open.length))) {
      close();
      const { table: _, row: __, cell: ___, ...at } = only.at;
      content.push({ kind: "text", text: only.text, at });
    } else open.push(cells);
  }
  close();
  return content;
}

function isEmpty(cell: RawCell): boolean {
  return cell.text.trim() === "";
}

function isLine(only: RawCell, rowsAbove: number): boolean {
  return rowsAbove === 0 || SENTENCE.test(only.text);
}
