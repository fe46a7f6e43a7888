// Which of several readings of a layout its relations speak for. Must not know where anything stands.
import type { AssignedRow } from "../../solve/assign.ts";
import { type ColumnRule, compares, type RowRule, type Rule } from "../../solve/instances.ts";

/** How many relations a table breaks in which nothing printed counts as zero. */
export function broken(
  values: readonly (readonly number[])[],
  keys: readonly string[],
  rules: readonly RowRule[],
  across: readonly ColumnRule[],
): number {
  const sum = (rule: Rule, at: (slot: number) => number): number =>
    [...rule.left, ...rule.right].reduce((total, { slot, factor }) => total + factor * at(slot), 0);
  // That one figure is no more than another says nothing of a blank.
  const isTold = ({ operator, left, right }: Rule, row: readonly number[]) =>
    operator === "=" || [left, right].every((side) => side.some(({ slot }) => row[slot] !== 0));
  const within = values.flatMap((row, index) =>
    rules
      .filter(({ only }) => only === null || only.includes(keys[index] ?? ""))
      .filter((rule) => isTold(rule, row))
      .map((rule) =>
        compares(
          rule.operator,
          sum(rule, (slot) => row[slot] ?? 0),
        ),
      ),
  );
  const over = across.map((rule) =>
    compares(
      rule.operator,
      sum(rule, (slot) => values[slot]?.[rule.column] ?? 0),
    ),
  );
  return [...within, ...over].filter((holds) => !holds).length;
}

/** The best of several readings, with what the others say that break at most one relation more. */
export function mostlyTrue(
  found: readonly (readonly AssignedRow[])[],
  cost: (rows: readonly AssignedRow[]) => number,
): readonly AssignedRow[] | null {
  const costs = found.map(cost);
  const least = Math.min(...costs);
  const possible = found.filter((_, index) => (costs[index] ?? least) <= least + 1);
  const best = found[costs.indexOf(least)];
  return (
    best?.map(
      (row, index): AssignedRow => ({
        cells: row.cells,
        texts: row.texts.map((_, column) => [
          ...new Set(possible.flatMap((rows) => rows[index]?.texts[column] ?? [])),
        ]),
        settledBy: "arithmetic",
      }),
    ) ?? null
  );
}
