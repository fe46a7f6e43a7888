// The documents of one or several runs, one line each, with a key; the cells and checks that belong to them.
// Must not change a value: what a run wrote is taken over, its defusing of formulas undone.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Engine, quoted } from "./engine.ts";

const READ =
  "all_varchar = true, header = true, quote = '\"', escape = '\"', strict_mode = true, nullstr = ''";

/** Files of a run that a release is made from. */
const FILES = ["reports.csv", "cells.csv", "checks.csv", "prose.csv", "run.json"] as const;

/**
 * @param testInputs names of inputs whose documents are test material
 * @throws naming the folder that holds no run, or one of a version that gave its documents no keys; or the input that none has
 */
export async function loadRuns(
  engine: Engine,
  runs: readonly string[],
  testInputs: readonly string[],
): Promise<void> {
  for (const run of runs)
    for (const file of FILES)
      if (!existsSync(join(run, file))) throw new Error(`${run}: holds no run (no ${file})`);
  await engine.run(
    `create table raw_reports as select row_number() over () as line, * from (${unionOf(runs, "reports.csv")})`,
  );
  await askKeys(engine, runs);
  await askInputs(engine, testInputs);
  await documents(engine, testInputs);
  await cells(engine, runs);
  await checks(engine, runs);
}

async function askKeys(engine: Engine, runs: readonly string[]): Promise<void> {
  const keyed = await hasColumn(engine, "raw_reports", "document_key");
  const [bare] = await engine.all(
    keyed ? "select run from raw_reports where document_key is null limit 1" : "select 0 as run",
  );
  if (bare)
    throw new Error(`${runs[Number(bare["run"])]}: its documents have no document_key: extract it again`);
}

/** A name that no input has would leave test material among the reports. Runs before inputs were told have none. */
async function askInputs(engine: Engine, testInputs: readonly string[]): Promise<void> {
  if (!(await hasColumn(engine, "raw_reports", "input")))
    await engine.run("alter table raw_reports add column input varchar");
  const rows = await engine.all(
    `select distinct ${plain("input")} as input from raw_reports where input is not null order by all`,
  );
  const inputs = rows.map((row) => String(row["input"]));
  const unknown = testInputs.find((name) => !inputs.includes(name));
  if (unknown !== undefined)
    throw new Error(`${unknown}: no input has this name; they are ${inputs.join(", ")}`);
}

/** The lines of a file of all runs, each with the number of its run. */
export function unionOf(runs: readonly string[], file: string): string {
  return runs
    .map((run, at) => `select ${at} as run, * from read_csv(${quoted(join(run, file))}, ${READ})`)
    .join(" union all by name ");
}

/** One line for each key: the first, where several runs, or one archive, have the same capture. */
async function documents(engine: Engine, testInputs: readonly string[]): Promise<void> {
  const isTest =
    testInputs.length === 0 ? "false" : `${plain("input")} in (${testInputs.map(quoted).join(", ")})`;
  await engine.run(`
    create table documents as
    select document_key, run, ${plain("input")} as input, ${isTest} as is_test, ${plain("source")} as source, sha256, coalesce(captured_at, '') as captured_at,
      container, ${plain("title")} as title, ${plain("issuer")} as issuer, try_cast(year as smallint) as year,
      case when edition is null then '' when regexp_full_match(edition, '[0-9]+') then 'form' || edition else edition end as edition,
      try_cast(published_on as date) as published_on, status, ${plain("doubt")} as status_reasons, tables,
      try_cast(bytes as bigint) as bytes,
      ${plain("duplicate_of")} as duplicate_of, ${plain("attachment_of")} as attachment_of,
      ${plain("differs_from")} as differs_from, ${plain("archive")} as archive, ${plain("record")} as record,
      try_cast("offset" as bigint) as byte_offset,
      lower(regexp_extract(${plain("source")}, '^https?://([^/]+)', 1)) as host, line
    from raw_reports
    qualify row_number() over (partition by document_key order by line) = 1`);
}

async function cells(engine: Engine, runs: readonly string[]): Promise<void> {
  await engine.run(`
    create table cells as
    select d.document_key, d.edition, d.year, c."table" as table_id, ${plain('c."row"')} as row_id,
      ${plain('c."column"')} as column_id, try_cast(c.occurrence as smallint) as occurrence,
      try_cast(c.value as double) as value, ${plain("c.raw")} as raw, c.state, coalesce(c.doubt, '') as doubt,
      c.settled_by, ${plain("c.alternatives")} as alternatives, c.unit as unit_printed, c.locator
    from (${unionOf(runs, "cells.csv")}) c join documents d on d.document_key = c.document_key and d.run = c.run`);
  await onceEach(engine, "cells");
}

async function checks(engine: Engine, runs: readonly string[]): Promise<void> {
  await engine.run(`
    create table raw_checks as
    select d.document_key, d.edition, d.year, c."table" as table_id, c.relation, c."at" as at_key,
      try_cast(c.lhs as double) as lhs, try_cast(c.rhs as double) as rhs, c.status,
      coalesce(c.chose_reading, '') = 'yes' as chose_reading
    from (${unionOf(runs, "checks.csv")}) c join documents d on d.document_key = c.document_key and d.run = c.run`);
  await onceEach(engine, "raw_checks");
}

async function onceEach(engine: Engine, table: string): Promise<void> {
  if (await hasTwice(engine))
    await engine.run(`create or replace table ${table} as select distinct * from ${table}`);
}

/** An archive that holds one capture twice has all its lines twice in one run. */
export async function hasTwice(engine: Engine): Promise<boolean> {
  const twice = await engine.all(
    "select 1 from raw_reports group by run, document_key having count(*) > 1 limit 1",
  );
  return twice.length > 0;
}

/** Text as it was printed: a run puts an apostrophe before what a spreadsheet would take for a formula. */
export function plain(column: string): string {
  return `coalesce(regexp_replace(${column}, '^''([=+@\\t\\r-])', '\\1'), '')`;
}

async function hasColumn(engine: Engine, table: string, column: string): Promise<boolean> {
  const rows = await engine.all(
    `select 1 from duckdb_columns() where table_name = ${quoted(table)} and column_name = ${quoted(column)}`,
  );
  return rows.length > 0;
}
