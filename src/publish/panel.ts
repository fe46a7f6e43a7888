// The panel: one line for each organ and year, one column for each concept, with the reason beside each value that is
// not given. Must not fill a value in: a doubted figure stands in the long cells alone.
import { type Concepts, editionName, termsOf } from "./concepts.ts";
import { type Engine, quoted } from "./engine.ts";
import { HOLDS_REPORT } from "./organs.ts";

/** Tables of the editions that print all of theirs; a report of such an edition lacks what is not there. */
export type ExpectedTables = ReadonlyMap<string, readonly string[]>;

export async function makePanel(engine: Engine, concepts: Concepts, expected: ExpectedTables): Promise<void> {
  await crosswalkTable(engine, concepts);
  await engine.run(`
    create table found as
    select c.document_key, x.concept, x.table_id, sum(x.sign * c.value) as total, count(*) as found, any_value(x.wanted) as wanted,
      bool_or(c.state = 'unreadable') as unreadable,
      bool_or(c.doubt <> '' or (x.unit <> '' and coalesce(c.unit_printed, '') not in ('', x.unit))) as doubted,
      bool_or(c.state = 'absent') as absent, bool_or(c.state = 'blank') as blank, bool_or(c.state = 'struck') as struck
    from cells c join crosswalk x using (edition, table_id, row_id, column_id)
    where c.occurrence = 1
    group by all`);
  await engine.run(`
    create table figures as
    select document_key, concept,
      case when unreadable then 'u' when doubted then 'd' when absent or found < wanted then 'a'
        when blank then 'b' when struck then 's' when total is null then 'u' else '' end as reason,
      case when reason = '' then total end as value
    from found
    qualify row_number() over (partition by document_key, concept order by reason = '' desc, table_id) = 1`);
  await quality(engine, expected);
  await engine.run(`create table panel as ${panelSql(concepts)}`);
}

/** An amount is given in the unit of its concept alone: one that is printed in another may be meant in either. */
async function crosswalkTable(engine: Engine, { concepts, crosswalk }: Concepts): Promise<void> {
  const units = new Map(concepts.map(({ concept, kind, unit }) => [concept, kind === "amount" ? unit : ""]));
  const lines = crosswalk.map((line) => {
    const texts = [
      line.concept,
      editionName(line.edition),
      line.table_id,
      line.row_id,
      line.column_id,
      line.grade,
      units.get(line.concept) ?? "",
    ];
    return `(${texts.map(quoted).join(", ")}, ${line.sign})`;
  });
  await engine.run(`
    create table crosswalk as
    select *, count(*) over (partition by concept, edition, table_id) as wanted
    from (values ${lines.join(", ")}) t(concept, edition, table_id, row_id, column_id, grade, unit, sign)`);
}

/** A: all is printed and all sums hold · B: sums not evaluable · C: doubts or broken sums · D: a table is missing. */
async function quality(engine: Engine, expected: ExpectedTables): Promise<void> {
  const rows = [...expected].flatMap(([edition, tables]) =>
    tables.map((table) => `(${quoted(editionName(edition))}, ${quoted(table)})`),
  );
  await engine.run(`create table expected(edition varchar, table_id varchar)`);
  if (rows.length > 0) await engine.run(`insert into expected values ${rows.join(", ")}`);
  await engine.run(`
    create table counted as
    select d.document_key, coalesce(c.cells, 0) as q_cells, coalesce(c.doubtful, 0) as q_doubtful, coalesce(c.blank, 0) as q_blank,
      coalesce(c.unreadable, 0) as q_unreadable, coalesce(k.failed, 0) as q_failed,
      coalesce(k.unevaluable, 0) as q_unevaluable, coalesce(k.holding, 0) as q_holding,
      coalesce(m.missing, 0) as q_tables_missing,
      case when d.status = 'partial' or coalesce(m.missing, 0) > 0 or c.document_key is null then 'D'
        when q_doubtful > 0 or q_failed > 0 or q_unreadable > 0 then 'C'
        when q_unevaluable > 0 or q_holding = 0 then 'B' else 'A' end as quality
    from documents d
    left join (select document_key, count(*) as cells, count(*) filter (doubt <> '') as doubtful, count(*) filter (state = 'blank') as blank,
        count(*) filter (state = 'unreadable') as unreadable from cells group by 1) c using (document_key)
    left join (select document_key, count(*) filter (status = 'fails') as failed,
        count(*) filter (status = 'not_evaluable') as unevaluable, count(*) filter (status = 'holds') as holding
        from checks group by 1) k using (document_key)
    left join (select d.document_key, count(*) as missing from documents d join expected e using (edition)
        where not list_contains(string_split(coalesce(d.tables, ''), ';'), e.table_id) group by 1) m using (document_key)`);
}

function panelSql({ concepts, crosswalk, derived }: Concepts): string {
  const columns = concepts.flatMap(({ concept, kind }) => {
    const editions = crosswalk
      .filter((line) => line.concept === concept)
      .map((line) => quoted(editionName(line.edition)));
    const value = `max(f.value) filter (f.concept = ${quoted(concept)})`;
    const reason = `max(f.reason) filter (f.concept = ${quoted(concept)})`;
    const none = `case when any_value(p.edition) in (${[...new Set(editions)].join(", ")}) then 'a' else '.' end`;
    return [
      `${kind === "count" ? `cast(${value} as bigint)` : value} as ${concept}`,
      `coalesce(${reason}, ${none}) as ${reasonColumn(concept)}`,
    ];
  });
  const shares = derived.map(({ name, formula }) => `${derivedSql(formula)} as ${name}`);
  return `
    select w.*, ${shares.join(", ")} from (
      select p.document_key, ${columns.join(", ")}
      from placed p left join figures f using (document_key)
      where p.place_in_key = 1 and ${HOLDS_REPORT.replace("status", "p.status")}
      group by p.document_key) w
    order by document_key`;
}

export function reasonColumn(concept: string): string {
  return `${concept}__why`;
}

/** Null where a term is not given; a share of nothing is not given either. */
function derivedSql(formula: string): string {
  const sql = termsOf(formula).reduce(
    (text, term) => text.replace(new RegExp(`\\b${term}\\b`), `w.${term}`),
    formula,
  );
  const [above, below] = sql.split("/");
  return below === undefined ? `(${sql})` : `(${above})::double / nullif(${below.trim()}, 0)`;
}
