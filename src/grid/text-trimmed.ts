// Plain text whose lines lost the empty cells at their end, as editors that save no white space there leave them: what a line
// lacks was empty. Must not know labels, what figures say, or what stands between two cells.
import type { RawCell } from "../model/document.ts";

/** Rows at the right edge that must open with an empty cell, and with a filled one: no chance, and no fewer cells for a merge. */
const FEWEST_OF_EACH = 2;
/** So many shorter rows of figures, by more than one number of cells, lost none by accident: that takes one, from anywhere. */
const FEWEST_SHORT = 3;

type Texts = readonly string[];

const isBlank = (text: string | undefined) => (text ?? "").trim() === "";

const hasFigures = (row: Texts) => row.slice(1).some((text) => /\d/u.test(text));

/** What the lines of a text lost at their ends: nothing, or cells that were empty; where few rows tell it, only in lines without figures. */
export type EndsLost = "none" | "without figures" | "all";

/**
 * What all rows of a text lost that hold their places and end with what is printed. Where rows lack the cells that a merge covers, none
 * opens with an empty cell and is as long as the others; where cells at the end were kept, some row ends with an empty one.
 */
export function endsLostBy(tables: readonly (readonly Texts[])[]): EndsLost {
  if (tables.flat().some((row) => row.length > 1 && isBlank(row.at(-1)))) return "none";
  if (!tables.some(holdsPlaces)) return "none";
  const lacking = tables.flatMap((rows) => {
    const width = Math.max(...rows.map(({ length }) => length));
    return rows.filter(hasFigures).flatMap(({ length }) => (length < width ? [width - length] : []));
  });
  return lacking.length >= FEWEST_SHORT && new Set(lacking).size > 1 ? "all" : "without figures";
}

function holdsPlaces(rows: readonly Texts[]): boolean {
  const width = Math.max(...rows.map(({ length }) => length));
  const full = rows.filter(({ length }) => length === width);
  // A sheet may begin with an empty column.
  const first = Math.min(...rows.map((row) => row.findIndex((text) => !isBlank(text))).filter((c) => c >= 0));
  const opened = full.filter((row) => isBlank(row[first])).length;
  const labelled = full.length - opened;
  return full.length < rows.length && opened >= FEWEST_OF_EACH && labelled >= FEWEST_OF_EACH;
}

/** The rows with the empty cells that they lost at their end. */
export function filledUp(rows: readonly (readonly RawCell[])[], lost: EndsLost): RawCell[][] {
  const width = Math.max(0, ...rows.map(({ length }) => length));
  return rows.map((row) => {
    if (lost === "none" || (lost !== "all" && hasFigures(row.map(({ text }) => text)))) return [...row];
    const at = row.at(-1)?.at ?? {};
    const lacking = Array.from({ length: width - row.length }, (_, rank) => row.length + rank + 1);
    return [
      ...row,
      ...lacking.map(
        (cell): RawCell => ({ text: "", rowSpan: 1, colSpan: 1, at: { ...at, cell }, supplied: true }),
      ),
    ];
  });
}
