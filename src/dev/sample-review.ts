// `npm run sample:review NAME`: shows what the extractor now reads of a sample beside its typed truth and what was
// expected before; with `--accept`, after a person looked, it becomes what the tests expect.
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { compare, emptyTally } from "./compare.ts";
import { extractFile } from "./extract-file.ts";
import { type Expected, expectedRecord, listSamples, readExpected } from "./sample-files.ts";
import { readCsv, trueCell } from "./truth-files.ts";

const [wanted, accept] = process.argv.slice(2);
const samples = [...listSamples("documents"), ...listSamples("scans"), ...listSamples("broken")].filter(
  (sample) => sample.name === wanted || wanted === "--all",
);
if (samples.length === 0) throw new Error("usage: npm run sample:review -- NAME|--all [--accept]");
const tell = (line: string) => process.stdout.write(`${line}\n`);
for (const sample of samples) {
  const report = await extractFile(join(sample.folder, sample.source));
  const record = expectedRecord(report);
  const truthFile = join(sample.folder, "truth.csv");
  const tally = emptyTally();
  const misses = existsSync(truthFile) ? compare(readCsv(truthFile).map(trueCell), report, tally) : [];
  const before = existsSync(join(sample.folder, "expected.json")) ? readExpected(sample) : null;
  const same = JSON.stringify(before?.record) === JSON.stringify(record);
  tell(`# ${sample.name}: ${before?.review ?? "new"}, ${same ? "as expected" : "CHANGED"}`);
  tell(
    `${tally.cells} cells typed, ${tally.right} right, ${tally.doubted} in doubt, ${tally.silent} silently wrong`,
  );
  for (const { key, printed, read, doubts } of misses)
    tell(`  ${key}: printed ${printed}, read ${read} ${doubts}`);
  if (!same || before?.review !== "reviewed") tell(JSON.stringify(record, null, 1));
  if (accept !== "--accept") continue;
  if (tally.silent > 0) {
    tell("not accepted: it is silently wrong by the typed truth");
    process.exitCode = 1;
    continue;
  }
  const expected: Expected = { review: "reviewed", record };
  writeFileSync(join(sample.folder, "expected.json"), `${JSON.stringify(expected, null, 1)}\n`);
}
