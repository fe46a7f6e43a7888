// The panel: one line for each organ and year, one column for each concept, with the reason beside each value that is
// not given. Must not fill a value in: a doubted figure stands in the long cells alone.
import type { Form } from "../model/form.ts";
import { type Concepts, comparable, editionName, termsOf } from "./concepts.ts";
import { type Engine, quoted } from "./engine.ts";
import { NOT_THERE } from "./missing.ts";
import { mayStand } from "./organs.ts";
import { makeQuality } from "./quality.ts";

/** Figures that cells print, by concept; quality; and the panel. Stands on documents, cells, checks and prose. */
export async function makePanel(engine: Engine, concepts: Concepts, forms: readonly Form[]): Promise<void> {
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
  await makeQuality(engine, forms);
  await engine.run(`create table panel as ${panelSql(concepts)}`);
}

/** Only what is comparable enters a column. An amount is given in the unit of its concept alone: one that is printed in another may be meant in either. */
async function crosswalkTable(engine: Engine, { concepts, crosswalk }: Concepts): Promise<void> {
  const units = new Map(concepts.map(({ concept, kind, unit }) => [concept, kind === "amount" ? unit : ""]));
  const lines = comparable(crosswalk).map((line) => {
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

function panelSql({ concepts, crosswalk, derived }: Concepts): string {
  const columns = concepts.flatMap(({ concept, kind }) => {
    const editions = comparable(crosswalk)
      .filter((line) => line.concept === concept)
      .map((line) => quoted(editionName(line.edition)));
    const value = `max(f.value) filter (f.concept = ${quoted(concept)})`;
    const reason = `max(f.reason) filter (f.concept = ${quoted(concept)})`;
    const none = `case when any_value(p.edition) in (${[...new Set(editions)].join(", ")}) then 'a' else '${NOT_THERE}' end`;
    return [
      `${kind === "count" ? `cast(${value} as bigint)` : value} as ${concept}`,
      `coalesce(${reason}, ${none}) as ${reasonColumn(concept)}`,
    ];
  });
  const shares = derived.map(({ name, formula, editions }) => {
    const made = editions.map((edition) => quoted(editionName(edition))).join(", ");
    return `case when w.edition in (${made}) then ${derivedSql(formula)} end as ${name}`;
  });
  return `
    select w.* exclude (edition), ${shares.join(", ")} from (
      select p.document_key, any_value(p.edition) as edition, ${columns.join(", ")}
      from placed p left join figures f using (document_key)
      where p.place_in_key = 1 and ${mayStand("p")}
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
