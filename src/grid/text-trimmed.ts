// Plain text whose lines lost the empty cells at their end, as editors that save no white space there leave them: what a line
// lacks was empty. Must not know labels, numbers or what stands between two cells.
import type { RawCell } from "../model/document.ts";

/** Rows at the right edge that must open with an empty cell, and with a filled one: no chance, and no fewer cells for a merge. */
const FEWEST_OF_EACH = 2;

type Texts = readonly string[];

const isBlank = (text: string | undefined) => (text ?? "").trim() === "";

/**
 * Whether all rows of a text hold their places and end with what is printed. Where rows lack the cells that a merge covers, none
 * opens with an empty cell and is as long as the others; where cells at the end were kept, some row ends with an empty one.
 */
export function endsAreLost(tables: readonly (readonly Texts[])[]): boolean {
  if (tables.flat().some((row) => row.length > 1 && isBlank(row.at(-1)))) return false;
  return tables.some((rows) => {
    const width = Math.max(...rows.map(({ length }) => length));
    const full = rows.filter(({ length }) => length === width);
    // A sheet may begin with an empty column.
    const first = Math.min(
      ...rows.map((row) => row.findIndex((text) => !isBlank(text))).filter((c) => c >= 0),
    );
    const opened = full.filter((row) => isBlank(row[first])).length;
    const labelled = full.length - opened;
    return full.length < rows.length && opened >= FEWEST_OF_EACH && labelled >= FEWEST_OF_EACH;
  });
}

/** The rows with the empty cells that they lack at their end. */
export function filledUp(rows: readonly (readonly RawCell[])[]): RawCell[][] {
  const width = Math.max(0, ...rows.map(({ length }) => length));
  return rows.map((row) => {
    const at = row.at(-1)?.at ?? {};
    const lacking = Array.from({ length: width - row.length }, (_, rank) => row.length + rank + 1);
    return [...row, ...lacking.map((cell) => ({ text: "", rowSpan: 1, colSpan: 1, at: { ...at, cell } }))];
  });
}
