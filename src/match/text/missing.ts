// What speaks against a row's being absent that was not found in a text, and against rows that may be it.
// Must not know relations or which figure is whose cell.
import type { FormBlock, FormRow, FormTable } from "../../model/form.ts";
import { headReach, surroundingWordings, wordingOf } from "../labels/anchors.ts";
import { charsOf, furniture, hasLetters, wordsOn } from "../layout/page.ts";
import type { BoundRow } from "../print/row.ts";
import { fillsCell, isGap, lettersBefore, type Stream } from "../print/stream.ts";
import { countFigures, figuresIn, type Lexicon } from "../print/tokens.ts";
import { LEAST_LETTERS } from "../weights/likeness.ts";
import { LONGEST_CELL } from "../weights/print.ts";
import { REACH_BEHIND, REACH_PER_COLUMN } from "../weights/stretches.ts";
import { BREAKABLE_LABEL, LABEL_BEGUN } from "../weights/text-labels.ts";

/** Rows whose label is the end of a longer one that was not found: what stands there may be the rest of that. */
export function endsOfMissing(rows: readonly BoundRow[], missing: readonly FormRow[]): ReadonlySet<string> {
  const longer = missing.map(({ label }) => wordingOf(label.text).letters);
  return new Set(
    rows.flatMap(({ row }) => {
      const own = wordingOf(row.label.text).letters;
      const isEnd = own !== "" && longer.some((other) => other !== own && other.endsWith(own));
      return isEnd && row.key !== null ? [row.key] : [];
    }),
  );
}

/** Rows of the form that were not found and whose label an unknown row has, with something around it. */
export function renamedKeys(row: string, missing: readonly FormRow[]): string[] {
  const label = wordingOf(row.replace(/^label:/, "")).letters;
  return missing.flatMap(({ key, label: { text } }) => {
    const { letters } = wordingOf(text);
    const alike = letters.length >= LEAST_LETTERS && (label.includes(letters) || letters.includes(label));
    return alike && key !== null ? [key] : [];
  });
}

/**
 * Keys of rows not found although figures that are nobody's stand where they should be: the row may be there under a
 * wording that was not recognised, so that «absent» is not certain.
 */
export function suspectRows(
  stream: Stream,
  table: FormTable,
  rows: readonly BoundRow[],
  lexicon: Lexicon,
): ReadonlySet<string> {
  const byKey = new Map<string | null, BoundRow>(rows.map((row) => [row.row.key, row]));
  const suspects = new Set([
    ...standingElsewhere(stream, table, rows),
    ...besideBareFigures(stream, table, rows, lexicon),
    ...table.blocks.flatMap((block) => belowTornHeads(stream, rows, block)),
  ]);
  for (const block of table.blocks) {
    const found = block.rows.flatMap((row) => byKey.get(row.key) ?? []);
    const loose =
      (found.length === 0 && standsIn(stream, block)) ||
      strayBefore(stream, rows, block, lexicon) ||
      found.some((row) => strayBehind(stream, rows, row, lexicon));
    if (!loose) continue;
    for (const row of block.rows) if (row.key !== null && !byKey.has(row.key)) suspects.add(row.key);
  }
  return suspects;
}

/**
 * Rows not found where lines of nothing but figures stand between two rows: those that the form has there, and where it has none,
 * any, for rows may have changed places.
 */
function besideBareFigures(
  stream: Stream,
  table: FormTable,
  rows: readonly BoundRow[],
  lexicon: Lexicon,
): string[] {
  const ranks = table.blocks.flatMap((block) => block.rows);
  const found = new Set<FormRow>(rows.map(({ row }) => row));
  const keysOf = (some: readonly FormRow[]) => some.flatMap((row) => (found.has(row) ? [] : (row.key ?? [])));
  const missing = keysOf(ranks);
  if (missing.length === 0) return [];
  const isOwn = ownLines(stream, table, lexicon);
  return [undefined, ...rows].flatMap((above, index) => {
    const below = rows[index];
    if (!hasBareFigures(stream, linesBetween(stream, above, below, isOwn), lexicon)) return [];
    const first = above === undefined ? -1 : ranks.indexOf(above.row);
    const last = below === undefined ? ranks.length : ranks.indexOf(below.row);
    const between = keysOf(ranks.slice(first + 1, Math.max(0, last)));
    return between.length > 0 ? between : missing;
  });
}

/** Whether a line prints no words but the table's own, and units. */
function ownLines(stream: Stream, table: FormTable, { units }: Lexicon): (line: number) => boolean {
  const known = [...surroundingWordings(table), ...units];
  return (line) =>
    wordsOn(stream, [line], 1).every(({ letters }) => known.some((wording) => wording.includes(letters)));
}

/** The lines between two rows; above the first and below the last those of the table. */
function linesBetween(
  stream: Stream,
  above: BoundRow | undefined,
  below: BoundRow | undefined,
  isOwn: (line: number) => boolean,
): number[] {
  const lines: number[] = [];
  if (above === undefined) {
    const bottom = below === undefined ? 0 : Math.min(...linesOf(stream, below));
    for (let line = bottom - 1; line >= 0 && isOwn(line); line -= 1) lines.unshift(line);
    return lines;
  }
  const end = below === undefined ? stream.lines.length : Math.min(...linesOf(stream, below));
  for (let line = Math.max(...linesOf(stream, above)) + 1; line < end; line += 1) {
    if (below === undefined && !isOwn(line)) break;
    lines.push(line);
  }
  return lines;
}

/** Figures that fill lines, with units at most, and do not count columns. */
function hasBareFigures(stream: Stream, lines: readonly number[], lexicon: Lexicon): boolean {
  const isBare = (line: number) =>
    !hasLetters(stream, line) ||
    wordsOn(stream, [line], 1).every(({ letters }) => lexicon.units.includes(letters));
  const figures = lines
    .filter((line) => isBare(line) && !furniture(stream).has(line))
    .map((line) => charsOf(stream, line))
    .flatMap(({ from, to }) => figuresIn(stream, from, to, lexicon));
  return figures.some((text, index) => text !== String(index + 1));
}

function linesOf({ lineOf }: Stream, { zone: { from, tokens }, letters }: BoundRow): number[] {
  const ends = [from, ...letters, ...tokens.flatMap((token) => [token.from, token.to - 1])];
  return ends.map((at) => lineOf[at] ?? 0);
}

/** Whether the heads of a block are printed one after another: its rows may be there without their labels. */
function standsIn({ letters }: Stream, block: FormBlock): boolean {
  const heads = block.columns.map(({ label }) => wordingOf(label.text).letters).join("");
  return heads.length >= LEAST_LETTERS && letters.includes(heads);
}

/** Rows not found whose label is printed somewhere, letter by letter, and is no row's that was found. */
function standingElsewhere(stream: Stream, table: FormTable, rows: readonly BoundRow[]): string[] {
  const found = new Set<string | null>(rows.map(({ row }) => row.key));
  const bound = new Set(rows.flatMap(({ letters }) => letters));
  return table.blocks
    .flatMap((block) => block.rows)
    .flatMap(({ key, label }) => {
      if (key === null || found.has(key)) return [];
      const whole = [label.text, ...label.variants].map((text) => wordingOf(text).letters);
      // A page breaks long labels into lines, with other print between them.
      const begun = whole
        .filter(({ length }) => length >= BREAKABLE_LABEL)
        .map((text) => text.slice(0, Math.ceil(LABEL_BEGUN * text.length)));
      return [...whole, ...begun]
        .filter((wording) => wording !== "")
        .some((wording) => standsFree(stream, wording, bound))
        ? [key]
        : [];
    });
}

/** A short label stands in other words by chance, unless it fills a cell. */
function standsFree(stream: Stream, wording: string, bound: ReadonlySet<number>): boolean {
  const { letters, letterAt } = stream;
  for (let at = letters.indexOf(wording); at >= 0; at = letters.indexOf(wording, at + 1)) {
    const isWhole = wording.length >= LEAST_LETTERS || fillsCell(stream, at, wording.length);
    if (isWhole && !bound.has(letterAt[at] ?? -1)) return true;
  }
  return false;
}

/**
 * Rows before the first one found in a block, where heads are printed over it and others of them are not: what is lost of the heads may go
 * on over rows.
 */
function belowTornHeads(stream: Stream, rows: readonly BoundRow[], block: FormBlock): string[] {
  const first = rows.find(({ row }) => block.rows.includes(row));
  if (first === undefined) return [];
  const above = block.rows.slice(0, block.rows.indexOf(first.row)).flatMap(({ key }) => key ?? []);
  if (above.length === 0) return [];
  const end = lettersBefore(stream, first.letters[0] ?? first.zone.from);
  const letters = stream.letters.slice(Math.max(0, end - headReach(block)), end);
  const heads = [...new Set(block.columns.map(({ label }) => wordingOf(label.text).letters))];
  const printed = heads.filter((head) => letters.includes(head));
  return printed.length > 1 && printed.length < heads.length ? above : [];
}

/** Figures before the first row found in a block: they may be an earlier row's. */
function strayBefore(stream: Stream, rows: readonly BoundRow[], block: FormBlock, lexicon: Lexicon): boolean {
  const index = rows.findIndex((row) => row.block === block);
  const first = rows[index]?.zone.from;
  if (first === undefined) return false;
  const floor = Math.max(rows[index - 1]?.zone.to ?? 0, first - LONGEST_CELL * (block.columns.length + 2));
  return countFigures(stream, floor, first, lexicon) > 0;
}

function strayBehind(stream: Stream, rows: readonly BoundRow[], row: BoundRow, lexicon: Lexicon): boolean {
  if (row.zone.strays > 0) return true;
  const next = rows[rows.indexOf(row) + 1];
  if (next?.block === row.block) return false;
  const width = row.block.columns.length;
  const stop = Math.min(
    row.zone.stop,
    printedEnd(stream, row.zone.to, REACH_BEHIND + REACH_PER_COLUMN * width),
  );
  return countFigures(stream, row.zone.to, stop, lexicon) >= width;
}

/** Where so many printed characters end; layouts put any number of blanks between them. */
function printedEnd(stream: Stream, from: number, count: number): number {
  let at = from;
  for (let printedSyms = 0; at < stream.syms.length && printedSyms < count; at += 1) {
    if (!isGap(stream.syms[at])) printedSyms += 1;
  }
  return at;
}
