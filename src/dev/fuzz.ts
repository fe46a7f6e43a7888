// `npm run fuzz [-- SECONDS [SEED [DOCUMENTS]]]`: mutated samples through the readers as a run reads them. Whatever comes in, a record of
// the published shape comes out, a failure's reason is from the closed list, and a change that says nothing else changes
// no certain figure. Exits with 1 and the seeds of what broke that.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { FAILURES } from "../model/failure.ts";
import type { Report } from "../model/report.ts";
import { loadPipeline } from "../run/pipeline.ts";
import { openExtractor, POOL_LIMITS } from "../run/pool.ts";
import { sha256 } from "../store/digest.ts";
import { damaged, neutral, type Random, seeded } from "./mutate.ts";
import { listSamples } from "./sample-files.ts";

const [seconds = 60, first = Date.now() % 1_000_000, most = Number.POSITIVE_INFINITY] = process.argv
  .slice(2)
  .map(Number);
const LIMITS = { ...POOL_LIMITS, seconds: 20, megabytes: 1024 };
/** One in so many changes says nothing else. */
const NEUTRAL_IN = 4;

const pipeline = loadPipeline(
  fileURLToPath(new URL("../../pipelines/disclosure/pipeline.yaml", import.meta.url)),
);
const samples = listSamples("documents").map(({ folder, source }) => ({
  name: source,
  bytes: new Uint8Array(readFileSync(join(folder, source))),
}));
const extractor = openExtractor(pipeline, LIMITS);
const wrong: string[] = [];
const counts = { documents: 0, neutral: 0, failed: 0 };
const plain = new Map<number, Promise<Report>>();
const until = Date.now() + seconds * 1000;
let seed = first;
try {
  await Promise.all(Array.from({ length: LIMITS.workers * 2 }, lane));
} finally {
  await extractor.close();
}
for (const line of wrong) process.stdout.write(`${line}\n`);
process.stdout.write(
  `${counts.documents} documents from seed ${first}: ${counts.neutral} neutral, ${counts.failed} failed, ${wrong.length} wrong\n`,
);
process.exitCode = wrong.length > 0 || counts.documents === 0 ? 1 : 0;

async function lane(): Promise<void> {
  while (Date.now() < until && seed < first + most) {
    seed += 1;
    await tryOne(seed, seeded(seed));
  }
}

async function tryOne(number: number, random: Random): Promise<void> {
  const index = Math.floor(random() * samples.length);
  const sample = samples[index] as (typeof samples)[number];
  const same = random() * NEUTRAL_IN < 1 ? neutral(sample.bytes, random) : null;
  const report = await read(same ?? damaged(sample.bytes, random), sample.name);
  counts.documents += 1;
  const problem = same ? await changed(index, report) : oddReason(report);
  if (same) counts.neutral += 1;
  if (report.status === "failed") counts.failed += 1;
  if (problem !== null) wrong.push(`seed ${number}, ${sample.name}: ${problem}`);
}

async function read(bytes: Uint8Array, name: string): Promise<Report> {
  const { report } = await extractor.extract({ source: name, bytes, sha256: sha256(bytes), hints: { name } });
  return report;
}

/** Codes of the closed list; `fault` is ours to mend. */
function oddReason({ status, reasons, diagnostics }: Report): string | null {
  if (status !== "failed") return null;
  const [reason = ""] = reasons;
  const code = /^([a-z-]+): [^\n]+$/.exec(reason)?.[1] ?? "";
  if (!Object.hasOwn(FAILURES, code)) return `a reason of no list: ${reason}`;
  return code === "fault" ? `${reason} ${diagnostics.map(({ found }) => found).join(" ")}` : null;
}

async function changed(index: number, report: Report): Promise<string | null> {
  const { name, bytes } = samples[index] as (typeof samples)[number];
  const before = plain.get(index) ?? read(bytes, name);
  plain.set(index, before);
  const [old, now] = [certain(await before), certain(report)];
  const other = [...now].find(([key, value]) => old.has(key) && old.get(key) !== value);
  return other ? `a neutral change made ${other[0]} ${other[1]}, which was ${old.get(other[0])}` : null;
}

function certain(report: Report): Map<string, string> {
  const cells = report.tables.flatMap((table) => table.cells).filter(({ doubts }) => doubts.length === 0);
  return new Map(cells.map(({ table, row, column, value }) => [`${table}/${row}/${column}`, value ?? ""]));
}
