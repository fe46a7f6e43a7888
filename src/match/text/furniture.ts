// Cells between a row's label and its figures that are no column's: its unit, its number in the list of rows.
// Must not know relations or what the figures mean.
import type { FormBlock } from "../../model/form.ts";
import { isLetter } from "../../text/letters.ts";
import { headReach, wordingOf } from "../labels/anchors.ts";
import { type BoundRow, isFull } from "../print/row.ts";
import { fillsCell, isDigit, isGap, type Stream } from "../print/stream.ts";
import type { Lexicon, Token } from "../print/tokens.ts";
import { COLUMN_OF_ROWS, COLUMN_SHARE, SUSPECT_SHARE } from "../weights/text-columns.ts";
import { mostFrequent } from "./most-frequent.ts";

/**
 * The rows, each with its figures beginning behind the columns that no figures stand in. A number counts as the row's own
 * where a head of such a column is printed and the numbers go on from row to row; a row in which it does not is in doubt.
 */
export function passFurniture(stream: Stream, rows: readonly BoundRow[], lexicon: Lexicon): BoundRow[] {
  const passed = new Map<BoundRow, BoundRow>();
  for (const block of new Set(rows.map((row) => row.block))) {
    const inside = rows.filter((row) => row.block === block);
    const columns = columnsHeaded(stream, inside, block, lexicon);
    const units = inside.map(
      (row) => behindUnit(stream, row, lexicon) ?? (columns > 0 ? behindMark(stream, row) : null),
    );
    const hasUnits = isMost(units.filter((at) => at !== null).length, inside.length);
    const behind = inside.map((row, index) => (hasUnits ? labelledTo(row, units[index] ?? null) : row));
    const numbered = columns - Number(hasUnits) > 0 ? withoutNumbers(behind) : withUnsureNumbers(behind);
    inside.forEach((row, index) => {
      passed.set(row, numbered[index] ?? row);
    });
  }
  return rows.map((row) => passed.get(row) ?? row);
}

const isMost = (count: number, of: number) => count >= COLUMN_OF_ROWS && count >= COLUMN_SHARE * of;

/** What stands behind the label up to `at` is no figure of the row. */
function labelledTo(row: BoundRow, at: number | null): BoundRow {
  const passed = row.zone.tokens.filter(({ from }) => from >= row.zone.label && from < (at ?? 0));
  return at === null ? row : without(row, passed, at);
}

function without(row: BoundRow, tokens: readonly Token[], label: number): BoundRow {
  const passed = [...(row.passed ?? []), ...tokens.map(({ from }) => from)];
  const kept = row.zone.tokens.filter((token) => !tokens.includes(token));
  return { ...row, passed, zone: { ...row.zone, label, tokens: kept } };
}

/** Behind a mark that fills the unit's cell, where the form's row has no unit. */
function behindMark({ syms }: Stream, { row, block, zone }: BoundRow): number | null {
  const first = zone.tokens.find(({ from }) => from >= zone.label);
  const hasUnit = row.unit !== null || block.columns.some(({ unit }) => unit !== null);
  if (hasUnit || first?.kind !== "struck") return null;
  return syms.slice(zone.label, first.from).every(isGap) ? first.to : null;
}

/** How many columns beside that of the labels have a head over the block, and hold no figures. */
function columnsHeaded(
  stream: Stream,
  rows: readonly BoundRow[],
  block: FormBlock,
  { conventions }: Lexicon,
): number {
  const first = rows[0]?.zone.from ?? 0;
  const reach = headReach(block) + 2 * block.furniture.length;
  const upTo = stream.letterAt.findIndex((at) => at >= first);
  const words = [...block.furniture.slice(1).map(({ text }) => text), ...conventions.columnWords];
  const headed = [...new Set(words.map((word) => wordingOf(word).letters))].filter((word) =>
    standsBetween(stream, word, Math.max(0, upTo - reach), upTo),
  );
  return headed.length;
}

/** Whether a word fills a cell of its own among the letters [from, to). */
function standsBetween(stream: Stream, word: string, from: number, to: number): boolean {
  let at = stream.letters.indexOf(word, from);
  while (at >= 0 && at < to && !fillsCell(stream, at, word.length)) at = stream.letters.indexOf(word, at + 1);
  return at >= 0 && at < to;
}

/** Behind a unit that fills the cell next to the label. */
function behindUnit({ syms }: Stream, { zone }: BoundRow, { units }: Lexicon): number | null {
  let at = zone.label;
  while (at < zone.stop && isGap(syms[at])) at += 1;
  if (at === zone.label) return null;
  let to = at;
  while (to < zone.stop && isLetter(syms[to] ?? "")) to += 1;
  return units.includes(syms.slice(at, to).join("")) && isGap(syms[to] ?? "\n") ? to : null;
}

/** The numbers go on from row to row of the print, or of the form where rows between were not found. */
function withoutNumbers(rows: readonly BoundRow[]): readonly BoundRow[] {
  const first = rows.map(({ zone }) => zone.tokens[0]);
  const counts = [
    countFrom(first, (index) => index),
    countFrom(first, (index) => rows[index]?.block.rows.indexOf(rows[index].row) ?? index),
  ];
  const agreeing = counts.reduce((most, one) => (one.size > most.size ? one : most));
  if (!isMost(agreeing.size, rows.length)) {
    const suspect = agreeing.size >= COLUMN_OF_ROWS && agreeing.size >= SUSPECT_SHARE * rows.length;
    return suspect ? rows.map((row) => ({ ...row, unnumbered: true })) : rows;
  }
  return rows.map((row, index) => {
    const { zone } = row;
    const [number] = zone.tokens;
    if (number && agreeing.has(index)) return without(row, [number], Math.max(zone.label, number.to));
    return { ...row, unnumbered: true };
  });
}

/**
 * Figures that count the rows, where the form has columns without figures and no head says that this is one: nobody knows what
 * stands in it, unless all rows fill their columns with them.
 */
function withUnsureNumbers(rows: readonly BoundRow[]): readonly BoundRow[] {
  if (rows.every(({ block }) => block.furniture.length < 2) || rows.every(isFull)) return rows;
  const counted = countFrom(rows.map(firstFigure), (index) => index);
  return isMost(counted.size, rows.length) ? rows.map((row) => ({ ...row, unnumbered: true })) : rows;
}

const firstFigure = ({ zone }: BoundRow) => zone.tokens.find(({ kind }) => kind === "figure");

/** Of numbers, one a row, the indexes of those that are as far from their row's place as most. */
function countFrom(
  numbers: readonly (Token | undefined)[],
  placeOf: (index: number) => number,
): ReadonlySet<number> {
  const starts = numbers.map((token, index) => {
    const number = numberOf(token);
    return number === null ? null : number - placeOf(index);
  });
  const start = mostFrequent(starts.filter((one) => one !== null));
  return new Set([...starts.keys()].filter((index) => start !== null && starts[index] === start));
}

function numberOf(token: Token | undefined): number | null {
  return token?.kind === "figure" && token.unit === null && [...token.text].every(isDigit)
    ? Number(token.text)
    : null;
}
