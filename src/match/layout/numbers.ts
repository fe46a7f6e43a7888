// What stands in columns between labels and figures: the number that counts a row, for rows that only places bring to light, and
// lines of rows that have lost their labels. Must not know labels, figures' meaning or relations.
import type { BoundRow } from "../print/row.ts";
import { isDigit, isGap, type Stream } from "../print/stream.ts";
import { charsOf, type Extent, extentOf, type Metric, metricOf } from "./page.ts";

interface Print {
  readonly from: number;
  readonly to: number;
}

interface PrintedNumber extends Print {
  readonly value: number;
}

/**
 * A row without its number among its figures: in the column in which the other rows have theirs it must have one that these
 * lack, else it is not counted. Where no row has a number the row is as it was.
 * @param rows the block's rows found in the run of the text
 * @param lines those that the row's label stands on
 */
export function withoutNumber<Row extends BoundRow>(
  stream: Stream,
  row: Row,
  rows: readonly BoundRow[],
  [first, last]: readonly [number, number],
): Row {
  const counted = numbersOf(stream, rows);
  if (counted.length === 0) return row;
  const strips = stripsOf(stream, counted);
  const own = Array.from({ length: last - first + 1 }, (_, index) => first + index)
    .flatMap((line) => numbersOn(stream, line))
    .filter(({ value }) => isOpen(value, counted))
    .find(({ from, to }) =>
      strips.some(({ metric, strip }) => overlaps(extentOf(stream, from, to, metric), strip)),
    );
  return own === undefined ? { ...row, unnumbered: true } : { ...row, passed: [own.from] };
}

/**
 * Whether a line that prints no label begins with the number or the mark of a row: where the others have theirs, a number that none
 * of them has. What follows is no row's that has its own: a row has lost its label there.
 * @param first what the line prints first but for units
 * @param rows all of the block
 */
export function countsRow(stream: Stream, first: Print | undefined, rows: readonly BoundRow[]): boolean {
  if (first === undefined) return false;
  const counted = numbersOf(stream, rows);
  const number = numberAt(stream, first.from);
  const own =
    number === null
      ? rows.flatMap(({ passed = [] }) => passed.map((from) => ({ from, to: from + first.to - first.from })))
      : counted;
  const isOwn =
    number === null
      ? own.some((one) => textOf(stream, one) === textOf(stream, first))
      : isOpen(number.value, counted);
  if (!isOwn) return false;
  return stripsOf(stream, own).every(({ metric, strip }) =>
    overlaps(extentOf(stream, first.from, first.to, metric), strip),
  );
}

const textOf = ({ syms }: Stream, { from, to }: Print) => syms.slice(from, to).join("");

/** Whether a row has a number or mark of its own between its label and its figures. */
export const isCounted = (row: BoundRow | undefined) => (row?.passed ?? []).length > 0;

/** The numbers that count some rows. */
const numbersOf = (stream: Stream, rows: readonly BoundRow[]): PrintedNumber[] =>
  rows.flatMap(({ passed = [] }) => passed.flatMap((at) => numberAt(stream, at) ?? []));

/** Whether a number goes on from others, or is one that they lack. */
function isOpen(value: number, counted: readonly PrintedNumber[]): boolean {
  const values = counted.map((one) => one.value);
  return value <= Math.max(...values) + 1 && !values.includes(value);
}

/** The digits that begin at a character and fill their cell. */
function numberAt({ syms }: Stream, from: number): PrintedNumber | null {
  let to = from;
  while (isDigit(syms[to])) to += 1;
  const alone = isGap(syms[from - 1] ?? "\n") && isGap(syms[to] ?? "\n");
  return to > from && alone ? { from, to, value: Number(syms.slice(from, to).join("")) } : null;
}

function numbersOn(stream: Stream, line: number): PrintedNumber[] {
  const { from, to } = charsOf(stream, line);
  return Array.from({ length: to - from }, (_, index) => from + index).flatMap(
    (at) => numberAt(stream, at) ?? [],
  );
}

/** What some print covers of the screen, in whichever metric the text may be laid out. */
function stripsOf(stream: Stream, print: readonly Print[]): { metric: Metric; strip: Extent }[] {
  const metric = metricOf(stream);
  return (metric === null ? ([1, 2] as const) : [metric]).map((one) => ({
    metric: one,
    strip: stripOf(stream, print, one),
  }));
}

function stripOf(stream: Stream, print: readonly Print[], metric: Metric): Extent {
  const extents = print.map(({ from, to }) => extentOf(stream, from, to, metric));
  return {
    left: Math.min(...extents.map(({ left }) => left)),
    right: Math.max(...extents.map(({ right }) => right)),
  };
}

const overlaps = (a: Extent, b: Extent) => a.left < b.right && b.left < a.right;
