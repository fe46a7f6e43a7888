// Samples whose pages are pictures: each takes seconds.
import { describe, test } from "vitest";
import { listSamples } from "../src/dev/sample-files.ts";
import { emptyTally } from "../src/truth/compare.ts";
import { checkSample } from "./samples.ts";

describe("scanned samples", () => {
  test.each(listSamples("scans"))("$set/$name", (sample) => checkSample(sample, emptyTally()));
});
