// Holds the statements of a report against its table, and keeps back differences that several figures for one cell explain.
// Must not know words; it changes no figure.
import type { Statement, StatementRule } from "../model/prose.ts";
import type { ReportCell } from "../model/report.ts";
import { type Agreement, agreementOf } from "./agree.ts";

const NONE = { agreesWithTable: null, tableValue: null, tableCell: null } as const;

export function compared(
  statements: readonly Statement[],
  rules: readonly StatementRule[],
  cells: readonly ReportCell[],
): Statement[] {
  const byKey = new Map(rules.map((rule) => [rule.key, rule]));
  return statements.map((statement) => {
    const rule = byKey.get(statement.statement);
    const agreement = rule && isHeld(statement) ? agreementOf(statement, rule, cells) : null;
    if (!rule || !agreement) return { ...statement, ...NONE };
    const holds = (other: Statement) => agreementOf(other, rule, cells)?.agreesWithTable === "agrees";
    return { ...statement, ...(isTold(statement, agreement, statements, holds) ? agreement : NONE) };
  });
}

/** It is certain, or all that speaks against it is another sentence, and it says itself what it is the whole of. */
function isHeld({ doubts, own }: Statement): boolean {
  return doubts.length === 0 || (own === true && doubts.every((one) => one === "contradicts"));
}

/** @param holds whether a statement is what the table prints */
function isTold(
  statement: Statement,
  { agreesWithTable }: Agreement,
  all: readonly Statement[],
  holds: (other: Statement) => boolean,
): boolean {
  if (agreesWithTable === "agrees") return true;
  const rivals = all.filter((other) => isOfSame(statement, other) && speaksAgainst(statement, other, holds));
  if (rivals.length === 0) return true;
  // «在局网站发布880条，在县网站发布20条»: shares of what the cell counts.
  if (!statement.own || rivals.some(({ sentence }) => sentence === statement.sentence)) return false;
  const values = new Set([statement, ...rivals].map(({ value }) => Number(value)));
  const sum = String([...values].reduce((total, value) => total + value, 0));
  if (holds({ ...statement, value: sum })) return false;
  const owned = rivals.filter(({ own }) => own);
  return owned.length === 0 || owned.some(holds);
}

function isOfSame(statement: Statement, other: Statement): boolean {
  return (
    other.statement === statement.statement &&
    other.label === statement.label &&
    other.period === statement.period &&
    other.value !== statement.value
  );
}

/** Another figure for the same cell: it is a part, of another thing, or one of the two is wrong. */
function speaksAgainst(
  { doubts }: Statement,
  other: Statement,
  holds: (other: Statement) => boolean,
): boolean {
  return other.doubts.length === 0 || (doubts.length > 0 && isHeld(other)) || holds(other);
}
