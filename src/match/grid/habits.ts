// How a table prints all of its figures: filled up with zeros, in groups set apart by a blank, in words. What all of them have is
// no misprint of one. Must not know labels or columns.
import { fold } from "../../text/fold.ts";
import { readNumeral } from "../../text/numeral.ts";
import type { FoundRow, Piece } from "../found.ts";
import { FEWEST_SAME, FEWEST_TIMES } from "../weights/limits.ts";

/** A way of printing: whether a piece is printed so, given all whole figures of the table; null where the table has no such way. */
type Habit = (pieces: readonly Piece[]) => ((piece: Piece) => boolean) | null;

/** The rows, without the doubt about pieces that are printed as all others are. */
export function withHabits(rows: readonly FoundRow[]): FoundRow[] {
  const pieces = rows.flatMap(({ ways }) => (ways.kind === "stated" ? ways.cells : []));
  if (!pieces.some(isOdd)) return [...rows];
  const habits = [padded, grouped, worded].flatMap((habit) => habit(pieces) ?? []);
  const settled = (piece: Piece): Piece =>
    isOdd(piece) && habits.some((isSo) => isSo(piece))
      ? { ...piece, signs: piece.signs.filter((sign) => sign !== "odd-print") }
      : piece;
  return rows.map((row) =>
    row.ways.kind === "stated" ? { ...row, ways: { ...row.ways, cells: row.ways.cells.map(settled) } } : row,
  );
}

const isOdd = ({ signs }: Piece) => signs.includes("odd-print");
const printOf = ({ raw }: Piece) => raw.replace(/\s/g, " ").replace(/[^ ]+/gu, fold);
const isWhole = ({ state, value }: Piece) => state === "reported" && !value?.includes(".");

/** Each figure has as many digits or more, and none that has more begins with a zero. */
const padded: Habit = (pieces) => {
  const printed = pieces.filter(isWhole).map(printOf);
  const filled = printed.filter((text) => /^0\d+$/.test(text));
  const width = filled[0]?.length ?? 0;
  const fits = (text: string) =>
    /^\d+$/.test(text) && (text.length === width || (text.length > width && !text.startsWith("0")));
  return filled.length >= FEWEST_SAME && printed.every(fits)
    ? (piece) => printOf(piece).length === width
    : null;
};

const GROUPED = /^[1-9]\d{0,2}(?: \d{3})+$/;
/** Too few digits for a group to be set apart. */
const SMALL = /^-?\d{1,3}$/;

/** Every figure of four digits or more is set in groups of three, and no other has a blank. */
const grouped: Habit = (pieces) => {
  const whole = pieces.filter(isWhole);
  const large = whole.filter(({ value }) => !SMALL.test(value ?? ""));
  const blanks = whole.filter((piece) => printOf(piece).includes(" "));
  return large.length >= FEWEST_TIMES &&
    large.every((piece) => GROUPED.test(printOf(piece))) &&
    blanks.length === large.length
    ? (piece) => large.includes(piece)
    : null;
};

/** Figures are words, nought too, and no cell holds a stroke that could be taken for one. */
const worded: Habit = (pieces) => {
  const isWord = (piece: Piece) =>
    isWhole(piece) && !/\d/.test(printOf(piece)) && readNumeral(printOf(piece)) !== null;
  const words = pieces.filter((piece) => isWord(piece) && !isOdd(piece));
  const strokes = pieces.some(({ state }) => state === "struck");
  const saysNought = pieces.some(({ value }) => value === "0");
  return words.length >= FEWEST_SAME && saysNought && !strokes ? isWord : null;
};
