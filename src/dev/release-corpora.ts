// Corpora with typed truth, packed as they reach a user (a folder, a ZIP, a WARC with copies of both), become a release by one command;
// every figure of its panel must be what the truth says, and no document may be lost.
// `release-corpora CORPUS…`: each a folder with docs/ and truth.csv (source,table,row,column,value).
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { parse } from "csv-parse/sync";
import { readCsv } from "../truth/truth-files.ts";
import { pipelineFor } from "./own-pipeline.ts";
import { asWarc, asZip, type Entries } from "./pack.ts";

const GONGKAI = fileURLToPath(new URL("../../bin/gongkai.js", import.meta.url));
const SITE = "https://www.example.gov.cn/";
const WAYS = 3;
/** Figures of the panel that a document has at the least, one with another: with fewer, little was held against the truth. */
const LEAST = 20;
/** One document in so many has a copy in the WARC. */
const COPIED = 10;

const corpora = process.argv.slice(2);
if (corpora.length === 0) throw new Error("usage: release-corpora CORPUS…");
const work = mkdtempSync(join(tmpdir(), "gongkai-release-"));
try {
  const packed = await packAll(corpora.flatMap(documentsOf));
  const release = releaseOf(work);
  const { right, wrong, empty } = judge(release, truthOf(corpora));
  for (const sentence of wrong) process.stdout.write(`WRONG ${sentence}\n`);
  const told = table(release, "reports").length;
  process.stdout.write(
    `${told} of ${packed} documents in the release; its panel: ${right} figures as the truth says, ${empty} empty, ${wrong.length} wrong\n`,
  );
  process.exitCode = told === packed && right > LEAST * told && wrong.length === 0 ? 0 : 1;
} finally {
  rmSync(work, { recursive: true });
}

/** Named by their corpus: `dev/012.html`. */
function documentsOf(corpus: string): Entries {
  const docs = join(corpus, "docs");
  const files = readdirSync(docs, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((file) => [nameOf(corpus, file.slice(docs.length + 1)), new Uint8Array(readFileSync(file))]);
}

/** Corpora of two collections may have one name. */
function nameOf(corpus: string, source: string): string {
  const folder = resolve(corpus);
  return `${basename(dirname(folder))}-${basename(folder)}/${source}`;
}

/** @returns how many documents there are, each copy told */
async function packAll(all: Entries): Promise<number> {
  const parts = [0, 1, 2].map((way) => all.filter((_, index) => index % WAYS === way));
  const [plain = [], zipped = [], crawled = []] = parts;
  for (const [name, bytes] of plain) {
    const file = join(work, "in", name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }
  const copies = [...plain, ...zipped].filter((_, index) => index % COPIED === 0);
  writeFileSync(join(work, "in", "more.zip"), asZip(zipped));
  writeFileSync(join(work, "in", "crawl.warc.gz"), await asWarc([...crawled, ...copies], SITE));
  return all.length + copies.length;
}

/** One command: from what was packed to the release. @returns its folder */
function releaseOf(folder: string): string {
  const pipeline = join(folder, "corpora.yaml");
  const release = join(folder, "release");
  writeFileSync(
    pipeline,
    pipelineFor({ input: join(folder, "in"), output: join(folder, "dataset"), release }),
  );
  const { status, stderr } = spawnSync(process.execPath, [GONGKAI, "run", pipeline], { encoding: "utf8" });
  if (status !== 0 && status !== 1) throw new Error(stderr);
  return release;
}

type Line = Readonly<Record<string, string>>;
/** Values by document, then by cell: `table/row/column`. */
type Truth = ReadonlyMap<string, ReadonlyMap<string, string>>;

function truthOf(folders: readonly string[]): Truth {
  const truth = new Map<string, Map<string, string>>();
  for (const corpus of folders) {
    for (const { source = "", table, row, column, value = "" } of readCsv(join(corpus, "truth.csv"))) {
      const name = nameOf(corpus, source);
      const cells = truth.get(name) ?? new Map<string, string>();
      truth.set(name, cells.set(`${table}/${row}/${column}`, value));
    }
  }
  return truth;
}

function table(release: string, name: string): Line[] {
  const text = gunzipSync(readFileSync(join(release, `${name}.csv.gz`)));
  return parse(text, { columns: true, bom: true }) as Line[];
}

/** Holds every concept of the panel against the printed figures that the release's own crosswalk makes it from. */
function judge(release: string, truth: Truth): { right: number; empty: number; wrong: readonly string[] } {
  const sources = new Map(
    table(release, "reports").map(({ document_key = "", source = "" }) => [document_key, source]),
  );
  const crosswalk = termsOf(readCsv(join(release, "crosswalk.csv")));
  const tally = { right: 0, empty: 0, wrong: [] as string[] };
  for (const line of table(release, "panel")) {
    const source = originOf(sources.get(line["document_key"] ?? "") ?? "");
    const cells = truth.get(source);
    if (!cells) continue;
    for (const [concept, terms] of crosswalk.get(line["edition"] ?? "") ?? []) {
      const expected = sumOf(terms, cells);
      const value = line[concept];
      if (expected === undefined || value === undefined) continue;
      if (value === "") tally.empty += 1;
      else if (Number(value) === expected) tally.right += 1;
      else tally.wrong.push(`${source} ${concept}: ${value} where ${expected} is printed`);
    }
  }
  return tally;
}

/** Where a document of the release came from: its path below the inputs, whatever it was packed in. */
function originOf(source: string): string {
  const path = source.startsWith(SITE) ? decodeURI(source.slice(SITE.length)) : source;
  return path.slice(path.indexOf("!") + 1);
}

/** The lines of the crosswalk by edition, then by concept. What is only a part of a concept makes no figure of its column. */
function termsOf(crosswalk: readonly Line[]): Map<string, Map<string, Line[]>> {
  const editions = new Map<string, Map<string, Line[]>>();
  for (const line of crosswalk) {
    const { edition = "", concept = "", grade } = line;
    if (grade === "part") continue;
    const concepts = editions.get(edition) ?? new Map<string, Line[]>();
    editions.set(edition, concepts.set(concept, [...(concepts.get(concept) ?? []), line]));
  }
  return editions;
}

/** Undefined where the truth has no such cell, or no number in it. */
function sumOf(terms: readonly Line[], cells: ReadonlyMap<string, string>): number | undefined {
  const printed = terms.flatMap(({ table_id, row_id, column_id, sign }) => {
    const value = cells.get(`${table_id}/${row_id}/${column_id}`);
    return value === undefined ? [] : [{ value, sign: Number(sign) }];
  });
  if (printed.length === 0 || printed.some(({ value }) => value === "")) return undefined;
  const sum = printed.reduce((total, { value, sign }) => total + sign * Number(value), 0);
  return Number.isNaN(sum) ? undefined : sum;
}
