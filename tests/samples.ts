// How a sample is tested: its record as it was reviewed, and its typed truth.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { extractFile } from "../src/dev/extract-file.ts";
import { listSamples, readExpected, type OwnSample as Sample } from "../src/dev/sample-files.ts";
import { compare, emptyTally, type Tally } from "../src/truth/compare.ts";
import { expectedRecord } from "../src/truth/samples.ts";
import { readCsv, trueCell } from "../src/truth/truth-files.ts";

/** Adds the sample to `all`, when it has typed truth. */
export async function checkSample(sample: Sample, all: Tally): Promise<void> {
  const expected = readExpected(sample);
  expect(expected.review, "a proposal that nobody has reviewed").toBe("reviewed");
  const report = await extractFile(join(sample.folder, sample.source));
  const file = join(sample.folder, "truth.csv");
  const tally = emptyTally();
  if (existsSync(file)) {
    const truth = readCsv(file).map(trueCell);
    compare(truth, report, tally);
    compare(truth, report, all);
  }
  // Through JSON, as the file went: what is left out there is left out here.
  expect(JSON.parse(JSON.stringify(expectedRecord(report)))).toEqual(expected.record);
  expect(tally.silent, "cells silently wrong by the typed truth").toBe(0);
}

/** One document of each edition in each container, as samples are named: enough where many are read many times. */
export function oneOfEachKind(): Sample[] {
  const kinds = new Map<string, Sample>();
  for (const sample of listSamples("documents")) {
    const [edition = "", container = ""] = sample.name.split("-");
    const kind = `${edition}-${container}`;
    if (!kinds.has(kind)) kinds.set(kind, sample);
  }
  return [...kinds.values()];
}
