// Cells whose readings can only be right together: digits that were printed as one and cut into several cells.
// Nothing is chosen here: every way that keeps the digits is offered, with what the table's relations say of it.
import { type CheckedTable, checkTables } from "../check/check.ts";
import { locator } from "../model/place.ts";
import type { ReportCell } from "../model/report.ts";
import type { Choice } from "./wire.ts";

/** More ways than a person looks through. */
const MOST_OPTIONS = 9;
/** Combinations tried for one group. */
const MOST_TRIED = 4096;

export function choicesIn(tables: readonly CheckedTable[]): Choice[] {
  return tables.flatMap((table) => groupsOf(table.cells).flatMap((group) => choiceOf(group, table)));
}

/** Neighbours in a row that all have one print. */
function groupsOf(cells: readonly ReportCell[]): ReportCell[][] {
  const groups: ReportCell[][] = [];
  let open: ReportCell[] = [];
  for (const cell of cells) {
    if ((cell.alternatives?.length ?? 0) === 0) continue;
    if (open[0] && sharesPrint(open[0], cell)) open.push(cell);
    else {
      open = [cell];
      groups.push(open);
    }
  }
  return groups.filter((group) => group.length > 1);
}

const sharesPrint = (one: ReportCell, other: ReportCell) =>
  one.row === other.row && one.raw === other.raw && locator(one.at) === locator(other.at);

function choiceOf(group: readonly ReportCell[], table: CheckedTable): Choice[] {
  const ways = waysOf(group);
  if (ways.length < 2) return [];
  const options = ways
    .map((values) => ({ values, ...sums(values, group, table) }))
    .sort((a, b) => a.fails - b.fails || b.holds - a.holds || blanks(a.values) - blanks(b.values))
    .slice(0, MOST_OPTIONS);
  return [{ cells: group.map(({ table: key, row, column }) => ({ table: key, row, column })), options }];
}

/** One reading for each cell, so that all of them together are what is printed. */
function waysOf(group: readonly ReportCell[]): string[][] {
  const print = (group[0]?.raw ?? "").normalize("NFKC").replace(/[\s,]/g, "");
  let ways: string[][] = [[]];
  for (const { alternatives = [] } of group) {
    ways = ways
      .flatMap((way) => alternatives.map((one) => [...way, one]))
      .filter((way) => print.startsWith(way.join("")));
    if (ways.length > MOST_TRIED) return [];
  }
  return ways.filter((way) => way.join("") === print);
}

function sums(values: readonly string[], group: readonly ReportCell[], table: CheckedTable) {
  const cells = table.cells.map((cell): ReportCell => {
    const index = group.indexOf(cell);
    return index < 0 ? cell : { ...cell, value: values[index] || null };
  });
  const checks = checkTables([{ ...table, cells }]);
  const count = (status: string) => checks.filter((check) => check.status === status).length;
  return { holds: count("holds"), fails: count("fails") };
}

const blanks = (values: readonly string[]) => values.filter((one) => one === "").length;
