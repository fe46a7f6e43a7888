// Writes a sheet the way programs lay a page out as text: cells keep their places in two dimensions, long labels are broken
// over lines, and what stands in the middle of a high row shares lines with pieces of its neighbours.
import type { Sheet, SheetCell } from "./print-form.ts";
import { slots, withPlaces } from "./write-text.ts";

export interface LayoutOptions {
  /** Characters that fit into a line of a label, of a group's label, and at least of a figure. */
  readonly label: number;
  readonly group: number;
  readonly figure: number;
  readonly align: "left" | "middle" | "right";
  /** A blank line between rows. */
  readonly apart: boolean;
}

/** Blank characters between columns. */
export const GAP = 2;

export interface Placed {
  readonly cell: SheetCell;
  readonly row: number;
  readonly column: number;
  readonly lines: readonly string[];
}

/** What stands where: columns' widths in characters, rows' tops in half lines, and the lines of each cell's text. */
export interface Geometry {
  readonly placed: readonly Placed[];
  readonly tops: readonly number[];
  readonly widths: readonly number[];
}

export function geometry(sheet: Sheet, options: LayoutOptions): Geometry {
  const shown = withPlaces(sheet);
  const covered = slots(shown);
  const widths = columnWidths(covered, options);
  const placed = covered.flatMap((row, r) =>
    row.flatMap((cell, column) => {
      if (!cell) return [];
      const text = cell.gone ? "" : cell.text;
      return [{ cell, row: r, column, lines: broken(text, spanned(widths, column, cell.colSpan)) }];
    }),
  );
  return { placed, tops: rowTops(placed, shown.length, options), widths };
}

export function layout(sheet: Sheet, options: LayoutOptions): string {
  const { placed, tops, widths } = geometry(sheet, options);
  return draw(placed, tops, widths, options.align);
}

function columnWidths(covered: readonly (readonly (SheetCell | null)[])[], options: LayoutOptions): number[] {
  const columns = Math.max(...covered.map((row) => row.length));
  return Array.from({ length: columns }, (_, c) => {
    const own = covered.flatMap((row) => (row[c] && row[c]?.colSpan === 1 ? [row[c] as SheetCell] : []));
    const longest = (cells: readonly SheetCell[]) => Math.max(2, ...cells.map(({ text }) => text.length));
    const figures = own.filter(({ of }) => of && of.column !== null);
    if (figures.length > 0) return Math.max(options.figure, longest(figures));
    const labels = own.some(({ of }) => of !== undefined);
    return Math.min(longest(own), labels ? options.label : options.group);
  });
}

/** Characters that `span` columns are wide, with the gaps between them. */
export function spanned(widths: readonly number[], from: number, span: number): number {
  const own = widths.slice(from, from + span);
  return own.reduce((sum, width) => sum + width, 0) + GAP * (own.length - 1);
}

function broken(text: string, width: number): string[] {
  return text.split("\n").flatMap((paragraph) => {
    const lines: string[] = [];
    for (let at = 0; at < paragraph.length; at += width) lines.push(paragraph.slice(at, at + width));
    return lines;
  });
}

/** Where each row begins, in half lines: a row is as high as its highest cell, and a merged cell stretches its last row. */
function rowTops(placed: readonly Placed[], rows: number, { apart }: LayoutOptions): number[] {
  const heights: number[] = Array.from({ length: rows }, () => 1);
  const byEnd = [...placed].sort((a, b) => a.row + a.cell.rowSpan - (b.row + b.cell.rowSpan));
  for (const { cell, row, lines } of byEnd) {
    const last = Math.min(rows, row + cell.rowSpan) - 1;
    const above = heights.slice(row, last).reduce((sum, height) => sum + height, 0);
    heights[last] = Math.max(heights[last] ?? 1, lines.length - above);
  }
  const tops = [0];
  for (const height of heights) tops.push((tops.at(-1) ?? 0) + 2 * height + (apart ? 2 : 0));
  return tops;
}

function draw(
  placed: readonly Placed[],
  tops: readonly number[],
  widths: readonly number[],
  align: LayoutOptions["align"],
): string {
  const lines = new Map<number, { x: number; text: string }[]>();
  for (const { cell, row, column, lines: own } of placed) {
    const top = tops[row] ?? 0;
    const bottom = tops[Math.min(row + cell.rowSpan, tops.length - 1)] ?? top;
    const first = Math.max(top, Math.floor((top + bottom) / 2) - own.length);
    const room = spanned(widths, column, cell.colSpan);
    const left = spanned(widths, 0, column) + (column > 0 ? GAP : 0);
    own.forEach((text, index) => {
      const inside = align === "left" ? 0 : align === "right" ? room - text.length : (room - text.length) / 2;
      const y = first + 2 * index;
      const x = left + Math.max(0, Math.floor(cell.of?.column ? inside : 0));
      lines.set(y, [...(lines.get(y) ?? []), { x, text }]);
    });
  }
  const ys = [...lines.keys()].sort((a, b) => a - b);
  return ys
    .flatMap((y, index) => {
      const gap = index > 0 && y - (ys[index - 1] ?? y) > 3 ? [""] : [];
      return [...gap, lineOf(lines.get(y) ?? [])];
    })
    .join("\n");
}

function lineOf(pieces: readonly { x: number; text: string }[]): string {
  let line = "";
  for (const { x, text } of [...pieces].sort((a, b) => a.x - b.x))
    line = (line.length < x ? line.padEnd(x) : line === "" ? "" : `${line} `) + text;
  return line;
}
