import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { compare, emptyTally } from "../src/dev/compare.ts";
import { extractFile } from "../src/dev/extract-file.ts";
import { lost, readFloor } from "../src/dev/floor.ts";
import { expectedRecord, listSamples, readExpected } from "../src/dev/sample-files.ts";
import { readCsv, trueCell } from "../src/dev/truth-files.ts";

const samples = [...listSamples("documents"), ...listSamples("scans"), ...listSamples("broken")];

describe("samples", () => {
  test("there are at least thirty documents, and broken files", () => {
    expect(listSamples("documents").length).toBeGreaterThanOrEqual(30);
    expect(listSamples("broken").length).toBeGreaterThanOrEqual(10);
  });

  test.each(samples)("$set/$name", async (sample) => {
    const expected = readExpected(sample);
    expect(expected.review, "a proposal that nobody has reviewed").toBe("reviewed");
    const report = await extractFile(join(sample.folder, sample.source));
    // Through JSON, as the file went: what is left out there is left out here.
    expect(JSON.parse(JSON.stringify(expectedRecord(report)))).toEqual(expected.record);
    const truth = join(sample.folder, "truth.csv");
    if (!existsSync(truth)) return;
    const tally = emptyTally();
    compare(readCsv(truth).map(trueCell), report, tally);
    expect(tally.silent, "cells silently wrong by the typed truth").toBe(0);
  });

  test("accuracy keeps its floor", async () => {
    const tally = emptyTally();
    for (const sample of listSamples("documents")) {
      const report = await extractFile(join(sample.folder, sample.source));
      compare(readCsv(join(sample.folder, "truth.csv")).map(trueCell), report, tally);
    }
    expect(lost("samples", readFloor()["samples"], new Map([["all", tally]]))).toEqual([]);
  });
});
