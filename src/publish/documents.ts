// The documents of one or several runs, one line each, with a key; the cells and checks that belong to them.
// Must not change a value: what a run wrote is taken over, its defusing of formulas undone.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Engine, quoted } from "./engine.ts";

const READ =
  "all_varchar = true, header = true, quote = '\"', escape = '\"', strict_mode = true, nullstr = ''";

/** Files of a run that a release is made from. */
const FILES = ["reports.csv", "cells.csv", "checks.csv"] as const;

/** @throws naming the folder that holds no run */
export async function loadRuns(engine: Engine, runs: readonly string[]): Promise<void> {
  for (const run of runs)
    for (const file of FILES)
      if (!existsSync(join(run, file))) throw new Error(`${run}: holds no run (no ${file})`);
  await engine.run(
    `create table raw_reports as select row_number() over () as line, * from (${unionOf(runs, "reports.csv")})`,
  );
  await documents(engine);
  await cells(engine, runs);
  await checks(engine, runs);
}

function unionOf(runs: readonly string[], file: string): string {
  return union(
    runs.map((run, at) => ({ run, at })),
    file,
  );
}

/** @param runs folders with their ranks among all of the release */
export function union(runs: readonly { readonly run: string; readonly at: number }[], file: string): string {
  return runs
    .map(({ run, at }) => `select ${at} as run, * from read_csv(${quoted(join(run, file))}, ${READ})`)
    .join(" union all by name ");
}

/** `d` and fifteen hexadecimal digits: a spreadsheet takes no such key for a number. */
async function documents(engine: Engine): Promise<void> {
  const captured = await hasColumn(engine, "raw_reports", "captured_at");
  const time = captured ? "coalesce(captured_at, '')" : "''";
  await engine.run(`
    create table documents as
    select 'd' || substr(sha256(source || chr(0) || ${time} || chr(0) || sha256), 1, 15) as document_key,
      ${plain("source")} as source, sha256, ${time} as captured_at, report_id, run, source as source_in_run,
      container, ${plain("title")} as title, ${plain("issuer")} as issuer, try_cast(year as smallint) as year,
      case when edition is null then '' when regexp_full_match(edition, '[0-9]+') then 'form' || edition else edition end as edition,
      try_cast(published_on as date) as published_on, status, ${plain("doubt")} as doubt, tables,
      try_cast(bytes as bigint) as bytes,
      ${plain("duplicate_of")} as duplicate_of, ${plain("attachment_of")} as attachment_of,
      ${plain("differs_from")} as differs_from,
      lower(regexp_extract(${plain("source")}, '^https?://([^/]+)', 1)) as host, line
    from raw_reports
    qualify row_number() over (partition by source, ${time}, sha256 order by line) = 1`);
}

async function cells(engine: Engine, runs: readonly string[]): Promise<void> {
  await engine.run(`
    create table cells as
    select d.document_key, d.edition, d.year, c."table" as table_id, ${plain('c."row"')} as row_id,
      ${plain('c."column"')} as column_id,
      coalesce(try_cast(regexp_extract(c."row", '#([0-9]+)$', 1) as smallint), 1)::smallint as occurrence,
      try_cast(c.value as double) as value, ${plain("c.raw")} as raw, c.state, coalesce(c.doubt, '') as doubt,
      c.settled_by, ${plain("c.alternatives")} as alternatives, c.unit as unit_printed, c.locator
    from (${unionOf(runs, "cells.csv")}) c
    join documents d on d.report_id = c.report_id and d.source_in_run = c.source and d.run = c.run
    qualify row_number() over (partition by d.document_key, c."table", c."row", c."column" order by c.locator) = 1`);
}

async function checks(engine: Engine, runs: readonly string[]): Promise<void> {
  await engine.run(`
    create table raw_checks as
    select d.document_key, d.edition, d.year, c."table" as table_id, c.relation, c."at" as at_key,
      try_cast(c.lhs as double) as lhs, try_cast(c.rhs as double) as rhs, c.status,
      coalesce(c.chose_reading, '') = 'yes' as chose_reading
    from (${unionOf(runs, "checks.csv")}) c
    join documents d on d.report_id = c.report_id and d.source_in_run = c.source and d.run = c.run
    qualify row_number() over (partition by d.document_key, c."table", c.relation, c."at") = 1`);
}

/** Text as it was printed: a run puts an apostrophe before what a spreadsheet would take for a formula. */
export function plain(column: string): string {
  return `coalesce(regexp_replace(${column}, '^''([=+@\\t\\r-])', '\\1'), '')`;
}

export async function hasColumn(engine: Engine, table: string, column: string): Promise<boolean> {
  const rows = await engine.all(
    `select 1 from duckdb_columns() where table_name = ${quoted(table)} and column_name = ${quoted(column)}`,
  );
  return rows.length > 0;
}
