// Extracts every corpus with typed truth below a folder and fails when a figure falls below its floor.
// A corpus is a folder with docs/, truth.csv (source,table,row,column,value) and reports.csv (source,container,…).
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { compare, emptyTally, type Tally, type TrueCell } from "./compare.ts";
import { extractFile } from "./extract-file.ts";
import { drawTallies, floorOf, lost, readFloor } from "./floor.ts";
import { readCsv, trueCell } from "./truth-files.ts";

const root = process.argv[2];
if (root === undefined) throw new Error("usage: score-corpora FOLDER");
const floors = readFloor();
const measured: Record<string, unknown> = {};
for (const name of readdirSync(root).sort()) {
  const corpus = join(root, name);
  if (!existsSync(join(corpus, "truth.csv")) || !existsSync(join(corpus, "reports.csv"))) continue;
  const groups = await scoreCorpus(corpus);
  process.stdout.write(`\n${name}\n${drawTallies(groups)}\n`);
  measured[name] = floorOf(groups);
  for (const sentence of lost(name, floors[name], groups)) {
    process.stdout.write(`LOST ${sentence}\n`);
    process.exitCode = 1;
  }
}
if (process.argv.includes("--floor")) process.stdout.write(`${JSON.stringify(measured, null, 1)}\n`);

async function scoreCorpus(corpus: string): Promise<Map<string, Tally>> {
  const truth = new Map<string, TrueCell[]>();
  for (const line of readCsv(join(corpus, "truth.csv"))) {
    const cells = truth.get(line["source"] ?? "") ?? [];
    truth.set(line["source"] ?? "", cells);
    cells.push(trueCell(line));
  }
  const groups = new Map<string, Tally>();
  for (const line of readCsv(join(corpus, "reports.csv"))) {
    const source = line["source"] ?? "";
    const report = await extractFile(join(corpus, "docs", source));
    for (const group of [line["container"] ?? "", "all"]) {
      const tally = groups.get(group) ?? emptyTally();
      groups.set(group, tally);
      compare(truth.get(source) ?? [], report, tally);
    }
  }
  return new Map([...groups].sort(([a], [b]) => (a < b ? -1 : 1)));
}
