// `node dist/dev/nation.js REPORTS FOLDER [YEAR]`: the runs of a made national year, as `gongkai publish` takes them: one
// folder for each 15,000 reports, drawn evenly from all organs of the country; folders that are there stay. 150,000 reports
// have 29 million cells and take 9 GB.
import { closeSync, existsSync, mkdirSync, openSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { SHEETS } from "../export/columns.ts";
import { documentKey } from "../export/document-key.ts";
import type { Report } from "../model/report.ts";
import { loadPipeline } from "../run/pipeline.ts";
import { csvText } from "../text/csv.ts";
import { type MadeOrgan, madeOrgans } from "./made/nation.ts";
import { type MadeYear, named, nationReport } from "./made/nation-report.ts";

const PIPELINE = fileURLToPath(new URL("../../pipelines/disclosure", import.meta.url));
const IN_A_RUN = 15_000;
const STATEMENTS = 6;
/** Reports of each kind of organ whose figures are drawn: a row group of Parquet has 600 reports, and hardly meets one twice. */
const MODELS = 1000;
/** Prime, so that steps of it come to every organ once, and the first thousand are spread over the country. */
const STEP = 104_729;

const [count = "15000", folder = "nation", told = "2023"] = process.argv.slice(2);
const { collection } = loadPipeline(join(PIPELINE, "pipeline.yaml"));
const year = Number(told);
const form = collection.forms.find(({ years: [from, to] }) => from <= year && (to === null || year <= to));
if (!form) throw new Error(`no form of ${year}`);
const statements = (collection.prose?.statements ?? []).slice(0, STATEMENTS).map(({ key }) => key);
const made: MadeYear = { form, year, published: `${year + 1}-01-18`, statements };
const organs = madeOrgans(PIPELINE);
const models = {
  government: modelsOf("government", 0),
  department: modelsOf("department", MODELS),
  town: modelsOf("town", 2 * MODELS),
};
const reports = Number(count);
for (let from = 0; from < reports; from += IN_A_RUN)
  writeRun(join(folder, `run-${from / IN_A_RUN + 1}`), from, Math.min(reports, from + IN_A_RUN));
process.stdout.write(`${reports} reports of ${organs.length} organs in ${folder}\n`);

/** A report as the files of a run have it: others of its kind differ by what names them. */
interface Model {
  readonly report: Report;
  readonly texts: readonly string[];
}

function modelsOf(kind: MadeOrgan["kind"], first: number): Model[] {
  const organ: MadeOrgan = { name: "ISSUER", code: "PLACE", kind };
  return Array.from({ length: MODELS }, (_, at) => {
    const report = nationReport(organ, first + at, made);
    return { report, texts: SHEETS.map((sheet) => csvText(sheet.lines(report))) };
  });
}

/** The model's lines as those of another document. */
function renamed(text: string, { report }: Model, organ: MadeOrgan, number: number): string {
  const own = { ...report, ...named(organ, number, report.container, year) };
  return text
    .replaceAll(report.source, own.source)
    .replaceAll("ISSUER", organ.name)
    .replaceAll(documentKey(report), documentKey(own))
    .replaceAll(report.sha256, own.sha256)
    .replaceAll(report.reportId, own.reportId);
}

function writeRun(out: string, from: number, to: number): void {
  if (existsSync(join(out, "run.json"))) return;
  mkdirSync(out, { recursive: true });
  const files = SHEETS.map(({ file, header }) => ({ file: openSync(join(out, file), "w"), header }));
  for (const { file, header } of files) writeSync(file, csvText([header]));
  for (let number = from; number < to; number += 1) {
    const organ = organs[(number * STEP) % organs.length];
    const model = organ && models[organ.kind][number % MODELS];
    if (!organ || !model) continue;
    for (const [at, { file }] of files.entries())
      writeSync(file, renamed(model.texts[at] ?? "", model, organ, number));
  }
  for (const { file } of files) closeSync(file);
  writeFileSync(join(out, "run.json"), `${JSON.stringify({ documents: to - from }, null, 1)}\n`);
}
