// Makes figures that satisfy a form's equalities, by a seeded generator: the same seed gives the same figures.
// The relations come from the form file; what breaks one on purpose is said in the recipe.
import type { Form, FormTable, Relation, Term } from "../../src/model/form.ts";
import { type Figures, figureKey } from "./print-form.ts";

type Random = () => number;

/** mulberry32: small, and the same everywhere. */
function random(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** `zeros`: the share of cells that are zero before sums are made. */
export function makeFigures(form: Form, seed: number, zeros: number): Map<string, string> {
  const next = random(seed);
  const figures = new Map<string, string>();
  for (const table of form.tables) {
    const values = tableValues(
      table,
      form.relations.filter((one) => one.table === table.key),
      next,
      zeros,
    );
    for (const [key, value] of values) figures.set(key, value);
  }
  return figures;
}

function tableValues(table: FormTable, relations: readonly Relation[], next: Random, zeros: number): Figures {
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
    const size = type === "amount" ? 4000 : 10 ** (1 + Math.floor(next() * 2));
    const drawn = next() < zeros ? 0 : 1 + Math.floor(next() * size);
    const signed = type === "change" && next() < 0.3 ? -drawn : drawn;
    values.set(
      figureKey(table.key, row, column),
      type === "amount" ? Math.round(signed * 17.31) / 100 : signed,
    );
  }
  const rows = [...new Set(cells.map((cell) => cell.row))];
  const columns = [...new Set(cells.map((cell) => cell.column))];
  const equalities = relations.filter((relation) => relation.operator === "=");
  for (let pass = 0; pass < 8; pass += 1) {
    for (const relation of equalities) {
      const places = relation.at ?? (relation.scope === "each column" ? columns : rows);
      for (const place of places) settle(table.key, relation, place, values);
    }
  }
  return new Map([...values].map(([key, value]) => [key, String(value)]));
}

/** Gives the relation's first term what the others ask of it. */
function settle(table: string, relation: Relation, place: string, values: Map<string, number>): void {
  const keyOf = (term: Term) =>
    relation.scope === "each column" ? figureKey(table, term.key, place) : figureKey(table, place, term.key);
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
