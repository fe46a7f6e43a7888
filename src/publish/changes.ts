// What changed since another release, by content: a document that only moved is no change.
// Must not judge whether a change is right.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Engine, quoted } from "./engine.ts";

export const CHANGE_COLUMNS = [
  "kind",
  "report_key",
  "document_key",
  "table_id",
  "row_id",
  "column_id",
  "before",
  "after",
];

/** @throws naming the folder that holds no release */
export async function makeChanges(engine: Engine, last: string): Promise<void> {
  const reports = join(last, "reports.parquet");
  if (!existsSync(reports)) throw new Error(`${last}: holds no release (no reports.parquet)`);
  await engine.run(`create table old_reports as select * from read_parquet(${quoted(reports)})`);
  await engine.run(
    `create table old_cells as select * replace (coalesce(doubt, '') as doubt, coalesce(raw, '') as raw) from read_parquet(${quoted(join(last, "cells/**/*.parquet"))}, hive_partitioning = false)`,
  );
  await engine.run(`create table pairs as ${PAIRS}`);
  await engine.run(`create table changes as ${DOCUMENTS} union all ${REPORTS} union all ${CELLS}`);
}

/** The same bytes, else the documents that stand for one report in both. */
const PAIRS = `
  with same as (
    select n.sha256, min(n.document_key) as document_key, min(o.document_key) as old_key, min(n.report_key) as report_key
    from out_reports n join old_reports o using (sha256) group by 1)
  select document_key, old_key, report_key from same
  union all
  select n.document_key, o.document_key, n.report_key
  from out_reports n join old_reports o using (report_key)
  where n.is_primary and o.is_primary and n.sha256 <> o.sha256`;

const DOCUMENTS = `
  select 'document-new' as kind, report_key, document_key, '' as table_id, '' as row_id, '' as column_id, '' as before, source as after
  from out_reports where sha256 not in (select sha256 from old_reports)
  union all
  select 'document-gone', report_key, document_key, '', '', '', source, '' from old_reports
  where sha256 not in (select sha256 from out_reports)`;

const REPORTS = `
  select 'report-new', report_key, document_key, '', '', '', '', source from out_reports
  where is_primary and report_key not in (select report_key from old_reports where is_primary)
  union all
  select 'report-gone', report_key, document_key, '', '', '', source, '' from old_reports
  where is_primary and report_key not in (select report_key from out_reports where is_primary)
  union all
  select 'status-changed', n.report_key, n.document_key, '', '', '', o.status, n.status
  from pairs p join out_reports n on n.document_key = p.document_key join old_reports o on o.document_key = p.old_key
  where n.status <> o.status`;

const SHOWN = (side: string) =>
  `coalesce(${side}.raw || case when ${side}.state = 'reported' then '' else ' (' || ${side}.state || ')' end
    || case when ${side}.doubt = '' then '' else ' [' || ${side}.doubt || ']' end, '')`;

const CELLS = `
  select case when o.old_key is null then 'cell-new' when n.document_key is null then 'cell-gone'
      when n.value is distinct from o.value then 'value-changed' when n.state <> o.state then 'state-changed'
      when n.doubt = '' then 'doubt-lost' else 'doubt-changed' end,
    coalesce(n.report_key, o.report_key), coalesce(n.document_key, o.document_key), coalesce(n.table_id, o.table_id),
    coalesce(n.row_id, o.row_id), coalesce(n.column_id, o.column_id), ${SHOWN("o")}, ${SHOWN("n")}
  from (select p.report_key, p.document_key, p.old_key as pair, c.* exclude (document_key) from pairs p join cells c using (document_key)) n
  full join (select p.report_key, p.document_key, p.old_key, c.* exclude (document_key)
      from pairs p join old_cells c on c.document_key = p.old_key) o
    on n.document_key = o.document_key and n.pair = o.old_key and n.table_id = o.table_id and n.row_id = o.row_id
    and n.column_id = o.column_id and n.occurrence = o.occurrence
  where o.old_key is null or n.document_key is null or n.value is distinct from o.value or n.state <> o.state or n.doubt <> o.doubt`;
