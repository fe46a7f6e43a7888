// The sums of a row found in a text, with its figures at one cell or another. Must not know labels or how rows were found.
import type { Relation } from "../../model/form.ts";
import { type RowRule, rowRules, verdict } from "../../solve/instances.ts";
import { decimalsOf, plainDecimal, scaled } from "../../text/decimals.ts";
import type { BoundRow } from "../print/row.ts";

/** Whether the row's sums, and of more than zeros, hold with a figure in each column. */
export function sumsHold(row: BoundRow, relations: readonly Relation[]): boolean {
  const { tokens } = row.zone;
  if (tokens.length !== row.block.columns.length) return false;
  const sums = rulesOf(row, relations).filter(({ operator }) => operator === "=");
  const at = figuresAt(row, [...tokens.keys()]);
  return (
    sums.length > 0 &&
    tokens.some((_, slot) => at(slot) !== 0) &&
    sums.every((rule) => verdict(rule, at) === "holds")
  );
}

/**
 * Whether no other cell than the empty one can be the one too many: without any of the row's figures its sums fail when the empty
 * cell stands among the others.
 * @param blank the figure before which an empty cell stands
 */
export function sumsTellSurplus(row: BoundRow, blank: number, relations: readonly Relation[]): boolean {
  const { tokens } = row.zone;
  return tokens.every((_, surplus) => {
    const kept = tokens.filter((_, index) => index !== surplus);
    const before = surplus < blank ? blank - 1 : blank;
    const cells = kept.map((_, index) => (index < before ? index : index + 1));
    return !breaksNoRule({ ...row, zone: { ...row.zone, tokens: kept } }, cells, relations);
  });
}

/** Whether no sum of the row fails with its figures at these cells. */
export function breaksNoRule(
  row: BoundRow,
  cells: readonly number[],
  relations: readonly Relation[],
): boolean {
  const at = figuresAt(row, cells);
  return rulesOf(row, relations).every((rule) => verdict(rule, at) !== "fails");
}

function rulesOf({ block }: BoundRow, relations: readonly Relation[]): RowRule[] {
  return rowRules(
    relations,
    block.columns.map(({ key }) => key),
  );
}

/** The row's figures as the rules compare them, with each at its cell; null for a cell without one. */
function figuresAt(row: BoundRow, cells: readonly number[]): (slot: number) => number | null {
  const texts = new Map(row.zone.tokens.map((token, index) => [cells[index], plainDecimal(token.text)]));
  const decimals = Math.max(0, ...row.zone.tokens.map(({ text }) => decimalsOf(text)));
  return (slot) => {
    const text = texts.get(slot) ?? null;
    return text === null ? null : scaled(text, decimals);
  };
}
