// Tables whose arithmetic is so broken that the reading is the likelier fault than the publisher's sums.
// Changes no figure: it doubts whole tables, and says nothing of single ones.
import type { Doubt } from "../model/doubts.ts";
import type { CheckResult, ReportCell } from "../model/report.ts";
import { decimalsOf, scaled } from "../text/decimals.ts";
import { type CheckedTable, checkTables, partialSums } from "./check.ts";

export const BROKEN: Doubt = "relations-broken";

/**
 * A publisher's misprint breaks the one or two sums that it stands in; a column moved by one breaks most. In 455 tables
 * of honest documents no table reaches both bounds, and of 1,007 figures read wrongly in silence 755 stood in tables that do.
 */
const LEAST_FAILURES = 3;
const LEAST_SHARE = 0.15;

/** The tables as they are, the cells of broken ones in doubt with their values kept. */
export function doubtBroken<Table extends CheckedTable>(tables: readonly Table[]): readonly Table[] {
  return tables.map((table) => {
    if (!isBroken(table)) return table;
    const cells = table.cells.map((cell): ReportCell => ({ ...cell, doubts: [...cell.doubts, BROKEN] }));
    return { ...table, cells };
  });
}

function isBroken(table: CheckedTable): boolean {
  const evaluable = checkTables([table]).filter(({ status }) => status !== "not_evaluable");
  const partial = partialSums(table);
  const failing =
    evaluable.filter((result) => result.status === "fails" && !countsAddedPart(result, table)).length +
    partial.filter((sum) => sum === "impossible").length;
  return failing >= LEAST_FAILURES && failing >= LEAST_SHARE * (evaluable.length + partial.length);
}

/**
 * Whether a sum holds with the figures that the document added to its row or column: one of them, or all. Then it says of the form's
 * own figures what it would without the addition. @example a fifth outcome between those of a review, which its total counts
 */
function countsAddedPart({ relation, at, lhs, rhs }: CheckResult, { form, cells }: CheckedTable): boolean {
  const inRow = form.relations.find(({ id }) => id === relation)?.scope === "each row";
  const added = cells.flatMap(({ row, column, value }) => {
    const [place, own] = inRow ? [row, column] : [column, row];
    return place === at && own.startsWith(ADDED) && value !== null ? [value] : [];
  });
  if (added.length === 0 || lhs === null || rhs === null) return false;
  const decimals = Math.max(...[lhs, rhs, ...added].map(decimalsOf));
  const [left, right, ...parts] = [lhs, rhs, ...added].map((value) => scaled(value, decimals) ?? Number.NaN);
  const gap = Math.abs((left ?? 0) - (right ?? 0));
  return parts.includes(gap) || parts.reduce((sum, part) => sum + part, 0) === gap;
}

/** What the keys of rows and columns begin with that stand in no form. */
const ADDED = "label:";
