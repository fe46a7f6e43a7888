// Plain text whose rows are lines with `|` between cells: crawlers' dumps, Markdown, antiword's columns.
// Must not know labels or numbers.
import type { RawCell } from "../model/document.ts";
import { lineCells, type TextLine } from "./text-cells.ts";
import { type EndsLost, endsLostBy } from "./text-trimmed.ts";

const BAR = /[|｜∣]/;
/** What stands for bytes that are no character. */
export const LOST = "\ufffd";
const RULE = /^[\s|｜+:=-]*$/;

/** A bar behind a stroke that stands at some text's end is a letter of the cell, as Markdown writes it. */
const UNESCAPED_BAR = /(?<![^\s|｜∣]\\)[|｜∣]/u;
const MARKED_UP = /[*~`$\\^<@]/;
const HIDING = /<[^>]*(?:style|hidden)[^>]*(?:none|hidden)/i;

/**
 * The cell without the marks of Markdown and of wikis: what they make bold is the same, what they strike out is not there.
 * Lines end in `<br>`, in two strokes or in a stroke before an n. Org says behind an item's number where to count on from.
 */
function unmarked(cell: string): string {
  if (!MARKED_UP.test(cell) || HIDING.test(cell)) return cell;
  return cell
    .replace(/~~[^~]*~~|<(del|s|strike)\b[^>]*>.*?<\/\1>/giu, "")
    .replace(/\*\*(.+?)\*\*/gu, "$1")
    .replace(/`([^`]*)`/gu, "$1")
    .replace(/^(\s*)\$([^$]*)\$(\s*)$/u, "$1$2$3")
    .replace(/\[\^[^\]\s]+\]/gu, "")
    .replace(/^(\s*\d{1,2}[.)]\s+)\[@\d{1,2}\]\s*/u, "$1")
    .replace(/<br\s*\/?>|\\\\ ?|\\n(?![a-z])/giu, "\n")
    .replace(/<\/?(?:span|b|strong|i|em|u|font|p|div)\b[^>]*>/giu, "")
    .replace(/\\([|*~`_$.()[\]-])/gu, "$1");
}

/** Whether the line is a row of cells between bars. A bar alone on its line separates cells, not rows. */
export function isPipeRow(text: string): boolean {
  return BAR.test(text) && !isLoneBar(text);
}

/** A bar with nothing beside it: it closes a cell that is empty. */
export const isLoneBar = (text: string): boolean => /^\s*[|｜∣]\s*$/.test(text);

/** The cell that a bar alone on its line closes. */
export function emptyCell({ line }: TextLine, table: number, row: number, cell: number): RawCell {
  return { text: "", rowSpan: 1, colSpan: 1, at: { table, row, cell, line } };
}

/** Wikis write heads between double bars: where a line has no others, each is one. */
function withSingleBars(line: string): string {
  return /^\|\|[^|]+(?:\|\|[^|]+)+\|\|$/.test(line) ? line.replaceAll("||", "|") : line;
}

/** A row between bars with a lone sign behind the last one. */
const SPECKED = /^(\s*[|｜∣].*[|｜∣]\s*)[.,·'’‘`:;^、。](\s*)$/u;
const FRAMED = /^\s*[|｜∣].*[|｜∣]\s*$/u;
const OPENED = /^\s*[|｜∣].*\S/u;
const barsIn = (text: string): number => text.split(BAR).length - 1;

/**
 * The lines without specks, as recognition leaves them, behind the bar that closes a row: most rows are closed by a bar, and some of
 * them by the last of as many, or no row that a bar opens lacks one. With a bar fewer the sign may be the row's last cell.
 */
export function withoutSpecks(lines: readonly TextLine[]): readonly TextLine[] {
  const specked = lines.filter(({ text }) => SPECKED.test(text));
  if (specked.length === 0) return lines;
  const framed = lines.filter(({ text }) => FRAMED.test(text));
  if (framed.length <= specked.length) return lines;
  const bars = new Set(framed.map(({ text }) => barsIn(text)));
  const opened = lines.filter(({ text }) => OPENED.test(text)).length;
  const closesAll = opened === framed.length + specked.length;
  return lines.map((line) =>
    specked.includes(line) && (closesAll || bars.has(barsIn(line.text)))
      ? { ...line, text: line.text.replace(SPECKED, "$1 $2") }
      : line,
  );
}

/** A line that only rules off rows, such as `| --- | --- |`. */
export function isPipeRule(text: string): boolean {
  return RULE.test(text) && /[-=]{2}/.test(text);
}

/**
 * The cells between the bars; a bar of the frame, if there is one, holds nothing. Where the line lost
 * bytes, a cell that seems empty may have held some: it holds the mark that they left.
 */
export function pipeRow(
  { text, line }: TextLine,
  { table, row, frame }: { readonly table: number; readonly row: number; readonly frame: Frame },
): RawCell[] {
  const inner = withoutFrame(text, frame);
  const texts = inner
    .flatMap((part) => part.split(UNESCAPED_BAR))
    .map((cell) => (cell.trim() === "" && text.includes(LOST) ? LOST : unmarked(cell).trim()));
  return lineCells(texts, { table, row, line });
}

function withoutFrame(text: string, frame: Frame): string[] {
  if (frame === "none") return [text];
  const inner = withSingleBars(text.trim()).replace(/^[|｜∣]/, "");
  if (frame === "opens") return [inner];
  // A row such as ` | heading |` opens with an empty cell: its white space stands before the first bar.
  const opens = /^[^\S\n]+[|｜∣]/.test(text) && /[|｜∣]\s*$/.test(text);
  const bare = inner.replace(/[|｜∣]$/, "");
  return opens ? ["", bare] : [bare];
}

/**
 * Which bars hold nothing: those at both ends of a line; only those that open it, so that one at its end parts an empty cell from the
 * others; or none.
 */
export type Frame = "closes" | "opens" | "none";

/** How the bars of a text hold its cells. */
export interface Bars {
  /** What the bars at the ends of lines close. */
  readonly frame: Frame;
  /** Whether rows lost the empty cells at their end, with the bars behind them. */
  readonly endsLost: EndsLost;
}

/** What the bars of a whole text tell: a single table may have no row that does. */
export function barsOf(lines: readonly TextLine[]): Bars {
  const tables: TextLine[][] = [[]];
  for (const line of lines) {
    if (!isPipeRow(line.text)) tables.push([]);
    else if (!isPipeRule(line.text)) tables.at(-1)?.push(line);
  }
  const frame = frameOf(tables);
  const texts = tables.map((rows) =>
    rows.map((row) => pipeRow(row, { table: 0, row: 0, frame }).map(({ text }) => text)),
  );
  return { frame, endsLost: endsLostBy(texts.filter(({ length }) => length > 0)) };
}

/** So many rows without a bar at an end are no row that was broken off. */
const FEWEST_BARE = 2;
const OPENS = /^\s*[|｜∣]/u;
const CLOSES = /[|｜∣]\s*$/u;

/** What the ends of lines tell: one that lost a bar of its frame has a bar less than those that kept it. */
function frameOf(tables: readonly (readonly TextLine[])[]): Frame {
  const closes = tables.flat().some(({ text }) => CLOSES.test(text));
  if (closes && !areAsLong(tables, ({ text }) => !CLOSES.test(text))) return "closes";
  const opened = tables.flat().filter(({ text }) => OPENS.test(text)).length;
  if (opened === tables.flat().length) return "opens";
  // Where bars at the end part empty cells, those at the start of few lines do so too.
  if (closes && 2 * opened < tables.flat().length) return "none";
  // Where no bar closes rows, heads over columns that hold nothing are longer than any row of figures.
  const rows = closes ? tables : tables.map((some) => some.filter(({ text }) => /\d/u.test(text)));
  return areAsLong(rows, ({ text }) => !OPENS.test(text)) ? "none" : "closes";
}

/** Whether rows without a bar at one end stand among others, in each table that has any as long as the longest of these. */
function areAsLong(tables: readonly (readonly TextLine[])[], isBare: (line: TextLine) => boolean): boolean {
  const longestBare = (rows: readonly TextLine[]) =>
    Math.max(0, ...rows.filter(isBare).map(({ text }) => barsIn(text)));
  const mixed = tables.filter((rows) => longestBare(rows) > 0 && !rows.every(isBare));
  const bare = mixed.flat().filter(isBare);
  return (
    bare.length >= FEWEST_BARE &&
    mixed.every((rows) => rows.every(({ text }) => barsIn(text) <= longestBare(rows)))
  );
}
