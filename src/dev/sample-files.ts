// The project's own samples, in their sets.
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Expected, expectedOf, type Sample, samplesBelow } from "../truth/samples.ts";

export const SAMPLES = fileURLToPath(new URL("../../samples/", import.meta.url));

/**
 * `documents` have typed truth; `broken` are files that no report can be read from; `scans` are documents apart: a scanned
 * page takes seconds.
 */
export type SampleSet = "documents" | "scans" | "broken";

export interface OwnSample extends Sample {
  readonly set: SampleSet;
}

export function listSamples(set: SampleSet): OwnSample[] {
  return samplesBelow(join(SAMPLES, set)).map((sample) => ({ set, ...sample }));
}

export function readExpected(sample: Sample): Expected {
  const expected = expectedOf(sample);
  if (!expected) throw new Error(`${sample.folder}: no expected.json`);
  return expected;
}
