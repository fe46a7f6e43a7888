// Relations within a report, with what they would say if blanks were zeros, and relations from one year to the next.
// Must not change the status that a run gave.
import type { Form } from "../model/form.ts";
import { type AcrossYears, editionName } from "./concepts.ts";
import { type Engine, quoted } from "./engine.ts";

/** Adds `status_blank_as_zero` to each relation that a blank or struck term kept from being evaluated. */
export async function makeChecks(engine: Engine, forms: readonly Form[]): Promise<void> {
  await engine.run(
    "create table terms(edition varchar, table_id varchar, relation varchar, by_column boolean, operator varchar, side integer, sign integer, term varchar)",
  );
  await warnings(engine, forms);
  const lines = forms.flatMap(termLines);
  if (lines.length > 0) await engine.run(`insert into terms values ${lines.join(", ")}`);
  await engine.run(`
    create table zeroed as
    select k.document_key, k.table_id, k.relation, k.at_key, any_value(t.operator) as operator,
      sum(t.sign * t.zeroed) filter (t.side = 1) as lhs, sum(t.sign * t.zeroed) filter (t.side = 2) as rhs,
      bool_and(t.zeroed is not null) as whole, count(*) filter (t.blank) as blank
    from (select * from raw_checks where status = 'not_evaluable') k
    join (
      select t.*, c.document_key, c.row_id, c.column_id, c.state in ('blank', 'struck') as blank,
        case when c.state in ('blank', 'struck') and c.doubt = '' then 0 when c.doubt = '' then c.value end as zeroed
      from (select *, count(*) over (partition by edition, table_id, relation) as wanted from terms) t
      join cells c on c.edition = t.edition and c.table_id = t.table_id
        and case when t.by_column then c.row_id else c.column_id end = t.term and c.occurrence = 1
    ) t on t.document_key = k.document_key and t.table_id = k.table_id and t.relation = k.relation
      and case when t.by_column then t.column_id else t.row_id end = k.at_key
    group by k.document_key, k.table_id, k.relation, k.at_key
    having count(*) = any_value(t.wanted)`);
  await engine.run(`
    create table checks as
    select k.*, w.relation is not null as is_warning, k.lhs - k.rhs as difference, coalesce(z.blank, 0) as terms_blank,
      case when k.status <> 'not_evaluable' or z.relation is null or not z.whole then k.status
        when (z.operator = '=' and abs(z.lhs - z.rhs) < 1e-6) or (z.operator = '<=' and z.lhs <= z.rhs)
          or (z.operator = '>=' and z.lhs >= z.rhs) then 'holds' else 'fails' end as status_blank_as_zero
    from raw_checks k left join zeroed z using (document_key, table_id, relation, at_key)
    left join warnings w using (edition, table_id, relation)`);
}

/** Relations that an honest report may break. */
async function warnings(engine: Engine, forms: readonly Form[]): Promise<void> {
  await engine.run("create table warnings(edition varchar, table_id varchar, relation varchar)");
  const rows = forms.flatMap(({ edition, relations }) =>
    relations
      .filter(({ strength }) => strength === "warning")
      .map(({ id, table }) => `(${[editionName(edition), table, id].map(quoted).join(", ")})`),
  );
  if (rows.length > 0) await engine.run(`insert into warnings values ${rows.join(", ")}`);
}

function termLines(form: Form): string[] {
  return form.relations.flatMap(({ id, table, scope, left, operator, right }) => {
    const front = [editionName(form.edition), table, id].map(quoted).join(", ");
    const rest = `${scope === "each column"}, ${quoted(operator)}`;
    return [
      ...left.map(({ sign, key }) => `(${front}, ${rest}, 1, ${sign}, ${quoted(key)})`),
      ...right.map(({ sign, key }) => `(${front}, ${rest}, 2, ${sign}, ${quoted(key)})`),
    ];
  });
}

/** What the report of one year says against that of the year before, for organs with both. */
export async function makeAcrossYears(engine: Engine, across: readonly AcrossYears[]): Promise<void> {
  const parts = across.map(({ relation, left_this_year, right_last_year, right_this_year }) => {
    const added = right_this_year === "" ? "" : ` + ${right_this_year.replace(/[a-z][a-z0-9_]*/g, "v.$&")}`;
    return `
      select o.organ_code, o.year, ${quoted(relation)} as relation, o.document_key, b.document_key as document_key_before,
        v.${left_this_year}::double as lhs, (w.${right_last_year}${added})::double as rhs
      from primaries o join primaries b on b.organ_code = o.organ_code and b.year = o.year - 1
      join panel v on v.document_key = o.document_key join panel w on w.document_key = b.document_key`;
  });
  await engine.run(`
    create table across_years as
    select *, lhs - rhs as difference,
      case when lhs is null or rhs is null then 'not_evaluable' when abs(lhs - rhs) < 1e-6 then 'holds' else 'fails' end as status
    from (${parts.join(" union all ")})`);
}
