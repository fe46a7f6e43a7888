// Evaluates every relation of the form on the cells read, exactly, and tells both sides. Changes nothing.
// Must not know how cells were read, except that a relation which chose a reading cannot also confirm it.
import type { Form, FormTable, Relation, Term } from "../model/form.ts";
import type { CheckResult, ReportCell } from "../model/report.ts";

export interface CheckedTable {
  readonly form: Form;
  readonly table: FormTable;
  readonly cells: readonly ReportCell[];
}

export function checkTables(tables: readonly CheckedTable[]): CheckResult[] {
  return tables.flatMap(checkTable);
}

function checkTable({ form, table, cells }: CheckedTable): CheckResult[] {
  const byKey = new Map(cells.map((cell) => [`${cell.row}\n${cell.column}`, cell]));
  return form.relations
    .filter((relation) => relation.table === table.key)
    .flatMap((relation) =>
      places(relation, table).map((at) => {
        const find = (key: string) =>
          byKey.get(relation.scope === "each column" ? `${key}\n${at}` : `${at}\n${key}`);
        return evaluate(relation, at, find);
      }),
    );
}

/** The columns or rows at which all terms of a relation exist. */
function places(relation: Relation, table: FormTable): string[] {
  const terms = [...relation.left, ...relation.right].map((term) => term.key);
  if (relation.scope === "each row") {
    return table.blocks
      .filter((block) => terms.every((key) => block.columns.some((column) => column.key === key)))
      .flatMap((block) => block.rows.flatMap((row) => (row.key === null ? [] : [row.key])));
  }
  const blocks = table.blocks.filter((block) =>
    terms.every((key) => block.rows.some((row) => row.key === key)),
  );
  return blocks.flatMap((block) => block.columns.map((column) => column.key));
}

function evaluate(
  relation: Relation,
  at: string,
  find: (key: string) => ReportCell | undefined,
): CheckResult {
  const cells = [...relation.left, ...relation.right].map((term) => find(term.key));
  const base = { table: relation.table, relation: relation.id, at };
  const choseReading = cells.some((cell) => cell?.settledBy === "arithmetic");
  if (cells.some((cell) => cell?.value == null)) {
    return { ...base, lhs: null, rhs: null, status: "not_evaluable", choseReading };
  }
  const left = sum(relation.left, find);
  const right = sum(relation.right, find);
  const gap = compare(left, right);
  const holds = relation.operator === "=" ? gap === 0 : relation.operator === "<=" ? gap <= 0 : gap >= 0;
  return { ...base, lhs: print(left), rhs: print(right), status: holds ? "holds" : "fails", choseReading };
}

/** A decimal as a whole number of 10^-scale. */
interface Decimal {
  readonly units: bigint;
  readonly scale: number;
}

function sum(terms: readonly Term[], find: (key: string) => ReportCell | undefined): Decimal {
  return terms.reduce<Decimal>(
    (total, term) => {
      const value = parse(find(term.key)?.value ?? "0");
      const scale = Math.max(total.scale, value.scale);
      const signed = term.sign === -1 ? -value.units : value.units;
      return { units: rescale(total, scale) + signed * 10n ** BigInt(scale - value.scale), scale };
    },
    { units: 0n, scale: 0 },
  );
}

function parse(text: string): Decimal {
  const [whole = "0", fraction = ""] = text.split(".");
  return { units: BigInt(whole + fraction), scale: fraction.length };
}

function rescale({ units, scale }: Decimal, to: number): bigint {
  return units * 10n ** BigInt(to - scale);
}

function compare(a: Decimal, b: Decimal): number {
  const scale = Math.max(a.scale, b.scale);
  const gap = rescale(a, scale) - rescale(b, scale);
  return gap === 0n ? 0 : gap < 0n ? -1 : 1;
}

function print({ units, scale }: Decimal): string {
  if (scale === 0) return units.toString();
  const sign = units < 0n ? "-" : "";
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, "0");
  return `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}
