// Whether the lines of a drawn table part its rows, or only its columns. Must not know labels or pages.
import type { Sheet } from "./page-sheet.ts";
import { cellText } from "./page-text.ts";

/** Figures one below another in a cell, and such cells side by side: less may be a broken figure or a remark. */
const FEWEST_LINES = 4;
const FEWEST_CELLS = 3;

/** False where most figures of the table stand below one another in cells side by side: no line parts their rows. */
export function rulesRows({ cells }: Sheet): boolean {
  const counts = cells.map(({ words }) => figuresBelow(cellText(words)));
  const tops = new Map<number, number[]>();
  for (const [index, { top }] of cells.entries())
    if ((counts[index] ?? 0) >= FEWEST_LINES) tops.set(top, [...(tops.get(top) ?? []), counts[index] ?? 0]);
  const heaped = [...tops.values()].filter((row) => row.length >= FEWEST_CELLS).flat();
  return heaped.length === 0 || 2 * sum(heaped) < sum(counts);
}

/** Lines of a cell that are figures; 0 where another line is none. */
function figuresBelow(text: string): number {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const figures = lines.filter((line) => /^[\s+-]*\d[\d\s.,]*$/.test(line));
  // A head may stand in the same cell.
  const words = lines.findIndex((line) => figures.includes(line));
  return words >= 0 && lines.slice(words).every((line) => figures.includes(line)) ? figures.length : 0;
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
