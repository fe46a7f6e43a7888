// What the surroundings of a row in a text show against it: one rule a sign. Must not know labels, columns or relations.
import type { Sign } from "../../model/signs.ts";
import { isLetter } from "../../text/letters.ts";
import { wordingOf } from "../labels/anchors.ts";
import { charsOf, hasLetters } from "../layout/page.ts";
import type { PlacedRow } from "../layout/place.ts";
import { type BoundRow, charsIn, isFull } from "../print/row.ts";
import { isDigit, isGap, type Stream } from "../print/stream.ts";
import { figuresIn, type Lexicon, type Token } from "../print/tokens.ts";
import { FULL_TEXT_ROWS, HEADS_IN_A_ROW, LABEL_LINES } from "../weights/text-columns.ts";
import { rowsPrintedAgain } from "./again.ts";
import { goesOn, showsMore, showsNumber } from "./behind.ts";
import { standAllBehindFigures, standsBehindFigures } from "./figures-first.ts";
import { hasGluedSign, isFraction } from "./glued-signs.ts";
import { provesGlue } from "./grammar.ts";
import { isApart, isScattered } from "./lines-apart.ts";
import { rowsMoved } from "./moved.ts";
import { namesFigures } from "./named.ts";
import { isBehindUnits, isBesideLabel, sharesLabelCell } from "./own-line.ts";
import { endsInLabel } from "./torn.ts";
import { hasLinesTooMany, hasMoreLines, isUneven } from "./uneven.ts";

/** A row as it is looked at. */
export interface Seen {
  readonly row: BoundRow;
  /** Where its lines and columns put it, in a layout. */
  readonly place: PlacedRow | null;
  /** It was not placed, and its figures stand off the columns of the rows that were. */
  readonly astray: boolean;
  /** Its print is a stroke or a digit for each cell, as many as it has. */
  readonly apart: boolean;
  /** The cell of each of its figures, where separators or places prove it. */
  readonly cells: readonly number[] | null;
  /** Whether its sums, and of more than zeros, hold with a figure a column. */
  readonly sumsHold: boolean;
}

/** What is known of the table's text. */
export interface Surroundings {
  readonly stream: Stream;
  readonly rows: readonly BoundRow[];
  readonly lexicon: Lexicon;
  /** The last row, where the text ends in it. */
  readonly ended: BoundRow | null;
  /** Figures are run together. */
  readonly glued: boolean;
  /** Figures stand in columns. */
  readonly layout: boolean;
  /** Most of the rows that lines and columns put in their place have figures that stand off these. */
  readonly mostOff: boolean;
  /** Separators prove where most rows' figures stand. */
  readonly separated: boolean;
  /** Every row that the text does not end in prints a figure for each of its columns. */
  readonly printsAll: boolean;
  /** Nothing at all is printed, so that nothing can have strayed. */
  readonly bare: boolean;
  /** Figures stand before the label of a line. */
  readonly behindFigures: boolean;
  /** Figures stand before the label in each line that has both. */
  readonly allBehindFigures: boolean;
  /** Rows whose label is printed once more, before other figures. */
  readonly again: ReadonlySet<BoundRow>;
  /** Rows whose figures may be those of a row above or below. */
  readonly moved: ReadonlySet<BoundRow>;
}

/** What all rows of a table together show. */
export function tableSigns(
  stream: Stream,
  rows: readonly BoundRow[],
  lexicon: Lexicon,
): Pick<Surroundings, "bare" | "behindFigures" | "allBehindFigures" | "again" | "moved"> {
  return {
    moved: rowsMoved(stream, rows),
    again: rowsPrintedAgain(stream, rows, lexicon),
    bare: rows.every((row) => row.zone.tokens.length === 0 && !namesFigures(stream, row)),
    behindFigures: rows.some((row) => standsBehindFigures(stream, row)),
    allBehindFigures: standAllBehindFigures(stream, rows, lexicon),
  };
}

interface Rule {
  readonly sign: Sign;
  shows(seen: Seen, around: Surroundings): boolean;
}

/** Rules about rows that lines and columns put in their place as well. */
const ANYWHERE: readonly Rule[] = [
  {
    sign: "text-ends",
    shows: ({ row }, { stream, ended }) =>
      isSame(row, ended) || (endsText(stream, row) && endsInRow(stream, row)),
  },
  { sign: "table-torn", shows: (seen, around) => isTorn(seen, around) },
  {
    sign: "one-of-several-rows",
    shows: ({ row }, { again, layout, stream, rows }) =>
      again.has(row) || isLastHead(stream, row) || (layout && sharesLabelCell(stream, row, rows)),
  },
  { sign: "lines-shifted", shows: ({ row }, { moved }) => moved.has(row) },
  { sign: "not-counted", shows: ({ row }) => row.unnumbered === true },
  {
    sign: "off-its-column",
    shows: (seen, around) =>
      seen.astray || (seen.place?.off === true && (seen.place.moved || !mayDrift(seen, around))),
  },
  { sign: "behind-figures", shows: (_, { allBehindFigures }) => allBehindFigures },
  { sign: "joined-lines", shows: ({ place }) => place?.joined ?? false },
];

const IN_READING_ORDER: readonly Rule[] = [
  {
    sign: "glued-sign",
    shows: ({ row, apart }, { stream, glued, rows }) =>
      !apart &&
      (((!(glued && provesGlue(rows)) || lacksFigures(row)) && hasGluedSign(stream, row)) ||
        isFraction(stream, row)),
  },
  {
    sign: "behind-figures",
    shows: (_, { behindFigures, allBehindFigures }) => behindFigures && !allBehindFigures,
  },
  {
    // Where separators prove the others, this row lost or gained something: of two rows a figure a cell may be left.
    sign: "unlike-separators",
    shows: (seen, around) =>
      around.separated &&
      seen.cells === null &&
      (!isWhole(seen, around) || (!addsUp(seen.row) && hasMoreLines(around.stream, seen.row))),
  },
  {
    sign: "uneven-lines",
    shows: (seen, around) =>
      seen.cells === null &&
      (isFull(seen.row)
        ? (!seen.sumsHold && hasLinesTooMany(around.stream, seen.row, around.rows)) ||
          (!isWhole(seen, around) && isUneven(around.stream, seen.row, around.rows))
        : hasMoreLines(around.stream, seen.row)),
  },
  { sign: "begins-struck", shows: ({ row, cells }) => cells === null && beginsStruck(row) },
  {
    sign: "shows-more",
    shows: ({ row, cells }, { stream }) =>
      (cells === null && showsMore(stream, row)) || (lacksFigures(row) && showsNumber(stream, row)),
  },
  {
    sign: "line-goes-on",
    shows: ({ row, cells }, { stream, layout }) =>
      cells === null && layout && !isFull(row) && goesOn(stream, row),
  },
  { sign: "strays-beside", shows: ({ row }) => row.zone.strays > 0 && !isFull(row) },
  {
    sign: "off-the-label-line",
    shows: ({ row }, around) =>
      (inColumns(around) && !(isFull(row) && isBesideLabel(around.stream, row))) ||
      isBehindUnits(around.stream, row),
  },
  { sign: "figures-apart", shows: ({ row }, around) => !inColumns(around) && isApart(around.stream, row) },
  {
    sign: "scattered",
    shows: ({ row }, around) =>
      !inColumns(around) && !isApart(around.stream, row) && isScattered(around.stream, row, around.rows),
  },
  { sign: "below-figures", shows: ({ row }, around) => !inColumns(around) && isBelowFigures(row, around) },
  {
    sign: "bare-label",
    shows: ({ row, cells }, { stream, bare }) => !bare && labelIsBare(stream, row, cells !== null),
  },
];

export function signsOf(seen: Seen, around: Surroundings): Sign[] {
  const rules = seen.place === null ? [...ANYWHERE, ...IN_READING_ORDER] : ANYWHERE;
  return rules.filter((rule) => rule.shows(seen, around)).map(({ sign }) => sign);
}

/**
 * Lines of a page drift: in a table of several rows one with all its figures is whole where sums or habit say so. Where rows
 * leave cells empty and nobody knows where columns are, sums hold without a nought as well: it may be a figure too many.
 */
const mayDrift = (seen: Seen, around: Surroundings) =>
  isWhole(seen, around) &&
  seen.row.block.rows.length >= FULL_TEXT_ROWS &&
  (around.printsAll || !around.mostOff || !seen.row.zone.tokens.some(isNought));
const isNought = ({ kind, text }: Token) => kind === "figure" && Number(text) === 0;
/**
 * A row with a figure a column of which sums, or all other rows, say that none of its cells is empty. Where the form's next
 * row was not found the others say nothing: the figure may be that row's, and what follows the label its empty cell.
 */
const isWhole = ({ row, sumsHold }: Seen, { printsAll, rows }: Surroundings) =>
  isFull(row) && (sumsHold || (printsAll && rows.length >= FULL_TEXT_ROWS && !lacksNext(row, rows)));
/** Whether a sum of a row's has more than one part: noughts and one figure beside its total hold it wherever they stand. */
const addsUp = ({ zone }: BoundRow) =>
  zone.tokens.filter((token) => token.kind === "figure" && !isNought(token)).length > 2;
function lacksNext({ row, block }: BoundRow, rows: readonly BoundRow[]): boolean {
  const next = block.rows.slice(block.rows.indexOf(row) + 1).find(({ key }) => key !== null);
  return next !== undefined && !rows.some((other) => other.row === next);
}
const lacksFigures = ({ zone, block }: BoundRow) => zone.tokens.length < block.columns.length;
const inColumns = ({ layout, bare }: Surroundings) => layout && !bare;

/** True when the text ends before the row has all its figures, or right behind a figure that may go on. */
export function endsInRow(stream: Stream, row: BoundRow): boolean {
  const last = row.zone.tokens.at(-1);
  if (last === undefined || row.zone.tokens.length < row.block.columns.length) return true;
  return stream.lineOf[last.to] === stream.lines.length - 1 && stream.syms[last.to] === "\n";
}

function isSame(row: BoundRow, other: BoundRow | null): boolean {
  return other !== null && row.row === other.row && row.block === other.block;
}

/** Where a row's label and figures end. */
function endOf({ zone, letters }: BoundRow): number {
  return Math.max(zone.label, ...zone.tokens.map(({ to }) => to), ...letters.map((at) => at + 1));
}

/** True when nothing is printed behind the row. */
function endsText(stream: Stream, row: BoundRow): boolean {
  // Not the rest of the text as a whole: the next letter tells.
  for (let at = endOf(row); at < stream.syms.length; at += 1) if (!isGap(stream.syms[at])) return false;
  return true;
}

/**
 * True when a row has all its figures behind its label, and more print follows: it was not cut. Where a page sets its cells
 * in columns that must follow on the line, since lines below may go on with the row.
 * @param endsLine no line below its last figure is the row's
 */
function isClosed(stream: Stream, row: BoundRow, endsLine: boolean): boolean {
  const { zone, block } = row;
  const last = zone.tokens.at(-1);
  if (last === undefined) return false;
  const width = block.columns.length;
  // Digits that no number begins with are a cell each.
  const each = zone.tokens.length === 1 && /^0\d/u.test(last.text) && charsIn(zone) === width;
  if (zone.tokens.length !== width && !each) return false;
  if (zone.tokens.some(({ from }) => from < zone.label) || endOf(row) > last.to) return false;
  let at = last.to;
  while (isGap(stream.syms[at])) at += 1;
  const onLine = stream.lineOf[at] === stream.lineOf[last.to - 1];
  const sym = stream.syms[at] ?? "";
  return (isLetter(sym) || isDigit(sym)) && (onLine || endsLine);
}

/** True when the text ends behind the row or in lines of print that may be its own. */
function isNearEnd(stream: Stream, row: BoundRow): boolean {
  const below = (stream.lineOf[endOf(row) - 1] ?? 0) + 1;
  let printed = 0;
  for (let line = below; line < stream.lines.length && printed <= LABEL_LINES; line += 1)
    if (stream.lines[line]?.text.trim() !== "") printed += 1;
  return printed <= LABEL_LINES;
}

/**
 * The last row found of a block that goes on in the form, where it has no figure or the text ends: the table was cut, and
 * perhaps the row's cells or what its label says.
 */
function isTorn({ row, cells }: Seen, { stream, rows, layout }: Surroundings): boolean {
  const endsLine = cells !== null || (!layout && isBesideLabel(stream, row));
  if (row.zone.tokens.length > 0 && (!isNearEnd(stream, row) || isClosed(stream, row, endsLine)))
    return false;
  const behind = row.block.rows.slice(row.block.rows.indexOf(row.row) + 1).filter(({ key }) => key !== null);
  if (behind[0] === undefined || endsInLabel(stream, endOf(row), behind[0])) return false;
  return !rows.some(({ row: other }) => behind.includes(other));
}

/**
 * Without figures, and with other text where they should be, what was taken for a row's label may be a mere mention
 * of it, or a head of the same wording.
 */
function labelIsBare(stream: Stream, row: BoundRow, proven: boolean): boolean {
  if (row.zone.tokens.length > 0) return false;
  const next = stream.syms[row.zone.label];
  return (row.zone.foreign && !proven) || (next !== undefined && !isGap(next));
}

/**
 * True when the label is worded as the last column is, and stands right behind the heads of the columns before that one: it
 * closes a row of heads, which each row of the table may have, and what follows are the figures of whatever stands over it.
 */
function isLastHead(stream: Stream, { row: own, zone, block }: BoundRow): boolean {
  // A row without a label stands right below the heads.
  if (own.label.text === "") return false;
  const heads = block.columns.slice(-HEADS_IN_A_ROW).map(({ label }) => wordingOf(label.text).letters);
  if (heads.length < HEADS_IN_A_ROW) return false;
  const row = heads.join("");
  let letters = "";
  for (let at = zone.label - 1; at >= 0 && letters.length < row.length; at -= 1) {
    const sym = stream.syms[at] ?? "";
    if (isDigit(sym)) return false;
    if (isLetter(sym)) letters = sym + letters;
  }
  return letters === row;
}

/** True for a block's first row below lines of nothing but figures, save those that count columns: they may be the row's. */
function isBelowFigures(row: BoundRow, { stream, rows, lexicon }: Surroundings): boolean {
  if (row.letters.length === 0 || rows.find(({ block }) => block === row.block) !== row) return false;
  const bottom = stream.lineOf[row.zone.from] ?? 0;
  let top = bottom;
  while (top > 0 && !hasLetters(stream, top - 1)) top -= 1;
  const from = charsOf(stream, top).from;
  const figures = figuresIn(stream, from, charsOf(stream, bottom).from, lexicon);
  return figures.length > 0 && !figures.every((text, index) => text === String(index + 1));
}

/** A placeholder before figures where a column of units is printed: it may stand in that column. */
function beginsStruck({ zone: { tokens }, block }: BoundRow): boolean {
  return (
    block.furniture.length > 1 && tokens[0]?.kind === "struck" && tokens.some(({ kind }) => kind === "figure")
  );
}
