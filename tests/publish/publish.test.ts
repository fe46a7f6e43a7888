// Releases as users make them, read back with DuckDB, and with R and pandas where these are installed.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import XLSX from "@e965/xlsx";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pipelineFor } from "../../src/dev/own-pipeline.ts";
import { asWarc, asZip } from "../../src/dev/pack.ts";
import { loadLinker } from "../../src/places/load.ts";
import { writeDta } from "../../src/publish/dta.ts";
import type { PublishOptions } from "../../src/publish/options.ts";
import { MEANINGS } from "../../src/publish/panel-dta.ts";
import { publish } from "../../src/publish/publish.ts";
import { runBatch } from "../../src/run/batch.ts";
import { loadPipeline, loadPublishPlan } from "../../src/run/pipeline.ts";
import { GONGKAI } from "../builders/command.ts";
import { type Requests, reportPage, writeOddReports, writeReports } from "./reports.ts";

/** Debian's own, where its packages of pandas are. */
const PYTHON = "/usr/bin/python3";
const hasPandas = spawnSync(PYTHON, ["-c", "import pandas"]).status === 0;
const hasHaven = spawnSync("Rscript", ["-e", "library(haven); library(data.table)"]).status === 0;
if (!hasPandas)
  process.stderr.write("pandas is not installed (apt-get install python3-pandas): not tested\n");
if (!hasHaven)
  process.stderr.write(
    "haven is not installed (apt-get install r-cran-haven r-cran-data.table): not tested\n",
  );

const hasCalc = spawnSync("soffice", ["--version"]).status === 0;
if (!hasCalc)
  process.stderr.write("LibreOffice is not installed (apt-get install libreoffice-calc): not tested\n");

/** Several commands in one test, on a machine that may be busy. */
const LONG = 600_000;
/** The ten, and the further parts of some: each is answered in R and pandas. */
const ASKED: readonly (readonly [question: number, which: number])[] = [
  ...[1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((question) => [question, 0] as const),
  ...([
    [10, 2],
    [10, 1],
    [4, 1],
    [1, 1],
  ] as const),
];
const CARRIED = [
  ...["carried_in,reported,2", "carried_in,zero,4"],
  ...["carried_out,blank,1", "carried_out,reported,2", "carried_out,zero,3"],
];
const NEVER_ASKED = "330110-department-d8ee3e16,杭州市余杭区教育局,1";
const work = mkdtempSync(join(tmpdir(), "gongkai-publish-"));
const release = join(work, "release");
/** A number, and every reason why there is none. */
const MISSINGS = join(work, "missings.dta");
afterAll(() => rmSync(work, { recursive: true }));

const PIPELINE = fileURLToPath(new URL("../../pipelines/disclosure/pipeline.yaml", import.meta.url));
const pipeline = loadPipeline(PIPELINE);
const { places, organs, release: plan } = loadPublishPlan(PIPELINE);
const linker = loadLinker(places, organs, null);
const extract = (from: string, to: string) =>
  runBatch(pipeline, [{ path: join(work, from) }], join(work, to), () => undefined, { workers: 0 });
const publishing = (run: string, out: string, more: Partial<PublishOptions> = {}) =>
  publish({
    ...{ runs: [join(work, run)], release: out, linker, plan, places },
    ...{ forms: pipeline.collection.forms, prose: pipeline.collection.prose },
    facts: { name: "disclosure", title: "Reports", version: "1", license: "CC-BY-4.0" },
    ...{
      program: "gongkai",
      threads: 2,
      memory: "1GB",
      against: null,
      accepted: null,
      testInputs: [],
      ...more,
    },
  });

beforeAll(async () => {
  writeReports(work);
  await extract("first", "run-first");
  await extract("second", "run-second");
  await publishing("run-first", release);
  await writeDta(
    MISSINGS,
    {
      ...{ title: "missings", rows: 7, missings: MEANINGS },
      columns: [{ name: "x", label: "x", width: null, labelled: true }],
    },
    (async function* () {
      yield [[-1.5], ...[".", "a", "b", "d", "s", "u"].map((missing) => [{ missing }])];
    })(),
  );
}, LONG);

let views: Promise<DuckDBConnection> | undefined;

async function openViews(): Promise<DuckDBConnection> {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  await connection.run(`set file_search_path = '${release}'`);
  await connection.run(readFileSync(join(release, "gongkai.sql"), "utf8"));
  return connection;
}

async function query(sql: string): Promise<unknown[]> {
  views ??= openViews();
  const result = await (await views).runAndReadAll(sql);
  return result
    .getRowsJS()
    .map((row) => row.map((value) => (typeof value === "bigint" ? Number(value) : value)));
}

/** The answers of the release's own description to a question, in one language. */
function answer(question: number, language: string, which = 0): string {
  const text = readFileSync(join(release, "README.md"), "utf8");
  const part = text.split(/^### /mu)[question] ?? "";
  return [...part.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, "g"))][which]?.[1] ?? "";
}

describe("the ten questions, with answers typed beforehand", () => {
  const answers: readonly [question: number, which: number, rows: unknown[]][] = [
    [
      1,
      0,
      [
        [2020, 4 / 7, 2 / 7, 1, 7, 7],
        [2021, 19 / 23, 5 / 23, 3, 23, 15],
        [2022, 1, 0, 1, 9, 9],
      ],
    ],
    [
      2,
      0,
      [
        ["(not known)", 1, 0, 1, 2, 2],
        ["浙江省", 7 / 6, 0, 1, 6, 6],
        ["福建省", 23 / 31, 7 / 31, 3, 31, 15],
      ],
    ],
    [
      3,
      0,
      [
        [2020, 10, 10, 1],
        [2021, 28 / 3, 6, 3],
        [2022, 1, 1, 1],
      ],
    ],
    [
      4,
      0,
      [
        ["(not known)", 0, 1],
        ["浙江省", 1, 2],
        ["福建省", 0, 3],
      ],
    ],
    [
      5,
      0,
      [
        ["350521-government-6e340b9c", 2020, "form2019", 10, "same"],
        ["350521-government-6e340b9c", 2021, "form2021", 20, "same"],
        ["350521-government-6e340b9c", 2022, "form2021", 1, "same"],
      ],
    ],
    [
      6,
      0,
      [
        ["carried_in", "reported", 2],
        ["carried_in", "zero", 4],
        ["carried_out", "blank", 1],
        ["carried_out", "reported", 2],
        ["carried_out", "zero", 3],
      ],
    ],
    [
      7,
      0,
      [
        [4, 2020, 0, 1],
        [4, 2021, 0, 3],
        [4, 2022, 0, 1],
        [4, 2023, 0, 1],
      ],
    ],
    // Of six reports one does not tell what was corrected.
    [10, 0, [[4, 5, 4, 1, 2, 1, 0]]],
    [10, 1, [[4, 6, 2, 1, 2, 1, 0, 0]]],
    [10, 2, [["330110-department-d8ee3e16", "杭州市余杭区教育局", 1, 2023, 2023]]],
  ];
  test.each(answers)("question %i (%i)", async (question, which, rows) => {
    expect(await query(answer(question, "sql", which))).toEqual(rows);
  });

  test("question 4: the broken row and column of one report, and no other", async () => {
    const rows = (await query(answer(4, "sql", 1))) as [
      ...[province: string, relation: string, warning: boolean, fails: number, evaluable: number],
    ][];
    expect(rows.map(([province, , warning, fails]) => [province, warning, fails])).toEqual([
      ["浙江省", false, 1],
      ["浙江省", false, 1],
    ]);
  });

  test("question 8: nothing of these clear pages is in doubt", async () => {
    const rows = (await query(answer(8, "sql"))) as [string, string, number, number, number][];
    expect(rows.map(([edition, container, doubtful]) => [edition, container, doubtful])).toEqual([
      ["form2019", "html", 0],
      ["form2021", "html", 0],
    ]);
  });

  test("question 9: one refusal, of a state secret", async () => {
    const rows = (await query(answer(9, "sql"))) as [string, number, number][];
    // Another two stand in the report that leaves a reason blank.
    expect(rows[0]).toEqual(["n_ref_secret", 1, 5]);
    expect(rows.slice(1).map(([, requests, reports]) => [requests, reports])).toEqual(
      Array.from({ length: 7 }, () => [0, 5]),
    );
    const grades = (await query(answer(9, "sql", 1))) as [string, string, string, string | null][];
    expect(grades.filter(([concept]) => concept === "n_ref_process")).toEqual([
      ["n_ref_process", "form2019", "same", null],
      ["n_ref_process", "form2021", "same", null],
    ]);
    expect(grades).toContainEqual(["n_ref_secret", "form2014", "near", expect.any(String)]);
  });

  test("question 5: a year without a certain figure keeps its line", async () => {
    const sql = "select year, value, grade from concept_series where concept = 'n_carried_out'";
    expect(await query(`${sql} and organ_code like '350521%' order by year`)).toEqual([
      [2020, 3, "same"],
      [2021, 8, "same"],
      [2022, null, "same"],
    ]);
  });
});

describe("keys and relations", () => {
  test("a copy is told and counted once; a place that is not known has a key of its own", async () => {
    const rows = await query(
      "select source, is_primary, relation_to_primary, place_doubt, report_key = document_key from reports where year = 2021 order by source",
    );
    expect(rows).toEqual([
      ["elsewhere/xihu-2021.html", true, null, "ambiguous", true],
      ["fujian/copy/huian-2021.html", expect.any(Boolean), expect.toBeOneOf(["copy", null]), null, false],
      ["fujian/huian-2021.html", expect.any(Boolean), expect.toBeOneOf(["copy", null]), null, false],
      ["zhejiang/deqing-2021.html", true, null, null, false],
    ]);
    expect(
      await query(
        "select count(*) from reports where is_primary and year = 2021 and organ_code like '350521%'",
      ),
    ).toEqual([[1]]);
  });

  test("what one year carries out is not what the next carries in", async () => {
    const sql =
      "select year, lhs, rhs, status from across_years where relation = 'requests.carry' order by year";
    expect(await query(sql)).toEqual([
      [2021, 3, 3, "holds"],
      [2022, 9, 8, "fails"],
    ]);
  });

  test("an amount printed in another unit than its concept's is not given as if it were", async () => {
    const printed = await query(
      "select value, unit_printed from cells where row_id = 'fees' and unit_printed <> ''",
    );
    expect(printed).toEqual([[12_000, "元"]]);
    expect(await query("select fees_amount from panel where organ_name_zh like '德清%'")).toEqual([[null]]);
  });

  test("a blank is not zero, and what zero would say stands beside", async () => {
    const sql = `select relation, at_key, checks.status, status_blank_as_zero, terms_blank from checks join reports using (document_key)
      where checks.year = 2022 and checks.status <> status_blank_as_zero and at_key = 'total'`;
    expect(await query(sql)).toEqual([["requests.balance", "total", "not_evaluable", "fails", 1]]);
  });
});

describe("what prose states", () => {
  test("stands in columns of its own, and says why where it has no certain figure", async () => {
    const sql = `select year, n_new, p_requests_received, p_published_website, p_published_total, p_fees_charged
      from panel where organ_code like '350521%' order by year`;
    expect(await query(sql)).toEqual([
      [2020, 10, null, null, null, null],
      [2021, 20, 21, 120, null, 0],
      [2022, 1, null, null, null, null],
    ]);
  });

  test("is a table of sentences, held against the table of the report", async () => {
    const sql = `select statement, value, approximate, negated, agrees_with_table, table_value, table_cell
      from prose join reports using (document_key) where is_primary and year = 2021 order by place`;
    expect(await query(sql)).toEqual([
      ["published.total", 300, true, false, null, null, null],
      ["published.website", 120, false, false, null, null, null],
      ["requests.received", 21, false, false, "differs", 20, "requests/new/total"],
      ["fees.charged", 0, false, true, null, null, null],
    ]);
  });

  test("is in the codebook, with its label in both languages", () => {
    const codebook = readFileSync(join(release, "codebook.csv"), "utf8");
    expect(codebook).toMatch(/column,panel,p_requests_received,number,[^,]+,[^\r]*Requests received/);
    expect(codebook).toMatch(/prose,agrees_with_table,string/);
  });
});

interface FieldTold {
  readonly name: string;
  readonly type: string;
  readonly title: string;
  readonly description: string;
  readonly constraints?: { readonly enum: readonly string[] };
}

const TYPES: Readonly<Record<string, RegExp>> = {
  string: /^/,
  integer: /^-?\d+$/,
  number: /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/,
  boolean: /^(?:true|false)$/,
  date: /^\d{4}-\d\d-\d\d$/,
};

/** Whether a value of a file is what the data package says of its column. */
function isOf({ type, constraints }: FieldTold, value: string): boolean {
  if (value === "") return true;
  if (constraints && !constraints.enum.includes(value)) return false;
  return TYPES[type]?.test(value) === true;
}

describe("files", () => {
  const files = (folder: string): string[] =>
    (readdirSync(folder, { recursive: true, encoding: "utf8" }) as string[])
      .map((path) => relative(folder, join(folder, path)))
      .filter((path) => statSync(join(folder, path)).isFile())
      .sort();

  test(
    "the same bytes on one and two threads",
    async () => {
      const other = join(work, "one-thread");
      await publishing("run-first", other, { threads: 1 });
      expect(files(other)).toEqual(files(release));
      for (const file of files(release))
        expect(readFileSync(join(other, file)).equals(readFileSync(join(release, file))), file).toBe(true);
    },
    LONG,
  );

  test("the data package tells every file, its digest and the columns of its tables", () => {
    const told = JSON.parse(readFileSync(join(release, "datapackage.json"), "utf8")) as {
      resources: {
        path: string;
        hash: string;
        schema?: { fields: FieldTold[]; primaryKey: string[] };
      }[];
    };
    expect(told.resources.map(({ path }) => path).sort()).toEqual(
      files(release).filter((path) => path !== "datapackage.json"),
    );
    for (const { path, hash, schema } of told.resources) {
      const bytes = readFileSync(join(release, path));
      expect(hash, path).toBe(`sha256:${createHash("sha256").update(bytes).digest("hex")}`);
      if (!path.includes(".csv") || !schema) continue;
      const [header = [], ...lines] = parse(path.endsWith(".gz") ? gunzipSync(bytes) : bytes, {
        bom: true,
      }) as string[][];
      expect(header, path).toEqual(schema.fields.map(({ name }) => name));
      for (const [at, field] of schema.fields.entries())
        expect(
          lines.map((line) => line[at] ?? "").filter((value) => !isOf(field, value)),
          path,
        ).toEqual([]);
      const keys = lines.map((line) =>
        schema.primaryKey.map((name) => line[header.indexOf(name)]).join("\n"),
      );
      expect(new Set(keys).size, path).toBe(lines.length);
      expect(schema.fields.filter(({ title, description }) => title === "" || description === "")).toEqual(
        [],
      );
    }
  });
});

describe("the page", () => {
  const page = () => readFileSync(join(release, "index.html"), "utf8");

  test("needs nothing but itself, and shows every figure beside its query", () => {
    const html = page();
    expect(html.length).toBeLessThan(2_000_000);
    expect(html).toContain("default-src 'none'");
    expect(html).not.toMatch(/<script|<link|\bsrc=|url\(/);
    const { length } = html.match(/<section /g) ?? [];
    expect(length).toBeGreaterThan(10);
    for (const part of html.split("<section ").slice(1))
      expect(part).toMatch(/<svg[\s\S]*<pre>[\s\S]*select/);
  });

  test("tells what the queries answer", () => {
    const sectionOf = (key: string) => page().split(`<section id="${key}"`)[1]?.split("</section>")[0] ?? "";
    const rows = (key: string) =>
      [...sectionOf(key).matchAll(/<tr>((?:<td>[^<]*)+)/g)].map(([, row = ""]) =>
        [...row.matchAll(/<td>([^<]*)/g)].map(([, cell = ""]) => cell.trim()),
      );
    expect(rows("reports_by_year")).toEqual([
      ["2020", "form2019", "1"],
      ["2021", "form2021", "3"],
      ["2022", "form2021", "1"],
      ["2023", "form2021", "1"],
    ]);
    expect(rows("reports_by_province")).toEqual([
      ["330000", "2"],
      ["350000", "3"],
    ]);
    // A district that four places have is no place, and says why.
    expect(rows("places_known")).toContainEqual(["ambiguous", "1"]);
    expect(rows("missing_by_year").filter((row) => row[2] !== "0")).toEqual([
      ["浙江省", "2021", expect.any(String), "1", "90"],
      ["福建省", "2020", expect.any(String), "1", "84"],
      ["福建省", "2021", expect.any(String), "1", "84"],
      ["福建省", "2022", expect.any(String), "1", "84"],
    ]);
    expect(sectionOf("failing_by_province")).toContain("浙");
  });
});

describe("a release explains itself", () => {
  const lines = () =>
    parse(readFileSync(join(release, "codebook.csv")), { bom: true, columns: true }) as Record<
      string,
      string
    >[];
  const columnsOf = async (path: string): Promise<string[]> => {
    const told = (await query(`select column_name from (describe from read_parquet('${path}'))`)) as [
      string,
    ][];
    return told.map(([name]) => name);
  };
  const TABLES = [
    ...["panel", "panel_states", "reports", "relations", "across_years", "organs", "prose"].map(
      (name) => [name, `${name}.parquet`] as const,
    ),
    ...["cells", "checks"].map((name) => [name, `${name}/*/*/*.parquet`] as const),
  ];

  test.each(TABLES)(
    "every column of %s is in the codebook, with how many lines have a value",
    async (name, path) => {
      const told = lines().filter(({ kind, sheet }) => kind === "column" && sheet === name);
      expect(new Set(told.map((line) => line["name"]))).toEqual(new Set(await columnsOf(path)));
      const [counted = []] = (await query(
        `select count(*), ${told.map((line) => `count(${line["name"]})`).join(", ")} from read_parquet('${path}')`,
      )) as number[][];
      const inFiles = told.filter(({ filled }) => filled !== "");
      expect(inFiles.length).toBeGreaterThanOrEqual(told.length - 2);
      for (const line of inFiles)
        expect([line["name"], line["filled"], line["lines"]]).toEqual([
          line["name"],
          String(counted[1 + told.indexOf(line)]),
          String(counted[0]),
        ]);
    },
  );

  test.each(TABLES)("no text of %s is empty and yet a value", async (_name, path) => {
    const texts = (await query(
      `select column_name from (describe from read_parquet('${path}')) where column_type = 'VARCHAR'`,
    )) as [string][];
    const [counts = []] = (await query(
      `select ${texts.map(([name]) => `count(*) filter (${name} = '')`).join(", ")} from read_parquet('${path}')`,
    )) as number[][];
    expect(counts.every((count) => count === 0)).toBe(true);
  });

  test("every code that stands in a file is explained", async () => {
    const all = lines();
    const codes = new Set(all.filter(({ kind }) => kind === "code").map((line) => line["values"]));
    const columns = all.filter(({ kind, values }) => kind === "column" && values !== "");
    expect(columns.length).toBeGreaterThan(30);
    for (const { sheet = "", name = "", values = "" } of columns) {
      const path = TABLES.find(([table]) => table === sheet)?.[1];
      for (const code of values.split(" | "))
        expect([name, code, codes.has(code)]).toEqual([name, code, true]);
      if (path === undefined) continue;
      const printed = (await query(
        `select distinct regexp_replace(unnest(string_split(${name}::varchar, ';')), ':.*', '') from read_parquet('${path}') where ${name} is not null`,
      )) as [string][];
      for (const [code] of printed)
        expect([sheet, name, values.split(" | ").includes(code)]).toEqual([sheet, name, true]);
    }
  });

  test("every relation that was evaluated has its formula", async () => {
    const told = lines().filter(({ kind }) => kind?.startsWith("relation"));
    const evaluated = (await query(
      "select distinct relation from checks union select distinct relation from across_years",
    )) as [string][];
    expect(evaluated.length).toBeGreaterThan(5);
    for (const [relation] of evaluated)
      expect(told.find((line) => line["name"] === relation)?.["formula"], relation).toMatch(/ = /);
    expect(told).toContainEqual(
      expect.objectContaining({
        name: "requests.balance",
        formula: "new + carried_in = outcome.total + carried_out",
      }),
    );
  });

  test("says what the collection is, from its own figures", () => {
    const html = readFileSync(join(release, "codebook.html"), "utf8");
    expect(html).toContain("gongkai extract first -o run-first");
    expect(html).toMatch(/<td>330000<td>浙江省<td>2<td>2<td>1<td>102/);
    expect(html).not.toMatch(/<script|<link|\bsrc=|\{\{/);
  });
});

describe("a figure that is not given", () => {
  test("has its state in the table of states, the same as in the Stata file", async () => {
    const sql = `select year, n_carried_out, n_carried_out_state, n_replied_state, fees_amount_state, p_requests_received_state, p_published_total_state
      from panel join panel_states using (report_key) where province_code is not null order by report_key`;
    expect(await query(sql)).toEqual([
      [2023, 0, "reported", "not_on_form", "reported", "not_stated", "not_stated"],
      [2021, 0, "reported", "not_on_form", "doubtful", "not_stated", "not_stated"],
      [2020, 3, "reported", "not_on_form", "not_on_form", "not_stated", "not_stated"],
      [2021, 8, "reported", "not_on_form", "reported", "stated", "doubtful"],
      [2022, null, "blank", "not_on_form", "reported", "not_stated", "not_stated"],
    ]);
  });
});

describe("older forms, reports without tables, organs and years that are not known", () => {
  const odd = join(work, "odd-release");
  let asked: DuckDBConnection;
  const ask = async (sql: string) => (await asked.runAndReadAll(sql)).getRowsJson();
  beforeAll(async () => {
    writeOddReports(join(work, "odd"));
    await extract("odd", "run-odd");
    // As a run that was merged from shards: it was asked for nothing.
    rmSync(join(work, "run-odd/.gongkai/asked.json"));
    await publishing("run-odd", odd);
    asked = await (await DuckDBInstance.create(":memory:")).connect();
    await asked.run(`set file_search_path = '${odd}'`);
    await asked.run(readFileSync(join(odd, "gongkai.sql"), "utf8"));
  }, LONG);

  test("what is only a part of a concept stands in a column of its own", async () => {
    const sql = `select n_new, n_replied, n_already_public, n_granted, n_ref_third_party, n_ref_third_party_state, n_ref_law,
        n_denied_trade_secret, n_denied_privacy, n_ref_secret, n_refused_printed, n_refused_sum, share_granted, share_granted_replied
      from panel join panel_states using (report_key) where edition = 'form2014'`;
    const figures = ["12", "10", "3", "4", null, "not_on_form", null, "2", "0", "1", "3", null, null, 0.4];
    expect(await ask(sql)).toEqual([figures]);
  });

  test("without any table all those of its year are missing", async () => {
    const sql =
      "select edition, has_table, q_tables, q_tables_expected, q_tables_missing, quality, n_new, n_new_state from panel join panel_states using (report_key) where not has_table";
    expect(await ask(sql)).toEqual([[null, false, "0", "3", "3", "E", null, "no_table"]]);
    const series = "select year, edition, grade, value from concept_series where concept = 'n_new'";
    expect(await ask(`${series} and organ_name_zh like '德清%'`)).toEqual([[2021, null, null, null]]);
  });

  test("worked questions tell kinds of organs, provinces and grades apart", async () => {
    const worked = (question: number, which = 0) => ask(answer(question, "sql", which));
    expect(await worked(1)).toEqual([[2021, 5 / 8, 3 / 8, "2", "8", "6"]]);
    expect(await worked(1, 1)).toEqual([
      ["department", 4, 2021, 1, 0, "1", "2", "2"],
      ["township", 5, 2021, 0.5, 0.5, "1", "6", "6"],
    ]);
    expect(await worked(2)).toEqual([
      ["安徽省", 0.5, 0.5, "1", "6", "6"],
      ["福建省", 1, 0, "1", "2", "2"],
    ]);
    expect((await worked(5)).map((row) => row.slice(1))).toEqual([
      [2016, "form2014", "12", "near"],
      [null, "form2021", "1", "same"],
    ]);
  });

  test("an honest report may break a warning, which is no broken sum", async () => {
    const sql = "select q_failed, q_warned, quality from panel where edition = 'form2014'";
    expect(await ask(sql)).toEqual([["0", "1", "B"]]);
    const failing = "select relation, is_warning from checks where status = 'fails' and edition = 'form2014'";
    expect(await ask(failing)).toEqual([["statistics.review", true]]);
    const reports =
      "select is_warning, reports_failing from relations where reports_failing > 0 and edition = 'form2014'";
    expect(await ask(reports)).toEqual([[true, "1"]]);
  });

  test("a report of which another document prints other figures says so", async () => {
    const sql = "select organ_name_zh, n_new from panel where q_documents_differ > 0";
    expect(await ask(sql)).toEqual([["惠安县教育局", "2"]]);
    expect(await ask("select q_documents_differ from reports where not is_primary")).toEqual([["1"]]);
  });

  test("the unit that a name prints around an unknown town is told, and no code of the town", async () => {
    const sql = `select place_doubt, organ_code, code_2023, province_name, city_code_2023, county_name from panel where organ_code is null
      order by organ_name_zh`;
    const unknown = ["ambiguous", null, null, null, null, null];
    expect(await ask(sql)).toEqual([
      ["town-unknown", null, null, "安徽省", "340100", null],
      ["town-unknown", null, null, null, null, null],
      unknown,
      ["zone-over-several", null, null, "河北省", null, null],
      unknown,
    ]);
  });

  test("unknown organs are not one, and a year that is not known is none", async () => {
    expect(await ask("select count(*), count(organ_code), count(distinct organ_key) from panel")).toEqual([
      ["9", "4", "8"],
    ]);
    expect(await ask("select distinct edition, year from cells where year is null")).toEqual([
      ["form2021", null],
    ]);
    expect(
      await ask(
        "select count(*) from cells c join panel p using (document_key) where c.year is distinct from p.year",
      ),
    ).toEqual([["0"]]);
  });
});

describe("test material", () => {
  const mixed = join(work, "mixed-release");
  const inputs = ["genuine/real", "made-up/real"];
  beforeAll(async () => {
    for (const input of inputs) mkdirSync(join(work, input), { recursive: true });
    const place = (input: string, name: string, requests: Requests) =>
      writeFileSync(join(work, input, name), reportPage("惠安县人民政府", 2021, requests));
    place("made-up/real", "a.html", { new: "900" });
    place("genuine/real", "a.html", { new: "9" });
    await runBatch(
      pipeline,
      inputs.map((input) => ({ path: join(work, input) })),
      join(work, "run-mixed"),
      () => undefined,
      { workers: 0 },
    );
    await publishing("run-mixed", mixed, { testInputs: ["made-up/real"] });
  }, LONG);

  test("is marked by its input and stands for no report, whatever it prints", async () => {
    const connection = await (await DuckDBInstance.create(":memory:")).connect();
    await connection.run(`set file_search_path = '${mixed}'`);
    await connection.run(readFileSync(join(mixed, "gongkai.sql"), "utf8"));
    const ask = async (sql: string) => (await connection.runAndReadAll(sql)).getRowsJson();
    expect(await ask("select n_new, q_documents_differ from panel")).toEqual([["9", "0"]]);
    expect(await ask("select input, source, is_test, is_primary from reports order by input")).toEqual([
      ["genuine/real", "a.html", false, true],
      ["made-up/real", "a.html", true, false],
    ]);
    const provenance = readFileSync(join(mixed, "provenance.json"), "utf8");
    expect(provenance).toContain("gongkai extract genuine/real made-up/real -o run-mixed");
    expect(provenance).toContain("--test-input made-up/real");
  });

  test("of an input that no run has is refused", async () => {
    const publishes = publishing("run-mixed", join(work, "never"), { testInputs: ["made-up"] });
    await expect(publishes).rejects.toThrow("they are genuine/real, made-up/real");
  });
});

describe("where figures come from", () => {
  test("program, forms, libraries, commands and inputs are told by their digests", () => {
    const told = JSON.parse(readFileSync(join(release, "provenance.json"), "utf8"));
    expect(told.command).toBe("gongkai publish run-first --release 1");
    const [run] = told.runs;
    expect(run).toMatchObject({
      run: "run-first",
      command: "gongkai extract first -o run-first",
      madeBy: {
        program: expect.stringMatching(/^gongkai \d/),
        libraries: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    });
    const sha256 = (path: string) => createHash("sha256").update(readFileSync(path)).digest("hex");
    expect(run.files).toContainEqual({
      file: "reports.csv",
      sha256: sha256(join(work, "run-first/reports.csv")),
    });
    const form = join(PIPELINE, "../forms/2021.yaml");
    expect(run.madeBy.pipeline).toContainEqual({ file: "forms/2021.yaml", sha256: sha256(form) });
    expect(readFileSync(join(release, "provenance.json"), "utf8")).not.toContain(work);
  });

  test("a cell leads to its document's bytes", async () => {
    const [row] = await query(`select source, sha256, locator from cells join reports using (document_key)
      where cells.year = 2022 and table_id = 'requests' and row_id = 'new' and column_id = 'total'`);
    const [source, sha256, locator] = row as [string, string, string];
    const bytes = readFileSync(join(work, "first", source));
    expect(createHash("sha256").update(bytes).digest("hex")).toBe(sha256);
    expect(locator).toMatch(/^table \d+ row \d+ cell \d+/);
  });
});

describe("gates and changes", () => {
  test(
    "a province that loses its reports stops the release, and the last one stays",
    async () => {
      const out = join(work, "gated");
      cpSync(release, out, { recursive: true });
      const before = readFileSync(join(out, "datapackage.json"), "utf8");
      await extract("second/elsewhere", "run-few");
      const { status, stderr } = spawnSync(
        process.execPath,
        [GONGKAI, "publish", join(work, "run-few"), "-o", out],
        { encoding: "utf8" },
      );
      expect(status).toBe(2);
      expect(stderr).toContain("moved by more than 25 %");
      expect(readFileSync(join(out, "datapackage.json"), "utf8")).toBe(before);
      expect(existsSync(`${out}.partial`)).toBe(false);
    },
    LONG,
  );

  test(
    "one pipeline file leads to the same panel from reports however they are packed and copied",
    async () => {
      const files = readdirSync(join(work, "first"), { recursive: true, encoding: "utf8" })
        .filter((name) => statSync(join(work, "first", name)).isFile())
        .map((name): [string, Uint8Array] => [name, new Uint8Array(readFileSync(join(work, "first", name)))]);
      const half = Math.ceil(files.length / 2);
      const input = join(work, "packed");
      mkdirSync(input);
      writeFileSync(join(input, "half.zip"), asZip(files.slice(0, half)));
      writeFileSync(join(input, "crawl.warc.gz"), await asWarc(files, "https://reports.example.org/"));
      const out = join(work, "release-packed");
      const file = join(work, "packed.yaml");
      writeFileSync(file, pipelineFor({ input, output: join(work, "run-packed"), release: out }));
      const { status, stderr } = spawnSync(process.execPath, [GONGKAI, "run", file], { encoding: "utf8" });
      expect(status, stderr).toBe(0);
      const figures = (folder: string) =>
        (
          parse(gunzipSync(readFileSync(join(folder, "panel.csv.gz"))), {
            bom: true,
            columns: true,
          }) as Record<string, string>[]
        ).map(({ url, captured_at, document_key, report_key, organ_key, ...figures }) => figures);
      expect(figures(out)).toEqual(figures(release));
    },
    LONG,
  );

  test(
    "changes are by content: a moved file is none, a corrected figure is one",
    async () => {
      const out = join(work, "next");
      const accepted = join(work, "accepted_changes.csv");
      writeFileSync(accepted, "province_code,year,why\n330000,2023,one organ left\n");
      await expect(publishing("run-second", out, { against: release })).rejects.toThrow("330000");
      await publishing("run-second", out, { against: release, accepted });
      const changes = parse(readFileSync(join(out, "changes.csv")), { bom: true, columns: true }) as Record<
        string,
        string
      >[];
      const told = changes.map(({ kind, table_id, row_id, column_id, before, after }) =>
        [kind, table_id, row_id, column_id, before, after].join(" ").trim(),
      );
      expect(told.filter((line) => line.includes("carried_out total"))).toEqual([
        "value-changed requests carried_out total  (blank) 1",
      ]);
      expect(changes.filter(({ kind }) => kind === "report-gone").map(({ before }) => before)).toEqual([
        "zhejiang/yuhang-2023.html",
      ]);
      expect(changes.filter(({ before, after }) => `${before}${after}`.includes("deqing"))).toEqual([]);
    },
    LONG,
  );
});

/** Between the answers to one question and the next. */
const CUT = "====";

function answersOf(command: string, args: readonly string[]): string[][] {
  const { stdout, stderr } = spawnSync(command, args, { encoding: "utf8", cwd: release });
  if (!stdout.includes(CUT)) throw new Error(stderr);
  return stdout.split(CUT).map((part) => part.trim().split(/\r?\n/));
}

describe.runIf(hasPandas)("pandas", () => {
  const parts = ASKED.map(([question, which]) => {
    return { question, lines: () => answer(question, "python", which).trim().split("\n") };
  });
  const run = () => {
    const code = parts.map(({ lines }) => {
      const all = lines();
      const last = all.pop() ?? "";
      return `${all.join("\n")}\nprint((${last}).round(6).to_csv(index=False, header=False) + "${CUT}")`;
    });
    const head =
      /In Python: `(import pandas as pd; [^`]+)`/.exec(
        readFileSync(join(release, "README.md"), "utf8"),
      )?.[1] ?? "";
    const missing = `print(pd.read_stata("${MISSINGS}", convert_missing=True, convert_categoricals=False).x.astype(str).to_csv(index=False, header=False))`;
    return answersOf(PYTHON, ["-c", [head, ...code, missing].join("\n")]);
  };

  test(
    "answers all ten",
    () => {
      const told = run();
      expect(told[0]).toEqual([
        "2020,0.571429,0.285714,1,7,7",
        "2021,0.826087,0.217391,3,23,15",
        "2022,1.0,0.0,1,9,9",
      ]);
      expect(told[1]).toEqual([
        "(not known),1.0,0.0,1,2,2",
        "浙江省,1.166667,0.0,1,6,6",
        "福建省,0.741935,0.225806,3,31,15",
      ]);
      expect(told[2]).toEqual(["2020,10.0,10.0,1", "2021,9.333333,6.0,3", "2022,1.0,1.0,1"]);
      expect(told[3]).toEqual(["(not known),0,1", "浙江省,1,2", "福建省,0,3"]);
      expect(told[4]).toEqual(["2020,form2019,10,same", "2021,form2021,20,same", "2022,form2021,1,same"]);
      expect(told[5]).toEqual(CARRIED);
      expect(told[6]).toEqual(["4,2020,0,1", "4,2021,0,3", "4,2022,0,1", "4,2023,0,1"]);
      expect(told[7]?.map((line) => line.split(",").slice(0, 3))).toEqual([
        ["form2019", "html", "0"],
        ["form2021", "html", "0"],
      ]);
      expect(told[8]?.[0]).toBe("n_ref_secret,1.0,5.0");
      expect(told[9]?.map((line) => line.split(",").map(Number))).toEqual([[4, 4, 1, 2, 1, 0, 5]]);
      expect(told[10]).toEqual([NEVER_ASKED]);
      expect(told[11]).toEqual(["4,2,1,1,0,0,1,1,0,0,0,6"]);
      expect(told[12]).toEqual([
        expect.stringMatching(/^浙江省,requests\.\w+,False,1,\d$/),
        expect.stringMatching(/^浙江省,requests\.\w+,False,1,\d$/),
      ]);
      expect(told[13]).toEqual([
        "government,4,2020,0.571429,0.285714,1,7,7",
        "government,4,2021,0.826087,0.217391,3,23,15",
        "government,4,2022,1.0,0.0,1,9,9",
      ]);
      expect(told[14]).toEqual(["-1.5", ".", ".a", ".b", ".d", ".s", ".u"]);
    },
    LONG,
  );
});

describe.runIf(hasHaven)("R", () => {
  const head = () => {
    const told = /In R: `(library[^`]+)`/.exec(readFileSync(join(release, "README.md"), "utf8"))?.[1] ?? "";
    return `suppressMessages({${told}})\n`;
  };
  const run = () => {
    const code = ASKED.map(
      ([question, which]) =>
        `fwrite({${answer(question, "r", which).trim()}}, col.names = FALSE); cat("${CUT}\\n")`,
    );
    code.push(`x <- read_dta("${MISSINGS}")$x; cat(x[1], na_tag(x), names(attr(x, "labels")), sep = "\\n")`);
    return answersOf("Rscript", ["-e", head() + code.join("\n")]);
  };

  test(
    "answers all ten from the Stata file",
    () => {
      const told = run();
      const numbers = (at: number) => told[at]?.map((line) => line.split(",").map(Number));
      expect(numbers(0)).toEqual([
        [2020, expect.closeTo(4 / 7), expect.closeTo(2 / 7), 1, 7, 7],
        [2021, expect.closeTo(19 / 23), expect.closeTo(5 / 23), 3, 23, 15],
        [2022, 1, 0, 1, 9, 9],
      ]);
      expect(told[1]?.map((line) => line.split(",").filter((_, at) => [0, 3, 4, 5].includes(at)))).toEqual([
        ["(not known)", "1", "2", "2"],
        ["浙江省", "1", "6", "6"],
        ["福建省", "3", "31", "15"],
      ]);
      expect(told[2]?.at(0)).toBe("2020,10,10,1");
      expect(told[3]).toEqual(["(not known),0,1", "浙江省,1,2", "福建省,0,3"]);
      expect(told[4]).toEqual(["2020,form2019,10,same", "2021,form2021,20,same", "2022,form2021,1,same"]);
      expect(told[5]).toEqual(CARRIED);
      expect(told[6]).toEqual(["4,2020,0,1", "4,2021,0,3", "4,2022,0,1", "4,2023,0,1"]);
      expect(told[8]?.[0]).toBe("n_ref_secret,1,5");
      expect(told[9]).toEqual(["4,5,4,1,2,1,0"]);
      expect(told[10]).toEqual([NEVER_ASKED]);
      expect(told[11]).toEqual(["4,6,2,1,1,0,0,1,1,0,0,0"]);
      expect(told[12]?.map((line) => line.split(",").slice(0, 4).toSpliced(1, 1))).toEqual([
        ["浙江省", "false", "1"],
        ["浙江省", "false", "1"],
      ]);
      expect(told[13]?.map((line) => line.split(",").slice(0, 3).join(" "))).toEqual([
        "government 4 2020",
        "government 4 2021",
        "government 4 2022",
      ]);
      expect(told[14]?.slice(0, 8)).toEqual(["-1.5", "NA", "NA", "a", "b", "d", "s", "u"]);
      expect(told[14]?.slice(8).sort()).toEqual(["absent", "blank", "doubtful", "struck", "unreadable"]);
    },
    LONG,
  );
});

describe.runIf(hasCalc)("LibreOffice Calc", () => {
  /** Formulas of the answers, with what is asked for in the cells that they name, and what they must give. */
  const asked: readonly [number, number, A2: string | number, B2: string | number, told: unknown[]][] = [
    [1, 0, 2021, "", [expect.closeTo(19 / 23, 10), expect.closeTo(5 / 23, 10), 3]],
    [2, 0, "福建省", "", [expect.closeTo(23 / 31, 10), expect.closeTo(7 / 31, 10), 3]],
    [3, 0, 2021, "", [expect.closeTo(28 / 3, 10)]],
    [4, 0, "浙江省", "", [1, 2]],
    [4, 1, "330000", "requests.applicants", [1]],
    [5, 0, "350521-government-6e340b9c", 2021, [20]],
    [6, 0, "", "", [3, 2, 1, 0, 0, 0]],
    [7, 0, 4, 2021, [0]],
    [8, 0, "form2021", "html", [0, 0]],
    [9, 0, "", "", [1]],
    [10, 0, 4, "", [4, 2, 5]],
    [10, 1, 4, "", [3, 1, 6]],
    [10, 2, "330110-department-d8ee3e16", "", [true]],
    [10, 2, "350521-government-6e340b9c", "", [false]],
  ];

  /** The formulas stand below what they ask for, each question on a sheet of its own. */
  function sheetOf([question, which, a2, b2]: (typeof asked)[number]): XLSX.WorkSheet {
    const sheet = XLSX.utils.aoa_to_sheet([[], [a2, b2]]);
    const formulas = answer(question, "calc", which).trim().split("\n");
    for (const [at, formula] of formulas.entries()) sheet[`A${at + 3}`] = { t: "n", f: formula.slice(1) };
    sheet["!ref"] = `A1:B${formulas.length + 2}`;
    return sheet;
  }

  test(
    "answers all ten from the workbook",
    () => {
      const book = XLSX.read(readFileSync(join(release, "panel.xlsx")));
      for (const [at, one] of asked.entries()) XLSX.utils.book_append_sheet(book, sheetOf(one), `q${at}`);
      writeFileSync(
        join(work, "asked.xlsx"),
        XLSX.write(book, { type: "buffer", bookType: "xlsx" }) as Buffer,
      );
      const words = ["--headless", `-env:UserInstallation=file://${work}/calc`, "--convert-to"];
      const filter = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1";
      spawnSync("soffice", [...words, filter, "--outdir", join(work, "calc-out"), join(work, "asked.xlsx")]);
      const told = asked.map((_, at) => {
        const rows = parse(readFileSync(join(work, "calc-out", `asked-q${at}.csv`))) as string[][];
        return rows.slice(2).map(([cell = ""]) => (/^[A-Z]/.test(cell) ? cell === "TRUE" : Number(cell)));
      });
      expect(told).toEqual(asked.map((one) => one[4]));
    },
    LONG,
  );
});
