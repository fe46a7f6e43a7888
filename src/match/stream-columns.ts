// Where a layout keeps figures under their columns: the columns that each figure of an incomplete row may stand in.
// Must not know labels, values or relations.
import { charWidth } from "../text/width.ts";
import type { Stream } from "./stream-text.ts";
import type { Token } from "./stream-tokens.ts";

/** A figure this far from a column's middle, in distances between columns, may stand in it. */
const REACH = 0.7;
/** Complete rows that must agree on where the columns are. */
const LEAST_ROWS = 2;

/**
 * For each figure of row `index` the columns it may stand in, by where the complete rows of its page have theirs: another
 * page may set them elsewhere. Null where too few rows tell, or where they do not agree.
 */
export function allowedColumns(
  stream: Stream,
  rows: readonly (readonly Token[])[],
  index: number,
  width: number,
): Allowed | null {
  const tokens = rows[index] ?? [];
  if (width < 2 || tokens.length >= width || !onOneLine(stream, tokens)) return null;
  const page = pageOf(stream, tokens);
  const here = rows.filter((row) => onOneLine(stream, row) && pageOf(stream, row) === page);
  for (const wide of [2, 1] as const) {
    const allowed = nearMiddles(stream, here, tokens, width, wide);
    if (allowed?.every((columns) => columns.size > 0)) return allowed;
  }
  return null;
}

type Allowed = readonly ReadonlySet<number>[];

/** The figures stand near the middles of the columns that complete rows of the page have. */
function nearMiddles(
  stream: Stream,
  rows: readonly (readonly Token[])[],
  tokens: readonly Token[],
  width: number,
  wide: 1 | 2,
): Allowed | null {
  const complete = rows.filter((row) => row.length === width);
  if (complete.length < LEAST_ROWS) return null;
  const placed = complete.map((row) => row.map((token) => middleOf(stream, token, wide)));
  const middles = means(placed);
  if (!agree(placed, middles)) return null;
  return tokens.map((token) => new Set(columnsNear(middleOf(stream, token, wide), middles)));
}

/** Pages before the figures' own; a page begins with a form feed. */
function pageOf(stream: Stream, tokens: readonly Token[]): number {
  const line = stream.lineOf[tokens[0]?.from ?? 0] ?? 0;
  let page = 0;
  for (let at = 0; at <= line; at += 1) if (stream.lines[at]?.text.startsWith("\f")) page += 1;
  return page;
}

function onOneLine(stream: Stream, tokens: readonly Token[]): boolean {
  return new Set(tokens.map((token) => stream.lineOf[token.from])).size <= 1;
}

/** True when no row's figure comes near another row's next column. */
function agree(rows: readonly (readonly number[])[], middles: readonly number[]): boolean {
  return rows.every((row) =>
    row.every((middle, column) => columnsNear(middle, middles).join() === String(column)),
  );
}

function means(rows: readonly (readonly number[])[]): number[] {
  const width = rows[0]?.length ?? 0;
  return Array.from(
    { length: width },
    (_, column) => rows.reduce((sum, row) => sum + (row[column] ?? 0), 0) / rows.length,
  );
}

function columnsNear(middle: number, middles: readonly number[]): number[] {
  return middles.flatMap((at, column) => {
    const neighbour = middle < at ? middles[column - 1] : middles[column + 1];
    const beyond = middle < at ? middles[column + 1] : middles[column - 1];
    const distance = neighbour === undefined ? Math.abs((beyond ?? at) - at) : Math.abs(neighbour - at);
    return Math.abs(middle - at) <= REACH * distance ? [column] : [];
  });
}

function middleOf(stream: Stream, token: Token, wide: 1 | 2): number {
  const { left, right } = spanOf(stream, token, wide);
  return (left + right) / 2;
}

/** Where a figure stands in screen columns; programs disagree on how wide Chinese characters are. */
function spanOf(stream: Stream, token: Token, wide: 1 | 2): { left: number; right: number } {
  const line = stream.lines[stream.lineOf[token.from] ?? 0]?.text ?? "";
  const from = stream.offsetOf[token.from] ?? 0;
  const to = (stream.offsetOf[token.to - 1] ?? from) + 1;
  const left = widthOf(line.slice(0, from), wide);
  return { left, right: left + widthOf(line.slice(from, to), wide) };
}

function widthOf(text: string, wide: 1 | 2): number {
  let sum = 0;
  for (const char of text) sum += Math.min(wide, charWidth(char));
  return sum;
}
