// How well each document was read: counts of its cells, relations and tables, and the class that they make.
// Must not judge a value.
import type { Form } from "../model/form.ts";
import { editionName } from "./concepts.ts";
import { type Engine, quoted } from "./engine.ts";
import { holdsReport } from "./organs.ts";

/**
 * A line for each document. What tables are expected is told by the edition that prints all of its own; where no table was found
 * and so no edition, by the edition of the report's year. What is no report has no expected tables and no class.
 */
export async function makeQuality(engine: Engine, forms: readonly Form[]): Promise<void> {
  await expectedTables(engine, forms);
  await rivals(engine);
  await engine.run(`
    create table counted as
    select d.document_key, ${CELL_COUNTS.map(([name]) => `coalesce(c.${name}, 0) as ${name}`).join(", ")},
      coalesce(k.failed, 0) as q_failed, coalesce(k.warned, 0) as q_warned, coalesce(k.unevaluable, 0) as q_unevaluable, coalesce(k.holding, 0) as q_holding,
      coalesce(s.differs, 0) as q_prose_differs, d.tables is not null as has_table,
      coalesce(len(string_split(d.tables, ';')), 0) as q_tables,
      m.expected as q_tables_expected, m.missing as q_tables_missing,
      case when not ${holdsReport("d")} then null when not has_table then 'E'
        when d.status = 'partial' or coalesce(m.missing, 0) > 0 then 'D'
        when q_doubtful > 0 or q_failed > 0 or q_unreadable > 0 then 'C'
        when q_unevaluable > 0 or q_warned > 0 or q_holding = 0 then 'B' else 'A' end as quality,
      r.differing as q_documents_differ
    from documents d join rivals r using (document_key)
    left join (select document_key, ${CELL_COUNTS.map(([name, which]) => `count(*) filter (${which}) as ${name}`).join(", ")}
        from cells group by 1) c using (document_key)
    left join (select document_key, count(*) filter (status = 'fails' and not is_warning) as failed,
        count(*) filter (status = 'fails' and is_warning) as warned,
        count(*) filter (status = 'not_evaluable') as unevaluable, count(*) filter (status = 'holds') as holding
        from checks group by 1) k using (document_key)
    left join (select document_key, count(*) as differs from prose where agrees_with_table = 'differs' group by 1) s using (document_key)
    left join (select d.document_key, count(*) as expected,
        count(*) filter (not list_contains(string_split(coalesce(d.tables, ''), ';'), e.table_id)) as missing
        from documents d join expected e
          on e.edition = d.edition or (d.edition = '' and d.year between e.first_year and e.last_year)
        where ${holdsReport("d")} group by 1) m using (document_key)`);
}

/** For each document how many others of its report print another certain figure in a cell of the primary one. */
async function rivals(engine: Engine): Promise<void> {
  await engine.run(`
    create table rivals as
    select p.document_key, coalesce(x.differing, 0) as differing
    from placed p left join (
      select o.primary_key, count(distinct o.document_key) as differing
      from placed o
      join cells c on c.document_key = o.document_key and ${CERTAIN("c")}
      join cells f on f.document_key = o.primary_key and ${CERTAIN("f")} and f.table_id = c.table_id and f.row_id = c.row_id
        and f.column_id = c.column_id and f.occurrence = c.occurrence and f.value <> c.value
      where o.place_in_key > 1
      group by o.primary_key) x using (primary_key)`);
}

const CERTAIN = (cells: string): string => `${cells}.state = 'reported' and ${cells}.doubt = ''`;

/** Name of a count → which cells it counts. */
const CELL_COUNTS = [
  ["q_cells", "true"],
  ["q_reported", "state = 'reported'"],
  ["q_blank", "state = 'blank'"],
  ["q_struck", "state = 'struck'"],
  ["q_absent", "state = 'absent'"],
  ["q_unreadable", "state = 'unreadable'"],
  ["q_doubtful", "doubt <> ''"],
  ["q_doubtful_absent", "doubt <> '' and state = 'absent'"],
] as const;

/** Tables of the editions that print all of theirs. */
async function expectedTables(engine: Engine, forms: readonly Form[]): Promise<void> {
  await engine.run(
    "create table expected(edition varchar, table_id varchar, first_year integer, last_year integer)",
  );
  const rows = forms
    .filter(({ alternatives }) => !alternatives)
    .flatMap(({ edition, years: [from, to], tables }) =>
      tables.map(({ key }) => `(${quoted(editionName(edition))}, ${quoted(key)}, ${from}, ${to ?? 9999})`),
    );
  if (rows.length > 0) await engine.run(`insert into expected values ${rows.join(", ")}`);
}
