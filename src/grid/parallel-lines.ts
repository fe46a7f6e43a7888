// Rows that stand in the lines of one row of cells: each cell holds a column, its n-th line belongs to the n-th row.
// Must not know labels or containers.
import type { RawCell } from "../model/document.ts";
import { VALUE_SOURCE } from "../text/value.ts";

type Row = readonly RawCell[];

/** What a line of a column of figures may hold, without its blanks: digits that blanks set apart stand in one cell. */
const FIGURE_LINE = new RegExp(`^(?:${VALUE_SOURCE})$`, "u");

/** The rows with such rows taken apart, spans from above lengthened over them; the same rows where there are none. */
export function splitParallel(rows: readonly Row[]): readonly Row[] {
  const heights = rows.map(heightOf);
  if (heights.every((height) => height === 1)) return rows;
  return rows.flatMap((row, r) => {
    const height = heights[r] ?? 1;
    const lengthened = row.map((cell) => {
      const covered = heights.slice(r, r + cell.rowSpan).reduce((sum, one) => sum + one, 0);
      return { ...cell, rowSpan: Math.max(cell.rowSpan, covered) };
    });
    return height === 1 ? [lengthened] : lines(lengthened, height);
  });
}

/** How many rows stand in a row: the lines that all of its cells with figures have, 1 where they do not agree. */
function heightOf(row: Row): number {
  const counts = row.map((cell) => cell.text.split("\n").length);
  const height = Math.max(...counts, 1);
  if (height === 1 || row.some((cell) => cell.rowSpan > 1)) return 1;
  const columns = row.filter((_, c) => counts[c] === height);
  const figures = columns.filter((cell) =>
    cell.text.split("\n").every((line) => FIGURE_LINE.test(line.replace(/\s/gu, ""))),
  );
  const labels = columns.filter((cell) => cell.text.split("\n").every((line) => /\p{L}/u.test(line)));
  // Cells of one line go with all rows, if they are labels, or stand empty before those; marks stand for a cell as a whole.
  const firstLabel = labels[0] ? row.indexOf(labels[0]) : 0;
  const even = row.every(
    (cell, c) =>
      counts[c] === height ||
      (counts[c] === 1 && (cell.text === "" ? c < firstLabel : !/^\s*[\d-]/.test(cell.text))),
  );
  return figures.length > 0 && labels.length > 0 && even && row.every((cell) => !cell.marks) ? height : 1;
}

function lines(row: Row, height: number): RawCell[][] {
  return Array.from({ length: height }, (_, line) =>
    row.flatMap((cell): RawCell[] => {
      const texts = cell.text.split("\n");
      if (texts.length === 1) return line === 0 ? [{ ...cell, rowSpan: height }] : [];
      return [{ ...cell, text: texts[line] ?? "", rowSpan: 1, at: { ...cell.at, line: line + 1 } }];
    }),
  );
}
