// Relations laid over one table: which cells each of them ties together, and whether figures satisfy it.
// Must not know lattices, readings or text.
import type { Relation } from "../model/form.ts";

/** A linear rule over some slots: row numbers for a rule across rows, column numbers for a rule within a row. */
export interface Rule {
  readonly id: string;
  readonly operator: Relation["operator"];
  /** Slot and coefficient; the right side's terms are negated. */
  readonly left: readonly Signed[];
  readonly right: readonly Signed[];
}

export interface Signed {
  readonly slot: number;
  readonly factor: 1 | -1;
}

/** A rule within each row, and the rows (by key) it is limited to. */
export interface RowRule extends Rule {
  readonly only: readonly string[] | null;
}

/** A rule across rows, evaluated at one column. */
export interface ColumnRule extends Rule {
  readonly column: number;
}

/** Hard relations only: a warning may fail in an honest table and so proves nothing. */
const hard = (relation: Relation): boolean => relation.strength !== "warning";

/** The rules within rows. A relation that names a column the table lacks is left out: it cannot be evaluated. */
export function rowRules(relations: readonly Relation[], columns: readonly string[]): RowRule[] {
  return relations.flatMap((relation) => {
    if (relation.scope !== "each row" || !hard(relation)) return [];
    const rule = bind(relation, columns, 1, relation.id);
    return rule === null ? [] : [{ ...rule, only: relation.at ?? null }];
  });
}

/** The rules across rows, one for each column. A relation that names a row the document lacks is left out. */
export function columnRules(
  relations: readonly Relation[],
  rows: readonly string[],
  columns: readonly string[],
): ColumnRule[] {
  return relations.flatMap((relation) => {
    if (relation.scope !== "each column" || !hard(relation)) return [];
    return columns.flatMap((key, column) => {
      if (relation.at !== undefined && !relation.at.includes(key)) return [];
      const rule = bind(relation, rows, 1, `${relation.id}@${key}`);
      return rule === null ? [] : [{ ...rule, column }];
    });
  });
}

function bind(relation: Relation, keys: readonly string[], side: 1, id: string): Rule | null {
  const slots = (terms: Relation["left"], sign: 1 | -1): Signed[] =>
    terms.map((term) => ({ slot: keys.indexOf(term.key), factor: (term.sign * sign) as 1 | -1 }));
  const left = slots(relation.left, side);
  const right = slots(relation.right, -1);
  return [...left, ...right].some((term) => term.slot < 0)
    ? null
    : { id, operator: relation.operator, left, right };
}

/** The columns, or the rows, that a rule compares. */
export const slotsOf = ({ left, right }: Rule): number[] => [...left, ...right].map(({ slot }) => slot);

/** The figure of a slot, scaled; null where none is printed. */
export type ValueAt = (slot: number) => number | null;

export type Verdict = "holds" | "fails" | "not evaluable";

/**
 * Whether figures satisfy a rule. Blanks count as zero, since organs leave zero cells empty, as long as each side
 * prints at least one figure: a blank total (or a total over blank parts) says nothing about the other side.
 */
export function verdict(rule: Rule, valueAt: ValueAt): Verdict {
  let sum = 0;
  for (const side of [rule.left, rule.right]) {
    let printed = false;
    for (const { slot, factor } of side) {
      const value = valueAt(slot);
      if (value === null) continue;
      printed = true;
      sum += factor * value;
    }
    if (!printed) return "not evaluable";
  }
  return compares(rule.operator, sum) ? "holds" : "fails";
}

/**
 * Whether a sum holds, and of more than zeros: they are equal wherever they stand. That one figure is no more than another tells
 * nothing, since it often is.
 */
export function isSumTold(rule: Rule, valueAt: ValueAt): boolean {
  const isOfMore = rule.operator === "=" && rule.left.some(({ slot }) => valueAt(slot));
  return isOfMore && verdict(rule, valueAt) === "holds";
}

/** How many parts, and not noughts, the sums have that hold. */
export function partsTold(rules: readonly Rule[], valueAt: ValueAt): number {
  const told = rules.filter((rule) => isSumTold(rule, valueAt));
  const figures = told.flatMap(slotsOf).filter((slot) => valueAt(slot));
  return figures.length - told.length;
}

/** Whether parts of a sum are printed, and not as noughts, and the total is not. */
export function lacksTotal({ operator, left, right }: Rule, valueAt: ValueAt): boolean {
  const [total, parts] = left.length === 1 ? [left, right] : [right, left];
  return (
    operator === "=" &&
    total.every(({ slot }) => valueAt(slot) === null) &&
    parts.some(({ slot }) => (valueAt(slot) ?? 0) !== 0)
  );
}

/**
 * Whether the last of the parts that are printed is the sum of those before it.
 * @param before a figure that may be the first of them; null for none
 */
export function endsInTotal({ left, right }: Rule, valueAt: ValueAt, before: number | null = null): boolean {
  const parts = left.length === 1 ? right : left;
  const printed = [before, ...parts.map(({ slot }) => valueAt(slot))].filter((value) => value !== null);
  const sum = printed.slice(0, -1).reduce((total, value) => total + value, 0);
  return printed.length > 1 && printed.at(-1) === sum;
}

/** The column of a sum's total; null for a rule that is no sum. */
export function totalOf({ operator, left, right }: Rule): number | null {
  const [total] = left.length === 1 ? left : right.length === 1 ? right : [];
  return operator === "=" ? (total?.slot ?? null) : null;
}

export function compares(operator: Relation["operator"], sum: number): boolean {
  if (operator === "=") return sum === 0;
  return operator === "<=" ? sum <= 0 : sum >= 0;
}
