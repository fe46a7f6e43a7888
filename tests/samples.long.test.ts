// Samples whose pages are pictures: each takes seconds.
import { describe, test } from "vitest";
import { emptyTally } from "../src/dev/compare.ts";
import { listSamples } from "../src/dev/sample-files.ts";
import { checkSample } from "./samples.ts";

describe("scanned samples", () => {
  test.each(listSamples("scans"))("$set/$name", (sample) => checkSample(sample, emptyTally()));
});
