import { describe, expect, test } from "vitest";
import { readFloor } from "../src/dev/floor.ts";
import { listSamples } from "../src/dev/sample-files.ts";
import { emptyTally } from "../src/truth/compare.ts";
import { lost } from "../src/truth/floor.ts";
import { checkSample } from "./samples.ts";

describe("samples", () => {
  const tally = emptyTally();

  test("there are at least thirty documents, and broken files", () => {
    expect(listSamples("documents").length).toBeGreaterThanOrEqual(30);
    expect(listSamples("broken").length).toBeGreaterThanOrEqual(10);
  });

  test.each([...listSamples("documents"), ...listSamples("broken")])("$set/$name", (sample) =>
    checkSample(sample, tally),
  );

  test("accuracy keeps its floor", () => {
    expect(tally.documents).toBe(listSamples("documents").length);
    const documents = new Map([["documents", tally]]);
    expect(lost("samples", readFloor()["samples"], documents)).toEqual([]);
  });
});
