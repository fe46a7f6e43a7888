// Makes a release from one or several runs: tables, then gates, then files, and only then the place of the last release.
// The only place that knows the order.
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { CHANGE_COLUMNS, makeChanges } from "./changes.ts";
import { makeAcrossYears, makeChecks } from "./checks.ts";
import { type Concepts, loadConcepts } from "./concepts.ts";
import { loadRuns } from "./documents.ts";
import { Engine, quoted } from "./engine.ts";
import { countFilled } from "./filled.ts";
import { checkGates } from "./gates.ts";
import { type Sheet, storedFields, storedSql } from "./layout.ts";
import type { PublishOptions } from "./options.ts";
import { chooseReports, linkDocuments, mayStand } from "./organs.ts";
import { makePanel } from "./panel.ts";
import { loadProse, makeProsePanel, proseColumns } from "./prose.ts";
import { releaseSheets } from "./sheets.ts";
import { writeCsv } from "./write.ts";
import { writeTables } from "./write-tables.ts";
import { writeTexts } from "./write-texts.ts";

export interface PublishSummary {
  readonly documents: number;
  readonly reports: number;
  readonly linked: number;
  readonly cells: number;
  readonly changes: number | null;
}

/** @throws GateError when a gate fails; the last release then stays where it is */
export async function publish(options: PublishOptions): Promise<PublishSummary> {
  const partial = `${options.release}.partial`;
  const scratch = `${options.release}.scratch`;
  for (const folder of [partial, scratch]) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
  }
  const engine = await Engine.open(join(scratch, "work.duckdb"), options.threads, options.memory);
  try {
    const concepts = loadConcepts(options.plan);
    const sheets = await makeTables(engine, options, concepts, scratch);
    const last = existsSync(options.release) ? options.release : options.against;
    await checkGates(engine, sheets, join(options.plan, "bounds.csv"), last, options.accepted);
    const changes = options.against === null ? null : await compare(engine, options.against);
    await writeTables(engine, partial, sheets, options);
    if (changes !== null) await writeCsv(engine, changesSql(), join(partial, "changes.csv"));
    const summary = await summarise(engine, changes);
    const filled = await countFilled(engine, sheets);
    // What follows reads the files that were written, and needs the memory.
    engine.close();
    await writeTexts({ folder: partial, sheets, concepts, filled }, options);
    replace(options.release, partial);
    return summary;
  } finally {
    engine.close();
    for (const folder of [partial, scratch]) rmSync(folder, { recursive: true, force: true });
  }
}

async function makeTables(
  engine: Engine,
  options: PublishOptions,
  concepts: Concepts,
  scratch: string,
): Promise<Sheet[]> {
  await loadRuns(engine, options.runs, options.testInputs);
  await engine.run(`create table places as select code, name from read_csv(${quoted(join(options.places, "units.csv"))},
    all_varchar = true, header = true) where last = '202306'`);
  await linkDocuments(engine, options.linker, scratch);
  await chooseReports(engine);
  await engine.run(
    `create table primaries as select p.* from placed p where place_in_key = 1 and organ_code <> '' and year is not null and ${mayStand("p")}`,
  );
  await makeChecks(engine, options.forms);
  await loadProse(engine, options.runs);
  await makePanel(engine, concepts, options.forms);
  await makeProsePanel(engine, proseColumns(options.prose));
  await makeAcrossYears(engine, concepts.across);
  return materialised(engine, releaseSheets({ ...options, concepts }));
}

/** Each table but the longest, made once: gates and writers read what is there. */
async function materialised(engine: Engine, sheets: readonly Sheet[]): Promise<Sheet[]> {
  const made: Sheet[] = [];
  for (const sheet of sheets) {
    const { name, key, sql, inParts } = sheet;
    const texts = storedFields(sheet).filter(({ type }) => type === "string");
    if (!inParts)
      await engine.run(
        `create table out_${name} as select * replace (${texts.map(storedSql).join(", ")}) from (${sql})`,
      );
    const columns = storedFields(sheet).map((field) => field.name);
    made.push(
      inParts
        ? sheet
        : { ...sheet, sql: `select ${columns.join(", ")} from out_${name} order by ${key.join(", ")}` },
    );
  }
  return made;
}

async function compare(engine: Engine, against: string): Promise<number> {
  await makeChanges(engine, against);
  const [row] = await engine.all("select count(*) as lines from changes");
  return Number(row?.["lines"] ?? 0);
}

function changesSql(): string {
  return `select ${CHANGE_COLUMNS.join(", ")} from changes order by ${CHANGE_COLUMNS.join(", ")}`;
}

function replace(release: string, partial: string): void {
  const old = `${release}.old`;
  rmSync(old, { recursive: true, force: true });
  if (existsSync(release)) renameSync(release, old);
  renameSync(partial, release);
  rmSync(old, { recursive: true, force: true });
}

async function summarise(engine: Engine, changes: number | null): Promise<PublishSummary> {
  const [row] =
    await engine.all(`select (select count(*) from documents) as documents, (select count(*) from panel) as reports,
    (select count(*) from primaries) as linked, (select count(*) from cells) as cells`);
  const count = (name: string) => Number(row?.[name] ?? 0);
  return {
    documents: count("documents"),
    reports: count("reports"),
    linked: count("linked"),
    cells: count("cells"),
    changes,
  };
}
