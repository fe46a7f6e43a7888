// `npm run bench [documents|prose|archives|fetch|run|memory|growth …] [--share SHARE] [FOLDER…]`: what the parts of a run cost beside the bare
// libraries, as ratios taken in one run. Each measure is a JSON line; a table follows. Without folders the samples are
// taken, without parts all but `memory` and `growth`, which take minutes.
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { benchArchives } from "./bench-archives.ts";
import { benchDocuments } from "./bench-documents.ts";
import { benchFetch } from "./bench-fetch.ts";
import { benchGrowth } from "./bench-growth.ts";
import { benchProse } from "./bench-prose.ts";
import { benchMemory, benchRun } from "./bench-run.ts";
import type { Measure, Share } from "./bench-time.ts";

const SAMPLES = fileURLToPath(new URL("../../samples/documents", import.meta.url));
const PARTS: Readonly<
  Record<string, (files: readonly string[], share: Share) => Promise<Measure[]> | AsyncIterable<Measure>>
> = {
  documents: benchDocuments,
  prose: benchProse,
  archives: benchArchives,
  fetch: benchFetch,
  run: benchRun,
  memory: benchMemory,
  growth: benchGrowth,
};
const ON_DEMAND = new Set(["memory", "growth"]);

function filesBelow(folder: string): string[] {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const path = join(folder, name);
      return statSync(path).isDirectory() ? filesBelow(path) : [path];
    });
}

const { values, positionals: words } = parseArgs({
  options: { share: { type: "string", default: "1" } },
  allowPositionals: true,
});
const share = Number(values.share);
if (!(share > 0)) throw new RangeError(`--share ${values.share}: is no part of the whole`);
const folders = words.filter((word) => !(word in PARTS));
const asked = words.filter((word) => word in PARTS);
const parts = asked.length > 0 ? asked : Object.keys(PARTS).filter((part) => !ON_DEMAND.has(part));
const files = (folders.length > 0 ? folders : [SAMPLES])
  .flatMap(filesBelow)
  .filter((file) => !/\.(?:json|csv|ts)$/.test(file));
const lines: Measure[] = [];
for (const part of parts) {
  for await (const line of (await PARTS[part]?.(files, share)) ?? []) {
    process.stdout.write(`${JSON.stringify(line)}\n`);
    lines.push(line);
  }
}
console.table(lines);
process.stdout.write(`peak memory ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB\n`);
