// Writes a report as a PDF: tables with their lines drawn or with nothing but their places, pages broken between rows.
// What spans a page break is cut there, as programs cut it. Sizes and places are in points, y from the page's foot.
import { FONT, pdfFile, show, stream } from "./pdf.ts";
import type { Sheet } from "./print-form.ts";
import { GAP, geometry, type LayoutOptions, type Placed, spanned } from "./write-layout.ts";

export interface PdfOptions {
  readonly ruled: boolean;
  readonly layout: LayoutOptions;
}

interface Paper {
  readonly width: number;
  readonly height: number;
}

const A4: Paper = { width: 595, height: 842 };
const MARGIN = 50;
const LARGEST_TYPE = 10;
/** A table that would need smaller type is printed across. */
const SMALLEST_UPRIGHT = 7;
/** From base line to base line, as a multiple of the type's size. */
const LINE = 1.4;

export function pdfReport(
  before: readonly string[],
  parts: readonly { readonly heading: string; readonly sheet: Sheet }[],
  behind: readonly string[],
  options: PdfOptions,
): Uint8Array {
  const tables = parts.map(({ sheet }) => geometry(sheet, options.layout));
  const widest = Math.max(...tables.map(({ widths }) => spanned(widths, 0, widths.length) + GAP));
  const upright = (A4.width - 2 * MARGIN) / widest >= SMALLEST_UPRIGHT;
  const paper = upright ? A4 : { width: A4.height, height: A4.width };
  const pages = new Pages(paper, Math.min(LARGEST_TYPE, (paper.width - 2 * MARGIN) / widest), options);
  for (const line of before) pages.addLine(line);
  parts.forEach(({ heading }, index) => {
    pages.addLine(heading);
    const table = tables[index];
    if (table) pages.addTable(table);
  });
  for (const line of behind) pages.addLine(line);
  return file(pages.contents, paper);
}

class Pages {
  readonly contents: string[] = [""];
  private y: number;

  constructor(
    private readonly paper: Paper,
    private readonly size: number,
    private readonly options: PdfOptions,
  ) {
    this.y = paper.height - MARGIN;
  }

  addLine(text: string): void {
    const height = 2 * LINE * this.size;
    if (this.y - height < MARGIN) this.turn();
    this.draw(show(text, MARGIN, this.y - this.size, this.size));
    this.y -= height;
  }

  addTable({ placed, tops, widths }: ReturnType<typeof geometry>): void {
    const half = (LINE * this.size) / 2;
    const bottomOf = (row: number) => tops[row + 1] ?? 0;
    const rows = tops.length - 1;
    const lines = new Map(placed.map((cell) => [cell, cell.lines]));
    for (let first = 0; first < rows; ) {
      const top = tops[first] ?? 0;
      let behind = first + 1;
      while (behind < rows && (bottomOf(behind) - top) * half <= this.y - MARGIN) behind += 1;
      const isTooHigh = (bottomOf(behind - 1) - top) * half > this.y - MARGIN;
      if (isTooHigh && this.y < this.paper.height - MARGIN) {
        this.turn();
        continue;
      }
      for (const cell of placed) {
        const from = Math.max(first, cell.row);
        const to = Math.min(behind, cell.row + cell.cell.rowSpan);
        if (from >= to) continue;
        const [high, low] = [(tops[from] ?? 0) - top, bottomOf(to - 1) - top];
        const goesOn = cell.row + cell.cell.rowSpan > behind;
        const own = lines.get(cell) ?? [];
        const room = goesOn ? Math.floor((low - high) / 2) : own.length;
        lines.set(cell, own.slice(room));
        this.drawCell(cell, widths, own.slice(0, room), {
          high: this.y - high * half,
          low: this.y - low * half,
        });
      }
      this.y -= (bottomOf(behind - 1) - top) * half + 2 * half;
      first = behind;
      if (first < rows) this.turn();
    }
  }

  private drawCell(
    { cell, column }: Placed,
    widths: readonly number[],
    lines: readonly string[],
    { high, low }: { high: number; low: number },
  ): void {
    const { size } = this;
    const left = MARGIN + size * (spanned(widths, 0, column) + GAP);
    const room = size * spanned(widths, column, cell.colSpan);
    const edge = (size * GAP) / 2;
    if (this.options.ruled)
      this.draw(`${fixed(left - edge)} ${fixed(low)} ${fixed(room + 2 * edge)} ${fixed(high - low)} re S\n`);
    const first = (high + low) / 2 + (lines.length * LINE * size) / 2;
    lines.forEach((text, index) => {
      const free = room - size * emsOf(text);
      const { align } = this.options.layout;
      const inside = !cell.of?.column || align === "left" ? 0 : align === "right" ? free : free / 2;
      const y = first - LINE * size * index - 1.1 * size;
      if (text !== "") this.draw(show(text, fixed(left + inside), fixed(y), fixed(size)));
    });
  }

  private draw(operators: string): void {
    this.contents[this.contents.length - 1] += operators;
  }

  private turn(): void {
    this.contents.push("");
    this.y = this.paper.height - MARGIN;
  }
}

const fixed = (points: number) => Math.round(points * 100) / 100;

/** How wide the font sets a text, in multiples of its size. */
function emsOf(text: string): number {
  return [...text].reduce((sum, char) => sum + (char <= "~" ? 0.5 : 1), 0);
}

function file(contents: readonly string[], { width, height }: Paper): Uint8Array {
  const objects = ["<</Type/Catalog/Pages 2 0 R>>", "", FONT];
  const kids = contents.map((content) => {
    const streamed = objects.push(stream("", `.5 w\n${content}`));
    const page = objects.push(
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${width} ${height}]/Resources<</Font<</F 3 0 R>>>>/Contents ${streamed} 0 R>>`,
    );
    return `${page} 0 R`;
  });
  objects[1] = `<</Type/Pages/Count ${kids.length}/Kids[${kids.join(" ")}]>>`;
  return pdfFile(objects);
}
