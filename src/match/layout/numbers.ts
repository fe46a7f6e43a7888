// The number that counts a row in a column of its own, for rows that only places bring to light.
// Must not know labels, figures' meaning or relations.
import type { BoundRow } from "../print/row.ts";
import { isDigit, isGap, type Stream } from "../print/stream.ts";
import { charsOf, type Extent, extentOf, type Metric, metricOf } from "./page.ts";

interface PrintedNumber {
  readonly from: number;
  readonly to: number;
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
  const counted = rows.flatMap(({ passed = [] }) => passed.flatMap((at) => numberAt(stream, at) ?? []));
  if (counted.length === 0) return row;
  const values = counted.map(({ value }) => value);
  const isOpen = (value: number) => value <= Math.max(...values) + 1 && !values.includes(value);
  const metric = metricOf(stream);
  const strips = (metric === null ? ([1, 2] as const) : [metric]).map((one) => ({
    metric: one,
    strip: stripOf(stream, counted, one),
  }));
  const own = Array.from({ length: last - first + 1 }, (_, index) => first + index)
    .flatMap((line) => numbersOn(stream, line))
    .filter(({ value }) => isOpen(value))
    .find(({ from, to }) =>
      strips.some(({ metric: one, strip }) => overlaps(extentOf(stream, from, to, one), strip)),
    );
  return own === undefined ? { ...row, unnumbered: true } : { ...row, passed: [own.from] };
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

/** What the numbers of the other rows cover of the screen. */
function stripOf(stream: Stream, numbers: readonly PrintedNumber[], metric: Metric): Extent {
  const extents = numbers.map(({ from, to }) => extentOf(stream, from, to, metric));
  return {
    left: Math.min(...extents.map(({ left }) => left)),
    right: Math.max(...extents.map(({ right }) => right)),
  };
}

const overlaps = (a: Extent, b: Extent) => a.left < b.right && b.left < a.right;
