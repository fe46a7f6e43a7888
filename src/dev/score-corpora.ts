// Extracts every corpus with typed truth below some folders and fails when a figure falls below its floor.
// A corpus is a folder with docs/, truth.csv (source,table,row,column,value) and reports.csv (source,container,…).
// `score-corpora FOLDER… [--write]`: with `--write` the floors are set to what was measured.
import { existsSync, readdirSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { compare, emptyTally, type Tally, type TrueCell } from "../truth/compare.ts";
import { drawTallies, type Floor, floorOf, lost } from "../truth/floor.ts";
import { readCsv, trueCell } from "../truth/truth-files.ts";
import { extractFile } from "./extract-file.ts";
import { readFloor, writeFloors } from "./floor.ts";

const { values: options, positionals: roots } = parseArgs({
  allowPositionals: true,
  options: { write: { type: "boolean", default: false } },
});
if (roots.length === 0) throw new Error("usage: score-corpora FOLDER… [--write]");

const floors = readFloor();
const measured: Record<string, Floor> = {};
for (const { name, folder } of roots.flatMap(corporaBelow)) {
  const groups = await scoreCorpus(folder);
  process.stdout.write(`\n${name}\n${drawTallies(groups)}\n`);
  measured[name] = floorOf(groups);
  if (options.write) continue;
  for (const sentence of lost(name, floors[name], groups)) {
    process.stdout.write(`LOST ${sentence}\n`);
    process.exitCode = 1;
  }
}
if (options.write) writeFloors(measured);

/** Named by the folder that they stand in and their own, as their floors are. */
function corporaBelow(root: string): { name: string; folder: string }[] {
  return readdirSync(root)
    .sort()
    .map((name) => ({ name: `${basename(resolve(root))}/${name}`, folder: join(root, name) }))
    .filter(({ folder }) => existsSync(join(folder, "truth.csv")) && existsSync(join(folder, "reports.csv")));
}

async function scoreCorpus(corpus: string): Promise<Map<string, Tally>> {
  const truth = truthOf(corpus);
  const groups = new Map<string, Tally>();
  for (const { source = "", container = "", year = "", issuer = "" } of readCsv(
    join(corpus, "reports.csv"),
  )) {
    const report = await extractFile(join(corpus, "docs", source));
    for (const group of [container, "all"]) {
      const tally = groups.get(group) ?? emptyTally();
      groups.set(group, tally);
      compare(truth.get(source) ?? [], report, tally, { year, issuer });
    }
  }
  return new Map([...groups].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function truthOf(corpus: string): ReadonlyMap<string, TrueCell[]> {
  const truth = new Map<string, TrueCell[]>();
  for (const line of readCsv(join(corpus, "truth.csv"))) {
    const cells = truth.get(line["source"] ?? "") ?? [];
    truth.set(line["source"] ?? "", cells);
    cells.push(trueCell(line));
  }
  return truth;
}
