// Pages of words and drawn lines as one flow of paragraphs and grids.
// Must not know labels, numbers or containers.
import type { Note } from "../model/diagnostic.ts";
import type { Canvas, Paragraph, Ruling, Word } from "../model/document.ts";
import type { Flow, Grid } from "../model/grid.ts";
import { findFrames } from "./page-frames.ts";
import { findFurniture, type PageLines } from "./page-furniture.ts";
import { gridOf, placeAround } from "./page-grid.ts";
import { withInk } from "./page-ink.ts";
import { goesOn, joinSheets } from "./page-join.ts";
import { straighten } from "./page-lines.ts";
import { type Sheet, sheetOf } from "./page-sheet.ts";
import { columnWidth, isInk, laidLine, linesOf, type TextLine } from "./page-text.ts";

/** Tables count from `firstTable`. Reading order is from page to page and from top to bottom. */
export function layOutPage(pages: readonly Canvas[], note: Note, firstTable = 1): Flow {
  const parts = pages.map(partsOf);
  const column = columnWidth(pages.flatMap(({ words }) => words).filter((word) => !isInk(word)));
  const furniture = findFurniture(parts);
  const items = parts.flatMap((part) => inOrder(part, furniture));
  const flow: (Paragraph | Grid)[] = [];
  let table = firstTable;
  let i = 0;
  while (i < items.length) {
    const item = items[i];
    i += 1;
    if (!item) continue;
    if (item.kind === "line") {
      flow.push({ kind: "text", text: laidLine(item.line, column), at: placeAround(item.page, [item.line]) });
      continue;
    }
    let { sheet } = item;
    let lastPage = item.page;
    for (let next = items[i]; next?.kind === "sheet"; next = items[i]) {
      if (next.page !== lastPage + 1 || !goesOn(sheet, next.sheet)) break;
      note({ code: "grid/rows-joined", at: { page: next.page, table } });
      sheet = joinSheets(sheet, next.sheet);
      lastPage = next.page;
      i += 1;
    }
    flow.push(gridOf(sheet, table, "stated"));
    table += 1;
  }
  return flow;
}

interface PageParts extends PageLines {
  readonly sheets: readonly Sheet[];
}

type Item =
  | { readonly kind: "line"; readonly page: number; readonly line: TextLine }
  | { readonly kind: "sheet"; readonly page: number; readonly sheet: Sheet };

function partsOf(canvas: Canvas): PageParts {
  const { sheets, rest } = ruledSheets(canvas);
  return {
    page: canvas.page,
    height: canvas.height,
    sheets,
    lines: linesOf(rest),
    tablesTop: Math.min(...sheets.map(topOf)),
    tablesBottom: Math.max(...sheets.map((sheet) => sheet.ys.at(-1) ?? 0)),
  };
}

/** Inner tables take their words before the tables they stand in. */
function ruledSheets(canvas: Canvas): { sheets: Sheet[]; rest: readonly Word[] } {
  const frames = findFrames(straighten(canvas.rulings))
    .map((frame) => ({ frame, area: spread(frame.vertical) * spread(frame.horizontal) }))
    .sort((a, b) => a.area - b.area);
  let rest: readonly Word[] = canvas.words.filter((word) => !isInk(word));
  const ink = { words: canvas.words.filter(isInk), strokes: canvas.rulings.filter(isStroke) };
  const sheets: Sheet[] = [];
  for (const { frame } of frames) {
    const sheet = sheetOf(frame, canvas.page, rest);
    if (!sheet) continue;
    sheets.push({ ...sheet, cells: withInk(sheet.cells, ink) });
    const taken = new Set(sheet.cells.flatMap((cell) => cell.words));
    rest = rest.filter((word) => !taken.has(word));
  }
  return { sheets: sheets.sort((a, b) => topOf(a) - topOf(b)), rest };
}

/** Longer lines, in points, are drawn to part something. */
const LONGEST_STROKE = 30;

function isStroke({ left, top, right, bottom }: Ruling): boolean {
  return Math.max(right - left, bottom - top) <= LONGEST_STROKE;
}

function spread(lines: readonly { readonly at: number }[]): number {
  const ats = lines.map((line) => line.at);
  return Math.max(...ats) - Math.min(...ats);
}

function topOf(sheet: Sheet): number {
  return sheet.ys[0] ?? 0;
}

function inOrder(part: PageParts, furniture: ReadonlySet<TextLine>): Item[] {
  const { page } = part;
  const lines = part.lines.filter((line) => !furniture.has(line));
  const items: { item: Item; top: number }[] = [
    ...lines.map((line) => ({ item: { kind: "line", page, line } as const, top: line.top })),
    ...part.sheets.map((sheet) => ({ item: { kind: "sheet", page, sheet } as const, top: topOf(sheet) })),
  ];
  return items.sort((a, b) => a.top - b.top).map(({ item }) => item);
}
