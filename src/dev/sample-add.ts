// `npm run sample:add FILE NAME`: takes a document in as a sample, with a proposal of what it holds. Nobody has reviewed
// it yet, and the tests say so until `sample:review` is done.
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import { extractFile } from "./extract-file.ts";
import { type Expected, expectedRecord, SAMPLES } from "./sample-files.ts";

const [file, name, set = "documents"] = process.argv.slice(2);
if (!file || !name || !/^[\w-]+$/.test(name)) {
  throw new Error("usage: npm run sample:add -- FILE NAME [scans|broken]; NAME in letters, digits and -");
}
const folder = join(SAMPLES, set, name);
mkdirSync(folder, { recursive: true });
const source = join(folder, `source${extname(file)}`);
copyFileSync(file, source);
const expected: Expected = { review: "proposed", record: expectedRecord(await extractFile(source)) };
writeFileSync(join(folder, "expected.json"), `${JSON.stringify(expected, null, 1)}\n`);
if (set !== "broken" && !existsSync(join(folder, "truth.csv"))) {
  writeFileSync(join(folder, "truth.csv"), "table,row,column,value\n");
}
process.stdout.write(
  `${folder}: type truth.csv from the document, not from the proposal; then npm run sample:review -- ${name}\n`,
);
