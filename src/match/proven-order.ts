// Rows whose figures may stand in another order than their cells, where sums over their columns show that they do not.
// Must not know how rows were found.
import type { Relation } from "../model/form.ts";
import type { ReportCell } from "../model/report.ts";
import { withoutSign } from "../model/signs.ts";
import { columnRules, slotsOf, verdict } from "../solve/instances.ts";
import { decimalsOf, scaled } from "../text/decimals.ts";

/**
 * The cells of a print, without doubt about the order of a row where a sum of certain figures holds in each of its columns. A row
 * that was proven proves others.
 */
export function withProvenOrder(cells: readonly ReportCell[], relations: readonly Relation[]): ReportCell[] {
  let known = [...cells];
  const open = new Set(cells.filter(isOpen).map(({ row }) => row));
  for (;;) {
    const proven = [...open].find((row) => isProven(row, known, relations));
    if (proven === undefined) return known;
    open.delete(proven);
    known = known.map((cell) =>
      cell.row === proven && isOpen(cell) ? withoutSign(cell, "scattered") : cell,
    );
  }
}

const isOpen = ({ signs = [] }: ReportCell) => signs.length === 1 && signs[0] === "scattered";

function isProven(row: string, cells: readonly ReportCell[], relations: readonly Relation[]): boolean {
  const keys = [...new Set(cells.map((cell) => cell.row))];
  const own = cells.filter((cell) => cell.row === row && !cell.column.startsWith("label:"));
  const slot = keys.indexOf(row);
  return own.every((cell) => {
    const inColumn = keys.map((key) => cells.find((one) => one.row === key && one.column === cell.column));
    const isKnown = (at: number) => (at === slot ? isOpen(cell) : inColumn[at]?.doubts.length === 0);
    const decimals = Math.max(0, ...inColumn.map((one) => decimalsOf(one?.value ?? "")));
    const valueAt = (at: number) => {
      const value = inColumn[at]?.value ?? null;
      return value === null ? null : scaled(value, decimals);
    };
    return columnRules(relations, keys, [cell.column]).some((rule) => {
      const slots = slotsOf(rule);
      const proves = rule.operator === "=" && slots.includes(slot) && slots.every(isKnown);
      return proves && verdict(rule, valueAt) === "holds";
    });
  });
}
