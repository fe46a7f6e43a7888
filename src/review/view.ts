// What the page shows of one document: its record with the decisions that stand, its form, its relations.
// Must not decide anything.
import { relationPlaces } from "../check/check.ts";
import { applyDecisions, checkedTables } from "../decisions/apply.ts";
import { digestOf } from "../decisions/bind.ts";
import type { Decision } from "../decisions/decision.ts";
import { standingOf } from "../decisions/standing.ts";
import type { Collection } from "../model/collection.ts";
import type { Form, FormTable } from "../model/form.ts";
import type { Report } from "../model/report.ts";
import { choicesIn } from "./choices.ts";
import type { Bindable, DocumentAnswer, PlacedRelation, Shown } from "./wire.ts";

/** Parts of a record that the page does not show. */
const UNSHOWN = { sections: [], otherTables: [], links: [] } as const;

export function viewOf(
  record: Report,
  decisions: readonly Decision[],
  collection: Collection,
): Omit<DocumentAnswer, keyof Shown> {
  const report = applyDecisions(record, decisions, collection);
  const tables = checkedTables(report, collection.forms);
  const bindable = report.otherTables.length > 0 ? bindableIn(report, collection.forms) : [];
  const others = bindable.length > 0 ? report.otherTables : [];
  const standing = [...standingOf(decisions)].map(([subject, { decisions: own, conflict }]) => [
    subject,
    { decisions: own, conflict },
  ]);
  return {
    report: { ...report, ...UNSHOWN },
    tables: tables.map(({ table }) => table),
    relations: relationsOf(report, tables),
    choices: choicesIn(tables),
    others: others.map((other) => ({ ...other, digest: digestOf(other) })),
    bindable,
    standing: Object.fromEntries(standing),
  };
}

/** Of the form that the report follows; of all forms where that is not known. */
function bindableIn({ tables, identity, decisions }: Report, forms: readonly Form[]): Bindable[] {
  const edition = (decisions?.read.identity ?? identity).edition;
  const found = new Set(decisions?.tables);
  const read = new Set(tables.map(({ table }) => table).filter((key) => !found.has(key)));
  return forms
    .filter((form) => edition === null || form.edition === edition)
    .flatMap((form) =>
      form.tables.filter(({ key }) => !read.has(key)).flatMap((table) => blocksOf(form, table)),
    );
}

function blocksOf({ edition }: Form, { key, title, blocks }: FormTable): Bindable[] {
  return blocks.map(({ head, rows }, block) => {
    const part = head ?? rows[0]?.path[0] ?? rows[0]?.label;
    const titles = [edition, title.text, ...(blocks.length > 1 && part ? [part.text] : [])];
    return { edition, table: key, block, title: titles.join(" · ") };
  });
}

function relationsOf(report: Report, tables: ReturnType<typeof checkedTables>): PlacedRelation[] {
  const checks = new Map(
    report.checks.map((check) => [`${check.table}\n${check.relation}\n${check.at}`, check]),
  );
  return tables.flatMap((table) =>
    relationPlaces(table).flatMap(({ relation, place }) => {
      const check = checks.get(`${table.table.key}\n${relation.id}\n${place.at}`);
      if (!check) return [];
      const { status, lhs, rhs } = check;
      const cells = [...place.left, ...place.right].map(({ cell }) => `${table.table.key}\n${cell}`);
      const { id, operator } = relation;
      const formula = named(relation.formula, table.table);
      return [
        { table: table.table.key, relation: id, at: place.at, formula, operator, status, lhs, rhs, cells },
      ];
    }),
  );
}

/** A formula with the form's labels for its keys. */
function named(formula: string, { blocks }: FormTable): string {
  const items = blocks.flatMap(({ rows, columns }) => [...rows, ...columns]);
  const labels = new Map(items.map(({ key, label }) => [key, label.text]));
  return formula.replace(/[a-z_][\w.]*\w/gi, (key) => labels.get(key) ?? key);
}
