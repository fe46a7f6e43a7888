// Which lines of a layout each row's label stands on, pieces below one another included.
// Must not know figures, columns or relations.
import { type FormBlock, isKeyed, type KeyedRow, type Label } from "../../model/form.ts";
import { isLetter, lettersOf } from "../../text/letters.ts";
import { type Wording, wordingsOf } from "../labels/anchors.ts";
import { hasOtherFigures } from "../labels/own-figures.ts";
import type { BoundRow } from "../print/row.ts";
import type { Stream } from "../print/stream.ts";
import { LEAST_LETTERS } from "../weights/likeness.ts";
import { LINES_BETWEEN_ROWS } from "../weights/places.ts";
import { withoutNumber } from "./numbers.ts";
import { extentOf, metricOf, type Stack, stacksOf, type Word, wordsOn } from "./page.ts";

/** A row with the first and last line that its label stands on; null without a label. */
export interface BandedRow extends BoundRow {
  readonly band: readonly [number, number] | null;
}

/**
 * The rows of one block with their bands, in the page's order: those found in the run of the text, and those whose
 * labels stand in pieces below one another beside other print.
 * @param rows all rows found of the table, in the text's order
 */
export function bandedRows(stream: Stream, rows: readonly BoundRow[], block: FormBlock): BandedRow[] {
  const inside = rows.filter((row) => row.block === block);
  const banded = inside.map((row) => withBand(stream, row, rows[rows.indexOf(row) + 1]));
  const missing = block.rows.filter(isKeyed).filter((row) => !inside.some((one) => one.row === row));
  const order = (row: BandedRow): number => block.rows.indexOf(row.row);
  let all = banded;
  for (const row of missing) {
    const before = all.findLast((one) => order(one) < block.rows.indexOf(row));
    const behind = all.find((one) => order(one) > block.rows.indexOf(row));
    const found = stackedRow(stream, row, block, all, [before, behind]) ?? movedRow(stream, row, block, all);
    if (found === null) continue;
    const counted = found.band ? withoutNumber(stream, found, inside, found.band) : found;
    all = [...all, counted].sort((a, b) => order(a) - order(b));
  }
  // Two rows may have changed places: lines lie between the rows that are printed there.
  return all.sort((a, b) => (a.band?.[0] ?? 0) - (b.band?.[0] ?? 0));
}

/** A label goes on below the letters found of it, in lines that hold pieces of its wording. */
function withBand(stream: Stream, row: BoundRow, next: BoundRow | undefined): BandedRow {
  if (row.letters.length === 0) return { ...row, band: null };
  const top = topOf(stream, row);
  const stop = next ? topOf(stream, next) : stream.lines.length;
  let bottom = Math.max(...row.letters.map((at) => stream.lineOf[at] ?? 0));
  const beside = [...row.row.path, ...(next?.row.path ?? [])];
  const isBelow = belowLabel(stream, row);
  for (let line = bottom + 1; line < stop; line += 1) {
    const words = wordsOn(stream, [line], 1).filter(isBelow);
    if (hasPiece(words, [row.row.label])) bottom = line;
    else if (words.length > 0 && !hasPiece(words, beside)) break;
  }
  return { ...row, band: [top, bottom] };
}

function topOf(stream: Stream, { zone, letters }: BoundRow): number {
  return Math.min(...[zone.from, ...letters].map((at) => stream.lineOf[at] ?? 0));
}

/** Whether a word begins no further right than the letters found of a row's label end: a unit beside it may be one of them. */
function belowLabel(stream: Stream, { letters }: BoundRow): (word: Word) => boolean {
  const metric = metricOf(stream);
  const ends = (metric === null ? ([1, 2] as const) : [metric]).map((one) => ({
    metric: one,
    right: Math.max(...letters.map((at) => extentOf(stream, at, at + 1, one).right)),
  }));
  return ({ from, to }) =>
    ends.some(({ metric: one, right }) => extentOf(stream, from, to, one).left <= right);
}

/** Whether one of some words is a piece of one of the labels. */
function hasPiece(words: readonly Word[], labels: readonly Label[]): boolean {
  const wordings = labels.flatMap(({ text, variants }) => [text, ...variants]).map(lettersOf);
  return words.some(({ letters }) => wordings.some((wording) => wording.includes(letters)));
}

/** A row whose label stands in pieces between two rows found; null unless exactly one place holds it. */
function stackedRow(
  stream: Stream,
  row: KeyedRow,
  block: FormBlock,
  all: readonly BandedRow[],
  [before, behind]: readonly [BandedRow | undefined, BandedRow | undefined],
): BandedRow | null {
  if (!before?.band || !behind?.band) return null;
  const [from, to] = [before.band[0], behind.band[1]];
  if (to - from > LINES_BETWEEN_ROWS) return null;
  const wordings = wordingsOf(row.label).filter(({ letters }) => letters.length >= 2);
  return stackOf(stream, row, block, { all, from, to, wordings });
}

/** A row that changed places with another of its block: its label stands in pieces somewhere among the rows found. */
function movedRow(
  stream: Stream,
  row: KeyedRow,
  block: FormBlock,
  all: readonly BandedRow[],
): BandedRow | null {
  const bands = all.flatMap(({ band }) => (band === null ? [] : [band]));
  const [from, to] = [Math.min(...bands.map(([top]) => top)), Math.max(...bands.map(([, end]) => end))];
  const wordings = wordingsOf(row.label).filter(({ letters }) => letters.length >= LEAST_LETTERS);
  return bands.length === 0 ? null : stackOf(stream, row, block, { all, from, to, wordings });
}

/** Where the pieces of a label are looked for. */
interface Search {
  /** The rows found, whose letters are taken. */
  readonly all: readonly BandedRow[];
  readonly from: number;
  readonly to: number;
  readonly wordings: readonly Wording[];
}

function stackOf(
  stream: Stream,
  row: KeyedRow,
  block: FormBlock,
  { all, from, to, wordings }: Search,
): BandedRow | null {
  const lines = Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
  const taken = new Set(all.flatMap(({ letters }) => letters));
  const words = wordsOn(stream, lines, 1).filter((word) => !holds(word, taken));
  for (const wording of wordings) {
    const stacks = stacksOf(wording.letters, words).filter(
      ({ words: pieces }) => !hasOtherFigures(stream, lettersAt(stream, pieces), wording.figures),
    );
    const [stack] = stacks;
    if (stacks.length === 1 && stack) return rowOf(stream, row, block, stack);
  }
  return null;
}

function holds(word: Word, taken: ReadonlySet<number>): boolean {
  for (let at = word.from; at < word.to; at += 1) if (taken.has(at)) return true;
  return false;
}

/** Where the letters of words stand. */
function lettersAt({ syms }: Stream, words: readonly Word[]): number[] {
  return words.flatMap(({ from, to }) =>
    Array.from({ length: to - from }, (_, index) => from + index).filter((at) => isLetter(syms[at] ?? "")),
  );
}

function rowOf(stream: Stream, row: KeyedRow, block: FormBlock, { words }: Stack): BandedRow {
  const letters = lettersAt(stream, words);
  const from = words[0]?.from ?? 0;
  const to = words.at(-1)?.to ?? from;
  const zone = { from, label: to, to, stop: to, tokens: [], ends: [], foreign: false, strays: 0 };
  const lines = words.map(({ line }) => line);
  return { row, block, zone, ending: "", letters, band: [Math.min(...lines), Math.max(...lines)] };
}
