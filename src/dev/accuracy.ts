// `npm run accuracy`: how right the extractor is on the samples by their typed truth alone, by container and edition.
// With `--write` the floor is set to what was measured.
import { join } from "node:path";
import type { Tally } from "../truth/compare.ts";
import { compare, emptyTally } from "../truth/compare.ts";
import { drawTallies, floorOf, lost } from "../truth/floor.ts";
import { readCsv, trueCell } from "../truth/truth-files.ts";
import { extractFile } from "./extract-file.ts";
import { readFloor, writeFloors } from "./floor.ts";
import { listSamples } from "./sample-files.ts";

const groups = new Map<string, Tally>();
const tallyOf = (group: string) => {
  const tally = groups.get(group) ?? emptyTally();
  groups.set(group, tally);
  return tally;
};
const misread: string[] = [];
for (const sample of [...listSamples("documents"), ...listSamples("scans")]) {
  const truth = readCsv(join(sample.folder, "truth.csv")).map(trueCell);
  const report = await extractFile(join(sample.folder, sample.source));
  const misses = compare(truth, report, tallyOf(sample.set === "scans" ? "scan" : report.container));
  const sets = sample.set === "documents" ? ["documents", "all"] : ["all"];
  for (const group of [`edition ${report.identity.edition ?? "none"}`, ...sets])
    compare(truth, report, tallyOf(group));
  for (const { key, printed, read, doubts } of misses)
    misread.push(`${sample.name}: ${key} printed ${printed}, read ${read} ${doubts}`);
}
const sorted = new Map([...groups].sort(([a], [b]) => (a < b ? -1 : 1)));
process.stdout.write(`${drawTallies(sorted)}\n${misread.map((line) => `${line}\n`).join("")}`);
if (process.argv.includes("--write")) writeFloors({ samples: floorOf(sorted) });
const sentences = lost("samples", readFloor()["samples"], sorted);
process.stdout.write(sentences.map((sentence) => `LOST ${sentence}\n`).join(""));
if (sentences.length > 0) process.exitCode = 1;
