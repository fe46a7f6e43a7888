// Makes figures that satisfy a form's equalities, by a seeded generator: the same seed gives the same figures.
// The relations come from the form file; what breaks one on purpose is said in the recipe.
import type { Form, FormTable, Relation, Term } from "../../model/form.ts";
import { type Figures, figureKey } from "./print-form.ts";
import { type Random, random } from "./random.ts";

/** `zeros`: the share of cells that are zero before sums are made. `digits`: of the longest count before sums. */
export function makeFigures(form: Form, seed: number, zeros: number, digits = 2): Map<string, string> {
  const next = random(seed);
  const figures = new Map<string, string>();
  for (const table of form.tables) {
    const values = tableValues(
      table,
      form.relations.filter((one) => one.table === table.key),
      next,
      { zeros, digits },
    );
    for (const [key, value] of values) figures.set(key, value);
  }
  return figures;
}

function tableValues(
  table: FormTable,
  relations: readonly Relation[],
  next: Random,
  { zeros, digits }: { zeros: number; digits: number },
): Figures {
  const values = new Map<string, number>();
  const cells = table.blocks.flatMap((block) =>
    block.rows.flatMap((row) =>
      row.key === null
        ? []
        : block.columns.map((column) => ({
            row: row.key as string,
            column: column.key,
            type: row.type ?? column.type,
          })),
    ),
  );
  for (const { row, column, type } of cells) {
    const size = type === "amount" ? 4000 : 10 ** (1 + Math.floor(next() * digits));
    const drawn = next() < zeros ? 0 : 1 + Math.floor(next() * size);
    const signed = type === "change" && next() < 0.3 ? -drawn : drawn;
    values.set(
      figureKey(table.key, row, column),
      type === "amount" ? Math.round(signed * 17.31) / 100 : signed,
    );
  }
  const rows = [...new Set(cells.map((cell) => cell.row))];
  const columns = [...new Set(cells.map((cell) => cell.column))];
  for (let pass = 0; pass < 8; pass += 1) {
    for (const relation of relations) {
      const places = relation.at ?? (relation.scope === "each column" ? columns : rows);
      const apply = relation.operator === "=" ? settle : exchange;
      for (const place of places) apply(table.key, relation, place, values);
    }
  }
  return new Map([...values].map(([key, value]) => [key, String(value)]));
}

type KeyOf = (term: Term) => string;

function keysAt(table: string, relation: Relation, place: string): KeyOf {
  return (term) =>
    relation.scope === "each column" ? figureKey(table, term.key, place) : figureKey(table, place, term.key);
}

/** Where one figure may not exceed another, the two change places when it does. */
function exchange(table: string, relation: Relation, place: string, values: Map<string, number>): void {
  const [left, right] = [relation.left[0], relation.right[0]].map((term) =>
    term ? keysAt(table, relation, place)(term) : "",
  );
  const [a, b] = [values.get(left ?? ""), values.get(right ?? "")];
  if (left === undefined || right === undefined || a === undefined || b === undefined) return;
  if (relation.operator === "<=" ? a <= b : a >= b) return;
  values.set(left, b);
  values.set(right, a);
}

/** Gives the relation's first term what the others ask of it. */
function settle(table: string, relation: Relation, place: string, values: Map<string, number>): void {
  const keyOf = keysAt(table, relation, place);
  const [first, ...rest] = relation.left;
  if (!first || !values.has(keyOf(first))) return;
  const sum = (terms: readonly Term[]) =>
    terms.reduce((total, term) => total + term.sign * (values.get(keyOf(term)) ?? 0), 0);
  let wanted = sum(relation.right) - sum(rest);
  if (wanted < 0) {
    // What came over from last year cannot be more than there was: it is lowered.
    for (const term of rest) values.set(keyOf(term), 0);
    wanted = sum(relation.right);
  }
  values.set(keyOf(first), wanted);
}
