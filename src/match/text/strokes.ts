// Rows that print a stroke for nothing and their figures with nothing between: how many characters stand there says that each is
// a cell. Must not know labels or how rows were found.
import type { Relation } from "../../model/form.ts";
import { rowRules, verdict } from "../../solve/instances.ts";
import { isLetter } from "../../text/letters.ts";
import type { BoundRow } from "../print/row.ts";
import { isDigit, isGap, type Stream, startsWith } from "../print/stream.ts";
import { countFigures, type Lexicon, type Token } from "../print/tokens.ts";
import { LEAST_APART } from "../weights/print.ts";

/** A table's rows, those among them that were taken apart, and whether nothing is always printed as a stroke. */
export interface RowsApart {
  readonly rows: readonly BoundRow[];
  readonly apart: ReadonlySet<BoundRow>;
  readonly printsNothing: boolean;
}

/**
 * Rows with a token for each of their cells where strokes and digits fill them and nothing else is printed: as many as there are cells.
 * Strokes alone are nothing in every cell; with digits among them the row's sums must hold, since a figure of two digits could make up
 * for a cell that was left out.
 */
export function withStrokesApart(
  stream: Stream,
  rows: readonly BoundRow[],
  relations: readonly Relation[],
  lexicon: Lexicon,
): RowsApart {
  const apart = new Set<BoundRow>();
  let printsNothing = false;
  const cut = rows.map((row) => {
    const tokens = cellsIn(stream, row, lexicon);
    if (tokens === null || !(isNothing(tokens) || sumsHold(row, tokens, relations))) return row;
    const to = tokens.at(-1)?.to ?? row.zone.to;
    const whole = { ...row, zone: { ...row.zone, to, tokens, strays: 0 } };
    apart.add(whole);
    printsNothing ||= isNothing(tokens);
    return whole;
  });
  return { rows: cut, apart, printsNothing };
}

/** One token a cell; null where the row does not print as many strokes and digits as it has cells, and nothing else. */
function cellsIn(stream: Stream, { zone, block, letters }: BoundRow, lexicon: Lexicon): Token[] | null {
  const width = block.columns.length;
  const hasMore = zone.ends.length > 0 || zone.tokens.some(({ unit }) => unit !== null);
  if (hasMore || zone.tokens.length >= width || width < LEAST_APART) return null;
  let from = zone.label;
  // A row without a label stands in the line below its heads.
  while (stream.syms[from] === " " || (letters.length === 0 && stream.syms[from] === "\n")) from += 1;
  if ((zone.tokens[0]?.from ?? from) !== from) return null;
  const known = zone.tokens.at(-1)?.to ?? from;
  for (const stroke of lexicon.placeholders.filter((word) => !isLetter(word))) {
    const cells = cutFrom(stream, from, zone.stop, stroke);
    const to = cells.at(-1)?.to ?? from;
    const sym = stream.syms[to] ?? "\n";
    const ends = known <= to && (isGap(sym) || isLetter(sym) || to === zone.stop);
    const fills = cells.length === width && cells.some(({ kind }) => kind === "struck");
    if (ends && fills && zone.strays <= countFigures(stream, known, to, lexicon)) return cells;
  }
  return null;
}

/** Strokes and digits as they follow each other. */
function cutFrom(stream: Stream, from: number, stop: number, stroke: string): Token[] {
  const cells: Token[] = [];
  for (let at = from; at < stop; ) {
    const struck = startsWith(stream, at, stroke);
    const text = struck ? stroke : (stream.syms[at] ?? "");
    if (!struck && !isDigit(text)) break;
    cells.push({ kind: struck ? "struck" : "figure", from: at, to: at + text.length, text, unit: null });
    at += text.length;
  }
  return cells;
}

const isNothing = (tokens: readonly Token[]) => tokens.every(({ kind }) => kind === "struck");

/** Whether the row has sums, and all of them hold where a stroke counts as nothing. */
function sumsHold({ block }: BoundRow, tokens: readonly Token[], relations: readonly Relation[]): boolean {
  const columns = block.columns.map(({ key }) => key);
  const sums = rowRules(relations, columns).filter(({ operator }) => operator === "=");
  const at = (slot: number) => (tokens[slot]?.kind === "figure" ? Number(tokens[slot].text) : 0);
  return sums.length > 0 && sums.every((rule) => verdict(rule, at) === "holds");
}
