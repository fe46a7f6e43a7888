// Tables whose arithmetic is so broken that the reading is the likelier fault than the publisher's sums.
// Changes no figure: it doubts whole tables, and says nothing of single ones.
import type { Doubt } from "../model/doubts.ts";
import type { ReportCell } from "../model/report.ts";
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
    evaluable.filter(({ status }) => status === "fails").length +
    partial.filter((sum) => sum === "impossible").length;
  return failing >= LEAST_FAILURES && failing >= LEAST_SHARE * (evaluable.length + partial.length);
}
