// Writes a sheet a row a line, its cells told apart by nothing but the blanks that set them in columns: a wide character takes
// two places, as on a screen, and no label is broken.

import type { Sheet, SheetCell } from "./print-form.ts";
import { screenWidth, slots, withPlaces } from "./write-text.ts";

export interface PaddedOptions {
  /** Blanks between the widest cell of a column and the next column. */
  readonly gap: number;
  readonly align: "left" | "middle" | "right";
}

export function padded(sheet: Sheet, { gap, align }: PaddedOptions): string {
  const covered = slots(withPlaces(sheet));
  const widths = columnWidths(covered, gap);
  return covered
    .map((row) => {
      let line = "";
      row.forEach((cell, column) => {
        const from = roomOf(widths, 0, column, gap) + (column > 0 ? gap : 0);
        if (!cell || cell.gone || cell.text === "") return;
        const text = onOneLine(cell);
        const free = roomOf(widths, column, cell.colSpan, gap) - screenWidth(text);
        const inside = align === "left" || !cell.of?.column ? 0 : align === "right" ? free : free >> 1;
        line += " ".repeat(from + inside - screenWidth(line)) + text;
      });
      return line;
    })
    .join("\n");
}

const onOneLine = ({ text }: SheetCell) => text.replaceAll("\n", "");

/** Places that columns take together, with the gaps between them. */
function roomOf(widths: readonly number[], from: number, span: number, gap: number): number {
  const own = widths.slice(from, from + span);
  return own.reduce((sum, width) => sum + width, 0) + gap * Math.max(0, own.length - 1);
}

/** Each column as wide as its widest cell; a merged cell that is wider pushes the last of its columns. */
function columnWidths(covered: readonly (readonly (SheetCell | null)[])[], gap: number): number[] {
  const widths = Array.from({ length: Math.max(...covered.map((row) => row.length)) }, () => 1);
  const cells = covered.flatMap((row) => row.flatMap((cell, column) => (cell ? [{ cell, column }] : [])));
  for (const { cell, column } of cells.sort((a, b) => a.cell.colSpan - b.cell.colSpan)) {
    const last = column + cell.colSpan - 1;
    const lacking = screenWidth(onOneLine(cell)) - roomOf(widths, column, cell.colSpan, gap);
    widths[last] = (widths[last] ?? 1) + Math.max(0, lacking);
  }
  return widths;
}
