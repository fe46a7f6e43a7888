// Rows of a layout: the lines that each label stands on, pieces below one another included, and the lines of figures
// around them. Must not know columns, values or relations.
import { type FormBlock, isKeyed, type KeyedRow, type Label } from "../../model/form.ts";
import { fold } from "../../text/fold.ts";
import { wordingOf } from "../labels/anchors.ts";
import { STOPS } from "../print/list-numbers.ts";
import type { BoundRow } from "../print/row.ts";
import { isGap, isLetter, type Stream } from "../print/stream.ts";
import { type Lexicon, type Token, tokenAt } from "../print/tokens.ts";
import {
  charsOf,
  furniture,
  hasLetters,
  lettersOf,
  mayNumberPage,
  type Stack,
  stacksOf,
  type Word,
  wordsOn,
} from "./page.ts";

/** A row with the first and last line that its label stands on; null without a label. */
export interface BandedRow extends BoundRow {
  readonly band: readonly [number, number] | null;
}

/** Figures on one line. */
export interface FiguresLine {
  readonly line: number;
  readonly tokens: readonly Token[];
  /** Indexes of the rows of the block that it may belong to. */
  readonly rows: readonly number[];
}

/**
 * The rows of one block with their bands, in the form's order: those found in the run of the text, and those whose
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
    const found = stackedRow(stream, row, block, before, behind);
    if (found !== null) all = [...all, found].sort((a, b) => order(a) - order(b));
  }
  return all;
}

/** A label goes on below the letters found of it, in lines that hold pieces of its wording. */
function withBand(stream: Stream, row: BoundRow, next: BoundRow | undefined): BandedRow {
  if (row.letters.length === 0) return { ...row, band: null };
  const top = topOf(stream, row);
  const stop = next ? topOf(stream, next) : stream.lines.length;
  let bottom = Math.max(...row.letters.map((at) => stream.lineOf[at] ?? 0));
  const beside = [...row.row.path, ...(next?.row.path ?? [])];
  for (let line = bottom + 1; line < stop; line += 1) {
    if (hasPiece(stream, line, [row.row.label])) bottom = line;
    else if (hasLetters(stream, line) && !hasPiece(stream, line, beside)) break;
  }
  return { ...row, band: [top, bottom] };
}

function topOf(stream: Stream, { zone, letters }: BoundRow): number {
  return Math.min(...[zone.from, ...letters].map((at) => stream.lineOf[at] ?? 0));
}

/** True for a line of which a word is a piece of one of the labels. */
function hasPiece(stream: Stream, line: number, labels: readonly Label[]): boolean {
  const wordings = labels.flatMap(({ text, variants }) => [text, ...variants]).map(lettersOf);
  return wordsOn(stream, [line], 1).some(
    ({ letters }) => letters !== "" && wordings.some((wording) => wording.includes(letters)),
  );
}

const LONGEST_GAP = 40;

/** A row whose label stands in pieces between two rows found; null unless exactly one place holds it. */
function stackedRow(
  stream: Stream,
  row: KeyedRow,
  block: FormBlock,
  before: BandedRow | undefined,
  behind: BandedRow | undefined,
): BandedRow | null {
  if (!before?.band || !behind?.band) return null;
  const [from, to] = [before.band[0], behind.band[1]];
  if (to - from > LONGEST_GAP) return null;
  const lines = Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
  const taken = new Set([...before.letters, ...behind.letters]);
  const words = wordsOn(stream, lines, 1).filter((word) => !holds(word, taken));
  const wordings = [row.label.text, ...row.label.variants].map((text) => wordingOf(text).letters);
  for (const wording of [...new Set(wordings)].sort((a, b) => b.length - a.length)) {
    if (wording.length < 2) continue;
    const stacks = stacksOf(wording, words);
    const [stack] = stacks;
    if (stacks.length === 1 && stack) return rowOf(stream, row, block, stack);
  }
  return null;
}

function holds(word: Word, taken: ReadonlySet<number>): boolean {
  for (let at = word.from; at < word.to; at += 1) if (taken.has(at)) return true;
  return false;
}

function rowOf(stream: Stream, row: KeyedRow, block: FormBlock, { words }: Stack): BandedRow {
  const letters = words.flatMap(({ from, to }) =>
    Array.from({ length: to - from }, (_, index) => from + index).filter((at) =>
      isLetter(stream.syms[at] ?? ""),
    ),
  );
  const from = words[0]?.from ?? 0;
  const to = words.at(-1)?.to ?? from;
  const zone = { from, label: to, to, stop: to, tokens: [], ends: [], foreign: false, strays: 0 };
  const lines = words.map(({ line }) => line);
  return { row, block, zone, ending: "", letters, band: [Math.min(...lines), Math.max(...lines)] };
}

/**
 * The lines of figures of a block; null when some are not its own to read: another block's labels stand among them, or
 * print that is neither a piece of its labels nor `known` wording of the table.
 * @param rows all rows of the table
 */
export function figureLines(
  stream: Stream,
  inside: readonly BandedRow[],
  rows: readonly BandedRow[],
  known: readonly string[],
  lexicon: Lexicon,
): FiguresLine[] | null {
  const reach = reachOf(stream, inside, rows, lexicon);
  if (reach === null) return null;
  const skipped = furniture(stream);
  const own = new Set(inside.flatMap(({ letters }) => letters));
  const headings = inside[0]?.block.rows.filter(({ key }) => key === null) ?? [];
  const printed = [...inside.map(({ row }) => row), ...headings].flatMap(({ path, label }) => [
    ...path,
    label,
  ]);
  const labels = printed.map(({ text }) => fold(text));
  const passed = new Set(inside.flatMap((row) => row.passed ?? []));
  const pieces = printed.map(({ text }) => lettersOf(text));
  const isPiece = (word: { from: number; to: number }, wordings: readonly string[]): boolean =>
    [own, NONE].some((without) => {
      const letters = lettersIn(stream, word, without);
      if (letters === "")
        return labels.some((label) => label.includes(stream.syms.slice(word.from, word.to).join("")));
      return wordings.some((wording) => wording.includes(letters));
    });
  const isUnit = (word: { from: number; to: number }): boolean =>
    lexicon.units.includes(lettersIn(stream, word, NONE));
  const found: FiguresLine[] = [];
  let underHeads = true;
  for (let line = reach.first; line <= reach.last; line += 1) {
    if (skipped.has(line)) continue;
    const read = readLine(stream, line, lexicon);
    if (read === null) return null;
    const { print } = read;
    const tokens = read.tokens.filter(
      (token) => !passed.has(token.from) && !isOfLabel(stream, token, labels),
    );
    if (isHeadingLine(tokens, inside, line)) continue;
    const wordings = tokens.length > 0 ? pieces : [...pieces, ...known];
    if (!print.every((word) => isPiece(word, wordings) || isUnit(word))) return null;
    if (crosses(inside, line)) underHeads = false;
    else if (print.length > 0) underHeads = !print.some((word) => isPiece(word, pieces));
    if (tokens.length === 0 || (underHeads && isNumbering(tokens))) continue;
    if (mayNumberPage(stream, line)) return null;
    found.push({ line, tokens, rows: rowsAt(inside, line) });
  }
  return found.length === 0 && inside.some(({ band }) => band === null) ? null : found;
}

/** The block's lines: its labels', and those around them that print no letters. Null where two blocks meet in one. */
function reachOf(
  stream: Stream,
  inside: readonly BandedRow[],
  rows: readonly BandedRow[],
  lexicon: Lexicon,
): { first: number; last: number } | null {
  const zone = inside[0]?.zone;
  if (zone === undefined) return null;
  const bands = inside.flatMap(({ band }) => (band ? [band] : []));
  const bare = bands.length === 0;
  let first = bare ? (stream.lineOf[zone.from - 1] ?? -1) + 1 : Math.min(...bands.map((band) => band[0]));
  let last = bare ? first - 1 : Math.max(...bands.map((band) => band[1]));
  while (!bare && first > 0 && printsFigures(stream, first - 1, lexicon)) first -= 1;
  while (last + 1 < stream.lines.length && printsFigures(stream, last + 1, lexicon)) last += 1;
  const block = inside[0]?.block;
  const others = rows.flatMap(({ block: other, band }) => (other === block || !band ? [] : [band]));
  return others.some(([from, to]) => from <= last && to >= first) ? null : { first, last };
}

/** A line of figures and their units, or none at all: nothing that names a row. */
function printsFigures(stream: Stream, line: number, lexicon: Lexicon): boolean {
  if (!hasLetters(stream, line)) return true;
  const print = readLine(stream, line, lexicon)?.print;
  return print?.every((word) => lexicon.units.includes(lettersIn(stream, word, NONE))) ?? false;
}

interface ReadLine {
  /** Figures that stand by themselves, behind all letters. */
  readonly tokens: readonly Token[];
  /** All else that is printed. */
  readonly print: readonly { readonly from: number; readonly to: number }[];
}

/** Null when a figure stands before letters, save for a list number set apart. */
function readLine(stream: Stream, line: number, lexicon: Lexicon): ReadLine | null {
  const { from, to } = charsOf(stream, line);
  const tokens: Token[] = [];
  const print: { from: number; to: number }[] = [];
  for (let at = from; at < to; ) {
    if (isGap(stream.syms[at])) {
      at += 1;
      continue;
    }
    const token = tokenAt(stream, at, lexicon, to);
    if (token !== null && token.to <= to && isGap(stream.syms[token.to])) {
      tokens.push(token);
      at = token.to;
      continue;
    }
    let end = at;
    while (end < to && !isGap(stream.syms[end])) end += 1;
    if (tokens.length > 1 || (tokens.length === 1 && !STOPS.has(stream.syms[at] ?? ""))) return null;
    tokens.length = 0;
    const figure = figureBehind(stream, at, end, lexicon);
    print.push({ from: at, to: figure?.from ?? end });
    if (figure) tokens.push(figure);
    at = end;
  }
  return { tokens, print };
}

/** The figure of a narrow first column, right behind the letters of its label. */
function figureBehind(stream: Stream, from: number, to: number, lexicon: Lexicon): Token | null {
  let at = to;
  while (at > from && !isLetter(stream.syms[at - 1] ?? "")) at -= 1;
  if (at === from || at === to) return null;
  const token = tokenAt(stream, at, lexicon, to);
  return token?.kind === "figure" && token.to === to ? token : null;
}

const NONE: ReadonlySet<number> = new Set();

/** A word's letters, some left out. */
function lettersIn(
  stream: Stream,
  { from, to }: { from: number; to: number },
  without: ReadonlySet<number>,
): string {
  let letters = "";
  for (let at = from; at < to; at += 1) {
    const sym = stream.syms[at] ?? "";
    if (isLetter(sym) && !without.has(at)) letters += sym;
  }
  return letters;
}

/** A number that is glued to letters, as a label prints it. */
function isOfLabel({ syms }: Stream, { from, to }: Token, labels: readonly string[]): boolean {
  let start = from;
  while (start > 0 && !isGap(syms[start - 1])) start -= 1;
  const word = syms.slice(start, to).join("");
  return start < from && labels.some((label) => label.includes(word));
}

/** Marks in all columns, those without figures too, beside no row's label: they fill the line of a heading. */
function isHeadingLine(tokens: readonly Token[], inside: readonly BandedRow[], line: number): boolean {
  const columns = inside[0]?.block.columns.length ?? 0;
  return tokens.length > columns && tokens.every(({ kind }) => kind === "struck") && !crosses(inside, line);
}

/** The rows whose labels a line crosses; else those right above and below it. */
function rowsAt(inside: readonly BandedRow[], line: number): number[] {
  const crossed = inside.flatMap(({ band }, index) =>
    band && band[0] <= line && line <= band[1] ? [index] : [],
  );
  if (crossed.length > 0) return between(crossed[0] ?? 0, crossed.at(-1) ?? 0);
  const above = inside.findLastIndex(({ band }) => !band || band[1] < line);
  const below = inside.findIndex(({ band }) => band && band[0] > line);
  return between(above < 0 ? below : above, below < 0 ? above : below);
}

function crosses(inside: readonly BandedRow[], line: number): boolean {
  return inside.some(({ band }) => band && band[0] <= line && line <= band[1]);
}

/** Below heads a line that counts 1, 2, 3 … numbers the columns. */
function isNumbering(tokens: readonly Token[]): boolean {
  return tokens.length > 2 && tokens.every(({ text }, index) => text === String(index + 1));
}

function between(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}
