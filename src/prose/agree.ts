// Holds a statement against the cells of the form that it should equal.
// Must not change either: a difference is a finding.
import type { Place } from "../model/place.ts";
import type { CellName, Equals, Statement, StatementRule } from "../model/prose.ts";
import type { ReportCell } from "../model/report.ts";
import { fold } from "../text/fold.ts";

export interface Agreement {
  readonly agreesWithTable: "agrees" | "differs";
  readonly tableValue: string;
  readonly tableCell: string;
}

/** Cells of every edition are tried: a report may print a local form beside the national one. Null where the report has no such cell, it is blank or in doubt, or the words only say about how many. */
export function agreementOf(
  statement: Statement,
  rule: StatementRule,
  cells: readonly ReportCell[],
): Agreement | null {
  if (statement.approximate) return null;
  for (const equals of rule.equals) {
    if (equals.period !== statement.period) continue;
    if (equals.labels.length > 0 && !equals.labels.some((word) => statement.label.includes(word))) continue;
    const terms = termsOf(equals, cells, statement.at);
    if (terms) return compare(statement, rule, terms);
  }
  return null;
}

/** Every cell of the sum, all of them certain figures. */
function termsOf(equals: Equals, cells: readonly ReportCell[], at: Place): ReportCell[] | null {
  const terms: ReportCell[] = [];
  for (const name of equals.cells) {
    const found = cells.filter((cell) => isNamed(cell, name));
    if (found.length === 0) return null;
    if (found.some(({ value, state, doubts }) => value === null || state !== "reported" || doubts.length > 0))
      return null;
    // Read off the sentence itself, it confirms nothing.
    if (found.some((cell) => isSamePlace(cell.at, at))) return null;
    terms.push(...found);
  }
  return terms;
}

function isSamePlace(cell: Place, said: Place): boolean {
  if (cell.line !== said.line || cell.page !== said.page || !cell.chars || !said.chars) return false;
  return cell.chars[0] <= said.chars[1] && said.chars[0] <= cell.chars[1];
}

function isNamed(cell: ReportCell, name: CellName): boolean {
  return fits(cell.table, name.table) && fits(cell.row, name.row) && fits(cell.column, name.column);
}

function fits(key: string, name: string): boolean {
  return name.endsWith("*") ? key.startsWith(name.slice(0, -1)) : key === name;
}

/** Null where the sentence rounds, and the cell may be what it rounds. */
function compare(statement: Statement, rule: StatementRule, terms: readonly ReportCell[]): Agreement | null {
  const sum = terms.reduce((total, { value }) => total + Number(value), 0);
  const tableValue = String(Number(sum.toFixed(6)));
  const said = Number(statement.value) * scaleOf(rule, statement.unit);
  const printed = sum * scaleOf(rule, terms[0]?.unit ?? rule.cellUnit);
  const apart = Math.abs(said - printed);
  const same = apart < 1e-6 * Math.max(1, Math.abs(printed));
  if (!same && apart <= roundedBy(statement, said)) return null;
  return {
    agreesWithTable: same ? "agrees" : "differs",
    tableValue,
    tableCell: terms.map(({ table, row, column }) => `${table}/${row}/${column}`).join(" + "),
  };
}

/** Half of what the last digit printed is worth, where the figure is printed in tens of thousands; 0 where it counts one by one. */
function roundedBy({ raw }: Statement, said: number): number {
  const digits = /^\d+(?:\.\d+)?/.exec(fold(raw).replaceAll(",", ""))?.[0];
  if (digits === undefined || Number(digits) === 0) return 0;
  const worth = said / Number(digits);
  return worth > 1 ? (worth / 2) * 10 ** -(digits.split(".")[1]?.length ?? 0) : 0;
}

function scaleOf(rule: StatementRule, unit: string): number {
  return rule.scale.get(unit) ?? 1;
}
