// The lines printed over a table: in its own grid, or before it in the document.
// Must not know what they say.
import type { FormTable } from "../../model/form.ts";
import type { Flow, Grid } from "../../model/grid.ts";
import { fold } from "../../text/fold.ts";
import { anchorsOf, surroundingWordings, wordingOf } from "../labels/anchors.ts";
import { foreignIn, isQualifier, type Perspective, withoutAttachment } from "../labels/standing.ts";
import { derived } from "../labels/wording.ts";
import { LONGEST_HEADING, MOST_HEADINGS } from "../weights/tables.ts";
import type { PrintedRow } from "./printed.ts";

/** One print of a table: ranks of its printed rows, heads included, and the first row below its heads. */
export interface Printed {
  readonly used: ReadonlySet<number>;
  readonly first: PrintedRow | undefined;
  /** What stands left of the first row's label. */
  readonly beside: readonly string[];
}

/**
 * @returns the headings over a print that are no labels of its own, the nearest first. Where nothing but the table's title is near,
 * with or without the word that attaches it, the line over that counts if it says whose figures stand below, or of which year.
 */
export function headingsOver(
  flow: Flow,
  rows: readonly PrintedRow[],
  print: Printed,
  table: FormTable,
  perspective: Perspective,
): string[] {
  const labels = labelsOf(table);
  const isLabel = (line: string) => labels.has(wordingOf(line).letters);
  const isTitle = (line: string) => isLabel(withoutAttachment(line, perspective));
  const { near, all } = linesOver(flow, rows, print);
  const said = near.filter((line) => !isLabel(line));
  if (near.length === 0 || !near.every(isTitle)) return said;
  const next = all.find((line) => !isTitle(line));
  if (next === undefined || !isHeading(next)) return said;
  const saysWhose = isQualifier(next, perspective) || foreignIn(next, perspective) !== null;
  return saysWhose ? [...said, next] : said;
}

/** The nearest line between a print and the grid before that is no label of its own table. */
export function lineOver(
  flow: Flow,
  rows: readonly PrintedRow[],
  used: ReadonlySet<number>,
  table: FormTable,
): string | null {
  const top = rows.find((row) => used.has(row.index));
  const labels = labelsOf(table);
  const texts = top ? textsBefore(flow, top.grid) : [];
  return texts.find((line) => !labels.has(wordingOf(line).letters)) ?? null;
}

/** The lines over a print, nearest first: the headings among them that are near enough to speak of it, and all. */
function linesOver(
  flow: Flow,
  rows: readonly PrintedRow[],
  print: Printed,
): { readonly near: readonly string[]; readonly all: readonly string[] } {
  const top = rows.find((row) => print.used.has(row.index));
  if (!top) return { near: [], all: [] };
  const under = print.first && print.first !== top ? linesAbove(print.first.grid, print.first.rank) : [];
  const inGrid = [...print.beside, ...under, ...linesAbove(top.grid, top.rank)];
  const named = [top.grid.caption, top.grid.at.part].flatMap((name) => (name === undefined ? [] : [name]));
  const before = textsBefore(flow, top.grid);
  const all = [...inGrid, ...before];
  const own = inGrid.filter(isHeading).slice(0, MOST_HEADINGS);
  if (own.length >= MOST_HEADINGS) return { near: own, all };
  // The name of a sheet is no line: what stands over the table is as near with it as without.
  const outside = before.filter(isHeading).slice(0, MOST_HEADINGS - own.length);
  return { near: [...own, ...named.filter(isHeading), ...outside], all };
}

/** Whether a line is short enough for a heading, and no sentence. */
export function isHeading(line: string): boolean {
  return fold(line).length <= LONGEST_HEADING && !line.includes("。");
}

/** Of its rows and their groups: where a table is printed in parts, each stands below them. */
const labelsOf = derived(
  (table: FormTable): ReadonlySet<string> =>
    new Set([
      ...surroundingWordings(table),
      ...anchorsOf(table).flatMap(({ wordings }) => wordings.map(({ letters }) => letters)),
    ]),
);

/** All texts before a print, and lines of one cell above it in its grid or in others, in the document's order. */
export function textsUpTo(flow: Flow, rows: readonly PrintedRow[], used: ReadonlySet<number>): string[] {
  const top = rows.find((row) => used.has(row.index));
  if (!top) return [];
  const before = flow.slice(0, flow.indexOf(top.grid));
  const above = before.flatMap((block) =>
    block.kind === "grid" ? block.rows.flatMap(onlyCell) : block.text.split("\n"),
  );
  return [...above, ...linesAbove(top.grid, top.rank).reverse()];
}

/** Rows above that print one cell and nothing else, up to a row that prints more. */
function linesAbove(grid: Grid, rank: number): string[] {
  const lines: string[] = [];
  for (let r = rank - 1; r >= 0; r -= 1) {
    const printed = printedIn(grid.rows[r]);
    if (printed.length > 1) break;
    lines.push(...printed);
  }
  return lines;
}

const printedIn = (row: Grid["rows"][number] = []): string[] =>
  row.flatMap((slot) => (slot.kind === "cell" && slot.text.trim() !== "" ? [slot.text] : []));

/** What a row prints in a cell that it has for itself. */
function onlyCell(row: Grid["rows"][number]): string[] {
  const printed = printedIn(row);
  return printed.length === 1 ? printed : [];
}

/** Texts between the grid before and this one, the nearest first. */
export function textsBefore(flow: Flow, grid: Grid): string[] {
  const texts: string[] = [];
  for (let index = flow.indexOf(grid) - 1; index >= 0; index -= 1) {
    const block = flow[index];
    if (!block || block.kind === "grid") break;
    const lines = block.text.split("\n").filter((line) => line.trim() !== "");
    texts.push(...lines.reverse());
  }
  return texts;
}
