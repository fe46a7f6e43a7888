// Pages of words and drawn lines as one flow of paragraphs and grids.
// Must not know labels, numbers or containers.
import type { Note } from "../model/diagnostic.ts";
import type { Canvas, Paragraph, Ruling, Word } from "../model/document.ts";
import type { Flow, Grid } from "../model/grid.ts";
import { findFrames } from "./page-frames.ts";
import { findFurniture, type PageLines } from "./page-furniture.ts";
import { gridOf, placeAround } from "./page-grid.ts";
import { withCut, withInk, withReaching } from "./page-ink.ts";
import { goesOn, hangs, joinSheets, withHanging } from "./page-join.ts";
import { type Leaf, leavesOf } from "./page-leaves.ts";
import { withoutLetters } from "./page-letters.ts";
import { straighten } from "./page-lines.ts";
import { rulesRows } from "./page-rows.ts";
import { type Sheet, sheetOf } from "./page-sheet.ts";
import { columnWidth, isInk, laidLine, linesOf, type TextLine } from "./page-text.ts";

/** Tables count from `firstTable`. Reading order is from page to page and from top to bottom. */
export function layOutPage(pages: readonly Canvas[], note: Note, firstTable = 1): Flow {
  const leaves = pages.flatMap(leavesOf);
  const split = leaves.length > pages.length;
  const parts = leaves.map((leaf, index) => partsOf(leaf, split ? index + 1 : leaf.canvas.page));
  const column = columnWidth(pages.flatMap(({ words }) => words).filter((word) => !isInk(word)));
  const furniture = findFurniture(parts);
  const scanned = new Set(pages.filter((page) => page.scanned).map(({ page }) => page));
  const items = parts.flatMap((part) => inOrder(part, furniture));
  const flow: (Paragraph | Grid)[] = [];
  let table = firstTable;
  let i = 0;
  while (i < items.length) {
    const item = items[i];
    i += 1;
    if (!item) continue;
    if (item.kind === "line") {
      const at = placeAround(item.sheet, [moved(item.line, item.shift)]);
      const recognised = scanned.has(item.sheet) || item.line.words.some(isRecognised);
      const text = laidLine(item.line, column);
      flow.push({ kind: "text", text, at, ...(recognised ? { marks: ["recognised"] } : {}) });
      continue;
    }
    let { table: sheet } = item;
    let lastPage = item.page;
    for (let next = nextTable(items, i, sheet); next; next = nextTable(items, i, sheet)) {
      const { page, table: part } = next.item;
      if (page !== lastPage + 1 || !goesOn(sheet, part)) break;
      note({ code: "grid/rows-joined", at: { page: part.page, table } });
      sheet = joinSheets(withHanging(sheet, next.hanging), part);
      lastPage = page;
      i += 1 + next.hanging.length;
    }
    const onScan = sheet.cells.some((cell) => scanned.has(cell.page));
    flow.push({ ...gridOf(sheet, table, "stated"), ...(onScan ? { scanned: true } : {}) });
    table += 1;
  }
  return flow;
}

/** The table that stands next, but for lines that hang from the cells of the one before. */
function nextTable(items: readonly Item[], from: number, sheet: Sheet) {
  const hanging: TextLine[] = [];
  for (let at = from; at < items.length; at += 1) {
    const item = items[at] as Item;
    if (item.kind === "table") return { item, hanging };
    if (!hangs(sheet, item.line)) return null;
    hanging.push(item.line);
  }
  return null;
}

function isRecognised({ marks }: Word): boolean {
  return marks?.includes("recognised") ?? false;
}

interface PageParts extends PageLines {
  readonly sheets: readonly Sheet[];
  readonly leaf: Leaf;
}

/** `page` counts the pages that are read; `sheet` is the one that a reader of the file sees. */
type Item =
  | {
      readonly kind: "line";
      readonly page: number;
      readonly sheet: number;
      readonly shift: number;
      readonly line: TextLine;
    }
  | { readonly kind: "table"; readonly page: number; readonly table: Sheet };

function partsOf(leaf: Leaf, page: number): PageParts {
  const { sheets, rest } = ruledSheets(leaf.canvas);
  return {
    page,
    leaf,
    height: leaf.canvas.height,
    sheets,
    lines: linesOf(rest),
    tablesTop: Math.min(...sheets.map(topOf)),
    tablesBottom: Math.max(...sheets.map((sheet) => sheet.ys.at(-1) ?? 0)),
  };
}

/** A box where it stands on the sheet. */
function moved<T extends { readonly left: number; readonly right: number }>(box: T, shift: number): T {
  return { ...box, left: box.left + shift, right: box.right + shift };
}

/** A table whose cells tell their places on the sheet; its columns stay where they are on the page. */
function onSheet(sheet: Sheet, shift: number): Sheet {
  return shift === 0
    ? sheet
    : { ...sheet, cells: sheet.cells.map((cell) => ({ ...cell, box: moved(cell.box, shift) })) };
}

/** Inner tables take their words before the tables they stand in. */
function ruledSheets(canvas: Canvas): { sheets: Sheet[]; rest: readonly Word[] } {
  const frames = findFrames(straighten(withoutLetters(canvas.rulings)))
    .map((frame) => ({ frame, area: spread(frame.vertical) * spread(frame.horizontal) }))
    .sort((a, b) => a.area - b.area);
  let rest: readonly Word[] = canvas.words.filter((word) => !isInk(word));
  const ink = { words: canvas.words.filter(isInk), strokes: canvas.rulings.filter(isStroke) };
  const sheets: Sheet[] = [];
  for (const { frame } of frames) {
    const sheet = sheetOf(frame, canvas.page, rest);
    if (!sheet || !rulesRows(sheet)) continue;
    const sides = frame.supplied.map(({ at }) => at);
    sheets.push({ ...sheet, cells: withCut(withInk(sheet.cells, ink), sides) });
    const taken = new Set(sheet.cells.flatMap((cell) => cell.words));
    rest = rest.filter((word) => !taken.has(word));
  }
  const marked = sheets.map((sheet) => ({ ...sheet, cells: withReaching(sheet.cells, rest) }));
  return { sheets: marked.sort((a, b) => topOf(a) - topOf(b)), rest };
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

function inOrder({ page, leaf, lines, sheets }: PageParts, furniture: ReadonlySet<TextLine>): Item[] {
  const { shift, canvas } = leaf;
  const items: { item: Item; top: number }[] = [
    ...lines
      .filter((line) => !furniture.has(line))
      .map((line) => ({
        item: { kind: "line", page, sheet: canvas.page, shift, line } as const,
        top: line.top,
      })),
    ...sheets.map((sheet) => ({
      item: { kind: "table", page, table: onSheet(sheet, shift) } as const,
      top: topOf(sheet),
    })),
  ];
  return items.sort((a, b) => a.top - b.top).map(({ item }) => item);
}
