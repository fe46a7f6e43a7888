// Lines of figures in a layout, and the rows around whose labels they stand. Must not know columns, values or relations.
import { fold } from "../../text/fold.ts";
import { isLetter, lettersOf } from "../../text/letters.ts";
import { STOPS } from "../print/list-numbers.ts";
import { isGap, type Stream } from "../print/stream.ts";
import { type Lexicon, type Token, tokenAt } from "../print/tokens.ts";
import { MARK_BESIDE } from "../weights/places.ts";
import type { BandedRow } from "./bands.ts";
import { countsRow, isCounted } from "./numbers.ts";
import { charsOf, furniture, hasLetters, mayNumberPage } from "./page.ts";

/** Figures on one line. */
export interface FiguresLine {
  readonly line: number;
  readonly tokens: readonly Token[];
  /** Indexes of the rows of the block that it may belong to. */
  readonly rows: readonly number[];
  /** False where something that is no figure is printed among them. */
  readonly plain: boolean;
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
  const words = wordsOf(stream, inside, known, lexicon);
  const passed = new Set(inside.flatMap((row) => row.passed ?? []));
  const found: FiguresLine[] = [];
  let underHeads = true;
  for (let line = reach.first; line <= reach.last; line += 1) {
    if (skipped.has(line)) continue;
    const { print, behind, tokens: all, glued } = readLine(stream, line, lexicon);
    const beside = rowsAt(inside, line);
    const isOwn = (token: Token) => passed.has(token.from) || words.isOfLabel(token, beside);
    const tokens = all.filter((token) => !isOwn(token));
    if (isHeadingLine(tokens, inside, line)) continue;
    const foreign = [...behind, ...print.filter((word) => !words.isOwn(word, tokens.length === 0))];
    if (!foreign.every(words.isAmongFigures)) return null;
    if (crosses(inside, line)) underHeads = false;
    else if (print.length > 0) underHeads = !print.some(words.isPiece);
    if (foreign.length === 0 && (tokens.length === 0 || (underHeads && isNumbering(tokens)))) continue;
    if (mayNumberPage(stream, line)) return null;
    // A row that has lost its label keeps what it prints from those that have their numbers.
    const counts = !crosses(inside, line) && countsRow(stream, tokens[0], inside);
    const others = counts ? beside.filter((index) => !isCounted(inside[index])) : beside;
    if (others.length === 0) continue;
    // Letters before a figure that are no label's spoil it: they are the cell's, as the figure is.
    const spoilt = glued !== null && tokens.includes(glued) && !words.isLetterOfLabel(glued.from - 1);
    found.push({ line, tokens, rows: others, plain: foreign.length === 0 && !spoilt });
  }
  return found.length === 0 && inside.some(({ band }) => band === null) ? null : found;
}

/** A run of print in a line. */
interface Print {
  readonly from: number;
  readonly to: number;
}

/** What the words in and around a block's lines may be. */
interface Words {
  /** The character is a letter of a label as it was found. */
  isLetterOfLabel(at: number): boolean;
  /** A piece of a label or of a group's. */
  isPiece(word: Print): boolean;
  /** That, or a unit; in a line without figures other wording of the table as well. */
  isOwn(word: Print, bare: boolean): boolean;
  /** A number or mark that is part of a label of one of these rows. */
  isOfLabel(token: Token, rows: readonly number[]): boolean;
  /** It stands right of all labels. */
  isAmongFigures(word: Print): boolean;
}

function wordsOf(
  stream: Stream,
  inside: readonly BandedRow[],
  known: readonly string[],
  lexicon: Lexicon,
): Words {
  const own = new Set(inside.flatMap(({ letters }) => letters));
  const headings = inside[0]?.block.rows.filter(({ key }) => key === null) ?? [];
  const printed = [...inside.map(({ row }) => row), ...headings].flatMap(({ path, label }) => [
    ...path,
    label,
  ]);
  const labels = printed.map(({ text }) => fold(text));
  const pieces = printed.map(({ text }) => lettersOf(text));
  const right = Math.max(...[...own].map((at) => stream.offsetOf[at] ?? 0));
  const isIn = (word: Print, wordings: readonly string[]): boolean =>
    [own, NONE].some((without) => {
      const letters = lettersIn(stream, word, without);
      if (letters === "")
        return labels.some((label) => label.includes(stream.syms.slice(word.from, word.to).join("")));
      return wordings.some((wording) => wording.includes(letters));
    });
  const isPiece = (word: Print) => isIn(word, pieces);
  return {
    isLetterOfLabel: (at) => own.has(at),
    isPiece,
    isOwn: (word, bare) =>
      isPiece(word) || (bare && isIn(word, known)) || lexicon.units.includes(lettersIn(stream, word, NONE)),
    isOfLabel: (token, rows) =>
      isOfLabel(stream, token, labels) ||
      isPrintOfLabel(
        stream,
        token,
        rows.flatMap((index) => inside[index] ?? []),
      ),
    isAmongFigures: ({ from }) => (stream.offsetOf[from] ?? 0) > right,
  };
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
  const { print, behind } = readLine(stream, line, lexicon);
  return behind.length === 0 && print.every((word) => lexicon.units.includes(lettersIn(stream, word, NONE)));
}

interface ReadLine {
  /** Figures that stand by themselves. */
  readonly tokens: readonly Token[];
  /** All else that is printed before them. */
  readonly print: readonly Print[];
  /** What is printed behind one of them. */
  readonly behind: readonly Print[];
  /** The one that stands right behind letters. */
  readonly glued: Token | null;
}

/** A figure before letters is a list number where that is set apart. */
function readLine(stream: Stream, line: number, lexicon: Lexicon): ReadLine {
  const { from, to } = charsOf(stream, line);
  const tokens: Token[] = [];
  const print: Print[] = [];
  const behind: Print[] = [];
  let glued: Token | null = null;
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
    if (tokens.length > 1 || (tokens.length === 1 && !STOPS.has(stream.syms[at] ?? "")))
      behind.push({ from: at, to: end });
    else {
      tokens.length = 0;
      const figure = figureBehind(stream, at, end, lexicon);
      print.push({ from: at, to: figure?.from ?? end });
      if (figure) tokens.push(figure);
      glued = figure;
    }
    at = end;
  }
  return { tokens, print, behind, glued };
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

/** Print that is no figure, where the lines of one of the rows' labels stand and as the label prints it: a piece of it. */
function isPrintOfLabel(stream: Stream, { kind, from, to }: Token, rows: readonly BandedRow[]): boolean {
  if (kind === "figure") return false;
  const word = stream.syms.slice(from, to).join("");
  const offset = (at: number) => stream.offsetOf[at] ?? 0;
  return rows.some(({ row: { label }, zone, letters }) => {
    let left = zone.from;
    while (left > 0 && !isGap(stream.syms[left - 1])) left -= 1;
    const right = Math.max(...letters.map(offset)) + MARK_BESIDE;
    const within = offset(left) <= offset(from) && offset(to - 1) <= right;
    return within && [label.text, ...label.variants].some((text) => fold(text).includes(word));
  });
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
