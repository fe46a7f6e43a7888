// Texts that end or go on oddly, at any place: each is read to its end. One that is not is stopped from outside, by a limit that
// no such text comes near.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { seeded, spliced } from "../../src/dev/mutate.ts";
import { listSamples } from "../../src/dev/sample-files.ts";
import { loadPipeline } from "../../src/run/pipeline.ts";
import { openExtractor } from "../../src/run/pool.ts";
import { sha256 } from "../../src/store/digest.ts";

const LONG = process.env["GONGKAI_PROPERTY_RUNS"] !== undefined;
/** Text 136 is one in which a reader once looked for ever for what is printed behind its end. */
const FIRST = Number(process.env["GONGKAI_PROPERTY_SEED"] ?? 120);
const RUNS = LONG ? 3000 : 24;

const texts = listSamples("documents")
  .filter(({ source }) => source.endsWith(".txt"))
  .map(({ folder, source }) => readFileSync(join(folder, source), "utf8"));
const extractor = openExtractor(loadPipeline("pipelines/disclosure/pipeline.yaml"), {
  workers: 1,
  seconds: 120,
  megabytes: 2048,
});
afterAll(() => extractor.close());

test("reading ends, wherever a text was cut and whatever goes on there", { timeout: 3_600_000 }, async () => {
  expect(texts.length).toBeGreaterThan(5);
  const failed: string[] = [];
  for (let seed = FIRST; seed < FIRST + RUNS; seed += 1) {
    const bytes = new TextEncoder().encode(spliced(texts, seeded(seed)));
    const input = { source: "a.txt", bytes, sha256: sha256(bytes), hints: { name: "a.txt" } };
    const { report } = await extractor.extract(input);
    const [reason = ""] = report.reasons;
    if (/^(?:timeout|fault|too-large)/.test(reason)) failed.push(`seed ${seed}: ${reason}`);
  }
  expect(failed).toEqual([]);
});
