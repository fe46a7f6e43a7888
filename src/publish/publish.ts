// Makes a release from one or several runs: tables, then gates, then files, and only then the place of the last release.
// The only place that knows the order.
import { createHash } from "node:crypto";
import {
  createReadStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";
import type { Form } from "../model/form.ts";
import type { ProseRules } from "../model/prose.ts";
import type { Linker } from "../places/link.ts";
import { CHANGE_COLUMNS, makeChanges } from "./changes.ts";
import { makeAcrossYears, makeChecks } from "./checks.ts";
import { type Concepts, editionName, loadConcepts } from "./concepts.ts";
import {
  citation,
  codebookCsv,
  codebookHtml,
  croissant,
  dataPackage,
  type Facts,
  type ReleaseFile,
  zenodo,
} from "./describe.ts";
import { loadRuns } from "./documents.ts";
import { Engine, quoted } from "./engine.ts";
import { checkGates } from "./gates.ts";
import { panelSheet, reportsSheet, type Sheet } from "./layout.ts";
import { chooseReports, HOLDS_REPORT, linkDocuments } from "./organs.ts";
import { makePanel } from "./panel.ts";
import { writePanelDta } from "./panel-dta.ts";
import { writePanelXlsx } from "./panel-xlsx.ts";
import { loadProse, makeProsePanel, proseColumns, proseFields } from "./prose.ts";
import { releaseSheets } from "./sheets.ts";
import { writeCsv, writeParquet } from "./write.ts";

export interface PublishOptions {
  readonly runs: readonly string[];
  readonly release: string;
  readonly forms: readonly Form[];
  readonly prose: ProseRules | null;
  readonly linker: Linker;
  /** Folder of concepts, crosswalk, bounds and texts. */
  readonly plan: string;
  /** Folder of the tables of places. */
  readonly places: string;
  readonly facts: Facts;
  readonly program: string;
  readonly threads: number;
  readonly memory: string;
  readonly against: string | null;
  readonly accepted: string | null;
}

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
    await writeTables(engine, partial, sheets, concepts, options);
    if (changes !== null) await writeCsv(engine, changesSql(), join(partial, "changes.csv"));
    await writeTexts(partial, sheets, concepts, options);
    replace(options.release, partial);
    return await summarise(engine, changes);
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
  await loadRuns(engine, options.runs);
  await engine.run(`create table places as select code, name from read_csv(${quoted(join(options.places, "units.csv"))},
    all_varchar = true, header = true) where last = '202306'`);
  await linkDocuments(engine, options.linker, scratch);
  await chooseReports(engine);
  await engine.run(
    `create table primaries as select * from placed where place_in_key = 1 and organ_code <> '' and year is not null and ${HOLDS_REPORT}`,
  );
  await makeChecks(engine, options.forms);
  await makePanel(engine, concepts, expectedTables(options.forms));
  await loadProse(engine, options.runs);
  await makeProsePanel(engine, proseColumns(options.prose));
  await makeAcrossYears(engine, concepts.across);
  await engine.run(`create table reports_now as ${reportsSheet().sql}`);
  return releaseSheets(concepts, options.prose);
}

function expectedTables(forms: readonly Form[]): ReadonlyMap<string, readonly string[]> {
  return new Map(
    forms
      .filter((form) => !form.alternatives)
      .map((form) => [form.edition, form.tables.map(({ key }) => key)]),
  );
}

async function compare(engine: Engine, against: string): Promise<number> {
  await makeChanges(engine, against);
  const [row] = await engine.all("select count(*) as lines from changes");
  return Number(row?.["lines"] ?? 0);
}

function changesSql(): string {
  return `select ${CHANGE_COLUMNS.join(", ")} from changes order by ${CHANGE_COLUMNS.join(", ")}`;
}

async function writeTables(
  engine: Engine,
  folder: string,
  sheets: readonly Sheet[],
  concepts: Concepts,
  options: PublishOptions,
): Promise<void> {
  for (const sheet of sheets) {
    if (sheet.name === "cells" || sheet.name === "checks") await writeParts(engine, folder, sheet);
    else await writeParquet(engine, sheet.sql, join(folder, `${sheet.name}.parquet`));
  }
  for (const sheet of sheets.filter(({ name }) =>
    ["panel", "reports", "across_years", "relations"].includes(name),
  ))
    await writeCsv(engine, sheet.sql, join(folder, `${sheet.name}.csv.gz`));
  for (const sheet of sheets.filter(({ name }) => name === "organs"))
    await writeCsv(engine, sheet.sql, join(folder, "organs.csv"));
  await writeCsv(engine, "select code, name from places order by code", join(folder, "places.csv"));
  const crosswalk = `select * from read_csv(${quoted(join(options.plan, "crosswalk.csv"))}, all_varchar = true, header = true)`;
  await writeCsv(
    engine,
    `${crosswalk} order by concept, edition, table_id, row_id, column_id`,
    join(folder, "crosswalk.csv"),
  );
  writeFileSync(join(folder, "dictionary.csv"), dictionary(options.forms));
  const panel = panelSheet(concepts, proseFields(proseColumns(options.prose)), true);
  await writePanelDta(engine, panel, options.facts.title, join(folder, "panel.dta"));
  await writePanelXlsx(engine, panel, join(folder, "panel.xlsx"));
}

/** Long tables in one file for each edition and year, so that a reader opens what it needs. */
async function writeParts(engine: Engine, folder: string, sheet: Sheet): Promise<void> {
  const source = sheet.name === "cells" ? "cells" : "checks";
  const parts = await engine.all(`select distinct edition, year from ${source} order by edition, year`);
  for (const { edition, year } of parts) {
    const where = `edition = ${quoted(String(edition))} and year is not distinct from ${year === null ? "null" : String(year)}`;
    const path = join(
      folder,
      sheet.name,
      `edition=${edition === "" ? "none" : edition}`,
      `year=${year ?? "none"}.parquet`,
    );
    await writeParquet(engine, `${sheet.sql} where ${where} order by ${sheet.key.join(", ")}`, path);
  }
}

function dictionary(forms: readonly Form[]): string {
  const lines = forms.flatMap((form) =>
    form.tables.flatMap((table) =>
      table.blocks.flatMap((block) => [
        ...block.rows.flatMap((row) =>
          row.key === null
            ? []
            : [
                [
                  editionName(form.edition),
                  table.key,
                  "row",
                  row.key,
                  row.label.text,
                  row.labelEn ?? "",
                  row.unit ?? "",
                ],
              ],
        ),
        ...block.columns.map((column) => [
          editionName(form.edition),
          table.key,
          "column",
          column.key,
          column.label.text,
          column.labelEn ?? "",
          column.unit ?? "",
        ]),
      ]),
    ),
  );
  const header = ["edition", "table_id", "kind", "key", "label_zh", "label_en", "unit"];
  const cell = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return `﻿${[header, ...lines].map((line) => `${line.map(cell).join(",")}\r\n`).join("")}`;
}

async function writeTexts(
  folder: string,
  sheets: readonly Sheet[],
  concepts: Concepts,
  options: PublishOptions,
): Promise<void> {
  const { facts, plan } = options;
  const put = (name: string, text: string) => writeFileSync(join(folder, name), text);
  for (const name of ["README.md", "README.zh.md", "gongkai.sql"])
    put(
      name,
      readFileSync(join(plan, name), "utf8")
        .replaceAll("{{title}}", facts.title)
        .replaceAll("{{version}}", facts.version),
    );
  put("codebook.csv", codebookCsv(sheets, concepts));
  put(
    "codebook.html",
    codebookHtml(facts, sheets, concepts, readFileSync(join(plan, "codebook-words.html"), "utf8")),
  );
  put("CITATION.cff", citation(facts));
  put(".zenodo.json", zenodo(facts));
  put("provenance.json", await provenance(options));
  const files = await digests(folder, "");
  put("croissant.json", croissant(facts, sheets, files));
  put("datapackage.json", dataPackage(facts, sheets, await digests(folder, "")));
}

/** What the release was made from: no times and no paths of this machine, so that the same inputs give the same bytes. */
async function provenance({ runs, program, forms, plan, places }: PublishOptions): Promise<string> {
  const inputs = [];
  for (const run of runs)
    for (const file of ["reports.csv", "cells.csv", "checks.csv", "prose.csv", "run.json"])
      if (existsSync(join(run, file)))
        inputs.push({ run: basename(run), file, sha256: await digest(join(run, file)) });
  const data = [];
  for (const folder of [plan, places])
    for (const { path, sha256 } of await digests(folder, ""))
      data.push({ folder: basename(folder), path, sha256 });
  return `${JSON.stringify({ program, editions: forms.map(({ edition, basis }) => ({ edition, basis })), inputs, data }, null, 1)}\n`;
}

async function digests(folder: string, below: string): Promise<ReleaseFile[]> {
  const entries = readdirSync(join(folder, below), { withFileTypes: true });
  const files: ReleaseFile[] = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = below === "" ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) files.push(...(await digests(folder, path)));
    else
      files.push({
        path,
        sha256: await digest(join(folder, path)),
        bytes: statSync(join(folder, path)).size,
      });
  }
  return files;
}

async function digest(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest("hex");
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
